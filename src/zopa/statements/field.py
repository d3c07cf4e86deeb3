"""A linear-chain conditional random field: the best labels of words, and how probable each is.

The model is that of Lafferty, McCallum and Pereira (2001). The best sequence of labels is found by
Viterbi's algorithm, and the probability of each label by forward and backward sums (Rabiner 1989,
section III). Many sequences are worked on at once, as arrays padded to the longest one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zopa.statements.words import Ints

Floats = NDArray[np.float64]


def best_labels(emissions: Floats, length: Ints, transition: Floats, opening: Floats) -> Ints:
    """The most probable label sequences, an array `(sequences, steps)`.

    `emissions` `(sequences, steps, labels)` holds the log potentials of the labels; of each
    sequence only the first `length` steps count. `transition[a, b]` is the log potential of label
    `b` after label `a`, and `opening[a]` that of beginning with label `a`.

    >>> best_labels(np.array([[[1., 0.], [0., 0.4]]]), np.array([2]), np.eye(2), np.zeros(2))
    array([[0, 0]])
    """
    count, steps, labels = emissions.shape
    back = np.zeros((steps, count, labels), dtype=np.int64)
    score = opening + emissions[:, 0]
    for step in range(1, steps):
        ways = score[:, :, None] + transition
        back[step] = ways.argmax(axis=1)
        ahead = ways.max(axis=1) + emissions[:, step]
        inside = (step < length)[:, None]
        score = np.where(inside, ahead, score)
        back[step] = np.where(inside, back[step], np.arange(labels))
    result = np.zeros((count, steps), dtype=np.int64)
    rows = np.arange(count)
    result[:, -1] = score.argmax(axis=1)
    for step in range(steps - 1, 0, -1):
        result[:, step - 1] = back[step][rows, result[:, step]]
    return result


def marginals(emissions: Floats, length: Ints, transition: Floats, opening: Floats) -> Floats:
    """The probability of each label at each step, an array `(sequences, steps, labels)`.

    The arguments are those of `best_labels`. Beyond the end of a sequence the values are 0.

    >>> field = np.zeros((1, 2, 2)), np.array([2]), np.zeros((2, 2)), np.log([3.0, 1.0])
    >>> marginals(*field).round(2).tolist()
    [[[0.75, 0.25], [0.5, 0.5]]]
    """
    count, steps, labels = emissions.shape
    moves = np.exp(transition - transition.max())
    peak = emissions.max(axis=2, keepdims=True)
    weight = np.exp(emissions - peak)
    weight[np.arange(steps) >= length[:, None]] = 1.0
    ahead = np.empty((steps, count, labels))
    behind = np.ones((steps, count, labels))
    ahead[0] = np.exp(opening - opening.max()) * weight[:, 0]
    for step in range(1, steps):
        last = ahead[step - 1]
        last /= last.sum(axis=1, keepdims=True)
        inside = (step < length)[:, None]
        ahead[step] = np.where(inside, (last @ moves) * weight[:, step], last)
    for step in range(steps - 2, -1, -1):
        inside = (step + 1 < length)[:, None]
        here = (behind[step + 1] * weight[:, step + 1]) @ moves.T
        here /= here.sum(axis=1, keepdims=True)
        behind[step] = np.where(inside, here, behind[step + 1])
    both: Floats = (ahead * behind).transpose(1, 0, 2)
    both /= both.sum(axis=2, keepdims=True)
    both[np.arange(steps) >= length[:, None]] = 0.0
    return both
