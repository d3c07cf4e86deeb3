"""Somebody or something with a name: what it is, by its names and by what stands beside them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zopa.proposing.actors import same_names as same
from zopa.proposing.actors.actor import ActorKind
from zopa.proposing.actors.beside_names import called, kind_by_name
from zopa.proposing.actors.deeds import Deed, deeds_of
from zopa.proposing.actors.name_mentions import NameMention
from zopa.proposing.actors.nouns import (
    KIND_OF_NOUN,
    MEDIA,
    PLACES,
    STATE_NOUNS,
    STATIONS,
    THINGS,
    is_class,
    kinds_of,
)
from zopa.statements.speakers import countries

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_ACTORS = ("LOC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT")
"""What the parser calls regions, happenings, works, laws and products."""
_GROUPS = frozenset({"hamas", "hezbollah", "taliban"})
_BODIES = frozenset(
    {"european_union", "nato", "united_nations", "african_union", "asean", "arab_league", "opec",
     "g7", "g20", "imf", "world_bank"}
)  # fmt: skip


@dataclass(eq=False)
class NamedEntity:
    """A person, a body, a place or a thing with a name, and all mentions of it."""

    names: Counter[str] = field(default_factory=Counter)
    mentions: list[NameMention] = field(default_factory=list)
    person: bool = False
    country: str = ""
    itself: bool = True
    """The country itself, and not a body of it."""
    kind: ActorKind = ActorKind.UNKNOWN
    nothing: bool = False
    """A place, a product or a text, which never acts."""
    medium: bool = False
    """A newspaper, an agency or a station, which reports."""
    described: set[str] = field(default_factory=set)
    """Words by which reports call it (“the Dutch paint maker”)."""

    @property
    def place(self) -> bool:
        """Whether it is named as a town or a region is, and does nothing."""
        towns = sum(mention.label in {"GPE", "LOC"} for mention in self.mentions)
        acting = any(set(deeds_of(m.head)) or m.office for m in self.mentions)
        where = any(_is_where(mention.head) for mention in self.mentions)
        return not self.person and 2 * towns > len(self.mentions) and where and not acting

    @property
    def name(self) -> str:
        """The fullest name; among equally full ones the most frequent."""
        if self.country and self.itself:
            return countries.countries_by_id()[self.country].name
        lands = {
            a for a in self.names for b in self.names if same.demonym(b, a) or same.of_bloc(b, a)
        }
        return max(lands or self.names, key=lambda n: (len(same.bare(n)), self.names[n], len(n), n))


def describe(entity: NamedEntity) -> None:
    """What kind of thing an entity is, by its name and by what stands beside it."""
    if entity.country and entity.itself:
        entity.kind = (
            ActorKind.GROUP if entity.country in _GROUPS
            else ActorKind.BODY if entity.country in _BODIES
            else ActorKind.STATE
        )  # fmt: skip
        if entity.country == "european_union":
            entity.described |= {"bloc", "union"}
        return
    if entity.country:
        entity.kind = ActorKind.BODY if entity.country in _BODIES else ActorKind.STATE
        return
    votes: Counter[ActorKind] = Counter()
    for form, times in entity.names.items():
        kind = kind_by_name(form)
        if kind is not None:
            # “Social Union” may be a party, and what reports call it tells more.
            votes[kind] += 2 if same.bare(form)[-1] == "union" else 3 + times
    told: Counter[str] = Counter()
    for mention in entity.mentions:
        for noun in called(mention):
            told[noun] += 1
            for kind in kinds_of(noun):
                votes[kind] += 4 if kind is KIND_OF_NOUN.get(noun, kind) else 2
        if _has_general_secretary(mention):
            votes[ActorKind.UNION] += 1
    entity.described |= set(told)
    # “the district” is who is named so.
    lasts = {same.bare(form)[-1] for form in entity.names if " " in form}
    entity.described |= {word for word in lasts if kinds_of(word)}
    labels = Counter(m.label for m in entity.mentions)
    if votes:
        entity.kind = max(votes, key=lambda kind: (votes[kind], kind))
    if entity.kind is ActorKind.UNKNOWN and _is_country(entity):
        entity.kind = ActorKind.STATE
    words = {word for form in entity.names for word in same.bare(form)}
    last = {same.bare(form)[-1] for form in entity.names if same.bare(form)}
    own = {deed for mention in entity.mentions for deed in deeds_of(mention.head)}
    deals = bool(own & {Deed.DEALS, Deed.DEMANDS})
    entity.medium = bool(last & MEDIA or words & STATIONS) and not deals
    things = sum(labels[label] for label in _NO_ACTORS)
    land = bool(last & {"islands", "island"}) and (
        deals or 2 * labels["GPE"] > sum(labels.values())
    )
    # What deals is somebody, whatever a parser calls it.
    placed = bool(last & PLACES) or 2 * things > len(entity.mentions)
    nothing = bool(last & THINGS) or (placed and not deals)
    entity.nothing = entity.kind is ActorKind.UNKNOWN and nothing and not land


def _has_general_secretary(mention: NameMention) -> bool:
    """“Havn's general secretary”: unions have one."""
    office = mention.head.head
    beside = {child.lower_ for child in office.children}
    return mention.head.dep_ == "poss" and office.lemma_ == "secretary" and "general" in beside


def _is_where(head: Token) -> bool:
    """“in Havn”, “Havn teachers”."""
    if head.dep_ in {"compound", "nmod", "amod"}:
        return is_class(head.head.lemma_.lower())
    return head.dep_ == "pobj" and head.head.lower_ in {"in", "at", "near", "from", "outside"}


def _is_country(entity: NamedEntity) -> bool:
    """Whether a name that no table has is a state's, by its people, ministers and capital."""
    adjectives = any(same.demonym(a, b) for a in entity.names for b in entity.names)
    owned = {
        mention.head.head.lemma_.lower()
        for mention in entity.mentions
        if mention.head.dep_ in {"poss", "compound", "amod", "nmod"}
    }
    return adjectives or bool(owned & STATE_NOUNS)
