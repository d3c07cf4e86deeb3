"""The codes of the findings about what the person named first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from zopa.foundation.diagnostics import Code, Severity, example

_example = partial(example, language="text")

GIVEN_NOTHING = Code(
    "given-nothing",
    Severity.ERROR,
    "a name or a level that is missing",
    "Between two signs there is nothing: no party or issue between two `;`, nothing behind `=` or "
    "`:`, nothing between two commas. A `;` at the very end does no harm.\n\n"
    + _example(wrong="Halden Paints = ; Workers' Union", right="Halden Paints; Workers' Union"),
)

GIVEN_TWICE = Code(
    "given-twice",
    Severity.ERROR,
    "one name for two things",
    "A name or another word stands for one party, or for one issue, and a level stands once in its "
    "issue; else nobody could tell which is meant. Capital letters, accents and hyphens make no "
    "difference.\n\n"
    + _example(
        wrong="Halden Paints = the company; Corvin Industries = the company",
        right="Halden Paints = the company; Corvin Industries",
    ),
)

GIVEN_SIGN = Code(
    "given-sign",
    Severity.ERROR,
    "a sign that cannot stand where it stands",
    "`;` parts parties, and issues; `=` stands once in each, before other words for it; `:` stands "
    "once in an issue, before its levels; commas part other words, and levels. A name that holds "
    "one of these signs stands in quotation marks, and a quotation mark is closed again.\n\n"
    + _example(wrong="Halden Paints, Inc.; Union", right='"Halden Paints, Inc."; Union'),
)

GIVEN_ROLE = Code(
    "given-role",
    Severity.ERROR,
    "a role that nobody can have",
    "In brackets behind a party stands `observer`, where it need not agree. Without that a party "
    "is a signatory. Other words in brackets belong to the name.\n\n"
    + _example(
        wrong="Sudan; Egypt; African Union (obsrever)",
        right="Sudan; Egypt; African Union (observer)",
    ),
)

GIVEN_FEW = Code(
    "given-few",
    Severity.ERROR,
    "fewer parties than a negotiation needs",
    "Where parties are named, they are all there are. At least two of them are not observers: one "
    "alone has nobody to agree with.\n\n"
    + _example(wrong="Halden Paints", right="Halden Paints; Workers' Union"),
)

GIVEN_LEVELS = Code(
    "given-levels",
    Severity.ERROR,
    "levels that leave nothing to settle",
    "An issue can be settled in two ways or more: words parted by commas, or a range of figures. "
    "Figures that are listed one by one are not read as words, since drafts may name others "
    "between them: write the range, with a step if it matters. In quotation marks they are words. "
    "An issue without levels is fine: the reports tell them.\n\n"
    + _example(wrong="pensions: restored", right="pensions: restored, frozen"),
)

GIVEN_RANGE = Code(
    "given-range",
    Severity.ERROR,
    "a range of figures that cannot be used",
    "A range has its low end first, then two points, then its high end. Numbers have a point "
    "before the decimals. Steps lead from the low end to the high one, in at most 1,000 of them. "
    "Where the reports are to tell the range, the unit stands alone.\n\n"
    + _example(wrong="pay: 40..25 percent", right="pay: 25..40 percent"),
)

GIVEN_UNIT = Code(
    "given-unit",
    Severity.ERROR,
    "figures without a unit, or with two",
    "A figure of a report is put on an issue by what it counts, so a range needs a unit, and has "
    "but one: `percent`, a currency, `months`, or the noun that is counted.\n\n"
    + _example(wrong="pay: 25..40", right="pay: 25..40 percent"),
)

GIVEN_LIMITS = Code(
    "given-limits",
    Severity.ERROR,
    "more than a ledger can hold",
    "A case has up to 50 parties and 200 issues, and an issue up to 100 levels in words. A name "
    "has up to 200 characters, and none that steers a terminal or turns the direction of writing.",
)

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.name: code
        for code in (
            GIVEN_NOTHING, GIVEN_TWICE, GIVEN_SIGN, GIVEN_ROLE, GIVEN_FEW, GIVEN_LEVELS,
            GIVEN_RANGE, GIVEN_UNIT, GIVEN_LIMITS,
        )
    }
)  # fmt: skip
"""By name, every code that a finding about what was named first can have."""
