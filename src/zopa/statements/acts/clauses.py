"""The clauses of a sentence: where they begin and end, and what their subjects are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zopa.foundation.text import word_set
from zopa.statements.acts.inflect import VerbForm
from zopa.statements.acts.lexicon import PLAIN, SAYING
from zopa.statements.acts.noun_phrase import DAYS, SUBJECTS, TokenRun, noun_phrase_of
from zopa.statements.acts.predicates import DETERMINERS, PREPOSITIONS, Predicate, predicates_at
from zopa.statements.acts.tokens import Token
from zopa.statements.acts.verb_group import AUXILIARIES

_HARD = frozenset(';:—–()[]"“”«»!?') | word_set(
    "because after before when while although though since if unless whether despite until "
    "as but than where how why what"
)
_RELATIVE = word_set("who which")
_SOFT_END = word_set(
    "according because although though while whereas unless if after before when since until "
    "despite during but as so without"
)


class Clauses:
    """One sentence, with the places of its verbs."""

    def __init__(self, row: Sequence[Token]) -> None:
        self.row = row
        self._verbs: dict[int, Predicate | None] = {}

    def predicate(self, at: int) -> Predicate | None:
        """The predicate at a token if it has or may have a subject of its own, whether an act or
        not."""
        if at not in self._verbs:
            self._verbs[at] = None
            for found in predicates_at(self.row, at):
                kind = found.hit.kind
                if not found.hit.entry.verb or not found.group.finite:
                    continue
                if kind == VerbForm.PARTICIPLE and found.group.start == at:
                    continue
                self._verbs[at] = found
                break
        return self._verbs[at]

    def is_verb(self, at: int) -> bool:
        """Whether a token is a verb of a clause, known or by its ending."""
        token = self.row[at]
        if token.form in AUXILIARIES:
            return True
        if token.capital and at:
            return False
        if self.predicate(at) is not None:
            return True
        before = self.row[at - 1].form if at else ""
        return (
            token.form.endswith("ed")
            and len(token.form) > 4
            and before not in DETERMINERS | PREPOSITIONS
            and not (at and self.row[at - 1].possessive)
        )

    def verb_before(self, stop: int) -> Callable[[int], bool]:
        """`is_verb`, for what stands before a verb group at `stop`: the word right before it may be
        a noun in -s (“the coastal states rejected”)."""

        def verb(at: int) -> bool:
            if at == stop - 1 and at and not self.row[at - 1].form.endswith("ly"):
                found = self.predicate(at)
                if found and found.group.start == at and not found.hit.kind & VerbForm.PAST:
                    return False
            return self.is_verb(at)

        return verb

    def beginning(self, before: int, *, words: bool = True) -> int:
        """The token after the last plain border in front of a verb group; without `words` only
        marks are borders."""
        at = before
        while at > 0:
            form = self.row[at - 1].form
            if (form in _HARD and (words or not form.isalpha())) or (form == "." and at < before):
                break
            at -= 1
        return at

    def ending(self, start: int) -> int:
        """Where the object that begins at `start` ends: with its clause, before “according to”,
        “during …” or a new predicate."""
        at = start
        while at < len(self.row):
            form = self.row[at].form
            after = self.row[at + 1].form if at + 1 < len(self.row) else ""
            if form in ';:—–()[]!?"“”«»' or (form == "." and not after.isdigit()):
                break
            if at > start and (form in _SOFT_END or form == "nor"):
                break
            if at > start and form in ("on", "late", "early", "last") and after in DAYS:
                break
            if at > start and form in ("that", "which", "who") and self.row[at - 1].form == ",":
                break
            if form == "," and not self._listing(at):
                break
            if at > start and form == "and" and self._new_predicate(at + 1):
                break
            at += 1
        while at > start + 1 and (
            self.row[at - 1].form in (",", "and", "or", "but", "shortly", "just", "only", "even")
        ):
            at -= 1
        return at

    def _listing(self, comma: int) -> bool:
        """Whether a comma stands in a list: “Brazil, India and South Africa”."""
        for at in range(comma + 1, min(comma + 6, len(self.row))):
            form = self.row[at].form
            if form in ("and", "or") and at > comma + 1:
                return not self._new_predicate(at + 1)
            if form == "," or self.is_verb(at) or form in _SOFT_END | _RELATIVE | SUBJECTS:
                return False
        return False

    def _new_predicate(self, at: int) -> bool:
        row = self.row
        if at >= len(row):
            return False
        if row[at].form in SUBJECTS or row[at].form in AUXILIARIES:
            return True
        for place in range(at, min(at + 7, len(row))):
            if row[place].form in (",", ".", ";") or row[place].form in PREPOSITIONS:
                return False
            if row[place].form in AUXILIARIES:
                return row[place].form not in ("be", "been", "being")
            found = self.predicate(place)
            if found is not None:
                kind = found.hit.kind
                return bool(kind & VerbForm.PAST) or (place == at and bool(kind & VerbForm.PRESENT))
        return False

    def subject(self, verb: Predicate, depth: int = 0) -> TokenRun | None:
        """The subject of a verb, None where the sentence does not show it plainly."""
        if depth > 3:
            return None
        stop = verb.group.start
        start = self.beginning(stop)
        row = self.row
        if start == stop:
            return self._shared(stop, depth) if stop and row[stop - 1].form == "but" else None
        last = row[stop - 1].form
        if last in _RELATIVE or last == "that":
            return self._antecedent(stop - 1, start)
        if last in ("and", "or"):
            return self._shared(stop - 1, depth)
        if last == ",":
            start = self.beginning(stop, words=False)
            return self._before_apposition(start, stop - 1)
        return self._plain(start, stop)

    def _plain(self, start: int, stop: int) -> TokenRun | None:
        """The subject where the words before the verb belong to it."""
        row = self.row
        commas = [at for at in range(start, stop) if row[at].form == ","]
        left = commas[-1] + 1 if commas else start
        is_verb = self.verb_before(stop)
        verbs = [at for at in range(left, stop) if is_verb(at)]
        for at in range(stop - 1, left - 1, -1):
            if row[at].form == "that" and at + 1 < stop and not any(v > at for v in verbs):
                return noun_phrase_of(row, at + 1, stop, is_verb)
        if verbs:
            return self._after_verb(left, stop, verbs)
        found = noun_phrase_of(row, left, stop, is_verb)
        if found is None and left == start and start and row[start - 1].form in PREPOSITIONS:
            found = noun_phrase_of(row, start - 1, stop, is_verb)
        if found is None or not commas or row[found.start].form in SUBJECTS:
            return found
        # “Brazil, India and South Africa backed”: the list belongs together.
        listing = not any(row[at].form in PREPOSITIONS for at in range(start, left))
        if listing and any(row[at].form == "and" for at in range(left, stop)):
            first = commas[-2] + 1 if len(commas) > 1 else start
            listed = noun_phrase_of(row, first, commas[-1], self.is_verb)
            if listed is not None and listed.stop == commas[-1] and listed.start == first:
                if len(commas) > 1 and row[start].capital:
                    whole = noun_phrase_of(row, start, stop, is_verb)
                    return whole or TokenRun(listed.start, found.stop)
                return TokenRun(listed.start, found.stop)
        return found

    def _after_verb(self, left: int, stop: int, verbs: Sequence[int]) -> TokenRun | None:
        """The subject where other verbs stand before it in the same stretch."""
        row = self.row
        last = verbs[-1]
        for at in range(stop - 1, last, -1):
            if row[at].form == "and":
                found = noun_phrase_of(row, at + 1, stop, self.verb_before(stop))
                # “met the envoy and the minister rejected”: whose object ends is not plain.
                return found if found and at - last > 1 and row[at - 1].form == "," else None
        predicate = self.predicate(last)
        if predicate is not None and predicate.hit.entry.sort == SAYING:
            return noun_phrase_of(row, predicate.hit.stop, stop, self.verb_before(stop))
        for at in range(left, verbs[0]):
            if row[at].form in _RELATIVE and verbs[0] - at <= 3:
                clear = predicate is None or predicate.hit.entry.sort == PLAIN
                return noun_phrase_of(row, left, at, self.is_verb) if clear else None
        return None

    def _antecedent(self, pronoun: int, start: int) -> TokenRun | None:
        """What “which” or “who” stands for: the noun phrase before it."""
        row = self.row
        stop = pronoun - 1 if pronoun and row[pronoun - 1].form == "," else pronoun
        at = stop
        while at > start:
            form = row[at - 1].form
            if form in (",", "and", "that", "to", "not") or self.is_verb(at - 1):
                break
            if (form in PREPOSITIONS and form != "of") or at - 1 == start:
                at -= form not in PREPOSITIONS
                break
            at -= 1
            if row[at].form in DETERMINERS and row[at - 1].form != "of":
                break
        # After an infinitive (“to sign the document, which”) the verb's own word is not part of it.
        if row[pronoun].form == "who":
            of = next((p for p in range(stop - 1, at, -1) if row[p].form == "of"), at)
            at = of if row[stop - 1].capital else at
        for begin in range(at, stop):
            if row[begin].form in DETERMINERS or row[begin].capital:
                return noun_phrase_of(row, begin, stop, self.is_verb)
        return None

    def _before_apposition(self, start: int, comma: int) -> TokenRun | None:
        """The subject before “, the envoy,” or “, who had left,”."""
        row = self.row
        opening = comma - 1
        while opening > start and row[opening].form != ",":
            opening -= 1
        if row[opening].form != ",":
            return None
        inner = row[opening + 1].form
        plain = (
            inner in DETERMINERS
            or inner in _RELATIVE
            or inner in ("whose", "then", "still", "now", "both", "tabled", "backed", "led")
            or row[opening + 1].possessive
            or row[opening + 1].capital
            or any(row[at].possessive for at in range(opening + 1, min(opening + 4, comma)))
        )
        if not plain:
            return None
        return self._plain(start, opening)

    def _shared(self, conjunction: int, depth: int) -> TokenRun | None:
        """The subject of the verb before “and”: “met the envoy and accepted”."""
        row = self.row
        stop = conjunction - 1 if conjunction and row[conjunction - 1].form == "," else conjunction
        for at in range(stop - 1, -1, -1):
            if row[at].form in _HARD or row[at].form in (",", "who", "which", "that"):
                return None
            if not self.is_verb(at) or row[at].form in AUXILIARIES:
                continue
            earlier = self.predicate(at)
            if earlier is None or earlier.group.passive:
                return None
            return self.subject(earlier, depth + 1)
        return None
