"""Datelines: the place, day and agency with which the text of a report begins.

`KIEL, 30 September 2026 (Reuters) –` tells where and when a report was sent from. What follows is
the first sentence, and nothing of the dateline belongs to it.
"""

from __future__ import annotations

import re

from zopa.foundation.text import Span

_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'/ -]{0,38}[A-ZÀ-Þ](?:,\s[A-Z][\w.’' -]{1,30}?)?"
_AGENCY = r"[(\[][^()\[\]\n]{2,40}[)\]]"
_DAY = (
    r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:,?\s\d{4})?)(?!\d)"
)
_BY = rf"(?:,?\s{_AGENCY})"
_ON = rf"(?:(?:,\s|(?<=[)\]])\s|\s?[—–]\s?|\s--\s){_DAY})"
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:{_BY}|{_ON}){{0,3}}|{_AGENCY}|{_DAY})\s*(?:[—–]|--|-)\s+(?=\S)"
    rf"|{_PLACE}{_BY}?{_ON}{_BY}?\.\s+(?=\S)"
)


def dateline_end(text: str, paragraph: Span) -> int | None:
    """Where the first sentence of a paragraph begins behind a dateline; None where it has none.

    >>> text = "KIEL, 30 September 2026 (Reuters) - Talks stall."
    >>> text[dateline_end(text, Span(0, len(text))):]
    'Talks stall.'
    >>> dateline_end("KIEL talks stall.", Span(0, 17)) is None
    True
    """
    match = _DATELINE.match(text, *paragraph)
    return match.end() if match else None
