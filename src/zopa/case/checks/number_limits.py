"""This check finds limits on what is no number, limits that rule nothing out, and numbers that lie
beyond the levels that an issue declares."""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.checks.unknown_name import names_used
from zopa.case.model import Case, Issue, Limit
from zopa.foundation.diagnostics import Code, Finding, Severity, example

LIMIT_OF_WORDS = Code(
    "limit-of-words",
    Severity.ERROR,
    "a limit on what is no number",
    "`at_least` and `at_most` are limits on a number. The levels of this issue are words; write "
    "down those that the party will never sign.\n\n"
    + example(wrong="at_least: {law: neutral}", right="red_line: {law: [theirs]}"),
)
LIMIT_AT_END = Code(
    "limit-at-end",
    Severity.NOTE,
    "a limit that rules nothing out",
    "No level lies beyond this limit, so the computation knows nothing of it. Let the levels reach "
    "further where a deal could: what comes out must not hang on where they happen to end.\n\n"
    + example(
        wrong="levels: {from: 0, to: 300, step: 20}\n…\nat_most: {troops: 300}",
        right="levels: {from: 0, to: 400, step: 20}\n…\nat_most: {troops: 300}",
    ),
)
LEVEL_BEYOND = Code(
    "level-beyond",
    Severity.WARNING,
    "a number beyond the declared levels",
    "A number that a draft or a fact names is a level, though off the grid. This one lies beyond "
    "the first or the last level that its issue declares: it may be a slip, or the levels end too "
    "early. Where they reach beyond the last figure that anybody has named, what comes out does "
    "not hang on where they happen to end.\n\n"
    + example(
        wrong="levels: {from: 0, to: 50, step: 10}\n…\nterms: {share: 55}",
        right="levels: {from: 0, to: 70, step: 10}\n…\nterms: {share: 55}",
    ),
)

CODES = (LIMIT_OF_WORDS, LIMIT_AT_END, LEVEL_BEYOND)


def limit_faults(case: Case) -> Iterator[Finding]:
    """Findings about all limits. Names that nothing declares are passed over."""
    for index, fact in enumerate(case.facts):
        if not isinstance(fact.content, Limit):
            continue
        path = (*(fact.path or ("facts", index)), fact.kind)
        barred = fact.content.barred(case.issues)
        for key, bound in fact.content.bounds.items():
            issue = case.issues.get(key)
            if issue is None or (issue.numeric and not issue.has(bound)):
                continue
            below = fact.kind == "at_least"
            if not issue.numeric:
                yield Finding(
                    LIMIT_OF_WORDS,
                    case.place(*path, key, key=True),
                    f"the levels of issue `{key}` are words, so there is no limit to them",
                    help=("write the levels that it will never sign as a `red_line`",),
                )
            elif key not in barred and bound not in issue.named:
                end = "from" if below else "to"
                yield Finding(
                    LIMIT_AT_END,
                    case.place(*path, key),
                    f"no level of `{key}` lies {'below' if below else 'above'} {bound}, so this "
                    "limit rules nothing out",
                    help=(f"if a deal could go further, choose another `{end}` for the levels",),
                )


def numbers_beyond(case: Case) -> Iterator[Finding]:
    """A warning for each named number that lies beyond the declared levels, where it is named."""
    beyond = {
        (issue.id, level): declared
        for issue in case.issues.values()
        if issue.named and (declared := [k for k in issue.level_ids if k not in issue.named])
        for level in issue.named
        if not _between(issue, level, declared)
    }
    for use in names_used(case):
        declared = beyond.pop((use.issue, use.name), [])
        if use.kind == "level" and declared:
            yield Finding(
                LEVEL_BEYOND,
                case.place(*use.path, key=use.key),
                f"{use.name} lies beyond the levels of issue `{use.issue}`, which go from "
                f"{declared[0]} to {declared[-1]}",
                label="taken as one more level",
                help=("mend a slip; else let `levels` reach it and, if a deal could, further",),
            )


def _between(issue: Issue, level: str, declared: list[str]) -> bool:
    return issue.index(declared[0]) < issue.index(level) < issue.index(declared[-1])
