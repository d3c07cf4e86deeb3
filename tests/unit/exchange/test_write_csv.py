"""A case as tables: what stands in them, that they are harmless, and that points come back."""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

import zopa
from zopa.case.model import Bonus, Case, Fact, RedLine
from zopa.desk.exporting import export
from zopa.desk.importing import import_
from zopa.exchange.csv_text import guarded, unguarded
from zopa.exchange.scenario_files import read_scenario
from zopa.foundation.chance import Interval

LEDGER = """\
zopa: 1
title: The lease
parties:
  us: {name: '=HYPERLINK("x")', points: {form: {pact: 30, note: -6}, price: {0: 0, 20: 41}}, no_deal: 12}
  them: {name: 'Ärzte, and others', points: {form: {pact: 0, note: 9}, price: {0: 7, 20: -3}}, no_deal: 8}
issues:
  form: {title: Form, options: {pact: '@pact', note: '-note'}}
  price: {title: Price, levels: {from: 0, to: 20, step: 10}}
drafts:
  first: {title: '+first', by: us, on: 2025-02-01, terms: {form: note, price: 0}, assumed: so}
"""  # noqa: E501


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "lease").mkdir()
    (tmp_path / "lease" / "case.yaml").write_text(LEDGER, "utf-8")
    return zopa.load(tmp_path / "lease")


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_points_come_back_as_they_were(case: Case, tmp_path: Path) -> None:
    made = export(case, tmp_path / "out", to="csv")
    assert made.files == ("points.csv", "outcomes.csv", "drafts.csv", "results.csv")
    scenario, report = read_scenario([tmp_path / "out" / "points.csv"])
    assert scenario is not None, report.render()
    assert [p.name for p in scenario.profiles] == ['=HYPERLINK("x")', "Ärzte, and others"]
    assert [i.levels for i in scenario.issues] == [("@pact", "-note"), ("0", "10", "20")]
    assert [p.reservation for p in scenario.profiles] == [12, 8]
    assert scenario.profiles[0].values[1].tolist() == [0, 20.5, 41]
    import_(tmp_path / "out" / "points.csv", tmp_path / "again")
    again = zopa.load(tmp_path / "again")
    assert [p.own_scale for p in again.parties.values()] == [
        p.own_scale for p in case.parties.values()
    ]


def test_outcomes_are_worth_their_points(case: Case, tmp_path: Path) -> None:
    export(case, tmp_path / "out", to="csv")
    head, *rows = table(tmp_path / "out" / "outcomes.csv")
    assert head[:3] == ["Form", "Price", '\'=HYPERLINK("x"): worth (points)']
    assert head[-1] == "all would sign"
    assert len(rows) == 6
    found = {tuple(row[:2]): [float(x) for x in row[2:]] for row in rows}
    for form, price in product(["pact", "note"], ["0", "10", "20"]):
        us = {"pact": 30, "note": -6}[form] + 2.05 * float(price)
        them = {"pact": 0, "note": 9}[form] + 7 - 0.5 * float(price)
        signs = [float(us >= 12), float(them >= 8)]
        told = {"pact": "'@pact", "note": "'-note"}[form]
        expected = [us, them, us - 12, them - 8, *signs, min(signs)]
        assert found[told, price] == pytest.approx(expected)
    assert [row[-1] for row in rows] == sorted((row[-1] for row in rows), reverse=True)


def test_drafts_and_results_are_those_of_the_analyses(case: Case, tmp_path: Path) -> None:
    export(case, tmp_path / "out", to="csv")
    rows = table(tmp_path / "out" / "drafts.csv")
    assert rows[1][:6] == ["first", "'+first", "'=HYPERLINK(\"x\")", "2025-02-01",
                           "'=HYPERLINK(\"x\")", "0"]  # fmt: skip
    assert [row[8] for row in rows[1:]] == ["-18", "8"]
    results = {(row[0], row[1]): row[2] for row in table(tmp_path / "out" / "results.csv")}
    assert results["draws in which there is a deal", ""] == "1"
    assert results["gains are compared in", ""] == "own points"
    best = zopa.bargaining(case, zopa.draw(case)).solutions[0].centre[0]
    assert float(results["nash: gain", "Ärzte, and others"]) == pytest.approx(
        best.points_gained["them"]
    )


def test_no_cell_is_a_formula_and_it_is_told(case: Case, tmp_path: Path) -> None:
    made = export(case, tmp_path / "out", to="csv")
    told = list(made.findings[-1])
    assert {finding.code.name for finding in told} == {"guarded-cell"}
    assert {finding.place.file for finding in told} == set(made.files)
    for name in made.files:
        for row in table(tmp_path / "out" / name):
            for cell in row:
                if cell[:1] in tuple("=+-@\t\r"):
                    float(cell)  # a number below 0 is one


@pytest.mark.parametrize("text", ["=1", "+x", "-x", "@x", "'tis", "low", "", "'=1"])
def test_what_is_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text or text.startswith("'")
    assert guarded(text)[:1] not in tuple("=+-@")


def test_a_reported_case_has_tables_without_points(minerals: Path, tmp_path: Path) -> None:
    made = export(minerals, tmp_path / "out", to="csv")
    assert made.files == ("outcomes.csv", "drafts.csv", "results.csv")
    assert "percent" in table(tmp_path / "out" / "outcomes.csv")[0][-4]
    with_centre = export(minerals, tmp_path / "centre", to="csv", centre=True)
    assert "points.csv" in with_centre.files
    scenario, report = read_scenario([tmp_path / "centre" / "points.csv"])
    assert scenario is not None, report.render()


def test_bonuses_have_no_place_in_a_table_of_points(case: Case, tmp_path: Path) -> None:
    parties = dict(case.parties) | {"us": replace(case.parties["us"], points=None, no_deal=None)}
    bonus = Fact("us", "bonus", Bonus({"form": ("pact",), "price": ("0",)}, Interval(0.1, 0.1)),
                 assumed="so")  # fmt: skip
    made = export(replace(case, parties=parties, facts=(bonus,)), tmp_path / "out", to="csv",
                  centre=True)  # fmt: skip
    assert "points.csv" not in made.files
    assert "left-out" in {finding.code.name for finding in made.findings[-1]}


def test_what_a_table_of_points_cannot_say_is_told(case: Case, tmp_path: Path) -> None:
    red = Fact("us", "red_line", RedLine({"form": ("note",)}), assumed="so")
    made = export(replace(case, facts=(red,)), tmp_path / "out", to="csv")
    assert "lost" in {finding.code.name for finding in made.findings[0]}
    rows = table(tmp_path / "out" / "outcomes.csv")
    assert {row[-1] for row in rows[1:] if row[0] == "'-note"} == {"0"}
