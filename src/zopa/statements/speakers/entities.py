"""The people and institutions that documents name, each with all its mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zopa.foundation.names import fold
from zopa.foundation.text import Span
from zopa.sources.document import Document
from zopa.statements.grammar import Grammar, grammar_of, in_sentence_case, unbroken
from zopa.statements.speakers import countries
from zopa.statements.speakers.casing import recased
from zopa.statements.speakers.countries import CountryClue
from zopa.statements.speakers.headline_names import with_known_headlines
from zopa.statements.speakers.layout import TextLayout
from zopa.statements.speakers.mentions import Mention, NameSort, Text
from zopa.statements.speakers.name_labels import NameLabels, first_words_of_people
from zopa.statements.speakers.people import NamedPerson, People
from zopa.statements.speakers.vocabulary import (
    COMPANY_ENDS,
    HEAD_OF_STATE,
    MEDIA,
    given_names,
    is_office,
    singular,
)
from zopa.statements.statement import SpeakerKind

_LOCATION = re.compile(r"\b(?:in|at|near|outside|from|across)\s+$")
_ACRONYM = re.compile(r"\(\s*([A-Z][A-Z&.]{1,6})\s*\)")


@dataclass(eq=False)
class Entity:
    """A person, institution or country, with every place that names it."""

    kind: SpeakerKind
    names: Counter[str] = field(default_factory=Counter)
    gender: str = ""
    country: str = ""
    """For countries and bodies that stand for one: its id in the table."""
    state: bool = False
    """The country itself, not a body of it."""
    offices: list[tuple[int, Span]] = field(default_factory=list)
    mentions: list[tuple[int, Span]] = field(default_factory=list)
    party: str = ""
    sure: float = 0.0
    """Of the party."""
    person: NamedPerson | None = None
    known: bool = False
    """A person by a title, an office or a first name, not only by the shape of the name."""
    called: set[str] = field(default_factory=set)
    """What an organisation is called before its name (“the union Havn”)."""
    located: int = 0
    """How often it stands where a place would (“in Munich”)."""

    @property
    def name(self) -> str:
        """The fullest name; among equally full names, the most frequent one."""
        if self.state:
            full = countries.countries_by_id()[self.country].name
            if full in self.names:
                return full
            return self._own_names[0] if self._own_names else full
        words = {
            name: sum(len(part.strip(".")) > 1 for part in name.split()) for name in self.names
        }
        often = max(self.names.values(), default=0)
        for name, times in self.names.items():
            # What stands once before a surname in a headline is seldom a first name.
            first = name.split()[0].lower()
            if times == 1 and often > 3 and first not in given_names() and "." not in first:
                words[name] = min(words[name], 1)
        return max(self.names, key=lambda n: (words[n], self.names[n], len(n), n), default="")

    @property
    def _own_names(self) -> list[str]:
        table = countries.words()
        own = [
            n for n in self.names if table.get(n, ("", CountryClue.DEMONYM))[1] is CountryClue.NAME
        ]
        return sorted(own, key=lambda n: (-self.names[n], n))


@dataclass(frozen=True, slots=True)
class Named:
    """A mention and whom it means."""

    mention: Mention
    entity: Entity
    confidence: float


@dataclass
class DocumentNames:
    """One document with its layout and its names in order."""

    number: int
    document: Document
    layout: TextLayout
    named: list[Named] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.document.reading

    @property
    def grammar(self) -> Grammar:
        return grammar_of(self.document)

    def within(self, span: Span) -> list[Named]:
        """The names that stand wholly within a span."""
        low = bisect_left(self.starts, span.start)
        high = bisect_right(self.starts, span.stop)
        return [n for n in self.named[low:high] if n.mention.span.stop <= span.stop]

    def before(self, place: int) -> int:
        """How many names begin before a place."""
        return bisect_left(self.starts, place)


class Register:
    """All entities of some documents."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.pages: list[DocumentNames] = []
        self.entities: list[Entity] = []
        self._people = People()
        self._of_person: dict[NamedPerson, Entity] = {}
        self._by_name: dict[str, Entity] = {}
        self._initials: dict[str, Entity] = {}
        found: list[list[Mention]] = []
        labels = NameLabels()
        for number, document in enumerate(documents):
            layout = TextLayout.of(document)
            self.pages.append(DocumentNames(number, document, layout))
            text = in_sentence_case(unbroken(document.reading, document.sentences), layout.heads)
            people = first_words_of_people(grammar_of(document))
            found.append(Text(recased(text), layout.sentences, people).mentions())
            labels.learn(grammar_of(document))
        found = [[_labelled(mention, labels) for mention in mentions] for mentions in found]
        found = with_known_headlines([page.layout for page in self.pages], found)
        self._gather(found)
        for page, mentions in zip(self.pages, found, strict=True):
            self._read(page, mentions)
        self.entities = [entity for entity in self.entities if entity.mentions]

    def _gather(self, found: list[list[Mention]]) -> None:
        full: Counter[str] = Counter()
        told: dict[str, str] = {}
        for mention in (mention for mentions in found for mention in mentions):
            if mention.called:
                entity = self._institution(mention)
                entity.kind = SpeakerKind.INSTITUTION
                entity.called.add(mention.called)
        for mentions in found:
            for mention in mentions:
                if self._is_full_name(mention):
                    full[mention.name] += 1
                    if mention.gender:
                        told[mention.name] = mention.gender
        self._people.gather(full, told)

        for mentions in found:
            for mention in mentions:
                words = fold(mention.name).split()
                ends = [word for word in words if word.strip(".,") in COMPANY_ENDS]
                if mention.sort is NameSort.INSTITUTION and ends and words[0] not in ends:
                    # “Acme” after “Acme Corp”
                    entity = self._institution(mention)
                    short = " ".join(word for word in words if word not in ends)
                    self._by_name.setdefault(short, entity)
                    entity.kind = SpeakerKind.INSTITUTION

    def _read(self, page: DocumentNames, mentions: list[Mention]) -> None:
        here = {self._people.full(m.name) for m in mentions if self._is_full_name(m)}
        # A word met inside a sentence is a name; one met only at the start of one may not be.
        inside = {m.name for m in mentions if not m.starts}
        times = Counter(m.name for m in mentions if m.starts)
        inside |= {name for name, count in times.items() if count > 1}
        titled = {m.name for m in mentions if m.sort is NameSort.PERSON and (m.title or m.office)}
        for match in _ACRONYM.finditer(page.text):
            before = [m for m in mentions if m.span.stop <= match.start() <= m.span.stop + 2]
            if before and before[0].sort in {NameSort.INSTITUTION, NameSort.UNSURE, NameSort.PLACE}:
                self._initials[match.group(1)] = self._institution(before[0])
        for mention in mentions:
            named = self._lead(mention, here, inside, titled)
            if named is None:
                continue
            entity = named.entity
            entity.names[mention.name] += 1
            entity.mentions.append((page.number, mention.span))
            entity.known |= bool(
                mention.title or mention.office or mention.name.split()[0].lower() in given_names()
            )
            entity.gender = entity.gender or mention.gender
            entity.offices += [(page.number, span) for span in mention.office]
            entity.located += bool(
                _LOCATION.search(page.text, max(0, mention.span.start - 9), mention.span.start)
            )
            page.named.append(named)
            page.starts.append(mention.span.start)

    def _lead(
        self, mention: Mention, here: set[NamedPerson], inside: set[str], titled: set[str]
    ) -> Named | None:
        if mention.sort is NameSort.OFFICE:
            return None
        if mention.sort is NameSort.PLACE:
            if mention.way is CountryClue.NAME and " " not in mention.name:
                person, sure = self._people.bare(mention.name, "", here)
                if person in here and sure > 0.9:
                    return Named(mention, self._of(person), 0.8)
            return Named(mention, self._place(mention), 0.97)
        if self._called(mention):
            return Named(mention, self._institution(mention), 0.9)
        if " " in mention.name and mention.sort is NameSort.PERSON:
            return Named(mention, self._of(self._people.full(mention.name)), 0.95)
        if " " not in mention.name or mention.sort is NameSort.PERSON:
            known = self._initials.get(mention.name.replace(".", ""))
            if known is not None and not mention.title:
                return Named(mention, known, 0.95)
            person, sure = self._people.bare(mention.name, mention.gender, here)
            acronym = mention.name.isupper() and len(mention.name) > 1
            if person is not None and not (acronym and sure < 0.9):
                return Named(mention, self._of(person), sure)
            if (known := self._by_name.get(fold(mention.name))) is not None:
                return Named(mention, known, 0.85)
            if mention.sort is NameSort.PERSON or mention.name in titled:
                return Named(mention, self._of(self._people.new(mention.name, mention.gender)), 0.9)
            if mention.starts and mention.name not in inside:
                return None
        return Named(mention, self._institution(mention), 0.8)

    def _is_full_name(self, mention: Mention) -> bool:
        return mention.sort is NameSort.PERSON and " " in mention.name and not self._called(mention)

    def _called(self, mention: Mention) -> bool:
        """Whether an organisation has this name."""
        known = self._by_name.get(fold(mention.name))
        return bool(known and known.called and not (mention.title or mention.office))

    def _of(self, person: NamedPerson) -> Entity:
        if person not in self._of_person:
            entity = Entity(SpeakerKind.PERSON, gender=person.gender, person=person)
            self._of_person[person] = entity
            self.entities.append(entity)
        return self._of_person[person]

    def _place(self, mention: Mention) -> Entity:
        country = countries.countries_by_id()[mention.country]
        capital = mention.way is CountryClue.METONYM and mention.name == next(
            iter(country.seats), ""
        )
        if mention.way is not CountryClue.METONYM or capital:
            return self._named("=" + country.id, country.id, state=True)
        return self._named(fold(mention.name), country.id)

    def _institution(self, mention: Mention) -> Entity:
        folded = fold(mention.name).removeprefix("the ")
        entity = self._named(folded, mention.country)
        words = [word for word in re.split(r"\W+", mention.name) if word[:1].isupper()]
        if len(words) > 1:
            self._initials.setdefault("".join(word[0] for word in words), entity)
        if not mention.country:
            for place in countries.longest().get(mention.name.split()[-1], ()):
                if mention.name.endswith(" of " + place):
                    entity.country = countries.words()[place][0]
        return entity

    def _named(self, name: str, country: str, *, state: bool = False) -> Entity:
        if name not in self._by_name:
            # One word is a person as often as not; what else stands in its name tells more.
            one = " " not in name and not country
            media = any(word in MEDIA for word in name.split())
            kind = SpeakerKind.PERSON if one and not media else SpeakerKind.INSTITUTION
            entity = Entity(kind, country=country, state=state)
            self._by_name[name] = entity
            self.entities.append(entity)
        return self._by_name[name]

    def lookup(self, name: str) -> Entity | None:
        """The entity of a name that the texts hold, whatever its capitals."""
        return self._by_name.get(fold(name).removeprefix("the "))


def _labelled(mention: Mention, labels: NameLabels) -> Mention:
    """A name that only its shape makes a person's is what the parser takes it for."""
    told = mention.title or mention.office or mention.name.split()[0].lower() in given_names()
    if mention.sort is NameSort.PERSON and not told and labels.is_body(mention.name):
        return replace(mention, sort=NameSort.INSTITUTION)
    return mention


def heads_of_state(text: str) -> bool:
    """Whether an office is one that a country has one of.

    >>> heads_of_state("former President"), heads_of_state("vice-president")
    (True, False)
    """
    words = re.findall(r"\w+", text.lower())
    before = words[-2:-1]
    if not words or before in (["vice"], ["deputy"]):
        return False
    return words[-1] in HEAD_OF_STATE and (words[-1] != "minister" or before == ["prime"])


def office_heads(text: str) -> set[str]:
    """The words of a phrase that are offices, singular.

    >>> sorted(office_heads("the Ukrainian president and general"))
    ['general', 'president']
    """
    return {singular(word) for word in re.findall(r"[\w-]+", text.lower()) if is_office(word)}
