"""Words of a text, and what stands with each."""

import numpy as np
import pytest

from zopa.statements.words import SHAPES, words_of


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“A b,” he said. “C.”", ["“", "A", "b", ",", "”", "“", "C", ".", "”"]),
        ('"A b," he said. "C."', ['"', "A", "b", ",", '"', '"', "C", ".", '"']),
        ("„A b“, sagte er", ["„", "A", "b", "“"]),
        ("« A » dit-il", ["«", "A", "»"]),
        ("“A b.\n“C d.” End", ["“", "A", "b", ".", "“", "C", "d", ".", "”"]),
        ("It’s the parties’ ‘deal’", []),
    ],
)
def test_what_stands_between_quotation_marks(text, inside):
    found = words_of(text)
    strings = np.array(found.strings(), dtype=object)
    assert strings[found.quoted == 1].tolist() == inside


def test_shapes_tell_capitals_numbers_and_marks_apart():
    found = words_of("we Kyiv US iPhone 50 “ . ü")
    lower, title, capitals, mixed, number, quote, mark, accent = found.shape.tolist()
    assert lower == accent
    assert len({lower, title, capitals, number, quote, mark}) == 6
    assert mixed in {lower, 4}
    assert max(found.shape) < SHAPES


def test_furniture_taken_out_leaves_each_paragraph_its_start():
    found = words_of("READ MORE Kyiv refused.\nIt did.")
    kept = found.kept(np.array([False, False, True, True, True, True, True, True]))
    assert kept.strings()[0] == "Kyiv"
    assert kept.first.tolist() == [1, 0, 0, 1, 0, 0]


def test_paragraphs_given_by_the_caller_count_instead_of_lines():
    assert words_of("a\nb\nc", np.array([0, 4])).first.tolist() == [1, 0, 1]
