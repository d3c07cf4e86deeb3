"""Finding out which blocks of a page belong to the report.

Trafilatura (Barbaresi, *Trafilatura: A Web Scraping Library and Command-Line Tool for Text
Discovery and Extraction*, ACL 2021 demonstrations) separates an article from what surrounds it, but
returns its text without the places in the page. This module finds the places again: a block of the
page belongs to the report if nearly all runs of four words in the block also stand in the text that
trafilatura returned.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from itertools import pairwise

from zopa.sources.markup import TextPiece, VisiblePage

_WORD = re.compile(r"\w+")
_RUN = 4
"""How many words a run has that is looked for in the text of the article."""
_LARGE = 300_000
"""With more characters than this, trafilatura is asked to leave out its slower second opinions."""
_HUGE, _MANY = 1_000_000, 10_000
"""Trafilatura is not asked about a page with more characters than the first number, or more blocks
than the second, because its time grows with the square of both."""
_SHORTEST = 120
"""An article has at least this many characters."""
_TEXT_TAGS = ("p", "li", "blockquote", "div", "dd", "h2", "h3", "h4")


def is_too_large(text: str, page: VisiblePage) -> bool:
    """Whether a page is too large to look for an article in it."""
    return len(text) > _HUGE or len(page.pieces) > _MANY


def in_article(text: str, page: VisiblePage) -> list[bool] | None:
    """For each piece of a page, whether it belongs to the report; None if no report is found."""
    report = "" if is_too_large(text, page) else _article_text(text)
    if len(report.strip()) < _SHORTEST:
        return None
    lines = [tuple(_words(line)) for line in report.splitlines()]
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
    """`chosen`, and the paragraphs between two chosen ones that stand in the same element."""
    held = [index for index, is_chosen in enumerate(chosen) if is_chosen]
    for first, last in pairwise(held):
        for index in range(first + 1, last):
            piece = pieces[index]
            beside = piece.parent in (pieces[first].parent, pieces[last].parent)
            ended = shown[piece.span.stop - 1] in '.!?”"’。؟:»)'
            if beside and ended and piece.tag in _TEXT_TAGS and not piece.why:
                chosen[index] = True
    return chosen


def _article_text(text: str) -> str:
    """The text of the article; empty if there is none or if trafilatura fails on the page."""
    from trafilatura import bare_extraction

    logger = logging.getLogger("trafilatura")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        extracted = bare_extraction(
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
    return (getattr(extracted, "text", "") or "") if extracted is not None else ""


def _without_declaration(text: str) -> str:
    """The text without its XML declaration: lxml refuses decoded text that declares an encoding."""
    return re.sub(r"^\s*<\?xml[^<>]*\?>", "", text[:400], count=1) + text[400:]
