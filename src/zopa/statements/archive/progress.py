"""How far a run is, in words."""

from __future__ import annotations

import time
from collections.abc import Callable

Progress = Callable[[str], None]
"""Told in words how far the run is."""


class ArchiveProgress:
    """What is finished of a run over `total` bytes of input, told after each chunk.

    The share, and the time left, are by bytes, since an archive does not tell how many reports it
    holds. What an earlier run finished counts for neither the rate nor the time left.
    """

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total, self._progress = total, progress
        self._begun = time.monotonic()
        self._reports = self._new_reports = 0
        self._bytes = self._new_bytes = 0

    def advance(self, weight: int, reports: int, *, before: bool = False) -> None:
        """Some bytes and reports are finished; `before` says whether by an earlier run."""
        self._bytes += weight
        self._reports += reports
        if not before:
            self._new_bytes += weight
            self._new_reports += reports
        if self._progress is not None:
            self._progress(self._words(time.monotonic() - self._begun))

    def _words(self, seconds: float) -> str:
        share = min(self._bytes / max(self._total, 1), 1.0)
        words = f"{share:.0%} read, {self._reports:,} report{'s' if self._reports != 1 else ''}"
        if not (self._new_bytes and seconds):
            return words
        left = round(max(self._total - self._bytes, 0) / self._new_bytes * seconds)
        minutes, rest = divmod(left, 60)
        hours, minutes = divmod(minutes, 60)
        rate = self._new_reports / seconds
        return f"{words}, {rate:.1f} a second, {hours}:{minutes:02}:{rest:02} left"
