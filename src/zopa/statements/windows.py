"""Texts as windows that the model can read, with something of what comes before.

A window ends where a paragraph or at least a sentence ends, if one does, and begins with the
last sentence or two of the window before it. Each word is decided by the one window in which it
is new.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zopa.statements.words import Ints

LIMIT = 254
"""Pieces in a window beside the two that begin and end it: what the model was trained on."""
BEFORE = 48
"""Pieces of the window before it that a window may repeat."""
_FULL = 0.6
"""A window ends with a paragraph where it is so full by then, else with a sentence."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `stop` of a text; those from `new` on are decided here."""

    start: int
    new: int
    stop: int


def windows(sizes: Ints, sentences: Ints, paragraphs: Ints, limit: int = LIMIT) -> list[Window]:
    """Windows over words with so many pieces each; the flags tell which words begin something.

    >>> ones = np.ones(6, dtype=np.int64)
    >>> windows(ones, np.array([1, 0, 1, 0, 1, 0]), np.array([1, 0, 0, 0, 0, 0]), limit=4)
    [Window(start=0, new=0, stop=4), Window(start=2, new=4, stop=6)]
    """
    count = len(sizes)
    total = np.concatenate([[0], np.cumsum(sizes)])
    breaks = np.flatnonzero(sentences)
    parts = np.flatnonzero(paragraphs)
    found: list[Window] = []
    new = 0
    while new < count:
        start = new
        if new:
            room = total[new] - min(BEFORE, limit // 2)
            earlier = breaks[np.searchsorted(breaks, int(np.searchsorted(total, room))) :]
            start = int(earlier[0]) if len(earlier) and earlier[0] < new else new
        stop = int(np.searchsorted(total, total[start] + limit, side="right")) - 1
        stop = max(stop, new + 1)
        if stop < count:
            full = int(np.searchsorted(total, total[start] + limit * _FULL))
            stop = _last(parts, max(full, new), stop) or _last(breaks, new, stop) or stop
        found.append(Window(start, new, stop))
        new = stop
    return found


def _last(marks: Ints, above: int, upto: int) -> int:
    """The last mark greater than `above` and at most `upto`, or 0."""
    index = int(np.searchsorted(marks, upto, side="right")) - 1
    return int(marks[index]) if index >= 0 and marks[index] > above else 0
