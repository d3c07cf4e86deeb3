"""What is in the way of a deal: red lines, rules, parties, and parties that block together.

Each is taken away by itself in the draws that have no zone, and it is counted how often there is
one then. A party is taken away by letting it sign anything. Where not all must agree, those who
can block together are looked at as well: the smallest groups without which the others bring about
no agreement (Taylor and Zwicker 1999, *Simple Games*, ch. 1).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from zopa.analyses.board import Board
from zopa.analyses.result import Record, Share
from zopa.outcomes.space import OutcomeSpace
from zopa.outcomes.voting import agreed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from zopa.case.coalitions import Group
    from zopa.case.model import Case
    from zopa.preferences.draws import Draws

    Bools = NDArray[np.bool_]


class Obstacle(Record):
    """Something that is in the way. Of the draws that have no zone with it, `opens` is the
    share that have one without it: a red line that is given up, a rule that does not hold, a party
    that would sign anything, parties that all would."""

    kind: Literal["red_line", "rule", "party", "parties"]
    party: str | None = None
    parties: tuple[str, ...] = ()
    """Parties that block together: without any one of them the others block nothing."""
    fact: int | None = None
    """Position in the ledger's facts, for a red line."""
    rule: int | None = None
    """Position among the rules."""
    opens: Share


def obstacles(case: Case, draws: Draws, board: Board, most: int) -> tuple[Obstacle, ...]:
    """What is in the way in the draws without a zone, what opens most of them first.

    Groups of parties that block together are looked at where there are at most `most`.
    """
    empty = ~board.has_zone
    stuck = board.some(empty)
    if not board.listed:
        stuck = stuck.some(slice(board.fewer))
    if not len(stuck):
        return ()
    blocks = []
    for k, fact, _ in case.red_lines():
        if fact.party in board.parties:
            freed = Board.of(case, draws.without_red_line(k)).some(empty).some(slice(len(stuck)))
            opens = _opened(stuck, freed, board.parties.index(fact.party))
            blocks.append(
                Obstacle(kind="red_line", party=fact.party, fact=k, opens=Share.of(opens))
            )
    for k in range(len(case.rules)):
        rules = tuple(rule for j, rule in enumerate(case.rules) if j != k)
        freed = replace(stuck, space=OutcomeSpace.of(replace(case, rules=rules)))
        blocks.append(Obstacle(kind="rule", rule=k, opens=Share.of(freed.has_zone)))
    if len(board.parties) > 2:
        blocks += _refused(stuck, most)
    return tuple(sorted((b for b in blocks if b.opens.share > 0), key=_strongest_first))


def _strongest_first(block: Obstacle) -> tuple[object, ...]:
    who = block.parties or (block.party or "",)
    is_party = block.kind in ("party", "parties")
    return (is_party, -block.opens.share, block.kind, who, block.fact or 0, block.rule or 0)


def _opened(stuck: Board, freed: Board, p: int) -> Bools:
    """(draws,): whether there is a zone in `freed`, where one party bars less than in `stuck`.

    Where all must sign outcomes that can be listed, only what that one party says of them is looked
    at anew.
    """
    if not stuck.listed or len(stuck.parties) == 1 or not stuck.game.takes_all:
        return freed.has_zone
    others = stuck.only([k for k in range(len(stuck.parties)) if k != p])
    party = freed.only([p])
    signed = others.spread(others.members.bits) & party.spread(party.members.bits)
    return np.asarray(signed.any(axis=1))


def _refused(stuck: Board, most: int) -> list[Obstacle]:
    """The parties whose refusal is in the way, each by itself; and those that block together, where
    that opens more than any one of them does."""
    alone: list[Group] = [(p,) for p in range(len(stuck.parties))]
    together: list[Group] = []
    if stuck.game.takes_all:
        opens = _refused_by_one(stuck)
    else:
        together = [group for group in stuck.game.blocking(most) or () if len(group) > 1]
        opens = _signing_anything(stuck, [*alone, *together])
    by_group = dict(zip([*alone, *together], opens.T, strict=True))
    blocks = [
        Obstacle(kind="party", party=stuck.parties[p], opens=Share.of(by_group[p,]))
        for (p,) in alone
    ]
    for group in together:
        if by_group[group].sum() > max(by_group[p,].sum() for p in group):
            names = tuple(stuck.parties[p] for p in group)
            blocks.append(Obstacle(kind="parties", parties=names, opens=Share.of(by_group[group])))
    return blocks


def _refused_by_one(stuck: Board) -> Bools:
    """(draws, signatories): where all must sign, whether there were a zone without each of them.

    There is none with them. So there is one without a signatory if that one alone refuses some
    outcome.
    """
    distinct = stuck.distinct
    opens = np.zeros((len(distinct), len(distinct.parties)), dtype=np.bool_)
    if stuck.listed:
        for block, signed in distinct.signatures(distinct.outcomes):
            by_one = np.count_nonzero(signed, axis=1) == len(distinct.parties) - 1
            opens[block] = (by_one[:, None] & ~signed).any(axis=2)
    else:
        for p in range(len(distinct.parties)):
            without = distinct.only([k for k in range(len(distinct.parties)) if k != p])
            opens[:, p] = without.has_zone
    return stuck.spread(opens)


def _signing_anything(stuck: Board, groups: Sequence[Group]) -> Bools:
    """(draws, groups): whether there were a zone if all members of a group would sign anything."""
    distinct = stuck.distinct
    opens = np.zeros((len(distinct), len(groups)), dtype=np.bool_)
    games = [distinct.game.given(group) for group in groups]
    if stuck.listed:
        for block, signed in distinct.signatures(distinct.outcomes):
            for k, game in enumerate(games):
                opens[block, k] = agreed(game, signed).any(axis=1)
    else:
        for k, game in enumerate(games):
            freed = replace(distinct, game=game)
            opens[:, k] = freed.zone_within(freed.barred)
    return stuck.spread(opens)
