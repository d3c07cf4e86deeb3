"""`red_line: {if: …, then: …}`: what a party will never sign unless something else holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from zopa.case.issues import Issue, Terms
from zopa.case.kinds.content import FactContent, NameUse, Subject, comparable, names_in_levels
from zopa.case.ledger_text import Tree
from zopa.case.nodes import MapNode
from zopa.case.numeric_levels import ends_of_runs, level_sets_tree
from zopa.case.parts import Part
from zopa.case.positions import Path
from zopa.case.read_terms import Issues, read_level_sets


@dataclass(frozen=True, slots=True)
class ConditionalRedLine(FactContent):
    """An outcome that has one of the levels of `when` on each of its issues must have one of the
    levels of `then` on each of *its* issues, or the party will never sign it: “no monitors unless
    troops stay”. It is a rule of one party, in the draws in which the fact is in force."""

    is_red_line: ClassVar[bool] = True

    when: Terms
    then: Terms

    def names(self, path: Path, /) -> Iterator[NameUse]:
        """The issues and levels of both sides."""
        yield from names_in_levels(self.when, (*path, "if"))
        yield from names_in_levels(self.then, (*path, "then"))

    def tree(self, issues: Mapping[str, Issue], /) -> Tree:
        """`{if: {issue: level}, then: {issue: level}}`."""
        return {
            "if": level_sets_tree(self.when, issues),
            "then": level_sets_tree(self.then, issues),
        }

    def valued_levels(self, issues: Mapping[str, Issue], /) -> Iterator[tuple[str, str]]:
        """The levels of both sides; of neighbours on a number the two ends."""
        for terms in (self.when, self.then):
            for issue, levels in terms.items():
                yield from ((issue, level) for level in ends_of_runs(issues.get(issue), levels))

    def subjects(self) -> frozenset[Subject]:
        """The levels on which it hangs."""
        when = {issue: frozenset(levels) for issue, levels in self.when.items()}
        return frozenset({("condition", comparable(when))})

    def crossed_by(self, levels: Mapping[str, str]) -> bool:
        """Whether an outcome, given as issue to level, is ruled out; it must settle all issues.

        >>> line = ConditionalRedLine({"monitors": ("yes",)}, {"troops": ("stay",)})
        >>> line.crossed_by({"monitors": "yes", "troops": "leave"})
        True
        >>> line.crossed_by({"monitors": "no", "troops": "leave"})
        False
        """
        applies = all(levels[issue] in named for issue, named in self.when.items())
        return applies and not all(levels[issue] in named for issue, named in self.then.items())


def is_conditional(part: Part, issues: Issues) -> bool:
    """Whether a red line is written with `if` and `then`, which no issue is called."""
    keys = set(part.node.entries) if isinstance(part.node, MapNode) else set()
    return bool(keys & {"if", "then"}) and not (keys & set(issues))


def read_conditional_red_line(part: Part, issues: Issues) -> ConditionalRedLine | None:
    """A red line with a condition; None, with findings, where one of its sides is missing."""
    fields = part.fields(["if", "then"], [], help="write `{if: {…}, then: {…}}`") or {}
    if set(fields) != {"if", "then"}:
        return None
    return ConditionalRedLine(
        read_level_sets(fields["if"], issues), read_level_sets(fields["then"], issues)
    )
