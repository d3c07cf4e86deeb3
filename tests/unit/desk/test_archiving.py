"""Any number of reports go into one file; a call that makes no sense is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import zopa


def test_how_far_it_is_is_told_in_words(
    reports: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps: list[str] = []
    output = tmp_path / "rows.jsonl"
    summary = zopa.read_many([reports[0].parent], output, jobs=1, progress=steps.append)
    assert (summary.documents, summary.failed) == (2, 0)
    assert steps[-1].startswith("100% read, 2 reports")
    assert capsys.readouterr() == ("", "")
    assert output.read_text("utf-8").count("\n") == summary.rows


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"jobs": 0}, "how many are read at once"),
        ({"backend": "lokky"}, "did you mean `loky`"),
        ({"output": "rows.txt"}, "ends neither in"),
    ],
)
def test_wrong_calls(
    reports: list[Path], tmp_path: Path, more: dict[str, object], said: str
) -> None:
    place = tmp_path / str(more.pop("output", "rows.jsonl"))
    with pytest.raises(zopa.DeskError, match=said) as told:
        zopa.read_many(reports, place, **more)  # type: ignore[arg-type]
    assert told.value.status == 2
    assert not place.exists()
