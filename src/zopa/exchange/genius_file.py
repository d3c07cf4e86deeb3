"""Reading the issues that a GENIUS file declares, and adding findings about its elements.

A domain declares its issues, and every profile declares them again. GENIUS identifies them by their
`index`, which need not start at 1 (`Objective.getObjective` in `genius.core.issue`).
"""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.parts import clip
from zopa.exchange.codes import (
    BAD_VALUE,
    BEYOND_LIMITS,
    MISSING_PART,
    UNLIKE_DOMAIN,
    UNSUPPORTED_PART,
)
from zopa.exchange.domain import Domain, DomainIssue, repeated, sound
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.numbers import MOST_LEVELS, number_of, steps
from zopa.exchange.scenario import Kind, ScenarioIssue
from zopa.exchange.xml import Element, XmlText
from zopa.foundation.diagnostics import Code, Place


class GeniusFile:
    """A file while it is read."""

    def __init__(self, name: str, xml: XmlText, notes: ExchangeNotes) -> None:
        self.name = name
        """The name of the domain or profile: the name of the file without its ending."""
        self.xml = xml
        self.notes = notes

    # --- issues -----------------------------------------------------------------------------

    def domain(self, *, is_profile: bool = False) -> Domain | None:
        """The issues of the file, in its order; None and findings if something is wrong with them.

        `is_profile` says that the file is a profile and stands for a domain that has no file.
        """
        before = self.notes.errors
        issues = [issue for element in self.issues() if (issue := self._issue(element))]
        if self.notes.errors > before:
            return None
        what = "the profile" if is_profile else "the domain"
        whole = sound(issues, what, self.xml.place(self.xml.root), self.notes)
        by_index = ((issue.index, issue.place) for issue in issues)
        if whole:
            repeated(by_index, "an issue with the index", self.notes)
        if whole is None or self.notes.errors > before:
            return None
        return Domain(self.name, whole, self.xml.place(self.xml.root), has_file=not is_profile)

    def issues(self) -> Iterator[Element]:
        """The `issue` elements of all objectives."""
        return (e for objective in self.objectives() for e in objective.all("issue"))

    def objectives(self) -> list[Element]:
        """The `objective` elements and those that hold them, without looking inside issues."""
        objectives = [self.xml.root]
        for element in objectives:
            objectives.extend(element.all("utility_space"))
            objectives.extend(element.all("objective"))
        return objectives

    def _issue(self, element: Element) -> DomainIssue | None:
        name, index = self.need(element, "name"), self.need(element, "index")
        kind = self._kind(element)
        levels = None if kind is None else self.levels(element, kind)
        if name is None or index is None or kind is None or not levels:
            return None
        place = self.xml.place(element, "name")
        return DomainIssue(ScenarioIssue(name, levels, kind), place, index.strip())

    def _kind(self, element: Element) -> Kind | None:
        word = (element.get("type", "etype", "vtype") or "discrete").lower()
        if word == "integer":
            return "integer"
        if word == "real":
            return "real"
        if word == "discrete" or element.first("item") is not None:
            return "discrete"  # GENIUS once had a type `binary`, whose values are listed too
        self.add(UNSUPPORTED_PART, element, f"issues of the type `{clip(word)}` are not read")
        return None

    def levels(self, element: Element, kind: Kind) -> tuple[str, ...] | None:
        """The names of the levels of an issue; None and a finding if they cannot be read."""
        if kind == "discrete":
            return self._items(element)
        bounds = self._bounds(element)
        if bounds is None:
            return None
        where, low, high = bounds
        step = "1"
        if kind == "real":
            word = where.get("step") or element.get("step")
            if word is None:
                self.add(
                    UNSUPPORTED_PART,
                    where,
                    "a real issue without a step has endlessly many levels",
                    help="add a step to its range in every file: "
                    f'`<range lowerbound="{clip(low)}" upperbound="{clip(high)}" step="…"/>`',
                )
                return None
            step = word
        elif any(not (number_of(b) or 0.0).is_integer() for b in (low, high)):
            self.add(BAD_VALUE, where, "the bounds of an integer issue are whole numbers")
            return None
        levels = steps(low, high, step)
        if levels is None:
            words = f"from `{clip(low)}` to `{clip(high)}` in steps of `{clip(step)}`"
            self.add(BAD_VALUE, where, f"{words} is no range of numbers")
        elif isinstance(levels, int):
            message = f"this issue has {levels:,} levels; at most {MOST_LEVELS:,} are read"
            self.add(BEYOND_LIMITS, where, message)
        return levels if isinstance(levels, tuple) else None

    def _bounds(self, element: Element) -> tuple[Element, str, str] | None:
        """The element that has the bounds, and the lower and upper bound as written."""
        inner = element.first("range")
        where = element if element.get("lowerbound") is not None or inner is None else inner
        low, high = self.need(where, "lowerbound"), self.need(where, "upperbound")
        return None if low is None or high is None else (where, low, high)

    def _items(self, element: Element) -> tuple[str, ...] | None:
        items = element.all("item")
        if not items:
            self.add(MISSING_PART, element, "this issue has no levels (no `item`)")
            return None
        if len(items) > MOST_LEVELS:
            message = f"this issue has {len(items):,} levels; at most {MOST_LEVELS:,} are read"
            self.add(BEYOND_LIMITS, element, message)
            return None
        before = self.notes.errors
        values = [(self.need(item, "value"), item) for item in items]
        named = [(v, item) for v, item in values if v is not None]
        if len(dict(named)) < len(named):
            repeated(
                ((v, self.xml.place(item, "value")) for v, item in named), "the level", self.notes
            )
        return tuple(v for v, _ in named) if self.notes.errors == before else None

    def same_bounds(self, element: Element, issue: DomainIssue) -> bool:
        """Whether a numeric issue has the same levels as in the domain; a finding if not."""
        levels = self.levels(element, issue.issue.kind)
        if levels is None:
            return False
        if levels != issue.issue.levels:
            first, last = issue.issue.levels[0], issue.issue.levels[-1]
            self.add(
                UNLIKE_DOMAIN,
                element,
                f"`{clip(issue.name)}` goes from {levels[0]} to {levels[-1]} here and from {first} "
                f"to {last} in the domain",
                related=((issue.place, "the domain"),),
            )
        return levels == issue.issue.levels

    # --- attributes -------------------------------------------------------------------------

    def need(self, element: Element, attribute: str) -> str | None:
        """The text of an attribute; None and a finding if it is missing or empty."""
        value = element.get(attribute)
        if value is None or not value.strip():
            self.add(MISSING_PART, element, f"this `{element.tag}` has no `{attribute}`")
            return None
        return value

    def number(self, element: Element, attribute: str) -> float | None:
        """The number in an attribute; None and a finding if there is none."""
        text = self.need(element, attribute)
        number = None if text is None else number_of(text)
        if text is not None and number is None:
            message = f"`{clip(text)}` is not a number that can be read"
            better = text.strip().replace(",", ".")
            help_ = f"write `{better}`" if number_of(better) is not None else ""
            self.add(BAD_VALUE, element, message, attribute=attribute, help=help_)
        return number

    def add(
        self,
        code: Code,
        element: Element,
        message: str,
        *,
        attribute: str | None = None,
        label: str = "",
        help: str = "",  # noqa: A002 (the word under which it is shown)
        related: tuple[tuple[Place, str], ...] = (),
    ) -> None:
        """Add a finding about an element, or about the value of one of its attributes."""
        place = self.xml.place(element, attribute)
        helps = (help,) if help else ()
        self.notes.add(code, place, message, label=label, help=helps, related=related)
