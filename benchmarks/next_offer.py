"""Whether the other side really accepts the first counter-draft, on published scenarios.

    python benchmarks/next_offer.py ../shared/data/scenarios

In each scenario of two profiles each side in turn is ours. Its own points are given, with a no-deal
score of half-way between its worst and its best outcome. Of the other side, whose table is known
here and not to zopa, is told what a reporter could know: the order of the levels of each issue, its
two first concerns, and one text that it tabled, any outcome among the best tenth of those that are
worth more to it than no deal. Its true no-deal score is half-way, too.

The first counter-draft of `counter` is held against other offers:

- near: the outcome with the fewest changed terms of the tabled text that is worth no less than no
  deal to us; of several the best for us;
- near, held out: the same among outcomes that are worth no less than what we hold out for, which is
  the middle of our aspiration values in the draws, as it is for the counter-draft;
- greedy: the best outcome for us;
- timed: the outcome that is worth to us as much as the counter-draft, or the least bit more, as an
  agent that concedes by the clock picks it.

For each it is told how often the other side's true table accepts it, and the mean of what it leaves
us above no deal where it is accepted, 0 where not, as a share of our range.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

import numpy as np
from calibration import BEST, scenarios

from zopa.analyses.counter_drafts import counter
from zopa.analyses.counter_records import CounterOptions
from zopa.case.model import (
    Case,
    Draft,
    Fact,
    Issue,
    Level,
    Order,
    Package,
    Party,
    Priorities,
    Ranking,
    Stance,
    TermReading,
)
from zopa.foundation.chance import stream
from zopa.preferences.draws import draw

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zopa.exchange.scenario import Profile, Scenario

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

HALF_WAY = 0.5
MOST_OUTCOMES = 20_000
"""Larger scenarios are left out, so that every outcome can be looked at."""
WAYS = ("counter-draft", "near", "near, held out", "greedy", "timed")


def unit(profile: Profile, outcomes: Ints) -> Floats:
    """What outcomes are worth, from 0 for the worst to 1 for the best."""
    worth = profile.utilities(outcomes)
    return np.asarray((worth - worth.min()) / (worth.max() - worth.min()))


def case_of(scenario: Scenario, own: Profile, other: Profile, tabled: Ints) -> Case:
    """The ledger: our points, and of the other side what a reporter could know."""
    names = [f"i{k:02}" for k in range(len(scenario.shape))]
    issues = {
        n: Issue(n, n, tuple(Level(f"{n}_{j}", f"{n} {j}") for j in range(size)))
        for n, size in zip(names, scenario.shape, strict=True)
    }
    points = {
        n: {f"{n}_{j}": float(v) for j, v in enumerate(values)}
        for n, values in zip(names, own.values, strict=True)
    }
    worst = sum(float(v.min()) for v in own.values)
    best = sum(float(v.max()) for v in own.values)
    facts: list[Fact] = []
    for n, values in zip(names, other.values, strict=True):
        tiers = tuple(
            tuple(f"{n}_{j}" for j in np.flatnonzero(values == v)) for v in np.unique(values)[::-1]
        )
        if len(tiers) > 1:
            facts.append(Fact("them", "order", Order((Ranking(n, tiers),)), assumed="known"))
    swings = np.array([float(np.ptp(v)) for v in other.values])
    first = [names[k] for k in np.argsort(-swings, kind="stable")]
    if len(first) > 2:
        tiers = ((first[0],), (first[1],), tuple(first[2:]))
        facts.append(Fact("them", "priorities", Priorities(tiers), assumed="known"))
    facts.append(Fact("them", "tables", Stance("tables", Package("theirs")), assumed="known"))
    terms = {n: (TermReading(f"{n}_{j}"),) for n, j in zip(names, tabled.tolist(), strict=True)}
    parties = {
        "us": Party("us", "Us", points=points, no_deal=worst + HALF_WAY * (best - worst)),
        "them": Party("them", "Them"),
    }
    draft = Draft("theirs", "Their text", ("them",), None, terms, assumed="known")
    return Case(scenario.name, issues, parties, {"theirs": draft}, tuple(facts), name="scenario")


def nearest(every: Ints, tabled: Ints, mine: Floats, floor: float) -> int:
    """The outcome worth no less than `floor` to us that changes the fewest terms of a text, and of
    several the best for us."""
    acceptable = np.flatnonzero(mine >= floor)
    changed = (every[acceptable] != tabled).sum(axis=1)
    return int(acceptable[np.lexsort((-mine[acceptable], changed))[0]])


def offers(
    scenario: Scenario, own: Profile, other: Profile, draws: int, rng: np.random.Generator
) -> dict[str, tuple[bool, float]] | None:
    """For each way of choosing an offer, whether it is accepted, and what it leaves us; None where
    the other side has no text that it would table."""
    every = np.array(np.unravel_index(np.arange(np.prod(scenario.shape)), scenario.shape)).T
    mine, theirs = unit(own, every), unit(other, every)
    good = np.flatnonzero(theirs >= HALF_WAY)
    if not len(good):
        return None
    best = good[np.argsort(-theirs[good], kind="stable")][: max(1, int(BEST * len(good)))]
    tabled = every[rng.choice(best)]
    case = case_of(scenario, own, other, tabled)
    drawn = draw(case, draws)
    (side,) = counter(case, drawn, CounterOptions(party="us")).sides
    held_out = float(np.median(drawn.aspiration[:, drawn.parties.index("us")]))
    chosen = {
        "near": nearest(every, tabled, mine, HALF_WAY),
        "near, held out": nearest(every, tabled, mine, held_out),
        "greedy": int(mine.argmax()),
    }
    if side.drafts:
        names = list(case.issues)
        row = [case.issues[n].index(side.drafts[0].terms[n]) for n in names]
        at = int(np.ravel_multi_index(row, scenario.shape))
        as_much = np.flatnonzero(mine >= mine[at] - 1e-12)
        least = as_much[mine[as_much] <= mine[as_much].min() + 1e-12]
        chosen |= {"counter-draft": at, "timed": int(rng.choice(least))}
    else:
        chosen |= {"counter-draft": chosen["near"], "timed": chosen["near"]}
    return {
        way: (bool(theirs[k] >= HALF_WAY), float(mine[k] - HALF_WAY)) for way, k in chosen.items()
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draws", type=int, default=400)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    told: dict[str, dict[str, list[tuple[bool, float]]]] = defaultdict(lambda: defaultdict(list))
    for number, (name, scenario) in enumerate(scenarios(given.folder)):
        if len(scenario.profiles) != 2 or np.prod(np.array(scenario.shape, float)) > MOST_OUTCOMES:
            continue
        if any(profile.bonuses for profile in scenario.profiles):
            continue
        for place in (0, 1):
            own, other = scenario.profiles[place], scenario.profiles[1 - place]
            rng = stream(given.seed, number, place)
            found = offers(scenario, own, other, given.draws, rng)
            for way, made in (found or {}).items():
                told[way][name].append(made)
    many = len(told["near"])
    print(f"{sum(map(len, told['near'].values()))} sides of {many} scenarios")
    print("| Offer | accepted | what it leaves us |\n|---|---|---|")
    for way in WAYS:
        accepted = mean(mean(a for a, _ in made) for made in told[way].values())
        left = mean(mean(g if a else 0.0 for a, g in made) for made in told[way].values())
        print(f"| {way} | {accepted:.0%} | {left:.2f} |")


if __name__ == "__main__":
    main()
