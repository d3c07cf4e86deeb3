"""The act of an attributed statement: it comes from the cue if the cue names one (“rejected”),
otherwise from the content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zopa.foundation.text import Span, word_set
from zopa.sources.sentences import sentences_of
from zopa.statements.acts.clause import subject_of
from zopa.statements.acts.conditions import conditions_in, main_clause
from zopa.statements.acts.found import ActFound, SpanBase, Why
from zopa.statements.acts.lexicon import HARMING, NEGATES, PLAIN, SAYING
from zopa.statements.acts.predicates import Done, Predicate, chained, predicates_at
from zopa.statements.acts.reality import Reality, reality_of, upward
from zopa.statements.acts.tokens import LOOKED_AT, Row, Token, tokens_in
from zopa.statements.acts.verb_use import AUXILIARIES, NOT, OBLIGED, READY, UNREADY, use_at
from zopa.statements.acts.verbs import BELIEVING, LASTING, NOUNS
from zopa.statements.grammar import Grammar, parsed
from zopa.statements.statement import Act, Manner

if TYPE_CHECKING:
    from spacy.tokens import Token as Word

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
    cue, content = cue[:LOOKED_AT], content[:LOOKED_AT]
    direct = manner == Manner.DIRECT
    if manner is None:
        direct = _OPENS.match(content) is not None
    before = f"They {cue}{':' if direct else ''} "
    begin, end = len(before), len(before) + len(content)
    sentences = sentences_of(before + content, Span(begin, end))
    if direct or not sentences:
        sentences = [Span(0, begin), *sentences]
    else:
        sentences = [Span(0, sentences[0].stop), *sentences[1:]]
    grammar = parsed(before + content, sentences)
    cue_span, content_span = Span(5, 5 + len(cue)), Span(begin, end)
    found = act_in(grammar, [cue_span], [content_span], content, direct=direct)
    base = {SpanBase.CUE: cue_span.start, SpanBase.CONTENT: content_span.start}[found.why.part]
    start, stop = (max(0, place - base) for place in found.why.span)
    return replace(found, why=replace(found.why, span=Span(start, stop)))


def act_in(
    grammar: Grammar,
    cue: Sequence[Span],
    content: Sequence[Span],
    words: str,
    *,
    direct: bool,
) -> ActFound:
    """What a statement does whose cue and content stand at some places of a parsed text.

    `words` are those of the content. Places count characters of the text.
    """
    of_cue, of_content = _tokens(grammar, cue), _tokens(grammar, content)
    wall = [Token(":", 0, 0, False, of_cue[-1].word)] if direct and of_cue else []
    row = Row([*of_cue, *wall, *of_content])
    border = len(of_cue) + len(wall)
    found = _of_cue(row, len(of_cue))
    if found is None:
        found = _of_content(row, border, words, of_cue, direct=direct)
    done, start, stop = found
    return ActFound(
        done.act,
        done.negated,
        _hangs(row, done),
        Why(done.rule, *_placed(row, border, start, stop)),
    )


def _tokens(grammar: Grammar, spans: Sequence[Span]) -> list[Token]:
    """The tokens of several places, of at most `LOOKED_AT` characters together."""
    found: list[Token] = []
    left = LOOKED_AT
    for span in spans:
        stop = min(span.stop, span.start + left)
        found += tokens_in(grammar.words(Span(span.start, stop)))
        left -= stop - span.start
    return found


def _hangs(row: Row, done: Done) -> bool:
    """Whether it hangs on something; what “would have to” be does so only in a demand."""
    if done.act == Act.ASK and not done.negated:
        return False
    return any(
        row.form(condition.start) != "would" or done.act == Act.DEMAND
        for condition in conditions_in(row)
    )


_Found = tuple[Done, int, int]


def _placed(row: Row, border: int, start: int, stop: int) -> tuple[SpanBase, Span]:
    """The tokens `start` to `stop` as a span of the part that they begin in."""
    if start >= stop:
        return SpanBase.CUE, Span(0, 0)
    if start < border:
        stop = min(stop, border)
        while stop > start + 1 and row[stop - 1].start == row[stop - 1].stop:
            stop -= 1
        return SpanBase.CUE, Span(row[start].start, row[stop - 1].stop)
    return SpanBase.CONTENT, Span(row[start].start, row[stop - 1].stop)


def _of_cue(row: Row, border: int) -> _Found | None:
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
            by_source = any(child.dep_ == "agent" for child in row[at].word.children)
            if done is not None and (by_source or not predicate.group.passive):
                return _as_told(row[at].word, done), *span
        noun = row[at].word
        if noun.pos_ == "NOUN" and (act := NOUNS.get(noun.lemma_.lower())) is not None:
            denied = any(child.lower_ == "no" for child in noun.children)
            return Done(act, denied, f"a noun: {act.value}"), at, at + 1
    return None


def _of_content(
    row: Row, border: int, content: str, cue: Sequence[Token], *, direct: bool
) -> _Found:
    said = {token.form for token in cue}
    if border < len(row) and _QUESTION.search(content[-400:]):
        if _PROPOSING.match(content.lstrip(' "“„«')):
            return Done(Act.OFFER, False, "what about"), border, border + 1
        return Done(Act.ASK, False, "a question"), len(row) - 1, len(row)
    warns = not said.isdisjoint(("warn", "warns", "warned", "warning"))
    suggests = not said.isdisjoint(("suggest", "suggests", "suggested", "suggesting"))
    found = _strong(row, border, direct=direct) if not suggests else None
    if suggests:
        found = _suggested(row, border)
    if found is None:
        found = _weak(row, border, direct=direct)
    if (
        found is not None
        and found[0] == Done(Act.PROMISE, False, "will")
        and any(row.form(condition.start) == "in" for condition in conditions_in(row))
    ):
        found = Done(Act.OFFER, False, "will, in exchange"), *found[1:]
    if warns and "to" in row.forms(border, border + 4):
        return Done(Act.DEMAND, False, "warns to"), 0, min(1, len(row))
    if warns and (found is None or found[0].act not in (Act.THREATEN, Act.DEMAND, Act.REJECT)):
        return Done(Act.DOUBT, False, "warns"), 0, min(1, len(row))
    if found is None and not said.isdisjoint(("insisted", "insists", "insist", "insisting")):
        found = _wished(row, border)
    return found or (Done(Act.INFORM, False, "nothing else shows"), 0, 0)


def _subject(row: Row, verb: Word, border: int) -> str:
    """“own”, “their” or “other”: whom the subject of a verb names; empty where it names nobody."""
    subject = subject_of(verb)
    place = None if subject is None else row.place(subject)
    if subject is None or place is None or place < border:
        return ""
    form = row.form(place)
    if form in _OWN:
        return "own"
    if form in _THEIR or any(child.lower_ in _POSSESSIVES for child in subject.children):
        return "their"
    return "other"


def _strong(row: Row, border: int, *, direct: bool) -> _Found | None:
    """The first predicate of a main clause that does something."""
    main = main_clause(row)
    for at in range(border, len(row)):
        if not main[at]:
            continue
        if _obliges(row, at, border):
            return Done(Act.DEMAND, False, "must, should, has to"), at, at + 1
        first = border + (1 if direct and at > border else 0)
        if row.form(at) == "no" and at == first and row.form(at + 1) in ("", ".", ",", "!"):
            return Done(Act.REJECT, False, "no"), at, at + 1
        for predicate in predicates_at(row, at, border):
            if _disbelieves(predicate, row, border):
                group = predicate.group
                return Done(Act.DOUBT, False, "does not believe"), group.start, predicate.hit.stop
            if _of_others(predicate, row, border, direct=direct):
                continue
            done = chained(predicate, row)
            if done is not None and predicate.hit.entry.verb:
                done = _as_told(row[at].word, done)
            if done is not None and done.act is not Act.INFORM:
                return done, predicate.group.start, predicate.hit.stop
    return None


def _as_told(verb: Word, done: Done) -> Done:
    """What is done, unless it is only asked or supposed, or done by nobody."""
    reality = reality_of(verb)
    if reality is Reality.OPEN:
        return Done(Act.INFORM, False, "asked, supposed or wished for")
    if reality is Reality.DENIED:
        return done._replace(negated=not done.negated)
    return done


def _obliges(row: Row, at: int, border: int) -> bool:
    form = row.form(at)
    if form in OBLIGED:
        return True
    return (
        form in ("has", "have", "need", "needs")
        and row.form(at + 1) == "to"
        and NOT.isdisjoint(row.forms(max(border, at - 2), at))
    )


def _disbelieves(predicate: Predicate, row: Row, border: int) -> bool:
    """“I don’t think …”, “he did not believe …”."""
    hit, group = predicate
    return (
        hit.lemma in ("think", "believe")
        and group.negated
        and _subject(row, row[hit.at].word, border) in ("own", "their")
    )


def _of_others(predicate: Predicate, row: Row, border: int, *, direct: bool) -> bool:
    """Whether a predicate tells what somebody else did, or what was done, and is no act itself."""
    hit, group = predicate
    if not hit.entry.verb:
        return False
    if not group.finite and group.start > border:
        return True
    if group.passive and not group.modal:
        return True
    verb = row[hit.at].word
    subject = _subject(row, verb, border)
    if subject == "other" and _is_only_believed(row, verb, border):
        return True
    perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
    lasting = hit.lemma in LASTING and not perfect
    if not group.past or lasting or group.lean in ("ready", "unready"):
        return False
    return subject == "other" or (direct and subject == "their")


def _is_only_believed(row: Row, verb: Word, border: int) -> bool:
    """Whether the deed of another is hoped for or believed, or told by somebody else within what is
    told: “hopes that Peru will accept”, “said that Chile said that Peru would accept”."""
    for word in upward(verb):
        if word.dep_ != "ccomp":
            continue
        place = row.place(word.head)
        if place is None:
            return False
        if place < border:
            return word.head.lemma_ in BELIEVING
        if word.head.lemma_ in BELIEVING or _subject(row, word.head, border) == "other":
            return True
    return False


def _weak(row: Row, border: int, *, direct: bool) -> _Found | None:
    """What the speaker will do, could do, is ready to do."""
    main = main_clause(row)
    for at in range(border, len(row)):
        if not main[at]:
            continue
        form = row.form(at)
        if form in READY | UNREADY and row.form(at + 1) == "to":
            denied = not NOT.isdisjoint(row.forms(max(border, at - 3), at))
            if denied != (form in UNREADY):
                return Done(Act.REJECT, False, "not ready to"), at, at + 2
            return Done(Act.OFFER, False, "ready to"), at, at + 2
        word = row[at].word
        if word.tag_ == "MD" and not word.dep_.startswith("aux") and _refuses(row, word, border):
            return Done(Act.REJECT, False, "will not"), at, at + 1
        if word.tag_ != "VB" or form in _STATES or form in AUXILIARIES:
            continue
        use = use_at(row, at, border)
        if use.modal not in ("will", "would", "shall", "can", "could"):
            continue
        subject = _subject(row, word, border)
        if "going" in row.forms(use.start, at) and subject != "own":
            continue
        if subject not in ("own", "their") or (
            direct and subject == "their" and not _is_ours(subject_of(word))
        ):
            continue
        if use.negated:
            return Done(Act.REJECT, False, "will not"), use.start, at + 1
        if use.modal in ("can", "could"):
            return Done(Act.OFFER, False, "could"), use.start, at + 1
        return Done(Act.PROMISE, False, "will"), use.start, at + 1
    return None


def _refuses(row: Row, modal: Word, border: int) -> bool:
    """“he will not”, without a verb."""
    denied = any(child.dep_ == "neg" for child in modal.children)
    will = modal.lower_ in ("will", "would", "wo")
    return denied and will and _subject(row, modal, border) in ("own", "their")


def _is_ours(subject: Word | None) -> bool:
    return subject is not None and any(c.lower_ in ("our", "my") for c in subject.children)


def _suggested(row: Row, border: int) -> _Found | None:
    """“suggested setting up”, “suggested that they could share”: an offer."""
    for at in range(border, len(row)):
        form = row.form(at)
        if form in ("could", "should", "might", "may", "be") or (
            at == border and form.endswith("ing")
        ):
            return Done(Act.OFFER, False, "suggests"), at, at + 1
    return None


def _wished(row: Row, border: int) -> _Found | None:
    """“insisted that the clause be removed”: a bare *be* tells what is wanted."""
    for at in range(border + 1, len(row)):
        if row.form(at) == "be" and row.form(at - 1) not in AUXILIARIES | NOT | {"to"}:
            return Done(Act.DEMAND, False, "that it be"), at, at + 1
    return None
