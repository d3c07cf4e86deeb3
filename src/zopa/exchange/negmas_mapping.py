"""Reading `MappingUtilityFunction` of NegMAS: a table that says what each outcome is worth.

An outcome is a list of values in the order of the issues. NegMAS 0.16 writes it as a list in the
place of a key, which it cannot read itself; other programs write it as a text, `(red, 10)`.
"""

from __future__ import annotations

import json
import re

import numpy as np

from zopa.case.parts import clip
from zopa.exchange.codes import BEYOND_LIMITS, MISSING_PART, REPEATED_PART, UNLIKE_DOMAIN
from zopa.exchange.domain import Domain
from zopa.exchange.outcome_tables import MOST_OUTCOMES, profile_of_table
from zopa.exchange.scenario import Profile
from zopa.exchange.views import MINUS_INFINITY, View
from zopa.outcomes.arrays import Floats

_IN_BRACKETS = re.compile(r"\s*[(\[](.*)[)\]]\s*", re.DOTALL)
_ENDS = r"(?=\s*(?:,|$))"
_WORD = re.compile(rf"""\s*('[^']*'{_ENDS}|"[^"]*"{_ENDS}|[^,]+)""")


def read_mapping(view: View, domain: Domain) -> Profile | None:
    """The utilities that the table gives; None and findings if it cannot be read."""
    shape = tuple(len(issue.issue.levels) for issue in domain.issues)
    size = int(np.prod(shape, dtype=object))
    if size > MOST_OUTCOMES:
        message = f"there are {size:,} outcomes; a table of at most {MOST_OUTCOMES:,} is read"
        view.notes.add(BEYOND_LIMITS, view.place, message)
        return None
    before = view.notes.errors
    table = _filled(view, domain, shape)
    part = view.get("default")
    default = None if part is None or part.raw in MINUS_INFINITY else part.number()
    if table is None or view.notes.errors > before:
        return None
    missing = np.flatnonzero(np.isnan(table))
    if default is not None:
        table[missing] = default
    elif len(missing):
        first = ", ".join(_levels_at(domain, int(missing[0])))
        count = f"{len(missing):,} outcomes have" if len(missing) > 1 else "one outcome has"
        message = f"{count} no value and there is no `default`: (`{clip(first)}`)"
        view.notes.add(MISSING_PART, view.place, message)
        return None
    return profile_of_table("", shape, table)


def _levels_at(domain: Domain, position: int) -> list[str]:
    """The levels of the outcome at a position of the table."""
    words = []
    for issue in reversed(domain.issues):
        position, level = divmod(position, len(issue.issue.levels))
        words.append(issue.issue.levels[level])
    return words[::-1]


def _filled(view: View, domain: Domain, shape: tuple[int, ...]) -> Floats | None:
    """The table `(outcomes,)` with what is given, NaN elsewhere; None and a finding if there is
    none."""
    part = view.need("mapping")
    pairs = part.pairs() if part else None
    if part is None or pairs is None:
        return None
    table: Floats = np.full(int(np.prod(shape, dtype=object)), np.nan)
    for key, entry in pairs:
        place = part.key_place(key)
        words = outcome_words(key) if len(shape) > 1 or _IN_BRACKETS.fullmatch(key) else [key]
        if len(words) != len(shape):
            message = f"`{clip(key)}` names {len(words)} values; there are {len(shape)} issues"
            view.notes.add(UNLIKE_DOMAIN, place, message, related=((domain.place, "the domain"),))
            continue
        positions = [i.level(word) for i, word in zip(domain.issues, words, strict=True)]
        for issue, word, position in zip(domain.issues, words, positions, strict=True):
            if position is None:
                message = f"`{clip(word)}` is no value of `{clip(issue.name)}`"
                related = ((issue.place, "the issue"),)
                view.notes.add(UNLIKE_DOMAIN, place, message, related=related)
        number = entry.number()
        if number is None or None in positions:
            continue
        where = 0
        for position, levels in zip(positions, shape, strict=True):
            where = where * levels + (position or 0)
        if not np.isnan(table[where]):
            view.notes.add(REPEATED_PART, place, f"the outcome `{clip(key)}` is there twice")
        table[where] = number
    return table


def outcome_words(key: str) -> list[str]:
    """The values that the key of an outcome names.

    >>> outcome_words('["a, b", "0"]'), outcome_words("('a, b', 0)"), outcome_words("(red,)")
    (['a, b', '0'], ['a, b', '0'], ['red'])
    """
    if key.startswith("["):
        try:
            words = json.loads(key)
        except ValueError:
            words = None
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            return words
    match = _IN_BRACKETS.fullmatch(key)
    inside = (match[1] if match else key).strip().removesuffix(",")
    return [_bare(word.strip()) for word in _WORD.findall(inside)]


def _bare(word: str) -> str:
    quoted = len(word) > 1 and word[0] == word[-1] and word[0] in "'\""
    return word[1:-1] if quoted else word
