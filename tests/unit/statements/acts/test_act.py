"""Single rules of `act_of`, one sentence each; the labelled sentences are among the oracles."""

from __future__ import annotations

import pytest
from counted_work import calls_of

from zopa.foundation.text import Span
from zopa.statements.acts import SpanBase, act_in, act_of
from zopa.statements.acts.tokens import Row, tokens_in
from zopa.statements.acts.verb_use import use_at
from zopa.statements.grammar import parsed
from zopa.statements.statement import Act, Manner


@pytest.mark.parametrize(
    ("cue", "content", "act", "negated"),
    [
        ("would not sign", "anything", Act.REJECT, False),
        ("did not rule out", "a visit", Act.REJECT, True),
        ("no longer insists", "on a date", Act.CONCEDE, False),
        ("refused to say", "when", Act.INFORM, True),
        ("did not threaten", "to leave", Act.THREATEN, True),
        ("denied threatening", "to leave", Act.THREATEN, True),
        ("vowed", "to retaliate", Act.THREATEN, False),
        ("vowed", "not to retaliate", Act.PROMISE, False),
        ("said", "we will not retaliate", Act.PROMISE, False),
        ("said", "the board is not ready to sign", Act.REJECT, False),
        ("had nothing to say", "", Act.INFORM, False),
        ("", "", Act.INFORM, False),
    ],
)
def test_negation(cue: str, content: str, act: Act, negated: bool) -> None:
    found = act_of(cue, content)
    assert (found.act, found.negated) == (act, negated)


@pytest.mark.parametrize(
    ("content", "conditional"),
    [
        ("we would sign if the clause went", True),
        ("unless the clause goes we will not sign", True),
        ("we will not sign until the clause goes", True),
        ("we will wait until the clause goes", False),
        ("we will sign even if it rains", False),
        ("any loan would need to be tied to reforms", True),
    ],
)
def test_conditions(content: str, conditional: bool) -> None:
    assert act_of("said", content).conditional == conditional


def test_an_if_that_asks_is_no_condition() -> None:
    assert not act_of("asked if", "the clause could go").conditional
    assert not act_of("said", "it was unclear if the clause could go").conditional


def test_why_names_the_words() -> None:
    content = "At that price we will never sign."
    why = act_of("said", content).why
    assert why.part == SpanBase.CONTENT
    assert content[slice(*why.span)] == "will never sign"
    cue = "then flatly refused"
    why = act_of(cue, "to go on").why
    assert (why.part, cue[slice(*why.span)]) == (SpanBase.CUE, "then flatly refused")


def test_manner_keeps_quoted_words_from_continuing_the_cue() -> None:
    direct = act_of("refused", "to say a word is to say too much", manner=Manner.DIRECT)
    assert (direct.act, direct.negated) == (Act.REJECT, False)
    indirect = act_of("refused", "to say a word", manner=Manner.INDIRECT)
    assert (indirect.act, indirect.negated) == (Act.INFORM, True)


def test_what_others_did_is_told_not_done() -> None:
    assert act_of("said", "the company had rejected the offer").act == Act.INFORM
    assert act_of("said", "it had rejected the offer").act == Act.REJECT


def test_a_clause_that_is_a_subject_does_nothing() -> None:
    content = "what worries the crews most is that no ship is named"
    assert act_of("said", content).act == Act.INFORM


@pytest.mark.parametrize(
    ("cue", "act", "negated"),
    [
        ("demand for", Act.DEMAND, False),
        ("refusal of", Act.REJECT, False),
        ("fears grew over", Act.DOUBT, False),
        ("left no doubt about", Act.DOUBT, True),
        ("statement on", Act.INFORM, False),
    ],
)
def test_a_noun_may_be_the_act(cue: str, act: Act, negated: bool) -> None:
    found = act_of(cue, "the levy on boats")
    assert (found.act, found.negated) == (act, negated)


def test_a_bare_will_not_refuses() -> None:
    assert act_of("says", "that he will not").act == Act.REJECT
    assert act_of("says", "that the rain will not").act == Act.INFORM


def test_a_bare_be_tells_what_is_wanted_but_not_at_the_beginning() -> None:
    assert act_of("insisted", "it be removed").act == Act.DEMAND
    assert act_of("insisted", "the clause be removed").act == Act.DEMAND
    assert act_of("insisted", "the clause will be removed").act == Act.INFORM


@pytest.mark.parametrize("between", ["", "also ", "gladly ", "also gladly "])
def test_what_one_will_be_is_no_promise_whatever_stands_between(between: str) -> None:
    assert act_of("said", f"we will {between}be there").act == Act.INFORM
    assert act_of("said", f"we will {between}help them").act == Act.PROMISE
    assert act_of("said", f"we will not {between}help them").act == Act.REJECT


@pytest.mark.parametrize(
    ("text", "verb", "words", "told"),
    [
        ("It has not yet been fully accepted.", "accepted", "has not yet been fully accepted",
         {"negated": True, "passive": True, "past": True}),
        ("They would have to accept it.", "accept", "would have to accept", {"modal": "must"}),
        ("They do not have to accept it.", "accept", "do not have to accept", {"modal": ""}),
        ("She is not willing to sign.", "sign", "is not willing to sign",
         {"negated": True, "lean": "ready"}),
        ("The board has yet to sign.", "sign", "has yet to sign", {"negated": True}),
        ("We have met and accepted it.", "accepted", "accepted", {"past": True, "finite": True}),
        ("We have not met or accepted it.", "accepted", "accepted", {"negated": True}),
        ("He refused to sign it.", "sign", "to sign", {"finite": False}),
        ("It no longer wants a vote.", "wants", "no longer wants", {"no_longer": True}),
        ("They will only sign a pact.", "sign", "will only sign", {"only": True, "modal": "will"}),
        ("Peru is going to sign it.", "sign", "is going to sign", {"modal": "will"}),
    ],
)  # fmt: skip
def test_what_goes_with_a_verb(text: str, verb: str, words: str, told: dict[str, object]) -> None:
    row = Row(tokens_in(parsed(text).doc))
    at = next(k for k in range(len(row)) if row.form(k) == verb)
    use = use_at(row, at)
    first = max(use.start, at - words.count(" "))
    assert text[row[first].start : row[at].stop] == words
    assert {name: getattr(use, name) for name in told} == told


def test_a_sentence_that_is_parsed_takes_about_a_thousand_calls() -> None:
    text = "They said Kyiv would not sign the document unless the guarantees it wants were in it."
    grammar = parsed(text)
    cue, content = [Span(5, 9)], [Span(10, len(text))]
    words = text[10:]
    act_in(grammar, cue, content, words, direct=False)  # loads what is loaded once
    calls = calls_of(lambda: act_in(grammar, cue, content, words, direct=False))
    assert calls < 2200  # twice what it takes
