"""Collecting findings while a scenario is read, and counting the errors among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zopa.foundation.diagnostics import Code, Finding, Place, Severity

MOST_FINDINGS = 500
"""At most so many findings are kept, because nobody reads more."""


@dataclass
class ExchangeNotes:
    """Findings in the order in which they were made; those beyond `MOST_FINDINGS` only count."""

    findings: list[Finding] = field(default_factory=list)
    count: int = 0
    """The number of all findings, including those that were not kept."""
    errors: int = 0
    """The number of errors among all findings."""

    @property
    def room(self) -> bool:
        """Whether the next finding will be kept."""
        return len(self.findings) < MOST_FINDINGS

    def add(
        self,
        code: Code,
        place: Place,
        message: str,
        *,
        label: str = "",
        help: str | Sequence[str] = (),  # noqa: A002 (the word under which it is shown)
        related: Sequence[tuple[Place, str]] = (),
    ) -> None:
        """Make and add a finding; if it is an error, there will be no scenario."""
        helps = (help,) if isinstance(help, str) else tuple(help)
        self.take(Finding(code, place, message, label, helps, tuple(related)))

    def take(self, finding: Finding) -> None:
        """Add a finding that was made elsewhere."""
        self.count += 1
        self.errors += finding.severity is Severity.ERROR
        if self.room:
            self.findings.append(finding)
