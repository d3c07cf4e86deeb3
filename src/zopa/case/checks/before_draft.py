"""This check finds facts that are dated before the draft that they are about."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.mentions import packages_of
from zopa.case.model import Case
from zopa.foundation.diagnostics import Code, Finding, Severity, example

BEFORE_DRAFT = Code(
    "before-draft",
    Severity.WARNING,
    "a fact from before the draft that it is about",
    "A side can answer a text, or put it forward, on the day of the text or later. Where a fact is "
    "dated before the draft that it is about, one of the two days is wrong, or the side answered "
    "another text. Until that is mended the fact counts from the day of the draft.\n\n"
    + example(
        wrong="drafts:\n  offer: {on: 2025-02-15, …}\nfacts:\n"
        "  - {party: us, declines: offer, on: 2025-02-12, …}",
        right="drafts:\n  offer: {on: 2025-02-11, …}\nfacts:\n"
        "  - {party: us, declines: offer, on: 2025-02-12, …}",
    ),
)

CODES = (BEFORE_DRAFT,)


def facts_before_drafts(case: Case) -> Iterator[Finding]:
    """A warning at each fact whose day, `on` or `stated`, lies before that of its draft."""
    for index, fact in enumerate(case.ledger):
        day = fact.on or fact.stated
        key = "on" if fact.on else "stated"
        for package in packages_of(fact):
            draft = case.drafts.get(package.draft or "")
            if draft is None or day is None or draft.on is None or day >= draft.on:
                continue
            yield Finding(
                BEFORE_DRAFT,
                case.place(*(fact.path or ("facts", index)), key),
                f"this fact is dated {day}, before the draft `{draft.id}` ({draft.on})",
                related=((case.place(*draft.path, "on"), "the day of the draft"),),
                help=("mend one of the two days, or name the text that was answered",),
            )
