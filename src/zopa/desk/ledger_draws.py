"""A ledger as it stands, with draws that agree with it: what all answers of one version share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.drawing_cases import draws_of
from zopa.desk.errors import FindingsError
from zopa.desk.open_ledger import OpenLedger
from zopa.desk.options import PriorChoice, prior_chosen
from zopa.desk.progress import Progress, silent

if TYPE_CHECKING:
    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Findings
    from zopa.preferences.draws import Draws

FEW = 200
"""Draws that are there at once: shares are good to about 7 percentage points."""
ALL = 2000
"""Draws of a brief: shares are good to about 2 percentage points."""


@dataclass(frozen=True, eq=False)
class DrawnLedger:
    """A ledger of one version, and draws of it."""

    version: str
    case: Case
    draws: Draws
    findings: tuple[Findings, ...]
    """What is found in the ledger, then the warnings about draws that have not settled."""


def drawn_ledger(
    case: str | Path, draws: int = ALL, *, progress: Progress | None = None
) -> DrawnLedger:
    """Draw preferences that agree with a ledger as it stands, and say of which version they are.

    The same number of draws gives those of `zopa.draw`. Raises `FindingsError` where the ledger has
    errors, and `WrongCallError` where there is none.

    >>> drawn = drawn_ledger("examples/minerals", 200)
    >>> len(drawn.version), len(drawn.draws)
    (16, 200)
    """
    ledger = OpenLedger(case)
    loaded, found = ledger.case, ledger.found
    if not found.passes():
        raise FindingsError(f"{ledger.file}: {found.summary()}; mend the errors first", [found])
    drawn, unsettled = draws_of(
        loaded, draws, 0, prior_chosen(PriorChoice.weights), progress or silent
    )
    return DrawnLedger(ledger.version, loaded, drawn, (found, unsettled))
