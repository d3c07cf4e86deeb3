"""Restoring capitals in texts that are all in capitals or all in small letters.

Names are found by their capitals. If those of a text say nothing, they are set as far as lists
allow: for countries, and after first names and titles. All other names are missed. The text keeps
its length, so spans remain valid.
"""

from __future__ import annotations

import re
from functools import cache

from zopa.foundation.text import word_set
from zopa.statements.speakers import countries
from zopa.statements.speakers.vocabulary import (
    INSTITUTION_HEADS,
    MODIFIERS,
    NOT_NAMES,
    PEOPLE,
    TITLES,
    given_names,
    is_office,
)

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_EVERYDAY = word_set(
    """will mark grace hope rose may guy bill chad drew rob dale earl penny rand dawn faith june
    rich pat art don gene jack joy ray sue max miles lance grant per van bella tara jo ben
    bob rex christian angel jay dick said april cliff clay"""
)


def recased(text: str) -> str:
    """The text, with the capitals of names restored if its own capitals say nothing.

    >>> recased("KYIV SAID TODAY THAT DONALD TRUMP AGREED WITH THE UNION")
    'Kyiv said today that Donald Trump agreed with the union'
    >>> recased("we met scott bessent in kyiv")
    'we met Scott Bessent in Kyiv'
    """
    # Letters of scripts without capitals count as neither.
    sample = text[:20_000]
    large = len(_LARGE.findall(sample))
    if len(sample) > 40 * large + 15 and len(_SMALL.findall(sample)) > 40 * large + 10:
        return _capitals(text)
    if "\n" not in text:
        return _line(text)
    if not _SHOUTING.search(text):
        return text
    return "".join(_line(line) for line in text.splitlines(keepends=True))


_SHOUTING = re.compile(r"[A-ZÀ-Þ]{4,}[ ,][A-ZÀ-Þ]{2,}[ ,][A-ZÀ-Þ]{2,}")
_SMALL = re.compile(r"[a-zß-ÿ]")
_LARGE = re.compile(r"[A-ZÀ-Þ]")


def _letters(text: str) -> tuple[int, int]:
    return len(_SMALL.findall(text)), len(_LARGE.findall(text))


def _line(line: str) -> str:
    if not _SHOUTING.search(line):
        return line
    small, large = _letters(line)
    if large < 15 or small > large / 4:
        return line
    lowered = "".join(low if len(low := c.lower()) == 1 else c for c in line)
    return _capitals(lowered)


def _capitals(text: str) -> str:
    words = [(match.group(), match.start()) for match in _WORD.finditer(text)]
    letters = list(text)
    names: set[str] = set()
    named: set[int] = set()
    for index, (word, _) in enumerate(words):
        if word in given_names() and word not in _EVERYDAY and index + 1 < len(words):
            following, place = words[index + 1]
            if place == words[index][1] + len(word) + 1 and _could_be(following):
                named |= {index, index + 1}
                names.add(re.sub(r"['’]s$", "", following))
        elif (
            (word in TITLES or word in {"president", "secretary", "minister"})
            and index + 1 < len(words)
            and _could_be(words[index + 1][0])
        ):
            named.add(index + 1)
    for index, (word, place) in enumerate(words):
        if index in named or re.sub(r"['’]s$", "", word) in names:
            letters[place] = _upper(letters[place])
        for form in _lower_forms().get(re.split(r"['’-]", word)[0], ()):
            if (
                text.startswith(form.lower(), place)
                and not text[place + len(form) : place + len(form) + 1].isalnum()
            ):
                letters[place : place + len(form)] = list(form)
                break
    return "".join(letters)


def _upper(letter: str) -> str:
    return upper if len(upper := letter.upper()) == 1 else letter


def _could_be(word: str) -> bool:
    return (
        len(word) > 2
        and word.isalpha()
        and word not in NOT_NAMES
        and word not in MODIFIERS
        and word not in PEOPLE
        and word not in INSTITUTION_HEADS
        and not is_office(word)
    )


@cache
def _lower_forms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    everyday = {
        "turkey",
        "chad",
        "polish",
        "china",
        "guinea",
        "kiwi",
        "who",
        "the alliance",
        "rada",
    }
    for form in countries.words():
        low = form.lower()
        if len(low) > 3 and low not in everyday and len(low) == len(form):
            found.setdefault(re.split(r"['’ -]", low)[0], []).append(form)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in found.items()}
