"""What time costs a party: kept in a case for simulated talks, and used by no analysis.

A factor is what utilities are multiplied by for each unit of time, as in GENIUS (Lin, Kraus,
Baarslag, Tykhonov, Hindriks and Jonker 2014, Computational Intelligence 30(1), 48–70); a cost is
what each unit takes away. Both are on the scale of the party's own points.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

from zopa.case.codes.shape import MISSING_KEY
from zopa.case.codes.words import BAD_RANGE
from zopa.case.parts import Part
from zopa.case.scalars import plain_number, read_number

TimeUnit: TypeAlias = Literal["step", "second", "talks"]
"""A round of offers, a second, or the whole time that there is for the talks."""
UNITS: tuple[TimeUnit, ...] = get_args(TimeUnit)
HOW = "write `{factor: 0.9, per: talks}`"


@dataclass(frozen=True, slots=True)
class Discount:
    """What a utility of u is worth after t units of time: u × factor^t, or u − (cost × t)^power."""

    per: TimeUnit
    factor: float | None = None
    """What utilities are multiplied by in each unit; None where there is a cost in its place."""
    cost: float | None = None
    """What each unit takes away, in the party's own points; None where there is a factor."""
    power: float = 1.0
    """The power to which the cost of the time gone by is raised."""
    fixed_no_deal: bool = False
    """Whether having no deal keeps its worth, and is not discounted as deals are."""


def read_discount(part: Part) -> Discount | None:
    """A discount as written; None, with findings, where it cannot be read."""
    if part.pairs(help=HOW) is None:
        return None
    fields = part.fields(["per"], ["factor", "cost", "power", "no_deal"], help=HOW) or {}
    per = fields["per"].word(UNITS, "a unit of time") if "per" in fields else None
    no_deal = "discounted"
    if "no_deal" in fields:
        no_deal = fields["no_deal"].word(("discounted", "fixed"), "what time does to it") or ""
    numbers = {key: read_number(fields[key]) for key in fields if key not in ("per", "no_deal")}
    if part.broken or not _of_one_kind(part, fields) or not _in_bounds(fields, numbers):
        return None
    unit = next((unit for unit in UNITS if unit == per), None)
    if unit is None:
        return None
    factor, cost, power = (numbers.get(key) for key in ("factor", "cost", "power"))
    return Discount(
        unit,
        None if factor is None else float(factor),
        None if cost is None else float(cost),
        1.0 if power is None else float(power),
        no_deal == "fixed",
    )


def _of_one_kind(part: Part, fields: dict[str, Part]) -> bool:
    """Whether there is a factor or a cost, and a power with a cost only; findings if not."""
    if "factor" not in fields and "cost" not in fields:
        message = f"{part.words} has no `factor` and no `cost`"
        helps = ("a `factor` multiplies what deals are worth", "a `cost` is taken away from it")
        part.fail(MISSING_KEY, message, at=part.key_place, help=helps)
        return False
    return not any(
        part.has_both(fields, "factor", other, help=f"keep one; `{other}` is for a cost")
        for other in ("cost", "power")
    )


def _in_bounds(fields: dict[str, Part], numbers: dict[str, Decimal | None]) -> bool:
    """Whether factor and power are above 0; a finding for each that is not."""
    sound = True
    for key in ("factor", "power"):
        number = numbers.get(key)
        if number is not None and number <= 0:
            fields[key].fail(BAD_RANGE, f"`{plain_number(number)}` is not above 0")
            sound = False
    return sound
