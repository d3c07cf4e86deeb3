"""The draws of one party's preferences: the pieces that they fall in, and walks through these."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from zopa.case.model import Bonus, Preference, RedLine, Stance
from zopa.preferences.chains import batches, chains_for
from zopa.preferences.constraints import ConstraintRow, relation_of, rows_of_fact
from zopa.preferences.layout import NumberContent
from zopa.preferences.numbers import least_without_a_deal, without_bonus
from zopa.preferences.pieces import Ends, Polytope, PolytopePiece, build_piece, draw_ends
from zopa.preferences.settings import CannotDrawError, Settings
from zopa.preferences.walk import MOST_EPOCHS, Convergence, hit_and_run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case, Fact
    from zopa.preferences.consistency import Consistency
    from zopa.preferences.constraints import ReadingKey
    from zopa.preferences.layout import Layout

    Floats = NDArray[np.float64]


class PartyDraws(NamedTuple):
    """One party's preferences, as they stand in `Draws`."""

    values: tuple[Floats, ...]
    """One array for each issue, (draws, levels)."""
    reservation: Floats
    """(draws,): the utility of no agreement."""
    worth: Floats
    """(draws, terms): what each term of the draws adds, which is below 0 for a penalty."""


def draw_party(
    consistency: Consistency,
    party: str,
    settings: Settings,
    without: Sequence[int | None],
    rng: np.random.Generator,
    most_epochs: int = MOST_EPOCHS,
    tick: Callable[[], None] | None = None,
) -> tuple[list[PartyDraws], Convergence]:
    """Preferences of one party for each fact that is left out, and how the walks ended.

    `without` holds the positions in the ledger of the facts to leave out, one at a time; None
    leaves out none. `tick` is called once an epoch. Where the fact of a bonus is left out, the
    bonus is 0. Where the other numbers do not add up without it, they are scaled in proportion.
    Raises CannotDrawError where the facts leave no preferences.
    """
    case, layout = consistency.case, consistency.layout
    bonuses = [bonus.position for bonus in layout.bonuses_of(case.facts_of(party))]
    known: dict[bytes, Polytope | None] = {}
    polytopes: dict[Polytope, list[tuple[int, PolytopePiece, NDArray[np.intp]]]] = {}
    drawn = [np.zeros((settings.draws, layout.size)) for _ in without]
    floors = np.zeros((len(without), settings.draws))
    lost: list[tuple[int, NDArray[np.intp], int]] = []
    for variant, fact in enumerate(without):
        left_out = None if fact is None else case.facts[fact]
        for remaining, reading, group in settings.groups(case, party, fact):
            facts = remaining
            if left_out and _needed(consistency, left_out, facts, reading):
                facts = [*facts, left_out]
                lost.append((variant, group, layout.bonus(_bonus(left_out)).position))
            floors[variant, group] = least_without_a_deal(facts)
            given = _given(consistency, left_out, facts, reading, len(group), rng)
            if given is not None:
                drawn[variant][group] = given
                continue
            for piece, piece_draws in _pieces_of_group(
                consistency, facts, reading, group, known, rng, bonuses
            ):
                polytopes.setdefault(piece.polytope, []).append((variant, piece, piece_draws))
    distinct = list(polytopes)
    ended: list[Convergence] = []
    wanted = [sum(len(piece_draws) for _, _, piece_draws in polytopes[p]) for p in distinct]
    for batch in batches(distinct, wanted):
        walked = [distinct[k] for k in batch]
        chains = chains_for(walked, [wanted[k] for k in batch], rng)
        points, outcome = hit_and_run(
            chains.bundle, chains.starts, rng, most_epochs=most_epochs, tick=tick
        )
        ended.append(outcome)
        for k, polytope in enumerate(walked):
            pool = points[chains.owner == k].reshape(-1, points.shape[2])
            for variant, piece, piece_draws in polytopes[polytope]:
                drawn[variant][piece_draws] = np.maximum(
                    pool[: len(piece_draws)] @ piece.selection.T, 0.0
                )
                drawn[variant][piece_draws, layout.reservation] += floors[variant, piece_draws]
                pool = pool[len(piece_draws) :]
    for variables, floor in zip(drawn, floors, strict=True):
        no_deal = variables[:, layout.reservation]
        np.clip(no_deal, floor, 1.0, out=no_deal)
    for variant, group, position in lost:
        drawn[variant][group] = without_bonus(layout, drawn[variant][group], position)
    own_draws = [party_draws(layout, case, d) for d in drawn]
    return own_draws, Convergence(
        reached=all(c.reached for c in ended),
        steps=max((c.steps for c in ended), default=0),
        chains=sum(c.chains for c in ended),
        correlation=max((c.correlation for c in ended), default=0.0),
        drift=max((c.drift for c in ended), default=0.0),
    )


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
) -> Floats | None:
    """The preferences (draws, variables) where no walk is needed; None where one is.

    No walk is needed where every number is given, or was given before a fact was left out.
    """
    numbers = consistency.numbers(facts)
    rows = consistency.other_rows(facts, reading)
    if numbers.all_given:
        return numbers.draw(draws, rows, rng)
    if left_out is None or not numbers.given_or_open:
        return None
    if not all(isinstance(fact.content, _FoundByTrying) for fact in facts):
        return None
    whole = consistency.numbers([*facts, left_out])
    return numbers.draw_open(draws, rows, rng) if whole.all_given else None


