"""Parties whose numbers are given: their preferences are known, or lie in a plain box.

Cases that come from other software name the value of every level, with many digits. Such
preferences are the numbers as written, and need no search. Only what a party is worth without a
deal may still be open. It then lies in an interval that follows from the packages that the party
tabled, accepted or refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from zopa.case.model import Bonus
from zopa.foundation.chance import SAME, Interval
from zopa.preferences.layout import NumberContent
from zopa.preferences.priors import EVEN_VALUES, draw_aspiration

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Fact
    from zopa.preferences.constraints import ConstraintRow
    from zopa.preferences.layout import IssueBlock, Layout
    from zopa.preferences.priors import Prior

    Floats = NDArray[np.float64]

SLACK = SAME
"""How far given numbers may miss what they must add up to, as a fraction of the whole."""


@dataclass(frozen=True)
class Ranges:
    """Bounds on each variable of a layout, from facts that give numbers, one by one."""

    layout: Layout
    low: Floats
    high: Floats

    @classmethod
    def of(cls, layout: Layout, facts: Sequence[Fact], unknown: Sequence[int] = ()) -> Ranges:
        """What the facts say of each variable; a bonus of which none speaks is 0, unless its
        position is among the `unknown`."""
        low, high = np.zeros(layout.size), np.ones(layout.size)
        held_out = [layout.reservation, layout.aspiration]
        low[held_out] = least_without_a_deal(facts)
        high[held_out] = most_without_a_deal(facts)
        named = {layout.bonus(f.content).position for f in facts if isinstance(f.content, Bonus)}
        for bonus in layout.bonuses:
            if bonus.position not in named and bonus.position not in unknown:
                high[bonus.position] = 0.0
        for fact in facts:
            if isinstance(fact.content, NumberContent):
                for position, interval in layout.numbers(fact.content):
                    low[position] = max(low[position], interval.low)
                    high[position] = min(high[position], interval.high)
        for block in layout:
            levels = slice(block.first, block.stop)
            low[block.weight] = max(low[block.weight], low[levels].max())
            high[block.weight] = min(high[block.weight], high[levels].max())
        return cls(layout, low, high)

    @property
    def summed(self) -> list[int]:
        """The positions of what adds up to 1: the weights and the bonuses."""
        return self.layout.summed

    @property
    def total(self) -> Interval:
        """What weights and bonuses add up to, at least and at most; for facts that can hold,
        1 lies between."""
        return Interval(float(self.low[self.summed].sum()), float(self.high[self.summed].sum()))

    def without_a_deal(self, rows: Sequence[ConstraintRow]) -> Interval:
        """The reservation values that the ranges and the rows leave; may end below its start."""
        low, high = self._left(self.layout.reservation, rows)
        return Interval(low, min(high, self.held_out_for(rows).high))

    def held_out_for(self, rows: Sequence[ConstraintRow]) -> Interval:
        """The aspiration values that the ranges and the rows leave; may end below its start."""
        return self._left(self.layout.aspiration, rows)

    def _left(self, position: int, rows: Sequence[ConstraintRow]) -> Interval:
        low, high = float(self.low[position]), float(self.high[position])
        for row in rows:
            if times := float(row.a[position]):
                bound = (row.b - self._least(row)) / times
                low, high = (low, min(high, bound)) if times > 0 else (max(low, bound), high)
        return Interval(low, high)

    def clash(self, rows: Sequence[ConstraintRow]) -> bool:
        """Whether it shows already in the ranges that nothing can agree with them and the rows.

        Where every number is given and this does not show, the numbers agree with all.
        """
        layout = self.layout
        if (self.low > self.high + SLACK).any():
            return True
        if self.total.low > 1 + SLACK or self.total.high < 1 - SLACK:
            return True
        if any(self.low[block.first : block.stop].min() > SLACK for block in layout):
            return True
        no_deal, held_out = self.without_a_deal(rows), self.held_out_for(rows)
        if no_deal.low > no_deal.high + SLACK or held_out.low > held_out.high + SLACK:
            return True
        free = [layout.reservation, layout.aspiration]
        return any(not row.a[free].any() and self._least(row) > row.b + SLACK for row in rows)

    def _least(self, row: ConstraintRow) -> float:
        """A bound below the left side of a row, the reservation and the aspiration value aside: the
        least itself where every number is given."""
        a = row.a.copy()
        a[[self.layout.reservation, self.layout.aspiration]] = 0.0
        if self.all_given:
            return self._bound(a)
        # What adds up to 1 may be added to both sides any number of times.
        bounds = []
        for times in (0.0, 1.0, -1.0):
            more = a.copy()
            more[self.summed] += times
            bounds.append(self._bound(more) - times)
        return max(bounds)

    def _bound(self, a: Floats) -> float:
        """A bound below `a . x`, each issue by itself: from its ranges, or from them and from
        the fact that no level is worth more than the weight."""
        up, down = np.maximum(a, 0.0), np.minimum(a, 0.0)
        single = up * self.low + down * self.high
        firsts = [block.first for block in self.layout]
        weights = [block.weight for block in self.layout]
        values = slice(0, weights[0])
        alone = np.add.reduceat(single[values], firsts) + single[weights]
        net = a[weights] + np.add.reduceat(down[values], firsts)
        tied = np.add.reduceat((up * self.low)[values], firsts)
        tied += np.maximum(net, 0.0) * self.low[weights] + np.minimum(net, 0.0) * self.high[weights]
        bonuses = single[[bonus.position for bonus in self.layout.bonuses]]
        return float(np.maximum(alone, tied).sum() + bonuses.sum())

    def given(self, block: IssueBlock) -> bool:
        """Whether the value of every level of an issue is a number."""
        levels = slice(block.first, block.stop)
        return bool((self.high[levels] - self.low[levels] <= SAME).all())

    def open(self, block: IssueBlock) -> bool:
        """Whether nothing is said of an issue."""
        variables = [*range(block.first, block.stop), block.weight]
        return not self.low[variables].any() and bool((self.high[variables] >= 1).all())

    @cached_property
    def all_given(self) -> bool:
        """Whether the value of every level and every bonus is a number."""
        return self._bonuses_given and all(map(self.given, self.layout))

    @property
    def with_no_deal(self) -> bool:
        """Whether the worth of having no deal is a number too."""
        r = self.layout.reservation
        return self.all_given and bool(self.high[r] - self.low[r] <= SAME)

    @property
    def given_or_open(self) -> bool:
        """Whether that is so of every issue of which anything is said."""
        return self._bonuses_given and all(self.given(b) or self.open(b) for b in self.layout)

    @property
    def _bonuses_given(self) -> bool:
        sizes = [bonus.position for bonus in self.layout.bonuses]
        return bool((self.high[sizes] - self.low[sizes] <= SAME).all())

    def draw(self, draws: int, rows: Sequence[ConstraintRow], rng: np.random.Generator) -> Floats:
        """Preferences (draws, variables) that agree with the rows, where `all_given`.

        What is given is the same in all. Where rows tell nothing of the aspiration value, a
        reservation value that is not given is uniform on the interval that is left; else it is as
        likely as much room there is for the aspiration value, of all that there was. One that
        misses a row by no more than `SLACK` is taken as the row
        has it, so that a party signs what it is known to accept.
        """
        drawn = np.tile(self.low, (draws, 1))
        r = self.layout.reservation
        low, high = self.without_a_deal(rows)
        least, most = self.held_out_for(rows)
        if low < high:
            drawn[:, r] = _with_room_above(low, high, Interval(least, most), draws, rng)
        elif low <= self.high[r] and high < self.low[r]:
            drawn[:, r] = high
        elif low > self.high[r] and high >= self.low[r]:
            drawn[:, r] = low
        else:  # they are equal but for rounding
            drawn[:, r] = (low + high) / 2
        above = np.maximum(drawn[:, r], least)
        room = np.maximum(most - above, 0.0)
        drawn[:, self.layout.aspiration] = above + room * rng.random(draws)
        return drawn

    def draw_open(
        self,
        draws: int,
        rows: Sequence[ConstraintRow],
        rng: np.random.Generator,
        prior: Prior = EVEN_VALUES,
    ) -> Floats | None:
        """Preferences (draws, variables) that agree with the rows, where `given_or_open`; None
        where they are too rare to be found by trying.

        The open issues share what is left of the whole. Each draw takes for each of them any
        two levels as the best and the worst; the rest is spread as the prior has it. Where that is
        even over values, the volume of an issue of weight w with n breakpoints goes with w^(n-2),
        so that before the rows have their say the weights have a Dirichlet distribution.
        """
        blocks = [block for block in self.layout if not self.given(block)]
        ends = [_ends(len(block.breakpoints), draws, rng) for block in blocks]
        A = np.array([row.a for row in rows]).reshape(-1, self.layout.size)
        b = np.array([row.b for row in rows]) + SLACK
        drawn = np.tile(self.low, (draws, 1))
        left = np.arange(draws)
        for attempt in range(1, MOST_TRIES + 1):
            drawn[left] = self._open_draws(blocks, [e[left] for e in ends], rng, prior)
            left = left[(drawn[left] @ A.T > b).any(axis=1)]
            if not len(left):
                return drawn
            if attempt % SAME_ENDS == 0:  # perhaps nothing agrees with these
                for e, block in zip(ends, blocks, strict=True):
                    e[left] = _ends(len(block.breakpoints), len(left), rng)
        return None

    def _open_draws(
        self,
        blocks: Sequence[IssueBlock],
        ends: Sequence[Floats],
        rng: np.random.Generator,
        prior: Prior,
    ) -> Floats:
        """Draws with the given best and worst levels, without a look at the rows."""
        draws = len(ends[0])
        drawn = np.tile(self.low, (draws, 1))
        rest = max(0.0, 1.0 - self.total.low)
        sizes = [
            max(len(block.breakpoints) - 1, 1) if prior.levels_count else 1 for block in blocks
        ]
        weights = rest * rng.dirichlet(sizes, draws)
        for weight, block_ends, block in zip(weights.T, ends, blocks, strict=True):
            inner = rng.random(block_ends.shape)
            inner = prior.bend_shapes(inner, rng)
            values = np.where(np.isnan(block_ends), inner, block_ends)
            drawn[:, block.first : block.stop] = weight[:, None] * values
            drawn[:, block.weight] = weight
        r = self.layout.reservation
        drawn[:, r] += (self.high[r] - self.low[r]) * rng.random(draws)
        drawn[:, self.layout.aspiration] = draw_aspiration(drawn[:, r], rng)
        return drawn


def _with_room_above(
    low: float, high: float, held_out: Interval, draws: int, rng: np.random.Generator
) -> Floats:
    """Reservation values between two numbers, which are spread evenly with aspiration values evenly
    above them, given that these lie in a range."""
    if held_out.low <= low and held_out.high >= 1:
        return low + (high - low) * rng.random(draws)
    edges = np.linspace(low, high, STEPS + 1)
    middle = (edges[:-1] + edges[1:]) / 2
    room = held_out.high - np.maximum(middle, held_out.low)
    room = np.maximum(room, 0.0) / np.maximum(1.0 - middle, SLACK)
    if not room.any():
        return low + (high - low) * rng.random(draws)
    below = np.concatenate([[0.0], np.cumsum(room)]) / room.sum()
    return np.asarray(np.interp(rng.random(draws), below, edges))


STEPS = 4_000
"""Steps of the distribution of a reservation value."""
MOST_TRIES = 2_000
"""Times that draws which do not agree with what is known are made anew."""
SAME_ENDS = 200
"""Of these, times with the same best and worst levels."""


def _ends(levels: int, draws: int, rng: np.random.Generator) -> Floats:
    """(draws, levels): 1 for the best level, 0 for the worst, and not a number for others."""
    ends = np.full((draws, levels), np.nan)
    ends[:, 0] = 1.0
    ends[:, 1:2] = 0.0
    return np.asarray(rng.permuted(ends, axis=1))


def least_without_a_deal(facts: Iterable[Fact]) -> float:
    """The least that having no deal can be worth to a party: 0, unless a fact names less.

    >>> from zopa.case.model import Fact, ReservationRange
    >>> least_without_a_deal([Fact("us", "reservation", ReservationRange(Interval(-0.5, 0.2)))])
    -0.5
    >>> least_without_a_deal([Fact("us", "reservation", ReservationRange(Interval(0.1, 0.2)))])
    0.0
    """
    return min(0.0, *(interval.low for interval in _no_deal_ranges(facts)), 0.0)


def most_without_a_deal(facts: Iterable[Fact]) -> float:
    """The most that having no deal can be worth to a party: 1, unless a point table says more.

    >>> from zopa.case.model import Fact, PointTable
    >>> table = PointTable({"price": {"low": 0.0, "high": 40.0}}, no_deal=60.0)
    >>> most_without_a_deal([Fact("us", "points", table)])
    1.5
    """
    return max(1.0, *(interval.high for interval in _no_deal_ranges(facts)), 1.0)


def _no_deal_ranges(facts: Iterable[Fact]) -> list[Interval]:
    ranges = (fact.content.no_deal_range() for fact in facts)
    return [interval for interval in ranges if interval is not None]


def without_bonus(layout: Layout, drawn: Floats, position: int) -> Floats:
    """The same preferences without one bonus, the rest in proportion so that it is the whole.

    `drawn` is (draws, variables). A party that is worth 60 of 80 points without a deal once a
    bonus of 20 is gone had 60 of 100 before. A reservation value can so come to lie above 1.
    """
    bonus = next(b for b in layout.bonuses if b.position == position)
    lost = drawn[:, position]
    left = np.maximum(1.0 - lost, 1e-12)
    kept = drawn.copy()
    kept[:, position] = 0.0
    if bonus.penalty:  # without a deal it had no penalty, and now it has none anyway
        no_deal = kept[:, layout.reservation]
        kept[:, layout.reservation] = np.maximum(no_deal - lost, np.minimum(no_deal, 0.0))
        held_out = kept[:, layout.aspiration]
        kept[:, layout.aspiration] = np.maximum(held_out - lost, np.minimum(held_out, 0.0))
    return np.asarray(kept / left[:, None])
