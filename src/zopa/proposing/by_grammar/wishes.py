"""Wishes: which way each actor wants an issue to go, and what speaks for it.

Who plainly wants or rejects something has said so. A figure speaks by comparison: who demands 40
percent where the other side offers 25 wants more, and who offers 25 wants less; an offer alone is
no wish, since it is what its author would do and not what it would like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zopa.proposing.by_grammar.leveling import LeveledIssue, counts_as_told, measures_in
from zopa.proposing.by_grammar.stands import Stand
from zopa.proposing.by_grammar.told_topics import ToldTopic

if TYPE_CHECKING:
    from zopa.proposing.actors import Actor

PLAIN, SOFT, COMPARED, OPPOSED = 1.0, 0.6, 0.9, 0.55
"""How much a reason weighs: a plain wish, one told in passing, a figure beside another's, what
the other side has not granted."""
LEAST = 0.5
"""Below this the reasons for and against are even."""


@dataclass(frozen=True, eq=False)
class WishReason:
    """A reason for a wish: which way it points, and where it is told."""

    toward: int
    weight: float
    told: ToldTopic | None
    """None where it follows from figures alone."""
    of_another: bool = False
    """Whether it is what the other side wants."""


@dataclass(eq=False)
class Wish:
    """Which way an actor wants an issue to go."""

    actor: Actor
    issue: LeveledIssue
    reasons: list[WishReason] = field(default_factory=list)

    @property
    def balance(self) -> float:
        """The reasons for more of it, less those for less of it."""
        return sum(reason.toward * reason.weight for reason in self.reasons)

    @property
    def toward(self) -> int:
        """1 for more of it, -1 for less, 0 where the reasons are even."""
        return 0 if abs(self.balance) < LEAST else 1 if self.balance > 0 else -1

    @property
    def plain(self) -> bool:
        """Whether it is plainly told, and nothing is told against it."""
        ways = {reason.toward for reason in self.reasons}
        return len(ways) == 1 and any(reason.weight >= PLAIN for reason in self.reasons)


def wishes_of(issues: Sequence[LeveledIssue], negotiating: Sequence[Actor] = ()) -> list[Wish]:
    """The wishes of all actors, issue by issue; those with even reasons too.

    Where two negotiate, what one of them plainly wants and the other has not granted is not what
    the other wants: that is a guess, and weighs least.
    """
    found: dict[tuple[str, str], Wish] = {}

    def wish(actor: Actor, issue: LeveledIssue) -> Wish:
        return found.setdefault((issue.issue.id, actor.id), Wish(actor, issue))

    for issue in issues:
        for told, actor, toward in _told(issue):
            sure = told.held is not None and told.held.plain and not told.topic.far
            weight = PLAIN if sure else SOFT
            wish(actor, issue).reasons.append(WishReason(toward, weight, told))
        for actor, toward, told_by in _compared(issue):
            counted = wish(actor, issue)
            # What it asks for in figures tells more than what it rejects without any.
            counted.reasons = [r for r in counted.reasons if not _rejects_bare(r)]
            counted.reasons.append(WishReason(toward, COMPARED, told_by))
    if len(negotiating) == 2:
        first, second = negotiating
        for issue in (issue for issue in issues if issue.dispute.well_told):
            for actor, other in ((first, second), (second, first)):
                own = found.get((issue.issue.id, actor.id))
                if own is not None and own.plain and (issue.issue.id, other.id) not in found:
                    told_of = next(r.told for r in own.reasons if r.weight >= PLAIN)
                    reason = WishReason(-own.toward, OPPOSED, told_of, of_another=True)
                    wish(other, issue).reasons.append(reason)
    return list(found.values())


def _rejects_bare(reason: WishReason) -> bool:
    held = reason.told.held if reason.told is not None else None
    return held is not None and held.stand is Stand.REJECTS and not held.measures


def _told(issue: LeveledIssue) -> Iterator[tuple[ToldTopic, Actor, int]]:
    """What actors want and reject, with the way in which it points."""
    for told in issue.dispute.positions():
        held = told.held
        if held is None or held.stand not in (Stand.WANTS, Stand.REJECTS):
            continue
        toward = issue.way_of(told)
        if not toward:
            continue
        if issue.counted:
            if measures_in(told, issue.unit):
                if not told.topic.graded:
                    continue
                if held.stand is Stand.REJECTS and not _FROM_TO.search(told.topic.phrase):
                    continue  # a figure alone has no direction but beside another
                if not counts_as_told(issue.dispute, told, issue.unit):
                    continue
                if told.of_a_cut and not told.topic.bounded:
                    toward = 1  # more of the cut that the figures tell
            elif held.stand is Stand.REJECTS and not told.topic.graded:
                continue
            elif not told.topic.graded:
                continue  # “a price of 5”, where the issue is told in crowns
        if held.stand is Stand.REJECTS:
            toward = -toward
        for actor in held.actors:
            yield told, actor, toward


_FROM_TO = re.compile(r"\bfrom\b.*\bto\b")
"""A change that is rejected is told by where it leads from and to."""


def _has_figure(told: ToldTopic) -> bool:
    """Whether a figure of any unit stands with what is wanted."""
    return any(word.like_num for word in told.topic.head.subtree)


def _whose(told: ToldTopic) -> Sequence[Actor]:
    """Who wants or offers what is told."""
    if told.held is not None:
        return told.held.actors
    return (told.offer.by,) if told.offer is not None and told.offer.by is not None else ()


@dataclass(eq=False)
class _Figures:
    """The figures of an actor."""

    actor: Actor
    wanted: list[float] = field(default_factory=list)
    offered: list[float] = field(default_factory=list)
    place: ToldTopic | None = None
    """Where the first of them is told, if its position tells it."""


def _figures(issue: LeveledIssue) -> Sequence[_Figures]:
    """The figures that each actor wants, and those that it offers or would take."""
    found: dict[str, _Figures] = {}

    def of(actor: Actor) -> _Figures:
        return found.setdefault(actor.id, _Figures(actor))

    for told in issue.dispute.told:
        rejects = told.held is not None and told.held.stand is Stand.REJECTS
        if rejects or not counts_as_told(issue.dispute, told, issue.unit):
            continue
        values = [m.value for m in measures_in(told, issue.unit) if issue.of_value(m.value)]
        for actor in _whose(told) if values else ():
            own = of(actor)
            wants = told.held is not None and told.held.stand is Stand.WANTS
            (own.wanted if wants else own.offered).extend(values)
            own.place = own.place or (told if told.held is not None else None)
    for offer in issue.dispute.offers:
        values = [v for u, v in offer.measures if u == issue.unit]
        if offer.by is not None and values:
            of(offer.by).offered.extend(values)
    return list(found.values())


def _compared(issue: LeveledIssue) -> Iterator[tuple[Actor, int, ToldTopic | None]]:
    """Whose figures lie below or above all that others demand."""
    if not issue.counted:
        return
    figures = _figures(issue)
    for own in figures:
        mine = own.wanted or own.offered
        others = [v for other in figures if other is not own for v in other.wanted]
        if not others and own.wanted:
            others = [v for other in figures if other is not own for v in other.offered]
        if not mine or not others:
            continue
        if max(mine) < min(others):
            yield own.actor, -1, own.place
        elif max(mine) > max(others):
            yield own.actor, 1, own.place
