"""`at_least`, `at_most`: a number below or above which a party will not sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from zopa.case.issues import Issue, Terms
from zopa.case.kinds.content import FactContent, NameUse, Subject
from zopa.case.ledger_text import Tree
from zopa.case.parts import Part, clip
from zopa.case.positions import Path
from zopa.case.read_terms import Issues, level_id

LimitKind: TypeAlias = Literal["at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Limit(FactContent):
    """On each of some numbers, the least or the most that the party will sign: a red line on all
    levels beyond, however far they reach.

    >>> from zopa.case.issues import Level
    >>> days = Issue("days", "Days", tuple(Level(k, k, float(k)) for k in "1234"), numeric=True)
    >>> Limit("at_most", {"days": "2"}).barred({"days": days})
    {'days': ('3', '4')}
    """

    is_red_line: ClassVar[bool] = True

    kind: LimitKind
    bounds: Mapping[str, str]
    """Issue to the last level that the party may sign."""

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """The issues as keys, and the last level on each."""
        for issue, level in self.bounds.items():
            yield NameUse("issue", issue, (*path, issue), key=True)
            yield NameUse("level", level, (*path, issue), issue)

    def tree(self, _issues: Mapping[str, Issue], /) -> Tree:
        """`{issue: level}`."""
        return dict(self.bounds)

    def subjects(self) -> frozenset[Subject]:
        """How far the party goes on each of the issues."""
        return frozenset(("limit", issue) for issue in self.bounds)

    def barred(self, issues: Mapping[str, Issue], /) -> Terms:
        """The levels beyond each bound; on an issue in words there are none."""
        beyond: dict[str, tuple[str, ...]] = {}
        for key, bound in self.bounds.items():
            issue = issues.get(key)
            if issue is None or not issue.numeric or not issue.has(bound):
                continue
            at = issue.index(bound)
            ids = issue.level_ids
            if levels := ids[:at] if self.kind == "at_least" else ids[at + 1 :]:
                beyond[key] = levels
        return beyond


def read_limit(kind: LimitKind, part: Part, issues: Issues) -> Limit:
    """Limits as written, with a finding for each that cannot be read."""
    bounds: dict[str, str] = {}
    for issue, entry in part.pairs(help="write `{issue: number}`") or ():
        text = entry.called(f"the limit on `{clip(issue)}`").name(help="write one number")
        if text is not None:
            bounds[issue] = level_id(issues, issue, text)
    return Limit(kind, bounds)
