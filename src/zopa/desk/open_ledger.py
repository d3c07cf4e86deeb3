"""A ledger as it was when the work on it began, and how it is written anew."""

from __future__ import annotations

from collections import Counter
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from zopa.desk.errors import (
    EditRefusedError,
    FindingsError,
    StaleVersionError,
    UnreadableLedgerError,
    WrongCallError,
)
from zopa.desk.ledger_entries import (
    LedgerSection,
    entry_of,
    keys_of,
    laid_out,
    without_paths,
)
from zopa.desk.ledger_on_disk import ledger_as_read
from zopa.desk.places import in_reach
from zopa.desk.taking_back import note_edit
from zopa.foundation.edits import ChangedSinceReadError, edit
from zopa.foundation.files import FileTrouble, decode, fingerprint

if TYPE_CHECKING:
    from zopa.case.insertions import Insertion
    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Finding, Findings

VERSION_DIGITS = 16
"""Hexadecimal digits of a version."""


@dataclass(frozen=True, slots=True)
class EditedLedger:
    """What an edit came to."""

    ledger: Path
    version: str
    """The version of the ledger as it is now, by which a later edit says what it was made for."""
    line: int
    """The line on which the entry begins, or would begin if it were not retired."""
    lines: tuple[str, ...]
    """The lines as they stand in the ledger."""
    findings: Findings
    """All that `check` finds in the ledger as it is now."""
    notes: tuple[str, ...] = ()
    """What a person should look at after the edit, such as facts that now say something else."""

    def as_dict(self) -> dict[str, Any]:
        """The same as JSON-ready values."""
        return {
            "ledger": str(self.ledger),
            "version": self.version,
            "line": self.line,
            "lines": list(self.lines),
            "findings": [finding.as_dict() for finding in self.findings],
            "notes": list(self.notes),
        }


