"""How much is read from one place, so that no file exhausts the machine."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO

MIB = 1 << 20


class BeyondLimitsError(Exception):
    """An archive holds or claims more than is read; the message says what."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes of unpacked data.

    >>> Limits().unpacked(1 << 20) // MIB  # of an archive of one MiB
    216
    """

    report: int = 32 * MIB
    """Of one report."""
    free: int = 16 * MIB
    """What an archive may unpack to whatever its size."""
    ratio: int = 200
    """Beyond that, how many times its size. Text seldom shrinks to less than a fiftieth."""
    reports: int = 1_000_000
    """How many reports there may be in one run."""

    def unpacked(self, packed: int) -> int:
        """The most that `packed` bytes may unpack to."""
        return self.free + self.ratio * packed


class Bounded(io.RawIOBase):
    """An unpacked stream that is only read forwards and never beyond the limits.

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
