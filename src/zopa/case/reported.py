"""What was read in the reports of a case: the records of `statements.jsonl`, as they stand.

A statement here is one that `zopa read` found: who says or does what, with the words that tell it.
People decide what of it becomes a fact, so nothing here enters a computation. The document of a
statement is a source of the case, its places count characters of the source's text, and its parties
are those of the case or other countries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from zopa.statements.claims import Copy, Difference, SharedClaim
from zopa.statements.statement import Statement


@dataclass(frozen=True)
class Reported:
    """All that was read, in the order of the file."""

    sources: tuple[str, ...] = ()
    """The sources that were read, also those in which no statement was found."""
    statements: tuple[Statement, ...] = ()
    claims: tuple[SharedClaim, ...] = ()
    """The claims that more than one statement tells."""
    differences: tuple[Difference, ...] = ()
    copies: tuple[Copy, ...] = ()
    dates: Mapping[str, date] = field(default_factory=dict)
    """The day on which a source was published, where reading found one."""
