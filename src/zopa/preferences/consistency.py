"""Whether facts can all hold and, if they cannot, a smallest set of them that cannot."""

from __future__ import annotations

from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from zopa.case.mentions import packages_of
from zopa.case.model import Stance
from zopa.preferences.constraints import rows_of_fact, settled_terms
from zopa.preferences.layout import NumberContent, layout_of
from zopa.preferences.linear import mixed_integer_point
from zopa.preferences.numbers import Ranges, least_without_a_deal
from zopa.preferences.pieces import Ends
from zopa.preferences.signable import can_be_signed
from zopa.preferences.silence import OpenTerms
from zopa.preferences.whole_program import party_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case, Fact
    from zopa.preferences.constraints import ConstraintRow, ReadingKey

    Floats = NDArray[np.float64]

Item = TypeVar("Item")

MOST_READINGS = 1024
"""The most combinations of disputed terms that are tried one by one."""
MUCH = 1e-3
"""More room than this for preferences is not looked for."""
KEPT = 40
"""So many preferences that were found are kept, for other readings."""
LARGE = 200
"""With more variables than this, a search for a party's preferences takes a second or more."""


def disputed_terms(case: Case) -> dict[ReadingKey, tuple[str, ...]]:
    """For each disputed (draft, issue) the levels that reports give, in canonical order."""
    return {
        (draft.id, issue): tuple(sorted(draft.levels[issue]))
        for _, draft in sorted(case.drafts.items())
        for issue in sorted(draft.disputed)
    }


