"""What statements do, and what a report tells to have been done: rules over words."""

from zopa.statements.acts.act import act_of
from zopa.statements.acts.event import events
from zopa.statements.acts.found import ActFound, Event, SpanBase, Why

__all__ = ["ActFound", "Event", "SpanBase", "Why", "act_of", "events"]
