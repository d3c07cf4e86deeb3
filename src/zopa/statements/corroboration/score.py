"""The probabilities that two statements tell the same matter, and that they differ in a detail.

They come from logistic regressions on the numbers of a comparison. The coefficients stand in
`calibration.json`. `training/calibrate.py` fitted most of them on pairs that were written for it,
in which statements about one matter are as frequent as others. `training/affairs.py` fitted the
rest on pairs out of real reports of one affair, in which statements about one matter are rare and
differences rarer still. That corrects the probabilities for how frequent each case is (Saerens,
Latinne and Decaestecker 2002, Neural Computation 14, 21–41). What was measured stands in
`docs/explanation/corroboration.md`.
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
"""Log odds are taken of no probability below this, nor of any above 1 minus this."""


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
    """The log odds of a probability, bounded so that they stay finite."""
    within = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(within / (1 - within))


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: one weight for each feature, and an intercept."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    intercept: float

    def probability(self, numbers: dict[str, float]) -> float:
        """The probability for the numbers of a comparison."""
        total = self.intercept + sum(
            weight * numbers[name] for name, weight in zip(self.features, self.weights, strict=True)
        )
        return chance(total)


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities about a pair of statements."""

    alike: float
    """The probability that both tell the same matter, whether or not they differ in a detail."""
    apart: dict[str, float]
    """For each kind of difference, the probability that both tell the same matter and differ in
    this."""
    same: float
    """The probability that both tell the same matter and differ in nothing."""

    @property
    def differ(self) -> float:
        """The probability that both tell the same matter and differ in something."""
        return self.alike - self.same


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted regressions.

    `alike` is for the same matter, `any` for any difference, `apart` for each kind of difference.
    `affair` is for the same matter among reports of one affair; there, `rarer` is added to the log
    odds of a difference.
    """

    alike: Logistic
    any: Logistic
    apart: dict[str, Logistic]
    affair: Logistic
    rarer: float

    def scores(self, numbers: dict[str, float]) -> Scores:
        """The probabilities of a pair out of reports of one affair, from the numbers of its
        comparison."""
        apart = self.balanced(numbers)
        matter = {**numbers, "matter": log_odds(apart.alike)}

        def rarely(part: float) -> float:
            return chance(log_odds(part / apart.alike) + self.rarer)

        alike = self.affair.probability(matter)
        given = {kind: alike * rarely(part) for kind, part in apart.apart.items()}
        return Scores(alike, given, alike * (1 - rarely(apart.differ)))

    def balanced(self, numbers: dict[str, float]) -> Scores:
        """The probabilities if the four relations of `labelled` are equally frequent, as they are
        among the pairs that were written for the fit."""
        alike = self.alike.probability(numbers)
        differ = self.any.probability(numbers)
        given = {kind: self.apart[kind].probability(numbers) for kind in KINDS}
        return Scores(alike, {kind: alike * given[kind] for kind in KINDS}, alike * (1 - differ))


def calibration_from(fitted: dict[str, dict[str, float]]) -> Calibration:
    """A calibration from weights by name, as `calibration.json` holds them."""

    def logistic(name: str, features: tuple[str, ...]) -> Logistic:
        weights_by_name = fitted[name]
        return Logistic(
            features,
            tuple(weights_by_name[each] for each in features),
            weights_by_name["intercept"],
        )

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
