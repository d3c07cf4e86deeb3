"""The cases that are served, and the text of a ledger, as a program gets them."""

from __future__ import annotations

import shutil

from zopa.desk.editing import ledger_as_it_stands
from zopa.desk.opening import check


def test_cases_are_listed_those_that_cannot_be_read_as_well(program, case):
    (case.parent / "broken").mkdir()
    (case.parent / "broken" / "case.yaml").write_text("no ledger")
    broken, minerals = program.get("/api/cases").json()
    assert broken["case"] == "desk/broken"
    assert (broken["readable"], broken["errors"]) == (False, 1)
    assert (minerals["entries"], minerals["not_reviewed"], minerals["errors"]) == (38, 1, 0)
    assert minerals["version"] == ledger_as_it_stands(case)[0]
    assert program.get("/api/cases/desk/minerals").json() == minerals


def test_a_text_is_tried_and_nothing_is_written(ask, case):
    text = (case / "case.yaml").read_text()
    (case / "sources" / "report_a.txt").unlink()  # so that there is something to find
    assert ask("POST", "/findings", text=text) == (
        200,
        {"findings": ask("GET", "/ledger")[1]["findings"]},
    )
    status, told = ask("POST", "/findings", text=text.replace("by: us", "by: uss"))
    (unknown,) = (one for one in told["findings"] if one["code"] == "unknown-party")
    line = 1 + text.split("\n").index(next(li for li in text.split("\n") if "by: us" in li))
    assert (status, unknown["place"]["line"], unknown["severity"]) == (200, line, "error")
    assert (case / "case.yaml").read_text() == text


def test_a_ledger_is_kept_under_its_version(ask, case):
    version, text = ledger_as_it_stands(case)
    status, made = ask("PUT", "/ledger", text=text + "# mine\n", version=version)
    assert status == 200
    assert (case / "case.yaml").read_text() == text + "# mine\n"
    assert made["version"] == ask("GET", "/ledger")[1]["version"] != version
    status, told = ask("PUT", "/ledger", text="theirs", version=version)
    assert status == 409
    assert str(case.parent.parent) not in told["why"]
    assert (case / "case.yaml.yours").read_text().strip() == "theirs"
    assert (case / "case.yaml").read_text() == text + "# mine\n"


def test_what_is_not_there_is_not_found(program, ask, case):
    assert program.get("/api/cases/none").status_code == 404
    assert ask("GET", "/entries/facts.99")[0] == 404
    assert ask("GET", "/sources/none")[0] == 404
    assert "findings" in program.get("/api/none").json()
    shutil.copy(case / "sources" / "report_a.txt", case / "case.yaml")
    status, told = ask("GET", "/review")
    assert status == 422
    assert ask("GET", "/ledger")[1]["findings"] == told["findings"]
    assert [one["code"] for one in told["findings"]] == [each.code.name for each in check(case)]
