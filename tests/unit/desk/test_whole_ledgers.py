"""What a person does to let a language model propose the ledger, and what can go wrong with it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import zopa
from zopa.cli import app

from .test_everything_from_python import ANSWER, done, run


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    file = tmp_path / "answer.txt"
    file.write_text(json.dumps(ANSWER), "utf-8")
    return file


def test_what_is_printed_can_be_run(tmp_path: Path, reports: list[Path]) -> None:
    place = tmp_path / "a place"
    place.mkdir()
    case = place / "my case"
    first = done("new", case, "--from", *reports, "--write-prompt", place / "prompt.txt")
    assert "Nothing was sent anywhere" in first.stdout
    command = first.stdout.splitlines()[-1]
    (place / "prompt_answer.txt").write_text(f"```json\n{json.dumps(ANSWER)}\n```", "utf-8")
    made = CliRunner().invoke(app, shlex.split(command)[1:])
    assert made.exit_code == 0, made.output
    assert zopa.check(case).passes()
    assert "fact `f2`" in made.stdout  # what was left out
    assert "the same command with --write-prompt FILE" in made.stdout


def test_the_second_message_and_what_is_printed_then(
    tmp_path: Path, reports: list[Path], answer: Path
) -> None:
    case, again = tmp_path / "case", tmp_path / "again.txt"
    told = done("new", case, "--from", *reports, "--answer", answer, "--write-prompt", again)
    assert not case.exists()
    assert "Brazil was delighted with everything" in again.read_text("utf-8")
    better = {"facts": [], "withdrawn": ["f2"]}
    (tmp_path / "again_answer.txt").write_text(json.dumps(better), "utf-8")
    made = CliRunner().invoke(app, shlex.split(told.stdout.splitlines()[-1])[1:])
    assert made.exit_code == 0, made.output
    assert "left out" not in made.stdout
    assert "--write-prompt" not in made.stdout


def test_there_is_nothing_to_write_where_everything_stands(
    tmp_path: Path, reports: list[Path], answer: Path
) -> None:
    answer.write_text(json.dumps(ANSWER | {"facts": []}), "utf-8")
    options = ("--answer", answer, "--write-prompt", tmp_path / "again.txt")
    told = done("new", tmp_path / "case", "--from", *reports, *options)
    assert "Everything in the answer stands" in told.stdout
    assert not (tmp_path / "again.txt").exists()


def test_long_reports_go_into_numbered_files(tmp_path: Path) -> None:
    report = tmp_path / "long.txt"
    text = "\n\n".join(
        f"Brazil named figure {n}, and India did not answer it." for n in range(2000)
    )
    report.write_text(text, "utf-8")
    made = zopa.write_prompt(tmp_path / "prompt.txt", report)
    assert len(made.files) > 1
    assert [file.name for file in made.files][:2] == ["prompt_1.txt", "prompt_2.txt"]
    told = done("new", tmp_path / "case", "--from", report, "--write-prompt", tmp_path / "p.txt")
    assert "one after the other into one conversation" in told.stdout
    assert told.stdout.count("--answer") == len(made.files)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no answer can be used"),
        (b"I cannot help with that.", "no answer can be used"),
        (b"\xff\xfe\x00\x01", "answer.txt"),
        (b"{" * 5_000_000, "answer.txt"),
    ],
)
def test_an_answer_that_cannot_be_used(
    tmp_path: Path, reports: list[Path], content: bytes, words: str
) -> None:
    file = tmp_path / "answer.txt"
    file.write_bytes(content)
    with pytest.raises(zopa.DeskError, match=words) as told:
        zopa.propose(tmp_path / "case", reports, answer=file)
    assert told.value.status == 1
    assert not (tmp_path / "case").exists()


def test_an_answer_that_is_not_there(tmp_path: Path, reports: list[Path]) -> None:
    with pytest.raises(zopa.DeskError, match=r"none\.txt does not exist"):
        zopa.propose(tmp_path / "case", reports, answer=tmp_path / "none.txt")
    with pytest.raises(zopa.DeskError, match="there is no answer"):
        zopa.propose(tmp_path / "case", reports, answer=[])


def test_nothing_is_written_over(tmp_path: Path, reports: list[Path], answer: Path) -> None:
    with pytest.raises(zopa.DeskError, match="is there already"):
        zopa.write_prompt(answer, reports)
    assert json.loads(answer.read_text("utf-8")) == ANSWER
    with pytest.raises(zopa.DeskError, match="there is no folder"):
        zopa.write_prompt(tmp_path / "no" / "prompt.txt", reports)
    with pytest.raises(zopa.DeskError, match="is a folder"):
        zopa.write_prompt(tmp_path, reports)


@pytest.mark.parametrize(
    "options",
    [
        ("--language-model", "--write-prompt", "x.txt"),
        ("--language-model", "--answer", "x.txt"),
    ],
)
def test_a_model_is_asked_or_pasted_into(
    tmp_path: Path, reports: list[Path], options: tuple[str, ...]
) -> None:
    assert run("new", tmp_path / "case", "--from", *reports, *options).exit_code == 2


@pytest.mark.parametrize("option", ["--language-model", "--write-prompt=x", "--answer=x"])
def test_there_must_be_reports(tmp_path: Path, option: str) -> None:
    told = run("new", tmp_path / "case", option)
    assert told.exit_code == 2
    assert "needs reports, after --from" in told.stderr


def test_without_a_model_that_is_configured(
    tmp_path: Path, reports: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ZOPA_LLM_URL", raising=False)
    with pytest.raises(zopa.DeskError, match="no language model is configured"):
        zopa.propose(tmp_path / "case", reports, model=True)


def test_a_model_without_a_usable_answer_leaves_nothing(
    tmp_path: Path, reports: list[Path], model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.answers = ["I cannot help with that."]
    monkeypatch.setenv("ZOPA_LLM_URL", model.url)
    monkeypatch.setenv("ZOPA_LLM_MODEL", "m")
    with pytest.raises(zopa.DeskError, match="no answer that can be used") as told:
        zopa.propose(tmp_path / "case", reports, model=True)
    assert [f.code.name for findings in told.value.findings for f in findings] == ["model-answer"]
    assert not (tmp_path / "case").exists()
