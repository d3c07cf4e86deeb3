"""`zopa serve`: the workbench in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zopa.cli.terminal import say, trouble_told


def serve(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FOLDER]...", help="A case folder, or folders of cases; else where you are."
        ),
    ] = None,
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 0,
    open_page: Annotated[
        bool, typer.Option("--open", help="Open the page in the browser.")
    ] = False,
) -> None:
    """Review a ledger in the browser: each entry beside the words that it rests on.

    The page is on this machine alone, at the address that is printed. Ctrl-C stops it; every change
    stands in the file as soon as it is made.
    """
    from zopa.workbench.loopback import serve as serve_workbench

    def told(address: str) -> None:
        say(f"The workbench is at {address}")
        say("Ctrl-C stops it.")
        if open_page:
            typer.launch(address)

    with trouble_told():
        serve_workbench(folders or [Path()], port, told)
