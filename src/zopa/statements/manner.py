"""Whose words: what stands between quotation marks, and how much of a content does.

Marks are read in news style: “…”, "…", ‘…’, '…', «…», »…«, „…“, ”…”, 「…」. A quotation
may run over paragraphs of which each opens anew and only the last closes (The Chicago Manual of
Style, 13.32), or on to a closing mark in the paragraph after. A mark that is never closed opens a
quotation up to the end of its paragraph; a single one that is never closed is an apostrophe.
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
"""What closes a quotation that was opened with each mark."""
_ALWAYS = frozenset("“„‟«「『‚‹")
"""Marks that open a quotation wherever none is open; the others only at the head of a word."""
_SINGLE = frozenset("‘'‚‹›")
_ELISION = re.compile(r"['‘’](?:\d0s|em\b|tis\b|twas\b|til\b|cause\b|n['’])", re.IGNORECASE)


class _Mark(NamedTuple):
    at: int
    mark: str
    paragraph: int
    heads: bool
    """Stands at the head of a word."""
    tails: bool
    """Stands at the tail of a word or of a mark."""
    weak: bool
    """After an “s” and before another word, where a genitive stands as well."""


def _marks(text: str, starts: Sequence[int]) -> list[_Mark]:
    found = []
    for match in _MARK.finditer(text):
        at = match.start()
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        heads = (not before or before.isspace() or before in '([{—–-“"‘/') and (
            bool(after) and not after.isspace()
        )
        tails = bool(before) and not before.isspace() and not after.isalnum()
        paragraph = bisect_right(starts, at) - 1
        weak = before in ("s", "S") and after == " " and text[at + 2 : at + 3].islower()
        found.append(_Mark(at, match[0], paragraph, heads, tails, weak))
    return found


def quotations(text: str, paragraphs: Sequence[int] | None = None) -> tuple[Span, ...]:
    """Spans of what is quoted, marks and all, one a paragraph, in order and without overlap.

    `paragraphs` holds the offset at which each paragraph starts, in order; by default every line
    starts one. Quotations within quotations are part of the outer one. The work grows linearly
    with the text.

    >>> text = "“No,” he said. ‘The ministers’ plan’ is dead, isn’t it?"
    >>> [text[slice(*span)] for span in quotations(text)]
    ['“No,”', '‘The ministers’ plan’']
    """
    if paragraphs is None:
        paragraphs = [0, *(match.end() for match in _BREAK.finditer(text))]
    starts = list(paragraphs)
    marks = _marks(text, starts)
    closing = _next_closers(marks)
    found: list[Span] = []
    at = 0
    while at < len(marks):
        opening = marks[at]
        if not _opens(text, opening):
            at += 1
            continue
        end = closing[at]
        if end is not None and marks[end].paragraph == opening.paragraph:
            found.append(Span(opening.at, marks[end].at + 1))
            at = end + 1
        elif opening.mark in _SINGLE:
            at += 1
        else:
            at = _unclosed(text, starts, marks, at, end, found)
    return tuple(found)


def _opens(text: str, mark: _Mark) -> bool:
    if mark.mark not in _CLOSERS or _ELISION.match(text, mark.at):
        return False
    return mark.mark in _ALWAYS or mark.heads


def _next_closers(marks: list[_Mark]) -> list[int | None]:
    """For each mark the index of the one that closes it, were it to open a quotation.

    Read from the end, so that each is found once. A single mark after an “s” and before a word
    may be a genitive: it closes only if no better one follows in the paragraph before another
    quotation opens.
    """
    following: dict[str, int] = {}
    result: list[int | None] = [None] * len(marks)
    for index in range(len(marks) - 1, -1, -1):
        one = marks[index]
        places = [following[mark] for mark in _CLOSERS.get(one.mark, "") if mark in following]
        result[index] = min(places, default=None)
        if one.mark in ("’", "'", "‘"):
            if one.heads and not one.tails:
                following.pop("’", None)
                following.pop("'", None)
            if one.tails:
                later = following.get(one.mark)
                same = later is not None and marks[later].paragraph == one.paragraph
                if not (same and one.weak):
                    following[one.mark] = index
        elif one.mark != '"' or not one.heads or one.tails:
            following[one.mark] = index
    return result


def _unclosed(
    text: str, starts: list[int], marks: list[_Mark], at: int, end: int | None, found: list[Span]
) -> int:
    """Adds a quotation that its paragraph does not close; returns the mark to go on with."""
    opening = marks[at]
    found.append(Span(opening.at, _paragraph_end(text, starts, opening.paragraph)))
    at += 1
    while at < len(marks) and marks[at].paragraph == opening.paragraph:
        at += 1
    if at == len(marks) or marks[at].paragraph != opening.paragraph + 1:
        return at
    # The next paragraph opens anew by itself; one that only closes goes on with the quotation.
    if end == at and marks[at].mark != '"':
        found.append(Span(starts[marks[at].paragraph], marks[at].at + 1))
        at += 1
    return at


def _paragraph_end(text: str, starts: list[int], paragraph: int) -> int:
    stop = starts[paragraph + 1] if paragraph + 1 < len(starts) else len(text)
    while stop > starts[paragraph] and text[stop - 1].isspace():
        stop -= 1
    return stop


def manner(text: str, content: Spans, quoted: Spans | None = None) -> Manner:
    """Whether all words of a content stand between quotation marks, none, or some.

    `quoted` holds the quotations of the whole text, where they are known already (see
    `quotations`); they are found anew otherwise. A content without words is indirect.

    >>> text = "He called it “a trump card” in the talks."
    >>> manner(text, (Span(13, 27),)), manner(text, (Span(10, 40),))
    (<Manner.DIRECT: 'direct'>, <Manner.MIXED: 'mixed'>)
    """
    if quoted is None:
        quoted = quotations(text)
    starts = [span.start for span in quoted]
    inside = outside = False
    for start, stop in content:
        for match in _WORD.finditer(text, max(start, 0), min(stop, len(text))):
            at = bisect_right(starts, match.start()) - 1
            if at >= 0 and match.start() < quoted[at].stop:
                inside = True
            else:
                outside = True
        if inside and outside:
            return Manner.MIXED
    return Manner.DIRECT if inside else Manner.INDIRECT
