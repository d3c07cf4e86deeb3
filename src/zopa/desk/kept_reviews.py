"""Reviews of ledgers kept as long as nothing in their case folders changes."""

from __future__ import annotations

import os
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock

from zopa.desk.errors import WrongCallError
from zopa.desk.named_folders import LEDGER
from zopa.desk.reviewing import LedgerReview, ledger_review
from zopa.foundation.files import fingerprint

MOST_KEPT = 64
"""Reviews that are kept, those last asked for."""
MOST_FILES = 5000
"""A folder with more files than this is read anew each time."""

FolderState = tuple[str | None, tuple[tuple[str, int, int, int], ...]]


@dataclass
class KeptReviews:
    """Gives the review of a ledger as `ledger_review` does, at once where it is there already.

    >>> reviews = KeptReviews()
    >>> reviews.known("examples/minerals") is None
    True
    >>> reviews.review("examples/minerals") is reviews.review("examples/minerals")
    True
    """

    _kept: OrderedDict[str, tuple[FolderState, LedgerReview]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def review(self, case: str | Path) -> LedgerReview:
        """The review of a ledger as it stands; raises as `ledger_review` does."""
        state = _state(Path(case))
        if (kept := self._of(case, state)) is not None:
            return kept
        made = ledger_review(case)
        if state is not None and state == _state(Path(case)):
            with self._lock:
                self._kept[str(case)] = state, made
                self._kept.move_to_end(str(case))
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return made

    def known(self, case: str | Path) -> LedgerReview | None:
        """The review of a ledger as it stands, where it takes no time; else None."""
        return self._of(case, _state(Path(case)))

    def _of(self, case: str | Path, state: FolderState | None) -> LedgerReview | None:
        with self._lock:
            before, kept = self._kept.get(str(case), (None, None))
            return kept if state is not None and before == state else None


def last_change(case: str | Path) -> datetime:
    """When the ledger of a case was last written; raises `WrongCallError` where there is none.

    >>> last_change("examples/minerals").year > 2000
    True
    """
    try:
        return datetime.fromtimestamp((Path(case) / LEDGER).stat().st_mtime)
    except OSError as error:
        raise WrongCallError(f"there is no ledger in {case}") from error


def _state(folder: Path) -> FolderState | None:
    """All that a review depends on: the bytes of the ledger, and which files lie beside it."""
    files: list[tuple[str, int, int, int]] = []
    try:
        for inside, below, names in os.walk(folder):
            below[:] = [name for name in below if not name.startswith(".")]
            for name in names:
                told = os.stat(os.path.join(inside, name))  # noqa: PTH116, PTH118 - thousands
                files.append((f"{inside}/{name}", told.st_mtime_ns, told.st_size, told.st_ino))
            if len(files) > MOST_FILES:
                return None
        return fingerprint(folder / LEDGER), tuple(sorted(files))
    except OSError:  # a link that leads nowhere, or a file that goes meanwhile
        return None
