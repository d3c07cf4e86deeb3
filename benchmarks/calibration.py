"""How well “would sign” fits the point tables of published negotiation scenarios.

    python benchmarks/calibration.py ../shared/data/scenarios --prior weights --prior values

Each profile of each scenario under the given folder (in a format that `zopa import` reads) is a
party whose true table is known. What a party is worth without a deal is mostly not in it, so each
profile is taken three times, with a reservation value of 25, 50 and 75% between its worst and its
best outcome. zopa is told what a reporter could know:

- the order of the levels of each issue, equal ones in one bracket;
- its two first concerns, the issues with the greatest swing, before all others;
- one text that it refused, any outcome that is worth less than no deal;
- one text that it tabled, any outcome among the best tenth of those worth more.

For every outcome (or 1,000 of them, drawn evenly) the share of draws in which the party would sign
is held against whether its table says so: the Brier score, and for each tenth of the shares how
many outcomes really are worth signing. The same for three rules of thumb. Scores are means over the
profiles of a scenario, and then over scenarios; profiles that are the same count once. Behind a
score stands by how much it differs from that of the first prior, with the standard error of that
difference over scenarios.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

import numpy as np

from zopa.case.load import load_case
from zopa.exchange.scenario_files import read_scenario
from zopa.foundation.chance import stream
from zopa.preferences.draws import draw
from zopa.preferences.priors import PRIOR_NAMES, Prior, prior_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from zopa.exchange.scenario import Profile, Scenario

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int_]

RESERVATIONS = (0.25, 0.5, 0.75)
OUTCOMES = 1000
"""The most outcomes of a scenario that are looked at."""
BEST = 0.1
"""A tabled text is among this part of the outcomes worth signing, the best for the party."""
MOST_ISSUES, MOST_LEVELS = 12, 40
"""Larger scenarios are left out; there are few, and they would take most of the time."""
TENTHS = 10


@dataclass(frozen=True)
class Known:
    """A profile, what a reporter knows of it, and the outcomes that are looked at."""

    scenario: str
    case: dict[str, Any]
    outcomes: Ints
    """(outcomes, issues): level indexes."""
    signs: NDArray[np.bool_]
    """(outcomes,): whether the table has the party sign."""
    tabled: Ints


@dataclass
class Fit:
    """How well one forecast fits, by scenario."""

    brier: dict[str, list[float]] = field(default_factory=dict)
    told: Floats = field(default_factory=lambda: np.zeros(TENTHS))
    true: Floats = field(default_factory=lambda: np.zeros(TENTHS))
    count: Floats = field(default_factory=lambda: np.zeros(TENTHS))

    def add(self, known: Known, shares: Floats) -> None:
        """Hold shares (outcomes,) against the table; each profile counts alike in the curve."""
        self.brier.setdefault(known.scenario, []).append(
            float(((shares - known.signs) ** 2).mean())
        )
        tenth = np.minimum((shares * TENTHS).astype(int), TENTHS - 1)
        each = 1.0 / len(shares)
        self.told += np.bincount(tenth, shares * each, TENTHS)
        self.true += np.bincount(tenth, known.signs * each, TENTHS)
        self.count += np.bincount(tenth, np.full(len(shares), each), TENTHS)

    def ahead_of(self, other: Fit) -> str:
        """How much higher the score is than another's, with the standard error over scenarios."""
        off = np.array([mean(self.brier[k]) - mean(other.brier[k]) for k in self.brier])
        return f"{off.mean():+.4f} ± {off.std(ddof=1) / len(off) ** 0.5:.4f}"

    @property
    def score(self) -> float:
        return mean(mean(scores) for scores in self.brier.values())

    @property
    def miscalibrated(self) -> float:
        """The mean square difference of what is told and what is true, by tenths."""
        there = self.count > 0
        off = (self.told - self.true)[there] / self.count[there]
        return float((off**2 * self.count[there]).sum() / self.count.sum())


def scenarios(root: Path) -> Iterator[tuple[str, Scenario]]:
    """The scenarios under a folder that are not too large, in order."""
    for folder in sorted({path.parent for path in root.rglob("*.xml")}):
        scenario, _ = read_scenario([folder])
        if scenario is None or len(scenario.shape) > MOST_ISSUES:
            continue
        if max(scenario.shape) <= MOST_LEVELS:
            yield str(folder.relative_to(root)), scenario


def known_of(root: Path, seed: int) -> Iterator[Known]:
    """All that is told of each profile, and what is true."""
    seen: set[bytes] = set()
    for number, (name, scenario) in enumerate(scenarios(root)):
        for place, profile in enumerate(scenario.profiles):
            table = np.concatenate(profile.values).round(9).tobytes()
            if table in seen or profile.bonuses:
                continue
            seen.add(table)
            for k, share in enumerate(RESERVATIONS):
                known = _known(name, scenario, profile, share, stream(seed, number, place, k))
                if known is not None:
                    yield known


def _known(
    name: str, scenario: Scenario, profile: Profile, share: float, rng: np.random.Generator
) -> Known | None:
    swings = np.array([values.max() - values.min() for values in profile.values])
    if swings.sum() <= 0:
        return None
    lowest = sum(float(values.min()) for values in profile.values)
    outcomes = _outcomes(scenario.shape, rng)
    utility = (profile.utilities(outcomes) - lowest) / swings.sum()
    signs = utility >= share
    if signs.all() or not signs.any():
        return None
    refused = outcomes[rng.choice(np.flatnonzero(~signs))]
    good = np.flatnonzero(signs)
    best = good[np.argsort(-utility[good], kind="stable")][: max(1, int(BEST * len(good)))]
    tabled = outcomes[rng.choice(best)]
    return Known(name, _ledger(scenario, profile, swings, tabled, refused), outcomes, signs, tabled)


