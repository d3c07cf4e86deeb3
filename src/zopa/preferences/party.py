"""The draws of one party's preferences: the pieces that they fall in, and walks through these."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from zopa.case.model import Bonus, ConditionalRedLine, Limit, Preference, RedLine, Stance
from zopa.preferences.chains import batches, chains_for
from zopa.preferences.constraints import ConstraintRow
from zopa.preferences.flat import pieces_of_group
from zopa.preferences.layout import NumberContent
from zopa.preferences.numbers import (
    least_without_a_deal,
    most_without_a_deal,
    without_bonus,
)
from zopa.preferences.pieces import Ends, Polytope, PolytopePiece, build_piece
from zopa.preferences.priors import WEIGHTS_FIRST
from zopa.preferences.settings import Settings
from zopa.preferences.stacked import StackedFacts
from zopa.preferences.walk import MOST_EPOCHS, Convergence, hit_and_run
from zopa.preferences.with_room import draw_with_room

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case, Fact
    from zopa.preferences.consistency import Consistency
    from zopa.preferences.constraints import ReadingKey
    from zopa.preferences.layout import Layout
    from zopa.preferences.priors import Prior

    Floats = NDArray[np.float64]


class PartyDraws(NamedTuple):
    """One party's preferences, as they stand in `Draws`."""

    values: tuple[Floats, ...]
    """One array for each issue, (draws, levels)."""
    reservation: Floats
    """(draws,): the utility of no agreement."""
    worth: Floats
    """(draws, terms): what each term of the draws adds, which is below 0 for a penalty."""
    aspiration: Floats
    """(draws,): the utility that the party holds out for now."""


_ToWalk: TypeAlias = "dict[Polytope, list[tuple[int, PolytopePiece, NDArray[np.intp]]]]"
"""For each polytope the draws that are to come from it: the variant that they are for, what the
variables mean, and which draws."""


class _Group(NamedTuple):
    """Draws that share their facts, and have to be drawn."""

    variant: int
    facts: Sequence[Fact]
    reading: Mapping[ReadingKey, str]
    draws: NDArray[np.intp]

    @property
    def floor(self) -> float:
        """The least that having no deal can be worth."""
        return least_without_a_deal(self.facts)


def draw_party(
    consistency: Consistency,
    party: str,
    settings: Settings,
    without: Sequence[int | None],
    rng: np.random.Generator,
    most_epochs: int = MOST_EPOCHS,
    tick: Callable[[], None] | None = None,
    prior: Prior = WEIGHTS_FIRST,
) -> tuple[list[PartyDraws], Convergence]:
    """Preferences of one party for each fact that is left out, and how the walks ended.

    `without` holds the positions in the ledger of the facts to leave out, one at a time; None
    leaves out none. `tick` is called once an epoch. Where the fact of a bonus is left out, the
    bonus is 0. Where the other numbers do not add up without it, they are scaled in proportion.
    Raises CannotDrawError where the facts leave no preferences.
    """
    case, layout = consistency.case, consistency.layout
    bonuses = [bonus.position for bonus in layout.bonuses_of(case.facts_of(party))]
    drawn = [np.zeros((settings.draws, layout.size)) for _ in without]
    floors = np.zeros((len(without), settings.draws))
    ceilings = np.ones((len(without), settings.draws))
    groups: list[_Group] = []
    lost: list[tuple[int, NDArray[np.intp], int]] = []
    for variant, fact in enumerate(without):
        left_out = None if fact is None else case.facts[fact]
        for remaining, reading, members in settings.groups(consistency.silence, party, fact):
            facts = remaining
            if left_out and _needed(consistency, left_out, facts, reading):
                facts = [*facts, left_out]
                lost.append((variant, members, layout.bonus(_bonus(left_out)).position))
            floors[variant, members] = least_without_a_deal(facts)
            ceilings[variant, members] = most_without_a_deal(facts)
            given = _given(consistency, left_out, facts, reading, len(members), rng, prior)
            if given is not None:
                drawn[variant][members] = given
            else:
                groups.append(_Group(variant, facts, reading, members))
    ended: list[Convergence] = []
    polytopes: _ToWalk = {}
    if groups:
        stacked = StackedFacts(consistency, [(g.facts, g.reading) for g in groups], bonuses, prior)
        polytopes, ended = _fill(consistency, stacked, groups, drawn, rng, most_epochs, tick)
    distinct = list(polytopes)
    wanted = [sum(len(piece_draws) for _, _, piece_draws in polytopes[p]) for p in distinct]
    for batch in batches(distinct, wanted):
        walked = [distinct[k] for k in batch]
        chains = chains_for(walked, [wanted[k] for k in batch], rng)
        points, outcome = hit_and_run(
            chains.bundle, chains.starts, rng, most_epochs=most_epochs, tick=tick, prior=prior
        )
        ended.append(outcome)
        for k, polytope in enumerate(walked):
            pool = points[chains.owner == k].reshape(-1, points.shape[2])
            for variant, piece, piece_draws in polytopes[polytope]:
                drawn[variant][piece_draws] = np.maximum(
                    pool[: len(piece_draws)] @ piece.selection.T, 0.0
                )
                for position in (layout.reservation, layout.aspiration):
                    drawn[variant][piece_draws, position] += floors[variant, piece_draws]
                pool = pool[len(piece_draws) :]
    for group in groups:  # a bonus of which no fact in force speaks is 0, to the last digit
        spoken = [bonus.position for bonus in layout.bonuses_of(group.facts)]
        for position in set(bonuses).difference(spoken):
            drawn[group.variant][group.draws, position] = 0.0
    for variables, floor, ceiling in zip(drawn, floors, ceilings, strict=True):
        no_deal = variables[:, layout.reservation]
        np.clip(no_deal, floor, ceiling, out=no_deal)
        held_out = variables[:, layout.aspiration]
        np.clip(held_out, no_deal, np.maximum(ceiling, no_deal), out=held_out)
    for variant, members, position in lost:
        drawn[variant][members] = without_bonus(layout, drawn[variant][members], position)
    own_draws = [party_draws(layout, case, d) for d in drawn]
    return own_draws, Convergence(
        reached=all(c.reached for c in ended),
        steps=max((c.steps for c in ended), default=0),
        chains=sum(c.chains for c in ended),
        correlation=max((c.correlation for c in ended), default=0.0),
        drift=max((c.drift for c in ended), default=0.0),
    )


