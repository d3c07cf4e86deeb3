"""Restoring capitals in texts that are all in capitals or all in small letters.

The parser finds names also where the letters say nothing, if the text is in small letters: with a
table of countries, 47 of the 69 names in the labelled texts on speakers, where lists of first names
and titles found 38, and more that are none. The text keeps its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from zopa.statements.grammar.pipeline import run_each, shipped_pipeline
from zopa.statements.grammar.plain_text import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SHOUTING = re.compile(r"(?<![A-ZÀ-Þ])[A-ZÀ-Þ]{4,}+[ ,][A-ZÀ-Þ]{2,}+[ ,][A-ZÀ-Þ]{2}")
_SMALL = re.compile(r"[a-zß-ÿ]")
_LARGE = re.compile(r"[A-ZÀ-Þ]")
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_FULL_NAME = re.compile(r"\b[A-ZÀ-Þ][a-zß-ÿ]+ ([A-ZÀ-Þ][a-zß-ÿ]{2,})\b")
_WORD = re.compile(r"\b[a-zß-ÿ]{3,}\b")
_PIECE = re.compile(r".{1,20000}(?:\s+|$)|.{1,20000}", re.DOTALL)
_LOOKED_AT = 20_000


def is_small(text: str) -> bool:
    """Whether a text is in small letters throughout, names and all.

    >>> is_small("we met ada lind in lund on monday"), is_small("We met Ada Lind in Lund on Monday")
    (True, False)
    """
    # Letters of scripts without capitals count as neither.
    sample = text[:_LOOKED_AT]
    large = len(_LARGE.findall(sample))
    return len(sample) > 40 * large + 15 and len(_SMALL.findall(sample)) > 40 * large + 10


def with_capitals(text: str) -> str:
    """The text, with the capitals of names restored if its own capitals say nothing.

    >>> with_capitals("THE UNION SAID ON MONDAY THAT DONALD TRUMP AGREED WITH THE CREWS")
    'the union said on monday that Donald Trump agreed with the crews'
    """
    small = is_small(text)
    if not small and not _SHOUTING.search(text):
        return text
    lines = [piece for line in text.splitlines(keepends=True) for piece in _PIECE.findall(line)]
    lowered = [line if small else _lowered(line) for line in lines]
    unnamed = [low for low in lowered if low is not None and low.strip()]
    named = iter(_named(unnamed))
    pairs = [
        (line, next(named) if low is not None and low.strip() else line)
        for line, low in zip(lines, lowered, strict=True)
    ]
    changed = [new for old, new in pairs if small or new != old]
    surnames = {word for new in changed for word in _FULL_NAME.findall(new)}
    return "".join(
        _WORD.sub(lambda match: _again(match.group(), surnames), new)
        if small or new != old
        else new
        for old, new in pairs
    )


def _again(word: str, surnames: set[str]) -> str:
    """A surname that stands alone, as it is written with a first name before it."""
    capital = word[:1].upper() + word[1:]
    return capital if capital in surnames else word


def _lowered(line: str) -> str | None:
    """A line in capitals, in small letters; None for any other line."""
    small, large = len(_SMALL.findall(line)), len(_LARGE.findall(line))
    if not _SHOUTING.search(line) or large < 15 or small > large / 4:
        return None
    return "".join(low if len(low := c.lower()) == 1 else c for c in line)


def _named(lines: Sequence[str]) -> Iterator[str]:
    """Lines in small letters, with capitals for what the parser takes for names."""
    made = (shipped_pipeline().make_doc(plain(line)) for line in lines)
    for line, doc in zip(lines, run_each(made), strict=True):
        yield _with_names(line, doc)


def _with_names(line: str, doc: Doc) -> str:
    letters = list(line)
    for entity in doc.ents:
        if entity.label_ not in _NAMES:
            continue
        for word in entity:
            upper = line[word.idx].upper()
            if word.is_alpha and not word.is_stop and word.pos_ != "ADP" and len(upper) == 1:
                letters[word.idx] = upper
    return "".join(letters)
