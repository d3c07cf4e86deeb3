"""Why a piece of work was not done: a small family of exceptions, for a door to put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zopa.foundation.diagnostics import Findings


def system_words(error: OSError) -> str:
    """An error of the system in a line of its own words.

    >>> system_words(OSError(13, "Permission denied", "talks/case.yaml"))
    'talks/case.yaml: permission denied'
    """
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{(error.strerror or str(error)).lower()}"


class DeskError(Exception):
    """Work that was not done; the message says why.

    `findings` were made on the way, in the order in which they are to be shown. `status` is the
    exit status of a command that ends so.
    """

    status = 2

    def __init__(self, message: str, findings: Iterable[Findings] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


@contextmanager
def after(findings: Findings) -> Iterator[None]:
    """Work that follows on findings: what keeps it from being done carries them in front."""
    try:
        yield
    except DeskError as error:
        error.findings = (findings, *error.findings)
        raise


class WrongCallError(DeskError):
    """What was asked for makes no sense, or a place cannot be written to."""


class StaleVersionError(WrongCallError):
    """An edit was made for another version of the ledger than the one that is there."""


class UnreadableLedgerError(WrongCallError):
    """The file of a ledger is no text that can be read; its case is there all the same."""


class FindingsError(DeskError):
    """What was read stands in the way; the last of `findings` say how."""

    status = 1


class EditRefusedError(DeskError):
    """A file was changed by somebody else since it was read.

    It stays as it is at `path`, and what would have replaced it is kept at `kept`.
    """

    def __init__(
        self, message: str, findings: Iterable[Findings] = (), *, path: Path, kept: Path
    ) -> None:
        super().__init__(message, findings)
        self.path, self.kept = path, kept
