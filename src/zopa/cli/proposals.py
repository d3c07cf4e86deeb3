"""`zopa propose`: the ledger that reports give, shown and not written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from zopa.cli.terminal import at_work, console, echo_json, show_all


def propose(
    reports: Annotated[
        list[Path],
        typer.Argument(help="Reports: text, HTML, PDF.", metavar="REPORT", show_default=False),
    ],
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show how each line came about, and what was set aside."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="The ledger, and how it came about, as JSON.")
    ] = False,
    title: Annotated[str, typer.Option(help="What the negotiation is about.")] = "",
    parties: Annotated[
        str, typer.Option(metavar="NAMES", help='Who negotiates: "Halden; Union = the union".')
    ] = "",
    issues: Annotated[
        str, typer.Option(metavar="NAMES", help='About what: "pay: 2..4 percent; pensions".')
    ] = "",
) -> None:
    """Show the ledger that `zopa new --from` would write, without writing anything.

    With --explain, each party, issue, draft and fact is shown with the words in the sources, what
    was read in them and how sure it is, and then what was set aside and why.
    """
    from zopa.desk.explained_ledger import explained

    with at_work() as step:
        made = explained(reports, title=title, parties=parties, issues=issues, progress=step)
    show_all(made.findings)
    if as_json:
        echo_json(made.as_dict())
    elif explain:
        console(sys.stdout).print(made.to_terminal())
    else:
        typer.echo(made.ledger, nl=False)
