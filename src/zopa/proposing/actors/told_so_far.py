"""What a report has told so far, and whom a pronoun may lead back to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.proposing.actors.binding import SUBJECTS, likelihood
from zopa.proposing.actors.whom_words_mean import conjuncts
from zopa.statements.speakers.names import gender
from zopa.statements.speakers.names import parsed as parsed_name

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.actors.candidate import Candidate
    from zopa.proposing.actors.named_entity import NamedEntity

_WEIGHTS = {
    "nsubj": 2.0, "nsubjpass": 1.6, "appos": 1.2, "dobj": 1.0, "poss": 1.0, "conj": 1.0,
    "pobj": 0.8, "attr": 0.8,
}  # fmt: skip
"""How likely somebody goes on being spoken of, by the part in the clause."""
PER_SENTENCE = 1.5
"""How much less likely a sentence in between makes it."""
_SURE = 0.3
_RECENT = 5
_LONG_AGO = -2.0
_MEN = frozenset({"mr", "lord", "sir", "herr", "king", "sheikh"})
_WOMEN = frozenset({"mrs", "ms", "miss", "lady", "dame", "frau", "queen"})


@dataclass(frozen=True, eq=False)
class Told:
    """A mention of a candidate or a person, in the order of the text."""

    word: Token
    sentence: int
    candidate: Candidate | None
    person: NamedEntity | None

    @property
    def weight(self) -> float:
        dep, head = self.word.dep_, self.word.head
        if dep == "pobj" and head.dep_ == "agent":
            return 1.6
        if dep == "nsubj" and head.dep_ in {"relcl", "acl", "advcl", "ccomp"}:
            return 1.7
        return _WEIGHTS.get(dep, 0.5)


class ToldSoFar:
    """The mentions of one report up to where one reads."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self._ever: dict[Candidate, None] = {}

    def tell(
        self, word: Token, sentence: int, who: Candidate | None, person: NamedEntity | None
    ) -> None:
        self.told.append(Told(word, sentence, who, person))
        if who is not None:
            self._ever[who] = None

    def person(self, word: Token, sentence: int, sex: str) -> NamedEntity | None:
        """Whom “he” or “she” means."""
        scores: dict[NamedEntity | None, float] = {}
        for told in self._within(sentence, 3):
            who = told.person
            fits = who is not None and _sex(who) in {"", sex}
            if fits and not _same_clause(told.word, word):
                scores[who] = max(scores.get(who, -9.0), _present(told, sentence))
        return max(scores, key=lambda who: scores[who], default=None)

    def one(self, word: Token, sentence: int, *, plural: bool) -> Candidate | None:
        """Whom “it” or “they” means; nobody where two are as likely."""
        scores: dict[Candidate, float] = {}
        for told in self._within(sentence, 2):
            who = told.candidate
            if who is None or told.person is not None or _same_clause(told.word, word):
                continue
            many = told.word.tag_ in {"NNS", "NNPS"}
            if (many or who.plural) if plural else not many or who.entity is not None:
                score = _present(told, sentence) + likelihood(told.word, word)
                scores[who] = max(scores.get(who, -9.0), score)
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _SURE):
            return None
        return ranked[0][0]

    def joined(self, word: Token, sentence: int, *, count: int = 0) -> list[Token]:
        """Those joined by “and” just before, whom “they” means together.

        Without a `count`, they are subjects; with one (“both”), so many with any part.
        """
        for told in self._within(sentence, 2 if count else 1):
            if count or (told.word.dep_ in SUBJECTS and told.word.head != word.head):
                group = [told.word, *conjuncts(told.word)]
                if len(group) == count if count else len(group) > 1:
                    return group
        return []

    def recent(self, sentence: int, reach: int) -> list[Candidate]:
        """Those of whom the last sentences told, the last one first."""
        told = self._within(sentence, reach)
        return list(dict.fromkeys(t.candidate for t in told if t.candidate is not None))

    def recent_people(self, sentence: int) -> list[NamedEntity]:
        """The persons of this sentence and the one before."""
        told = self._within(sentence, 1)
        return list(dict.fromkeys(t.person for t in told if t.person is not None))

    def ever(self) -> list[Candidate]:
        """All of whom the report told so far."""
        return list(self._ever)

    def standing(self, sentence: int) -> dict[Candidate, float]:
        """How present each is that was told of; those told of long ago all alike."""
        scores = dict.fromkeys(self._ever, _LONG_AGO)
        for told in self._within(sentence, _RECENT):
            if told.candidate is not None:
                score = max(told.weight - 0.8 * (sentence - told.sentence), _LONG_AGO)
                scores[told.candidate] = max(scores[told.candidate], score)
        return scores

    def times(self) -> Counter[Candidate]:
        """How often each was told of."""
        return Counter(t.candidate for t in self.told if t.candidate is not None)

    def _within(self, sentence: int, reach: int) -> list[Told]:
        found = []
        for told in reversed(self.told):
            if sentence - told.sentence > reach:
                break
            found.append(told)
        return found


def _present(told: Told, sentence: int) -> float:
    return told.weight - PER_SENTENCE * (sentence - told.sentence)


def _same_clause(subject: Token, word: Token) -> bool:
    """Whether a word is the object beside a subject, and so means somebody else."""
    return subject.dep_ in SUBJECTS and subject.head == word.head and word.dep_ in {"dobj", "pobj"}


def _sex(person: NamedEntity) -> str:
    for name in person.names:
        if sex := gender(parsed_name(name).given):
            return sex
    titles = {t.lower().strip(".") for m in person.mentions for t in m.office}
    return "m" if titles & _MEN else "f" if titles & _WOMEN else ""
