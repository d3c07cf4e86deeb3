"""The mark of what nobody has reviewed, taken off an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zopa.case.positions import Path as EntryPath


def without_marks(
    file: str, text: str, data: bytes, path: EntryPath
) -> tuple[bytes, int, tuple[str, ...]]:
    """The bytes of a ledger without the marks of an entry, where the first one stands, and its
    lines; the line is 0 where the entry bears none."""
    from zopa.case.compose import read_yaml
    from zopa.case.insertions import with_lines_replaced
    from zopa.case.marks import marked_entries
    from zopa.case.parts import LoadNotes, Part

    lines = text.split("\n")
    read = read_yaml(file, text)
    notes = LoadNotes()
    if read.root is not None:
        Part.root(notes, read.root)
    changed: list[tuple[int, list[str]]] = []
    for mark in reversed(read.marks):
        if path not in marked_entries([mark], notes.places):
            continue
        at, column = mark.place.line - 1, mark.place.column - 1
        kept = [] if mark.alone else [lines[at][:column].rstrip()]
        data = with_lines_replaced(data, at, at + 1, kept)
        changed = [(at, kept), *changed]
    first = changed[0][0] + 1 if changed else 0
    return data, first, tuple(line for _, kept in changed for line in kept)
