"""How a verb is used: whether it is denied, what may, must or will be done, whether it is passive.

The parse tells the auxiliaries, negations and adverbs of a verb (“has not yet been accepted”), and
on what an infinitive depends (“is not ready to”, “would have to”, “has yet to”). What such words
mean is told by lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.statements.acts.tokens import Row

if TYPE_CHECKING:
    from spacy.tokens import Token as Word

BE = word_set("be am is are was were been being")
OBLIGED = word_set("must should ought")
MODALS = word_set("will would shall going can could may might") | OBLIGED
AUXILIARIES = BE | MODALS | word_set("have has had having do does did")
NOT = word_set("not never neither nor hardly nobody none")
READY = word_set("ready willing prepared open happy able keen eager glad free determined")
UNREADY = word_set("unwilling reluctant unable unprepared loath")
LIKELY = word_set(
    "expected likely set due about bound supposed planning plans planned plan hopes hope hoped "
    "tries trying tried intends intended intend preparing considering unlikely"
)
WANT = word_set("want wants wanted")
DECIDED = word_set("decided decides chose voted moved opted began started resolved agreed")
_DENYING = ("neg", "advmod", "preconj", "cc")
_PAST = word_set("was were had did has have 'd")


@dataclass(frozen=True, slots=True)
class VerbUse:
    """How a verb is used; `start` is the first token of the words that go with it."""

    start: int
    negated: bool = False
    no_longer: bool = False
    modal: str = ""
    """“will”, “would”, “must” and so on; “must” also for *have to* and *need to*."""
    lean: str = ""
    """“ready”, “unready”, “likely”, “want” or “decided” (to)."""
    passive: bool = False
    finite: bool = True
    """Has or may have a subject of its own; not after a bare *to*, not a bare *-ing*."""
    past: bool = False
    only: bool = False
    """“would only sign if”."""


def _leaning(form: str) -> str:
    for name, words in (
        ("ready", READY),
        ("unready", UNREADY),
        ("likely", LIKELY),
        ("want", WANT),
        ("decided", DECIDED),
    ):
        if form in words:
            return name
    return ""


def use_at(row: Row, at: int, least: int = 0) -> VerbUse:
    """How the verb at token `at` is used; words before token `least` do not go with it.

    >>> from zopa.statements.grammar import parsed
    >>> from zopa.statements.acts.tokens import tokens_in
    >>> row = Row(tokens_in(parsed("We are not yet ready to sign.").doc))
    >>> use = use_at(row, 6)
    >>> use.start, use.negated, use.lean
    (1, True, 'ready')
    """
    return _UseReading(row, at, least).use()


class _UseReading:
    """What the words that go with a verb say of it."""

    def __init__(self, row: Row, at: int, least: int) -> None:
        self.row, self.at, self.least = row, at, least
        self.verb = row[at].word
        self.group = {self.verb.i}
        self.negations = 0
        self.no_longer = self.passive = self.infinitive = self.only = self.past = False
        self.auxiliary = False
        self.modal = self.lean = ""

    def use(self) -> VerbUse:
        """The use, when all is read."""
        verb = self.verb
        self._read(verb, own=True)
        self._climb(verb)
        if verb.tag_[0] not in "VM" and self.at > self.least:
            # The parser took for something else what stands after a modal.
            self._take_auxiliary(self.row.form(self.at - 1), own=False)
            self.group.add(self.row[self.at - 1].word.i)
        bare = not (self.auxiliary or self.lean or self.modal)
        if bare and not self.infinitive:
            self.past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and _has_subject(verb))
        made = VerbUse(
            self._start(),
            negated=self.negations % 2 == 1,
            no_longer=self.no_longer,
            modal=self.modal,
            lean=self.lean,
            passive=self.passive,
            finite=not self.infinitive and not (bare and self._is_participle()),
            past=self.past,
            only=self.only,
        )
        return self._shared(made) if bare else made

    def _is_participle(self) -> bool:
        return self.verb.tag_ == "VBG" or (self.verb.tag_ == "VBN" and not _has_subject(self.verb))

    def _shared(self, made: VerbUse) -> VerbUse:
        """A verb after “and” has the auxiliaries of the one before it: “has met and accepted”."""
        verb, head = self.verb, self.verb.head
        place = self.row.place(head)
        either = any(child.lower_ == "or" for child in head.children)
        alike = head.tag_ == verb.tag_ or (head.tag_ == "VBN" and verb.tag_ == "VBD" and either)
        if verb.dep_ != "conj" or place is None or not alike or head.tag_ == "VBD":
            return made
        if _has_subject(verb):
            return made
        first = use_at(self.row, place, self.least)
        return replace(
            first, start=made.start, negated=first.negated != made.negated, only=made.only
        )

    def _read(self, verb: Word, *, own: bool) -> None:
        for child in verb.children:
            place = self.row.place(child)
            if place is None or place < self.least:
                continue
            form = self.row.form(place)
            before = place < self.at
            if child.dep_ in ("aux", "auxpass") and form != "to":
                self._take_auxiliary(form, own=own)
            elif form == "longer" and any(word.lower_ == "no" for word in child.lefts):
                self.no_longer = True
                self.group |= {word.i for word in child.lefts}
            elif form in NOT and child.dep_ in _DENYING and before:
                self.negations += 1
            elif not (before and child.dep_ in ("aux", "advmod", "neg") and _adverb(child)):
                continue
            self.only = self.only or form == "only"
            self.group.add(child.i)

    def _take_auxiliary(self, form: str, *, own: bool) -> None:
        self.auxiliary = True
        if own and form in BE and self.verb.tag_ in ("VBN", "VBD"):
            self.passive = True
        self.past = self.past or form in _PAST
        if form in MODALS:
            self.modal = self.modal or ("must" if form in OBLIGED else form)

    def _climb(self, verb: Word) -> None:
        """Go from an infinitive to what it depends on: “ready”, “going”, “have”."""
        while any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.lefts):
            head = verb.head
            place = self.row.place(head)
            inside = place is not None and self.least <= place < self.at
            if not inside or verb.dep_ not in ("xcomp", "ccomp", "advcl", "acl"):
                self.infinitive = True
                return
            form = self.row.form(place or 0)
            above = head.head if head.dep_ in ("acomp", "oprd", "attr") else head
            if not self._depends(head, form):
                self.infinitive = True
                return
            self.group |= {head.i, above.i, *(w.i for w in verb.lefts)}
            self._read(head, own=False)
            if above is not head:
                self.past = self.past or above.lower_ in _PAST
                self.auxiliary = True
                self._read(above, own=False)
            verb = above

    def _depends(self, head: Word, form: str) -> bool:
        if head.lemma_ in ("have", "need") and head.tag_[0] == "V":
            if any(child.lower_ == "yet" for child in head.children):
                self.negations += 1
            elif not any(child.dep_ == "neg" for child in head.children):
                self.modal = self.modal or "must"
        elif form in ("going", "ought"):
            self.modal = self.modal or ("must" if form == "ought" else "will")
        elif not self.lean and _leaning(form):
            self.lean = _leaning(form)
            self.past = form in DECIDED or form == "wanted"
        else:
            return False
        return True

    def _start(self) -> int:
        start = self.at
        while start > self.least and self.row[start - 1].word.i in self.group:
            start -= 1
        return start


def _adverb(word: Word) -> bool:
    return word.tag_.startswith("RB") or word.dep_ in ("aux", "neg")


def _has_subject(verb: Word) -> bool:
    subjects = ("nsubj", "nsubjpass", "expl", "csubj")
    return is_hidden_verb(verb) or any(child.dep_ in subjects for child in verb.children)


def is_hidden_verb(verb: Word) -> bool:
    """Whether the parser took the verb of a sentence for a participle beside its subject, as it
    does after appositions: “Ruiz, the envoy of Peru, rejected the deal”."""
    return (
        verb.dep_ == "acl"
        and verb.tag_ == "VBN"
        and verb.head.dep_ == "ROOT"
        and verb.head.pos_ in ("NOUN", "PROPN")
        and any(child.dep_ in ("dobj", "xcomp") for child in verb.children)
    )


def governors(verb: Word) -> Iterator[Word]:
    """The verbs on which an infinitive depends, “is” of “is ready to sign”."""
    while verb.dep_ in ("xcomp", "ccomp"):
        verb = verb.head
        if verb.dep_ in ("acomp", "oprd", "attr"):
            verb = verb.head
        yield verb
