"""What was plainly told and made no fact: comments that are facts once they are none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import zopa
from tests.unit.proposing.chains.harbour import written
from zopa.case.model import Order, Party, Stance
from zopa.desk.first_case import FirstCase
from zopa.proposing.also_found import MOST_ALSO, issues_of
from zopa.proposing.ledger import ledger_of
from zopa.proposing.proposal import Proposal, Proposed

HEAD = "# Also found, and left to you:"


def entries(ledger: str) -> list[tuple[int, int]]:
    """From which to which line each entry goes that is a comment."""
    lines = ledger.splitlines()
    start = lines.index(HEAD)
    heads = [k for k in range(start, len(lines)) if lines[k].startswith("#   - party: ")]
    found = []
    for head in heads:
        stop = head + 1
        while stop < len(lines) and lines[stop].startswith("#     "):
            stop += 1
        found.append((head, stop))
    return found


def uncommented(ledger: str, start: int, stop: int) -> str:
    """The ledger with `# ` deleted from some lines, and from `facts:` where that is a comment."""
    lines = ledger.splitlines()
    for k in range(start, stop):
        lines[k] = lines[k].removeprefix("# ")
    lines = ["facts:" if line == "# facts:" else line for line in lines]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> FirstCase:
    folder = tmp_path_factory.mktemp("harbour")
    return zopa.propose(folder / "case", written(folder))


def test_each_is_a_fact_once_it_is_no_comment(case: FirstCase) -> None:
    ledger = case.ledger.read_text("utf-8")
    before = len(zopa.load(case.ledger.parent).facts)
    places = entries(ledger)
    assert len(places) == len(case.proposal.also) >= 3
    for place in places:
        case.ledger.write_text(uncommented(ledger, *place), "utf-8")
        report = zopa.check(case.ledger.parent)
        assert report.passes(), report.render()
        loaded = zopa.load(case.ledger.parent)
        assert len(loaded.facts) == before + 1
        assert loaded.facts[-1].evidence
        assert loaded.facts[-1].confidence < 1
        assert ("facts", before) not in loaded.unreviewed
    case.ledger.write_text(ledger, "utf-8")


def test_they_are_sorted_by_party_and_issue(case: FirstCase) -> None:
    proposal = case.proposal
    parties = [p.thing.id for p in proposal.parties]
    issues = [p.thing.id for p in proposal.issues]
    places = []
    for proposed in proposal.also:
        named = [issues.index(issue) for issue in issues_of(proposed.thing)]
        places.append((parties.index(proposed.thing.party), min(named, default=-1)))
    assert places == sorted(places)
    ledger = case.ledger.read_text("utf-8")
    below = ledger[ledger.index(HEAD) :].splitlines()
    heads = [below.index(f"# {p.thing.name}:") for p in proposal.parties if told(proposal, p)]
    assert heads == sorted(heads)
    assert len(heads) == 2


def told(proposal: Proposal, party: Proposed[Party]) -> bool:
    """Whether something of a party is offered."""
    return any(one.thing.party == party.thing.id for one in proposal.also)


def test_none_repeats_a_fact_or_another(case: FirstCase) -> None:
    proposal = case.proposal
    every = [p.thing for p in (*proposal.facts, *proposal.withheld, *proposal.also)]
    told = [(f.party, f.kind, f.content) for f in every]
    assert all(told.count(one) == 1 for one in told)


def test_both_of_two_opposite_wishes_are_offered(case: FirstCase) -> None:
    wishes = [
        p.thing.content.rankings[0].tiers  # type: ignore[union-attr]
        for p in case.proposal.also
        if p.thing.party == "dockers_union" and isinstance(p.thing.content, Order)
    ]
    assert len(wishes) == 2
    assert wishes[0] == wishes[1][::-1]


def test_what_a_side_accepts_of_an_issue_is_offered_as_that(case: FirstCase) -> None:
    accepted = [p for p in case.proposal.also if p.thing.kind == "accepts"]
    assert {p.thing.party for p in accepted} == {"halden_ports"}
    assert "Ports accepted an end to Sunday work" in {
        quote.quote for p in accepted for quote in p.thing.evidence
    }


def test_a_figure_with_nothing_beside_it_is_put_forward_and_not_wanted(tmp_path: Path) -> None:
    text = (
        "Halden Ports and the Dockers' Union met on Monday. The Dockers' Union demanded 30 days of "
        "leave. Halden Ports rejected the demand for 30 days of leave. The union wants more leave."
    )
    made = zopa.propose(tmp_path / "case", written(tmp_path, {"mail": text}))
    contents = [p.thing.content for p in made.proposal.also]
    figures = [c.package.terms for c in contents if isinstance(c, Stance)]
    assert figures
    assert all(terms == {"leave": "30"} for terms in figures)


def test_where_there_is_no_fact_the_heading_is_there_too(tmp_path: Path) -> None:
    text = (
        "Halden Ports met the Dockers' Union. The Dockers' Union insists on a new crane. The "
        "Dockers' Union opposes a new crane."
    )
    made = zopa.propose(tmp_path / "case", written(tmp_path, {"mail": text}))
    assert not made.proposal.facts
    assert made.proposal.also
    ledger = made.ledger.read_text("utf-8")
    for place in entries(ledger):
        made.ledger.write_text(uncommented(ledger, *place), "utf-8")
        assert zopa.check(made.ledger.parent).passes()
        assert len(zopa.load(made.ledger.parent).facts) == 1


def test_nobody_is_offered_more_than_a_few(tmp_path: Path) -> None:
    things = ["gate", "pier", "crane", "canteen", "locker", "tunnel", "bridge", "depot"]
    told = " ".join(
        f"The Dockers' Union insists on a new {thing}. The Dockers' Union opposes a new {thing}."
        for thing in things
    )
    reports = {"mail": f"Halden Ports met the Dockers' Union. {told}"}
    files = written(tmp_path, reports)
    made = zopa.propose(tmp_path / "case", files, issues="; ".join(f"new {t}" for t in things))
    assert len(made.proposal.also) == MOST_ALSO


def test_withheld_facts_come_first_and_are_ready_too(case: FirstCase) -> None:
    proposal = replace(case.proposal, withheld=case.proposal.facts[:1], facts=())
    ledger = ledger_of(proposal)
    assert ledger.index("Not proposed, since") < ledger.index(HEAD)
    assert ledger.count("\n#   - party: ") == 1 + len(proposal.also)
