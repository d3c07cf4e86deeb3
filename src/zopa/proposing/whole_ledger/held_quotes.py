"""The quotes of an entry as evidence: words that stand in a source, and once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zopa.case.model import Evidence
from zopa.foundation.text import UNFIT, Span, fold_space, spans_of
from zopa.proposing.naming import one_line
from zopa.proposing.quoting import LONGEST
from zopa.proposing.shelf import NewsReport
from zopa.proposing.whole_ledger.answer_form import GivenQuote
from zopa.proposing.whole_ledger.answer_reading import Fault
from zopa.proposing.whole_ledger.quote_places import (
    NoSuchQuote,
    QuotePlaces,
    SearchedText,
    StandingQuote,
)


@dataclass(frozen=True, slots=True)
class HeldQuotes:
    """The evidence of an entry, where it stands, and the faults of quotes that do not."""

    evidence: tuple[Evidence, ...] = ()
    places: tuple[tuple[int, Span], ...] = ()
    """The number of the report and the span of its reading, for each quote that stands."""
    faults: tuple[Fault, ...] = ()
    mended: int = 0
    """How many quotes were put into the report's own words."""


class QuoteKeeper:
    """Holds the quotes of entries against the reports."""

    def __init__(self, reports: Sequence[NewsReport]) -> None:
        self._reports = list(reports)
        self._places = QuotePlaces([SearchedText(r.document.id, r.text) for r in reports])

    def day_of(self, source: str) -> date:
        """The day on which a source of the case was published; the first of all if none is told."""
        days = (r.document.published for r in self._reports if r.shelved.source.id == source)
        return next(days, None) or date.min

    def held(
        self, entry: str, quotes: Sequence[GivenQuote], context: Sequence[str] = ()
    ) -> HeldQuotes:
        """What of the quotes of an entry stands. `context` is what the entry is about."""
        found: list[tuple[GivenQuote, StandingQuote]] = []
        faults: list[Fault] = []
        places: list[tuple[int, Span]] = []
        # Quotes that stand once tell where those belong that stand more often.
        for settled in (True, False):
            for quote in quotes:
                if (given := any(quote is each for each, _ in found)) or not quote.quote.strip():
                    if not given and settled:
                        faults.append(Fault(entry, "a quote is empty", lost=False))
                    continue
                place = self._places.find(
                    quote.quote, quote.source, near=quote.near, context=context, beside=places
                )
                if isinstance(place, NoSuchQuote):
                    if settled:
                        faults.append(Fault(entry, self._missing(quote, place), lost=False))
                elif place.equal == 1 or not settled:
                    found.append((quote, place))
                    places += [(place.report, span) for span in place.spans]
                    if place.equal > 1:
                        faults.append(Fault(entry, _equal(quote, place), lost=False))
        evidence: list[Evidence] = []
        for _, place in found:
            for span in place.spans:
                made = self._evidence(place.report, span)
                if made is not None and made not in evidence:
                    evidence.append(made)
        mended = sum(not place.exact for _, place in found)
        return HeldQuotes(tuple(evidence), tuple(places), tuple(faults), mended)

    def _evidence(self, number: int, span: Span) -> Evidence | None:
        report = self._reports[number]
        words = fold_space(report.text[slice(*span)])
        source = report.shelved.source
        fits = len(words) <= LONGEST and not UNFIT.search(words)
        if fits and len(spans_of(words, source.text or "")) == 1:
            return Evidence(source.id, words)
        return report.quote(span)

    def _missing(self, quote: GivenQuote, place: NoSuchQuote) -> str:
        words = f"the words “{one_line(quote.quote, 200)}” do not stand in the reports"
        if place.report is None:
            return f"{words}, and nothing comes near"
        report = self._reports[place.report].document.id
        return f"{words}; the nearest passage, in `{report}`: “{one_line(place.nearest, 300)}”"


def _equal(quote: GivenQuote, place: StandingQuote) -> str:
    return (
        f"the words “{one_line(quote.quote, 120)}” stand in {place.equal} places, of which the "
        "first was taken; quote more words"
    )
