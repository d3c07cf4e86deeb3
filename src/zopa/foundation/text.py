"""Finding quotes in texts, as spans of characters.

A quote *stands* in a text if both have the same characters once every run of white space counts as
one space. Spans always count the characters of the unchanged text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """The characters of a text from `start` up to, and not including, `stop`."""

    start: int
    stop: int


UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Matches what no ledger may hold, written out or as an escape: controls, lone surrogates, line
separators, and marks that turn the writing direction of all that follows. Joiners of no width and
direction marks of one place are part of scripts."""

_WHITE = re.compile(r"\s+")


def fold_space(text: str) -> str:
    """The text with one space for every run of white space, and none at its ends.

    >>> fold_space("  a\\n\\t b ")
    'a b'
    """
    return _WHITE.sub(" ", text).strip()


class FoldedText:
    """A text with its white space folded, and the way back from a place in it.

    >>> folded = FoldedText(" they\\n  did  not")
    >>> at = folded.folded.index("did")
    >>> folded.folded, folded.text[slice(*folded.unfolded(Span(at, at + 3)))]
    ('they did not', 'did')
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold_space(text)

    @cached_property
    def _shifts(self) -> tuple[list[int], list[int]]:
        """Behind each run of white space that is no single space: the place in the folded text, and
        by how much the text is ahead of it there."""
        at, ahead = [0], [0]
        for white in _WHITE.finditer(self.text):
            kept = 1 if white.start() else 0
            if white.end() - white.start() != kept:
                ahead.append(ahead[-1] + white.end() - white.start() - kept)
                at.append(white.end() - ahead[-1])
        return at, ahead

    def unfolded(self, span: Span) -> Span:
        """Where words of the folded text, with no white space at their ends, stand in the text."""
        at, ahead = self._shifts
        first = span.start + ahead[bisect_right(at, span.start) - 1]
        last = span.stop - 1 + ahead[bisect_right(at, span.stop - 1) - 1]
        return Span(first, last + 1)


def trimmed_span(text: str, start: int, stop: int) -> Span | None:
    """`text[start:stop]` as a span without the white space at its ends, or None if that is empty.

    >>> trimmed_span(" a b \\n", 0, 6), trimmed_span("a  b", 1, 3)
    (Span(start=1, stop=4), None)
    """
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop) if start < stop else None


def word_set(words: str) -> frozenset[str]:
    """The set of the words in a text that white space separates.

    >>> sorted(word_set("of at of"))
    ['at', 'of']
    """
    return frozenset(words.split())


def spans_of(quote: str, text: str) -> list[Span]:
    """All places where `quote` stands in `text` with white space folded, overlapping ones too.

    >>> spans_of("a b", "xa\\n b, a b")
    [Span(start=1, stop=5), Span(start=7, stop=10)]
    """
    words = quote.split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    spans: list[Span] = []
    start = 0
    while match := pattern.search(text, start):
        spans.append(Span(match.start(), match.end()))
        start = match.start() + 1
    return spans


_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'",
        "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "…": "...",
    }
)  # fmt: skip


def plain_typography(text: str) -> str:
    """The text with typewriter forms for typographic quotes, dashes and ligatures, space folded.

    >>> plain_typography("“It’s—so”")
    '"It\\'s-so"'
    """
    return fold_space(unicodedata.normalize("NFKC", text).translate(_PLAIN))


_MARK = r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f]"
"""Matches marks that combine with the letter before them (Latin, Cyrillic, Hebrew, Arabic)."""
_PIECE = re.compile(rf"(?P<ascii>[!-_a-~]+)(?!{_MARK})|(?P<white>\s+)(?!{_MARK})|[\s\S]{_MARK}*")
"""Matches a whole run of typewriter characters or white space, or else a single letter with its
marks."""


class NearestPassage(NamedTuple):
    """The words of a text that are most like a quote."""

    span: Span
    text: str
    similarity: float
    """From 0 to 1; 1 means that only typography or case differs."""


def nearest_passage(quote: str, text: str, *, least: float = 0.6) -> NearestPassage | None:
    """The passage of `text` that is most like `quote`, or None if its likeness is below `least`.

    The likeness is the normalised Indel similarity of the best window (rapidfuzz,
    `partial_ratio_alignment`), from 0 to 1, with typewriter forms and without case. The window is
    then widened to whole words. Only the first million characters of `text` are searched.

    >>> nearest_passage("It's so", "Well, “it’s so”, he said").text
    '“it’s so”,'
    """
    from rapidfuzz import fuzz

    text = text[:1_000_000]
    plain_quote = plain_with_origins(quote)[0].rstrip()
    plain, origins = plain_with_origins(text)
    if not plain_quote or not plain:
        return None
    at = plain.find(plain_quote)
    if at >= 0:
        start, stop, likeness = at, at + len(plain_quote), 1.0
    else:
        # Folding case can lengthen a text (ß, İ), so the window in the folded text is carried back.
        folded_quote, folded = plain_quote.casefold(), plain.casefold()
        unfolded = [at for at, character in enumerate(plain) for _ in character.casefold()]
        best = fuzz.partial_ratio_alignment(folded_quote, folded)
        if best is None or best.dest_start == best.dest_end:
            return None
        # The alignment's own score does not help: it is 100 for any text that stands in the quote.
        window = folded[best.dest_start : best.dest_end]
        likeness = fuzz.ratio(folded_quote, window) / 100
        if likeness < least:
            return None
        start, stop = _whole_words(
            plain, unfolded[best.dest_start], unfolded[best.dest_end - 1] + 1
        )
    span = Span(origins[start][0], origins[stop - 1][1])
    return NearestPassage(span, fold_space(text[span.start : span.stop]), likeness)


def _whole_words(plain: str, start: int, stop: int) -> Span:
    """A window without white space at its ends, widened so that it cuts through no word."""
    while start < stop - 1 and plain[start] == " ":
        start += 1
    while start < stop - 1 and plain[stop - 1] == " ":
        stop -= 1
    while start > 0 and plain[start - 1] != " ":
        start -= 1
    while stop < len(plain) and plain[stop] != " ":
        stop += 1
    return Span(start, stop)


def plain_with_origins(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`plain_typography` of a text, and for each character the start and stop that it came from.

    A letter and the combining marks after it are one unit, so that `й` is the same
    whether a file holds it as one character or as two.

    >>> plain_with_origins("“No…”")[0], plain_with_origins("“No…”")[1][3:6]
    ('"No..."', [(3, 4), (3, 4), (3, 4)])
    """
    pieces: list[str] = []
    origins: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text):
        piece, (start, stop) = match.group(), match.span()
        if match["ascii"]:
            pieces.append(piece)
            origins.extend(zip(range(start, stop), range(start + 1, stop + 1), strict=True))
            continue
        letter = " " if match["white"] else unicodedata.normalize("NFKC", piece)
        for plain in letter.translate(_PLAIN):
            white = plain.isspace()
            if white and (not pieces or pieces[-1] == " "):
                continue
            pieces.append(" " if white else plain)
            origins.append((start, stop))
    return "".join(pieces), origins
