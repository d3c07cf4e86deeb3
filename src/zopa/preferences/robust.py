"""What holds for every preference that agrees with the established facts, and what for some.

These are the necessary and the possible relation of robust ordinal regression (Greco, Mousseau and
Słowiński 2008). Linear programs decide them; draws can only show that something is possible. A
thing is necessary if it holds whatever uncertain facts are true and however terms stand on which
reports differ. So it is asked under every reading of these terms, and of open terms that stand as
their author would settle them, of all preferences that the established facts allow: an uncertain
fact could only take some away. An uncertain bonus is there or not, and both are looked at.
"""

from __future__ import annotations

from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from zopa.case.mentions import packages_of
from zopa.case.model import Bonus
from zopa.foundation.chance import SAME
from zopa.preferences.consistency import Consistency, disputed_terms
from zopa.preferences.constraints import best_key, relation_of
from zopa.preferences.pieces import possible_ends
from zopa.preferences.whole_program import Extremes, party_program

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case, Fact
    from zopa.preferences.constraints import ReadingKey

    Floats = NDArray[np.float64]
    Reading = Mapping[ReadingKey, str]

MOST_READINGS = 64
"""Readings that are looked at one by one; where there are more, nothing is decided."""
MOST_VARIABLES = 300
"""With more variables than this nothing is decided: each program would take a second."""
MOST_PROGRAMS = 400
"""Programs in all, of which each takes about a millisecond."""
MOST_BONUSES = 3
"""Uncertain bonuses of one party that are there or not."""


class Necessity(NamedTuple):
    """Whether something holds for every preference, and whether it does for some; None where that
    was not decided."""

    necessary: bool | None
    possible: bool | None


