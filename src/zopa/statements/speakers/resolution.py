"""Resolving a source phrase to a speaker: by name, by description, or by what was said before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zopa.foundation.text import Span, word_set
from zopa.statements.speakers import affiliation
from zopa.statements.speakers.discourse import Antecedent, Discourse, Referent, Turn
from zopa.statements.speakers.entities import DocumentNames, Entity, Named, Register, office_heads
from zopa.statements.speakers.mentions import NameSort
from zopa.statements.speakers.parties import NOBODY, PartyIndex, PartyMatch
from zopa.statements.speakers.phrases import Phrase, PhraseShape, phrase_of
from zopa.statements.speakers.unnamed import count_of, knowing_of, office_of, plural
from zopa.statements.speakers.vocabulary import OWN_SIDES, PEOPLE, POSSESSIVE, singular
from zopa.statements.statement import Attribution, Speaker, SpeakerKind

_CLOSE = re.compile(r"\b(?:close to|near|allied with|loyal to|who works? (?:for|with))\s+$")
_UNDER = re.compile(r"\s*(?:to|for|of)\s+(the\s+[\w-]+(?:\s+[\w-]+)?)")
_AT = re.compile(r"^\s*(?:to|of|at|from|in|with|inside|within|for|representing)\s+(?:the\s+)?$")
_GROUPED = re.compile(r"\s+(?:administration|government|campaign|team|camp|cabinet|regime)\b")
_SILENT = re.compile(
    r"(?:\bnot|n[’']t)\b(?:\s+\w+){0,2}?\s+(?:respond|reply|return|answer|comment)\b"
    r"|\b(?:declin|refus)\w*\s+(?:any\s+|to\s+|an?\s+)?(?:comment|answer|interview|respond)"
    r"|\bnot\s+be\s+reached\b",
    re.IGNORECASE,
)
_NO_DESCRIPTION = word_set(
    """a an the and of one two three four five six some several other another current"""
)


@dataclass(frozen=True, slots=True)
class _Resolved:
    speaker: Speaker
    referent: Referent | None = None


def _silent(page: DocumentNames, attribution: Attribution) -> bool:
    """Whether it is only told that somebody gave no answer. The cue must say so, or begin to:
    who “said it would not respond” has spoken."""
    cue = " ".join(page.text[slice(*span)] for span in attribution.cue)
    content = "".join(page.text[slice(*span)] for span in attribution.content[:1])
    found = _SILENT.search(f"{cue} {content}")
    return found is not None and found.start() < len(cue)


class Resolver:
    """Leads phrases of the documents of a register to speakers."""

    def __init__(self, register: Register, index: PartyIndex) -> None:
        self._register = register
        self._index = index
        self._discourses = [Discourse(page) for page in register.pages]
        self._told: dict[Entity, Speaker] = {}
        self._tell_genders()
        self._offices = self._by_office()

    def span(self, number: int, spans: tuple[Span, ...]) -> Speaker:
        """Whom spans of a document mean, after all that was read of it."""
        page = self._register.pages[number]
        return self._speaker(page, self._discourses[number], phrase_of(page, spans), ()).speaker

    def _tell_genders(self) -> None:
        for entity in self._register.entities:
            if entity.kind is SpeakerKind.PERSON and not entity.gender and entity.mentions:
                number = entity.mentions[0][0]
                entity.gender = self._discourses[number].gender_by_pronoun(entity)

    def _by_office(self) -> dict[str, list[Entity]]:
        found: dict[str, list[Entity]] = {}
        for entity in self._register.entities:
            if entity.kind is SpeakerKind.PERSON:
                texts = set(office_texts(self._register, entity))
                for head in {head for text in texts for head in _heads(text)}:
                    found.setdefault(head, []).append(entity)
        return found

    # Reading the attributions of one document, in the order of the text.

    def read(self, page: DocumentNames, attributions: Sequence[Attribution]) -> list[Speaker]:
        discourse = self._discourses[page.number]
        phrases = [phrase_of(page, a.source) for a in attributions]
        later: list[int] = []
        found: list[Speaker | None] = [None] * len(attributions)
        for number in sorted(range(len(attributions)), key=lambda n: _place(attributions[n])):
            attribution, phrase = attributions[number], phrases[number]
            if phrase.shape is PhraseShape.PRONOUN and (
                phrase.pronoun in {"1", "2"} or page.layout.quote(phrase.span.start)
            ):
                later.append(number)
                continue
            found[number] = self._turn(page, discourse, phrase, attribution)
        # What is said within a quotation needs to know whose words these are.
        for number in later:
            referent = self._speaker(page, discourse, phrases[number], attributions[number].content)
            found[number] = referent.speaker
        return [speaker or Speaker(SpeakerKind.UNSTATED, confidence=0.0) for speaker in found]

    def _turn(
        self, page: DocumentNames, discourse: Discourse, phrase: Phrase, attribution: Attribution
    ) -> Speaker:
        content = attribution.content
        if phrase.shape is PhraseShape.NOTHING:
            return self._sourceless(page, discourse, attribution)
        resolved = self._speaker(page, discourse, phrase, content)
        if resolved.referent is not None:
            direct = any(page.layout.quote(c.start + 1) for c in content)
            silent = _silent(page, attribution)
            discourse.add(Turn(phrase.span, content, resolved.referent, direct, silent))
        return resolved.speaker

    def _sourceless(
        self, page: DocumentNames, discourse: Discourse, attribution: Attribution
    ) -> Speaker:
        """A quotation that goes on without a word on whose it is belongs to the last speaker."""
        if not attribution.cue and attribution.content and discourse.turns:
            start = attribution.content[0].start
            last = discourse.turns[-1]
            layout = page.layout
            same = layout.paragraph(start) == layout.paragraph(last.source.start)
            if same and last.direct and layout.quote(start + 1):
                return replace(last.referent.speaker, mention=last.source, confidence=0.6)
        return Speaker(SpeakerKind.UNSTATED, confidence=0.9)

    # Whom a phrase means.

    def _speaker(
        self, page: DocumentNames, discourse: Discourse, phrase: Phrase, content: tuple[Span, ...]
    ) -> _Resolved:
        match phrase.shape:
            case PhraseShape.NOTHING:
                return _Resolved(Speaker(SpeakerKind.UNSTATED, confidence=0.9))
            case PhraseShape.PRONOUN:
                return self._pronoun(page, discourse, phrase, content)
            case PhraseShape.OWNED if _is_own_side(phrase):
                return self._people(page, discourse, phrase)
            case PhraseShape.NAME | PhraseShape.OWNED if phrase.named is not None:
                return self._by_name(page, discourse, phrase, phrase.named)
            case PhraseShape.PEOPLE:
                return self._people(page, discourse, phrase)
            case PhraseShape.BODY:
                return self._body(page, discourse, phrase)
            case _:
                return self._other(page, phrase)

    def _pronoun(
        self, page: DocumentNames, discourse: Discourse, phrase: Phrase, content: tuple[Span, ...]
    ) -> _Resolved:
        unclear = Speaker(SpeakerKind.UNSTATED, confidence=0.2)
        span = phrase.span
        quote = page.layout.quote(span.start)
        around = discourse.enclosing(span.start, span) if quote else None
        if phrase.pronoun == "1":
            if around is None:
                return _Resolved(unclear)
            return self._back(discourse, Antecedent(around.referent, around.source, 0.85), True)
        if phrase.pronoun == "2":
            return _Resolved(unclear)
        if phrase.pronoun == "r":
            behind = [
                n
                for n in page.named[max(0, page.before(span.start) - 2) : page.before(span.start)]
                if page.text[n.mention.span.stop : span.start].strip(" ,") == ""
            ]
            if not behind:
                return _Resolved(unclear)
            referent = self._referent(discourse, behind[-1])
            return self._back(discourse, Antecedent(referent, behind[-1].mention.span, 0.85), True)
        barred = around.referent if around is not None else None
        answer = discourse.pronoun(phrase.pronoun, span, content, barred)
        if answer is None:
            return _Resolved(unclear)
        return self._back(discourse, answer, around is None)

    def _back(self, discourse: Discourse, answer: Antecedent, speaks: bool) -> _Resolved:
        """The speaker a pronoun or description was led back to."""
        referent = answer.referent
        if referent.entity is not None:
            speaker = self._of_entity(referent.entity)
            referent = discourse.referent(referent.entity, speaker)
        else:
            speaker = referent.speaker
        speaker = replace(
            speaker,
            mention=answer.where,
            confidence=round(min(answer.confidence, max(speaker.confidence, 0.5)), 3),
        )
        return _Resolved(speaker, referent if speaks else None)

    def _of_entity(self, entity: Entity, sure: float = 0.95) -> Speaker:
        if entity not in self._told:
            texts = Counter(office_texts(self._register, entity))
            office = max(texts, key=lambda t: (texts[t], t[:1].isupper(), len(t)), default="")
            self._told[entity] = Speaker(
                entity.kind, entity.name, other_names(entity), office, entity.party
            )
        return replace(self._told[entity], confidence=round(sure, 3))

    def _referent(self, discourse: Discourse, named: Named) -> Referent:
        return discourse.referent(named.entity, self._of_entity(named.entity, named.confidence))

    def _by_name(
        self, page: DocumentNames, discourse: Discourse, phrase: Phrase, named: Named
    ) -> _Resolved:
        sure = named.confidence
        if phrase.shape is PhraseShape.OWNED:
            sure *= 0.6
        speaker = self._of_entity(named.entity, sure)
        if named.entity.state and named.mention.sort is NameSort.PLACE:
            speaker = replace(speaker, office="")
        if phrase.others:
            parties = {named.entity.party, *(other.entity.party for other in phrase.others)}
            speaker = replace(
                speaker,
                party=speaker.party if len(parties) == 1 else "",
                count=None
                if named.entity.kind is SpeakerKind.INSTITUTION
                else 1 + len(phrase.others),
                confidence=round(sure * 0.6, 3),
            )
        elif (
            _GROUPED.match(page.text, named.mention.span.stop) and phrase.shape is PhraseShape.OWNED
        ):
            speaker = replace(speaker, kind=SpeakerKind.INSTITUTION)
        return _Resolved(speaker, discourse.referent(named.entity, speaker))

    def _people(self, page: DocumentNames, discourse: Discourse, phrase: Phrase) -> _Resolved:
        heads = frozenset({_called(phrase.head)})
        words = frozenset(singular(word) for word in phrase.words) - heads - _NO_DESCRIPTION
        many = plural(phrase)
        party = self._party_of_words(page, discourse, phrase)
        definite = phrase.determiner in {"the", "this", "that", "these", "those"} or (
            not phrase.determiner and not many
        )
        if definite or (phrase.named is not None and phrase.named.mention.possessive):
            answer = self._description(page, discourse, phrase, heads, words, party, many)
            if answer is not None and answer.referent.plural and not many:
                return self._one_of(phrase, answer, heads, words)
            if answer is not None:
                return self._back(discourse, answer, True)
        # “Ukrainians” and “a Ukrainian” name a people; nobody in particular speaks.
        owner = ""
        sure = 0.9 if not definite else 0.55
        if phrase.determiner in POSSESSIVE and not party.party:
            party, owner = self._owner(discourse, phrase)
        speaker = Speaker(
            SpeakerKind.UNNAMED,
            office=(owner + " " + office_of(phrase)).strip(),
            party=party.party,
            count=count_of(phrase),
            knowing=knowing_of(phrase),
            confidence=round(sure * (1.0 if not party.party else max(party.confidence, 0.5)), 3),
        )
        referent = Referent(speaker, None, heads, words, many)
        return _Resolved(speaker, referent)

    def _one_of(
        self, phrase: Phrase, answer: Antecedent, heads: frozenset[str], words: frozenset[str]
    ) -> _Resolved:
        """“The official” after “officials”: one of them, which one is not told."""
        group = answer.referent
        speaker = replace(
            group.speaker, office=office_of(phrase), count=1, mention=answer.where,
            confidence=round(min(answer.confidence, group.speaker.confidence), 3),
        )  # fmt: skip
        return _Resolved(speaker, Referent(speaker, None, heads, words | group.words))

    def _owner(self, discourse: Discourse, phrase: Phrase) -> tuple[PartyMatch, str]:
        """The party of “his lawyer”, by whom “his” means."""
        sign = POSSESSIVE[phrase.determiner]
        start = phrase.span.start
        if sign in {"1", "2"}:
            return NOBODY, ""
        answer = discourse.pronoun(sign, Span(start, start + len(phrase.determiner)), (), None)
        if answer is None:
            return NOBODY, ""
        entity = answer.referent.entity
        party = entity.party if entity is not None else answer.referent.speaker.party
        return PartyMatch(party, answer.confidence * 0.8), ""

    def _description(
        self, page: DocumentNames, discourse: Discourse, phrase: Phrase, heads: frozenset[str],
        words: frozenset[str], party: PartyMatch, many: bool,
    ) -> Antecedent | None:  # fmt: skip
        """Whom “the official” or “the Ukrainian president” goes back to."""
        place = phrase.span.start
        told, fit = discourse.described(heads, words, party.party, many, place)
        if many:
            count = count_of(phrase)
            if told is None or told.confidence <= 0.6:
                return None
            return told if count in {None, told.referent.speaker.count} else None
        wanted = _heads(phrase.core)
        if told is not None and fit > 0.5:
            return told
        options: list[tuple[float, int, Entity, Span]] = []
        for head in sorted(wanted - PEOPLE):
            for entity in self._offices.get(head, []):
                if party.party and entity.party and entity.party != party.party:
                    continue
                own = entity.mentions
                at = bisect_left(own, (page.number, Span(place, place)))
                before = at > 0 and own[at - 1][0] == page.number
                later = at < len(own) and own[at][0] == page.number
                where = own[at - 1][1] if before else own[at][1] if later else None
                if where is None:
                    if party.party and entity.party == party.party:
                        options.append((0.3, 0, entity, phrase.span))
                    continue
                weight = 2.0 if before else 0.8
                weight += 1.0 if party.party and entity.party == party.party else 0.0
                former = "former" in phrase.words
                held = "former" in self._of_entity(entity).office.lower()
                weight -= 0.8 if former != held else 0.0
                options.append((weight, where.start, entity, where))
        options.sort(key=lambda option: (-option[0], -option[1]))
        if not options or options[0][0] <= 0.0:
            return told
        weight, _, entity, where = options[0]
        rivals = sum(1 for option in options[1:] if option[0] >= weight)
        sure = (0.85 if weight >= 2 else 0.6 if weight >= 0.8 else 0.45) / (1 + 0.5 * rivals)
        return Antecedent(
            discourse.referent(entity, self._of_entity(entity)), where, round(sure, 3)
        )

    def _party_of_words(
        self, page: DocumentNames, discourse: Discourse, phrase: Phrase
    ) -> PartyMatch:
        """The party that an unnamed source's description tells."""
        if _is_own_side(phrase):
            own = self._index.by_noun(phrase.head)
            return PartyMatch(own, 0.6) if own else NOBODY
        span = Span(phrase.span.start, phrase.span.start + len(phrase.core))
        found = affiliation.of_words(page, span, self._index)
        if found.party:
            return found
        if phrase.named is not None and phrase.named.entity.party:
            return PartyMatch(phrase.named.entity.party, 0.8 * phrase.named.entity.sure)
        if singular(phrase.head) in OWN_SIDES:
            return NOBODY  # “critics of the ministry”
        # “a person close to …”, “an official at the ministry of …”
        behind = Span(span.stop, min(len(page.text), span.stop + len(phrase.after)))
        for named in page.within(behind)[:1]:
            between = page.text[span.stop : named.mention.whole.start]
            entity = named.entity
            if not entity.party:
                continue
            if _CLOSE.search(between) and "familiar" not in between:
                return PartyMatch(entity.party, 0.6)
            if _AT.match(between):
                return PartyMatch(entity.party, 0.8)
        if under := _UNDER.match(phrase.after):
            # “an aide to the senator”
            start = span.stop + under.start(1)
            other = phrase_of(page, (Span(start, span.stop + under.end(1)),))
            if other.shape is PhraseShape.PEOPLE:
                party = self._people(page, discourse, other).speaker
                return PartyMatch(party.party, 0.8 * party.confidence) if party.party else NOBODY
        if not phrase.words[:-1] and self._index.parties:
            own = self._index.by_noun(phrase.head)
            return PartyMatch(own, 0.6) if own else NOBODY
        return NOBODY

    def _body(self, page: DocumentNames, discourse: Discourse, phrase: Phrase) -> _Resolved:
        """“the union”, “the Trump administration”, “the ministry”."""
        written = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", phrase.core)
        known = self._register.lookup(written)
        if known is not None and known.mentions:
            speaker = self._of_entity(known, 0.9)
            return _Resolved(speaker, discourse.referent(known, speaker))
        span = Span(phrase.span.start, phrase.span.start + len(phrase.core))
        found = self._party_of_words(page, discourse, phrase)
        written_party = self._index.in_words(page.text[span.start : span.stop])
        if not found.party and written_party and not _is_own_side(phrase):
            found = PartyMatch(written_party, 0.9)
        named = phrase.named
        if (
            not found.party
            and (named is None or (_is_own_side(phrase) and named.entity.state))
            and phrase.determiner in {"the", "this", "that"}
        ):
            answer = self._body_before(page, discourse, phrase)
            if answer is not None:
                return self._back(discourse, answer, True)
        if not found.party and (party := self._index.by_noun(phrase.head)):
            found = PartyMatch(party, 0.7)
        if not found.party and phrase.determiner in POSSESSIVE:
            found, _ = self._owner(discourse, phrase)
        sure = 0.5 if not found.party else max(0.5, 0.9 * found.confidence)
        speaker = Speaker(
            SpeakerKind.INSTITUTION, written, party=found.party, confidence=round(sure, 3)
        )  # fmt: skip
        return _Resolved(speaker, Referent(speaker, None, frozenset({phrase.head})))

    def _body_before(
        self, page: DocumentNames, discourse: Discourse, phrase: Phrase
    ) -> Antecedent | None:
        """The last institution that a noun fits: by the noun in its name, else by being one."""
        head = singular(phrase.head)
        last = page.before(phrase.span.start)
        firms = head in {"company", "firm", "corporation", "manufacturer", "carmaker", "group"}
        for named in reversed(page.named[max(0, last - 60) : last]):
            entity = named.entity
            names = {singular(w) for name in entity.names for w in re.findall(r"\w+", name.lower())}
            labour = bool(names & {"local", "worker", "teamster", "guild", "union"})
            organised = entity.kind is SpeakerKind.INSTITUTION and not entity.country and not labour
            unions = head == "union" and labour
            if head in names or unions or (firms and organised and not entity.located):
                referent = self._referent(discourse, named)
                return Antecedent(referent, named.mention.span, 0.8 if not firms else 0.65)
        return None

    def _other(self, page: DocumentNames, phrase: Phrase) -> _Resolved:
        """A thing (“the report”), or a name that no list and no other mention knows."""
        if phrase.core and phrase.determiner == "" and _is_name(page, phrase):
            found = self._index.of_person([phrase.core]) or self._index.in_words(phrase.core)
            speaker = Speaker(SpeakerKind.PERSON, phrase.core, party=found, confidence=0.4)
            return _Resolved(speaker, Referent(speaker, None, frozenset({phrase.head})))
        party = self._index.in_words(phrase.text) or (
            self._index.by_noun(phrase.head) if phrase.head else ""
        )
        if party:
            return _Resolved(
                Speaker(SpeakerKind.INSTITUTION, phrase.core, party=party, confidence=0.6)
            )
        return _Resolved(Speaker(SpeakerKind.UNSTATED, office=phrase.core[:80], confidence=0.3))


