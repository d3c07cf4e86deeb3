"""A source as runs of text, those that evidence quotes told apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from zopa.desk.reviewing import EntryToReview


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of a source's text, and the entries that quote it, by name; plain where none does."""

    words: str
    entries: tuple[str, ...] = ()
    first: bool = False
    """Whether a quote of the entry that is looked at begins here."""


def text_runs(
    text: str, source: str, entries: Iterable[EntryToReview], looked_at: str = ""
) -> list[TextRun]:
    """A source cut where quotes begin and end, which may overlap.

    >>> text_runs("no deal", "paper", [])
    [TextRun(words='no deal', entries=(), first=False)]
    """
    quoted = [
        (quote.start, quote.stop, entry.name)
        for entry in entries
        for quote in entry.quotes
        if quote.source == source and quote.start is not None and quote.stop is not None
    ]
    cuts = sorted({0, len(text), *(s for s, _, _ in quoted), *(e for _, e, _ in quoted)})
    runs, told = [], False
    for start, stop in pairwise(cuts):
        names = tuple(dict.fromkeys(n for s, e, n in quoted if s <= start and stop <= e))
        first = not told and looked_at in names
        told = told or first
        runs.append(TextRun(text[start:stop], names, first))
    return runs
