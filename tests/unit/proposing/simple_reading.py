"""Statements of little reports without the trained model: who says what comes by a few patterns,
all else as when reports are read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import NamedTuple

import numpy as np

from zopa.foundation.text import Span
from zopa.sources.document import Document, Form
from zopa.sources.sentences import sentences_of
from zopa.statements.acts import act_of, events
from zopa.statements.dates import dates_in, when_told
from zopa.statements.figures import figures_in
from zopa.statements.reading import Reading
from zopa.statements.speakers import Cast
from zopa.statements.statement import (
    Attribution,
    Figure,
    Manner,
    Spans,
    Speaker,
    Statement,
    TellingMode,
    passages,
)  # fmt: skip

VERB = r"(?:said|says|added|argued|believes)"
WHO = r"(?P<source>[^,“”.]{3,80}?)"
PATTERNS = [
    re.compile(rf"“(?P<content>[^”]+?),?” (?P<cue>{VERB}) {WHO}(?:, (?:the|a|an) [^.“”]+)?\."),
    re.compile(rf"“(?P<content>[^”]+?),?” {WHO}(?:, the [^.,“”]+,)? (?P<cue>{VERB})\b"),
    re.compile(rf"(?P<content>[^“”]{{12,400}}?), (?P<cue>according to) {WHO}\.?$"),
    re.compile(rf"(?P<content>[^“”]{{12,400}}), {WHO} (?P<cue>{VERB})(?: [^“”]{{0,60}})?\.?$"),
    re.compile(rf"{WHO} (?P<cue>{VERB})(?: that)? (?P<content>[^“”]{{12,400}})\.?$"),
]


class Read(NamedTuple):
    documents: list[Document]
    statements: list[Statement]
    cast: Cast

    @property
    def reading(self) -> Reading:
        """The same as what reading gives, without meanings."""
        return Reading(
            tuple(self.documents),
            tuple(
                tuple(s for s in self.statements if s.document == one.id) for one in self.documents
            ),
            tuple(np.zeros((0, 0)) for _ in self.documents),
            self.cast,
            tuple(figures_in(one.reading) for one in self.documents),
            tuple(dates_in(one.reading, one.published) for one in self.documents),
        )


def document(name: str, text: str, published: date | None = None, title: str = "") -> Document:
    """A plain text document."""
    data = text.encode("utf-8", "surrogatepass")
    return Document(
        name, f"{name}.txt", Form.TEXT, text, "utf-8", sha256(data).hexdigest(), text,
        sentences=tuple(sentences_of(text)), title=title, published=published,
    )  # fmt: skip


def read(*documents: Document) -> Read:
    """Their statements."""
    told = [_told(one) for one in documents]
    cast = Cast(documents, [[attribution for attribution, _ in own] for own in told])
    statements = []
    for one, own, speakers in zip(documents, told, cast.speakers, strict=True):
        made = [
            _statement(one, k, attribution, hearer, speaker, cast)
            for k, ((attribution, hearer), speaker) in enumerate(zip(own, speakers, strict=True), 1)
        ]
        said = [s for s in made if s.told is TellingMode.SAID]
        statements += [_nested(s, said) for s in made]
    return Read(list(documents), statements, cast)


def _told(one: Document) -> list[tuple[Attribution, Span | None]]:
    found: list[tuple[Attribution, Span | None]] = []
    text = one.reading
    for sentence in one.sentences:
        for pattern in PATTERNS:
            match = pattern.search(text, sentence.start, sentence.stop)
            if match:
                spans = [(Span(*match.span(g)),) for g in ("source", "cue", "content")]
                found.append((Attribution(*spans), None))
                break
        for event in events(text, sentence):
            content = (event.content,) if event.content.start < event.content.stop else ()
            attribution = Attribution((event.actor,), (event.cue,), content, 0.8)
            if all(event.cue != a.cue[0] for a, _ in found):
                found.append((attribution, event.hearer or event.actor))
    return sorted(found, key=lambda pair: pair[0].cue[0])


def _statement(
    one: Document, number: int, a: Attribution, hearer: Span | None, speaker: Speaker, cast: Cast
) -> Statement:
    text, done = one.reading, hearer is not None
    words = " ".join(text[slice(*span)] for span in a.content)
    cue = text[slice(*a.cue[0])]
    direct = not done and text[a.content[0].start - 1 : a.content[0].start] == "“"
    style = Manner.DIRECT if direct else Manner.INDIRECT
    act = act_of(cue, words, manner=style)
    sentence = next(s for s in one.sentences if s.start <= a.cue[0].start < s.stop)
    if done:
        act = next(e for e in events(text, sentence) if e.cue == a.cue[0])
    return Statement(
        f"{one.id}-{number}",
        one.id,
        TellingMode.DONE if done else TellingMode.SAID,
        passages(text, a.source),
        passages(text, a.cue),
        passages(text, a.content),
        style,
        speaker,
        act.act,
        act.negated,
        act.conditional,
        cast.resolve(one, hearer).party if hearer and hearer != a.source[0] else "",
        when_told(text, sentence, () if done else a.content, one.published),
        tuple(d for d in dates_in(text, one.published) if _inside(d.span, a.content)),
        tuple(f for f in figures_in(text) if _inside(f.span, a.content)),
        confidence=a.confidence,
    )


def _inside(span: Span, spans: Spans) -> bool:
    return any(s.start <= span.start and span.stop <= s.stop for s in spans)


def _nested(one: Statement, said: list[Statement]) -> Statement:
    around = [
        s
        for s in said
        if s.id != one.id and _inside(one.cue[0].span, tuple(p.span for p in s.content))
    ]
    return replace(one, within=around[0].id) if around else one


__all__ = ["Figure", "Read", "document", "read"]
