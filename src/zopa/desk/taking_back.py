"""The edits of one sitting, taken back one by one, the last first.

Whoever works on ledgers for somebody records what is done to their files. An edit is taken back
only where the files are as it left them: what somebody else has written since stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock

from zopa.desk.errors import EditRefusedError, WrongCallError
from zopa.desk.places import in_reach
from zopa.foundation.edits import ChangedSinceReadError, edit_together

MOST_EDITS = 100
"""Edits of a ledger that can be taken back."""


@dataclass(frozen=True, slots=True)
class DoneEdit:
    """An edit: which ledger, what stood in the files before, and what they hold since."""

    ledger: Path
    words: str
    """What was done, such as the line that begins there."""
    before: Mapping[str, bytes]
    """The old contents by path in the folder of the ledger, the ledger last."""
    after: Mapping[str, str]
    """The SHA-256 of the new contents."""


@dataclass
class Sitting:
    """What was done to ledgers since a door was opened.

    >>> from shutil import copytree
    >>> from tempfile import TemporaryDirectory
    >>> from zopa.desk.editing import ledger_as_it_stands, set_key
    >>> sitting = Sitting()
    >>> with TemporaryDirectory() as room, sitting.recorded():
    ...     case = Path(copytree("examples/minerals", f"{room}/minerals"))
    ...     _ = set_key(case, "title", "Minerals")
    ...     print(sitting.last(case))
    ...     _ = sitting.take_back(case)
    ...     print(ledger_as_it_stands(case) == ledger_as_it_stands("examples/minerals"))
    line 2: title: Minerals
    True
    """

    _edits: dict[Path, list[DoneEdit]] = field(default_factory=dict)
    _at_work: Lock = field(default_factory=Lock)

    @contextmanager
    def recorded(self) -> Iterator[None]:
        """Record all edits that are made within."""
        token = _RECORDING.set(self)
        try:
            yield
        finally:
            _RECORDING.reset(token)

    def note(self, edit: DoneEdit) -> None:
        """Add an edit to those that can be taken back."""
        with self._at_work:
            edits = self._edits.setdefault(edit.ledger.resolve(), [])
            edits.append(edit)
            del edits[:-MOST_EDITS]

    def last(self, case: str | Path) -> str:
        """What the last edit of a case did; empty where there is none to take back."""
        edits = self._edits.get(_ledger_of(case), [])
        return edits[-1].words if edits else ""

    def take_back(self, case: str | Path) -> str:
        """Take the last edit of a case back, and tell what it had done.

        Raises `WrongCallError` where there is none, and `EditRefusedError` where a file has changed
        since; nothing is written then.
        """
        ledger = _ledger_of(case)
        with self._at_work:
            edits = self._edits.get(ledger, [])
            if not edits:
                raise WrongCallError("nothing has been done here that could be taken back")
            done = edits[-1]
            try:
                with in_reach():
                    edit_together(ledger.parent, done.before, done.after, lock=ledger.name)
            except ChangedSinceReadError as error:
                error.kept.unlink(missing_ok=True)  # what stood there before is no work of a person
                raise EditRefusedError(
                    f"{error.path} was changed by somebody else since, and is left as it is",
                    path=error.path,
                    kept=error.path,
                ) from error
            edits.pop()
            return done.words


_RECORDING: ContextVar[Sitting | None] = ContextVar("sitting", default=None)


def note_edit(
    ledger: Path, words: str, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> None:
    """Tell the sitting in which an edit is made, if there is one, what the edit did.

    `before` and `after` are the contents of the files by path in the folder, the ledger last; a
    file that is new has none before, and stays where an edit is taken back.
    """
    sitting = _RECORDING.get()
    changed = {name: data for name, data in before.items() if after.get(name) != data}
    if sitting is None or not changed:
        return
    after_it = {name: sha256(after[name]).hexdigest() for name in changed}
    sitting.note(DoneEdit(ledger, words, changed, after_it))


def _ledger_of(case: str | Path) -> Path:
    from zopa.case.load import CASE_FILE

    path = Path(case)
    return (path / CASE_FILE if path.is_dir() else path).resolve()
