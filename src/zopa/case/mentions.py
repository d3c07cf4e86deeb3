"""Which issues, levels and packages the facts and drafts of a case speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zopa.case.model import Case, Fact, Package


def packages_of(fact: Fact) -> tuple[Package, ...]:
    """The drafts or written-out terms that a fact speaks of."""
    return tuple(package for _, package in fact.content.packages())


def mentioned_levels(case: Case) -> Iterator[tuple[str, str]]:
    """Every (issue, level) that a draft or a fact says something of.

    Not those of a `bonus`: it says nothing of what a level is worth by itself.
    """
    for draft in case.drafts.values():
        for issue, levels in draft.levels.items():
            yield from ((issue, level) for level in levels)
    for fact in case.facts:
        yield from levels_of_fact(case, fact)


def levels_of_fact(case: Case, fact: Fact) -> Iterator[tuple[str, str]]:
    """Every (issue, level) that a fact says something of, itself or through drafts."""
    for package in packages_of(fact):
        if package.draft is not None:
            for issue, levels in case.levels_of(package).items():
                yield from ((issue, level) for level in levels)
    yield from fact.content.valued_levels(case.issues)


def issues_of_fact(case: Case, fact: Fact) -> tuple[str, ...]:
    """The issues that a fact speaks of, each once, in the order of the case."""
    spoken_of = {issue for issue, _ in levels_of_fact(case, fact)}
    spoken_of |= {use.name for use in fact.content.names(()) if use.kind == "issue"}
    return tuple(issue for issue in case.issues if issue in spoken_of)
