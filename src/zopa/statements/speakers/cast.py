"""The people, institutions and parties that some documents name, and whom a span means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zopa.foundation.names import slug
from zopa.foundation.text import Span
from zopa.sources.document import Document
from zopa.statements.speakers import affiliation, countries
from zopa.statements.speakers.entities import Entity, Register
from zopa.statements.speakers.parties import PartyIndex, PartyNames
from zopa.statements.speakers.resolution import Resolver, office_texts, other_names
from zopa.statements.statement import Attribution, Speaker, SpeakerKind


@dataclass(frozen=True, slots=True)
class Where:
    """A mention: the number of the document and the span in its `reading`."""

    document: int
    span: Span


@dataclass(frozen=True, slots=True)
class CastMember:
    """A person, institution or country that the documents name."""

    kind: SpeakerKind
    name: str
    also: tuple[str, ...]
    offices: tuple[str, ...]
    party: str
    confidence: float
    """Of the party."""
    mentions: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class CastParty:
    """A party with the forms that name it and the people who speak for it."""

    id: str
    name: str
    also: tuple[str, ...]
    people: tuple[CastMember, ...]
    institutions: tuple[CastMember, ...]
    mentions: tuple[Where, ...]
    """Of the party itself, under any of its forms."""
    spoken: int
    """How many attributions are led to it."""


class Cast:
    """All who are named in some documents, and who speaks in their attributions.

    `attributions` has one sequence for each document. Without them, spans can still be resolved,
    but pronouns and phrases such as “the official” have less to refer back to. No text and no span
    raises an error; if nobody can be found for a span, its confidence is low.

    >>> from zopa.sources.document import Document, Form
    >>> text = "Kyiv will not sign, Ukrainian president Ivan Melnyk said. He wants guarantees."
    >>> report = Document("a", "a.txt", Form.TEXT, text, "utf-8", "", text)
    >>> cast = Cast([report])
    >>> cast.people[0].name, cast.people[0].party
    ('Ivan Melnyk', 'ukraine')
    >>> he = text.index("He")
    >>> cast.resolve(report, Span(he, he + 2)).name
    'Ivan Melnyk'
    """

    def __init__(
        self,
        documents: Sequence[Document],
        attributions: Sequence[Sequence[Attribution]] = (),
        parties: Sequence[PartyNames] = (),
    ) -> None:
        self._index = PartyIndex(parties)
        self._register = Register(documents)
        affiliation.affiliate(self._register, self._index)
        self._numbers = {id(document): n for n, document in enumerate(documents)}
        self._by_id = {document.id: n for n, document in enumerate(documents)}
        self._resolver = Resolver(self._register, self._index)
        given = [*attributions, *[()] * (len(documents) - len(attributions))]
        self.speakers: list[list[Speaker]] = [
            self._resolver.read(page, listed)
            for page, listed in zip(self._register.pages, given, strict=False)
        ]
        """For each document the speaker of each attribution."""

    @property
    def people(self) -> tuple[CastMember, ...]:
        """Every person with a name, the one named most often first."""
        return self._members(SpeakerKind.PERSON)

    @property
    def institutions(self) -> tuple[CastMember, ...]:
        """Every institution, bloc and country, the one named most often first."""
        return self._members(SpeakerKind.INSTITUTION)

    @property
    def parties(self) -> tuple[CastParty, ...]:
        """The parties of the case, or the countries and organisations that take their place, those
        for which most is said first."""
        found: dict[str, list[Entity]] = {}
        for entity in self._register.entities:
            if entity.party:
                found.setdefault(entity.party, []).append(entity)
        spoken: dict[str, int] = {}
        for listed in self.speakers:
            for speaker in listed:
                spoken[speaker.party] = spoken.get(speaker.party, 0) + 1
                if speaker.party:
                    found.setdefault(speaker.party, [])
        parties = [self._party(party, found[party], spoken.get(party, 0)) for party in found]
        return tuple(
            sorted(parties, key=lambda p: (-p.spoken, -len(p.mentions), -len(p.people), p.id))
        )

    def resolve(self, document: Document, span: Span | Sequence[Span]) -> Speaker:
        """Whom a span of a document means; it may be a name, a possessive or a pronoun.

        For a document that this cast was not made of, it is an unstated speaker of confidence 0.
        """
        number = self._numbers.get(id(document), self._by_id.get(document.id))
        if number is None:
            return Speaker(SpeakerKind.UNSTATED, confidence=0.0)
        spans = (span,) if isinstance(span, Span) else tuple(span)
        return self._resolver.span(number, spans)

    def _members(self, kind: SpeakerKind) -> tuple[CastMember, ...]:
        chosen = [e for e in self._register.entities if e.kind is kind]
        if kind is SpeakerKind.PERSON:
            chosen = [
                e
                for e in chosen
                if e.person is not None and (" " in e.name or len(e.mentions) > 1 or e.offices)
            ]
        chosen.sort(key=lambda e: (-len(e.mentions), e.mentions[0]))
        return tuple(self._member(entity) for entity in chosen)

    def _member(self, entity: Entity) -> CastMember:
        offices = dict.fromkeys(office_texts(self._register, entity))
        return CastMember(
            entity.kind, entity.name, other_names(entity), tuple(offices), entity.party,
            round(entity.sure, 3), tuple(Where(number, span) for number, span in entity.mentions),
        )  # fmt: skip

    def _party(self, party: str, entities: list[Entity], spoken: int) -> CastParty:
        own = [e for e in entities if e.state and self._index.of_country(e.country) == party]
        listed = next((p for p in self._index.parties if p.id == party), None)
        if not own:
            own = [
                e
                for e in entities
                if e.kind is SpeakerKind.INSTITUTION
                and (slug(e.name) == party or (listed and self._index.in_words(e.name)))
            ]
        if listed is not None:
            name = listed.name
        elif own:
            name = own[0].name
        elif party in countries.countries_by_id():
            name = countries.countries_by_id()[party].name
        else:
            name = next((e.name for e in entities if slug(e.name) == party), party)
        forms = {form: count for e in own for form, count in e.names.items() if form != name}
        also = sorted(forms, key=lambda form: (-forms[form], form))
        people = [self._member(e) for e in entities if e.kind is SpeakerKind.PERSON]
        bodies = [
            self._member(e) for e in entities if e.kind is SpeakerKind.INSTITUTION and e not in own
        ]
        mentions = sorted((n, s) for e in own for n, s in e.mentions)
        return CastParty(
            party, name, tuple(also), tuple(sorted(people, key=lambda m: -len(m.mentions))),
            tuple(bodies), tuple(Where(n, s) for n, s in mentions), spoken,
        )  # fmt: skip


def speakers(
    documents: Sequence[Document],
    attributions: Sequence[Sequence[Attribution]],
    parties: Sequence[PartyNames] = (),
) -> list[list[Speaker]]:
    """For each document, the speakers of its attributions, in order.

    >>> from zopa.sources.document import Document, Form
    >>> text = "Two people familiar with the talks said no."
    >>> report = Document("a", "a.txt", Form.TEXT, text, "utf-8", "", text)
    >>> said = Attribution((Span(0, 34),), (Span(35, 39),), (Span(40, 42),))
    >>> [[speaker]] = speakers([report], [[said]])
    >>> speaker.count, speaker.knowing
    (2, 'familiar with the talks')
    """
    return Cast(documents, attributions, parties).speakers
