"""The ledger of a case as it lies in its folder when work on it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.desk.errors import WrongCallError
from zopa.desk.places import in_reach
from zopa.foundation.files import FileTrouble, decode, fingerprint, read_bytes, resolved_inside

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class LedgerAsRead:
    """Where a ledger lies, and its bytes."""

    home: Path
    file: Path
    version: str | None
    """The SHA-256 of the file, by which a change made meanwhile is noticed; None where there is
    none."""
    data: bytes | FileTrouble

    @property
    def text(self) -> str | FileTrouble:
        """The words of the ledger, or why there are none."""
        return self.data if isinstance(self.data, FileTrouble) else decode(self.data)


def ledger_as_read(given: Path) -> LedgerAsRead:
    """Read the ledger of a case folder, or at a path. Raises `WrongCallError` where it is a link
    that leads out of its folder: what is written there would be somebody else's."""
    from zopa.case.load import CASE_BYTES, CASE_FILE

    home = given if given.is_dir() else given.parent
    file = given / CASE_FILE if given.is_dir() else given
    with in_reach():
        not_out_of(home, file)
        return LedgerAsRead(home, file, fingerprint(file), read_bytes(file, CASE_BYTES))


def not_out_of(home: Path, file: Path) -> None:
    """Raise `WrongCallError` where a file of a case folder is a link that leads out of it."""
    if resolved_inside(file, home) is None:
        raise WrongCallError(f"{file} is a link that leads out of the case folder; remove it")
