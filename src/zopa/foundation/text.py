"""Exact quotes in texts: white space folded, nothing else, offsets kept.

A quote *stands* in a text when it is the same characters once every run of white space
counts as one space. Offsets are always into the text as it is.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` to `stop` of a text."""

    start: int
    stop: int


_WHITE = re.compile(r"\s+")


def fold_space(text: str) -> str:
    """Every run of white space as one space, none at the ends.

    >>> fold_space("  a\\n\\t b ")
    'a b'
    """
    return _WHITE.sub(" ", text).strip()


def spans_of(quote: str, text: str) -> list[Span]:
    """Where `quote` stands in `text`, white space folded; overlapping places all count.

    >>> spans_of("a b", "xa\\n b, a b")
    [Span(start=1, stop=5), Span(start=7, stop=10)]
    """
    words = quote.split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    found: list[Span] = []
    start = 0
    while match := pattern.search(text, start):
        found.append(Span(match.start(), match.end()))
        start = match.start() + 1
    return found


_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'",
        "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "…": "...",
    }
)  # fmt: skip


def plain_typography(text: str) -> str:
    """Typographic quotes, dashes and ligatures as their typewriter forms, space folded.

    >>> plain_typography("“It’s—so”")
    '"It\\'s-so"'
    """
    return fold_space(unicodedata.normalize("NFKC", text).translate(_PLAIN))


class Passage(NamedTuple):
    """The words of a text that come nearest to a quote."""

    span: Span
    text: str
    similarity: float
    """0 to 1; 1 means the same but for typography."""


def nearest_passage(quote: str, text: str, *, least: float = 0.6) -> Passage | None:
    """The passage of `text` that is most like `quote`, or None below `least` likeness.

    The likeness is the normalised Indel similarity of the best window (rapidfuzz,
    `partial_ratio_alignment`), after typography is made plain; the window is then widened
    to whole words. Long texts are cut to their first million characters.
    """
    from rapidfuzz import fuzz

    text = text[:1_000_000]
    plain_quote = plain_typography(quote)
    plain, origin = _plain_with_origins(text)
    if not plain_quote or not plain:
        return None
    at = plain.find(plain_quote)
    if at >= 0:
        start, stop, score = at, at + len(plain_quote), 1.0
    else:
        best = fuzz.partial_ratio_alignment(plain_quote.casefold(), plain.casefold())
        if best is None or best.score < 100 * least or best.dest_end > len(plain):
            return None
        start, stop, score = best.dest_start, best.dest_end, best.score / 100
        while start > 0 and not plain[start - 1].isspace():
            start -= 1
        while stop < len(plain) and not plain[stop].isspace():
            stop += 1
    span = Span(origin[start], origin[stop - 1] + 1)
    return Passage(span, fold_space(text[span.start : span.stop]), score)


def _plain_with_origins(text: str) -> tuple[str, list[int]]:
    """`plain_typography`, and for each of its characters the offset it came from."""
    characters: list[str] = []
    origins: list[int] = []
    for offset, character in enumerate(text):
        for plain in unicodedata.normalize("NFKC", character).translate(_PLAIN):
            white = plain.isspace()
            if white and (not characters or characters[-1] == " "):
                continue
            characters.append(" " if white else plain)
            origins.append(offset)
    return "".join(characters), origins
