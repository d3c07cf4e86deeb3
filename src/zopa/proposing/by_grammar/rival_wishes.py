"""Rival wishes: two sides that want different things of one matter, and so oppose each other.

“The union wants a bridge, the port a tunnel”: each likes best what it asks for, and least what the
other asks for. Of 251 pairs of sides that want something of one matter in invented reports, with a
careful reader's ledgers, 213 oppose each other (95 of 100 where two negotiate).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.proposing.by_grammar.stands import Stand
from zopa.proposing.by_grammar.topic_stems import stems_in

if TYPE_CHECKING:
    from zopa.proposing.by_grammar.disputed_matters import DisputedMatter
    from zopa.proposing.by_grammar.told_topics import ToldTopic

_ALIKE = 0.5
"""Which share of the words two wishes have in common that are one."""


@dataclass(frozen=True, eq=False)
class RivalWishes:
    """What one side wants of a matter, and what another wants instead."""

    first: ToldTopic
    second: ToldTopic

    def way_of(self, told: ToldTopic) -> int:
        """1 for what is told as the first wish is, -1 for the second; 0 where neither is meant."""
        if told.topic.way < 0:
            return told.topic.way
        for one, way in ((self.first, 1), (self.second, -1)):
            if _actors(told) and _actors(told) <= _actors(one):
                return way
        words, first, second = (stems_in(t.topic.phrase) for t in (told, self.first, self.second))
        balance = len(words & (first - second)) - len(words & (second - first))
        return 0 if not balance else 1 if balance > 0 else -1


def rivals_of(dispute: DisputedMatter, first: ToldTopic) -> RivalWishes | None:
    """The wish that another side plainly has instead of the first; None where there is none."""
    if not _is_wish(first):
        return None
    others = [
        told
        for told in dispute.told
        if _is_wish(told) and not _actors(told) & _actors(first) and _differs(told, first)
    ]
    others.sort(key=lambda t: not (t.held and t.held.plain))
    return RivalWishes(first, others[0]) if others else None


def _is_wish(told: ToldTopic) -> bool:
    held, topic = told.held, told.topic
    plain = not (topic.bare or topic.graded) and topic.way > 0
    return held is not None and held.stand is Stand.WANTS and bool(held.actors) and plain


def _actors(told: ToldTopic) -> set[str]:
    return {actor.id for actor in told.held.actors} if told.held is not None else set()


def _differs(one: ToldTopic, other: ToldTopic) -> bool:
    """Whether each of two wishes has words of its own, and few are of both."""
    mine, its = stems_in(one.topic.phrase), stems_in(other.topic.phrase)
    shared = len(mine & its)
    return bool(mine - its) and bool(its - mine) and shared < _ALIKE * min(len(mine), len(its))
