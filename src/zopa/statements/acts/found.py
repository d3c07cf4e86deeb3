"""The records that the rules return: the acts of statements and the events of a report.

Each carries the rule that found it and the words that show it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from zopa.foundation.text import Span
from zopa.statements.statement import Act


class SpanBase(StrEnum):
    """Of what a span counts characters."""

    CUE = "cue"
    CONTENT = "content"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Why:
    """The rule that decided, and the words it rests on."""

    rule: str
    """What the rule looks for, in words; `docs/explanation/acts.md` lists them all."""
    part: SpanBase
    span: Span
    """Empty where a rule rests on the lack of anything to go by."""


@dataclass(frozen=True, slots=True)
class ActFound:
    """What an attributed statement does."""

    act: Act
    negated: bool
    conditional: bool
    why: Why


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody doing something in a negotiation, as a text tells it; spans count its characters."""

    actor: Span
    cue: Span
    content: Span
    """What is offered, refused and so on, to the end of the clause; empty where nothing is told."""
    act: Act
    negated: bool
    conditional: bool
    why: Why
    hearer: Span | None = None
    """To whom it is done."""
    shares: tuple[tuple[Span, Span], ...] = ()
    """Where several who have names do it (“Peru and Chile offered 9% and 10%”), each with what is
    offered: its own, if so many figures are told, else all of it."""

    def moved(self, by: int) -> Event:
        """The same, in a text that has `by` more characters before it.

        >>> from zopa.statements.acts import events
        >>> [event] = events("Peru refused it.", Span(0, 16))
        >>> event.moved(10).actor
        Span(start=10, stop=14)
        """

        def led(span: Span) -> Span:
            return Span(span.start + by, span.stop + by)

        return replace(
            self,
            actor=led(self.actor),
            cue=led(self.cue),
            content=led(self.content),
            why=replace(self.why, span=led(self.why.span)),
            hearer=self.hearer and led(self.hearer),
            shares=tuple((led(who), led(what)) for who, what in self.shares),
        )
