"""Restoring capitals in texts that are all in capitals or all in small letters.

The parser tells which words are names, and the table of countries what it does not know. The text
keeps its length, so spans remain valid.
"""

from __future__ import annotations

import re
from functools import cache

from zopa.statements.grammar import is_small, with_capitals
from zopa.statements.speakers import countries

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def recased(text: str) -> str:
    """The text, with the capitals of names restored if its own capitals say nothing.

    >>> recased("KYIV SAID TODAY THAT DONALD TRUMP AGREED WITH THE UNION")
    'Kyiv said today that Donald Trump agreed with the union'
    """
    found = with_capitals(text)
    if found == text and not is_small(text):
        return text
    lines = zip(found.splitlines(keepends=True), text.splitlines(keepends=True), strict=True)
    small = is_small(text)
    return "".join(_countries(new) if small or new != old else new for new, old in lines)


def _countries(line: str) -> str:
    """A line with capitals for countries, their peoples and capitals."""
    letters = list(line)
    low = line.lower() if len(line.lower()) == len(line) else line
    for match in _WORD.finditer(low):
        place = match.start()
        for form in _lower_forms().get(re.split(r"['’-]", match.group())[0], ()):
            stop = place + len(form)
            if low.startswith(form.lower(), place) and not low[stop : stop + 1].isalnum():
                letters[place:stop] = list(form)
                break
    return "".join(letters)


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
