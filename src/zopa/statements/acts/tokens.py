"""The words of a sentence as the rules see them: in lower case, with contractions taken apart.

“We won’t” is read as *we will not*. A possessive ending and the parts of a word with hyphens are
one token with their word. Each token knows its word in the parse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Token as Word

LOOKED_AT = 1_500
"""The most characters of a sentence, a cue or a content that are looked at."""
_PLAIN = str.maketrans({"’": "'", "‑": "-", "‘": "'"})
_CONTRACTED = {
    "n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "wo": "will",
    "ca": "can", "sha": "shall",
}  # fmt: skip


class Token(NamedTuple):
    """One word or mark of punctuation."""

    form: str
    """In lower case; nothing else is folded."""
    start: int
    stop: int
    capital: bool
    word: Word
    """Of several, the one on which the others depend."""
    possessive: bool = False


class Row:
    """Some tokens, in order, and the place of each word of the parse among them."""

    def __init__(self, tokens: Sequence[Token] = ()) -> None:
        self.tokens = list(tokens)
        self.places = {t.word.i: at for at, t in enumerate(self.tokens) if t.start < t.stop}

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, at: int) -> Token:
        return self.tokens[at]

    def form(self, at: int) -> str:
        """The form of a token; nothing where there is none."""
        return self.tokens[at].form if 0 <= at < len(self.tokens) else ""

    def forms(self, start: int, stop: int) -> list[str]:
        """The forms of the tokens from `start` to `stop`."""
        return [token.form for token in self.tokens[max(0, start) : stop]]

    def place(self, word: Word) -> int | None:
        """The token that a word stands in, None where it stands in none."""
        return self.places.get(word.i)


def _form(word: Word) -> str:
    form = word.lower_.translate(_PLAIN)
    if form == "'s":
        return "us" if word.tag_ == "PRP" else "is"
    if form == "'d":
        return "had" if word.tag_ == "VBD" else "would"
    if form in ("wo", "ca", "sha") and not (
        word.i + 1 < len(word.doc) and word.nbor().lower_.translate(_PLAIN) == "n't"
    ):
        return form
    return _CONTRACTED.get(form, form)


def tokens_in(words: Iterable[Word]) -> list[Token]:
    """The tokens that words of a parse make.

    >>> from zopa.statements.grammar import parsed
    >>> [token.form for token in tokens_in(parsed("We won’t sign Peru’s counter-offer.").doc)]
    ['we', 'will', 'not', 'sign', "peru's", 'counter-offer', '.']
    """
    found: list[Token] = []
    joins = False
    for word in words:
        if word.is_space:
            continue
        start, stop = word.idx, word.idx + len(word)
        last = found[-1] if found else None
        close = last is not None and last.stop == start
        if last is not None and close and word.tag_ == "POS":
            found[-1] = last._replace(form=last.form + "'s", stop=stop, possessive=True)
        elif last is not None and close and (joins or (word.text in "-‑" and not word.whitespace_)):
            joins = not joins and last.form[-1:].isalnum()
            head = last.word if word.head == last.word or not word.text.isalnum() else word
            form = last.form + word.lower_.translate(_PLAIN)
            found[-1] = last._replace(form=form, stop=stop, word=head)
        else:
            joins = False
            found.append(Token(_form(word), start, stop, word.text[0].isupper(), word))
    return found
