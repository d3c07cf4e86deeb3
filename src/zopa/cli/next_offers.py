"""`zopa score` and `zopa counter`."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from zopa.cli.day_options import AsOf
from zopa.cli.streams import SIGNALLED, first_interrupt_kept
from zopa.cli.terminal import WRONG_CALL, at_work, console, fail, show_all
from zopa.desk.options import FEWEST_DRAWS, MOST_DRAWS, PRIOR_HELP, PriorChoice


def score(
    case: Annotated[Path, typer.Argument(help="A case folder.", show_default=False)],
    offers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OFFER]...",
            help="A table of offers (.csv, .xlsx), a draft, or terms: 'share=20; law=neutral'.",
            show_default="every draft of the case",
        ),
    ] = None,
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="The scores as JSON.")] = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="The scores as a table for a spreadsheet.")
    ] = False,
    draws: Annotated[
        int,
        typer.Option(min=FEWEST_DRAWS, max=MOST_DRAWS, help="Preferences to draw for each party."),
    ] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same scores.")] = 0,
    prior: Annotated[PriorChoice, typer.Option(help=PRIOR_HELP)] = PriorChoice.weights,
) -> None:
    """Score offers: what each is worth to each side, who blocks it, and what would be better."""
    from zopa.desk import scoring

    if as_json and as_csv:
        fail("--json and --csv do not go together", WRONG_CALL)
    with at_work() as step:
        made = scoring.score(
            case, offers or None, draws, as_of=as_of, seed=seed, prior=prior, progress=step
        )
    show_all(made.findings)
    if as_json:
        typer.echo(made.result.to_json())
    elif as_csv:
        typer.echo(made.to_csv(), nl=False)
    else:
        console(sys.stdout).print(made.to_terminal())


def counter(
    case: Annotated[Path, typer.Argument(help="A case folder.", show_default="here")] = Path(),
    *,
    party: Annotated[
        str, typer.Option("--for", metavar="PARTY", help="Who is to table it.", show_default=False)
    ],
    against: Annotated[
        str,
        typer.Option(
            metavar="DRAFT", help="The draft to answer.", show_default="the newest by another party"
        ),
    ] = "",
    change: Annotated[int, typer.Option(min=0, help="The most terms of it to change.")] = 3,
    keep: Annotated[
        list[str] | None,
        typer.Option(metavar="ISSUE", help="An issue to leave as it is; may be repeated."),
    ] = None,
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as JSON.")] = False,
    draws: Annotated[
        int,
        typer.Option(min=FEWEST_DRAWS, max=MOST_DRAWS, help="Preferences to draw for each party."),
    ] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same answer.")] = 0,
    prior: Annotated[PriorChoice, typer.Option(help=PRIOR_HELP)] = PriorChoice.weights,
) -> None:
    """Work out what a party could table next: drafts near the one on the table, and why each.

    Ctrl-C ends the search with what it has found so far.
    """
    from zopa.desk import countering

    with at_work() as step, first_interrupt_kept() as interrupted:
        made = countering.next_drafts(
            case, party, draws, against=against, change=change, keep=keep or (), as_of=as_of,
            seed=seed, prior=prior, progress=step, enough=interrupted,
        )  # fmt: skip
    show_all(made.findings)
    if as_json:
        typer.echo(made.result.to_json())
    else:
        console(sys.stdout).print(made.to_terminal())
    if made.stopped:
        fail("stopped; this is what was found so far", SIGNALLED + signal.SIGINT)
