"""A case as frozen values: they hold what the ledger says, without its YAML.

Everything here can be built from Python as well as loaded from a file. Positions are kept
beside the model (`Case.places`), keyed by the path of each thing in the file, so that the
model itself stays plain: `("facts", 3, "order", "security", 0)` is the first level named in
the order on `security` of the fourth fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import prod
from types import MappingProxyType
from typing import Literal

from zopa.case.agreement import AgreementRule, AllOf, AtLeast, Quota
from zopa.case.coalitions import SimpleGame
from zopa.case.discounts import Discount
from zopa.case.earlier import EARLIER, Replaces
from zopa.case.issues import Direction, Issue, Level, NoDeal, Package, Ranking, Terms
from zopa.case.kinds.bonus import Bonus
from zopa.case.kinds.conditional_red_line import ConditionalRedLine
from zopa.case.kinds.limit import Limit
from zopa.case.kinds.order import Order
from zopa.case.kinds.point_table import PointTable, ends_of_points, filled_in
from zopa.case.kinds.preference import Preference
from zopa.case.kinds.priorities import Priorities
from zopa.case.kinds.red_line import RedLine
from zopa.case.kinds.registry import Content, FactKind
from zopa.case.kinds.reservation import ReservationRange
from zopa.case.kinds.stance import Stance
from zopa.case.kinds.value import ValueRange
from zopa.case.kinds.weight import WeightRange
from zopa.case.positions import Path, Position
from zopa.case.replacing import holding_and_replaced
from zopa.case.reported import Reported
from zopa.foundation.diagnostics import Place

__all__ = [
    "EARLIER", "AgreementRule", "AllOf", "AtLeast", "Bonus", "Case", "ConditionalRedLine",
    "Content", "Direction", "Discount", "Draft", "DraftStatus", "Evidence", "Fact", "FactKind",
    "Issue", "Level", "Limit", "NoDeal", "Order", "Package", "Party", "Path", "Person",
    "PointTable", "Position", "Preference", "Priorities", "Quota", "Ranking", "RedLine", "Replaces",
    "ReservationRange", "Role", "Rule", "Source", "Stance", "TermReading", "Terms",
    "ValueRange", "WeightRange",
]  # fmt: skip

Role = Literal["signatory", "observer"]
DraftStatus = Literal["tabled", "withdrawn", "agreed", "leaked"]
"""What has become of a text: it lies on the table, was taken back or agreed to, or was leaked."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source and words that stand in it verbatim."""

    source: str
    quote: str
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document. `file` is its path in the case folder; `text` is None if it cannot be read."""

    id: str
    file: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    reliability: str = ""
    """Admiralty code A–F (NATO AJP-2.1): A completely reliable … E unreliable, F unknown."""
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A side that negotiates. A signatory must agree, an observer need not."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    role: Role = "signatory"
    scale: tuple[float, float] | None = None
    """What the worst and the best of everything are in the party's own points; the best is
    more. A party with `points` has none: they say so themselves."""
    discount: Discount | None = None
    """What time costs the party. No analysis uses it."""
    points: Mapping[str, Mapping[str, float]] | None = None
    """Its point table: issue and level to what the level is worth in the party's own points."""
    no_deal: float | None = None
    """What having no deal is worth in those points; None where that is not known."""

    @property
    def own_scale(self) -> tuple[float, float] | None:
        """What the worst and the best of everything are in the party's own points; None where it
        has none.

        >>> Party("us", "Our side", points={"price": {"low": -10.0, "high": 30.0}}).own_scale
        (-10.0, 30.0)
        """
        return self.scale if self.points is None else ends_of_points(self.points)


@dataclass(frozen=True, slots=True)
class Rule:
    """Outcomes that cannot be, whoever wants them.

    Every outcome that has one of the levels of `when` on each of its issues must have one of
    the levels of `then` on each of *its* issues; where `then` is None there can be no such
    outcome at all (`never`).
    """

    when: Terms
    then: Terms | None = None
    path: Path = ()


