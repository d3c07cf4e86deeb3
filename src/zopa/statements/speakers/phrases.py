"""The parts of a source's phrase: its head noun, and what stands before and after it.

The tagger makes mistakes, so nothing here relies on a well-formed phrase. The head is what the
parse of the sentence says: in “a senior official at the ministry who …” it is “official”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from zopa.foundation.text import Span, word_set
from zopa.statements.speakers.countries import CountryClue
from zopa.statements.speakers.entities import DocumentNames, Named
from zopa.statements.speakers.mentions import NameSort
from zopa.statements.speakers.vocabulary import (
    DEFINITE,
    INDEFINITE,
    INSTITUTION_HEADS,
    PEOPLE,
    POSSESSIVE,
    PRONOUNS,
    is_office,
    singular,
)


class PhraseShape(Enum):
    """What kind of phrase a source is."""

    NOTHING = auto()
    PRONOUN = auto()
    NAME = auto()
    PEOPLE = auto()
    """“a senior official”, “the president”."""
    BODY = auto()
    """“the union”, “the Trump administration”."""
    OWNED = auto()
    """A thing with a name before it: “the US proposal”."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source span in parts; `core` ends with the head."""

    shape: PhraseShape
    span: Span
    text: str
    core: str = ""
    words: tuple[str, ...] = ()
    """Of the core, in small letters, without its determiner."""
    determiner: str = ""
    after: str = ""
    """What follows the core within the span, or right behind it."""
    named: Named | None = None
    """The name that is the head, or owns it."""
    others: tuple[Named, ...] = ()
    """Names beside the head (“Trump and Pence”)."""
    pronoun: str = ""
    """`m`, `f`, `p`, `i`, `1`, `2` or `r`."""

    @property
    def head(self) -> str:
        return self.words[-1] if self.words else ""


_TOKEN = re.compile(r"(?:[A-Z]\.)+|\w+(?:['’-]\w+)*")
_PARTISANS = frozenset({"Republican", "Tory"})
_GROUPS = word_set("""group number couple pair dozen dozens one some many most several few""")
_SIMPLE = word_set("""he she they it i we who which you""")


def phrase_of(page: DocumentNames, spans: tuple[Span, ...]) -> Phrase:
    """The phrase of a source, of its first piece that holds a word."""
    size = len(page.text)
    for piece in spans:
        span = Span(max(0, min(piece.start, size)), max(0, min(piece.stop, size)))
        # A name that the span cuts short is meant as a whole.
        last = page.before(span.stop) - 1
        if last >= 0 and span.start <= page.starts[last] < span.stop:
            span = Span(span.start, max(span.stop, page.named[last].mention.span.stop))
        tokens = list(_TOKEN.finditer(page.text, span.start, span.stop))
        if tokens:
            return _parsed(page, Span(tokens[0].start(), span.stop), tokens)
    return Phrase(PhraseShape.NOTHING, spans[0] if spans else Span(0, 0), "")


