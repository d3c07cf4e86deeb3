"""What holds for the words and windows of any text."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zopa.statements.encoding import sentence_starts
from zopa.statements.windows import windows_of
from zopa.statements.words import words_of

TEXTS = st.text(alphabet=st.sampled_from('ab. “”"\n?Aé’-9'), max_size=200) | st.text(max_size=60)


@given(TEXTS)
def test_words_stand_in_order_and_hold_all_but_white_space(text):
    found = words_of(text)
    assert (found.stop > found.start).all()
    assert (found.start[1:] >= found.stop[:-1]).all()
    assert "".join(found.strings()) == "".join(text.split())
    if len(found):
        assert found.first[0] == 1
        assert sentence_starts(found)[0] == 1


@given(TEXTS, st.integers(16, 60), st.data())
def test_windows_decide_every_word_once_and_fit(text, limit, data):
    found = words_of(text)
    most = st.integers(1, 4)
    sizes = np.array(data.draw(st.lists(most, min_size=len(found), max_size=len(found))), dtype=int)
    cut = windows_of(sizes, sentence_starts(found), found.first, limit)
    decided = [index for window in cut for index in range(window.new, window.stop)]
    assert decided == list(range(len(found)))
    for window in cut:
        assert window.start <= window.new < window.stop
        assert sizes[window.start : window.stop].sum() <= limit
