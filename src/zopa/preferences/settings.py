"""What each draw takes as given before any preferences are drawn.

That is a reading of every disputed term, with each reported level equally likely, and for every
uncertain fact whether it is in force, with its confidence as the probability; facts of one group
are in force together or not at all. Only settings are
kept in which all facts in force can hold, so facts that contradict each other are never in force
together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from zopa.case.mentions import packages_of
from zopa.case.model import Bonus
from zopa.preferences.constraints import best_key
from zopa.preferences.layout import when_of
from zopa.preferences.uncertain_facts import UncertainFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from zopa.case.model import Case, Fact
    from zopa.preferences.consistency import Consistency
    from zopa.preferences.constraints import ReadingKey
    from zopa.preferences.silence import OpenTerms

MOST_TRIES = 1000
"""How many settings are tried for a draw before the facts count as contradicting each other."""


class CannotDrawError(ValueError):
    """No preferences agree with the facts. `zopa check` names the facts that clash."""


@dataclass(frozen=True)
class Settings:
    """The settings of all draws, as arrays over draws."""

    draws: int
    readings: Mapping[ReadingKey, NDArray[np.intp]]
    """For each disputed (draft, issue), (draws,): the position of the level that is taken among
    the levels of the issue. The same for open terms that stand as an author would settle them, and
    for the best levels of these authors (`zopa.preferences.silence`)."""
    in_force: Mapping[int, NDArray[np.bool_]]
    """Whether each uncertain fact is in force, (draws,), by its position in `case.facts`."""

    def first(self, draws: int) -> Settings:
        """The settings of only the first draws."""
        return Settings(
            draws,
            {key: taken[:draws] for key, taken in self.readings.items()},
            {fact: force[:draws] for fact, force in self.in_force.items()},
        )

    def groups(
        self, silence: OpenTerms, party: str, without: int | None = None
    ) -> Iterator[tuple[list[Fact], dict[ReadingKey, str], NDArray[np.intp]]]:
        """Groups of draws in which a party has the same facts.

        Each group is given as the facts in force, the reading, and the positions of its draws.
        With `without`, the fact at that position counts as not reported. Where other parties' facts
        hang on the party's best levels, what these are is among its facts, unless it is an order of
        these levels that is left out.
        """
        case = silence.case
        ranked = () if without is None else case.facts[without].content.orders()
        unknown = {ranking.issue for ranking in ranked}
        positions = [
            k for k in canonical_order(case) if case.facts[k].party == party and k != without
        ]
        terms = self.bearing_on(silence, party, [case.facts[k] for k in positions])
        uncertain = [k for k in positions if k in self.in_force]
        columns = [_ranks(case, t[1])[self.readings[t]] for t in terms]
        columns += [self.in_force[k].astype(np.intp) for k in uncertain]
        table = np.column_stack([np.zeros(self.draws, dtype=np.intp), *columns])
        kinds, member = np.unique(table, axis=0, return_inverse=True)
        for number, kind in enumerate(kinds):
            taken, force = kind[1 : 1 + len(terms)], kind[1 + len(terms) :]
            reading = {
                t: sorted(case.issues[t[1]].level_ids)[int(rank)]
                for t, rank in zip(terms, taken, strict=True)
            }
            off = {k for k, on in zip(uncertain, force, strict=True) if not on}
            facts = [case.facts[k] for k in positions if k not in off]
            bests = silence.best_facts(party, reading)
            yield (
                [
                    *facts,
                    *(f for f in bests if not unknown & {r.issue for r in f.content.orders()}),
                ],
                reading,
                np.flatnonzero(member.reshape(-1) == number),
            )

    def bearing_on(self, silence: OpenTerms, party: str, facts: Sequence[Fact]) -> list[ReadingKey]:
        """The readings that a party's facts depend on."""
        drafts = {package.draft for fact in facts for package in packages_of(fact)}
        open_terms = silence.bearing_on(party, facts)
        return [
            key
            for key in self.readings
            if key in open_terms or (key[0] in drafts and key not in silence.terms)
        ]


