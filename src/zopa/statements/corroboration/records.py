"""What lining statements up gives: claims, differences and copies."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from zopa.foundation.text import Span
from zopa.statements.statement import Spans


class Detail(StrEnum):
    """What two statements of one matter differ in."""

    FIGURES = "figures"
    WHO = "who"
    WHETHER = "whether"
    """One says yes and the other no, or one takes something in that the other excludes."""
    SCOPE = "scope"
    """One goes further than the other: all, some, only, also."""


class Copied(StrEnum):
    """What two documents share."""

    DOCUMENT = "document"
    """Most of the shorter one: the two count as one source throughout."""
    PASSAGE = "passage"
    """A long run of words outside quotation marks: one source for what is told in it."""
    QUOTE = "quote"
    """The same quoted words: one origin (an interview, a speech), told twice."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Words that two documents share; spans in either document's reading, pairwise."""

    kind: Copied
    first: str
    second: str
    first_spans: Spans
    second_spans: Spans
    share: float
    """How much of the words of the shorter document all shared runs of the two make up, 0 to 1."""


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """Statements that tell the same event or claim; a claim may have one statement only."""

    id: str
    """`claim-` and the id of its first statement."""
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    """The documents that tell it: how many sources there are is its length."""
    origins: tuple[tuple[str, ...], ...]
    """The documents, those of one origin together: how many are independent is its length."""
    alone: str
    """The document that alone tells it; empty where several do."""
    probability: float
    """The least probability with which one of its statements was joined to the rest; 1 for one
    statement."""

    @property
    def independent(self) -> int:
        """How many sources tell it independently."""
        return len(self.origins)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two statements of different documents that tell the same matter and differ in a detail."""

    kind: Detail
    first: str
    second: str
    first_claim: str
    second_claim: str
    first_spans: Spans
    """The words that differ, in the reading of the first statement's document; may be empty."""
    second_spans: Spans
    probability: float
    """That both tell the same matter and differ."""
    in_this: float
    """That both tell the same matter and differ in this kind of detail, the most probable one."""


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Statements of different reports lined up."""

    claims: tuple[SharedClaim, ...]
    """In the order of their first statements; every statement is in one."""
    differences: tuple[Difference, ...]
    """The most probable first."""
    copies: tuple[Copy, ...]

    def as_dict(self) -> dict[str, Any]:
        """The same as lists, dictionaries, strings and numbers, ready for JSON."""
        return {
            "claims": [
                _plain(claim) | {"sources": len(claim.documents), "independent": claim.independent}
                for claim in self.claims
            ],
            "differences": [_plain(each) for each in self.differences],
            "copies": [_plain(each) for each in self.copies],
        }


def _plain(record: SharedClaim | Difference | Copy) -> dict[str, Any]:
    return {name: _json(value) for name, value in asdict(record).items()}


def _json(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.stop]
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, tuple):
        return [_json(each) for each in value]
    return round(value, 4) if isinstance(value, float) else value
