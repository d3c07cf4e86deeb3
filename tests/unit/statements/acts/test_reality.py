"""What is told as done, what as denied, and what is only asked, supposed or wished for."""

from __future__ import annotations

import pytest

from zopa.foundation.text import Span
from zopa.sources import read_document
from zopa.statements.acts import act_of, events
from zopa.statements.acts.reality import Reality, reality_of
from zopa.statements.grammar import parsed
from zopa.statements.reading import read_documents
from zopa.statements.statement import Act

FIRM = [Act.REJECT, Act.AGREE, Act.OFFER, Act.DEMAND]


@pytest.mark.parametrize(
    ("text", "reality"),
    [
        ("Norvik accepted the rota.", Reality.DONE),
        ("Norvik has not accepted the rota.", Reality.DONE),
        ("Nobody accepted the rota.", Reality.DENIED),
        ("No crew accepted the rota.", Reality.DENIED),
        ("Neither side accepted the rota.", Reality.DENIED),
        ("Few of the crews accepted the rota.", Reality.DENIED),
        ("Lind denied that Norvik had accepted the rota.", Reality.DENIED),
        ("It is not true that Norvik accepted the rota.", Reality.DENIED),
        ("Lind rejected the claim that Norvik accepted the rota.", Reality.DENIED),
        ("Lind did not deny that Norvik accepted the rota.", Reality.OPEN),
        ("Did Norvik accept the rota?", Reality.OPEN),
        ("Who accepted the rota?", Reality.DONE),
        ("If Norvik accepts the rota, it rains.", Reality.OPEN),
        ("Lind asked whether Norvik accepted the rota.", Reality.OPEN),
        ("Norvik would have accepted the rota.", Reality.OPEN),
        ("Lind demanded that Norvik accept the rota.", Reality.OPEN),
        ("Lind hopes that Norvik accepts the rota.", Reality.OPEN),
        ("Norvik has neither accepted nor rejected the rota.", Reality.OPEN),
    ],
)
def test_how_a_deed_is_told(text: str, reality: Reality) -> None:
    verb = next(word for word in parsed(text).doc if word.lemma_ == "accept")
    assert reality_of(verb) is reality


@pytest.mark.parametrize(
    "text",
    [
        "Did Norvik accept the rota?",
        "If the crews reject the rota, Norvik leaves.",
        "Norvik would have accepted the rota, had the crews signed.",
        "Lind denied that the crews had rejected the rota.",
        "The envoy hopes that Norvik will accept the rota.",
        "The council said that the guild said that the crews would accept.",
        "Norvik has neither accepted nor rejected the rota.",
        "Norvik was expected to reject the rota.",
        "Had Norvik accepted, the crews would have left.",
    ],
)
def test_nothing_firm_is_read_where_nothing_is_done(text: str) -> None:
    whole = f"It rained on Monday in the port, and nobody left.\n\n{text}\n"
    document = read_document(whole.encode(), "a.txt", id="a").document
    assert document is not None
    told = [(s.act, s.negated) for s in read_documents([document]).all()]
    assert [act for act, negated in told if act in FIRM and not negated] == []


@pytest.mark.parametrize(
    ("text", "act", "negated"),
    [
        ("The rota was not rejected by the crews.", Act.REJECT, True),
        ("The rota was turned down by the crews.", Act.REJECT, False),
        ("No crew accepted the rota.", Act.AGREE, True),
        ("It is not true that the crews rejected the rota.", Act.REJECT, True),
    ],
)
def test_what_a_passive_or_nobody_does(text: str, act: Act, negated: bool) -> None:
    document = read_document(f"It rained on Monday.\n\n{text}\n".encode(), "a.txt", id="a").document
    assert document is not None
    told = {(s.act, s.negated) for s in read_documents([document]).all()}
    assert told <= {(act, negated), (Act.INFORM, False), (Act.INFORM, True)}


def test_what_others_are_said_to_have_done_is_information() -> None:
    assert act_of("said", "the guild has accepted the rota").act is Act.INFORM
    assert act_of("believes", "the guild will accept the rota").act is Act.INFORM
    assert act_of("said", "it has accepted the rota").act is Act.AGREE


def test_a_nor_that_begins_a_sentence_denies() -> None:
    text = "Nor has the guild accepted the rota."
    (event,) = events(text, Span(0, len(text)))
    assert event.act is Act.REJECT
