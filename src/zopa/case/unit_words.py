"""The words for one or several of what a number counts."""

from __future__ import annotations

import re

_HEAD = re.compile(
    r"(?P<before>.*?\b)(?P<noun>\w+s)(?P<after>(?: (?:of|a|an|per|in|for|each)\b.*)?)"
)
"""A unit with its noun: what follows a preposition is no part of it."""
_LARGE = re.compile(r"(?:hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
"""One million is a million dollars: the noun stays in the plural."""
_ONE_ALREADY = ("ss", "us", "is")
_LONGER = ("ches", "shes", "sses", "xes")


def counted(number: str, unit: str) -> str:
    """A number with what it counts, in the singular where it is 1.

    >>> counted("1", "years"), counted("2", "years"), counted("1", "euros a month")
    ('1 year', '2 years', '1 euro a month')
    >>> counted("1", "million dollars"), counted("1", "percent"), counted("1", "ferries")
    ('1 million dollars', '1 percent', '1 ferry')
    """
    found = _HEAD.fullmatch(unit) if number == "1" and not _LARGE.match(unit) else None
    if found is None or found["noun"].endswith(_ONE_ALREADY):
        return f"{number} {unit}"
    return f"{number} {found['before']}{_singular(found['noun'])}{found['after']}"


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun.removesuffix("ies") + "y"
    return noun.removesuffix("es" if noun.endswith(_LONGER) else "s")
