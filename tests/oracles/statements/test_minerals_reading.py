"""The two minerals reports, read without a case: what must be found, and what must not be said.

The words are the fewest that tell which passage is meant.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from zopa.case.reread import source_documents
from zopa.proposing import Proposal, propose
from zopa.sources import open_document, unique_ids
from zopa.statements.reading import Reading, read_documents
from zopa.statements.statement import Act, Manner, SpeakerKind, Statement, TellingMode

ZELENSKYY = "Zelensk"


class Quote(NamedTuple):
    """Words between quotation marks, and who says them; no name for who is not named."""

    words: str
    party: str
    name: str = ""


UKRAINE, US = "ukraine", "united_states"
QUOTES = (
    Quote("We are still talking", UKRAINE, ZELENSKYY),
    Quote("different dialogues", UKRAINE, ZELENSKYY),
    Quote("negotiate a better deal", UKRAINE),
    Quote("economic agreement", US, "Bessent"),
    Quote("intertwine our economies", US, "Bessent"),
    Quote("long -term security shield", US, "Bessent"),
    Quote("When we looked at the details", UKRAINE),
    Quote("a Trump deal", UKRAINE),
    Quote("taking Trump’s treatment", UKRAINE),
    Quote("We will review this document", UKRAINE, ZELENSKYY),
    Quote("I believe this document", US, "Bessent"),
    Quote("American assistance guarantees", US, "Bessent"),
    Quote("I didn’t let the ministers", UKRAINE, ZELENSKYY),
    Quote("as compensation", UKRAINE),
    Quote("For me is very important", UKRAINE, ZELENSKYY),
    Quote("colonial agreement", ""),
    Quote("short-sighted about the", US, "Brian Hughes"),
    Quote("recoup", US, "Brian Hughes"),
    Quote("binding economic ties", US, "Brian Hughes"),
    Quote("The US recognises this", US, "Brian Hughes"),
    Quote("Subsoil belongs", UKRAINE, "Orynchak"),
    Quote("strong position", UKRAINE, ZELENSKYY),
    Quote("You can have the Ukrainians", US, "Keith Kellogg"),
    Quote("school of realism", US, "Keith Kellogg"),
    Quote("important that the vice-president", UKRAINE, ZELENSKYY),
    Quote("bring money and security", UKRAINE, ZELENSKYY),
)


@pytest.fixture(scope="module")
def reading(shared_minerals: Path) -> Reading:
    opened = [open_document(path) for path in sorted((shared_minerals / "sources").glob("*.txt"))]
    documents = [one.document for one in opened if one.document is not None]
    assert len(documents) == 2
    assert unique_ids([d.id for d in documents]) == [d.id for d in documents]
    return read_documents(documents)


def _holding(reading: Reading, words: str) -> list[Statement]:
    """Statements said, in quotation marks at least in part, whose content holds the words."""
    found = []
    for statement in reading.all():
        content = " ".join(piece.words for piece in statement.content)
        quoted = statement.told is TellingMode.SAID and statement.manner is not Manner.INDIRECT
        if quoted and words in " ".join(content.split()):
            found.append(statement)
    return found


@pytest.mark.parametrize("quote", QUOTES, ids=lambda quote: quote.words)
def test_every_quote_has_its_speaker(reading: Reading, quote: Quote) -> None:
    found = _holding(reading, quote.words)
    assert found, "not found"
    speaker = max(found, key=lambda one: one.confidence).speaker
    assert quote.name in speaker.name
    assert speaker.party == quote.party
    if not quote.name:
        assert speaker.kind is SpeakerKind.UNNAMED


def test_the_parties_and_their_people(reading: Reading) -> None:
    party = {person.name: person.party for person in reading.cast.people}
    for name in ("Scott Bessent", "JD Vance", "Keith Kellogg", "Brian Hughes", "Donald Trump"):
        assert party[name] == US, name
    [zelenskyy] = [person for person in reading.cast.people if ZELENSKYY in person.name]
    assert {"Zelenskyy", "Zelenskiy"} <= {zelenskyy.name, *zelenskyy.also}
    assert zelenskyy.party == UKRAINE
    assert {US, UKRAINE, "european_union"} <= {one.id for one in reading.cast.parties}


def test_the_refusal_and_who_offered(reading: Reading) -> None:
    acts = {(one.speaker.party, one.act) for one in reading.all() if not one.negated}
    assert (UKRAINE, Act.REJECT) in acts
    assert (US, Act.OFFER) in acts


@pytest.fixture(scope="module")
def proposal(reading: Reading) -> Proposal:
    return propose(reading).proposal


def test_the_draft_and_what_is_disputed(proposal: Proposal) -> None:
    [draft] = [one.thing for one in proposal.drafts]
    assert (draft.by, str(draft.on)) == ((US,), "2025-02-07")
    terms = {issue: {one.level for one in told} for issue, told in draft.terms.items()}
    assert terms["law"] == {"new_york"}
    assert terms["share"] == {"50"}
    assert terms["future_aid"] == {"none", "included"}


def test_the_facts(proposal: Proposal) -> None:
    told = {(one.thing.party, str(one.thing.kind)) for one in proposal.facts}
    assert {(UKRAINE, "declines"), (US, "tables"), (UKRAINE, "priorities")} <= told
    assert (
        not {(UKRAINE, "accepts"), (UKRAINE, "rejects"), (US, "rejects"), (UKRAINE, "tables")}
        & told
    )


def test_what_must_not_be_said(reading: Reading, proposal: Proposal) -> None:
    parties = {one.thing.id: one.thing for one in proposal.parties}
    assert set(parties) == {US, UKRAINE, "european_union"}
    assert parties["european_union"].role == "observer"
    for one in reading.all():
        if one.speaker.party in {"russia", "china", "germany", "france", "ireland"}:
            pytest.fail(f"{one.id} is put into the mouth of {one.speaker.party}")


def test_read_again_with_the_parties_of_the_case(shared_minerals: Path) -> None:
    from zopa.case.reread import party_names
    from zopa.desk.opening import load as load_case

    case = load_case(shared_minerals)
    documents, report = source_documents(case, lambda file: (shared_minerals / file).read_bytes())
    assert report.passes()
    reading = read_documents(documents, party_names(case))
    assert {one.speaker.party for one in reading.all()} <= {*case.parties, ""}
    hughes = next(one for one in reading.all() if one.speaker.name == "Brian Hughes")
    assert hughes.speaker.party == "us"
