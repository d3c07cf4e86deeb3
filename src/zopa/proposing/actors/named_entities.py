"""Gathering the names of all reports: which are one, and whether a person, a body or a place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from zopa.foundation.names import fold
from zopa.proposing.actors import same_names as same
from zopa.proposing.actors.actor import ActorKind
from zopa.proposing.actors.beside_names import called, kind_by_name, person_votes
from zopa.proposing.actors.deeds import Deed, deeds_of
from zopa.proposing.actors.name_mentions import NameMention, everyday, mentions_of
from zopa.proposing.actors.name_words import begins
from zopa.proposing.actors.nouns import (
    BRANCHES,
    KIND_OF_NOUN,
    MEDIA,
    OFFICES,
    PLACES,
    REPRESENTATIVES,
    STATE_NOUNS,
    STATIONS,
    THINGS,
    is_class,
    kinds_of,
)
from zopa.statements.speakers import countries
from zopa.statements.speakers.names import parsed as parsed_name
from zopa.statements.speakers.people import NamedPerson, People
from zopa.statements.speakers.vocabulary import NOT_NAMES, PARTICLES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.parsed_report import ParsedReport

_GOVERNMENT = re.compile(r"G(?:[Oo]|[Oo]?R)([A-Z])")
_NO_ACTORS = ("LOC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT")
"""What the parser calls regions, happenings, works, laws and products."""
_GROUPS = frozenset({"hamas", "hezbollah", "taliban"})
_BODIES = frozenset(
    {"european_union", "nato", "united_nations", "african_union", "asean", "arab_league", "opec",
     "g7", "g20", "imf", "world_bank"}
)  # fmt: skip
PERSON_VERBS = frozenset(
    {"say", "tell", "add", "explain", "joke", "tweet", "write", "argue", "lead", "head", "chair"}
)


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
    branch_of: NamedEntity | None = None

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
        lands = {a for a in self.names for b in self.names if same.demonym(b, a)}
        return max(lands or self.names, key=lambda n: (len(same.bare(n)), self.names[n], len(n), n))


class NameRegister:
    """All that has a name in some reports."""

    def __init__(self, reports: Sequence[ParsedReport]) -> None:
        self.reports = reports
        every = [m for n, report in enumerate(reports) for m in mentions_of(report, n)]
        every += _begun(reports, every)
        self.entities: list[NamedEntity] = []
        self._by_form: dict[str, NamedEntity] = {}
        body = [m for m in every if m.in_body and fold(m.name) not in NOT_NAMES]
        body = list(_parted(body))
        inside = {m.name for m in body if not m.begins}
        body = [
            m for m in body
            if not m.begins or m.name in inside or not everyday(m) or _plainly_acts(m)
        ]  # fmt: skip
        self.people = People()
        self._entity_of_person: dict[NamedPerson, NamedEntity] = {}
        self.of_mention: dict[NameMention, NamedEntity] = {}
        persons = self._persons(body)
        self._gather_people(body, persons)
        for mention in body:
            if mention not in self.of_mention:
                self._gather(mention)
        self._join()
        for entity in self.entities:
            if not entity.person:
                self._describe(entity)
        self._lead_headlines(every)
        self.at: dict[tuple[int, int], tuple[NamedEntity, NameMention]] = {}
        for mention, entity in self.of_mention.items():
            for word in mention.span:
                self.at[mention.report, word.i] = (entity, mention)

    # People

    def _persons(self, body: Sequence[NameMention]) -> set[str]:
        """The forms that are names of people, by all that stands beside them."""
        votes: dict[str, float] = {}
        for mention in body:
            votes[mention.name] = votes.get(mention.name, 0.0) + person_votes(mention)
        return {form for form, vote in votes.items() if vote > 0}

    def _gather_people(self, body: Sequence[NameMention], persons: set[str]) -> None:
        full: Counter[str] = Counter()
        for mention in body:
            if mention.name in persons and _full(mention.name):
                full[mention.name] += 1
        self.people.gather(full, {})
        surnames = {parsed_name(name).surname_key for name in full}
        organised = {
            word for m in body if m.name not in persons and " " in m.name for word in m.name.split()
        }
        single = [m for m in body if not _full(m.name) and not m.country]
        here = {
            n: {self.people.full(m.name) for m in body if m.report == n and m.name in full}
            for n in range(len(self.reports))
        }
        for mention in body:
            if mention.name in full:
                self._put(mention, self._of_person(self.people.full(mention.name)))
        for mention in single:
            the = mention.span[0].i > 0 and mention.span[0].nbor(-1).lower_ == "the"
            known = not the and parsed_name(mention.name).surname_key in surnames
            if not (known or mention.name in persons or mention.titled):
                continue
            if mention.name in organised and not mention.titled and not known:
                continue
            person, _ = self.people.bare(mention.name, "", here[mention.report])
            if person is None and (mention.name in persons or mention.titled):
                person = self.people.new(mention.name)
            if person is not None:
                self._put(mention, self._of_person(person))

    def _of_person(self, person: NamedPerson) -> NamedEntity:
        if person not in self._entity_of_person:
            entity = NamedEntity(person=True)
            self._entity_of_person[person] = entity
            self.entities.append(entity)
        return self._entity_of_person[person]

    def _put(self, mention: NameMention, entity: NamedEntity) -> None:
        self.of_mention[mention] = entity
        entity.mentions.append(mention)
        entity.names[mention.name] += 1

    # Everybody else

    def _gather(self, mention: NameMention) -> None:
        form = "=" + mention.country if mention.country else same.closed(mention.name)
        entity = self._by_form.get(form)
        if entity is None:
            entity = self._by_form[form] = NamedEntity(country=mention.country)
            entity.itself = form.startswith("=")
            self.entities.append(entity)
        self._put(mention, entity)

    def _join(self) -> None:
        """One entity for a name, its acronym, its short form and its misspelling."""
        for mention in list(self.of_mention):
            bracketed = _bracketed(mention, self)
            if bracketed is not None:
                self.merge(self.of_mention[mention], bracketed)
        for _ in range(2):
            others = [e for e in self.entities if not e.person and not e.country]
            by_key: defaultdict[str, list[NamedEntity]] = defaultdict(list)
            for entity in self.entities:
                for key in _keys(entity) if not entity.person else ():
                    by_key[key].append(entity)
            for entity in sorted(others, key=lambda e: len(same.bare(e.name))):
                if entity not in self.entities:
                    continue
                near = (e for key in _lookups(entity) for e in by_key[key])
                longer = [
                    e for e in dict.fromkeys(near) if e in self.entities and _longer(e, entity)
                ]
                # Several longer forms that are forms of one name are one as well.
                if longer and all(_one_name(longer[0], other) for other in longer[1:]):
                    for other in longer[1:]:
                        self.merge(longer[0], other)
                    self.merge(longer[0], entity)
        self._government()
        for entity in list(self.entities):
            for branch in list(entity.mentions):
                word = _whole_of_branch(branch)
                whole = self.found(branch.report, word) if word is not None else None
                if whole is not None and not whole.person:
                    self.merge(whole, entity)

    def _government(self) -> None:
        """“GRM” is the Government of the Republic of Movia where no other name explains it."""
        states = [e for e in self.entities if e.country and e.itself and len(e.mentions) > 1]
        for entity in [e for e in self.entities if not e.person and not e.country]:
            letters = _GOVERNMENT.fullmatch(entity.name)
            fits = [s for s in states if letters and s.name.upper().startswith(letters[1])]
            if len(fits) == 1:
                self.merge(fits[0], entity)

    def found(self, report: int, word: Token) -> NamedEntity | None:
        """The entity with a name at a word."""
        for mention, entity in self.of_mention.items():
            if mention.report == report and mention.span.start <= word.i < mention.span.end:
                return entity
        return None

    def merge(self, kept: NamedEntity, gone: NamedEntity) -> None:
        """Make one of two; what is a country by name keeps that."""
        if kept is gone or gone not in self.entities or kept not in self.entities:
            return
        if gone.country and gone.itself and not kept.country:
            kept, gone = gone, kept
        kept.names.update(gone.names)
        kept.mentions += gone.mentions
        for mention in gone.mentions:
            self.of_mention[mention] = kept
        self.entities.remove(gone)

    def _describe(self, entity: NamedEntity) -> None:
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
        entity.nothing = entity.kind is ActorKind.UNKNOWN and bool(
            last & (PLACES | THINGS) or 2 * things > len(entity.mentions)
        )

    def _lead_headlines(self, every: Iterable[NameMention]) -> None:
        """A headline's names are those that the bodies have, as far as it has such."""
        forms: dict[str, NamedEntity] = {}
        for entity in self.entities:
            for form in entity.names:
                forms.setdefault(same.closed(form), entity)
        people = {
            parsed_name(name).surname_key: entity
            for entity in self.entities if entity.person
            for name in entity.names
        }  # fmt: skip
        for mention in every:
            if mention in self.of_mention:
                continue
            found = self._by_form.get("=" + mention.country) if mention.country else None
            found = found or forms.get(same.closed(mention.name))
            if found is None and not mention.country:
                found = people.get(parsed_name(mention.name).surname_key)
            if found is not None and found in self.entities:
                self.of_mention[mention] = found


