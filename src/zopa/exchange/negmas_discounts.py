"""Reading the discounted utility functions of NegMAS: what is inside, and what time costs.

`ExpDiscountedUFun` multiplies the utility by discount^t, and `LinDiscountedUFun` takes
(cost × t)^power away (`negmas.preferences.discounted`). `factor` names what t counts: rounds,
seconds, or the share of all time that is gone.
"""

from __future__ import annotations

from zopa.case.discounts import Discount, TimeUnit
from zopa.case.parts import clip
from zopa.exchange.codes import BAD_VALUE, SET_ASIDE
from zopa.exchange.views import View
from zopa.foundation.names import listing

EXPONENTIAL, LINEAR = "ExpDiscountedUFun", "LinDiscountedUFun"
_UNITS: dict[str, TimeUnit] = {
    "step": "step", "current_step": "step", "time": "second", "relative_time": "talks",
}  # fmt: skip


def read_discount(view: View, kind: str) -> Discount | None:
    """What time costs; None where it costs nothing, or where it cannot be said."""
    amount = view.get("discount" if kind == EXPONENTIAL else "cost")
    number = amount.number() if amount else None
    if amount is None or number is None or number == (1 if kind == EXPONENTIAL else 0):
        return None
    counted = view.get("factor")
    unit = _UNITS.get(counted.raw) if counted else "step"
    if unit is None:
        place = counted.place if counted else view.place
        message = f"the discount goes by `{clip(counted.raw) if counted else ''}` and is set aside"
        view.notes.add(SET_ASIDE, place, message, label=f"expected {listing(_UNITS)}")
        return None
    dynamic = view.get("dynamic_reservation")
    fixed = dynamic is not None and dynamic.raw.lower() in ("false", "no")
    if kind == LINEAR:
        given = view.get("power")
        power = given.number() if given else 1.0
        if given is not None and power is not None and power <= 0:
            view.notes.add(BAD_VALUE, given.place, f"the power {power:g} is not above 0")
        return None if power is None else Discount(unit, None, number, power, fixed)
    if number < 0:
        view.notes.add(BAD_VALUE, amount.place, f"the discount {number:g} is below 0")
        return None
    return Discount(unit, number, fixed_no_deal=fixed) if number else None
