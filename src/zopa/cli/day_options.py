"""Days that a person names on the command line."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

AsOf: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Take the case as it was known on that day, such as 2025-02-12.",
        show_default=False,
    ),
]
"""The day whose knowledge a command is to answer from."""
Since: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Begin with what has changed since that day.",
        show_default=False,
    ),
]
"""The day with which a brief compares."""
