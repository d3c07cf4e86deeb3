"""Single rules of `events`, one sentence each; the labelled sentences are among the oracles."""

from __future__ import annotations

import pytest

from zopa.foundation.text import Span
from zopa.statements.acts import Event, events
from zopa.statements.acts.clause import noun_phrase
from zopa.statements.acts.tokens import Row, tokens_in
from zopa.statements.grammar import parsed
from zopa.statements.statement import Act


def read(text: str) -> list[tuple[str, Act, str]]:
    found = events(text, Span(0, len(text)))
    return [(text[slice(*e.actor)], e.act, text[slice(*e.content)]) for e in found]


def only(text: str) -> Event:
    (event,) = events(text, Span(0, len(text)))
    return event


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("But general Ana Ruiz, the envoy for Peru, rejected the deal.", "general Ana Ruiz"),
        ("The ministers, who had met on Monday, rejected the deal.", "The ministers"),
        ("During his visit this week Ruiz rejected the deal.", "Ruiz"),
        ("Chile said that Peru rejected the deal.", "Peru"),
        ("Peru, Chile and Bolivia rejected the deal.", "Peru, Chile and Bolivia"),
        ("Ruiz met the envoy and rejected the deal.", "Ruiz"),
    ],
)
def test_actors(text: str, actor: str) -> None:
    assert read(text) == [(actor, Act.REJECT, "the deal")]


@pytest.mark.parametrize(
    "text",
    [
        "The deal was rejected.",
        "The rejected deal is dead.",
        "If Peru rejects the deal, it rains.",
        "Peru may reject the deal.",
        "Peru is expected to reject the deal.",
        "Peru must reject the deal.",
        "Nobody rejected the deal.",
        "Envoys met to ensure that our teams reach an agreement.",
        "Peru backed out.",
        "He was press secretary to the president.",
        "Perhaps ask the owner.",
        "Peru asked whether the deal would stand.",
        "",
    ],
)
def test_no_event(text: str) -> None:
    assert read(text) == []


def test_a_passive_has_its_actor_after_by() -> None:
    text = "The text, which was handed to Peru on Monday by Dutch minister Jan Bos, is short."
    event = only(text)
    assert text[slice(*event.actor)] == "Dutch minister Jan Bos"
    assert text[slice(*event.content)] == "The text"
    assert event.hearer is not None
    assert text[slice(*event.hearer)] == "Peru"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Norway asked Iceland to sign the draft.", "sign the draft"),
        ("Norway urged Iceland not to sign the draft.", "not to sign the draft"),
    ],
)
def test_what_somebody_is_asked_is_told_with_its_not(text: str, content: str) -> None:
    event = only(text)
    assert text[slice(*event.content)] == content
    assert event.hearer is not None
    assert text[slice(*event.hearer)] == "Iceland"


def test_a_participle_that_opens_a_sentence_leaves_the_verb_behind_it() -> None:
    text = "Rejected by Iceland, the envoy proposed a new draft."
    assert read(text) == [("the envoy", Act.OFFER, "a new draft")]


def test_what_hangs_belongs_to_its_clause() -> None:
    assert only("Peru would accept the loan if it were cheaper.").conditional
    assert not only("Peru accepted the loan, which lapses if it is not used.").conditional


def test_spans_count_characters_of_the_whole_text() -> None:
    text = "It rained. Peru refused the loan. It rained."
    (event,) = events(text, Span(11, 33))
    assert text[slice(*event.actor)] == "Peru"
    assert text[slice(*event.why.span)] == "refused"


@pytest.mark.parametrize(
    ("words", "found"), [("its old and firm", 1), ("its old but very firm", 0)]
)
def test_up_to_four_words_stand_within_an_entry(words: str, found: int) -> None:
    assert len(read(f"Peru dropped {words} objection.")) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norvik put a draft on the table on Monday.", ("Norvik", Act.OFFER, "a draft")),
        ("The crews turned it down.", ("The crews", Act.REJECT, "it")),
        ("The crews turned the new rota down.", ("The crews", Act.REJECT, "the new rota")),
        ("The envoy put an idea forward.", ("The envoy", Act.OFFER, "an idea")),
    ],
)
def test_a_verb_whose_parts_stand_around_its_object(
    text: str, expected: tuple[str, Act, str]
) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize("text", ["The club called a strike on Monday.", "Peru backed the car up."])
def test_what_only_looks_like_such_a_verb(text: str) -> None:
    assert read(text) == []


def test_a_time_does_not_open_what_is_offered() -> None:
    text = "Norvik proposed on Tuesday to extend the loan by two years."
    assert read(text) == [("Norvik", Act.OFFER, "to extend the loan by two years")]


