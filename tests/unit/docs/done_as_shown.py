"""Blocks of a page that are done as they say: files written, lines changed, commands run.

A block with `title=FILE` is the whole file; `append=FILE` goes to its end; a `diff` changes
the lines it shows; `console` shows commands and all that they print, where a line `…` stands
for any lines, and `…` within a line for any characters.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from zopa.cli import app

from .pages import Block


class Run(NamedTuple):
    """A command and what the page shows of what it prints."""

    command: list[str]
    shown: str


def runs(block: Block) -> list[Run]:
    found: list[Run] = []
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        words = [a or b for a, b in re.findall(r'"([^"]*)"|(\S+)', command)]
        assert words[0] == "zopa", f"the tutorial runs `{words[0]}`, which this test cannot"
        found.append(Run(words[1:], shown.rstrip("\n")))
    return found


def pattern(shown: str) -> re.Pattern[str]:
    lines = []
    for line in shown.split("\n"):
        if line.strip() == "…":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(re.escape(line).replace("…", ".*") + r"[ ]*\n")
    return re.compile("".join(lines))


def change(text: str, diff: str) -> str:
    """`text` with the lines of a diff changed; each line to be changed stands there once."""
    old = "".join(line[1:] + "\n" for line in diff.splitlines() if line[0] in "- ")
    new = "".join(line[1:] + "\n" for line in diff.splitlines() if line[0] in "+ ")
    assert text.count(old) == 1, f"{text.count(old)} places for\n{old}"
    return text.replace(old, new)


def write(block: Block) -> None:
    if "append" in block.options:
        with Path(block.options["append"]).open("a", encoding="utf-8") as file:
            file.write("\n" + block.text)
        return
    file_path = Path(block.options["title"])
    changed = block.language == "diff"
    text = change(file_path.read_text("utf-8"), block.text) if changed else block.text
    file_path.write_text(text, "utf-8")


def execute(run: Run, where: str) -> None:
    command = f"zopa {' '.join(run.command)}"
    result = CliRunner().invoke(app, run.command, catch_exceptions=False)
    if not pattern(run.shown).fullmatch(result.output.rstrip("\n") + "\n"):
        told = f"{where}: `{command}` prints\n{result.output}\nand the page shows\n{run.shown}"
        pytest.fail(told, pytrace=False)
