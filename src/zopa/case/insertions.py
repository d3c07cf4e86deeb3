"""Lines put into the text of a ledger, or put in the place of those of one entry: every other byte
that a person wrote stays as it is.

Where an entry ends is told by how far its lines are indented. What is found so is a guess about
somebody's own layout, so whoever inserts loads the new text and compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zopa.case.model import Case, Path

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_DASH = re.compile(r"( *)- *")
INDENT = 2
"""How far an entry of a section is indented where zopa writes it."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """Lines to stand behind so many lines of the old text."""

    behind: int
    lines: tuple[str, ...]


def with_insertions(data: bytes, insertions: Iterable[Insertion]) -> bytes:
    """The bytes of a file with lines put in, with the line ends that the file has.

    >>> with_insertions(b"a: 1\\r\\nb: 2", [Insertion(1, ("# one",)), Insertion(2, ("c: 3",))])
    b'a: 1\\r\\n# one\\r\\nb: 2\\r\\nc: 3'
    """
    old = [line for line in _LINE.findall(data) if line]
    end = _line_end(old)
    by_place: dict[int, list[str]] = {}
    for each in insertions:
        by_place.setdefault(min(each.behind, len(old)), []).extend(each.lines)
    parts: list[bytes] = []
    for number in range(len(old) + 1):
        if number:
            parts.append(old[number - 1])
        for line in by_place.get(number, ()):
            if parts and not parts[-1].endswith((b"\n", b"\r")):
                parts += [end, line.encode()]
            else:
                parts += [line.encode(), end]
    return b"".join(parts)


def with_lines_replaced(data: bytes, first: int, last: int, lines: Iterable[str]) -> bytes:
    """The bytes of a file in which lines stand in place of those behind the first `first` lines up
    to the line numbered `last`.

    >>> with_lines_replaced(b"a: 1\\nb: 2\\nc: 3\\n", 1, 2, ("b: 4", "d: 5"))
    b'a: 1\\nb: 4\\nd: 5\\nc: 3\\n'
    """
    old = [line for line in _LINE.findall(data) if line]
    end = _line_end(old)
    new = [line.encode() + end for line in lines]
    if last == len(old) and new and not old[-1].endswith((b"\n", b"\r")):
        new[-1] = new[-1].removesuffix(end)
    return b"".join([*old[:first], *new, *old[last:]])


def entry_end(case: Case, text: str, path: Path) -> tuple[int, int] | None:
    """How many lines there are up to the end of an entry, and how far the entry is indented.

    None where the entry does not begin a line of its own, as in brackets. `path` is that of an
    item of a list or of a key, `text` the ledger from which `case` was loaded.
    """
    span = entry_span(case, text, path)
    return span and span[1:]


def entry_span(case: Case, text: str, path: Path) -> tuple[int, int, int] | None:
    """How many lines stand before an entry, how many up to its end, and how far it is indented.

    None as for `entry_end`.
    """
    lines = text.split("\n")
    place = case.place(*path, key=isinstance(path[-1], str))
    start = place.line - 1
    if start >= len(lines) or path not in case.places:
        return None
    before = lines[start][: place.column - 1]
    if isinstance(path[-1], int):
        while start and not before.strip():  # the dash may stand on a line of its own
            start -= 1
            before = lines[start].partition("#")[0]
        dash = _DASH.fullmatch(before)
        if dash is None:
            return None
        indent = len(dash[1])
    else:
        if before.strip():
            return None
        indent = len(before)
    return start, _end(lines, start, indent), indent


def section_end(case: Case, text: str, section: str) -> tuple[int, int] | None:
    """Behind how many lines the next entry of a section is to stand, and how far indented.

    None where the section is written in brackets. A section that is not there is to stand at the
    end of the text; its indent is then -1.
    """
    if (section,) not in case.places:
        return len(text.rstrip("\n").split("\n")) if text.strip() else 0, -1
    within: list[Path] = [p for p in case.places if len(p) == 2 and p[0] == section]
    return entry_end(case, text, within[-1]) if within else None


def section_insertion(
    case: Case, text: str, section: str, lines: Sequence[str]
) -> Insertion | None:
    """The lines of new entries, indented as `INDENT` has them, put behind the last of a section.

    A section that is not there is begun, below an empty line. None as for `section_end`.
    """
    end = section_end(case, text, section)
    if end is None:
        return None
    behind, indent = end
    if indent < 0:
        return Insertion(behind, ("", f"{section}:", *lines))
    return Insertion(behind, indented(lines, indent - INDENT))


def indented(lines: Sequence[str], by: int) -> tuple[str, ...]:
    """Lines moved to the right, or to the left, as far as they have room.

    >>> indented(("  - party: us", "    rejects: deal"), -2)
    ('- party: us', '  rejects: deal')
    """
    if by >= 0:
        return tuple(" " * by + line if line.strip() else line for line in lines)
    return tuple(line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines)


def _line_end(lines: Sequence[bytes]) -> bytes:
    """How the lines of a file end."""
    return next((e for e in (b"\r\n", b"\n", b"\r") if lines and lines[0].endswith(e)), b"\n")


def _end(lines: Sequence[str], start: int, indent: int) -> int:
    """The number of lines up to the last one that is indented further than the first."""
    last = start
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        if len(line) - len(line.lstrip(" ")) <= indent:
            break
        last = number
    return last + 1
