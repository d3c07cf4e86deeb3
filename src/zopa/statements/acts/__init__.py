"""The acts of statements (offer, refuse, demand …) and the events of a report, found by rules."""

from zopa.statements.acts.act import act_in, act_of
from zopa.statements.acts.event import events
from zopa.statements.acts.found import ActFound, Event, SpanBase, Why

__all__ = ["ActFound", "Event", "SpanBase", "Why", "act_in", "act_of", "events"]
