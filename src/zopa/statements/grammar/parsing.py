"""Parsing texts, and handing the parse of a document on to all who need it.

The parse of a text is one `Doc` of spaCy, whose places (`token.idx`, `span.start_char`) are those
of the text. Sentences and headlines are told to the parser, so that a headline is a sentence of its
own and no sentence is cut in two. The words of the `Doc` are those of the text as the parser reads
it: line breaks are spaces. How a text really writes a word is told by its place.

A document is parsed once, when somebody asks for it first, and the parse lives as long as the
document does. It is not part of what is written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from zopa.foundation.text import Span
from zopa.sources.blocks import blocks_of
from zopa.sources.datelines import dateline_end
from zopa.sources.document import Block, Document, Use
from zopa.sources.sentences import sentences_of
from zopa.statements.grammar.capitals import with_capitals
from zopa.statements.grammar.headlines import in_sentence_case
from zopa.statements.grammar.pipeline import run, shipped_pipeline
from zopa.statements.grammar.plain_text import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

_FIRST = 3
"""Among so many paragraphs at the top, one may begin with the place that a report was sent from."""
PART = 50_000
"""About how many characters are parsed together; a longer sentence is cut. What the network keeps
of a word while it works is a hundred times what is kept of it in the end."""
_GAP = re.compile(r"\s+")


@dataclass(frozen=True, eq=False)
class Grammar:
    """The parse of a text, with its sentences.

    >>> grammar = parsed("Talks stall\\n\\nKyiv has not rejected it. Moscow has.")
    >>> [(sentence.text, sentence.root.lemma_) for sentence in grammar.sentences]
    [('Talks stall', 'stall'), ('Kyiv has not rejected it.', 'reject'), ('Moscow has.', 'have')]
    >>> reject = grammar.sentences[1].root
    >>> [(word.text, word.dep_, word.idx) for word in reject.children if word.dep_ == "nsubj"]
    [('Kyiv', 'nsubj', 13)]
    """

    doc: Doc
    """All words of the text. Words outside of sentences belong to the furniture of a page."""
    spans: tuple[Span, ...]
    """The places of the sentences, as characters of the text."""
    headings: tuple[bool, ...]
    """For each sentence, whether it is a headline or stands in a heading."""

    @cached_property
    def sentences(self) -> tuple[TokenSpan, ...]:
        """The words of each sentence, in the order of `spans`."""
        return tuple(self.words(span) for span in self.spans)

    def words(self, span: Span) -> TokenSpan:
        """The words of which characters stand between two places of the text.

        >>> parsed("The union refused it.").words(Span(4, 11)).text
        'union refused'
        """
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or span.start >= self._stops[first]:
            first += 1
        return self.doc[first : max(first, bisect_right(self._starts, span.stop - 1))]

    def sentence_at(self, place: int) -> int:
        """The index of the sentence around a place of the text, -1 where none is.

        >>> parsed("Yes. No.").sentence_at(6)
        1
        """
        index = bisect_right(self.spans, place, key=lambda span: span.start) - 1
        return index if index >= 0 and place < self.spans[index].stop else -1

    def in_heading(self, word: Token) -> bool:
        """Whether a word stands in a headline or another heading."""
        index = self.sentence_at(word.idx)
        return index >= 0 and self.headings[index]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.idx for word in self.doc]

    @cached_property
    def _stops(self) -> list[int]:
        return [word.idx + len(word) for word in self.doc]


_GRAMMARS: WeakKeyDictionary[Document, Grammar] = WeakKeyDictionary()


def grammar_of(document: Document) -> Grammar:
    """The parse of what is read of a document. A document that was parsed is not parsed again.

    >>> from zopa.sources import read_document
    >>> document = read_document(b"Strike looms\\n\\nThe union will not sign.", "a.txt").document
    >>> grammar = grammar_of(document)
    >>> grammar.headings, grammar is grammar_of(document)
    ((True, False), True)
    """
    found = _GRAMMARS.get(document)
    if found is None:
        if document.sentences or document.blocks:
            found = _parsed(document.reading, document.sentences, document.blocks)
        else:
            found = parsed(document.reading)
        _GRAMMARS[document] = found
    return found


def parsed(text: str, sentences: Sequence[Span] | None = None) -> Grammar:
    """The parse of a text that is no document.

    Without `sentences`, its paragraphs, headlines and sentences are found as those of a document.
    """
    if sentences is not None:
        return _parsed(text, sentences, ())
    blocks = blocks_of(text)
    kept = [block for block in blocks if block.use is not Use.FURNITURE]
    found = [sentence for block in kept for sentence in sentences_of(text, block.span)]
    return _parsed(text, found, blocks)


def _parsed(text: str, sentences: Sequence[Span], blocks: Sequence[Block]) -> Grammar:
    heads = [block.span for block in blocks if block.use is Use.HEADING]
    spans = (*sentences, *(block.span for block in blocks))
    places = {0, *(place for span in spans for place in span), *_behind_datelines(text, blocks)}
    begins = [begin for edge in pairwise((*sorted(places - {len(text)}), len(text)))
              for begin in _short_enough(text, *edge)]  # fmt: skip
    written = plain(with_capitals(in_sentence_case(text, heads)))
    parts = [
        run(_words(written[start:stop], [begin - start for begin in begins], stop - start))
        for start, stop in _parts(begins, len(text))
    ]
    return Grammar(_joined(parts), tuple(sentences), tuple(_in(heads, s) for s in sentences))


def _behind_datelines(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Where the first sentences of a report begin, behind the place that it was sent from."""
    paragraphs = (block.span for block in blocks if block.use is Use.PARAGRAPH)
    for span in islice(paragraphs, _FIRST):
        end = dateline_end(text, span)
        if end is not None:
            yield end


def _in(heads: Sequence[Span], sentence: Span) -> bool:
    index = bisect_right(heads, sentence.start, key=lambda head: head.start) - 1
    return index >= 0 and sentence.start < heads[index].stop


def _parts(begins: Sequence[int], stop: int) -> Iterator[tuple[int, int]]:
    """The parts of a text that are parsed together; each begins where a sentence may begin."""
    start = 0
    for begin, following in pairwise((*begins, stop)):
        if following - start > PART and begin > start:
            yield start, begin
            start = begin
    yield start, stop


def _short_enough(text: str, start: int, stop: int) -> Iterator[int]:
    """Where a stretch begins, and where it is cut if it is too long to be parsed together."""
    yield start
    while stop - start > PART:
        match = _GAP.search(text, start + PART, min(stop, start + 2 * PART))
        start = match.end() if match else min(stop, start + 2 * PART)
        if start < stop:
            yield start


def _words(text: str, begins: Sequence[int], stop: int) -> Doc:
    """The words of a part, with the places where sentences begin, and no others."""
    doc = shipped_pipeline().make_doc(text)
    if not len(doc):
        return doc
    starts = np.array([word.idx for word in doc], dtype=np.int64)
    inside = [begin for begin in begins if 0 <= begin < stop]
    first = {0, *(int(index) for index in np.searchsorted(starts, inside))}
    for word in doc:
        word.is_sent_start = word.i in first
    return doc


def _joined(parts: Sequence[Doc]) -> Doc:
    """The parts as one text."""
    if len(parts) == 1:
        return parts[0]
    return type(parts[0]).from_docs(list(parts), ensure_whitespace=False)
