"""Turning words into pieces of the model's vocabulary, and finding where sentences start."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from zopa.statements.words import Ints, Words

BEGIN, END = 101, 102
"""The pieces that begin and end a window."""
PIECES = 8
"""The most pieces of a word that are used; the rest of a longer word is dropped."""
_ENDS = frozenset(".!?…。！？")
_CLOSERS = frozenset("\"”’'»)]」』")


class Encoder:
    """The model's vocabulary. It remembers the pieces of words that it has met."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, list[int]] = {}

    def pieces(self, strings: list[str]) -> list[list[int]]:
        """The pieces of each word, at least one and at most `PIECES`."""
        new = sorted({word for word in strings if word not in self._known})
        if len(self._known) > 200_000:
            self._known.clear()
            new = sorted(set(strings))
        coded = self._tokenizer.encode_batch([word[:200] for word in new], add_special_tokens=False)
        for word, code in zip(new, coded, strict=True):
            self._known[word] = code.ids[:PIECES] or [self._unknown]
        return [self._known[word] for word in strings]

    @property
    def _unknown(self) -> int:
        return self._tokenizer.token_to_id("[UNK]") or 0


def sentence_starts(text_words: Words) -> Ints:
    """For each word, 1 if a sentence or a paragraph begins with it, else 0.

    This is a rough guess, which is good enough for cutting windows.

    >>> from zopa.statements.words import words_of
    >>> sentence_starts(words_of("We met. He left.")).tolist()
    [1, 0, 0, 1, 0, 0]
    """
    starts = text_words.first.copy()
    strings = text_words.strings()
    if len(starts):
        starts[0] = 1
    ended = False
    for index, word in enumerate(strings):
        if ended and word not in _CLOSERS:
            starts[index] = 1
            ended = False
        elif word in _ENDS:
            ended = True
    return np.asarray(starts, dtype=np.int64)
