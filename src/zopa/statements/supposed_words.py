"""Whether the words of a quote are asked or supposed in the source, and not told.

“Ann takes the money” cut out of “if Ann takes the money” or of “Would Ann take the money?” stands
in the source, which does not say so. As for a negation that is left out, the words beside the quote
decide, in English.
"""

from __future__ import annotations

import re

from zopa.foundation.text import Span

FARTHEST = 400
"""Characters behind a quote in which its sentence ends, else nothing is said of it."""
_BEFORE = 60
"""Characters before it in which what supposes it stands."""
_SUPPOSING = re.compile(
    r"\b(if|unless|whether|(?:provided|assuming|supposing)(?: that)?)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[^,.;]{1,80}, (?:which|who|whose|where)\b")
"""What is told of a thing in passing is told, though the thing stands behind an `if`."""
_END = re.compile(r"[.!?](?=[\s”\"’')\]]|$)|\n\s*\n")


def supposed_beside(text: str, quote: Span) -> str | None:
    """By what the words of a quote are asked or supposed: `if`, `whether`, `?` and so on.

    None where they are told, and where the quote holds the word or the mark itself.

    >>> def told(text, words):
    ...     start = text.index(words)
    ...     return supposed_beside(text, Span(start, start + len(words)))
    >>> told("Oslo would sign if the quota fell.", "the quota fell")
    'if'
    >>> told("Would Oslo sign the pact? It will not say.", "Oslo sign the pact")
    '?'
    >>> told("Oslo would sign if the quota fell.", "Oslo would sign")
    >>> told("Would Oslo sign? It signed the pact.", "It signed the pact")
    """
    before = text[max(0, quote.start - _BEFORE) : quote.start]
    words = text[quote.start : quote.stop]
    if (supposing := _SUPPOSING.search(before)) and not _ASIDE.match(words):
        return supposing[1].lower()
    held = words.rstrip("”\"’')] ")
    if held[-1:] in (".", "!", "?"):
        return None
    end = _END.search(text, quote.stop, quote.stop + FARTHEST)
    return "?" if end is not None and end[0] == "?" else None
