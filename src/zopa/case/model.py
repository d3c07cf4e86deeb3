"""A case as frozen values: what the ledger says, without its YAML.

Everything here can be built from Python as well as loaded from a file. Positions are kept
beside the model (`Case.places`), keyed by the path of each thing in the file, so that the
model itself stays plain: `("facts", 3, "order", "security", 0)` is the first level named in
the order on `security` of the fourth fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import prod
from types import MappingProxyType
from typing import Literal, TypeAlias

from zopa.case.reported import Reported
from zopa.foundation.chance import Interval
from zopa.foundation.diagnostics import Place

Path: TypeAlias = tuple[str | int, ...]
"""Where a thing stands in the ledger: keys and list positions from the top."""

Terms: TypeAlias = Mapping[str, tuple[str, ...]]
"""Issue to the levels it may have: one where it is settled, several where reports differ."""

Role = Literal["signatory", "observer"]
FactKind = Literal[
    "order", "priorities", "tables", "accepts", "rejects", "prefers",
    "red_line", "weight", "value", "bonus", "reservation",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source and words that stand in it verbatim."""

    source: str
    quote: str
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document. `file` is relative to the case folder; `text` is None if unreadable."""

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
    """Who negotiates. A signatory must agree, an observer need not."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    role: Role = "signatory"
    scale: tuple[float, float] | None = None
    """What the worst and the best of everything are in the party's own points; the best is
    more. Used where a case is written in the formats of the field."""


@dataclass(frozen=True, slots=True)
class Level:
    """One way to settle an issue; `number` where the issue is a quantity."""

    id: str
    text: str
    number: float | None = None


@dataclass(frozen=True)
class Issue:
    """What is settled. Numeric issues list their levels in rising order."""

    id: str
    title: str
    levels: tuple[Level, ...]
    unit: str = ""
    numeric: bool = False

    @cached_property
    def level_ids(self) -> tuple[str, ...]:
        return tuple(level.id for level in self.levels)

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {level_id: k for k, level_id in reversed(list(enumerate(self.level_ids)))}

    def level(self, level_id: str) -> Level:
        """The level with that id; KeyError if there is none."""
        return self.levels[self._positions[level_id]]

    def has(self, level_id: str) -> bool:
        """Whether there is a level with that id."""
        return level_id in self._positions

    def index(self, level_id: str) -> int:
        """The position of a level; ValueError if there is none."""
        if not self.has(level_id):
            raise ValueError(f"{level_id!r} is not a level of the issue {self.id!r}")
        return self._positions[level_id]

    def describe(self, level_id: str) -> str:
        """A level in words, with the unit if the issue has one."""
        text = self.level(level_id).text
        return f"{text} {self.unit}" if self.numeric and self.unit else text


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
    """What one or more reports say a term of a draft is."""

    level: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A tabled text. An issue that is not among the terms is open."""

    id: str
    title: str
    by: str | None
    on: date | None
    terms: Mapping[str, tuple[TermReading, ...]]
    evidence: tuple[Evidence, ...] = ()
    assumed: str = ""
    path: Path = ()

    @property
    def levels(self) -> Terms:
        """Issue to possible levels."""
        return {issue: tuple(r.level for r in readings) for issue, readings in self.terms.items()}

    @property
    def disputed(self) -> tuple[str, ...]:
        """The issues on which reports differ."""
        return tuple(issue for issue, readings in self.terms.items() if len(readings) > 1)


@dataclass(frozen=True, slots=True)
class Package:
    """A draft by its id, or terms written out."""

    draft: str | None = None
    terms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Levels of an issue from best to worst; nothing is known within a tier."""

    issue: str
    tiers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """A preference over a number: the more the better, the less, or nearest to a peak.

    `peak` means: falling away on both sides of `level`, nothing known between the sides.
    """

    issue: str
    toward: Literal["more", "less", "peak"]
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    rankings: tuple[Ranking | Direction, ...]


