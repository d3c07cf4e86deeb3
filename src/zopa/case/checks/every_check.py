"""Every check and every code, in one list each, and the function that runs them all.

A check may rely on nothing but the model. Those of `LEDGER_CHECKS` see the whole case; those
of `CONTENT_CHECKS` see it without the facts, drafts and rules that use undeclared names, so
that they neither stumble over them nor report what only follows from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType

from zopa.case.checks import (
    agreement_conditions,
    before_draft,
    duplicate_fact,
    duplicate_name,
    duplicate_source,
    evidence,
    gaps,
    grouped,
    late_date,
    look_alike_name,
    many_options,
    not_reviewed,
    number_limits,
    open_terms,
    opposed_orders,
    orders,
    point_tables,
    quotes,
    replacement,
    rule_broken,
    rule_impossible,
    same_words,
    too_few,
    unknown_name,
    unused_source,
    which_holds,
)
from zopa.case.codes.shape import SHAPE_CODES
from zopa.case.codes.statements import STATEMENT_CODES
from zopa.case.codes.text import TEXT_CODES
from zopa.case.codes.words import WORD_CODES
from zopa.case.model import Case
from zopa.foundation.diagnostics import Code, Finding

Check = Callable[[Case], Iterator[Finding]]

LEDGER_CHECKS: tuple[Check, ...] = (
    unknown_name.unknown_names,
    duplicate_name.duplicate_names,
    same_words.things_in_same_words,
    look_alike_name.look_alike_names,
    too_few.too_few_declared,
    agreement_conditions.agreement_faults,
    duplicate_source.duplicate_sources,
    quotes.quote_faults,
    evidence.evidence_faults,
    late_date.late_dates,
    before_draft.facts_before_drafts,
    orders.order_faults,
    point_tables.point_table_faults,
    number_limits.limit_faults,
    number_limits.numbers_beyond,
    grouped.group_faults,
    unused_source.unused_sources,
    not_reviewed.entries_not_reviewed,
)
CONTENT_CHECKS: tuple[Check, ...] = (
    duplicate_fact.duplicate_facts,
    opposed_orders.opposed_order_pairs,
    replacement.unclear_replacements,
    which_holds.changed_positions,
    rule_broken.broken_rules,
    point_tables.no_deal_above_all,
    rule_impossible.impossible_rules,
    many_options.issues_with_many_options,
    gaps.gaps_left,
    open_terms.drafts_with_open_terms,
)
CHECKS = (*LEDGER_CHECKS, *CONTENT_CHECKS)
"""Every check, in the order in which they run."""

CODES = MappingProxyType(
    {
        code.name: code
        for code in (
            *TEXT_CODES,
            *SHAPE_CODES,
            *WORD_CODES,
            *STATEMENT_CODES,
            *unknown_name.CODES,
            *duplicate_name.CODES,
            *look_alike_name.CODES,
            *too_few.CODES,
            *agreement_conditions.CODES,
            *duplicate_source.CODES,
            *same_words.CODES,
            *quotes.CODES,
            *evidence.CODES,
            *orders.CODES,
            *point_tables.CODES,
            *number_limits.CODES,
            *grouped.CODES,
            *opposed_orders.CODES,
            *replacement.CODES,
            *which_holds.CODES,
            *duplicate_fact.CODES,
            *rule_broken.CODES,
            *rule_impossible.CODES,
            *late_date.CODES,
            *before_draft.CODES,
            *unused_source.CODES,
            *not_reviewed.CODES,
            *gaps.CODES,
            *open_terms.CODES,
        )
    }
)
"""Every code that reading or checking a case can give, by name."""


def check_case(case: Case) -> list[Finding]:
    """All findings about what a case says, however it was built. See `Findings.of` to sort them."""
    sound = unknown_name.sound_part(case)
    return [
        *(finding for check in LEDGER_CHECKS for finding in check(case)),
        *(finding for check in CONTENT_CHECKS for finding in check(sound)),
    ]


def errors_reference(codes: tuple[Code, ...] = tuple(CODES.values())) -> str:
    """The page `docs/reference/errors.md`: a section for each code."""
    kinds = {"error": "Errors", "warning": "Warnings", "note": "Notes"}
    lines = [
        "# What `zopa check` finds",
        "",
        "An **error** stops the work, a **warning** does not (unless asked to, with `--strict`), a",
        "**note** tells what could still be added. `zopa check --explain CODE` prints a section.",
        "One note stops `--strict` too: [not-reviewed](#not-reviewed), for what no one reviewed.",
        "",
    ]
    for severity, heading in kinds.items():
        names = [code.name for code in codes if code.severity == severity]
        links = ", ".join(f"[{name}](#{name})" for name in sorted(names))
        lines += [f"{heading}: {links}.", ""]
    for code in sorted(codes, key=lambda code: code.name):
        lines += [f"## {code.name}", "", f"*{code.severity}*: {code.title}", "", code.explanation]
        lines.append("")
    return "\n".join(lines)
