"""How many questions recover a hidden preference, and to what error.

A person has hidden values on 6 issues of 4 levels. After the ranks (the levels of each issue, and
the issues by their swing) come questions between two packages. After each the person would choose,
wherever an opponent leaves a choice, the package that looks best by what is known. The regret is
what that choice is worth less than the best one there, in percent of what lies between the worst
and the best of everything.

    python benchmarks/interview.py --people 40

Beside the pairs that zopa chooses stand pairs taken at random from the same pool, and weights that
the person states directly.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from zopa.case.model import (
    Case,
    Fact,
    Issue,
    Level,
    Order,
    Package,
    Party,
    Preference,
    Priorities,
    Ranking,
)
from zopa.preferences.consistency import Consistency
from zopa.preferences.one_party import few_draws
from zopa.preferences.package_pairs import PackagePair, best_pair, pairs_to_weigh

ISSUES, LEVELS, PAIRS = 6, 4, 15
MENUS, TESTED = 16, 40
PACKAGES = np.array(list(np.ndindex(*(LEVELS,) * ISSUES)), dtype=np.intp)
SLIPS = (0.0, 0.03)
"""Standard deviation of the slip in each comparison of two packages, in parts of the whole."""
ALIKE = 0.02
"""Packages that seem to differ by less than this are called about equal."""
SWINGS = (0.0, 0.3)
"""Standard deviation of the logarithm of the factor by which a stated weight or value is off; with
each kind of slip goes one of these."""
ROUNDED = 0.05
"""Stated numbers are multiples of this part of the largest."""

Values = list[np.ndarray]


@dataclass(frozen=True)
class Person:
    """Hidden values, and how they are told."""

    values: Values
    slip: float
    swing: float
    rng: np.random.Generator

    @property
    def weights(self) -> np.ndarray:
        return np.array([v[0] for v in self.values])

    def ranks(self) -> list[Fact]:
        """Each issue's levels, and the issues by swings as the person sees them."""
        issues = [f"i{k}" for k in range(ISSUES)]
        orders = tuple(Ranking(i, tuple((f"l{j}",) for j in range(LEVELS))) for i in issues)
        seen = self.weights * np.exp(self.swing / 2 * self.rng.normal(size=ISSUES))
        tiers = tuple((issues[k],) for k in np.argsort(-seen))
        return [fact("order", Order(orders)), fact("priorities", Priorities(tiers))]

    def answer(self, pair: PackagePair) -> Fact:
        gap = (
            sum(
                self.values[i][a] - self.values[i][b]
                for i, a, b in zip(pair.issues, pair.this, pair.that, strict=True)
            )
            + self.slip * self.rng.normal()
        )
        this, that = (
            Package(terms={f"i{i}": f"l{k}" for i, k in zip(pair.issues, levels, strict=True)})
            for levels in (pair.this, pair.that)
        )
        if abs(gap) < ALIKE:
            return fact("about_equal", Preference(this, that, about=True))
        return fact("prefers", Preference(this, that) if gap > 0 else Preference(that, this))

    def stated(self) -> Values:
        """Weights and values in numbers, as the person states them: off, and rounded."""
        told = []
        for v in self.values:
            inner = v / v[0] * np.exp(self.swing * self.rng.normal(size=LEVELS))
            inner = np.sort(np.clip(inner, 0, 1))[::-1]
            inner[0], inner[-1] = 1.0, 0.0
            told.append(np.round(inner / ROUNDED) * ROUNDED)
        weights = self.weights * np.exp(self.swing * self.rng.normal(size=ISSUES))
        if self.swing:
            weights = np.maximum(np.round(weights / weights.max() / ROUNDED), 1)
        weights = weights / weights.sum()
        return [w * v for w, v in zip(weights, told, strict=True)]


def fact(kind: str, content: object) -> Fact:
    return Fact("us", kind, content, stated=date(2026, 3, 4))  # type: ignore[arg-type]


def hidden(rng: np.random.Generator) -> Values:
    """Weights even over all that add up to 1, and values in between even as well."""
    weights = rng.dirichlet(np.ones(ISSUES))
    inner = np.sort(rng.random((ISSUES, LEVELS - 2)))[:, ::-1]
    return [w * np.r_[1.0, v, 0.0] for w, v in zip(weights, inner, strict=True)]


