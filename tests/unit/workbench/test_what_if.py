"""The page on which changes are tried: nothing is written until it is kept."""

from __future__ import annotations

import re
import shutil

import pytest

import zopa
from zopa.case.load import load_case
from zopa.desk.editing import add_entry, ledger_as_it_stands
from zopa.desk.ledger_draws import drawn_ledger
from zopa.desk.shown_numbers import gain_shown, margin_shown, share_shown

from .served import EXAMPLE, OWN, bare, served

DRAWS = 80


@pytest.fixture
def case(tmp_path):
    return shutil.copytree(EXAMPLE, tmp_path / "minerals")


@pytest.fixture
def person(case, monkeypatch):
    return served(case, monkeypatch)


def page(person, path):
    answer = person.get(f"/cases/minerals{path}")
    assert answer.status_code == 200, answer.text
    return answer.text


def test_each_fact_and_each_term_can_be_changed(person):
    told = page(person, "/what-if")
    assert len(re.findall(r'name="fact\.\d+"', told)) == 20
    assert len(re.findall(r'name="draft\.\w+\.\w+"', told)) == 14
    assert "as it stands (roughly even chance)" in told
    assert "as it stands (not in the text or part of the exchange)" in told
    assert "Nothing has been changed yet." in told


def test_the_effect_is_what_the_desk_says(person, case):
    before = (case / "case.yaml").read_bytes()
    told = page(person, "/what-if/effect?fact.10=out&fact.18=established&fact.1=*")
    expected = zopa.what_if(
        case, without=[10], confidence={18: "established"}, draws=drawn_ledger(case, DRAWS)
    )
    for one in expected.answers:
        row = bare(re.search(rf'data-answer="{one.answer}".*?</tr>', told, re.DOTALL)[0])
        assert (
            f"{expected.words(one.answer)} {share_shown(one.then)} {share_shown(one.now)} "
            f"{gain_shown(one.change)} (± {margin_shown(one.error)})"
        ) in row
    assert "<html" not in told
    assert (case / "case.yaml").read_bytes() == before
    # the fields of the form that keeps it are the changes, and no others
    assert re.findall(r'name="((?:fact|draft)\.[^"]+)" value="([^"]*)"', told) == [
        ("fact.10", "out"),
        ("fact.18", "established"),
    ]


def test_the_page_shows_what_is_tried(person):
    told = page(person, "/what-if?fact.10=out&draft.feb7.share=30")
    assert told.count('class="term changed"') == 2
    assert 'value="out" selected' in told
    assert 'value="30" selected' in told


def test_a_change_is_kept(person, case):
    form = {
        "version": ledger_as_it_stands(case)[0],
        "fact.10": "out",
        "draft.feb7.share": "30",
        "draft.feb7.law": "",
    }
    made = person.post("/cases/minerals/what-if", data=form, headers=OWN)
    assert made.headers["location"] == "/cases/minerals/answers"
    kept = load_case(case)
    assert len(kept.facts) == 19
    assert kept.drafts["feb7"].levels["share"] == ("30",)
    assert "law" not in kept.drafts["feb7"].levels


def test_a_change_to_another_version_is_not_kept(person, case):
    version = ledger_as_it_stands(case)[0]
    add_entry(case, "facts", {"party": "us", "reservation": "well", "assumed": "a guess"})
    there = (case / "case.yaml").read_bytes()
    for wrong in ({"version": version}, {}):
        form = {"fact.10": "out"} | wrong
        answer = person.post("/cases/minerals/what-if", data=form, headers=OWN)
        assert answer.status_code == 409
        assert "Nothing was written." in answer.text
        assert 'value="out" selected' in answer.text
    assert (case / "case.yaml").read_bytes() == there


@pytest.mark.parametrize(
    "query",
    ["fact.99=out", "fact.1=surely", "draft.none.share=20", "draft.feb7.share=77", "fact.x=out"],
)
def test_what_cannot_be_is_told_in_place(person, query):
    assert "This cannot be." in page(person, f"/what-if/effect?{query}")
