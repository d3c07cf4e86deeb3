"""Finding the party for which a named person or institution speaks.

These are tried in order: the people that a party of the case lists; names of the case within an
institution's own name or an office; countries in an office (“Ukrainian president”); offices that
only one country calls so (“treasury secretary”); the person under whom an office is held (“Mr
Trump's special envoy”); and an organisation in the office (“Acme spokeswoman”). If a president's
country is not given, it is the one of which the sentences about the president speak, except for
countries that have a president among those named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from zopa.foundation.names import fold, slug
from zopa.foundation.text import Span, word_set
from zopa.statements.speakers.entities import DocumentNames, Entity, Register, heads_of_state
from zopa.statements.speakers.mentions import NameSort
from zopa.statements.speakers.parties import (
    NOBODY,
    OFFICE_COUNTRIES,
    PartyIndex,
    PartyMatch,
    Tally,
)
from zopa.statements.speakers.vocabulary import (
    COMPANY_ENDS,
    INSTITUTION_HEADS,
    MEDIA,
    ORGANISATIONS,
)
from zopa.statements.statement import SpeakerKind

_WORD = re.compile(r"\w+")
_TO = re.compile(r"\s(?:to|for|with|on|against)\s")
_GOVERNS = re.compile(r"(?:['’]s)?\s+(?:administration|government|cabinet|regime)\b", re.IGNORECASE)
_GOVERNMENTS = frozenset({"administration", "government", "cabinet", "regime"})
_ELSEWHERE = 100_000
_WHERE = re.compile(r"\b(?:from|in|to|at|with|against|for)\s+(?:the\s+)?$")
_ORGANISED = word_set(
    """union local workers guild teamsters steelworkers machinists association federation council
    city brotherhood employers company group district chamber hospital corporation league
    works holdings industries motors airlines management committee university cooperative
    board"""
)
_STAFFED = re.compile(
    r"\b(?:spokes\w+|chief|ceo|president|negotiator|manager|leader|chair\w*|director|lawyer"
    r"|founder|secretary|steward|head|owner|executive|organi[sz]er|treasurer|counsel)\b",
    re.IGNORECASE,
)


def affiliate(register: Register, index: PartyIndex) -> None:
    """Set the party of every entity for which one can be found."""
    for entity in register.entities:
        _set(entity, _own(register, entity, index))
    for _ in range(2):
        _place_under_others(register, index)
    _place_heads_of_state(register, index)
    # Whoever serves under one whose country was told only now.
    _place_under_others(register, index)
    _place_governments(register)
    _place_organisations(register)
    for entity in _without_party(register):
        if entity.kind is SpeakerKind.PERSON:
            _set(entity, _staff(register, entity))


def _without_party(register: Register) -> Iterator[Entity]:
    return (entity for entity in register.entities if not entity.party)


def _place_under_others(register: Register, index: PartyIndex) -> None:
    for entity in _without_party(register):
        _set(entity, _under(register, entity, index))


def _place_heads_of_state(register: Register, index: PartyIndex) -> None:
    held = _held(register)
    spoken: Counter[str] = Counter()
    for entity in register.entities:
        if entity.country:
            spoken[index.of_country(entity.country)] += len(entity.mentions)
    served = Counter(
        e.party for e in register.entities if e.kind is SpeakerKind.PERSON and e.offices
    )
    for entity in _without_party(register):
        if entity.kind is SpeakerKind.PERSON:
            _set(entity, _head_of_state(register, entity, index, held, served, spoken))


def _place_governments(register: Register) -> None:
    governors = {
        fold(name).split()[-1]: entity
        for entity in register.entities
        if entity.kind is SpeakerKind.PERSON and entity.party
        for name in entity.names
        if name.split()
    }
    for entity in _without_party(register):
        if entity.kind is not SpeakerKind.PERSON:
            _set(entity, _governed(entity, governors))


def _place_organisations(register: Register) -> None:
    """An organisation that no party of the case stands for is a party of its own."""
    for entity in _without_party(register):
        if entity.kind is SpeakerKind.INSTITUTION and not entity.located:
            words = set(re.findall(r"\w+", entity.name.lower()))
            if entity.called or (words & (_ORGANISED | COMPANY_ENDS) and not words & MEDIA):
                _set(entity, PartyMatch(slug(entity.name), 0.6))


def _staff(register: Register, entity: Entity) -> PartyMatch:
    """“union leader” speaks for the one union that is named."""
    words: set[str] = set()
    for number, span in entity.offices:
        office = register.pages[number].text[span.start : span.stop].lower()
        words.update(word for word in _WORD.findall(office) if word in ORGANISATIONS)
    if not words:
        return NOBODY
    homes = {
        other.party
        for other in register.entities
        if other.kind is SpeakerKind.INSTITUTION
        and other.party
        and words & (other.called | set(_WORD.findall(other.name.lower())))
    }
    return PartyMatch(homes.pop(), 0.6) if len(homes) == 1 else NOBODY


def _governed(entity: Entity, governors: dict[str, Entity]) -> PartyMatch:
    """“the Trump administration” speaks for the party of Trump."""
    words = fold(entity.name).split()
    if len(words) < 2 or words[-1] not in _GOVERNMENTS:
        return NOBODY
    head = governors.get(words[-2])
    return PartyMatch(head.party, 0.9 * head.sure) if head else NOBODY


def _set(entity: Entity, found: PartyMatch) -> None:
    entity.party, entity.sure = found.party, found.confidence


def _own(register: Register, entity: Entity, index: PartyIndex) -> PartyMatch:
    if entity.kind is SpeakerKind.PERSON and (party := index.of_person(list(entity.names))):
        return PartyMatch(party, 0.97)
    if entity.country:
        party = index.of_country(entity.country)
        own = index.in_words(entity.name)
        if own:
            return PartyMatch(own, 0.95)
        return PartyMatch(party, 0.97 if entity.state else 0.9) if party else NOBODY
    if entity.kind is SpeakerKind.INSTITUTION or entity.person is None:
        for name in entity.names:
            if party := index.in_words(name):
                return PartyMatch(party, 0.95)
    tally = Tally()
    for number, span in entity.offices:
        page = register.pages[number]
        tally.add(*_of_office(page, span, index))
    return tally.best(0.95)


def of_words(page: DocumentNames, span: Span, index: PartyIndex) -> PartyMatch:
    """The party that the words of an office name. Only the words before “to” or “for” count.

    An ambassador *to* a country does not speak for that country.
    """
    text = page.text[span.start : span.stop]
    cut = _TO.search(text)
    core = Span(span.start, span.start + cut.start() if cut else span.stop)
    written = page.text[core.start : core.stop]
    if party := index.in_words(written):
        return PartyMatch(party, 0.95)
    named = [n for n in page.within(core) if n.entity.country]
    parties = {index.of_country(n.entity.country) for n in named}
    if len(parties) == 1:
        return PartyMatch(parties.pop(), 0.95)
    if len(parties) > 1:
        # “US Senate's Ukraine committee”: the first word tells whose office it is.
        first = named[0].mention.span
        if first.start - core.start < 5:
            return PartyMatch(index.of_country(named[0].entity.country), 0.6)
        return NOBODY
    low = re.sub(r"[^\w\s]", " ", written.lower())
    for office, country in OFFICE_COUNTRIES.items():
        if re.search(rf"\b{office}\b", low):
            return PartyMatch(index.of_country(country), 0.75)
    return NOBODY


def _of_office(page: DocumentNames, span: Span, index: PartyIndex) -> tuple[str, float]:
    found = of_words(page, span, index)
    return found.party, found.confidence


def _under(register: Register, entity: Entity, index: PartyIndex) -> PartyMatch:
    """By the person or organisation within the office."""
    tally = Tally()
    for number, span in entity.offices:
        page = register.pages[number]
        text = page.text[span.start : span.stop]
        cut = _TO.search(text)
        stop = span.start + cut.start() if cut else span.stop
        for named in page.within(Span(span.start, stop)):
            other = named.entity
            if other is entity:
                continue
            if other.party:
                tally.add(other.party, 0.8 * other.sure)
            elif fold(other.name) in INSTITUTION_HEADS:
                continue  # “union leader” tells no union
            elif other.person is None and _STAFFED.search(text) and not _is_medium(other):
                party = index.in_words(other.name) or slug(other.name)
                other.kind = SpeakerKind.INSTITUTION
                _set(other, PartyMatch(party, 0.6))
                tally.add(party, 0.6)
    if not tally.votes:
        for number, span in entity.offices[:4]:
            page = register.pages[number]
            office = page.text[span.start : span.stop]
            if " " in office and len(office) < 60 and not heads_of_state(office):
                for match in re.finditer(rf"(?i){re.escape(office)}", page.text[:_ELSEWHERE]):
                    # “the US trade secretary” tells it of “Trade Secretary” elsewhere
                    before = page.named[max(0, page.before(match.start()) - 1)]
                    if page.text[before.mention.span.stop : match.start()] in {" ", "’s ", "'s "}:
                        tally.add(index.of_country(before.entity.country), 0.8)
    return tally.best(0.75)


def _is_medium(entity: Entity) -> bool:
    return any(word in MEDIA for word in re.findall(r"\w+", entity.name.lower()))


def _held(register: Register) -> Counter[str]:
    """The parties that have a head of state with an office and a told country."""
    held: Counter[str] = Counter()
    for entity in register.entities:
        if entity.kind is SpeakerKind.PERSON and entity.party:
            for number, span in entity.offices:
                if heads_of_state(register.pages[number].text[span.start : span.stop]):
                    held[entity.party] += 1
                    break
    return held


def _head_of_state(
    register: Register,
    entity: Entity,
    index: PartyIndex,
    held: Counter[str],
    served: Counter[str],
    spoken: Counter[str],
) -> PartyMatch:
    """A president whose country no office tells: the one that is spoken of beside him."""
    offices = [
        (number, span.start)
        for number, span in entity.offices
        if heads_of_state(register.pages[number].text[span.start : span.stop])
    ]
    governs = [
        (number, span.start)
        for number, span in entity.mentions
        if _GOVERNS.match(register.pages[number].text, span.stop)
    ]
    if not offices and not governs:
        return NOBODY
    for places, sure in ((offices + governs, 0.7), (entity.mentions[:50], 0.5)):
        tally = Tally()
        for number, place in places:
            page = register.pages[number]
            at = place if isinstance(place, int) else place.start
            sentence = page.layout.sentence(at)
            ends = page.layout.sentences
            stop = ends[sentence + 1] if sentence + 1 < len(ends) else len(page.text)
            for named in page.within(Span(ends[sentence], stop)):
                start = named.mention.span.start
                where = _WHERE.search(page.text, max(0, start - 12), start)
                if named.mention.sort is NameSort.PLACE and not where:
                    party = index.of_country(named.entity.country)
                    if not held[party]:
                        tally.add(party, 1.0 / (1.0 + abs(named.mention.span.start - at) / 80))
        total = sum(tally.votes.values())
        for party, times in spoken.items():
            if tally.votes and not held[party]:
                tally.add(party, total * times / (1 + sum(spoken.values())))
        # A country whose ministers and envoys are named lacks only its president.
        for party in tally.votes:
            tally.add(party, 1.5 * min(served[party], 4))
        found = tally.best(sure)
        if found.party and found.confidence > 0.55 * sure:
            return found
    return NOBODY
