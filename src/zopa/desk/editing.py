"""One entry of a ledger added, changed or retired, and no byte beside it touched.

An entry is given as what stands under its name in the format of a case: a mapping, as YAML or JSON
has it. zopa writes it as a person would, holds the new ledger against `check`, and refuses an edit
with which the ledger would have an error that it does not have now.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError
from zopa.desk.ledger_entries import TOP_KEYS, LedgerSection, keys_of, top_lines
from zopa.desk.open_ledger import EditedLedger, OpenLedger
from zopa.desk.review_mark import without_marks

if TYPE_CHECKING:
    from zopa.case.positions import Path as EntryPath


def ledger_as_it_stands(case: str | Path) -> tuple[str, str]:
    """The version of a ledger, the first digits of the SHA-256 of its bytes, and its text.

    Raises `WrongCallError` where there is no ledger to read.

    >>> version, text = ledger_as_it_stands("examples/minerals")
    >>> len(version), text[:7]
    (16, 'zopa: 1')
    """
    ledger = OpenLedger(case)
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
    ledger, part = OpenLedger(case), _section(section)
    ledger.must_be(version)
    name = unicodedata.normalize("NFC", name)
    if part.numbered == bool(name):
        needs = "have numbers, so give no name" if part.numbered else "need a short name"
        raise WrongCallError(f"the entries of `{part}` {needs}")
    if name and (part.value, name) in ledger.case.places:
        raise WrongCallError(
            f"`{part}` has an entry `{name}` already; change it, or take a new name"
        )
    key = len(keys_of(ledger.case, part)) if part.numbered else name
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
    ledger, part = OpenLedger(case), _section(section)
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
    ledger = OpenLedger(case)
    ledger.must_be(version)
    span = ledger.key_span(key)
    crude, _ = ledger.sound(ledger.with_lines(span, (f"{key}: {_in_json(value)}",)))
    lines = tuple(top_lines(crude, key, proposed=proposed))
    if proposed and span[0] < span[1] and (key,) not in ledger.case.unreviewed:
        lines = (*lines, *ledger.as_comment(span, "until " + _day(today)))
    return ledger.written(ledger.with_lines(span, lines), span[0] + 1, lines)


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
    ledger, part = OpenLedger(case), _section(section)
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
    if len(keys_of(ledger.case, part)) == 1:
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
    ledger, part = OpenLedger(case), _section(section)
    ledger.must_be(version)
    span = ledger.span(part, ledger.key(part, which))
    key = ledger.key(part, which)
    lines = tuple(text.replace("\r\n", "\n").strip("\n").split("\n"))
    data = ledger.with_lines(span, lines)
    new, findings = ledger.sound(data)
    if len(keys_of(new, part)) < len(keys_of(ledger.case, part)):
        raise WrongCallError("the text holds no entry; reject the entry if it is to go")
    made = ledger.written(data, span[0] + 1, lines, findings)
    if (part.value, key) in OpenLedger(case).case.unreviewed:
        return accept_entry(case, part.value, which, version=made.version)
    return made


def rewrite_ledger(case: str | Path, text: str, *, version: str) -> EditedLedger:
    """Put a text as a person has written it in the place of the whole ledger, errors and all.

    Line ends stay those of the file. Raises `EditRefusedError`, which says where the text is kept,
    where the ledger is no longer of that version.
    """
    ledger = OpenLedger(case)
    if not text.strip():
        raise WrongCallError("the text is empty; nothing was kept")
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    data = ledger.whole(lines)
    stale = ledger.version != version
    findings = ledger.examined(data)[1]
    return ledger.written(data, 1, (), findings, read="changed meanwhile" if stale else None)


def accept_entry(
    case: str | Path, section: str, which: str | int = "", *, version: str = ""
) -> EditedLedger:
    """Take the mark of what nobody has reviewed off an entry, reasons behind it included.

    `section` may also be `sources`, or a key of the ledger itself such as `title`, which needs no
    `which`. Raises `WrongCallError` where the entry bears no mark, else as `add_entry` does.
    """
    ledger = OpenLedger(case)
    ledger.must_be(version)
    path: EntryPath = (section,)
    if which != "":
        numbered = section in (LedgerSection.facts.value, LedgerSection.rules.value)
        path = (section, ledger.key(LedgerSection(section), which) if numbered else str(which))
    if path not in ledger.case.unreviewed:
        named = f"{section}.{which}" if which != "" else section  # facts and rules count from 1
        raise WrongCallError(f"`{named}` bears no mark of what is not reviewed")
    data, line, lines = without_marks(ledger.file.name, ledger.text, ledger.data, path)
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