def _begun(reports: Sequence[ParsedReport], every: Sequence[NameMention]) -> list[NameMention]:
    """Known names of one word that begin a sentence, where a parser takes them for other words."""
    known = {m.name for m in every if m.in_body and not m.begins and len(m.span) == 1}
    firsts = {m.span[0].text for m in every if m.in_body and len(m.span) > 1}
    covered = {(m.report, word.i) for m in every for word in m.span}
    found = []
    for number, report in enumerate(reports):
        for sentence in report.grammar.sentences:
            for word in sentence:
                if (number, word.i) in covered or word.text not in known | firsts:
                    continue
                if word.lower_ in NOT_NAMES or not begins(word, sentence):
                    continue
                after = word.nbor() if word.i + 1 < len(word.doc) else word
                beside = word.dep_ == "nsubj" or after.tag_ == "POS" or after.lemma_ in OFFICES
                if report.in_body(word) and (word.text in known or beside):
                    span = word.doc[word.i : word.i + 1]
                    found.append(NameMention(number, span, word.text, True))
    return found


def _plainly_acts(mention: NameMention) -> bool:
    """Whether an everyday word that begins a sentence is the name of somebody (“Alpha offered”)."""
    word = mention.head
    lemma = word.lemma_.lower()
    called = kinds_of(lemma) or is_class(lemma) or lemma in REPRESENTATIVES
    deeds = set(deeds_of(word)) & {Deed.DEALS, Deed.DEMANDS, Deed.SPEAKS}
    sure = word.tag_ == "NNP" or (word.tag_ == "NN" and Deed.DEALS in deeds)
    return sure and word.dep_ == "nsubj" and bool(deeds) and not called


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


