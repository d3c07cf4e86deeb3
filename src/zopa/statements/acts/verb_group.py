"""What stands before a verb: auxiliaries, modals, negations, and words such as “ready to”.

“has not been”, “would never”, “is not ready to”, “no longer”, “has yet to” – read from the verb
backwards (Quirk et al. 1985, §§3.21–3.39, on the structure of verb phrases).
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
    """The group of the verb at `at`, read back no further than `least`.

    >>> from zopa.statements.acts.tokens import tokens
    >>> group = group_at(tokens("We are not yet ready to sign"), 6, VerbForm.BASE)
    >>> group.start, group.negated, group.lean
    (1, True, 'ready')
    """
    negations = 0
    no_longer = passive = infinitive = only = past = False
    modal = lean = ""
    auxiliary = False
    place = at - 1
    start = at
    while place >= least:
        form = row[place].form
        before = row[place - 1].form if place > least else ""
        if form in NOT:
            negations += 1
        elif form == "longer" and before == "no":
            no_longer = True
            place -= 1
        elif form == "but" and before == "all":
            place -= 1
        elif form == "to":
            if before in ("have", "has", "had", "need", "needs", "needed") and not (
                place > least + 1 and row[place - 2].form in DO | NOT
            ):
                modal = modal or "must"
                place -= 1
            elif before == "yet":
                negations += 1
                place -= 1
            elif before in ("ought", "going"):
                modal = "must" if before == "ought" else "will"
                place -= 1
            elif before == "not" and not lean:
                negations += 1
                infinitive = True
                start = place - 1
                break
            elif before and not lean and _leaning(before):
                lean = _leaning(before)
                infinitive = False
                past = before in DECIDED or before == "wanted"
                place -= 1
            else:
                infinitive = True
                start = place
                break
        elif form in AUXILIARIES:
            auxiliary = True
            if form in BE and not lean and not modal and VerbForm.PARTICIPLE in kind:
                passive = True
            past = past or form in ("was", "were", "had", "did", "has", "have")
            if form in MODALS:
                modal = modal or ("must" if form in OBLIGED else form)
        elif _adverb(form) or (form == "only" and place > least):
            only = only or form == "only"
        else:
            break
        start = place
        place -= 1
    bare = not auxiliary and not lean and not modal
    if bare and not infinitive:
        past = VerbForm.PAST in kind and VerbForm.BASE not in kind
    return Group(
        start,
        negated=negations % 2 == 1,
        no_longer=no_longer,
        modal=modal,
        lean=lean,
        passive=passive,
        finite=not infinitive and not (bare and kind == VerbForm.ING),
        past=past,
        only=only,
    )
