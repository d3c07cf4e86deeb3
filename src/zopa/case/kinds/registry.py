"""Every kind of fact: its name in the ledger, its content, and what reads it.

A new kind is named here three times; mypy then names every place in the layers above that has to
say what the kind means there.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, assert_never

from zopa.case.kinds.bonus import Bonus, read_bonus
from zopa.case.kinds.conditional_red_line import (
    ConditionalRedLine,
    is_conditional,
    read_conditional_red_line,
)
from zopa.case.kinds.limit import Limit, read_limit
from zopa.case.kinds.order import Order, read_order
from zopa.case.kinds.point_table import PointTable
from zopa.case.kinds.preference import Preference, read_about_equal, read_preference
from zopa.case.kinds.priorities import Priorities, read_priorities
from zopa.case.kinds.red_line import RedLine, read_red_line
from zopa.case.kinds.reservation import ReservationRange, read_reservation
from zopa.case.kinds.stance import Stance, read_stance
from zopa.case.kinds.value import ValueRange, read_value
from zopa.case.kinds.weight import WeightRange, read_weight
from zopa.case.parts import Part
from zopa.case.read_terms import Issues

LedgerKind = Literal[
    "order", "priorities", "tables", "accepts", "declines", "rejects", "prefers", "about_equal",
    "red_line", "at_least", "at_most", "weight", "value", "bonus", "reservation",
]  # fmt: skip
"""The key under which a fact of the ledger says what it says."""

FactKind = Literal[LedgerKind, "points"]
"""The same, and the key of a point table, which stands under its party."""

Content: TypeAlias = (
    Order
    | Priorities
    | Stance
    | Preference
    | RedLine
    | ConditionalRedLine
    | Limit
    | WeightRange
    | ValueRange
    | Bonus
    | ReservationRange
    | PointTable
)
"""What a fact says. `match` over it ends in `assert_never`."""


def read_content(
    kind: LedgerKind, part: Part, issues: Issues, over: tuple[str, ...] = ()
) -> Content | None:
    """What stands under the kind of a fact; None, or less than there is, with findings.

    `over` is what stands beside `declines` under a key of that name.
    """
    match kind:
        case "order":
            return read_order(part, issues)
        case "priorities":
            return read_priorities(part)
        case "tables" | "accepts" | "declines" | "rejects":
            return read_stance(kind, part, issues, over)
        case "prefers":
            return read_preference(part, issues)
        case "about_equal":
            return read_about_equal(part, issues)
        case "red_line":
            if is_conditional(part, issues):
                return read_conditional_red_line(part, issues)
            return read_red_line(part, issues)
        case "at_least" | "at_most":
            return read_limit(kind, part, issues)
        case "weight":
            return read_weight(part)
        case "value":
            return read_value(part, issues)
        case "bonus":
            return read_bonus(part, issues)
        case "reservation":
            return read_reservation(part)
        case _:
            assert_never(kind)
