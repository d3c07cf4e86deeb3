"""Where the first sentence begins behind place, day and agency."""

from __future__ import annotations

import pytest

from zopa.foundation.text import Span
from zopa.sources.datelines import dateline_end

FIRST = "Corrin Line offered a rise."


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO — ",
        "OSLO, Movia — ",
        "OSLO (Isles Press) - ",
        "(Isles Press) - ",
        "OSLO, 3 May 2026 – ",
        "OSLO, May 3, 2026 -- ",
        "OSLO, Sept. 3, 2026 -- ",
        "PORT MARLOW, Sept 3 (Isles Press) - ",
        "PORT MARLOW (Isles Press), 3 February 2026 - ",
        "PORT MARLOW (Isles Press) Nov 4 2026 - ",
        "OSLO (IP) — Nov. 4, 2026 — ",
        "OSLO, 3 May 2026. ",
        "OSLO, 3 May 2026 (Isles Press). ",
        "3 May 2026 - ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    text = dateline + FIRST
    end = dateline_end(text, Span(0, len(text)))
    assert end is not None
    assert text[end:] == FIRST


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        "OSLO talks stall - again.",
        "The union - which has 12,700 members - walked out.",
        "On 3 May 2026 the union walked out.",
        "OSLO, where talks go on, is quiet.",
    ],
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    assert dateline_end(text, Span(0, len(text))) is None
