"""Reading GeniusWeb JSON: domains and `LinearAdditiveUtilitySpace` profiles.

A profile holds its own copy of the domain. The utility of a bid is the sum over issues of weight ×
utility of the value. The utility of a number lies on the line between the utilities of the two ends
of its range. The reservation value is the utility of the reservation bid, in which a missing issue
counts 0. The meaning is that of the classes `LinearAdditiveUtilitySpace`,
`DiscreteValueSetUtilities` and `NumberValueSetUtilities` in the package
`geniusweb.profile.utilityspace` of GeniusWeb. GeniusWeb rounds the interpolated utility to eight
decimals; here it is not rounded.
"""

from __future__ import annotations

import numpy as np

from zopa.case.nodes import MapNode, Node
from zopa.case.parts import clip
from zopa.exchange.codes import BAD_VALUE, BEYOND_LIMITS, UNLIKE_DOMAIN, UNSUPPORTED_PART
from zopa.exchange.domain import Domain, DomainIssue, repeated, sound
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.numbers import MOST_LEVELS, number_of, steps
from zopa.exchange.scenario import Profile, ScenarioIssue
from zopa.exchange.views import View
from zopa.outcomes.arrays import Floats

_SPACE = "LinearAdditiveUtilitySpace"
_OTHERS = ("DefaultPartialOrdering", "SumOfGroupsUtilitySpace")
_DISCRETE = ("DiscreteValueSetUtilities", "discreteutils")
"""The name that GeniusWeb uses today, and the name that its first versions used."""
_NUMBERS = ("NumberValueSetUtilities", "numberutils")


def is_domain(root: Node) -> bool | None:
    """Whether a file is a domain (True), a profile (False) or neither (None)."""
    if not isinstance(root, MapNode):
        return None
    if "issuesValues" in root.entries:
        return True
    return False if any(name in root.entries for name in (_SPACE, *_OTHERS)) else None


def read_domain(root: Node, name: str, notes: ExchangeNotes) -> Domain | None:
    """The issues of a domain file; None and findings if they cannot be read."""
    return _domain(View(root, notes, "the domain"), name, has_file=True)


def inner_domain(root: Node, name: str, notes: ExchangeNotes) -> Domain | None:
    """The issues of the domain that a profile holds; None and findings if they cannot be read."""
    space = View(root, notes, "the profile").get(_SPACE)
    inner = None if space is None else space.need("domain")
    return None if inner is None else _domain(inner, name, has_file=False)


def read_profile(root: Node, name: str, domain: Domain, notes: ExchangeNotes) -> Profile | None:
    """The utilities of one party; None and findings if they cannot be read."""
    before = notes.errors
    whole = View(root, notes, "the profile")
    for other in _OTHERS:
        if whole.get(other) is not None:
            message = f"profiles of the type `{other}` are not read"
            notes.add(UNSUPPORTED_PART, whole.key_place(other), message)
            return None
    space = whole.need(_SPACE)
    if space is None:
        return None
    inner = space.need("domain")
    profile_domain = None if inner is None else _domain(inner, name, has_file=False)
    if profile_domain is not None:
        _compare(profile_domain, domain, notes)
    weights, utilities = space.need("issueWeights"), space.need("issueUtilities")
    if weights is None or utilities is None or notes.errors > before:
        return None
    values = []
    for issue in domain.issues:
        weight, worths = _part(weights, issue, domain), _part(utilities, issue, domain)
        factor = None if weight is None else weight.number()
        levels = None if worths is None else _utilities(worths, issue)
        if factor is not None and levels is not None:
            values.append(factor * levels)
    for view in (weights, utilities):
        _no_others(view, domain)
    bid = space.get("reservationBid")
    if notes.errors > before:
        return None
    reservation = None if bid is None else _reservation(bid, domain, values)
    called = space.get("name")
    profile = Profile(
        (called.text() if called else None) or name, tuple(values), reservation=reservation
    )
    return profile if notes.errors == before else None


