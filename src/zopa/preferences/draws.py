"""Draws: complete sets of preferences that agree with everything that is reported.

Each draw first takes a reading of every disputed term, puts each uncertain fact in force or not,
and picks for each issue an order that fits. Then each party's preferences are uniform on the
polytope that is left. This is stochastic multicriteria acceptability analysis (Tervonen, van
Valkenhoef, Baştürk and Postmus 2013) over robust ordinal regression (Greco, Mousseau and Słowiński
2008). Given the readings, the parties' draws are independent.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import index
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from zopa.case.model import Case, ConditionalRedLine
from zopa.foundation.chance import stream
from zopa.outcomes.line_conditions import CROSSED, condition_of, conditions_of
from zopa.outcomes.terms import Box
from zopa.preferences.consistency import Consistency
from zopa.preferences.given import all_the_same
from zopa.preferences.party import PartyDraws, draw_party
from zopa.preferences.priors import DEFAULT_PRIOR, WEIGHTS_FIRST, Prior, PriorName, prior_named
from zopa.preferences.settings import Settings, canonical_order, draw_settings
from zopa.preferences.walk import MOST_EPOCHS, Convergence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from zopa.preferences.constraints import ReadingKey
    from zopa.preferences.layout import Layout
    from zopa.preferences.shown_draws import DrawsFrame

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

DRAWS = 2000
"""How many draws are made unless the caller says otherwise. A share is then good to about 2
percentage points (95%)."""


@dataclass(frozen=True, eq=False)
class Draws:
    """Preferences drawn for the parties of a case.

    Axes of arrays are in the order of `parties` and `issues`. The utility of an outcome is the sum
    of the values of its levels and of what the terms add. It lies between 0 (the worst of
    everything) and 1 (all that the party could want at once).
    """

    case: Case = field(repr=False)
    parties: tuple[str, ...]
    """The parties that have draws: all signatories, and observers about whom a fact is known."""
    seed: int
    values: tuple[Floats, ...] = field(repr=False)
    """One array for each issue, (draws, parties, levels).

    The worst level is worth 0, unless the party has penalties. What a penalty can cost is added to
    all levels of the first issue, by short name, that the penalty names. The swing of an issue is
    the value of its best level less that of its worst.
    """
    reservation: Floats = field(repr=False)
    """(draws, parties): the utility of no agreement."""
    aspiration: Floats = field(repr=False)
    """(draws, parties): the utility that a party holds out for now, never below that of no
    agreement."""
    barred: tuple[Bools, ...] = field(repr=False)
    """One array for each issue, (draws, parties, levels): whether the level is behind a red line
    that is in force. Behind them one for each condition of the conditional red lines of the case
    (`zopa.outcomes.line_conditions`), (draws, parties, 2): whether the party bars that it is kept,
    which none does, and that it is crossed."""
    settings: Settings = field(repr=False)
    """For each draw the reading of each disputed term and the uncertain facts in force."""
    convergence: Mapping[str, Convergence]
    """For each party how its walks ended."""
    terms: tuple[Box, ...] = field(default=(), repr=False)
    """What the bonuses of the case add: one box for each set of levels that a bonus names, in
    canonical order. Its `worth` is (draws, parties), with 0 for a party without that bonus and a
    number below 0 for a penalty."""
    prior: Prior = WEIGHTS_FIRST
    """How preferences are spread before any fact has had its say."""
    given_parties: frozenset[str] = frozenset()
    """The parties for which the ledger gives the value of every level, every bonus and the
    reservation value as numbers."""

    def __len__(self) -> int:
        return len(self.reservation)

    @property
    def readings(self) -> Mapping[ReadingKey, NDArray[np.intp]]:
        """For each disputed (draft, issue) the position of the level that is taken, (draws,)."""
        return self.settings.readings

    @property
    def in_force(self) -> Mapping[int, Bools]:
        """Whether each uncertain fact is in force, (draws,), by its position in `case.facts`."""
        return self.settings.in_force

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of the issues, in the order of the case."""
        return tuple(self.case.issues)

    @property
    def signatories(self) -> tuple[int, ...]:
        """Positions in `parties` of the parties that must agree."""
        return tuple(k for k, p in enumerate(self.parties) if p in self.case.signatories)

    @cached_property
    def given(self) -> bool:
        """Whether every number of every signatory is given.

        All draws are then the same, and nothing is left to chance.
        """
        who = list(self.signatories)
        return (
            self.given_parties.issuperset(self.parties[k] for k in who)
            and not any(np.ptp(taken) for taken in self.readings.values())
            and all_the_same(
                array[:, who] for array in (*self.values, *self.barred, *self._numbers)
            )
        )

    def settled(self, party: str) -> bool:
        """Whether a party's preferences are the same in all draws; red lines may differ."""
        column = self.parties.index(party)
        return all_the_same(array[:, column] for array in (*self.values, *self._numbers))

    @property
    def _numbers(self) -> tuple[Floats, ...]:
        """The reservation values and what the terms add, each (draws, parties)."""
        return self.reservation, *(term.worth for term in self.terms)

    @property
    def centre(self) -> tuple[tuple[Floats, ...], Floats]:
        """The mean of the draws: values, each (parties, levels), and reservation (parties,)."""
        return tuple(v.mean(axis=0) for v in self.values), self.reservation.mean(axis=0)

    def utility(self, terms: Mapping[str, str]) -> Floats:
        """What a package is worth in each draw to each party, (draws, parties), from 0 to 1.

        `terms` has a level for every issue. ValueError where an issue has none, or where there is
        no such issue or level. A red line changes no utility: `barred` tells what is behind one.

        >>> import zopa
        >>> case = zopa.load("examples/minerals")
        >>> first = {issue: levels.level_ids[0] for issue, levels in case.issues.items()}
        >>> zopa.draw(case, 100).utility(first).shape
        (100, 2)
        """
        for issue, level in terms.items():
            if issue not in self.case.issues or not self.case.issues[issue].has(level):
                raise ValueError(f"there is no level `{level}` of an issue `{issue}`")
        if missing := [issue for issue in self.issues if issue not in terms]:
            raise ValueError(f"no level is given for {', '.join(missing)}")
        taken = [self.case.issues[issue].index(terms[issue]) for issue in self.issues]
        worth = np.sum([v[:, :, k] for v, k in zip(self.values, taken, strict=True)], axis=0)
        for term in self.terms:
            if term.holds(np.array(taken)):
                worth += term.worth
        return np.asarray(worth, dtype=np.float64)

    def frame(self) -> DrawsFrame:
        """The draws as columns, one row for each draw and party, of which pandas and polars each
        make a data frame; `zopa.preferences.shown_draws.draws_frame` says which there are."""
        from zopa.preferences.shown_draws import draws_frame

        return draws_frame(self)

    def _repr_html_(self) -> str:
        """Show in notebooks how much each issue may matter to each party."""
        from zopa.preferences.shown_draws import draws_table

        return draws_table(self)

    def first(self, count: int) -> Draws:
        """The first draws only."""
        return replace(
            self,
            values=tuple(v[:count] for v in self.values),
            reservation=self.reservation[:count],
            aspiration=self.aspiration[:count],
            barred=tuple(b[:count] for b in self.barred),
            settings=self.settings.first(count),
            terms=tuple(replace(term, worth=term.worth[:count]) for term in self.terms),
        )

    def with_preferences(self, party: str, preferences: PartyDraws) -> Draws:
        """The same draws with other preferences of one party, of which there are as many."""
        column = self.parties.index(party)
        reservation = _replaced(self.reservation, column, preferences.reservation)
        return replace(
            self,
            values=tuple(
                _replaced(v, column, new)
                for v, new in zip(self.values, preferences.values, strict=True)
            ),
            reservation=reservation,
            aspiration=_replaced(self.aspiration, column, preferences.aspiration),
            terms=tuple(
                replace(term, worth=_replaced(term.worth, column, new))
                for term, new in zip(self.terms, preferences.worth.T, strict=True)
            ),
            given_parties=self.given_parties - {party},
        )

    def without_red_line(self, fact: int) -> Draws:
        """The same draws as if the red line at that position in the ledger did not exist."""
        barred = tuple(
            np.stack(
                [
                    _behind_red_lines(self.case, party, issue, len(self), self.in_force, fact)
                    for party in self.parties
                ],
                axis=1,
            )
            for issue in self.issues
        )
        lines = _conditional_lines(self.case, self.parties, len(self), self.in_force, fact)
        return replace(self, barred=(*barred, *lines))

    @property
    def converged(self) -> bool:
        """Whether the walks of every party passed their tests."""
        return all(c.reached for c in self.convergence.values())


