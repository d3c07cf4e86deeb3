"""Classes of people that act (“official creditors”), and a union that has no name of its own."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from zopa.foundation.names import fold
from zopa.foundation.text import word_set
from zopa.proposing.actors import same_names as same
from zopa.proposing.actors.actor import ActorKind
from zopa.proposing.actors.candidate import Candidate, marks_of, phrase_of
from zopa.proposing.actors.deeds import STRONG, Deed, deeds_of
from zopa.proposing.actors.nouns import ARMED, KIND_OF_NOUN, WORKFORCE, is_class, kinds_of
from zopa.statements.speakers import countries

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.actors.named_entity import NamedEntity
    from zopa.proposing.actors.whom_words_mean import WordMeanings

_MARKED = word_set(
    "party country company nation government state carmaker capital automaker firm rival bank"
    " member union province"
)
"""Plurals that are a class of their own only with a word that marks it (“island states”)."""
_REGIONS = word_set("african asian arab gulf nordic baltic balkan caribbean")
_SINGLE = word_set(
    "company firm airline hospital university district city trust landlord carmaker retailer club"
    " league employer manufacturer supplier bank council contractor operator"
)
"""Who may be a party without a name."""
_GENERIC = word_set(
    "company firm airline carmaker retailer employer manufacturer supplier operator"
)
"""Of these, words that may mean anybody who is a company."""
_UNKNOWN = frozenset({ActorKind.UNKNOWN})
_OWNING = re.compile(r"(\w+(?:s'|men's)) \w")
_PARTS = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "dative", "conj"})
"""What who acts is in a clause."""
_JOINED = word_set("committee group association alliance consortium holder")


class Classes:
    """The classes of people and bodies that act in some reports."""

    def __init__(self, reference: WordMeanings) -> None:
        self._reference = reference
        self.all: list[Candidate] = []
        self._find()
        self.union = self._one_union()
        for report in reference.reports:
            for noun in report.doc:
                if noun.pos_ in {"NOUN", "PROPN"} and report.in_body(noun):
                    self._learn_names(noun)

    def at(self, noun: Token) -> Candidate | None:
        """The class that a plural noun calls. The workers of a union are the union."""
        lemma, marks = noun.lemma_.lower(), marks_of(noun)
        if lemma in ARMED and not marks:
            named = [c for c in self._reference.named.values() if c.kind is ActorKind.GROUP]
            if len(named) == 1:
                return named[0]
            lemma = "rebel"
        if self.union is not None and (lemma in WORKFORCE or in_name(lemma, self.union)):
            # “add nurses” is of any nurses.
            vague = not any(c.dep_ in {"det", "poss", "nummod"} for c in noun.children)
            if any(word.lower_ in {"non", "non-union"} for word in noun.subtree) or (
                vague and noun.dep_ in {"dobj", "pobj"} and not set(deeds_of(noun))
            ):
                return None
            return self.union
        body = self.body_of(lemma)
        if body is not None:
            return body
        if lemma in _MARKED and not marks:
            return None
        fits = [c for c in self.all if c.noun == lemma]
        if not fits and lemma == "lender":
            fits = [c for c in self.all if c.noun == "creditor"]
        exact = [c for c in fits if c.marks == marks]
        if not exact:
            exact = [c for c in fits if c.marks <= marks or marks <= c.marks]
            if marks:
                exact = [c for c in exact if c.marks] or exact
        return exact[0] if len(exact) == 1 else None

    def body_of(self, lemma: str) -> Candidate | None:
        """The one body that is named after people (“the growers” of the Growers' Association)."""
        fits = [c for c in self._reference.named.values() if lemma in _people_of(c)]
        return fits[0] if len(fits) == 1 else None

    def committee(self, noun: Token) -> Candidate | None:
        """The class that a committee or group is of (“the bondholders' committee”)."""
        if noun.lemma_.lower() not in _JOINED:
            return None
        children = list(noun.children)
        if any(c.dep_ == "poss" and self._reference.named_at(c) is not None for c in children):
            return None
        for child in children:
            for each in (child, *child.children):
                if each.dep_ not in {"poss", "compound", "nmod"} or each.i > noun.i:
                    continue
                if self.union is not None and each.lemma_.lower() in WORKFORCE:
                    return self.union
                fits = [c for c in self.all if c.noun == each.lemma_.lower()]
                if len(fits) > 1:
                    mine = marks_of(noun) | marks_of(each)
                    fits = [c for c in fits if c.marks & mine]
                if len(fits) == 1:
                    fits[0].described.add(noun.lemma_.lower())
                    return fits[0]
        return None

    def _learn_names(self, noun: Token) -> None:
        """What a class or its committee is called (“OCC”, “the growers' association, AGRI”)."""
        whole = self.committee(noun)
        if whole is not None:
            for made in same.initials(_tight(noun)):
                self._reference.acronyms.setdefault(made, whole)
        elif noun.tag_ in {"NNS", "NNPS"} and self._reference.named_at(noun) is None:
            whole = self.at(noun) if is_class(noun.lemma_.lower()) else None
        for child in noun.children if whole is not None else ():
            entity = self._reference.named_at(child)
            plain = entity is not None and entity.kind is ActorKind.UNKNOWN and not entity.person
            if child.dep_ == "appos" and plain and whole is not None:
                self._reference.acronyms[child.text] = whole

    def _find(self) -> None:
        named = Counter(c.kind for c in self._reference.named.values())
        for report in self._reference.reports:
            for noun in report.doc:
                if noun.pos_ not in {"NOUN", "PROPN"} or not report.in_body(noun):
                    continue
                if self._reference.named_at(noun) is not None:
                    continue
                lemma = noun.lemma_.lower()
                if noun.tag_ in {"NNS", "NNPS"} and is_class(lemma):
                    self._class(noun, lemma)
                elif lemma in {"union", "association", "guild"} and not named[ActorKind.UNION]:
                    self._union(noun, lemma)
        self._settle()
        self._described()
        self._government()

    def _described(self) -> None:
        """One who is only described (“the trust”), where nobody is named who may be meant."""
        placed = {
            noun.lemma_.lower()
            for report in self._reference.reports
            for noun in report.doc
            if noun.tag_ == "NN" and self._reference.of_place(noun) is not None
        }
        named = list(self._reference.named.values())
        dealing = [
            c
            for entity, c in self._reference.named.items()
            if any(set(deeds_of(m.head)) & STRONG for m in entity.mentions if m.in_body)
            or _may_be_company(entity)
        ]
        for report in self._reference.reports:
            for noun in report.doc:
                lemma = noun.lemma_.lower()
                if lemma not in _SINGLE or noun.tag_ != "NN" or not report.in_body(noun):
                    continue
                kinds = kinds_of(lemma)
                known = any(lemma in c.described for c in named)
                known = known or lemma in placed
                if known or (
                    lemma in _GENERIC and any(c.kind in kinds | _UNKNOWN for c in dealing)
                ):
                    continue
                the = any(c.lower_ == "the" for c in noun.children)
                if the and set(deeds_of(noun)) & STRONG:
                    self._single(noun, lemma)

    def _single(self, noun: Token, lemma: str) -> None:
        known = next((c for c in self.all if c.noun == lemma), None)
        if known is None:
            known = Candidate(KIND_OF_NOUN[lemma], noun=lemma, single=True)
            known.described.add(lemma)
            self.all.append(known)
        known.phrases[phrase_of(noun)] += 1

    def _government(self) -> None:
        """Where no state is named, the government that deals is a party by this name."""
        reference = self._reference
        if any(c.kind is ActorKind.STATE for c in (*reference.named.values(), *reference.given)):
            return
        for report in reference.reports:
            for noun in report.doc:
                if noun.lower_ == "government" and report.in_body(noun):
                    deals = set(deeds_of(noun)) & (STRONG | {Deed.SPEAKS})
                    if reference.government is None and deals:
                        reference.government = Candidate(ActorKind.STATE, noun="government")
                        reference.government.phrases["government"] = 1
                        self.all.append(reference.government)

    def _settle(self) -> None:
        """A class without a mark is the one that has a mark; where there are several, none."""
        for lent in [c for c in self.all if c.noun == "lender" and not c.marks]:
            owed = [c for c in self.all if c.noun == "creditor"]
            if len(owed) == 1:
                # Creditors and lenders of the same debtor are the same people.
                owed[0].phrases.update(lent.phrases)
                self.all.remove(lent)
        for bare in [c for c in self.all if c.noun and not c.marks]:
            marked = [c for c in self.all if c.noun == bare.noun and c.marks]
            if len(marked) == 1:
                marked[0].phrases.update(bare.phrases)
            if marked:
                self.all.remove(bare)

    def _class(self, noun: Token, lemma: str) -> None:
        marks = marks_of(noun)
        if lemma in ARMED and not marks:
            lemma = "rebel"
        if lemma in _MARKED and all(map(_is_region, marks)):
            return
        if not set(deeds_of(noun)) & (STRONG | {Deed.SPEAKS}):
            return
        if any(child.lower_ in {"our", "my", "your"} for child in noun.children):
            return
        names = [c for c in noun.children if c.dep_ == "appos"]
        if self.body_of(lemma) is not None or any(
            self._reference.named_at(c) is not None for c in names
        ):
            # “the two exporters, Karsia and Movia”
            return
        known = next((c for c in self.all if c.noun == lemma and c.marks == marks), None)
        if known is None:
            kind = ActorKind.UNION if lemma == "union" else ActorKind.GROUP
            known = Candidate(kind, noun=lemma, marks=marks)
            self.all.append(known)
        known.phrases[phrase_of(noun)] += 1

    def _union(self, noun: Token, lemma: str) -> None:
        """A union that is only described; its phrase is the fullest one."""
        inner = [c for c in noun.children if c.dep_ in {"poss", "compound"} and c.pos_ == "NOUN"]
        bloc = any("union" in c.described for c in self._reference.named.values())
        if lemma == "union" and bloc and not inner:
            return
        if lemma != "union" and not any(c.lemma_.lower() in WORKFORCE for c in inner):
            return
        known = next((c for c in self.all if c.kind is ActorKind.UNION), None)
        if known is None:
            known = Candidate(ActorKind.UNION, noun="union")
            self.all.append(known)
        start = min((c.i for c in inner), default=noun.i)
        phrase = noun.doc[start : noun.i + 1].text.replace("’", "'")
        known.phrases[phrase if inner else noun.lower_] += 1

    def _one_union(self) -> Candidate | None:
        """The one union of the reports; where there are several, workers are nobody's."""
        given = [c for c in self._reference.given if c.kind is ActorKind.UNION]
        known = [*self._reference.named.values(), *self.all]
        unions = given or [c for c in known if c.kind is ActorKind.UNION]
        return unions[0] if len(unions) == 1 else None


def _may_be_company(entity: NamedEntity) -> bool:
    """Whether a name is no place's, so that “the company” may mean who bears it."""
    towns = sum(mention.label in {"GPE", "LOC"} for mention in entity.mentions)
    firm = entity.kind is ActorKind.COMPANY
    unknown = entity.kind is ActorKind.UNKNOWN and 2 * towns <= len(entity.mentions)
    return firm or (unknown and any(m.head.dep_ in _PARTS for m in entity.mentions if m.in_body))


def in_name(lemma: str, candidate: Candidate) -> bool:
    """Whether a noun is a word of the name of a union (“machinists”)."""
    if candidate.entity is None:
        return len(lemma) > 4 and any(lemma in fold(phrase) for phrase in candidate.phrases)
    words = {word.rstrip("s") for name in candidate.entity.names for word in same.bare(name)}
    return lemma in words and lemma not in {"union", "international", "association", "party"}


def _people_of(candidate: Candidate) -> set[str]:
    """The people in the name of a body (“fisherman” for the Fishermen's Association)."""
    names = candidate.entity.names if candidate.entity is not None else ()
    owning = [m[1] for name in names if (m := _OWNING.search(name.replace("’", "'")))]
    return {word.lower().replace("men's", "man").removesuffix("s'") for word in owning}


def _is_region(mark: str) -> bool:
    """Whether a word tells where countries lie, which makes no class of them."""
    return mark in _REGIONS or mark.capitalize() in countries.words()


def _tight(noun: Token) -> str:
    """A noun with the words before it in its phrase, without articles and figures."""
    words = noun.doc[noun.left_edge.i : noun.i + 1]
    return " ".join(w.text for w in words if w.pos_ not in {"DET", "PUNCT", "PART", "NUM"})
