"""This check notes what the ledger leaves open: orders, and how a party fares without a deal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zopa.case.model import Case, Fact
from zopa.foundation.diagnostics import Code, Finding, Severity, example
from zopa.foundation.names import listing

UNKNOWN_ORDER = Code(
    "unknown-order",
    Severity.NOTE,
    "what a party wants on an issue is not known",
    "No fact says in which order this party likes the levels of these issues. It may then hold "
    "any order, and the answers become wide. If something can be said, add an `order`; if nothing "
    "can, leave it: not knowing is not the same as not caring.",
)
NO_RESERVATION = Code(
    "no-reservation",
    Severity.NOTE,
    "how a party fares without a deal is not known",
    "No fact says what this signatory tabled, would accept or refused, so nothing tells how good a "
    "deal must be for it to sign.\n\n"
    + example(
        wrong="- party: seller\n  order: {price: more}",
        right="- party: seller\n  order: {price: more}\n- party: seller\n  rejects: first_offer",
    ),
)

CODES = (UNKNOWN_ORDER, NO_RESERVATION)


def gaps_left(case: Case) -> Iterator[Finding]:
    """A note for each gap, unless a part of the ledger is broken, which might fill the gap."""
    if case.broken:
        return
    for party in case.parties:
        facts = case.facts_of(party)
        signatory = party in case.signatories
        ordered = set(_ordered(case, facts))
        if case.parties[party].points is not None:  # what a table lacks is told as its fault
            ordered.update(case.issues)
        missing = [issue for issue in case.issues if issue not in ordered]
        if missing and (facts or signatory):
            issues = listing(missing).replace(" or ", " and ")
            plural = "issues" if len(missing) > 1 else "issue"
            yield Finding(
                UNKNOWN_ORDER,
                case.place("parties", party, key=True),
                f"no order is known for `{party}` on {plural} {issues}",
            )
        if signatory and not any(fact.content.bears_on_no_deal() for fact in facts):
            yield Finding(
                NO_RESERVATION,
                case.place("parties", party, key=True),
                f"no fact says what `{party}` would sign or refuse",
                help=("add a fact with `tables`, `accepts`, `rejects` or `reservation`",),
            )


def _ordered(case: Case, facts: Sequence[Fact]) -> Iterator[str]:
    """The issues whose order a party's facts tell at least in part."""
    valued: dict[str, set[str]] = {}
    for fact in facts:
        yield from (ranking.issue for ranking in fact.content.orders())
        for issue, of_levels in fact.content.level_ranges().items():
            valued.setdefault(issue, set()).update(of_levels)
    for issue, levels in valued.items():
        if len(levels) >= len(case.issues[issue].levels) - 1:
            yield issue
