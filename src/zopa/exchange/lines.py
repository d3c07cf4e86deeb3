"""The lines of a file that a program wrote, which may be millions of characters long."""

from __future__ import annotations

from bisect import bisect_right

from zopa.case.nodes import LineIndex
from zopa.foundation.diagnostics import Place


class LongLines(LineIndex):
    """As `LineIndex`, but finding a place takes no longer the longer its line is.

    >>> LongLines("f", "one\\ntwo").place(5, 7)
    Place(file='f', line=2, column=2, length=2)
    """

    def place(self, start: int, stop: int) -> Place:
        """The characters from `start` to `stop`, or to the end of the first line of them."""
        start = min(start, len(self.text))
        line = bisect_right(self._starts, start)
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        stop = min(stop, end)
        return Place(self.file, line, start - self._starts[line - 1] + 1, max(1, stop - start))

    def offset(self, line: int, column: int) -> int:
        """Where a line and column stand in the text; both count from 1."""
        return self._starts[line - 1] + column - 1
