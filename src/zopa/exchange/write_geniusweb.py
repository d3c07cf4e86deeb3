"""Writing a scenario as GeniusWeb JSON: a domain, and one profile for each party.

Additive profiles become `LinearAdditiveUtilitySpace`s. In profiles with bonuses the issues that
bonuses tie together become one group of a `SumOfGroupsUtilitySpace`, with a table of all their
combinations. The meaning of the keys was taken from the public sources of GeniusWeb (Python
edition).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Any

import numpy as np

from zopa.exchange.extent import extent_of, simplified
from zopa.exchange.groups import MOST_COMBINATIONS, small_enough, table_of, tied_issues
from zopa.exchange.least_acceptable import TooManyOutcomesError, least_acceptable_outcome
from zopa.exchange.output import Output, file_names, number_text
from zopa.exchange.scenario import Profile, Scenario
from zopa.exchange.unit_scale import ROUNDING, moved_finding, weighted, within_unit
from zopa.exchange.write_codes import (
    CANNOT_WRITE,
    LEFT_OUT,
    LOST,
    NAME_CHANGED,
    RESERVATION_TAKEN,
)
from zopa.foundation.diagnostics import Finding, Place

DIGITS = 15
"""Weights are rounded to so many decimals, because GeniusWeb adds them up exactly and refuses a sum
other than 1."""


def geniusweb_files(scenario: Scenario) -> Output:
    """The domain file and a file for each profile, by their names.

    Utilities stay unchanged if they lie in 0..1; otherwise they are moved there, with a note.

    >>> from zopa.exchange.scenario import ScenarioIssue
    >>> profile = Profile("us", (np.array([0.0, 1.0]),))
    >>> issue = ScenarioIssue("price", ("low", "high"))
    >>> print(geniusweb_files(Scenario("talks", (issue,), (profile,))).files["talks.json"])
    {
      "name": "talks",
      "issuesValues": {
        "price": {
          "values": [
            "low",
            "high"
          ]
        }
      }
    }
    <BLANKLINE>
    """
    names = file_names([scenario.name or "domain", *(p.name for p in scenario.profiles)], ".json")
    domain = {
        "name": scenario.name or "domain",
        "issuesValues": {issue.name: {"values": list(issue.levels)} for issue in scenario.issues},
    }
    files = {names[0]: _text(domain)}
    findings: list[Finding] = []
    for profile, name in zip(scenario.profiles, names[1:], strict=True):
        findings.extend(_left_out(profile, name))
        fitted = within_unit(simplified(profile, scenario.shape))
        findings.extend(moved_finding(fitted, name))
        written = fitted.profile
        called = _simple_name(profile.name)
        if called != profile.name:
            message = f"`{profile.name}` is called `{called}`: GeniusWeb wants a Latin letter first"
            findings.append(Finding(NAME_CHANGED, Place(name, 1, 1), message))
        bid = _reservation(scenario, written, name, findings)
        tail: dict[str, Any] = {"domain": domain, "name": called}
        if bid is not None:
            tail["reservationBid"] = bid
        if not written.bonuses:
            files[name] = _text({"LinearAdditiveUtilitySpace": {**_sum(scenario, written), **tail}})
            continue
        groups = _groups(scenario, written)
        if groups is None:
            message = (
                f"the bonuses of `{profile.name}` tie more than {MOST_COMBINATIONS:,} combinations "
                "of levels together"
            )
            findings.append(Finding(CANNOT_WRITE, Place(name, 1, 1), message))
            continue
        files[name] = _text({"SumOfGroupsUtilitySpace": {"partUtilities": groups, **tail}})
    return Output.of(files, findings)


def _left_out(profile: Profile, name: str) -> Iterator[Finding]:
    if profile.discount is not None:
        message = f"what time costs `{profile.name}` is left out: GeniusWeb has no discount"
        yield Finding(LEFT_OUT, Place(name, 1, 1), message)


def _simple_name(name: str) -> str:
    return name if re.match(r"[a-zA-Z0-9]", name) else f"profile {name}".strip()


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _sum(scenario: Scenario, profile: Profile) -> dict[str, Any]:
    """Weights that add up to exactly 1, and utilities of the values.

    If the best outcome is worth less than 1, the utilities are lowered, not the weights.
    """
    parts, shares = weighted(profile.values)
    best = float(parts.sum())
    weights = parts / best if best else np.full(len(parts), 1 / len(parts))
    exact = [round(Decimal(repr(float(weight))), DIGITS) for weight in weights]
    exact[int(weights.argmax())] += 1 - sum(exact)
    names = [issue.name for issue in scenario.issues]
    return {
        "issueUtilities": {
            issue.name: {
                "DiscreteValueSetUtilities": {
                    "valueUtilities": dict(
                        zip(issue.levels, np.clip(evaluations * best, 0, 1).tolist(), strict=True)
                    )
                }
            }
            for issue, evaluations in zip(scenario.issues, shares, strict=True)
        },
        "issueWeights": {name: float(w) for name, w in zip(names, exact, strict=True)},
    }


def _groups(scenario: Scenario, profile: Profile) -> dict[str, Any] | None:
    """A table for each group of issues that bonuses tie together; None if one is too large."""
    tied = tied_issues(profile)
    if not all(small_enough(profile, issues) for issues in tied):
        return None
    tables = [table_of(profile, issues) for issues in tied]
    # No number may be below 0, so each table starts at 0 and the first one gets the difference.
    spare = sum(float(table.min()) for table in tables)
    tables = [table - table.min() for table in tables]
    tables[0] = tables[0] + max(spare, 0.0)
    groups: dict[str, Any] = {}
    for number, (issues, table) in enumerate(zip(tied, tables, strict=True), start=1):
        rows = product(*(scenario.issues[issue].levels for issue in issues))
        utilities = np.clip(table, 0, 1).ravel().tolist()
        groups[f"group{number}"] = {
            "partsutils": {
                "issues": [scenario.issues[issue].name for issue in issues],
                "utilslist": [
                    {"values": list(row), "util": utility}
                    for row, utility in zip(rows, utilities, strict=True)
                ],
            }
        }
    return groups


def _reservation(
    scenario: Scenario, profile: Profile, file: str, findings: list[Finding]
) -> dict[str, Any] | None:
    """The reservation bid, or None if every outcome is acceptable or no outcome can be found.

    `findings` gets a note about the bid, or a warning if no outcome can be found or if every
    outcome is worth more than no agreement.
    """
    if profile.reservation is None:
        return None
    value = number_text(profile.reservation)
    whose = f"the reservation value {value} of `{profile.name}`"
    worst = extent_of(profile).worst
    if profile.reservation <= worst:
        if worst - profile.reservation > ROUNDING:
            message = (
                f"{whose} is left out: GeniusWeb names an outcome in its place, and none is as "
                "bad, so what a deal gains counts from the worst one there"
            )
            findings.append(Finding(LOST, Place(file, 1, 1), message))
        return None
    try:
        outcome = least_acceptable_outcome(profile)
    except TooManyOutcomesError as error:
        message = f"{whose} is left out: no outcome worth as much could be found among {error}"
        findings.append(Finding(LOST, Place(file, 1, 1), message))
        return None
    if outcome is None:
        message = f"{whose} is left out: no outcome is worth as much, and GeniusWeb needs one"
        findings.append(Finding(LOST, Place(file, 1, 1), message))
        return None
    terms = {issue.name: issue.levels[k] for issue, k in zip(scenario.issues, outcome, strict=True)}
    message = f"{whose} is written as the least good outcome that reaches it"
    findings.append(Finding(RESERVATION_TAKEN, Place(file, 1, 1), message))
    return {"issuevalues": terms}
