"""Reading the value functions of NegMAS, which give each level of an issue a value.

The `type` of a function is compared with the names that are known here and never looked up. The
functions are those of `negmas.preferences.value_fun` in NegMAS 0.16: `TableFun` has a value for
each level, the others a formula over levels that are numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import e

import numpy as np

from zopa.case.parts import clip
from zopa.exchange.codes import BAD_VALUE, SET_ASIDE, UNLIKE_DOMAIN, UNSUPPORTED_PART
from zopa.exchange.domain import DomainIssue
from zopa.exchange.numbers import LARGEST
from zopa.exchange.views import View
from zopa.foundation.names import listing
from zopa.outcomes.arrays import Floats

_REQUIRED = float("nan")
"""Stands for a parameter that has no default."""
_PARAMETERS: dict[str, dict[str, float]] = {
    "AffineFun": {"slope": _REQUIRED, "bias": 0.0},
    "LinearFun": {"slope": _REQUIRED},
    "IdentityFun": {},
    "QuadraticFun": {"a2": _REQUIRED, "a1": _REQUIRED, "bias": 0.0},
    "TriangularFun": {
        "start": _REQUIRED, "middle": _REQUIRED, "end": _REQUIRED, "bias": 0.0, "scale": 1.0,
    },
    "TrapezoidalFun": {
        "start": _REQUIRED, "rise_end": _REQUIRED, "fall_start": _REQUIRED, "end": _REQUIRED,
        "bias": 0.0, "scale": 1.0,
    },
    "GaussianFun": {"center": _REQUIRED, "sigma": _REQUIRED, "bias": 0.0, "scale": 1.0},
    "ExponentialFun": {"tau": _REQUIRED, "bias": 0.0, "base": e},
    "LogFun": {"tau": _REQUIRED, "bias": 0.0, "base": e, "scale": 1.0},
    "CosFun": {"multiplier": 1.0, "bias": 0.0, "phase": 0.0, "amplitude": 1.0},
    "SinFun": {"multiplier": 1.0, "bias": 0.0, "phase": 0.0, "amplitude": 1.0},
}  # fmt: skip
"""The parameters of each formula with one number each, and their defaults."""


def kind_of(view: View) -> tuple[str, View] | None:
    """The name of the class in `type`, without its package, and where it stands.

    None and a finding if there is no `type`.
    """
    part = view.need("type")
    text = part.text() if part else None
    return None if text is None or part is None else (text.rsplit(".", 1)[-1], part)


def value_of_levels(part: View, issue: DomainIssue) -> Floats | None:
    """The value of each level `(levels,)`, before it is multiplied by the weight of the issue.

    None and findings if the function cannot be read.
    """
    kind = kind_of(part)
    if kind is None:
        return None
    word, place = kind[0], kind[1].place
    match word:
        case "TableFun":
            return _table(part, issue)
        case "ConstFun":
            bias = part.need("bias")
            number = bias.number() if bias else None
            return None if number is None else np.full(len(issue.issue.levels), number)
    if word not in _FORMULAS and word != "PolynomialFun":
        message = f"value functions of the type `{clip(word)}` are not read"
        known = listing(["TableFun", "ConstFun", "PolynomialFun", *_FORMULAS], limit=20)
        part.notes.add(UNSUPPORTED_PART, place, message, label=f"expected {known}")
        return None
    if issue.numbers is None:
        message = f"`{clip(word)}` on `{clip(issue.name)}`, whose values are no numbers"
        part.notes.add(BAD_VALUE, place, message)
        return None
    with np.errstate(all="ignore"):
        read = _polynomial if word == "PolynomialFun" else _formula
        values = read(part, word, issue.numbers)
    if values is not None and not (np.abs(values) <= LARGEST).all():
        message = (
            f"`{clip(word)}` has no value, or one too large, for a level of `{clip(issue.name)}`"
        )
        part.notes.add(BAD_VALUE, place, message, related=((issue.place, "the issue"),))
        return None
    return values


def _formula(part: View, word: str, x: Floats) -> Floats | None:
    numbers: dict[str, float] = {}
    for name, default in _PARAMETERS[word].items():
        view = part.need(name) if np.isnan(default) else part.get(name)
        number = view.number() if view else default
        if number is None or np.isnan(number):
            return None
        numbers[name] = number
    corners = [numbers[k] for k in ("start", "rise_end", "fall_start", "end") if k in numbers]
    if word == "TrapezoidalFun" and corners != sorted(corners):
        message = "a trapezoid starts, stops rising, starts to fall and ends, in this order"
        part.notes.add(BAD_VALUE, part.place, message)
        return None
    if numbers.get("sigma", 1.0) <= 0:
        part.notes.add(BAD_VALUE, part.place, "the `sigma` of a bell curve is above 0")
        return None
    return np.asarray(_FORMULAS[word](x, numbers), dtype=np.float64)


def _polynomial(part: View, _word: str, x: Floats) -> Floats | None:
    """The sum of coefficient × level^k, in which k counts the coefficients from 1, and the bias."""
    listed, bias = part.need("coefficients"), part.get("bias")
    items = listed.items() if listed else None
    start = bias.number() if bias else 0.0
    coefficients = None if items is None else [view.number() for view in items]
    if coefficients is None or start is None or None in coefficients:
        return None
    powers = enumerate((c for c in coefficients if c is not None), start=1)
    return np.asarray(start + sum((c * x**k for k, c in powers), np.zeros(len(x))))


def _triangle(x: Floats, p: Mapping[str, float]) -> Floats:
    start, middle, end = p["start"], p["middle"], p["end"]
    rising = (x - start) / (middle - start) if middle > start else np.ones(len(x))
    falling = (end - x) / (end - middle) if end > middle else np.ones(len(x))
    shape = np.where(x <= middle, rising, falling)
    return p["bias"] + p["scale"] * np.where((x <= start) | (x >= end), 0.0, shape)


def _trapezoid(x: Floats, p: Mapping[str, float]) -> Floats:
    start, top, fall, end = p["start"], p["rise_end"], p["fall_start"], p["end"]
    rising = (x - start) / (top - start) if top > start else np.ones(len(x))
    falling = (end - x) / (end - fall) if end > fall else np.zeros(len(x))
    shape = np.where(x <= top, rising, np.where(x <= fall, 1.0, falling))
    return p["bias"] + p["scale"] * np.where((x < start) | (x > end), 0.0, shape)


_FORMULAS: dict[str, Callable[[Floats, Mapping[str, float]], Floats]] = {
    "AffineFun": lambda x, p: p["slope"] * x + p["bias"],
    "LinearFun": lambda x, p: p["slope"] * x,
    "IdentityFun": lambda x, _: x,
    "QuadraticFun": lambda x, p: p["a2"] * x * x + p["a1"] * x + p["bias"],
    "TriangularFun": _triangle,
    "TrapezoidalFun": _trapezoid,
    "GaussianFun": lambda x, p: (
        p["bias"] + p["scale"] * np.exp(-((x - p["center"]) ** 2) / (2 * p["sigma"] ** 2))
    ),
    "ExponentialFun": lambda x, p: p["base"] ** (p["tau"] * x) + p["bias"],
    "LogFun": lambda x, p: p["scale"] * np.log(p["tau"] * x) / np.log(p["base"]) + p["bias"],
    "CosFun": lambda x, p: p["amplitude"] * np.cos(p["multiplier"] * x + p["phase"]) + p["bias"],
    "SinFun": lambda x, p: p["amplitude"] * np.sin(p["multiplier"] * x + p["phase"]) + p["bias"],
}


def _table(part: View, issue: DomainIssue) -> Floats | None:
    """The values of a table. A value for what is no level is set aside if no level lacks one."""
    table = part.need("mapping")
    pairs = table.pairs() if table else None
    if table is None or pairs is None:
        return None
    before = part.notes.errors
    worths = np.zeros(len(issue.issue.levels))
    seen, strange = set(), []
    for key, view in pairs:
        position = issue.level(key)
        number = view.number()
        if position is None:
            strange.append(key)
        elif number is not None:
            worths[position] = number
        seen.add(position)
    lacking = [level for k, level in enumerate(issue.issue.levels) if k not in seen]
    related = ((issue.place, "the issue"),)
    for key in strange:
        code, end = (UNLIKE_DOMAIN, "") if lacking else (SET_ASIDE, ", and is set aside")
        message = f"`{clip(key)}` is no value of `{clip(issue.name)}`{end}"
        part.notes.add(code, table.key_place(key), message, related=related)
    for level in lacking:
        message = f"the value `{clip(level)}` of `{clip(issue.name)}` is not in the table"
        part.notes.add(UNLIKE_DOMAIN, table.place, message, related=related)
    return worths if part.notes.errors == before else None
