"""`zopa import` and `zopa export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zopa.cli.day_options import AsOf
from zopa.cli.terminal import at_work, say, show_all, trouble_told
from zopa.desk.options import PRIOR_HELP, ExportFormat, PriorChoice


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="A folder with a scenario, or its files: a domain and two or more profiles, or "
            "tables of points (.csv, .xlsx).",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The case folder to make.", show_default=False)
    ],
) -> None:
    """Make a case folder from tables of points or the files of other software."""
    from zopa.desk import importing

    with trouble_told():
        made = importing.import_(files, output)
    show_all(made.findings)
    issues = f"{made.issues} issue{'' if made.issues == 1 else 's'}"
    say(f"{made.ledger} is made: {made.parties} parties, {issues}.")
    say(f"Next: zopa brief {output}")


def export(
    case: Annotated[Path, typer.Argument(help="A case folder.", show_default="here")] = Path(),
    *,
    to: Annotated[
        ExportFormat, typer.Option("--to", help="The software, or csv.", show_default=False)
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder to make.", show_default=False)
    ],
    as_of: AsOf = None,
    centre: Annotated[
        bool, typer.Option("--centre", help="Write the mean of the draws, whatever is known.")
    ] = False,
    prior: Annotated[PriorChoice, typer.Option(help=PRIOR_HELP)] = PriorChoice.weights,
) -> None:
    """Write a case for other software: a domain and a profile for each party that signs.

    With csv, tables are written: outcomes, drafts, results, and points where all have them. Other
    software needs a number for every level. A case that gives them is written as it is;
    any other only with --centre.
    """
    from zopa.desk import exporting

    with at_work() as step:
        made = exporting.export(
            case, output, to=to, as_of=as_of, centre=centre, prior=prior, progress=step
        )
    show_all(made.findings)
    say(f"{output} is made: {', '.join(made.files)}.")
    if centre:
        typer.echo("The numbers are the mean of the draws: they hide how little is known.")
