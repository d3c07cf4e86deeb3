"""`zopa ask`: what one wants oneself, asked at the terminal or read from a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from zopa.cli.streams import goes_on
from zopa.cli.terminal import (
    WorkLine,
    at_terminal,
    at_work,
    console,
    echo_json,
    say,
    say_lines,
)


def ask(
    case: Annotated[Path, typer.Argument(help="A case folder.", show_default=False)],
    party: Annotated[
        str, typer.Option("--for", metavar="PARTY", help="The party that you speak for.")
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day of the answers. [default: today]"),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed asks the same.")] = 0,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was stated as JSON; questions go to stderr.")
    ] = False,
) -> None:
    """Ask you what you want, in under ten minutes, and write your answers into the ledger.

    First which levels suit you and what matters most, then what is better than no deal, then which
    of two packages you would rather have, as long as that changes which deals are best for you.
    Nothing, and Return, if you can't say; `back` takes an answer back; `stop` ends. Each answer is
    in the ledger at once, dated as stated. From a pipe, each line is an answer.
    """
    from zopa.desk.own_preferences import ask as interviewed

    goes_on.add(case)
    try:
        with at_work() as step:
            made = interviewed(
                case, party, _asking(step, err=as_json), on=on, seed=seed, progress=step
            )
    finally:
        goes_on.discard(case)
    if as_json:
        echo_json(made.as_dict())
        return
    typer.echo()
    console(sys.stdout).print(made.to_terminal())
    if made.stated:
        say(f"Next: zopa brief {case}")


def _asking(step: WorkLine, *, err: bool) -> Callable[[str], str | None]:
    """Questions to a person at the terminal, or to the lines of a pipe."""
    if at_terminal():
        return step.ask
    screen = sys.stderr if err else sys.stdout

    def next_line(shown: str) -> str | None:
        say_lines(shown, screen)
        line = sys.stdin.readline()
        say_lines(f"> {line.rstrip()}" if line else "> (no more answers)", screen)
        return line or None

    return next_line
