"""Cutting plain text into blocks: paragraphs, headings, and furniture with the reason for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zopa.foundation.text import Span, trimmed_span
from zopa.sources.document import Block, Use
from zopa.sources.furniture import DATE, MAIL_HEADER, asides, is_mail_header
from zopa.sources.layout import SPEAKER, Lines, lines_of, paragraphs
from zopa.sources.masthead import masthead_of, note_of

_CLOSED = re.compile(r"""[.!?:;,…。！？۔؟।][\"'”’»)\]」』]*$|[”"»]$""")
_SIGNED = re.compile(r"""["“«„].*[”"»]\s*[-–—―]{1,2}\s*\w""")
"""A quotation with a dash and a name behind it."""
_WORDS = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LONGEST_HEADING = 120
_MASTHEAD_BLOCKS = 4
"""A line with the name of the paper and the day is one of so many at the top."""


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of plain text.

    >>> text = "A draft is refused\\n\\nThe minister refused the draft on Friday.\\n\\nREAD MORE"
    >>> [(block.use.value, block.why) for block in blocks_of(text)]
    [('heading', ''), ('paragraph', ''), ('furniture', 'link to another story')]
    """
    lines = lines_of(text)
    head = _mail_head(text, lines)
    blocks = [Block(line, Use.FURNITURE, MAIL_HEADER) for line in lines[:head]]
    spans = [Span(run[0].start, run[-1].stop) for run in paragraphs(text, lines[head:])]
    blocks.extend(split(text, spans))
    return tuple(blocks)


def split(text: str, spans: Sequence[Span]) -> Iterator[Block]:
    """The given paragraphs as blocks, with furniture cut out of them and headings recognised."""
    pieces = [piece for span in spans for piece in _pieces(text, span)]
    title = _set_mastheads_aside(text, pieces)
    for index, piece in enumerate(pieces):
        following = next((p for p in pieces[index + 1 : index + 4] if not p.why), None)
        if index == title or (
            not piece.why and _is_heading(text, piece.span, following, first=index == 0)
        ):
            yield Block(piece.span, Use.HEADING)
        else:
            yield piece


def _set_mastheads_aside(text: str, pieces: list[Block]) -> int | None:
    """Make furniture of the lines with paper and day, and return the title above them."""
    title: int | None = None
    masthead_below = False
    for index, piece in enumerate(pieces[:_MASTHEAD_BLOCKS]):
        if piece.why:
            continue
        if masthead_of(text, piece.span, titled=title is not None):
            pieces[index] = Block(piece.span, Use.FURNITURE, DATE)
            masthead_below = title is not None
        elif title is not None and note_of(text, piece.span):
            pieces[index] = Block(piece.span, Use.FURNITURE, DATE)
            masthead_below = True
        elif _CLOSED.search(text[piece.span.start : piece.span.stop]):
            break  # the report has begun
        elif title is None and piece.span.stop - piece.span.start <= _LONGEST_HEADING:
            title = index
    return title if masthead_below else None


def _pieces(text: str, span: Span) -> Iterator[Block]:
    at = span.start
    for aside in asides(text, span):
        before = trimmed_span(text, at, aside.span.start)
        if before:
            yield Block(before, Use.PARAGRAPH)
        yield Block(aside.span, Use.FURNITURE, aside.why)
        at = aside.span.stop
    rest = trimmed_span(text, at, span.stop)
    if rest:
        yield Block(rest, Use.PARAGRAPH)


def _is_heading(text: str, span: Span, following: Block | None, *, first: bool) -> bool:
    """Whether a block is a short line without a full stop at its end, before a longer block."""
    length = span.stop - span.start
    if length > _LONGEST_HEADING or following is None:
        return False
    line = text[span.start : span.stop]
    if re.match(r"#{1,6}\s", line):
        return True
    if first and is_in_title_case(line) and not SPEAKER.match(line):
        return True
    if _CLOSED.search(line) or SPEAKER.match(line) or not _LETTERS.search(line):
        return False
    if _SIGNED.match(line):
        return False
    if len(line.split()) < 2 and not first:
        return False
    longer = following.span.stop - following.span.start > length
    closed = _CLOSED.search(
        text, max(following.span.start, following.span.stop - 4), following.span.stop
    )
    return longer and closed is not None and not line[0].islower()


def is_in_title_case(line: str) -> bool:
    """Whether a line has a capital at most of its longer words, as headlines have.

    >>> is_in_title_case("Crews Put Offer to the Vote. Is It Enough?")
    True
    >>> is_in_title_case("Crews put the offer of Norvik Lines to the vote")
    False
    """
    words = [word for word in _WORDS.findall(line) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= 3 and 3 * capitals >= 2 * len(words)


def _mail_head(text: str, lines: Lines) -> int:
    """How many lines at the top are the head of an e-mail; a single line does not count as one."""
    count = 0
    while count < min(len(lines), 60) and is_mail_header(text, lines[count]):
        count += 1
    return count if count >= 2 else 0
