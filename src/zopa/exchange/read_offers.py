"""Reading a table of offers on the issues of a case: one row an offer, and one column an issue.

The first row names the columns: issues by their id or title, and one column that names the offer,
such as `group`. A cell holds a level by its id or its words; an empty one leaves the issue open. A
row in which no issue has a level is a group that did not agree. Other columns, such as the names of
students, are passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.case.meant import issue_meant, levels_meant, names_of_levels
from zopa.case.parts import clip
from zopa.exchange.codes import BAD_VALUE, NOT_A_TABLE, REPEATED_PART, TABLE_FORM
from zopa.foundation.diagnostics import printable
from zopa.foundation.names import fold, listing, nearest_name

if TYPE_CHECKING:
    from zopa.case.issues import Issue
    from zopa.case.model import Case
    from zopa.exchange.notes import ExchangeNotes
    from zopa.exchange.sheets import Cell, Sheet

NAMES = ("group", "offer", "package", "name", "team", "pair", "table", "draft", "option", "deal")
"""Heads of the column that names an offer."""
NO_DEAL = ("no deal", "no agreement", "none", "impasse")
"""What a cell of an issue may say where a group did not agree."""


@dataclass(frozen=True)
class ReadOffer:
    """A row of a table of offers."""

    name: str
    terms: Mapping[str, str]
    """Issue to level; none where there was no deal."""


def offers_of_sheet(case: Case, sheet: Sheet, notes: ExchangeNotes) -> list[ReadOffer]:
    """The offers of a table; what cannot be read is a finding in `notes`."""
    rows = [row for row in sheet.rows if any(not cell.empty for cell in row)]
    if not rows:
        notes.add(NOT_A_TABLE, sheet.place, f"the table `{clip(sheet.name)}` is empty")
        return []
    heads, *below = rows
    issues = _issue_columns(case, heads, notes)
    if not issues:
        known = [issue.id for issue in case.issues.values()]
        notes.add(
            NOT_A_TABLE,
            heads[0].place,
            "the first row names no issue of the case",
            help=f"begin with a row such as `group,{','.join(known[:3])}`",
        )
        return []
    named = next(
        (k for k, cell in enumerate(heads) if k not in issues and fold(cell.text) in NAMES), None
    )
    _passed_over(heads, {*issues, *(() if named is None else (named,))}, notes)
    offers: list[ReadOffer] = []
    told: set[str] = set()
    for number, row in enumerate(below, start=1):
        cell = row[named] if named is not None and named < len(row) else None
        name = printable(cell.text) if cell is not None and not cell.empty else f"row {number}"
        if cell is not None and name in told:
            message = f"two rows are named `{clip(name)}`{cell.where}"
            notes.add(TABLE_FORM, cell.place, message, help="name them apart")
        told.add(name)
        _beyond_heads(heads, row, notes)
        terms = {
            issue.id: level
            for k, issue in issues.items()
            if k < len(row) and (level := _level(issue, row[k], notes)) is not None
        }
        offers.append(ReadOffer(name, terms))
    if not offers:
        notes.add(NOT_A_TABLE, sheet.place, "the table has no row below its heads")
    return offers


def _issue_columns(case: Case, heads: Sequence[Cell], notes: ExchangeNotes) -> dict[int, Issue]:
    """The issue of each column that names one."""
    found: dict[int, Issue] = {}
    for k, cell in enumerate(heads):
        meant = None if cell.empty else issue_meant(case, cell.text)
        if meant is None:
            continue
        issue = case.issues[meant]
        if issue in found.values():
            message = f"two columns are of the issue `{issue.id}`{cell.where}"
            notes.add(REPEATED_PART, cell.place, message)
        found[k] = issue
    return found


def _passed_over(heads: Sequence[Cell], used: set[int], notes: ExchangeNotes) -> None:
    others = [cell for k, cell in enumerate(heads) if k not in used and not cell.empty]
    if others:
        names = listing([clip(cell.text) for cell in others]).replace(" or ", " and ")
        many = "columns are" if len(others) > 1 else "a column is"
        message = f"{many} passed over, being no issue of the case: {names}"
        notes.add(TABLE_FORM, others[0].place, message)


def _beyond_heads(heads: Sequence[Cell], row: Sequence[Cell], notes: ExchangeNotes) -> None:
    over = [cell for cell in row[len(heads) :] if not cell.empty]
    if over:
        cells = "cells" if len(over) > 1 else "a cell"
        names = listing([clip(cell.text) for cell in over]).replace(" or ", " and ")
        message = f"the row has {cells} beyond the last head, passed over: {names}{over[0].where}"
        notes.add(TABLE_FORM, over[0].place, message)


def _level(issue: Issue, cell: Cell, notes: ExchangeNotes) -> str | None:
    """The level that a cell names; None where it is empty, says that there is no deal, or names
    none, which is a finding."""
    if cell.empty or (fold(cell.text) in NO_DEAL and not levels_meant(issue, cell.text)):
        return None
    meant = levels_meant(issue, cell.text)
    if len(meant) > 1:
        both = listing(meant).replace(" or ", " and ")
        message = f"`{clip(cell.text)}` names {both} of the issue `{issue.id}`{cell.where}"
        notes.add(BAD_VALUE, cell.place, message, help="write the short name of one of them")
    elif not meant:
        words = names_of_levels(issue)
        near = nearest_name(cell.text, words)
        help_ = f"write `{words[near]}`" if near else f"write {listing(issue.level_ids)}"
        message = f"`{clip(cell.text)}` is not a level of the issue `{issue.id}`{cell.where}"
        notes.add(BAD_VALUE, cell.place, message, help=help_)
    return meant[0] if len(meant) == 1 else None
