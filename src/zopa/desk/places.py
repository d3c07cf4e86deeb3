"""Where results go: never over anything that zopa did not make."""

from __future__ import annotations

import os
from pathlib import Path

from zopa.desk.errors import WrongCallError
from zopa.foundation.files import FileTrouble, open_regular

MARK = '<meta name="generator" content="zopa'
"""Stands in every brief, so that nothing else is ever overwritten."""
_START = 4096
"""Bytes at the start of a page in which the mark stands."""


def refuse_foreign(target: Path) -> None:
    """Stop before the work where a page could not, or should not, go in the end.

    Raises `WrongCallError`.
    """
    if target.is_dir():
        raise WrongCallError(f"{target} is a folder; name a file with --output")
    if not target.parent.is_dir():
        raise WrongCallError(f"there is no folder {target.parent}")
    if target.exists():
        if not target.is_file():
            raise WrongCallError(f"{target} is not a file that can be replaced")
        page = open_regular(target)
        if isinstance(page, FileTrouble):
            raise page.error or WrongCallError(f"{target} {page.words}")
        with page:
            start = page.read(_START)
        if start and MARK.encode() not in start:
            raise WrongCallError(f"{target} is not a brief; choose another place with --output")
    folder = target.resolve().parent
    if not os.access(folder, os.W_OK) or (target.exists() and not os.access(target, os.W_OK)):
        raise WrongCallError(f"{target} cannot be written; choose another place with --output")


def refuse_full(folder: Path) -> None:
    """Stop where a folder to make is there already and holds something.

    Raises `WrongCallError`.
    """
    if folder.exists() and not folder.is_dir():
        raise WrongCallError(f"{folder} is a file, not a folder; nothing was written")
    if folder.is_dir() and any(folder.iterdir()):
        raise WrongCallError(f"{folder} is there already and not empty; nothing was written")
