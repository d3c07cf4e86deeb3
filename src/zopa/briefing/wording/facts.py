"""This module tells a fact of the ledger in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from zopa.briefing.numbers import points
from zopa.briefing.phrasing import Prose, Said, joined, listed, prose
from zopa.briefing.wording.names import (
    alternative_name,
    issue_title,
    level_list,
    level_text,
    package_name,
    party_name,
)
from zopa.briefing.wording.red_lines import red_line_words
from zopa.briefing.wording.worth import bonus_words, more, percent_range
from zopa.case.model import (
    Bonus,
    ConditionalRedLine,
    Direction,
    Limit,
    Order,
    PointTable,
    Preference,
    Priorities,
    Ranking,
    RedLine,
    ReservationRange,
    Stance,
    ValueRange,
    WeightRange,
)
from zopa.foundation.chance import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zopa.case.model import Case, Fact

VALUES = 4
"""Values, or issues with values, that a fact tells one by one."""
_STANCE = {
    "tables": "put forward",
    "accepts": "agreed to",
    "declines": "declined for now",
    "rejects": "refused",
}


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
        case Stance(stance=stance, package=package, over=over):
            about = listed([issue_title(case, issue) for issue in over])
            objection = prose(", over ", about) if over else ()
            return prose(f"{_STANCE[stance]} ", package_name(case, package), objection)
        case Preference(this=this, to=to, about=about):
            named = [alternative_name(case, each) for each in (this, to)]
            if about:
                return prose("found ", named[0], " and ", named[1], " about equally good")
            return prose("preferred ", named[0], " to ", named[1])
        case RedLine() | ConditionalRedLine() | Limit():
            return prose("ruled out ", red_line_words(case, fact.content))
        case WeightRange(ranges=ranges):
            return prose(
                "gave ",
                listed(
                    [
                        prose(issue_title(case, issue), " a weight of ", percent_range(interval))
                        for issue, interval in ranges.items()
                    ]
                ),
            )
        case ValueRange(ranges=by_issue):
            return prose("gave ", _values(case, by_issue, percent_range, " a value of "))
        case Bonus(adds=adds):
            size = Interval(*sorted((abs(adds.low), abs(adds.high))))
            return prose("held that ", bonus_words(case, fact.content, percent_range(size)))
        case ReservationRange(range=interval, word=word):
            would = prose("would do ", word, " without a deal: worth ") if word else ()
            start = would or prose("valued having no deal at ")
            return prose(start, percent_range(interval), " of the best deal")
        case PointTable(points=by_issue, no_deal=no_deal):
            return _points(case, by_issue, no_deal)
        case _:
            assert_never(fact.content)


def _points(
    case: Case, by_issue: Mapping[str, Mapping[str, float]], no_deal: float | None
) -> Prose:
    """A party's points, and those of having no deal."""
    given = {
        issue: {level: Interval(number, number) for level, number in of_levels.items()}
        for issue, of_levels in by_issue.items()
    }
    told = prose("gave ", _values(case, given, _in_points, " "))
    if no_deal is None:
        return told
    return prose(told, "; to having no deal it gave ", _in_points(Interval(no_deal, no_deal)))


def _in_points(interval: Interval) -> Prose:
    number = points(interval.low)
    return (Said(f"{number} {'point' if number == '1' else 'points'}"),)


def _values(
    case: Case,
    by_issue: Mapping[str, Mapping[str, Interval]],
    show: Callable[[Interval], Prose],
    worth: str,
) -> Prose:
    """Values of levels; of many the ends on the issues where they lie furthest apart."""
    if sum(map(len, by_issue.values())) <= VALUES:
        clauses = [
            prose(level_text(case, i, k), " on ", issue_title(case, i), worth, show(interval))
            for i, ranges in by_issue.items()
            for k, interval in ranges.items()
        ]  # fmt: skip
        return listed(clauses)
    ends = {}
    for i, ranges in by_issue.items():
        ranked = sorted(ranges, key=lambda k: ranges[k])
        ends[i] = (ranked[0], ranked[-1])
    issues = sorted(
        by_issue, key=lambda i: by_issue[i][ends[i][0]].low - by_issue[i][ends[i][1]].high
    )
    clauses = [_ends(case, i, by_issue[i], ends[i], show) for i in issues[:VALUES]]
    if len(issues) > VALUES:
        clauses.append(prose("on ", more(len(issues) - VALUES, "issue")))
    return prose("numbers: ", listed(clauses, comma=";"))


def _ends(
    case: Case,
    issue: str,
    ranges: Mapping[str, Interval],
    ends: tuple[str, str],
    show: Callable[[Interval], Prose],
) -> Prose:
    """The least and the most on one issue."""
    title = issue_title(case, issue)
    low, high = (ranges[k] for k in ends)
    if low == high:
        which = " to each level" if len(ranges) > 1 else ""
        return prose("on ", title, " ", show(low), which)
    least, most = (level_text(case, issue, k) for k in ends)
    start = prose("on ", title, " from ", show(low), " for ", least)
    return prose(start, " to ", show(high), " for ", most)


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
