"""A case folder made from the files of other software."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.errors import FindingsError
from zopa.desk.places import in_reach, listed_paths, refuse_full
from zopa.foundation.writing import write_folder

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Findings


@dataclass(frozen=True, eq=False)
class Imported:
    """A case folder that was made from a scenario."""

    ledger: Path
    parties: int
    issues: int
    findings: tuple[Findings, ...]
    """What was found in the files, then what a case has no place for."""


def import_(files: str | Path | Sequence[str | Path], output: str | Path) -> Imported:
    """Make a case folder from a scenario of GENIUS, GeniusWeb or NegMAS, or from tables of points.

    `files` are a folder with a scenario, or its files; tables are CSV files or .xlsx workbooks.
    Raises `FindingsError` where they have errors, and `WrongCallError` where the folder to make
    holds something.
    """
    from zopa.exchange.case_folder import folder_of_scenario
    from zopa.exchange.originals import originals_of
    from zopa.exchange.scenario_files import read_scenario

    place, paths = Path(output), listed_paths(files)
    refuse_full(place)
    scenario, in_files = read_scenario(paths)
    if scenario is None:
        raise FindingsError(f"{in_files.summary()}; nothing was written", [in_files])
    made = folder_of_scenario(scenario, originals_of(scenario))
    findings = (in_files, made.report)
    if not made.files:
        raise FindingsError(f"{made.report.summary()}; nothing was written", findings)
    with in_reach(findings):
        write_folder(place, made.files)
    return Imported(place / "case.yaml", len(scenario.profiles), made.issues, findings)
