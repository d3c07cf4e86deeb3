"""The entries of a ledger: where they stand, what they hold, and how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError

if TYPE_CHECKING:
    from zopa.case.model import Case
    from zopa.case.positions import Path as EntryPath


TOP_KEYS = ("title", "as_of", "summary", "agreement")
"""The keys of a ledger under which there is one value."""


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


def keys_of(case: Case, part: LedgerSection) -> list[str | int]:
    """The names or positions of the entries of a section, in file order."""
    keys = [path[1] for path in case.places if len(path) == 2 and path[0] == part.value]
    return sorted(keys, key=int) if part.numbered else keys


def entry_of(case: Case, part: LedgerSection, key: str | int) -> object:
    """What a case holds at an entry; None where it could not be read."""
    if part is LedgerSection.facts:
        return next((f for f in case.facts if f.path == ("facts", key)), None)
    if part is LedgerSection.rules:
        return next(
            (r for k, r in enumerate(case.rules) if (r.path or ("rules", k))[1] == key), None
        )
    return getattr(case, part.value).get(key)


def without_paths(thing: object) -> object:
    """A thing of a case without the paths at which its parts stand, to be compared."""
    if is_dataclass(thing) and not isinstance(thing, type):
        named = [(f.name, getattr(thing, f.name)) for f in fields(thing) if f.name != "path"]
        return type(thing), tuple((name, without_paths(value)) for name, value in named)
    if isinstance(thing, Mapping):
        return tuple((key, without_paths(value)) for key, value in thing.items())
    return tuple(map(without_paths, thing)) if isinstance(thing, (list, tuple)) else thing


def laid_out(case: Case, part: LedgerSection, key: str | int, *, proposed: bool) -> list[str]:
    """The lines of an entry as `write_case` would write them."""
    from zopa.case.marks import PROPOSED
    from zopa.case.model import Case as Ledger
    from zopa.case.write import EntryNote, section_lines

    thing: Any = entry_of(case, part, key)
    if thing is None:
        raise WrongCallError("the entry cannot be read back; write it by hand")
    there: dict[str, Any] = {part.value: (thing,) if part.numbered else {key: thing}}
    alone = replace(Ledger("", case.issues, case.parties), unreviewed=frozenset(), **there)
    path: EntryPath = (part.value, 0 if part.numbered else key)
    return section_lines(alone, part.value, {path: EntryNote(mark=PROPOSED)} if proposed else None)


def top_lines(case: Case, key: str, *, proposed: bool) -> list[str]:
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