class OpenLedger:
    """A ledger as it was when the work on it began."""

    def __init__(self, given: str | Path) -> None:
        there = ledger_as_read(Path(given))
        self.home, self.file, self.read = there.home, there.file, there.version
        for found in (there.data, there.text):
            if isinstance(found, FileTrouble):
                raise UnreadableLedgerError(f"{self.file} {found.words}")
        self.data, self.text = cast("bytes", there.data), cast("str", there.text)
        self._for_version = ""
        """The version for which the edit was made, where it names one."""
        self._new: Case | None = None
        """What the new ledger says that was examined last."""

    @cached_property
    def _loaded(self) -> tuple[Case | None, Findings]:
        return self._examined(self.text)

    @property
    def found(self) -> Findings:
        """All that `check` finds in the ledger."""
        return self._loaded[1]

    @property
    def case(self) -> Case:
        """What the ledger says; raises `FindingsError` where it is none."""
        case = self._loaded[0]
        if case is None:
            raise FindingsError(f"{self.file} is no ledger", [self.found])
        return case

    @property
    def version(self) -> str:
        """The first digits of the SHA-256 of the bytes."""
        return (self.read or "")[:VERSION_DIGITS]

    def as_if(self, data: bytes) -> OpenLedger:
        """The same ledger, were these its bytes; nothing is written."""
        supposed = copy(self)
        vars(supposed).pop("_loaded", None)
        supposed.data, supposed.text = data, _decoded(data)
        return supposed

    def must_be(self, version: str) -> None:
        """Refuse an edit that was made for another version of the ledger, at once and when it is
        written: whoever names a version can make the edit again, so that it is kept nowhere."""
        self._for_version = version
        if version and version != self.version:
            raise self._stale(self.version)

    def _stale(self, now: str) -> StaleVersionError:
        return StaleVersionError(
            f"{self.file} is now version {now}, and the edit was made for {self._for_version}: "
            "read it again"
        )

    def key(self, part: LedgerSection, which: str | int) -> str | int:
        """The name or the position of an entry that somebody names."""
        keys = keys_of(self.case, part)
        if part.numbered:
            number = int(which) if str(which).strip().isdecimal() else 0
            if not 1 <= number <= len(keys):
                there = f"has the numbers 1 to {len(keys)}" if keys else "has no entry"
                raise WrongCallError(f"`{part}` {there}, not `{which}`")
            return number - 1
        if which not in keys:
            from zopa.foundation.names import nearest_name

            near = nearest_name(str(which), [str(key) for key in keys])
            hint = f"; did you mean `{near}`?" if near else ""
            raise WrongCallError(f"`{part}` has no entry `{which}`{hint}")
        return str(which)

    def span(self, part: LedgerSection, key: str | int) -> tuple[int, int, int]:
        """Lines before the entry, lines up to its end, and how far it is indented."""
        from zopa.case.insertions import entry_span

        span = entry_span(self.case, self.text, (part.value, key))
        if span is None:
            raise WrongCallError(
                f"the entry stands in brackets with others; write the entries of `{part}` on lines "
                "of their own"
            )
        return span

    def key_span(self, key: str) -> tuple[int, int, int]:
        """The lines of a key of the ledger itself; none, behind its title, if it is not there."""
        from zopa.case.insertions import entry_span

        if (key,) in self.case.places:
            span = entry_span(self.case, self.text, (key,))
            if span is None:
                raise WrongCallError(f"`{key}` does not begin a line of its own; edit it by hand")
            return span
        title = entry_span(self.case, self.text, ("title",))
        behind = title[1] if title else self.text.count("\n")
        return behind, behind, 0

    def inserted(self, part: LedgerSection, lines: tuple[str, ...]) -> bytes:
        """The bytes with lines behind the last entry of a section."""
        from zopa.case.insertions import section_insertion

        insertion = section_insertion(self.case, self.text, part.value, lines)
        if insertion is None:
            raise WrongCallError(
                f"`{part}` is written in brackets; write its entries on lines of their own"
            )
        return self.inserted_at(insertion)

    def inserted_at(self, insertion: Insertion) -> bytes:
        """The bytes with an insertion."""
        from zopa.case.insertions import with_insertions

        return with_insertions(self.data, [insertion])

    def whole(self, lines: list[str]) -> bytes:
        """The bytes of a new text of the whole ledger; the lines before and behind all that has
        changed stay as they are, line ends included."""
        from zopa.case.insertions import with_lines_replaced

        old = self.text.removesuffix("\n").split("\n")
        same = [a == b for a, b in zip(old, lines, strict=False)]
        first = same.index(False) if False in same else len(same)
        most = min(len(old), len(lines)) - first
        ends = [a == b for a, b in zip(old[::-1][:most], lines[::-1][:most], strict=True)]
        last = ends.index(False) if False in ends else len(ends)
        return with_lines_replaced(
            self.data, first, len(old) - last, lines[first : len(lines) - last]
        )

    def with_lines(self, span: tuple[int, int, int], lines: tuple[str, ...]) -> bytes:
        """The bytes with lines as they are in the place of an entry."""
        from zopa.case.insertions import with_lines_replaced

        return with_lines_replaced(self.data, span[0], span[1], lines)

    def replaced(self, span: tuple[int, int, int], lines: tuple[str, ...]) -> bytes:
        """The bytes with lines in the place of an entry, indented as it is."""
        from zopa.case.insertions import INDENT, indented

        indent = span[2]
        at_home = (
            line if line.lstrip().startswith("#") else indented((line,), indent - INDENT)[0]
            for line in lines
        )
        return self.with_lines(span, tuple(at_home))

    def as_comment(self, span: tuple[int, int, int], words: str) -> tuple[str, ...]:
        """The lines of an entry as comments, indented as it is, below some words."""
        from zopa.case.ledger_text import comment

        start, end, indent = span
        old = (line.rstrip("\r")[indent:] for line in self.text.split("\n")[start:end])
        margin = " " * indent
        return (*comment(words, indent), *(f"{margin}# {line}".rstrip() for line in old))

    def settled(
        self,
        part: LedgerSection,
        key: str | int,
        crude: bytes,
        span: tuple[int, int, int] | None,
        *,
        proposed: bool,
        below: tuple[str, ...] = (),
    ) -> EditedLedger:
        """Write a ledger in which the entry, which `crude` has on one line, is laid out well, with
        comments below it."""
        case, _ = self.sound(crude)
        lines = (*laid_out(case, part, key, proposed=proposed), *below)
        data = self.inserted(part, lines) if span is None else self.replaced(span, lines)
        again, findings = self.sound(data)
        if without_paths(entry_of(again, part, key)) != without_paths(entry_of(case, part, key)):
            raise WrongCallError("the entry cannot be laid out in this ledger; write it by hand")
        at = again.place(part.value, key, key=not part.numbered).line
        return self.written(data, at, lines, findings)

    def written(
        self,
        data: bytes,
        line: int,
        lines: tuple[str, ...],
        findings: Findings | None = None,
        *,
        read: str | None = None,
        notes: tuple[str, ...] = (),
    ) -> EditedLedger:
        """Replace the file, unless the ledger would have a new error or was changed meanwhile.

        With `findings`, those of the new ledger, which was examined last, it is not examined again;
        `read` is what was read instead of `self.read`, and `notes` are told beside those on levels
        that have got the sense of others.
        """
        from zopa.case.load import CASE_BYTES
        from zopa.desk.turned_levels import senses_turned

        if len(data) > CASE_BYTES:
            raise WrongCallError(
                f"the ledger would have {len(data):,} bytes, and none above {CASE_BYTES:,} is read"
            )
        if findings is None:
            findings = self.sound(data)[1]
        try:
            with in_reach():
                edit(self.file, data, read=read or self.read)
        except ChangedSinceReadError as error:
            if self._for_version and (now := fingerprint(self.file)):
                error.kept.unlink(missing_ok=True)
                raise self._stale(now[:VERSION_DIGITS]) from error
            raise EditRefusedError(str(error), path=error.path, kept=error.kept) from error
        with in_reach():
            version = (fingerprint(self.file) or "")[:VERSION_DIGITS]
        first = lines[0].strip() if lines else "a line that is gone"
        note_edit(
            self.file,
            f"line {line}: {first}",
            {self.file.name: self.data},
            {self.file.name: data},
        )
        told = (*notes, *senses_turned(self._loaded[0], self._new))
        return EditedLedger(self.file, version, line, lines, findings, told)

    def sound(self, data: bytes) -> tuple[Case, Findings]:
        """The case of new bytes, which may have no error that the old ones have not."""
        from zopa.foundation.diagnostics import Findings

        case, findings = self.examined(data)
        known = Counter(_what(finding) for finding in self.found.errors)
        new = []
        for finding in findings.errors:
            known[_what(finding)] -= 1
            if known[_what(finding)] < 0:
                new.append(finding)
        if case is None or new:
            told = Findings.of(new, findings.texts)
            raise FindingsError("the ledger would have an error; nothing was written", [told])
        return case, findings

    def examined(self, data: bytes) -> tuple[Case | None, Findings]:
        """The case of new bytes as far as it can be read, and what is found in it."""
        made = self._examined(_decoded(data))
        self._new = made[0]
        return made

    def _examined(self, text: str) -> tuple[Case | None, Findings]:
        from zopa.case.load import examine_text
        from zopa.preferences.taken_together import TAKEN_TOGETHER

        return examine_text(self.home, text, {}, TAKEN_TOGETHER)


def _decoded(data: bytes) -> str:
    text = decode(data)
    if isinstance(text, FileTrouble):
        raise WrongCallError(f"the new ledger {text.words}")
    return text


def _what(finding: Finding) -> tuple[str, str]:
    return finding.code.name, finding.message
