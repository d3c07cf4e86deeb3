"""Where the sentences, paragraphs and quotations of a document begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from zopa.foundation.text import Span
from zopa.sources.document import Document, Use

_PARAGRAPH = re.compile(r"\n\s*")
_SENTENCE = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[\"“‘«(\[]*\w)")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|St|Jr|Sr|Sens|Reps|vs|No)|\b\w)\.\s+$"
)
_DOUBLE = re.compile(r"[\"“”«»„]|\n")
_SINGLE = re.compile(r"(?<!\w)‘(?=\w)|(?<=[\w.,!?])’(?!\w)|\n")


@dataclass(frozen=True)
class TextLayout:
    """Offsets in order; a sentence or paragraph runs from its offset to the next."""

    text: str
    paragraphs: list[int]
    sentences: list[int]
    heads: list[Span]
    """Headlines and other headings."""
    quotes: list[Span]
    """What stands between quotation marks, marks included; none runs over a paragraph's end."""
    _quote_starts: list[int]

    @classmethod
    def of(cls, document: Document) -> TextLayout:
        """The layout of a document; its sentences are used where it has some."""
        text = document.reading
        paragraphs = [0, *(gap.end() for gap in _PARAGRAPH.finditer(text))]
        if document.sentences:
            starts = {span.start for span in document.sentences}
        else:
            starts = {
                gap.end()
                for gap in _SENTENCE.finditer(text)
                if not _SHORT.search(text, max(0, gap.end() - 8), gap.end())
            }
        quotes = _quotes(text, _DOUBLE) or _quotes(text, _SINGLE)
        return cls(
            text,
            paragraphs,
            sorted(starts.union(paragraphs)),
            [block.span for block in document.blocks if block.use is Use.HEADING],
            quotes,
            [quote.start for quote in quotes],
        )

    def sentence(self, place: int) -> int:
        """The number of the sentence in which a character stands."""
        return max(0, bisect_right(self.sentences, place) - 1)

    def paragraph(self, place: int) -> int:
        """The number of the paragraph in which a character stands."""
        return max(0, bisect_right(self.paragraphs, place) - 1)

    def in_heading(self, place: int) -> bool:
        """Whether a character stands in a headline or another heading."""
        index = bisect_right(self.heads, place, key=lambda head: head.start) - 1
        return index >= 0 and place < self.heads[index].stop

    def quote(self, place: int) -> Span | None:
        """The quotation in which a character stands."""
        index = bisect_right(self._quote_starts, place) - 1
        if index < 0:
            return None
        found = self.quotes[index]
        return found if found.start < place < found.stop else None


def _quotes(text: str, marks: re.Pattern[str]) -> list[Span]:
    found: list[Span] = []
    opened: int | None = None
    for match in marks.finditer(text):
        mark = match.group()
        if mark == "\n":
            # A quotation that goes on in the next paragraph is not closed in this one.
            if opened is not None:
                found.append(Span(opened, match.start()))
            opened = None
        elif opened is None:
            if mark not in "”’":
                opened = match.start()
        elif mark != "‘":
            found.append(Span(opened, match.end()))
            opened = None
    if opened is not None:
        found.append(Span(opened, len(text)))
    return found
