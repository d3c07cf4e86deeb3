"""The sources of a case read again, and what the ledger makes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import EditRefusedError, FindingsError
from zopa.desk.ledger_on_disk import not_out_of
from zopa.desk.opening import sound_case
from zopa.desk.places import in_reach
from zopa.desk.progress import Progress, silent
from zopa.desk.reading import lined_up_reading, rows
from zopa.foundation.edits import ChangedSinceReadError, edit
from zopa.foundation.files import FileTrouble, fingerprint, read_bytes

if TYPE_CHECKING:
    from rich.console import RenderableType

    from zopa.foundation.diagnostics import Findings
    from zopa.proposing import Conflict, Unused


@dataclass(frozen=True, eq=False)
class Refreshed:
    """What the sources of a case say, as it now stands in `file`."""

    file: Path
    records: list[dict[str, Any]]
    """Everything that was read as JSON-ready rows."""
    sources: int
    statements: int
    unused: tuple[Unused, ...]
    """Statements that matter and that no fact or draft uses yet."""
    conflicts: tuple[Conflict, ...]
    """Facts and terms that a statement contradicts."""
    findings: tuple[Findings, ...]

    def as_dict(self) -> dict[str, Any]:
        """The records, and what they mean for the ledger, as JSON-ready values."""
        return {
            "records": self.records,
            "unused": [{"statement": u.statement, "words": u.words} for u in self.unused],
            "conflicts": [{"statement": c.statement, "words": c.words} for c in self.conflicts],
        }

    def to_terminal(self) -> RenderableType:
        """How much was read, and what is to be looked at in the ledger."""
        from rich.console import Group
        from rich.text import Text

        from zopa.desk.screen import listing_screen
        from zopa.foundation.diagnostics import printable

        head = f"{self.file}: {self.statements} statement{'s' if self.statements != 1 else ''}"
        head += f" of {self.sources} source{'s' if self.sources != 1 else ''}"
        return Group(
            Text(printable(head)),
            *listing_screen(
                "Facts or terms that a statement contradicts",
                [f"{conflict.words} ({conflict.statement})" for conflict in self.conflicts],
            ),
            *listing_screen(
                "Statements that no fact or draft uses yet",
                [f"{unused.statement}: {unused.words}" for unused in self.unused],
            ),
        )


def refresh(case: str | Path, *, progress: Progress | None = None) -> Refreshed:
    """Read the sources of a case again, with its parties, and write `statements.jsonl` anew.

    Raises `FindingsError` where the case has errors or no source that can be read, and
    `EditRefusedError` where somebody else has changed the file meanwhile.
    """
    from zopa.case.declarations import SOURCE_BYTES
    from zopa.case.reread import party_names, source_documents
    from zopa.case.statements_file import STATEMENTS_FILE, verified
    from zopa.proposing import conflicts, unused
    from zopa.statements.records import json_lines

    folder = Path(case)
    home = folder if folder.is_dir() else folder.parent
    file = home / STATEMENTS_FILE
    with in_reach():
        not_out_of(home, file)
        before = fingerprint(file)
    loaded, _ = sound_case(folder)

    def content(name: str) -> bytes:
        data = read_bytes(home / name, SOURCE_BYTES, inside=home)
        if isinstance(data, FileTrouble):
            raise FindingsError(f"{home / name} {data.words}")
        return data

    documents, opening = source_documents(loaded, content)
    if not documents:
        raise FindingsError(f"{folder}: the case has no source that can be read", [opening])
    reading, lined_up, notes = lined_up_reading(
        documents, party_names(loaded), progress=progress or silent
    )
    records = rows(reading, lined_up)
    lines = json_lines(records)
    findings = (opening, notes)
    try:
        with in_reach(findings):
            edit(file, lines.encode(), read=before)
    except ChangedSinceReadError as error:
        raise EditRefusedError(str(error), findings, path=error.path, kept=error.kept) from error
    reported = verified(lines, loaded.sources, loaded.parties).reported
    return Refreshed(
        file,
        records,
        len(documents),
        sum(map(len, reading.statements)),
        unused(replace(loaded, reported=reported)),
        conflicts(loaded, reading),
        findings,
    )
