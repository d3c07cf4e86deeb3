"""Draws in settings whose facts leave room on all sides, many settings at once.

Each draw takes a random order that fits what is known of it; its best and worst levels say which
polytope it comes from. Where that leaves no preferences, another order is taken. Draws are made
exactly where trying pays, and by a walk where it does not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.crowd import EPOCHS, LARGEST, Crowd
from zopa.preferences.exact import WALKS_ALONE, WALKS_TOGETHER, exact_draws
from zopa.preferences.fitting_orders import Room
from zopa.preferences.pieces import draw_ends
from zopa.preferences.stacked import ends_of
from zopa.preferences.walk import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from zopa.preferences.consistency import Consistency
    from zopa.preferences.pieces import Ends, Relation
    from zopa.preferences.stacked import Numbers, StackedFacts
    from zopa.preferences.walk import Convergence

    Floats = NDArray[np.float64]

MANY = 256
"""With at least so many draws from one polytope, they walk in it by themselves."""
AT_ONCE = 16
"""So many orders are drawn at once for a draw whose order left no room."""
MOST_ROUNDS = 30
"""How often orders are drawn anew for draws whose order left no room. After that these draws share
the orders that did."""
MOST_PROGRAMS = 3_000
"""The most choices of best and worst levels that a linear program looks at."""
FEW_PROGRAMS = 200
"""The same where there are no walks that need their points."""
SELDOM = 0.01
"""Where a round finds orders for a smaller part of the draws than this, no more rounds are made."""
ENOUGH_ORDERS = 20
"""With fewer orders than this that left room, draws do not share these but are led from one order
to the next."""
MOST_TRIED = 20
"""So many orders that left room in other settings are thought of in one where none was found."""
MOST_LOOKS = 2
"""So many of them are looked at there by a program, beside one that fits all facts."""
MOST_WANDERING = 30
"""With more settings than this, each takes orders as they are found."""


@dataclass
class RoomyDraws:
    """What was drawn, and what is left for other ways of drawing."""

    drawn: Floats
    """(draws, variables)."""
    done: NDArray[np.bool_]
    """(draws,): whether these preferences are drawn."""
    together: list[tuple[int, Ends, Numbers]] = field(default_factory=list)
    """Settings, best and worst levels, and the many draws that are to come from each polytope."""
    ended: list[Convergence] = field(default_factory=list)
    """How each walk ended."""


class _Draws:
    """The draws of one run while they are made."""

    def __init__(self, stacked: StackedFacts, setting: Numbers, rng: np.random.Generator) -> None:
        self.stacked, self.setting, self.rng = stacked, setting, rng
        self.room = Room(stacked)
        self.most_programs = MOST_PROGRAMS
        self.ends = stacked.draw_ends(setting, rng)
        self.result = RoomyDraws(
            np.zeros((len(setting), stacked.layout.size)), np.zeros(len(setting), dtype=bool)
        )
        self.points: dict[bytes, Floats | None] = {}
        self.walking: dict[bytes, list[int]] = {}
        self.fitting: dict[int, dict[bytes, Numbers]] = {}
        """For each setting the choices of levels that leave room, each once."""

    def key(self, draw: int) -> bytes:
        return bytes(self.setting[draw].tobytes() + self.ends[draw].tobytes())

    def place(self, draws: Numbers, tick: Callable[[], None] | None) -> Numbers:
        """Draw for some draws with the ends that they have, or put them down for a walk; the draws
        whose ends leave no room are given back."""
        maybe = draws[~self.room.ruled_out(self.setting[draws], self.ends[draws])]
        keys = [self.key(d) for d in maybe]
        count = Counter(keys)
        together = np.array([count[key] >= MANY for key in keys], dtype=bool)
        for some, worth in ((maybe[together], WALKS_TOGETHER), (maybe[~together], WALKS_ALONE)):
            drawn, found = exact_draws(
                self.stacked, self.setting[some], self.ends[some], worth, self.rng, tick
            )
            self.result.drawn[some[found]] = drawn[found]
            self.result.done[some[found]] = True
        for d in maybe[self.result.done[maybe]]:
            self._fits(int(d))
        unclear = maybe[~self.result.done[maybe]]
        while len(unclear):
            d, unclear = int(unclear[0]), unclear[1:]
            reasons = self.room.reasons.count
            if self.look(int(self.setting[d]), self.ends[d]) is not None:
                self._fits(d)
                self.walking.setdefault(self.key(d), []).append(d)
            elif self.room.reasons.count > reasons:
                out = self.room.ruled_out(self.setting[unclear], self.ends[unclear], reasons)
                unclear = unclear[~out]
        waiting = {d for walkers in self.walking.values() for d in walkers}
        return np.array(
            [d for d in draws if not self.result.done[d] and d not in waiting], dtype=np.intp
        )

    def _fits(self, draw: int) -> None:
        fitting = self.fitting.setdefault(int(self.setting[draw]), {})
        fitting.setdefault(self.ends[draw].tobytes(), self.ends[draw].copy())

    def leaves_room(self, setting: int, ends: Numbers) -> bool:
        """Whether a choice of levels leaves room, as far as is known or a program tells."""
        known = self.points.get(np.intp(setting).tobytes() + ends.tobytes())
        if known is None and self.room.surely_none(setting, ends):
            return False
        return self.look(setting, ends) is not None

    def look(self, setting: int, ends: Numbers) -> Floats | None:
        """A point inside, if there is room; None where there is none, or where too many programs
        have been solved to see."""
        key = np.intp(setting).tobytes() + ends.tobytes()
        if key not in self.points:
            if self.room.programs >= self.most_programs:
                return None
            self.points[key] = self.room.inside(setting, ends)
        return self.points[key]


def draw_with_room(
    consistency: Consistency,
    stacked: StackedFacts,
    setting: Numbers,
    rng: np.random.Generator,
    most_epochs: int,
    tick: Callable[[], None] | None = None,
) -> RoomyDraws:
    """Preferences for draws in the given settings, (draws,).

    The settings are those that `StackedFacts.may_be_thick` says. Draws for which no order is found
    that leaves room are left over, as are those that many share a polytope with.
    """
    draws = _Draws(stacked, setting, rng)
    _share(consistency, draws, _place_all(draws, tick), tick)
    _walk(draws, most_epochs, tick)
    return draws.result


def exact_with_room(
    stacked: StackedFacts,
    setting: Numbers,
    rng: np.random.Generator,
    tick: Callable[[], None] | None = None,
) -> RoomyDraws:
    """The same without a walk: those draws only for which trying pays."""
    draws = _Draws(stacked, setting, rng)
    draws.most_programs = FEW_PROGRAMS
    _place_all(draws, tick)
    return draws.result


def _place_all(draws: _Draws, tick: Callable[[], None] | None) -> Numbers:
    """Draw for all draws, or put them down for a walk. Those for which no order was found that
    leaves room are given back."""
    setting, stacked = draws.setting, draws.stacked
    left = draws.place(np.arange(len(setting)), tick)
    fixed = np.array([_one_choice(stacked, s) for s in range(len(stacked.settings))])
    for _ in range(MOST_ROUNDS):
        again = left[~fixed[setting[left]]]
        if not len(again) or draws.room.programs >= draws.most_programs:
            break
        _take_others(draws, again)
        missed = draws.place(again, tick)
        seldom = len(again) - len(missed) < len(again) * SELDOM
        left = np.concatenate([left[fixed[setting[left]]], missed])
        if seldom:
            break
    return np.asarray(left[~fixed[setting[left]]])


def _take_others(draws: _Draws, again: Numbers) -> None:
    """Draw orders anew, for each draw the first of some that is not ruled out."""
    setting = np.repeat(draws.setting[again], AT_ONCE)
    ends = draws.stacked.draw_ends(setting, draws.rng)
    open_still = ~draws.room.ruled_out(setting, ends).reshape(-1, AT_ONCE)
    first = np.arange(len(again)) * AT_ONCE + open_still.argmax(axis=1)
    draws.ends[again] = ends[first]


def _one_choice(stacked: StackedFacts, setting: int) -> bool:
    """Whether it is known of every issue which levels are best and worst."""
    return all(map(_ends_known, stacked.relations_in(setting)))


def _ends_known(relation: Relation) -> bool:
    """Whether a level is at least as good as all others, and one at most."""
    return bool(relation.all(axis=1).any() and relation.all(axis=0).any())


def _share(
    consistency: Consistency, draws: _Draws, left: Numbers, tick: Callable[[], None] | None
) -> None:
    """Give draws for which no order was found one that leaves room and was found otherwise."""
    settings = list(dict.fromkeys(map(int, draws.setting[left])))
    draws.most_programs = draws.room.programs + MOST_PROGRAMS + (MOST_LOOKS + 2) * len(settings)
    pool = [ends for fitting in draws.fitting.values() for ends in fitting.values()]
    pool += _fits_many(consistency, draws, settings)
    found: dict[int, list[Numbers]] = {}
    for setting in settings:
        own = list(draws.fitting.get(setting, {}).values())
        if len(own) < ENOUGH_ORDERS:
            start = own[0] if own else _some_choice(consistency, draws, setting, pool)
            if start is None:
                continue
            own = own or [start]
            if len(settings) <= MOST_WANDERING:
                own = _wander(draws, setting, start, MOST_PROGRAMS // len(settings))
        found[setting] = own
    shared: list[int] = [int(d) for d in left if int(draws.setting[d]) in found]
    for d in shared:
        own = found[int(draws.setting[d])]
        draws.ends[d] = own[int(draws.rng.integers(len(own)))]
    if shared:
        draws.place(np.array(shared, dtype=np.intp), tick)


def _fits_many(consistency: Consistency, draws: _Draws, settings: Sequence[int]) -> list[Numbers]:
    """A choice of levels that fits all facts of some settings at once, if there is one.

    Where a set of facts fits, so does every part of it.
    """
    if not settings:
        return []
    _, reading = draws.stacked.settings[settings[0]]
    alike = [s for s in settings if draws.stacked.settings[s][1] == reading]
    every = {id(f): f for s in alike for f in draws.stacked.settings[s][0]}
    if len(alike) < 2 or not consistency.holds_under(list(every.values()), reading):
        return []
    ends = consistency.some_ends(list(every.values()), reading)
    return [np.column_stack(ends).astype(np.intp)]


def _some_choice(
    consistency: Consistency, draws: _Draws, setting: int, pool: list[Numbers]
) -> Numbers | None:
    """Best and worst levels that leave room in a setting, from another one if that will do."""
    some = [pool[k] for k in draws.rng.permutation(len(pool))[:MOST_TRIED].tolist()]
    some = [ends for ends in some if not draws.room.surely_none(setting, ends)][:MOST_LOOKS]
    ends: Numbers
    for ends in [*some, *pool[-1:]]:
        if draws.leaves_room(setting, ends):
            return ends
    facts, reading = draws.stacked.settings[setting]
    own = np.column_stack(consistency.some_ends(facts, reading)).astype(np.intp)
    if not draws.leaves_room(setting, own):
        return None
    pool.insert(0, own)
    return own


def _wander(draws: _Draws, setting: int, start: Numbers, steps: int) -> list[Numbers]:
    """Choices of best and worst levels that leave room, from one to the next.

    In each step the order of one issue is drawn anew, and kept if that leaves room: a Metropolis
    walk whose limit is what random orders are, those that leave no room apart.
    """
    relations = draws.stacked.relations_in(setting)
    open_still = [k for k, relation in enumerate(relations) if not _ends_known(relation)]
    at, visited = start, [start]
    for _ in range(steps):
        k = open_still[int(draws.rng.integers(len(open_still)))]
        to = at.copy()
        to[k] = draw_ends([relations[k]], 1, draws.rng)[0, 0]
        if draws.leaves_room(setting, to):
            at = to
        visited.append(at)
    return visited[len(visited) // 5 :]


def _walk(draws: _Draws, most_epochs: int, tick: Callable[[], None] | None) -> None:
    alone: list[int] = []
    for walkers in draws.walking.values():
        if len(walkers) >= MANY or len(draws.walking) == 1:
            ends = ends_of(draws.ends[walkers[0]])
            chosen = (int(draws.setting[walkers[0]]), ends, np.array(walkers, dtype=np.intp))
            draws.result.together.append(chosen)
        else:
            alone += walkers
    for start in range(0, len(alone), LARGEST):
        some = np.array(alone[start : start + LARGEST], dtype=np.intp)
        points = [draws.points[draws.key(d)] for d in some]
        crowd = Crowd(
            draws.stacked,
            draws.setting[some],
            draws.ends[some],
            np.array([p for p in points if p is not None]),
            draws.rng,
        )
        draws.result.ended.append(settle(crowd, EPOCHS * most_epochs, tick))
        draws.result.drawn[some] = crowd.drawn
        draws.result.done[some] = True
