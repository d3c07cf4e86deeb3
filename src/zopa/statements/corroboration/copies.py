"""The words that documents share: copied reports, passages and quotes.

The method is winnowing (Schleimer, Wilkerson and Aiken 2003, SIGMOD, 76–85). Every run of `RUN`
words is hashed, and of every `WINDOW` hashes in a row the least is kept. Two documents that share
`RUN + WINDOW - 1` words in a row share a kept hash, whatever stands around these words. If many
documents share a hash, each is compared only with the next ones in order, and of all that are left
only with those that share the most hashes, or are the next with one. So the work grows with the
number of documents, not with its square.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zopa.foundation.text import Span
from zopa.sources.document import Document
from zopa.statements.claims import Copied, Copy
from zopa.statements.words import words_of

Ints = NDArray[np.int64]

RUN, WINDOW = 4, 3
"""The words in a hashed run, and the hashes of which one is kept. Together they find every shared
run of six words or more."""
QUOTE = 6
"""The fewest words of a shared quote."""
PASSAGE = 12
"""The fewest words of a shared passage outside quotation marks."""
WHOLE = 0.5
"""A document is a copy of another if they share at least this much of the words of the shorter."""
LEAST = 25
"""The fewest words of a document that may be a copy of another as a whole."""
NEXT = 8
"""With how many of the next documents that share a hash each document is compared."""
MOST = 128
"""With how many later documents each is compared because they share the most hashes with it; the
next one of each hash comes to them. Among 129 documents or fewer none is left out."""
_PRIME = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, eq=False)
class Fingerprint:
    """A document's words as numbers, and the hashes that stand for it."""

    document: str
    code: Ints
    start: Ints
    stop: Ints
    quoted: Ints
    marks: dict[int, int]
    """Each kept hash, with the index of the first word of its run."""


def fingerprint(document: Document) -> Fingerprint:
    """The words of a document as numbers, and its kept hashes."""
    tokens = words_of(document.reading)
    kept = np.array([word[:1].isalnum() for word in tokens.strings()], dtype=bool)
    strings = [word.casefold().replace("’", "'") for word in tokens.strings()]
    code = np.array([zlib.crc32(word.encode("utf-8", "replace")) for word in strings])
    code = code.astype(np.int64)[kept] if len(strings) else np.zeros(0, dtype=np.int64)
    return Fingerprint(
        document.id, code, tokens.start[kept], tokens.stop[kept], tokens.quoted[kept], _marks(code)
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
    """The words that each two of `documents` share, in the order of the documents' ids.

    >>> from zopa.sources.document import Form
    >>> def report(name, text):
    ...     return Document(name, "", Form.TEXT, text, "utf-8", "", text)
    >>> one = report("a", "“We will never give up a single metre of land,” she said.")
    >>> other = report("b", "Asked again: “We will never give up a single metre of land.”")
    >>> [(copy.kind.value, copy.first_spans) for copy in shared_words([other, one])]
    [('quote', (Span(start=1, stop=45),))]
    """
    ordered = sorted(documents, key=lambda each: each.id)
    prints = [fingerprint(each) for each in ordered]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for index, document_print in enumerate(prints):
        for mark in document_print.marks:
            holders[mark].append(index)
    meetings: list[Counter[int]] = [Counter() for _ in ordered]
    followers: list[set[int]] = [set() for _ in ordered]
    for sharing in holders.values():
        for place, earlier in enumerate(sharing[:-1]):
            meetings[earlier].update(sharing[place + 1 : place + 1 + NEXT])
            followers[earlier].add(sharing[place + 1])
    copies: list[Copy] = []
    for earlier, met in enumerate(meetings):
        most = sorted(met.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
        for later in sorted(followers[earlier] | {later for later, _ in most}):
            copies += _between(prints[earlier], prints[later], ordered[earlier].reading)
    return tuple(copies)


def _between(former: Fingerprint, latter: Fingerprint, reading: str) -> list[Copy]:
    """What two documents share; `reading` is that of the former."""
    runs = _runs(former, latter)
    shorter = min(len(former.code), len(latter.code))
    share = min(1.0, sum(length for _, _, length in runs) / shorter) if shorter else 0.0
    copies: dict[Copied, list[tuple[int, int, int]]] = {kind: [] for kind in Copied}
    if share >= WHOLE and shorter >= LEAST:
        copies[Copied.DOCUMENT] = runs
    for first, second, length in runs:
        inside = former.quoted[first : first + length] * latter.quoted[second : second + length]
        for begin, end, quoted in _stretches(inside):
            if end - begin >= (QUOTE if quoted else PASSAGE):
                kind = Copied.QUOTE if quoted else Copied.PASSAGE
                copies[kind].append((first + begin, second + begin, end - begin))
    shared: list[Copy] = []
    for kind, stretches in copies.items():
        here = tuple(_span(former, first, length) for first, _, length in stretches)
        there = tuple(_span(latter, second, length) for _, second, length in stretches)
        words = tuple(reading[slice(*span)] for span in here)
        if stretches:
            shared.append(Copy(kind, former.document, latter.document, words, share, here, there))
    return shared


def _runs(former: Fingerprint, latter: Fingerprint) -> list[tuple[int, int, int]]:
    """The runs of shared words: the first word in `former`, the first word in `latter`, the length.

    No word of `former` is in two runs.
    """
    runs: list[tuple[int, int, int]] = []
    reached = 0
    both = former.marks.keys() & latter.marks.keys()
    for first, second in sorted((former.marks[mark], latter.marks[mark]) for mark in both):
        if first < reached:
            continue
        while first > reached and second > 0 and former.code[first - 1] == latter.code[second - 1]:
            first, second = first - 1, second - 1
        least = min(len(former.code) - first, len(latter.code) - second)
        unlike = np.flatnonzero(
            former.code[first : first + least] != latter.code[second : second + least]
        )
        length = int(unlike[0]) if len(unlike) else least
        if length >= RUN + WINDOW - 1:
            runs.append((first, second, length))
            reached = first + length
    return runs


def _stretches(flags: Ints) -> list[tuple[int, int, bool]]:
    edges = [0, *(np.flatnonzero(np.diff(flags)) + 1).tolist(), len(flags)]
    return [(begin, end, bool(flags[begin])) for begin, end in pairwise(edges) if end > begin]


def _span(document_print: Fingerprint, first: int, length: int) -> Span:
    return Span(
        int(document_print.start[first]),
        int(document_print.stop[first + length - 1]),
    )
