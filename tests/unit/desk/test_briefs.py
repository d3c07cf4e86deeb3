"""A brief is made of a case or its folder, with draws that are there or are to be made."""

from __future__ import annotations

from pathlib import Path

import pytest

import zopa
from zopa.desk.beforehand import said_beforehand
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
    named = {name for step in steps for name in step.split(", ")}
    assert {"zone", "bargaining", "unknowns"} <= named
    assert capsys.readouterr() == ("", "")


def _of_size(tmp_path: Path, issues: int, parties: int) -> zopa.Case:
    lines = ["zopa: 1", "title: Size", "parties:"]
    lines += [f"  p{k}: {{name: Party {k}}}" for k in range(parties)]
    lines += ["issues:"]
    lines += [f"  i{k}: {{title: Issue {k}, options: {{a: This, b: That}}}}" for k in range(issues)]
    return zopa.load(case_folder(tmp_path / f"{issues} {parties}", "\n".join(lines) + "\n"))


def test_what_is_too_large_to_look_at_one_by_one_is_said_before_the_work_starts(
    tmp_path: Path,
) -> None:
    assert said_beforehand(_of_size(tmp_path, 14, 6)) is None  # 16,384
    assert said_beforehand(_of_size(tmp_path, 15, 3)) == (
        "3 parties and 32,768 ways to settle everything, too many to look at each: some answers "
        "rest on fewer draws or on a sample"
    )
    large = said_beforehand(_of_size(tmp_path, 31, 6))
    assert large is not None
    assert large.startswith("6 parties and 2 billion ways")
    assert large.endswith("; this may take a minute or two")
    told: list[str] = []
    zopa.brief(_of_size(tmp_path, 15, 2), 100, progress=told.append, notice=told.append)
    assert told[0].startswith("2 parties and 32,768 ways")
    assert told[1] == "drawing preferences that agree with the facts"


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
