"""Reading NegMAS utility functions, in the form that `Scenario.dumpas` of NegMAS 0.16 writes.

A utility function is a weighted sum of value functions, a line over the numbers of the issues, a
constant, a sum of boxes, a table of outcomes, or a weighted sum of such functions. The `type` of a
part is compared as text with the names that are known here; no class is looked up and no object is
made. Weights and values stay as they are. The types are those of `negmas.preferences` (Mohammad,
Nakadai and Greenwald 2021, PRIMA 2020, 343–351).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from zopa.case.nodes import MapNode, Node, TextNode
from zopa.case.parts import clip
from zopa.exchange.codes import BAD_VALUE, MISSING_PART, SET_ASIDE, UNLIKE_DOMAIN, UNSUPPORTED_PART
from zopa.exchange.domain import Boxes, Domain, DomainIssue
from zopa.exchange.negmas_discounts import EXPONENTIAL, LINEAR, read_discount
from zopa.exchange.negmas_mapping import read_mapping
from zopa.exchange.negmas_values import kind_of, value_of_levels
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.numbers import number_of, whole_of
from zopa.exchange.scenario import Profile, ScenarioBonus
from zopa.exchange.views import MINUS_INFINITY, View
from zopa.foundation.names import listing
from zopa.outcomes.arrays import Floats


def is_read(root: Node) -> bool:
    """Whether a utility function is of a type that is read; also True if it has no type."""
    kind = root.entries.get("type") if isinstance(root, MapNode) else None
    text = kind.value.text if kind and isinstance(kind.value, TextNode) else ""
    return not text or text.rsplit(".", 1)[-1] in (*_FUNCTIONS, EXPONENTIAL, LINEAR)


def read_profile(root: Node, name: str, domain: Domain, notes: ExchangeNotes) -> Profile | None:
    """The utilities of one party; None and findings if they cannot be read."""
    return profile_of(View(root, notes, "the utility function"), name, domain)


def profile_of(view: View, name: str, domain: Domain) -> Profile | None:
    """As `read_profile`, for a utility function that stands in a larger part."""
    notes, before = view.notes, view.notes.errors
    called, kind, reserved = view.get("name"), kind_of(view), view
    discount = None
    if kind is not None and kind[0] in (EXPONENTIAL, LINEAR):
        discount = read_discount(view, kind[0])
        inner = view.need("ufun")
        if inner is None:
            return None
        # The reservation value may stand in the discounted function or in the one inside it.
        reserved = view if _has_reservation(view) else inner
        view = replace(inner, words="the utility function")
        kind = kind_of(view)
    profile = None if kind is None else _function(view, kind, domain)
    if profile is None or notes.errors > before:
        return None
    title = called.text() if called else None
    profile = replace(
        profile, name=title or name, reservation=reservation_of(reserved), discount=discount
    )
    return profile if notes.errors == before else None


def _function(view: View, kind: tuple[str, View], domain: Domain) -> Profile | None:
    read = _FUNCTIONS.get(kind[0])
    if read is None:
        message = f"utility functions of the type `{clip(kind[0])}` are not read"
        label = f"expected {listing(_FUNCTIONS, limit=20)}"
        view.notes.add(UNSUPPORTED_PART, kind[1].place, message, label=label)
        return None
    return read(view, domain)


def _has_reservation(view: View) -> bool:
    part = view.get("reserved_value")
    return part is not None and part.raw not in MINUS_INFINITY


def reservation_of(view: View) -> float | None:
    """The reservation value of a utility function; None if it has none."""
    outcome = view.get("reserved_outcome")
    if outcome is not None:
        message = "a reserved outcome is set aside; only `reserved_value` is read"
        view.notes.add(SET_ASIDE, outcome.place, message)
    part = view.get("reserved_value")
    return part.number() if part is not None and _has_reservation(view) else None


def _linear_additive(view: View, domain: Domain) -> Profile | None:
    functions, weights = view.need("values"), view.need("weights")
    if functions is None or weights is None:
        return None
    parts = _one_each(functions, domain)
    factors = _numbers_each(weights, domain)
    if parts is None or factors is None:
        return None
    rows = [value_of_levels(part, issue) for part, issue in zip(parts, domain.issues, strict=True)]
    values = [f * row for f, row in zip(factors, rows, strict=True) if row is not None]
    return _summed(view, values) if len(values) == len(rows) else None


def _affine(view: View, domain: Domain) -> Profile | None:
    weights = view.need("weights")
    factors = _numbers_each(weights, domain) if weights else None
    values: list[Floats] = []
    for issue in domain.issues:
        if issue.numbers is None:
            message = f"`{clip(issue.name)}` has values that are no numbers to be multiplied"
            related = ((issue.place, "the issue"),)
            view.notes.add(BAD_VALUE, view.place, message, related=related)
        elif factors is not None:
            values.append(factors[len(values)] * issue.numbers)
    return _summed(view, values) if len(values) == len(domain.issues) else None


def _constant(view: View, domain: Domain) -> Profile | None:
    part = view.need("value")
    number = part.number() if part else None
    values = [np.zeros(len(issue.issue.levels)) for issue in domain.issues]
    return None if number is None else _summed(view, values, number)


def _weighted(view: View, domain: Domain) -> Profile | None:
    """A weighted sum of other utility functions, without weights a plain one."""
    listed, given = view.need("ufuns"), view.get("weights")
    items = listed.items() if listed else None
    if listed is None or items is None:
        return None
    parts = [replace(part, words="a function of the sum") for part in items]
    weights = [1.0] * len(parts) if given is None else [w.number() for w in given.items() or ()]
    if not parts:
        view.notes.add(MISSING_PART, listed.place, "there is no function in the sum")
        return None
    if len(weights) != len(parts):
        message = f"there are {len(weights)} weights for {len(parts)} functions"
        view.notes.add(BAD_VALUE, (given or view).place, message)
        return None
    values = [np.zeros(len(issue.issue.levels)) for issue in domain.issues]
    bonuses: list[ScenarioBonus] = []
    for part, weight in zip(parts, weights, strict=True):
        kind = kind_of(part)
        read = None if kind is None else _function(part, kind, domain)
        if read is None or weight is None:
            return None
        values = [a + weight * b for a, b in zip(values, read.values, strict=True)]
        bonuses += [ScenarioBonus(b.where, weight * b.worth) for b in read.bonuses]
    return Profile("", tuple(values), tuple(bonuses))


def _summed(view: View, values: list[Floats], bias: float = 0.0) -> Profile | None:
    part = view.get("bias")
    file_bias = part.number() if part else 0.0
    if file_bias is None:
        return None
    values[0] = values[0] + (bias + file_bias)
    return Profile("", tuple(values))


def _rectangles(view: View, domain: Domain) -> Profile | None:
    ranges, worths = view.need("outcome_ranges"), view.need("utilities")
    where = ranges.items() if ranges else None
    worth = worths.items() if worths else None
    if ranges is None or where is None or worths is None or worth is None:
        return None
    boxed, valued = list(where), list(worth)
    weights = view.get("weights")
    weighed = list(weights.items() or ()) if weights else []
    if len(boxed) != len(valued) or (weighed and len(weighed) != len(boxed)):
        message = "there have to be as many utilities and weights as ranges"
        view.notes.add(BAD_VALUE, ranges.place, message)
        return None
    boxes = Boxes(view.notes)
    for i, box in enumerate(boxed):
        if boxes.full:
            break
        number = valued[i].number()
        factor = weighed[i].number() if weighed else 1.0
        levels = _box(box, domain)
        if number is not None and factor is not None and levels is not None:
            boxes.add(levels, number * factor, box.place)
    values = [np.zeros(len(issue.issue.levels)) for issue in domain.issues]
    profile = _summed(view, values, boxes.everywhere)
    return None if profile is None else replace(profile, bonuses=tuple(boxes.bonuses))


def _box(view: View, domain: Domain) -> dict[int, tuple[int, ...]] | None:
    """The levels of a box by the position of the issue; `null` stands for the whole space."""
    if view.absent:
        return {}
    where: dict[int, tuple[int, ...]] = {}
    before = view.notes.errors
    for key, part in view.pairs() or ():
        position = whole_of(key)
        if position is None or not 0 <= position < len(domain.issues):
            message = f"`{clip(key)}` is no number of an issue: they go from 0"
            view.notes.add(UNLIKE_DOMAIN, view.key_place(key), message)
            continue
        where[position] = tuple(sorted(set(_inside(part, domain.issues[position]))))
    return where if view.notes.errors == before else None


def _inside(part: View, issue: DomainIssue) -> Iterator[int]:
    """The positions of the levels that a range, a value, or a list of both means.

    NegMAS reads two numbers in a file as the ends of a range, and the ends do not belong to the
    range (`negmas.outcomes.outcome_in_range`).
    """
    if part.absent:  # no value is given
        return
    if part.is_scalar:
        position = issue.level(part.raw)
        if position is not None:
            yield position
        return
    parts = list(part.items() or ())
    ends = [number_of(p.raw) for p in parts if p.is_scalar]
    if len(parts) == 2 and len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        yield from issue.within(ends[0], ends[1], ends=False)
        return
    for inner in parts:
        if inner.is_list and any(p.is_list for p in inner.items() or ()):
            message = "lists in lists in lists are no ranges"
            part.notes.add(BAD_VALUE, inner.place, message)
        else:
            yield from _inside(inner, issue)


def _one_each(view: View, domain: Domain) -> list[View] | None:
    items = view.items()
    parts = None if items is None else list(items)
    if parts is not None and len(parts) != len(domain.issues):
        message = f"{view.words} has {len(parts)} entries for {len(domain.issues)} issues"
        view.notes.add(UNLIKE_DOMAIN, view.place, message, related=((domain.place, "the domain"),))
        return None
    return parts


def _numbers_each(view: View, domain: Domain) -> list[float] | None:
    parts = _one_each(view, domain)
    numbers = None if parts is None else [n for p in parts if (n := p.number()) is not None]
    return numbers if numbers is not None and len(numbers) == len(domain.issues) else None


_FUNCTIONS: dict[str, Callable[[View, Domain], Profile | None]] = {
    "LinearAdditiveUtilityFunction": _linear_additive,
    "LinearUtilityAggregationFunction": _linear_additive,
    "AffineUtilityFunction": _affine,
    "LinearUtilityFunction": _affine,
    "ConstUtilityFunction": _constant,
    "HyperRectangleUtilityFunction": _rectangles,
    "MappingUtilityFunction": read_mapping,
    "WeightedUtilityFunction": _weighted,
}
