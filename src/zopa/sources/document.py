"""The records of a document: its text, what a person would read of it, and how both relate.

A document holds two strings. `text` is the content of the file, decoded and otherwise unchanged
(for a PDF, the text of its pages). `reading` is what a person would read of it; for a plain text
file the two are the same. `places` gives for each character of `reading` its index in `text`, so
that every span found while reading can be checked in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from zopa.foundation.text import Span


class Form(StrEnum):
    """The kind of file that a document is."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"


class Use(StrEnum):
    """What a block of a document is for."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    FURNITURE = "furniture"
    """What belongs to the page and not to the report: captions, links to other stories, credits,
    notices."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of `reading`, such as a paragraph; `why` says what kind of furniture it is."""

    span: Span
    use: Use
    why: str = ""


@dataclass(frozen=True, eq=False)
class Document:
    """One document. Spans count characters of `reading`, except those of `origin_spans`."""

    id: str
    file: str
    form: Form
    text: str = field(repr=False)
    encoding: str
    sha256: str
    reading: str = field(repr=False)
    places: NDArray[np.int64] | None = field(default=None, repr=False)
    """For each character of `reading` its index in `text`; None if the two are the same."""
    widths: Mapping[int, int] = field(default_factory=dict, repr=False)
    """For the characters of `reading` that take several characters of `text`, such as an entity
    (`&amp;`): how many they take, by their index in `reading`."""
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    """The blocks in order and without overlap; only white space lies between them."""
    sentences: tuple[Span, ...] = field(default=(), repr=False)
    """The sentences of paragraphs and headings, in order."""
    title: str = ""
    publisher: str = ""
    published: date | None = None
    origin_spans: Mapping[str, Span] = field(default_factory=dict)
    """Where `title`, `publisher` and `published` were read: spans of `text` by these names."""

    def on_disk(self, span: Span) -> Span:
        """The span of `text` that holds the characters of a span of `reading`.

        >>> from zopa.sources.document import Document, Form
        >>> whole = Document("a", "a.txt", Form.TEXT, "To be.", "utf-8", "", "To be.")
        >>> whole.on_disk(Span(3, 5))
        Span(start=3, stop=5)
        """
        if self.places is None or span.start >= span.stop:
            return span
        last = span.stop - 1
        return Span(int(self.places[span.start]), int(self.places[last]) + self.widths.get(last, 1))