def _parsed(page: DocumentNames, span: Span, tokens: list[re.Match[str]]) -> Phrase:
    text = page.text
    whole = text[span.start : span.stop]
    # “US” is a country, “us” a pronoun.
    low = [
        "u.s." if token.group() == "US" else token.group().lower().replace("'", "’")
        for token in tokens
    ]
    if len(low) == 1 and low[0] in PRONOUNS:
        return Phrase(PhraseShape.PRONOUN, span, whole, pronoun=PRONOUNS[low[0]])
    if low[0] in _SIMPLE or (low[0] in PRONOUNS and low[0] not in POSSESSIVE and low[0] != "that"):
        return Phrase(PhraseShape.PRONOUN, span, whole, pronoun=PRONOUNS[low[0]])
    names = page.within(span)
    end = _core_end(page, tokens)
    core = tokens[: end + 1]
    stop = core[-1].end()
    first = 0
    determiner = ""
    if low[0] in DEFINITE | INDEFINITE or low[0] in POSSESSIVE:
        determiner, first = low[0], 1
    words = tuple(low[first : end + 1]) or tuple(low[: end + 1])
    written = text[core[0].start() : stop]
    after = _behind(text, stop, span.stop)
    shared = (span, whole, written, words, determiner, after)
    # A person named right behind the phrase, between commas or within the span, is who is meant.
    inside = [n for n in names if n.mention.span.start < stop]
    last = next((n for n in reversed(inside) if n.mention.span.stop >= stop - 2), None)
    head = words[-1]
    if last is not None:
        others = tuple(
            n for n in names if n is not last and _joined(text, last, n) and n.mention.sort != 3
        )
        adjective = last.mention.way is CountryClue.DEMONYM or last.mention.name in _PARTISANS
        if last.mention.sort is NameSort.PLACE and adjective and (
            determiner in {"a", "an", "one", "another", "the"} and not head.endswith("s")
        ):  # fmt: skip
            return Phrase(PhraseShape.PEOPLE, *shared, named=last)
        return Phrase(PhraseShape.NAME, *shared, named=last, others=others)
    apposed = next((n for n in names if _apposed(text, stop, n)), None)
    owner = inside[-1] if inside else None
    person = is_office(head) or head in PEOPLE or singular(head) in PEOPLE
    full = apposed is not None and (" " in apposed.mention.name or apposed.mention.title)
    if apposed is not None and (person or full or head in {"general", "lady"}):
        return Phrase(PhraseShape.NAME, *shared, named=apposed)
    if person:
        return Phrase(PhraseShape.PEOPLE, *shared, named=owner)
    if head in INSTITUTION_HEADS or singular(head) in INSTITUTION_HEADS:
        return Phrase(PhraseShape.BODY, *shared, named=owner)
    if owner is not None:
        return Phrase(PhraseShape.OWNED, *shared, named=owner)
    return Phrase(PhraseShape.OTHER, *shared)


def _core_end(page: DocumentNames, tokens: list[re.Match[str]]) -> int:
    """The token with which the core ends: its head, or a name that the head stands in."""
    words = page.grammar.words(Span(tokens[0].start(), tokens[-1].end()))
    if not len(words):
        return len(tokens) - 1
    # The parser may give a phrase several heads; what begins it is meant.
    head = next(w for w in words if w.head == w or not words.start <= w.head.i < words.end)
    if head.pos_ == "ADP":
        head = next((child for child in head.children if child.dep_ == "pobj"), head)
    if head.pos_ != "PROPN" and not _is_somebody(head.lower_):
        # “one current and one former official”
        joined = [word for word in head.conjuncts if words.start <= word.i < words.end]
        head = next((word for word in joined if _is_somebody(word.lower_)), head)
    if head.lower_ in _GROUPS or head.lower_ in INDEFINITE:
        # “a group of lawmakers”
        of = (child for child in head.children if child.lower_ == "of")
        head = next((one for part in of for one in part.children if one.dep_ == "pobj"), head)
    place = head.idx
    for named in page.within(Span(tokens[0].start(), tokens[-1].end())):
        if named.mention.whole.start <= place < named.mention.span.stop:
            place = named.mention.span.stop - 1
    inside = [index for index, token in enumerate(tokens) if token.start() <= place]
    return inside[-1] if inside else 0


def _is_somebody(word: str) -> bool:
    return is_office(word) or word in PEOPLE - INDEFINITE or word in INSTITUTION_HEADS


def _joined(text: str, one: Named, other: Named) -> bool:
    between = text[one.mention.span.stop : other.mention.whole.start]
    return re.fullmatch(r",?\s+(?:and|or|,)\s+(?:the\s+)?", between) is not None


def _apposed(text: str, stop: int, named: Named) -> bool:
    return (
        named.mention.sort in {NameSort.PERSON, NameSort.UNSURE}
        and text[stop : named.mention.whole.start] in {", ", " — ", " – ", ": ", " "}
    )  # fmt: skip


def _behind(text: str, stop: int, limit: int) -> str:
    """The rest of the span, or what goes on in the same clause where the span ends early."""
    inside = text[stop:limit]
    if inside.strip(" ,.;:"):
        return inside
    match = re.compile(r"[^,.;:“”\"\n()]{0,160}").match(text, stop)
    return match.group() if match else ""
