"""Priors: how preferences are spread before any fact has had its say.

`weights` first spreads the weights of the issues and the sizes of bonuses evenly over all that add
up to 1 (a Dirichlet distribution with all parameters 1). Then it spreads the shape of each issue's
values, between 0 for the worst and 1 for the best level, evenly over the shapes that fit the orders
and bends it: a value v becomes 1 - (1 - v)^g, with g one of the `exponents`, each as likely. A bent
shape falls off ever faster away from what a party wants. How finely an issue is divided so says
nothing about how much it matters.

`values` spreads preferences evenly over the values of all levels, as stochastic multicriteria
acceptability analysis does (Tervonen and others 2013). An issue then counts with the number of its
levels less one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

PriorName: TypeAlias = Literal["weights", "values"]
"""The names of the priors that there are."""

PRIOR_NAMES: tuple[PriorName, ...] = get_args(PriorName)


@dataclass(frozen=True)
class Prior:
    """How weights and shapes are spread."""

    name: PriorName
    levels_count: bool
    """Whether an issue weighs the more the more levels it has."""
    exponents: tuple[float, ...] = (1.0,)
    """What shapes are bent with, each as likely; 1 leaves them as they are."""

    @property
    def bent(self) -> bool:
        """Whether shapes are bent at all."""
        return max(self.exponents) > 1.0

    def bend_shapes(self, shapes: Floats, rng: np.random.Generator) -> Floats:
        """Values (draws, levels) between 0 and 1, those of a draw bent with one exponent."""
        if not self.bent:
            return shapes
        exponents = np.array(self.exponents)[rng.integers(len(self.exponents), size=len(shapes))]
        return np.asarray(1.0 - (1.0 - shapes) ** exponents[:, None])


WEIGHTS_FIRST = Prior("weights", levels_count=False, exponents=(1.0, 2.0, 3.0))
EVEN_VALUES = Prior("values", levels_count=True)

PRIORS: dict[PriorName, Prior] = {"weights": WEIGHTS_FIRST, "values": EVEN_VALUES}
DEFAULT_PRIOR: PriorName = "weights"


def prior_named(prior: Prior | str) -> Prior:
    """The prior of a name. Raises ValueError for a name that no prior has.

    >>> prior_named("values").levels_count
    True
    >>> prior_named("even")
    Traceback (most recent call last):
    ...
    ValueError: there is no prior `even`; the priors are `weights` and `values`
    """
    if isinstance(prior, Prior):
        return prior
    for name, known in PRIORS.items():
        if prior == name:
            return known
    raise ValueError(f"there is no prior `{prior}`; the priors are `weights` and `values`")


def draw_aspiration(reservation: Floats, rng: np.random.Generator) -> Floats:
    """What parties hold out for, evenly between what they have without a deal and 1."""
    return np.asarray(
        reservation + np.maximum(1.0 - reservation, 0.0) * rng.random(len(reservation))
    )
