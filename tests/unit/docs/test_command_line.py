"""The reference of the command line against the commands themselves."""

from __future__ import annotations

import re
import signal
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from zopa import cli
from zopa.cli import program, streams, terminal
from zopa.desk.options import FEWEST_DRAWS, MOST_DRAWS

from .pages import DOCS, first_column, sections

SECTIONS = sections(DOCS / "reference" / "command-line.md")
PROGRAM: Any = typer.main.get_command(cli.app)
EVERYWHERE = {"--help", "-h"}


def spelt(command: Any, kind: str) -> set[str]:
    """Every spelling of a command's options, or the names of its arguments."""
    return {word for p in command.params if p.param_type_name == kind for word in p.opts}


def test_the_commands() -> None:
    assert [h for h in SECTIONS if h.islower()] == list(PROGRAM.commands)
    page = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    told = {12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen"}[len(PROGRAM.commands)]
    assert f"`zopa` has {told} commands." in page


@pytest.mark.parametrize("name", ["The command line", *PROGRAM.commands])
def test_the_options(name: str) -> None:
    command = PROGRAM.commands.get(name, PROGRAM)
    assert set(first_column(SECTIONS[name], "Option")) == spelt(command, "option") | EVERYWHERE
    assert set(first_column(SECTIONS[name], "Argument")) == spelt(command, "argument")


def test_the_exit_codes(tmp_path: Path) -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", SECTIONS["Exit codes"], re.MULTILINE)}
    stopped = {streams.SIGNALLED + signal.SIGINT, streams.SIGNALLED + signal.SIGTERM}
    assert told == {0, 1, terminal.WRONG_CALL, program.DEFECT, *stopped}
    runs = {
        ("new", str(tmp_path / "talks")): 0,
        ("check", str(tmp_path / "talks"), "--strict"): 0,
        ("check", str(tmp_path / "nowhere")): 1,
        ("new", str(tmp_path)): 2,
        ("check", "--explain", "no-such-code"): 2,
        ("brief", "--draws", "0"): 2,
    }
    assert {words: CliRunner().invoke(cli.app, words).exit_code for words in runs} == runs


def test_the_defaults() -> None:
    defaults = {p.name: p.default for p in PROGRAM.commands["brief"].params}
    rows = dict(
        re.findall(r"^\| `--(\w+)`.*without it, (\d+) \|$", SECTIONS["brief"], re.MULTILINE)
    )
    assert {name: int(number) for name, number in rows.items()} == {
        name: defaults[name] for name in ("draws", "seed")
    }
    assert f"{FEWEST_DRAWS} to {MOST_DRAWS:,}" in SECTIONS["brief"]
