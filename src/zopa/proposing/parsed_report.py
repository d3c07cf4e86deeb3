"""A report with its parse: what the steps of proposing look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from zopa.foundation.text import Span
from zopa.sources.datelines import dateline_end
from zopa.sources.document import Use
from zopa.statements.grammar import Grammar, grammar_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from zopa.proposing.shelf import NewsReport

_ENDED = re.compile(r"[.!?…:;,][”\"’'»)\]]*$")


@dataclass(frozen=True, eq=False)
class ParsedReport:
    """A report, its parse, and which of its words stand in its body."""

    report: NewsReport
    grammar: Grammar

    @property
    def doc(self) -> Doc:
        return self.grammar.doc

    @property
    def text(self) -> str:
        return self.report.text

    @cached_property
    def heads(self) -> tuple[Span, ...]:
        """Headlines, mastheads, subheads and all else that is no running text, in order."""
        blocks = self.report.document.blocks
        found: list[Span] = []
        for number, block in enumerate(blocks):
            words = self.text[block.span.start : block.span.stop].strip()
            # A first line above a heading or a date line is a headline, whatever it ends with.
            above = number == 0 and len(blocks) > 1 and blocks[1].use is not Use.PARAGRAPH
            if above or block.use is not Use.PARAGRAPH or not _ENDED.search(words):
                found.append(block.span)
            elif (end := dateline_end(self.text, block.span)) is not None:
                found.append(Span(block.span.start, end))
        return tuple(found)

    @cached_property
    def _in_body(self) -> list[bool]:
        """For each word, whether it stands in the body."""
        inside = [True] * len(self.doc)
        for number, word in enumerate(self.doc):
            if self.grammar.in_heading(word) or self.grammar.sentence_at(word.idx) < 0:
                inside[number] = False
        for head in self.heads:
            for word in self.grammar.words(head):
                inside[word.i] = False
        if not any(inside):
            # A text of which nothing looks like a body is its own body.
            inside = [self.grammar.sentence_at(word.idx) >= 0 for word in self.doc]
        return inside

    def in_body(self, word: Token) -> bool:
        """Whether a word stands in the body of the report, not in a headline or a masthead."""
        return self._in_body[word.i]


def with_parse(report: NewsReport) -> ParsedReport:
    """The report with the parse of its document."""
    return ParsedReport(report, grammar_of(report.document))
