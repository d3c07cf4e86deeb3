"""What is possible without a fact by trying, for the facts for which that pays.

Facts that only rule out preferences are left out all at once, by excursions
(`zopa.preferences.exact_excursions`). Some facts the prior itself obeys: priorities, and what the
reservation value alone is held to. Without one of these the prior is another one, so that each
takes tries of its own. Without an order the best and worst levels may be others, too, and each draw
takes new ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from zopa.preferences.compared import LeftOut, Mixture
from zopa.preferences.exact import TRIES, WALKS_TOGETHER
from zopa.preferences.exact_excursions import Breakable, excursions_by_trying, fewer_excursions
from zopa.preferences.party import party_draws
from zopa.preferences.party_rows import ALWAYS
from zopa.preferences.stacked import StackedFacts
from zopa.preferences.with_room import exact_with_room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Fact
    from zopa.preferences.consistency import Consistency
    from zopa.preferences.constraints import ReadingKey
    from zopa.preferences.excursions import Excursions
    from zopa.preferences.moving_draws import Allowance, MovingDraws

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.intp]

MOSTLY = 0.75
"""Where a fact rules out more than this part of what is possible, draws that do without it tell as
much as excursions beyond it."""


@dataclass(frozen=True)
class TryingWithout:
    """Tries for a party's draws, which are given as points that can move.

    Facts are numbered as the rows have them. Each method tells what is possible without some facts,
    in terms of what came of those for which trying paid.
    """

    consistency: Consistency
    moving: MovingDraws
    work: Allowance

    @cached_property
    def _ends(self) -> Ints:
        """(draws, issues, 2)."""
        kinds = np.array([np.column_stack(pair) for pair in self.moving.ends])
        return np.asarray(kinds[self.moving.member])

    @cached_property
    def _polytopes(self) -> tuple[bool, Ints]:
        return self.moving.polytopes()

    def _stacked(self, facts: Sequence[int | None], count: int) -> tuple[StackedFacts, Ints]:
        """The settings of the first draws without each of some facts, positions in the ledger, and
        which one each is in, (facts x draws,)."""
        settings: list[tuple[list[Fact], dict[ReadingKey, str]]] = []
        which = np.empty((len(facts), count), dtype=np.intp)
        some = self.moving.draws.settings.first(count)
        for n, fact in enumerate(facts):
            for own, reading, members in some.groups(
                self.consistency.silence, self.moving.party, fact
            ):
                which[n, members] = len(settings)
                settings.append((own, reading))
        stacked = StackedFacts(self.consistency, settings, [], self.moving.draws.prior)
        return stacked, which.reshape(-1)

    def without(self, facts: Sequence[int]) -> dict[int, LeftOut]:
        """Without each of some facts that are no orders."""
        built_in = [k for k in facts if self._built_in(k)]
        found = self._beyond([k for k in facts if k not in built_in], None)
        for k in built_in:
            found |= self._beyond([k], self.moving.rows.order[k])
        return found

    def _built_in(self, fact: int) -> bool:
        """Whether the prior obeys a fact by itself."""
        case, layout = self.moving.draws.case, self.moving.layout
        own = self.moving.rows.A[self.moving.rows.fact == fact].astype(bool)
        alone = own.any() and not np.delete(own, layout.reservation, axis=1).any(axis=1).all()
        return case.facts[self.moving.rows.order[fact]].kind == "priorities" or bool(alone)

    def _beyond(self, facts: Sequence[int], without: int | None) -> dict[int, LeftOut]:
        """Without each of some facts, which the prior obeys no longer if it is `without`."""
        moving, count = self.moving, self.moving.count
        draws = len(moving.variables)
        rows = len(moving.rows.b)
        if not facts or not self.work.affords(draws * TRIES * rows):
            return {}
        stacked, setting = self._stacked([without], draws)
        if not stacked.may_be_thick.all():
            return {}
        if without is not None:
            tried = self._excursions(stacked, setting, facts, count, back=False)
            if tried is None:
                return {}
            if len(tried[0].draw) > MOSTLY * count:
                return {k: self._anew(k, out) for k, out in zip(facts, tried, strict=True)}
        tried = self._excursions(stacked, setting, facts, draws, back=True)
        if tried is None:
            return {}
        shared, polytope = self._polytopes
        found = {}
        for k, out in zip(facts, tried, strict=True):
            beyond = fewer_excursions(out, count)
            mixture = Mixture(beyond, polytope)
            if mixture.suffices and (shared or not len(beyond.draw)):
                own = party_draws(moving.layout, moving.draws.case, beyond.variables)
                found[k] = LeftOut(moving.rows.order[k], beyond.draw, own, mixture)
            else:
                found[k] = self._anew(k, out)
        return found

    def _excursions(
        self, stacked: StackedFacts, setting: Ints, facts: Sequence[int], count: int, *, back: bool
    ) -> list[Excursions] | None:
        """Those of the first draws, beyond each fact."""
        rows, case = self.moving.rows, self.moving.draws.case
        orders = [n for n, k in enumerate(rows.order) if case.facts[k].kind == "order"]
        may = np.flatnonzero((rows.fact != ALWAYS) & ~np.isin(rows.fact, orders))
        place = np.full(len(rows.order), len(facts))
        place[list(facts)] = np.arange(len(facts))
        may = may[np.argsort(place[rows.fact[may]], kind="stable")]
        breakable = Breakable(
            rows.A[may], rows.b[may], place[rows.fact[may]], rows.force[:count, may], len(facts)
        )
        return excursions_by_trying(
            stacked,
            setting[:count],
            self._ends[:count],
            breakable,
            WALKS_TOGETHER,
            self.moving.rng,
            back=back,
            tick=self.moving.tick,
        )

    def _anew(self, fact: int, found: Excursions) -> LeftOut:
        """The first draws anew: those beyond the fact with the chance that it leaves, the others
        as they are."""
        moving = self.moving
        variables = moving.variables[: moving.count].copy()
        some = found.draw < moving.count
        variables[found.draw[some]] = found.variables[some]
        own = party_draws(moving.layout, moving.draws.case, variables)
        return LeftOut(moving.rows.order[fact], np.arange(moving.count), own)

    def without_orders(self, facts: Sequence[int]) -> dict[int, LeftOut]:
        """Without each of some orders."""
        moving, count = self.moving, self.moving.count
        if not facts or not self.work.affords(len(facts) * count * TRIES * len(moving.rows.b)):
            return {}
        stacked, setting = self._stacked([moving.rows.order[k] for k in facts], count)
        if not stacked.may_be_thick.all():
            return {}
        tried = exact_with_room(stacked, setting, moving.rng, moving.tick)
        done, drawn = tried.done.reshape(len(facts), -1), tried.drawn.reshape(len(facts), count, -1)
        return {
            k: LeftOut(
                moving.rows.order[k],
                np.arange(count),
                party_draws(moving.layout, moving.draws.case, variables),
            )
            for k, ended, variables in zip(facts, done, drawn, strict=True)
            if ended.all()
        }
