"""A case written for other software."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.errors import FindingsError, WrongCallError
from zopa.desk.opening import sound_case
from zopa.desk.options import ExportFormat, PriorChoice, prior_chosen
from zopa.desk.places import in_reach, refuse_full
from zopa.desk.progress import Progress, silent
from zopa.foundation.writing import write_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from zopa.case.model import Case
    from zopa.exchange.output import Output
    from zopa.exchange.scenario import Scenario
    from zopa.foundation.diagnostics import Findings
    from zopa.preferences.priors import PriorName


@dataclass(frozen=True, eq=False)
class Exported:
    """A folder with a scenario, or with tables, that was made of a case."""

    folder: Path
    files: tuple[str, ...]
    findings: tuple[Findings, ...]
    """What no other format can hold, then what this one cannot."""


def export(
    case: Case | str | Path,
    output: str | Path,
    *,
    to: ExportFormat | str,
    as_of: date | str | None = None,
    centre: bool = False,
    prior: PriorChoice | str = PriorChoice.weights,
    progress: Progress | None = None,
) -> Exported:
    """Write a case as a scenario: a domain, and a profile for each party that signs.

    `to` is a format by its name; with `csv`, tables of outcomes, drafts and results are written,
    and of points where all parties have them. With `centre` the mean of 2,000 draws is written,
    whatever is known; `prior` is how they are spread before any fact has had its say. With `as_of`,
    it is the case as it was known on that day. Raises `FindingsError` where the case has errors, or
    has no numbers for other software and `centre` is not asked for, and `WrongCallError` where
    there is no such format or prior, or the folder holds something.
    """
    from zopa.exchange.from_case import scenario_of

    if to not in list(ExportFormat):
        raise WrongCallError(f"`{to}` is no format; there are {', '.join(ExportFormat)}")
    chosen = prior_chosen(prior)
    place, format_ = Path(output), ExportFormat(to)
    refuse_full(place)
    loaded, _ = sound_case(case, as_of)
    shown = case if isinstance(case, str | Path) else loaded.name
    step = progress or silent
    if centre:
        step("drawing preferences that agree with the facts")
    scenario, unsaid = scenario_of(loaded, centre=centre, prior=chosen)
    findings: tuple[Findings, ...]
    if format_ is ExportFormat.csv:
        made = _tables(loaded, scenario, chosen, step)
        findings = (made.report,) if scenario is None else (unsaid, made.report)
    elif scenario is None:
        raise FindingsError(f"{shown}: {unsaid.summary()}; nothing was written", [unsaid])
    else:
        made = _writer(format_)(scenario)
        findings = (unsaid, made.report)
    if not made.files:
        raise FindingsError(f"{shown}: {made.report.summary()}; nothing was written", findings)
    with in_reach(findings):
        write_folder(place, {name: text.encode() for name, text in made.files.items()})
    return Exported(place, tuple(made.files), findings)


def _tables(case: Case, scenario: Scenario | None, prior: PriorName, step: Progress) -> Output:
    """Tables of a case; those of what is worked out need draws."""
    from zopa.exchange.write_csv import csv_tables
    from zopa.preferences.draws import draw

    step("drawing preferences that agree with the facts")
    drawn = draw(case, prior=prior, tick=lambda: step(""))
    step("working out the tables")
    return csv_tables(case, drawn, scenario)


def _writer(to: ExportFormat) -> Callable[[Scenario], Output]:
    """What writes a format."""
    match to:
        case ExportFormat.genius:
            from zopa.exchange.write_genius import genius_files

            return genius_files
        case ExportFormat.geniusweb:
            from zopa.exchange.write_geniusweb import geniusweb_files

            return geniusweb_files
        case ExportFormat.negmas:
            from zopa.exchange.write_negmas import negmas_files

            return negmas_files
        case ExportFormat.csv:
            raise ValueError("tables are made of a case, not of a scenario")
