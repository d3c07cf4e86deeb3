"""The records that lining up statements gives: claims, differences and copies."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from zopa.foundation.text import Span
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
    """Words that two documents share. The spans count characters of the reading of each document,
    and those at the same place in both tuples belong together."""

    kind: Copied
    first: str
    second: str
    first_spans: Spans
    second_spans: Spans
    share: float
    """The share of the shorter document's words that stand in shared runs, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """Statements that tell the same event or claim. There may be only one statement."""

    id: str
    """`claim-`, followed by the id of the first statement."""
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    """The documents that tell it."""
    origins: tuple[tuple[str, ...], ...]
    """The same documents, grouped by origin."""
    alone: str
    """The document that alone tells it; empty if several do."""
    probability: float
    """The least probability with which a statement was joined to the others; 1 for a single
    statement."""

    @property
    def independent(self) -> int:
        """How many sources tell it independently of each other: the number of origins."""
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
    """The same for the second statement."""
    probability: float
    """The probability that both tell the same matter and differ in any detail."""
    in_this: float
    """The probability that both tell the same matter and differ in a detail of this kind."""


@dataclass(frozen=True, slots=True)
class Corroboration:
    """The result of lining up the statements of several reports."""

    claims: tuple[SharedClaim, ...]
    """The claims, in the order of their first statements. Every statement is in exactly one."""
    differences: tuple[Difference, ...]
    """The differences, the most probable first."""
    copies: tuple[Copy, ...]

    def as_dict(self) -> dict[str, Any]:
        """The same data as dictionaries, lists, strings and numbers, ready for JSON."""
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