@dataclass(frozen=True, slots=True)
class Priorities:
    """Issues by swing, most important first; nothing is known within a tier."""

    tiers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Stance:
    """What a party did with a package: `tables`, `accepts` or `rejects` it."""

    stance: Literal["tables", "accepts", "rejects"]
    package: Package


@dataclass(frozen=True, slots=True)
class Preference:
    """One package over another."""

    this: Package
    to: Package


@dataclass(frozen=True, slots=True)
class RedLine:
    """Levels that the party will never sign, each by itself."""

    levels: Terms


@dataclass(frozen=True, slots=True)
class WeightRange:
    """Issue to the range of its weight (swing), as a fraction of 1."""

    ranges: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class ValueRange:
    """Issue and level to the range of the value, as a fraction of the whole outcome's 1."""

    ranges: Mapping[str, Mapping[str, Interval]]


@dataclass(frozen=True, slots=True)
class Bonus:
    """What it adds, as a fraction of 1, that an outcome has one of the levels of `when` on each
    of its issues. A penalty is below 0; an interval does not hold values on both sides of 0.

    >>> Bonus({"price": ("low",)}, Interval(-0.08, -0.05)).penalty
    True
    """

    when: Terms
    adds: Interval

    @property
    def penalty(self) -> bool:
        """Whether it takes away rather than adds."""
        return self.adds.low < 0


@dataclass(frozen=True, slots=True)
class ReservationRange:
    """The range of the utility of no agreement, as a fraction of 1."""

    range: Interval


Content: TypeAlias = (
    Order
    | Priorities
    | Stance
    | Preference
    | RedLine
    | WeightRange
    | ValueRange
    | Bonus
    | ReservationRange
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One reported or assumed thing about a party's preferences."""

    party: str
    kind: FactKind
    content: Content
    evidence: tuple[Evidence, ...] = ()
    assumed: str = ""
    on: date | None = None
    confidence: float = 1.0
    confidence_word: str = ""
    path: Path = ()

    @property
    def certain(self) -> bool:
        """Taken as established: in force in every draw."""
        return self.confidence >= 1.0

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the evidence, each once, in the order given."""
        return tuple(dict.fromkeys(e.source for e in self.evidence))


@dataclass(frozen=True, slots=True)
class Position:
    """Where a value stands in the file, and its key if it has one."""

    value: Place
    key: Place | None = None


@dataclass(frozen=True, eq=False)
class Case:
    """A negotiation as reported: parties, issues, drafts and a ledger of facts."""

    title: str
    issues: Mapping[str, Issue]
    parties: Mapping[str, Party]
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    rules: tuple[Rule, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    as_of: date | None = None
    summary: str = ""
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

    def __post_init__(self) -> None:
        for name in ("issues", "parties", "drafts", "sources"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def __getstate__(self) -> dict[str, object]:
        """Read-only views cannot be pickled, so that cases can be sent to other processes."""
        return {k: dict(v) if isinstance(v, MappingProxyType) else v for k, v in vars(self).items()}

    def __setstate__(self, state: dict[str, object]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)
        self.__post_init__()

    @property
    def signatories(self) -> tuple[str, ...]:
        """The parties that must agree, in file order."""
        return tuple(p.id for p in self.parties.values() if p.role == "signatory")

    @property
    def size(self) -> int:
        """The number of outcomes, rules aside."""
        return prod(len(issue.levels) for issue in self.issues.values())

    def facts_of(self, party: str) -> tuple[Fact, ...]:
        return tuple(f for f in self.facts if f.party == party)

    def levels_of(self, package: Package) -> Terms:
        """Issue to possible levels of a package; issues left out are open."""
        if package.draft is not None:
            return self.drafts[package.draft].levels
        return {issue: (level,) for issue, level in package.terms.items()}

    def evidence(self) -> Iterator[Evidence]:
        """Every piece of evidence in the case, drafts first."""
        for draft in self.drafts.values():
            for readings in draft.terms.values():
                for reading in readings:
                    yield from reading.evidence
            yield from draft.evidence
        for fact in self.facts:
            yield from fact.evidence

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
