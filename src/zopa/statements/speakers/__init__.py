"""Resolving the sources of attributions to people, institutions, unnamed sources and parties."""

from zopa.statements.speakers.cast import Cast, CastMember, CastParty, Where, speakers
from zopa.statements.speakers.parties import PartyNames, PersonNames

__all__ = ["Cast", "CastMember", "CastParty", "PartyNames", "PersonNames", "Where", "speakers"]
