"""The group of words before a verb: auxiliaries, modals, negations, and words such as “ready to”.

Examples are “has not been”, “would never”, “is not ready to”, “no longer” and “has yet to”. A group
is read backwards from its verb (Quirk et al. 1985, §§3.21–3.39, on the structure of verb phrases).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zopa.foundation.text import word_set
from zopa.statements.acts.inflect import VerbForm
from zopa.statements.acts.tokens import Token

BE = word_set("be am is are was were been being")
HAVE = word_set("have has had having")
DO = word_set("do does did")
FUTURE = word_set("will would shall going")
OBLIGED = word_set("must should ought")
POSSIBLE = word_set("can could may might")
MODALS = FUTURE | OBLIGED | POSSIBLE
AUXILIARIES = BE | HAVE | DO | MODALS
NOT = word_set("not never neither nor hardly nobody none")
_ADVERBS = word_set(
    "also still again now then already just only always ever even once yet soon today so too "
    "again formally long far rather instead both all immediately itself themselves himself"
)
_NOT_ADVERBS = word_set("family reply supply ally july italy assembly fly apply rely only")
READY = word_set("ready willing prepared open happy able keen eager glad free determined")
UNREADY = word_set("unwilling reluctant unable unprepared loath")
LIKELY = word_set(
    "expected likely set due about bound supposed planning plans planned plan hopes hope hoped "
    "tries trying tried intends intended intend preparing considering unlikely"
)
WANT = word_set("want wants wanted")
DECIDED = word_set("decided decides chose voted moved opted began started resolved agreed")


@dataclass(frozen=True, slots=True)
class Group:
    """How a verb is used; `start` is the first token of the group."""

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


def _adverb(form: str) -> bool:
    return form in _ADVERBS or (len(form) > 4 and form.endswith("ly") and form not in _NOT_ADVERBS)


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


def group_at(row: Sequence[Token], at: int, kind: VerbForm, least: int = 0) -> Group:
    """The group before the verb at token `at`, read back to token `least` at most.

    >>> from zopa.statements.acts.tokens import tokens_in
    >>> group = group_at(tokens_in("We are not yet ready to sign"), 6, VerbForm.BASE)
    >>> group.start, group.negated, group.lean
    (1, True, 'ready')
    """
    reading = _GroupReading(row, kind, at, least)
    while reading.place >= least and (words := reading.words_taken()):
        reading.place -= words
        reading.start = reading.place + 1
    return reading.group()


class _GroupReading:
    """What the words before a verb, read from it backwards, have said of it so far."""

    def __init__(self, row: Sequence[Token], kind: VerbForm, at: int, least: int) -> None:
        self.row = row
        self.kind = kind
        self.least = least
        self.place = at - 1
        """The word that is read next."""
        self.start = at
        self.negations = 0
        self.no_longer = self.passive = self.infinitive = self.only = self.past = False
        self.auxiliary = False
        self.modal = self.lean = ""

    def words_taken(self) -> int:
        """How many words, from `place` backwards, belong to the group as one step; 0 ends it."""
        form = self.row[self.place].form
        before = self.row[self.place - 1].form if self.place > self.least else ""
        if form in NOT:
            self.negations += 1
        elif form == "longer" and before == "no":
            self.no_longer = True
            return 2
        elif form == "but" and before == "all":
            return 2
        elif form == "to":
            return self._words_with_to(before)
        elif form in AUXILIARIES:
            self._take_auxiliary(form)
        elif _adverb(form) or (form == "only" and self.place > self.least):
            self.only = self.only or form == "only"
        else:
            return 0
        return 1

    def _words_with_to(self, before: str) -> int:
        """“have to”, “yet to”, “going to”, “ready to”; a bare “to” or “not to” begins the group."""
        if before in ("have", "has", "had", "need", "needs", "needed") and not (
            self.place > self.least + 1 and self.row[self.place - 2].form in DO | NOT
        ):
            self.modal = self.modal or "must"
        elif before == "yet":
            self.negations += 1
        elif before in ("ought", "going"):
            self.modal = "must" if before == "ought" else "will"
        elif before == "not" and not self.lean:
            self.negations += 1
            self.infinitive = True
            self.start = self.place - 1
            return 0
        elif before and not self.lean and _leaning(before):
            self.lean = _leaning(before)
            self.infinitive = False
            self.past = before in DECIDED or before == "wanted"
        else:
            self.infinitive = True
            self.start = self.place
            return 0
        return 2

    def _take_auxiliary(self, form: str) -> None:
        self.auxiliary = True
        if form in BE and not self.lean and not self.modal and VerbForm.PARTICIPLE in self.kind:
            self.passive = True
        self.past = self.past or form in ("was", "were", "had", "did", "has", "have")
        if form in MODALS:
            self.modal = self.modal or ("must" if form in OBLIGED else form)

    def group(self) -> Group:
        """The group, when all of its words are read."""
        bare = not self.auxiliary and not self.lean and not self.modal
        if bare and not self.infinitive:
            self.past = VerbForm.PAST in self.kind and VerbForm.BASE not in self.kind
        return Group(
            self.start,
            negated=self.negations % 2 == 1,
            no_longer=self.no_longer,
            modal=self.modal,
            lean=self.lean,
            passive=self.passive,
            finite=not self.infinitive and not (bare and self.kind == VerbForm.ING),
            past=self.past,
            only=self.only,
        )