def _outcomes(shape: tuple[int, ...], rng: np.random.Generator) -> Ints:
    if np.prod(np.array(shape, dtype=float)) <= OUTCOMES:
        return np.array(np.unravel_index(np.arange(int(np.prod(shape))), shape)).T
    return np.unique(np.array([rng.integers(0, n, OUTCOMES) for n in shape]).T, axis=0)


def _ledger(
    scenario: Scenario, profile: Profile, swings: Floats, tabled: Ints, refused: Ints
) -> dict[str, Any]:
    names = [f"i{k:02}" for k in range(len(scenario.shape))]
    facts: list[dict[str, Any]] = []
    for name, values in zip(names, profile.values, strict=True):
        distinct = np.unique(values)[::-1]
        tiers = [[f"l{j}" for j in np.flatnonzero(values == v)] for v in distinct]
        if len(tiers) > 1:
            facts.append({"order": {name: [t if len(t) > 1 else t[0] for t in tiers]}})
    first = np.argsort(-swings, kind="stable")
    if len(first) > 1:
        top = [names[k] for k in first[:2]]
        rest = [names[k] for k in first[2:]]
        facts.append({"priorities": [*top, rest] if len(rest) > 1 else [*top, *rest]})
    texts = {"tables": tabled, "rejects": refused}
    for kind, text in texts.items():
        facts.append({kind: {n: f"l{j}" for n, j in zip(names, text.tolist(), strict=True)}})
    return {
        "zopa": 1,
        "title": scenario.name,
        "parties": {"us": {"name": "us"}, "them": {"name": "them"}},
        "issues": {
            n: {"title": n, "options": {f"l{j}": f"level {j}" for j in range(count)}}
            for n, count in zip(names, scenario.shape, strict=True)
        },
        "facts": [{"party": "us", "assumed": "known", **fact} for fact in facts],
    }


def shares_of(known: Known, prior: Prior, draws: int, seed: int) -> Floats:
    """In which share of the draws the party would sign each outcome."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "case.yaml").write_text(json.dumps(known.case), encoding="utf-8")
        case = load_case(folder)
    drawn = draw(case, draws, seed, prior=prior)
    us = drawn.parties.index("us")
    worth = sum(values[:, us][:, known.outcomes[:, k]] for k, values in enumerate(drawn.values))
    return np.asarray((worth >= drawn.reservation[:, us, None]).mean(axis=0))


def rules_of_thumb(every: list[Known]) -> dict[str, Fit]:
    """Forecasts that anybody could make without zopa."""
    base = mean(float(known.signs.mean()) for known in every)
    agreeing = [(known.outcomes == known.tabled).mean(axis=1) for known in every]
    rules = {name: Fit() for name in ("always the share", "likeness", "likeness, fitted")}
    for known, alike in zip(every, agreeing, strict=True):
        others = [k for k, other in enumerate(every) if other.scenario != known.scenario]
        told = np.concatenate([agreeing[k] for k in others])
        signed = np.concatenate([every[k].signs for k in others])
        weight = np.concatenate([np.full(len(agreeing[k]), 1 / len(agreeing[k])) for k in others])
        fifth = np.minimum((told * 5).astype(int), 4)
        rate = np.bincount(fifth, signed * weight, 5) / np.bincount(fifth, weight, 5)
        rules["always the share"].add(known, np.full(len(alike), base))
        rules["likeness"].add(known, alike)
        rules["likeness, fitted"].add(known, rate[np.minimum((alike * 5).astype(int), 4)])
    return rules


def _row(name: str, fit: Fit, first: Fit) -> str:
    return f"| {name} | {fit.score:.4f} | {fit.ahead_of(first)} | {fit.miscalibrated:.4f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("scenarios", type=Path)
    parser.add_argument("--prior", action="append", choices=PRIOR_NAMES)
    parser.add_argument("--exponents", action="append", help="others for `weights`, as 1,2")
    parser.add_argument("--draws", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most", type=int, default=None, help="the most profiles to look at")
    chosen = parser.parse_args()
    every = list(known_of(chosen.scenarios, chosen.seed))[: chosen.most]
    places = {known.scenario for known in every}
    print(f"{len(every)} tables with a reservation value, from {len(places)} scenarios\n")
    tried = [(name, prior_named(name)) for name in chosen.prior or PRIOR_NAMES]
    tried += [
        (
            f"weights, exponents {exponents}",
            Prior("weights", False, tuple(float(g) for g in exponents.split(","))),
        )
        for exponents in chosen.exponents or []
    ]
    fits = rules_of_thumb(every)
    print("| forecast | Brier score | against the first | miscalibration |\n|---|---|---|---|")
    for name, prior in tried:
        fits[name] = Fit()
        for known in every:
            fits[name].add(known, shares_of(known, prior, chosen.draws, chosen.seed))
        print(_row(name, fits[name], fits[tried[0][0]]), flush=True)
    for name in ("always the share", "likeness", "likeness, fitted"):
        print(_row(name, fits[name], fits[tried[0][0]]))
    names = [name for name, _ in tried]
    print("\n| told | " + " | ".join(f"true, {name}" for name in names) + " |")
    print("|---" * (len(names) + 1) + "|")
    for k in range(TENTHS):
        cells = [
            f"{fits[n].true[k] / fits[n].count[k]:.0%} ({fits[n].count[k] / len(every):.0%})"
            if fits[n].count[k]
            else "–"
            for n in names
        ]
        print(f"| {10 * k}–{10 * k + 10}% | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
