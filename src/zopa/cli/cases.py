"""`zopa new`, `zopa check` and `zopa brief`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from zopa.cli.terminal import (
    WRONG_CALL,
    at_work,
    console,
    echo_json,
    fail,
    show,
    show_all,
    trouble_told,
)
from zopa.desk.options import FEWEST_DRAWS, MOST_DRAWS

SHOWN = 12
"""Notes on a proposal that are listed; the rest is counted."""


def new(
    folder: Annotated[Path, typer.Argument(help="The case folder to make.", show_default=False)],
    more: Annotated[
        list[Path] | None, typer.Argument(metavar="[REPORT]...", help="More reports, after --from.")
    ] = None,
    *,
    title: Annotated[str, typer.Option(help="What the negotiation is about.")] = "",
    reports: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="REPORT", help="Reports to propose a first case from."),
    ] = None,
    model: Annotated[
        bool, typer.Option("--language-model", help="Ask the configured language model as well.")
    ] = False,
) -> None:
    """Make a case folder: a ledger with comments to fill in, and a folder for the sources.

    With --from, reports (text, HTML or PDF) are read and a ledger is proposed, each entry with
    the words it rests on, for a person to correct.
    """
    if reports:
        _propose(folder, [*reports, *(more or ())], title, model=model)
        return
    if more:
        fail(f"what is {more[0]}? reports are given after --from", WRONG_CALL)
    if model:
        fail("--language-model needs reports, after --from", WRONG_CALL)
    from zopa.desk.starting import new as new_case

    with trouble_told():
        ledger = new_case(folder, title=title)
    typer.echo(f"{ledger} and {folder / 'sources'} are made.")
    typer.echo(f"Put the reports into sources, fill in case.yaml, then: zopa check {folder}")


def _propose(folder: Path, reports: list[Path], title: str, *, model: bool) -> None:
    from zopa.desk.first_case import propose

    with at_work() as step:
        made = propose(folder, reports, title=title, model=model, progress=step)
    show_all(made.findings)
    typer.echo(f"{made.ledger} is proposed: {made.summary()}.")
    notes = made.proposal.notes
    for note in notes[:SHOWN]:
        typer.echo(f"- {note}")
    if len(notes) > SHOWN:
        typer.echo(f"- and {len(notes) - SHOWN} more")
    if made.too_little:
        typer.echo("Too little was found: what is marked `to be filled in` stands for the rest.")
    typer.echo("Each proposed line says so: correct them by hand, above all who wants what.")
    typer.echo(f"Next: zopa check {folder}")


def _codes(incomplete: str) -> list[str]:
    from zopa.desk.explaining import every_code

    return [name for name in every_code() if name.startswith(incomplete)]


def check(
    case: Annotated[Path, typer.Argument(help="A case folder.", show_default="here")] = Path(),
    strict: Annotated[
        bool, typer.Option("--strict", help="Let warnings fail too, and what is not reviewed.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Findings as JSON.")] = False,
    explain: Annotated[
        str,
        typer.Option(
            metavar="CODE", help="Say what a code means, and stop.", autocompletion=_codes
        ),
    ] = "",
) -> None:
    """Find everything that is wrong with a case, all at once, each thing at its words."""
    from zopa.desk import explaining, opening

    if explain:
        with trouble_told():
            code = explaining.explain(explain)
        typer.echo(f"{code.name} ({code.severity}): {code.title}\n\n{code.explanation}")
        return
    report = opening.check(case)
    if as_json:
        echo_json(report.as_dict())
    else:
        show(report, console(sys.stdout))
        typer.echo(f"{case}: {report.summary()}", err=True)
    if not report.passes(strict=strict):
        raise typer.Exit(1)


def brief(
    case: Annotated[Path, typer.Argument(help="A case folder.", show_default="here")] = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where the page goes.", show_default="brief.html"),
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Show the page in a browser.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the results as JSON; no page unless --output.")
    ] = False,
    draws: Annotated[
        int,
        typer.Option(min=FEWEST_DRAWS, max=MOST_DRAWS, help="Preferences to draw for each party."),
    ] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same brief.")] = 0,
) -> None:
    """Work out what is possible and write the brief: a summary here and a page to pass on."""
    from zopa.desk import briefs

    target = output or (None if as_json else Path("brief.html"))
    with at_work() as step:
        made = briefs.brief(case, draws, output=target, seed=seed, progress=step)
    show_all(made.findings)
    if as_json:
        typer.echo(made.brief.to_json())
    else:
        made.brief.print_terminal(console(sys.stdout))
    if target is not None:
        typer.echo(f"The brief is in {target}", err=as_json)
        if open_page:
            typer.launch(target.resolve().as_uri())
