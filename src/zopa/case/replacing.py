"""Which facts hold where a party has changed its mind: a later fact replaces an earlier one.

A fact that replaces others says so: `replaces: 2025-02-12` means the fact of that day, `replaces:
earlier` all earlier ones, of the same party and about the same thing. What is replaced stays in the
ledger with its evidence, and holds in no draw, even where what replaces it is replaced in turn.

Two facts are about the same thing where their contents say so (`FactContent.subjects`): the same
draft or terms, the order of the same issue, limits on it. A fact of the same kind comes before any
other. A party that puts forward or accepts what it had ruled out speaks of that red line as well.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Generic, Protocol, TypeVar

from zopa.case.days import DatedEntry, SourceShelf, fact_day
from zopa.case.earlier import EARLIER, Replaces
from zopa.case.issues import Issue, Package, Terms
from zopa.case.positions import Path


class ToldContent(Protocol):
    """What is asked of the content of a fact, as `FactContent`."""

    def subjects(self) -> frozenset[tuple[str, Hashable]]: ...

    def barred(self, issues: Mapping[str, Issue], /) -> Terms: ...

    def packages(self) -> Iterator[tuple[Path, Package]]: ...


class LedgerFact(DatedEntry, Protocol):
    """What is asked of a fact, as `Fact`."""

    @property
    def party(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def content(self) -> ToldContent: ...

    @property
    def replaces(self) -> Replaces | None: ...


F = TypeVar("F", bound=LedgerFact)
F_co = TypeVar("F_co", bound=LedgerFact, covariant=True)


class FactLedger(SourceShelf, Protocol[F_co]):
    """What is asked of a case, as `Case`."""

    @property
    def facts(self) -> tuple[F_co, ...]: ...

    @property
    def replaced(self) -> tuple[F_co, ...]: ...

    @property
    def ledger(self) -> tuple[F_co, ...]: ...

    @property
    def issues(self) -> Mapping[str, Issue]: ...

    @property
    def drafts(self) -> Mapping[str, object]: ...

    def levels_of(self, package: Package, /) -> Terms: ...


def holding_and_replaced(case: FactLedger[F]) -> tuple[tuple[F, ...], tuple[F, ...]]:
    """The facts of a case that hold, and those that are replaced, with those that were before.

    A fact that is not clear about what it replaces (`Replacements.clear`) replaces nothing.
    """
    facts, replaced = case.facts, case.replaced
    if all(fact.replaces is None for fact in (*facts, *replaced)):
        return facts, replaced
    replacements = Replacements(case)
    gone = {
        id(earlier)
        for fact in case.ledger
        if replacements.clear(fact)
        for earlier in replacements.earlier(fact)
    }
    before = {id(fact) for fact in replaced}
    return (
        tuple(fact for fact in facts if id(fact) not in gone),
        tuple(fact for fact in case.ledger if id(fact) in gone | before),
    )


class Replacements(Generic[F]):
    """Which facts of a ledger each fact can mean by what it says under `replaces`.

    >>> from datetime import date
    >>> from zopa.case.model import Case, Fact, Package, Stance
    >>> text = Package(terms={"price": "low"})
    >>> no = Fact("us", "rejects", Stance("rejects", text), on=date(2025, 2, 12), assumed="so")
    >>> yes = Fact("us", "accepts", Stance("accepts", text), on=date(2025, 2, 20), assumed="so",
    ...            replaces=EARLIER)
    >>> case = Case("", {}, {}, facts=(no, yes))
    >>> Replacements(case).earlier(yes) == (no,), case.facts == (yes,), case.replaced == (no,)
    (True, True, True)
    """

    def __init__(self, case: FactLedger[F]) -> None:
        self._case = case
        self._days = {id(fact): fact_day(case, fact) for fact in case.ledger}
        self._order = {id(fact): position for position, fact in enumerate(case.ledger)}
        self._about: dict[tuple[str, object], list[F]] = {}
        self._barring: dict[str, list[F]] = {}
        for fact in case.ledger:
            for subject in fact.content.subjects():
                self._about.setdefault((fact.party, subject), []).append(fact)
            if fact.content.barred(case.issues):
                self._barring.setdefault(fact.party, []).append(fact)

    def earlier(self, fact: F) -> tuple[F, ...]:
        """The facts that a fact means: of its party, about the same thing, and of an earlier day.

        A fact that has no day counts as earlier than any, though only for `earlier`; one that is to
        replace others must have a day.
        """
        return tuple(other for other in self.about_the_same(fact) if self._is_meant(fact, other))

    def about_the_same(self, fact: F) -> tuple[F, ...]:
        """The earlier facts of its party about the same thing, whatever it says of them."""
        subjects = fact.content.subjects()
        found = {
            id(other): other
            for subject in subjects
            for other in self._about[fact.party, subject]
            if type(other.content) is type(fact.content) and self._is_before(other, fact)
        }
        if not found:
            others = [other for s in subjects for other in self._about[fact.party, s]]
            lines = [x for x in self._barring.get(fact.party, ()) if lifts(self._case, fact, x)]
            found = {id(x): x for x in (*others, *lines) if self._is_before(x, fact)}
        return tuple(sorted(found.values(), key=lambda other: self._order[id(other)]))

    def _is_before(self, other: F, fact: F) -> bool:
        day, its_day = self._days[id(fact)], self._days[id(other)]
        return day is not None and (its_day is None or its_day < day)

    def _is_meant(self, fact: F, other: F) -> bool:
        return fact.replaces in (EARLIER, self._days[id(other)]) and fact.replaces is not None

    def clear(self, fact: F) -> bool:
        """Whether it is clear what a fact replaces: something, one fact where it names a day, and
        nothing that speaks of more than the fact does."""
        earlier = self.earlier(fact) if fact.replaces is not None else ()
        if fact.replaces != EARLIER and len(earlier) > 1:
            return False
        return bool(earlier) and not any(left_unsaid(self._case, fact, other) for other in earlier)


def left_unsaid(case: FactLedger[F], fact: F, earlier: F) -> tuple[str, ...]:
    """The issues of which an earlier fact speaks and the fact that is to replace it does not."""
    if lifts(case, fact, earlier):
        settled = _package_levels(case, fact)
        return tuple(
            issue
            for issue, barred in earlier.content.barred(case.issues).items()
            if not set(barred) & set(settled.get(issue, ()))
        )
    more = earlier.content.subjects() - fact.content.subjects()
    return tuple(sorted({subject[1] for subject in more if isinstance(subject[1], str)}))


def lifts(case: FactLedger[F], fact: F, earlier: F) -> bool:
    """Whether a fact says that the party would sign a level that an earlier one has ruled out."""
    if fact.kind not in ("tables", "accepts"):
        return False
    settled = _package_levels(case, fact)
    return any(
        set(barred) & set(settled.get(issue, ()))
        for issue, barred in earlier.content.barred(case.issues).items()
    )


def _package_levels(case: FactLedger[F], fact: F) -> dict[str, tuple[str, ...]]:
    """What the packages of a fact settle, and how; nothing of a draft that is not there."""
    levels: dict[str, tuple[str, ...]] = {}
    for _, package in fact.content.packages():
        if package.draft is None or package.draft in case.drafts:
            levels.update(case.levels_of(package))
    return levels