def _fill(
    consistency: Consistency,
    stacked: StackedFacts,
    groups: Sequence[_Group],
    drawn: Sequence[Floats],
    rng: np.random.Generator,
    most_epochs: int,
    tick: Callable[[], None] | None,
) -> tuple[_ToWalk, list[Convergence]]:
    """Draw for groups, into `drawn` of their variant, as far as no polytope is shared by many.

    What is left is given back by polytope, with how the walks so far ended.
    """
    owner = np.repeat(np.arange(len(groups)), [len(g.draws) for g in groups])
    item = np.concatenate([g.draws for g in groups])
    variant = np.array([g.variant for g in groups])[owner]
    # Where having no deal may be worse than everything, draws are made piece by piece.
    usual = np.array([group.floor == 0 for group in groups])
    thick = np.flatnonzero((stacked.may_be_thick & usual)[owner])
    roomy = draw_with_room(consistency, stacked, owner[thick], rng, most_epochs, tick)
    done = thick[roomy.done]
    for number, variables in enumerate(drawn):
        mine = roomy.done & (variant[thick] == number)
        variables[item[thick[mine]]] = roomy.drawn[mine]
    left = np.ones(len(owner), dtype=bool)
    left[done] = False
    polytopes: _ToWalk = {}
    known: dict[bytes, Polytope | None] = {}
    for setting, ends, walkers in roomy.together:
        piece = _piece(stacked, setting, ends, known)
        if piece is not None:
            left[thick[walkers]] = False
            target = groups[setting].variant, piece, item[thick[walkers]]
            polytopes.setdefault(piece.polytope, []).append(target)
    for setting in dict.fromkeys(owner[left].tolist()):
        group = groups[setting]
        still = item[left & (owner == setting)]
        for piece, piece_draws in pieces_of_group(
            consistency, group.facts, group.reading, still, known, rng, stacked.bonuses.tolist()
        ):
            polytopes.setdefault(piece.polytope, []).append((group.variant, piece, piece_draws))
    return polytopes, roomy.ended


def _piece(
    stacked: StackedFacts, setting: int, ends: Ends, known: dict[bytes, Polytope | None]
) -> PolytopePiece | None:
    rows = [ConstraintRow(stacked.A[k], float(stacked.b[k])) for k in stacked.rows_in(setting)]
    relations, bonuses = stacked.relations_in(setting), stacked.bonuses.tolist()
    return build_piece(stacked.layout, relations, rows, ends, known, bonuses)


def party_draws(layout: Layout, case: Case, variables: Floats) -> PartyDraws:
    """Preferences as they stand in `Draws`, from the variables (draws, variables) of a layout."""
    values = {block.issue.id: block.values(variables) for block in layout}
    worth = np.zeros((len(variables), len(layout.whens)))
    for bonus in layout.bonuses:
        size = variables[:, bonus.position]
        worth[:, layout.whens.index(bonus.when)] += -size if bonus.penalty else size
        if bonus.penalty:  # what it can cost is added to the first issue that it names
            first, _ = bonus.when[0]
            values[first] = values[first] + size[:, None]
    return PartyDraws(
        tuple(values[issue] for issue in case.issues),
        variables[:, layout.reservation],
        worth,
        variables[:, layout.aspiration],
    )


def _bonus(fact: Fact) -> Bonus:
    assert isinstance(fact.content, Bonus)  # noqa: S101 - this is only called for such facts
    return fact.content


def _needed(
    consistency: Consistency,
    left_out: Fact,
    facts: Sequence[Fact],
    reading: Mapping[ReadingKey, str],
) -> bool:
    """Whether other facts cannot hold without the bonus that a fact is about."""
    if not isinstance(left_out.content, Bonus):
        return False
    bonus = consistency.layout.bonus(left_out.content)
    others = consistency.layout.bonuses_of(facts)
    return bonus not in others and not consistency.holds_under(facts, reading)


def _given(
    consistency: Consistency,
    left_out: Fact | None,
    facts: Sequence[Fact],
    reading: Mapping[ReadingKey, str],
    draws: int,
    rng: np.random.Generator,
    prior: Prior,
) -> Floats | None:
    """The preferences (draws, variables) where no walk is needed; None where one is.

    No walk is needed where every number is given, or was given before a fact was left out.
    """
    numbers = consistency.numbers(facts)
    if numbers.all_given:
        return numbers.draw(draws, consistency.other_rows(facts, reading), rng)
    if left_out is None or not numbers.given_or_open:
        return None
    if not all(isinstance(fact.content, _FoundByTrying) for fact in facts):
        return None
    whole = consistency.numbers([*facts, left_out])
    if not whole.all_given:
        return None
    return numbers.draw_open(draws, consistency.other_rows(facts, reading), rng, prior)


_FoundByTrying: TypeAlias = (
    NumberContent | RedLine | ConditionalRedLine | Limit | Stance | Preference
)
"""The kinds of facts that preferences drawn at random agree with often enough to be found by
trying."""
