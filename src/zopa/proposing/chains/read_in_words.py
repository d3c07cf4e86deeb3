"""The words of reports that tell what the steps of proposing read: where, by whom, about what."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from zopa.case.model import Evidence
from zopa.case.scalars import plain_number
from zopa.foundation.text import Span, spans_of
from zopa.proposing.by_grammar.citing import Citing
from zopa.proposing.by_grammar.leveling import exact
from zopa.proposing.by_grammar.texts import TextMention, figures_of
from zopa.proposing.by_grammar.told_topics import ToldTopic
from zopa.proposing.chains.chain_records import (
    ReadPosition,
    StatementTold,
    TextTold,
    ToldAt,
    WhoIsMeant,
)
from zopa.proposing.naming import one_line

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.build import ProposedInSteps
    from zopa.proposing.by_grammar.stances import HeldPosition

_WORDS = 120
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth")


class Telling:
    """The records of the steps in words."""

    def __init__(self, steps: ProposedInSteps) -> None:
        self.steps = steps
        self.citing = Citing(steps.reports)
        self._statements = {s.id: s for s in steps.statements}
        self._numbers = {r.report.document.id: k for k, r in enumerate(steps.reports)}

    @cached_property
    def draft_of(self) -> dict[int, str]:
        """The name in the case of each text that is a draft, by the identity of its record."""
        both = self.steps.both
        drafts = self.steps.by_grammar.drafts
        return {id(d.offer): both.draft_in_case(d.draft.id) for d in drafts}

    # --- places ---------------------------------------------------------------------------------

    def quoted(self, evidence: Evidence) -> ToldAt:
        """Where a quote stands."""
        texts = {r.report.quoter.source: r.report.quoter.text for r in self.steps.reports}
        text = texts.get(evidence.source, "")
        spans = spans_of(evidence.quote, text)
        line = text.count("\n", 0, spans[0].start) + 1 if spans else 0
        return ToldAt(evidence.source, line, evidence.quote)

    def around(self, report: int, place: int, evidence: Evidence | None) -> ToldAt:
        """Where some words stand; where they cannot be quoted, the sentence around them."""
        if evidence is not None:
            return self.quoted(evidence)
        own = self.steps.reports[report].report
        sentence = own.sentence_at(place)
        words = one_line(own.text[sentence.start : sentence.stop], _WORDS)
        return ToldAt(own.quoter.source, 0, words)

    # --- what was read --------------------------------------------------------------------------

    def who(self, token: Token) -> WhoIsMeant:
        """Whom the words of a phrase with this head mean."""
        call = self.steps.actors.call(token)
        names = " and ".join(actor.name for actor in self.steps.actors.all_of(token))
        return WhoIsMeant(call.words, str(call.way), names)

    def position(self, held: HeldPosition) -> ReadPosition:
        """What was read in the place of a position."""
        told = held.position
        mention = held.mention
        return ReadPosition(
            self.around(held.report, held.place, self.citing.position(held)),
            tuple(self.who(holder) for holder in told.holders),
            str(told.stand),
            told.cue.text,
            tuple(dict.fromkeys(topic.phrase for topic in held.topics)),
            ", ".join(self.text(mention)) if mention is not None else "",
            tuple(f"{plain_number(exact(m.value))} {m.unit}" for m in held.measures),
            told.plain,
            told.how,
            self.steps.told_too.confirms(held),
        )

    def topic(self, told: ToldTopic) -> ToldAt:
        """Where a topic is told."""
        return self.around(told.report, told.topic.span.start, self.citing.topic(told))

    def text(self, mention: TextMention) -> list[str]:
        """The drafts that a mention is of, by their names in the case; in words where of none."""
        names = [self.draft_of.get(id(offer), "") for offer in mention.offers]
        return [name for name in names if name] or ["a text that is no draft of the case"]

    def mention(self, mention: TextMention) -> TextTold:
        """Where a text is told of, and what tells which it is."""
        at = self.around(mention.report, mention.place, self.citing.mention(mention))
        phrase = mention.token.doc[mention.token.left_edge.i : mention.token.i + 1].text
        return TextTold(at, one_line(phrase, _WORDS), "; ".join(_which(mention)))

    def statement(self, name: str) -> StatementTold | None:
        """A statement by its id; None where there is none."""
        told = self._statements.get(name)
        if told is None:
            return None
        number = self._numbers[told.document]
        pieces = told.content or told.cue or told.source
        span = Span(pieces[0].start, pieces[0].stop)
        quote = self.steps.reports[number].report.quote(span)
        who = told.speaker.name or " ".join(piece.words for piece in told.source)
        denied = "not " if told.negated else ""
        return StatementTold(
            name, self.around(number, span.start, quote), one_line(who, 60), f"{denied}{told.act}"
        )

    def quotes(self, evidence: Iterable[Evidence]) -> tuple[ToldAt, ...]:
        """Where the words of some evidence stand."""
        return tuple(self.quoted(quote) for quote in evidence)


def _which(mention: TextMention) -> list[str]:
    found = []
    if mention.authors:
        authors = " and ".join(actor.name for actor in mention.authors)
        found.append(f"between {authors}" if mention.joint else f"of {authors}")
    if mention.number:
        found.append(_ORDINALS[min(mention.number, 5)])
    if mention.newer:
        found.append("a new one")
    if mention.earlier:
        found.append("an earlier one")
    figures = sorted(figures_of(mention))
    if figures:
        found.append(", ".join(f"{plain_number(exact(value))} {unit}" for unit, value in figures))
    if not mention.authors and mention.offers:
        found.append("the one told of just before" if mention.pronoun else "by what is told of it")
    return found