def _parted(mentions: Sequence[NameMention]) -> Iterator[NameMention]:
    """The mentions, with two names side by side as two (“Halden HWG” beside “Halden” and “HWG”)."""
    alone = {mention.name for mention in mentions}
    for mention in mentions:
        span = mention.span
        for cut in range(1, len(span)):
            parts = [span[:cut].text, span[cut:].text]
            if alone.issuperset(parts) and same.is_acronym(parts[1]) and not mention.titled:
                for part in (span[:cut], span[cut:]):
                    yield replace(mention, span=part, name=part.text)
                break
        else:
            yield mention


def _full(name: str) -> bool:
    """Whether a person's name has more than a surname."""
    words = name.split()
    return len(words) > 1 and words[0].lower() not in PARTICLES


def _longer(long: NamedEntity, short: NamedEntity) -> bool:
    """Whether one may be called by a longer or a differently spelled name of the other."""
    if long is short or long.person or _place_or_thing(long) != _place_or_thing(short):
        return False
    pairs = [(a, b) for a in short.names for b in long.names]
    if long.country and long.itself:
        known = countries.countries_by_id()[long.country]
        forms = {*long.names, *known.also, *known.seats}
        return any(same.ends(a, form) for a in short.names for form in forms if " " in form)
    if not any(same.shortens(a, b) or same.alike(a, b) for a, b in pairs):
        return False
    return long.place or not short.place


def _keys(entity: NamedEntity) -> set[str]:
    """By what shorter and differently spelled names find this one."""
    known = countries.countries_by_id().get(entity.country) if entity.itself else None
    forms = [*entity.names, *((*known.also, *known.seats) if known else ())]
    keys: set[str] = set()
    for form in forms:
        words = same.bare(form)
        for size in range(1, len(words) + 1):
            keys |= {f"begins {' '.join(words[:size])}", f"ends {' '.join(words[-size:])}"}
        keys |= {f"initials {made}" for made in same.initials(form)} | _spellings(form)
    return keys


def _lookups(entity: NamedEntity) -> list[str]:
    """Under which keys to look for longer and other spellings of a name."""
    found: dict[str, None] = {}
    for form in entity.names:
        words = " ".join(same.bare(form))
        found |= dict.fromkeys((f"begins {words}", f"ends {words}"))
        found[f"initials {form.replace('.', '')}"] = None
        found |= dict.fromkeys(sorted(_spellings(form)))
    return list(found)


def _spellings(form: str) -> set[str]:
    """Names that differ by a letter or an ending begin or end alike."""
    closed = same.closed(form)
    return {f"first {closed[:4]}", f"last {closed[:1]}{closed[-6:]}"}


def _one_name(one: NamedEntity, other: NamedEntity) -> bool:
    return _longer(one, other) or _longer(other, one)


def _place_or_thing(entity: NamedEntity) -> bool:
    return any(same.bare(form)[-1] in PLACES | THINGS for form in entity.names if same.bare(form))


def _bracketed(mention: NameMention, register: NameRegister) -> NamedEntity | None:
    """The entity of an acronym that stands in brackets right after a name."""
    doc, stop = mention.span.doc, mention.span.end
    if stop + 1 >= len(doc) or doc[stop].text != "(":
        return None
    inner = doc[stop + 1]
    other = register.found(mention.report, inner)
    if other is None or other.person or register.of_mention[mention].person:
        return None
    close = doc[inner.i + 1].text if inner.i + 1 < len(doc) else ""
    return other if close == ")" and same.is_acronym(inner.text) else None


def _whole_of_branch(mention: NameMention) -> Token | None:
    """The head of the name of a union whose branch a name is (“District 9 of the Guild of …”)."""
    if not set(same.bare(mention.name)) & BRANCHES:
        return None
    doc, stop = mention.span.doc, mention.span.end
    if stop + 2 < len(doc) and doc[stop].lower_ == "of":
        return doc[stop + 2] if doc[stop + 1].lower_ == "the" else doc[stop + 1]
    return None
