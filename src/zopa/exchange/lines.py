"""Finding lines and columns quickly in files with lines of millions of characters.

Programs write such files; people do not.
"""

from __future__ import annotations

from bisect import bisect_right

from zopa.case.nodes import LineIndex
from zopa.foundation.diagnostics import Place


class LongLines(LineIndex):
    """A `LineIndex` whose time to find a place does not grow with the length of the line.

    >>> LongLines("f", "one\\ntwo").place(5, 7)
    Place(file='f', line=2, column=2, length=2)
    """

    def place(self, start: int, stop: int) -> Place:
        """The characters from `start` to `stop`, but at most to the end of the line of `start`."""
        start = min(start, len(self.text))
        line = bisect_right(self._starts, start)
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        stop = min(stop, end)
        return Place(self.file, line, start - self._starts[line - 1] + 1, max(1, stop - start))

    def offset(self, line: int, column: int) -> int:
        """The index in the text of a line and column, which both count from 1."""
        return self._starts[line - 1] + column - 1
