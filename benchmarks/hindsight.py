"""How well what the reports leave possible foretold what was agreed in the end.

    python benchmarks/hindsight.py ../shared/cases --prior weights --prior values

Each folder under the given one that has a `settled.yaml` beside its `case.yaml` is a real case
whose ending is known: `agreed` says when, or `no`; `settled` the level agreed on each issue;
`figures` the exact numbers; `last_of_stronger`, `last_draft` and `midpoint_of` what simple
forecasts would have said. The forecast of an issue is how often each level is in the Nash outcome,
over draws with a zone.

- *levels*: the mean logarithm of the probability given to the level agreed, at least `FLOOR`; on
  all issues, on those with a red line and on those without.
- *on top*: the share of issues on which the level agreed has the highest probability.
- *numbers*: how far the mean of the forecast is from the number agreed (the nearest end, where that
  lies outside), as a part of the range; and how much of the forecast lies on the two end levels.
- *zone*: Brier score of the share of draws with a zone, against whether there was an agreement.
- *rank*: the place of the true package among all outcomes by the share of draws in which every side
  would sign it (the middle of the places of those that are level with it).
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

import numpy as np
from ruamel.yaml import YAML

from zopa.analyses import bargaining, zone
from zopa.analyses.board import Board
from zopa.case.load import load_case
from zopa.preferences.draws import DRAWS, draw
from zopa.preferences.priors import PRIOR_NAMES, Prior, prior_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zopa.case.model import Case, Issue
    from zopa.preferences.draws import Draws

FLOOR = 0.01
"""The least probability that a forecast gives to a level."""


@dataclass
class Scores:
    """What one way of forecasting comes to."""

    barred: list[float] = field(default_factory=list)
    free: list[float] = field(default_factory=list)
    """Log scores of issues with a red line and of those without."""
    top: list[float] = field(default_factory=list)
    error: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    brier: list[float] = field(default_factory=list)
    ranks: list[str] = field(default_factory=list)

    def level(self, issue: Issue, shares: Mapping[str, float], truth: str, red: bool) -> None:
        """Score the forecast of one issue."""
        chances = np.array([shares.get(level, 0.0) for level in issue.level_ids])
        at = issue.index(truth)
        (self.barred if red else self.free).append(float(np.log(max(chances[at], FLOOR))))
        ahead = (chances > chances[at] + 1e-12).any()
        self.top.append(0.0 if ahead else 1.0 / int((chances >= chances[at] - 1e-12).sum()))

    def number(self, issue: Issue, shares: Mapping[str, float], truth: float) -> None:
        """Score the forecast of one number."""
        numbers = np.array([level.number for level in issue.levels], dtype=np.float64)
        chances = np.array([shares.get(level, 0.0) for level in issue.level_ids])
        span, truth = (
            numbers.max() - numbers.min(),
            float(np.clip(truth, numbers.min(), numbers.max())),
        )
        self.error.append(abs(float(numbers @ chances / chances.sum()) - truth) / span)
        self.ends.append(float((chances[0] + chances[-1]) / chances.sum()))

    def row(self, name: str) -> str:
        """The row of a table."""
        every = [*self.barred, *self.free]
        cells = [f"{mean(scores):.2f}" for scores in (every, self.barred, self.free, self.top)]
        cells += [f"{mean(s):.2f}" if s else "–" for s in (self.error, self.ends)]
        cells += [f"{mean(self.brier):.3f}" if self.brier else "–"]
        return f"| {name} | " + " | ".join(cells).replace("-", "−") + " |"


def with_red_line(case: Case) -> set[str]:
    """The issues of which some level is behind a red line."""
    return {issue for fact in case.facts for issue in fact.content.barred(case.issues)}


def settled_by_nash(case: Case, draws: Draws) -> dict[str, dict[str, float]]:
    """How often each level is in the Nash outcome, among draws with a zone."""
    (nash,) = (s for s in bargaining(case, draws).solutions if s.solution == "nash")
    shares: dict[str, dict[str, float]] = {issue: {} for issue in case.issues}
    for level in nash.levels:
        shares[level.issue][level.level] = level.share.share
    return {
        issue: {k: v / sum(own.values()) for k, v in own.items()}
        if own
        else even(case.issues[issue])
        for issue, own in shares.items()
    }


def even(issue: Issue) -> dict[str, float]:
    """Each level as likely as any other."""
    return dict.fromkeys(issue.level_ids, 1.0 / len(issue.levels))


def half_on(issue: Issue, level: str | None) -> dict[str, float]:
    """Half on one level, and half on all; all alike without one."""
    shares = even(issue)
    if level is not None:
        shares = {k: v / 2 + (k == level) / 2 for k, v in shares.items()}
    return shares


def nearest(issue: Issue, number: float) -> str:
    """The level of a numeric issue that is closest to a number."""
    return min(issue.levels, key=lambda level: abs(float(level.number or 0) - number)).id


def rank_of(case: Case, draws: Draws, settled: Mapping[str, str]) -> str | None:
    """The place of the true package among the outcomes, as far as issues are settled."""
    board = Board.of(case, draws)
    if not board.listed:
        return None
    outcomes, shares = board.outcomes, board.members.often
    truth = np.ones(len(outcomes), dtype=bool)
    for k, issue in enumerate(case.issues.values()):
        if issue.id in settled:
            truth &= outcomes[:, k] == issue.index(str(settled[issue.id]))
    if not truth.any():
        return None
    best = shares[truth].max()
    place = (shares > best).sum() + ((shares == best).sum() + 1) / 2
    return f"{place:.0f} of {len(outcomes)}"


def folders(root: Path) -> list[Path]:
    """The cases whose ending is known."""
    return sorted(path.parent for path in root.glob("*/settled.yaml"))


def told(folder: Path) -> dict[str, Any]:
    """What became of a case."""
    return dict(YAML(typ="safe").load((folder / "settled.yaml").read_text(encoding="utf-8")))


def scored(cases: Iterable[Path], prior: Prior, draws: int, seed: int) -> Scores:
    """What draws from a prior foretell."""
    scores = Scores()
    for folder in cases:
        case, ending = load_case(folder), told(folder)
        drawn = draw(case, draws, seed, prior=prior)
        agreed = ending["agreed"] not in ("no", False)
        there = zone(case, drawn).exists.share
        scores.brier.append((there - agreed) ** 2)
        if not agreed:
            continue
        forecast, red = settled_by_nash(case, drawn), with_red_line(case)
        for issue, level in ending["settled"].items():
            scores.level(case.issues[issue], forecast[issue], str(level), issue in red)
            if case.issues[issue].numeric:
                number = float(ending.get("figures", {}).get(issue, level))
                scores.number(case.issues[issue], forecast[issue], number)
        place = rank_of(case, drawn, ending["settled"])
        scores.ranks.append(f"{folder.name}: {place or 'not listed'} (zone {there:.2f})")
    return scores


def rivals(cases: Iterable[Path]) -> dict[str, Scores]:
    """What simple rules foretell."""
    names = ("uniform over levels", "last draft of the stronger side", "last draft", "midpoint")
    scores = {name: Scores() for name in names}
    for folder in cases:
        case, ending = load_case(folder), told(folder)
        red = with_red_line(case)
        for name, level in (ending.get("settled") or {}).items():
            issue, stopped = case.issues[name], name in red
            middle = ending.get("midpoint_of", {}).get(name)
            said = {
                "uniform over levels": None,
                "last draft of the stronger side": ending.get("last_of_stronger", {}).get(name),
                "last draft": ending.get("last_draft", {}).get(name),
                "midpoint": nearest(issue, mean(middle)) if middle and issue.numeric else None,
            }
            for rule, own in said.items():
                shares = half_on(issue, None if own is None else str(own))
                scores[rule].level(issue, shares, str(level), stopped)
                if issue.numeric:
                    point = {str(own): 1.0} if own is not None else even(issue)
                    truth = float(ending.get("figures", {}).get(name, level))
                    scores[rule].number(issue, point, truth)
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("cases", type=Path)
    parser.add_argument("--prior", action="append", choices=PRIOR_NAMES)
    parser.add_argument("--exponents", action="append", help="others for `weights`, as 1,2")
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    cases = folders(chosen.cases)
    print("| forecast | levels | with a red line | without | on top | numbers | ends | zone |")
    print("|---|---|---|---|---|---|---|---|")
    tried = [(name, prior_named(name)) for name in chosen.prior or PRIOR_NAMES]
    tried += [
        (
            f"weights, exponents {exponents}",
            Prior("weights", False, tuple(float(g) for g in exponents.split(","))),
        )
        for exponents in chosen.exponents or []
    ]
    ranks = {}
    for name, prior in tried:
        scores = scored(cases, prior, chosen.draws, chosen.seed)
        print(scores.row(name), flush=True)
        ranks[name] = scores.ranks
    for name, scores in rivals(cases).items():
        print(scores.row(name))
    for name, own in ranks.items():
        print(f"\n{name}: {'; '.join(own)}")


if __name__ == "__main__":
    main()
