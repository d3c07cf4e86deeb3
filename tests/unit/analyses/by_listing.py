"""Outcomes listed one by one, and what one draw makes of one of them."""

from __future__ import annotations

from itertools import product

from zopa.case.model import Case
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


def barred(draws: Draws, d: int, p: int, outcome: dict[str, str]) -> bool:
    return any(
        bool(draws.barred[k][d, p, draws.case.issues[i].index(outcome[i])])
        for k, i in enumerate(draws.issues)
    )


def signs(draws: Draws, d: int, p: int, outcome: dict[str, str]) -> bool:
    gain = utility(draws, d, p, outcome) - draws.reservation[d, p]
    return gain >= -1e-9 and not barred(draws, d, p, outcome)


def in_zone(draws: Draws, d: int, outcome: dict[str, str]) -> bool:
    return all(signs(draws, d, p, outcome) for p in draws.signatories)
