"""Going through the reports word by word: who each phrase and each pronoun means.

The way is gone twice: what the first one finds (“its leader Ann Berg”) tells for whom persons
speak, and who deals at all, which the second one uses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.actors.binding import reporting_verb
from zopa.proposing.actors.classes import Classes, in_name
from zopa.proposing.actors.deeds import DEAL_NOUNS, DEMAND_NOUNS, SPEAKING, STRONG, Deed, deeds_of
from zopa.proposing.actors.descriptions import Descriptions, is_definite
from zopa.proposing.actors.given_names import given_names_in
from zopa.proposing.actors.homes import RANKS, Homes
from zopa.proposing.actors.nouns import (
    CORPORATE,
    EMPLOYERS,
    OFFICES,
    REPRESENTATIVES,
    WORKFORCE,
    is_class,
    kinds_of,
)
from zopa.proposing.actors.speakers_told import ToldParties
from zopa.proposing.actors.speaking_for import offices_of
from zopa.proposing.actors.told_so_far import ToldSoFar
from zopa.proposing.actors.whom_words_mean import WordMeanings

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.actors.candidate import Candidate
    from zopa.proposing.actors.name_mentions import NameMention
    from zopa.proposing.actors.named_entities import NameRegister
    from zopa.proposing.actors.named_entity import NamedEntity
    from zopa.proposing.given import GivenParty
    from zopa.proposing.parsed_report import ParsedReport

_ALL_TOLD = word_set("side party town city village club province")
"""Of which “the towns” are all that were told of."""
_SEVERAL = word_set(
    "side party country company nation government state carmaker capital team leader minister"
    " neighbour neighbor delegation automaker firm rival union group town city village club"
    " province"
)
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4}
_WISHES = word_set("concern interest view wish need fear hope own word neighbour neighbor")
"""What only somebody has who wants something."""
_OF_COUNCILS = word_set("councillor councilor clerk alderman")
"""Who serves a town, and is seldom named with it."""
_ORGANS = word_set("ministry treasury cabinet parliament government administration")
_HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_WE = frozenset({"we", "us", "our"})
_FAR = 6
"""Words of the parse between “we” and who says so."""
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_HEADS = RANKS | CORPORATE | frozenset(
    {"chief", "head", "leader", "boss", "director", "negotiator", "spokesman", "spokeswoman",
     "spokesperson", "chair"}
)  # fmt: skip


class ReadThrough:
    """Whom the words of some reports mean."""

    def __init__(
        self,
        reports: Sequence[ParsedReport],
        register: NameRegister,
        given: Sequence[GivenParty] = (),
        told: ToldParties | None = None,
    ) -> None:
        self.reference = WordMeanings(reports, register, given)
        self.deeds: dict[Candidate, Counter[Deed]] = {}
        self.named_deeds: dict[Candidate, Counter[Deed]] = {}
        """What they do where their own names stand, and no pronoun or description."""
        self._homes = Homes(self.reference, told or ToldParties())
        self._discourse = ToldSoFar()
        self._called = given_names_in(reports, self.reference.given, register)
        self._served: dict[str, Candidate] = {}
        """Whom the last representative of each sort served of whom the report told."""
        self._homes.find(self.deeds)
        self.classes = Classes(self.reference)
        self._descriptions = Descriptions(self.reference, self.classes)
        self._pass()
        self._homes.find(self.deeds)
        self._homes.preside()
        self._descriptions.dealing = Counter(
            {who: sum(own[deed] for deed in STRONG) for who, own in self.deeds.items()}
        )
        self._pass()

    @property
    def candidates(self) -> list[Candidate]:
        """All who may be actors, given ones first."""
        reference = self.reference
        known = [*reference.given, *reference.named.values(), *self.classes.all]
        return list(dict.fromkeys(known))

    def _pass(self) -> None:
        self.reference.found.clear()
        self.reference.persons.clear()
        for number, report in enumerate(self.reference.reports):
            self._discourse = ToldSoFar()
            self._served = {}
            for place, sentence in enumerate(report.grammar.sentences):
                for word in sentence:
                    self._word(number, place, word, report.in_body(word))
                for word in sentence:
                    if word.lower_ in _WE:
                        self._speaking(number, word)
        self._count()

    def _speaking(self, number: int, word: Token) -> None:
        """“We want more,” Movia said: who says it."""
        clause = word.head
        for _ in range(_FAR):
            above = clause.head
            if clause.dep_ in {"ccomp", "parataxis"} and above.lemma_ in SPEAKING:
                subjects = [child for child in above.children if child.dep_ == "nsubj"]
                got = self.reference.all_of(subjects[0]) if subjects else ()
                if not got and subjects:
                    got = self.reference.owners(subjects[0])
                if len(got) == 1:
                    self.reference.found[number, word.i] = got
                return
            clause = above

    def _word(self, number: int, sentence: int, word: Token, body: bool) -> None:
        reference = self.reference
        at = reference.register.at.get((number, word.i))
        called = self._called.get((number, word.i))
        if called is not None and (at is None or reference.by_name(word) is not called):
            reference.found[number, word.i] = (called,)
            if body:
                self._discourse.tell(word, sentence, called, None)
            return
        if at is not None:
            entity, mention = at
            who = reference.by_name(word)
            if entity.person:
                reference.persons[number, word.i] = entity
            if who is not None:
                reference.found[number, word.i] = (who,)
            if body and word == mention.head and (who is not None or entity.person):
                if who is None:
                    self._guess_company(word, sentence, mention, entity)
                person = entity if entity.person else None
                self._discourse.tell(word, sentence, who, person)
            return
        if word.tag_ in {"PRP", "PRP$"}:
            got = self._pronoun(number, sentence, word)
        elif word.tag_ in _RELATIVE:
            got = self._relative(word)
        elif word.pos_ in {"NOUN", "PROPN"}:
            got = self._noun(number, sentence, word)
        elif word.lower_ in _COUNTS and word.dep_ in {"nsubj", "pobj", "nsubjpass"}:
            got = self._descriptions.several(word, sentence, self._discourse, _COUNTS[word.lower_])
        else:
            return
        if got:
            reference.found[number, word.i] = got
            if body and len(got) == 1 and word.tag_ not in _RELATIVE:
                person = reference.persons.get((number, word.i))
                self._discourse.tell(word, sentence, got[0], person)

    def _pronoun(self, number: int, sentence: int, word: Token) -> tuple[Candidate, ...]:
        low = word.lower_
        if low in _HE:
            return self._for(self._discourse.person(word, sentence, _HE[low]), number, word)
        if low not in {"it", "its", "they", "their"} or word.dep_ == "expl":
            return ()
        # Offers and deals are “it” as well; only who does something or owns a deed is somebody.
        if not (_owning(word) if low in {"its", "their"} else any(True for _ in deeds_of(word))):
            return ()
        if low in {"they", "their"}:
            group = self._discourse.joined(word, sentence)
            if group:
                found = [who for each in group for who in self.reference.all_of(each)]
                return tuple(dict.fromkeys(found))
        verb = reporting_verb(word)
        for subject in verb.children if verb is not None else ():
            # “… is not what it plans, Halden has said”
            late = subject.dep_ == "nsubj" and subject.i > word.i
            if late and (who := self.reference.by_name(subject)) is not None:
                return (who,)
        best = self._discourse.one(word, sentence, plural=low in {"they", "their"})
        return (best,) if best is not None else ()

    def _for(self, person: NamedEntity | None, number: int, word: Token) -> tuple[Candidate, ...]:
        """For whom the person speaks whom a word means."""
        if person is None:
            return ()
        self.reference.persons[number, word.i] = person
        home = self.reference.home.get(person)
        return (home,) if home is not None else ()

    def _relative(self, word: Token) -> tuple[Candidate, ...]:
        clause = word.head
        for _ in range(4):
            if clause.dep_ == "relcl":
                return self.reference.all_of(clause.head)
            clause = clause.head
        return ()

    def _noun(self, number: int, sentence: int, word: Token) -> tuple[Candidate, ...]:
        lemma = word.lemma_.lower()
        many = word.tag_ in {"NNS", "NNPS"}
        known = self._descriptions.as_given(word) or self.classes.committee(word)
        if known is not None:
            return (known,)
        if self.classes.union is not None and (got := self._in_labour(word, lemma)):
            return got
        if many and (got := self._plural(sentence, word, lemma)):
            return got
        if lemma in REPRESENTATIVES | OFFICES:
            return self._representative(number, sentence, word, lemma, many)
        if lemma in {"neighbour", "neighbor"} and not many:
            return self._descriptions.neighbour(self.reference.owners(word))
        if kinds_of(lemma) and not many:
            return self._descriptions.of(word, sentence, self._discourse)
        return ()

    def _plural(self, sentence: int, word: Token, lemma: str) -> tuple[Candidate, ...]:
        """Several at once (“both companies”), or a class of people."""
        counts = [_COUNTS[c.lower_] for c in word.children if c.lower_ in _COUNTS and c.i < word.i]
        several = lemma in _SEVERAL and (counts or lemma in _ALL_TOLD)
        if several and not self.reference.owners(word):
            count = counts[0] if counts else 0
            return self._descriptions.several(word, sentence, self._discourse, count, lemma)
        union = self.classes.union
        named = self.classes.body_of(lemma) is not None
        if is_class(lemma) or named or (union is not None and in_name(lemma, union)):
            known = self.classes.at(word)
            return (known,) if known is not None else ()
        return ()

    def _in_labour(self, word: Token, lemma: str) -> tuple[Candidate, ...]:
        """Members are their union's; management and owners are the employer."""
        union = self.classes.union
        if lemma in {"member", "workforce"}:
            own = self.reference.owners(word)
            return own or ((union,) if lemma == "member" and union is not None else ())
        if lemma in EMPLOYERS:
            own = tuple(who for who in self.reference.owners(word) if who is not union)
            others = self._descriptions.employers()
            return own or (tuple(others) if len(others) == 1 else ())
        return ()

    def _representative(
        self, number: int, sentence: int, word: Token, lemma: str, many: bool
    ) -> tuple[Candidate, ...]:
        """For whom those act who are called by an office, or a part of a body."""
        own = self.reference.owners(word)
        if own:
            if len(own) == 1 and not many and lemma in OFFICES and _nameless(word):
                self._guess(sentence, own[0])
            if len(own) == 1:
                self._served[lemma] = own[0]
            return own
        if lemma == "minister" and many and word.dep_ in {"nsubj", "nsubjpass"}:
            state = self.reference.domestic(word)
            return (state,) if state is not None else ()
        if lemma in self._served and not many and _nameless(word):
            # “the clerk” after “its clerk”
            return (self._served[lemma],)
        if lemma in _OF_COUNCILS and word.pos_ == "NOUN" and word.dep_ in {"nsubj", "pobj"}:
            return self._descriptions.town(self._discourse.standing(sentence))
        if many or not is_definite(word):
            return ()
        if lemma in {"board", "management"}:
            standing = self._discourse.standing(sentence)
            return self._descriptions.company(word, standing)
        if lemma in _ORGANS:
            state = self.reference.domestic(word)
            return (state,) if state is not None else ()
        return self._for(self._descriptions.holder(lemma), number, word)

    def _guess(self, sentence: int, who: Candidate) -> None:
        """“the French president” may be the one named just before of whom nothing else is told."""
        recent = self._discourse.recent_people(sentence)
        if len(recent) == 1 and recent[0] not in self.reference.home:
            self._homes.guesses.setdefault(recent[0], Counter())[who] += 1

    def _guess_company(
        self, word: Token, sentence: int, mention: NameMention, person: NamedEntity
    ) -> None:
        """“The chief executive, Ann Berg” leads the one company that is spoken of."""
        offices = {told.lower().split()[-1] for told in mention.office if told}
        offices |= {office.lemma_.lower() for office in offices_of(mention)}
        if offices & CORPORATE:
            for who in self._descriptions.company(word, self._discourse.standing(sentence)):
                self._homes.guesses.setdefault(person, Counter())[who] += 1

    def _count(self) -> None:
        """What everybody does, by all words that mean them."""
        self.deeds = {}
        self.named_deeds = {}
        for (number, place), found in self.reference.found.items():
            report = self.reference.reports[number]
            word = report.doc[place]
            at = self.reference.register.at.get((number, place))
            if not report.in_body(word) or (at is not None and at[1].head != word):
                continue
            for candidate in found:
                own = set(deeds_of(word))
                self.deeds.setdefault(candidate, Counter()).update(own)
                leads = at is not None and at[0].person and _leads(at[1])
                serves = word.pos_ == "NOUN" and word.lemma_.lower() in REPRESENTATIVES
                serves = serves or self.reference.of_place(word) is candidate
                if serves or leads or (at is not None and not at[0].person):
                    self.named_deeds.setdefault(candidate, Counter()).update(own)


def _leads(mention: NameMention) -> bool:
    """Whether a person is named as the head of somebody (“AFTRA president Ann Berg”)."""
    offices = {word for told in mention.office for word in told.lower().split()}
    offices |= {office.lemma_.lower() for office in offices_of(mention)}
    return bool(offices & _HEADS)


def _nameless(word: Token) -> bool:
    """Whether an office stands with “the” and without the name of its holder."""
    if not any(child.lower_ == "the" for child in word.children):
        return False
    return word.dep_ not in {"appos", "compound", "nmod"} and not any(
        child.dep_ == "appos" or (child.pos_ == "PROPN" and child.i > word.i)
        for child in word.children
    )


def _owning(word: Token) -> bool:
    """Whether what a possessive owns is a deed, or somebody who acts for its owner."""
    noun = word.head.lemma_.lower()
    owned = DEAL_NOUNS | DEMAND_NOUNS | REPRESENTATIVES | OFFICES | WORKFORCE | _WISHES
    return noun in owned or bool(kinds_of(noun)) or is_class(noun)
