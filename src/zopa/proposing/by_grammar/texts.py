"""Texts that are tabled: the places where reports tell of them, and what each place tells.

A mention is a noun for a text (“its latest proposal”), or what somebody is told to offer (“Alpha
offered a 20% rise”). Whose it is stands with it, or is told by what is done with it. `offers` puts
mentions of one text together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.clauses import (
    VERBAL,
    all_joined,
    changed_to,
    children,
    helpers,
    is_negated,
    objects_of,
    owners,
    under,
)
from zopa.proposing.by_grammar.measures import Measure
from zopa.proposing.by_grammar.stands import ALWAYS_TEXTS, EARLIER, MAKING, NEWER, ORDINALS
from zopa.proposing.by_grammar.topic import Topic
from zopa.proposing.by_grammar.topics import modifiers, topics_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.actors import Actor, Actors
    from zopa.proposing.parsed_report import ParsedReport

_TELLS_TERMS = word_set(
    "include contain foresee provide offer raise cut set envisage comprise call give grant "
    "guarantee propose be come stand amount value carry promise cover run total equal reach leave "
    "keep put require demand add hold bring mean"
)
"""Verbs of which a text is the subject where they tell its terms."""


@dataclass(eq=False)
class TextMention:
    """A place where a report tells of something tabled."""

    report: int
    """The index of the report."""
    token: Token
    authors: tuple[Actor, ...] = ()
    measures: tuple[Measure, ...] = ()
    terms: list[Topic] = field(default_factory=list)
    number: int = 0
    """1 for “first”, 2 for “second”; 0 where not told."""
    newer: bool = False
    """“New”, “latest”, “revised”, “another”."""
    earlier: bool = False
    tabled: bool = False
    """Whether it is told that the author tables it."""
    plural: bool = False
    joint: bool = False
    """Whether it is a deal between its authors."""
    pronoun: bool = False
    offers: list[TabledText] = field(default_factory=list)

    @property
    def place(self) -> int:
        """Where it stands in its report."""
        return self.token.idx


@dataclass(eq=False)
class TabledText:
    """One text that is tabled, by all that reports tell of it."""

    by: Actor | None
    """None for a deal struck by several."""
    struck_by: tuple[Actor, ...] = ()
    measures: set[tuple[str, float]] = field(default_factory=set)
    """Unit and value of its figures."""
    number: int = 0
    mentions: list[TextMention] = field(default_factory=list)
    terms: list[tuple[int, Topic]] = field(default_factory=list)
    """Each with the index of its report."""
    tabled: bool = False
    refused: bool = False
    newer: bool = False
    """Whether it is told to replace another."""
    earlier: bool = False
    """Whether it is told only as one that came before another."""

    @property
    def reports(self) -> set[int]:
        """The indexes of the reports that tell of it."""
        return {mention.report for mention in self.mentions}

    def take(self, mention: TextMention) -> None:
        """Add what a mention tells."""
        if any(known is mention for known in self.mentions):
            return
        self.mentions.append(mention)
        self.measures |= figures_of(mention)
        self.terms += [(mention.report, topic) for topic in mention.terms]
        self.tabled = self.tabled or mention.tabled
        self.number = self.number or mention.number
        self.newer = self.newer or mention.newer
        mention.offers.append(self)


def figures_of(mention: TextMention) -> set[tuple[str, float]]:
    """The figures that tell one text from another: not times, and not numbers of people."""
    return {(m.unit, m.value) for m in mention.measures if m.tells_apart}


# --- mentions -----------------------------------------------------------------------------------


def mentions_in(
    index: int, report: ParsedReport, actors: Actors, measured: Sequence[Measure]
) -> list[TextMention]:
    """The nouns for texts in a report, each with its author, figures and terms where told."""
    found: list[TextMention] = []
    for word in report.doc:
        if not (is_text(word) or _another(word) or _under_it(word)) or not report.in_body(word):
            continue
        if any(child.dep_ == "det" and child.lower_ in ("no", "any") for child in word.children):
            continue
        mention = TextMention(index, word, plural=word.tag_ == "NNS", pronoun=_under_it(word))
        _attributes(mention)
        mention.authors = tuple(dict.fromkeys(a for o in owners(word) for a in actors.all_of(o)))
        between = [
            actor
            for child in under(word)
            if child.lower_ == "between" and child.dep_ == "prep"
            for noun in objects_of(child)
            for actor in actors.all_of(noun)
        ]
        if len(set(between)) > 1:
            mention.authors, mention.joint = tuple(dict.fromkeys(between)), True
        terms = _terms(word)
        words = [*under(word), *(w for beside in terms_beside(word) for w in under(beside))]
        for clause in children(word, "relcl"):
            if clause.lemma_ in _VALUING:  # “a bid that values the brewer at 30 million”
                words += under(clause)
        telling = _telling_clause(word)
        if telling is not None:
            words += under(telling)
            terms += _clause_terms(word, telling)
        mention.terms = [t for t in terms if not t.is_text and not actors.all_of(t.head)]
        mention.measures = measures_at([w for w in words if not _is_dealt_with(w, word)], measured)
        found.append(mention)
    return found


_VALUING = word_set("value price put amount total come stand be")
_DEALING = word_set("restructure refinance reprofile rework resolve settle buy acquire sell raise")
"""“A plan to restructure 65 billion of debt” is no offer of 65 billion."""


def _is_dealt_with(word: Token, text: Token) -> bool:
    """Whether a word is of what a text deals with, and no term of it."""
    above = word
    while above.i != text.i and above.head.i != above.i:
        if above.dep_ == "acl" and above.lemma_ in _DEALING and above.head.i == text.i:
            return above.i != word.i
        above = above.head
    return False


def is_text(word: Token) -> bool:
    """Whether a word is a noun for something tabled, for the parse perhaps a verb (“an offer to
    free the crew”)."""
    called = word.pos_ in ("NOUN", "PROPN") or (
        word.pos_ == "VERB" and word.dep_ == "dobj" and bool(children(word, "det", "poss"))
    )
    return called and word.lemma_.lower() in ALWAYS_TEXTS and word.dep_ != "compound"


def _under_it(word: Token) -> bool:
    """“Under it tariffs would fall”: the text that was told of just before."""
    return _had_it_passed(word) or (
        word.pos_ == "PRON"
        and word.dep_ == "pobj"
        and word.lower_ in ("it", "this", "that", "them")
        and word.head.lower_ in ("under", "in")
        and word.head.is_sent_start is not False
    )


_PASSING = word_set("pass succeed prevail stand survive")


def _had_it_passed(word: Token) -> bool:
    """“Had it passed, pay would have risen”: the text that was told of just before."""
    verb = word.head
    return (
        word.lower_ == "it"
        and word.dep_ in ("nsubj", "nsubjpass")
        and verb.dep_ == "advcl"
        and verb.lemma_ in _PASSING
        and bool(helpers(verb.head) & {"would", "could"})
    )


def _another(word: Token) -> bool:
    """“An earlier one”, “the new one”."""
    return (
        word.lower_ == "one"
        and word.pos_ in ("NOUN", "PRON", "NUM")
        and any(child.lower_ in EARLIER | NEWER for child in children(word, "amod"))
    )


def measures_at(words: Iterable[Token], measured: Sequence[Measure]) -> tuple[Measure, ...]:
    """The measures of which one of the words is a part."""
    places = {word.idx for word in words}
    return tuple(m for m in measured if any(m.span.start <= p < m.span.stop for p in places))


def _attributes(mention: TextMention) -> None:
    for child in children(mention.token, "amod", "advmod", "compound", "nummod", "det"):
        mention.number = mention.number or ORDINALS.get(child.lower_, 0)
        mention.newer = mention.newer or child.lower_ in NEWER
        mention.earlier = mention.earlier or child.lower_ in EARLIER


def _terms(noun: Token) -> list[Topic]:
    """The terms inside of the noun phrase: “offer of a 10% rise”, “plan to cut tariffs”."""
    inside: list[Token] = []
    if noun.pos_ == "VERB":  # “threw out an offer to free the crew”
        inside += [c for c in children(noun.head, "advcl") if c.tag_ == "VB" and c.i > noun.i]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "to", "with", "on"):
            inside += objects_of(child) + children(child, "pcomp")
        elif (child.dep_ == "acl" and child.tag_ in ("VB", "VBP")) or (
            child.dep_ == "relcl" and helpers(child) & {"would", "will"}
        ):
            inside += [child, *(other for other in child.conjuncts if other.i > child.i)]
    found = [t for word in (*inside, *terms_beside(noun)) for t in topics_of(word)]
    for word in modifiers(noun):
        for topic in topics_of(word):
            topic.weak = True
            found.append(topic)
    return [t for t in found if t.head.pos_ != "VERB"]


def terms_beside(noun: Token) -> list[Token]:
    """What stands with a text where the parse joins it to the verb that tables the text.

    >>> from zopa.statements.grammar import parsed
    >>> doc = parsed("Movia presented a draft with a herring quota of 300 tonnes.").doc
    >>> [word.text for word in terms_beside(doc[3])]
    ['quota']
    """
    verb = noun.head
    changed = changed_to(noun) if is_text(noun) else []
    if changed:
        return changed
    if noun.dep_ != "dobj" or not is_text(noun) or verb.lemma_ not in MAKING | {"propose", "offer"}:
        return []
    found: list[Token] = []
    for preposition in children(verb, "prep"):
        if preposition.lower_ == "with" and preposition.i > noun.i:
            found += objects_of(preposition)
    if found:
        # “With a quota and no access”: the second may be joined to the verb.
        found += [c for c in children(verb, "conj") if c.pos_ == "NOUN" and c.i > found[0].i]
    return found


def _telling_clause(noun: Token) -> Token | None:
    """The verb of a clause that tells what a text holds: “the offer would raise pay”, “under the
    draft, tariffs would fall”."""
    verb, below = noun.head, False
    if noun.pos_ == "PRON" and _had_it_passed(noun):
        return verb.head
    if noun.dep_ == "pobj" and verb.lower_ in ("under", "in", "with"):
        below = verb.lower_ == "under"
        verb = verb.head
    elif noun.dep_ != "nsubj":
        return None
    if verb.pos_ not in VERBAL or is_negated(verb):
        return None
    promises = bool(helpers(verb) & {"would", "will", "'d"})
    return verb if below or promises or verb.lemma_ in _TELLS_TERMS else None


def _clause_terms(noun: Token, verb: Token) -> list[Topic]:
    found: list[Topic] = []
    for clause in [verb, *(other for other in verb.conjuncts if other.pos_ in VERBAL)]:
        found += [t for t in topics_of(clause) if t.head.i != noun.i and t.head.pos_ != "VERB"]
        if noun.dep_ == "pobj" or noun.pos_ == "PRON":
            for subject in all_joined(children(clause, "nsubj", "nsubjpass")):
                known = {t.head.i for t in found}
                found += [t for t in topics_of(subject) if t.head.i not in known]
    return found
