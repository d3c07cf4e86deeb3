"""This check notes drafts that parties took a stand on and of which much is open."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.mentions import packages_of
from zopa.case.model import Case, Draft
from zopa.foundation.diagnostics import Code, Finding, Severity, example
from zopa.foundation.names import listing

OPEN_TERMS = Code(
    "open-terms",
    Severity.NOTE,
    "a draft that leaves much open, and on which parties took a stand",
    "This draft says nothing of half of the issues or more. What it leaves open is taken as its "
    "author would settle it; where nobody is known to have tabled it, at its worst for a party "
    "that refused it, and at its best for any other. If the text is silent on an issue and it is "
    "known what then holds, say so with `otherwise` at the issue; if nobody knows what the text "
    "says, write `terms: unknown`; if it says more than the ledger does, add the terms.\n\n"
    + example(
        wrong="issues:\n  notice:\n    title: Notice\n    options: {none: no notice, year: a year}",
        right="issues:\n  notice:\n    title: Notice\n"
        "    options: {none: no notice, year: a year}\n    otherwise: none",
    ),
)

CODES = (OPEN_TERMS,)

FEWEST = 2
"""The fewest open issues of which it is asked whether the text is silent on them."""


def drafts_with_open_terms(case: Case) -> Iterator[Finding]:
    """A note for each draft that somebody tabled, accepted or refused and that leaves half of the
    issues open, or more."""
    answered = {package.draft for fact in case.facts for package in packages_of(fact)}
    for draft in case.drafts.values():
        left = _left_open(case, draft)
        if draft.id not in answered or draft.unknown or len(left) < FEWEST:
            continue
        if 2 * len(left) >= len(case.issues):
            yield Finding(
                OPEN_TERMS,
                case.place("drafts", draft.id, "terms", key=True),
                f"the draft `{draft.id}` leaves {len(left)} of {len(case.issues)} issues open",
                help=(
                    f"is it silent on {listing(left).replace(' or ', ' and ')}? Then say at the "
                    "issue what holds `otherwise`",
                    "if nobody knows what it says, write `terms: unknown`",
                ),
            )


def _left_open(case: Case, draft: Draft) -> list[str]:
    return [
        issue.id
        for issue in case.issues.values()
        if issue.id not in draft.terms and issue.otherwise is None
    ]
