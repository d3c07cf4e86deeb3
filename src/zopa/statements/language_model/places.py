"""Where the quotes of one statement stand.

A quote such as “he said” stands in a report many times. Which place is meant is told by the other
quotes: of all choices the one is taken in which cue and source stand nearest to the content,
sentences counting more than characters. Where two choices are equally near, none is taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from zopa.foundation.text import Span, spans_of

MOST_PLACES = 30
"""Places of one quote that are compared; one that stands more often tells nothing."""
_SENTENCE = 10_000
"""What a sentence in between weighs, in characters."""


class Placed(NamedTuple):
    """The spans of one statement in a document's `reading`."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Missing(NamedTuple):
    """A quote that does not stand there."""

    quote: str


class Several(NamedTuple):
    """A quote whose place is anybody's guess."""

    quote: str


class Quotes(NamedTuple):
    source: Sequence[str]
    cue: Sequence[str]
    content: Sequence[str]


def place(
    quotes: Quotes, text: str, window: Span, breaks: Sequence[int]
) -> Placed | Missing | Several:
    """Where `quotes` stand in `text[window]`; `breaks` are the starts of sentences, sorted.

    >>> text = "“No,” he said. “Yes,” he said."
    >>> place(Quotes(["he"], ["said"], ["Yes"]), text, Span(0, len(text)), [0, 15])
    Placed(source=(Span(start=22, stop=24),), cue=(Span(start=25, stop=29),), \
content=(Span(start=16, stop=19),))
    """
    part = text[window.start : window.stop]
    found: dict[str, list[Span]] = {}
    for quote in dict.fromkeys((*quotes.content, *quotes.cue, *quotes.source)):
        spans = [
            Span(window.start + span.start, window.start + span.stop)
            for span in islice(spans_of(quote, part), MOST_PLACES + 1)
            if _whole_words(part, span)
        ]
        if not spans:
            return Missing(quote)
        if len(spans) > MOST_PLACES:
            return Several(quote)
        found[quote] = spans
    best: list[tuple[int, Placed]] = []
    for first in found[quotes.content[0]]:
        for choice in _choices(first, quotes, found, breaks):
            best = sorted([*best, choice], key=lambda pair: pair[0])[:2]
    if not best:
        return Several(quotes.content[0])
    if len(best) == 2 and best[0][0] == best[1][0] and best[0][1] != best[1][1]:
        return Several(max((*quotes.content, *quotes.cue), key=lambda quote: len(found[quote])))
    return best[0][1]


def _choices(
    first: Span, quotes: Quotes, found: dict[str, list[Span]], breaks: Sequence[int]
) -> list[tuple[int, Placed]]:
    """The nearest choices in which the content begins with `first`; more than one where tied."""
    # Content is near content, a cue near content, a source near a cue.
    roles = [(2, quote) for quote in quotes.content[1:]]
    roles += [(1, quote) for quote in quotes.cue] + [(0, quote) for quote in quotes.source]
    grown: list[tuple[int, tuple[tuple[int, Span], ...]]] = [(0, ((2, first),))]
    for role, quote in roles:
        further = []
        for cost, taken in grown:
            near = [span for kind, span in taken if kind == min(role + 1, 2)]
            for span in found[quote]:
                if all(span.stop <= other.start or other.stop <= span.start for _, other in taken):
                    distance = min(_distance(span, other, breaks) for other in near)
                    further.append((cost + distance, (*taken, (role, span))))
        further.sort(key=lambda pair: pair[0])
        grown = further[:4]
    return [
        (
            cost,
            Placed(
                *(tuple(sorted(span for kind, span in taken if kind == role)) for role in (0, 1, 2))
            ),
        )
        for cost, taken in grown[:2]
    ]


def _distance(one: Span, other: Span, breaks: Sequence[int]) -> int:
    left, right = sorted((one, other))
    between = bisect_right(breaks, right.start) - bisect_right(breaks, left.start)
    return right.start - left.stop + _SENTENCE * between


def _whole_words(text: str, span: Span) -> bool:
    """Whether no word is cut: “he” does not stand in “the”."""
    return not (
        (span.start > 0 and text[span.start - 1].isalnum() and text[span.start].isalnum())
        or (span.stop < len(text) and text[span.stop].isalnum() and text[span.stop - 1].isalnum())
    )
