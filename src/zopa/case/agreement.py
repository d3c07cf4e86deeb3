"""`agreement`: who must accept for there to be an agreement.

Where a ledger does not say, all signatories must. Else an agreement has one condition or several,
each of which must be met: that all of some parties accept (each of them has a veto), that so many
of some parties do, or that the weights of those who do reach a quota (qualified majority).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from zopa.case.coalitions import SimpleGame, WeightedQuota
from zopa.case.codes.who_agrees import AGREEMENT_TWICE
from zopa.case.codes.words import BAD_NUMBER, BAD_RANGE
from zopa.case.ledger_text import Tree
from zopa.case.nodes import ListNode, MapNode, TextNode
from zopa.case.parts import Part, clip
from zopa.case.positions import Path
from zopa.case.scalars import decimal, plain_number, read_number
from zopa.foundation.names import listing

MOST_CONDITIONS = 50
LARGEST = 2**53
"""Whole numbers up to this one add up exactly in floats."""
HOW = "write `{all: [a, b], at_least: 3, of: [c, d, e, f]}`, or `weights` with a `quota`"


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of these must accept."""

    parties: tuple[str, ...]
    path: Path = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many of these must accept."""

    count: int
    parties: tuple[str, ...]
    path: Path = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Quota:
    """The weights of those who accept must add up to the quota, a number or percent of them all."""

    quota: Decimal
    weights: Mapping[str, Decimal]
    percent: bool = False
    path: Path = field(default=(), compare=False)

    @property
    def needed(self) -> Decimal:
        """The quota as a sum of weights."""
        return self.quota * self.total / 100 if self.percent else self.quota

    @property
    def total(self) -> Decimal:
        """What all weights add up to."""
        return sum(self.weights.values(), Decimal(0))

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties that have a weight."""
        return tuple(self.weights)


AgreementCondition: TypeAlias = AllOf | AtLeast | Quota
_KINDS: tuple[type[AgreementCondition], ...] = (AllOf, AtLeast, Quota)
"""In the order in which those of one mapping are read."""


