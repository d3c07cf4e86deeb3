"""Finding events in a sentence: who has offered, refused or demanded what.

An event has a predicate from the lists in `verbs` and `phrases`. Its actor is the subject of the
clause, and its object runs to the end of the clause. What is only possible, expected or due (“may
reject”, “is expected to sign”, “must sign”) is not an event. A verb of saying with its content is
not one either: that is an attribution.
"""

from __future__ import annotations

from collections.abc import Iterator

from zopa.foundation.text import Span, word_set
from zopa.statements.acts.clauses import Clauses
from zopa.statements.acts.conditions import Condition, conditions_in
from zopa.statements.acts.found import Event, SpanBase, Why
from zopa.statements.acts.inflect import VerbForm
from zopa.statements.acts.lexicon import NEGATES, PLAIN, SAYING, LexiconEntry, LexiconHit
from zopa.statements.acts.noun_phrase import OBJECTS, TokenRun, following
from zopa.statements.acts.predicates import (
    DETERMINERS,
    NOTHING,
    Done,
    Predicate,
    chained,
    predicates_at,
)
from zopa.statements.acts.tokens import tokens_in
from zopa.statements.acts.verb_group import AUXILIARIES, group_at
from zopa.statements.acts.verbs import AT, GIVES, HANDED, PAPERS, TELLS_TO
from zopa.statements.statement import Act

_ASIDE = word_set("whether how why what when where")
_OPENERS = frozenset('"“„«:')
_WISHED = word_set(
    "ensure ensures ensuring so hope hopes hoped wish demand demands demanded insist insists "
    "insisted require requires propose proposes proposed suggest suggests suggested ask asked asks"
)
"""Before “that”: what follows is wished for, not done."""
_NO_DEED = word_set("need require")
_UNSURE = word_set("may might can must should ought shall")
_NOT_REFUSED = word_set(
    "be have need take mean cost become remain depend seem like know see hope think feel do say "
    "happen fall rise come go find last work help comment"
)


def events(text: str, sentence: Span) -> tuple[Event, ...]:
    """The events in one sentence of `text`, in order. Their spans count characters of `text`.

    >>> text = "Peru has refused the offer that Chile made to it."
    >>> [event] = events(text, Span(0, len(text)))
    >>> text[event.actor.start : event.actor.stop], event.act.value
    ('Peru', 'reject')
    >>> text[event.content.start : event.content.stop]
    'the offer that Chile made to it'
    """
    start = max(0, min(sentence.start, len(text)))
    row = tokens_in(text, start, max(start, min(sentence.stop, len(text))))
    clauses = Clauses(row)
    return tuple(_Reading(clauses).events())


