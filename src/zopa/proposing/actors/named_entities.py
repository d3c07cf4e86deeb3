"""Gathering the names of all reports: which are one, and whether a person, a body or a place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zopa.foundation.names import fold
from zopa.proposing.actors import same_names as same
from zopa.proposing.actors.beside_names import governs, person_votes
from zopa.proposing.actors.deeds import Deed, deeds_of
from zopa.proposing.actors.mere_words import is_mere
from zopa.proposing.actors.name_mentions import NameMention, everyday, mentions_of
from zopa.proposing.actors.name_words import begins
from zopa.proposing.actors.named_entity import NamedEntity, describe
from zopa.proposing.actors.nouns import (
    BRANCHES,
    OFFICES,
    REPRESENTATIVES,
    is_class,
    kinds_of,
)
from zopa.proposing.actors.one_name import is_part, keys, longer, lookups, may_be_one
from zopa.statements.speakers.names import parsed as parsed_name
from zopa.statements.speakers.people import NamedPerson, People
from zopa.statements.speakers.vocabulary import NOT_NAMES, PARTICLES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.parsed_report import ParsedReport

_GOVERNMENT = re.compile(r"G(?:[Oo]|[Oo]?R)([A-Z])")
_AGAIN = 1.5
"""How much each time that a name stands in full tells against a person, who soon has a surname."""
_OFTEN = 3


class NameRegister:
    """All that has a name in some reports."""

    def __init__(self, reports: Sequence[ParsedReport]) -> None:
        self.reports = reports
        every = [m for n, report in enumerate(reports) for m in mentions_of(report, n)]
        every += _begun(reports, every)
        self.entities: list[NamedEntity] = []
        self._by_form: dict[str, NamedEntity] = {}
        body = [m for m in every if m.in_body and fold(m.name) not in NOT_NAMES and not is_mere(m)]
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
                describe(entity)
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
        for form in [form for form in votes if _full(form) and _never_short(form, body)]:
            votes[form] -= _AGAIN * sum(mention.name == form for mention in body)
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
            the = the and not governs(mention)
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
        if mention.label == "NORP" and not mention.country and " " in mention.name:
            form = form.removesuffix("s")
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
                for key in keys(entity) if not entity.person else ():
                    by_key[key].append(entity)
            for entity in sorted(others, key=lambda e: len(same.bare(e.name))):
                if entity not in self.entities:
                    continue
                near = (e for key in lookups(entity) for e in by_key[key])
                fits = [e for e in dict.fromkeys(near) if e in self.entities and longer(e, entity)]
                fits = [e for e in fits if not any(is_part(e, o) for o in (entity, *fits))]
                # Several longer forms that are forms of one name are one as well.
                if fits and all(may_be_one(fits[0], other) for other in fits[1:]):
                    for other in fits[1:]:
                        self.merge(fits[0], other)
                    self.merge(fits[0], entity)
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


def _never_short(name: str, body: Sequence[NameMention]) -> bool:
    """Whether a report has a name in full several times and never a shorter one."""
    times = Counter(mention.report for mention in body if mention.name == name)
    last = name.split()[-1]
    return max(times.values(), default=0) >= _OFTEN and not any(m.name == last for m in body)


def _full(name: str) -> bool:
    """Whether a person's name has more than a surname."""
    words = name.split()
    return len(words) > 1 and words[0].lower() not in PARTICLES


def _bracketed(mention: NameMention, register: NameRegister) -> NamedEntity | None:
    """The entity of an acronym that stands in brackets right after a name."""
    doc, stop = mention.span.doc, mention.span.end
    if stop + 1 < len(doc) and kinds_of(doc[stop].lower_):
        # “the Free Traders party (FTP)”
        stop += 1
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
