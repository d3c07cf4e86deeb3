"""Scored packages as a table for a spreadsheet: one row a package, in the order of their ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.exchange.csv_text import CsvTable, Entry

if TYPE_CHECKING:
    from zopa.analyses.package_scores import PackageScore, ScoreResult
    from zopa.case.model import Case

DIGITS = 9
"""Significant digits of what is worked out."""


def scores_table(case: Case, result: ScoreResult, *, given: bool) -> CsvTable:
    """The table: rank and name, the terms, what each party has and whether it signs, and what would
    be better for all. Worths are utilities from 0 to 1, or a party's own points where it has them;
    shares are of draws, from 0 to 1. Where every number is `given`, all draws are the same, and
    what would be signed as things stand is left out: nobody knows what a side holds out for."""
    parties = [side.party for side in result.packages[0].sides] if result.packages else []
    heads = ["rank", "package", *(issue.title for issue in case.issues.values())]
    for party in parties:
        name, unit = case.parties[party].name, _unit(case, party)
        heads += [f"{name}: {unit}", f"{name}: above no deal", f"{name}: could sign"]
        heads += [] if given else [f"{name}: would sign as things stand"]
    heads += ["enough could sign"]
    heads += [] if given else ["enough would sign as things stand"]
    heads += ["blocked by", "total", "short of the frontier", "better for all"]
    return CsvTable(heads, [_row(case, score, given=given) for score in result.ranked])


def _unit(case: Case, party: str) -> str:
    return "worth" if case.parties[party].own_scale is None else "points"


def _row(case: Case, score: PackageScore, *, given: bool) -> list[Entry]:
    row: list[Entry] = [float(score.rank), score.package.name]
    for issue in case.issues.values():
        levels = score.terms.get(issue.id, ())
        row.append(" or ".join(issue.describe(level) for level in levels))
    for side in score.sides:
        worth = side.worth.mean if side.points is None else side.points
        gain = side.gain.mean if side.points_gained is None else side.points_gained
        row += [_digits(worth), _digits(gain), side.could.share]
        row += [] if given else [side.now.share]
    better = score.better
    row += [
        score.signed.share,
        *(() if given else (score.signed_now.share,)),
        ", ".join(case.parties[party].name for party in score.blocked_by),
        None if score.total is None else _digits(score.total),
        None if score.short_of_frontier is None else _digits(score.short_of_frontier),
        "; ".join(
            f"{case.issues[issue].title}: {case.issues[issue].describe(level)}"
            for issue, level in better.terms.items()
        )
        if better
        else "",
    ]
    return row


def _digits(number: float) -> float:
    return float(f"{number:.{DIGITS}g}") + 0.0
