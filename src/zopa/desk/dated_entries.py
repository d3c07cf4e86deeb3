"""A case by date: what came on which day, and what the answers were then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.progress import Progress, silent
from zopa.desk.reviewing import EntryToReview, LedgerReview, ledger_review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zopa.analyses.day_by_day import AnswersOnDay
    from zopa.desk.ledger_draws import DrawnLedger

MOST_DAYS = 12
"""Of more days than this, the answers are told on the last ones."""
DRAWS_A_DAY = 500
"""The most draws from which the answers on a day are told."""


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """What a ledger has of one day; `day` is None for what has none, which always counts."""

    day: date | None
    entries: tuple[EntryToReview, ...]
    """Sources, then drafts, then facts."""


def history(case: str | Path | LedgerReview) -> tuple[HistoryDay, ...]:
    """The sources, drafts and facts of a ledger by their days, the newest first.

    A fact or a draft without a day of its own has that of the first of its sources.

    >>> [(str(one.day), len(one.entries)) for one in history("examples/minerals")][:2]
    [('2025-02-16', 17), ('2025-02-12', 2)]
    """
    review = case if isinstance(case, LedgerReview) else ledger_review(case)
    days: dict[date | None, list[EntryToReview]] = {}
    for entry, day in _dated(review):
        days.setdefault(day, []).append(entry)
    known = sorted((day for day in days if day is not None), reverse=True)
    order = [*known, *([None] if None in days else [])]
    return tuple(HistoryDay(day, tuple(days[day])) for day in order)


def _dated(review: LedgerReview) -> Iterator[tuple[EntryToReview, date | None]]:
    from zopa.case.days import fact_day
    from zopa.case.knowledge import draft_day

    case = review.case
    facts = {fact.path: fact_day(case, fact) for fact in case.ledger}
    for entry in review.entries:
        match entry.section:
            case "sources" if entry.which in case.sources:
                yield entry, case.sources[entry.which].published
            case "drafts" if entry.which in case.drafts:
                yield entry, draft_day(case, case.drafts[entry.which])
            case "facts" if (path := ("facts", int(entry.which) - 1)) in facts:
                yield entry, facts[path]


@dataclass(frozen=True, eq=False)
class AnswersOverTime:
    """The main answers day by day, of one version of a ledger."""

    version: str
    draws: int
    days: tuple[AnswersOnDay, ...]
    """The first one first."""


def answers_over_time(drawn: DrawnLedger, *, progress: Progress | None = None) -> AnswersOverTime:
    """The main answers on each of the last days on which something came, from what was known then.

    >>> from zopa.desk.ledger_draws import drawn_ledger
    >>> told = answers_over_time(drawn_ledger("examples/minerals", 100))
    >>> [(str(one.day), list(one.drafts)) for one in told.days][-1]
    ('2025-02-16', ['feb7', 'counter'])
    """
    from zopa.analyses.day_by_day import answers_by_day

    count = min(DRAWS_A_DAY, len(drawn.draws))
    days = answers_by_day(drawn.case, drawn.draws, count, MOST_DAYS, progress or silent)
    return AnswersOverTime(drawn.version, count, days)
