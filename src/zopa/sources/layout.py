"""Joining lines to paragraphs.

In some files each line is a paragraph. In others, such as news wires, e-mails and PDFs, lines are
broken at a column, and paragraphs are separated by a blank line or by nothing. To find out which it
is, each line end is examined: if the first word of the next line would have fitted on the line, the
line was not broken at a column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zopa.foundation.text import Span

BREAK = re.compile(r"\r\n?|[\n\f\v\x1c-\x1e\x85\u2028\u2029]")
_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]*\S[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]*")
_BLANK = re.compile(
    r"(?:\r\n?+|[\n\f\v\x1c-\x1e\x85\u2028\u2029])\s*?(?:\r\n?|[\n\f\v\x85\u2028\u2029])"
)
_FIRST_WORD = re.compile(r"\S{1,40}")
_ENDED = re.compile(r"""[.!?:;…。！？۔؟॥।]["'”’»)\]」』]*$""")
SPEAKER = re.compile(
    r"(?:[QA]|Q\d|Question|Answer)[.:]\s|(?:[A-ZÀ-ÞА-Я][\w.’'-]*[ ,]\s?){0,6}"
    r"[A-ZÀ-ÞА-Я][\w.’'-]*(?: \([^()\n]{1,60}\))?:\s"
)
"""Matches the beginning of a turn in a transcript, such as `Q:`, `SECRETARY LEE:` or
`Anna Lee (through interpreter):`."""
_ITEM = re.compile(r"[-*•‣–—·o]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s")
_NARROWEST, _WIDEST = 30, 140
"""Lines that are broken at a column have a column between these two."""

Lines = list[Span]


def lines_of(text: str, span: Span | None = None) -> Lines:
    """The lines that are not blank, as spans without white space at their ends."""
    start, stop = span or Span(0, len(text))
    lines: Lines = []
    for match in _LINE.finditer(text, start, stop):
        line = match.group()
        head = match.start() + len(line) - len(line.lstrip())
        lines.append(Span(head, head + len(line.strip())))
    return lines


def paragraphs(text: str, lines: Lines, *, broken: bool = False) -> list[Lines]:
    """The lines of each paragraph. `broken` says that lines are known to be broken at a column, as
    they are in PDFs.

    >>> text = "The talks about the river ended on Monday\\nwithout a result.\\n\\nNo date was set."
    >>> [len(run) for run in paragraphs(text, lines_of(text))]
    [2, 1]
    >>> text = "The talks about the river ended.\\nNo date was set for another round."
    >>> [len(run) for run in paragraphs(text, lines_of(text))]
    [1, 1]
    """
    groups = _groups(text, lines)
    width = wrapping(text, groups, broken=broken)
    if width is None:
        return [[line] for line in lines]
    return [run for group in groups for run in _runs(text, group, width)]


def _groups(text: str, lines: Lines) -> list[Lines]:
    """The lines in groups that blank lines separate."""
    groups: list[Lines] = [[lines[0]]] if lines else []
    for before, line in pairwise(lines):
        if _BLANK.search(text, before.stop, line.start):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def wrapping(text: str, groups: Sequence[Lines], *, broken: bool = False) -> int | None:
    """The column at which lines are broken, or None if each line is a paragraph."""
    ends = [pair for group in groups for pair in pairwise(group)]
    lengths = sorted(len_of(line) for line, _ in ends)
    if not lengths:
        return None
    width = lengths[min(len(lengths) - 1, len(lengths) * 19 // 20)]
    if broken:
        return width
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [pair for pair in ends if _is_full(text, *pair, width)]
    within = [pair for pair in full if not _ENDED.search(text, pair[0].stop - 4, pair[0].stop)]
    if len(ends) < 4:
        # So few lines may be full by chance, so they must break off within a sentence: each of two,
        # and of three all but one.
        running = sum(_runs_on(text, *pair) for pair in ends) >= max(1, len(ends) - (len(ends) > 2))
        return width if running and len(full) == len(ends) else None
    return width if len(full) >= 0.6 * len(ends) and len(within) >= 0.6 * len(full) else None


def len_of(span: Span) -> int:
    """How many characters a span holds."""
    return span.stop - span.start


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    word = _FIRST_WORD.match(text, after.start, after.stop)
    length = len(word.group()) if word else 0
    return len_of(line) + 1 + length > width - 2


def _runs_on(text: str, line: Span, after: Span) -> bool:
    """Whether punctuation and letter case show that a sentence goes on in the next line."""
    if _ENDED.search(text, max(line.start, line.stop - 4), line.stop):
        return False
    return text[after.start].islower() or text[line.stop - 1] in ",-–—"


def _runs(text: str, group: Lines, width: int) -> list[Lines]:
    runs: list[Lines] = [[group[0]]]
    margin = min(_indent(text, line) for line in group)
    for line, after in pairwise(group):
        ended = bool(_ENDED.search(text, max(line.start, line.stop - 4), line.stop))
        new = (
            (ended and SPEAKER.match(text, after.start, after.stop))
            or (_ITEM.match(text, after.start, after.stop) and _short(line, width, ended))
            or (_indent(text, after) > margin + 1 and _indent(text, line) <= margin + 1 and ended)
            or ((not _is_full(text, line, after, width) and _short(line, width, ended))
            and not _runs_on(text, line, after))
        )  # fmt: skip
        if new:
            runs.append([after])
        else:
            runs[-1].append(after)
    return runs


def _short(line: Span, width: int, ended: bool) -> bool:
    """Whether a line is short enough to be the last one of its paragraph.

    A line that ends with a full stop may be longer than one that does not.
    """
    return len_of(line) < (width * 0.9 if ended else width * 0.6)


def _indent(text: str, line: Span) -> int:
    at = line.start
    while at > 0 and text[at - 1] in " \t":
        at -= 1
    return line.start - at
