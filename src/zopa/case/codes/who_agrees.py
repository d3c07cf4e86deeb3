"""Codes for `agreement`: who must accept for there to be one."""

from __future__ import annotations

from zopa.foundation.diagnostics import Code, Severity, example

AGREEMENT_OBSERVER = Code(
    "agreement-observer",
    Severity.ERROR,
    "an observer among those who must agree",
    "An observer need not agree, so `agreement` cannot count it. Either the party is a signatory, "
    "or its name does not belong there.\n\n"
    + example(
        wrong="parties:\n  bank: {name: The bank, role: observer}\nagreement: {all: [buyer, bank]}",
        right="parties:\n  bank: {name: The bank}\nagreement: {all: [buyer, bank]}",
    ),
)

AGREEMENT_OUT_OF_REACH = Code(
    "agreement-out-of-reach",
    Severity.ERROR,
    "a condition of agreement that can never be met",
    "`at_least` asks for more parties than are listed, or the `quota` is more than all weights add "
    "up to. Even if everybody accepted, there would be no agreement.\n\n"
    + example(
        wrong="agreement: {weights: {north: 4, south: 3, west: 2}, quota: 10}",
        right="agreement: {weights: {north: 4, south: 3, west: 2}, quota: 6}",
    ),
)

AGREEMENT_TWICE = Code(
    "agreement-twice",
    Severity.ERROR,
    "a party that is named twice in a condition of agreement",
    "A party accepts once. A party in `all` must accept in any case; `at_least` counts others. "
    "Where a party should have a veto and be counted as well, take it out of `of` and let "
    "`at_least` be one less, or write two conditions as a list.\n\n"
    + example(
        wrong="agreement: {all: [chair], at_least: 3, of: [chair, north, south, west]}",
        right="agreement: {all: [chair], at_least: 2, of: [north, south, west]}",
    ),
)

AGREEMENT_LOOSE = Code(
    "agreement-loose",
    Severity.WARNING,
    "an agreement that some parties can make and others as well",
    "Two groups that have no party in common could each make an agreement, so that two different "
    "ones could be made at once; or one party alone can make one, which is no negotiation. Most "
    "rules ask for more than half, or for a party that must accept in any case.\n\n"
    + example(
        wrong="agreement: {at_least: 2, of: [north, south, west, east]}",
        right="agreement: {at_least: 3, of: [north, south, west, east]}",
    ),
)

AGREEMENT_IDLE = Code(
    "agreement-idle",
    Severity.WARNING,
    "a signatory on whom no agreement depends",
    "Whatever the others do, it makes no difference whether this party accepts: `agreement` does "
    "not name it, or its weight never tips the balance. A party that need not agree is an "
    "observer. A weight that never counts may be what was agreed, as Luxembourg's was in the "
    "Council of the six from 1958 to 1972; or it may be a slip.\n\n"
    + example(
        wrong="agreement: {weights: {north: 4, south: 4, west: 4, east: 1}, quota: 8}",
        right="agreement: {weights: {north: 4, south: 4, west: 4, east: 1}, quota: 9}",
    ),
)
