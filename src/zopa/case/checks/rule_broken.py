"""This check finds drafts and terms that the case's own rules exclude."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.checks.rule_impossible import impossible_rules
from zopa.case.model import Case, Path, Rule, Terms
from zopa.foundation.diagnostics import Code, Finding, Severity, example

RULE_BROKEN = Code(
    "rule-broken",
    Severity.ERROR,
    "terms that a rule excludes",
    "A rule says which outcomes cannot be, whoever wants them. This draft has such terms, at least "
    "as one report tells them. So the rule is too strict, or the report of the draft is wrong.\n\n"
    + example(
        wrong="rules:\n  - never: {law: ours, form: memo}\ndrafts:\n  first:\n"
        "    terms: {law: ours, form: memo}",
        right="rules:\n  - never: {law: ours, form: memo}\ndrafts:\n  first:\n"
        "    terms: {law: ours, form: treaty}",
    ),
)

CODES = (RULE_BROKEN,)


def broken_rules(case: Case) -> Iterator[Finding]:
    """A finding for each draft or written-out package and each rule that it breaks."""
    if next(impossible_rules(case), None):
        return  # no outcome keeps the rules, so every draft breaks one
    for name, path, terms in _packages(case):
        for index, rule in enumerate(case.rules):
            issues = _breaks(terms, rule)
            if issues:
                split = any(len(terms[issue]) > 1 for issue in issues)
                yield Finding(
                    RULE_BROKEN,
                    case.place(*path, issues[0]),
                    f"{name} {'breaks a rule as one report has it' if split else 'breaks a rule'}",
                    related=(
                        *((case.place(*path, issue), "together with this") for issue in issues[1:]),
                        (case.place(*(rule.path or ("rules", index))), "the rule"),
                    ),
                    help=("mend the terms, or loosen the rule",),
                )


def _packages(case: Case) -> Iterator[tuple[str, Path, Terms]]:
    for draft in case.drafts.values():
        yield f"the draft `{draft.id}`", ("drafts", draft.id, "terms"), draft.levels
    for index, fact in enumerate(case.ledger):
        path = (*(fact.path or ("facts", index)), fact.kind)
        for below, package in fact.content.packages():
            if package.draft is None:
                yield "this package", (*path, *below), case.levels_of(package)


def _breaks(terms: Terms, rule: Rule) -> tuple[str, ...]:
    """The issues by which terms break a rule under some reading; none if they may keep it.

    Open issues may still be settled so as to keep the rule.
    """
    for issue, levels in rule.when.items():
        if not set(terms.get(issue, ())) & set(levels):
            return ()
    if rule.then is None:
        return tuple(rule.when)
    for issue, levels in rule.then.items():
        meant = rule.when.get(issue, terms.get(issue, ()))
        if any(level in meant and level not in levels for level in terms.get(issue, ())):
            return tuple(dict.fromkeys((issue, *rule.when)))
    return ()
