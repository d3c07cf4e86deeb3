"""The day of an entry of the ledger: its own, or that of the first report of it.

An entry without a day of its own takes the day on which it was stated, or on which the first of its
sources was published.
Where no source is dated either, nobody knows when it was so: it has no day, and always counts.

The protocols say what is asked of a case and of its facts. So the model can build on this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol


class WordsOfSource(Protocol):
    """Words from a source, as `Evidence`."""

    @property
    def source(self) -> str: ...


class DatedSource(Protocol):
    """A document that may have a day, as `Source`."""

    @property
    def published(self) -> date | None: ...


class SourceShelf(Protocol):
    """What has sources by id, as `Case`."""

    @property
    def sources(self) -> Mapping[str, DatedSource]: ...


class DatedEntry(Protocol):
    """What may have a day and rests on quotes or on an answer, as `Fact`."""

    @property
    def on(self) -> date | None: ...

    @property
    def stated(self) -> date | None: ...

    @property
    def evidence(self) -> Sequence[WordsOfSource]: ...


def fact_day(case: SourceShelf, fact: DatedEntry) -> date | None:
    """The day of a fact: `on`, else that on which it was stated or that of the first of its
    sources; None where none is known.

    >>> from zopa.case.model import Case, Evidence, Fact, Order, Source
    >>> sources = {"post": Source("post", "sources/post.txt", published=date(2025, 2, 16))}
    >>> told = Fact("us", "order", Order(()), (Evidence("post", "more than half"),))
    >>> fact_day(Case("", {}, {}, sources=sources), told)
    datetime.date(2025, 2, 16)
    """
    return fact.on or fact.stated or first_report(case, fact.evidence)


def first_report(case: SourceShelf, evidence: Iterable[WordsOfSource]) -> date | None:
    """The day of the first dated source of some quotes; None where none is dated."""
    sources = (case.sources.get(quote.source) for quote in evidence)
    days = (source.published for source in sources if source is not None)
    return min((day for day in days if day is not None), default=None)
