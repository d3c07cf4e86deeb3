"""Texts that look the same and are not: by invisible characters, or by letters of other scripts.

Two texts look the same where their skeletons are equal (Unicode Technical Standard #39, *Unicode
Security Mechanisms*, section 4). The tables of look-alike letters and of scripts are those of
`confusable_homoglyphs`; they are read when they are needed first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from zopa.foundation.names import fold

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Matches characters of which nothing is seen (the property Default_Ignorable_Code_Point)."""
_VISIBLE = re.compile(r"[^\s\u2800\x00-\x1f\x7f-\x9f" + _INVISIBLE.pattern[1:])
"""Matches a character of which something is seen: no gap, no control, no empty Braille pattern."""
_MARKED = "\u200e"
"""Stands around letters that are written from right to left in the table of look-alikes."""


def first_invisible(text: str) -> str:
    """The first character of a text of which nothing is seen; empty where there is none.

    >>> first_invisible("Hal\\u200bden"), first_invisible("Halden")
    ('\\u200b', '')
    """
    match = _INVISIBLE.search(text)
    return match[0] if match else ""


def without_invisible(text: str) -> str:
    """The text without the characters of which nothing is seen.

    >>> without_invisible("Hal\u00adden")
    'Halden'
    """
    return _INVISIBLE.sub("", text)


def is_blank(text: str) -> bool:
    """Whether nothing is to be seen of a text.

    >>> is_blank(" \u200b\u2800"), is_blank("."), is_blank("")
    (True, False, True)
    """
    return _VISIBLE.search(text) is None


def skeleton(text: str) -> str:
    """What a text looks like: texts that look the same have the same skeleton.

    It is for comparison only, and no text to be shown.

    >>> skeleton("\\u0440ay\\u0440al") == skeleton("paypal"), skeleton("pay") == skeleton("pal")
    (True, False)
    """
    plain = _INVISIBLE.sub("", text)
    return _by_prototypes(plain, _prototypes())


def foreign_letter(one: str, other: str) -> str:
    """Of two texts with the same skeleton, a letter of the first that is of another script than
    what stands in its place; empty where they differ within one script, as `l` and `I` do.

    >>> foreign_letter("H\\u0430lden", "Halden"), foreign_letter("Local l", "Local I")
    ('а', '')
    """
    mine, others = Counter(one), Counter(other)
    differing = [*(mine - others), *(others - mine)]
    scripts = {_script(c) for c in differing}
    if len(scripts) < 2 or all(c.isascii() for c in differing):
        return ""
    own = [c for c in one if c in mine - others]
    return next((c for c in own if not c.isascii()), own[0] if own else "")


def looks(name: str) -> str:
    """What a name looks like, capital letters, accents and hyphens aside.

    >>> looks("H\\u0430l\\u00aden-BANK") == looks("halen bank")
    True
    """
    return skeleton(fold(skeleton(name)))  # in small letters others look alike: `rn` and `m`


def odd_character(one: str, other: str) -> str:
    """By what a text differs from one that looks the same, in words; empty where that cannot be
    said: they look otherwise, or differ within one script.

    >>> odd_character("H\u0430lden", "Halden"), odd_character("Hal\u200bden", "Halden")
    ('cyrillic small letter a (U+0430)', 'one that cannot be seen (U+200B)')
    >>> odd_character("Holden", "Halden"), odd_character("Local l", "Local I")
    ('', '')
    """
    if (one + other).isascii() or one == other or looks(one) != looks(other):
        return ""
    if hidden := first_invisible(one):
        return f"one that cannot be seen (U+{ord(hidden):04X})"
    letter = foreign_letter(one, other)
    if not letter:
        return ""
    return f"{unicodedata.name(letter, 'a letter').lower()} (U+{ord(letter):04X})"


def mistakable(one: str, other: str) -> bool:
    """Whether two texts that differ look the same, by a letter of another script or one unseen.

    Texts that differ in capital letters, accents or hyphens alone are not meant: a reader sees it.

    >>> mistakable("H\u0430lden", "Halden"), mistakable("Hal\u200bden", "Halden")
    (True, True)
    >>> mistakable("Halden", "Halden"), mistakable("halden", "Halden"), mistakable("a", "b")
    (False, False, False)
    """
    if one == other or (one + other).isascii() or looks(one) != looks(other):
        return False
    if first_invisible(one) or first_invisible(other):
        return True
    return fold(one) != fold(other) and bool(odd_character(one, other))


@cache
def _prototypes() -> dict[str, str]:
    """For each character that looks like another, the one that stands for all that look so.

    The library gives for each character those that look like it: for all but one of those that
    look alike just one, the prototype; where there are two that have each other, either will do.
    """
    from confusable_homoglyphs.confusables import confusables_data

    alike = {
        character.strip(_MARKED): [each["c"].strip(_MARKED) for each in others]
        for character, others in confusables_data.items()
    }
    chosen: dict[str, str] = {}
    for character, others in alike.items():
        if len(character) == 1 and len(others) == 1:
            pair = len(others[0]) == 1 and len(alike.get(others[0], ())) == 1
            if not pair or min(others[0], character, key=_decomposed_last) == others[0]:
                chosen[character] = others[0]
    return {c: _by_prototypes(prototype, chosen) for c, prototype in chosen.items()}


def _decomposed_last(character: str) -> tuple[bool, str]:
    return not unicodedata.is_normalized("NFD", character), character


def _by_prototypes(text: str, prototypes: Mapping[str, str]) -> str:
    replaced = "".join(prototypes.get(c, c) for c in unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFD", replaced)


def _script(character: str) -> str:
    from confusable_homoglyphs.categories import alias

    return str(alias(character))
