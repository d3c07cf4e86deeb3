"""The few quotes that stand for many: a fact is read with two or three, never with twenty."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zopa.case.model import Evidence

MOST_QUOTES = 3
"""Quotes of a fact, an issue or a draft."""


def few_of(quotes: Iterable[Evidence], most: int = MOST_QUOTES) -> tuple[Evidence, ...]:
    """At most so many quotes, the first of each source before a second of any.

    >>> from zopa.case.model import Evidence
    >>> told = [Evidence("a", "no"), Evidence("a", "never"), Evidence("b", "not today")]
    >>> [quote.quote for quote in few_of(told, 2)]
    ['no', 'not today']
    """
    own = list(dict.fromkeys(quotes))
    first = list({quote.source: quote for quote in reversed(own)}.values())[::-1]
    return tuple((first + [quote for quote in own if quote not in first])[:most])


def without_parts(quotes: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The quotes that no longer quote of the same source holds.

    >>> from zopa.case.model import Evidence
    >>> told = [Evidence("a", "no"), Evidence("a", "no deal"), Evidence("b", "no")]
    >>> [(quote.source, quote.quote) for quote in without_parts(told)]
    [('a', 'no deal'), ('b', 'no')]
    """
    own = list(dict.fromkeys(quotes))
    return tuple(
        quote
        for quote in own
        if not any(o is not quote and o.source == quote.source and quote.quote in o.quote
                   for o in own)
    )  # fmt: skip
