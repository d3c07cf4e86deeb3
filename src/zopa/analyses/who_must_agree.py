"""What a case's rule of agreement comes to: who has a veto, who can agree, and who can block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.analyses.result import Record

if TYPE_CHECKING:
    from zopa.case.coalitions import Group
    from zopa.case.model import Case


class WhoMustAgree(Record):
    """What the rule of agreement comes to."""

    takes_all: bool
    """Whether all signatories must agree."""
    vetoes: tuple[str, ...]
    """The signatories without whom there is no agreement, whoever else agrees."""
    groups: tuple[tuple[str, ...], ...]
    """The smallest groups of signatories that bring about an agreement, smaller ones first; none
    where they are not listed."""
    blocking: tuple[tuple[str, ...], ...]
    """The smallest groups of signatories without which the others bring about none; none where they
    are not listed."""
    listed: bool
    """Whether the groups are listed; there may be too many."""

    @classmethod
    def of(cls, case: Case, most: int) -> WhoMustAgree:
        """The rule of a case; groups are listed where there are at most so many of either kind."""
        who, game = case.signatories, case.game

        def named(group: Group) -> tuple[str, ...]:
            return tuple(who[player] for player in group)

        winning, blocking = game.winning(most), game.blocking(most)
        listed = winning is not None and blocking is not None
        return cls(
            takes_all=game.takes_all,
            vetoes=named(game.vetoes),
            groups=tuple(map(named, winning or ())) if listed else (),
            blocking=tuple(map(named, blocking or ())) if listed else (),
            listed=listed,
        )