def _domain(view: View, name: str, *, has_file: bool) -> Domain | None:
    listed = view.need("issuesValues")
    pairs = None if listed is None else listed.pairs()
    if listed is None or pairs is None:
        return None
    before = view.notes.errors
    issues = [
        DomainIssue(issue, listed.key_place(key))
        for key, part in pairs
        if (issue := _issue(key, part)) is not None
    ]
    if view.notes.errors > before:
        return None
    whole = sound(issues, "the domain", view.place, view.notes)
    called = view.get("name")
    title = called.text() if called else None
    return Domain(title or name, whole, view.place, has_file) if whole else None


def _issue(name: str, part: View) -> ScenarioIssue | None:
    numbers = part.get("range")
    if numbers is not None:
        return _range(name, numbers)
    listed = part.need("values")
    items = None if listed is None else listed.items()
    if listed is None or items is None:
        return None
    views = list(items)
    if not views:
        part.notes.add(BAD_VALUE, listed.place, f"`{clip(name)}` has no values")
        return None
    if len(views) > MOST_LEVELS:
        message = f"`{clip(name)}` has {len(views):,} values; at most {MOST_LEVELS:,} are read"
        part.notes.add(BEYOND_LIMITS, listed.place, message)
        return None
    texts = [view.text() for view in views]
    named = [(t, view.place) for t, view in zip(texts, views, strict=True) if t is not None]
    repeated(named, "the value", part.notes)
    return ScenarioIssue(name, tuple(t for t, _ in named))


def _range(name: str, part: View) -> ScenarioIssue | None:
    """An issue of numbers, from `{low, high, step}`.

    The first versions of GeniusWeb wrote `[low, high, step]`.
    """
    if part.is_list:
        parts = list(part.items() or ())
        if len(parts) != 3:
            part.notes.add(BAD_VALUE, part.place, "a range is a low end, a high end and a step")
            return None
    else:
        given = [part.need(key) for key in ("low", "high", "step")]
        parts = [view for view in given if view is not None]
        if len(parts) < 3:
            return None
    if any(view.number() is None for view in parts):
        return None
    low, high, step = (view.raw for view in parts)
    levels = steps(low, high, step)
    if levels is None:
        message = f"from {low} to {high} in steps of {step} is no range of numbers"
        part.notes.add(BAD_VALUE, part.place, message)
        return None
    if isinstance(levels, int):
        message = f"`{clip(name)}` has {levels:,} values; at most {MOST_LEVELS:,} are read"
        part.notes.add(BEYOND_LIMITS, part.place, message)
        return None
    whole = all((number_of(text) or 0.0).is_integer() for text in (low, step))
    return ScenarioIssue(name, levels, "integer" if whole else "real")


def _compare(profile_domain: Domain, domain: Domain, notes: ExchangeNotes) -> None:
    """Adds findings where the domain in a profile differs from the domain of the scenario."""
    for issue in profile_domain.issues:
        position = domain.positions.get(issue.name)
        if position is None:
            message = f"`{clip(issue.name)}` is no issue of the domain"
            notes.add(UNLIKE_DOMAIN, issue.place, message, related=((domain.place, "the domain"),))
            continue
        other = domain.issues[position]
        if set(issue.issue.levels) != set(other.issue.levels):
            notes.add(
                UNLIKE_DOMAIN,
                issue.place,
                f"`{clip(issue.name)}` has other values here than in the domain",
                related=((other.place, "the domain"),),
            )
    for other in domain.issues:
        if other.name not in profile_domain.positions:
            message = f"the profile lacks the issue `{clip(other.name)}`"
            notes.add(
                UNLIKE_DOMAIN, profile_domain.place, message, related=((other.place, "the domain"),)
            )


def _part(view: View, issue: DomainIssue, domain: Domain) -> View | None:
    """The part about one issue, in a mapping that has a part for each issue."""
    part = view.get(issue.name)
    if part is None and view.pairs() is not None:
        message = f"{view.words} lacks the issue `{clip(issue.name)}`"
        related = ((issue.place, "the domain"),) if domain.has_file else ()
        view.notes.add(UNLIKE_DOMAIN, view.place, message, related=related)
    return part


