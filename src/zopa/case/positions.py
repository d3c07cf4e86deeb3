"""Where things stand in a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from zopa.foundation.diagnostics import Place

Path: TypeAlias = tuple[str | int, ...]
"""Where a thing stands in the ledger: keys and list positions from the top."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a value stands in the file, its key if it has one, and a mark if it bears one."""

    value: Place
    key: Place | None = None
    mark: Place | None = None
    """The comment that says of this entry that it is not reviewed."""
