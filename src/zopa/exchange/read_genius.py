"""Reading profiles in GENIUS XML, with the meaning that they have in GENIUS.

The utility of an outcome is the sum over issues of weight × what the level counts. A level of a
discrete issue counts evaluation / largest evaluation of the issue, and 0 if the largest is below
0.00001 (`EvaluatorDiscrete.normalize`). An integer counts slope × (value - lower bound) + offset,
and a real number slope × value + offset, both cut to 0..1 (`EvaluatorInteger.getEvaluation`,
`EvaluatorReal.getEvaluation`). Weights stay as they are, because GENIUS does not normalise them
when it reads a file (`AdditiveUtilitySpace.loadTreeRecursive`). All these classes are in the
package `genius.core.utility` of GENIUS (Lin, Kraus, Baarslag, Tykhonov, Hindriks and Jonker 2014,
Computational Intelligence 30(1), 48–70).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from zopa.case.discounts import Discount
from zopa.case.parts import clip
from zopa.exchange.codes import (
    ABOVE_ONE,
    BAD_VALUE,
    MISSING_PART,
    REPEATED_PART,
    SET_ASIDE,
    UNLIKE_DOMAIN,
    UNSUPPORTED_PART,
)
from zopa.exchange.domain import Domain, DomainIssue
from zopa.exchange.genius_boxes import nonlinear
from zopa.exchange.genius_file import GeniusFile
from zopa.exchange.scenario import Profile
from zopa.exchange.xml import Element
from zopa.foundation.names import nearest_name
from zopa.outcomes.arrays import Floats

_SMALLEST_LARGEST = 1e-5
"""If the largest evaluation of an issue is smaller than this, GENIUS takes all of them for 0."""
_EXCESS = 1e-3
"""The best utility may exceed 1 by this much, because weights in files are rounded."""


def is_domain(root: Element) -> bool | None:
    """Whether a file is a domain (True), a profile (False) or neither (None)."""
    if root.tag == "negotiation_template":
        return True
    if root.tag != "utility_space":
        return None
    marks = ("weight", "evaluator", "utility")
    return not any(e.tag in marks or "evaluation" in e.attributes for e in root.walk())


def paired(root: Element) -> tuple[str, ...]:
    """The file names of the profiles that a domain says negotiate; empty if it names none."""
    named = (agent.get("utility_space") or "" for agent in root.walk() if agent.tag == "agent")
    return tuple(name.replace("\\", "/").rsplit("/", 1)[-1] for name in named if name.strip())


_LONGEST, _MOST = 64, 200
"""A near name is looked for up to so many characters of a level, and so many levels."""


class GeniusProfile(GeniusFile):
    """The file of a profile (a utility space) while it is read."""

    def read(self, domain: Domain) -> Profile | None:
        """The utilities of one party; None and findings if they cannot be read."""
        before = self.notes.errors
        elements = self._fitting(domain)
        spaces = [self.xml.root, *self.xml.root.all("objective")]
        utility = next((u for space in spaces if (u := space.first("utility"))), None)
        kind = (self.xml.root.get("type") or "").lower()
        if utility is not None:
            profile = nonlinear(self, utility, domain)
        elif kind == "nonlinear":
            self.add(MISSING_PART, self.xml.root, "a nonlinear space needs a `utility`")
            return None
        elif kind == "constraint":
            message = "spaces of the type `constraint` are not read"
            self.add(UNSUPPORTED_PART, self.xml.root, message, attribute="type")
            return None
        else:
            profile = self._additive(elements, domain)
        profile = replace(profile, reservation=self._reservation(), discount=self._discount())
        return profile if self.notes.errors == before else None

    def _fitting(self, domain: Domain) -> dict[int, Element]:
        """The issue elements of the file, by the position of the same issue in the domain."""
        by_index = {issue.index: i for i, issue in enumerate(domain.issues)}
        elements: dict[int, Element] = {}
        for element in self.issues():
            index, name = self.need(element, "index"), self.need(element, "name")
            position = None if index is None else by_index.get(index.strip())
            if index is None or name is None:
                continue
            if position is None:
                self.add(
                    UNLIKE_DOMAIN,
                    element,
                    f"the domain has no issue with the index {clip(index)}",
                    attribute="index",
                    related=((domain.place, "the domain"),),
                )
            elif position in elements:
                message = f"the issue with the index {clip(index)} is there twice"
                self.add(REPEATED_PART, element, message, attribute="index")
            elif name != domain.issues[position].name:
                other = domain.issues[position]
                self.add(
                    UNLIKE_DOMAIN,
                    element,
                    f"the issue with the index {clip(index)} is called `{clip(name)}` here and "
                    f"`{clip(other.name)}` in the domain",
                    attribute="name",
                    related=((other.place, "the domain"),),
                )
                elements[position] = element
            else:
                elements[position] = element
        for position, issue in enumerate(domain.issues):
            if position not in elements:
                self.add(
                    UNLIKE_DOMAIN,
                    self.xml.root,
                    f"the profile lacks the issue `{clip(issue.name)}` (index {clip(issue.index)})",
                    related=((issue.place, "the domain"),),
                )
        return elements

    def _additive(self, elements: dict[int, Element], domain: Domain) -> Profile:
        weights = self._weights(domain)
        before = self.notes.errors
        values: list[Floats] = []
        for position, issue in enumerate(domain.issues):
            element = elements.get(position)
            worths = None if element is None else self._evaluations(element, issue)
            weight = weights.get(issue.index)
            if worths is None or weight is None:
                values.append(np.zeros(len(issue.issue.levels)))
            else:
                values.append(weight * worths)
        best = float(sum(v.max() for v in values))
        if best > 1 + _EXCESS and self.notes.errors == before:
            message = f"the best outcome of `{clip(self.name)}` has the utility {best:.6g}"
            self.add(ABOVE_ONE, self.xml.root, message, label="GENIUS cuts it to 1")
        return Profile(self.name, tuple(values))

    def _weights(self, domain: Domain) -> dict[str, float]:
        """The weights by the index of the issue; 0 for a weight that cannot be read."""
        elements = [w for objective in self.objectives() for w in objective.all("weight")]
        known = {issue.index for issue in domain.issues}
        # A weight may belong to a nested objective; GENIUS reads such a weight and does not use it.
        known.update((o.get("index") or "").strip() for o in self.objectives())
        weights: dict[str, float] = {}
        for element in elements:
            index = self.need(element, "index")
            value = self.number(element, "value")
            if index is None:
                continue
            index = index.strip()
            if index in weights:
                message = f"a second weight for the index {clip(index)}"
                self.add(REPEATED_PART, element, message, attribute="index")
            elif index not in known:
                message = f"a weight for the index {clip(index)}, which no issue has"
                self.add(UNLIKE_DOMAIN, element, message, attribute="index")
            weights.setdefault(index, 0.0 if value is None else value)
        missing = [issue for issue in domain.issues if issue.index not in weights]
        if missing and not elements:
            self.add(MISSING_PART, self.xml.root, "the profile has no weights")
        elif missing:
            for issue in missing:
                message = f"there is no weight for `{clip(issue.name)}` (index {clip(issue.index)})"
                self.add(MISSING_PART, self.xml.root, message)
        return weights

    def _evaluations(self, element: Element, issue: DomainIssue) -> Floats | None:
        """What each level of an issue counts `(levels,)`, before it is multiplied by the weight."""
        if issue.issue.kind == "discrete":
            return self._discrete(element, issue)
        if issue.numbers is None or not self.same_bounds(element, issue):
            return None
        evaluator = element.first("evaluator")
        if evaluator is None:
            self.add(MISSING_PART, element, f"`{clip(issue.name)}` has no `evaluator`")
            return None
        if issue.issue.kind == "integer":
            slope, offset = self.number(evaluator, "slope"), self.number(evaluator, "offset")
            if slope is None or offset is None:
                return None
            line = slope * (issue.numbers - issue.numbers[0]) + offset
            return np.asarray(np.clip(line, 0, 1))
        return self._real(evaluator, issue.numbers)

    def _discrete(self, element: Element, issue: DomainIssue) -> Floats | None:
        worths = np.zeros(len(issue.issue.levels))
        seen: dict[str, Element] = {}
        before = self.notes.errors
        for item in element.all("item"):
            level = self.need(item, "value")
            if level is None:
                continue
            if level in seen:
                message = f"the level `{clip(level)}` is there twice"
                self.add(REPEATED_PART, item, message, attribute="value")
                continue
            seen[level] = item
            position = issue.positions.get(level)
            if position is None:
                self._unknown_level(item, level, issue)
            elif (item.get("evaluation") or "null") == "null":
                message = f"the level `{clip(level)}` has no evaluation"
                self.add(MISSING_PART, item, message)
            else:
                worths[position] = self.number(item, "evaluation") or 0.0
        for level in issue.issue.levels:
            if level not in seen:
                self.add(
                    UNLIKE_DOMAIN,
                    element,
                    f"`{clip(issue.name)}` lacks the level `{clip(level)}`",
                    related=((issue.place, "the domain"),),
                )
        if self.notes.errors > before:
            return None
        largest = worths.max()
        return worths * 0 if largest < _SMALLEST_LARGEST else worths / largest

    def _unknown_level(self, item: Element, level: str, issue: DomainIssue) -> None:
        comparable = len(level) <= _LONGEST and len(issue.issue.levels) <= _MOST
        near = nearest_name(level, issue.issue.levels) if comparable and self.notes.room else None
        self.add(
            UNLIKE_DOMAIN,
            item,
            f"`{clip(level)}` is no level of `{clip(issue.name)}` in the domain",
            attribute="value",
            help=f"write `{near}`" if near else "",
            related=((issue.place, "the domain"),),
        )

    def _real(self, evaluator: Element, numbers: Floats) -> Floats | None:
        """What each level of a real issue counts `(levels,)`, by the type of its evaluator.

        `parameter0` is the offset and `parameter1` the slope of a line. For a triangle `parameter0`
        and `parameter1` are its ends and `parameter2` is its top.
        """
        word = (evaluator.get("ftype") or "linear").lower()
        counts = {"linear": 2, "constant": 1, "triangular": 3}
        if word not in counts:
            message = f"evaluators of the type `{clip(word)}` are not read"
            self.add(UNSUPPORTED_PART, evaluator, message, attribute="ftype")
            return None
        given = [self.number(evaluator, f"parameter{i}") for i in range(counts[word])]
        first, *more = (p for p in given if p is not None) if None not in given else (None,)
        if first is None:
            return None
        if word == "constant":
            return np.full(len(numbers), first)
        if word == "linear":
            return np.asarray(np.clip(more[0] * numbers + first, 0, 1))
        last, top = more
        if not first <= top <= last or first == last:
            self.add(BAD_VALUE, evaluator, "the top of a triangle lies between its ends")
            return None
        rising = (numbers - first) / (top - first) if top > first else np.ones(len(numbers))
        falling = 1 - (numbers - top) / (last - top) if last > top else np.zeros(len(numbers))
        line = np.where(numbers < top, rising, falling)
        return np.where((numbers < first) | (numbers >= last), 0.0, line)

    def _reservation(self) -> float | None:
        element = self._beside("reservation")
        return None if element is None else self.number(element, "value")

    def _discount(self) -> Discount | None:
        """The factor over the whole time; None for a factor of 1, which changes nothing."""
        element = self._beside("discount_factor")
        factor = None if element is None else self.number(element, "value")
        if element is None or factor is None or factor == 1:
            return None
        if 0 < factor < 1:
            return Discount("talks", factor)
        message = f"a discount factor of {factor:g} is taken for 1, as GENIUS does"
        self.add(SET_ASIDE, element, message, attribute="value")
        return None

    def _beside(self, tag: str) -> Element | None:
        return next((e for o in self.objectives() if (e := o.first(tag))), None)
