"""The first section: what each side says, where reports differ, what is left out and counted."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from zopa.analyses import run_analyses
from zopa.analyses.reported_statements import reports
from zopa.briefing import Brief
from zopa.briefing.phrasing import plain
from zopa.briefing.sections.reports import how_read
from zopa.briefing.telling import clearest, most_telling, voices
from zopa.case.load import load_case
from zopa.case.reported import Reported
from zopa.preferences.draws import draw

from .conftest import EVIL
from .test_page import check as sound_page
from .test_quotes import check as quotes_stand
from .test_terminal import lines_of
from .test_traceable import check as numbers_stand

REPORTED = Path(__file__).parents[2] / "reported"


@cache
def made(change=None):
    case = load_case(REPORTED)
    if change is not None:
        case = replace(case, reported=change(case.reported))
    whole = Brief.of(run_analyses(case, draw(case, 40)))
    return SimpleNamespace(brief=whole, html=whole.to_html(), case=case)


def section(read, parse):
    root, bad = parse(read.html)
    assert not bad
    return next(s for s in root.all("section") if s.attributes["id"] == "reports")


def test_it_comes_after_what_is_in_short_and_is_sound(parse):
    read = made()
    sound_page(read.html, parse)
    numbers_stand(read, parse)
    assert quotes_stand(read, parse)
    root, _ = parse(read.html)
    assert [s.attributes["id"] for s in root.all("section")][:2] == ["headline", "reports"]


def test_what_each_side_says(parse):
    text = section(made(), parse).text()
    for words in (
        "“I will not sign for less than 1,200 euros,”",
        "Olga Dahl",
        "owner of the house",
        "10 March 2025",
        "The house stays empty",
        "reported 11 March 2025",
        "not dated",
        "two sources",
        "one source",
        "concession, on a condition",
        "three neighbours who know the talks",
        "10 statements were read in two reports by a program",
    ):
        assert words in text, words


def test_doubtful_statements_are_not_shown_as_fact(parse):
    text = section(made(), parse).text()
    assert "new roof" not in text
    assert "uncertain" in text  # a speaker made out with little confidence


def test_words_that_differ_are_set_apart(parse):
    (table,) = (
        t for t in section(made(), parse).all("table") if "differing" in t.attributes["class"]
    )
    assert [b.text() for b in table.all("b")] == ["900", "1,000"]


def test_no_section_where_nothing_was_read(parse):
    unread = made(lambda _: None)
    root, _ = parse(unread.html)
    assert "reports" not in [s.attributes["id"] for s in root.all("section")]
    assert "What the reports say" not in "\n".join(lines_of(unread.brief, 80))
    assert unread.brief.to_dict()["reports"]["read"] is False


def test_reports_without_a_statement_are_said_to_be_read(parse):
    empty = made(lambda _: Reported(sources=("herald",)))
    numbers_stand(empty, parse)
    assert plain(how_read(empty.brief.readable)) == (
        "A program read one report and found no statement in it."
    )


def many(reported):
    """Each statement forty times over, as in a case with many reports."""
    copies = [
        replace(statement, id=f"{statement.id}-{k}", content=(replace(piece, span=piece.span),))
        for k in range(40)
        for statement in reported.statements
        for piece in statement.content[:1]
    ]
    return replace(reported, statements=tuple(copies), claims=(), differences=())


def test_many_statements_are_counted_not_listed(parse):
    whole = made(many)
    numbers_stand(whole, parse)
    assert len(list(section(whole, parse).all("q"))) <= 12
    assert "more statements" in section(whole, parse).text()
    assert max(map(len, lines_of(whole.brief, 80))) <= 80


def test_no_words_are_shown_twice():
    case = load_case(REPORTED)
    result = reports(case)
    shown = [s.statement for v in voices(case, result, 4, 2, 4) for s in v.shown]
    assert len(shown) == len(set(shown))
    assert not {"herald-3", "herald-4"} <= set(shown)  # the same words
    assert not {"herald-1", "post-1"} <= set(shown)  # the same claim
    assert most_telling(result.statements, result, 1)[0].act in ("demand", "offer", "reject")


def test_differences_must_be_surely_read():
    case = load_case(REPORTED)
    result = reports(case)
    assert len(clearest(result, 3)) == 1
    low = [s.model_copy(update={"confidence": 0.3}) for s in result.statements]
    assert not clearest(result.model_copy(update={"statements": tuple(low)}), 3)


def test_the_likeliest_difference_is_shown():
    result = reports(load_case(REPORTED))
    (one,) = result.differences
    less = one.model_copy(update={"probability": 0.06})
    both = result.model_copy(update={"differences": (less, one)})
    assert [each for each, *_ in clearest(both, 3)] == [one]  # each statement once


@pytest.mark.parametrize("width", [80, 100])
def test_the_terminal_has_a_few_lines(width):
    lines = lines_of(made().brief, width)
    assert len(lines) <= 50
    assert max(map(len, lines)) <= width
    start = lines.index(next(line for line in lines if "What the reports say" in line))
    assert any("1,200 euros" in line for line in lines[start : start + 4])


def hostile(reported):
    def evil(statement):
        speaker = replace(statement.speaker, name=EVIL, office=EVIL, knowing=EVIL)
        return replace(statement, speaker=speaker)

    return replace(reported, statements=tuple(map(evil, reported.statements)))


def test_nothing_read_becomes_markup(parse):
    whole = made(hostile)
    root, bad = parse(whole.html)
    assert not bad
    assert not list(root.all("script", "img", "iframe"))
    assert "<script>alert" not in whole.html
    numbers_stand(whole, parse)
