"""The ledger of a new case: nearly empty, with comments, for a person to fill in."""

from __future__ import annotations

from datetime import date

from zopa.case.facts import KINDS
from zopa.case.ledger_text import comment, spelt

_TEMPLATE = """\
# A zopa case: what has been reported about a negotiation. Lines that begin with # are
# comments. `zopa check` tells what is wrong or missing; `zopa brief` writes the brief.
zopa: 1
title: {title}
as_of: {today}            # the day whose knowledge this is
summary: >
  Say in two or three sentences what is being negotiated and what you want to know.

# The documents, unchanged, as text files in the folder `sources`. Reliability is the
# Admiralty code, A (completely reliable) to F (cannot be judged).
# sources:
#   report_a:
#     file: sources/report_a.txt
#     title: What the headline said
#     publisher: Who printed it
#     published: {today}
#     reliability: B

# Who negotiates. A signatory must agree; give `role: observer` to anyone who need not.
parties:
  first:
    name: First party
    # also: [other names for it]
    # people: [{{name: A. Person, also: [A. Nother spelling]}}]
  second:
    name: Second party

# What is settled, and the ways to settle it: `options` in words, or `levels` of a number.
issues:
  form:
    title: Form of the agreement
    options:
      treaty: a binding treaty
      memorandum: a memorandum
  # price:
  #   title: Price per tonne
  #   unit: dollars
  #   levels: {{from: 0, to: 100, step: 10}}

# Outcomes that cannot be, whoever wants them.
# rules:
#   - never: {{form: memorandum, price: 100}}

# Tabled texts. An issue left out is open. A term on which reports differ is written as
# level and evidence, for each level that is told.
# drafts:
#   first_draft:
#     title: The draft of Monday
#     by: first
#     on: {today}
#     terms: {{form: memorandum}}
#     evidence:
#       - report_a: words that stand in it, exactly once

{facts}
# facts:
#   - party: second
#     rejects: first_draft
#     on: {today}
#     evidence:
#       - report_a: words that stand in it, exactly once
#   - party: second
#     order: {{form: [treaty, memorandum]}}     # best first
#     confidence: likely                       # without it, the fact is taken as established
#     assumed: it has always asked for treaties
"""


def new_case(title: str = "", today: date | None = None) -> str:
    """The text of a new `case.yaml`; it checks without errors as it stands.

    >>> print(new_case("Fishing: the rights", date(2025, 2, 16)).splitlines()[3])
    title: 'Fishing: the rights'
    """
    facts = (
        "The ledger. Each fact is about one party, has one kind, and has evidence or says why it "
        f"is `assumed`. Kinds: {', '.join(KINDS)}."
    )
    return _TEMPLATE.format(
        title=spelt(title.strip() or "Name the negotiation", 2),
        today=(today or date.today()).isoformat(),
        facts="\n".join(comment(facts)),
    )
