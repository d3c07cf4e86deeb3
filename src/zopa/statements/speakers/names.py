"""Deciding whether two written names belong to the same person.

Names are compared by a key that is the same for different spellings of a name in Latin letters
(Zelenskyy, Zelenskiy, Zelensky), and then by the number of edits. Two names belong to the same
person only if nothing speaks against it: two common first names that differ, different middle
initials, or “Jr” and “Sr” tell people apart even if their surnames agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from zopa.foundation.names import fold
from zopa.statements.speakers.vocabulary import PARTICLES, given_names, same_names

_SUFFIXES = {"jr": "jr", "sr": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_LEVELS = (
    ("shch", "s"), ("sch", "s"), ("tch", "4"), ("zh", "z"), ("kh", "h"), ("sh", "s"), ("ch", "4"),
    ("tz", "c"), ("ts", "c"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("dj", "j"), ("dzh", "j"),
    ("q", "k"), ("w", "v"), ("x", "ks"), ("ou", "u"), ("oe", "o"), ("ue", "u"), ("ae", "a"),
    ("ye", "e"), ("yo", "e"), ("ya", "ia"), ("yu", "iu"), ("j", "i"), ("y", "i"),
    ("ie", "e"), ("c", "k"),
)  # fmt: skip
_RUN = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """A rough form of how a name sounds, which is equal for usual transliterations of it.

    >>> key("Zelenskyy") == key("Zelenskiy") == key("Zelensky")
    True
    >>> key("Zaluzhny") == key("Zelensky")
    False
    """
    plain = re.sub(r"[^a-z0-9]", "", fold(word).replace("ł", "l").replace("ø", "o"))
    if not plain:
        return fold(word)
    for written, level in _LEVELS:
        plain = plain.replace(written, level)
    return _RUN.sub(r"\1", plain)


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name; without first names it is a bare surname."""

    given: tuple[str, ...]
    surname: str
    suffix: str = ""

    @property
    def surname_key(self) -> str:
        return key(self.surname.split()[-1]) if self.surname else ""


@lru_cache(maxsize=65536)
def parsed(name: str) -> PersonName:
    """A name in parts.

    >>> parsed("Ursula von der Leyen")
    PersonName(given=('Ursula',), surname='von der Leyen', suffix='')
    >>> parsed("Donald J. Trump Jr.")
    PersonName(given=('Donald', 'J.'), surname='Trump', suffix='jr')
    """
    parts = name.split()
    suffix = ""
    while len(parts) > 1 and (found := _SUFFIXES.get(parts[-1].strip(".,").lower())):
        suffix = found
        parts.pop()
    if not parts:
        return PersonName((), name)
    first = len(parts) - 1
    while first > 0 and parts[first - 1] in PARTICLES:
        first -= 1
    return PersonName(tuple(parts[:first]), " ".join(parts[first:]), suffix)


def _initials(given: tuple[str, ...]) -> str:
    return "".join(
        part.replace(".", "") if "." in part or (part.isupper() and len(part) < 4) else part[0]
        for part in given
    ).lower()


def _is_initials(part: str) -> bool:
    return "." in part or len(part) == 1 or (part.isupper() and len(part) < 4)


def near(one: str, other: str, least: int = 5) -> bool:
    """Whether two keys differ by at most one edit and are long enough for that to mean anything.

    >>> near(key("Bidget"), key("Bridget")), near(key("Jean"), key("Jan"))
    (True, False)
    """
    from rapidfuzz.distance import OSA

    if one == other:
        return True
    if min(len(one), len(other)) < least:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


@cache
def _first_names_agree(one: str, other: str) -> float:
    if _is_initials(one) or _is_initials(other):
        return 0.8 if one[:1].lower() == other[:1].lower() else 0.0
    if key(one) == key(other):
        return 1.0
    low = one.lower(), other.lower()
    if same_names().get(low[0], frozenset()) & same_names().get(low[1], frozenset()):
        return 0.9
    if low[0] in given_names() and low[1] in given_names():
        return 0.0
    return 0.8 if near(key(one), key(other)) else 0.0


def agree(one: PersonName, other: PersonName) -> float:
    """How well two names with the same or nearly the same surname agree, from 0 (not at all) to 1.

    >>> agree(parsed("Bidget Brink"), parsed("Bridget Brink"))
    0.8
    >>> agree(parsed("George W. Bush"), parsed("George H.W. Bush"))
    0.0
    >>> agree(parsed("Boris Johnson"), parsed("Mike Johnson"))
    0.0
    """
    if not one.given or not other.given:
        return 0.9
    if one.suffix != other.suffix:
        return 0.0
    if len(one.given) + len(other.given) > 2:
        # “JD” may stand for two first names; middle initials part people.
        letters = _initials(one.given), _initials(other.given)
        if letters[0] == letters[1] and (
            _is_initials(one.given[0]) or _is_initials(other.given[0])
        ):
            return 0.8
        if len(one.given) > 1 and len(other.given) > 1 and letters[0][1:] != letters[1][1:]:
            return 0.0
    return _first_names_agree(one.given[0], other.given[0])


def gender(given: tuple[str, ...]) -> str:
    """`m`, `f`, or nothing, by the first name.

    >>> gender(("Bridget",)), gender(("Bidget",))
    ('f', '')
    """
    if not given:
        return ""
    first = given[0].lower()
    return given_names().get(first, "") or given_names().get(first.split("-")[0], "")
