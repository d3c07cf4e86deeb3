"""The journal of a run: what is finished is on disk at every moment, so that a run can go on.

Beside the output stands a folder with three files that only grow. Two hold the rows and the
failures, in the order in which the workers deliver them. The third is the journal, with one line
for each finished chunk. Its line is written after the chunk's rows and failures are safely on disk,
and gives their places and their SHA-256. Bytes that a crash leaves after the last whole line belong
to no finished chunk; they are cut off, and the chunk is read again.

These are the only files that zopa appends to; all others it writes whole
(`zopa.foundation.writing`). They hold the work of hours, and writing them anew after each chunk
would take the longer the more is finished.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from zopa.foundation.writing import sync_folder
from zopa.statements.archive.chunks import Chunk, Finished
from zopa.statements.archive.failures import ArchiveError

FORMAT = 1
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes `start` to `stop` of a growing file, with the SHA-256 of those bytes."""

    start: int
    stop: int
    sha256: str


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """What the journal says of one finished chunk."""

    mark: str
    documents: int
    rows: ByteRange
    row_count: int
    failures: ByteRange
    failed: int
    findings: Mapping[str, int]


class Journal:
    """The folder of an unfinished run.

    `settings` names everything that the rows depend on besides the reports. Raises `ArchiveError`
    if the folder was begun with other settings or cannot be written.
    """

    def __init__(self, folder: Path, settings: str) -> None:
        self._folder = folder
        self._head = {"format": FORMAT, "settings": settings}
        self.entries: dict[str, JournalEntry] = {}
        """The finished chunks, by their marks."""
        self._size = {"rows": 0, "failures": 0, "journal": 0}
        with writing_to(folder):
            folder.mkdir(exist_ok=True)
            for name in self._size:
                (folder / name).touch()
            self._recover()
            sync_folder(folder)
            sync_folder(folder.parent)

    def add(self, chunk: Chunk, result: Finished) -> None:
        """Keep the result of a chunk; when this returns, it is safe on disk."""
        with writing_to(self._folder):
            entry = JournalEntry(
                chunk.mark,
                len(chunk.members),
                self._append("rows", result.rows),
                result.row_count,
                self._append("failures", result.failures),
                result.failed,
                result.findings,
            )
            self._append("journal", json.dumps(asdict(entry)).encode() + b"\n")
        self.entries[entry.mark] = entry

    def pieces(self, name: str, marks: list[str]) -> Iterator[bytes]:
        """The bytes of the file `name` that belong to chunks, in the order of `marks`.

        `name` is `rows` or `failures`.
        """
        with (self._folder / name).open("rb") as file:
            for mark in marks:
                piece: ByteRange = getattr(self.entries[mark], name)
                file.seek(piece.start)
                left = piece.stop - piece.start
                while left:
                    data = file.read(min(left, _BLOCK))
                    if not data:
                        raise ArchiveError(f"`{self._folder / name}` was cut while it was read")
                    left -= len(data)
                    yield data

    def remove(self) -> None:
        """Remove the folder. The journal goes first: without it there is nothing to resume."""
        for name in ("journal", "rows", "failures", "output"):
            (self._folder / name).unlink(missing_ok=True)
        self._folder.rmdir()

    def _append(self, name: str, data: bytes) -> ByteRange:
        start = self._size[name]
        path = self._folder / name
        if data:
            try:
                with path.open("r+b", buffering=0) as file:
                    file.seek(start)
                    left = memoryview(data)
                    while left:
                        left = left[file.write(left) :]
                    os.fsync(file.fileno())
            except OSError:
                _cut(path, start)
                raise
        self._size[name] = start + len(data)
        return ByteRange(start, start + len(data), sha256(data).hexdigest())

    def _recover(self) -> None:
        """Take over what an earlier run finished, and cut off what it left half written."""
        path = self._folder / "journal"
        with path.open("rb") as file:
            head = file.readline()
            if not head.endswith(b"\n"):
                for name in self._size:
                    _cut(self._folder / name, 0)
                self._append("journal", json.dumps(self._head).encode() + b"\n")
                return
            self._check_head(head)
            self._size["journal"] = len(head)
            for line in file:
                entry = self._entry(line)
                if entry is None:
                    break
                self.entries[entry.mark] = entry
                self._size["journal"] += len(line)
                self._size["rows"] = entry.rows.stop
                self._size["failures"] = entry.failures.stop
        for name, size in self._size.items():
            _cut(self._folder / name, size)

    def _check_head(self, line: bytes) -> None:
        try:
            head = json.loads(line)
        except ValueError:
            head = None
        if head != self._head:
            raise ArchiveError(
                f"the run in `{self._folder}` was begun with other settings: finish it with "
                "those, or remove the folder to begin anew"
            )

    def _entry(self, line: bytes) -> JournalEntry | None:
        """The entry in a line, or None if the line is torn or the files do not bear it out."""
        try:
            fields = json.loads(line)
            fields["rows"], fields["failures"] = (
                ByteRange(**fields["rows"]),
                ByteRange(**fields["failures"]),
            )
            entry = JournalEntry(**fields)
        except (ValueError, TypeError, KeyError):
            return None
        whole = line.endswith(b"\n") and all(
            piece.start == self._size[name] and piece.sha256 == self._sum(name, piece)
            for name, piece in (("rows", entry.rows), ("failures", entry.failures))
        )
        return entry if whole else None

    def _sum(self, name: str, piece: ByteRange) -> str:
        digest = sha256()
        with (self._folder / name).open("rb") as file:
            file.seek(piece.start)
            left = piece.stop - piece.start
            while left > 0 and (data := file.read(min(left, _BLOCK))):
                digest.update(data)
                left -= len(data)
        return digest.hexdigest()


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """A context in which an `OSError` becomes an `ArchiveError` in plain words.

    The message says why `folder` cannot be written and that what is finished is kept.
    """
    try:
        yield
    except OSError as problem:
        raise ArchiveError(
            f"cannot write in `{folder.parent}`: {problem.strerror or problem}. What is finished "
            f"is kept in `{folder}`: mend this and run the same again to go on"
        ) from problem


def _cut(path: Path, size: int) -> None:
    """Cut a file to `size` if it is longer, and make sure that this is on disk."""
    with path.open("r+b") as file:
        if file.seek(0, os.SEEK_END) > size:
            file.truncate(size)
            os.fsync(file.fileno())
