"""The best of the outcomes near a text where there are too many to write them out.

Branch and bound, issue by issue (Land and Doig 1960, Econometrica 28, 497–520). A beginning of an
outcome is left where no way to go on could be better by the caller's criteria than what has been
found. For that, what each party may still gain with the changes that are left is worked out
beforehand, exactly and for each draw, by dynamic programming over the issues that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from zopa.outcomes.arrays import Bools, Floats, Ints
from zopa.outcomes.nearby import Nearby

Singles: TypeAlias = NDArray[np.float32]
"""Numbers in single precision, which are as good as exact where they only bound, and quicker."""


class Judge(Protocol):
    """What an outcome, or a beginning of outcomes, is judged by."""

    def keeps(self, worth: Singles, means: Floats) -> tuple[Bools, Floats]:
        """Which of some beginnings may still lead to an outcome that is wanted, and how promising
        each is, more being better, `(n,)` each; from the most that they can be worth: `(n, parties,
        draws)`, and `(n,)` to the first party by the mean of the draws."""

    def take(self, outcomes: Ints) -> None:
        """Look at outcomes `(n, issues)` that are allowed."""

    def goes_on(self) -> bool:
        """Whether to go on; asked before each step."""


def search_nearby(
    near: Nearby,
    values: Sequence[Singles],
    means: Sequence[Floats],
    start: Singles,
    judge: Judge,
    most: int,
) -> bool:
    """Go through the outcomes near a text as far as the judge keeps them; whether all were.

    `values` holds one array `(levels, parties, draws)` for each issue that is told, minus infinity
    where a party bars a level; `means` one `(levels,)`, what the levels are worth to the first
    party by the mean of the draws. `start` `(parties, draws)` is the most that an outcome is worth
    without its levels. `most` is how many beginnings are looked at.
    """
    order = _by_weight(near, values)
    rest, mean_rest = _rest(near, values, means, order)
    stack: list[tuple[int, int, Singles, float, tuple[int, ...]]] = [
        (0, 0, start, float(start[0].mean()), ())
    ]
    looked = 0
    told = len(order)
    while stack:
        if looked >= most or not judge.goes_on():
            return False
        depth, used, sums, mean, chosen = stack.pop()
        issue = order[depth]
        levels = np.flatnonzero(near.usable[issue])
        changes = used + (~near.unchanged[issue][levels]).astype(np.int_)
        levels, changes = levels[changes <= near.most], changes[changes <= near.most]
        if not len(levels):
            continue
        looked += len(levels)
        worth = sums + values[issue][levels]
        mean_worth = mean + means[issue][levels]
        left = near.most - changes
        after = rest[depth + 1]
        bound = worth + (after[left[0]] if (left == left[0]).all() else after[left])
        wanted, promise = judge.keeps(bound, mean_worth + mean_rest[depth + 1][left])
        kept = np.flatnonzero(wanted)
        if not len(kept):
            continue
        if depth + 1 == told:
            rows = np.empty((len(kept), told), dtype=np.int_)
            rows[:, order] = [(*chosen, int(levels[k])) for k in kept]
            judge.take(near.whole(rows))
            continue
        names = near.space.levels[issue]
        kept = np.array(sorted(kept, key=lambda k: names[levels[k]], reverse=True))
        ranked = kept[np.argsort(promise[kept], kind="stable")]
        partial = np.full((1, len(near.space.shape)), -1, dtype=np.int_)
        for k in ranked:
            row = (*chosen, int(levels[k]))
            partial[0, order[: depth + 1]] = row
            if near.space.allowed(partial)[0]:
                stack.append((depth + 1, int(changes[k]), worth[k], float(mean_worth[k]), row))
    return True


def _by_weight(near: Nearby, values: Sequence[Singles]) -> list[int]:
    """The issues, those first on which most is to be won or lost."""
    finite = [np.where(np.isfinite(v), v, 0.0) for v in values]
    swing = [float(np.ptp(v, axis=0).mean()) for v in finite]
    return sorted(range(near.space.told), key=lambda i: (-round(swing[i], 9), near.space.issues[i]))


def _rest(
    near: Nearby, values: Sequence[Singles], means: Sequence[Floats], order: Sequence[int]
) -> tuple[list[Singles], list[Floats]]:
    """For each depth, the most that the issues from there on can be worth with 0, 1, … changes:
    `(changes, parties, draws)`, and `(changes,)` by the mean of the draws."""
    rest = [np.zeros((near.most + 1, *values[0].shape[1:]), dtype=values[0].dtype)]
    mean_rest = [np.zeros(near.most + 1)]
    for issue in reversed(order):
        same, usable = near.unchanged[issue], near.usable[issue]
        ways = {0: usable & same, 1: usable & ~same}
        best = {c: _most(values[issue], which) for c, which in ways.items()}
        mean = {c: float(means[issue][which].max(initial=-np.inf)) for c, which in ways.items()}
        after, mean_after = rest[0], mean_rest[0]
        here = best[0] + after
        here[1:] = np.maximum(here[1:], best[1] + after[:-1])
        mean_here = mean[0] + mean_after
        mean_here[1:] = np.maximum(mean_here[1:], mean[1] + mean_after[:-1])
        rest.insert(0, here)
        mean_rest.insert(0, mean_here)
    return rest, mean_rest


def _most(values: Singles, which: Bools) -> Singles:
    """`(parties, draws)`: the most that some levels are worth; minus infinity without any."""
    return np.asarray(values[which].max(axis=0, initial=-np.inf))
