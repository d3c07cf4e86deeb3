"""Statements: who says or does what, with the words that tell it.

An *attribution* is what the tagger finds: a source, a cue and a content, as spans. A *statement*
adds what is made of it: the speaker, the act, dates and figures. There are two ways in which a
report tells one: somebody *said* something (“… , Bessent said”), or the report itself tells that
somebody *did* something (“Zelenskyy has refused …”); then source is the actor, cue the verb.

All spans count characters of the document's `reading`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zopa.foundation.text import Span

Spans = tuple[Span, ...]


class TellingMode(StrEnum):
    """How a report tells a statement."""

    SAID = "said"
    DONE = "done"


class Manner(StrEnum):
    """Whose words the content is in."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What a statement does in a negotiation, after PLOVER (Halterman et al. 2023)."""

    DEMAND = "demand"
    OFFER = "offer"
    PROMISE = "promise"
    AGREE = "agree"
    CONCEDE = "concede"
    REJECT = "reject"
    THREATEN = "threaten"
    ASK = "ask"
    DOUBT = "doubt"
    INFORM = "inform"


class SpeakerKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    INSTITUTION = "institution"
    """A state, a ministry, an organisation, “the White House”."""
    UNNAMED = "unnamed"
    """“four people familiar with the talks”, “a senior official”."""
    UNSTATED = "unstated"
    """The report does not say whose words these are."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans of one attribution; a source may be missing. Confidence is a probability."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a source span means."""

    kind: SpeakerKind
    name: str = ""
    """The fullest form of the name in the documents read; empty for who is not named."""
    also: tuple[str, ...] = ()
    """Other forms in which the documents name the same."""
    office: str = ""
    """“US treasury secretary”, “former senior official”."""
    party: str = ""
    """The party spoken for: an id of the case, else of a country (`united_states`), or nothing."""
    count: int | None = None
    """How many unnamed sources; None where it is not told (“officials”)."""
    knowing: str = ""
    """What unnamed sources are said to know (“familiar with the talks”)."""
    mention: Span | None = None
    """Where the name or the description stands that a pronoun was led back to."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that tell a time, as the days they may mean, first and last."""

    span: Span
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit; `low` and `high` differ for ranges."""

    span: Span
    low: float
    high: float
    unit: str
    """`percent`, a currency code (`USD`), or the noun that is counted (`deposits`)."""
    about: bool = False
    """“about”, “some”, “nearly”."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said or done, as a document tells it."""

    id: str
    document: str
    told: TellingMode
    source: Spans
    cue: Spans
    content: Spans
    manner: Manner
    speaker: Speaker
    act: Act
    negated: bool = False
    """The act is said not to happen (“would not sign” is a rejection, not a negated agreement;
    “did not threaten” is a negated threat)."""
    conditional: bool = False
    """Hangs on something (“if”, “unless”, “would need to”)."""
    hearer: str = ""
    """To whom it is addressed, as a party, where that is told."""
    said_on: Dated | None = None
    """When it was said or done."""
    dates: tuple[Dated, ...] = ()
    """Times that the content tells of."""
    figures: tuple[Figure, ...] = ()
    within: str = ""
    """The id of the statement in which this one is told."""
    confidence: float = 1.0
