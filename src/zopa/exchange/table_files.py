"""Reading files that hold tables of points: texts with separated values, and .xlsx workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from zopa.case.parts import clip
from zopa.exchange.codes import BEYOND_LIMITS, BROKEN_FILE, NO_SCENARIO, UNREADABLE_FILE
from zopa.exchange.gathering import ENDINGS, FILE_BYTES, MOST_FILES
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.read_csv import sheet_of_text
from zopa.exchange.read_points import scenario_of_sheets
from zopa.exchange.read_workbook import is_archive, sheets_of_workbook
from zopa.exchange.scenario import Scenario
from zopa.exchange.sheets import MOST_CELLS, Sheet
from zopa.foundation.diagnostics import Place
from zopa.foundation.files import FileTrouble, decode, read_bytes

TABLES = (".csv", ".tsv", ".xlsx", ".xlsm")
"""The endings of the files that are read as tables of points."""
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def tables_among(paths: Sequence[Path]) -> list[Path]:
    """The files with tables that paths name; none where they name other scenario files.

    A folder counts where it holds such files and none of another format.
    """
    found: list[Path] = []
    for path in dict.fromkeys(paths):
        if path.suffix.lower() in TABLES:
            found.append(path)
            continue
        try:
            inside = sorted(path.iterdir()) if path.is_dir() else []
        except (OSError, ValueError):
            inside = []
        inside = [p for p in inside if not p.name.startswith(".")]
        if not inside or any(p.suffix.lower() in ENDINGS for p in inside):
            return []
        found += [p for p in inside if p.suffix.lower() in TABLES]
    return found


def read_tables(
    files: Sequence[Path], notes: ExchangeNotes, texts: dict[str, str]
) -> Scenario | None:
    """The scenario that files with tables hold; None, with findings in `notes`, where they do not.

    `texts` is given the text of each file, which findings show.
    """
    sheets = sheets_of(files, notes, texts)
    if sheets is None:
        return None
    first = files[0]
    name = first.stem if len(files) == 1 else first.resolve().parent.name
    scenario = scenario_of_sheets(sheets, name or "points", notes)
    return None if scenario is None else replace(scenario, files=tuple(files))


def sheets_of(
    files: Sequence[Path], notes: ExchangeNotes, texts: dict[str, str]
) -> list[Sheet] | None:
    """The tables that files hold; None, with findings in `notes`, where they cannot be read."""
    if len(files) > MOST_FILES:
        message = f"{len(files):,} files are too many; at most {MOST_FILES} are read"
        notes.add(BEYOND_LIMITS, Place(str(files[0]), 1, 1), message)
        return None
    names = [path.name for path in files]
    sheets: list[Sheet] = []
    for path in files:
        shown = path.name if names.count(path.name) == 1 else str(path)
        sheets += _sheets(path, shown, notes, texts)
    if sum(len(row) for sheet in sheets for row in sheet.rows) > MOST_CELLS:
        message = f"the tables have more than {MOST_CELLS:,} cells"
        notes.add(BEYOND_LIMITS, sheets[0].place, message)
    return None if notes.errors else sheets


def _sheets(path: Path, shown: str, notes: ExchangeNotes, texts: dict[str, str]) -> list[Sheet]:
    data = read_bytes(path, FILE_BYTES)
    if isinstance(data, FileTrouble):
        _trouble(data, path, shown, notes)
        return []
    if is_archive(data):
        sheets = sheets_of_workbook(shown, data, notes)
        if sheets is not None and not sheets:
            notes.add(NO_SCENARIO, Place(shown, 1, 1), f"`{shown}` holds nothing")
        if sheets is not None and len(sheets) == 1:  # alone, it is called as its file
            return [replace(sheets[0], name=path.stem)]
        return sheets or []
    if data.startswith(_OLD_WORKBOOK):
        message = f"`{shown}` is a workbook of an old format, or has a password"
        help_ = "save it as .xlsx or as .csv, without a password"
        notes.add(UNREADABLE_FILE, Place(shown, 1, 1), message, help=help_)
        return []
    text = decode(data)
    if isinstance(text, FileTrouble):
        if text.text:
            texts[shown] = text.text
        _trouble(text, path, shown, notes)
        return []
    texts[shown] = text
    if "\0" in text:
        message = f"`{shown}` is no text: it holds the character U+0000"
        notes.add(BROKEN_FILE, Place(shown, 1, 1), message)
        return []
    sheet = sheet_of_text(shown, path.stem, text, notes)
    return [] if sheet is None else [sheet]


def _trouble(trouble: FileTrouble, path: Path, shown: str, notes: ExchangeNotes) -> None:
    place = Place(shown, trouble.line, trouble.column)
    if trouble.kind == "missing":
        notes.add(NO_SCENARIO, place, f"there is no file or folder `{clip(str(path), 60)}`")
        return
    helps = (trouble.help,) if trouble.help and trouble.kind == "encoding" else ()
    notes.add(UNREADABLE_FILE, place, f"`{path.name}` {trouble.words}", help=helps)
