"""A source as runs of text, those that evidence quotes and those that are told marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from zopa.desk.reviewing import EntryToReview
from zopa.desk.suggesting import ToldPlace


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of a source's text, and the entries that quote it, by name; plain where none does."""

    words: str
    entries: tuple[str, ...] = ()
    first: bool = False
    """Whether a quote of the entry that is looked at begins here."""
    begins: tuple[str, ...] = ()
    """The entries whose first quote begins here."""
    told: str = ""
    """The statement that the run is a part of."""


def text_runs(
    text: str,
    source: str,
    entries: Iterable[EntryToReview],
    looked_at: str = "",
    told: Iterable[ToldPlace] = (),
) -> list[TextRun]:
    """A source cut where quotes and statements begin and end, which may overlap.

    >>> text_runs("no deal", "paper", [])
    [TextRun(words='no deal', entries=(), first=False, begins=(), told='')]
    """
    quoted = [
        (quote.start, quote.stop, entry.name)
        for entry in entries
        for quote in entry.quotes
        if quote.source == source and quote.start is not None and quote.stop is not None
    ]
    stated = [(p.start, p.stop, p.statement) for p in told if p.source == source]
    cuts = {0, len(text), *(at for start, stop, _ in (*quoted, *stated) for at in (start, stop))}
    runs, met = [], False
    begun: set[str] = set()
    for start, stop in pairwise(sorted(cut for cut in cuts if cut <= len(text))):
        names = tuple(dict.fromkeys(n for s, e, n in quoted if s <= start and stop <= e))
        first = not met and looked_at in names
        met = met or first
        begins = tuple(name for name in names if name not in begun)
        begun |= set(begins)
        by = next((name for s, e, name in stated if s <= start and stop <= e), "")
        runs.append(TextRun(text[start:stop], names, first, begins, by))
    return runs
