"""A position as one place of a text tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.proposing.by_grammar.stands import Stand

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class ToldPosition:
    """Who takes which stand on what, as one place of a text tells it."""

    cue: Token
    """The word that tells the stand."""
    stand: Stand
    holders: tuple[Token, ...]
    """The heads of who takes it; none where the text does not say."""
    themes: tuple[Token, ...]
    """The heads of what it is about: nouns, or verbs of clauses."""
    plain: bool = True
    """Whether it is plainly told."""
    how: str = ""
    """How it is told, where not by a plain verb: `noun`, `must`, `will not`, `ready`, `called`."""
    part: Words | None = None
    """The words of its theme, where it is a part of a list."""
