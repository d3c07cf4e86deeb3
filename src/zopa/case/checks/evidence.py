"""This check finds facts and drafts that rest on nothing, or on two unlike grounds."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.model import Case
from zopa.foundation.diagnostics import Code, Finding, Severity, example

NO_EVIDENCE = Code(
    "no-evidence",
    Severity.ERROR,
    "a fact that rests on nothing",
    "A fact has `evidence` (words of a source), or says under `assumed` why it is assumed, or "
    "under `stated` on which day the people concerned said so themselves when asked. So every "
    "number can be followed back to its ground, and what is a guess is marked as one.\n\n"
    + example(
        wrong="- party: seller\n  order: {price: more}",
        right="- party: seller\n  order: {price: more}\n  assumed: sellers want more",
    ),
)
EVIDENCE_AND_ASSUMED = Code(
    "evidence-and-assumed",
    Severity.ERROR,
    "both reported and assumed",
    "A fact is reported or it is assumed. If a report bears it out in part, keep the evidence and "
    "lower the `confidence`.\n\n"
    + example(
        wrong="evidence:\n  - report: he wants more\nassumed: it fits him",
        right="evidence:\n  - report: he wants more\nconfidence: likely",
    ),
)
STATED_BESIDE = Code(
    "stated-beside",
    Severity.ERROR,
    "stated, and reported or assumed as well",
    "`stated` is the day on which the people concerned said it themselves when they were asked. "
    "It stands in place of `evidence` and `assumed`. What a report tells of it beside that is a "
    "fact of its own.\n\n"
    + example(
        wrong="evidence:\n  - report: he wants more\nstated: 2026-03-04",
        right="stated: 2026-03-04",
    ),
)
DRAFT_WITHOUT_EVIDENCE = Code(
    "draft-without-evidence",
    Severity.WARNING,
    "a draft that rests on nothing",
    "Nothing shows that this draft was tabled with these terms. Quote the reports, or say under "
    "`assumed` why the draft is there.\n\n"
    + example(
        wrong="offer:\n  terms: {price: low}",
        right="offer:\n  terms: {price: low}\n  assumed: what the buyer might write next",
    ),
)

CODES = (NO_EVIDENCE, EVIDENCE_AND_ASSUMED, STATED_BESIDE, DRAFT_WITHOUT_EVIDENCE)


def evidence_faults(case: Case) -> Iterator[Finding]:
    """A finding for each fact or draft that rests on nothing, or on two unlike grounds."""
    for index, fact in enumerate(case.ledger):
        path = fact.path or ("facts", index)
        if fact.evidence and fact.assumed:
            yield _both(case, (*path, "assumed"), (*path, "evidence"), "this fact")
        elif fact.stated and (fact.evidence or fact.assumed):
            other = "evidence" if fact.evidence else "assumed"
            yield Finding(
                STATED_BESIDE,
                case.place(*path, "stated", key=True),
                f"this fact has both `stated` and `{other}`",
                related=((case.place(*path, other, key=True), "the other ground"),),
                help=("keep one of the two, or make a fact of each",),
            )
        elif not fact.evidence and not fact.assumed and not fact.stated:
            yield Finding(
                NO_EVIDENCE,
                case.place(*path, fact.kind, key=True),
                "this fact has no `evidence`, is not `assumed` and was not `stated`",
                help=(
                    "quote a source: `evidence: [{source: words that stand in it}]`",
                    "or say why you take it to be so: `assumed: …`",
                    "or, where the people concerned said so when asked, write the day: `stated: …`",
                ),
            )
    for draft in case.drafts.values():
        path = ("drafts", draft.id)
        quoted = draft.evidence or any(r.evidence for rs in draft.terms.values() for r in rs)
        if draft.evidence and draft.assumed:
            yield _both(case, (*path, "assumed"), (*path, "evidence"), f"draft `{draft.id}`")
        elif not quoted and not draft.assumed:
            yield Finding(
                DRAFT_WITHOUT_EVIDENCE,
                case.place(*path, key=True),
                f"the draft `{draft.id}` has no `evidence` and is not `assumed`",
                help=("quote the reports of it, or write `assumed: …` and why",),
            )


def _both(
    case: Case, assumed: tuple[str | int, ...], quoted: tuple[str | int, ...], what: str
) -> Finding:
    return Finding(
        EVIDENCE_AND_ASSUMED,
        case.place(*assumed, key=True),
        f"{what} has both `evidence` and `assumed`",
        related=((case.place(*quoted, key=True), "the evidence"),),
        help=("keep one of the two; where the evidence is weak, add `confidence`",),
    )
