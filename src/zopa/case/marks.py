"""Marks that say of an entry of the ledger that nobody has reviewed it yet.

A mark is a comment `# proposed` or `# to be filled in`, with a reason behind a colon or without
one. It stands behind words of the entry, or on a line of its own above them. The same words within
a text, or within a comment that says something else, are no mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zopa.case.nodes import LineIndex
from zopa.case.positions import Path, Position
from zopa.foundation.diagnostics import Place

PROPOSED = "proposed"
"""The mark of an entry that a program has proposed."""
TO_FILL_IN = "to be filled in"
"""The mark of an entry that only holds a place."""
NAMED = "named by hand"
"""Stands where those are that a person has named; it is no mark, since a person has decided."""
_MARK = re.compile(rf"#[ \t]*(?:{PROPOSED}|{TO_FILL_IN})(?=[ \t]*(?::|\n|\Z))")
_COMMENT = re.compile(r"(?<![^ \t\n])#")
_WHOLE = ("title", "as_of", "summary", "agreement")
"""Keys of the ledger under which there is one value, which is an entry of its own."""
_MANY = ("sources", "parties", "issues", "rules", "drafts", "facts")
"""Keys of the ledger under which there are many entries."""


@dataclass(frozen=True, slots=True)
class ReviewMark:
    """Where a mark stands, and whether it is alone on its line, so that its entry is below it."""

    place: Place
    alone: bool


def review_marks(lines: LineIndex, scalars: Sequence[tuple[int, int]]) -> Iterator[ReviewMark]:
    """The marks of a ledger in file order; `scalars` tells where its texts start and end."""
    starts = [start for start, _ in scalars]

    def in_scalar(at: int) -> bool:
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < scalars[index][1]

    comment_end = 0
    for sign in _COMMENT.finditer(lines.text):
        start = sign.start()
        if start < comment_end or in_scalar(start):
            continue
        line_start = lines.text.rfind("\n", 0, start) + 1
        comment_end = lines.text.find("\n", start)
        if comment_end < 0:
            comment_end = len(lines.text)
        match = _MARK.match(lines.text, start)
        if match:
            before = lines.text[line_start:start]
            yield ReviewMark(lines.place(*match.span()), alone=not before.strip(" \t-"))


def marked_entries(
    marks: Sequence[ReviewMark], places: Mapping[Path, Position]
) -> dict[Path, Place]:
    """The paths of the entries that bear a mark, and where the first mark of each stands."""
    if not marks:
        return {}
    stands = sorted(
        (place.line, place.column, len(path), path)
        for path, position in places.items()
        # A list of entries starts at the dash of its first one, to which a mark there belongs.
        for place in (position.key, None if _holds_entries(path) else position.value)
        if place is not None
    )
    points = [(line, column) for line, column, _, _ in stands]
    marked: dict[Path, Place] = {}
    for mark in marks:
        point = mark.place.line, mark.place.column
        if mark.alone:
            after = bisect_left(points, point)
            if after == len(points):
                continue
            point = points[after]
        # Of things that start together, such as a fact and its first key, the innermost is last.
        nearest = bisect_right(points, point) - 1
        path = stands[nearest][3] if nearest >= 0 else ()
        if path[:1] and path[0] in _WHOLE:
            marked.setdefault(path[:1], mark.place)
        elif path[1:] and path[0] in _MANY:
            marked.setdefault(path[:2], mark.place)
    return marked


def _holds_entries(path: Path) -> bool:
    return len(path) == 1 and path[0] in _MANY
