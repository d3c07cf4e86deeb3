"""A brief is made of a case or its folder, with draws that are there or are to be made."""

from __future__ import annotations

from pathlib import Path

import pytest

import zopa
from zopa.desk.options import FEWEST_DRAWS, MOST_DRAWS

from .conftest import LEDGER, case_folder


def test_a_folder_a_case_and_draws_give_the_same(well: Path) -> None:
    case = zopa.load(well)
    draws = zopa.draw(case, 150, 3)
    made = [zopa.brief(well, 150, seed=3), zopa.brief(case, 150, seed=3), zopa.brief(case, draws)]
    assert len({brief.brief.to_json() for brief in made}) == 1
    assert all(brief.page is None for brief in made)
    assert made[0]._repr_html_() == made[0].brief._repr_html_()
    assert sorted(p.name for p in well.iterdir()) == ["case.yaml"]


def test_the_page_is_written_and_steps_are_told(
    well: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps: list[str] = []
    page = tmp_path / "page.html"
    made = zopa.brief(well, 100, output=page, progress=steps.append)
    assert made.page == page
    assert page.read_text("utf-8") == made.brief.to_html()
    assert steps[0] == "drawing preferences that agree with the facts"
    assert steps[-1] == "drawing the charts"
    assert "zone" in steps
    assert capsys.readouterr() == ("", "")


def test_warnings_come_with_it_and_notes_do_not(tmp_path: Path) -> None:
    ledger = LEDGER.replace("[down, both, up]", "[down, both]")
    made = zopa.brief(case_folder(tmp_path / "case", ledger), 100)
    of_case, of_draws = made.findings
    assert {str(finding.severity) for finding in of_case} == {"warning"}
    assert not len(of_draws)


@pytest.mark.parametrize("draws", [FEWEST_DRAWS - 1, MOST_DRAWS + 1])
def test_too_few_or_too_many_draws(well: Path, draws: int) -> None:
    with pytest.raises(zopa.DeskError, match="there must be 100 to 50,000") as told:
        zopa.brief(well, draws)
    assert told.value.status == 2


def test_a_page_that_is_not_zopas_stays(well: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("mine")
    with pytest.raises(zopa.DeskError, match="is not a brief") as told:
        zopa.brief(well, 100, output=mine)
    assert told.value.status == 2
    assert mine.read_text() == "mine"


def test_errors_stop_it(clashing: Path, tmp_path: Path) -> None:
    with pytest.raises(zopa.DeskError, match="mend the errors first") as told:
        zopa.brief(clashing, 100, output=tmp_path / "page.html")
    assert told.value.status == 1
    (findings,) = told.value.findings
    assert [finding.code.name for finding in findings.errors] == ["clash"]
    assert not (tmp_path / "page.html").exists()