@dataclass(frozen=True, slots=True)
class TermReading:
    """A level that reports give for a term of a draft, and the words that say so."""

    level: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A tabled text. An issue that is not among the terms is open."""

    id: str
    title: str
    by: tuple[str, ...]
    """Its authors: the parties that it comes from, one or several; empty where nobody is named."""
    on: date | None
    terms: Mapping[str, tuple[TermReading, ...]]
    evidence: tuple[Evidence, ...] = ()
    assumed: str = ""
    path: Path = ()
    status: DraftStatus = "tabled"

    @property
    def unknown(self) -> bool:
        """Whether nobody knows any of its terms. What parties did with it then says nothing of
        what they want."""
        return not self.terms

    @property
    def levels(self) -> Terms:
        """Each issue that is not open, and the levels that it may have."""
        return {issue: tuple(r.level for r in readings) for issue, readings in self.terms.items()}

    @property
    def disputed(self) -> tuple[str, ...]:
        """The issues on which reports differ."""
        return tuple(issue for issue, readings in self.terms.items() if len(readings) > 1)


@dataclass(frozen=True, slots=True)
class Fact:
    """One reported, stated or assumed thing about a party's preferences."""

    party: str
    kind: FactKind
    content: Content
    evidence: tuple[Evidence, ...] = ()
    assumed: str = ""
    on: date | None = None
    confidence: float = 1.0
    confidence_word: str = ""
    path: Path = ()
    replaces: Replaces | None = None
    """Which earlier facts of the party about the same thing it replaces: that of a day, or all."""
    group: str = ""
    """Facts of one group stand or fall together: one draw of chance puts all of them in force, or
    none. Empty for a fact that stands alone."""
    against: tuple[Evidence, ...] = ()
    """Words of sources that speak against it; shown beside it, and without effect."""
    stated: date | None = None
    """The day on which the people concerned said it themselves, when they were asked; in place of
    evidence."""

    @property
    def certain(self) -> bool:
        """Whether it is taken as established, so that it holds in every draw."""
        return self.confidence >= 1.0

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the evidence, each once, in the order given."""
        return tuple(dict.fromkeys(e.source for e in self.evidence))


@dataclass(frozen=True, eq=False)
class Case:
    """A negotiation as reported: parties, issues, drafts and a ledger of facts."""

    title: str
    issues: Mapping[str, Issue]
    parties: Mapping[str, Party]
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    """The facts that hold, and one for each party that has a point table. What later facts replace
    is taken out of them and into `replaced`."""
    rules: tuple[Rule, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    as_of: date | None = None
    summary: str = ""
    agreement: AgreementRule | None = None
    """Who must accept for there to be an agreement; None where all signatories must."""
    unreviewed: frozenset[Path] = frozenset()
    """The entries that the ledger marks as proposed or to be filled in. No computation uses it."""
    name: str = "case"
    """The folder's name."""
    places: Mapping[Path, Position] = field(default_factory=dict, repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The ledger's own text by file name, for findings."""
    broken: frozenset[Path] = frozenset()
    """Parts of the file that could not be read; findings that follow from them are dropped."""
    loose_evidence: tuple[Evidence, ...] = ()
    """Evidence of drafts and facts that were left out as broken: its quotes are still verified."""
    reported: Reported | None = field(default=None, repr=False)
    """What was read in the sources; None where nothing has been read. No computation uses it."""
    replaced: tuple[Fact, ...] = ()
    """The facts that later ones replace: they stay in the ledger and hold in no draw."""

    def __post_init__(self) -> None:
        for name in ("issues", "parties", "drafts", "sources"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        of_ledger = tuple(fact for fact in self.facts if fact.kind != "points")
        object.__setattr__(self, "facts", of_ledger)
        holding, replaced = holding_and_replaced(self)
        object.__setattr__(self, "facts", (*holding, *self._point_tables()))
        object.__setattr__(self, "replaced", replaced)

    def __getstate__(self) -> dict[str, object]:
        """The state to pickle, without read-only views, which cannot be pickled."""
        return {k: dict(v) if isinstance(v, MappingProxyType) else v for k, v in vars(self).items()}

    def __setstate__(self, state: dict[str, object]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)
        self.__post_init__()

    def _point_tables(self) -> Iterator[Fact]:
        """A fact for each party that has a point table."""
        for party in self.parties.values():
            if party.points:
                yield self._of_points(party)

    def _of_points(self, party: Party) -> Fact:
        table = PointTable(filled_in(party.points or {}, self.issues), party.no_deal)
        return Fact(
            party.id, "points", table, assumed="its point table says so", path=("parties", party.id)
        )

    def _repr_html_(self) -> str:
        """Show in notebooks what is negotiated, between whom, and which drafts there are."""
        from zopa.case.shown_case import case_table

        return case_table(self)

    @property
    def signatories(self) -> tuple[str, ...]:
        """The parties whose acceptance can count, in file order: all of them must accept unless
        `agreement` says otherwise."""
        return tuple(p.id for p in self.parties.values() if p.role == "signatory")

    @property
    def game(self) -> SimpleGame:
        """Which groups of the signatories, by position, bring about an agreement."""
        who = self.signatories
        return self.agreement.game(who) if self.agreement else SimpleGame.of_all(len(who))

    @property
    def takes_all(self) -> bool:
        """Whether all signatories must accept for there to be an agreement."""
        return self.agreement is None or self.game.takes_all

    @property
    def size(self) -> int:
        """The number of outcomes, rules aside."""
        return prod(len(issue.levels) for issue in self.issues.values())

    @property
    def ledger(self) -> tuple[Fact, ...]:
        """Every fact, those that hold and those that are replaced, as they stand in the file.

        Point tables are not among them: they stand under their parties.
        """
        holding = tuple(fact for fact in self.facts if fact.kind != "points")
        if not self.replaced:
            return holding
        every = (*self.replaced, *holding)
        return tuple(sorted(every, key=lambda fact: fact.path[1:2])) if _placed(every) else every

    def numbers_of_facts(self) -> dict[int, int]:
        """The number of each fact, by its `id()`: the position among the facts that hold, after
        which those that are replaced are counted on."""
        return {id(fact): number for number, fact in enumerate((*self.facts, *self.replaced))}

    def facts_of(self, party: str) -> tuple[Fact, ...]:
        return tuple(f for f in self.facts if f.party == party)

    def unreviewed_facts(self) -> tuple[int, ...]:
        """The positions in the ledger of the facts that nobody has reviewed yet."""
        return tuple(
            position
            for position, fact in enumerate(self.ledger)
            if (fact.path or ("facts", position)) in self.unreviewed
        )

    def red_lines(self) -> Iterator[tuple[int, Fact, Terms]]:
        """Each red line: its position among the facts, itself, and the levels that it rules out,
        each by itself."""
        for position, fact in enumerate(self.facts):
            if fact.content.is_red_line:
                yield position, fact, fact.content.barred(self.issues)

    def orders(self) -> Iterator[tuple[int, Fact, Ranking | Direction]]:
        """Each order of levels that a fact gives: the fact's position, the fact, and the order."""
        for position, fact in enumerate(self.facts):
            yield from ((position, fact, ranking) for ranking in fact.content.orders())

    def levels_of(self, package: Package) -> Terms:
        """Each issue that a package settles, and the levels that it may have there."""
        if package.draft is not None:
            return self.drafts[package.draft].levels
        return {issue: (level,) for issue, level in package.terms.items()}

    def authors_of(self, draft: str) -> tuple[str, ...]:
        """The parties that a draft comes from: those named with it, or else those that tabled it
        according to a fact."""
        named = self.drafts[draft].by
        return named or tuple(
            dict.fromkeys(
                fact.party
                for fact in self.facts
                if fact.kind == "tables"
                and any(package.draft == draft for _, package in fact.content.packages())
            )
        )

    def speaks(self, party: str) -> bool:
        """Whether a party is a signatory, or one of which anything is known."""
        return party in self.signatories or any(fact.party == party for fact in self.facts)

    @property
    def known_drafts(self) -> tuple[Draft, ...]:
        """The drafts of which some term is known: only of these can be said who would sign them."""
        return tuple(draft for draft in self.drafts.values() if not draft.unknown)

    def untold(self, package: Package) -> bool:
        """Whether the package is a text of which nobody knows any term."""
        return package.draft is not None and self.drafts[package.draft].unknown

    def evidence(self) -> Iterator[Evidence]:
        """Every piece of evidence in the case, drafts first."""
        for draft in self.drafts.values():
            for readings in draft.terms.values():
                for reading in readings:
                    yield from reading.evidence
            yield from draft.evidence
        for fact in self.ledger:
            yield from fact.evidence
            yield from fact.against

    def place(self, *path: str | int, key: bool = False) -> Place:
        """Where the thing at `path` stands, or the nearest thing around it.

        With `key`, the place of its key rather than its value.
        """
        for end in range(len(path), -1, -1):
            position = self.places.get(path[:end])
            if position is not None:
                return position.key if key and position.key else position.value
        return Place("case.yaml", 1, 1)

    def spoilt(self, *path: str | int) -> bool:
        """Whether this part of the file, or one around or inside it, could not be read."""
        return any(b[: len(path)] == path or path[: len(b)] == b for b in self.broken)


def _placed(facts: tuple[Fact, ...]) -> bool:
    """Whether all facts come from a file, which tells their order."""
    return all(fact.path for fact in facts)
