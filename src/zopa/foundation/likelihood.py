"""Words for probabilities, such as “likely (55–80%)”.

The words and ranges are those of the upper row of the table in ICD 203 (US Intelligence Community
Directive 203, *Analytic Standards*, 2 January 2015, section D.6.e.2). A word always comes with its
range. Neighbouring ranges meet, so every probability has one word. The directive leaves out
probabilities below 1% and above 99%; here they get the first and the last word.
"""

from __future__ import annotations

from typing import NamedTuple


class Likelihood(NamedTuple):
    """A word and the probabilities, in percent, that it stands for."""

    word: str
    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.word} ({self.low}–{self.high}%)"

    @property
    def middle(self) -> float:
        """The middle of the range as a probability."""
        return (self.low + self.high) / 200


LIKELIHOODS = (
    Likelihood("almost no chance", 1, 5),
    Likelihood("very unlikely", 5, 20),
    Likelihood("unlikely", 20, 45),
    Likelihood("roughly even chance", 45, 55),
    Likelihood("likely", 55, 80),
    Likelihood("very likely", 80, 95),
    Likelihood("almost certain", 95, 99),
)

_SYNONYMS = {
    "remote": "almost no chance",
    "highly improbable": "very unlikely",
    "improbable": "unlikely",
    "roughly even odds": "roughly even chance",
    "probable": "likely",
    "highly probable": "very likely",
    "nearly certain": "almost certain",
    "almost certainly": "almost certain",
}


def likelihood_of(probability: float) -> Likelihood:
    """The word for a probability from 0 to 1. Raises ValueError for any other number.

    A probability on the border of two ranges has the word of the upper one.

    >>> str(likelihood_of(0.6))
    'likely (55–80%)'
    >>> likelihood_of(1.0).word
    'almost certain'
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"a probability lies between 0 and 1, not {probability}")
    for entry in LIKELIHOODS:
        if probability < entry.high / 100:
            return entry
    return LIKELIHOODS[-1]


def likelihood_named(word: str) -> Likelihood | None:
    """The entry for an ICD 203 word or for its synonym in the same table; None for other words.

    Capitals, underscores and extra spaces make no difference.

    >>> likelihood_named("Probable").word
    'likely'
    >>> likelihood_named("maybe") is None
    True
    """
    text = " ".join(word.casefold().replace("_", " ").split())
    text = _SYNONYMS.get(text, text)
    return next((entry for entry in LIKELIHOODS if entry.word == text), None)


def likelihood_words() -> tuple[str, ...]:
    """All words that `likelihood_named` knows: those of the table, least likely first, then their
    synonyms."""
    return (*(entry.word for entry in LIKELIHOODS), *_SYNONYMS)
