"""Writing tables as CSV (RFC 4180), with texts that no spreadsheet takes for a formula.

A spreadsheet runs what begins with `=`, `+`, `-` or `@`, wherever the text came from. An apostrophe
before it makes it a text there, and reading takes the apostrophe off again.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import TypeAlias

from zopa.exchange.output import number_text

Entry: TypeAlias = "str | float | None"
"""What stands in a cell: a text, a number, or nothing."""

STARTS = "=+-@\t\r"
"""What a text must not begin with."""
GUARD = "'"


def guarded(text: str) -> str:
    """A text that a spreadsheet takes for a text.

    >>> guarded("=HYPERLINK(1)"), guarded("low"), guarded("-5")
    ("'=HYPERLINK(1)", 'low', "'-5")
    """
    return GUARD + text if text[:1] in tuple(STARTS) else text


def unguarded(text: str) -> str:
    """The text as it was before it was guarded.

    >>> unguarded("'=x"), unguarded("'tis")
    ('=x', "'tis")
    """
    return text[1:] if text[:1] == GUARD and text[1:2] in tuple(STARTS) else text


@dataclass
class CsvTable:
    """A table that is being written, and how many of its texts were guarded."""

    head: Sequence[str]
    rows: list[Sequence[Entry]] = field(default_factory=list)

    @property
    def made_harmless(self) -> int:
        """How many cells have an apostrophe before their text."""
        return sum(
            isinstance(entry, str) and guarded(entry) != entry
            for row in (self.head, *self.rows)
            for entry in row
        )

    def text(self) -> str:
        """The table as CSV. Where a letter is not ASCII a byte order mark comes first, without
        which some spreadsheets read another letter.

        >>> print(CsvTable(["level", "us"], [["-5 %", -5.0], ["a, b", None]]).text().rstrip())
        level,us
        '-5 %,-5
        "a, b",
        """
        written = StringIO()
        writer = csv.writer(written, lineterminator="\n")
        for row in (self.head, *self.rows):
            writer.writerow(map(_shown, row))
        text = written.getvalue()
        return text if text.isascii() else f"\ufeff{text}"


def _shown(entry: Entry) -> str:
    if entry is None:
        return ""
    return guarded(" ".join(entry.split())) if isinstance(entry, str) else number_text(entry)
