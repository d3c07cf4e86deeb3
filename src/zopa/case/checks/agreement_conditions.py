"""This check finds rules of agreement that cannot be meant: who must accept, and how many."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.agreement import AgreementCondition, AgreementRule, AllOf, AtLeast, Quota
from zopa.case.codes.who_agrees import (
    AGREEMENT_IDLE,
    AGREEMENT_LOOSE,
    AGREEMENT_OBSERVER,
    AGREEMENT_OUT_OF_REACH,
    AGREEMENT_TWICE,
)
from zopa.case.model import Case
from zopa.case.positions import Path
from zopa.case.scalars import plain_number
from zopa.foundation.diagnostics import Finding, Place
from zopa.foundation.names import listing

PATH: Path = ("agreement",)


def agreement_faults(case: Case) -> Iterator[Finding]:
    """Findings about conditions that name an observer or a party twice, or that cannot be met;
    of a rule without these, whether it is too loose, and on whom it does not depend."""
    agreement = case.agreement
    if agreement is None or case.spoilt("parties"):
        return
    faults = [f for condition in agreement.conditions for f in _faults(case, condition)]
    yield from faults
    declared = all(party in case.parties for party in agreement.parties)
    if not faults and declared and len(case.signatories) > 1:
        yield from _too_loose(case, agreement)
        yield from _idle(case, agreement)


def _faults(case: Case, condition: AgreementCondition) -> Iterator[Finding]:
    seen: dict[str, Place] = {}
    for index, party in enumerate(condition.parties):
        place = _place(case, condition, index)
        if party in seen:
            yield Finding(
                AGREEMENT_TWICE,
                place,
                f"`{party}` is named twice",
                related=((seen[party], "here before"),),
                help=("delete one of them",),
            )
        seen.setdefault(party, place)
        if party in case.parties and case.parties[party].role == "observer":
            yield Finding(
                AGREEMENT_OBSERVER,
                place,
                f"`{party}` is an observer, and no agreement depends on one",
                related=((case.place("parties", party, "role"), "declared here"),),
                help=("leave it out here, or delete its `role: observer`",),
            )
    yield from _out_of_reach(case, condition)


def _place(case: Case, condition: AgreementCondition, index: int) -> Place:
    """Where a condition names a party."""
    path = condition.path or PATH
    if isinstance(condition, Quota):
        return case.place(*path, condition.parties[index], key=True)
    return case.place(*path, index)


def _out_of_reach(case: Case, condition: AgreementCondition) -> Iterator[Finding]:
    around = (condition.path or PATH)[:-1] or PATH
    match condition:
        case AtLeast(count=count, parties=parties) if count > len(set(parties)):
            many = len(set(parties))
            yield Finding(
                AGREEMENT_OUT_OF_REACH,
                case.place(*around, "at_least"),
                f"{count} must accept, of {many} in all",
                help=(f"write `at_least: {many}` if all of them must accept",) if many else (),
            )
        case Quota() if condition.total == 0:
            yield Finding(
                AGREEMENT_OUT_OF_REACH,
                case.place(*around, "weights"),
                "every weight is 0, so no quota is ever reached",
                help=("give at least one party a weight above 0",),
            )
        case Quota() if condition.needed > condition.total:
            total = plain_number(condition.total)
            share = condition.percent
            yield Finding(
                AGREEMENT_OUT_OF_REACH,
                case.place(*around, "quota"),
                f"the quota is {plain_number(condition.quota)} percent of all weights"
                if share
                else f"the weights add up to {total}, below the quota of "
                f"{plain_number(condition.quota)}",
                help=(f"write `quota: {'100%' if share else total}` if all must accept",),
            )
        case AllOf() | AtLeast() | Quota():
            return


def _too_loose(case: Case, agreement: AgreementRule) -> Iterator[Finding]:
    who = case.signatories
    game = agreement.game(who)
    place = case.place(*PATH, key=True)
    alone = [who[p] for p in range(len(who)) if game.wins([p])]
    if alone:
        yield Finding(
            AGREEMENT_LOOSE,
            place,
            f"`{alone[0]}` alone can make an agreement",
            help=("ask for more parties, or for a larger quota",),
        )
    elif game.splits:
        first, second = ([who[p] for p in group] for group in game.splits)
        yield Finding(
            AGREEMENT_LOOSE,
            place,
            f"{_and(first)} can make an agreement, and {_and(second)} another at the same time",
            help=("ask for more than half, or for a party that must accept in any case",),
        )


def _idle(case: Case, agreement: AgreementRule) -> Iterator[Finding]:
    powers = agreement.game(case.signatories).powers or ()
    for party, power in zip(case.signatories, powers, strict=False):
        if power:
            continue
        named = party in agreement.parties
        yield Finding(
            AGREEMENT_IDLE,
            case.place(*PATH, key=True),
            f"no agreement depends on whether `{party}` accepts"
            + ("" if named else ", since nothing here names it"),
            help=(
                (
                    "if that is how it is, nothing need be done",
                    "else look at the weights and the quota",
                )
                if named
                else ("name it, or give it `role: observer`",)
            ),
        )


def _and(parties: list[str]) -> str:
    return listing(parties).replace(" or ", " and ")


CODES = (
    AGREEMENT_OBSERVER, AGREEMENT_OUT_OF_REACH, AGREEMENT_TWICE, AGREEMENT_LOOSE, AGREEMENT_IDLE,
)  # fmt: skip
