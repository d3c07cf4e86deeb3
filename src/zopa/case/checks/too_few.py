"""This check finds cases with nothing to negotiate, or nobody to negotiate with."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.model import Case
from zopa.foundation.diagnostics import Code, Finding, Severity, example

TOO_FEW = Code(
    "too-few",
    Severity.ERROR,
    "fewer than a negotiation needs",
    "An issue has at least two levels: with one there is nothing to settle. At least two parties "
    "are signatories: one alone has nobody to agree with.\n\n"
    + example(
        wrong="options: {yes: it is built}", right="options: {yes: it is built, no: it is not}"
    ),
)

CODES = (TOO_FEW,)


def too_few_declared(case: Case) -> Iterator[Finding]:
    """A finding for each issue with one level, and one where there are no two signatories."""
    for issue in case.issues.values():
        if len(issue.levels) < 2:
            yield Finding(
                TOO_FEW,
                case.place("issues", issue.id, "levels" if issue.numeric else "options"),
                f"the issue `{issue.id}` can be settled in one way only",
                help=("add the other levels, or leave the issue out",),
            )
    if len(case.signatories) < 2 and not case.spoilt("parties"):
        count = len(case.signatories)
        yield Finding(
            TOO_FEW,
            case.place("parties", key=True),
            "no party has to agree" if count == 0 else "only one party has to agree",
            label="expected two parties or more that are not observers",
        )
