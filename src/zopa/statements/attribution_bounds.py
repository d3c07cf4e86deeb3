"""What belongs to an attribution and what does not, by the layout of the text.

The tagger goes by words, and sometimes goes on over what parts one speaker from the next: a
headline, or the end of a paragraph whose quotation is closed. A quotation that goes on in the next
paragraph is not closed in the one before (The Chicago Manual of Style, 13.32). It also takes a
nickname within a name for a quotation, and misses a name behind a dash.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from zopa.foundation.text import Span
from zopa.sources.document import Document, Use
from zopa.statements.acts.clause import TokenRun, noun_phrase, shares, subject_of
from zopa.statements.acts.tokens import Row, tokens_in
from zopa.statements.grammar import grammar_of
from zopa.statements.manner import quotations
from zopa.statements.statement import Attribution, Spans

BY_DASH = 0.9
"""The confidence of an attribution by a dash and a name at the end of a paragraph."""
_BREAK = re.compile(r"\n\s*")
_OPENING = frozenset("“„‟«\"‘‚‹'「『")
_CLOSING = frozenset("”\"»’'›」』")
_DASHED = re.compile(
    r"(?<=[”\"’»])\s*(?P<dash>[-–—―]{1,2})\s*(?P<source>[^\W\d_a-z][^.!?:;\n“”\"]{1,80}?)\s*\.?\s*$"
)
_NICKNAME = re.compile(
    r"(?<![\w’'-])[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w.’'-]*)?"
    r" (?:“[^\W\d_a-z][\w’' -]{0,20}”|\"[^\W\d_a-z][\w' -]{0,20}\"|‘[^\W\d_a-z][\w -]{0,20}’)"
    r" [^\W\d_a-z][\w’'-]+"
)


def bounded(document: Document, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of a document, each with what is its own, and those that a dash makes.

    >>> from zopa.sources import read_document
    >>> text = "“We will go,” said Ada.\\n\\n“Nobody asked us.” – Mayor Oda Lind"
    >>> document = read_document(text.encode(), "a.txt").document
    >>> both = Span(0, 13), Span(25, 43)
    >>> taken = Attribution((Span(19, 22),), (Span(14, 18),), both)
    >>> for one in bounded(document, [taken]):
    ...     print([text[slice(*span)] for span in (*one.source, *one.content)])
    ['Ada', '“We will go,”']
    ['Mayor Oda Lind', '“Nobody asked us.”']
    """
    return tuple(_Bounds(document).of(attributions))


