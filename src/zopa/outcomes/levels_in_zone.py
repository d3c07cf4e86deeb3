"""With which levels some outcome in the zone can be had, told for all levels at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zopa.outcomes.arrays import ACCEPTANCE, Barred, Bools, Floats, Ints, Values
from zopa.outcomes.reach import usable_values
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, folded
from zopa.outcomes.weighing import ROUNDS, Pursuit, fixed_weightings


def levels_told_by_weights(
    space: OutcomeSpace,
    values: Values,
    reservation: Floats,
    barred: Barred | None = None,
    terms: Sequence[Box] = (),
) -> tuple[list[Bools], list[Bools]]:
    """Whether an outcome of the zone has each level, and where that is known.

    Both are one array `(draws, levels)` for each issue. Arrays are as for
    `zopa.outcomes.reach.zone_exists`. What the weighted sums tell there of the space, they tell
    here of the outcomes with one level: exchange that level in the outcome with the best weighted
    sum, and the sum changes by what the two levels are worth. So all levels together take little
    more work than the space.

    >>> space = OutcomeSpace(("price",), (("low", "middle", "high"),))
    >>> values = (np.array([[[1.0, 0.5, 0.0], [0.0, 0.5, 1.0]]]),)
    >>> levels_told_by_weights(space, values, np.array([[0.4, 0.4]]))[0]
    [array([[False,  True, False]])]
    """
    floor = np.asarray(reservation) - ACCEPTANCE
    values, tied = folded(values, terms)
    boxes = [term for term in tied if isinstance(term, Box)]
    usable = usable_values(values, barred)
    draws, parties = floor.shape
    rows = np.arange(draws)
    exists: list[Bools] = [np.zeros((draws, v.shape[2]), dtype=np.bool_) for v in usable]
    hopeless: list[Bools] = [np.zeros((draws, v.shape[2]), dtype=np.bool_) for v in usable]
    pursuit = Pursuit(draws, parties)
    fixed = fixed_weightings(parties)
    for turn in range(len(fixed) + (ROUNDS if parties > 2 else 0)):
        pursued = turn >= len(fixed)
        weight = pursuit.weight if pursued else np.broadcast_to(fixed[turn], floor.shape)
        scores = [np.einsum("dp,dpl->dl", weight, value) for value in usable]
        choice = np.stack([score.argmax(axis=1) for score in scores], axis=1)
        reached, most = np.zeros((draws, parties)), np.zeros(draws)
        for i, (value, score) in enumerate(zip(usable, scores, strict=True)):
            most += score[rows, choice[:, i]]
            reached += value[rows, :, choice[:, i]]
        for box in boxes:
            # Levels were chosen without regard to terms, so the bound takes the most that a term
            # can add.
            most += np.maximum(np.einsum("dp,dp->d", box.worth, weight), 0.0)
            reached += box.worth * box.holds(choice)[:, None]
        least = np.einsum("dp,dp->d", floor, weight)
        if pursued:
            pursuit.lead(reached - floor, most - least)
        least -= ACCEPTANCE
        for i, (value, score) in enumerate(zip(usable, scores, strict=True)):
            chosen = choice[:, i]
            with_level = (most - score[rows, chosen])[:, None] + score
            hopeless[i] |= with_level < least[:, None]
            gained = (reached - value[rows, :, chosen])[..., None] + value
            for box in boxes:
                gained += _exchanged(box, choice, i, value.shape[2])
            reaches = (gained >= floor[..., None]).all(axis=1)
            if space.rules:
                reaches &= _allowed(space, choice, i)
            exists[i] |= reaches
    known = [told | cannot for told, cannot in zip(exists, hopeless, strict=True)]
    return exists, known


def _exchanged(box: Box, choice: Ints, issue: int, levels: int) -> Floats:
    """What a box adds or takes away `(draws, parties, levels)` when one level is exchanged."""
    inside = dict(box.where).get(issue)
    if inside is None:
        return np.zeros((1, 1, levels))
    others = Box(tuple(part for part in box.where if part[0] != issue), box.worth).holds(choice)
    holds = np.isin(np.arange(levels), inside).astype(np.float64)
    change = holds - holds[choice[:, issue]][:, None]
    return np.asarray(box.worth[..., None] * (others[:, None] * change)[:, None])


def _allowed(space: OutcomeSpace, choice: Ints, issue: int) -> Bools:
    """Whether rules allow the outcomes `choice` `(draws, issues)` with each level of an issue."""
    levels = space.shape[issue]
    exchanged = np.repeat(choice[:, None], levels, axis=1)
    exchanged[..., issue] = np.arange(levels)
    return space.allowed(exchanged)
