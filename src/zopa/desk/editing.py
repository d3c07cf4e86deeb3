"""One entry of a ledger added, changed or retired, and no byte beside it touched.

An entry is given as what stands under its name in the format of a case: a mapping, as YAML or JSON
has it. zopa writes it as a person would, holds the new ledger against `check`, and refuses an edit
with which the ledger would have an error that it does not have now.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import EditRefusedError, FindingsError, WrongCallError
from zopa.desk.places import in_reach
from zopa.foundation.edits import ChangedSinceReadError, edit
from zopa.foundation.files import FileTrouble, decode, fingerprint, read_bytes, resolved_inside

if TYPE_CHECKING:
    from zopa.case.model import Case
    from zopa.case.positions import Path as EntryPath
    from zopa.foundation.diagnostics import Finding, Findings


class LedgerSection(StrEnum):
    """The sections of a ledger whose entries can be edited one by one."""

    parties = "parties"
    issues = "issues"
    rules = "rules"
    drafts = "drafts"
    facts = "facts"

    @property
    def numbered(self) -> bool:
        """Whether its entries have numbers, from 1, and no names."""
        return self in (LedgerSection.rules, LedgerSection.facts)


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

    def as_dict(self) -> dict[str, Any]:
        """The same as JSON-ready values."""
        return {
            "ledger": str(self.ledger),
            "version": self.version,
            "line": self.line,
            "lines": list(self.lines),
            "findings": [finding.as_dict() for finding in self.findings],
        }


def ledger_as_it_stands(case: str | Path) -> tuple[str, str]:
    """The version of a ledger, the first digits of the SHA-256 of its bytes, and its text.

    Raises `WrongCallError` where there is no ledger to read.

    >>> version, text = ledger_as_it_stands("examples/minerals")
    >>> len(version), text[:7]
    (16, 'zopa: 1')
    """
    ledger = _OpenLedger(case)
    return ledger.version, ledger.text


def add_entry(
    case: str | Path,
    section: LedgerSection | str,
    entry: Mapping[str, Any],
    *,
    name: str = "",
    version: str = "",
    proposed: bool = False,
) -> EditedLedger:
    """Add an entry behind the last one of its section.

    `name` is the short name of a party, an issue or a draft; facts and rules have none. With
    `version`, the ledger must still be the one of that version. With `proposed`, the entry bears
    the mark of what nobody has reviewed. Raises `FindingsError` where the ledger would have an
    error that it does not have now, `WrongCallError` where the call makes no sense, and
    `EditRefusedError` where somebody else changed the ledger meanwhile. Nothing is written then.
    """
    ledger, part = _OpenLedger(case), _section(section)
    ledger.must_be(version)
    name = unicodedata.normalize("NFC", name)
    if part.numbered == bool(name):
        needs = "have numbers, so give no name" if part.numbered else "need a short name"
        raise WrongCallError(f"the entries of `{part}` {needs}")
    if name and (part.value, name) in ledger.case.places:
        raise WrongCallError(
            f"`{part}` has an entry `{name}` already; change it, or take a new name"
        )
    key = len(_numbered(ledger.case, part)) if part.numbered else name
    crude = ledger.inserted(part, _crude(part, name, entry))
    return ledger.settled(part, key, crude, None, proposed=proposed)


def change_entry(
    case: str | Path,
    section: LedgerSection | str,
    which: str | int,
    entry: Mapping[str, Any],
    *,
    version: str = "",
    proposed: bool = False,
    today: date | None = None,
) -> EditedLedger:
    """Put another entry in the place of one; `which` is its name, or its number from 1.

    Where a reviewed entry gives way to a proposed one, it stays below it as a comment with the day,
    `today`, so that a person who does not want the change finds what was there. Else as
    `add_entry`.
    """
    ledger, part = _OpenLedger(case), _section(section)
    ledger.must_be(version)
    key = ledger.key(part, which)
    span = ledger.span(part, key)
    name = "" if part.numbered else str(key)
    crude = ledger.replaced(span, _crude(part, name, entry))
    reviewed = (part.value, key) not in ledger.case.unreviewed
    before = ledger.as_comment(span, "until " + _day(today)) if proposed and reviewed else ()
    return ledger.settled(part, key, crude, span, proposed=proposed, below=before)


def set_key(
    case: str | Path,
    key: str,
    value: object,
    *,
    version: str = "",
    proposed: bool = False,
    today: date | None = None,
) -> EditedLedger:
    """Give a key of the ledger itself, `title`, `as_of`, `summary` or `agreement`, another value.

    What was reviewed stays as a comment where something proposed takes its place, as for
    `change_entry`. Raises as `add_entry` does.
    """
    if key not in TOP_KEYS:
        from zopa.foundation.names import listing

        raise WrongCallError(f"`{key}` is no key that can be set; they are {listing(TOP_KEYS)}")
    ledger = _OpenLedger(case)
    ledger.must_be(version)
    span = ledger.key_span(key)
    crude, _ = ledger.sound(ledger.with_lines(span, (f"{key}: {_in_json(value)}",)))
    lines = tuple(_top_lines(crude, key, proposed=proposed))
    if proposed and span[0] < span[1] and (key,) not in ledger.case.unreviewed:
        lines = (*lines, *ledger.as_comment(span, "until " + _day(today)))
    return ledger.written(ledger.with_lines(span, lines), span[0] + 1, lines)


TOP_KEYS = ("title", "as_of", "summary", "agreement")
"""The keys of a ledger under which there is one value."""


def retire_entry(
    case: str | Path,
    section: LedgerSection | str,
    which: str | int,
    why: str,
    *,
    version: str = "",
    proposed: bool = False,
    today: date | None = None,
) -> EditedLedger:
    """Make an entry a comment, below a line with the day, `today`, and the reason.

    Nothing of it is lost. With `proposed`, an entry that has been reviewed stays, under a mark that
    says that it is to be retired and why, for a person to decide. Raises as `add_entry` does, so an
    entry on which others rest is refused.
    """
    ledger, part = _OpenLedger(case), _section(section)
    ledger.must_be(version)
    reason = " ".join(why.split())
    if not reason:
        raise WrongCallError("say why the entry is retired")
    key = ledger.key(part, which)
    span = ledger.span(part, key)
    if proposed and (part.value, key) not in ledger.case.unreviewed:
        from zopa.case.marks import PROPOSED

        mark = (f"{' ' * span[2]}# {PROPOSED}: to be retired: {reason}",)
        return ledger.written(ledger.with_lines((span[0], span[0], 0), mark), span[0] + 1, mark)
    if len(_keys(ledger.case, part)) == 1:
        raise WrongCallError(f"`{part}` has no other entry; a section must not be left empty")
    gone = ledger.as_comment(span, f"retired {_day(today)}: {reason}")
    return ledger.written(ledger.replaced(span, gone), span[0] + 1, gone)


def rewrite_entry(
    case: str | Path,
    section: LedgerSection | str,
    which: str | int,
    text: str,
    *,
    version: str = "",
) -> EditedLedger:
    """Put lines as a person has written them in the place of an entry, as they are.

    What a person has written is reviewed, so a mark that is left in it goes. Raises as `add_entry`
    does.
    """
    ledger, part = _OpenLedger(case), _section(section)
    ledger.must_be(version)
    span = ledger.span(part, ledger.key(part, which))
    key = ledger.key(part, which)
    lines = tuple(text.replace("\r\n", "\n").strip("\n").split("\n"))
    data = ledger.with_lines(span, lines)
    if len(_keys(ledger.sound(data)[0], part)) < len(_keys(ledger.case, part)):
        raise WrongCallError("the text holds no entry; reject the entry if it is to go")
    made = ledger.written(data, span[0] + 1, lines)
    if (part.value, key) in _OpenLedger(case).case.unreviewed:
        return accept_entry(case, part.value, which, version=made.version)
    return made


def rewrite_ledger(case: str | Path, text: str, *, version: str) -> EditedLedger:
    """Put a text as a person has written it in the place of the whole ledger, errors and all.

    Line ends stay those of the file. Raises `EditRefusedError`, which says where the text is kept,
    where the ledger is no longer of that version.
    """
    ledger = _OpenLedger(case)
    if not text.strip():
        raise WrongCallError("the text is empty; nothing was kept")
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    data = ledger.whole(lines)
    stale = ledger.version != version
    return ledger.written(data, 1, (), unsound=True, read="changed meanwhile" if stale else None)


def accept_entry(
    case: str | Path, section: str, which: str | int = "", *, version: str = ""
) -> EditedLedger:
    """Take the mark of what nobody has reviewed off an entry, reasons behind it included.

    `section` may also be `sources`, or a key of the ledger itself such as `title`, which needs no
    `which`. Raises `WrongCallError` where the entry bears no mark, else as `add_entry` does.
    """
    ledger = _OpenLedger(case)
    ledger.must_be(version)
    path: EntryPath = (section,)
    if which != "":
        numbered = section in (LedgerSection.facts.value, LedgerSection.rules.value)
        path = (section, ledger.key(LedgerSection(section), which) if numbered else str(which))
    if path not in ledger.case.unreviewed:
        raise WrongCallError(f"`{'.'.join(map(str, path))}` bears no mark of what is not reviewed")
    data, line, lines = ledger.without_marks(path)
    return ledger.written(data, line, lines)


def _day(today: date | None) -> str:
    return (today or date.today()).isoformat()


def _section(section: LedgerSection | str) -> LedgerSection:
    try:
        return LedgerSection(section)
    except ValueError:
        from zopa.foundation.names import listing

        if section in TOP_KEYS:
            raise WrongCallError(f"`{section}` is a key of the ledger itself; set it") from None
        names = listing(LedgerSection)
        raise WrongCallError(
            f"`{section}` is no section whose entries can be edited; they are {names}"
        ) from None


def _keys(case: Case, part: LedgerSection) -> list[str | int]:
    """The names or positions of the entries of a section, in file order."""
    if part.numbered:
        return list(_numbered(case, part))
    return [path[1] for path in case.places if len(path) == 2 and path[0] == part.value]


def _numbered(case: Case, part: LedgerSection) -> list[int]:
    paths = (path for path in case.places if len(path) == 2 and path[0] == part.value)
    return sorted(path[1] for path in paths if isinstance(path[1], int))


def _crude(part: LedgerSection, name: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    """An entry on one line, as YAML reads it; `settled` has it written better."""
    if not isinstance(entry, Mapping) or not entry:
        raise WrongCallError("an entry is a mapping of keys to what they hold, as the format says")
    told = _in_json(entry)
    if part.numbered:
        return (f"  - {told}",)
    from zopa.case.parts import LONGEST_ID, valid_id

    if not valid_id(name):
        raise WrongCallError(
            f"`{name[:LONGEST_ID]}` is no short name: it starts with a letter, and has letters, "
            "digits, `_` and `-`"
        )
    return (f"  {name}: {told}",)


def _in_json(value: object) -> str:
    """A value on one line, as YAML reads it too."""
    try:
        told = json.dumps(value, ensure_ascii=False, default=_plain, allow_nan=False)
        told.encode()
        _refuse_nothing(value)
    except UnicodeEncodeError:
        raise WrongCallError("the entry has half a character, which no file can hold") from None
    except (TypeError, ValueError, RecursionError) as error:
        raise WrongCallError(f"the entry cannot be written: {error}") from None
    return told


def _refuse_nothing(value: object, key: str = "") -> None:
    """Refuse `null`, which a ledger would have as a text: what is not known is left out."""
    if value is None:
        where = f"`{key}` is null" if key else "the value is null"
        raise WrongCallError(f"{where}; leave out what is not known")
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _refuse_nothing(inner, str(name))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _refuse_nothing(inner, key)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"it holds {type(value).__name__}")


def _decoded(data: bytes) -> str:
    text = decode(data)
    if isinstance(text, FileTrouble):
        raise WrongCallError(f"the new ledger {text.words}")
    return text


def _what(finding: Finding) -> tuple[str, str]:
    return finding.code.name, finding.message


def _entry(case: Case, part: LedgerSection, key: str | int) -> object:
    """What a case holds at an entry; None where it could not be read."""
    if part is LedgerSection.facts:
        return next((f for f in case.facts if f.path == ("facts", key)), None)
    if part is LedgerSection.rules:
        return next(
            (r for k, r in enumerate(case.rules) if (r.path or ("rules", k))[1] == key), None
        )
    return getattr(case, part.value).get(key)


def _pathless(thing: object) -> object:
    """A thing of a case without the paths at which its parts stand, to be compared."""
    if is_dataclass(thing) and not isinstance(thing, type):
        named = [(f.name, getattr(thing, f.name)) for f in fields(thing) if f.name != "path"]
        return type(thing), tuple((name, _pathless(value)) for name, value in named)
    if isinstance(thing, Mapping):
        return tuple((key, _pathless(value)) for key, value in thing.items())
    return tuple(map(_pathless, thing)) if isinstance(thing, (list, tuple)) else thing


def _laid_out(case: Case, part: LedgerSection, key: str | int, *, proposed: bool) -> list[str]:
    """The lines of an entry as `write_case` would write them."""
    from zopa.case.marks import PROPOSED
    from zopa.case.model import Case as Ledger
    from zopa.case.write import EntryNote, section_lines

    thing: Any = _entry(case, part, key)
    if thing is None:
        raise WrongCallError("the entry cannot be read back; write it by hand")
    there: dict[str, Any] = {part.value: (thing,) if part.numbered else {key: thing}}
    alone = replace(Ledger("", case.issues, case.parties), unreviewed=frozenset(), **there)
    path: EntryPath = (part.value, 0 if part.numbered else key)
    return section_lines(alone, part.value, {path: EntryNote(mark=PROPOSED)} if proposed else None)


def _top_lines(case: Case, key: str, *, proposed: bool) -> list[str]:
    """The lines of a key of the ledger itself, as `write_case` writes them."""
    from zopa.case.marks import PROPOSED
    from zopa.case.write import EntryNote, write_case

    bare = replace(case, sources={}, drafts={}, facts=(), rules=(), unreviewed=frozenset())
    path: EntryPath = (key,)
    notes = {path: EntryNote(mark=PROPOSED)} if proposed else None
    lines = write_case(bare, notes).split("\n")
    start = next((k for k, line in enumerate(lines) if line.startswith(f"{key}:")), None)
    if start is None:  # what holds anyway, such as that all must agree, is not written
        return [f"{key}: all{f'  # {PROPOSED}' if proposed else ''}"]
    rest = range(start + 1, len(lines))
    end = next((k for k in rest if lines[k][:1] not in ("", " ", "#")), len(lines))
    while not lines[end - 1]:
        end -= 1
    return lines[start:end]


VERSION_DIGITS = 16
"""Hexadecimal digits of a version."""


class _OpenLedger:
    """A ledger as it was when the work on it began."""

    def __init__(self, given: str | Path) -> None:
        from zopa.case.load import CASE_BYTES, CASE_FILE

        path = Path(given)
        self.home = path if path.is_dir() else path.parent
        self.file = path / CASE_FILE if path.is_dir() else path
        with in_reach():
            if resolved_inside(self.file, self.home) is None:
                raise WrongCallError(f"{self.file} is a link that leads out of the case folder")
            self.read = fingerprint(self.file)
            data = read_bytes(self.file, CASE_BYTES)
        if isinstance(data, FileTrouble):
            raise WrongCallError(f"{self.file} {data.words}")
        text = decode(data)
        if isinstance(text, FileTrouble):
            raise WrongCallError(f"{self.file} {text.words}")
        self.data, self.text = data, text

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

    def must_be(self, version: str) -> None:
        """Refuse an edit that was made for another version of the ledger."""
        if version and version != self.version:
            raise WrongCallError(
                f"{self.file} is now version {self.version}, and the edit was made for {version}: "
                "read it again"
            )

    def key(self, part: LedgerSection, which: str | int) -> str | int:
        """The name or the position of an entry that somebody names."""
        keys = _keys(self.case, part)
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
        from zopa.case.insertions import INDENT, Insertion, indented, section_end, with_insertions

        end = section_end(self.case, self.text, part.value)
        if end is None:
            raise WrongCallError(
                f"`{part}` is written in brackets; write its entries on lines of their own"
            )
        behind, indent = end
        new = ("", f"{part}:", *lines) if indent < 0 else indented(lines, indent - INDENT)
        return with_insertions(self.data, [Insertion(behind, new)])

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

    def without_marks(self, path: EntryPath) -> tuple[bytes, int, tuple[str, ...]]:
        """The bytes without the marks of an entry, where its first one stands, and its lines."""
        from zopa.case.compose import read_yaml
        from zopa.case.insertions import with_lines_replaced
        from zopa.case.marks import marked_entries

        lines, data = self.text.split("\n"), self.data
        changed: list[tuple[int, list[str]]] = []
        for mark in reversed(read_yaml(self.file.name, self.text).marks):
            if path not in marked_entries([mark], self.case.places):
                continue
            at, column = mark.place.line - 1, mark.place.column - 1
            kept = [] if mark.alone else [lines[at][:column].rstrip()]
            data = with_lines_replaced(data, at, at + 1, kept)
            changed = [(at, kept), *changed]
        first = changed[0][0] + 1 if changed else 0
        return data, first, tuple(line for _, kept in changed for line in kept)

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
        lines = (*_laid_out(case, part, key, proposed=proposed), *below)
        data = self.inserted(part, lines) if span is None else self.replaced(span, lines)
        again, _ = self.sound(data)
        if _pathless(_entry(again, part, key)) != _pathless(_entry(case, part, key)):
            raise WrongCallError("the entry cannot be laid out in this ledger; write it by hand")
        at = again.place(part.value, key, key=not part.numbered).line
        return self.written(data, at, lines)

    def written(
        self,
        data: bytes,
        line: int,
        lines: tuple[str, ...],
        *,
        unsound: bool = False,
        read: str | None = None,
    ) -> EditedLedger:
        """Replace the file, unless the ledger would have a new error or was changed meanwhile.

        With `unsound`, errors are let through; `read` is what was read instead of `self.read`.
        """
        findings = self._examined(_decoded(data))[1] if unsound else self.sound(data)[1]
        try:
            with in_reach():
                edit(self.file, data, read=read or self.read)
        except ChangedSinceReadError as error:
            raise EditRefusedError(str(error), path=error.path, kept=error.kept) from error
        with in_reach():
            version = (fingerprint(self.file) or "")[:VERSION_DIGITS]
        return EditedLedger(self.file, version, line, lines, findings)

    def sound(self, data: bytes) -> tuple[Case, Findings]:
        """The case of new bytes, which may have no error that the old ones have not."""
        from zopa.foundation.diagnostics import Findings

        case, findings = self._examined(_decoded(data))
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

    def _examined(self, text: str) -> tuple[Case | None, Findings]:
        from zopa.case.load import examine_text
        from zopa.preferences.clashes import clashing_facts
        from zopa.preferences.tangled_case import tangled_lines

        return examine_text(self.home, text, {}, (tangled_lines, clashing_facts))
