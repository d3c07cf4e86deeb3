"""One party's facts in many settings at once, stacked as arrays.

Draws differ in which uncertain facts are in force, in how disputed terms read, and in which fact is
left out. Their constraints are mostly the same. So each constraint stands here once, and each
setting says which of them are on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from zopa.case.model import Order
from zopa.preferences.constraints import (
    ConstraintRow,
    closure,
    no_deal_below_aspiration,
    relation_of,
)
from zopa.preferences.extensions import MOST_COUNTED
from zopa.preferences.pieces import Ends, draw_ends, least_pairs
from zopa.preferences.priors import EVEN_VALUES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Fact
    from zopa.preferences.consistency import Consistency
    from zopa.preferences.constraints import ReadingKey
    from zopa.preferences.pieces import Relation
    from zopa.preferences.priors import Prior

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

Numbers: TypeAlias = "NDArray[np.intp]"


class StackedFacts:
    """The constraints of one party's facts in each of some settings.

    `settings` holds for each of them the facts in force and the reading of the disputed terms. A
    bonus of the party's that none of these facts is about is 0.
    """

    def __init__(
        self,
        consistency: Consistency,
        settings: Sequence[tuple[Sequence[Fact], Mapping[ReadingKey, str]]],
        bonuses: Sequence[int],
        prior: Prior = EVEN_VALUES,
    ) -> None:
        self.prior = prior
        layout = self.layout = consistency.layout
        self.settings = settings
        self.blocks = tuple(layout)
        self.firsts = np.array([block.first for block in self.blocks])
        self.weights = np.array([block.weight for block in self.blocks])
        self.sizes = np.array([len(block.breakpoints) for block in self.blocks])
        self.bonuses = np.array(bonuses, dtype=np.intp)
        self.relations: tuple[list[Relation], ...] = tuple([] for _ in self.blocks)
        """For each issue, what is known of its order in one setting or another."""
        self.relation = np.zeros((len(settings), len(self.blocks)), dtype=np.intp)
        """(settings, issues): which of these relations holds."""
        self.spoken = np.zeros((len(settings), len(bonuses)), dtype=bool)
        """(settings, bonuses): whether a fact is about the bonus."""
        number_of: dict[bytes, int] = {}
        rows: list[ConstraintRow] = []
        numbered: dict[int, list[int]] = {}
        used: list[list[int]] = []
        known: tuple[dict[tuple[int, ...], int], ...] = tuple({} for _ in self.blocks)
        always = no_deal_below_aspiration(layout)
        always = ConstraintRow(always.a + 0.0, always.b + 0.0)
        rows.append(always)
        number_of[always.a.tobytes() + np.float64(always.b).tobytes()] = 0
        for s, (facts, reading) in enumerate(settings):
            in_setting = [0]
            for fact in facts:
                if isinstance(fact.content, Order):
                    continue
                of_fact = consistency.rows(fact, reading)
                if id(of_fact) not in numbered:  # these lists are kept there
                    numbered[id(of_fact)] = _numbers_of(of_fact, rows, number_of)
                in_setting += numbered[id(of_fact)]
            used.append(in_setting)
            self._relations_of(s, facts, known)
            in_force = {bonus.position for bonus in layout.bonuses_of(facts)}
            self.spoken[s] = [position in in_force for position in bonuses]
        self.A = np.array([row.a for row in rows]).reshape(-1, layout.size)
        """(rows, variables): the constraints that are no orders, `A x <= b`."""
        self.b = np.array([row.b for row in rows])
        self.on = np.zeros((len(settings), len(rows)), dtype=bool)
        """(settings, rows): which constraints are on."""
        for s, in_setting in enumerate(used):
            self.on[s, in_setting] = True
        self.priorities = [self._priorities_in(s) for s in range(len(settings))]
        """For each setting what is known of which issues matter more than others."""

    def _priorities_in(self, setting: int) -> list[tuple[Numbers, Relation]]:
        """Issues that are compared with each other, and what is known of their order by weight.

        Issues of which a prior makes the weights alike come together, so that these may change
        places. What cannot be ordered so is left to the constraints, which say it all anyway.
        """
        rows = self.A[self.on[setting]]
        compared = rows[:, self.weights]
        plain = ((rows != 0).sum(axis=1) == 2) & (self.b[self.on[setting]] == 0)
        plain &= (compared.max(axis=1) == 1) & (compared.min(axis=1) == -1)
        more, less = compared[plain].argmin(axis=1), compared[plain].argmax(axis=1)
        sizes = self.sizes if self.prior.levels_count else np.minimum(self.sizes, 2)
        known = []
        for size in np.unique(sizes[sizes > 1]):
            alike = (sizes[more] == size) & (sizes[less] == size)
            issues = np.unique([more[alike], less[alike]])
            relation = np.eye(len(issues), dtype=bool)
            relation[np.searchsorted(issues, more[alike]), np.searchsorted(issues, less[alike])] = 1
            relation = closure(relation)
            if 0 < len(issues) <= MOST_COUNTED and not _ties(relation):
                known.append((issues, relation))
        return known

    def _relations_of(
        self, s: int, facts: Sequence[Fact], known: Sequence[dict[tuple[int, ...], int]]
    ) -> None:
        orders = [fact for fact in facts if isinstance(fact.content, Order)]
        for k, block in enumerate(self.blocks):
            own = [f for f in orders if any(r.issue == block.issue.id for r in f.content.orders())]
            key = tuple(map(id, own))
            if key not in known[k]:
                known[k][key] = len(self.relations[k])
                self.relations[k].append(relation_of(block, own))
            self.relation[s, k] = known[k][key]

    def relations_in(self, setting: int) -> list[Relation]:
        """What is known of the order of each issue in a setting."""
        return [self.relations[k][r] for k, r in enumerate(self.relation[setting])]

    def rows_in(self, setting: int) -> list[int]:
        """The positions of the constraints that are on in a setting."""
        return [int(k) for k in np.flatnonzero(self.on[setting])]

    @property
    def may_be_thick(self) -> Bools:
        """(settings,): whether no facts force equations: no levels must tie, no number is given
        exactly, and no bonus is 0."""
        tied = [np.array([_ties(r) for r in relations]) for relations in self.relations]
        tie = np.zeros(len(self.on), dtype=bool)
        for k, ties in enumerate(tied):
            tie |= ties[self.relation[:, k]]
        number_of = {
            a.tobytes() + b.tobytes(): k
            for k, (a, b) in enumerate(zip(self.A, self.b, strict=True))
        }
        opposite = [
            number_of.get((0.0 - a).tobytes() + (0.0 - b).tobytes(), k)
            for k, (a, b) in enumerate(zip(self.A, self.b, strict=True))
        ]
        pairs = np.array([(k, j) for k, j in enumerate(opposite) if j != k], dtype=np.intp)
        both = self.on[:, pairs.reshape(-1, 2)[:, 0]] & self.on[:, pairs.reshape(-1, 2)[:, 1]]
        return np.asarray(~tie & ~both.any(axis=1) & self.spoken.all(axis=1))

    def draw_ends(self, setting: Numbers, rng: np.random.Generator) -> Numbers:
        """Best and worst breakpoint of each issue for draws in the given settings.

        The shape is (draws, issues, 2). They are those of uniform linear extensions of what is
        known of the order.
        """
        ends = np.empty((len(setting), len(self.blocks), 2), dtype=np.intp)
        for k, relations in enumerate(self.relations):
            holds = self.relation[setting, k]
            for r, relation in enumerate(relations):
                draws = np.flatnonzero(holds == r)
                if len(draws):
                    ends[draws, k] = draw_ends([relation], len(draws), rng)[:, 0]
        return ends

    def edges(self) -> tuple[Floats, NDArray[np.intp], NDArray[np.intp]]:
        """What orders say, as rows `A x <= 0`, with the issue and the relation of each."""
        rows, issue, relation = [], [], []
        for k, relations in enumerate(self.relations):
            for r, known in enumerate(relations):
                for better, worse in least_pairs(known):
                    row = np.zeros(self.layout.size)
                    row[self.firsts[k] + worse] = 1.0
                    row[self.firsts[k] + better] = -1.0
                    rows.append(row)
                    issue.append(k)
                    relation.append(r)
        A = np.array(rows).reshape(-1, self.layout.size)
        return A, np.array(issue, dtype=np.intp), np.array(relation, dtype=np.intp)


def _numbers_of(
    some: Sequence[ConstraintRow], rows: list[ConstraintRow], number_of: dict[bytes, int]
) -> list[int]:
    """The positions of some rows among `rows`, to which new ones are added."""
    numbers = []
    for row in some:
        row = ConstraintRow(row.a + 0.0, row.b + 0.0)  # no zero with a sign
        key = row.a.tobytes() + np.float64(row.b).tobytes()
        if key not in number_of:
            number_of[key] = len(rows)
            rows.append(row)
        numbers.append(number_of[key])
    return numbers


def _ties(relation: Relation) -> bool:
    return bool((relation & relation.T).sum() > len(relation))


def ends_of(pair: Numbers) -> Ends:
    """Best and worst breakpoints of one draw, from (issues, 2)."""
    return Ends(tuple(pair[:, 0].tolist()), tuple(pair[:, 1].tolist()))
