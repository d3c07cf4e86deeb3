"""Finding events in a sentence: who has offered, refused or demanded what.

An event has a predicate from the lists in `verbs` and `phrases`. Its actor is the subject of the
clause, and its object runs to the end of the clause. What is only possible, expected or due (“may
reject”, “is expected to sign”, “must sign”) is not an event. A verb of saying with its content is
not one either: that is an attribution.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from zopa.foundation.text import Span, word_set
from zopa.statements.acts.clause import (
    LONGEST,
    TokenRun,
    is_somebody,
    noun_phrase,
    object_begin,
    object_end,
    relative_object,
    shares,
    subject_of,
)
from zopa.statements.acts.conditions import Condition, conditions_in
from zopa.statements.acts.found import Event, SpanBase, Why
from zopa.statements.acts.lexicon import NEGATES, PLAIN, SAYING, LexiconEntry, LexiconHit
from zopa.statements.acts.predicates import NOTHING, Done, Predicate, chained, predicates_at
from zopa.statements.acts.reality import Reality, reality_of
from zopa.statements.acts.tokens import LOOKED_AT, Row, tokens_in
from zopa.statements.acts.verb_use import AUXILIARIES, use_at
from zopa.statements.acts.verbs import AT, GIVES, HANDED, PAPERS, TELLS_TO
from zopa.statements.grammar import Grammar, parsed
from zopa.statements.statement import Act

if TYPE_CHECKING:
    from spacy.tokens import Token as Word

_ASIDE = word_set("whether how why what when where")
_TAKES_WHAT = (Act.OFFER, Act.AGREE, Act.CONCEDE, Act.REJECT)
"""After these, “what …” is a thing: “rejected what she called a bargain”."""
_OPENERS = frozenset('"“„«:')
_NO_DEED = word_set("need require")
_UNSURE = word_set("may might can must should ought shall")
_NOT_REFUSED = word_set(
    "be have need take mean cost become remain depend seem like know see hope think feel do say "
    "happen fall rise come go find last work help comment"
)


def events(text: str, sentence: Span, grammar: Grammar | None = None) -> tuple[Event, ...]:
    """The events in one sentence of `text`, in order. Their spans count characters of `text`.

    `grammar` is the parse of the text; without it, the sentence is parsed alone.

    >>> text = "Peru has refused the offer that Chile made to it."
    >>> [event] = events(text, Span(0, len(text)))
    >>> text[event.actor.start : event.actor.stop], event.act.value
    ('Peru', 'reject')
    >>> text[event.content.start : event.content.stop]
    'the offer that Chile made to it'
    """
    start = max(0, min(sentence.start, len(text)))
    stop = max(start, min(sentence.stop, len(text), start + LOOKED_AT))
    if grammar is not None:
        return tuple(_Reading(Row(tokens_in(grammar.words(Span(start, stop))))).events())
    alone = parsed(text[start:stop], [Span(0, stop - start)])
    return tuple(event.moved(start) for event in _Reading(Row(tokens_in(alone.doc))).events())


class _Reading:
    """The events of one sentence."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.hanging = conditions_in(self.row)

    def events(self) -> Iterator[Event]:
        taken = 0
        for at in range(len(self.row)):
            if at < taken:
                continue
            for predicate, done in self._doing(at):
                event = self._event(predicate, done)
                if event is not None:
                    taken = predicate.hit.stop
                    yield event
                break

    def _doing(self, at: int) -> Iterator[tuple[Predicate, Done]]:
        """Predicates at a token that do something, the likeliest first."""
        for predicate in predicates_at(self.row, at):
            hit, group = predicate
            if (
                not hit.entry.verb
                or not group.finite
                or hit.entry.sort == SAYING
                or hit.lemma in _NO_DEED
            ):
                continue
            if group.modal in _UNSURE or group.lean in ("likely", "want"):
                continue
            if group.modal in ("would", "could") and not (group.negated or self.hanging):
                continue
            done = self._handed(predicate) or chained(predicate, self.row)
            if done is None or done.act == Act.INFORM:
                continue
            yield predicate, done
        refusal = self._will_not(at)
        if refusal is not None:
            yield refusal

    def _will_not(self, at: int) -> tuple[Predicate, Done] | None:
        """“would not extend the loan”: any deed that is refused."""
        word = self.row[at].word
        if word.tag_ != "VB" or self.row.form(at) in _NOT_REFUSED | AUXILIARIES:
            return None
        group = use_at(self.row, at)
        if not group.negated or group.modal not in ("will", "would") or group.lean:
            return None
        subject = subject_of(word)
        if subject is None or subject.lower_ in ("i", "you", "it"):
            return None
        if any(p.hit.entry.sort not in (PLAIN, NEGATES) for p in predicates_at(self.row, at)):
            return None
        entry = LexiconEntry(((self.row.form(at),),), None, PLAIN, verb=True)
        hit = LexiconHit(entry, at, at + 1, at + 1)
        return Predicate(hit, group), Done(Act.REJECT, False, "will not")

    def _handed(self, predicate: Predicate) -> Done | None:
        """“the document, which was given to officials by the envoy”: an offer."""
        hit, group = predicate
        if hit.entry.sort != PLAIN or hit.lemma not in HANDED or not group.passive:
            return None
        subject = self._subject(predicate)
        if subject is None or group.negated:
            return None
        if PAPERS.isdisjoint(self.row.forms(*subject)):
            return None
        return Done(Act.OFFER, False, "hands over a text")

    def _subject(self, predicate: Predicate) -> TokenRun | None:
        head = subject_of(self.row[predicate.hit.at].word)
        limit = len(self.row) if predicate.group.passive else LONGEST
        return None if head is None else noun_phrase(self.row, head, limit)

    def _event(self, predicate: Predicate, done: Done) -> Event | None:
        hit, group = predicate
        row = self.row
        verb = row[hit.at].word
        start = object_begin(row, verb, hit.object_at)
        what = row.form(start) == "what" and done.act in _TAKES_WHAT
        if row.form(start) in _ASIDE | _OPENERS and not what:
            return None
        clause = row.form(start) == "that" and row[start].word.dep_ == "mark"
        if clause and done.act not in (Act.DEMAND, Act.OFFER):
            return None
        if hit.entry.words[-1] == ("that",):
            return None
        if reality_of(verb) is not Reality.DONE:
            return None
        subject = self._subject(predicate)
        if subject is None or not is_somebody(row, subject):
            return None
        if any(subject.start - 1 <= condition.stop <= subject.start for condition in self.hanging):
            return None  # “provided Peru accepts”
        antecedent = relative_object(verb)
        if antecedent is not None and not group.passive:
            content = noun_phrase(row, antecedent, len(row))
            return content and self._made(predicate, done, subject, content, None)
        end = object_end(row, verb, start)
        if hit.object_stop is not None:
            end = max(start, min(end, hit.object_stop))
        if group.passive:
            return self._passive(predicate, done, subject)
        content = TokenRun(min(start, end), end)
        if (
            content.start == content.stop
            and hit.object_at == hit.stop
            and done.act in (Act.OFFER, Act.AGREE, Act.ASK, Act.DEMAND)
        ):
            return None
        hearer, content = self._hearer(predicate, done, content)
        if done.rule == "will not":
            content = TokenRun(hit.at, content.stop)
        return self._made(predicate, done, subject, content, hearer)

    def _passive(self, predicate: Predicate, done: Done, subject: TokenRun) -> Event | None:
        """“was given to officials by the envoy”: who did it stands after “by”."""
        verb = self.row[predicate.hit.at].word
        agent = next(_objects(child for child in verb.children if child.dep_ == "agent"), None)
        actor = None if agent is None else noun_phrase(self.row, agent)
        if actor is None or not is_somebody(self.row, actor):
            return None
        hearer = self._to(verb)
        content = subject
        given = next((child for child in verb.children if child.dep_ == "dobj"), None)
        if predicate.hit.lemma in GIVES and hearer is None and given is not None:
            thing = noun_phrase(self.row, given)
            if thing is not None:
                hearer, content = subject, thing
        return self._made(predicate, done, actor, content, hearer)

    def _to(self, verb: Word) -> TokenRun | None:
        """A hearer after “to”: beside the verb, or beside what it hands over."""
        for one in (verb, *(child for child in verb.children if child.dep_ == "dobj")):
            leads = (c for c in one.children if c.lower_ == "to" and c.dep_ in ("dative", "prep"))
            for whom in _objects(leads):
                if whom.pos_ == "PROPN" or whom.pos_ == "PRON" or _has_determiner(whom):
                    return noun_phrase(self.row, whom)
                if one is verb and whom.tag_ == "NNS":
                    return noun_phrase(self.row, whom)
        return None

    def _hearer(
        self, predicate: Predicate, done: Done, content: TokenRun
    ) -> tuple[TokenRun | None, TokenRun]:
        """To whom it is addressed, and what is left of the object."""
        row = self.row
        lemma = predicate.hit.lemma
        start, stop = content
        if start >= stop:
            return None, content
        whom = self._whom(row[predicate.hit.at].word, start)
        calls = lemma == "call" and predicate.hit.entry.words[-1] != ("on", "upon")
        if lemma == "want":
            if (
                whom
                and whom.stop + 1 < stop
                and row.form(whom.stop) == "to"
                and row.form(whom.stop + 1) != "be"
                and all(row[k].capital or row[k].word.pos_ == "PRON" for k in range(*whom))
            ):
                return whom, TokenRun(whom.stop + 1, stop)
        elif lemma in TELLS_TO or (lemma in AT and not calls and row.form(start) != "to"):
            leads = AT.get(lemma, ("to", "for", "not"))
            whom = self._cut(whom, AT.get(lemma, ("to", "for")))
            if whom and whom.stop + 1 < stop and row.form(whom.stop) in leads:
                return whom, TokenRun(whom.stop + (row.form(whom.stop) != "not"), stop)
        elif done.act not in (Act.OFFER, Act.PROMISE):
            return None, content
        elif lemma in GIVES and whom and whom.stop < stop and row.form(start) not in NOTHING:
            if any(c.dep_ == "dobj" and c.i > row[whom.stop - 1].word.i
                   for c in row[predicate.hit.at].word.children):  # fmt: skip
                return whom, TokenRun(whom.stop, stop)
            return self._to(row[predicate.hit.at].word), content
        elif lemma in GIVES | {"make", "put", "bring", "send"}:
            return self._to(row[predicate.hit.at].word), content
        return None, content

    def _cut(self, run: TokenRun | None, leads: Sequence[str]) -> TokenRun | None:
        """A hearer, without the matter where the parse takes that to be part of it."""
        if run is None:
            return None
        stop = next((k for k in range(run.start + 1, run.stop) if self.row.form(k) in leads), None)
        return run if stop is None else TokenRun(run.start, stop)

    def _whom(self, verb: Word, start: int) -> TokenRun | None:
        """The noun phrase that begins at a token and may be whom a verb speaks to."""
        for word in (verb, *verb.children):
            for child in word.children:
                if child.dep_ in ("dobj", "dative", "pobj", "nsubj") and child.i > verb.i:
                    run = noun_phrase(self.row, child)
                    if run is not None and run.start == start:
                        return run
        return None

    def _made(
        self,
        predicate: Predicate,
        done: Done,
        actor: TokenRun,
        content: TokenRun,
        hearer: TokenRun | None,
    ) -> Event:
        negated = done.negated
        if (
            content.start < content.stop
            and content.start != predicate.hit.object_at
            and self.row.form(content.start) in NOTHING
        ):
            negated = not negated
        hangs = any(self._hangs(predicate, condition) for condition in self.hanging)
        cue = self._span(
            TokenRun(
                predicate.group.start,
                max(predicate.hit.at + 1, min(predicate.hit.stop, predicate.hit.object_at)),
            )
        )
        return Event(
            self._span(actor),
            cue,
            self._span(content),
            done.act,
            negated,
            hangs,
            Why(done.rule, SpanBase.TEXT, cue),
            None if hearer is None else self._span(hearer),
            tuple(
                (self._span(who), self._span(what))
                for who, what in shares(self.row, actor, content)
            ),
        )

    def _hangs(self, predicate: Predicate, condition: Condition) -> bool:
        """Whether a condition belongs to the clause of a predicate."""
        row = self.row
        if row.form(condition.start) == "would":
            return False
        first, last = sorted((predicate.hit.at, condition.start))
        between = row.forms(first, last)
        if any(form in ("which", "who", ";", ".") for form in between):
            return False
        if condition.start < predicate.group.start:
            return "," in between
        return True

    def _span(self, run: TokenRun) -> Span:
        if run.start >= run.stop:
            place = self.row[run.start - 1].stop if run.start else 0
            return Span(place, place)
        return Span(self.row[run.start].start, self.row[run.stop - 1].stop)


def _objects(leads: Iterable[Word]) -> Iterator[Word]:
    for lead in leads:
        yield from (child for child in lead.children if child.dep_ == "pobj")


def _has_determiner(word: Word) -> bool:
    return any(child.dep_ in ("det", "poss") for child in word.children)
