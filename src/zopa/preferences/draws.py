"""Draws: complete sets of preferences that agree with everything reported.

Each draw first takes a reading of every disputed term, puts each uncertain fact in force or
not, and picks for each issue an order that fits; then each party's preferences are uniform
on the polytope that is left (stochastic multicriteria acceptability analysis: Tervonen, van
Valkenhoef, Baştürk and Postmus 2013, over robust ordinal regression: Greco, Mousseau and
Słowiński 2008). Given the readings, the parties' draws are independent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.case.model import Case, RedLine
from zopa.foundation.chance import stream
from zopa.preferences.chains import batches, chains_for
from zopa.preferences.consistency import Consistency
from zopa.preferences.constraints import relation_of, rows_of_fact
from zopa.preferences.pieces import Ends, Piece, Polytope, build_piece, draw_ends
from zopa.preferences.settings import CannotDrawError, Settings, canonical_order, draw_settings
from zopa.preferences.walk import MOST_EPOCHS, Convergence, hit_and_run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Fact
    from zopa.preferences.constraints import ReadingKey
    from zopa.preferences.layout import Layout

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

DRAWS = 2000
"""Draws where nothing else is asked for: a share is then good to about 2 points (95%)."""


@dataclass(frozen=True, eq=False)
class Draws:
    """Preferences drawn for the parties of a case; axes in the order of `parties`, `issues`.

    Utilities lie between 0 (the worst level of every issue) and 1 (the best of every issue).
    """

    case: Case = field(repr=False)
    parties: tuple[str, ...]
    """The parties drawn: all signatories, and observers of whom a fact is known."""
    seed: int
    values: tuple[Floats, ...] = field(repr=False)
    """One array an issue, (draws, parties, levels)."""
    reservation: Floats = field(repr=False)
    """(draws, parties): the utility of no agreement."""
    barred: tuple[Bools, ...] = field(repr=False)
    """One array an issue, (draws, parties, levels): behind a red line in force."""
    settings: Settings = field(repr=False)
    """The reading of each disputed term and the uncertain facts in force, by draw."""
    convergence: Mapping[str, Convergence]

    def __len__(self) -> int:
        return len(self.reservation)

    @property
    def readings(self) -> Mapping[ReadingKey, NDArray[np.intp]]:
        """(draft, issue) to the position of the level taken, (draws,)."""
        return self.settings.readings

    @property
    def in_force(self) -> Mapping[int, Bools]:
        """Position in `case.facts` of an uncertain fact to whether it is in force, (draws,)."""
        return self.settings.in_force

    @property
    def issues(self) -> tuple[str, ...]:
        return tuple(self.case.issues)

    @property
    def signatories(self) -> tuple[int, ...]:
        """Positions in `parties` of those that must agree."""
        return tuple(k for k, p in enumerate(self.parties) if p in self.case.signatories)

    @property
    def centre(self) -> tuple[tuple[Floats, ...], Floats]:
        """The mean of the draws: values, each (parties, levels), and reservation (parties,)."""
        return tuple(v.mean(axis=0) for v in self.values), self.reservation.mean(axis=0)

    def without_red_line(self, fact: int) -> Draws:
        """The same draws, had the red line at that position in the ledger not been drawn."""
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
        return replace(self, barred=barred)

    @property
    def converged(self) -> bool:
        return all(c.reached for c in self.convergence.values())


def draw(
    case: Case,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    most_epochs: int = MOST_EPOCHS,
    tick: Callable[[], None] | None = None,
) -> Draws:
    """Draw preferences for every party that signs or of which a fact is known.

    The same case, number and seed give the same draws, whatever the order of the entries in
    the file. `tick` is called as the work goes on. Raises CannotDrawError where the facts
    cannot all hold.
    """
    if draws < 1:
        raise ValueError(f"the number of draws is at least 1, not {draws}")
    consistency = Consistency(case)
    settings = draw_settings(consistency, draws, stream(seed, 0))
    parties = tuple(
        p.id for p in case.parties.values() if p.role == "signatory" or case.facts_of(p.id)
    )
    layout = consistency.layout
    values = tuple(np.zeros((draws, len(parties), len(i.levels))) for i in case.issues.values())
    barred = tuple(np.zeros(v.shape, dtype=bool) for v in values)
    reservation = np.zeros((draws, len(parties)))
    convergence: dict[str, Convergence] = {}
    rank = {party: k for k, party in enumerate(sorted(parties))}
    for column, party in enumerate(parties):
        rng = stream(seed, 1, rank[party])
        (drawn,), convergence[party] = _draw_party(
            consistency, party, settings, [None], rng, most_epochs, tick
        )
        own = _party_draws(layout, case, drawn)
        reservation[:, column] = own.reservation
        for k, issue in enumerate(case.issues):
            values[k][:, column] = own.values[k]
            barred[k][:, column] = _behind_red_lines(case, party, issue, draws, settings.in_force)
    return Draws(
        case=case,
        parties=parties,
        seed=seed,
        values=values,
        reservation=reservation,
        barred=barred,
        settings=settings,
        convergence=convergence,
    )


class PartyDraws(NamedTuple):
    """One party's preferences: values, one array an issue (draws, levels), and reservation
    values (draws,)."""

    values: tuple[Floats, ...]
    reservation: Floats


def redraw_without(
    draws: Draws, party: str, facts: Sequence[int], count: int
) -> tuple[dict[int, PartyDraws], Convergence]:
    """A party's preferences had one fact not been reported, for each of some of its facts.

    `facts` are positions in the ledger. The first `count` draws are drawn anew, with the same
    readings and the same uncertain facts in force, so that they go with the other parties'
    draws as they are.
    """
    case = draws.case
    consistency = Consistency(case)
    rank = sorted(draws.parties).index(party)
    facts = sorted(facts, key=canonical_order(case).index)
    drawn, convergence = _draw_party(
        consistency,
        party,
        draws.settings.first(count),
        list(facts),
        stream(draws.seed, 2, rank),
        MOST_EPOCHS,
        None,
    )
    return {
        fact: _party_draws(consistency.layout, case, variables)
        for fact, variables in zip(facts, drawn, strict=True)
    }, convergence


def _party_draws(layout: Layout, case: Case, variables: Floats) -> PartyDraws:
    blocks = [layout.blocks[issue] for issue in case.issues]
    return PartyDraws(
        tuple(variables[:, b.first : b.stop] @ b.spread for b in blocks),
        np.clip(variables[:, layout.reservation], 0.0, 1.0),
    )


def _behind_red_lines(
    case: Case, party: str, issue: str, draws: int, in_force: Mapping[int, Bools], without: int = -1
) -> Bools:
    """(draws, levels): whether a red line of the party bars the level."""
    levels = case.issues[issue].level_ids
    barred = np.zeros((draws, len(levels)), dtype=bool)
    always = np.ones(draws, dtype=bool)
    for k, fact in enumerate(case.facts):
        if fact.party == party and k != without and isinstance(fact.content, RedLine):
            for level in fact.content.levels.get(issue, ()):
                barred[:, levels.index(level)] |= in_force.get(k, always)
    return barred


def _draw_party(
    consistency: Consistency,
    party: str,
    settings: Settings,
    without: Sequence[int | None],
    rng: np.random.Generator,
    most_epochs: int,
    tick: Callable[[], None] | None,
) -> tuple[list[Floats], Convergence]:
    """(draws, variables) preferences of one party for each fact to leave out (None leaves out
    none), and how the walks ended."""
    known: dict[bytes, Polytope | None] = {}
    polytopes: dict[Polytope, list[tuple[int, Piece, NDArray[np.intp]]]] = {}
    for variant, fact in enumerate(without):
        for facts, reading, group in settings.groups(consistency.case, party, fact):
            for piece, own in _pieces_of_group(consistency, facts, reading, group, known, rng):
                polytopes.setdefault(piece.polytope, []).append((variant, piece, own))
    distinct = list(polytopes)
    drawn = [np.zeros((settings.draws, consistency.layout.size)) for _ in without]
    ended: list[Convergence] = []
    wanted = [sum(len(own) for _, _, own in polytopes[p]) for p in distinct]
    for batch in batches(distinct, wanted):
        walked = [distinct[k] for k in batch]
        chains = chains_for(walked, [wanted[k] for k in batch], rng)
        points, outcome = hit_and_run(
            chains.bundle, chains.starts, rng, most_epochs=most_epochs, tick=tick
        )
        ended.append(outcome)
        for k, polytope in enumerate(walked):
            pool = points[chains.owner == k].reshape(-1, points.shape[2])
            for variant, piece, own in polytopes[polytope]:
                drawn[variant][own] = np.maximum(pool[: len(own)] @ piece.selection.T, 0.0)
                pool = pool[len(own) :]
    return drawn, Convergence(
        reached=all(c.reached for c in ended),
        steps=max(c.steps for c in ended),
        chains=sum(c.chains for c in ended),
        correlation=max(c.correlation for c in ended),
        drift=max(c.drift for c in ended),
    )


MOST_ROUNDS = 100
"""Times that orders are drawn anew for the draws whose order did not fit the facts; after
that they share the orders that did."""
MOST_ORDERS = 10_000
"""Orders tried in all."""


def _pieces_of_group(
    consistency: Consistency,
    facts: Sequence[Fact],
    reading: Mapping[ReadingKey, str],
    group: NDArray[np.intp],
    known: dict[bytes, Polytope | None],
    rng: np.random.Generator,
) -> list[tuple[Piece, NDArray[np.intp]]]:
    """Pieces for draws that share their facts, with the draws that fall in each.

    Orders that leave no preferences, or (as only orders with ties between levels do) a
    flatter polytope than others leave, are drawn again.
    """
    layout = consistency.layout
    relations = [relation_of(block, facts) for block in layout]
    rows = [
        row
        for fact in facts
        if fact.kind != "order"
        for row in rows_of_fact(consistency.case, layout, fact, reading)
    ]
    built: dict[Ends, Piece | None] = {}
    chosen: dict[int, Ends] = {}
    left = group
    for _ in range(MOST_ROUNDS):
        ends = draw_ends(relations, len(left), rng)
        for d, pair in zip(left, ends, strict=True):
            key = Ends(tuple(pair[:, 0].tolist()), tuple(pair[:, 1].tolist()))
            if key not in built:
                built[key] = build_piece(layout, relations, rows, key, known)
            chosen[int(d)] = key
        dimension = max((p.polytope.dimension for p in built.values() if p), default=0)
        fits = {key for key, p in built.items() if p and p.polytope.dimension == dimension}
        left = np.array([d for d in group if chosen[int(d)] not in fits], dtype=np.intp)
        if not len(left) or len(built) > MOST_ORDERS:
            break
    if len(left):
        if not fits:
            key = consistency.some_ends(facts, reading)
            built[key] = build_piece(layout, relations, rows, key, known)
            if built[key] is None:  # the facts clash by no more than rounding
                raise CannotDrawError("the facts leave next to nothing; widen a narrow number")
            fits = {key}
        usable = sorted(fits)
        for d in left:
            chosen[int(d)] = usable[int(rng.integers(len(usable)))]
    found: dict[Ends, list[int]] = {}
    for d in group:
        found.setdefault(chosen[int(d)], []).append(int(d))
    return [
        (piece, np.array(own, dtype=np.intp))
        for key, own in found.items()
        if (piece := built[key]) is not None
    ]
