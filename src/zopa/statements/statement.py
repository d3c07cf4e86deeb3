"""The one record of a statement: who says or does what, with the words that tell it.

The tagger finds an *attribution*: a source, a cue and a content, as spans of a text. A *statement*
is what reading makes of it: it adds the speaker, the act, dates and figures, and it holds the words
beside each span, so that it can be read without its document. A report tells a statement in one of
two ways. Either somebody said something (“… , Bessent said”), or the report itself tells that
somebody did something (“Zelenskyy has refused …”); then the source is who did it, and the cue is
the verb.

While documents are read, places count characters of the document's `reading`. In a file of
statements they count characters of the document's file (`zopa.statements.records`), and in a case
those of the source's text. `replaced` leads a statement from one to the other.

All texts but the words of passages are one line each, with white space folded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

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


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words as they stand in a document, and where they stand."""

    span: Span
    words: str

    @property
    def start(self) -> int:
        """Where the words begin."""
        return self.span.start

    @property
    def stop(self) -> int:
        """Where the words end."""
        return self.span.stop


Passages = tuple[Passage, ...]


def passage(text: str, span: Span) -> Passage:
    """The words of a text between two places.

    >>> passage("He said no.", Span(8, 10))
    Passage(span=Span(start=8, stop=10), words='no')
    """
    return Passage(span, text[span.start : span.stop])


def passages(text: str, spans: Iterable[Span]) -> Passages:
    """The words of a text at several places."""
    return tuple(passage(text, span) for span in spans)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The spans of one attribution; a source may be missing. Confidence is a probability."""

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


@dataclass(frozen=True, slots=True, order=True)
class Dated(Passage):
    """Words that tell a time, with the first and the last day that they may mean."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, order=True)
class Figure(Passage):
    """Words that tell a number with its unit; `low` and `high` differ for ranges."""

    low: float
    high: float
    """Infinite where there is no upper end (“at least 50”)."""
    unit: str
    """`percent`, a currency code (`USD`), or the noun that is counted (`deposits`)."""
    about: bool = False
    """Whether the words say that it is not exact (“about”, “some”, “nearly”)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said or done, as a document tells it."""

    id: str
    document: str
    """The id of the document; of a source, where a case has it."""
    told: TellingMode
    source: Passages
    """The words that name who says or does it."""
    cue: Passages
    """The words of saying or doing."""
    content: Passages
    """What is said or done, possibly in pieces."""
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

    @property
    def passages(self) -> Passages:
        """The source, the cue and the content."""
        return (*self.source, *self.cue, *self.content)


P = TypeVar("P", bound=Passage)


def replaced(
    statement: Statement, place: Callable[[Passage], Span], text: str | None = None
) -> Statement:
    """The statement with each of its passages led to another place.

    `place` gives the new place of a passage; the place of a speaker's mention comes to it as a
    passage without words. The words stay what they were, unless `text` is given: then they are
    those that stand in it at the new places.

    >>> nobody, no = Speaker(SpeakerKind.UNSTATED), Passage(Span(8, 10), "no")
    >>> one = Statement(
    ...     "a-1", "a", TellingMode.SAID, (), (), (no,), Manner.INDIRECT, nobody, Act.REJECT
    ... )
    >>> replaced(one, lambda old: Span(old.start + 1, old.stop + 1)).content
    (Passage(span=Span(start=9, stop=11), words='no'),)
    """

    def led(old: P) -> P:
        span = place(old)
        return replace(old, span=span, words=old.words if text is None else text[slice(*span)])

    def all_led(many: tuple[P, ...]) -> tuple[P, ...]:
        return tuple(led(old) for old in many)

    source, cue, content = map(all_led, (statement.source, statement.cue, statement.content))
    mention = statement.speaker.mention
    return replace(
        statement,
        source=source,
        cue=cue,
        content=content,
        said_on=led(statement.said_on) if statement.said_on else None,
        dates=all_led(statement.dates),
        figures=all_led(statement.figures),
        speaker=replace(
            statement.speaker, mention=place(Passage(mention, "")) if mention else None
        ),
    )
