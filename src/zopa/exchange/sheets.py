"""The records of a table as a spreadsheet holds it: sheets, rows, cells that know their place."""

from __future__ import annotations

from dataclasses import dataclass

from zopa.exchange.numbers import plain
from zopa.foundation.diagnostics import Place

MOST_COLUMNS = 256
"""A table has at most this many columns: two, and one for each party."""
MOST_ROWS = 60_000
"""A table has at most this many rows."""
MOST_CELLS = 1_000_000
"""All tables together have at most this many cells."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: a text, or a number where the file keeps it as one."""

    text: str
    place: Place
    number: float | None = None
    name: str = ""
    """What a spreadsheet calls it, such as `C5`; empty in a text file."""

    @property
    def empty(self) -> bool:
        return not self.text

    @property
    def where(self) -> str:
        """Where it stands, to go behind a message: ` (cell C5)`; empty in a text file."""
        return f" (cell {self.name})" if self.name else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table by its name: that of its sheet, or of its file without the ending."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    decimal_commas: bool = False
    """Whether `3,5` can only be a number: columns are not separated by commas."""


def column_letters(column: int) -> str:
    """What spreadsheets call a column, which counts from 1.

    >>> column_letters(1), column_letters(26), column_letters(27), column_letters(16384)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def number_as_text(number: float) -> str:
    """A number of a spreadsheet as a person would write it.

    >>> number_as_text(450.0), number_as_text(88.72)
    ('450', '88.72')
    """
    from decimal import Decimal

    return plain(Decimal(f"{number:.15g}"))
