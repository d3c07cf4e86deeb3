"""Names in headlines: only those that the text below has too.

A headline says little of what its words are. So it gives no name of its own: of a run of words with
capitals, the longest parts stay that the text of some document has as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zopa.foundation.names import fold
from zopa.foundation.text import Span
from zopa.statements.speakers.layout import TextLayout
from zopa.statements.speakers.mentions import Mention, NameSort

_WORD = re.compile(r"\S+")


def with_known_headlines(
    layouts: Sequence[TextLayout], found: Sequence[Sequence[Mention]]
) -> list[list[Mention]]:
    """The names of each document, those of its headings cut to what the texts know."""
    known: dict[str, Mention] = {}
    for layout, mentions in zip(layouts, found, strict=True):
        for mention in mentions:
            if not layout.in_heading(mention.span.start):
                _learn(known, mention)
    return [
        [kept for one in mentions for kept in _kept(layout, one, known)]
        for layout, mentions in zip(layouts, found, strict=True)
    ]


def _learn(known: dict[str, Mention], mention: Mention) -> None:
    known.setdefault(fold(mention.name), mention)
    if mention.sort is NameSort.PERSON and " " in mention.name:
        known.setdefault(fold(mention.name.split()[-1]), replace(mention, sort=NameSort.UNSURE))


def _kept(layout: TextLayout, mention: Mention, known: Mapping[str, Mention]) -> Iterator[Mention]:
    named = mention.sort not in (NameSort.PLACE, NameSort.OFFICE)
    if not named or not layout.in_heading(mention.span.start) or fold(mention.name) in known:
        yield mention
        return
    words = [
        Span(mention.span.start + match.start(), mention.span.start + match.end())
        for match in _WORD.finditer(layout.text[slice(*mention.span)])
    ]
    at = 0
    while at < len(words):
        for last in range(len(words), at, -1):
            span = Span(words[at].start, words[last - 1].stop)
            name = layout.text[slice(*span)]
            like = known.get(fold(name))
            if like is not None:
                yield _like(mention, like, span, name, first=at == 0)
                at = last
                break
        else:
            at += 1


def _like(mention: Mention, like: Mention, span: Span, name: str, *, first: bool) -> Mention:
    """A part of a mention, as the text has it."""
    return replace(
        mention,
        span=span,
        whole=Span(mention.whole.start if first else span.start, span.stop),
        name=name,
        sort=like.sort,
        country=like.country,
        way=like.way,
        office=mention.office if first else (),
        called=like.called,
    )
