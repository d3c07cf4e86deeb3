"""Finding quotations in a text, and telling whether a content is in the speaker's own words.

The marks of news texts are known: “…”, "…", ‘…’, '…', «…», »…«, „…“, ”…”, 「…」. A quotation may
run over several paragraphs, each of which begins with an opening mark while only the last one has
a closing mark (The Chicago Manual of Style, 13.32). It may also run to a closing mark in the next
paragraph. A double mark that is never closed opens a quotation up to the end of its paragraph; a
single mark that is never closed is an apostrophe.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from zopa.foundation.text import Span
from zopa.statements.statement import Manner, Spans

_MARK = re.compile(r"[“”„‟«»\"‘’‚‹›'「」『』]")
_BREAK = re.compile(r"\n\s*")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_CLOSERS = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", '"': '"', "‘": "’", "‚": "‘’", "'": "'",
    "”": "”", "‹": "›", "›": "‹", "「": "」", "『": "』",
}  # fmt: skip
"""For each opening mark, the marks that close its quotation."""
_ALWAYS = frozenset("“„‟«「『‚‹")
"""The marks that open a quotation wherever none is open. The others do so only before a word."""
_SINGLE = frozenset("‘'‚‹›")
_ELISION = re.compile(r"['‘’](?:\d0s|em\b|tis\b|twas\b|til\b|cause\b|n['’])", re.IGNORECASE)


class _Mark(NamedTuple):
    at: int
    mark: str
    paragraph: int
    heads: bool
    """Whether it stands at the beginning of a word."""
    tails: bool
    """Whether it stands at the end of a word or after another mark."""
    weak: bool
    """Whether it stands after an “s” and before another word, where it may mark a genitive."""


def _marks(text: str, starts: Sequence[int]) -> list[_Mark]:
    marks = []
    for match in _MARK.finditer(text):
        at = match.start()
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        heads = (not before or before.isspace() or before in '([{—–-“"‘/') and (
            bool(after) and not after.isspace()
        )
        tails = bool(before) and not before.isspace() and not after.isalnum()
        paragraph = bisect_right(starts, at) - 1
        weak = before in ("s", "S") and after == " " and text[at + 2 : at + 3].islower()
        marks.append(_Mark(at, match[0], paragraph, heads, tails, weak))
    return marks


def quotations(text: str, paragraphs: Sequence[int] | None = None) -> tuple[Span, ...]:
    """The spans of the quotations in `text`, including their marks, in order and without overlap.

    A quotation that runs over paragraphs has one span for each. `paragraphs` holds the offset at
    which each paragraph starts, in order; by default every line starts one. A quotation within a
    quotation is part of the outer one. The work grows linearly with the text.

    >>> text = "“No,” he said. ‘The ministers’ plan’ is dead, isn’t it?"
    >>> [text[slice(*span)] for span in quotations(text)]
    ['“No,”', '‘The ministers’ plan’']
    """
    if paragraphs is None:
        paragraphs = [0, *(match.end() for match in _BREAK.finditer(text))]
    starts = list(paragraphs)
    marks = _marks(text, starts)
    closing = _next_closers(marks)
    spans: list[Span] = []
    at = 0
    while at < len(marks):
        opening = marks[at]
        if not _opens(text, opening):
            at += 1
            continue
        end = closing[at]
        if end is not None and marks[end].paragraph == opening.paragraph:
            spans.append(Span(opening.at, marks[end].at + 1))
            at = end + 1
        elif opening.mark in _SINGLE:
            at += 1
        else:
            at = _unclosed(text, starts, marks, at, end, spans)
    return tuple(spans)


def _opens(text: str, mark: _Mark) -> bool:
    if mark.mark not in _CLOSERS or _ELISION.match(text, mark.at):
        return False
    return mark.mark in _ALWAYS or mark.heads


def _next_closers(marks: list[_Mark]) -> list[int | None]:
    """For each mark, the index of the mark that would close a quotation that it opened.

    The marks are read from the end, so that each closing mark is found once. A single mark after an
    “s” and before a word may be a genitive: it closes a quotation only if, before another quotation
    opens, no better mark follows in its paragraph.
    """
    following: dict[str, int] = {}
    result: list[int | None] = [None] * len(marks)
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        places = [
            following[closer] for closer in _CLOSERS.get(mark.mark, "") if closer in following
        ]
        result[index] = min(places, default=None)
        if mark.mark in ("’", "'", "‘"):
            if mark.heads and not mark.tails:
                following.pop("’", None)
                following.pop("'", None)
            if mark.tails:
                later = following.get(mark.mark)
                same = later is not None and marks[later].paragraph == mark.paragraph
                if not (same and mark.weak):
                    following[mark.mark] = index
        elif mark.mark != '"' or not mark.heads or mark.tails:
            following[mark.mark] = index
    return result


def _unclosed(
    text: str, starts: list[int], marks: list[_Mark], at: int, end: int | None, spans: list[Span]
) -> int:
    """Add to `spans` a quotation that is not closed in its paragraph.

    Returns the index of the mark with which to go on.
    """
    opening = marks[at]
    spans.append(Span(opening.at, _paragraph_end(text, starts, opening.paragraph)))
    at += 1
    while at < len(marks) and marks[at].paragraph == opening.paragraph:
        at += 1
    if at == len(marks) or marks[at].paragraph != opening.paragraph + 1:
        return at
    # A next paragraph that begins with an opening mark is a quotation by itself. If it has only a
    # closing mark, the quotation goes on up to there.
    if end == at and marks[at].mark != '"':
        spans.append(Span(starts[marks[at].paragraph], marks[at].at + 1))
        at += 1
    return at


def _paragraph_end(text: str, starts: list[int], paragraph: int) -> int:
    stop = starts[paragraph + 1] if paragraph + 1 < len(starts) else len(text)
    while stop > starts[paragraph] and text[stop - 1].isspace():
        stop -= 1
    return stop


def manner_of(text: str, content: Spans, quoted: Spans | None = None) -> Manner:
    """Whether all words of a content stand between quotation marks, or none, or some.

    `quoted` holds the quotations of the whole text (see `quotations`); if it is not given, they are
    looked for. A content without words is indirect.

    >>> text = "He called it “a trump card” in the talks."
    >>> manner_of(text, (Span(13, 27),)), manner_of(text, (Span(10, 40),))
    (<Manner.DIRECT: 'direct'>, <Manner.MIXED: 'mixed'>)
    """
    if quoted is None:
        quoted = quotations(text)
    inside = outside = False
    for start, stop in content:
        for match in _WORD.finditer(text, max(start, 0), min(stop, len(text))):
            at = bisect_right(quoted, match.start(), key=lambda span: span.start) - 1
            if at >= 0 and match.start() < quoted[at].stop:
                inside = True
            else:
                outside = True
        if inside and outside:
            return Manner.MIXED
    return Manner.DIRECT if inside else Manner.INDIRECT
