"""Words that documents share: copied reports, passages and quotes.

Winnowing (Schleimer, Wilkerson and Aiken 2003, SIGMOD, 76–85): of the hashes of all runs of `RUN`
words, the least in every window of `WINDOW` is kept. Two documents that share
`RUN + WINDOW - 1` words in a row share one of the kept hashes, whatever stands around. Where a
hash is shared by many documents each is compared with those next to it in order only, so that the
work grows with the number of documents, not with its square.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zopa.foundation.text import Span
from zopa.sources.document import Document
from zopa.statements.corroboration.records import Copied, Copy
from zopa.statements.words import words

Ints = NDArray[np.int64]

RUN, WINDOW = 4, 3
"""Runs of six words or more are found."""
QUOTE = 6
"""The fewest words of a shared quote."""
PASSAGE = 12
"""The fewest words of a shared passage outside quotation marks."""
WHOLE = 0.5
"""The share of the shorter document's words from which it is a copy."""
LEAST = 25
"""The fewest words of a document that may be a copy of another as a whole."""
NEXT = 8
"""With how many documents each is compared that share a hash with more than that."""
_PRIME = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, eq=False)
class Print:
    """A document's words as numbers, and the hashes that stand for it."""

    document: str
    code: Ints
    start: Ints
    stop: Ints
    quoted: Ints
    marks: dict[int, int]
    """Each kept hash and the first word of the run it stands for."""


def fingerprint(document: Document) -> Print:
    """The words and hashes of a document."""
    found = words(document.reading)
    kept = np.array([word[:1].isalnum() for word in found.strings()], dtype=bool)
    strings = [word.casefold().replace("’", "'") for word in found.strings()]
    code = np.array([zlib.crc32(word.encode("utf-8", "replace")) for word in strings])
    code = code.astype(np.int64)[kept] if len(strings) else np.zeros(0, dtype=np.int64)
    return Print(
        document.id, code, found.start[kept], found.stop[kept], found.quoted[kept], _marks(code)
    )


def _marks(code: Ints) -> dict[int, int]:
    if len(code) < RUN + WINDOW - 1:
        return {}
    count = len(code) - RUN + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(RUN):
        mixed = (hashes ^ code[offset : offset + count].astype(np.uint64)) * _PRIME
        hashes = mixed ^ (mixed >> np.uint64(29))
    windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
    chosen = np.unique(np.arange(len(windows)) + windows.argmin(axis=1))
    return {int(hashes[place]): int(place) for place in chosen[::-1]}


def shared_words(documents: Sequence[Document]) -> tuple[Copy, ...]:
    """What each two of `documents` share, in the order of their ids.

    >>> from zopa.sources.document import Form
    >>> def report(name, text):
    ...     return Document(name, "", Form.TEXT, text, "utf-8", "", text)
    >>> one = report("a", "“We will never give up a single metre of land,” she said.")
    >>> other = report("b", "Asked again: “We will never give up a single metre of land.”")
    >>> [(copy.kind.value, copy.first_spans) for copy in shared_words([other, one])]
    [('quote', (Span(start=1, stop=45),))]
    """
    prints = [fingerprint(each) for each in sorted(documents, key=lambda each: each.id)]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for index, own in enumerate(prints):
        for mark in own.marks:
            holders[mark].append(index)
    pairs = {
        (one, other)
        for having in holders.values()
        for place, one in enumerate(having)
        for other in having[place + 1 : place + 1 + NEXT]
    }
    found: list[Copy] = []
    for one, other in sorted(pairs):
        found += _between(prints[one], prints[other])
    return tuple(found)


def _between(one: Print, other: Print) -> list[Copy]:
    runs = _runs(one, other)
    shorter = min(len(one.code), len(other.code))
    share = min(1.0, sum(length for _, _, length in runs) / shorter) if shorter else 0.0
    copies: dict[Copied, list[tuple[int, int, int]]] = {kind: [] for kind in Copied}
    if share >= WHOLE and shorter >= LEAST:
        copies[Copied.DOCUMENT] = runs
    for first, second, length in runs:
        inside = one.quoted[first : first + length] * other.quoted[second : second + length]
        for begin, end, quoted in _stretches(inside):
            if end - begin >= (QUOTE if quoted else PASSAGE):
                kind = Copied.QUOTE if quoted else Copied.PASSAGE
                copies[kind].append((first + begin, second + begin, end - begin))
    return [
        Copy(
            kind,
            one.document,
            other.document,
            tuple(_span(one, first, length) for first, _, length in held),
            tuple(_span(other, second, length) for _, second, length in held),
            share,
        )
        for kind, held in copies.items()
        if held
    ]


def _runs(one: Print, other: Print) -> list[tuple[int, int, int]]:
    """Runs of shared words: their first word in either document, and how many they are.

    Each word of the first document is in one run at most.
    """
    found: list[tuple[int, int, int]] = []
    reached = 0
    both = one.marks.keys() & other.marks.keys()
    for first, second in sorted((one.marks[mark], other.marks[mark]) for mark in both):
        if first < reached:
            continue
        while first > reached and second > 0 and one.code[first - 1] == other.code[second - 1]:
            first, second = first - 1, second - 1
        least = min(len(one.code) - first, len(other.code) - second)
        unlike = np.flatnonzero(
            one.code[first : first + least] != other.code[second : second + least]
        )
        length = int(unlike[0]) if len(unlike) else least
        if length >= RUN + WINDOW - 1:
            found.append((first, second, length))
            reached = first + length
    return found


def _stretches(flags: Ints) -> list[tuple[int, int, bool]]:
    edges = [0, *(np.flatnonzero(np.diff(flags)) + 1).tolist(), len(flags)]
    return [(begin, end, bool(flags[begin])) for begin, end in pairwise(edges) if end > begin]


def _span(own: Print, first: int, length: int) -> Span:
    return Span(int(own.start[first]), int(own.stop[first + length - 1]))
