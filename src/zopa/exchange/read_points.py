"""Reading tables of points into a scenario: one row a level, and one column a party.

Where each party has a table of its own, in a sheet or a file, its third column is `points`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

import numpy as np

from zopa.case.parts import clip
from zopa.exchange.codes import (
    BAD_VALUE,
    MISSING_PART,
    NOT_A_TABLE,
    REPEATED_PART,
    TABLE_FORM,
    UNLIKE_DOMAIN,
    WHICH_FILES,
)
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.numbers import LARGEST, number_of
from zopa.exchange.scenario import Profile, Scenario, ScenarioIssue
from zopa.exchange.sheets import Cell, Sheet
from zopa.foundation.diagnostics import Place
from zopa.foundation.names import fold, listing

ISSUE, LEVEL = "issue", "level"
OWN = ("points", "point", "score", "scores", "value", "values")
"""Heads of the column of a table that is one party's."""
NO_DEAL = ("no_deal", "no deal", "no-deal", "batna", "reservation", "reservation value")
"""What stands in the column of issues where a row tells what having no deal is worth."""

_COMMA = re.compile(r"[+-]?\d{1,30},\d{1,30}")
_THOUSANDS = re.compile(r"[+-]?\d{1,3},\d{3}")


def scenario_of_sheets(sheets: Sequence[Sheet], name: str, notes: ExchangeNotes) -> Scenario | None:
    """The scenario that tables of points hold; None, with findings in `notes`, where they do not.

    A no-deal score that is not given is not known.
    """
    before = notes.errors
    tables = [table for sheet in sheets if (table := _PointColumns.of(sheet, notes)) is not None]
    for table in tables:
        table.read(notes)
    if not tables or notes.errors > before:
        return None
    first, *others = tables
    for other in others:
        _compare(first, other, notes)
    columns = [column for table in tables for column in table.columns]
    _all_differ(columns, notes)
    if notes.errors > before:
        return None
    if len(columns) < 2:
        message = "there is only one party, and a negotiation has two or more"
        help_ = "give each party a column, or name the files of all parties"
        notes.add(WHICH_FILES, first.sheet.place, message, help=help_)
        return None
    issues = tuple(_issue(name, levels) for name, levels in first.levels.items())
    profiles = tuple(
        Profile(
            column.name,
            tuple(
                np.array([column.points[title, level] for level in issue.levels])
                for title, issue in zip(first.levels, issues, strict=True)
            ),
            reservation=column.no_deal,
        )
        for column in columns
    )
    return Scenario(name, issues, profiles, no_deal_unknown=True)


@dataclass
class _PartyColumn:
    """A column of numbers: whose it is, what it says of each level, and of having no deal."""

    name: str
    at: int
    head: Cell
    points: dict[tuple[str, str], float] = field(default_factory=dict)
    no_deal: float | None = None


