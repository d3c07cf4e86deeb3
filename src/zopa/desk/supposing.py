"""A ledger as it would be with some changes, which can be kept: nothing is written until then.

Facts are left out, held more or less surely, and terms of drafts are other ones. All of it is one
edit of lines: what is kept is to the byte what was looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError
from zopa.desk.ledger_entries import LedgerSection, keys_of
from zopa.desk.ledger_tree import LedgerTree
from zopa.desk.open_ledger import EditedLedger, OpenLedger
from zopa.desk.wanted_offers import issue_wanted, terms_meant

if TYPE_CHECKING:
    from zopa.case.model import Case
    from zopa.case.positions import Path as EntryPath
    from zopa.foundation.diagnostics import Findings

ESTABLISHED = "established"
"""The confidence of a fact that is taken as it is."""
GROUNDS = ("evidence", "assumed", "stated")
"""The keys of a fact before which its confidence stands."""


@dataclass(frozen=True, eq=False)
class SupposedLedger:
    """A ledger with changes that have not been kept."""

    version: str
    """The version of the ledger that they were made to."""
    case: Case
    """What it would say."""
    findings: Findings
    """All that `check` would find."""
    changed_lines: tuple[str, ...]
    """What would change in the file, as `diff -u` tells it, without a heading."""
    _ledger: OpenLedger
    _data: bytes

    def keep(self) -> EditedLedger:
        """Write it, unless somebody else has changed the ledger meanwhile (`EditRefusedError`)."""
        old, new = self._ledger.text.split("\n"), self._data.decode().split("\n")
        first = next((k for k, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
        told = tuple(line[1:] for line in self.changed_lines if line.startswith("+"))
        return self._ledger.written(self._data, first + 1, told, self.findings)


def supposed_ledger(
    case: str | Path,
    *,
    without: Iterable[int] = (),
    confidence: Mapping[int, str | float] | None = None,
    terms: Mapping[str, Mapping[str, str]] | None = None,
    version: str = "",
    today: date | None = None,
) -> SupposedLedger:
    """A ledger as it would be, without the facts of some numbers, with others held more or less
    surely, and with other terms in drafts.

    Facts have their numbers from 1; a confidence is a word such as `likely`, a probability, or
    `established`; a term that is empty is left open. A fact that is left out becomes a comment with
    the day, `today`, and so does what reports said of a term on which they differ. Raises
    `WrongCallError` for what the ledger has not, and `FindingsError` where it would have an error
    that it does not have now.

    >>> supposed = supposed_ledger("examples/minerals", confidence={10: "very likely"})
    >>> [line for line in supposed.changed_lines if line[0] in "+-"][1]
    "+    confidence: very likely       # one person's words, and out of office"
    """
    ledger = OpenLedger(case)
    ledger.must_be(version)
    day = (today or date.today()).isoformat()
    left_out = sorted({ledger.key(LedgerSection.facts, number) for number in without}, key=int)
    now = ledger
    if confidence or terms:
        tree = LedgerTree(ledger, today)
        gone: dict[EntryPath, str] = {}
        below: dict[EntryPath, list[str]] = {}
        for number, held in (confidence or {}).items():
            _hold(tree, int(ledger.key(LedgerSection.facts, number)), str(held), gone)
        for draft, wished in (terms or {}).items():
            _settle(tree, str(ledger.key(LedgerSection.drafts, draft)), wished, gone, below)
        tree.place(gone=gone, below=below)
        now = ledger.as_if(tree.data)
    data = _without(now, left_out, f"left out {day}, after a look at what would be without it")
    if data == ledger.data:
        raise WrongCallError("nothing would be otherwise: choose what to change")
    new, findings = ledger.sound(data)
    lines = unified_diff(ledger.text.splitlines(), data.decode().splitlines(), lineterm="", n=1)
    return SupposedLedger(
        ledger.version, new, findings, tuple(lines)[2:], _ledger=ledger, _data=data
    )


def _hold(tree: LedgerTree, key: int, held: str, gone: dict[EntryPath, str]) -> None:
    """Give a fact another confidence, or none where it is established."""
    old: dict[str, Any] = tree.tree["facts"][key]
    rest = {name: value for name, value in old.items() if name != "confidence"}
    if held == ESTABLISHED:
        if "confidence" in old:
            gone["facts", key, "confidence"] = f"until {tree.day}"
        tree.tree["facts"][key] = rest
        return
    if "confidence" in old:
        tree.tree["facts"][key] = old | {"confidence": held}
        return
    names = list(rest)
    at = next((k for k, name in enumerate(names) if name in GROUNDS), len(names))
    before, behind = names[:at], names[at:]
    tree.tree["facts"][key] = (
        {name: rest[name] for name in before}
        | {"confidence": held}
        | {name: rest[name] for name in behind}
    )


def _settle(
    tree: LedgerTree,
    draft: str,
    wished: Mapping[str, str],
    gone: dict[EntryPath, str],
    below: dict[EntryPath, list[str]],
) -> None:
    """Give a draft other terms; what was told of a term on which reports differ stays below it."""
    case = tree.ledger.case
    named = {issue_wanted(case, issue): level for issue, level in wished.items()}
    settled = terms_meant(case, ((issue, level) for issue, level in named.items() if level))
    entry: dict[str, Any] = tree.tree["drafts"][draft]
    terms: dict[str, Any] = dict(entry.get("terms", {}))
    for issue, level in (dict.fromkeys(named, "") | settled).items():
        path: EntryPath = ("drafts", draft, "terms", issue)
        if isinstance(terms.get(issue), dict):
            told = tree.lines(path)
            below.setdefault(("drafts", draft), []).extend(
                [f"# until {tree.day}", *(f"# {line}" for line in told)]
            )
        if level:
            terms[issue] = level
        elif issue in terms:
            del terms[issue]
            if path not in below and not isinstance(entry["terms"][issue], dict):
                gone[path] = f"until {tree.day}"
    if not terms:
        raise WrongCallError(f"the draft `{draft}` would have no term left")
    tree.tree["drafts"][draft] = entry | {"terms": terms}


def _without(ledger: OpenLedger, keys: list[str | int], words: str) -> bytes:
    """The bytes of a ledger in which some facts are comments."""
    from zopa.case.insertions import with_lines_replaced

    if keys and len(keys) == len(keys_of(ledger.case, LedgerSection.facts)):
        raise WrongCallError("the ledger would have no fact left")
    data = ledger.data
    for key in reversed(keys):
        span = ledger.span(LedgerSection.facts, key)
        data = with_lines_replaced(data, span[0], span[1], ledger.as_comment(span, words))
    return data
