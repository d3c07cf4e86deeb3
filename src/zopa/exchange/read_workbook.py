"""Reading the sheets of an .xlsx workbook, within limits.

A workbook is a ZIP archive of XML files. Its parts are unpacked here, no more of them than the
limits allow, and looked at by expat: a DOCTYPE is refused, and so is a cell that holds a formula or
lies far out, for which memory would be claimed. What is sound goes to `python_calamine`, which
reads texts, numbers and dates. Nothing in a workbook is ever run.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers import expat

from zopa.exchange.codes import BEYOND_LIMITS, BROKEN_FILE, SHEET_FORMULA, XML_DOCTYPE
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.sheets import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Sheet,
    column_letters,
    number_as_text,
)
from zopa.foundation.diagnostics import Place

MOST_PARTS = 500
"""A workbook has at most this many parts."""
UNPACKED_BYTES = 32 * 1024 * 1024
"""The XML of a workbook has at most this many bytes when it is unpacked."""
MOST_SHEETS = 100
_MAIN = "xl/workbook.xml"
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def is_archive(data: bytes) -> bool:
    """Whether bytes begin as a ZIP archive does, which every .xlsx file is."""
    return data.startswith(b"PK\x03\x04")


def sheets_of_workbook(shown: str, data: bytes, notes: ExchangeNotes) -> list[Sheet] | None:
    """The sheets of a workbook that hold something; None, with findings, where it is not sound.

    `shown` is what findings call the file. A place in it is a row and a column of a sheet.
    """
    before = notes.errors
    parts = _parts(shown, data, notes)
    if parts is None or notes.errors > before:
        return None
    if _MAIN not in parts:
        message = f"`{shown}` is no workbook that can be read: it has no part `{_MAIN}`"
        notes.add(BROKEN_FILE, Place(shown, 1, 1), message, help="save it as .xlsx or as .csv")
        return None
    for name, content in parts.items():
        _look(shown, name, content, notes)
    if notes.errors > before:
        return None
    return _sheets(shown, parts, notes)


def _parts(shown: str, data: bytes, notes: ExchangeNotes) -> dict[str, bytes] | None:
    """The XML parts of a workbook by their name, unpacked as far as the limit goes."""
    top = Place(shown, 1, 1)
    parts: dict[str, bytes] = {}
    left = UNPACKED_BYTES
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS:
                message = f"`{shown}` has {len(entries):,} parts; at most {MOST_PARTS} are read"
                notes.add(BEYOND_LIMITS, top, message)
                return None
            for entry in entries:
                if not entry.filename.lower().endswith((".xml", ".rels")):
                    continue
                with archive.open(entry) as part:
                    content = part.read(left + 1)
                if len(content) > left:
                    message = f"`{shown}` unpacks to more than {UNPACKED_BYTES:,} bytes"
                    notes.add(BEYOND_LIMITS, top, message)
                    return None
                left -= len(content)
                parts[entry.filename] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
            NotImplementedError) as error:  # fmt: skip
        reason = " ".join(str(error).split())[:80].lower() or "it breaks off"
        message = f"`{shown}` cannot be unpacked ({reason})"
        notes.add(BROKEN_FILE, top, message, help="save it again as .xlsx, without a password")
        return None
    return parts


@dataclass
class _Looking:
    """What is found in the XML of a part before it is read."""

    sheet: bool = False
    doctype: bool = False
    depth: int = 0
    row: int = 0
    column: int = 0
    cells: int = 0
    formulas: list[tuple[int, int]] = field(default_factory=list)
    far: tuple[int, int] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.depth += 1
        if self.depth == 1:
            self.sheet = name == "worksheet"
        if not self.sheet:
            return
        if name == "row":
            given = attributes.get("r", "")
            self.row = int(given) if given.isascii() and given.isdigit() else self.row + 1
            self.column = 0
        elif name == "c":
            self._cell(attributes.get("r", ""))
        elif name == "f":
            self.formulas.append((self.row, self.column))

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def refuse(self, *_parts: object) -> None:
        self.doctype = True

    def _cell(self, name: str) -> None:
        match = _CELL.fullmatch(name)
        self.cells += 1
        self.column += 1
        if match:
            self.column = 0
            for letter in match[1]:
                self.column = 26 * self.column + ord(letter) - ord("A") + 1
            self.row = int(match[2])
        if (name and not match) or self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            self.far = self.far or (self.row, self.column)


def _look(shown: str, part: str, content: bytes, notes: ExchangeNotes) -> None:
    """Findings about a part: a DOCTYPE, broken XML, formulas, and cells that lie too far out."""
    found = _Looking()
    parser = expat.ParserCreate()
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.StartDoctypeDeclHandler = found.refuse
    parser.EntityDeclHandler = found.refuse
    name = PurePosixPath(part).name
    try:
        for start in range(0, max(1, len(content)), 65536):
            piece = content[start : start + 65536]
            parser.Parse(piece, start + 65536 >= len(content))
            if found.doctype or found.cells > MOST_CELLS:
                break
    except (expat.ExpatError, ValueError) as error:
        message = f"the part `{name}` of `{shown}` is no sound XML ({error})"
        notes.add(BROKEN_FILE, Place(shown, 1, 1), message)
        return
    if found.doctype:
        message = f"the part `{name}` of `{shown}` declares a DOCTYPE, which no workbook needs"
        notes.add(XML_DOCTYPE, Place(shown, 1, 1), message)
    if found.far or found.cells > MOST_CELLS:
        row, column = found.far or (1, 1)
        message = (
            f"the part `{name}` has more than {MOST_ROWS:,} rows, {MOST_COLUMNS} columns or "
            f"{MOST_CELLS:,} cells"
        )
        help_ = "copy the table alone into a new workbook"
        notes.add(BEYOND_LIMITS, Place(shown, max(row, 1), max(column, 1)), message, help=help_)
    if found.formulas:
        row, column = found.formulas[0]
        more = len(found.formulas) - 1
        cell = f"{column_letters(column)}{row}"
        others = "" if not more else f", and {more:,} more of `{name}` do"
        notes.add(
            SHEET_FORMULA,
            Place(shown, max(row, 1), max(column, 1)),
            f"the cell {cell} of `{name}` holds a formula{others}",
            help="copy the table, and paste it as values",
        )


def _sheets(shown: str, parts: dict[str, bytes], notes: ExchangeNotes) -> list[Sheet] | None:
    from python_calamine import CalamineError, load_workbook

    clean = BytesIO()
    with zipfile.ZipFile(clean, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    clean.seek(0)
    sheets: list[Sheet] = []
    cells = 0
    try:
        with load_workbook(clean) as workbook:
            for name in workbook.sheet_names[:MOST_SHEETS]:
                sheet = workbook.get_sheet_by_name(name)
                cells += sheet.total_height * sheet.total_width
                if cells > MOST_CELLS:
                    message = f"the tables have more than {MOST_CELLS:,} cells"
                    notes.add(BEYOND_LIMITS, Place(shown, 1, 1), message)
                    return None
                rows = tuple(_rows(shown, sheet.to_python(skip_empty_area=False)))
                if any(not cell.empty for row in rows for cell in row):
                    sheets.append(Sheet(name, rows, Place(shown, 1, 1)))
    except (CalamineError, OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:80]
        message = f"`{shown}` is no workbook that can be read ({reason})"
        notes.add(BROKEN_FILE, Place(shown, 1, 1), message, help="save it as .xlsx or as .csv")
        return None
    return sheets


def _rows(shown: str, values: Sequence[Sequence[object]]) -> Iterator[tuple[Cell, ...]]:
    for r, row in enumerate(values, start=1):
        yield tuple(
            _cell(value, Place(shown, r, c), f"{column_letters(c)}{r}")
            for c, value in enumerate(row, start=1)
        )


def _cell(value: object, place: Place, name: str) -> Cell:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Cell(number_as_text(float(value)), place, float(value), name)
    return Cell(" ".join(str(value).split()), place, None, name)
