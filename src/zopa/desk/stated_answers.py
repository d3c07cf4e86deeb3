"""Answers written into a ledger as they are given: every byte that stands there stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.errors import EditRefusedError, FindingsError
from zopa.desk.ledger_on_disk import ledger_as_read
from zopa.desk.places import in_reach
from zopa.foundation.edits import ChangedSinceReadError, edit
from zopa.foundation.files import FileTrouble, decode

if TYPE_CHECKING:
    from zopa.case.insertions import Insertion
    from zopa.case.model import Case, Fact


class StatedAnswers:
    """The ledger of a case as it was read, and what is put behind its facts.

    What has been answered is in the file after each answer, so that nothing is lost however an
    interview ends; what is taken back is out of it again.
    """

    def __init__(self, given: Path, case: Case, day: date) -> None:
        """Raises `FindingsError` where the ledger has no place for answers, and `WrongCallError`
        where it is a link that leads out of the case folder."""
        there = ledger_as_read(given)
        self.ledger, self._read = there.file, there.version
        self._case, self._day = case, day
        if isinstance(there.data, FileTrouble) or isinstance(there.text, FileTrouble):
            raise FindingsError(f"{self.ledger} cannot be read")
        self._data, self._text = there.data, there.text
        self._placed(())

    def _placed(self, lines: Sequence[str]) -> Insertion:
        """Lines put behind the facts, below an empty line."""
        from zopa.case.insertions import section_insertion

        made = section_insertion(self._case, self._text, "facts", lines)
        if made is None:
            raise FindingsError(
                f"{self.ledger}: `facts` is written in brackets; write its entries on lines of "
                "their own, so that answers have a place behind them"
            )
        return made if made.lines[:1] == ("",) else replace(made, lines=("", *made.lines))

    def write(self, facts: Sequence[Fact]) -> None:
        """Let the ledger hold these answers and no others of this interview.

        Raises `FindingsError` where they do not go with how the ledger is laid out, and
        `EditRefusedError` where somebody else has changed it meanwhile.
        """
        data = self._with(facts)
        try:
            with in_reach():
                edit(self.ledger, data, read=self._read)
        except ChangedSinceReadError as error:
            raise EditRefusedError(
                f"{error}; look at both, and ask again", path=error.path, kept=error.kept
            ) from error
        self._read = sha256(data).hexdigest()

    def _with(self, facts: Sequence[Fact]) -> bytes:
        from zopa.case.insertions import INDENT, with_insertions
        from zopa.case.ledger_text import comment
        from zopa.case.load import examine_text
        from zopa.case.model import Case
        from zopa.case.write import section_lines

        if not facts:
            return self._data
        written = Case("", self._case.issues, {}, facts=tuple(facts))
        day = f"{self._day.day} {self._day:%B %Y}"
        lines = [*comment(f"stated when asked on {day}", INDENT),
                 *section_lines(written, "facts")]  # fmt: skip
        data = with_insertions(self._data, [self._placed(lines)])
        text = decode(data)
        if isinstance(text, FileTrouble):
            raise FindingsError(f"{self.ledger} {text.words}")
        new, findings = examine_text(self.ledger.parent, text, {})
        if new is None or not findings.passes() or not _holds(new, self._case, facts):
            raise FindingsError(
                f"{self.ledger}: the answers do not go with how the ledger is laid out", [findings]
            )
        return data


def _holds(new: Case, old: Case, facts: Sequence[Fact]) -> bool:
    """Whether a case is the old one with these facts behind its own."""
    told = [(f.party, f.kind, f.content, f.stated) for f in new.ledger]
    wanted = [(f.party, f.kind, f.content, f.stated) for f in (*old.ledger, *facts)]
    return told == wanted and dict(new.issues) == dict(old.issues)
