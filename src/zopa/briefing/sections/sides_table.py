"""Where each side stands, in a line: what it cares about most, and what it has ruled out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Grid, Line, TableCell, TableRow
from zopa.briefing.phrasing import Note, Prose, Said, joined, listed, prose
from zopa.briefing.wording.names import issue_title
from zopa.briefing.wording.red_lines import red_line_words
from zopa.briefing.wording.worth import level_span, more
from zopa.case.model import Priorities, RedLine

if TYPE_CHECKING:
    from zopa.briefing.results import BriefResults

PARTIES = 9
"""Sides that the table has; of more, a line says how many stand further down."""
LEVELS = 3
"""Red lines of one side that are told."""


def stands_grid(f: BriefResults) -> Grid | None:
    """Make the table of the sides that must sign; None where nothing of the kind is known, or every
    number is given. A column that would say nothing is left out."""
    if f.given:
        return None
    shown = f.signatories[:PARTIES]
    cares = {p: _cares(f, p) for p in shown}
    barred = {p: _barred(f, p) for p in shown}
    columns = [
        (head, cells)
        for head, cells in (("Cares most about", cares), ("Has ruled out", barred))
        if any(cells.values())
    ]
    if not columns:
        return None
    rows = [
        TableRow(
            TableCell((Line((Said(f.case.parties[p].name),)),)),
            tuple(TableCell((Line(cells[p] or ("not known",), "" if cells[p] else "mark"),))
                  for _, cells in columns),
        )
        for p in shown
    ]  # fmt: skip
    if rest := len(f.signatories) - len(shown):
        empty = tuple(TableCell() for _ in columns)
        rows.append(TableRow(TableCell((Line(prose("and ", more(rest, "side"))),)), empty))
    return Grid(
        caption=prose("Where each side stands"),
        head=(prose("Side"), *((head,) for head, _ in columns)),
        rows=tuple(rows),
        style="numbers stands",
    )


def _cares(f: BriefResults, party: str) -> Prose:
    """The issues that a side is told to care about most, by the first fact that says so."""
    for k, fact in enumerate(f.case.facts):
        if fact.party == party and isinstance(fact.content, Priorities):
            tiers = [tier for tier in fact.content.tiers if tier]
            if len(tiers) > 1:
                return prose(listed([issue_title(f.case, i) for i in tiers[0]]), Note(k))
    return ()


def _barred(f: BriefResults, party: str) -> Prose:
    """What is behind red lines of a side."""
    named: list[Prose] = []
    for k, fact, barred in f.case.red_lines():
        if fact.party != party:
            continue
        if isinstance(fact.content, RedLine):
            named += [
                prose(
                    level_span(f.case, issue, levels), " on ", issue_title(f.case, issue), Note(k)
                )
                for issue, levels in barred.items()
            ]
        else:
            named.append(prose(red_line_words(f.case, fact.content), Note(k)))
    shown = named if len(named) == LEVELS + 1 else named[:LEVELS]
    told = [*shown, more(len(named) - len(shown))] if len(named) > len(shown) else shown
    return joined(told, "; ")