def menus(rng: np.random.Generator, count: int) -> list[np.ndarray]:
    """What opponents would sign: each has hidden values of its own, mostly the other way round, and
    asks for a share of the whole between 30 and 70 percent."""
    made = []
    while len(made) < count:
        values = [v if rng.random() < 0.2 else v[::-1] for v in hidden(rng)]
        menu = np.flatnonzero(worth(values) >= rng.uniform(0.3, 0.7))
        if len(menu) > 1:
            made.append(menu)
    return made


def worth(values: Values) -> np.ndarray:
    return np.sum([v[PACKAGES[:, i]] for i, v in enumerate(values)], axis=0)


def regret(true: Values, known: Values, choices: list[np.ndarray]) -> float:
    """The mean loss on menus, in percent of the whole."""
    mine, seen = worth(true), worth(known)
    lost = [mine[m].max() - mine[m[np.argmax(seen[m])]] for m in choices]
    return 100 * float(np.mean(lost))


Chooser = Callable[[Values, list[PackagePair]], PackagePair | None]


def case_of(facts: list[Fact]) -> Case:
    levels = tuple(Level(f"l{k}", f"level {k}") for k in range(LEVELS))
    issues = {f"i{k}": Issue(f"i{k}", f"issue {k}", levels) for k in range(ISSUES)}
    parties = {"us": Party("us", "Our side"), "them": Party("them", "Their side")}
    return Case("simulated", issues, parties, facts=tuple(facts))


def told_by_pairs(person: Person, choose: Chooser, seed: int) -> Iterator[Values]:
    """The mean of the draws after the ranks, and after each pair. What contradicts earlier answers
    is taken back."""
    facts = person.ranks()
    asked: list[PackagePair] = []
    for number in range(PAIRS + 1):
        drawn = few_draws(case_of(facts), "us", seed + number)
        yield [v.mean(axis=0) for v in drawn.values]
        pair = choose(list(drawn.values), asked)
        if pair is None:
            continue
        asked.append(pair)
        more = [*facts, person.answer(pair)]
        case = case_of(more)
        if Consistency(case).holds(case.facts):
            facts = more


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--people", type=int, default=40)
    ask.add_argument("--seed", type=int, default=0)
    options = ask.parse_args()
    started = time.process_time()
    for slip, swing in zip(SLIPS, SWINGS, strict=True):
        found: dict[str, list[list[float]]] = {"chosen": [], "random": [], "stated": []}
        for number in range(options.people):
            rng = np.random.default_rng([options.seed, number])
            person = Person(hidden(rng), slip, swing, rng)
            ours, tested = menus(rng, MENUS), menus(rng, TESTED)

            def best(values: Values, asked: list[PackagePair], rng=rng, ours=ours):
                return best_pair(values, PACKAGES, ours, rng, asked)

            def any_pair(values: Values, _: list[PackagePair], rng=rng):
                pairs = pairs_to_weigh(values, rng)
                return pairs[rng.integers(len(pairs))]

            for name, choose in (("chosen", best), ("random", any_pair)):
                apart = replace(person, rng=np.random.default_rng([options.seed, number, 7]))
                told = told_by_pairs(apart, choose, 100 * number)
                found[name].append([regret(person.values, known, tested) for known in told])
            found["stated"].append([regret(person.values, person.stated(), tested)])
        print(f"slips of {slip:.0%}, stated numbers off by {swing:.0%}")
        for name, rows in found.items():
            table = np.array(rows)
            for after in (0, 5, 10, 15) if table.shape[1] > 1 else (0,):
                told = table[:, after]
                print(f"  {name:8} {after:3}  {told_in_words(told)}")
        chosen, others = np.array(found["chosen"]), {**found, "ranks": found["chosen"]}
        for name in ("ranks", "random", "stated"):
            rest = np.array(others[name])[:, 0 if name != "random" else -1]
            gap = rest - chosen[:, -1]
            error = gap.std(ddof=1) / len(gap) ** 0.5
            print(f"  {name} alone less 15 chosen pairs: {gap.mean():.2f} ± {1.96 * error:.2f}")
    print(f"{time.process_time() - started:.0f} s of CPU")


def told_in_words(sample: np.ndarray) -> str:
    """The median with its 95% interval by the bootstrap, and the 90% point."""
    rng = np.random.default_rng(0)
    again = np.median(rng.choice(sample, (2000, len(sample))), axis=1)
    low, high = np.quantile(again, [0.025, 0.975])
    most = np.quantile(sample, 0.9)
    return f"{np.median(sample):.1f} ({low:.1f}–{high:.1f}), 9 in 10 below {most:.1f}"


if __name__ == "__main__":
    main()
