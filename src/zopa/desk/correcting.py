"""An entry corrected by a person, by as few words and lines as say it, and so reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError
from zopa.desk.ledger_entries import LedgerSection
from zopa.desk.ledger_tree import LedgerTree
from zopa.desk.open_ledger import EditedLedger, OpenLedger
from zopa.desk.renaming import renamed

if TYPE_CHECKING:
    from zopa.case.positions import Path as EntryPath


def correct_entry(
    case: str | Path,
    section: LedgerSection | str,
    which: str | int,
    entry: Mapping[str, Any],
    *,
    short_name: str = "",
    version: str = "",
) -> EditedLedger:
    """Have an entry say what a person wants it to say; what it says already stays as it is written.

    Comments, line ends and the order of its parts stay. An entry that was proposed is reviewed by
    that, and its mark goes. With `short_name` it gets another one, as by `rename_entry`. Raises as
    `change_entry` does, and nothing is written then.

    >>> from zopa.desk.errors import FindingsError
    >>> wrong = {"party": "us", "order": {"share": "most"}, "assumed": "a guess"}
    >>> try:
    ...     correct_entry("examples/minerals", "facts", 12, wrong)
    ... except FindingsError as error:
    ...     print(error)
    the ledger would have an error; nothing was written
    """
    ledger = OpenLedger(case)
    ledger.must_be(version)
    part = LedgerSection(section)
    key = ledger.key(part, which)
    tree = LedgerTree(ledger)
    old = tree.tree[part.value][key]
    tree.tree[part.value][key] = _as_it_was(old, _texts(entry))
    tree.place()
    tree.take_mark_off((part.value, key))
    if short_name and short_name != key and not part.numbered:
        key = renamed(tree, part, str(key), short_name)
    return tree.kept((part.value, key))


def add_evidence(
    case: str | Path, number: str | int, source: str, words: str, *, version: str = ""
) -> EditedLedger:
    """Put words of a source under the evidence of a fact, the last of them.

    A fact that was assumed or stated rests on the words from then on: what stood there instead
    becomes a comment. Raises as `add_entry` does, and nothing is written then.
    """
    ledger = OpenLedger(case)
    ledger.must_be(version)
    key = ledger.key(LedgerSection.facts, number)
    if source not in ledger.case.sources:
        raise WrongCallError(f"the case has no source `{source}`")
    quote = " ".join(words.split())
    if not quote:
        raise WrongCallError("choose the words")
    tree = LedgerTree(ledger)
    entry = dict(tree.tree["facts"][key])
    there = entry.get("evidence", [])
    listed = [{name: said} for name, said in there.items()] if isinstance(there, dict) else there
    if any(_same_words(each.get(source, ""), quote) for each in listed):
        raise WrongCallError("the fact rests on these words already")
    gone: dict[EntryPath, str] = {}
    for instead in ("assumed", "stated"):
        if entry.pop(instead, None) is not None:
            gone["facts", key, instead] = f"until {date.today().isoformat()}"
    entry["evidence"] = [*listed, {source: quote}]
    tree.tree["facts"][key] = _as_it_was(tree.tree["facts"][key], entry)
    tree.place(gone=gone)
    return tree.kept(("facts", key))


def _texts(value: Any) -> Any:
    """A value as the texts that would be written for it."""
    if value is None or isinstance(value, bool):
        raise WrongCallError("leave out what is not known")
    if isinstance(value, Mapping):
        return {str(key): _texts(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_texts(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else str(value)


def _as_it_was(old: Any, new: Any) -> Any:
    """A value of which what is the same as before stands as it stood: texts with their white space,
    the keys of a mapping in their order, a list of one without brackets."""
    if isinstance(old, str) and isinstance(new, str):
        return old if _same_words(old, new) else new
    if new == [old] or old == [new]:
        return old
    if isinstance(old, dict) and isinstance(new, list) and new == [{k: v} for k, v in old.items()]:
        return old
    if isinstance(old, list) and isinstance(new, list):
        pairs = zip(old, new, strict=False)
        return [a if _same_tier(a, b) else _as_it_was(a, b) for a, b in pairs] + new[len(old) :]
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    order = [key for key in old if key in new]
    before = ""
    for key in new:
        if key not in order:
            order.insert(order.index(before) + 1 if before else 0, key)
        before = key
    return {key: _as_it_was(old.get(key), new[key]) for key in order}


def _same_tier(one: Any, other: Any) -> bool:
    """Whether two lists within a list have the same names, whose order there says nothing."""
    lists = isinstance(one, list) and isinstance(other, list)
    return (
        lists and all(isinstance(k, str) for k in (*one, *other)) and sorted(one) == sorted(other)
    )


def _same_words(one: Any, other: str) -> bool:
    return isinstance(one, str) and one.split() == other.split()


def entry_as_written(case: str | Path, section: LedgerSection | str, which: str | int) -> Any:
    """What stands in a ledger at an entry, as plain lists, mappings and texts.

    >>> entry_as_written("examples/minerals", "facts", 13)["order"]
    {'past_aid': ['repaid', 'partly', 'not_owed']}
    """
    ledger = OpenLedger(case)
    part = LedgerSection(section)
    key = ledger.key(part, which)
    return LedgerTree(ledger).tree[part.value][key]