class _Reading:
    """The events of one sentence."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.row = clauses.row
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
            if hit.kind == VerbForm.PARTICIPLE and group.start == at:
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
        row = self.row
        if row[at].form != "not" or not at or row[at - 1].form not in ("would", "will"):
            return None
        before = next((t.form for t in reversed(row[:at]) if t.form not in ("will", "would")), "")
        if before in ("i", "you", "that", "which", "it"):
            return None
        if at + 1 >= len(row) or row[at + 1].form in _NOT_REFUSED | AUXILIARIES:
            return None
        found = predicates_at(row, at + 1)
        known = any(p.hit.entry.sort not in (PLAIN, NEGATES) for p in found)
        if known or not row[at + 1].form.isalpha():
            return None
        group = group_at(row, at + 1, VerbForm.BASE)
        entry = LexiconEntry(((row[at + 1].form,),), None, PLAIN, verb=True)
        return (
            Predicate(LexiconHit(entry, at + 1, at + 2, at + 2, VerbForm.BASE), group),
            Done(Act.REJECT, False, "will not"),
        )

    def _handed(self, predicate: Predicate) -> Done | None:
        """“the document, which was given to officials by the envoy”: an offer."""
        hit, group = predicate
        if hit.entry.sort != PLAIN or hit.lemma not in HANDED or not group.passive:
            return None
        subject = self.clauses.subject(predicate)
        if subject is None or group.negated:
            return None
        if PAPERS.isdisjoint(token.form for token in self.row[subject.start : subject.stop]):
            return None
        return Done(Act.OFFER, False, "hands over a text")

    def _event(self, predicate: Predicate, done: Done) -> Event | None:
        hit, group = predicate
        row = self.row
        start = hit.object_at
        if start < len(row) and row[start].form in _ASIDE | _OPENERS:
            return None
        if (
            start + 1 < len(row)
            and row[start].form == "that"
            and done.act not in (Act.DEMAND, Act.OFFER)
        ):
            return None
        if hit.entry.words[-1] == ("that",):
            return None
        if start < len(row) and row[start].form == "by" and not group.passive:
            return None  # “tabled by Finland”: a participle after its noun
        if any(row[at].form in ("neither", "nor") for at in range(group.start, hit.at)):
            return None
        border = self.clauses.beginning(group.start)
        supposed = border and row[border - 1].form in ("if", "unless", "whether")
        if supposed and all(token.form != "," for token in row[border : group.start]):
            return None
        wished = any(
            row[at].form == "that" and at and row[at - 1].form in _WISHED
            for at in range(border, group.start)
        )
        if wished:
            return None
        subject = self.clauses.subject(predicate)
        if subject is None:
            return None
        if not self._agrees(predicate, subject):
            return None
        end = self.clauses.ending(start)
        if group.passive:
            return self._passive(predicate, done, subject, TokenRun(start, end))
        content = TokenRun(min(start, end), end)
        if (
            content.start == content.stop
            and hit.object_at == hit.stop
            and done.act in (Act.OFFER, Act.AGREE, Act.ASK, Act.DEMAND)
        ):
            return None
        hearer, content = self._hearer(predicate, content)
        if done.rule == "will not":
            content = TokenRun(hit.at, content.stop)
        return self._made(predicate, done, subject, content, hearer)

    def _agrees(self, predicate: Predicate, subject: TokenRun) -> bool:
        """Whether a bare verb has a subject in the plural: not “Perhaps ask”."""
        hit, group = predicate
        if group.start < hit.at or hit.kind & (VerbForm.PAST | VerbForm.PRESENT | VerbForm.ING):
            return True
        row = self.row
        forms = {token.form for token in row[subject.start : subject.stop]}
        return row[subject.stop - 1].form.endswith("s") or not forms.isdisjoint(
            ("and", "people", "police", "i", "we", "you", "they", "men", "women", "some", "many")
        )

    def _passive(
        self, predicate: Predicate, done: Done, subject: TokenRun, rest: TokenRun
    ) -> Event | None:
        """“was given to officials by the envoy”: who did it stands after “by”."""
        row = self.row
        by = next((at for at in range(rest.start, rest.stop) if row[at].form == "by"), None)
        if by is None:
            # A clause may end before its “by” (“on Wednesday by”).
            later = range(rest.stop, min(rest.stop + 4, len(row)))
            by = next((at for at in later if row[at].form == "by"), None)
            if by is None or any(row[at].form in (",", ";", ".") for at in later if at < by):
                return None
        actor = following(row, by + 1, len(row), self.clauses.is_verb)
        if actor is None or not self._nameable(actor):
            return None
        hearer = self._to(predicate.hit.stop, by)
        content = subject
        if (
            predicate.hit.lemma in GIVES
            and hearer is None
            and rest.start < by
            and row[predicate.hit.stop].form in DETERMINERS
        ):
            hearer, content = subject, TokenRun(predicate.hit.stop, by)
        return self._made(predicate, done, actor, content, hearer)

    def _nameable(self, run: TokenRun) -> bool:
        head = self.row[run.start]
        named = any(token.capital for token in self.row[run.start : run.stop])
        return named or head.form in DETERMINERS or self.row[run.stop - 1].form.endswith("s")

    def _to(self, start: int, stop: int) -> TokenRun | None:
        """A hearer after “to”."""
        row = self.row
        for at in range(start, stop - 1):
            if row[at].form == "to" and (
                row[at + 1].capital or row[at + 1].form in DETERMINERS | OBJECTS
            ):
                return self._whom(at + 1, stop)
        return None

    def _whom(self, start: int, stop: int) -> TokenRun | None:
        if start < stop and self.row[start].form in OBJECTS and self.row[start].form != "it":
            after = self.row[start + 1].form if start + 1 < stop else ""
            if self.row[start].form != "her" or after in DETERMINERS | {"to", ""}:
                return TokenRun(start, start + 1)
        return following(self.row, start, stop, self.clauses.is_verb)

    def _hearer(self, predicate: Predicate, content: TokenRun) -> tuple[TokenRun | None, TokenRun]:
        """To whom it is addressed, and what is left of the object."""
        row = self.row
        lemma = predicate.hit.lemma
        start, stop = content
        if start >= stop:
            return None, content
        if lemma == "want":
            whom = self._whom(start, stop)
            if (
                whom
                and whom.stop + 1 < stop
                and row[whom.stop].form == "to"
                and row[whom.stop + 1].form != "be"
                and all(t.capital or t.form in OBJECTS for t in row[whom.start : whom.stop])
            ):
                return whom, TokenRun(whom.stop + 1, stop)
            return None, content
        calls = lemma == "call" and predicate.hit.entry.words[-1] != ("on", "upon")
        if lemma in TELLS_TO or (lemma in AT and not calls and row[start].form != "to"):
            whom = self._whom(start, stop)
            leads = AT.get(lemma, ("to", "for", "not"))
            if whom and whom.stop + 1 < stop and row[whom.stop].form in leads:
                lead = row[whom.stop].form
                return whom, TokenRun(whom.stop + (lead != "not"), stop)
            return None, content
        if lemma in GIVES and row[start].form not in NOTHING:
            whom = self._whom(start, stop)
            if whom and whom.stop < stop and not row[start].form[0].isdigit():
                after = row[whom.stop]
                if after.form in DETERMINERS | NOTHING or after.form[0].isdigit():
                    return whom, TokenRun(whom.stop, stop)
        if lemma in GIVES | {"make", "put", "bring", "send"}:
            return self._to(predicate.hit.stop, stop), content
        return None, content

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
            and self.row[content.start].form in NOTHING
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
        )

    def _hangs(self, predicate: Predicate, condition: Condition) -> bool:
        """Whether a condition belongs to the clause of a predicate."""
        row = self.row
        if row[condition.start].form == "would":
            return False
        first, last = sorted((predicate.hit.at, condition.start))
        between = range(first, last)
        if any(row[at].form in ("which", "who", ";", ".") for at in between):
            return False
        if condition.start < predicate.group.start:
            return any(row[at].form == "," for at in between)
        return True

    def _span(self, run: TokenRun) -> Span:
        if run.start >= run.stop:
            place = self.row[run.start - 1].stop if run.start else 0
            return Span(place, place)
        return Span(self.row[run.start].start, self.row[run.stop - 1].stop)
