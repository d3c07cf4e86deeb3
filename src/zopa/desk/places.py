"""Where results go: never over anything that zopa did not make."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.errors import WrongCallError, system_words
from zopa.foundation.authorship import OwnWork, is_sealed, own_work
from zopa.foundation.files import FileTrouble, read_text
from zopa.foundation.writing import followed

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Findings

LARGEST_PAGE = 64 * 1024 * 1024
"""Bytes of the largest file that is looked at to see whether it is a brief."""


@contextmanager
def in_reach(findings: Iterable[Findings] = ()) -> Iterator[None]:
    """Work on a place that may be out of reach: full, not to be written, no place at all.

    What the system says of it becomes a `WrongCallError` that carries the findings made before.
    """
    try:
        yield
    except OSError as error:
        raise WrongCallError(system_words(error), findings) from error


def listed_paths(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[Path]:
    """The paths that somebody names; a single one is a list of one.

    >>> [path.name for path in listed_paths("talks/report.txt")]
    ['report.txt']
    """
    if isinstance(paths, (str, os.PathLike)):
        return [Path(paths)]
    return [Path(path) for path in paths]


@in_reach()
def refuse_foreign(target: Path) -> None:
    """Stop before the work where a page could not, or should not, go in the end.

    Raises `WrongCallError`.
    """
    if target.is_dir():
        raise WrongCallError(f"{target} is a folder, and the page needs a file")
    if not target.parent.is_dir():
        raise WrongCallError(f"there is no folder {target.parent}")
    if target.exists():
        if not target.is_file():
            raise WrongCallError(f"{target} is not a file that can be replaced")
        _refuse_changed(target)
    folder = followed(target).parent
    if not os.access(folder, os.W_OK) or (target.exists() and not os.access(target, os.W_OK)):
        raise WrongCallError(f"{target} cannot be written; choose another place for the page")


def _refuse_changed(target: Path) -> None:
    """Stop where a file holds anything but a brief just as zopa wrote it.

    A page that a person has written on, or that only begins as a brief does, is theirs.
    """
    page = read_text(target, LARGEST_PAGE)
    if isinstance(page, FileTrouble) and page.kind not in ("encoding", "large"):
        raise page.error or WrongCallError(f"{target} {page.words}")
    if isinstance(page, FileTrouble) or (page and own_work(page) is not OwnWork.BRIEF):
        raise WrongCallError(f"{target} is not a brief; choose another place for the page")
    if page and not is_sealed(page):
        raise WrongCallError(
            f"{target} is no longer the brief that zopa wrote: something in it was changed; choose "
            "another place for the page, or delete it"
        )


@in_reach()
def refuse_full(folder: Path) -> None:
    """Stop where a folder to make is there already and holds something.

    Raises `WrongCallError`.
    """
    if folder.exists() and not folder.is_dir():
        raise WrongCallError(f"{folder} is a file, not a folder; nothing was written")
    if folder.is_dir() and any(folder.iterdir()):
        raise WrongCallError(f"{folder} is there already and not empty; nothing was written")
