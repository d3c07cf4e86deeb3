"""Where things stand in a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from zopa.foundation.diagnostics import Place

Path: TypeAlias = tuple[str | int, ...]
"""Where a thing stands in the ledger: keys and list positions from the top."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a value stands in the file, and its key if it has one."""

    value: Place
    key: Place | None = None
