"""How probable it is that two statements tell the same matter, and that they differ in a detail.

Logistic regressions on the numbers of a comparison. Their coefficients stand in
`calibration.json`, fitted on pairs labelled for it by `training/calibrate.py`;
`docs/explanation/corroboration.md` gives what was measured.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from zopa.statements.corroboration.comparison import (
    ALIKE_FEATURES,
    ANY_FEATURES,
    APART_FEATURES,
)

KINDS = tuple(APART_FEATURES)
"""The kinds of difference."""


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
        if total >= 0:
            return 1 / (1 + math.exp(-total))
        power = math.exp(total)
        return power / (1 + power)


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
    """The regressions: for the matter, for any difference within it, for each kind."""

    alike: Logistic
    any: Logistic
    apart: dict[str, Logistic]

    def scores(self, numbers: dict[str, float]) -> Scores:
        """The probabilities of a pair from the numbers of its comparison."""
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
    )


@cache
def shipped() -> Calibration:
    """The calibration that comes with the package.

    >>> shipped().alike.features[0]
    'cosine'
    """
    text = files(__package__).joinpath("calibration.json").read_text("utf-8")
    return calibration_from(json.loads(text)["weights"])
