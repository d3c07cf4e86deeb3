"""Finding the predicates in a row of tokens, and the act of each with its negation and modals."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from zopa.foundation.text import word_set
from zopa.statements.acts.lexicon import HARMING, NEGATES, PLAIN, SAYING, LexiconHit, found_at
from zopa.statements.acts.tokens import Row
from zopa.statements.acts.verb_use import AUXILIARIES, NOT, VerbUse, use_at
from zopa.statements.statement import Act

DETERMINERS = word_set(
    "a an the this that these those his her its their our my your any no some every each all both "
    "another such what which one two three four five six more less most other"
)
PREPOSITIONS = word_set(
    "of for in on with by from at about over under into against between among during after before "
    "without within through despite per via toward towards than as since until like on regarding "
    "concerning"
)
PRONOUNS = word_set("i we he she they you it who which that")
NOTHING = word_set("no nothing none neither little nobody")
_ADMITTING = word_set("concede admit acknowledge confess apologise apologize own")
_WILL = word_set("will would shall can could may might")


class Predicate(NamedTuple):
    """A hit that is used as a predicate, with the group before it."""

    hit: LexiconHit
    group: VerbUse

    @property
    def act(self) -> Act | None:
        return self.hit.entry.sort.act


class Done(NamedTuple):
    """What a predicate does."""

    act: Act
    negated: bool
    rule: str


def predicates_at(row: Row, at: int, least: int = 0) -> list[Predicate]:
    """The predicates that begin at a token, the most likely first.

    Words before the token `least` do not go with a predicate."""
    found: list[Predicate] = []
    for hit in found_at(row, at):
        if not hit.entry.verb:
            start = at
            negated = False
            while (
                start > least
                and start > at - 4
                and row[start - 1].form
                in (NOT | AUXILIARIES | {"a", "at", "all", "very", "too", "so"})
            ):
                start -= 1
                negated = negated or row[start].form in NOT
            negated = negated or (at > least and row[at - 1].form == "no")
            found.append(Predicate(hit, VerbUse(start, negated=negated)))
            continue
        use = use_at(row, at, least)
        if row.form(hit.object_at) in NOTHING:
            use = replace(use, negated=not use.negated)
        found.append(Predicate(hit, use))
    return found


def done(predicate: Predicate) -> Done | None:
    """What one predicate does by itself; None for one that does nothing here."""
    hit, group = predicate
    sort = hit.entry.sort
    negated = group.negated != (group.lean == "unready")
    if sort in (SAYING, PLAIN, NEGATES):
        return None
    if sort == HARMING:
        if group.passive or not (
            group.modal in ("will", "would", "shall", "could", "can", "going")
            or group.lean in ("ready", "decided", "likely")
        ):
            return None
        if negated or group.no_longer:
            return Done(Act.PROMISE, False, "harm that will not be done")
        return Done(Act.THREATEN, False, "harm announced")
    act = sort.act
    if act is None:
        return None
    if group.modal == "must":
        return Done(Act.DEMAND, False, "must, should, has to")
    if group.only and act == Act.AGREE and not negated:
        return Done(Act.DEMAND, False, "would only agree if")
    if group.no_longer:
        return _no_longer(act)
    if negated:
        return _denied(act, predicate)
    if group.lean == "ready" and act not in (Act.AGREE, Act.CONCEDE, Act.REJECT, Act.THREATEN):
        return Done(Act.OFFER, False, "ready to")
    return Done(act, False, act.value)


def _no_longer(act: Act) -> Done:
    if act in (Act.DEMAND, Act.REJECT):
        return Done(Act.CONCEDE, False, f"no longer: {act.value}")
    if act in (Act.AGREE, Act.OFFER, Act.PROMISE, Act.CONCEDE):
        return Done(Act.REJECT, False, f"no longer: {act.value}")
    return Done(act, True, f"no longer: {act.value}")


def _denied(act: Act, predicate: Predicate) -> Done:
    hit, group = predicate
    unwilling = group.modal in _WILL or group.lean in ("ready", "unready")
    if act == Act.AGREE:
        return Done(Act.REJECT, False, "does not agree")
    if act == Act.DEMAND and hit.lemma in ("want", "would"):
        return Done(Act.REJECT, False, "does not want")
    if act == Act.CONCEDE and hit.lemma not in _ADMITTING and (unwilling or not group.past):
        return Done(Act.REJECT, False, "does not give way")
    if act in (Act.OFFER, Act.PROMISE) and unwilling:
        return Done(Act.REJECT, False, f"will not: {act.value}")
    return Done(act, True, f"not: {act.value}")


def chained(outer: Predicate, row: Row) -> Done | None:
    """What a predicate does together with the one that depends on it: “refused to rule out”,
    “agreed to drop”, “denied threatening”."""
    first = done(outer)
    inner = _hanging(outer, row)
    sort = outer.hit.entry.sort
    if inner is None:
        return first
    if sort == NEGATES:
        second = done(inner)
        return None if second is None else Done(second.act, True, f"denied: {second.act.value}")
    if first is None:
        return None
    second = done(inner)
    if first.act == Act.REJECT and not first.negated:
        if inner.hit.entry.sort == SAYING:
            return Done(Act.INFORM, True, "refuses to say")
        if second is not None and second.act == Act.REJECT and not outer.group.negated:
            return Done(Act.REJECT, not second.negated, "refuses to reject")
    elif first.act == Act.PROMISE and not first.negated:
        if inner.hit.entry.sort == HARMING and not inner.group.negated:
            return Done(Act.THREATEN, False, "vows harm")
        if second is not None and second.act in (Act.REJECT, Act.THREATEN):
            return second
    elif first.act == Act.AGREE and second is not None and second.act == Act.CONCEDE:
        return Done(Act.CONCEDE, False, "agrees to give way")
    return first


def _hanging(outer: Predicate, row: Row) -> Predicate | None:
    """The verb that hangs on a predicate: after “to”, “not to” or “never to”, or in -ing."""
    place = outer.hit.stop
    if outer.hit.entry.words[-1] == ("to",):
        place -= 1
    while row.form(place) in NOT | {"to", "even"}:
        place += 1
    if place >= len(row) or row[place].word.tag_ not in ("VB", "VBG"):
        return None
    if row[place].word.tag_ == "VB" and row.form(place - 1) != "to":
        return None
    return next(iter(predicates_at(row, place, outer.hit.at + 1)), None)
