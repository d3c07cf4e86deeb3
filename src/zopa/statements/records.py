"""The one file format of what was read: one writer and one reader of `statements.jsonl`.

Archives hold the same rows. Each line is one JSON object, and its `record` says what it is: a
document, a statement, a claim, a difference or a copy. A place is that of the document's file as it
is on disk, and words stand beside it, so that a row can be checked, and read, without anything
else. For each record there is a function that writes it as a row and one that reads it back
(`row_of` and `statement_of`, and so on); what one writes the other gives back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from zopa.statements.claims import Copied, Copy, Corroboration, Detail, Difference, SharedClaim
from zopa.statements.json_values import Fields, WrongRowError
from zopa.statements.statement import (
    Act,
    Dated,
    Figure,
    Manner,
    Passage,
    Passages,
    Speaker,
    SpeakerKind,
    Statement,
    TellingMode,
    replaced,
)

if TYPE_CHECKING:
    from zopa.sources.document import Document

Row = dict[str, Any]

DIGITS = 4
"""The digits behind the point with which probabilities and shares are written."""


# --- statements ---------------------------------------------------------------------------------


def in_file(statement: Statement, document: Document) -> Statement:
    """A statement of a document as a file holds it: its places count characters of the file."""
    return replaced(statement, lambda old: document.on_disk(old.span))


def row_of(statement: Statement) -> Row:
    """A statement as JSON-ready values."""
    return {
        "record": "statement",
        "id": statement.id,
        "document": statement.document,
        "told": str(statement.told),
        "act": str(statement.act),
        "negated": statement.negated,
        "conditional": statement.conditional,
        "manner": str(statement.manner),
        "speaker": _speaker_row(statement.speaker),
        "hearer": statement.hearer,
        "source": [_passage_row(piece) for piece in statement.source],
        "cue": [_passage_row(piece) for piece in statement.cue],
        "content": [_passage_row(piece) for piece in statement.content],
        "said_on": _dated_row(statement.said_on) if statement.said_on else None,
        "dates": [_dated_row(dated) for dated in statement.dates],
        "figures": [_figure_row(figure) for figure in statement.figures],
        "within": statement.within,
        "confidence": round(statement.confidence, DIGITS),
    }


def _speaker_row(speaker: Speaker) -> Row:
    return {
        "kind": str(speaker.kind),
        "name": speaker.name,
        "also": list(speaker.also),
        "office": speaker.office,
        "party": speaker.party,
        "count": speaker.count,
        "knowing": speaker.knowing,
        "mention": [*speaker.mention] if speaker.mention else None,
        "confidence": round(speaker.confidence, DIGITS),
    }


def _passage_row(piece: Passage) -> Row:
    return {"start": piece.start, "stop": piece.stop, "words": piece.words}


def _dated_row(dated: Dated) -> Row:
    days = {"first": dated.first.isoformat(), "last": dated.last.isoformat()}
    return {**_passage_row(dated), **days}


def _figure_row(figure: Figure) -> Row:
    return {
        **_passage_row(figure),
        "low": figure.low,
        "high": figure.high if figure.high < inf else None,
        "unit": figure.unit,
        "about": figure.about,
    }


def statement_of(row: Fields) -> Statement:
    """The statement that `row_of` wrote; `WrongRowError` where the row is not one.

    >>> from zopa.foundation.text import Span
    >>> speaker = Speaker(SpeakerKind.UNNAMED, count=4, knowing="familiar with the talks")
    >>> no = Passage(Span(8, 10), "no")
    >>> statement = Statement(
    ...     "a-1", "a", TellingMode.SAID, (), (), (no,), Manner.INDIRECT, speaker, Act.REJECT
    ... )
    >>> statement_of(Fields(row_of(statement))) == statement
    True
    """
    return Statement(
        id=row.text("id"),
        document=row.text("document"),
        told=row.word("told", TellingMode),
        act=row.word("act", Act),
        negated=row.yes("negated"),
        conditional=row.yes("conditional"),
        manner=row.word("manner", Manner),
        speaker=_speaker_of(row.fields("speaker")),
        hearer=row.text("hearer"),
        source=_passages_of(row, "source"),
        cue=_passages_of(row, "cue"),
        content=_passages_of(row, "content"),
        said_on=_dated_of(said_on) if (said_on := row.maybe("said_on", row.fields)) else None,
        dates=tuple(_dated_of(dated) for dated in row.all_fields("dates")),
        figures=tuple(_figure_of(figure) for figure in row.all_fields("figures")),
        within=row.text("within"),
        confidence=row.probability("confidence"),
    )


def _speaker_of(row: Fields) -> Speaker:
    return Speaker(
        kind=row.word("kind", SpeakerKind),
        name=row.text("name"),
        also=row.texts("also"),
        office=row.text("office"),
        party=row.text("party"),
        count=row.maybe("count", row.count),
        knowing=row.text("knowing"),
        mention=row.maybe("mention", row.pair),
        confidence=row.probability("confidence"),
    )


def _passages_of(row: Fields, key: str) -> Passages:
    return tuple(Passage(piece.span(), piece.words("words")) for piece in row.all_fields(key))


def _dated_of(row: Fields) -> Dated:
    return Dated(row.span(), row.words("words"), row.day("first"), row.day("last"))


def _figure_of(row: Fields) -> Figure:
    high = row.maybe("high", row.number)
    return Figure(
        row.span(),
        row.words("words"),
        row.number("low"),
        inf if high is None else high,
        row.text("unit"),
        row.yes("about"),
    )


# --- documents ----------------------------------------------------------------------------------


class ReadDocument(NamedTuple):
    """A document that was read, as far as a case needs to know it."""

    id: str
    published: date | None


def document_row(document: Document) -> Row:
    """A document as JSON-ready values, without its text."""
    return {
        "record": "document",
        "id": document.id,
        "file": document.file,
        "form": str(document.form),
        "encoding": document.encoding,
        "sha256": document.sha256,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.isoformat() if document.published else None,
        "told": {name: [span.start, span.stop] for name, span in document.origin_spans.items()},
    }


def document_of(row: Fields) -> ReadDocument:
    """The document that a row tells of."""
    return ReadDocument(row.text("id"), row.maybe("published", row.day))


# --- statements lined up ------------------------------------------------------------------------


def claim_row(claim: SharedClaim) -> Row:
    """A claim as JSON-ready values."""
    return {
        "record": "claim",
        "id": claim.id,
        "statements": list(claim.statements),
        "documents": list(claim.documents),
        "independent": claim.independent,
        "alone": claim.alone,
        "probability": round(claim.probability, DIGITS),
    }


def claim_of(row: Fields) -> SharedClaim:
    """The claim that `claim_row` wrote."""
    return SharedClaim(
        id=row.text("id"),
        statements=row.texts("statements"),
        documents=row.texts("documents"),
        independent=row.count("independent"),
        probability=row.probability("probability"),
    )


def difference_row(difference: Difference) -> Row:
    """A difference as JSON-ready values."""
    return {
        "record": "difference",
        "kind": str(difference.kind),
        "statements": [difference.first, difference.second],
        "words": [list(difference.first_words), list(difference.second_words)],
        "probability": round(difference.probability, DIGITS),
    }


def difference_of(row: Fields) -> Difference:
    """The difference that `difference_row` wrote."""
    first, second = _two(row, "statements")
    words = row.lists_of_words("words")
    if len(words) != 2:
        raise WrongRowError("`words` is not two lists", "words")
    kind = row.word("kind", Detail)
    return Difference(kind, first, second, *words, row.probability("probability"))


def copy_row(copy: Copy) -> Row:
    """Shared words as JSON-ready values."""
    return {
        "record": "copy",
        "kind": str(copy.kind),
        "documents": [copy.first, copy.second],
        "words": list(copy.words),
        "share": round(copy.share, DIGITS),
    }


def copy_of(row: Fields) -> Copy:
    """The shared words that `copy_row` wrote."""
    first, second = _two(row, "documents")
    words = row.list_of_words("words")
    return Copy(row.word("kind", Copied), first, second, words, row.probability("share"))


def _two(row: Fields, key: str) -> tuple[str, str]:
    names = row.texts(key)
    if len(names) != 2:
        raise WrongRowError(f"`{key}` is not two names", key)
    return names[0], names[1]


# --- the whole ----------------------------------------------------------------------------------


def rows_of(
    documents: Sequence[Document],
    statements: Sequence[Sequence[Statement]],
    corroboration: Corroboration | None = None,
) -> list[Row]:
    """All that was read as rows: each document followed by its statements, then the claims that
    more than one statement tells, the differences and the copies.

    The places of the statements are those of the documents' `reading`.
    """
    rows: list[Row] = []
    for document, listed in zip(documents, statements, strict=True):
        rows.append(document_row(document))
        rows += [row_of(in_file(statement, document)) for statement in listed]
    if corroboration is not None:
        shared = (claim for claim in corroboration.claims if len(claim.statements) > 1)
        rows += [claim_row(claim) for claim in shared]
        rows += [difference_row(difference) for difference in corroboration.differences]
        rows += [copy_row(copy) for copy in corroboration.copies]
    return rows


def json_lines(rows: Iterable[Row]) -> str:
    """Rows as JSON Lines.

    >>> json_lines([{"id": "a-1", "words": "nyet"}, {"id": "a-2", "words": "…"}])
    '{"id": "a-1", "words": "nyet"}\\n{"id": "a-2", "words": "…"}\\n'
    """
    import json

    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
