"""Parsing the lists in `verbs` and `phrases`, and finding their entries in a row of tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from zopa.foundation.text import word_set
from zopa.statements.acts.inflect import VerbForm, forms
from zopa.statements.acts.phrases import PHRASES
from zopa.statements.acts.tokens import Token
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
    kind: VerbForm
    """Which forms the verb may be in; empty for what is not a verb."""

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
def _index() -> dict[str, tuple[tuple[LexiconEntry, VerbForm], ...]]:
    """Entries by the form that their first word has, the longest first, and harm first.

    (Harm counts only where it is announced; then it goes before what the word else does.)"""
    listed: list[LexiconEntry] = []
    for act in Act:
        listed.extend(_entries(VERBS[act], SORTS[act], verb=True))
        listed.extend(_entries(PHRASES[act], SORTS[act], verb=False))
    for text, sort in ((HARM, HARMING), (SAY, SAYING), (NEGATING, NEGATES), (OTHER, PLAIN)):
        listed.extend(_entries(text, sort, verb=True))
    found: dict[str, list[tuple[LexiconEntry, VerbForm]]] = {}
    for entry in listed:
        for head in entry.words[0] or ():
            for form, kind in forms(head).items() if entry.verb else ((head, VerbForm(0)),):
                found.setdefault(form, []).append((entry, kind))
    return {
        form: tuple(sorted(pairs, key=lambda pair: (-len(pair[0].words), pair[0].sort != HARMING)))
        for form, pairs in found.items()
    }


def _matched(entry: LexiconEntry, row: Sequence[Token], at: int) -> tuple[int, int] | None:
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


def found_at(row: Sequence[Token], at: int) -> list[LexiconHit]:
    """All entries that begin at a token, the longest first."""
    found: list[LexiconHit] = []
    for entry, kind in _index().get(row[at].form, ()):
        ends = _matched(entry, row, at)
        if ends is not None and len(entry.words) == 1 and entry.verb and ends[0] < len(row):
            ends = None if row[ends[0]].form in _PARTICLES else ends
        if ends is not None:
            found.append(LexiconHit(entry, at, ends[0], ends[1], kind))
    return found
