"""What a text means where it says nothing: open terms, settled as its author would settle them.

Whoever signs a text that leaves an issue open signs what its author will make of it. So in each
draw an open term stands at the author's best level, which is drawn before any preferences are, as
the reading of a disputed term is: no circle arises where two parties answer each other's texts.
Of several authors each draw takes one. For the authors' own facts about the text, and where it has
no author whose preferences are drawn, the term stays open.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from zopa.case.mentions import packages_of
from zopa.case.model import Fact, Order, Ranking
from zopa.preferences.constraints import best_key, relation_of
from zopa.preferences.pieces import draw_ends, possible_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case
    from zopa.preferences.constraints import ReadingKey
    from zopa.preferences.layout import Layout

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.intp]

MOST_TRIES = 30
"""How often a best level is drawn anew that the author's facts rule out. After that each level that
they allow is as likely as any other."""


class OpenTerms:
    """The open terms of a case that stand as an author would settle them."""

    def __init__(self, case: Case, layout: Layout) -> None:
        self.case, self.layout = case, layout
        self.authors: dict[str, tuple[str, ...]] = {}
        """For each draft that has such terms, its authors."""
        self.terms: tuple[ReadingKey, ...] = tuple(self._terms())
        """Each draft and issue."""
        self.bests = tuple(
            dict.fromkeys(
                (author, issue)
                for draft, issue in sorted(self.terms, key=lambda key: key[1])
                for author in sorted(self.authors[draft])
            )
        )
        """Each author and issue of which the best level has to be known first."""
        self._facts: dict[tuple[str, str, str], Fact] = {}

    def _terms(self) -> Iterator[ReadingKey]:
        case = self.case
        for name, draft in sorted(case.drafts.items()):
            authors = tuple(p for p in case.authors_of(name) if case.speaks(p))
            answered = any(
                fact.party not in authors and any(p.draft == name for p in packages_of(fact))
                for fact in case.facts
            )
            if not authors or not answered or draft.unknown:
                continue
            for issue in sorted(case.issues):
                known = case.issues[issue]
                if issue not in draft.terms and known.otherwise is None and len(known.levels) > 1:
                    self.authors[name] = authors
                    yield name, issue

    def best_fact(self, party: str, issue: str, level: str) -> Fact:
        """That a level is a party's best on an issue, as a fact; the same one each time."""
        key = party, issue, level
        if key not in self._facts:
            others = tuple(k for k in self.layout.blocks[issue].breakpoints if k != level)
            order = Order((Ranking(issue, ((level,), others)),))
            self._facts[key] = Fact(party, "order", order, assumed="its best level in this draw")
        return self._facts[key]

    def best_facts(self, party: str, reading: Mapping[ReadingKey, str]) -> list[Fact]:
        """What a reading says of a party's best levels."""
        return [
            self.best_fact(party, issue, reading[best_key(party, issue)])
            for author, issue in self.bests
            if author == party and best_key(party, issue) in reading
        ]

    def bearing_on(self, party: str, facts: Iterable[Fact]) -> list[ReadingKey]:
        """What some facts of one party depend on: the open terms of others' drafts that they speak
        of, and its own best levels."""
        drafts = {p.draft for fact in facts for p in packages_of(fact)}
        drafts -= {d for d, authors in self.authors.items() if party in authors}
        terms = [key for key in self.terms if key[0] in drafts]
        return terms + [best_key(*key) for key in self.bests if key[0] == party]

    # --- every reading ------------------------------------------------------------------------

    def readings(self, facts: Sequence[Fact]) -> tuple[Iterator[dict[ReadingKey, str]], int]:
        """The ways in which the open terms that facts depend on may stand, and how many there are.

        An author's best level is any that the orders among the facts allow.
        """
        terms = [
            key
            for party in dict.fromkeys(fact.party for fact in facts)
            for key in self.bearing_on(party, [f for f in facts if f.party == party])
            if key in self.terms
        ]
        drafts = sorted({draft for draft, _ in terms})
        needed = [
            best
            for best in self.bests
            if any(i == best[1] and best[0] in self.authors[d] for d, i in terms)
        ]
        levels = [self._possible(facts, *best) for best in needed]
        ways = [self.authors[draft] for draft in drafts]

        def each() -> Iterator[dict[ReadingKey, str]]:
            for taken in product(*ways, *levels):
                author = dict(zip(drafts, taken, strict=False))
                best = dict(zip(needed, taken[len(drafts) :], strict=True))
                yield {
                    **{(d, i): best[author[d], i] for d, i in terms},
                    **{best_key(*key): level for key, level in best.items()},
                }

        return each(), prod(map(len, (*ways, *levels)))

    def _possible(self, facts: Sequence[Fact], party: str, issue: str) -> tuple[str, ...]:
        block = self.layout.blocks[issue]
        relation = relation_of(block, [fact for fact in facts if fact.party == party])
        return tuple(block.breakpoints[k] for k in possible_ends(relation)[0])

    # --- drawn --------------------------------------------------------------------------------

    def draw(
        self,
        in_force: Callable[[str], Iterator[tuple[list[Fact], Ints]]],
        draws: int,
        fits: Callable[[Sequence[Fact]], bool],
        rng: np.random.Generator,
    ) -> dict[ReadingKey, Ints]:
        """The positions (draws,) of the levels at which terms stand, and of authors' best levels.

        `in_force` gives for a party the facts in force, with the draws in which they are; `fits`
        says whether facts of one party can hold.
        """
        best: dict[tuple[str, str], Ints] = {}
        for party, issue in self.bests:
            block, own = self.layout.blocks[issue], np.zeros(draws, dtype=np.intp)
            place = np.array([block.issue.index(level) for level in block.breakpoints])
            for facts, which in in_force(party):
                own[which] = place[self._best(party, issue, facts, len(which), fits, rng)]
            best[party, issue] = own
        taken: dict[ReadingKey, Ints] = {best_key(*key): own for key, own in best.items()}
        for draft, authors in self.authors.items():
            which = (
                rng.integers(0, len(authors), draws)
                if len(authors) > 1
                else np.zeros(draws, dtype=np.intp)
            )
            for key in self.terms:
                if key[0] == draft:
                    taken[key] = np.choose(which, [best[author, key[1]] for author in authors])
        return taken

    def _best(
        self,
        party: str,
        issue: str,
        facts: Sequence[Fact],
        draws: int,
        fits: Callable[[Sequence[Fact]], bool],
        rng: np.random.Generator,
    ) -> Ints:
        """Breakpoints (draws,): the best ones of random orders that the facts allow."""
        block = self.layout.blocks[issue]
        relation = relation_of(block, facts)
        possible = possible_ends(relation)[0]
        if len(possible) == 1:
            return np.full(draws, possible[0], dtype=np.intp)
        about = [f for f in facts if not any(p.draft in self.authors for p in packages_of(f))]
        allowed = [
            k for k in possible
            if fits([*about, self.best_fact(party, issue, block.breakpoints[k])])
        ]  # fmt: skip
        if not allowed:  # nothing can hold, as will be found where all facts are looked at
            allowed = possible
        drawn = np.full(draws, -1, dtype=np.intp)
        left = np.arange(draws)
        for _ in range(MOST_TRIES):
            drawn[left] = draw_ends([relation], len(left), rng)[:, 0, 0]
            left = left[~np.isin(drawn[left], allowed)]
            if not len(left):
                return drawn
        drawn[left] = rng.choice(allowed, len(left))
        return drawn
