"""Little documents and statements for the tests of lining up."""

from __future__ import annotations

from zopa.foundation.text import Span
from zopa.sources.document import Document, Form
from zopa.statements.statement import (
    Act,
    Figure,
    Manner,
    Passage,
    Speaker,
    SpeakerKind,
    Statement,
    TellingMode,
)


def document(name: str, text: str) -> Document:
    return Document(name, f"{name}.txt", Form.TEXT, text, "utf-8", "", text)


def statement(
    name: str, report: Document, words: str, figures: tuple[Figure, ...] = ()
) -> Statement:
    """An unnamed source's telling of `words`, which stand in the report."""
    start = report.reading.index(words)
    content = (Passage(Span(start, start + len(words)), words),)
    who = Speaker(SpeakerKind.UNNAMED)
    return Statement(
        name, report.id, TellingMode.SAID, (), (), content, Manner.INDIRECT, who, Act.INFORM,
        figures=figures,
    )  # fmt: skip


def numbered(stem: str, count: int) -> str:
    """So many words that no other stem shares."""
    return " ".join(f"{stem}{number}" for number in range(count))
