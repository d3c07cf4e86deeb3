"""`red_line`: levels that a party will never sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from zopa.case.issues import Issue, Terms
from zopa.case.kinds.content import FactContent, NameUse, Subject, names_in_levels
from zopa.case.ledger_text import Tree
from zopa.case.numeric_levels import ends_of_runs, runs_tree
from zopa.case.parts import Part
from zopa.case.positions import Path
from zopa.case.read_terms import Issues, read_level_sets


@dataclass(frozen=True, slots=True)
class RedLine(FactContent):
    """Levels that the party will never sign, each by itself."""

    is_red_line: ClassVar[bool] = True

    levels: Terms

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """The issues and the levels that are ruled out."""
        yield from names_in_levels(self.levels, path)

    def tree(self, issues: Mapping[str, Issue], /) -> Tree:
        """`{issue: [level]}`."""
        return {i: runs_tree(issues.get(i), levels) for i, levels in self.levels.items()}

    def subjects(self) -> frozenset[Subject]:
        """How far the party goes on each of the issues."""
        return frozenset(("limit", issue) for issue in self.levels)

    def valued_levels(self, issues: Mapping[str, Issue], /) -> Iterator[tuple[str, str]]:
        """Its levels; of neighbours on a number the two ends."""
        for issue, levels in self.levels.items():
            yield from ((issue, level) for level in ends_of_runs(issues.get(issue), levels))

    def barred(self, _issues: Mapping[str, Issue], /) -> Terms:
        """All its levels."""
        return self.levels


def read_red_line(part: Part, issues: Issues) -> RedLine:
    """A red line as written, with findings for what cannot be read."""
    return RedLine(read_level_sets(part, issues))
