"""`zopa mcp`: zopa as a server of the Model Context Protocol, for an assistant."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from zopa.cli.streams import leave
from zopa.cli.terminal import WRONG_CALL, fail, trouble_told


def mcp(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER...", help="Folders of cases and reports to work in."),
    ],
) -> None:
    """Let an assistant work on cases: it reads the reports, and zopa keeps it honest.

    The assistant starts this command itself and speaks with it over standard input and output. It
    can read and write in these folders and nowhere else, and what it writes is marked as proposed
    until a person has reviewed it.
    """
    try:
        from zopa.mcp.protocol_server import serve
    except ImportError:
        fail(
            "the server for assistants needs the package `mcp`",
            WRONG_CALL,
            more="install it with: pip install 'zopa[mcp]'",
        )
    sys.stdout.write("")  # one that is closed is told before the protocol begins
    if not hasattr(sys.stdin, "buffer"):  # what stands in for one that is closed has none
        fail("standard input is closed", WRONG_CALL)
    with trouble_told():
        serve(folders)
    leave()
