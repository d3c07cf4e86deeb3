"""Whether a name that a language model gives is one that the reports use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from zopa.foundation.names import fold
from zopa.statements.speakers.countries import countries_by_id

_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"(?i)^the\s+")
_SHORT = 3
"""Letters of a name that stands only where its capitals do: `US` is not `us`."""


class ToldNames:
    """The words of all reports, in which names are looked up.

    >>> told = ToldNames(["The U.S. envoy met Alder Mills' board. Join us, Mr Reed Cole said."])
    >>> [told.has(name) for name in ("Alder Mills", "the US", "Reed Cole", "Cole Mills")]
    [True, False, True, False]
    >>> told.has("United States"), told.known_as("United States")
    (False, True)
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)

    @cached_property
    def _as_written(self) -> str:
        words = (word for text in self._texts for word in (*_words(text), "|"))
        return f" {' '.join(words)} "

    @cached_property
    def _small(self) -> str:
        return " ".join(fold(word) for word in self._as_written.split(" "))

    def has(self, name: str) -> bool:
        """Whether a name stands in a report as whole words, “the” before it aside."""
        words = _words(_ARTICLE.sub("", name.strip()))
        if not words:
            return False
        if len("".join(words)) <= _SHORT:
            return f" {' '.join(words)} " in self._as_written
        return f" {' '.join(fold(word) for word in words)} " in self._small

    def known_as(self, name: str) -> bool:
        """Whether it is a country or bloc that the reports call by another of its names, or by its
        people or its capital."""
        return any(self.has(other) for other in _other_names(name))

    def tail(self, name: str) -> str:
        """The end of a person's name that stands in a report where the whole name does not."""
        words = name.split()
        for first in range(1, len(words)):
            rest = " ".join(words[first:])
            if len(rest) > _SHORT and self.has(rest):
                return rest
        return ""


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _other_names(name: str) -> Iterator[str]:
    own = fold(_ARTICLE.sub("", name.strip()))
    for country in countries_by_id().values():
        names = (country.name, *country.also)
        if own in {fold(each) for each in names}:
            yield from (*names, *country.demonyms, *country.seats)
