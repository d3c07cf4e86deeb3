"""`zopa import` and `zopa export` as a person meets them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from zopa.cli import app
from zopa.exchange.scenario import Profile, Scenario, ScenarioIssue
from zopa.exchange.scenario_files import read_scenario
from zopa.exchange.write_genius import genius_files

VALUES = (np.array([0.0, 0.25, 0.5]), np.array([0.5, 0.0]))


def zopa(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """A folder with a GENIUS scenario of three parties."""
    folder = tmp_path / "scenario"
    folder.mkdir()
    issues = (
        ScenarioIssue("Price", ("low", "mid", "high")),
        ScenarioIssue("Term", ("short", "long")),
    )
    turned = tuple(own[::-1].copy() for own in VALUES)
    profiles = tuple(
        Profile(name, values, reservation=0.25)
        for name, values in (("us", VALUES), ("them", turned), ("all", VALUES))
    )
    for name, text in genius_files(Scenario("talks", issues, profiles)).files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_there_and_back(scenario: Path, tmp_path: Path) -> None:
    case, files = tmp_path / "case", tmp_path / "files"
    made = zopa("import", *sorted(scenario.iterdir()), "--output", case)
    assert made.exit_code == 0, made.stderr
    assert "3 parties, 2 issues" in made.stdout
    assert f"zopa brief {case}" in made.stdout
    assert (case / "sources" / "us.xml").read_bytes() == (scenario / "us.xml").read_bytes()
    assert zopa("check", case, "--strict").exit_code == 0
    written = zopa("export", case, "--to", "genius", "-o", files)
    assert written.exit_code == 0, written.stderr
    assert written.stderr == ""
    before, _ = read_scenario(sorted(scenario.iterdir()))
    after, _ = read_scenario(sorted(files.iterdir()))
    assert before is not None
    assert after is not None
    assert before.issues == after.issues
    for mine, theirs in zip(before.profiles, after.profiles, strict=True):
        assert mine.name == theirs.name
        for a, b in zip(mine.values, theirs.values, strict=True):
            np.testing.assert_allclose(b, a, atol=1e-9)


def test_a_brief_of_what_was_imported(scenario: Path, tmp_path: Path) -> None:
    case, page = tmp_path / "case", tmp_path / "page.html"
    assert zopa("import", *sorted(scenario.iterdir()), "-o", case).exit_code == 0
    shown = zopa("brief", case, "-o", page, "--draws", 100)
    assert shown.exit_code == 0, shown.stderr
    assert "its point table says so" in page.read_text("utf-8")
    assert "# as given in us.xml" in (case / "case.yaml").read_text("utf-8")


@pytest.mark.parametrize("to", ["genius", "geniusweb", "negmas"])
def test_the_centre_of_a_reported_case(minerals: Path, tmp_path: Path, to: str) -> None:
    refused = zopa("export", minerals, "--to", to, "-o", tmp_path / "files")
    assert refused.exit_code == 1
    assert "--centre" in refused.stderr
    assert not (tmp_path / "files").exists()
    made = zopa("export", minerals, "--to", to, "-o", tmp_path / "files", "--centre")
    assert made.exit_code == 0, made.stderr
    assert "hide how little is known" in made.stdout
    assert "warning[lost]" in made.stderr
    assert read_scenario([tmp_path / "files"])[0] is not None
    assert sorted(p.name for p in tmp_path.iterdir()) == ["files"]


def test_nothing_that_is_there_is_touched(scenario: Path, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine").write_text("mine")
    assert zopa("import", *sorted(scenario.iterdir()), "-o", full).exit_code == 2
    assert zopa("export", full, "--to", "negmas", "-o", full).exit_code == 2
    assert [p.name for p in full.iterdir()] == ["mine"]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert zopa("import", *sorted(scenario.iterdir()), "-o", empty).exit_code == 0


def test_a_file_is_no_folder(scenario: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("mine")
    for words in (("import", scenario), ("export", scenario, "--to", "negmas"), ("new",)):
        shown = zopa(*words, *(["-o"] if len(words) > 1 else []), mine)
        assert shown.exit_code == 2
        assert f"{mine} is a file, not a folder" in shown.stderr
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("name", ["n" * 300, f"{'n' * 300}/case"])
def test_no_parents_stay_of_a_folder_that_cannot_be(
    scenario: Path, tmp_path: Path, name: str
) -> None:
    there = tmp_path / "there"
    there.mkdir()
    shown = zopa("import", *sorted(scenario.iterdir()), "-o", there / "a" / "b" / name)
    assert shown.exit_code == 2
    assert not list(there.iterdir())
    assert zopa("import", *sorted(scenario.iterdir()), "-o", there / "a/b").exit_code == 0


def test_files_that_are_no_scenario(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<utility_space>")
    shown = zopa("import", tmp_path / "a.xml", "-o", tmp_path / "case")
    assert shown.exit_code == 1
    assert "error[broken-file]" in shown.stderr
    assert "nothing was written" in shown.stderr
    assert not (tmp_path / "case").exists()


def test_wrong_calls(scenario: Path, tmp_path: Path) -> None:
    assert zopa("import", scenario).exit_code == 2
    assert zopa("export", scenario, "--to", "excel", "-o", tmp_path / "x").exit_code == 2
    assert zopa("export", scenario, "--to", "genius", "-o", tmp_path / "x").exit_code == 1