_FoundByTrying: TypeAlias = NumberContent | RedLine | Stance | Preference
"""The kinds of facts that preferences drawn at random agree with often enough to be found by
trying."""


MOST_ROUNDS = 100
"""How often orders are drawn anew for draws whose order did not fit the facts. After that these
draws share the orders that did fit."""
MOST_ORDERS = 10_000
"""The most orders that are tried in all."""


def _pieces_of_group(
    consistency: Consistency,
    facts: Sequence[Fact],
    reading: Mapping[ReadingKey, str],
    group: NDArray[np.intp],
    known: dict[bytes, Polytope | None],
    rng: np.random.Generator,
    bonuses: Sequence[int],
) -> list[tuple[PolytopePiece, NDArray[np.intp]]]:
    """The pieces for draws that share their facts, with the draws that fall in each.

    Orders that leave no preferences are drawn again. So are orders that leave a flatter polytope
    than others do, which happens only where levels must tie.
    """
    layout = consistency.layout
    relations = [relation_of(block, facts) for block in layout]
    rows = [
        row
        for fact in facts
        if fact.kind != "order"
        for row in rows_of_fact(consistency.case, layout, fact, reading)
    ]
    floor = least_without_a_deal(facts)
    in_force = {bonus.position for bonus in layout.bonuses_of(facts)}
    for position in bonuses:
        if position not in in_force:
            size = np.zeros(layout.size)
            size[position] = 1.0
            rows += [ConstraintRow(size, 0.0), ConstraintRow(-size, 0.0)]
    built: dict[Ends, PolytopePiece | None] = {}
    chosen: dict[int, Ends] = {}
    left = group
    for _ in range(MOST_ROUNDS):
        ends = draw_ends(relations, len(left), rng)
        for d, pair in zip(left, ends, strict=True):
            key = Ends(tuple(pair[:, 0].tolist()), tuple(pair[:, 1].tolist()))
            if key not in built:
                built[key] = build_piece(layout, relations, rows, key, known, bonuses, floor)
            chosen[int(d)] = key
        dimension = max((p.polytope.dimension for p in built.values() if p), default=0)
        fits = {key for key, p in built.items() if p and p.polytope.dimension == dimension}
        left = np.array([d for d in group if chosen[int(d)] not in fits], dtype=np.intp)
        if not len(left) or len(built) > MOST_ORDERS:
            break
    if len(left):
        if not fits:
            key = consistency.some_ends(facts, reading)
            built[key] = build_piece(layout, relations, rows, key, known, bonuses, floor)
            if built[key] is None:  # the facts clash by no more than rounding
                raise CannotDrawError("the facts leave next to nothing; widen a narrow number")
            fits = {key}
        usable = sorted(fits)
        for d in left:
            chosen[int(d)] = usable[int(rng.integers(len(usable)))]
    draws_of: dict[Ends, list[int]] = {}
    for d in group:
        draws_of.setdefault(chosen[int(d)], []).append(int(d))
    return [
        (piece, np.array(in_piece, dtype=np.intp))
        for key, in_piece in draws_of.items()
        if (piece := built[key]) is not None
    ]
