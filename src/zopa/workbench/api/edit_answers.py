"""What an edit says of itself, and what is said of it when it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, Field

from zopa.workbench.api.findings_told import FindingShown, shown_findings

if TYPE_CHECKING:
    from zopa.desk.open_ledger import EditedLedger

Version = Annotated[
    str,
    Field(
        description="The version of the ledger for which the edit was made; it is refused where "
        "the ledger is another by now.",
        pattern="^[0-9a-f]{16}$",
    ),
]


class EditMade(BaseModel):
    """A ledger after an edit."""

    version: str = Field(description="The version of the ledger as it is now.")
    line: int = Field(description="Where the entry begins, or would begin were it not retired.")
    lines: list[str] = Field(description="The lines as they stand in the ledger.")
    findings: list[FindingShown]


def edit_made(made: EditedLedger) -> EditMade:
    """What the desk says of an edit."""
    return EditMade(
        version=made.version,
        line=made.line,
        lines=list(made.lines),
        findings=shown_findings(made.findings),
    )
