"""What most analyses look at: the outcome space and the signatories' draws in it.

A board answers which outcomes enough signatories would sign: all of them, unless the case has a
rule of agreement that asks for less. Where outcomes are listed, those who would sign each are
counted by that rule. Where they are not, an outcome that enough would sign is one that all members
of one of the smallest winning groups would sign; these are looked at one after another where there
are few, else a program decides draw by draw.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

import numpy as np

from zopa.analyses.alike_draws import distinct_draws
from zopa.analyses.efficient import best_by_programs
from zopa.analyses.own_points import spans_compared
from zopa.analyses.zone_members import ZoneMembers
from zopa.case.coalitions import SimpleGame
from zopa.foundation.chance import stream
from zopa.outcomes.agreed_search import SearchWork, agreed_outcome
from zopa.outcomes.counting import NoneFound, NoSuchOutcome, draw_agreed, draw_from_zone
from zopa.outcomes.diagram import TooTangled
from zopa.outcomes.frontier import FrontierTooLarge
from zopa.outcomes.listing import signatures
from zopa.outcomes.programs.by_agreement import agreed_point
from zopa.outcomes.programs.points import utilitarian_point
from zopa.outcomes.programs.solver import STEPS_A_SECOND, Budget
from zopa.outcomes.reach import zone_exists, zone_told_by_weights
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.terms import Box, folded, some_draws
from zopa.outcomes.voting import agreed
from zopa.preferences.given import all_the_same

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.case.coalitions import Group
    from zopa.case.model import Case
    from zopa.preferences.draws import Draws

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int_]

Value = TypeVar("Value", bound=np.generic)

LISTED = 20_000
"""Outcome spaces up to this size are looked at outcome by outcome."""
SAMPLED = 4_000
"""Of a larger space, so many outcomes drawn uniformly stand for it."""
PROGRAM_WORK = 60 * STEPS_A_SECOND
"""Steps of work for programs, where merging is not feasible: for all solutions of one draw."""
FROM_ZONE = 500
"""Of the zone of a large space, where all draws are the same, so many outcomes."""
LOOKING = 60 * STEPS_A_SECOND
"""Steps of work to look for deals, in all draws, where nothing but programs can tell."""
SEARCHED = 1_000_000_000
"""Utilities that are looked at in all draws before programs are asked."""
MOST_GROUPS = 40
"""Up to so many smallest winning groups are looked at one after another."""
FEWER_DRAWS = 200
"""In a larger space, what takes a search for each draw is answered on so many draws."""
FEW_DRAWS = 50
"""The same where each draw takes a search of its own."""
FEWEST_DRAWS = 3
"""The same where each draw takes programs."""


class Centre(NamedTuple):
    """One set of preferences, which stands for all draws in a single picture."""

    values: tuple[Floats, ...]
    """One array an issue, (signatories, levels)."""
    terms: tuple[Box, ...]
    reservation: Floats
    """(signatories,)."""


@dataclass(frozen=True, eq=False)
class Board:
    """Signatories' draws over an outcome space; arrays as in `Draws`, signatories only."""

    space: OutcomeSpace
    parties: tuple[str, ...]
    values: tuple[Floats, ...]
    reservation: Floats
    barred: tuple[Bools, ...]
    seed: int
    game: SimpleGame
    """Which groups of the signatories, by position, bring about an agreement."""
    terms: tuple[Box, ...] = ()
    spans: Floats | None = None
    """(signatories,): by what utilities are multiplied where parties are compared."""

    @classmethod
    def of(cls, case: Case, draws: Draws) -> Board:
        """The signatories' part of the draws, made once for each."""
        if case is draws.case and draws in _made:
            return _made[draws]
        who = list(draws.signatories)
        space = OutcomeSpace.of(case)
        board = cls(
            space=space,
            parties=tuple(draws.parties[k] for k in who),
            values=space.padded(tuple(v[:, who] for v in draws.values)),
            reservation=draws.reservation[:, who],
            barred=tuple(b[:, who] for b in draws.barred),
            seed=draws.seed,
            game=case.game,
            terms=tuple(Box(t.where, t.worth[:, who]) for t in draws.terms),
            spans=spans_compared(case),
        )
        if case is draws.case:
            _made[draws] = board
        return board

    def __len__(self) -> int:
        return len(self.reservation)

    def some(self, which: Bools | Ints | slice) -> Board:
        """The same with only some of the draws."""
        return replace(
            self,
            values=tuple(v[which] for v in self.values),
            reservation=self.reservation[which],
            barred=tuple(b[which] for b in self.barred),
            terms=tuple(term.some(which) for term in self.terms),
        )

    def only(self, parties: Sequence[int]) -> Board:
        """The same with only some of the signatories, by their positions, all of whom must sign."""
        who = list(parties)
        return replace(
            self,
            game=SimpleGame.of_all(len(who)),
            parties=tuple(self.parties[k] for k in who),
            values=tuple(v[:, who] for v in self.values),
            reservation=self.reservation[:, who],
            barred=tuple(b[:, who] for b in self.barred),
            terms=tuple(Box(t.where, t.worth[:, who]) for t in self.terms),
            spans=None if self.spans is None else self.spans[who],
        )

    @cached_property
    def alike(self) -> bool:
        """Whether all draws are the same, as where every number is given."""
        return all_the_same(
            (*self.values, *self.barred, self.reservation, *(t.worth for t in self.terms))
        )

    @cached_property
    def tangled(self) -> bool:
        """Whether rules and terms tie too many issues together for merging."""
        _, tied = folded(self.values, self.terms)
        try:
            self.space.diagram_with(tied)
        except TooTangled:
            return True
        return False

    @cached_property
    def groups(self) -> tuple[Group, ...] | None:
        """The smallest groups that bring about an agreement; None where there are too many."""
        return self.game.winning(MOST_GROUPS)

    @property
    def draw_by_draw(self) -> bool:
        """Whether, in a space that is not listed, a deal has to be looked for in each draw."""
        return self.tangled or self.groups is None

    @property
    def takes_programs(self) -> bool:
        """Whether a program has to look for it."""
        return self.tangled or (self.groups is None and bool(folded(self.values, self.terms)[1]))

    @property
    def fewer(self) -> int:
        """In a space that is not listed, on so many draws what takes a search is answered."""
        if self.alike or not self.draw_by_draw:
            return FEWER_DRAWS
        return FEWEST_DRAWS if self.takes_programs else FEW_DRAWS

    @cached_property
    def _distinct(self) -> tuple[Ints, Ints]:
        return distinct_draws(
            (self.reservation, *self.values, *self.barred, *(t.worth for t in self.terms))
        )

    @cached_property
    def distinct(self) -> Board:
        """The board with one of each of the draws that are the same; itself where all differ."""
        first, _ = self._distinct
        return self if len(first) == len(self) else self.some(first)

    @property
    def which(self) -> Ints:
        """(draws,): for each draw which of the distinct draws it is like."""
        return self._distinct[1]

    @cached_property
    def times(self) -> Ints:
        """(distinct,): how many draws are like each of the distinct draws."""
        return np.bincount(self.which, minlength=len(self.distinct))

    def before(self, distinct: int) -> int:
        """How many draws come before the first one that is like none of so many distinct draws."""
        later = self.which >= distinct
        return int(later.argmax()) if later.any() else len(self)

    def spread(self, answers: NDArray[Value]) -> NDArray[Value]:
        """What was found for each of the distinct draws, for every draw."""
        return answers if self.distinct is self else np.asarray(answers[self.which])

    @cached_property
    def listed(self) -> bool:
        """Whether `outcomes` holds every allowed outcome."""
        return self.space.count() <= LISTED

    @cached_property
    def outcomes(self) -> Ints:
        """(outcomes, issues): every allowed outcome, or a uniform sample of a large space; where
        all draws are the same, with a sample of their zone, which may be a sliver of the space."""
        if self.listed:
            return self.space.enumerate(LISTED)
        sample = self.space.sample(SAMPLED, stream(self.seed, 2))
        return np.unique(np.concatenate([sample, self._in_zone()]), axis=0)

    def _in_zone(self) -> Ints:
        none = np.empty((0, len(self.space.issues)), dtype=np.int_)
        if not self.alike:
            return none
        if not self.game.takes_all:
            return self._in_zone_of_enough()
        if self.tangled:
            outcomes = self.distinct.by_programs[0]
            signed = np.flatnonzero(self.distinct.sign(outcomes)[0])
            return np.asarray(outcomes[signed])
        try:
            return draw_from_zone(
                self.space,
                [v[0] for v in self.values],
                self.reservation[0],
                FROM_ZONE,
                stream(self.seed, 5),
                terms=some_draws(self.terms, 0),
                barred=tuple(b[0].any(axis=0) for b in self.barred),
            )
        except (NoSuchOutcome, NoneFound):
            return none

    def _in_zone_of_enough(self) -> Ints:
        """The same where not all must sign."""
        none = np.empty((0, len(self.space.issues)), dtype=np.int_)
        if self.tangled:
            outcome, _ = self.deal(0, tuple(b[0] for b in self.barred), PROGRAM_WORK)
            return none if outcome is None else outcome[None]
        try:
            return draw_agreed(
                self.space,
                [v[0] for v in self.values],
                self.reservation[0],
                self.game,
                FROM_ZONE,
                stream(self.seed, 5),
                terms=some_draws(self.terms, 0),
                barred=[b[0] for b in self.barred],
            )
        except (NoSuchOutcome, NoneFound):
            return none

    @cached_property
    def by_programs(self) -> tuple[Ints, Floats]:
        """Of the first draw, the bargaining solutions and each signatory's best in the zone:
        outcomes (n, issues) and utilities (n, signatories), found one by one by programs."""
        return best_by_programs(
            self.space,
            [v[0] for v in self.values],
            some_draws(self.terms, 0),
            tuple(np.asarray(b[0].any(axis=0)) for b in self.barred),
            self.reservation[0],
            PROGRAM_WORK,
            self.spans,
        )

    @cached_property
    def members(self) -> ZoneMembers:
        """Which of `outcomes` enough signatories would sign, in each of the distinct draws."""
        return self.members_among(self.outcomes)

    def members_among(self, outcomes: Ints) -> ZoneMembers:
        """Which of some outcomes enough signatories would sign, in each of the distinct draws."""
        signed = self.distinct.signatures(outcomes)
        in_zone = ((block, agreed(self.game, by_party)) for block, by_party in signed)
        return ZoneMembers.of(in_zone, self.times, len(outcomes))

    def signatures(self, outcomes: Ints) -> Iterator[tuple[slice, Bools]]:
        """Block by block of the draws which outcomes each signatory would sign: `(block,
        signatories, outcomes)`."""
        return signatures(
            self.space, self.values, self.reservation, self.barred, outcomes, self.terms
        )

    def sign(self, outcomes: Ints) -> Bools:
        """(draws, outcomes): whether enough signatories would sign each of `outcomes`."""
        in_zone: Bools = np.empty((len(self), len(outcomes)), dtype=np.bool_)
        for block, by_party in self.signatures(outcomes):
            in_zone[block] = agreed(self.game, by_party)
        return in_zone

    @cached_property
    def has_zone(self) -> Bools:
        """(draws,): whether there is any outcome that enough signatories would sign."""
        if self.listed:
            return self.spread(self.members.many > 0)
        board = self.distinct
        return self.spread(board.zone_within(board.barred))

    def zone_within(self, barred: tuple[Bools, ...], *, weighed: bool = False) -> Bools:
        """(draws,): whether there is one without these levels, arrays as in `barred`; `weighed` as
        for `zone_exists`.

        Where issues are so tied together that merging fails, a program is solved for each draw.
        """
        if not self.game.takes_all:
            return self._enough_within(barred)
        try:
            return zone_exists(
                self.space,
                self.values,
                self.reservation,
                barred,
                terms=self.terms,
                weighed=weighed,
            )
        except (TooTangled, FrontierTooLarge):
            return self._with_a_deal(np.arange(len(self)), barred)

    def _with_a_deal(self, draws: Ints, barred: tuple[Bools, ...]) -> Bools:
        """In which of some draws there is a deal, one by one; FrontierTooLarge if that does not
        tell within what all of them may take."""
        exists: Bools = np.zeros(len(self), dtype=np.bool_)
        search, budget = SearchWork(SEARCHED), Budget.of(LOOKING)
        for d in draws.tolist():
            outcome, decided = self.deal(d, tuple(b[d] for b in barred), budget, search)
            if not decided:
                raise FrontierTooLarge(
                    f"whether there is a deal was not decided within {LOOKING:,} steps of search"
                )
            exists[d] = outcome is not None
        return exists

    def _enough_within(self, barred: tuple[Bools, ...]) -> Bools:
        """`zone_within` where not all must sign: group after group, or by a program a draw."""
        exists: Bools = np.zeros(len(self), dtype=np.bool_)
        if self.game.wins(()):
            return exists if not self.space.count() else ~exists
        if barred is self.barred:
            exists = self.spread(self.members.many > 0)
        board = replace(self, barred=barred)
        for group in () if self.draw_by_draw else self.groups or ():
            left = np.flatnonzero(~exists)
            of_group = board.some(left).only(group)
            exists[left] = of_group.zone_within(of_group.barred)
        if self.draw_by_draw:
            exists |= self._with_a_deal(np.flatnonzero(~exists), barred)
        return exists

    def told_within(self, bars: tuple[Bools, ...]) -> tuple[Bools, Bools]:
        """The same without levels that are barred to all in all draws, one array `(levels,)` an
        issue, as far as weighted sums tell; and for which draws that is known: each `(draws,)`."""
        barred = tuple(b | bar for b, bar in zip(self.barred, bars, strict=True))
        if self.game.takes_all:
            return zone_told_by_weights(
                self.space, self.values, self.reservation, barred, terms=self.terms
            )
        exists: Bools = np.zeros(len(self), dtype=np.bool_)
        hopeless: Bools = np.full(len(self), self.groups is not None)
        board = replace(self, barred=barred)
        for group in self.groups or ():
            of_group = board.only(group)
            found, known = zone_told_by_weights(
                self.space,
                of_group.values,
                of_group.reservation,
                of_group.barred,
                terms=of_group.terms,
            )
            exists |= found
            hopeless &= known & ~found
        return exists, exists | hopeless

    def deal(
        self,
        d: int,
        barred: tuple[Bools, ...],
        work: int | Budget,
        search: SearchWork | None = None,
    ) -> tuple[Ints | None, bool]:
        """An outcome that enough would sign in a draw; and whether it is decided that there is one
        or none. `barred` is one array an issue, (signatories, levels).

        Where not all must sign, outcomes settled in part are looked at first, within the work of
        `search`. A program tells the rest: `work` is how many steps it may take, or a budget that
        it draws on."""
        values, terms = [v[d] for v in self.values], some_draws(self.terms, d)
        if not self.game.takes_all:
            alone, tied = folded(tuple(values), terms)
            if not tied:
                outcome, decided = agreed_outcome(
                    self.space,
                    alone,
                    self.game,
                    self.reservation[d],
                    barred,
                    search or SearchWork(SEARCHED),
                )
                if decided:
                    return outcome, True
        if self.game.takes_all:
            point = utilitarian_point(
                self.space,
                values,
                terms=terms,
                barred=tuple(np.asarray(b.any(axis=0)) for b in barred),
                reservation=self.reservation[d],
                work=work,
            )
        else:
            point = agreed_point(
                self.space,
                values,
                self.game,
                reservation=self.reservation[d],
                terms=terms,
                barred=barred,
                work=work,
            )
        return point.outcome, point.outcome is not None or point.exact

    @cached_property
    def centre(self) -> Centre:
        """The mean of the draws; where all draws are the same, the draw itself."""
        if self.alike:
            terms = tuple(Box(t.where, t.worth[0]) for t in self.terms)
            return Centre(tuple(v[0] for v in self.values), terms, self.reservation[0])
        return Centre(
            tuple(v.mean(axis=0) for v in self.values),
            tuple(Box(t.where, t.worth.mean(axis=0)) for t in self.terms),
            self.reservation.mean(axis=0),
        )

    @cached_property
    def barred_mostly(self) -> tuple[Bools, ...]:
        """One array an issue, (levels,): levels that some signatory bars in most draws."""
        return tuple(b.any(axis=1).mean(axis=0) > 0.5 for b in self.barred)

    @cached_property
    def each_bars_mostly(self) -> tuple[Bools, ...]:
        """One array an issue, (signatories, levels): levels that each bars in most draws."""
        return tuple(np.asarray(b.mean(axis=0) > 0.5) for b in self.barred)

    def utilities(self, outcomes: Ints) -> Floats:
        """(draws, signatories, outcomes)."""
        return self.space.utilities(self.values, outcomes, self.terms)

    def blocks(self, outcomes: int, floats: int = 500_000) -> Iterator[slice]:
        """Slices of the draws, such that draws x signatories x outcomes stay few."""
        size = max(1, floats // max(1, outcomes * len(self.parties)))
        return (slice(k, k + size) for k in range(0, len(self), size))


_made: WeakKeyDictionary[Draws, Board] = WeakKeyDictionary()


def ways_to_settle(case: Case) -> int:
    """How many outcomes the rules of a case allow, exactly; it may be 10^100."""
    return OutcomeSpace.of(case).count()


def terms_key(terms: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What outcomes are sorted by where nothing else tells them apart."""
    return tuple(sorted(terms.items()))
