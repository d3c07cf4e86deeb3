"""What reading a scenario collects: findings, and whether any of them is an error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zopa.foundation.diagnostics import Code, Finding, Place, Severity

MOST_FINDINGS = 500
"""Findings that are kept: nobody reads more."""


@dataclass
class ExchangeNotes:
    """Findings in the order in which they were made; beyond `MOST_FINDINGS` they are counted."""

    findings: list[Finding] = field(default_factory=list)
    count: int = 0
    """All findings, also those that were not kept."""
    errors: int = 0
    """The errors among them."""

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
        """One finding; an error means that no scenario comes of the reading."""
        helps = (help,) if isinstance(help, str) else tuple(help)
        self.take(Finding(code, place, message, label, helps, tuple(related)))

    def take(self, finding: Finding) -> None:
        """A finding made elsewhere."""
        self.count += 1
        self.errors += finding.severity is Severity.ERROR
        if self.room:
            self.findings.append(finding)