def test_a_day_that_belongs_to_the_object_stays_in_it() -> None:
    text = "Norvik rejected a draft agreement dated 3 March."
    assert read(text) == [("Norvik", Act.REJECT, "a draft agreement dated 3 March")]
    text = "Norvik rejected a draft agreement on 3 March."
    assert read(text) == [("Norvik", Act.REJECT, "a draft agreement")]


def test_a_text_that_was_handed_over_is_an_offer() -> None:
    text = "The paper was handed over by Ada Brink, the envoy, in Lund on 3 March."
    assert read(text) == [("Ada Brink", Act.OFFER, "The paper")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A truce that Peru had proposed fell apart.", [("Peru", Act.OFFER, "A truce")]),
        ("The crews rejected what he called a bargain.",
         [("The crews", Act.REJECT, "what he called a bargain")]),
        ("The crews turned down, without a vote, an offer of mediation.",
         [("The crews", Act.REJECT, "an offer of mediation")]),
        ("Norvik offered a “four-for-four” pact on fees.",
         [("Norvik", Act.OFFER, "a “four-for-four” pact on fees")]),
        ("Tor Vik would go, provided Peru accepts the loan.", []),
        ("The port stays open as long as the crews accept the rota.", []),
    ],
)  # fmt: skip
def test_objects_that_stand_elsewhere(text: str, expected: list[tuple[str, Act, str]]) -> None:
    assert read(text) == expected


def test_a_passive_may_have_a_long_subject() -> None:
    text = (
        "Another uninvited bid by the Velmark group of Lund, this one worth 24 million euros, "
        "far more than the last one, has been turned down by Norvik."
    )
    assert read(text)[0][:2] == ("Norvik", Act.REJECT)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("Norvik and Velmark offered 9% and 10%.", [("Norvik", "9%"), ("Velmark", "10%")]),
        ("Karsia and Movia rejected the draft.",
         [("Karsia", "the draft"), ("Movia", "the draft")]),
        ("Peru, Chile and the Union of Crews signed a pact on tin and zinc.",
         [("Peru", "a pact on tin and zinc"), ("Chile", "a pact on tin and zinc"),
          ("the Union of Crews", "a pact on tin and zinc")]),
        ("Peru and its neighbours rejected the draft.", []),
        ("Peru rejected the draft and the loan.", []),
    ],
)  # fmt: skip
def test_each_of_several_actors_has_its_share(text: str, shares: list[tuple[str, str]]) -> None:
    event = only(text)
    assert [(text[slice(*a)], text[slice(*b)]) for a, b in event.shares] == shares
    assert [(a.start, b.start) for a, b in event.moved(7).shares] == [
        (a.start + 7, b.start + 7) for a, b in event.shares
    ]


def test_verbs_of_one_subject_are_told_one_by_one() -> None:
    text = "The levy was welcomed by the growers and criticised by the shops."
    assert read(text) == [
        ("the growers", Act.AGREE, "The levy"),
        ("the shops", Act.DOUBT, "The levy"),
    ]


def test_a_verb_that_hides_behind_an_apposition() -> None:
    text = "Anders Holm, chief negotiator of the lenders, proposed to extend the loan."
    assert read(text) == [("Anders Holm", Act.OFFER, "to extend the loan")]


@pytest.mark.parametrize(
    "text",
    [
        "The growers' union has not accepted the mill's figures.",
        "The growers' union, whose members met on Monday, has not accepted the mill's figures.",
    ],
)
def test_owners_are_part_of_what_they_own(text: str) -> None:
    assert read(text) == [("The growers' union", Act.REJECT, "the mill's figures")]


def test_the_first_1500_characters_are_looked_at() -> None:
    text = "Peru refused it, " + "and it rained again " * 100 + "and Chile accepted it."
    assert [event.act for event in events(text, Span(0, len(text)))] == [Act.REJECT]


@pytest.mark.parametrize(("words", "found"), [(16, True), (17, False)])
def test_a_noun_phrase_has_sixteen_words_at_most(words: int, found: bool) -> None:
    grammar = parsed("The " + "very " * (words - 2) + "mediators left.")
    row = Row(tokens_in(grammar.doc))
    head = grammar.doc[words - 1]
    run = noun_phrase(row, head, len(row))
    assert run is not None
    assert (noun_phrase(row, head, limit=run.stop - run.start) is not None) is True
    assert noun_phrase(row, head, limit=run.stop - run.start - 1) is None
    assert (run.stop - run.start <= 16) is found
