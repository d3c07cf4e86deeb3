"""Reading a text with separated values (RFC 4180) into cells that know their line and column.

Columns are separated by commas, semicolons or tabs. Which of them it is, the first line tells.
"""

from __future__ import annotations

from collections import Counter

from zopa.exchange.codes import BEYOND_LIMITS, BROKEN_FILE, TABLE_FORM
from zopa.exchange.csv_text import unguarded
from zopa.exchange.lines import LongLines
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.sheets import MOST_COLUMNS, MOST_ROWS, Cell, Sheet

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
QUOTE = '"'


def sheet_of_text(shown: str, name: str, text: str, notes: ExchangeNotes) -> Sheet | None:
    """The table in a text; None, with findings in `notes`, where it breaks off or is too large.

    `shown` is what findings call the file, and `name` what the table is called.

    >>> notes = ExchangeNotes()
    >>> sheet = sheet_of_text("p.csv", "p", 'issue;level;us\\nprice;"low; or so";3,5', notes)
    >>> [cell.text for cell in sheet.rows[1]], sheet.rows[1][2].place.column
    (['price', 'low; or so', '3,5'], 20)
    """
    lines = LongLines(shown, text)
    separator = _separator(text)
    reading = _CsvReading(text, separator, lines, notes)
    rows = reading.rows()
    if rows is None:
        return None
    if separator != ",":
        message = f"the columns are separated by {SEPARATORS[separator]}, and are read so"
        notes.add(TABLE_FORM, lines.place(0, 1), message)
    return Sheet(name, tuple(rows), lines.place(0, 1), decimal_commas=separator != ",")


def _separator(text: str) -> str:
    """What separates columns: the separator that the first line has most of, outside of quotes."""
    counts: Counter[str] = Counter()
    quoted = False
    for character in text.lstrip("\n"):
        if character == QUOTE:
            quoted = not quoted
        elif not quoted and character in SEPARATORS:
            counts[character] += 1
        elif not quoted and character == "\n":
            break
    return max(SEPARATORS, key=lambda separator: counts[separator])


class _CsvReading:
    def __init__(self, text: str, separator: str, lines: LongLines, notes: ExchangeNotes) -> None:
        self.text, self.separator = text, separator
        self.lines, self.notes = lines, notes
        self.at = 0

    def rows(self) -> list[tuple[Cell, ...]] | None:
        rows: list[tuple[Cell, ...]] = []
        row: list[Cell] = []
        while self.at < len(self.text):
            cell = self._cell()
            if cell is None:
                return None
            row.append(cell)
            if len(row) > MOST_COLUMNS or len(rows) >= MOST_ROWS:
                most = f"{MOST_ROWS:,} rows and {MOST_COLUMNS} columns"
                self.notes.add(BEYOND_LIMITS, cell.place, f"a table has at most {most}")
                return None
            ended = self.at >= len(self.text) or self.text[self.at] == "\n"
            last = not ended and self.at == len(self.text) - 1  # a separator ends the file
            self.at += 1
            if last:
                row.append(Cell("", self.lines.place(self.at, self.at + 1)))
            if ended or last:
                rows.append(tuple(row))
                row = []
        return rows

    def _cell(self) -> Cell | None:
        """The cell that begins here; afterwards `at` is at what ends it."""
        start = self.at
        if not self.text.startswith(QUOTE, start):
            while self.at < len(self.text) and self.text[self.at] not in (self.separator, "\n"):
                self.at += 1
            text = unguarded(self.text[start : self.at].strip())
            return Cell(text, self.lines.place(start, self.at))
        end = start + 1
        while True:
            end = self.text.find(QUOTE, end)
            if end < 0:
                message = "a quotation mark opens here and none closes it"
                self.notes.add(BROKEN_FILE, self.lines.place(start, start + 1), message)
                return None
            if not self.text.startswith(QUOTE, end + 1):
                break
            end += 2
        self.at = end + 1
        if self.at < len(self.text) and self.text[self.at] not in (self.separator, "\n"):
            self.notes.add(
                BROKEN_FILE,
                self.lines.place(self.at, self.at + 1),
                "text stands behind a closing quotation mark",
                help='a quotation mark inside of quotes is written twice: ""',
            )
            return None
        inner = self.text[start + 1 : end].replace(QUOTE * 2, QUOTE)
        text = unguarded(" ".join(inner.split()))
        return Cell(text, self.lines.place(start, self.at))
