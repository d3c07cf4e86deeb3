"""Scored packages in words: a table for a terminal, and a line of feedback for each package.

Where all signatories have points of their own, as in a teaching case, everything is told in those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.numbers import gain, gained, percent, points
from zopa.briefing.phrasing import Prose, Said, joined, listed, plain, prose, sentence
from zopa.briefing.wording.names import every_side, party_name, terms_list
from zopa.foundation.diagnostics import printable

if TYPE_CHECKING:
    from rich.console import RenderableType

    from zopa.analyses.package_scores import BetterDeal, PackageScore, ScoredSide, ScoreResult
    from zopa.analyses.result import Share
    from zopa.case.model import Case

MOST_SIDES = 6
"""Parties that the table has columns for; of more, the JSON and the CSV tell."""
CHANGED = 6
"""Changed terms of a better deal that are told one by one."""
LITTLE = 0.005
"""A sum of gains that would be told as nothing."""


def scored_screen(case: Case, result: ScoreResult, *, given: bool) -> RenderableType:
    """The packages by their rank as a table, and below it a line of feedback for each."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("", justify="right")
    table.add_column("package", overflow="fold")
    in_points = all(case.parties[p].own_scale is not None for p in case.signatories)
    sides = [s.party for s in result.packages[0].sides][:MOST_SIDES] if result.packages else []
    for party in sides:
        table.add_column(Text(case.parties[party].name, overflow="fold"), justify="right")
    if in_points and case.signatories:
        table.add_column("total", justify="right")
    table.add_column("all could sign" if case.takes_all else "enough could sign", justify="right")
    if not given:
        table.add_column("as things stand", justify="right")
    for score in result.ranked:
        by_party = {side.party: side for side in score.sides}
        cells = [_cell(by_party[party], given=given) for party in sides]
        if in_points and case.signatories:
            cells.append("" if score.total is None else points(score.total))
        cells.append(_share(score.signed, given=given))
        if not given:
            cells.append(_share(score.signed_now, given=given))
        table.add_row(Text(str(score.rank)), Text(printable(score.package.name)), *map(Text, cells))
    unit = "points" if in_points else "hundredths of all that a side could want"
    told = f"In {unit}, and in brackets above no deal"
    told += "" if given else ", on average; then the share of readings in which a side could sign"
    if any(score.open for score in result.packages):
        told += "; what a package leaves open is at its best for each side by itself"
    lines = [
        Text(printable(plain(prose(Said(s.package.name), ": ", feedback(case, s, given=given)))))
        for s in result.ranked
    ]
    return Group(table, Text(f"{told}.", style="dim"), Text(""), *lines)


def _cell(side: ScoredSide, *, given: bool) -> str:
    worth = points(100 * side.worth.mean) if side.points is None else points(side.points)
    more = gain(side.gain.mean) if side.points_gained is None else gained(side.points_gained)
    if side.points is None:
        worth = str(round(100 * side.worth.mean))
    return f"{worth} ({more})" + ("" if given else f" {_share(side.could, given=False)}")


def _share(share: Share, *, given: bool) -> str:
    if given:
        return "yes" if share.share > 0.5 else "no"
    return "none" if share.share <= 0 else "all" if share.share >= 1 else percent(share.share)


def feedback(case: Case, score: PackageScore, *, given: bool) -> Prose:
    """Say who could sign a package, who blocks it, and what would be better for all."""
    if score.package.no_deal:
        nothing = sentence("no deal: each side has what it has without one")
        if score.better is None or score.left < LITTLE:
            return nothing
        return prose(nothing, " ", _better(case, score, score.better, given=given))
    if score.breaks_rule:
        return sentence("a rule of the case does not allow this deal")
    parts = [_who_signs(case, score, given=given)]
    if score.open:
        titles = [prose(Said(case.issues[i].title, "title")) for i in score.open]
        parts.append(sentence("it leaves open ", listed(titles)))
    elif score.short_of_frontier is None:
        parts.append(sentence("reports differ on a term, so what would be better is not told"))
    elif score.better is None or score.left < LITTLE:
        parts.append(sentence("no other deal is better for all, as preferences stand on average"
                              if not given else "no other deal is better for all"))  # fmt: skip
    else:
        parts.append(_better(case, score, score.better, given=given))
    return joined(parts)


def _who_signs(case: Case, score: PackageScore, *, given: bool) -> Prose:
    if not score.blocked_by and score.signed.share < 0.5 <= score.each_alone.share:
        no_way = "no way of settling what it leaves open suits "
        if given:
            return sentence(f"each side by itself could sign it, but {no_way}{every_side(case)}")
        return sentence(
            f"with what it leaves open settled its own way, each side could sign it in "
            f"{_readings(score.each_alone)}, but one way of settling it suits {every_side(case)} "
            f"in {_readings(score.signed)}"
        )
    if not score.blocked_by:
        if given or score.signed.share >= 1:
            return sentence(f"{every_side(case)} could sign it")
        return sentence(f"{every_side(case)} could sign it in {_readings(score.signed)}")
    if given:
        names = listed([party_name(case, party) for party in score.blocked_by])
        return sentence("blocked by ", names)
    could = [
        prose(party_name(case, side.party), ", which could sign it in ", _readings(side.could))
        for side in score.sides
        if side.party in score.blocked_by
    ]
    return sentence("blocked by ", listed(could, comma=";"))


def _readings(share: Share) -> str:
    if share.share <= 0:
        return f"none of {share.draws:,} readings"
    if share.share >= 1:
        return f"all {share.draws:,} readings"
    return f"{percent(share.share).removesuffix('%')} of 100 readings"


def _better(case: Case, score: PackageScore, better: BetterDeal, *, given: bool) -> Prose:
    """Which deal would be better for all, and by how much."""
    changed = {
        issue: (level,)
        for issue, level in better.terms.items()
        if score.terms.get(issue, (case.issues[issue].otherwise,)) != (level,)
    }
    told = dict(list(changed.items())[:CHANGED])
    more = f", and {len(changed) - CHANGED} more changed terms" if len(changed) > CHANGED else ""
    gains = listed(
        [
            prose(
                party_name(case, party),
                " ",
                gained(better.points[party]) if party in better.points else gain(more_),
            )
            for party, more_ in better.gains.items()
        ]
    )
    start = "with " if given else "on average, with "
    return sentence(
        start, terms_list(case, told), more, " nobody would have less: ", gains,
        "" if given else prose(", and so it is in ", _readings(better.for_all)),
    )  # fmt: skip
