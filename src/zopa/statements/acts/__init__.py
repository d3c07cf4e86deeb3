"""What statements do, and what a report tells to have been done: rules over words."""

from zopa.statements.acts.act import act_of
from zopa.statements.acts.event import events
from zopa.statements.acts.found import ActFound, Event, Part, Why

__all__ = ["ActFound", "Event", "Part", "Why", "act_of", "events"]
