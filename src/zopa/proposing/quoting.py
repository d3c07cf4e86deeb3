"""Evidence cut out of a document: whole words, verbatim, and standing once in the source."""

from __future__ import annotations

import re
from functools import cached_property

from zopa.case.checks.quote_words import FEWEST_WORDS
from zopa.case.model import Evidence
from zopa.foundation.text import UNFIT, Span, fold_space, spans_of
from zopa.foundation.word_bounds import word_count
from zopa.statements.negation_beside import negation_left_out

MOST_WORDS = 20
"""Words of a quote, where fewer would stand in the source more than once."""
LONGEST = 600
"""Characters of a quote; one that would have to be longer is not made."""
_WORD = re.compile(r"\S+")
_LOOSE_START = " \t\n,;:.)]–—-"
_LOOSE_END = " \t\n,;:([–—-"


class Quoter:
    """Quotes from one source: `reading` is what spans count, `text` what the case folder has."""

    def __init__(self, source: str, reading: str, text: str) -> None:
        self.source = source
        self.reading = reading
        self.text = text

    @cached_property
    def _folded(self) -> str:
        return fold_space(self.text)

    @cached_property
    def _words(self) -> list[Span]:
        return [Span(*match.span()) for match in _WORD.finditer(self.reading)]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self._words]

    def quote(self, core: Span, around: Span | None = None) -> Evidence | None:
        """Evidence that holds the words of `core`, or their beginning where they are many.

        While it stands in the source more than once it grows, first within `around` (a sentence),
        then beyond. None if no such words can be had.

        >>> quoter = Quoter("a", "He said no. She said no too.", "He said no. She said no too.")
        >>> quoter.quote(Span(4, 11), Span(0, 11)).quote
        'He said no'
        """
        from bisect import bisect_left, bisect_right

        words = self._words
        if core.start >= core.stop or not words:
            return None
        first = max(0, bisect_right(self._starts, core.start) - 1)
        last = bisect_left(self._starts, core.stop)
        if words[first].stop <= core.start:
            first += 1
        last = max(min(last, first + MOST_WORDS), first + 1)
        if first >= len(words):
            return None
        low, high = first, last
        if around is not None:
            low = min(first, bisect_left(self._starts, around.start))
            high = max(last, bisect_left(self._starts, around.stop))
        for span in self._growing(first, last, low, high):
            quote = self._trimmed(span)
            if len(quote) > LONGEST:
                return None
            if quote and self._once(quote):
                return Evidence(self.source, quote)
        return None

    def bears(self, evidence: Evidence) -> bool:
        """Whether a quote has words enough, and none of them is negated by words beside it."""
        places = spans_of(evidence.quote, self.text)[:1]
        enough = word_count(evidence.quote) >= FEWEST_WORDS
        return enough and not any(negation_left_out(self.text, place) for place in places)

    def _growing(self, first: int, last: int, low: int, high: int) -> list[Span]:
        """Runs of words from the narrowest to the widest that are tried."""
        runs = [(first, last)]
        while last < high:
            last += 1
            runs.append((first, last))
        while first > low:
            first -= 1
            runs.append((first, last))
        for _ in range(MOST_WORDS):
            first, last = max(0, first - 1), min(len(self._words), last + 1)
            runs.append((first, last))
        words = self._words
        return [Span(words[a].start, words[b - 1].stop) for a, b in dict.fromkeys(runs)]

    def _trimmed(self, span: Span) -> str:
        piece = fold_space(self.reading[span.start : span.stop])
        if UNFIT.search(piece):
            piece = _longest_run(piece)
        piece = piece.lstrip(_LOOSE_START).rstrip(_LOOSE_END)
        if piece.endswith(".") and piece.count(".") == 1:
            piece = piece[:-1]
        return piece if any(c.isalnum() for c in piece) else ""

    def _once(self, quote: str) -> bool:
        at = self._folded.find(quote)
        if at < 0 or self._folded.find(quote, at + 1) >= 0:
            return False
        return len(spans_of(quote, self.text)) == 1


def _longest_run(piece: str) -> str:
    """The most words on end of which none holds what a ledger cannot hold."""
    runs: list[list[str]] = [[]]
    for word in piece.split(" "):
        if UNFIT.search(word):
            runs.append([])
        else:
            runs[-1].append(word)
    return " ".join(max(runs, key=lambda run: sum(map(len, run))))
