"""What every kind of fact must be able to say of itself.

A fact has one content, such as an `Order` or a `RedLine`. The layers above ask it the questions
below instead of asking which kind it is. Only where a layer does something else for each kind (the
rows that it puts on preferences, the words in which a brief tells it) does it distinguish kinds,
with `assert_never`, so that mypy names what a new kind still lacks.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import ClassVar, Literal, TypeAlias

from zopa.case.issues import Direction, Issue, Package, Ranking, Terms
from zopa.case.ledger_text import Tree
from zopa.case.positions import Path
from zopa.foundation.chance import Interval

NameKind = Literal["party", "issue", "level", "draft", "source"]

Subject: TypeAlias = tuple[str, Hashable]
"""What a fact is about: the sort of thing, and which one; of what is about an issue, its id."""


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name that is used somewhere: what it should name, and where it stands."""

    kind: NameKind
    name: str
    path: Path
    issue: str = ""
    """The issue that a level belongs to."""
    key: bool = False
    """Whether the name is a key rather than a value."""


class FactContent(ABC):
    """What a fact says, apart from whose it is, when, how sure, and on what evidence.

    A new kind must say which names it uses and how it is written. The other answers are right
    for most kinds as they stand here.
    """

    __slots__ = ()

    spread: ClassVar[bool] = False
    """Whether it is written on several lines even where it fits on one."""
    single_line: ClassVar[bool] = False
    """Whether the whole fact is written on one line where it is assumed."""
    is_red_line: ClassVar[bool] = False
    """Whether all that it says is what the party will never sign."""

    @abstractmethod
    def names(self, path: Path, /) -> Iterator[NameUse]:
        """Every name that it uses; `path` is where it stands in the ledger."""

    @abstractmethod
    def tree(self, issues: Mapping[str, Issue], /) -> Tree:
        """What is written behind the kind in a ledger."""

    def beside(self) -> Mapping[str, Tree]:
        """What is written beside the kind, under keys of their own."""
        return {}

    def bears_on_no_deal(self) -> bool:
        """Whether it tells something of how good a deal must be for the party to sign it."""
        return False

    def packages(self) -> Iterator[tuple[Path, Package]]:
        """The drafts or written-out terms that it speaks of, and where they stand within it."""
        yield from ()

    def valued_levels(self, _issues: Mapping[str, Issue], /) -> Iterator[tuple[str, str]]:
        """Every (issue, level) that it says something of by itself, not through a draft. Of levels
        of a number that it names as a range, the two ends stand for all."""
        yield from ((use.issue, use.name) for use in self.names(()) if use.kind == "level")

    def orders(self) -> Iterator[Ranking | Direction]:
        """The orders in which it puts levels."""
        yield from ()

    def barred(self, _issues: Mapping[str, Issue], /) -> Terms:
        """Issue to the levels that the party will never sign, each by itself."""
        return {}

    def level_ranges(self) -> Mapping[str, Mapping[str, Interval]]:
        """Issue and level to the range of the value, as a fraction of the whole outcome's 1."""
        return {}

    def no_deal_range(self) -> Interval | None:
        """The range of the utility of no agreement that it gives, as a fraction of 1; None where
        it gives none."""
        return None

    def subjects(self) -> frozenset[Subject]:
        """The things it is about: a later fact about the same things can replace it."""
        issues = {use.name for use in self.names(()) if use.kind == "issue"}
        return frozenset((type(self).__name__, issue) for issue in issues)

    def likeness(self) -> Hashable:
        """Equal for two contents of which one is too many."""
        return comparable(self)


def comparable(value: object) -> Hashable:
    """Something hashable that is equal for equal values, whatever the order of their keys.

    >>> comparable({"a": ("x",), "b": ()}) == comparable({"b": (), "a": ("x",)})
    True
    """
    if isinstance(value, Mapping):
        return frozenset((k, comparable(v)) for k, v in value.items())
    if isinstance(value, tuple):
        return tuple(comparable(v) for v in value)
    if is_dataclass(value):
        return (type(value).__name__, *(comparable(getattr(value, f.name)) for f in fields(value)))
    return value if isinstance(value, Hashable) else repr(value)


# --- names in what several kinds hold -----------------------------------------------------------


def names_in_levels(terms: Terms, path: Path) -> Iterator[NameUse]:
    """The names in a mapping of issues to levels."""
    for issue, levels in terms.items():
        yield NameUse("issue", issue, (*path, issue), key=True)
        for index, level in enumerate(levels):
            yield NameUse("level", level, (*path, issue, index), issue)


def names_in_package(package: Package, path: Path) -> Iterator[NameUse]:
    """The draft that a package names, or the names in its terms."""
    if package.draft is not None:
        yield NameUse("draft", package.draft, path)
    for issue, level in package.terms.items():
        yield NameUse("issue", issue, (*path, issue), key=True)
        yield NameUse("level", level, (*path, issue), issue)


def names_in_tiers(
    tiers: Iterable[tuple[str, ...]], path: Path, kind: NameKind, issue: str = ""
) -> Iterator[NameUse]:
    """The names in a list of which some items may be lists."""
    for i, tier in enumerate(tiers):
        for j, name in enumerate(tier):
            yield NameUse(kind, name, (*path, i, j), issue)


# --- how what several kinds hold is written -----------------------------------------------------


def tiers_tree(tiers: Iterable[tuple[str, ...]]) -> Tree:
    """Names in a list, those of one tier in an inner list."""
    return [tier[0] if len(tier) == 1 else list(tier) for tier in tiers]


def package_tree(package: Package) -> Tree:
    """A draft's id, or terms written out."""
    return dict(package.terms) if package.draft is None else package.draft
