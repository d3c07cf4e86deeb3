"""Odd files, read to the end: statements or findings, spans that stand, and no exception."""

from __future__ import annotations

import sys
from pathlib import Path

from zopa.sources import Document, read_document
from zopa.statements.reading import read_documents
from zopa.statements.records import in_file, row_of

sys.path.insert(0, str(Path(__file__).parents[2]))
from odd_inputs import odd_inputs

LONG = 1_500


def test_odd_files_give_statements_or_findings_and_spans_that_stand() -> None:
    documents: list[Document] = []
    texts: set[str] = set()
    seen = 0
    for number, (name, file, raw) in enumerate(odd_inputs(large=False)):
        seen += 1
        opened = read_document(raw, file, id=f"d{number}")
        assert opened.document is not None or opened.findings, name
        document = opened.document
        # One text comes in many encodings; the longest only take time.
        if document is not None and document.reading not in texts:
            texts.add(document.reading)
            if len(document.reading) <= LONG:
                documents.append(document)
    assert seen >= 200
    reading = read_documents(documents)
    assert any(reading.statements)
    for document, own in zip(reading.documents, reading.statements, strict=True):
        for one in own:
            row = row_of(in_file(one, document))
            assert 0 <= one.confidence <= 1
            for role in ("source", "cue", "content"):
                for place, piece in zip(row[role], getattr(one, role), strict=True):
                    words = document.reading[slice(*piece.span)]
                    assert place["words"] == piece.words == words
                    assert words.strip() == words != ""
                    assert 0 <= place["start"] < place["stop"] <= len(document.text)
                    if document.places is None:
                        assert document.text[place["start"] : place["stop"]] == words
