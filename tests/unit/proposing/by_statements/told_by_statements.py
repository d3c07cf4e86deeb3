"""What statements alone tell of little reports; everybody who speaks or acts in them is a party."""

from __future__ import annotations

from datetime import date

from zopa.case.model import Fact, Party
from zopa.proposing import Proposed
from zopa.proposing.by_statements.sides import PERSON, Sides
from zopa.proposing.by_statements.statement_way import StatementFindings, found_by_statements
from zopa.proposing.shelf import shelve

from ..folders import what_of
from ..simple_reading import Read, document, read

LATEST = date(2025, 3, 5)


def findings(made: Read) -> StatementFindings:
    """What the statements of some reports tell."""
    reports, _ = shelve(made.reading)
    by_id = {report.document.id: report for report in reports}
    sides = Sides(made.statements, made.cast, by_id)
    parties = {
        key: Party(key, side.name)
        for key, side in sides.sides.items()
        if not key.startswith(PERSON)
    }
    return found_by_statements(reports, made.statements, sides, parties, LATEST, {})


def told(*texts: str) -> StatementFindings:
    """What the statements of some texts tell."""
    return findings(read(*(document(f"r{k}", text) for k, text in enumerate(texts))))


def facts(made: StatementFindings, party: str, *kinds: str) -> list[Proposed[Fact]]:
    """The facts about a party, of some kinds."""
    return [p for p in made.facts if p.thing.party == party and p.thing.kind in kinds]


def words(made: StatementFindings) -> set[str]:
    """Every fact in a few words: party, kind, and what."""
    return {f"{p.thing.party} {p.thing.kind} {what_of(p.thing.content)}" for p in made.facts}
