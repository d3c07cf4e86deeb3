"""Which lines make up a paragraph, a heading or the head of an e-mail."""

from __future__ import annotations

import pytest

from zopa.sources.blocks import blocks_of
from zopa.sources.layout import lines_of, paragraphs


def line_of(width: int) -> str:
    """A line of words that has exactly so many characters."""
    words = "talk " * (width // 5)
    return words[: width - 4].rstrip().ljust(width - 4, "s") + "s" * 4


@pytest.mark.parametrize(
    ("width", "is_broken"), [(29, False), (30, True), (140, True), (141, False)]
)
def test_columns_at_which_lines_are_broken(width: int, is_broken: bool) -> None:
    text = "\n".join([line_of(width)] * 5 + ["and went."])
    assert {len(line) for line in text.splitlines()[:-1]} == {width}
    runs = paragraphs(text, lines_of(text))
    assert [len(run) for run in runs] == ([6] if is_broken else [1] * 6)


@pytest.mark.parametrize(("length", "use"), [(120, "heading"), (121, "paragraph")])
def test_length_of_a_heading(length: int, use: str) -> None:
    heading = "T" + line_of(length - 1)
    blocks = blocks_of(f"{heading}\n\n{'The minister refused the draft again. ' * 9}")
    assert [block.use.value for block in blocks] == [use, "paragraph"]


def test_one_line_is_no_head_of_an_email() -> None:
    body = "\n\nThe minister refused the draft on Friday, an aide said."
    head = "From: an aide\nSubject: the draft"
    assert [block.why for block in blocks_of(head + body)] == ["mail header", "mail header", ""]
    assert "mail header" not in [block.why for block in blocks_of("Subject: the draft" + body)]
