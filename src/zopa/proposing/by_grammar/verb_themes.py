"""What the stand of a verb is about: the nouns and clauses that it governs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.clauses import (
    RELATIVE,
    VERBAL,
    all_joined,
    children,
    clauses_below,
    is_negated,
    is_passive,
    is_reduced,
    joined,
    objects_of,
    stood_for,
)
from zopa.proposing.by_grammar.stands import RETURNING, SAYING, TEXTS, WRAPPING, Stand
from zopa.proposing.by_grammar.verb_senses import goes_back, sense_of, sent_over

if TYPE_CHECKING:
    from spacy.tokens import Token

_GIVING = word_set("offer give grant promise pledge pay")


def themes_of(verb: Token, preposition: str) -> list[Token]:
    """The heads of what a verb is about, behind a preposition where it takes one."""
    if preposition:
        return _behind(verb, preposition)
    if verb.lemma_ in RETURNING and goes_back(verb) and sent_over(verb):
        return all_joined(sent_over(verb))
    below = clauses_below(verb)
    objects = children(verb, "dobj", "nsubjpass", "csubjpass") or sent_over(verb)
    if not objects and is_reduced(verb):
        objects = children(verb, "nsubj")
    amounts = [
        child
        for child in children(verb, "npadvmod", "oprd")
        if child.ent_type_ in ("PERCENT", "MONEY", "CARDINAL", "QUANTITY")
        or child.lower_ in ("%", "percent")
    ]
    if amounts and verb.lemma_ in _GIVING:
        objects = amounts  # “offered nurses 5%”
    if not below and not objects and children(verb, "prt"):
        objects = [
            n
            for p in children(verb, "prep")
            if p.lower_ in ("to", "with", "for")
            for n in objects_of(p)
        ]
    found = list(below)
    if not below or not objects:
        for noun in objects:
            found += (stood_for(noun) if noun.lower_ in RELATIVE else []) or joined(noun)
    if not found and (verb.dep_ == "relcl" or (verb.dep_ == "acl" and is_passive(verb))):
        found = joined(verb.head)
    if not found and verb.dep_ == "advcl" and is_reduced(verb):
        found = all_joined(children(verb.head, "nsubj", "nsubjpass"))  # “X, refused by Y, …”
    if not found and verb.dep_ == "conj" and is_passive(verb):
        found = all_joined(
            children(verb.head, "nsubjpass")
        )  # “was accepted by A and resisted by B”
    for other in verb.conjuncts:  # “accepted or rejected the offer”
        if not found and other.pos_ == "VERB" and other.i > verb.i:
            found += all_joined(children(other, "dobj"))
    return found


def _behind(verb: Token, preposition: str) -> list[Token]:
    found: list[Token] = []
    for child in children(verb, "prep", "dative", "conj"):
        if child.lower_ == preposition == "for":
            clauses = [c for c in children(verb, "xcomp") if c.i > child.i]
            if clauses:  # “asked for pay to rise”
                return clauses
        if child.lower_ == preposition:
            found += objects_of(child)
            found += children(child, "pcomp")
    if not found and verb.dep_ == "relcl":
        found += joined(verb.head)
    if not found:
        found += all_joined(children(verb, "nsubjpass"))
    if not found:
        found += [c for c in children(verb, "dobj", "pobj", "nsubj") if c.lower_ == "what"]
    if not found:
        found += clauses_below(verb)
    return found


def of_governing_clause(verb: Token, stand: Stand) -> list[Token]:
    """What the clause around tells: “…, as Karsia had suggested”, “…, Movia demanded”."""
    if verb.dep_ == "advcl" and any(child.lower_ == "as" for child in verb.children):
        return [verb.head]
    if verb.dep_ == "parataxis" and verb.head.pos_ in VERBAL:
        return [verb.head]
    if verb.dep_ == "ccomp" and verb.head.lemma_ in SAYING:
        return [c for c in verb.head.children if c.lower_ == "what"]
    if stand is Stand.WANTS and verb.dep_ == "ROOT":
        return children(verb, "parataxis")
    return []


def cleft(verb: Token, themes: list[Token], *, offered: bool) -> list[Token]:
    """“X is what Y wants”, “what Y wants is X”: the other side of “is”."""
    found: list[Token] = []
    for theme in themes:
        if theme.lower_ != "what":
            found.append(theme)
            continue
        clause = verb.head if verb.dep_ == "ccomp" and verb.head.lemma_ in SAYING else verb
        above = clause.head
        if clause.dep_ in ("csubj", "nsubj") and above.pos_ == "VERB" and offered:
            found.append(above)  # “what Halden put on the table comes to 40 euros”
        if above.lemma_ == "be" and clause.dep_ in ("csubj", "nsubj", "attr", "ccomp", "acomp"):
            for other in children(above, "attr", "nsubj", "acomp", "ccomp", "csubj"):
                beside = other.dep_ == "ccomp" and other.i < above.i  # a sentence before “;”
                if (
                    other.i != clause.i
                    and other.lower_ not in ("it", "this", "that")
                    and not beside
                ):
                    found += joined(other)
    return [theme for theme in found if theme.lower_ not in ("as", "so")]


def unwrapped(themes: Iterable[Token], stand: Stand) -> tuple[list[Token], Stand]:
    """“Refused to accept X” rejects X, “agreed to offer X” offers it; “refused to rule out X”
    says nothing."""
    kept = [inner for theme in themes for inner in _wrapped(theme)]
    for theme in kept:
        inner = sense_of(theme) if theme.pos_ == "VERB" else None
        if inner is None:
            continue
        inside, preposition = inner
        if stand is Stand.WANTS and inside in (Stand.ACCEPTS, Stand.REJECTS):
            about = themes_of(theme, preposition)
            text = any(noun.lemma_.lower() in TEXTS for noun in about)
            if text and not is_negated(theme):
                return about, inside  # “urged its members to reject the offer”
        if stand is Stand.REJECTS and inside in (Stand.ACCEPTS, Stand.OFFERS):
            return themes_of(theme, preposition) or kept, stand
        if stand is Stand.ACCEPTS and inside in (Stand.ACCEPTS, Stand.OFFERS):
            return themes_of(theme, preposition) or kept, inside
        if inside is Stand.REJECTS and stand in (Stand.REJECTS, Stand.ACCEPTS):
            return [], stand
    return kept, stand


def _wrapped(theme: Token) -> list[Token]:
    """What a noun such as “demand” or “idea” is of; the noun itself where nothing follows."""
    if theme.pos_ != "NOUN" or theme.lemma_.lower() not in WRAPPING or theme.lemma_ in TEXTS:
        return [theme]
    found = [
        t
        for p in children(theme, "prep")
        if p.lower_ in ("of", "for", "to")
        for t in what_follows(p)
    ]
    found += [
        c for c in children(theme, "acl", "ccomp", "relcl") if c.dep_ != "relcl" or c.tag_ != "VBD"
    ]
    return found or [theme]


def what_follows(preposition: Token) -> list[Token]:
    """The nouns and the clause behind a preposition."""
    return objects_of(preposition) + children(preposition, "pcomp")
