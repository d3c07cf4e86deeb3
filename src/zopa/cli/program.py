"""The program: its commands, and how it begins and ends.

Heavy imports happen where they are used, so that `--help` is quick.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated

import typer

from zopa.cli import assistants, cases, next_offers, scenarios, workbench
from zopa.cli.interviews import ask
from zopa.cli.proposals import propose
from zopa.cli.reports import add, read
from zopa.cli.streams import open_standard_streams, stop, with_or_without_reader
from zopa.cli.terminal import WRONG_CALL, fail
from zopa.desk.errors import system_words

DEFECT = 70

app = typer.Typer(
    name="zopa",
    help="From what is reported about a negotiation to the deals that remain possible.",
    epilog="Start with: zopa brief examples/minerals",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help starts a third sooner
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; a person's mistake gets a message, never a traceback."""
    open_standard_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal may know fewer characters
    for name in ("stdout", "stderr"):
        setattr(sys, name, with_or_without_reader(getattr(sys, name)))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        app()
    except OSError as error:
        fail(system_words(error), WRONG_CALL)
    except Exception as error:
        if os.environ.get("ZOPA_TRACEBACK"):
            raise
        fail(
            f"a defect in zopa, not in your case: {type(error).__name__}: {error}",
            DEFECT,
            more="please report it, with what ZOPA_TRACEBACK=1 makes it print",
        )


def _version(wanted: bool) -> None:
    if wanted:
        from zopa.foundation.version import __version__

        typer.echo(f"zopa {__version__}")
        raise typer.Exit


@app.callback()
def _zopa(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    del version


app.command(
    epilog="Example: zopa new talks --from report_a.txt report_b.html",
    short_help="Make a case folder, empty or out of reports.",
)(cases.new)
app.command(
    epilog="Example: zopa propose report_a.txt report_b.html --explain",
    short_help="Show the ledger that reports give, and how it came about.",
)(propose)
app.command(
    epilog="Example: zopa read report_a.txt report_b.html",
    short_help="Find who says, wants, offers or refuses what.",
)(read)
app.command(
    epilog="Example: zopa add talks report_c.txt",
    short_help="Read new reports into a case that is there.",
)(add)
app.command(
    epilog="Example: zopa ask talks --for union",
    short_help="Ask you what you want; write it into the ledger.",
)(ask)
app.command(
    epilog="Example: zopa check examples/minerals --strict",
    short_help="Find all that is wrong with a case.",
)(cases.check)
app.command(
    epilog="Example: zopa brief examples/minerals --open",
    short_help="Work out what is possible; write the brief.",
)(cases.brief)
app.command(
    epilog="Example: zopa score talks offers.csv",
    short_help="Score offers: worth to each side, who blocks, what is better.",
)(next_offers.score)
app.command(
    epilog="Example: zopa counter examples/minerals --for Ukraine",
    short_help="Work out what a party could table next, and why.",
)(next_offers.counter)
app.command(
    name="import",
    epilog="Example: zopa import scenario/ --output talks",
    short_help="Make a case from a GENIUS, GeniusWeb or NegMAS scenario.",
)(scenarios.import_)
app.command(
    epilog="Example: zopa export talks --to genius --output files",
    short_help="Write a case as a GENIUS, GeniusWeb or NegMAS scenario.",
)(scenarios.export)
app.command(
    epilog="Example: zopa serve examples/minerals --open",
    short_help="Review and keep a ledger in the browser.",
)(workbench.serve)
app.command(
    epilog="Example: zopa mcp examples",
    short_help="Let an assistant work on cases.",
)(assistants.mcp)