def _no_others(view: View, domain: Domain) -> None:
    for key, _ in view.pairs() or ():
        if key not in domain.positions:
            message = f"`{clip(key)}` is no issue of the domain"
            view.notes.add(UNLIKE_DOMAIN, view.key_place(key), message)


def _utilities(part: View, issue: DomainIssue) -> Floats | None:
    """The utility of each level `(levels,)`, before it is multiplied by the weight of the issue."""
    for name in _DISCRETE:
        if (utilities := part.get(name)) is not None:
            table = utilities.need("valueUtilities")
            return None if table is None else _table(table, issue)
    for name in _NUMBERS:
        if (utilities := part.get(name)) is not None:
            return _line(utilities, issue)
    message = f"{part.words} has neither `{_DISCRETE[0]}` nor `{_NUMBERS[0]}`"
    part.notes.add(UNSUPPORTED_PART, part.place, message)
    return None


def _utility(view: View) -> float | None:
    """A number from 0 to 1; None and a finding for any other, as GeniusWeb refuses it."""
    number = view.number()
    if number is None or 0 <= number <= 1:
        return number
    message = f"the utility {clip(view.raw)} is {'below 0' if number < 0 else 'above 1'}"
    view.notes.add(
        BAD_VALUE, view.place, message, help="utilities of GeniusWeb are numbers from 0 to 1"
    )
    return None


def _table(table: View, issue: DomainIssue) -> Floats | None:
    pairs = table.pairs()
    if pairs is None:
        return None
    worths = np.full(len(issue.issue.levels), np.nan)
    for key, view in pairs:
        number = _utility(view)
        position = issue.positions.get(key)
        if position is None:
            message = f"`{clip(key)}` is no value of `{clip(issue.name)}`"
            table.notes.add(UNLIKE_DOMAIN, table.key_place(key), message)
        elif number is not None:
            worths[position] = number
    missing = [level for level in issue.issue.levels if level not in dict(pairs)]
    for level in missing:
        message = f"the value `{clip(level)}` of `{clip(issue.name)}` has no utility"
        table.notes.add(UNLIKE_DOMAIN, table.place, message)
    return worths if not np.isnan(worths).any() else None


def _line(view: View, issue: DomainIssue) -> Floats | None:
    keys = ("lowValue", "highValue", "lowUtility", "highUtility")
    given = [part for key in keys if (part := view.need(key)) is not None]
    reads = (View.number, View.number, _utility, _utility)
    numbers = [n for part, of in zip(given, reads, strict=False) if (n := of(part)) is not None]
    if len(numbers) < len(keys):
        return None
    low, high, first, last = numbers
    if high <= low:
        message = f"the range ends at {high:g} before it has begun at {low:g}"
        view.notes.add(BAD_VALUE, given[1].place, message)
        return None
    if issue.numbers is None:
        message = f"`{clip(issue.name)}` has values that are no numbers"
        view.notes.add(UNLIKE_DOMAIN, view.place, message)
        return None
    line = first + (last - first) * (issue.numbers - low) / (high - low)
    return np.where((issue.numbers < low) | (issue.numbers > high), 0.0, line)


def _reservation(bid: View, domain: Domain, values: list[Floats]) -> float | None:
    chosen = bid.need("issuevalues")
    total = 0.0
    for name, view in (chosen.pairs() if chosen else None) or ():
        position = domain.positions.get(name)
        level = view.text()
        if chosen is None or level is None:
            continue
        if position is None:
            message = f"`{clip(name)}` is no issue of the domain"
            bid.notes.add(UNLIKE_DOMAIN, chosen.key_place(name), message)
            continue
        index = domain.issues[position].level(level)
        if index is None:
            message = f"`{clip(level)}` is no value of `{clip(name)}`"
            bid.notes.add(UNLIKE_DOMAIN, view.place, message)
        else:
            total += float(values[position][index])
    return total