class Robust:
    """Decides what the established facts of a case settle.

    >>> from zopa.case.model import Case, Fact, Issue, Level, Order, Party, Ranking
    >>> price = Issue("price", "Price", (Level("low", "low"), Level("high", "high")))
    >>> order = Order((Ranking("price", (("low",), ("high",))),))
    >>> case = Case("Sale", {"price": price}, {"us": Party("us", "Us")}, {},
    ...             (Fact("us", "order", order, assumed="so"),))
    >>> robust = Robust(case)
    >>> low_less_high = np.array([-1.0, 1.0, 0.0, 0.0, 0.0])  # values of high and low, weight, …
    >>> (reading,) = robust.readings([])
    >>> robust.not_negative("us", reading, low_less_high)
    Necessity(necessary=True, possible=True)
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.consistency = Consistency(case)
        self.layout = self.consistency.layout
        self._certain = [fact for fact in case.facts if fact.certain]
        self._programs: dict[tuple[object, ...], list[Extremes] | None] = {}
        self._readings: dict[frozenset[str], tuple[Reading, ...] | None] = {}
        self._left = MOST_PROGRAMS

    def readings(self, drafts: Sequence[str]) -> tuple[Reading, ...] | None:
        """Every way in which terms may stand that facts, or these drafts, depend on, and with which
        the established facts can all hold; None where there are too many."""
        asked = frozenset(drafts)
        if asked not in self._readings:
            self._readings[asked] = self._every_reading(asked)
        return self._readings[asked]

    def _every_reading(self, drafts: frozenset[str]) -> tuple[Reading, ...] | None:
        if self.layout.size > MOST_VARIABLES:
            return None
        spoken = {p.draft for fact in self.case.facts for p in packages_of(fact)} | drafts
        disputed = {k: v for k, v in disputed_terms(self.case).items() if k[0] in spoken}
        ways, many = self.consistency.silence.readings(self.case.facts)
        parts: list[list[dict[ReadingKey, str]]] = [
            [{key: level} for level in levels] for key, levels in disputed.items()
        ]
        parts += [self._as_authors_would(draft) for draft in sorted(drafts)]
        if many * prod(map(len, parts)) > MOST_READINGS:
            return None
        found: list[Reading] = []
        for taken in product(list(ways), *parts):
            reading = {key: level for part in taken for key, level in part.items()}
            if self._holds(reading):
                found.append(reading)
        return tuple(found)

    def _as_authors_would(self, draft: str) -> list[dict[ReadingKey, str]]:
        """The ways in which the open terms of a draft that no fact answers may stand."""
        case, silence = self.case, self.consistency.silence
        open_issues = [
            issue.id
            for issue in case.issues.values()
            if issue.id not in case.drafts[draft].terms and issue.otherwise is None
        ]
        authors = sorted(p for p in case.authors_of(draft) if case.speaks(p))
        if draft in silence.authors or not open_issues or not authors:
            return [{}]
        ways: list[dict[ReadingKey, str]] = []
        for author in authors:
            levels = [self.possible_bests(author, issue) for issue in open_issues]
            if len(ways) + prod(map(len, levels)) > MOST_READINGS:
                return [{}] * (MOST_READINGS + 1)
            ways += [
                {(draft, i): level for i, level in zip(open_issues, best, strict=True)}
                | {best_key(author, i): level for i, level in zip(open_issues, best, strict=True)}
                for best in product(*levels)
            ]
        return ways

    def possible_bests(self, party: str, issue: str) -> list[str]:
        """The breakpoints of an issue that may be a party's best, as far as orders tell."""
        block = self.layout.blocks[issue]
        own = [fact for fact in self._certain if fact.party == party]
        return [block.breakpoints[k] for k in possible_ends(relation_of(block, own))[0]]

    def _holds(self, reading: Reading) -> bool:
        facts = [*self._certain]
        for party in self.case.parties:
            facts += self._best_facts(party, reading)
        return self.consistency.holds_under(facts, reading)

    def _best_facts(self, party: str, reading: Reading) -> list[Fact]:
        """What a reading says of a party's best levels."""
        return [
            self.consistency.silence.best_fact(party, issue, level)
            for (who, issue), level in reading.items()
            if who == best_key(party, issue)[0]
        ]

    def not_negative(
        self,
        party: str,
        reading: Reading,
        objective: Floats,
        *,
        holds: bool = False,
        fails: bool = False,
    ) -> Necessity:
        """Whether `objective . x >= 0` for every preference x of a party, and whether for some.

        `holds` and `fails` say that draws have shown a preference for which it does, or does not;
        what they show needs no program.
        """
        possible = True if holds else None
        necessary = False if fails else None
        if possible is None:
            possible = self._reaches(party, reading, objective, -SAME)
        if necessary is None:
            beyond = self._reaches(party, reading, -objective, SAME)
            necessary = None if beyond is None else not beyond
        return Necessity(necessary, possible)

    def _reaches(self, party: str, reading: Reading, objective: Floats, bar: float) -> bool | None:
        """Whether the greatest value of a function is as much as a bar; None if not decided."""
        programs = self._of(party, reading)
        if programs is None or self._left < len(programs):
            return None
        self._left -= len(programs)
        found = [most for program in programs if (most := program.most(objective)) is not None]
        if any(most.at_least >= bar for most in found):
            return True
        return None if any(most.at_most >= bar for most in found) else False

    def _of(self, party: str, reading: Reading) -> list[Extremes] | None:
        """The programs of a party's preferences, one for each way of having uncertain bonuses."""
        own = [fact for fact in self._certain if fact.party == party]
        drafts = {p.draft for fact in own for p in packages_of(fact)}
        bests = self._best_facts(party, reading)
        terms = tuple(sorted((k, v) for k, v in reading.items() if k[0] in drafts))
        key = party, terms, tuple(map(id, bests))
        if key not in self._programs:
            self._programs[key] = self._made([*own, *bests], party, reading)
        return self._programs[key]

    def _made(self, own: list[Fact], party: str, reading: Reading) -> list[Extremes] | None:
        doubtful = [
            fact
            for fact in self.case.facts
            if fact.party == party and not fact.certain and isinstance(fact.content, Bonus)
        ]
        if len(doubtful) > MOST_BONUSES:
            return None
        made = []
        for some in _subsets(doubtful):
            facts = [*own, *some]
            rows = [row for fact in facts for row in self.consistency.rows(fact, reading)]
            made.append(Extremes(party_program(self.layout, facts, rows)))
        return made


def _subsets(facts: Sequence[Fact]) -> Iterator[tuple[Fact, ...]]:
    for size in range(len(facts) + 1):
        yield from combinations(facts, size)
