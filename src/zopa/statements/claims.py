"""What lining up gives: claims that several statements tell, where two differ, and copied words.

These records are the same wherever they are met: `zopa.statements.corroboration` makes them, the
file of statements keeps them, and a case holds them beside its statements.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zopa.statements.statement import Spans


class Detail(StrEnum):
    """What two statements about the same matter differ in."""

    FIGURES = "figures"
    WHO = "who"
    WHETHER = "whether"
    """One says yes and the other no, or one includes something that the other excludes."""
    SCOPE = "scope"
    """One goes further than the other: all, some, only, also."""


class Copied(StrEnum):
    """What two documents share."""

    DOCUMENT = "document"
    """They share most of the shorter one, and count as one source for every claim."""
    PASSAGE = "passage"
    """They share a long run of words outside quotation marks, and count as one source for the
    claims that are told in it."""
    QUOTE = "quote"
    """They share quoted words. Both took them from the same origin, such as an interview or a
    speech, and count as one source for the claims that are told in them."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Words that two documents share."""

    kind: Copied
    first: str
    second: str
    words: tuple[str, ...]
    """The shared words, as they stand in the first document."""
    share: float
    """The share of the shorter document's words that stand in shared runs, from 0 to 1."""
    first_spans: Spans = ()
    """Where they stand in the reading of the first document; a file of statements leaves it out."""
    second_spans: Spans = ()
    """Where they stand in the second, in the same order."""


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """Statements that tell the same event or claim. There may be only one statement."""

    id: str
    """`claim-`, followed by the id of the first statement."""
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    """The documents that tell it."""
    independent: int
    """How many sources tell it independently of each other."""
    probability: float
    """The least probability with which a statement was joined to the others; 1 for a single
    statement."""

    @property
    def alone(self) -> str:
        """The document that alone tells it; empty where several do."""
        return self.documents[0] if len(self.documents) == 1 else ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two statements of different documents that tell the same matter and differ in a detail."""

    kind: Detail
    """The most probable kind of detail."""
    first: str
    second: str
    first_words: tuple[str, ...]
    """The words of the first statement that differ; there may be none."""
    second_words: tuple[str, ...]
    probability: float
    """The probability that both tell the same matter and differ in any detail."""


@dataclass(frozen=True, slots=True)
class Corroboration:
    """The result of lining up the statements of several reports."""

    claims: tuple[SharedClaim, ...] = ()
    """The claims, in the order of their first statements. Every statement is in exactly one."""
    differences: tuple[Difference, ...] = ()
    """The differences, the most probable first."""
    copies: tuple[Copy, ...] = ()
