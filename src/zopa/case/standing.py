"""Whether words stand at a place in a source."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from zopa.case.reported import Passage
from zopa.foundation.text import Span, fold_space


class MovedError(Exception):
    """Words that do not stand at their place."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class Standing:
    """A source's text, in which words are looked up by their place, white space folded.

    A case reads every line end as one character. Where the file has two, as Windows writes
    them, places that count those of the file are led back to the text.

    >>> Standing("No.\\nNever.").passage(Span(5, 10), "Never")
    Passage(span=Span(start=4, stop=9), words='Never')
    """

    text: str

    @cached_property
    def _line_ends(self) -> list[int]:
        """Where the lines end in a file with two characters at each end."""
        ends = (at for at, letter in enumerate(self.text) if letter == "\n")
        return [at + before for before, at in enumerate(ends)]

    def passage(self, span: Span, words: str) -> Passage:
        """The words with their place; `MovedError` if others stand there."""
        back = Span(*(at - bisect_left(self._line_ends, at) for at in span))
        # White space around the words would hide that a place is off by one.
        for place in (span, back):
            piece = self._piece(place)
            if piece == piece.strip() and fold_space(piece) == words:
                return Passage(place, words)
        if fold_space(self._piece(span)) == words:
            return Passage(span, words)
        raise MovedError(words)

    def _piece(self, span: Span) -> str:
        return self.text[slice(*span)] if span.stop <= len(self.text) else ""
