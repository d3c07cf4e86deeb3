"""Issues out of disputes: their levels, and which level a topic or a figure is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zopa.case.model import Issue, Level
from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.disputed_matters import DisputedMatter
from zopa.proposing.by_grammar.measures import Measure
from zopa.proposing.by_grammar.rival_wishes import RivalWishes, rivals_of
from zopa.proposing.by_grammar.told_topics import ToldTopic
from zopa.proposing.by_grammar.topic_stems import stems_in
from zopa.proposing.given.as_case import issues_of
from zopa.proposing.given.counting import counted_unit
from zopa.proposing.given.named import GivenFigures, GivenIssue
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.scale import LevelScale, scale_of


@dataclass(frozen=True, eq=False)
class LeveledIssue:
    """An issue with how what is told becomes a level of it."""

    issue: Issue
    dispute: DisputedMatter
    unit: str = ""
    """The unit of its figures; nothing where its levels are words."""
    scale: LevelScale | None = None
    there: str = ""
    """Of levels in words, the one that has (more of) it, and the one that has none or less."""
    not_there: str = ""
    rivals: RivalWishes | None = None
    """What two sides want instead of each other, where these are its levels."""

    def way_of(self, told: ToldTopic) -> int:
        """Which way a topic points on its levels; 0 where it tells none of them."""
        return self.rivals.way_of(told) if self.rivals is not None else told.topic.way

    def of_value(self, value: float) -> str:
        """The level of a figure, or an empty text."""
        if self.scale is None:
            return ""
        level = self.scale.level(exact(value))
        return level if self.issue.has(level) else ""

    def of_way(self, way: int) -> str:
        """The level for it, or against it."""
        return self.there if way > 0 else self.not_there

    def of_topic(self, told: ToldTopic) -> str:
        """The level in words that a topic tells: of levels that a person named, the one whose own
        words it has; of others the one that points its way in its words. An empty text where it
        tells none."""
        words = _words_of(told)
        if self.dispute.given is not None and self.dispute.given.levels:
            return _likest(self.issue, words)
        way = self.way_of(told)
        level = self.of_way(way) if way else ""
        own = stems_in(self.issue.level(level).text) if level else set()
        return level if 2 * len(own & words) >= min(len(own), len(words)) else ""

    @property
    def counted(self) -> bool:
        """Whether figures settle it, with a unit or without."""
        return self.scale is not None

    @property
    def named_in_words(self) -> bool:
        """Whether a person named its levels, in words."""
        return self.dispute.given is not None and bool(self.dispute.given.levels)

    def ranked_by(self, level: str, *, best: bool) -> tuple[tuple[str, ...], ...]:
        """The levels with one of them as the best, or as the worst, and the others as one tier."""
        others = tuple(i for i in self.issue.level_ids if i != level)
        return ((level,), others) if best else (others, (level,))

    def ranked(self, toward: int) -> tuple[tuple[str, ...], ...]:
        """The levels from best to worst of who wants more of it (1) or less (-1)."""
        if self.counted:
            ids = self.issue.level_ids
            return tuple((level,) for level in (ids[::-1] if toward > 0 else ids))
        best, worst = self.of_way(toward), self.of_way(-toward)
        others = tuple(i for i in self.issue.level_ids if i not in (best, worst))
        return tuple(tier for tier in ((best,), others, (worst,)) if tier)


def leveled(disputes: Sequence[DisputedMatter]) -> list[LeveledIssue]:
    """An issue for each dispute that has at least two levels, with short names of its own.

    An issue that a person named has the levels that were named with it, and the others where none
    were.
    """
    found: list[LeveledIssue] = []
    taken: list[str] = []
    for dispute in disputes:
        made = _named(dispute, taken) if dispute.given is not None else None
        made = made or _leveled(dispute, taken)
        if made is not None:
            taken.append(made.issue.id)
            found.append(made)
    return found


def _named(dispute: DisputedMatter, taken: Sequence[str]) -> LeveledIssue | None:
    """The issue as a person named it; None where its levels are left to the reports and these
    tell some."""
    given = dispute.given
    if given is None:
        return None
    if given.figures is not None:
        return _named_figures(dispute, given, given.figures, taken)
    if not given.levels:
        return None
    (issue,) = issues_of((given,))
    if given.standing is None:
        issue = replace(issue, id=short_name(issue.id, "issue", taken))
    there, away = _ends(issue, dispute)
    return LeveledIssue(issue, dispute, there=there, not_there=away)


def _named_figures(
    dispute: DisputedMatter, given: GivenIssue, figures: GivenFigures, taken: Sequence[str]
) -> LeveledIssue | None:
    counted = counted_unit(figures.unit)
    told = {
        *(m.value for t in dispute.told for m in measures_in(t, counted.unit)),
        *(v for o in dispute.offers for u, v in o.measures if u.rstrip("s") == counted.unit),
    }
    values = [exact(value) / counted.factor for value in sorted(told)]
    (issue,) = issues_of((given,), values)
    if not issue.levels:
        scale = scale_of(values, figures.unit)
        if scale is None or not scale.numeric:
            return None
        issue = replace(issue, levels=scale.levels)
    if given.standing is None:
        issue = replace(issue, id=short_name(issue.id, "issue", taken))
    of = {
        Decimal(str(x.number)) * counted.factor: x.id for x in issue.levels if x.number is not None
    }
    of = {key.normalize() if key else Decimal(0): name for key, name in of.items()}
    scale = LevelScale(issue.levels, issue.unit, Decimal(counted.factor), True, of)
    return LeveledIssue(issue, dispute, counted.unit, scale)


_ABSENT = word_set(
    "no not none without nothing never left out excluded frozen unchanged status quo current as "
    "now end ended abolished scrapped"
)
"""Words of a level that has least of what an issue is about."""


def _words_of(told: ToldTopic) -> set[str]:
    """The stems of what is told of a topic, and of all that its position is about."""
    words = stems_in(told.topic.phrase)
    if told.held is not None:
        words |= stems_in(" ".join(word.text for word in told.held.theme.subtree))
    return words


def _likest(issue: Issue, words: set[str]) -> str:
    """The one level whose own words are told, those that all levels share apart."""
    texts = {level.id: stems_in(level.text) for level in issue.levels}
    shared = set.intersection(*texts.values())
    hits = {name: len(words & (text - shared)) for name, text in texts.items()}
    best = max(hits.values())
    named = [name for name, count in hits.items() if count == best]
    return named[0] if best and len(named) == 1 else ""


def _ends(issue: Issue, dispute: DisputedMatter) -> tuple[str, str]:
    """Of levels that a person named, the one that has most of it, and the one that has least."""
    votes: dict[int, Counter[str]] = {1: Counter(), -1: Counter()}
    for told in dispute.told:
        likest = _likest(issue, _words_of(told))
        if likest:
            votes[told.topic.way][likest] += 1
    absent = [x.id for x in issue.levels if _ABSENT & set(x.text.casefold().split())]
    ids = issue.level_ids
    away = next((i for i, _ in votes[-1].most_common()), absent[0] if absent else ids[-1])
    there = next((i for i, _ in votes[1].most_common() if i != away), "")
    there = there or next(i for i in ids if i != away)
    return there, away


def _leveled(dispute: DisputedMatter, taken: Sequence[str]) -> LeveledIssue | None:
    title = one_line(dispute.title[:1].upper() + dispute.title[1:], 80)
    name = short_name(dispute.title, "issue", taken)
    unit, values = figures_told(dispute)
    if values and dispute.given is None and dispute.cuts_in(unit) == {True}:
        title = one_line(f"Cut in {dispute.title}", 80)
    if values:
        scale = scale_of([exact(v) for v in values], unit)
        if scale is not None and len(scale.levels) > 1:
            issue = Issue(name, title, scale.levels, scale.unit, scale.numeric)
            return LeveledIssue(issue, dispute, unit, scale)
    more, less = _topic(dispute, 1), _topic(dispute, -1)
    rivals = None
    if more is not None and less is not None:
        there, away = more.topic.phrase, less.topic.phrase
    elif more is not None:
        rivals = rivals_of(dispute, more)
        there = more.topic.phrase
        away = rivals.second.topic.phrase if rivals is not None else more.topic.denied
    elif less is not None:
        there, away = less.topic.denied, less.topic.phrase
    else:
        return None
    first = short_name(there, "level", digits=True)
    second = short_name(away, "level", [first], digits=True)
    levels = (Level(first, one_line(there)), Level(second, one_line(away)))
    issue = Issue(name, title, levels)
    return LeveledIssue(issue, dispute, there=first, not_there=second, rivals=rivals)


def _topic(dispute: DisputedMatter, way: int) -> ToldTopic | None:
    """What tells one way of it best: what is plainly wanted or rejected before what is offered."""
    told = [t for t in dispute.told if t.topic.way == way and not t.topic.bare]
    told.sort(key=lambda t: (t.held is None, not (t.held and t.held.plain)))
    return told[0] if told else None


def figures_told(dispute: DisputedMatter) -> tuple[str, list[float]]:
    """The unit in which most different figures settle a dispute, and these figures."""
    by_unit: dict[str, set[float]] = {}
    for told in dispute.told:
        for measure in told.measures:
            if measure.settles and counts_as_told(dispute, told, measure.unit):
                by_unit.setdefault(measure.unit, set()).add(measure.value)
    for offer in dispute.offers:
        for unit, value in offer.measures:
            if unit == (dispute.worth_in or (dispute.worth and dispute.stem)):
                by_unit.setdefault(unit, set()).add(value)
            elif unit in by_unit and not _own_figures(dispute, offer, unit):
                by_unit[unit].add(value)
    if not by_unit:
        return "", []
    bare = by_unit.pop("", set())
    if not by_unit:
        return "", sorted(bare)
    times = ("year", "month", "week", "day", "hour")
    unit = max(by_unit, key=lambda u: (len(by_unit[u]), u not in times))
    low, high = min(by_unit[unit]), max(by_unit[unit])
    near = {v for v in bare if low <= _NEAR * v and v <= _NEAR * high}
    return unit, sorted(by_unit[unit] | near)


_NEAR = 5
"""A number without a unit is on the scale of others if it is no so many times less or more."""


def counts_as_told(dispute: DisputedMatter, told: ToldTopic, unit: str) -> bool:
    """Whether a figure in a unit is on the scale of the others: that of a cut is not among
    figures of what is had or raised."""
    return not told.of_a_cut or dispute.cuts_in(unit) == {True}


def _own_figures(dispute: DisputedMatter, offer: object, unit: str) -> bool:
    return any(
        told.offer is offer and any(m.unit == unit for m in told.measures) for told in dispute.told
    )


def measures_in(told: ToldTopic, unit: str) -> list[Measure]:
    """The figures of a topic in a unit, and its numbers without one."""
    return [m for m in told.measures if m.unit.rstrip("s") in ("", unit.rstrip("s")) and m.settles]


def exact(value: float) -> Decimal:
    """A figure as a decimal number, to four places."""
    rounded = Decimal(repr(value)).quantize(Decimal("0.0001"))
    return rounded.normalize() if rounded else Decimal(0)
