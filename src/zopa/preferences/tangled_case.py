"""A finding for rules and red lines that tie so many issues together that nothing can be worked
out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.case.model import ConditionalRedLine
from zopa.foundation.diagnostics import Code, Finding, Severity, example

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zopa.case.model import Case

TOO_TANGLED = Code(
    "too-tangled",
    Severity.ERROR,
    "rules and red lines that tie too many issues together",
    "Outcomes are worked through issue by issue, and what must be remembered of rules and of red "
    "lines with a condition grows with those that are still open at one issue. Here it is too much "
    "to be worked out exactly. Rules that say what a red line or another rule says already can go; "
    "issues that are always settled together can be one.\n\n"
    + example(
        wrong="red_line: {if: {law: ours}, then: {form: pact}}\n…  # and a hundred such",
        right="red_line: {law: [ours]}",
    ),
)


def tangled_lines(case: Case) -> Iterator[Finding]:
    """One finding where the rules and the conditions of a case cannot be worked out together."""
    from zopa.outcomes.diagram import TooTangled
    from zopa.outcomes.space import OutcomeSpace

    paths = [rule.path for rule in case.rules]
    paths += [
        (*fact.path, fact.kind)
        for fact in case.facts
        if isinstance(fact.content, ConditionalRedLine)
    ]
    if not paths:
        return
    try:
        _ = OutcomeSpace.of(case).diagram
    except TooTangled:
        yield Finding(
            TOO_TANGLED,
            case.place(*paths[0]),
            f"the {len(paths):,} rules and red lines with a condition tie too many issues together",
            label="the first of them",
            help=("leave out those that others imply, or make one issue of several",),
        )
