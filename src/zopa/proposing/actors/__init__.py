"""Who acts in some reports: states, bodies, companies, unions and groups, never persons.

Names, classes of people (“bondholders”), descriptions (“the Danish company”), persons and pronouns
are led to the actors they mean.
"""

from zopa.proposing.actors.actor import Actor, ActorKind, SpeakingPerson
from zopa.proposing.actors.calls import ActorCall, CallWay
from zopa.proposing.actors.choosing import Actors, actors_of

__all__ = ["Actor", "ActorCall", "ActorKind", "Actors", "CallWay", "SpeakingPerson", "actors_of"]