def draw(
    case: Case,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    prior: Prior | PriorName = DEFAULT_PRIOR,
    most_epochs: int = MOST_EPOCHS,
    tick: Callable[[], None] | None = None,
) -> Draws:
    """Draw preferences for every signatory, and every observer about whom a fact is known.

    The same case, number of draws and seed give the same draws, whatever the order of the entries
    in the file. `prior` is the name of how preferences are spread before any fact has had its say
    (`zopa.preferences.priors`). `tick` is called as the work goes on. Raises CannotDrawError where
    the facts cannot all hold, ValueError for fewer than one draw and for a prior that is not there.
    """
    prior = prior_named(prior)
    draws = index(draws)
    if draws < 1:
        raise ValueError(f"the number of draws is at least 1, not {draws}")
    consistency = Consistency(case)
    settings = draw_settings(consistency, draws, stream(seed, 0))
    parties = tuple(party for party in case.parties if case.speaks(party))
    values = tuple(np.zeros((draws, len(parties), len(i.levels))) for i in case.issues.values())
    barred = tuple(np.zeros(v.shape, dtype=bool) for v in values)
    reservation, aspiration = np.zeros((2, draws, len(parties)))
    worth = np.zeros((draws, len(parties), len(consistency.layout.whens)))
    convergence: dict[str, Convergence] = {}

    def drawn_for(party: str) -> tuple[PartyDraws, Convergence]:
        rng = stream(seed, 1, sorted(parties).index(party))
        (drawn,), ended = draw_party(
            consistency, party, settings, [None], rng, most_epochs, tick, prior
        )
        return drawn, ended

    # The walks are array work, outside Python's lock. Their matrices are small, so that threads
    # within one product would only wait for each other.
    with threadpool_limits(1, "blas"), ThreadPoolExecutor() as threads:
        walked = threads.map(drawn_for, parties)
        for column, (party, (drawn, convergence[party])) in enumerate(
            zip(parties, walked, strict=True)
        ):
            reservation[:, column] = drawn.reservation
            aspiration[:, column] = drawn.aspiration
            worth[:, column] = drawn.worth
            for k, issue in enumerate(case.issues):
                values[k][:, column] = drawn.values[k]
                barred[k][:, column] = _behind_red_lines(
                    case, party, issue, draws, settings.in_force
                )
    return Draws(
        case=case,
        parties=parties,
        seed=seed,
        values=values,
        reservation=reservation,
        aspiration=aspiration,
        barred=(*barred, *_conditional_lines(case, parties, draws, settings.in_force)),
        settings=settings,
        convergence=convergence,
        terms=_terms(case, consistency.layout, worth),
        prior=prior,
        given_parties=frozenset(
            party for party in parties if consistency.numbers(case.facts_of(party)).with_no_deal
        ),
    )


