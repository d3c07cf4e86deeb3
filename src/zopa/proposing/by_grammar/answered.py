"""Who answers a text where a report does not say: “the offer was turned down”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zopa.proposing.by_grammar.clauses import is_passive, subjects
from zopa.proposing.by_grammar.stands import Stand

if TYPE_CHECKING:
    from zopa.proposing.actors import Actor
    from zopa.proposing.by_grammar.stances import HeldPosition


def answered_by_others(
    held: Sequence[HeldPosition], negotiating: Sequence[Actor]
) -> tuple[HeldPosition, ...]:
    """The positions, those that nobody is told to hold as the other side's.

    Where two negotiate, what is told to be rejected or accepted is so by the one whose text it is
    not. That is likely, and not plainly told.
    """
    if len(negotiating) != 2:
        return tuple(held)
    return tuple(_answered(position, negotiating) for position in held)


def _answered(position: HeldPosition, negotiating: Sequence[Actor]) -> HeldPosition:
    told = position.position
    answers = position.stand in (Stand.REJECTS, Stand.ACCEPTS)
    if position.actors or not answers or position.mention is None:
        return position
    if told.holders or not is_passive(told.cue) or subjects(told.cue):
        return position
    authors = {offer.by.id for offer in position.mention.offers if offer.by is not None}
    others = [actor for actor in negotiating if actor.id not in authors]
    if len(authors) != 1 or len(others) != 1:
        return position
    return replace(position, actors=tuple(others), position=replace(told, plain=False))
