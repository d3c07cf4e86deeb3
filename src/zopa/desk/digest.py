"""What was read, in the words that a person is shown: a few lines for each statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.sources import Use
from zopa.statements.statement import SpeakerKind

if TYPE_CHECKING:
    from zopa.sources import Document
    from zopa.statements.corroboration import Corroboration
    from zopa.statements.reading import Reading
    from zopa.statements.statement import Statement

UNSURE = 0.5
"""Statements below this confidence are doubtful."""
_WIDEST = 220
"""Characters of a statement's words that are shown."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement in four short texts."""

    who: str
    does: str
    words: str
    confidence: float

    @property
    def unsure(self) -> bool:
        """Whether the reading of it is doubtful."""
        return self.confidence < UNSURE


@dataclass(frozen=True, slots=True)
class DocumentDigest:
    """A document and its statements."""

    heading: str
    """Its file, title, publisher and date, as far as they are known."""
    left_out: int
    """Paragraphs beside the report that were not read."""
    statements: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """Documents one after another, and what lining them up gave, a line each."""

    documents: tuple[DocumentDigest, ...]
    differences: tuple[str, ...]
    """Where the reports may differ."""
    shared: tuple[str, ...]
    """What more than one report tells."""
    copies: tuple[str, ...]
    """Words that reports share."""


def digest_of(reading: Reading, lined_up: Corroboration) -> Digest:
    """A reading in words."""
    homes = {
        statement.id: (document.id, statement)
        for document, statements in zip(reading.documents, reading.statements, strict=True)
        for statement in statements
    }

    def quoted(statement: str) -> str:
        document, content = homes[statement]
        return f"{document}: {_who(content)}: {_words(content)}"

    return Digest(
        tuple(
            _document(document, statements)
            for document, statements in zip(reading.documents, reading.statements, strict=True)
        ),
        tuple(
            f"{each.kind} ({round(100 * each.probability)}%): {quoted(each.first)} · "
            f"{quoted(each.second)}"
            for each in lined_up.differences
        ),
        tuple(
            f"{quoted(claim.statements[0])} — in {', '.join(claim.documents)}"
            + ("" if claim.independent > 1 else ", of one origin")
            for claim in lined_up.claims
            if len(claim.documents) > 1
        ),
        tuple(f"{copy.first} and {copy.second}: {copy.kind}" for copy in lined_up.copies),
    )


def _document(document: Document, statements: tuple[Statement, ...]) -> DocumentDigest:
    parts = [document.file, document.title, document.publisher]
    parts.append(document.published.isoformat() if document.published else "not dated")
    lines = [StatementLine(_who(s), _does(s), _words(s), s.confidence) for s in statements]
    left_out = sum(block.use is Use.FURNITURE for block in document.blocks)
    return DocumentDigest(" · ".join(part for part in parts if part), left_out, tuple(lines))


def _who(statement: Statement) -> str:
    speaker = statement.speaker
    if speaker.kind is SpeakerKind.UNSTATED:
        return "nobody named"
    written = " ".join(piece.words for piece in statement.source)
    name = speaker.name or " ".join(written.split()).rstrip(" ,;:")
    return f"{name} [{speaker.party}]" if speaker.party else name


def _does(statement: Statement) -> str:
    before, after = "not " if statement.negated else "", " if" if statement.conditional else ""
    return f"{before}{statement.act}{after}"


def _words(statement: Statement) -> str:
    pieces = statement.content or statement.cue
    words = " ".join(" … ".join(piece.words for piece in pieces).split())
    return words if len(words) <= _WIDEST else words[: _WIDEST - 1].rstrip() + "…"
