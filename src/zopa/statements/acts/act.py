"""The act of an attributed statement: it comes from the cue if the cue names one (“rejected”),
otherwise from the content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zopa.foundation.text import Span, word_set
from zopa.statements.acts.conditions import conditions_in, main_clause
from zopa.statements.acts.found import ActFound, SpanBase, Why
from zopa.statements.acts.lexicon import HARMING, NEGATES, PLAIN, SAYING
from zopa.statements.acts.predicates import Done, Predicate, chained, predicates_at
from zopa.statements.acts.tokens import LOOKED_AT, Token, tokens_in
from zopa.statements.acts.verb_group import AUXILIARIES, NOT, OBLIGED, READY, UNREADY
from zopa.statements.acts.verbs import LASTING
from zopa.statements.statement import Act, Manner

_QUESTION = re.compile(r"\?[\s\"”'’»)]*$")
_OPENS = re.compile(r"\s*[\"“„«]")
_PROPOSING = re.compile(r"(?:what|how) about|why (?:do not|don't|not)\b", re.IGNORECASE)
_OWN = word_set("i we")
_THEIR = word_set("he she they it")
_POSSESSIVES = word_set("our my his her their its")
_STATES = word_set(
    "be have need take mean cost become remain depend seem want like know see hope think feel "
    "understand find help happen continue also do get make"
) - {"make", "do", "take", "help", "continue", "get", "find", "see", "have"}


def act_of(cue: str, content: str, *, manner: Manner | None = None) -> ActFound:
    """What a statement does, with the rule that says so and the words that show it.

    `manner` says whose words the content is in. If it is not given, a content that begins with a
    quotation mark counts as direct speech.

    >>> found = act_of("said", "Kyiv would not sign unless the guarantees were in the text")
    >>> found.act.value, found.negated, found.conditional, found.why.rule
    ('reject', False, True, 'does not agree')
    >>> act_of("did not rule out", "a second meeting").negated
    True
    """
    direct = manner == Manner.DIRECT
    if manner is None:
        direct = _OPENS.match(content, 0, LOOKED_AT) is not None
    of_cue, of_content = tokens_in(cue), tokens_in(content)
    wall = [] if not direct else [Token(":", 0, 0, False)]
    row = [*of_cue, *wall, *of_content]
    border = len(of_cue) + len(wall)
    found = _of_cue(row, len(of_cue))
    if found is None:
        found = _of_content(row, border, content, of_cue, direct=direct)
    done, start, stop = found
    return ActFound(
        done.act,
        done.negated,
        _hangs(row, done),
        Why(done.rule, *_placed(row, border, start, stop)),
    )


def _hangs(row: Sequence[Token], done: Done) -> bool:
    """Whether it hangs on something; what “would have to” be does so only in a demand."""
    if done.act == Act.ASK and not done.negated:
        return False
    return any(
        row[condition.start].form != "would" or done.act == Act.DEMAND
        for condition in conditions_in(row)
    )


_Found = tuple[Done, int, int]


def _placed(row: Sequence[Token], border: int, start: int, stop: int) -> tuple[SpanBase, Span]:
    """The tokens `start` to `stop` as a span of the part that they begin in."""
    if start >= stop:
        return SpanBase.CUE, Span(0, 0)
    if start < border:
        stop = min(stop, border)
        while stop > start + 1 and row[stop - 1].start == row[stop - 1].stop:
            stop -= 1
        return SpanBase.CUE, Span(row[start].start, row[stop - 1].stop)
    return SpanBase.CONTENT, Span(row[start].start, row[stop - 1].stop)


def _of_cue(row: Sequence[Token], border: int) -> _Found | None:
    """The act that the cue tells, None where the content has to be read."""
    for at in range(border):
        for predicate in predicates_at(row, at):
            sort = predicate.hit.entry.sort
            span = (predicate.group.start, predicate.hit.stop)
            if sort == SAYING:
                if predicate.group.negated:
                    return Done(Act.INFORM, True, "does not say"), *span
                continue
            if sort in (HARMING, PLAIN):
                continue
            done = chained(predicate, row)
            if sort == NEGATES and done is None:
                return Done(Act.INFORM, False, "denies"), *span
            if done is not None and not predicate.group.passive:
                return done, *span
    return None


def _of_content(
    row: Sequence[Token], border: int, content: str, cue: Sequence[Token], *, direct: bool
) -> _Found:
    said = {token.form for token in cue}
    if border < len(row) and _QUESTION.search(content[-400:]):
        if _PROPOSING.match(content.lstrip(' "“„«')):
            return Done(Act.OFFER, False, "what about"), border, border + 1
        return Done(Act.ASK, False, "a question"), len(row) - 1, len(row)
    main = main_clause(row, border)
    warns = not said.isdisjoint(("warn", "warns", "warned", "warning"))
    suggests = not said.isdisjoint(("suggest", "suggests", "suggested", "suggesting"))
    found = _strong(row, border, main, direct=direct) if not suggests else None
    if suggests:
        found = _suggested(row, border)
    if found is None:
        found = _weak(row, border, main, direct=direct)
    if (
        found is not None
        and found[0] == Done(Act.PROMISE, False, "will")
        and any(row[condition.start].form == "in" for condition in conditions_in(row))
    ):
        found = Done(Act.OFFER, False, "will, in exchange"), *found[1:]
    if warns and any(token.form == "to" for token in row[border : border + 4]):
        return Done(Act.DEMAND, False, "warns to"), 0, min(1, len(row))
    if warns and (found is None or found[0].act not in (Act.THREATEN, Act.DEMAND, Act.REJECT)):
        return Done(Act.DOUBT, False, "warns"), 0, min(1, len(row))
    if found is None and not said.isdisjoint(("insisted", "insists", "insist", "insisting")):
        found = _wished(row, border)
    return found or (Done(Act.INFORM, False, "nothing else shows"), 0, 0)


def _subject(row: Sequence[Token], before: int, border: int) -> str:
    """“own”, “their” or “other”: whom the words before a group name; empty where nothing stands."""
    if before <= border:
        return ""
    form = row[before - 1].form
    if form in _OWN:
        return "own"
    if form in _THEIR:
        return "their"
    if not form[0].isalnum() or form in ("and", "but", "that", "yes", "no"):
        return ""
    if any(t.form in _POSSESSIVES for t in row[max(border, before - 4) : before]):
        return "their"
    return "other"


def _strong(
    row: Sequence[Token], border: int, main: Sequence[bool], *, direct: bool
) -> _Found | None:
    """The first predicate of a main clause that does something."""
    for at in range(border, len(row)):
        if not main[at]:
            continue
        form = row[at].form
        if _obliges(row, at, border):
            return Done(Act.DEMAND, False, "must, should, has to"), at, at + 1
        if form == "no" and at == border + (1 if direct and at > border else 0):
            after = row[at + 1].form if at + 1 < len(row) else "."
            if after in (".", ",", "!"):
                return Done(Act.REJECT, False, "no"), at, at + 1
        for predicate in predicates_at(row, at, border):
            if _disbelieves(predicate, row, border):
                group = predicate.group
                return Done(Act.DOUBT, False, "does not believe"), group.start, predicate.hit.stop
            if _of_others(predicate, row, border, direct=direct):
                continue
            done = chained(predicate, row)
            if done is not None:
                return done, predicate.group.start, predicate.hit.stop
    return None


def _obliges(row: Sequence[Token], at: int, border: int) -> bool:
    form = row[at].form
    after = row[at + 1].form if at + 1 < len(row) else ""
    if form in OBLIGED:
        return True
    before = {t.form for t in row[max(border, at - 2) : at]}
    return (
        form in ("has", "have", "need", "needs")
        and after == "to"
        and before.isdisjoint(NOT | {"not"})
    )


def _disbelieves(predicate: Predicate, row: Sequence[Token], border: int) -> bool:
    """“I don’t think …”, “he did not believe …”."""
    hit, group = predicate
    return (
        hit.lemma in ("think", "believe")
        and group.negated
        and _subject(row, group.start, border) in ("own", "their")
    )


def _of_others(predicate: Predicate, row: Sequence[Token], border: int, *, direct: bool) -> bool:
    """Whether a predicate tells what somebody else did, or what was done, and is no act itself."""
    hit, group = predicate
    if not hit.entry.verb:
        return False
    if not group.finite and group.start > border:
        return True
    if group.passive and not group.modal:
        return True
    if not group.past or hit.lemma in LASTING or group.lean in ("ready", "unready"):
        return False
    subject = _subject(row, group.start, border)
    return subject == "other" or (direct and subject == "their")


def _weak(
    row: Sequence[Token], border: int, main: Sequence[bool], *, direct: bool
) -> _Found | None:
    """What the speaker will do, could do, is ready to do."""
    for at in range(border, len(row) - 1):
        if not main[at]:
            continue
        form = row[at].form
        if form in READY | UNREADY and row[at + 1].form == "to":
            denied = any(t.form in NOT for t in row[max(border, at - 3) : at])
            if denied != (form in UNREADY):
                return Done(Act.REJECT, False, "not ready to"), at, at + 2
            return Done(Act.OFFER, False, "ready to"), at, at + 2
        if form not in ("will", "would", "shall", "can", "could", "going"):
            continue
        subject = _subject(row, at, border)
        if form == "going":
            if row[at + 1].form != "to":
                continue
            subject = "own" if any(t.form in _OWN for t in row[max(border, at - 3) : at]) else ""
        if subject not in ("own", "their") or (
            direct
            and subject == "their"
            and not any(t.form in ("our", "my") for t in row[max(border, at - 4) : at])
        ):
            continue
        verb = at + 1
        denied = False
        while verb < len(row) - 1 and (
            row[verb].form in NOT
            or row[verb].form in ("to", "also")
            or row[verb].form.endswith("ly")
        ):
            denied = denied or row[verb].form in NOT
            verb += 1
        if row[verb].form in _STATES or row[verb].form in AUXILIARIES:
            continue
        if denied:
            return Done(Act.REJECT, False, "will not"), at, verb + 1
        if form in ("can", "could"):
            return Done(Act.OFFER, False, "could"), at, verb + 1
        return Done(Act.PROMISE, False, "will"), at, verb + 1
    return None


def _suggested(row: Sequence[Token], border: int) -> _Found | None:
    """“suggested setting up”, “suggested that they could share”: an offer."""
    for at in range(border, len(row)):
        form = row[at].form
        if form in ("could", "should", "might", "may", "be") or (
            at == border and form.endswith("ing")
        ):
            return Done(Act.OFFER, False, "suggests"), at, at + 1
    return None


def _wished(row: Sequence[Token], border: int) -> _Found | None:
    """“insisted that the clause be removed”: a bare *be* tells what is wanted."""
    for at in range(border + 1, len(row)):
        if row[at].form == "be" and row[at - 1].form not in AUXILIARIES | NOT | {"to"}:
            return Done(Act.DEMAND, False, "that it be"), at, at + 1
    return None
