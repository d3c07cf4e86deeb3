"""Reading NegMAS domains, in the form that `Scenario.dumpas` and `to_yaml` of NegMAS 0.16 write.

The `type` of a part is compared as text with the names that are known here; no class is looked up
and no object is made. The types are those of `negmas.outcomes` (Mohammad, Nakadai and Greenwald
2021, PRIMA 2020, 343–351).
"""

from __future__ import annotations

from dataclasses import replace

from zopa.case.nodes import MapNode, Node
from zopa.case.parts import clip
from zopa.exchange.codes import (
    BAD_VALUE,
    BEYOND_LIMITS,
    MISSING_PART,
    UNLIKE_DOMAIN,
    UNSUPPORTED_PART,
)
from zopa.exchange.domain import Domain, DomainIssue, repeated, sound
from zopa.exchange.negmas_values import kind_of
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.numbers import MOST_LEVELS, steps, whole_of
from zopa.exchange.scenario import ScenarioIssue
from zopa.exchange.views import View
from zopa.foundation.diagnostics import Place

_LISTED = ("CategoricalIssue", "OrdinalIssue", "CardinalIssue", "DiscreteOrdinalIssue",
           "DiscreteCardinalIssue")  # fmt: skip
_SPANS = ("ContiguousIssue",)


def is_domain(root: Node) -> bool | None:
    """Whether a file is a domain (True), a utility function (False) or neither (None)."""
    if not isinstance(root, MapNode):
        return None
    if "issues" in root.entries:
        return True
    marks = ("reserved_value", "weights", "ufun", "ufuns", "mapping", "outcome_ranges", "value")
    kind = "type" in root.entries
    return False if kind and any(mark in root.entries for mark in marks) else None


def names_space(root: Node) -> bool:
    """Whether a utility function says itself what the issues are, under `outcome_space`."""
    return View(root, ExchangeNotes(), "the utility function").get("outcome_space") is not None


def read_domain(root: Node, name: str, notes: ExchangeNotes) -> Domain | None:
    """The issues of a domain file; None and findings if they cannot be read."""
    return read_space(View(root, notes, "the domain"), name)


def inner_domain(root: Node, name: str, notes: ExchangeNotes) -> Domain | None:
    """The issues that a utility function names; None and findings if they cannot be read."""
    space = View(root, notes, "the utility function").need("outcome_space")
    domain = None if space is None else read_space(space, name)
    return None if domain is None else replace(domain, has_file=False)


def read_space(view: View, name: str) -> Domain | None:
    """The issues of an outcome space; None and findings if they cannot be read."""
    listed, notes = view.need("issues"), view.notes
    items = listed.items() if listed else None
    if items is None:
        return None
    before = notes.errors
    read = [(item, _issue(item)) for item in items]
    if notes.errors > before:
        return None
    issues = [DomainIssue(issue, _named(item)) for item, issue in read if issue is not None]
    whole = sound(issues, "the domain", view.place, notes)
    called = view.get("name")
    title = called.text() if called else None
    return Domain(title or name, whole, view.place) if whole else None


def compare(own: Domain, domain: Domain, notes: ExchangeNotes) -> None:
    """Adds findings where the issues that a utility function names are not those of the domain."""
    if len(own.issues) != len(domain.issues):
        message = f"there are {len(own.issues)} issues here and {len(domain.issues)} in the domain"
        notes.add(UNLIKE_DOMAIN, own.place, message, related=((domain.place, "the domain"),))
        return
    for here, there in zip(own.issues, domain.issues, strict=True):
        related = ((there.place, "the domain"),)
        if here.name != there.name:
            message = f"`{clip(here.name)}` stands where the domain has `{clip(there.name)}`"
            notes.add(UNLIKE_DOMAIN, here.place, message, related=related)
        elif here.issue.levels != there.issue.levels:
            message = f"`{clip(here.name)}` has other values here than in the domain"
            notes.add(UNLIKE_DOMAIN, here.place, message, related=related)


def _named(view: View) -> Place:
    called = view.get("name")
    return called.place if called else view.place


def _issue(view: View) -> ScenarioIssue | None:
    called, kind, given = view.need("name"), kind_of(view), view.need("values")
    name = called.text() if called else None
    if name is None or kind is None or given is None:
        return None
    word, place = kind[0], kind[1].place
    if word in _SPANS or (word in _LISTED and given.is_scalar):
        return _span(name, given)
    if word not in _LISTED:
        notes, message = view.notes, f"issues of the type `{clip(word)}` are not read"
        help_ = "give it steps" if word == "ContinuousIssue" else ""
        notes.add(UNSUPPORTED_PART, place, message, help=(help_,) if help_ else ())
        return None
    views = list(given.items() or ())
    if not views:
        view.notes.add(MISSING_PART, given.place, f"`{clip(name)}` has no values")
        return None
    if len(views) > MOST_LEVELS:
        message = f"`{clip(name)}` has {len(views):,} values; at most {MOST_LEVELS:,} are read"
        view.notes.add(BEYOND_LIMITS, given.place, message)
        return None
    named = [(text, v.place) for v in views if (text := v.text()) is not None]
    repeated(named, "the value", view.notes)
    return ScenarioIssue(name, tuple(text for text, _ in named))


def _span(name: str, given: View) -> ScenarioIssue | None:
    """An issue of whole numbers from a first to a last; a single `n` stands for 0 to n - 1."""
    if given.is_scalar:
        count = whole_of(given.raw)
        low, high = "0", str((count or 0) - 1)
    else:
        views = list(given.items() or ())
        low, high = (v.raw for v in views) if len(views) == 2 else ("", "")
    first, last = whole_of(low), whole_of(high)
    if first is None or last is None or last < first:
        message = f"`{clip(name)}` needs two whole numbers, the smaller first"
        given.notes.add(BAD_VALUE, given.place, message)
        return None
    levels = steps(low, high, "1")
    if isinstance(levels, int):
        message = f"`{clip(name)}` has {levels:,} values; at most {MOST_LEVELS:,} are read"
        given.notes.add(BEYOND_LIMITS, given.place, message)
    return ScenarioIssue(name, levels, "integer") if isinstance(levels, tuple) else None
