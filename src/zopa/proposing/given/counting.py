"""What a unit that a person names counts, as figures of reports are told: a unit and a factor."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class CountedUnit(NamedTuple):
    """A unit as figures have it, and how much of it is one of the unit that the person named."""

    unit: str
    factor: Decimal


def counted_unit(unit: str) -> CountedUnit:
    """The unit of figures that stands behind a unit in a person's words.

    >>> counted_unit("billion USD"), counted_unit("euros a share")
    (CountedUnit(unit='USD', factor=Decimal('1E+9')), CountedUnit(unit='EUR', factor=Decimal('1')))
    >>> counted_unit("tonnes a week")
    CountedUnit(unit='tonnes', factor=Decimal('1'))
    """
    from zopa.statements.figures import figures_in

    words = unit.split()
    turned = next((w for w in words if len(w) == 3 and w.isupper()), "")
    rest = " ".join(w for w in words if w != turned)
    figures = figures_in(f"{turned} 2 {rest}".strip()) or figures_in(f"2 {rest} {turned}".strip())
    if not figures or not figures[0].unit:
        return CountedUnit(unit, Decimal(1))
    factor = Decimal(str(figures[0].high)) / 2
    return CountedUnit(figures[0].unit, factor.normalize())
