"""Masking the key in what an endpoint sends back, however it is written there.

A server that is asked with a key may tell it again: in a refusal, in a redirect, or in the quotes
of an answer, from where it would get to the terminal and into files. The key is looked for as it
stands, in small or capital letters, with white space, dashes or invisible characters within it, and
in the escapes of JSON, of pages and of addresses. A longer key is looked for backwards, in hex
digits and in base64 as well, wherever in a longer text that begins.
"""

from __future__ import annotations

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator

MASK = "…"
"""What stands in the place of the key."""

_INVISIBLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
)
LONG = 8
"""From so many characters on, a key is looked for in other codes as well. Those of a shorter
one may be words."""

_BETWEEN = (
    rf"(?:[\s{_INVISIBLE}]|\\+(?:[nrtfbv]|u(?:00(?:0[9a-d]|20|8\d|9\d|a0|ad)|034f|061c|180e"
    r"|20(?:0[0-9a-f]|2[89a-f]|5f|6[0-9a-f])|3000|feff)|x(?:0[9a-d]|20|a0))"
    r"|%(?:0[9a-d]|20)|&(?:nbsp|shy|ensp|emsp|thinsp|zwn?j|#32|#160|#x20|#xa0);)*+"
)
"""What may stand between two characters of a key that is written apart; it gives nothing back."""


_MARKS = "-_.,:|*/+~‐‑‒–—―"
"""What may be put between the characters of a longer key."""


class KeyMask:
    """Texts without a key; without a key to hide they stay as they are.

    >>> without_key = KeyMask("sk-42")
    >>> without_key("the key sk-42, or s k - 4 2, or sk\\\\u002d42")
    'the key …, or …, or …'
    """

    def __init__(self, key: str) -> None:
        forms = [_BETWEEN.join(map(_ways, key))]
        if len(bare := [c for c in key if c not in _MARKS]) >= LONG:
            between = rf"(?:{_BETWEEN}(?:{'|'.join(map(_ways, _MARKS))}))*+{_BETWEEN}"
            forms += [between.join(map(_ways, form)) for form in (bare, bare[::-1])]
            forms += map(re.escape, _in_codes(key.encode()))
        self._pattern = re.compile("|".join(forms), re.IGNORECASE) if key else None

    def __call__(self, text: str, told: str = "") -> str:
        """The text with `…` for each key in it. What stands in `told`, which is what the server was
        told itself, is no secret: a key such as `none` may be a word of a report."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: match[0] if match[0] in told else MASK, text)


def _in_codes(key: bytes) -> Iterator[str]:
    """The key in hex digits, and in base64 begun at each place, without the characters at the ends
    that hang on what stands beside it."""
    yield key.hex()
    for before in range(3):
        first, stop = -(-8 * before // 6), 8 * (before + len(key)) // 6
        for encode in (b64encode, urlsafe_b64encode):
            yield encode(bytes(before) + key).decode()[first:stop]


def _ways(character: str) -> str:
    """The pattern of the ways in which a character may be written."""
    code = ord(character)
    plain = re.escape(character)
    if character in "\"\\/'":
        plain = rf"\\*{plain}"
    return (
        rf"(?:{plain}|\\+(?:u00|x){code:02x}|\\+u\{{0*{code:02x}\}}|%{code:02x}"
        rf"|&#0*{code};?|&#x0*{code:02x};?)"
    )
