"""Statements as rows: what `statements.jsonl` and archives hold, one JSON object a line.

Places are those of the file as it is on disk, and each span stands with its words, so that a row
can be checked, and read, without anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import Any

from zopa.foundation.text import Span
from zopa.sources.document import Document
from zopa.statements.corroboration import Corroboration
from zopa.statements.statement import Dated, Figure, Spans, Speaker, Statement

Row = dict[str, Any]


def row_of(statement: Statement, document: Document) -> Row:
    """A statement as JSON-ready values."""

    def span(one: Span) -> Row:
        place = document.on_disk(one)
        return {"start": place.start, "stop": place.stop, "words": document.reading[slice(*one)]}

    def spans(many: Spans) -> list[Row]:
        return [span(one) for one in many]

    def dated(one: Dated) -> Row:
        return {**span(one.span), "first": one.first.isoformat(), "last": one.last.isoformat()}

    def figure(one: Figure) -> Row:
        return {
            **span(one.span),
            "low": one.low,
            "high": one.high if one.high < inf else None,
            "unit": one.unit,
            "about": one.about,
        }

    return {
        "record": "statement",
        "id": statement.id,
        "document": statement.document,
        "told": str(statement.told),
        "act": str(statement.act),
        "negated": statement.negated,
        "conditional": statement.conditional,
        "manner": str(statement.manner),
        "speaker": _speaker(statement.speaker, document),
        "hearer": statement.hearer,
        "source": spans(statement.source),
        "cue": spans(statement.cue),
        "content": spans(statement.content),
        "said_on": dated(statement.said_on) if statement.said_on else None,
        "dates": [dated(one) for one in statement.dates],
        "figures": [figure(one) for one in statement.figures],
        "within": statement.within,
        "confidence": round(statement.confidence, 4),
    }


def _speaker(speaker: Speaker, document: Document) -> Row:
    mention = document.on_disk(speaker.mention) if speaker.mention else None
    return {
        "kind": str(speaker.kind),
        "name": speaker.name,
        "also": list(speaker.also),
        "office": speaker.office,
        "party": speaker.party,
        "count": speaker.count,
        "knowing": speaker.knowing,
        "mention": [mention.start, mention.stop] if mention else None,
        "confidence": round(speaker.confidence, 4),
    }


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


def rows_of(
    documents: Sequence[Document],
    statements: Sequence[Sequence[Statement]],
    lined_up: Corroboration | None = None,
) -> list[Row]:
    """Everything read as rows: each document followed by its statements, then claims that more
    than one statement tells, differences and copies."""
    rows: list[Row] = []
    reading = {document.id: document for document in documents}
    home = {statement.id: statement.document for own in statements for statement in own}
    for document, own in zip(documents, statements, strict=True):
        rows.append(document_row(document))
        rows += [row_of(statement, document) for statement in own]
    if lined_up is None:
        return rows

    def words(document: str, spans: Iterable[Span]) -> list[str]:
        return [reading[document].reading[slice(*span)] for span in spans]

    rows += [
        {
            "record": "claim",
            "id": claim.id,
            "statements": list(claim.statements),
            "documents": list(claim.documents),
            "independent": claim.independent,
            "alone": claim.alone,
            "probability": round(claim.probability, 4),
        }
        for claim in lined_up.claims
        if len(claim.statements) > 1
    ]
    rows += [
        {
            "record": "difference",
            "kind": str(each.kind),
            "statements": [each.first, each.second],
            "words": [
                words(home[each.first], each.first_spans),
                words(home[each.second], each.second_spans),
            ],
            "probability": round(each.probability, 4),
        }
        for each in lined_up.differences
    ]
    rows += [
        {
            "record": "copy",
            "kind": str(each.kind),
            "documents": [each.first, each.second],
            "words": words(each.first, each.first_spans),
            "share": round(each.share, 4),
        }
        for each in lined_up.copies
    ]
    return rows


def json_lines(rows: Iterable[Row]) -> str:
    """Rows as JSON Lines.

    >>> json_lines([{"id": "a-1", "words": "nyet"}, {"id": "a-2", "words": "…"}])
    '{"id": "a-1", "words": "nyet"}\\n{"id": "a-2", "words": "…"}\\n'
    """
    import json

    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
