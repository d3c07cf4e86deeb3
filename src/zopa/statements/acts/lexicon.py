"""Parsing the lists in `verbs` and `phrases`, and finding their entries in a row of tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zopa.foundation.text import word_set
from zopa.statements.acts.phrases import PHRASES
from zopa.statements.acts.tokens import Row
from zopa.statements.acts.verbs import HARM, NEGATING, OTHER, SAY, VERBS
from zopa.statements.statement import Act

GAP = 4
"""How many words `_` stands for at most."""
_PARTICLES = word_set("out off up down away")
"""After a verb they make another verb of it: “backed out” is not “backed”."""
_STOPS = frozenset('.,;:!?()[]—–"“”«»')


@dataclass(frozen=True, slots=True)
class PredicateSort:
    """What kind of predicate an entry is: an act, or one of the helpers below."""

    name: str
    act: Act | None = None


HARMING = PredicateSort("harm")
SAYING = PredicateSort("say")
NEGATES = PredicateSort("negate")
PLAIN = PredicateSort("other")
SORTS = {act: PredicateSort(act.value, act) for act in Act}


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One line of the lists."""

    words: tuple[tuple[str, ...] | None, ...]
    """Each with its alternatives; None for a gap. The first is the verb in its base form."""
    object_at: int | None
    """Which word the object begins with; None: the one after the entry."""
    sort: PredicateSort
    verb: bool


@dataclass(frozen=True, slots=True)
class LexiconHit:
    """An entry found: tokens `at` to `stop`, its object from `object_at` on."""

    entry: LexiconEntry
    at: int
    stop: int
    object_at: int
    object_stop: int | None = None
    """Where the object ends, if the rest of the entry stands behind it."""

    @property
    def lemma(self) -> str:
        words = self.entry.words[0]
        assert words is not None  # noqa: S101 - entries begin with a word
        return words[0]


def _entries(listing: str, sort: PredicateSort, *, verb: bool) -> Iterator[LexiconEntry]:
    for line in listing.split(";"):
        parts = line.split()
        if not parts:
            continue
        words: list[tuple[str, ...] | None] = []
        object_at: int | None = None
        for part in parts:
            if part.startswith("["):
                object_at, part = len(words), part[1:]
            words.append(None if part == "_" else tuple(part.split("/")))
        yield LexiconEntry(tuple(words), object_at, sort, verb)


@cache
def _indices() -> tuple[dict[str, list[LexiconEntry]], dict[str, list[LexiconEntry]]]:
    """The verbs by their base form and the other entries by their first word, the longest first,
    and harm first.

    (Harm counts only where it is announced; then it goes before what the word else does.)"""
    listed: list[LexiconEntry] = []
    for act in Act:
        listed.extend(_entries(VERBS[act], SORTS[act], verb=True))
        listed.extend(_entries(PHRASES[act], SORTS[act], verb=False))
    for text, sort in ((HARM, HARMING), (SAY, SAYING), (NEGATING, NEGATES), (OTHER, PLAIN)):
        listed.extend(_entries(text, sort, verb=True))
    verbs: dict[str, list[LexiconEntry]] = {}
    others: dict[str, list[LexiconEntry]] = {}
    for entry in sorted(listed, key=lambda entry: (-len(entry.words), entry.sort != HARMING)):
        for head in entry.words[0] or ():
            (verbs if entry.verb else others).setdefault(head, []).append(entry)
    return verbs, others


def verb_of(row: Row, at: int) -> str:
    """The base form of a word that is a verb and does something; empty for others, and for one that
    describes a noun (“the promised aid”). What stands after a modal is a verb.
    """
    word = row[at].word
    if word.tag_[0] == "V" or word.tag_ == "MD":
        describes = word.dep_ in ("amod", "compound", "nmod", "det")
        return "" if describes else word.lemma_.lower()
    follows = at > 0 and row[at - 1].word.tag_ == "MD" and word.tag_ not in ("RB", "PRP", "DT")
    return row.form(at) if follows else ""


def _matched(entry: LexiconEntry, row: Row, at: int) -> tuple[int, int] | None:
    """Where the entry ends and where its object begins, if it stands at `at`."""
    place = at + 1
    object_at: int | None = None
    words = entry.words
    index = 1
    while index < len(words):
        word = words[index]
        if entry.object_at == index:
            object_at = place
        if word is None:
            following = words[index + 1]
            assert following is not None  # noqa: S101 - no entry has two gaps in a row
            for step in range(GAP + 1):
                if place + step >= len(row) or row[place + step].form in _STOPS:
                    return None
                if row[place + step].form in following:
                    break
            else:
                return None
            place += step + 1
            index += 2
            continue
        if place >= len(row) or row[place].form not in word:
            return None
        place += 1
        index += 1
    return place, place if object_at is None else object_at


def _parted(entry: LexiconEntry, row: Row, at: int) -> tuple[int, int] | None:
    """As `_matched`, where the object stands within the entry: “turned it down”, “put a draft on
    the table”. Then the entry ends with the verb, and its object goes up to the rest of it."""
    verb = row[at].word
    rest = [word for word in entry.words[1:] if word is not None]
    if not rest or len(rest) + 1 < len(entry.words) or entry.object_at is not None:
        return None
    things = [child.i for child in verb.children if child.dep_ == "dobj"]
    for child in verb.children:
        place = row.place(child)
        if place is None or not any(verb.i < thing < child.i for thing in things):
            continue
        alone = child.dep_ == "advmod" and child.n_lefts + child.n_rights == 0
        if child.dep_ != "prt" and not alone and (child.dep_ != "prep" or len(rest) < 2):
            continue
        forms = row.forms(place, place + len(rest))
        if len(forms) == len(rest) and all(f in w for f, w in zip(forms, rest, strict=True)):
            return place, at + 1
    return None


def found_at(row: Row, at: int) -> list[LexiconHit]:
    """All entries that begin at a token, the longest first."""
    found: list[LexiconHit] = []
    verbs, others = _indices()
    particles = {child.lower_ for child in row[at].word.children if child.dep_ == "prt"}
    for entry in (*verbs.get(verb_of(row, at), ()), *others.get(row.form(at), ())):
        ends = _matched(entry, row, at)
        if entry.verb and len(entry.words) == 1:
            ends = None if (particles | {row.form(at + 1)}) & _PARTICLES else ends
        if ends is not None:
            found.append(LexiconHit(entry, at, ends[0], ends[1]))
        elif entry.verb and (parted := _parted(entry, row, at)) is not None:
            found.append(LexiconHit(entry, at, at + 1, parted[1], parted[0]))
    return sorted(found, key=lambda hit: (-len(hit.entry.words), hit.entry.sort != HARMING))
