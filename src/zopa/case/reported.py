"""What was read in the reports of a case, as frozen values: the rows of `statements.jsonl`.

A statement here is one that `zopa read` found: who says or does what, with the words that tell
it. People decide what of it becomes a fact; so nothing here enters a computation. Spans count
characters of the source's text in the case. Act, manner and kind of speaker are those of
`zopa.statements.statement`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from zopa.foundation.text import Span
from zopa.statements.statement import Act, Manner, SpeakerKind, TellingMode


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a source, white space folded, and where they stand in its text."""

    span: Span
    words: str


Passages = tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """Whose statement it is."""

    kind: SpeakerKind
    name: str = ""
    """Empty for who is not named."""
    office: str = ""
    party: str = ""
    """The party spoken for, as an id of the case; another country keeps its own id; or nothing."""
    count: int | None = None
    """How many unnamed sources; None where it is not told."""
    knowing: str = ""
    """What unnamed sources are said to know."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ReportedStatement:
    """One thing said or done, as a source tells it. Confidence is a probability."""

    id: str
    source: str
    """The id of the source in the case."""
    told: TellingMode
    act: Act
    manner: Manner
    teller: Teller
    who: Passages = ()
    """The words that name the teller."""
    cue: Passages = ()
    """The words of saying or doing."""
    content: Passages = ()
    """What is said, or done; possibly in pieces."""
    negated: bool = False
    conditional: bool = False
    hearer: str = ""
    """To whom it is addressed, as a party."""
    said_on: tuple[date, date] | None = None
    """When it was said or done, first and last day."""
    within: str = ""
    """The id of the statement in which it is told."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ReportedClaim:
    """Statements that tell the same: how many sources there are, and how many independent."""

    id: str
    statements: tuple[str, ...]
    sources: tuple[str, ...]
    independent: int
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class ReportedDifference:
    """Two statements on one matter that differ, with the words in which they do."""

    kind: str
    first: str
    second: str
    first_words: tuple[str, ...] = ()
    second_words: tuple[str, ...] = ()
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class ReportedCopy:
    """Words that two sources share, and how much of the shorter one they make up."""

    kind: str
    first: str
    second: str
    words: tuple[str, ...] = ()
    share: float = 0.0


@dataclass(frozen=True)
class Reported:
    """All that was read, in the order of the file."""

    sources: tuple[str, ...] = ()
    """The sources that were read, also those in which no statement was found."""
    statements: tuple[ReportedStatement, ...] = ()
    claims: tuple[ReportedClaim, ...] = ()
    differences: tuple[ReportedDifference, ...] = ()
    copies: tuple[ReportedCopy, ...] = ()
    dates: Mapping[str, date] = field(default_factory=dict)
    """The day on which a source was published, where reading found one."""
