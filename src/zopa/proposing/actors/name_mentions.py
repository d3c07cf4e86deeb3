"""Finding the names in a parsed report: which words are one name, and what is said beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zopa.proposing.actors.name_words import begins, everyday_word, is_adverb, is_many, is_name_word
from zopa.proposing.actors.nouns import (
    COMPANY_ENDS,
    GOVERNMENTS,
    LEGAL_ENDS,
    OFFICES,
    ORGANISED,
    TITLES,
)
from zopa.statements.speakers import countries
from zopa.statements.speakers.countries import CountryClue
from zopa.statements.speakers.vocabulary import PARTICLES

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from zopa.proposing.parsed_report import ParsedReport


_OWNED_BODIES = frozenset(
    {"federation", "alliance", "cooperative", "co-operative", "bloc", "front", "assembly", "league"}
)
"""More words for bodies that are named after their people."""


@dataclass(eq=False)
class NameMention:
    """A name where it stands."""

    report: int
    span: TokenSpan
    """The words of the name, without article, title, office and possessive ending."""
    name: str
    in_body: bool
    label: str = ""
    """What the parser takes it for."""
    country: str = ""
    way: CountryClue | None = None
    """How a word of the table of countries leads to its country."""
    office: tuple[str, ...] = ()
    """The title or office told right before or after it within the same run of capitals."""
    owner: NameMention | None = field(default=None, repr=False)
    """Another name before the office in the same run (“Halden” in “Halden CEO Ann Berg”)."""
    titled: bool = False
    """A title or office leads to it, so that it is a person."""

    @property
    def head(self) -> Token:
        return self.span.root

    @property
    def begins(self) -> bool:
        """Whether it is one word that begins a sentence, where every word has a capital."""
        first = self.span[0]
        return len(self.span) == 1 and begins(first, first.sent)


def everyday(mention: NameMention) -> bool:
    """Whether a name of one word is also an everyday word."""
    if mention.country:
        return False
    return everyday_word(mention.name.lower())


def mentions_of(parsed: ParsedReport, report: int) -> list[NameMention]:
    """The names of a report in their order, those of headlines too."""
    found: list[NameMention] = []
    for sentence in parsed.grammar.sentences:
        for run in _runs(sentence):
            found += _split(run, report, parsed.in_body(run[0]))
    return found


def _runs(sentence: TokenSpan) -> Iterator[TokenSpan]:
    """The longest rows of words that can be one name."""
    doc, place, stop = sentence.doc, sentence.start, sentence.end
    while place < stop:
        country = _country_at(doc[place], stop)
        if not (country or is_name_word(doc[place], sentence)):
            place += 1
            continue
        end = place + max(1, country)
        while end < stop:
            step = _joined(sentence, place, end)
            if not step:
                break
            end += step
        yield doc[place:end]
        place = end


def _joined(sentence: TokenSpan, start: int, at: int) -> int:
    """By how many words the name that begins at `start` goes on at `at`."""
    doc, stop = sentence.doc, sentence.end
    word, before = doc[at], doc[at - 1]
    tight = not before.whitespace_

    def name_at(place: int) -> bool:
        return place < stop and is_name_word(doc[place], sentence)

    if word.text in {"-", "/", "&", "–"} and name_at(at + 1):
        close = tight and not word.whitespace_ and (word.text == "-" or before.text.isupper())
        return 2 if close or word.text == "&" else 0
    if before.lower_ in LEGAL_ENDS and before.text.endswith("."):
        # “of Corvin Ltd. Brell's offer”
        return 0
    if name_at(at):
        # “the U.S. Afterwards” are two sentences that the parser did not part.
        return 0 if before.text.endswith(".") and is_adverb(word) else 1
    if word.text == "-" and tight and not word.whitespace_ and at + 1 < stop:
        # “Cho Min-su”
        person = before.ent_type_ == word.ent_type_ == doc[at + 1].ent_type_ == "PERSON"
        return 2 if person else 0
    if word.tag_ == "POS" and (
        is_many(before) or (word.text in {"'", "’"} and before.text[-1:] == "s")
    ):
        # “Dockers' Association”, “People's Party”: a body is named after its people.
        end = at + 1
        while end < stop and name_at(end) and end < at + 4:
            end += 1
        if end > at + 1 and doc[end - 1].lower_ in ORGANISED | _OWNED_BODIES:
            return end - at
        return 0
    if word.text.isdigit() and before.lower_ in ORGANISED:
        return 1
    if word.lower_ in PARTICLES | {"al", "el"} and word.text.islower():
        step = 1
        while at + step < stop and (
            doc[at + step].lower_ in PARTICLES or doc[at + step].text == "-"
        ):
            step += 1
        return step + 1 if name_at(at + step) else 0
    held = {w.lower_ for w in doc[start:at]}
    if word.lower_ in {"of", "for"} and before.lower_.rstrip("s") in ORGANISED | {"workers"}:
        step = 2 if at + 1 < stop and doc[at + 1].lower_ == "the" else 1
        # “District 12 of the Guild” has two names.
        if step == 2 and before.text.isdigit():
            return 0
        same = word.ent_type_ == "ORG" and before.ent_type_ == "ORG"
        return step + 1 if name_at(at + step) and (same or step == 1 or _government(before)) else 0
    if word.lower_ == "and" and ({"of", "for"} & held) and name_at(at + 1):
        nxt = doc[at + 1]
        alike = nxt.ent_type_ in {"ORG", ""} and nxt.lower_ not in countries.longest()
        return 2 if alike and not countries.words().get(nxt.text) else 0
    return 0


def _after_country(span: TokenSpan, report: int, in_body: bool) -> list[NameMention] | None:
    """The names in a row that begins with a country; None where the row is one name."""
    doc, size = span.doc, _country_at(span[0], span.end)
    if not size or size >= len(span):
        return None
    rest = doc[span.start + size : span.end]
    # “Dutch Bank” is a name of its own, and so is “European Commission”.
    person = rest[0].ent_type_ == "PERSON" and rest[0].ent_iob_ == "B"
    other = _country_at(rest[0], rest.end)
    joint = rest[0].text in {"-", "/", "–"}
    if other == len(rest) and _people_of_two(span, rest):
        # “Greek Cypriots” are neither all Greeks nor all Cypriots.
        return [NameMention(report, span, span.text, in_body, "NORP")]
    if (seat := _office_of_seat(span, rest)) is not None:
        return [NameMention(report, span, span.text, in_body, "ORG", *seat)]
    if not (person or other or joint):
        return None
    found = list(_apart(doc[span.start : span.start + size], report, in_body))
    while joint and len(rest) and rest[0].text in {"-", "/", "–"}:
        rest = rest[1:]
    return found + (list(_apart(rest, report, in_body)) if len(rest) else [])


def _office_of_seat(span: TokenSpan, rest: TokenSpan) -> tuple[str, CountryClue] | None:
    """The country of “White House National Security Council”, a part of what sits there."""
    seat = countries.words()[span[: len(span) - len(rest)].text]
    part = rest[-1].lower_ in GOVERNMENTS | {"council", "office", "bureau"}
    return seat if seat[1] is CountryClue.METONYM and part else None


def _people_of_two(span: TokenSpan, rest: TokenSpan) -> bool:
    """Whether two words for where people come from stand side by side."""
    table = countries.words()
    ways = [table[part][1] for part in (span[: len(span) - len(rest)].text, rest.text)]
    return all(way is CountryClue.DEMONYM for way in ways)


def _government(word: Token) -> bool:
    return word.lower_ in GOVERNMENTS


def _country_at(word: Token, stop: int) -> int:
    """How many words from here are a word of the table of countries."""
    for form in countries.longest().get(word.text, ()):
        end, size = word.i + 1, len(word)
        while end < stop and size < len(form):
            size = word.doc[end].idx + len(word.doc[end]) - word.idx
            end += 1
        if size == len(form) and word.doc[word.i : end].text == form:
            return end - word.i
    return 0


def _split(run: TokenSpan, report: int, in_body: bool) -> list[NameMention]:
    """One row of capitals as its names: what stands before an office, and the person after it."""
    doc = run.doc
    offices = [word.i for word in run if word.lower_ in OFFICES or word.lower_.strip(".") in TITLES]
    start, stop = run.start, run.end
    # “Premier League” has no premier.
    if not offices or (offices[-1] < stop - 1 and doc[stop - 1].lower_ in ORGANISED | COMPANY_ENDS):
        return list(_apart(doc[start:stop], report, in_body))
    first, last = offices[0], offices[-1]
    after = doc[last + 1 : stop] if last + 1 < stop else None
    before = doc[start:first] if first > start else None
    words = tuple(doc[i].text for i in range(first, last + 1))
    found: list[NameMention] = []
    owner = None
    if before is not None:
        size = _country_at(before[0], before.end)
        if size < len(before) and size:
            # “U.S. Trade Secretary”: the country, and the office under it.
            second = _country_at(doc[start + size], before.end)
            before = doc[start + size * bool(second) : start + size + second]
        elif (
            not size and len(before) == 1 and after is not None and everyday_word(before[0].lower_)
        ):
            # “Trade Secretary Ann Berg”
            before = before[:0]
        found += _apart(before, report, in_body)
        named = [
            m for m in found if m.country or m.label in {"ORG", "GPE", "NORP"} or len(found) == 1
        ]
        owner = named[0] if named else None
        rest = doc[(owner.span.end if owner else start) : first].text
        words = (f"{rest} {' '.join(words)}".strip(),)
    if after is not None:
        people = list(_apart(after, report, in_body, whole=True))
        for person in people[:1]:
            person.office, person.owner, person.titled = (" ".join(words),), owner, True
        found += people
    elif owner is not None:
        owner.office = (" ".join(words),)
        owner.titled = False
    return found


def _apart(
    span: TokenSpan, report: int, in_body: bool, *, whole: bool = False
) -> Iterator[NameMention]:
    """A row of words as one name, or as several where a person or a country begins in it."""
    doc = span.doc
    while len(span) and span[-1].text in {"-", "/", "&", "–", "of", "the", "and"}:
        span = span[:-1]
    if not len(span):
        return
    if not whole:
        parts = _after_country(span, report, in_body)
        if parts is not None:
            yield from parts
            return
        for place in range(span.start + 1, span.end):
            word, before = doc[place], doc[place - 1]
            if (
                word.ent_type_ == "PERSON"
                and word.ent_iob_ == "B"
                and before.ent_type_ in {"ORG", "GPE", "NORP"}
            ):
                yield from _apart(doc[span.start : place], report, in_body)
                yield from _apart(doc[place : span.end], report, in_body)
                return
    name = span.text
    labels = [word.ent_type_ for word in span if word.ent_type_]
    label = max(set(labels), key=lambda told: (labels.count(told), told)) if labels else ""
    known = countries.words().get(name)
    if known is None and name.endswith("."):
        known = countries.words().get(name[:-1])
    mention = NameMention(report, span, name, in_body, label)
    if known is not None:
        mention.country, mention.way = known
    elif len(span) > 1 and not whole:
        size = _country_at(span[0], span.end)
        if size and span[-1].lower_ in GOVERNMENTS:
            mention.country = countries.words()[doc[span.start : span.start + size].text][0]
        elif (
            span[-1].text in countries.words()
            and any(w.lower_ == "of" for w in span)
            and span[0].lower_ in GOVERNMENTS
        ):
            mention.country = countries.words()[span[-1].text][0]
    yield mention
