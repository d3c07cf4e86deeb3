"""This check finds dates that lie after the day whose knowledge the case is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zopa.case.model import Case, Path
from zopa.foundation.diagnostics import Code, Finding, Severity, example

LATE_DATE = Code(
    "late-date",
    Severity.WARNING,
    "dated after the case",
    "`as_of` says on which day the case was known. Something dated later was not known then: "
    "one of the two dates is wrong, or `as_of` is to be moved on.\n\n"
    + example(
        wrong="as_of: 2025-02-16\n…\non: 2025-12-02", right="as_of: 2025-02-16\n…\non: 2025-02-12"
    ),
)

CODES = (LATE_DATE,)


def late_dates(case: Case) -> Iterator[Finding]:
    """A warning at each date after `as_of`."""
    if case.as_of is None:
        return
    yield from _late_answers(case, case.as_of)
    for path, day, what in _dates(case):
        if day is not None and day > case.as_of:
            yield Finding(
                LATE_DATE,
                case.place(*path),
                f"{what} is dated {day}, after the case itself ({case.as_of})",
                related=((case.place("as_of"), "the day of the case"),),
                help=(f"mend the date, or write `as_of: {day}`",),
            )


def _dates(case: Case) -> Iterator[tuple[Path, date | None, str]]:
    for source in case.sources.values():
        yield ("sources", source.id, "published"), source.published, f"the source `{source.id}`"
    for draft in case.drafts.values():
        yield ("drafts", draft.id, "on"), draft.on, f"the draft `{draft.id}`"
    for index, fact in enumerate(case.ledger):
        yield (*(fact.path or ("facts", index)), "on"), fact.on, "this fact"


def _late_answers(case: Case, day: date) -> Iterator[Finding]:
    """One finding for all answers that were given on a later day: an interview has many."""
    for stated in sorted({f.stated for f in case.ledger if f.stated and f.stated > day}):
        paths = [
            (*(fact.path or ("facts", index)), "stated")
            for index, fact in enumerate(case.ledger)
            if fact.stated == stated
        ]
        others = f", as {len(paths) - 1} more are" if len(paths) > 1 else ""
        yield Finding(
            LATE_DATE,
            case.place(*paths[0]),
            f"what was stated here is dated {stated}{others}, after the case itself ({day})",
            related=((case.place("as_of"), "the day of the case"),),
            help=(f"write `as_of: {stated}`, or mend the dates",),
        )
