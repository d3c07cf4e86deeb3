"""The levels of an issue put in order, called otherwise, added and joined, in one edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError
from zopa.desk.ledger_entries import LedgerSection
from zopa.desk.ledger_tree import LedgerTree
from zopa.desk.open_ledger import EditedLedger, OpenLedger
from zopa.desk.renaming import renamed

if TYPE_CHECKING:
    from zopa.case.plain_ledger import NamePlace
    from zopa.case.positions import Path as EntryPath


@dataclass(frozen=True, slots=True)
class WantedLevel:
    """A level as it is to be: its short name, its text, and the short name that it has now."""

    name: str
    text: str
    was: str = ""
    """Empty for a level that is new."""


def change_levels(
    case: str | Path,
    issue: str,
    levels: Sequence[WantedLevel],
    *,
    joined: Mapping[str, str] | None = None,
    title: str = "",
    short_name: str = "",
    version: str = "",
    today: date | None = None,
) -> EditedLedger:
    """Give an issue its levels in words anew: their order, short names, texts, and new ones.

    A short name changes wherever the ledger names the level, and with `short_name` so does that of
    the issue. `joined` gives levels that are to be
    another one from now on: all that names them names that one. Each other level that the issue
    has must be among `levels`. The notes say which entries turn round where two levels have
    changed their texts. Raises `WrongCallError` where that makes no sense, and else as `add_entry`
    does; nothing is written then.

    >>> from zopa.desk.errors import WrongCallError
    >>> try:
    ...     change_levels("examples/minerals", "form", [WantedLevel("binding", "a treaty")])
    ... except WrongCallError as error:
    ...     print(error)
    `memorandum` and `binding` are not among the levels by the names that they have; join them, or keep them
    """  # noqa: E501
    ledger = OpenLedger(case)
    ledger.must_be(version)
    key = str(ledger.key(LedgerSection.issues, issue))
    if ledger.case.issues[key].numeric:
        raise WrongCallError("the levels of a number are `from`, `to` and `step`; change the entry")
    goes = dict(joined or {})
    _refuse_nonsense(list(ledger.case.issues[key].level_ids), levels, goes)
    tree = LedgerTree(ledger, today)
    entry = tree.tree["issues"][key]
    texts = {level.was: level for level in levels if level.was}
    if title.strip():
        entry["title"] = " ".join(title.split())
    told = {old: _text(texts, old, text) for old, text in entry["options"].items()}
    _set_options(tree, key, told)
    tree.place()
    _join(tree, key, goes)
    stays = [level for level in levels if level.was]
    _set_options(tree, key, {w.was: tree.tree["issues"][key]["options"][w.was] for w in stays})
    tree.place()
    _rename(tree, key, {w.was: w.name for w in stays if w.was != w.name})
    _set_options(tree, key, {w.name: " ".join(w.text.split()) for w in levels})
    tree.place()
    if short_name and short_name != key:
        key = renamed(tree, LedgerSection.issues, key, short_name)
    return tree.kept(("issues", key))


def _text(texts: Mapping[str, WantedLevel], old: str, text: str) -> str:
    return " ".join(texts[old].text.split()) if old in texts else text


def _set_options(tree: LedgerTree, issue: str, options: dict[str, Any]) -> None:
    tree.tree["issues"][issue]["options"] = options


def _join(tree: LedgerTree, issue: str, goes: Mapping[str, str]) -> None:
    """Have all that names levels which go name the ones that stay."""
    if not goes:
        return
    names = {
        place: goes[tree.name_at(place)]
        for place in tree.places(
            lambda use: use.kind == "level" and use.issue == issue and use.name in goes
        )
    }
    gone_from, below = tree.rename(names)
    for gone in goes:
        del tree.tree["issues"][issue]["options"][gone]
    words: dict[EntryPath, str] = {
        ("issues", issue, "options", gone): f"joined with {stays} on {tree.day}"
        for gone, stays in goes.items()
    }
    tree.place(gone={**words, **gone_from}, below=below)


def _rename(tree: LedgerTree, issue: str, names: Mapping[str, str]) -> None:
    """Change short names of levels wherever they stand."""
    if not names:
        return
    places = tree.places(
        lambda use: use.kind == "level" and use.issue == issue and use.name in names
    )
    changed: dict[NamePlace, str] = {place: names[tree.name_at(place)] for place in places}
    options: dict[NamePlace, str] = {
        (("issues", issue, "options", old), True): new for old, new in names.items()
    }
    tree.rename({**changed, **options})
    tree.place()


def _refuse_nonsense(
    there: list[str], levels: Sequence[WantedLevel], goes: Mapping[str, str]
) -> None:
    from zopa.case.parts import valid_id
    from zopa.foundation.names import listing

    stays = [level.was for level in levels if level.was]
    lost = [old for old in there if old not in stays and old not in goes]
    if lost:
        are = "are" if len(lost) > 1 else "is"
        them = "them" if len(lost) > 1 else "it"
        raise WrongCallError(
            f"{listing(lost).replace(' or ', ' and ')} {are} not among the levels by the "
            f"name{'s' if len(lost) > 1 else ''} that they have; join {them}, or keep {them}"
        )
    strange = [old for old in (*stays, *goes) if old not in there]
    if strange:
        raise WrongCallError(f"the issue has no level `{strange[0]}`")
    if any(goes.get(other) is not None or other not in stays for other in goes.values()):
        raise WrongCallError("a level can be joined with one that stays only")
    names = [level.name for level in levels]
    for level in levels:
        if not valid_id(level.name, digits=True):
            raise WrongCallError(
                f"`{level.name[:60]}` is no short name of a level: letters, digits, `_` and `-`"
            )
        if not level.text.strip():
            raise WrongCallError(f"say what `{level.name}` means")
    if len(set(names)) < len(names) or len(set(stays)) < len(stays):
        raise WrongCallError("two levels cannot have one short name")
