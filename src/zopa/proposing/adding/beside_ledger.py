"""A new fact beside those of the ledger: is it there already, is it against one, or is it new?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from zopa.case.model import Direction, Fact, Order, Priorities, Ranking, RedLine
from zopa.case.model import Stance as TakenStance

Beside = Literal["known", "against", "apart"]
"""How a fact stands beside another: the same, the opposite, or about something else."""


@dataclass(frozen=True, slots=True)
class Met:
    """The fact of the ledger that a new one meets, by its place among the facts."""

    index: int
    how: Literal["known", "against"]


def met(facts: Sequence[Fact], new: Fact) -> Met | None:
    """The fact of the ledger that says the same as a new one, or else one that says the opposite.

    >>> from zopa.case.model import Package
    >>> signs = Fact("us", "accepts", TakenStance("accepts", Package("deal")))
    >>> met([signs], Fact("us", "rejects", TakenStance("rejects", Package("deal"))))
    Met(index=0, how='against')
    """
    against: Met | None = None
    for index, fact in enumerate(facts):
        how = beside(fact, new)
        if how == "known":
            return Met(index, "known")
        if how == "against":
            against = Met(index, "against")
    return against


def beside(old: Fact, new: Fact) -> Beside:
    """How a new fact stands beside one of the ledger."""
    if old.party != new.party:
        return "apart"
    mine, its = old.content, new.content
    if isinstance(mine, TakenStance) and isinstance(its, TakenStance):
        if mine.package != its.package:
            return "apart"
        if old.kind == new.kind or (old.kind, new.kind) == ("rejects", "declines"):
            return "known"
        return "apart" if mine.would_sign == its.would_sign else "against"
    if isinstance(mine, Order) and isinstance(its, Order):
        found = [_orders(a, b) for a in mine.rankings for b in its.rankings if a.issue == b.issue]
        return "against" if "against" in found else found[0] if found else "apart"
    if isinstance(mine, Priorities) and isinstance(its, Priorities):
        if set(its.tiers[0]) <= set(mine.tiers[0]):
            return "known"
        return "against" if len(mine.tiers[0]) == len(its.tiers[0]) == 1 else "apart"
    if isinstance(mine, RedLine) and isinstance(its, RedLine):
        held = all(set(ls) <= set(mine.levels.get(i, ())) for i, ls in its.levels.items())
        return "known" if held else "apart"
    if isinstance(mine, RedLine) and isinstance(its, Order):
        first = [r for r in its.rankings if isinstance(r, Ranking) and len(r.tiers[0]) == 1]
        barred = any(r.tiers[0][0] in mine.levels.get(r.issue, ()) for r in first)
        return "against" if barred else "apart"
    return "apart"


def _orders(old: Ranking | Direction, new: Ranking | Direction) -> Beside:
    if isinstance(old, Direction) and isinstance(new, Direction):
        return "known" if old.toward == new.toward else "against"
    if isinstance(old, Direction) or isinstance(new, Direction):
        return "apart"
    said: list[Beside] = []
    for new_end, old_end in ((new.tiers[0], old.tiers[0]), (new.tiers[-1], old.tiers[-1])):
        if len(new_end) == 1:
            if new_end[0] not in old_end:
                ranked = any(new_end[0] in tier for tier in old.tiers)
                said.append("against" if ranked else "apart")
            else:
                said.append("known" if len(old_end) == 1 else "apart")
    if "against" in said:
        return "against"
    return "apart" if "apart" in said or not said else "known"
