"""A document as it is: its text, what of it is to be read, and where each character stands.

Three texts are kept apart. `text` is what stands on disk, decoded and otherwise unchanged (for a
PDF, the text of its pages). `reading` is the part of it that a person would read, as one string;
for a plain text file the two are the same. `places` leads from the one to the other, so that
every span found while reading can be checked in the file.
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
    """What a document is written in."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"


class Use(StrEnum):
    """What a block of a document is for."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    FURNITURE = "furniture"
    """Of the page, not of the report: captions, links to other stories, credits, notices."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of `reading` between two breaks; `why` says what kind of furniture it is."""

    span: Span
    use: Use
    why: str = ""


@dataclass(frozen=True, eq=False)
class Document:
    """One document; all spans but those of `places` count characters of `reading`."""

    id: str
    file: str
    form: Form
    text: str = field(repr=False)
    encoding: str
    sha256: str
    reading: str = field(repr=False)
    places: NDArray[np.int64] | None = field(default=None, repr=False)
    """For each character of `reading` its index in `text`; None where the two are the same."""
    widths: Mapping[int, int] = field(default_factory=dict, repr=False)
    """How many characters of `text` a character of `reading` takes there, where that is not one
    (an entity such as `&amp;`)."""
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    """In order and without overlap; what lies between them is white space."""
    sentences: tuple[Span, ...] = field(default=(), repr=False)
    """Of paragraphs and headings, in order."""
    title: str = ""
    publisher: str = ""
    published: date | None = None
    told: Mapping[str, Span] = field(default_factory=dict)
    """Where `title`, `publisher` and `published` stand, in `text`."""

    def on_disk(self, span: Span) -> Span:
        """A span of `reading` as a span of `text`.

        >>> from zopa.sources.document import Document, Form
        >>> whole = Document("a", "a.txt", Form.TEXT, "To be.", "utf-8", "", "To be.")
        >>> whole.on_disk(Span(3, 5))
        Span(start=3, stop=5)
        """
        if self.places is None or span.start >= span.stop:
            return span
        last = span.stop - 1
        return Span(int(self.places[span.start]), int(self.places[last]) + self.widths.get(last, 1))