@dataclass
class _PointColumns:
    """A table while it is read."""

    sheet: Sheet
    top: int
    """The row of the heads of columns."""
    issue: int
    level: int
    columns: list[_PartyColumn]
    levels: dict[str, dict[str, Cell]] = field(default_factory=dict)
    """Issue and level to the cell of the level, in the order of the table."""
    _ending: Cell | None = None
    """Where the row of having no deal begins."""

    @classmethod
    def of(cls, sheet: Sheet, notes: ExchangeNotes) -> _PointColumns | None:
        """The columns that the first row with something in it names."""
        top = next((k for k, row in enumerate(sheet.rows) if _filled(row)), None)
        if top is None:
            notes.add(NOT_A_TABLE, sheet.place, f"the table `{clip(sheet.name)}` is empty")
            return None
        heads = sheet.rows[top]
        by_name: dict[str, int] = {}
        for k, cell in enumerate(heads):
            by_name.setdefault(fold(cell.text), k)
        lacking = [word for word in (ISSUE, LEVEL) if word not in by_name]
        if lacking:
            first = next(cell for cell in heads if not cell.empty)
            notes.add(
                NOT_A_TABLE,
                first.place,
                f"the first row has no column {listing(lacking).replace(' or ', ' and no column ')}"
                f"{first.where}",
                help="begin with a row such as `issue,level,seller,buyer`",
            )
            return None
        used = {by_name[ISSUE], by_name[LEVEL]}
        columns = [
            _PartyColumn(cell.text, k, cell)
            for k, cell in enumerate(heads)
            if k not in used and not cell.empty
        ]
        if len(columns) == 1 and fold(columns[0].name) in OWN:
            columns[0].name = sheet.name
        if not columns:
            message = "the first row names no party beside `issue` and `level`"
            help_ = "give each party a column, or call the column of a single party `points`"
            notes.add(NOT_A_TABLE, heads[0].place, message, help=help_)
            return None
        return cls(sheet, top, by_name[ISSUE], by_name[LEVEL], columns)

    def read(self, notes: ExchangeNotes) -> None:
        """Read the rows below the heads."""
        blank: list[Place] = []
        commas: list[Place] = []
        issue = ""
        for row in self.sheet.rows[self.top + 1 :]:
            if not _filled(row):
                blank.append(row[0].place if row else self.sheet.place)
                continue
            self._beyond(row, notes)
            level = row[self.level] if self.level < len(row) else None
            named = row[self.issue] if self.issue < len(row) else row[-1]
            told = named.text if self.issue < len(row) else ""
            issue = told or issue
            if fold(told) in NO_DEAL and (level is None or level.empty):
                self._no_deal(row, named, notes, commas)
            elif not issue:
                message = f"this row names no issue, and none stands above it{named.where}"
                notes.add(MISSING_PART, named.place, message)
            elif level is None or level.empty:
                message = f"this row of `{clip(issue)}` names no level{named.where}"
                help_ = "name the level, or call the row `no_deal` if it is what no deal is worth"
                notes.add(MISSING_PART, (level or named).place, message, help=help_)
            else:
                self._points(row, issue, level, notes, commas)
        self._form(blank, commas, notes)
        if not self.levels and not notes.errors:
            notes.add(NOT_A_TABLE, self.sheet.place, "the table has no row below its heads")

    def _form(self, blank: list[Place], commas: list[Place], notes: ExchangeNotes) -> None:
        below = [place for place in blank if place.line < self._last_line]
        if below:
            many = f"{len(below):,} rows are empty and are"
            which = "a row is empty and is" if len(below) == 1 else many
            notes.add(TABLE_FORM, below[0], f"{which} passed over")
        if commas:
            message = "numbers have a comma before their decimals, and are read so"
            notes.add(TABLE_FORM, commas[0], message)

    @property
    def _last_line(self) -> int:
        return max(cell.place.line for row in self.sheet.rows if _filled(row) for cell in row)

    def _beyond(self, row: Sequence[Cell], notes: ExchangeNotes) -> None:
        """A finding for the first cell that is filled under no head."""
        known = {self.issue, self.level, *(column.at for column in self.columns)}
        for k, cell in enumerate(row):
            if k not in known and not cell.empty:
                message = f"`{clip(cell.text)}` stands in a column without a name{cell.where}"
                help_ = (
                    "name the column after a party, or delete the cell",
                    "a name with a comma in it stands in quotation marks",
                )
                notes.add(BAD_VALUE, cell.place, message, help=help_)
                return

    def _points(
        self,
        row: Sequence[Cell],
        issue: str,
        level: Cell,
        notes: ExchangeNotes,
        commas: list[Place],
    ) -> None:
        of_issue = self.levels.setdefault(issue, {})
        if level.text in of_issue:
            message = f"the level `{clip(level.text)}` of `{clip(issue)}` is there twice"
            related = ((of_issue[level.text].place, "the first one"),)
            notes.add(REPEATED_PART, level.place, f"{message}{level.where}", related=related)
            return
        of_issue[level.text] = level
        for column in self.columns:
            what = f"`{clip(level.text)}` of `{clip(issue)}`"
            number = self._number(row, column, what, level, notes, commas)
            if number is not None:
                column.points[issue, level.text] = number

    def _no_deal(
        self, row: Sequence[Cell], named: Cell, notes: ExchangeNotes, commas: list[Place]
    ) -> None:
        if self._ending is not None:
            related = ((self._ending.place, "the first one"),)
            message = f"what having no deal is worth is told twice{named.where}"
            notes.add(REPEATED_PART, named.place, message, related=related)
            return
        self._ending = named
        for column in self.columns:
            if column.at < len(row) and not row[column.at].empty:
                column.no_deal = self._number(row, column, "no deal", named, notes, commas)

    def _number(
        self,
        row: Sequence[Cell],
        column: _PartyColumn,
        what: str,
        beside: Cell,
        notes: ExchangeNotes,
        commas: list[Place],
    ) -> float | None:
        cell = row[column.at] if column.at < len(row) else None
        if cell is None or cell.empty:
            place = row[-1].place if cell is None else cell.place
            message = f"`{clip(column.name)}` has no points for {what}{(cell or beside).where}"
            notes.add(MISSING_PART, place, message, help="write 0 for what is worth nothing")
            return None
        if cell.number is not None and abs(cell.number) <= LARGEST:
            return cell.number
        number = number_of(cell.text)
        if number is not None:
            return number
        helps: tuple[str, ...] = ()
        if _COMMA.fullmatch(cell.text):
            point = cell.text.replace(",", ".")
            if self.sheet.decimal_commas and not _THOUSANDS.fullmatch(cell.text):
                commas.append(cell.place)
                return number_of(point)
            helps = (f"write `{point}`",)
            if _THOUSANDS.fullmatch(cell.text):
                helps = (f"write `{point}` or `{cell.text.replace(',', '')}`, whichever is meant",)
        message = f"the points of `{clip(column.name)}` for {what} are `{clip(cell.text)}`, "
        notes.add(BAD_VALUE, cell.place, f"{message}which is no number{cell.where}", help=helps)
        return None


