"""Outcomes listed one by one, and what one draw makes of one of them."""

from __future__ import annotations

from itertools import product

from zopa.case.model import AllOf, AtLeast, Case, ConditionalRedLine, Quota
from zopa.preferences.draws import Draws


def outcomes_of(case: Case) -> list[dict[str, str]]:
    """Every allowed outcome."""
    found = []
    for levels in product(*(issue.level_ids for issue in case.issues.values())):
        outcome = dict(zip(case.issues, levels, strict=True))
        if not any(breaks(outcome, rule.when, rule.then) for rule in case.rules):
            found.append(outcome)
    return found


def breaks(outcome: dict[str, str], when: dict, then: dict | None) -> bool:  # type: ignore[type-arg]
    if any(outcome[i] not in levels for i, levels in when.items()):
        return False
    return then is None or any(outcome[i] not in levels for i, levels in then.items())


def utility(draws: Draws, d: int, p: int, outcome: dict[str, str]) -> float:
    at = [draws.case.issues[i].index(outcome[i]) for i in draws.issues]
    return sum(float(draws.values[k][d, p, level]) for k, level in enumerate(at)) + sum(
        float(term.worth[d, p])
        for term in draws.terms
        if all(at[issue] in levels for issue, levels in term.where)
    )


def barred(draws: Draws, d: int, p: int, outcome: dict[str, str], without: int = -1) -> bool:
    """Whether a red line of the party that is in force in the draw rules an outcome out, by what
    the ledger says."""
    for k, fact in enumerate(draws.case.facts):
        in_force = fact.certain or draws.in_force[k][d]
        if fact.party != draws.parties[p] or k == without or not in_force:
            continue
        content = fact.content
        if any(outcome[i] in ids for i, ids in content.barred(draws.case.issues).items()):
            return True
        if isinstance(content, ConditionalRedLine) and breaks(outcome, content.when, content.then):
            return True
    return False


def signs(draws: Draws, d: int, p: int, outcome: dict[str, str], without: int = -1) -> bool:
    gain = utility(draws, d, p, outcome) - draws.reservation[d, p]
    return gain >= -1e-9 and not barred(draws, d, p, outcome, without)


def in_zone(draws: Draws, d: int, outcome: dict[str, str], without: int = -1) -> bool:
    return enough(draws, [signs(draws, d, p, outcome, without) for p in draws.signatories])


def enough(draws: Draws, signed: list[bool]) -> bool:
    """Whether those signatories bring about an agreement, condition by condition."""
    rule = draws.case.agreement
    if rule is None:
        return all(signed)
    who = {party for party, yes in zip(draws.case.signatories, signed, strict=True) if yes}
    met = []
    for condition in rule.conditions:
        match condition:
            case AllOf(parties=parties):
                met.append(who.issuperset(parties))
            case AtLeast(count=count, parties=parties):
                met.append(len(who.intersection(parties)) >= count)
            case Quota(weights=weights, needed=needed):
                met.append(sum(weights[p] for p in weights if p in who) >= needed)
    return all(met)
