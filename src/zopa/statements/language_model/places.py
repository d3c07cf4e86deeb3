"""Where in a report the quotes of one statement stand.

A quote such as “he said” may stand in a report many times. The other quotes of the statement say
which place is meant: of all choices of places, the one is taken in which cue and source stand
nearest to the content. A sentence in between counts more than any number of characters. If two
choices are equally near, none is taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from zopa.foundation.text import Span, spans_of

MOST_PLACES = 30
"""How many places of one quote are compared. A quote that stands more often is given up."""
_SENTENCE = 10_000
"""How many characters of distance a sentence in between counts as."""


class Placed(NamedTuple):
    """The spans of one statement in a document's `reading`."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Missing(NamedTuple):
    """The result of `place` if a quote does not stand in the window."""

    quote: str


class Several(NamedTuple):
    """The result of `place` if it cannot be told which place of a quote is meant."""

    quote: str


class Quotes(NamedTuple):
    """The quotes of one statement, as a model gave them."""

    source: Sequence[str]
    cue: Sequence[str]
    content: Sequence[str]


def place(
    quotes: Quotes, text: str, window: Span, breaks: Sequence[int]
) -> Placed | Missing | Several:
    """Where `quotes` stand in `text[window]`.

    `breaks` holds the offsets at which the sentences of `text` start, sorted.

    >>> text = "“No,” he said. “Yes,” he said."
    >>> place(Quotes(["he"], ["said"], ["Yes"]), text, Span(0, len(text)), [0, 15])
    Placed(source=(Span(start=22, stop=24),), cue=(Span(start=25, stop=29),), \
content=(Span(start=16, stop=19),))
    """
    part = text[window.start : window.stop]
    spans_by_quote: dict[str, list[Span]] = {}
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
        spans_by_quote[quote] = spans
    best: list[tuple[int, Placed]] = []
    for first in spans_by_quote[quotes.content[0]]:
        for choice in _choices(first, quotes, spans_by_quote, breaks):
            best = sorted([*best, choice], key=lambda pair: pair[0])[:2]
    if not best:
        return Several(quotes.content[0])
    if len(best) == 2 and best[0][0] == best[1][0] and best[0][1] != best[1][1]:
        return Several(
            max((*quotes.content, *quotes.cue), key=lambda quote: len(spans_by_quote[quote]))
        )
    return best[0][1]


def _choices(
    first: Span, quotes: Quotes, spans_by_quote: dict[str, list[Span]], breaks: Sequence[int]
) -> list[tuple[int, Placed]]:
    """The two nearest choices in which `first` is the place of the first quote of the content."""
    # Content is near content, a cue near content, a source near a cue.
    roles = [(2, quote) for quote in quotes.content[1:]]
    roles += [(1, quote) for quote in quotes.cue] + [(0, quote) for quote in quotes.source]
    partial_choices: list[tuple[int, tuple[tuple[int, Span], ...]]] = [(0, ((2, first),))]
    for role, quote in roles:
        longer_choices = []
        for cost, chosen in partial_choices:
            near = [span for kind, span in chosen if kind == min(role + 1, 2)]
            for span in spans_by_quote[quote]:
                if all(span.stop <= other.start or other.stop <= span.start for _, other in chosen):
                    distance = min(_distance(span, other, breaks) for other in near)
                    longer_choices.append((cost + distance, (*chosen, (role, span))))
        longer_choices.sort(key=lambda pair: pair[0])
        partial_choices = longer_choices[:4]
    return [
        (
            cost,
            Placed(
                *(
                    tuple(sorted(span for kind, span in chosen if kind == role))
                    for role in (0, 1, 2)
                )
            ),
        )
        for cost, chosen in partial_choices[:2]
    ]


def _distance(first: Span, second: Span, breaks: Sequence[int]) -> int:
    left, right = sorted((first, second))
    between = bisect_right(breaks, right.start) - bisect_right(breaks, left.start)
    return right.start - left.stop + _SENTENCE * between


def _whole_words(text: str, span: Span) -> bool:
    """Whether `span` cuts no word in two: “he” does not stand in “the”."""
    return not (
        (span.start > 0 and text[span.start - 1].isalnum() and text[span.start].isalnum())
        or (span.stop < len(text) and text[span.stop].isalnum() and text[span.stop - 1].isalnum())
    )
