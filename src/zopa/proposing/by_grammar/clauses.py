"""Who does what in a clause, and whether it is denied or only thought of, by its parse.

The labels of the parse are those of the CLEAR style that spaCy's English pipelines use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.stands import (
    ACCUSING,
    DENYING,
    MAKING,
    SAYING,
    TEXTS,
    TO_COME,
    WISHING,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})
_NOT = word_set("not n't never no neither nor hardly")
_IF = word_set("if unless whether")
_MODALS = frozenset({"may", "might", "could", "would", "should", "can"})
RELATIVE = frozenset({"which", "that", "who", "whom"})
_SUPPOSING = word_set("suppose imagine assume speculate")
_DEEP = 6
"""Clauses that are gone through for a subject."""
_CONTROLLED = word_set(
    "urge ask tell press force want order allow persuade push require call pressure compel invite "
    "beg"
)
"""Verbs whose object does what the clause below them says (“urged Karsia to sign”)."""
_NOT_OWNING = word_set("deal agree disagree compete satisfy")


def children(word: Token, *labels: str) -> list[Token]:
    """The words right below a word that have one of these labels."""
    return [child for child in word.children if child.dep_ in labels]


def joined(word: Token) -> list[Token]:
    """A word with those joined to it by “and” or “or”."""
    if word.lower_ == "time" and any(child.lower_ == "again" for child in word.children):
        return children(word, "compound", "nmod")  # “by the union time and again”
    found = [word]
    for child in word.children:
        if child.dep_ == "conj" and child.lower_ not in ("time", "again"):
            found += joined(child)
    return found


def all_joined(words: Sequence[Token]) -> list[Token]:
    """Words with those joined to each."""
    return [other for word in words for other in joined(word)]


def objects_of(preposition: Token) -> list[Token]:
    """The nouns behind a preposition."""
    return all_joined(children(preposition, "pobj"))


def helpers(verb: Token) -> set[str]:
    """The auxiliaries of a verb, or those of the verb it is joined to."""
    found = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return helpers(verb.head)
    return found


def is_passive(verb: Token) -> bool:
    """Whether a verb tells what is done to its subject."""
    return (
        bool(children(verb, "nsubjpass", "auxpass"))
        or (verb.tag_ == "VBN" and verb.dep_ == "acl")
        or is_reduced(verb)
    )


def is_reduced(verb: Token) -> bool:
    """Whether a verb stands for a passive clause, which a parser may take for one in the past
    (“the pact, turned down by Karsia, failed”)."""
    reduced = verb.tag_ in ("VBD", "VBN") and verb.dep_ in ("acl", "advcl", "relcl")
    return reduced and bool(children(verb, "agent")) and not children(verb, "aux", "auxpass")


def stood_for(relative: Token) -> list[Token]:
    """What “which” or “that” stands for, in a clause joined to a relative one as well."""
    clause = relative.head
    for _ in range(_DEEP):
        if clause.dep_ == "relcl":
            return joined(clause.head)
        if clause.dep_ not in ("conj", "xcomp", "ccomp"):
            break
        clause = clause.head
    return []


def agents(verb: Token) -> list[Token]:
    """Who does what a passive verb says: behind “by”."""
    found = [noun for by in children(verb, "agent") for noun in objects_of(by)]
    if found:
        return found
    return [noun for by in children(verb, "prep") if by.lower_ == "by" for noun in objects_of(by)]


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The heads of who does what a verb says, over the clauses that share a subject."""
    if depth > _DEEP:
        return []
    own = children(verb, "nsubj", "csubj")
    if is_reduced(verb):
        return agents(verb)
    if own:
        # Of two, a count may be no subject: “now 10 teams, Movia would go to 12”.
        first = own[-1] if len(own) > 1 and children(own[0], "nummod") else own[0]
        return _meant(first, verb)
    if children(verb, "nsubjpass"):
        return agents(verb)
    if verb.dep_ == "conj":
        return _of_joined(verb, depth)
    if verb.dep_ == "relcl":
        return joined(verb.head)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp", "acl"):
        return _of_embedded(verb, depth)
    return agents(verb)


def _meant(subject: Token, verb: Token) -> list[Token]:
    """The subject, or of a relative pronoun what it stands for."""
    if subject.lower_ in RELATIVE:
        if verb.dep_ == "relcl":
            return joined(verb.head)
        if verb.head.dep_ == "relcl" and verb.dep_ in ("conj", "xcomp"):
            return joined(verb.head.head)
    return joined(subject)


def _of_joined(verb: Token, depth: int) -> list[Token]:
    if verb.head.pos_ not in VERBAL:
        return []
    passive = children(verb.head, "nsubjpass")
    if passive and verb.tag_ != "VBN":
        return all_joined(passive)
    return subjects(verb.head, depth + 1)


