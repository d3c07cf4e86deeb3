"""Which draft is the newest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zopa.case.model import Case, Draft


def drafts_by_age(case: Case) -> tuple[Draft, ...]:
    """The drafts, the newest first: by their days, and of the same day the one that is entered
    last. A draft without a day counts as of the day of the one above it in the ledger.

    >>> from zopa.case.model import Case, Draft
    >>> drafts = {k: Draft(k, k, (), day, {}) for k, day in
    ...           (("may", date(2025, 5, 1)), ("undated", None), ("april", date(2025, 4, 1)))}
    >>> [draft.id for draft in drafts_by_age(Case("", {}, {}, drafts))]
    ['undated', 'may', 'april']
    """
    age: dict[str, tuple[date, int]] = {}
    day = date.min
    for position, (key, draft) in enumerate(case.drafts.items()):
        day = draft.on or day
        age[key] = (day, position)
    return tuple(sorted(case.drafts.values(), key=lambda draft: age[draft.id], reverse=True))


def draft_answered_by(case: Case, party: str) -> Draft | None:
    """The draft that a party would answer: the newest one on the table that is not its own, not
    withdrawn and not agreed, of which a term is known; None where there is none."""
    return next(
        (
            draft
            for draft in drafts_by_age(case)
            if draft.status in ("tabled", "leaked")
            and not draft.unknown
            and party not in case.authors_of(draft.id)
        ),
        None,
    )
