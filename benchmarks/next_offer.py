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
- timed: what NegMAS's Boulware agent, which concedes by the clock, offers at the moment at which it
  wants as much for itself as the counter-draft is worth to us.

`--among` holds all packages near the text against each other as well, by other rules for the first:
as often as any and no more; within a twentieth and a tenth of that; the greatest expected gain; and
as often as any among those that we would sign as things stand.

For each it is told how often the other side's true table accepts it; by how much more often the
counter-draft is accepted, with the standard error over scenarios; the mean of what it leaves us
above no deal where it is accepted, 0 where not, as a share of our range; and the same were it
always accepted.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from itertools import product
from pathlib import Path
from statistics import mean, stdev
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
from calibration import BEST, scenarios

from zopa.analyses.counter_drafts import counter
from zopa.analyses.counter_records import CounterOptions
from zopa.analyses.package_merits import Merits, PartyView
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
ROUNDING = 1e-9
"""An outcome that is worth less than no deal by no more than this is worth no less."""
MOST_OUTCOMES = 20_000
"""Larger scenarios are left out, so that every outcome can be looked at."""
WAYS = ("counter-draft", "near", "near, held out", "greedy", "timed")
RULES = (
    "as often as any", "within a twentieth", "within a tenth", "expected gain", "as things stand",
)  # fmt: skip


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
    acceptable = np.flatnonzero(mine >= floor - ROUNDING)
    changed = (every[acceptable] != tabled).sum(axis=1)
    return int(acceptable[np.lexsort((-mine[acceptable], changed))[0]])


def timed(scenario: Scenario, own: Profile, mine: float) -> Ints:
    """What NegMAS's Boulware agent offers when it wants `mine` of its range: it starts from its
    best, and ends at its worst."""
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.preferences.value_fun import TableFun
    from negmas.sao import BoulwareTBNegotiator, SAOMechanism

    space = make_os(
        [
            make_issue([f"level {k}" for k in range(size)], f"i{i}")
            for i, size in enumerate(scenario.shape)
        ]
    )
    tables = [
        TableFun({f"level {k}": float(worth) for k, worth in enumerate(v)}) for v in own.values
    ]
    utility = LinearAdditiveUtilityFunction(
        values=tables, weights=[1.0] * len(tables), outcome_space=space
    ).normalize()
    mechanism = SAOMechanism(outcome_space=space, n_steps=1000)
    agent = BoulwareTBNegotiator(name="us", ufun=utility)
    mechanism.add(agent)
    mechanism.add(BoulwareTBNegotiator(name="them", ufun=utility))
    agent.on_negotiation_start(mechanism.state)
    low, high = 0.0, 1.0
    for _ in range(60):  # the moment at which it wants so much
        middle = (low + high) / 2
        wanted, _ = agent.utility_range_to_propose(SimpleNamespace(relative_time=middle))
        low, high = (middle, high) if wanted > mine else (low, middle)
    offer = agent.propose(SimpleNamespace(relative_time=low, step=0))
    return np.array([int(level.removeprefix("level ")) for level in offer])


def first_by(rule: str, merits: Merits) -> int:
    """Of packages that we could sign, the first by another rule than that of `counter`."""
    fits = (merits.could >= 0.5) & (merits.both > 0)
    if rule == "as things stand" and (fits & (merits.now >= 0.5)).any():
        fits &= merits.now >= 0.5
    if rule == "expected gain":
        score = merits.both * merits.gain
    else:
        share = {"within a twentieth": 0.95, "within a tenth": 0.9}.get(rule, 1.0)
        fits &= merits.both >= share * merits.both[fits].max(initial=0.0) - ROUNDING
        score = merits.gain
    return int(np.where(fits, score, -np.inf).argmax())


def offers(
    scenario: Scenario,
    own: Profile,
    other: Profile,
    draws: int,
    rng: np.random.Generator,
    *,
    among: bool,
) -> dict[str, tuple[bool, float]] | None:
    """For each way of choosing an offer, whether it is accepted, and what it leaves us; None where
    the other side has no text that it would table."""
    every = np.array(np.unravel_index(np.arange(np.prod(scenario.shape)), scenario.shape)).T
    mine, theirs = unit(own, every), unit(other, every)
    good = np.flatnonzero(theirs >= HALF_WAY - ROUNDING)
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
        by_clock = np.ravel_multi_index(timed(scenario, own, float(mine[at])), scenario.shape)
        chosen |= {"counter-draft": at, "timed": int(by_clock)}
    else:
        chosen |= {"counter-draft": chosen["near"], "timed": chosen["near"]}
    if among:
        close = np.flatnonzero((every != tabled).sum(axis=1) <= 3)
        merits = PartyView(case, drawn, "us").merits(every[close])
        chosen |= {rule: int(close[first_by(rule, merits)]) for rule in RULES}
    return {
        way: (bool(theirs[k] >= HALF_WAY - ROUNDING), float(mine[k] - HALF_WAY))
        for way, k in chosen.items()
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument(
        "--seeds", type=int, default=3, help="So many times, each with other texts."
    )
    parser.add_argument("--among", action="store_true", help="Other rules for the first as well.")
    given = parser.parse_args()
    told: dict[str, dict[str, list[tuple[bool, float]]]] = defaultdict(lambda: defaultdict(list))
    for number, (name, scenario) in enumerate(scenarios(given.folder)):
        if len(scenario.profiles) != 2 or np.prod(np.array(scenario.shape, float)) > MOST_OUTCOMES:
            continue
        if any(profile.bonuses for profile in scenario.profiles):
            continue
        for seed, place in product(range(given.seeds), (0, 1)):
            own, other = scenario.profiles[place], scenario.profiles[1 - place]
            rng = stream(seed, number, place)
            found = offers(scenario, own, other, given.draws, rng, among=given.among)
            for way, made in (found or {}).items():
                told[way][name].append(made)
    many = len(told["near"])
    print(f"{sum(map(len, told['near'].values()))} texts of {many} scenarios")
    print("| Offer | accepted | the counter-draft more often by | what it leaves us | our gain |")
    print("|---|---|---|---|---|")
    first = told["counter-draft"]
    for way in (*WAYS, *RULES) if given.among else WAYS:
        rows = told[way]
        accepted, left, gain = (
            mean(mean(worth(*made) for made in some) for some in rows.values())
            for worth in (lambda a, _: a, lambda a, g: g if a else 0.0, lambda _, g: g)
        )
        apart = [mean(a for a, _ in first[name]) - mean(a for a, _ in rows[name]) for name in rows]
        error = stdev(apart) / len(apart) ** 0.5
        print(f"| {way} | {accepted:.1%} | {mean(apart):+.1%} ± {error:.1%} ", end="")
        print(f"| {left:.3f} | {gain:.3f} |")


if __name__ == "__main__":
    main()