class Consistency:
    """Answers whether sets of a case's facts can hold together.

    A set can hold if some reading of the disputed terms and, for each party, some preferences
    satisfy all its facts. A bonus that no fact of the set mentions is 0, so numbers that need it
    to add up may fail to hold. With `among`, a bonus that one of those facts mentions may be
    anything instead. Then every part of a set that can hold can hold as well.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.layout = layout_of(case)
        self.disputed = disputed_terms(case)
        self.silence = OpenTerms(case, self.layout)
        self._drafts: dict[int, set[str | None]] = {}
        self._known: dict[tuple[int, tuple[tuple[ReadingKey, str], ...]], list[ConstraintRow]] = {}
        self._held: dict[tuple[object, ...], bool] = {}
        self._points: list[Floats] = []
        self._given: dict[frozenset[int], bool] = {}

    def disputes(self, facts: Iterable[Fact]) -> Iterator[dict[ReadingKey, str]]:
        """At most `MOST_READINGS` readings of the disputed terms that the facts depend on."""
        keys = self._terms_of(facts)
        every = product(*(self.disputed[key] for key in keys))
        for levels in islice(every, MOST_READINGS):
            yield dict(zip(keys, levels, strict=True))

    def readings(
        self, facts: Sequence[Fact], dispute: Mapping[ReadingKey, str]
    ) -> Iterator[dict[ReadingKey, str]]:
        """The same reading of disputed terms with each of at most `MOST_READINGS` ways in which the
        open terms that the facts depend on may stand."""
        ways, _ = self.silence.readings(facts)
        for open_terms in islice(ways, MOST_READINGS):
            yield {**dispute, **open_terms}

    def _terms_of(self, facts: Iterable[Fact]) -> list[ReadingKey]:
        drafts = {p.draft for fact in facts for p in packages_of(fact)}
        return [key for key in self.disputed if key[0] in drafts]

    def holds(self, facts: Sequence[Fact], among: Sequence[Fact] = ()) -> bool:
        """Whether the facts, of one party or several, can all hold.

        Where there are more readings than are tried, the answer is that they can.
        """
        if any(self.holds_with(facts, dispute, among) for dispute in self.disputes(facts)):
            return True
        return prod(len(self.disputed[key]) for key in self._terms_of(facts)) > MOST_READINGS

    def holds_with(
        self, facts: Sequence[Fact], dispute: Mapping[ReadingKey, str], among: Sequence[Fact] = ()
    ) -> bool:
        """As `holds`, when the disputed terms are as `dispute` says."""
        if any(self.holds_under(facts, r, among) for r in self.readings(facts, dispute)):
            return True
        return self.silence.readings(facts)[1] > MOST_READINGS

    def holds_under(
        self,
        facts: Sequence[Fact],
        reading: Mapping[ReadingKey, str],
        among: Sequence[Fact] = (),
    ) -> bool:
        """Whether the facts can all hold when disputed and open terms are as `reading` says."""
        by_party: dict[str, list[Fact]] = {}
        for fact in facts:
            by_party.setdefault(fact.party, []).append(fact)
        for party, party_facts in by_party.items():
            keys = [*self._terms_of(party_facts), *self.silence.bearing_on(party, party_facts)]
            taken = tuple((key, reading[key]) for key in keys if key in reading)
            party_facts = [*party_facts, *self.silence.best_facts(party, reading)]
            others = [fact for fact in among if fact.party == party]
            unknown, quick = self.unknown_bonuses(party_facts, others), self._by_ranges(others)
            key = frozenset(map(id, party_facts)), taken, unknown, quick
            if key not in self._held:
                self._held[key] = self._party_holds(party_facts, reading, unknown, quick=quick)
            if not self._held[key]:
                return False
        return True

    def unknown_bonuses(self, facts: Sequence[Fact], among: Sequence[Fact]) -> tuple[int, ...]:
        """Positions of the bonuses that some fact of `among` mentions, but none of `facts`."""
        if not self.layout.bonuses:
            return ()
        spoken = self.layout.bonuses_of(facts)
        return tuple(b.position for b in self.layout.bonuses_of(among) if b not in spoken)

    def numbers(self, facts: Sequence[Fact], unknown: Sequence[int] = ()) -> Ranges:
        """The ranges that one party's facts give for its numbers."""
        return Ranges.of(self.layout, facts, unknown)

    def _by_ranges(self, among: Sequence[Fact]) -> bool:
        """Whether only the ranges of single numbers are looked at for one party's facts.

        This is so where the party has many variables and `among` gives all of them. Whether all
        its facts agree is then found exactly. A search for preferences that agree with a part of
        them, which leaves some open, would be slow, so a part counts as able to hold unless the
        ranges show that it cannot.
        """
        if self.layout.size <= LARGE or not among:
            return False
        key = frozenset(map(id, among))
        if key not in self._given:
            self._given[key] = self.numbers(among).all_given
        return self._given[key]

    def other_rows(
        self, facts: Sequence[Fact], reading: Mapping[ReadingKey, str]
    ) -> list[ConstraintRow]:
        """The constraints from one party's facts that give no numbers."""
        return [
            row
            for f in facts
            if not isinstance(f.content, NumberContent)
            for row in self.rows(f, reading)
        ]

    def _party_holds(
        self,
        facts: Sequence[Fact],
        reading: Mapping[ReadingKey, str],
        unknown: Sequence[int],
        *,
        quick: bool,
    ) -> bool:
        for fact in facts:
            if (
                isinstance(fact.content, Stance)
                and fact.content.would_sign
                and not self.case.untold(fact.content.package)
            ):
                terms = settled_terms(self.case, fact.party, fact.content.package, reading)
                if not can_be_signed(self.case, facts, terms):
                    return False
        numbers = self.numbers(facts, unknown)
        if quick or numbers.all_given:
            return not numbers.clash(self.other_rows(facts, reading))
        if numbers.clash(()):  # which shows without a program
            return False
        if self._known_to_fit(facts, reading):
            return True
        point = self._point(facts, reading, unknown)
        if point is not None and not self.layout.bonuses:
            self._points = [point[: self.layout.size], *self._points][:KEPT]
        return point is not None

    def _known_to_fit(self, facts: Sequence[Fact], reading: Mapping[ReadingKey, str]) -> bool:
        """Whether preferences that were found before satisfy the facts. Readings of one case differ
        in little, so that most need no program of their own."""
        if not self._points:
            return False
        rows = [row for fact in facts for row in self.rows(fact, reading)]
        points = np.array(self._points)
        least = points[:, self.layout.reservation] >= least_without_a_deal(facts)
        if not rows:
            return bool(least.any())
        met = points @ np.array([row.a for row in rows]).T <= np.array([row.b for row in rows])
        return bool((met.all(axis=1) & least).any())

    def some_ends(self, facts: Sequence[Fact], reading: Mapping[ReadingKey, str]) -> Ends:
        """Best and worst levels with which one party's facts can hold, with room to spare if that
        can be.

        Raises ValueError where they cannot.
        """
        point = self._point(facts, reading, most_room=MUCH)
        if point is None:  # the tolerance of the program may just miss
            point = self._point(facts, reading)
        if point is None:
            raise ValueError("the facts cannot all hold")
        count = sum(len(block.breakpoints) for block in self.layout)
        best, worst, at = [], [], self.layout.size
        for block in self.layout:
            stop = at + len(block.breakpoints)
            best.append(int(point[at:stop].argmax()))
            worst.append(int(point[at + count : stop + count].argmax()))
            at = stop
        return Ends(tuple(best), tuple(worst))

    def rows(self, fact: Fact, reading: Mapping[ReadingKey, str]) -> list[ConstraintRow]:
        if id(fact) not in self._drafts:
            self._drafts[id(fact)] = {package.draft for package in packages_of(fact)} - {None}
        drafts = self._drafts[id(fact)]
        read = tuple((k, reading[k]) for k in sorted(reading) if k[0] in drafts) if drafts else ()
        key = (id(fact), read)
        if key not in self._known:
            self._known[key] = list(rows_of_fact(self.case, self.layout, fact, reading))
        return self._known[key]

    def _point(
        self,
        facts: Sequence[Fact],
        reading: Mapping[ReadingKey, str],
        unknown: Sequence[int] = (),
        most_room: float = 0.0,
    ) -> Floats | None:
        """Preferences that satisfy the facts, whichever levels are best and worst; None if none do.

        With `most_room` they satisfy the facts, and lie between the worst and the best level, by as
        much more as can be, up to that.
        """
        rows = [row for fact in facts for row in self.rows(fact, reading)]
        program = party_program(self.layout, facts, rows, unknown, most_room)
        cost = np.zeros(program.room + 1)
        cost[program.room] = -1.0
        matrix, low, high, bounds, wholes = program
        return mixed_integer_point(matrix, low, high, bounds, wholes, cost if most_room else None)