def _of_embedded(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        if verb.tag_ == "VBN":
            return agents(verb)
        return joined(head) if verb.tag_ == "VBG" else owners(head)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        governor = head.head
        if governor.lemma_ in ACCUSING:
            return all_joined(children(governor, "dobj"))
        return subjects(governor, depth + 1) if governor.pos_ == "VERB" else owners(governor)
    if head.pos_ in (*VERBAL, "ADJ"):
        objects = children(head, "dobj")
        if verb.dep_ == "xcomp" and objects and head.lemma_ in _CONTROLLED:
            return joined(objects[0])
        if head.pos_ == "ADJ" and head.dep_ in ("acomp", "oprd"):
            return subjects(head.head, depth + 1)
        raised = children(head, "nsubjpass")
        if verb.dep_ == "xcomp" and raised:  # “Movia is reported to have rejected the draft”
            return _meant(raised[0], head)
        return subjects(head, depth + 1)
    return agents(verb)


def owners(noun: Token) -> list[Token]:
    """Whose a noun is: who possesses it, or stands behind “by” or “from”; of a text also who
    makes it (“Halden came back with an offer”), or whose name stands before it."""
    found: list[Token] = []
    for owner in children(noun, "poss"):
        found += _whose(noun) if owner.lower_ == "whose" else joined(owner)
    if not found and noun.lemma_.lower() in TEXTS and _some(noun):
        found += _maker(noun)
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            found += objects_of(child)
        if child.dep_ == "acl" and child.tag_ == "VBN":
            found += agents(child)
    if not found and noun.lemma_.lower() in TEXTS:
        found += _from_whom(noun)
    if found:
        return found
    return [
        child
        for child in children(noun, "compound", "amod", "nmod")
        if child.pos_ == "PROPN" or child.ent_type_ in ("ORG", "GPE", "NORP")
    ]


_GETTING = word_set(
    "receive get reject refuse accept consider study weigh spurn rebuff field turn throw review"
)


def _from_whom(text: Token) -> list[Token]:
    """“An offer of 40 euros a share from Corvin”: the parse may join “from” to a word between the
    two, or to the verb of which the text is the object."""
    inner = [
        word
        for word in under(text)
        if word.i > text.i and word.dep_ == "prep" and word.lower_ in ("from", "by")
    ]
    if text.dep_ in ("dobj", "nsubjpass") and text.head.lemma_ in _GETTING:
        inner += [p for p in children(text.head, "prep") if p.lower_ == "from" and p.i > text.i]
    return [n for preposition in inner for n in objects_of(preposition) if n.pos_ == "PROPN"]


def _whose(noun: Token) -> list[Token]:
    word = noun
    while word.dep_ != "relcl" and word.head.i != word.i:
        word = word.head
    return joined(word.head) if word.dep_ == "relcl" else []


def _some(noun: Token) -> bool:
    """Whether a noun stands with “a”, or with a possessor."""
    return any(
        (child.dep_ == "det" and child.lower_ in ("a", "an")) or child.tag_ == "PRP$"
        for child in noun.children
    )


def _maker(noun: Token) -> list[Token]:
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "with" and verb.head.pos_ in VERBAL:
        verb = verb.head
        if verb.lemma_ in _NOT_OWNING:
            return []
    elif noun.dep_ != "dobj" or verb.lemma_ not in MAKING:
        return []
    return [] if is_negated(verb) or unreal(verb) else subjects(verb)


def is_negated(verb: Token) -> bool:
    """Whether a clause denies what its verb says (“has not rejected”, “neither side accepted”)."""
    for child in verb.children:
        if child.dep_ == "neg":
            return True
        if child.dep_ in ("advmod", "cc", "preconj") and child.lower_ in _NOT:
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and any(
            word.lower_ in ("no", "neither", "none", "nobody") for word in (child, *child.children)
        ):
            return True
        if child.dep_ == "dobj" and says_no(child):
            return True
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        own = children(verb, "nsubj", "nsubjpass", "aux")
        joins = {child.lower_ for child in verb.head.children if child.dep_ == "cc"}
        return not own and bool(joins & {"or", "nor"}) and is_negated(verb.head)
    return False


def says_no(noun: Token) -> bool:
    """Whether “no” stands before a noun."""
    return any(child.dep_ == "det" and child.lower_ == "no" for child in noun.children)


def unreal(verb: Token) -> str:
    """Why what a verb says may not have happened, in a word, or an empty text.

    `question`, `if` (a condition), `modal` (might, could), `to come` (planned, threatened),
    `denied`.
    """
    if verb.sent.text.rstrip("”\"' ").endswith("?"):
        return "question"
    word, first = verb, True
    while True:
        if any(child.lower_ in _IF for child in children(word, "mark", "advmod")):
            return "if"
        if first and helpers(word) & _MODALS:
            return "modal"
        reason = _of_governor(word)
        if reason or word.dep_ == "ROOT" or word.head.i == word.i:
            return reason
        # “which Movia wants to be free and which Karsia opposes”: no wish that Karsia oppose it
        finite = word.dep_ == "conj" and word.tag_ in ("VBZ", "VBD", "VBP")
        word = word.head.head if finite and word.head.tag_ == "VB" else word.head
        first = False


def _inverted(verb: Token) -> bool:
    """“Had Halden offered more, …”, “should talks fail, …”: a condition without “if”."""
    if verb.dep_ not in ("advcl", "ccomp"):
        return False
    subjects_ = children(verb, "nsubj", "nsubjpass")
    return bool(subjects_) and any(
        child.dep_ in ("aux", "auxpass")
        and child.lower_ in ("had", "should", "were")
        and child.i < subjects_[0].left_edge.i
        for child in verb.children
    )


def _of_governor(word: Token) -> str:
    head = word.head
    if _inverted(word) or (word.dep_ == "ccomp" and head.lemma_ in _SUPPOSING):
        return "if"
    if word.dep_ == "xcomp" and (head.lemma_ in TO_COME or head.pos_ == "ADJ"):
        return "to come"
    if word.dep_ == "xcomp" and any(child.lower_ == "yet" for child in children(head, "advmod")):
        return "to come"  # “has yet to accept”
    if word.dep_ in ("ccomp", "xcomp") and head.lemma_ in WISHING and head.i != word.i:
        return "to come"
    if word.dep_ in ("ccomp", "xcomp") and head.lemma_ in DENYING:
        return "denied"
    if word.dep_ == "pcomp" and head.head.lemma_ in DENYING:
        return "denied"
    return ""


def says(verb: Token) -> list[Token]:
    """Who says the clause of a verb: the heads, none where it stands on its own."""
    if verb.dep_ in ("ccomp", "parataxis") and verb.head.lemma_ in SAYING:
        return subjects(verb.head)
    for child in children(verb, "parataxis", "ccomp"):
        if child.lemma_ in SAYING and child.i > verb.i:
            return subjects(child)
    above = verb.head
    if verb.dep_ in _MADE_CLEAR and above.lower_ == "clear" and above.head.lemma_ == "make":
        return subjects(above.head)  # “made it clear that tariffs must fall”
    return _in_whose_view(verb)


_MADE_CLEAR = ("ccomp", "advcl", "csubj")
_VIEW = word_set("view eye opinion judgement judgment reckoning assessment word telling")


def _in_whose_view(verb: Token) -> list[Token]:
    """“In Karsia's view”, “according to Karsia”."""
    for preposition in children(verb, "prep"):
        if preposition.lower_ == "according":
            return [n for to in children(preposition, "prep") for n in objects_of(to)]
        if preposition.lower_ in ("in", "to", "by"):
            for noun in children(preposition, "pobj"):
                if noun.lemma_.lower() in _VIEW:
                    of = [
                        n for p in children(noun, "prep") if p.lower_ == "of" for n in objects_of(p)
                    ]
                    return all_joined(children(noun, "poss")) or of
    return []


def speakers_around(word: Token) -> list[Token]:
    """Who says the words around a word: the subject of the verb of saying above or beside it."""
    while True:
        if word.dep_ in ("ccomp", "parataxis") and word.head.lemma_ in SAYING:
            return subjects(word.head)
        for child in children(word, "parataxis", "ccomp"):
            if child.lemma_ in SAYING:
                return subjects(child)
        if word.head.i == word.i:
            return []
        word = word.head


def clauses_below(verb: Token) -> list[Token]:
    """The clauses that a verb governs (“to sign”, “that tariffs fall”)."""
    return [
        child
        for child in children(verb, "xcomp", "ccomp")
        if child.pos_ in ("VERB", "AUX", "NOUN", "ADJ")
    ]


def is_or_are(word: Token) -> bool:
    """Whether a word is a form of “to be” that carries a clause."""
    return word.lemma_ == "be" and word.dep_ not in ("aux", "auxpass")


_CHANGING = word_set(
    "lower cut reduce raise increase lift boost improve sweeten drop trim revise soften scale "
    "hike bump double"
)


def changed_to(noun: Token) -> list[Token]:
    """To what a demand or an offer is changed: the figure of “cut its claim from 9 to 7 percent”.

    >>> from zopa.statements.grammar import parsed
    >>> doc = parsed("The union cut its claim to 7 percent.").doc
    >>> [word.text for word in changed_to(doc[4])]
    ['percent']
    """
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in _CHANGING:
        return []
    return [
        figure
        for word in (noun, verb)
        for preposition in children(word, "prep")
        if preposition.lower_ == "to" and preposition.i > noun.i
        for figure in objects_of(preposition)
        if figure.like_num or figure.ent_type_ in ("MONEY", "PERCENT", "QUANTITY", "CARDINAL")
    ]


def under(word: Token) -> list[Token]:
    """The words under a word, without the clauses that hang on them."""
    found = [word]
    for child in word.children:
        clause = child.dep_ in ("relcl", "advcl", "parataxis")
        other = child.dep_ == "conj" and (child.pos_ in VERBAL or _another_text(word, child))
        if not clause and not other:
            found += under(child)
    return found


def _another_text(word: Token, other: Token) -> bool:
    if word.ent_type_ in ("PERCENT", "MONEY") and other.ent_type_ == word.ent_type_:
        return True
    return word.pos_ == "NOUN" and other.pos_ == "NOUN" and other.lemma_.lower() in TEXTS
