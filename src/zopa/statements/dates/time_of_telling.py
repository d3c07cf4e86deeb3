"""Finding when something was said, from the sentence in which a report tells it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from zopa.foundation.text import Span
from zopa.statements.dates.text_dates import dates_in
from zopa.statements.statement import Dated, Spans

_SAYING = re.compile(
    r"\b(?P<said>said|says|told|tells|added|adds|wrote|announced|declared|stated|warned|argued"
    r"|insisted|claimed|replied|spoke|speaking|told|noted|explained|suggested|confirmed|denied"
    r"|reported|posted|tweeted|asked|demanded|promised|vowed|refused|rejected|offered|agreed"
    r"|threatened|urged|pledged|acknowledged|admitted|stressed|reiterated|interview|statement"
    r"|briefing|conference|speech)\b"
    r"|\b(?P<clause>who|which|whose|whom|when|where|after|before|as|because|since|while)\b",
    re.IGNORECASE,
)


_APART = re.compile(r",\s(?:(?i:on|in)\s)?$")
"""A comma before the expression ends the clause that stood before it."""


def when_told(text: str, sentence: Span, content: Spans, published: date | None) -> Dated | None:
    """When something was said: the time in the same sentence that lies outside what was said.

    A time after publication, or in a clause of its own (“who took office in 2019”), does not count.
    Of several times the shortest is taken, and of equally short ones the nearest to the content.
    The result is None if the sentence has no such time; then nothing more is known than that it was
    said by the day of publication.

    >>> text = "“We will sign on Friday,” he said on Saturday in Munich."
    >>> said_on = when_told(text, Span(0, len(text)), (Span(1, 23),), date(2025, 2, 16))
    >>> said_on.first.isoformat(), text[slice(*said_on.span)]
    ('2025-02-15', 'Saturday')
    """
    start, stop = sentence
    inside = [
        Span(max(span.start, start) - start, min(span.stop, stop) - start)
        for span in content
        if span.start < stop and span.stop > start
    ]
    rest = text[start:stop]
    for span in inside:
        rest = rest[: span.start] + "\u00b7" * (span.stop - span.start) + rest[span.stop :]
    best: tuple[int, int, Dated] | None = None
    for dated in dates_in(rest, published):
        if (published is not None and dated.first > published) or _in_clause(rest, dated.span):
            continue
        length = (dated.last - dated.first).days
        gaps = [
            max(span.start - dated.span.stop, dated.span.start - span.stop, 0) for span in inside
        ]
        rank = (length, min(gaps, default=0))
        if best is None or rank < best[:2]:
            moved = Span(dated.span.start + start, dated.span.stop + start)
            best = (*rank, replace(dated, span=moved))
    return best[2] if best else None


def _in_clause(rest: str, span: Span) -> bool:
    """Whether a clause begins between the expression and the verb of saying before it."""
    before = rest[max(0, span.start - 200) : span.start].rpartition("\u00b7")[2]
    if _APART.search(before):
        return False
    marks = [match.lastgroup for match in _SAYING.finditer(before)]
    return bool(marks) and marks[-1] == "clause"
