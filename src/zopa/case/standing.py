"""Whether words stand at a place in a source."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from zopa.foundation.text import Span, fold_space
from zopa.statements.statement import Passage


class MovedError(Exception):
    """Words that do not stand at their place."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass
class StandingWords:
    """A source's text, in which words are looked up by their place, white space folded.

    A case reads every line end as one character. Where the file has two, as Windows writes
    them, places that count those of the file are led back to the text.

    >>> StandingWords("No.\\nNever.").place(Passage(Span(5, 10), "Never"))
    Span(start=4, stop=9)
    """

    text: str
    _two_at_line_ends: bool = field(default=False, init=False)
    """Whether a passage was met that stands only where each line end counts as two."""

    @cached_property
    def _line_ends(self) -> list[int]:
        """Where the lines end in a file with two characters at each end."""
        ends = (at for at, letter in enumerate(self.text) if letter == "\n")
        return [at + before for before, at in enumerate(ends)]

    def place(self, passage: Passage) -> Span:
        """Where the words stand in the text; `MovedError` if others stand there.

        A passage without words cannot be verified: it is led back if a passage before it was.
        """
        span, words = passage.span, fold_space(passage.words)
        back = Span(*(at - bisect_left(self._line_ends, at) for at in span))
        if not words:
            return back if self._two_at_line_ends else span
        # White space around the words would hide that a place is off by one.
        for place in (span, back):
            piece = self._piece(place)
            if piece == piece.strip() and fold_space(piece) == words:
                self._two_at_line_ends |= place is back and back != span
                return place
        if fold_space(self._piece(span)) == words:
            return span
        raise MovedError(passage.words)

    def _piece(self, span: Span) -> str:
        return self.text[slice(*span)] if span.stop <= len(self.text) else ""
