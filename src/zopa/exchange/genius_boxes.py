"""Reading nonlinear utility spaces of GENIUS: a sum of boxes, divided by the largest utility.

A `hyperRectangle` adds its utility, times its weight if it has one, where all its `INCLUDES` bounds
hold, both ends included (`InclusiveHyperRectangle`). With `EXCLUDES` bounds it adds its utility
where not all of them hold (`ExclusiveHyperRectangle`), and without bounds everywhere. The classes
are in the package `genius.core.utility`. Spaces of this kind were proposed by Ito, Hattori and
Klein (2007, IJCAI-07, 1347–1352).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from zopa.case.parts import clip
from zopa.exchange.codes import BAD_VALUE, MISSING_PART, UNLIKE_DOMAIN, UNSUPPORTED_PART
from zopa.exchange.domain import Boxes, Domain
from zopa.exchange.genius_file import GeniusFile
from zopa.exchange.numbers import number_of
from zopa.exchange.scenario import Profile
from zopa.exchange.xml import Element


def nonlinear(file: GeniusFile, utility: Element, domain: Domain) -> Profile:
    """The profile that the `utility` element of a nonlinear space describes.

    What is wrong with it is added to the notes of `file`.
    """
    boxes = Boxes(file.notes)
    for position, element in _fitted_numbers(file, domain):
        file.same_bounds(element, domain.issues[position])
    largest = file.number(utility, "maxutility")
    if largest is not None and largest <= 0:
        message = "the largest utility has to be above 0: utilities are divided by it"
        file.add(BAD_VALUE, utility, message, attribute="maxutility")
        largest = None
    functions = utility.all("ufun")
    if not functions:
        file.add(MISSING_PART, utility, "there is no `ufun`")
    for function in functions[1:]:
        file.add(UNSUPPORTED_PART, function, "a second `ufun` is not read")
    for function in functions[:1]:
        _function(file, function, domain, largest or 1.0, boxes)
    shape = [len(issue.issue.levels) for issue in domain.issues]
    values = [np.zeros(n) for n in shape]
    values[0] += boxes.everywhere
    return Profile(file.name, tuple(values), tuple(boxes.bonuses))


def _fitted_numbers(file: GeniusFile, domain: Domain) -> Iterator[tuple[int, Element]]:
    by_index = {issue.index: i for i, issue in enumerate(domain.issues)}
    for element in file.issues():
        position = by_index.get((element.get("index") or "").strip())
        if position is not None and domain.issues[position].issue.kind != "discrete":
            yield position, element


def _function(
    file: GeniusFile, function: Element, domain: Domain, largest: float, boxes: Boxes
) -> None:
    word = function.get("aggregation") or "sum"
    if word.lower() != "sum":
        message = f"boxes that are put together by `{clip(word)}` are not read, only sums"
        file.add(UNSUPPORTED_PART, function, message, attribute="aggregation")
    weight = function.get("weight")
    if weight is not None and number_of(weight) != 1:
        message = "a `ufun` with another weight than 1 is not read"
        file.add(UNSUPPORTED_PART, function, message, attribute="weight")
    for inner in function.all("ufun"):
        file.add(UNSUPPORTED_PART, inner, "a `ufun` inside a `ufun` is not read")
    by_index = {issue.index: i for i, issue in enumerate(domain.issues)}
    for rectangle in function.all("hyperRectangle"):
        if boxes.full:
            break
        worth = file.number(rectangle, "utility")
        weight = rectangle.get("weight")
        factor = 1.0 if weight is None else file.number(rectangle, "weight")
        # If both kinds of bounds stand in a box, GENIUS uses those of EXCLUDES.
        outside = bool(rectangle.all("EXCLUDES"))
        where = _box(file, rectangle, "EXCLUDES" if outside else "INCLUDES", domain, by_index)
        if worth is None or factor is None or where is None:
            continue
        worth *= factor / largest
        place = file.xml.place(rectangle)
        if outside:  # it adds its utility everywhere, minus the same inside the box
            boxes.add({}, worth, place)
            worth = -worth
        boxes.add(where, worth, place)


def _box(
    file: GeniusFile, rectangle: Element, tag: str, domain: Domain, by_index: dict[str, int]
) -> dict[int, tuple[int, ...]] | None:
    spans: dict[int, tuple[float, float]] = {}
    before = file.notes.errors
    for bound in rectangle.all(tag):
        index = file.need(bound, "index")
        low, high = file.number(bound, "min"), file.number(bound, "max")
        if index is None or low is None or high is None:
            continue
        position = by_index.get(index.strip())
        if position is None:
            message = f"a box on the index {clip(index)}, which no issue has"
            file.add(UNLIKE_DOMAIN, bound, message, attribute="index")
        elif domain.issues[position].issue.kind == "discrete":
            message = "a box on a discrete issue is not read: its bounds are numbers"
            file.add(UNSUPPORTED_PART, bound, message)
        elif low > high:
            message = f"the box ends at {high:g} before it begins at {low:g}"
            file.add(BAD_VALUE, bound, message, attribute="max")
        else:
            at_least, at_most = spans.get(position, (low, high))
            spans[position] = (max(low, at_least), min(high, at_most))
    if file.notes.errors > before:
        return None
    return {position: domain.issues[position].within(*span) for position, span in spans.items()}