@dataclass(frozen=True, slots=True)
class AgreementRule:
    """Who must accept for there to be an agreement: every condition must be met.

    >>> most = AgreementRule((AllOf(("chair",)), AtLeast(2, ("north", "south", "west"))))
    >>> most.game(("chair", "north", "south", "west")).winning(10)
    ((0, 1, 2), (0, 1, 3), (0, 2, 3))
    """

    conditions: tuple[AgreementCondition, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties that a condition names, each once."""
        named = (party for condition in self.conditions for party in condition.parties)
        return tuple(dict.fromkeys(named))

    def game(self, signatories: Sequence[str]) -> SimpleGame:
        """Which groups of the signatories, by position, bring about an agreement."""
        quotas = tuple(_whole(condition, signatories) for condition in self.conditions)
        return SimpleGame(len(signatories), quotas)

    def tree(self) -> Tree:
        """What is written behind `agreement` in a ledger: one mapping where that says the same."""
        parts = [_tree(condition) for condition in self.conditions]
        kinds = [_KINDS.index(type(condition)) for condition in self.conditions]
        of_all = [set(c.parties) for c in self.conditions if isinstance(c, AllOf)]
        counted = [set(c.parties) for c in self.conditions if isinstance(c, AtLeast)]
        apart = all(first.isdisjoint(second) for first in of_all for second in counted)
        if kinds == sorted(set(kinds)) and apart:
            return {key: tree for part in parts for key, tree in part.items()}
        return parts


def _tree(condition: AgreementCondition) -> dict[str, Tree]:
    match condition:
        case AllOf(parties=parties):
            return {"all": list(parties)}
        case AtLeast(count=count, parties=parties):
            return {"at_least": str(count), "of": list(parties)}
        case Quota(quota=quota, weights=weights, percent=percent):
            written = {party: plain_number(weight) for party, weight in weights.items()}
            return {"weights": written, "quota": plain_number(quota) + ("%" if percent else "")}


def _whole(condition: AgreementCondition, signatories: Sequence[str]) -> WeightedQuota:
    """A condition in whole numbers."""
    match condition:
        case AllOf(parties=parties):
            named = set(parties)
            return WeightedQuota(tuple(int(p in named) for p in signatories), len(named))
        case AtLeast(count=count, parties=parties):
            named = set(parties)
            return WeightedQuota(tuple(int(p in named) for p in signatories), count)
        case Quota(weights=weights, needed=needed):
            scale = _scale([*weights.values(), needed])
            by_party = {party: int(weight * scale) for party, weight in weights.items()}
            return WeightedQuota(
                tuple(by_party.get(party, 0) for party in signatories), int(needed * scale)
            )


def _scale(numbers: Sequence[Decimal]) -> Decimal:
    """A power of ten that makes whole numbers of all."""
    places = (-int(number.normalize().as_tuple().exponent) for number in numbers)
    return Decimal(10) ** max(0, *places)


# --- reading --------------------------------------------------------------------------------------


def read_agreement(part: Part, signatories: Sequence[str]) -> AgreementRule | None:
    """Who must agree as written; None where all signatories must, or where it cannot be read."""
    if isinstance(part.node, TextNode):
        part.word(("all",), "a rule of agreement")
        return None
    conditions: list[AgreementCondition] = []
    if isinstance(part.node, ListNode):
        for entry in part.items(help=HOW, most=MOST_CONDITIONS) or ():
            conditions += _conditions(entry.called("this condition of `agreement`"), signatories)
    else:
        conditions = _conditions(part, signatories)
    return None if part.broken or not conditions else AgreementRule(tuple(conditions))


def _conditions(part: Part, signatories: Sequence[str]) -> list[AgreementCondition]:
    """The conditions that one mapping holds."""
    fields = part.fields([], ["all", "at_least", "of", "weights", "quota"], help=HOW)
    if fields is None:
        return []
    for key, other in (("at_least", "of"), ("weights", "quota"), ("quota", "weights")):
        if other in fields and key not in fields and not part.notes.is_broken((*part.path, key)):
            part.lacks(key, help=f"`{other}` goes with `{key}`")
    found: list[AgreementCondition] = []
    if "all" in fields:
        found.append(AllOf(fields["all"].texts(), fields["all"].path))
    if "at_least" in fields and (counted := _at_least(fields, signatories)):
        found.append(counted)
    if "weights" in fields and "quota" in fields and (weighed := _weighed(fields)):
        found.append(weighed)
    return found


def _at_least(fields: Mapping[str, Part], signatories: Sequence[str]) -> AtLeast | None:
    count = _count(fields["at_least"])
    in_all = fields["all"].texts() if "all" in fields else ()
    if "of" not in fields:
        of, path = tuple(p for p in signatories if p not in in_all), fields["at_least"].path
    else:
        of, path = fields["of"].texts(), fields["of"].path
        twice = [party for party in dict.fromkeys(of) if party in in_all]
        if twice and count is not None:
            _stands_in_both(fields, of, twice, count)
    return None if count is None else AtLeast(count, of, path)


def _stands_in_both(
    fields: Mapping[str, Part], of: Sequence[str], twice: Sequence[str], count: int
) -> None:
    """A finding that parties who must accept in any case are counted as well."""
    part, fewer = fields["of"], count - len(twice)
    at = part.notes.places.get((*part.path, of.index(twice[0])))
    them = "it" if len(twice) == 1 else listing(twice).replace(" or ", " and ")
    part.fail(
        AGREEMENT_TWICE,
        f"`{clip(twice[0])}` stands in `all` and in `of`: it is not plain whether it counts twice",
        at=at.value if at else None,
        help=(
            f"leave {them} out of `of`: `at_least` then counts the others alone",
            *(
                [f"if {them} should count among the {count}, write `at_least: {fewer}` besides"]
                if fewer > 0
                else []
            ),
        ),
    )


def _count(part: Part) -> int | None:
    number = read_number(part)
    if number is None:
        return None
    if number < 1 or number != int(number):
        part.fail(
            BAD_RANGE,
            f"`{plain_number(number)}` is no number of parties",
            label="expected a whole number, 1 or more",
        )
        return None
    return int(number)


def _weights(part: Part) -> dict[str, Decimal]:
    how = "write `{a: 10, b: 5}`"
    if not isinstance(part.node, MapNode):
        part.pairs(help=how)
        return {}
    weights: dict[str, Decimal] = {}
    for party, entry in part.pairs(help=how) or ():
        number = read_number(entry.called(f"the weight of `{clip(party)}`"))
        if number is not None and number < 0:
            entry.fail(BAD_RANGE, f"the weight of `{clip(party)}` is below 0")
        elif number is not None:
            weights[party] = number
    return weights


def _quota(part: Part) -> tuple[Decimal, bool] | None:
    """A quota, and whether it is in percent of all weights."""
    text = part.text(help="write a number, or a share such as `65%`")
    if text is None:
        return None
    percent = text.endswith("%")
    number = decimal(text.removesuffix("%").strip())
    if number is None:
        part.fail(
            BAD_NUMBER,
            f"`{clip(text)}` is not a quota",
            label="expected a number, or a share such as `65%`",
        )
        return None
    if number <= 0:
        part.fail(BAD_RANGE, f"a quota of `{clip(text)}` is reached before anybody accepts")
        return None
    return number, percent


def _weighed(fields: Mapping[str, Part]) -> Quota | None:
    part = fields["weights"]
    weights, quota = _weights(part), _quota(fields["quota"])
    if not weights or quota is None:
        return None
    weighed = Quota(quota[0], weights, quota[1], part.path)
    needed = max(weighed.total, weighed.needed)
    if needed * _scale([*weights.values(), weighed.needed]) > LARGEST:
        part.fail(
            BAD_NUMBER, "these weights have too many digits to be added exactly", help="round them"
        )
    return weighed
