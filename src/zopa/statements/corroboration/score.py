"""How probable it is that two statements tell the same matter, and that they differ in a detail.

Logistic regressions on the numbers of a comparison. Their coefficients stand in
`calibration.json`, fitted by `training/calibrate.py` on pairs written for it, in which statements
of one matter are as frequent as others; and then by `training/affairs.py` on pairs out of real
reports of one affair, in which they are rare, and differences rarer still (a correction for what
is frequent: Saerens, Latinne and Decaestecker 2002, Neural Computation 14, 21–41).
`docs/explanation/corroboration.md` gives what was measured.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from zopa.statements.corroboration.comparison import (
    AFFAIR_FEATURES,
    ALIKE_FEATURES,
    ANY_FEATURES,
    APART_FEATURES,
)

KINDS = tuple(APART_FEATURES)
"""The kinds of difference."""


_LEAST = 1e-4
"""Log odds are taken of nothing nearer to 0 or 1."""


def chance(odds: float) -> float:
    """The probability with these log odds.

    >>> round(chance(log_odds(0.3)), 6)
    0.3
    """
    if odds >= 0:
        return 1 / (1 + math.exp(-odds))
    power = math.exp(odds)
    return power / (1 + power)


def log_odds(probability: float) -> float:
    """The log odds of a probability, cut off before they are infinite."""
    within = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(within / (1 - within))


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: one weight a feature, and where it crosses."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    intercept: float

    def probability(self, numbers: dict[str, float]) -> float:
        """The probability for a comparison's numbers."""
        total = self.intercept + sum(
            weight * numbers[name] for name, weight in zip(self.features, self.weights, strict=True)
        )
        return chance(total)


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities of a pair."""

    alike: float
    """That both tell the same matter: the same claim, but for a detail at most."""
    apart: dict[str, float]
    """For each kind, that both tell the same matter and differ in this."""
    same: float
    """That both tell the same claim and differ in nothing."""

    @property
    def differ(self) -> float:
        """That both tell the same matter and differ in something."""
        return self.alike - self.same


@dataclass(frozen=True, slots=True)
class Calibration:
    """The regressions: for the matter, for any difference within it, for each kind; and for the
    matter among reports of one affair, where a difference has `rarer` added to its log odds."""

    alike: Logistic
    any: Logistic
    apart: dict[str, Logistic]
    affair: Logistic
    rarer: float

    def scores(self, numbers: dict[str, float]) -> Scores:
        """The probabilities of a pair that reports of one affair tell, from the numbers of its
        comparison."""
        apart = self.balanced(numbers)
        matter = {**numbers, "matter": log_odds(apart.alike)}

        def rarely(part: float) -> float:
            return chance(log_odds(part / apart.alike) + self.rarer)

        alike = self.affair.probability(matter)
        given = {kind: alike * rarely(part) for kind, part in apart.apart.items()}
        return Scores(alike, given, alike * (1 - rarely(apart.differ)))

    def balanced(self, numbers: dict[str, float]) -> Scores:
        """The same where pairs of one claim, of one matter, of near matters and of none are as
        frequent as each other, as among the pairs that were written."""
        alike = self.alike.probability(numbers)
        differ = self.any.probability(numbers)
        given = {kind: self.apart[kind].probability(numbers) for kind in KINDS}
        return Scores(alike, {kind: alike * given[kind] for kind in KINDS}, alike * (1 - differ))


def calibration_from(fitted: dict[str, dict[str, float]]) -> Calibration:
    """A calibration from weights by name, as `calibration.json` holds them."""

    def logistic(name: str, features: tuple[str, ...]) -> Logistic:
        own = fitted[name]
        return Logistic(features, tuple(own[each] for each in features), own["intercept"])

    return Calibration(
        logistic("alike", ALIKE_FEATURES),
        logistic("any", ANY_FEATURES),
        {kind: logistic(kind, APART_FEATURES[kind]) for kind in KINDS},
        logistic("affair", AFFAIR_FEATURES),
        fitted["affair"]["difference"],
    )


@cache
def shipped() -> Calibration:
    """The calibration that comes with the package.

    >>> shipped().alike.features[0]
    'cosine'
    """
    text = files(__package__).joinpath("calibration.json").read_text("utf-8")
    return calibration_from(json.loads(text)["weights"])