def smallest_clash(
    items: Sequence[Item], holds: Callable[[Sequence[Item]], bool], *, most_rounds: int = 400
) -> tuple[tuple[Item, ...], bool]:
    """A smallest subset that cannot hold, and whether it is proven to be a smallest.

    It is found by implicit hitting sets (Ignatiev, Previti, Liffiton and Marques-Silva 2015, CP,
    algorithm 1). A set that cannot hold shares an item with the complement of every set that can.
    So a smallest set that meets all complements found so far is either a smallest clash, or it can
    hold. In the second case it is grown until nothing can be added, which gives one more
    complement. After `most_rounds` the answer is a set from which nothing can be left out
    (deletion filter). Raises ValueError if the items can hold together.

    >>> smallest_clash([1, 2, 3, 4], lambda s: not {2, 3} <= set(s))
    ((2, 3), True)
    """
    if holds(items):
        raise ValueError("the items can hold together")
    complements: list[frozenset[int]] = []
    for _ in range(most_rounds):
        chosen = _smallest_hitting_set(complements, len(items))
        if not holds([items[k] for k in chosen]):
            return tuple(items[k] for k in chosen), True
        grown = set(chosen)
        for k in range(len(items)):
            if k not in grown and holds([items[j] for j in sorted({*grown, k})]):
                grown.add(k)
        complements.append(frozenset(range(len(items))) - grown)
    kept = list(items)
    for item in items:
        without = [other for other in kept if other is not item]
        if not holds(without):
            kept = without
    return tuple(kept), False


def _smallest_hitting_set(sets: Sequence[frozenset[int]], size: int) -> list[int]:
    """The fewest of the numbers below `size` of which every set has one."""
    if not sets:
        return []
    A = np.array([[float(k in s) for k in range(size)] for s in sets])
    ones = np.ones(len(sets))
    bounds = (np.zeros(size), np.ones(size))
    # Of several smallest sets the one with the first items is preferred, so that the answer is
    # always the same.
    cost = np.array([1.0 + k * (0.5 / (size * size)) for k in range(size)])
    point = mixed_integer_point(A, ones, np.full(len(sets), float(size)), bounds, range(size), cost)
    assert point is not None  # noqa: S101 - the full set hits everything
    return [k for k in range(size) if point[k] > 0.5]
