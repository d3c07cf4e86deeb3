"""Which of two packages would you rather have? The question whose answer helps the most.

What a party wants to know is which package to choose where others leave it a choice: its best among
those that they would sign. Each such set of packages is a menu. By what the draws know so far one
chooses from a menu the package with the highest mean utility. The expected regret is what that
leaves on the table: by how much the best package of a menu beats the chosen one, on average over
draws and menus (Boutilier 2002, AAAI-02, 239–246; Boutilier, Patrascu, Poupart and Schuurmans 2006,
Artificial Intelligence 170, 686–713).

Each answer leaves a part of the draws. The best question is the one after whose answer the expected
regret is least. Where no single answer changes what is chosen, that one is best which splits the
draws most evenly, as in polyhedral conjoint analysis (Toubia, Hauser and Simester 2004, Journal of
Marketing Research 41, 116–131). The two packages differ on two or three issues, as many as a person
can weigh against each other, and are alike on the others, so that only these are named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]
    Bools = NDArray[np.bool_]

Menus: TypeAlias = "Sequence[Ints]"
"""Sets of packages that others would sign, as positions in a list of packages."""

MOST_PAIRS = 2000
"""Pairs of packages that are looked at, at most; where there are more, as many taken at random."""
WEIGHED = 160
"""Of these, the ones that split the draws most evenly have their regret worked out."""
LEAST_SPLIT = 0.05
"""A pair about which more than all but this share of the draws agree teaches too little."""
EVENNESS = 0.05
"""How much an even split counts beside the regret that an answer takes away: this part of the
regret that there is."""


class PackagePair(NamedTuple):
    """Two packages that differ on a few issues and are alike on the others."""

    issues: tuple[int, ...]
    this: tuple[int, ...]
    """The level of the one package on each of these issues."""
    that: tuple[int, ...]
    """The level of the other."""

    def ahead(self, values: Sequence[Floats]) -> Floats:
        """By how much the one is worth more than the other in each draw, (draws,)."""
        gaps = [
            values[i][:, a] - values[i][:, b]
            for i, a, b in zip(self.issues, self.this, self.that, strict=True)
        ]
        return np.asarray(np.sum(gaps, axis=0))

    @property
    def likeness(self) -> frozenset[tuple[int, int, int]]:
        """Equal for the same pair, whichever of the two comes first."""
        forward = tuple(zip(self.issues, self.this, self.that, strict=True))
        backward = tuple((i, b, a) for i, a, b in forward)
        return frozenset(min(forward, backward))


def expected_regret(utilities: Floats, menus: Menus) -> float:
    """What the choice by the mean leaves on the table, on average over menus and draws.

    `utilities` are (packages, draws).

    >>> worth = np.array([[1.0, 0.0], [0.0, 0.6]])
    >>> expected_regret(worth, [np.array([0, 1])])
    0.3
    """
    mean = utilities.mean(axis=1)
    lost = [utilities[menu].max(axis=0).mean() - mean[menu].max() for menu in menus]
    return max(0.0, round(float(np.mean(lost)), 12)) if lost else 0.0


def chosen(utilities: Floats, menus: Menus) -> list[int]:
    """The package with the highest mean utility on each menu; `utilities` (packages, draws)."""
    mean = utilities.mean(axis=1)
    return [int(menu[np.argmax(mean[menu])]) for menu in menus]


def pairs_to_weigh(
    values: Sequence[Floats], rng: np.random.Generator, most: int = MOST_PAIRS
) -> list[PackagePair]:
    """Pairs in which each package is the better one on some issue by the mean of the draws.

    Pairs on two issues come first; those on three fill up what is left of `most`.
    """
    centre = [v.mean(axis=0) for v in values]
    steps = [_steps(c) for c in centre]
    two = [
        (i, j) for i, j in combinations(range(len(values)), 2) if len(steps[i]) and len(steps[j])
    ]
    count = sum(len(steps[i]) * len(steps[j]) for i, j in two)
    share = min(1.0, 0.75 * most / count) if count else 1.0
    pairs: list[PackagePair] = []
    for i, j in two:
        ups, downs = (s.ravel() for s in np.indices((len(steps[i]), len(steps[j]))))
        if share < 1:
            few = rng.choice(len(ups), max(1, int(share * len(ups))), replace=False)
            ups, downs = ups[few], downs[few]
        for (better, worse), (high, low) in zip(
            steps[i][ups].tolist(), steps[j][downs].tolist(), strict=True
        ):
            pairs.append(PackagePair((i, j), (better, low), (worse, high)))
    live = [k for k, s in enumerate(steps) if len(s)]
    triples = list(combinations(live, 3))
    more = most - len(pairs) if triples else 0
    picked = rng.random((max(more, 0), 3))
    for number, at in enumerate(rng.integers(0, max(len(triples), 1), max(more, 0)).tolist()):
        three = triples[at]
        against = number % 3  # the issue on which the second package is the better one
        this, that = [], []
        for place, k in enumerate(three):
            better, worse = steps[k][int(picked[number, place] * len(steps[k]))].tolist()
            this.append(worse if place == against else better)
            that.append(better if place == against else worse)
        pairs.append(PackagePair(three, tuple(this), tuple(that)))
    return pairs[:most]


def _steps(centre: Floats) -> Ints:
    """Every two levels of an issue of which the first is the better one, (pairs, 2)."""
    better, worse = np.nonzero(centre[:, None] > centre[None, :] + 1e-9)
    return np.column_stack([better, worse]).astype(np.intp)


def best_pair(
    values: Sequence[Floats],
    packages: Ints,
    menus: Menus,
    rng: np.random.Generator,
    asked: Sequence[PackagePair] = (),
    allowed: Callable[[PackagePair], bool] = lambda _: True,
) -> PackagePair | None:
    """The pair of packages to ask about next; None where the draws agree about all of them.

    `values` are one party's, (draws, levels) for each issue; `packages` are levels, (packages,
    issues), and `menus` positions among them. Pairs that were `asked` are not asked again, nor
    those that are not `allowed`. With the same generator the answer is the same.
    """
    known = {pair.likeness for pair in asked}
    pairs = [p for p in pairs_to_weigh(values, rng) if p.likeness not in known]
    if not pairs:
        return None
    splits = _splits(values, pairs)
    even = np.minimum(splits, 1 - splits)
    order = [k for k in np.argsort(-even, kind="stable") if even[k] >= LEAST_SPLIT]
    few: list[PackagePair] = []
    for k in order:
        if allowed(pairs[k]):
            few.append(pairs[k])
        if len(few) == WEIGHED:
            break
    if not few:
        return None
    ahead = np.stack([pair.ahead(values) > 0 for pair in few]).astype(np.float64)
    gain = _worth_after(values, packages, menus, ahead)
    whole = expected_regret(utilities_of(values, packages), menus)
    split = ahead.mean(axis=1)
    score = gain + EVENNESS * whole * 2 * np.minimum(split, 1 - split)
    return few[int(np.argmax(score))]


def _splits(values: Sequence[Floats], pairs: Sequence[PackagePair]) -> Floats:
    """In what share of the draws the first package of each pair is the better one, (pairs,)."""
    flat = np.ascontiguousarray(np.concatenate(values, axis=1).T)
    starts = np.cumsum([0, *(v.shape[1] for v in values)])
    splits: Floats = np.zeros(len(pairs))
    for size in {len(pair.issues) for pair in pairs}:
        which = [k for k, pair in enumerate(pairs) if len(pair.issues) == size]
        issues, this, that = (np.array([pairs[k][part] for k in which]) for part in range(3))
        ahead = np.zeros((len(which), flat.shape[1]))
        for place in range(size):
            start = starts[issues[:, place]]
            ahead += flat[start + this[:, place]] - flat[start + that[:, place]]
        splits[which] = (ahead > 0).mean(axis=1)
    return splits


def utilities_of(values: Sequence[Floats], packages: Ints) -> Floats:
    """What each package is worth in each draw, (packages, draws): a package's own lie together."""
    worth: Floats = np.zeros((len(packages), len(values[0])))
    for v, levels in zip(values, packages.T, strict=True):
        worth += np.ascontiguousarray(v.T)[levels]
    return worth