def _terms(case: Case, layout: Layout, worth: Floats) -> tuple[Box, ...]:
    """A box for each set of levels that a bonus names; `worth` is (draws, parties, boxes)."""
    position = {issue: k for k, issue in enumerate(case.issues)}
    return tuple(
        Box(
            tuple(
                sorted(
                    (position[issue], tuple(sorted(map(case.issues[issue].index, levels))))
                    for issue, levels in when
                )
            ),
            worth[:, :, k],
        )
        for k, when in enumerate(layout.whens)
    )


def _replaced(whole: Floats, column: int, new: Floats) -> Floats:
    """A copy of an array (draws, parties, …) with the column of one party replaced."""
    copy = whole.copy()
    copy[:, column] = new
    return copy


def redraw_without(
    draws: Draws, party: str, facts: Sequence[int], count: int
) -> tuple[dict[int, PartyDraws], Convergence]:
    """A party's preferences as if one fact had not been reported, for each of some of its facts.

    `facts` are positions in the ledger. The first `count` draws are drawn anew, with the same
    readings and the same uncertain facts in force, so that they fit the draws of the other parties.
    `Draws.with_preferences` puts them in.
    """
    case = draws.case
    consistency = Consistency(case)
    rank = sorted(draws.parties).index(party)
    facts = sorted(facts, key=canonical_order(case).index)
    rng = stream(draws.seed, 2, rank)
    with threadpool_limits(1, "blas"):
        drawn, convergence = draw_party(
            consistency, party, draws.settings.first(count), facts, rng, prior=draws.prior
        )
    return dict(zip(facts, drawn, strict=True)), convergence


def _conditional_lines(
    case: Case,
    parties: Sequence[str],
    draws: int,
    in_force: Mapping[int, Bools],
    without: int = -1,
) -> tuple[Bools, ...]:
    """For each condition of the case (draws, parties, 2): who bars its being crossed, where."""
    conditions = conditions_of(case)
    lines = tuple(np.zeros((draws, len(parties), 2), dtype=bool) for _ in conditions)
    always = np.ones(draws, dtype=bool)
    for k, fact in enumerate(case.facts):
        content = fact.content
        if isinstance(content, ConditionalRedLine) and fact.party in parties and k != without:
            line = lines[conditions.index(condition_of(case, content))]
            line[:, parties.index(fact.party), CROSSED] |= in_force.get(k, always)
    return lines


def _behind_red_lines(
    case: Case, party: str, issue: str, draws: int, in_force: Mapping[int, Bools], without: int = -1
) -> Bools:
    """(draws, levels): whether a red line of the party bars the level."""
    levels = case.issues[issue].level_ids
    barred = np.zeros((draws, len(levels)), dtype=bool)
    always = np.ones(draws, dtype=bool)
    for k, fact in enumerate(case.facts):
        if fact.party == party and k != without:
            for level in fact.content.barred(case.issues).get(issue, ()):
                barred[:, levels.index(level)] |= in_force.get(k, always)
    return barred
