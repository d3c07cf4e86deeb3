"""How wide words are when they are drawn, and where their lines break.

Widths are those of Arial and of Liberation Sans, which has the same, in thousandths of the size of
the letters. Letters that are not in the table are taken for as wide as such letters mostly are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 12.0
"""Pixels of the letters in a chart."""
LINE = 14.0
"""Pixels from line to line."""

_WIDTHS = {
    222: "ijl‘’", 191: "'", 260: "|", 278: " !,./:;I[\\]ft·", 333: '()-`r“”›', 334: "{}",
    355: '"', 389: "*", 469: "^", 500: "Jcksvxyz↑", 556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm",
    889: "%", 944: "W", 1000: "—…→", 1015: "@",
}  # fmt: skip
_OF_LETTER = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_WIDE, _OTHER, _BOLD = 1000, 640, 1.08
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
"""Categories of characters that take no room: marks on the letter before, and format characters."""


@cache
def _letter_width(letter: str) -> int:
    if (width := _OF_LETTER.get(letter)) is not None:
        return width
    if unicodedata.category(letter) in _UNSEEN:
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


def text_width(text: str, *, bold: bool = False) -> float:
    """How many pixels wide a text is.

    >>> round(text_width("Ukraine"), 1), text_width("乌克兰")
    (41.3, 36.0)
    """
    return sum(map(_letter_width, text)) * SIZE / 1000 * (_BOLD if bold else 1)


def wrapped(text: str, width: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines of at most so many pixels; what does not fit in `most` lines ends in
    “…”.

    A line breaks at white space, between letters that stand for whole words as the Chinese do, and
    inside a word that is longer than a line. Of an empty text there is one empty line.

    >>> wrapped("how well the United States could do without a deal", 150, 2)
    ('how well the United States', 'could do without a deal')
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, width, bold=bold):
        if not line or text_width((line + piece).rstrip(), bold=bold) <= width:
            line = (line + piece) if line else piece.lstrip()
            continue
        lines.append(line.rstrip())
        line = piece.lstrip()
        if len(lines) == most:
            return (*lines[:-1], _ended(lines[-1], width, bold=bold))
    return (*lines, line.rstrip()) if line or not lines else tuple(lines)


def evened(text: str, width: float, most: int) -> tuple[str, ...]:
    """Break a text into as few lines as it takes, each as long as the others, as near as can be.

    >>> evened("balanced and proportionate deal", 160, 3)
    ('balanced and', 'proportionate deal')
    """
    lines = wrapped(text, width, most)
    for narrower in range(int(width) - 8, 0, -8):
        shorter = wrapped(text, narrower, most)
        if len(shorter) > len(lines) or "".join(shorter).endswith("…"):
            break
        lines = shorter
    return lines


def _ended(line: str, width: float, *, bold: bool) -> str:
    """A line that ends in “…”, for which its end gives way."""
    while line and text_width(f"{line} …", bold=bold) > width:
        line = line[:-1].rstrip()
    return f"{line} …" if line else "…"


_WORD = re.compile(r"\s*\S+")


def _pieces(text: str, width: float, *, bold: bool) -> Iterator[str]:
    """The parts between which a line may break, each with the white space before it."""
    for match in _WORD.finditer(text):
        word = match[0]
        blank = " " if word[0].isspace() else ""
        part = ""
        for letter in word.strip():
            wide = _letter_width(letter)
            ends = part and wide and (
                _breaks_after(part[-1])
                or (wide == _WIDE and _breaks_after(letter))
                or text_width(part + letter, bold=bold) > width
            )  # fmt: skip
            if ends:
                yield blank + part
                blank = part = ""
            part += letter
        yield blank + part


def _breaks_after(letter: str) -> bool:
    """Whether a letter stands for a word, as Chinese, Japanese and Korean ones do."""
    return unicodedata.east_asian_width(letter) in "WF" and unicodedata.category(letter)[0] == "L"
