"""What a party might have to choose from: packages that the others would sign, by their draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from zopa.case.model import Case
from zopa.foundation.chance import stream
from zopa.outcomes.space import OutcomeSpace
from zopa.preferences.one_party import few_draws

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.intp]

LISTED = 4096
"""Of a space with more outcomes than this, SAMPLED drawn evenly stand for all."""
SAMPLED = 2000
MENUS = 16
"""Menus that a choice is looked at on, at most."""


class ChoiceMenus(NamedTuple):
    """Packages, and the sets of them that a party might have to choose from."""

    packages: Ints
    """(packages, issues): the level of each issue."""
    menus: tuple[Ints, ...]
    """Positions among the packages, each menu in one draw of the others; one menu of everything
    where there would be no other."""


_made: WeakKeyDictionary[Case, dict[tuple[str, int], ChoiceMenus]] = WeakKeyDictionary()


def menus_for(case: Case, party: str, seed: int = 0) -> ChoiceMenus:
    """The menus of a party: what all other signatories would sign, in some of their draws.

    In one draw of two it is what each of them could sign, in the other what each would sign as
    things stand. A menu has two packages or more. Raises CannotDrawError where the facts of
    another party cannot hold.
    """
    made = _made.setdefault(case, {})
    if (party, seed) not in made:
        made[party, seed] = _menus(case, party, seed)
    return made[party, seed]


def _menus(case: Case, party: str, seed: int) -> ChoiceMenus:
    space = OutcomeSpace.of(case)
    rng = stream(seed, 8)
    listed = space.enumerate(LISTED) if space.count() <= LISTED else space.sample(SAMPLED, rng)
    packages = np.asarray(listed[:, : space.told], dtype=np.intp)
    signs = np.ones((MENUS, len(packages)), dtype=bool)
    for other in case.signatories:
        if other == party:
            continue
        drawn = few_draws(case, other, seed)
        for draw, sign in enumerate(signs):
            worth = np.sum([v[draw, packages[:, i]] for i, v in enumerate(drawn.values)], axis=0)
            bar = (drawn.reservation if draw % 2 else drawn.aspiration)[draw]
            sign &= worth >= bar
    menus = tuple(np.flatnonzero(sign) for sign in signs if sign.sum() > 1)
    return ChoiceMenus(packages, menus or (np.arange(len(packages)),))