def _filled(row: Sequence[Cell]) -> bool:
    return any(not cell.empty for cell in row)


def _compare(first: _PointColumns, other: _PointColumns, notes: ExchangeNotes) -> None:
    """Findings where two tables have unlike issues or levels."""
    for issue, levels in other.levels.items():
        known = first.levels.get(issue, {})
        for level, cell in levels.items():
            if level not in known:
                what = f"`{clip(level)}` of `{clip(issue)}` is not in `{clip(first.sheet.name)}`"
                related = ((first.sheet.place, "the first table"),)
                notes.add(UNLIKE_DOMAIN, cell.place, f"{what}{cell.where}", related=related)
    for issue, levels in first.levels.items():
        for level, cell in levels.items():
            if level not in other.levels.get(issue, {}):
                what = f"`{clip(other.sheet.name)}` has no points for `{clip(level)}` of"
                related = ((cell.place, "named here"),)
                message = f"{what} `{clip(issue)}`"
                notes.add(UNLIKE_DOMAIN, other.sheet.place, message, related=related)


def _all_differ(columns: Sequence[_PartyColumn], notes: ExchangeNotes) -> None:
    """Findings for columns of one name, and where there is more than can be read."""
    first: dict[str, Cell] = {}
    for column in columns:
        same = fold(column.name)
        if same in first:
            message = f"the party `{clip(column.name)}` has two columns{column.head.where}"
            related = ((first[same].place, "the first one"),)
            notes.add(REPEATED_PART, column.head.place, message, related=related)
        first.setdefault(same, column.head)


def _issue(name: str, levels: dict[str, Cell]) -> ScenarioIssue:
    """An issue with its levels as the table has them; three numbers and more rise."""
    numbers = [Decimal(level) if number_of(level) is not None else None for level in levels]
    known = sorted(number for number in numbers if number is not None)
    if len(known) == len(levels) > 2 and all(a < b for a, b in pairwise(known)):
        whole = all(number == number.to_integral_value() for number in known)
        ordered = sorted(levels, key=Decimal)
        return ScenarioIssue(name, tuple(ordered), "integer" if whole else "real")
    return ScenarioIssue(name, tuple(levels))
