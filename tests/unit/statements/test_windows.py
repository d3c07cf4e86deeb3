"""How long windows are, what they repeat, where they end, and how much of a word is read."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from zopa.statements.encoding import Encoder
from zopa.statements.windows import Window, windows_of


def flags(count: int, *places: int) -> np.ndarray:
    marks = np.zeros(count, dtype=np.int64)
    marks[[0, *places]] = 1
    return marks


def cut(count: int, sentences: range, *paragraphs: int) -> list[Window]:
    one_piece_each = np.ones(count, dtype=np.int64)
    return windows_of(one_piece_each, flags(count, *sentences), flags(count, *paragraphs))


def test_a_window_without_any_break_has_254_pieces() -> None:
    assert cut(300, range(0)) == [Window(0, 0, 254), Window(254, 254, 300)]


def test_a_window_begins_with_sentences_of_the_last_48_pieces() -> None:
    first, second, *_ = cut(600, range(0, 600, 10))
    assert first == Window(0, 0, 250)
    assert second == Window(210, 250, 460)


@pytest.mark.parametrize(("paragraph", "stop"), [(150, 250), (160, 160)])
def test_a_window_ends_with_a_paragraph_where_it_is_six_tenths_full(
    paragraph: int, stop: int
) -> None:
    assert cut(600, range(0, 600, 10), paragraph)[0].stop == stop


def test_eight_pieces_of_a_word_are_read() -> None:
    encoder = Encoder(Path(str(files("zopa.statements") / "weights" / "vocabulary.json")))
    short, long = encoder.pieces(["zxqvkjw", "zxqvkjwpzxqvkjwp"])
    assert (len(short), len(long)) == (7, 8)
    assert encoder.pieces(["zxqvkjwp"]) == [long]