def _is_own_side(phrase: Phrase) -> bool:
    """Whether a phrase names a side of its own, whoever it is called after: “Peru's creditors”."""
    return phrase.named is not None and singular(phrase.head) in OWN_SIDES


def _is_name(page: DocumentNames, phrase: Phrase) -> bool:
    """Whether the parser takes a phrase for the name of somebody; a headline names nobody."""
    start = phrase.span.start
    words = page.grammar.words(Span(start, start + len(phrase.core)))
    if not len(words) or len(words) > 4 or page.layout.in_heading(start):
        return False
    return all(word.tag_ in ("NNP", "NNPS") and word.text[0].isupper() for word in words)


def office_texts(register: Register, entity: Entity) -> list[str]:
    """The offices in which an entity is named, as written, each time it is."""
    texts = [
        " ".join(register.pages[number].text[span.start : span.stop].split())
        for number, span in entity.offices
    ]
    return [text for text in texts if _heads(text)]


def other_names(entity: Entity) -> tuple[str, ...]:
    """The names of an entity beside the fullest, the most frequent first."""
    forms = [form for form in entity.names if form != entity.name]
    return tuple(sorted(forms, key=lambda form: (-entity.names[form], form)))


def _place(attribution: Attribution) -> int:
    spans = attribution.source or attribution.cue or attribution.content
    return spans[0].start if spans else 0


def _called(head: str) -> str:
    """A noun for people, those that mean no more than a person as one."""
    word = singular(head)
    return "person" if word in {"people", "person", "individual", "source"} else word


def _heads(text: str) -> set[str]:
    """Offices in a phrase, a vice-president being no president."""
    low = re.sub(r"\bvice[ -]president", "vice-president", text.lower())
    return office_heads(re.sub(r"\bdeputy \w+ minister", "deputy", low))
