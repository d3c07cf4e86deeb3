"""Whether a word is one of a name: by its capital, where it stands, and whether it is in use."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from zopa.proposing.actors.nouns import is_class
from zopa.statements.grammar.pipeline import shipped_pipeline
from zopa.statements.speakers import countries
from zopa.statements.speakers.vocabulary import NOT_NAMES

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_NAMING = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT"})
_OPENERS = frozenset({'"', "“", "‘", ":", "—", "–", "(", "«", "„"})
_TIMES = frozenset({"DATE", "TIME"})
REGION_WORDS = frozenset(
    {"lower", "upper", "new", "great", "greater", "old", "north", "south", "east", "west",
     "northern", "southern", "eastern", "western", "central", "inner", "outer"}
)  # fmt: skip
"""With which the names of countries and regions begin, and other words at a sentence's begin."""
_CLOSED = frozenset({"PRON", "DET", "ADP", "ADV", "CCONJ", "SCONJ", "AUX", "INTJ", "NUM"})


def is_name_word(word: Token, sentence: TokenSpan) -> bool:
    """Whether a word can be part of a name where it stands."""
    text = word.text
    if not text[:1].isupper() or not any(c.isalpha() for c in text) or word.ent_type_ in _TIMES:
        return False
    capitals = text.isupper() and len(text) > 1 and word.i != sentence.start
    inside = word.ent_iob_ == "I" or _goes_on(word)
    surname = word.ent_type_ in {"PERSON", "ORG"} and inside and not begins(word, sentence)
    if _of_region(word):
        return True
    if word.lower_ in NOT_NAMES and not capitals and not surname and not _owning_body(word):
        return False
    if text in countries.words():
        return True
    if word.pos_ in _CLOSED and not surname:
        return False
    if (len(text) > 1 and text.isupper() and text.isalpha()) or not begins(word, sentence):
        return True
    return _names_at_begin(word)


def is_adverb(word: Token) -> bool:
    """Whether a word is an everyday adverb, whatever its capital (“the U.S. Afterwards”)."""
    return word.lower_ in _everyday_words()["adv"] and word.lower_ not in _everyday_words()["noun"]


def _names_at_begin(word: Token) -> bool:
    """Whether a word with which a sentence begins may be a name."""
    if word.pos_ == "PROPN":
        return True
    if _goes_on(word) and (word.ent_type_ == "GPE" or not everyday_word(word.lower_)):
        return True
    named = word.ent_type_ in _NAMING and word.pos_ not in {"VERB", "ADV"}
    # “Alpha offered”: a noun that has no article where it needs one may be a name.
    bare = word.tag_ == "NN" and not any(c.dep_ in {"det", "amod"} for c in word.children)
    used = everyday_word(word.lower_) or everyday_word(word.lemma_.lower())
    unknown = not used or (bare and word.dep_ == "nsubj")
    return (named and not _common(word)) or unknown


def _of_region(word: Token) -> bool:
    """Whether a name goes on that begins so (“Lower Karsia”, “New Democrats”)."""
    after = word.nbor() if word.i + 1 < len(word.doc) else word
    country = after.text in countries.words() and after.tag_ != "NNPS"
    named = after.pos_ == "PROPN" and after.text[:1].isupper() and not country
    return word.lower_ in REGION_WORDS and named


def _goes_on(word: Token) -> bool:
    """Whether the parser sees a name that begins with this word and goes on."""
    doc, after = word.doc, word.i + 1
    return (
        word.ent_iob_ == "B"
        and word.ent_type_ in {"PERSON", "ORG", "GPE"}
        and (after < len(doc) and doc[after].ent_iob_ == "I" and doc[after].text[:1].isupper())
    )


def begins(word: Token, sentence: TokenSpan) -> bool:
    """Whether a word stands where every word has a capital."""
    return word.i == sentence.start or sentence.doc[word.i - 1].text in _OPENERS


def _common(word: Token) -> bool:
    """Whether a word that begins a sentence is more likely an everyday word than a name."""
    return word.pos_ in {"NOUN", "ADJ"} and word.tag_ in {"NN", "NNS", "JJ", "JJR", "JJS"}


def _owning_body(word: Token) -> bool:
    """“People” in “the People's Party”."""
    doc, at = word.doc, word.i
    named = at + 2 < len(doc) and doc[at + 1].tag_ == "POS" and doc[at + 2].text[:1].isupper()
    return named and is_many(word)


def is_many(word: Token) -> bool:
    """Whether a word with a capital is a plural of people (“Fishermen”)."""
    low = word.lower_
    return (
        low.endswith(("s", "men", "people", "children"))
        and is_class(low.removesuffix("s") if low.endswith("s") else low.replace("men", "man"))
    ) or low in {"people", "women", "children"}


def everyday_word(word: str) -> bool:
    """Whether a word in small letters, or its singular, is in use as such."""
    forms = _singulars(word)
    known = any(forms & words for words in _everyday_words().values())
    return known or any(map(is_class, forms))


def is_everyday_noun(word: str) -> bool:
    """Whether a word in small letters, or its singular, is in use as a noun.

    >>> is_everyday_noun("trams"), is_everyday_noun("movia")
    (True, False)
    """
    nouns = _everyday_words()["noun"]
    return bool(_singulars(word) & nouns)


def _singulars(word: str) -> set[str]:
    forms = {word, word.removesuffix("s")}
    if word.endswith("ies"):
        forms.add(word[:-3] + "y")
    return forms


@cache
def _everyday_words() -> dict[str, set[str]]:
    """The everyday words that the parser knows by their base forms, by parts of speech."""
    lemmatizer: Any = shipped_pipeline().get_pipe("lemmatizer")
    table = lemmatizer.lookups.get_table("lemma_index")
    return {kind: set(table[kind]) for kind in ("noun", "verb", "adj", "adv")}
