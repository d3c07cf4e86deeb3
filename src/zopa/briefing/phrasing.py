"""Sentences are made of pieces, so that our words stay apart from those of the case.

A piece of prose is one of our own words (`str`), words of the case file (`Said`), a number
(`Number`), a likelihood with its range (`Chance`), a pointer to the ledger (`Note`), a date
(`CaseDay`), words of a source (`Quoted`) or a work that is cited (`Reference`). HTML marks each
kind; the terminal shows text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from zopa.briefing.numbers import Number
from zopa.foundation.likelihood import likelihood_of


@dataclass(frozen=True, slots=True)
class Said:
    """Words from the case file: a name as it is, a level or a title set apart."""

    text: str
    role: Literal["name", "level", "title"] = "name"


@dataclass(frozen=True, slots=True)
class Chance:
    """An ICD 203 word with its range, for a confidence; never for a share of draws, which is no
    probability that something happens.

    Beyond the directive's table, below 1 and above 99 percent, the range says so.
    """

    value: float
    field: str

    @property
    def word(self) -> str:
        return likelihood_of(self.value).word

    @property
    def range(self) -> str:
        entry = likelihood_of(self.value)
        if self.value < 0.01:
            return "under 1%"
        if self.value > 0.99:
            return "over 99%"
        return f"{entry.low}–{entry.high}%"

    @property
    def text(self) -> str:
        return f"{self.word} ({self.range})"

    @property
    def noun(self) -> bool:
        """Whether the word is a noun phrase: there *is* a chance, but it is *likely*."""
        return self.word.endswith("chance")


@dataclass(frozen=True, slots=True)
class Note:
    """A pointer to an entry of the ledger, counted from 0."""

    fact: int


@dataclass(frozen=True, slots=True)
class CaseDay:
    """A date of the case file."""

    day: date

    @property
    def text(self) -> str:
        return f"{self.day.day} {self.day:%B} {self.day.year}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A published work or standard."""

    text: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting that stands in the brief's JSON as it is shown, such as the version."""

    text: str
    field: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that stand in a source, which is told by its id; `differing` are those among them
    that another report does not have."""

    source: str
    text: str
    differing: tuple[str, ...] = ()


Piece: TypeAlias = str | Said | Number | Chance | Note | CaseDay | Reference | Setting | Quoted
Prose: TypeAlias = tuple[Piece, ...]


def prose(*parts: Piece | Prose) -> Prose:
    """Put pieces together.

    >>> prose("a ", ("b", " c"))
    ('a ', 'b', ' c')
    """
    pieces: list[Piece] = []
    for part in parts:
        pieces.extend(part if isinstance(part, tuple) else (part,))
    return tuple(piece for piece in pieces if piece != "")


def listed(items: Sequence[Piece | Prose], word: str = "and", comma: str = ",") -> Prose:
    """Put things one after another, the last two joined with a word.

    >>> plain(listed(["a", "b", "c"]))
    'a, b and c'
    >>> plain(listed(["a, b", "c", "d"], comma=";"))
    'a, b; c; and d'
    """
    if len(items) < 2:
        return prose(*items)
    last = f" {word} " if comma == "," else f"{comma} {word} "
    parts: list[Piece | Prose] = [items[0]]
    for item in items[1:-1]:
        parts += [f"{comma} ", item]
    return prose(*parts, last, items[-1])


def joined(items: Iterable[Piece | Prose], between: str = " ") -> Prose:
    """Put things one after another, with the same words between any two."""
    parts: list[Piece | Prose] = []
    for item in items:
        if parts:
            parts.append(between)
        parts.append(item)
    return prose(*parts)


def capital(words: Prose) -> Prose:
    """Begin words with a capital, if they start with our own words.

    >>> capital(("both", " sign"))
    ('Both', ' sign')
    """
    if words and isinstance(words[0], str):
        return (words[0][:1].upper() + words[0][1:], *words[1:])
    return words


def sentence(*parts: Piece | Prose) -> Prose:
    """Make pieces a sentence with a capital and a full stop; ledger notes stand after the stop.

    >>> plain(sentence("it is so"))
    'It is so.'
    """
    words = prose(*parts)
    end = len(words)
    while end and isinstance(words[end - 1], Note):
        end -= 1
    return capital(prose(words[:end], ".", words[end:]))


def plain(words: Prose) -> str:
    """Give the text alone, for terminals and text alternatives; ledger notes are left out."""
    return "".join(_plain(piece) for piece in words).replace("\N{NO-BREAK SPACE}", " ")


_MARKS = frozenset('“”"„«‘')


def _plain(piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case Note():
            return ""
        case Said(text=text, role="level"):
            return f"‘{text}’"
        case Said(text=text, role="title"):
            return f"“{text}”"
        case Quoted(text=text):
            return text if text[:1] in _MARKS else f"“{text}”"
        case _:
            return piece.text