def draw_settings(consistency: Consistency, draws: int, rng: np.random.Generator) -> Settings:
    """Readings and facts in force, drawn anew until all facts in force can hold.

    A clash that turns up under every reading is learnt, so that no later try has all of its facts
    in force. What is kept is distributed as if none were learnt, since a try that has a clash is
    never kept. Raises CannotDrawError where a draw is not found in MOST_TRIES tries.
    """
    case, disputed, silence = consistency.case, consistency.disputed, consistency.silence
    uncertain = [k for k in canonical_order(case) if not case.facts[k].certain]
    taken = np.zeros((draws, len(disputed)), dtype=np.intp)
    in_force = np.zeros((draws, len(uncertain)), dtype=bool)
    chances = UncertainFacts(consistency, uncertain)
    open_keys = [*(best_key(*best) for best in silence.bests), *silence.terms]
    stand = np.zeros((draws, len(open_keys)), dtype=np.intp)

    def facts_in_force(
        which: NDArray[np.intp],
    ) -> Callable[[str], Iterator[tuple[list[Fact], NDArray[np.intp]]]]:
        """For a party its facts in force in some draws, with the places of these draws."""

        def groups(party: str) -> Iterator[tuple[list[Fact], NDArray[np.intp]]]:
            own = [k for k in canonical_order(case) if case.facts[k].party == party]
            doubtful = [n for n, k in enumerate(uncertain) if k in own]
            known = in_force[which][:, doubtful]
            kinds, member = np.unique(known, axis=0, return_inverse=True)
            for number, force in enumerate(kinds):
                off = {uncertain[n] for n, on in zip(doubtful, force, strict=True) if not on}
                facts = [case.facts[k] for k in own if k not in off]
                yield facts, np.flatnonzero(member.reshape(-1) == number)

        return groups

    def reading_of(d: int) -> dict[ReadingKey, str]:
        reading = {t: levels[taken[d, k]] for k, (t, levels) in enumerate(disputed.items())}
        for t, level in zip(open_keys, stand[d].tolist(), strict=True):
            reading[t] = case.issues[t[1]].level_ids[level]
        return reading

    left: Sequence[int] = range(draws)
    for _ in range(MOST_TRIES):
        for k, levels in enumerate(disputed.values()):
            taken[left, k] = rng.integers(0, len(levels), len(left))
        in_force[left] = chances.draw(len(left), rng)
        if open_keys:
            drawn = silence.draw(facts_in_force(np.array(left)), len(left), consistency.holds, rng)
            stand[left] = np.column_stack([drawn[key] for key in open_keys])
        left = [d for d in left if not chances.hold(in_force[d], reading_of(d))]
        if not left:
            break
    else:
        raise CannotDrawError("the facts cannot all hold; `zopa check` names those that clash")
    readings = {}
    for k, (key, levels) in enumerate(disputed.items()):
        positions = np.array([case.issues[key[1]].index(level) for level in levels], dtype=np.intp)
        readings[key] = positions[taken[:, k]]
    readings |= {key: stand[:, k] for k, key in enumerate(open_keys)}
    return Settings(draws, readings, {fact: in_force[:, k] for k, fact in enumerate(uncertain)})


def _ranks(case: Case, issue: str) -> NDArray[np.intp]:
    """The place that each level of an issue has when levels are sorted by id."""
    return np.argsort(np.argsort(np.array(case.issues[issue].level_ids)))


def canonical_order(case: Case) -> tuple[int, ...]:
    """Positions in `case.facts`, in an order that does not depend on the order in the file."""
    if case not in _orders:
        _orders[case] = tuple(
            sorted(
                range(len(case.facts)),
                key=lambda k: (
                    case.facts[k].party,
                    case.facts[k].kind,
                    _canonical(case.facts[k].content),
                    case.facts[k].confidence,
                ),
            )
        )
    return _orders[case]


_orders: WeakKeyDictionary[Case, tuple[int, ...]] = WeakKeyDictionary()


def _canonical(thing: object) -> str:
    if isinstance(thing, Bonus):
        return f"{when_of(thing)}:{_canonical(thing.adds)}"
    if is_dataclass(thing):
        named = (f"{f.name}={_canonical(getattr(thing, f.name))}" for f in fields(thing))
        return f"{type(thing).__name__}({','.join(named)})"
    if isinstance(thing, Mapping):
        return "{" + ",".join(sorted(f"{k}:{_canonical(v)}" for k, v in thing.items())) + "}"
    if isinstance(thing, tuple):
        return "(" + ",".join(map(_canonical, thing)) + ")"
    return repr(thing)
