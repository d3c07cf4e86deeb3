"""Which blocks of a page are the report: trafilatura finds it, its blocks are found again here.

Trafilatura (Barbaresi, *Trafilatura: A Web Scraping Library and Command-Line Tool for Text
Discovery and Extraction*, ACL 2021 demonstrations) tells an article from what surrounds it, and
gives its text without places. A block of the page belongs to it if nearly all runs of four words
in the block stand in that text too.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from itertools import pairwise

from zopa.sources.markup import TextPiece, VisiblePage

_WORD = re.compile(r"\w+")
_RUN = 4
_LARGE = 300_000
"""Characters of a page beyond which trafilatura's slower second opinions are left out."""
_HUGE, _MANY = 1_000_000, 10_000
"""Characters and blocks beyond which it is not asked: its time grows with their square."""
_SHORTEST = 120
"""Characters of an article."""
_SAME = ("p", "li", "blockquote", "div", "dd", "h2", "h3", "h4")


def is_too_large(text: str, page: VisiblePage) -> bool:
    """Whether a page is so large that no article is looked for in it."""
    return len(text) > _HUGE or len(page.pieces) > _MANY


def article(text: str, page: VisiblePage) -> list[bool] | None:
    """For each piece of a page whether it is of the report, or None where no report is found."""
    found = "" if is_too_large(text, page) else _found(text)
    if len(found.strip()) < _SHORTEST:
        return None
    lines = [tuple(_words(line)) for line in found.splitlines()]
    runs = {line[i : i + _RUN] for line in lines for i in range(len(line) - _RUN + 1)}
    whole = set(lines)
    chosen = [_belongs(_words(page.shown[slice(*p.span)]), runs, whole) for p in page.pieces]
    if not any(chosen):
        return None
    return _filled(page.pieces, chosen, page.shown)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _belongs(words: list[str], runs: set[tuple[str, ...]], whole: set[tuple[str, ...]]) -> bool:
    if len(words) < _RUN:
        return bool(words) and tuple(words) in whole
    count = len(words) - _RUN + 1
    return sum(tuple(words[i : i + _RUN]) in runs for i in range(count)) >= 0.75 * count


def _filled(pieces: Sequence[TextPiece], chosen: list[bool], shown: str) -> list[bool]:
    """A paragraph between two of the report, in the same element, is of the report too."""
    held = [index for index, is_chosen in enumerate(chosen) if is_chosen]
    for first, last in pairwise(held):
        for index in range(first + 1, last):
            piece = pieces[index]
            beside = piece.parent in (pieces[first].parent, pieces[last].parent)
            ended = shown[piece.span.stop - 1] in '.!?”"’。؟:»)'
            if beside and ended and piece.tag in _SAME and not piece.why:
                chosen[index] = True
    return chosen


def _found(text: str) -> str:
    """The text of the article, or nothing; whatever trafilatura stumbles over is no article."""
    from trafilatura import bare_extraction

    logger = logging.getLogger("trafilatura")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        found = bare_extraction(
            _without_declaration(text),
            include_comments=False,
            include_tables=True,
            with_metadata=False,
            fast=len(text) > _LARGE,
        )
    except (MemoryError, RecursionError, Exception):
        return ""
    finally:
        logger.setLevel(before)
    return (getattr(found, "text", "") or "") if found is not None else ""


def _without_declaration(text: str) -> str:
    """lxml refuses text that declares an encoding, since it is decoded already."""
    return re.sub(r"^\s*<\?xml[^<>]*\?>", "", text[:400], count=1) + text[400:]