def _worth_after(values: Sequence[Floats], packages: Ints, menus: Menus, ahead: Floats) -> Floats:
    """By how much the chosen packages are worth more after an answer, (pairs,).

    `ahead` (pairs, draws) is 1 where a draw prefers the first package. What a draw's best package
    is worth does not depend on the question, so this is what the answer takes off the regret.
    """
    flat = np.concatenate(values, axis=1)
    starts = np.cumsum([0, *(v.shape[1] for v in values)])[:-1]
    columns = packages + starts
    told: Floats = np.zeros(len(ahead))
    before = _best_on_menus(flat.mean(axis=0)[None], columns, menus)[0]
    for answer in (ahead, 1 - ahead):
        count = answer.sum(axis=1)
        mean = answer @ flat / np.maximum(count, 1)[:, None]
        told += count / answer.shape[1] * _best_on_menus(mean, columns, menus)
    return np.asarray(told - before)


def _best_on_menus(means: Floats, columns: Ints, menus: Menus) -> Floats:
    """The mean over menus of the most that a package is worth, for each row of level values."""
    by_level = np.ascontiguousarray(means.T)
    worth = np.zeros((len(columns), len(means)))
    for column in columns.T:
        worth += by_level[column]
    return np.asarray(np.mean([worth[menu].max(axis=0) for menu in menus], axis=0))
