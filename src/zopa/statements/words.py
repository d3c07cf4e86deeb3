"""The words of a text, as the tagger sees them.

A word is a run of letters and digits, which may have apostrophes inside, or a single punctuation
mark. Besides its place, each word carries what the tagger's vocabulary does not hold: its capitals
(the vocabulary ignores case), whether it stands between quotation marks, and whether a paragraph
begins with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_GAP = re.compile(r"\n\s*")
_OPENING = frozenset("«„‟「『")
_EITHER = frozenset('"“')
"""Marks that open a quotation and, in one style or another, close it as well."""
_QUOTES = frozenset('"“”«»„‟「」『』')

SHAPES = 8
"""How many shapes of words there are. Shape 0 stands for an unknown shape."""
_LOWER, _TITLE, _CAPITALS, _MIXED, _NUMBER, _QUOTE, _MARK = range(1, SHAPES)


@dataclass(frozen=True)
class Words:
    """The words of a text. Each array has one entry for each word."""

    text: str
    start: Ints
    stop: Ints
    shape: Ints
    quoted: Ints
    """1 for a word between double quotation marks, else 0."""
    first: Ints
    """1 for the first word of a paragraph, else 0."""

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, index: int) -> str:
        return self.text[self.start[index] : self.stop[index]]

    def kept(self, mask: NDArray[np.bool_]) -> Words:
        """The words for which `mask` is true.

        If the first word of a paragraph is left out, the next one that is kept counts as first.
        """
        run = np.cumsum(self.first)[mask]
        first = np.diff(run, prepend=0) > 0
        return Words(
            self.text,
            self.start[mask],
            self.stop[mask],
            self.shape[mask],
            self.quoted[mask],
            first.astype(np.int64),
        )

    def part(self, start: int, stop: int) -> Words:
        """Words `start` to `stop`. Their places still count characters of the whole text."""
        mask = np.zeros(len(self), dtype=np.bool_)
        mask[start:stop] = True
        return self.kept(mask)

    def within(self, start: int, stop: int) -> slice:
        """The words that share a character with the span `start` to `stop` of the text.

        >>> words_of("One two three").within(5, 9)
        slice(1, 3, None)
        """
        return slice(
            int(np.searchsorted(self.stop, start, side="right")),
            int(np.searchsorted(self.start, stop, side="left")),
        )

    def strings(self) -> list[str]:
        return [
            self.text[start:stop]
            for start, stop in zip(self.start.tolist(), self.stop.tolist(), strict=True)
        ]


def _shape(word: str) -> int:
    head = word[0]
    if head in _QUOTES:
        return _QUOTE
    if not head.isalnum():
        return _MARK
    if head.isdigit():
        return _NUMBER
    if word.islower() or not (word.isupper() or word[0].isupper()):
        return _LOWER
    if word.isupper():
        return _CAPITALS if len(word) > 1 else _TITLE
    return _TITLE if word[1:].islower() else _MIXED


def words_of(text: str, paragraphs: Ints | None = None) -> Words:
    """The words of `text`.

    `paragraphs` holds the offset at which each paragraph starts; by default every line starts one.

    >>> text_words = words_of('He said: "No."')
    >>> text_words.strings()
    ['He', 'said', ':', '"', 'No', '.', '"']
    >>> text_words.quoted.tolist(), text_words.first.tolist()
    ([0, 0, 0, 1, 1, 1, 1], [1, 0, 0, 0, 0, 0, 0])
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    place = np.array(spans, dtype=np.int64).reshape(-1, 2)
    if paragraphs is None:
        paragraphs = np.array([0, *(gap.end() for gap in _GAP.finditer(text))], dtype=np.int64)
    first = np.zeros(len(place), dtype=np.int64)
    heads = np.searchsorted(place[:, 0], paragraphs)
    first[heads[heads < len(place)]] = 1
    shape = np.array([_shape(text[start:stop]) for start, stop in spans], dtype=np.int64)
    quoted = np.zeros(len(place), dtype=np.int64)
    inside = False
    for index, (form, head) in enumerate(zip(shape.tolist(), first.tolist(), strict=True)):
        if head:
            inside = False
        if form == _QUOTE:
            mark = text[spans[index][0]]
            inside = not inside if mark in _EITHER else mark in _OPENING
            quoted[index] = 1
        else:
            quoted[index] = inside
    return Words(text, place[:, 0], place[:, 1], shape, quoted, first)
