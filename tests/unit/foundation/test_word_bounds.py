"""Words of any script: where they begin and end, and how many there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.foundation.word_bounds import cuts_a_word, word_count


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("as|ked for fish", True),
        ("asked |for fish", False),
        ("asked| for fish", False),
        ("resign|ation", True),
        ("2|.5 percent", True),
        ("2.|5 percent", True),
        ("1|,500 tonnes", True),
        ("in 2025|, he said", False),
        ("US-|Ukraine talks", True),
        ("US|-Ukraine talks", True),
        ("the talks| - if any", False),
        ("Kyiv|’s answer", False),
        ("the owners|’ answer", False),
        ("would|n’t", True),
        ("wouldn|’t", True),
        ("they|’ve", True),
        ("“|No,” he said", False),
        ("cafe|\u0301 owners", True),
        ("п|ідписала", True),
        ("条约|签字", False),
        ("", False),
    ],
)
def test_whether_a_place_cuts_a_word(text: str, cut: bool) -> None:
    at = max(text.find("|"), 0)
    assert cuts_a_word(text.replace("|", ""), at) is cut


@given(st.text())
def test_no_text_is_cut_at_its_ends(text: str) -> None:
    assert not cuts_a_word(text, 0)
    assert not cuts_a_word(text, len(text))


@given(st.lists(st.text("abcä", min_size=1, max_size=5)))
def test_words_between_spaces_are_counted(words: list[str]) -> None:
    assert word_count(" ".join(words)) == len(words)
