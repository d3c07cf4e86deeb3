"""How much an answer is expected to change once something is known: preposterior analysis.

The draws are grouped by what they say of the thing that is not known. In each group the answer has
another share, and the shares differ by more than they should: chance alone makes groups look
unlike. So what is chosen for a group is chosen on some of the draws, and counted on the others
(cross-fitting). What is estimated so is right on average where nothing changes, and is never
overstated on average where something does (Raiffa and Schlaifer 1961, ch. 4, for what is estimated;
Strong, Oakley and Brennan 2014, Medical Decision Making 34, 311–326, for doing so on draws that are
there).
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.foundation.chance import Z95
from zopa.preferences.compared import change_in_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.intp]

PARTS = 5
"""Parts of the draws, each of which is counted with what was chosen on the others."""
PULL = 20.0
"""Draws of any group by which the shares in a small group are pulled towards those of all."""


WIDER = 1.6
"""By so much intervals are widened where chance decides what is chosen: it makes 95 of 100 hold, as
trials with known truth show; two halves alone would ask for 1.28, the root of 1 + 2/pi."""


class ExpectedChange(NamedTuple):
    """What is expected, and half of its 95% interval, from sampling alone."""

    amount: float
    error: float


def expected_change(group: Ints, hits: Bools) -> ExpectedChange:
    """By how much the share of an answer is expected to move, up or down, once it is known in which
    group one is.

    `group` (draws,) numbers the groups from 0. It is the mean over the groups, weighted by their
    shares, of how far the share within lies from the share in all; of a yes or no, it is the delta
    of Borgonovo (2007, Reliability Engineering and System Safety 92, 771–784).

    >>> group = np.arange(1000) % 2
    >>> expected_change(group, group == 1).amount
    0.5
    >>> expected_change(group, np.arange(1000) < 500).amount
    0.0
    """
    draws, part = len(group), _parts(len(group))
    count = _table(group, part)
    total = _table(group, part, hits)
    # on the other parts: which way the share of a group lies from that of all
    others, of_others = count.sum(axis=1, keepdims=True) - count, total.sum(axis=1, keepdims=True)
    of_others = of_others - total
    share = np.divide(of_others, others, out=np.zeros(others.shape), where=others > 0)
    whole = of_others.sum(axis=0) / np.maximum(others.sum(axis=0), 1)
    way = np.where(others > 0, np.sign(np.round(share - whole, 12)), 0.0)
    # on this part: how far it lies that way
    middle = total.sum(axis=0) / np.maximum(count.sum(axis=0), 1)
    moved = way[group, part] * (hits - middle[part])
    firm = (way == way[:, :1]).all(axis=1)[group]
    error = Z95 * _deviation(moved) / sqrt(draws)
    return ExpectedChange(float(moved.mean()), error * _widened(firm))


def best_choice_gain(group: Ints, signed: Bools) -> ExpectedChange:
    """By how much the best of some texts is expected to be signed more often, once it is known in
    which group one is and the text is chosen by that.

    `signed` (draws, texts) says which texts are signed in which draws.

    >>> group = np.arange(1000) % 2
    >>> best_choice_gain(group, np.stack([group == 0, group == 1], axis=1)).amount
    0.5
    """
    part, groups = _parts(len(group)), int(group.max(initial=0)) + 1
    cell = group * PARTS + part
    belongs = np.zeros((groups * PARTS, len(group)), dtype=np.float32)
    belongs[cell, np.arange(len(group))] = 1.0
    total = (belongs @ signed.astype(np.float32)).reshape(groups, PARTS, -1)
    count = belongs.sum(axis=1).reshape(groups, PARTS)
    others = count.sum(axis=1, keepdims=True) - count
    of_others = total.sum(axis=1, keepdims=True) - total
    whole = of_others.sum(axis=0) / np.maximum(others.sum(axis=0), 1)[:, None]
    share = (of_others + PULL * whole) / (others + PULL)[..., None]
    chosen = share.argmax(axis=2)[group, part]
    each = np.arange(len(group))
    best_of_all = whole.argmax(axis=1)
    change = change_in_pairs(signed[each, best_of_all[part]], signed[each, chosen])
    best = share.argmax(axis=2)
    firm = (best == best[:, :1]).all(axis=1)[group] & (best_of_all == best_of_all[0]).all()
    return ExpectedChange(change.amount, change.error * _widened(firm))


def _widened(firm: Bools) -> float:
    """By what an error is multiplied where the parts do not choose the same for all groups.

    What is counted on one part then hangs on what chance made of the others, and the parts are not
    independent of each other. `firm` (draws,) says for which draws they choose the same.
    """
    return 1.0 + (WIDER - 1.0) * float(1 - firm.mean())


def _parts(draws: int) -> Ints:
    return np.arange(draws, dtype=np.intp) % PARTS


def _table(group: Ints, part: Ints, hits: Bools | None = None) -> Floats:
    """How many draws there are, or hits, in each group and part, (groups, parts)."""
    groups = int(group.max(initial=0)) + 1
    weights = None if hits is None else hits.astype(np.float64)
    counted = np.bincount(group * PARTS + part, weights, minlength=groups * PARTS)
    return counted.reshape(groups, PARTS).astype(np.float64)


def _deviation(numbers: Floats) -> float:
    return float(numbers.std(ddof=1)) if len(numbers) > 1 else 0.0
