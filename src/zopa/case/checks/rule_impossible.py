"""This check finds rules that leave no outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zopa.case.model import Case, Rule
from zopa.foundation.diagnostics import Code, Finding, Severity, example

RULE_IMPOSSIBLE = Code(
    "rule-impossible",
    Severity.ERROR,
    "rules that leave no outcome",
    "Taken together the rules exclude every outcome, so there could be no agreement whatever the "
    "parties want. One of them says more than was meant.\n\n"
    + example(
        wrong="rules:\n  - never: {law: [ours, theirs]}   # and there is no other level",
        right="rules:\n  - never: {law: ours}",
    ),
)

CODES = (RULE_IMPOSSIBLE,)

MOST_STEPS = 200_000
"""Rule tests after which the search gives up, and says nothing."""


def impossible_rules(case: Case) -> Iterator[Finding]:
    """One finding if no outcome keeps all rules; it names a smallest set that excludes all."""
    rules = [rule for rule in case.rules if rule.when]
    if not rules or _some_outcome(case, rules):
        return
    culprits = rules
    if len(rules) <= 40:
        for rule in rules:
            fewer = [r for r in culprits if r is not rule]
            if not _some_outcome(case, fewer):
                culprits = fewer
    first, *others = (case.place(*rule.path) for rule in culprits)
    yield Finding(
        RULE_IMPOSSIBLE,
        first,
        "this rule leaves no outcome"
        if not others
        else f"these {len(culprits)} rules together leave no outcome",
        related=tuple((place, "together with this") for place in others[:5]),
        help=("loosen one of them" if others else "loosen it",),
    )


def _some_outcome(case: Case, rules: Sequence[Rule]) -> bool:
    """Whether an outcome keeps the rules, by backtracking; True also where it gives up."""
    issues = list(dict.fromkeys(i for rule in rules for i in (*rule.when, *(rule.then or {}))))
    domains = [case.issues[issue].level_ids for issue in issues]
    touching = [[r for r in rules if i in r.when or i in (r.then or {})] for i in issues]
    chosen: dict[str, str] = {}
    positions = [0]
    steps = 0
    while positions:
        depth = len(positions) - 1
        if depth == len(issues):
            return True
        if positions[-1] >= len(domains[depth]):
            positions.pop()
            if positions:
                chosen.pop(issues[depth - 1], None)
                positions[-1] += 1
            continue
        chosen[issues[depth]] = domains[depth][positions[-1]]
        steps += len(touching[depth])
        if steps > MOST_STEPS:
            return True
        if any(_excluded(chosen, rule) for rule in touching[depth]):
            del chosen[issues[depth]]
            positions[-1] += 1
        else:
            positions.append(0)
    return False


def _excluded(chosen: dict[str, str], rule: Rule) -> bool:
    """Whether what is chosen so far breaks a rule, however the rest is settled."""
    if any(chosen.get(issue) not in levels for issue, levels in rule.when.items()):
        return False
    return rule.then is None or any(
        issue in chosen and chosen[issue] not in levels for issue, levels in rule.then.items()
    )
