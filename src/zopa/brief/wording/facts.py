"""A fact of the ledger in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.brief.prose import Prose, Said, joined, listed, prose
from zopa.brief.wording.names import (
    issue_title,
    level_list,
    level_text,
    package_name,
    party_name,
)
from zopa.case.model import (
    Direction,
    Order,
    Preference,
    Priorities,
    Ranking,
    RedLine,
    ReservationRange,
    Stance,
    ValueRange,
    WeightRange,
)

if TYPE_CHECKING:
    from zopa.case.model import Case, Fact
    from zopa.foundation.chance import Interval

_STANCE = {"tables": "put forward", "accepts": "agreed to", "rejects": "refused"}


def fact_words(case: Case, fact: Fact) -> Prose:
    """A fact as a clause, in the past so that names need no agreement: “Ukraine refused …”."""
    return prose(party_name(case, fact.party), " ", fact_deed(case, fact))


def fact_deed(case: Case, fact: Fact) -> Prose:
    """The same without the party: “refused …”."""
    match fact.content:
        case Order(rankings=rankings):
            return listed([_ranking(case, ranking) for ranking in rankings], comma=";")
        case Priorities(tiers=tiers):
            return _priorities(case, tiers)
        case Stance(stance=stance, package=package):
            return prose(f"{_STANCE[stance]} ", package_name(case, package))
        case Preference(this=this, to=to):
            return prose("preferred ", package_name(case, this), " to ", package_name(case, to))
        case RedLine(levels=levels):
            return prose(
                "ruled out ",
                listed(
                    [
                        prose(level_list(case, issue, barred), " on ", issue_title(case, issue))
                        for issue, barred in levels.items()
                    ]
                ),
            )
        case WeightRange(ranges=ranges):
            return prose(
                "gave ",
                listed(
                    [
                        prose(issue_title(case, issue), " a weight of ", _range(interval))
                        for issue, interval in ranges.items()
                    ]
                ),
            )
        case ValueRange(ranges=by_issue):
            return prose(
                "gave ",
                listed(
                    [
                        prose(
                            level_text(case, issue, level),
                            " on ",
                            issue_title(case, issue),
                            " a value of ",
                            _range(interval),
                        )
                        for issue, ranges in by_issue.items()
                        for level, interval in ranges.items()
                    ]
                ),
            )
        case ReservationRange(range=interval):
            return prose("valued having no deal at ", _range(interval), " of the best deal")


def _range(interval: Interval) -> Prose:
    """An interval as the case file gives it, in percent."""
    low, high = (f"{100 * end:g}" for end in interval)
    return (Said(f"{low} percent" if low == high else f"{low} to {high} percent"),)


def _ranking(case: Case, ranking: Ranking | Direction) -> Prose:
    title = issue_title(case, ranking.issue)
    if isinstance(ranking, Direction):
        return prose("wanted ", direction_words(case, ranking), " on ", title)
    tiers = [level_list(case, ranking.issue, tier) for tier in ranking.tiers]
    if len(tiers) == 1:
        return prose("had no known preference between the levels of ", title)
    return prose("ranked ", joined(tiers, " above "), " on ", title)


def direction_words(case: Case, direction: Direction) -> Prose:
    """What a party wants of a number."""
    if direction.toward == "peak":
        at = level_text(case, direction.issue, str(direction.level))
        return prose("as near as possible to ", at)
    return ("as much as possible" if direction.toward == "more" else "as little as possible",)


def _priorities(case: Case, tiers: tuple[tuple[str, ...], ...]) -> Prose:
    named = [listed([issue_title(case, issue) for issue in tier], "and") for tier in tiers if tier]
    every = {issue for tier in tiers for issue in tier} == set(case.issues)
    if len(named) == 1:
        return prose("named no order of importance among ", named[0])
    if every and len(tiers[-1]) > 1:
        return prose("put ", joined(named[:-1], " ahead of "), " ahead of everything else")
    return prose("put ", joined(named, " ahead of "))
