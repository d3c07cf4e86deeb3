"""The terminal brief: one screen, no wider than asked, plain where there is no terminal."""

import io

import pytest
from rich.console import Console


def lines_of(brief, width):
    out = io.StringIO()
    brief.print_terminal(Console(file=out, width=width))
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [80, 100])
def test_fits_a_screen(minerals_brief, width):
    lines = lines_of(minerals_brief.brief, width)
    assert len(lines) <= 50
    assert max(map(len, lines)) <= width


def test_small_cases_fit_too(any_brief):
    lines = lines_of(any_brief.brief, 100)
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 100


def test_what_is_not_reviewed_stands_before_how_sure_the_input_is(made_brief):
    text = " ".join(lines_of(made_brief("partly_reviewed").brief, 100))
    before, after = text.split("2 of 9 facts have not been reviewed.")
    assert " ".join(before.split()).endswith("between Ada and the Crown.")
    assert after.lstrip().startswith("The ground is thin")
    assert "reviewed" not in " ".join(lines_of(made_brief("three_sides").brief, 100))


def test_no_control_characters_in_a_pipe(any_brief):
    assert all(line.isprintable() for line in lines_of(any_brief.brief, 90))
