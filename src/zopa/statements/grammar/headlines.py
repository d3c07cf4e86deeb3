"""Writing headlines as sentences are written, so that names stand out in them.

“Mayor Lind Slams Union's Plan” has a capital at every word, and a parser takes all of it for a
name. The text below tells which of the words are names. What it does not have is taken for a name
unless the parser's own tables know it as a verb, an adjective or an adverb.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from zopa.foundation.text import Span
from zopa.sources.blocks import is_in_title_case
from zopa.statements.grammar.pipeline import shipped_pipeline

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AFTER_START = re.compile(r"(?:^|[.!?:;—–\n“”\"‘(])\s*[“\"‘(]*$")


def in_sentence_case(text: str, heads: Sequence[Span]) -> str:
    """The text with its headlines in small letters, except for names. It is as long as it was.

    >>> text = "Lind Slams Union's Plan\\n\\nOn Monday Lind said that the union's plan is dead."
    >>> in_sentence_case(text, [Span(0, 23)])[:23]
    "Lind slams union's plan"
    """
    titled = [head for head in heads if is_in_title_case(text[slice(*head)])]
    if not titled:
        return text
    known = _KnownWords(text, heads)
    letters = list(text)
    for head in titled:
        for match in _WORD.finditer(text, *head):
            word = known.written(match.group())
            if len(word) == len(match.group()):
                letters[match.start() : match.end()] = word
    return "".join(letters)


class _KnownWords:
    """How the words of a text are written where it is no headline."""

    def __init__(self, text: str, heads: Sequence[Span]) -> None:
        self.names: Counter[str] = Counter()
        self.small: Counter[str] = Counter()
        for start, stop in _outside(heads, len(text)):
            for match in _WORD.finditer(text, start, stop):
                word = match.group()
                if not word[0].isupper():
                    self.small[word] += 1
                elif not _AFTER_START.search(text, max(start, match.start() - 4), match.start()):
                    self.names[word] += 1

    def written(self, word: str) -> str:
        """A word of a headline as a sentence would have it."""
        if not word[0].isupper():
            return word
        low = word.lower()
        shouted = word.isupper() and len(word) > 1
        forms = [word, word.capitalize()] if shouted else [word]
        name = max(forms, key=lambda form: self.names[form])
        if self.names[name] > self.small[low]:
            return name
        if self.small[low] or _is_common(low):
            return low
        return word


def _outside(heads: Sequence[Span], stop: int) -> list[Span]:
    edges = [0, *(place for head in heads for place in head), stop]
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


@lru_cache(maxsize=4096)
def _is_common(word: str) -> bool:
    """Whether the parser's tables know a word as a form of a verb, adjective or adverb."""
    pipeline = shipped_pipeline()
    if pipeline.vocab[word].is_stop:
        return True
    lemmatizer: Any = pipeline.get_pipe("lemmatizer")
    lookups = lemmatizer.lookups
    index, rules = lookups.get_table("lemma_index"), lookups.get_table("lemma_rules")
    exceptions = lookups.get_table("lemma_exc")
    for sort in ("verb", "adj", "adv"):
        known = index.get(sort, ())
        if word in known or word in exceptions.get(sort, {}):
            return True
        for old, new in rules.get(sort, ()):
            if word.endswith(old) and word[: len(word) - len(old)] + new in known:
                return True
    return False
