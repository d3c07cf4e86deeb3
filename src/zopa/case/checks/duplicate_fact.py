"""This check finds facts that say the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from zopa.case.model import Case
from zopa.foundation.diagnostics import Code, Finding, Severity, example

DUPLICATE_FACT = Code(
    "duplicate-fact",
    Severity.WARNING,
    "the same fact twice",
    "Two facts say the same of the same party on the same day. It adds nothing, unless both are "
    "uncertain: then it makes the fact look surer than it is. Put all evidence under one fact. "
    "Two facts on a `bonus` for the same levels with the same range do not add up either; with "
    "different ranges they are no duplicates: what the bonus adds lies in both.\n\n"
    + example(
        wrong="- {party: us, rejects: draft, evidence: [a: he refused]}\n"
        "- {party: us, rejects: draft, evidence: [b: they said no]}",
        right="- {party: us, rejects: draft, evidence: [a: he refused, b: they said no]}",
    ),
)

CODES = (DUPLICATE_FACT,)


def duplicate_facts(case: Case) -> Iterator[Finding]:
    """A warning at each fact that says what an earlier fact has said."""
    first: dict[Hashable, int] = {}
    for index, fact in enumerate(case.facts):
        path = fact.path or ("facts", index)
        earlier = first.setdefault((fact.party, fact.kind, fact.on, fact.content.likeness()), index)
        if earlier != index:
            other = case.facts[earlier].path or ("facts", earlier)
            yield Finding(
                DUPLICATE_FACT,
                case.place(*path, fact.kind, key=True),
                f"an earlier fact already says this of `{fact.party}`",
                related=((case.place(*other, fact.kind, key=True), "the earlier one"),),
                help=("put all the evidence under one fact",),
            )
