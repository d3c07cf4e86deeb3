"""Citing: the words of a report that tell a position, a term or a text, as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from zopa.case.model import Evidence
from zopa.foundation.text import Span
from zopa.proposing.by_grammar.clauses import owners
from zopa.proposing.by_grammar.texts import TextMention
from zopa.proposing.by_grammar.told_topics import ToldTopic
from zopa.proposing.by_grammar.topic_phrases import phrase_of

if TYPE_CHECKING:
    from zopa.proposing.by_grammar.stances import HeldPosition
    from zopa.proposing.parsed_report import ParsedReport

_FAR = 25
"""Words from the noun for a text within which what belongs to it is quoted."""
_WIDE = 160
"""Characters beyond which the words of a position are cut to cue and theme."""


class Citing:
    """Evidence out of some reports."""

    def __init__(self, reports: Sequence[ParsedReport]) -> None:
        self.reports = reports

    def position(self, held: HeldPosition) -> Evidence | None:
        """Who takes a position, the word that tells it, and on what, if not too far apart."""
        cue = _word(held.position.cue)
        theme = _theme(held)
        holders = [_word(word) for word in held.position.holders]
        wide = _around([cue, theme, *holders])
        narrow = _around([cue, theme])
        for span in (wide, narrow, theme if theme.stop > theme.start else cue):
            if span.stop - span.start <= _WIDE:
                quote = self._quote(held.report, span)
                if quote is not None:
                    return quote
        return self._quote(held.report, cue)

    def topic(self, told: ToldTopic) -> Evidence | None:
        """The words of a topic; of a position those that tell it."""
        if told.held is not None:
            return self.position(told.held)
        return self.reports[told.report].report.quote_around(told.topic.span)

    def mention(self, mention: TextMention) -> Evidence | None:
        """The noun for a text with what stands under it and whose it is, if that is not too far."""
        noun = mention.token
        words = [*phrase_of(noun), *owners(noun), *(w for o in owners(noun) for w in o.subtree)]
        near = [word for word in words if word.sent == noun.sent and abs(word.i - noun.i) < _FAR]
        span = _around([_word(noun), *map(_word, near)])
        quote = self._quote(mention.report, span) if span.stop - span.start <= _WIDE else None
        return quote or self.reports[mention.report].report.quote_around(_word(noun))

    def day_of(self, held: Iterable[HeldPosition]) -> date | None:
        """The one day on which a position is told to be taken; None where none or several are."""
        days: set[date] = set()
        for position in held:
            report = self.reports[position.report].report
            sentence = report.sentence_at(position.place)
            own = [
                d.first
                for d in report.dates
                if d.first == d.last and sentence.start <= d.start < sentence.stop
            ]
            if len(own) == 1 and position.stand.value == "offers":
                days.add(own[0])
        return days.pop() if len(days) == 1 else None

    def _quote(self, report: int, span: Span) -> Evidence | None:
        return self.reports[report].report.quote(span)


def _word(word: object) -> Span:
    return Span(word.idx, word.idx + len(word))  # type: ignore[attr-defined, arg-type]


def _theme(held: HeldPosition) -> Span:
    spans = [topic.span for topic in held.topics]
    return _around([_word(held.theme), *spans])


def _around(spans: Iterable[Span]) -> Span:
    known = list(spans)
    return Span(min(s.start for s in known), max(s.stop for s in known))
