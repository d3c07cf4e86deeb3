"""Places that are out of reach, and calls that make no sense, are told of as the desk tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import zopa

REPORT = "examples/minerals/sources/report_a.txt"


@pytest.mark.parametrize(
    "work",
    [
        lambda place: zopa.new(place),
        lambda place: zopa.brief("examples/minerals", 100, output=place),
        lambda place: zopa.export("examples/minerals", place, to="negmas", centre=True),
    ],
    ids=["new", "brief", "export"],
)
@pytest.mark.parametrize("name", ["n" * 300, "a\0b"], ids=["long", "nul"])
def test_a_place_that_cannot_be_is_told_of(
    tmp_path: Path, name: str, work: Callable[[Path], object]
) -> None:
    with pytest.raises(zopa.DeskError):
        work(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_what_was_found_is_kept_where_the_place_is_out_of_reach(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("mine")
    with pytest.raises(zopa.DeskError, match="not a directory") as caught:
        zopa.export("examples/minerals", tmp_path / "note" / "x", to="genius", centre=True)
    assert any(len(findings) for findings in caught.value.findings)


def test_a_single_report_is_a_list_of_one(tmp_path: Path) -> None:
    assert zopa.read(REPORT).files == zopa.read(Path(REPORT)).files == 1
    assert zopa.read_many(REPORT, tmp_path / "read.jsonl", jobs=1).documents == 1
    with pytest.raises(zopa.DeskError):
        zopa.read_many([], tmp_path / "none.jsonl")
    assert not (tmp_path / "none.jsonl").exists()


def test_calls_that_make_no_sense_are_refused(tmp_path: Path) -> None:
    with pytest.raises(zopa.DeskError, match="no seed"):
        zopa.brief("examples/minerals", 100, seed=-1)
    with pytest.raises(zopa.DeskError, match="title"):
        zopa.new(tmp_path / "talks", title="a\udcff")
    with pytest.raises(zopa.DeskError, match=r"U\+001B; leave it out of the title"):
        zopa.new(tmp_path / "talks", title="The \x1b[1m talks")
    with pytest.raises(zopa.DeskError, match="nothing that can be seen"):
        zopa.new(tmp_path / "talks", title="\u2060")


def test_a_title_is_one_line(tmp_path: Path) -> None:
    zopa.new(tmp_path / "talks", title=" The talks\n of\tMay")
    assert zopa.load(tmp_path / "talks").title == "The talks of May"
