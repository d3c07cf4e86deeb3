"""Cutting texts into windows that the model can read, each with some words of the one before.

A window ends where a paragraph ends, or else a sentence, if one ends there at all. It begins with
the last sentence or two of the window before it, so that the model sees some context. The labels of
a word come from the window in which it is new.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zopa.statements.words import Ints

LIMIT = 254
"""The most pieces in a window, not counting the two that begin and end it. The model was trained
on windows of this size."""
BEFORE = 48
"""The most pieces of the window before it that a window repeats."""
_FULL = 0.6
"""A window ends with a paragraph only if it is filled to more than this share by then."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `stop` of a text. Those before `new` repeat the window before it."""

    start: int
    new: int
    stop: int


def windows_of(sizes: Ints, sentences: Ints, paragraphs: Ints, limit: int = LIMIT) -> list[Window]:
    """The windows of a text.

    `sizes` holds the number of pieces of each word. `sentences` and `paragraphs` are 1 for each
    word that begins one, else 0.

    >>> ones = np.ones(6, dtype=np.int64)
    >>> windows_of(ones, np.array([1, 0, 1, 0, 1, 0]), np.array([1, 0, 0, 0, 0, 0]), limit=4)
    [Window(start=0, new=0, stop=4), Window(start=2, new=4, stop=6)]
    """
    count = len(sizes)
    total = np.concatenate([[0], np.cumsum(sizes)])
    breaks = np.flatnonzero(sentences)
    parts = np.flatnonzero(paragraphs)
    cut: list[Window] = []
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
        cut.append(Window(start, new, stop))
        new = stop
    return cut


def _last(marks: Ints, above: int, upto: int) -> int:
    """The last mark greater than `above` and at most `upto`, or 0."""
    index = int(np.searchsorted(marks, upto, side="right")) - 1
    return int(marks[index]) if index >= 0 and marks[index] > above else 0