class _Bounds:
    """Where the paragraphs, quotations, headlines and nicknames of a document are."""

    def __init__(self, document: Document) -> None:
        self.text = document.reading
        self.grammar = grammar_of(document)
        self.paragraphs = [0, *(gap.end() for gap in _BREAK.finditer(self.text))]
        self.quotes = quotations(self.text)
        self.heads = [b.span for b in document.blocks if b.use is Use.HEADING]
        self.nicknames = [Span(*match.span()) for match in _NICKNAME.finditer(self.text)]
        self.dashed = {
            number: found
            for number in range(len(self.paragraphs))
            if (found := self._dashed(number)) is not None
        }

    def of(self, attributions: Sequence[Attribution]) -> list[Attribution]:
        """The attributions, each with its own content, in the order of their cues."""
        attributions = [self._in_text(one) for one in attributions]
        sources = {self._paragraph(span) for one in attributions for span in one.source}
        kept = [self._with_own(self._named(one), sources) for one in attributions]
        found = [part for one in kept if one.content or not one.source for part in self._each(one)]
        for number, one in self.dashed.items():
            if not any(self._paragraph(other.cue[0]) == number for other in found if other.cue):
                found.append(one)
        return sorted(found, key=lambda one: one.cue[:1] or one.content[:1])

    def _paragraph(self, span: Span) -> int:
        return bisect_right(self.paragraphs, span.start) - 1

    def _dashed(self, number: int) -> Attribution | None:
        """The attribution of a paragraph that is a quotation with a dash and a name behind it."""
        start = self.paragraphs[number]
        following = self.paragraphs[number + 1 : number + 2] or [len(self.text)]
        if self.text[start : start + 1] not in _OPENING:
            return None
        match = _DASHED.search(self.text, start, following[0])
        if match is None or not match["source"].split()[-1][0].isupper():
            return None
        content = tuple(
            q for q in self.quotes if start <= q.start and q.stop <= match.start("dash")
        )
        spans = Span(*match.span("source")), Span(*match.span("dash"))
        return Attribution(spans[:1], spans[1:], content, BY_DASH) if content else None

    def _named(self, one: Attribution) -> Attribution:
        """With the whole name where a nickname within it was taken for what is said."""
        source, content = one.source, one.content
        for name in self.nicknames:
            if any(name.start <= span.start and span.stop <= name.stop for span in content):
                content = tuple(s for s in content if not name.start <= s.start < name.stop)
            if any(name.start <= span.start < name.stop for span in source):
                source = (Span(min(name.start, source[0].start), max(name.stop, source[0].stop)),)
        return replace(one, source=source, content=content)

    def _in_text(self, one: Attribution) -> Attribution:
        """With whom the sentence names where a headline was taken for the source."""
        if not one.cue or not one.source or self._in_heading(one.cue[0]):
            return one
        if not all(self._in_heading(span) for span in one.source):
            return one
        row = Row(tokens_in(self.grammar.words(one.cue[0]).sent))
        for token in row.tokens:
            if one.cue[0].start <= token.start < one.cue[0].stop and token.word.tag_[0] == "V":
                subject = subject_of(token.word)
                run = subject and noun_phrase(row, subject)
                if run:
                    span = Span(row[run.start].start, row[run.stop - 1].stop)
                    return replace(one, source=(span,))
        return replace(one, source=())

    def _each(self, one: Attribution) -> list[Attribution]:
        """An attribution for each of several sources that have names: “Peru and Chile offered”."""
        if len(one.source) != 1 or len(one.content) != 1 or not one.cue:
            return [one]
        row = Row(tokens_in(self.grammar.words(one.source[0]).sent))
        who, what = self._run(row, one.source[0]), self._run(row, one.content[0])
        found = shares(row, who, what) if who.start < who.stop else []
        alike = len({part for _, part in found}) == 1
        return [
            replace(
                one,
                source=(self._place(row, part),),
                content=one.content if alike else (self._place(row, own),),
            )
            for part, own in found
        ] or [one]

    def _run(self, row: Row, span: Span) -> TokenRun:
        inside = [at for at in range(len(row)) if span.start <= row[at].start < span.stop]
        return TokenRun(inside[0], inside[-1] + 1) if inside else TokenRun(0, 0)

    def _place(self, row: Row, run: TokenRun) -> Span:
        return Span(row[run.start].start, row[run.stop - 1].stop)

    def _with_own(self, one: Attribution, sources: set[int]) -> Attribution:
        """With what is said beside the cue, or goes on from there."""
        if not one.cue or not one.content:
            return one
        home = self._paragraph(one.cue[0])
        dashed = self.dashed.get(home)
        if dashed is not None and one.source and dashed.source[0].start <= one.source[0].stop:
            return replace(dashed, confidence=one.confidence)
        headed = self._in_heading(one.cue[0])
        content: Spans = ()
        for piece in one.content:
            if self._in_heading(piece) != headed and len(one.content) > 1:
                continue
            number = self._paragraph(piece)
            later = number > home and number not in sources and number not in self.dashed
            if number == home or later or self._goes_on(min(number, home), max(number, home)):
                content += (piece,)
        return replace(one, content=content or one.content)

    def _in_heading(self, span: Span) -> bool:
        return any(head.start <= span.start < head.stop for head in self.heads)

    def _goes_on(self, first: int, last: int) -> bool:
        """Whether what is said may go on from one paragraph to a later one: nothing is quoted in
        those between, or the quotation at their end is not closed."""
        for number in range(first, last):
            start, stop = self.paragraphs[number], self.paragraphs[number + 1]
            inside = [quote for quote in self.quotes if start <= quote.start < stop]
            end = start + len(self.text[start:stop].rstrip())
            if inside and (inside[-1].stop < end or self.text[end - 1] in _CLOSING):
                return False
        return True
