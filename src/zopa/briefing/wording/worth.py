"""The words for what terms are worth where that is given as numbers, in a party's own points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.numbers import gained, points, word
from zopa.briefing.phrasing import Prose, Said, listed, prose
from zopa.briefing.wording.names import issue_title, level_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from zopa.case.model import Bonus, Case, Terms
    from zopa.foundation.chance import Interval

    Name = Callable[[Case, str, str], Prose]

RUN = 4
"""So many levels in a row, or more, are told by the first and the last."""
RUNS = 6
"""Levels or runs of levels that are told one by one."""


def span(case: Case, party: str) -> float:
    """Give what 1 of utility is in the party's own points; 100, for percent, where it has none."""
    scale = case.parties[party].own_scale
    return 100.0 if scale is None else scale[1] - scale[0]


def unit(case: Case, party: str) -> str:
    """Name the unit in which the party's numbers are told."""
    return "percent" if case.parties[party].own_scale is None else "points"


def added(case: Case, party: str, interval: Interval) -> Prose:
    """Write what something adds, with its sign and without the unit."""
    low, high = (gained(span(case, party) * end) for end in interval)
    return (Said(low if low == high else f"{low} to {high}"),)


def amount(case: Case, party: str, interval: Interval) -> Prose:
    """Write what something is worth, without a sign and with the unit."""
    size = span(case, party)
    low, high = sorted((abs(size * interval.low), abs(size * interval.high)))
    ends = (points(low), points(high))
    words = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    name = unit(case, party)
    return (Said(f"{words} {'point' if (words, name) == ('1', 'points') else name}"),)


def percent_range(interval: Interval) -> Prose:
    """Write an interval in percent, as the case file gives it."""
    low, high = (points(100 * end) for end in interval)
    return (Said(f"{low} percent" if low == high else f"{low} to {high} percent"),)


def more(count: int, thing: str = "") -> Prose:
    """Say how many things there are beyond those that are told: “two more issues”."""
    name = f" {thing}{'' if count == 1 else 's'}" if thing else ""
    return (Said(word(count)), f" more{name}")


def together(case: Case, when: Terms) -> Prose:
    """Name the levels that earn a bonus."""
    named = [
        prose(level_span(case, issue, levels), " on ", issue_title(case, issue))
        for issue, levels in when.items()
    ]
    if len(named) == 1:
        return named[0]
    return prose(named[0], " together with ", listed(named[1:]))


def bonus_words(case: Case, bonus: Bonus, size: Prose) -> Prose:
    """Write a bonus as a clause, with what it is worth given in words.

    >>> from zopa.briefing.phrasing import plain
    >>> from zopa.case.model import Bonus, Case, Issue, Level
    >>> from zopa.foundation.chance import Interval
    >>> case = Case("", {"p": Issue("p", "Price", (Level("l", "low"), Level("h", "high")))}, {})
    >>> plain(bonus_words(case, Bonus({"p": ("l",)}, Interval(-0.07, -0.07)), ("7 percent",)))
    '‘low’ on “Price” takes away 7 percent'
    """
    verb = " takes away " if bonus.penalty else " adds "
    return prose(together(case, bonus.when), verb, size)


def level_span(case: Case, issue: str, levels: Sequence[str], named: Name = level_text) -> Prose:
    """Name several levels of one issue; of many in a row the first and the last."""
    ids = case.issues[issue].level_ids
    runs: list[list[int]] = []
    for position in sorted(ids.index(level) for level in levels):
        if runs and runs[-1][-1] == position - 1:
            runs[-1].append(position)
        else:
            runs.append([position])
    parts: list[Prose] = []
    for run in runs:
        if len(run) >= RUN:
            ends = (named(case, issue, ids[run[0]]), named(case, issue, ids[run[-1]]))
            parts.append(prose(ends[0], " to ", ends[1]))
        else:
            parts += [named(case, issue, ids[k]) for k in run]
    if len(parts) > RUNS:
        parts = [*parts[: RUNS - 1], more(len(parts) - RUNS + 1)]
    return listed(parts, "or")
