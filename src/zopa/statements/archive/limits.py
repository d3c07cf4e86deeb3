"""Limits on how much is read from one place, so that no file exhausts the machine."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO

MIB = 1 << 20


class BeyondLimitsError(Exception):
    """An archive holds, or claims to hold, more than the limits allow; the message says what."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read. Sizes are in bytes of unpacked data.

    >>> Limits().unpacked(1 << 20) // MIB  # of an archive of one MiB
    216
    """

    report: int = 32 * MIB
    """The size of one report."""
    free: int = 16 * MIB
    """What any archive may unpack to, however small it is."""
    ratio: int = 200
    """An archive may unpack to `free` and this many times its size. Text seldom shrinks to less
    than a fiftieth."""
    reports: int = 1_000_000
    """The number of reports in one run."""

    def unpacked(self, packed: int) -> int:
        """The most that `packed` bytes may unpack to."""
        return self.free + self.ratio * packed


class Bounded(io.RawIOBase):
    """An unpacked stream that can only be read forwards and raises `BeyondLimitsError` in time.

    `tarfile` asks a stream for as many bytes as a header claims, so the size of a single request
    is bounded as well.
    """

    def __init__(self, unpacked: BinaryIO, packed: BinaryIO, limits: Limits) -> None:
        self._unpacked = unpacked
        self._packed = packed
        self._limits = limits
        self._at = 0
        self.ended = False
        """Whether a request found less than it asked for."""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= self._limits.report + MIB:
            raise BeyondLimitsError(f"a part of it claims {size:,} bytes")
        data = self._unpacked.read(size)
        self._at += len(data)
        self.ended = len(data) < size
        if self._at > self._limits.unpacked(self._packed.tell()):
            raise BeyondLimitsError(f"it unpacks to more than {self._limits.ratio} times its size")
        return data

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET or offset < self._at:
            raise io.UnsupportedOperation("only forwards")
        while self._at < offset and self.read(min(offset - self._at, MIB)):
            pass
        return self._at
