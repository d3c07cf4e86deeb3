"""What both ways of reading tell, what one tells alone, and what they tell against each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zopa.proposing.twice_told import TwiceTold
from zopa.statements.statement import Act

from .by_grammar.told_by_grammar import found
from .folders import proposed, what_of
from .simple_reading import Read, document, read

TEXT = "Norway demands a quota of 450 tonnes. Iceland offered a quota of 300 tonnes."


def sure(made: Read, party: str, kind: str) -> list[float]:
    return [
        p.thing.confidence
        for p in proposed(made).proposal.facts
        if (p.thing.party, p.thing.kind) == (party, kind)
    ]


def test_what_both_tell_is_one_issue_one_draft_and_one_fact() -> None:
    made = proposed(read(document("r", TEXT))).proposal
    assert len(made.issues) == len(made.drafts) == 1
    assert [p.thing.kind for p in made.facts if p.thing.party == "norway"] == ["order"]


def test_what_both_tell_is_surer_than_what_one_tells() -> None:
    both = read(document("r", TEXT))
    assert sure(both, "norway", "order") == [0.875]
    assert sure(both._replace(statements=[]), "norway", "order") == [0.675]


def test_what_is_plainly_told_and_read_both_ways_is_established() -> None:
    text = "“We demand sanctions,” Norway said. “We reject sanctions,” Iceland said."
    assert sure(read(document("r", text)), "norway", "order") == [1]


def test_what_only_statements_tell_is_likely_at_most() -> None:
    made = read(document("r", TEXT + " Any deal must be under Norwegian law, Norway said."))
    laws = [
        p.thing.confidence
        for p in proposed(made).proposal.facts
        if p.thing.kind == "order" and "law" in str(p.thing.content)
    ]
    assert set(laws) <= {0.675}


def test_who_tabled_a_draft_neither_accepts_nor_rejects_it() -> None:
    text = TEXT + " Iceland rejected the offer. Iceland accepted the offer."
    made = proposed(read(document("r", text))).proposal
    authors = {draft.thing.id: draft.thing.by for draft in made.drafts}
    assert ("iceland",) in authors.values()
    for fact in (p.thing for p in made.facts if p.thing.kind in ("accepts", "rejects")):
        assert fact.party not in authors[what_of(fact.content)]


@pytest.mark.parametrize(
    ("act", "negated", "confirmed"),
    [
        (Act.DEMAND, False, True),
        (Act.ASK, False, True),
        (Act.REJECT, False, False),
        (Act.DEMAND, True, False),
    ],
)
def test_a_statement_around_a_position_confirms_it(
    act: Act, negated: bool, confirmed: bool
) -> None:
    text = "Norway demands sanctions."
    (held,) = found(text).told.held
    (one,) = read(document("r0", text)).statements
    told = TwiceTold(["r0"], [replace(one, act=act, negated=negated)])
    assert told.confirms(held) is confirmed
    assert not TwiceTold(["other"], [one]).confirms(held)
