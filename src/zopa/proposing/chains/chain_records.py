"""The records of how a ledger came about: from words in a source to each line of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ToldAt:
    """Words in a source, and the line of it on which they begin (0 where they cannot be quoted)."""

    source: str
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class WhoIsMeant:
    """Words that call somebody, and whom."""

    words: str
    way: str
    """`name`, `person` (who speaks for it), `description` or `pronoun`."""
    actor: str
    """Its name; nothing where nobody known is meant."""


@dataclass(frozen=True, slots=True)
class ReadPosition:
    """What was read in one place: who does what about what."""

    at: ToldAt
    who: tuple[WhoIsMeant, ...]
    stand: str
    """`wants`, `offers`, `rejects` or `accepts`."""
    cue: str
    """The word that tells it."""
    on: tuple[str, ...]
    """What it is about, in the report's words."""
    text: str
    """The draft that it is about, where it is about one."""
    figures: tuple[str, ...]
    plain: bool
    how: str
    """How it is told, where not by a plain verb."""
    stated: bool
    """Whether a statement with an act that fits tells it too."""


@dataclass(frozen=True, slots=True)
class CallCount:
    """How often some words call an actor."""

    words: str
    way: str
    times: int


@dataclass(frozen=True, slots=True)
class PartyChain:
    """How a party came about."""

    party: str
    name: str
    role: str
    kind: str
    """What it is taken for: a state, a company, a union …"""
    called: tuple[CallCount, ...]
    does: tuple[tuple[str, int], ...]
    """How often it takes which stand."""
    why: str


@dataclass(frozen=True, slots=True)
class ToldTerm:
    """A place that tells of an issue, and the level that it is of, where it is of one."""

    at: ToldAt
    by: str
    phrase: str
    level: str


@dataclass(frozen=True, slots=True)
class IssueChain:
    """How an issue came about."""

    issue: str
    title: str
    levels: tuple[str, ...]
    grouped: str
    """Why what is told is one matter."""
    told: tuple[ToldTerm, ...]
    why: str


@dataclass(frozen=True, slots=True)
class TextTold:
    """A place that tells of a tabled text."""

    at: ToldAt
    words: str
    which: str
    """What tells which text it is: its author, “new”, “first”, figures, or what stood before."""


@dataclass(frozen=True, slots=True)
class DraftChain:
    """How a draft came about."""

    draft: str
    title: str
    by: str
    figures: tuple[str, ...]
    told: tuple[TextTold, ...]
    why: str


@dataclass(frozen=True, slots=True)
class StatementTold:
    """A statement that tells a fact."""

    statement: str
    at: ToldAt
    who: str
    act: str


@dataclass(frozen=True, slots=True)
class FactChain:
    """How a fact came about."""

    party: str
    fact: str
    """The fact as the ledger has it (`order: {pay: more}`)."""
    sure: str
    """`established`, or how likely."""
    why_sure: str
    positions: tuple[ReadPosition, ...]
    reasons: tuple[str, ...]
    """What else speaks for it: figures compared, what the other side wants."""
    statements: tuple[StatementTold, ...]
    against: tuple[ReadPosition, ...] = ()
    """What is told that speaks against it."""
    texts: tuple[TextTold, ...] = ()
    """The places that tell of the text that is tabled."""
    quotes: tuple[ToldAt, ...] = ()
    """The evidence, as the ledger has it."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """What was read and is no line of the ledger."""

    step: str
    """`actors`, `claims`, `matters`, `drafts` or `facts`."""
    what: str
    why: str
    at: tuple[ToldAt, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerChains:
    """For each line of a proposed ledger the chain that led to it, and what was set aside."""

    parties: tuple[PartyChain, ...]
    issues: tuple[IssueChain, ...]
    drafts: tuple[DraftChain, ...]
    facts: tuple[FactChain, ...]
    also: tuple[FactChain, ...]
    """Of what is left to a person, as comments at the end of the ledger."""
    aside: tuple[SetAside, ...]

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON-ready values."""
        return asdict(self)
