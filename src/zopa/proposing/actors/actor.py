"""What is known of somebody who can be a party."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    BODY = "body"
    """An international body, a court, an agency."""
    COMPANY = "company"
    UNION = "union"
    GROUP = "group"
    """An armed or informal group, or a class of people (“bondholders”)."""
    POLITICAL_PARTY = "political party"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SpeakingPerson:
    """Somebody who speaks for an actor."""

    name: str
    also: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Actor:
    """One who can be a party: a state, a body, a company, a union, a group; never a person."""

    id: str
    name: str
    also: tuple[str, ...]
    kind: ActorKind
    people: tuple[SpeakingPerson, ...] = ()
