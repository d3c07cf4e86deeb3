"""Two issues made one, and one issue made two, with all that the ledger says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError
from zopa.desk.ledger_entries import LedgerSection
from zopa.desk.ledger_tree import LedgerTree
from zopa.desk.open_ledger import EditedLedger, OpenLedger
from zopa.desk.renaming import short_name_free

if TYPE_CHECKING:
    from zopa.case.issues import Issue
    from zopa.case.positions import Path as EntryPath


def join_issues(
    case: str | Path,
    kept: str,
    other: str,
    levels: Mapping[str, str] | None = None,
    *,
    version: str = "",
    today: date | None = None,
) -> EditedLedger:
    """Make two issues one: all that the ledger says of `other` is said of `kept`.

    `levels` gives for levels of `other` which level of `kept` each is, or under which short name it
    is a new one; a level that is not named there keeps its short name. Where an entry speaks of
    both, what it says of `kept` stays, and the notes tell of it. The entry of `other` stays as a
    comment. Raises as `add_entry` does, and nothing is written then.
    """
    ledger = OpenLedger(case)
    ledger.must_be(version)
    stays = str(ledger.key(LedgerSection.issues, kept))
    goes = str(ledger.key(LedgerSection.issues, other))
    into, out = ledger.case.issues[stays], ledger.case.issues[goes]
    if stays == goes:
        raise WrongCallError("an issue cannot be joined with itself")
    if into.numeric != out.numeric:
        raise WrongCallError("an issue in words cannot be joined with one in numbers")
    mapped = dict(levels or {})
    _refuse_strangers(mapped, out.level_ids)
    tree = LedgerTree(ledger, today)
    names = dict.fromkeys(tree.places(lambda use: use.kind == "issue" and use.name == goes), stays)
    of_levels = tree.places(
        lambda use: use.kind == "level" and use.issue == goes and use.name in mapped
    )
    names |= {place: mapped[tree.name_at(place)] for place in of_levels}
    entries = tree.tree["issues"]
    gone = entries.pop(goes)
    gone_from, below = tree.rename(names)
    if not into.numeric:
        there = tree.tree["issues"][stays]["options"]
        for old, text in gone["options"].items():
            there.setdefault(mapped.get(old, old), text)
    words: dict[EntryPath, str] = {("issues", goes): f"joined with {stays} on {tree.day}"}
    tree.place(gone={**words, **gone_from}, below=below)
    return tree.kept(("issues", stays))


def split_issue(
    case: str | Path,
    issue: str,
    name: str,
    title: str,
    levels: Iterable[str] = (),
    *,
    both: Iterable[str] = (),
    over: Iterable[str] = (),
    version: str = "",
) -> EditedLedger:
    """Make two issues of one: a new one, called `name`, gets some of its levels.

    `levels` go over to the new issue, those of `both` stand in both. An entry that names only
    levels that have gone over speaks of the new issue from now on; an order, a red line or a value
    that names levels of each is parted. Entries that name no level, or only levels of both, go
    over where they are in `over`, by names such as `facts.3`. Of a number both issues get all
    levels. Raises as `add_entry` does, and nothing is written then.
    """
    ledger = OpenLedger(case)
    ledger.must_be(version)
    old = str(ledger.key(LedgerSection.issues, issue))
    new = short_name_free(ledger, LedgerSection.issues, name)
    there = ledger.case.issues[old]
    shared = list(there.level_ids) if there.numeric else list(both)
    gone = [] if there.numeric else list(levels)
    _refuse_strangers([*gone, *shared], there.level_ids)
    if not " ".join(title.split()):
        raise WrongCallError("say what the new issue is called")
    tree = LedgerTree(ledger)
    parting = _IssueParting(old, new, frozenset(gone), frozenset(shared), frozenset(over))
    for path, key in tree.places(lambda use: use.kind == "issue" and use.name == old):
        parting.at(tree, path, key=key)
    made = replace(
        there,
        id=new,
        title=" ".join(title.split()),
        levels=tuple(k for k in there.levels if k.id in (*gone, *shared)),
        otherwise=there.otherwise if there.otherwise in gone else None,
    )
    if not there.numeric:
        entry = tree.tree["issues"][old]
        entry["options"] = {k: v for k, v in entry["options"].items() if k not in gone}
        if there.otherwise in gone:
            del entry["otherwise"]
    lines, fresh = _on_lines(made)
    issues: dict[str, Any] = {}
    for name_there, value in tree.tree["issues"].items():
        issues[name_there] = value
        if name_there == old:
            issues[new] = fresh
    tree.tree["issues"] = issues
    tree.place(laid={("issues", new): lines})
    return tree.kept(("issues", new))


@dataclass(frozen=True)
class _IssueParting:
    """What goes over from one issue to another."""

    old: str
    new: str
    gone: frozenset[str]
    """Levels of the new issue only."""
    both: frozenset[str]
    over: frozenset[str]
    """Entries that go over where their levels do not say so."""

    def at(self, tree: LedgerTree, path: EntryPath, *, key: bool) -> None:
        """Part what stands at one place at which the issue is named."""
        from zopa.case.plain_ledger import at_path

        number = int(path[1]) + 1 if isinstance(path[1], int) else path[1]
        goes = f"{path[0]}.{number}" in self.over
        around: Any = at_path(tree.tree, path[:-1])
        if not key:
            if goes:
                around[path[-1]] = self.new
            return
        parted: dict[str, Any] = {}
        for name, value in around.items():
            if name == self.old:
                parted |= self._parted(value, goes=goes, ordered="order" in path)
            else:
                parted[name] = value
        around.clear()
        around.update(parted)

    def _parted(self, value: Any, *, goes: bool, ordered: bool) -> dict[str, Any]:
        names = set(_names_in(value))
        moved, shared = names & self.gone, names & self.both
        if not moved:
            return {self.new if goes and not names - shared - _WORDS else self.old: value}
        if not names - moved - shared - _WORDS:
            return {self.new: value}
        stays = _only(value, lambda name: name not in self.gone)
        over = _only(value, lambda name: name in self.gone | self.both)
        parts = {self.old: stays, self.new: over}
        return {k: part for k, part in parts.items() if not ordered or len(_names_in(part)) > 1}


_WORDS = frozenset({"more", "less", "peak"})


def _names_in(value: Any) -> list[str]:
    """The levels that may be named in what stands under an issue."""
    if isinstance(value, dict):
        return list(value)
    if isinstance(value, list):
        return [name for item in value for name in _names_in(item)]
    return [value]


def _only(value: Any, stays: Callable[[str], bool]) -> Any:
    if isinstance(value, dict):
        return {name: inner for name, inner in value.items() if stays(name)}
    kept = []
    for item in value:
        if not isinstance(item, list):
            kept += [item] if stays(item) else []
        elif tier := [name for name in item if stays(name)]:
            kept.append(tier if len(tier) > 1 else tier[0])
    return kept


def _on_lines(issue: Issue) -> tuple[list[str], Any]:
    """An issue as `write_case` writes it, and what that says."""
    from zopa.case.compose import read_yaml
    from zopa.case.model import Case
    from zopa.case.plain_ledger import plain_tree
    from zopa.case.write import section_lines

    lines = section_lines(Case("", {issue.id: issue}, {}), "issues")
    return lines, plain_tree(read_yaml("", "\n".join(lines)).root)[issue.id]


def _refuse_strangers(names: Iterable[str], known: Iterable[str]) -> None:
    there = set(known)
    for name in names:
        if name not in there:
            raise WrongCallError(f"the issue has no level `{name}`")
