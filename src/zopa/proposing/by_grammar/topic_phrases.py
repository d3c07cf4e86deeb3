"""The words of a noun phrase or a clause, told and denied, as one line of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from zopa.foundation.text import Span, word_set
from zopa.proposing.by_grammar.clauses import children, joined
from zopa.proposing.by_grammar.direction_words import NAMES

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 90
"""Characters of a phrase."""
MOST_WORDS = 16


def phrase_of(noun: Token, most: int = MOST_WORDS) -> list[Token]:
    """The words of a noun phrase without clauses and appositions, in order."""
    found: set[Token] = set()

    def take(word: Token) -> None:
        found.update(
            other for other in word.subtree if other.dep_ != "punct" or other.text in "-%$€£"
        )

    def walk(word: Token, depth: int) -> None:
        found.add(word)
        for child in word.children:
            if child.i < word.i:
                if child.dep_ in (
                    "compound", "amod", "nummod", "poss", "quantmod", "nmod", "det", "advmod",
                    "npadvmod",
                ):  # fmt: skip
                    take(child)
            elif child.dep_ == "prep" and depth < 2 and child.lower_ not in ("by", "as", "if"):
                found.add(child)
                for inner in children(child, "pobj"):
                    walk(inner, depth + 1)
                for clause in children(child, "pcomp"):
                    found.update(list(clause.subtree)[:6])
            elif child.dep_ == "acl" and child.tag_ in ("TO", "VB"):
                found.update(list(child.subtree)[:7])
            elif child.dep_ == "relcl" and _tells_which(word, child):
                found.update(list(child.subtree)[:_RELATIVE])
            elif child.dep_ in ("prt", "case"):
                found.add(child)
            elif child.dep_ in ("npadvmod", "nummod", "advmod", "amod", "quantmod"):
                take(child)

    walk(noun, 0)
    return in_order(found)[:most]


_RELATIVE = 8
"""Words of a clause that tells which of a kind is meant."""


def _tells_which(noun: Token, clause: Token) -> bool:
    """Whether a relative clause tells which is meant (“an act that stands alone”): right behind
    its noun, with “that”."""
    first = clause.left_edge
    return first.lower_ == "that" and first.i == noun.i + 1 and first.dep_ in ("nsubj", "nsubjpass")


def clause_words(verb: Token) -> list[Token]:
    """The words of a clause without its subject and without clauses beside it, in order."""
    found: list[Token] = [verb]
    for child in verb.children:
        if child.dep_ == "nsubjpass":
            found += without_article(phrase_of(child))
        elif child.dep_ in ("neg", "prt"):
            found.append(child)
        elif child.dep_ in ("dobj", "attr", "oprd"):
            found += [word for noun in joined(child)[:3] for word in phrase_of(noun)]
            found += [w for noun in joined(child)[:2] for w in children(noun, "cc")]
        elif _is_swap(child):
            continue  # what is given for it is no part of it
        elif child.dep_ == "prep" and child.lower_ not in ("after", "before", "because"):
            found.append(child)
            found += [word for noun in children(child, "pobj") for word in phrase_of(noun)]
            found += [word for word in children(child, "pcomp") if word.pos_ == "ADV"]  # “at once”
        elif child.lower_ in ("sooner", "rather", "only"):
            continue
        elif child.dep_ in ("agent", "dative", "acomp", "xcomp", "auxpass", "advmod"):
            found += list(child.subtree)[:8]
    kept = [w for w in in_order(found) if not (w.tag_ == "WDT" and w.head == verb)]
    return kept[:MOST_WORDS]


def _is_swap(word: Token) -> bool:
    """Whether words are “in return for …”, “in exchange for …” or “as long as …”."""
    swap = word.lower_ == "in" and any(
        child.lower_ in ("return", "exchange") for child in children(word, "pobj")
    )
    return swap or (word.lower_ == "long" and bool(children(word, "advcl")))


def without_article(words: list[Token]) -> list[Token]:
    """A phrase without the articles and pronouns in front of it."""
    start = 0
    while start < len(words) and (
        words[start].tag_ in ("DT", "PRP$", "WDT", "PDT", "POS") or words[start].dep_ == "punct"
    ):
        if words[start].lower_ == "no" and words[start].dep_ == "quantmod":
            break  # “no more than 12”
        start += 1
    return words[start:]


def denied_phrase(words: Sequence[Token]) -> str:
    """A noun phrase denied: “no talks”, “no European court”."""
    phrase = text_of(words)
    if phrase.startswith("no "):
        return phrase[3:]
    named = bool(words) and (words[0].pos_ == "PROPN" or words[0].ent_type_ in NAMES)
    small = phrase if named or phrase[1:2].isupper() else phrase[:1].lower() + phrase[1:]
    return f"no {small}"


def both_ways(words: Sequence[Token], verb: Token) -> tuple[str, str]:
    """A clause as it is told, and the other way round: “levy scrapped” and “levy not scrapped”.

    What is demanded stands bare in a report (“that the levy be scrapped”, “that it not join in”),
    which a level does not: these are “levy scrapped” and “not to join in”.
    """
    helping = [child for child in children(verb, "aux", "auxpass") if child in words]
    bare = [child for child in helping if child.lower_ == "be"]
    kept = [word for word in words if word.dep_ != "neg" and word not in bare]
    first = min([verb.i, *(word.i for word in helping if word not in bare)])
    gone = _kept(words, kept, verb)
    before = text_of([word for word in kept if word.i < first])
    after = [word for word in kept if word.i >= first]
    if not after:  # the verb itself is not among the words
        return text_of(kept), denied_phrase(kept)
    finite = after[0].tag_ in ("VBZ", "VBD", "VBP", "MD") and (
        after[0].pos_ == "AUX" or after[0].lemma_ == "be"
    )
    cut = 1 if finite else 0
    led = any(word in words for word in children(verb, "nsubj"))
    to = "to " if led and not bare and verb.tag_ in ("VB", "VBP") and not finite else ""
    lines = (
        f"{before} {to}{text_of(after)}",
        f"{before} {text_of(after[:cut])} not {to}{text_of(after[cut:])}",
    )
    told, denied = (" ".join(line.split()) for line in lines)
    denied = gone or denied
    return (denied, told) if any(word.dep_ == "neg" for word in words) else (told, denied)


_GOING = word_set(
    "remove abolish eliminate scrap abandon cancel repeal dismantle drop strike forgo end lift"
)
"""Verbs without which what they are about is kept."""


def _kept(words: Sequence[Token], kept: Sequence[Token], verb: Token) -> str:
    """What is left where nothing is done away with: “keep the levy”, “levy kept”; an empty text
    where the clause tells more (“lifted at once”)."""
    gives_up = verb.lemma_ == "give" and any(c.lower_ == "up" for c in children(verb, "prt"))
    if verb.lemma_ not in _GOING and not gives_up:
        return ""
    beside = [c for c in verb.children if c in words and c.dep_ not in ("dobj", "prt", "neg")]
    objects = [w for w in kept if any(w in d.subtree for d in children(verb, "dobj"))]
    others = [c for c in beside if c.dep_ in ("advmod", "npadvmod", "advcl", "dative", "xcomp")]
    if others or any(c.lower_ not in ("from", "of") for c in beside if c.dep_ == "prep"):
        return ""
    if objects:
        return f"keep {text_of(objects)}"
    about = [w for w in kept if w.i < verb.i and w.dep_ not in ("aux", "auxpass")]
    return f"{text_of(about)} kept" if about else ""


def text_of(words: Sequence[Token]) -> str:
    """Words as one line of text.

    >>> from zopa.statements.grammar import parsed
    >>> text_of(list(parsed("a 40% rise").doc))
    'a 40% rise'
    """
    pieces: list[str] = []
    for index, word in enumerate(words):
        pieces.append(word.text)
        following = words[index + 1] if index + 1 < len(words) else None
        if following is not None:
            pieces.append(word.whitespace_ if following.i == word.i + 1 else " ")
    line = " ".join("".join(pieces).split())
    return re.sub(r"\s+([,.;])", r"\1", line).strip(" ,;:“”\"'‘’")


def in_order(words: Iterable[Token]) -> list[Token]:
    """Words in the order of the text, each once."""
    return sorted(set(words), key=lambda word: word.i)


def span_of(words: Sequence[Token], head: Token) -> Span:
    """From the first of some words to the last; where there are none, those of the head."""
    known = words or [head]
    return Span(known[0].idx, known[-1].idx + len(known[-1]))
