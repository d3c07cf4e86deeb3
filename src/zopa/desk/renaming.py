"""Entries called otherwise: a short name changed wherever it stands, two parties made one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError
from zopa.desk.ledger_entries import LedgerSection
from zopa.desk.ledger_tree import LedgerTree
from zopa.desk.open_ledger import EditedLedger, OpenLedger

if TYPE_CHECKING:
    from zopa.case.kinds.content import NameKind
    from zopa.case.positions import Path as EntryPath

_KINDS: dict[str, NameKind] = {"parties": "party", "issues": "issue", "drafts": "draft"}


def rename_entry(
    case: str | Path, section: LedgerSection | str, which: str, name: str, *, version: str = ""
) -> EditedLedger:
    """Give a party, an issue or a draft another short name, wherever the ledger names it.

    Comments and layout stay. Raises `WrongCallError` where there is no such entry, or the name is
    taken or none, and else as `add_entry` does. Nothing is written then.

    >>> from zopa.desk.errors import WrongCallError
    >>> try:
    ...     rename_entry("examples/minerals", "parties", "us", "ukraine")
    ... except WrongCallError as error:
    ...     print(error)
    `parties` has an entry `ukraine` already; join the two, or take another name
    """
    ledger = OpenLedger(case)
    ledger.must_be(version)
    if str(section) not in _KINDS:
        raise WrongCallError("parties, issues and drafts have short names; other entries have none")
    part = LedgerSection(section)
    old = str(ledger.key(part, which))
    tree = LedgerTree(ledger)
    return tree.kept((part.value, renamed(tree, part, old, name)))


def change_party(
    case: str | Path,
    which: str,
    *,
    name: str,
    also: Sequence[str] = (),
    role: str = "signatory",
    short_name: str = "",
    version: str = "",
) -> EditedLedger:
    """Set what a party is called, its other names, and whether it is a signatory or an observer.

    With `short_name` it gets another one, as by `rename_entry`. What else stands under the party
    stays. Raises as `rename_entry` does.
    """
    ledger = OpenLedger(case)
    ledger.must_be(version)
    key = str(ledger.key(LedgerSection.parties, which))
    if role not in ("signatory", "observer"):
        raise WrongCallError("a party is a `signatory` or an `observer`")
    title = _one_line(name)
    if not title:
        raise WrongCallError("say what the party is called")
    tree = LedgerTree(ledger)
    entry = dict(tree.tree["parties"][key])
    entry["name"] = title
    others = list(dict.fromkeys(filter(None, map(_one_line, also))))
    was = entry.get("also", [])
    if others != ([was] if isinstance(was, str) else was):
        entry["also"] = others
    if not others:
        entry.pop("also", None)
    if role != entry.get("role", "signatory"):
        entry["role"] = role
    tree.tree["parties"][key] = _in_usual_order(entry, list(tree.tree["parties"][key]))
    tree.place()
    if short_name and short_name != key:
        key = renamed(tree, LedgerSection.parties, key, short_name)
    return tree.kept(("parties", key))


def join_parties(
    case: str | Path, kept: str, other: str, *, version: str = "", today: date | None = None
) -> EditedLedger:
    """Make two parties one: all that the ledger says of `other` is said of `kept`.

    The names and people of `other` go over to `kept`; its entry stays as a comment, with the day.
    `kept` keeps its role, its points and its scale. Raises as `rename_entry` does: so where facts
    of the two contradict each other, nothing is written, and the findings say which.
    """
    ledger = OpenLedger(case)
    ledger.must_be(version)
    stays = str(ledger.key(LedgerSection.parties, kept))
    goes = str(ledger.key(LedgerSection.parties, other))
    if stays == goes:
        raise WrongCallError("a party cannot be joined with itself")
    tree = LedgerTree(ledger, today)
    places = tree.places(lambda use: use.kind == "party" and use.name == goes)
    gone_from, below = tree.rename(dict.fromkeys(places, stays))
    entries = tree.tree["parties"]
    joined = _with_names_of(entries[stays], entries.pop(goes))
    entries[stays] = _in_usual_order(joined, list(entries[stays]))
    words: dict[EntryPath, str] = {("parties", goes): f"joined with {stays} on {tree.day}"}
    tree.place(gone={**words, **gone_from}, below=below)
    return tree.kept(("parties", stays))


def renamed(tree: LedgerTree, part: LedgerSection, old: str, name: str) -> str:
    """Give an entry another short name in a tree, and place that; the name as it is then."""
    new, kind = short_name_free(tree.ledger, part, name), _KINDS[part.value]
    places = tree.places(lambda use: use.kind == kind and use.name == old)
    tree.rename(dict.fromkeys((*places, ((part.value, old), True)), new))
    tree.place()
    return new


def short_name_free(ledger: OpenLedger, part: LedgerSection, name: str) -> str:
    """A short name for a new entry; raises `WrongCallError` where it is none or is taken."""
    import unicodedata

    from zopa.case.parts import valid_id

    new = unicodedata.normalize("NFC", name.strip())
    if not valid_id(new):
        raise WrongCallError(
            f"`{new[:60]}` is no short name: it starts with a letter, and has letters, digits, "
            "`_` and `-`"
        )
    if (part.value, new) in ledger.case.places:
        raise WrongCallError(
            f"`{part}` has an entry `{new}` already; join the two, or take another name"
        )
    return new


def _with_names_of(party: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    from zopa.foundation.names import fold

    def listed(entry: dict[str, Any], key: str) -> list[Any]:
        value = entry.get(key, [])
        return list(value) if isinstance(value, list) else [value]

    known = {fold(name) for name in (party["name"], *listed(party, "also"))}
    more = [other["name"], *listed(other, "also")]
    more = [name for name in more if fold(name) not in known]
    joined = dict(party)
    if more:
        joined["also"] = [*listed(party, "also"), *more]
    people = listed(party, "people")
    met = {fold(person["name"]) for person in people}
    new = [person for person in listed(other, "people") if fold(person["name"]) not in met]
    if new:
        joined["people"] = [*people, *new]
    return joined


_USUAL = ("name", "also", "people", "role")


def _in_usual_order(entry: dict[str, Any], order: list[str]) -> dict[str, Any]:
    """Keys in the order in which they stood, those that are new where zopa writes them."""
    for key in (key for key in _USUAL if key in entry and key not in order):
        before = [k for k in _USUAL[: _USUAL.index(key)] if k in order]
        order.insert(order.index(before[-1]) + 1 if before else 0, key)
    return {key: entry[key] for key in order if key in entry}


def _one_line(words: str) -> str:
    return " ".join(words.split())


def name_for(title: str, what: str, taken: Collection[str]) -> str:
    """A short name for an entry of which only the title is told, not among those that are taken.

    >>> name_for("Aid to come", "issue", ["aid_to_come"])
    'aid_to_come_2'
    """
    from zopa.proposing.naming import short_name

    return short_name(title, what, taken, digits=what == "level")
