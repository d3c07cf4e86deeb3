"""The tutorial, done as it says: files are written, lines changed, commands run.

A block with `title=FILE` is the whole file; `append=FILE` goes to its end; a `diff` changes
the lines it shows; `console` shows commands and all that they print, where a line `…` stands
for any lines, and `…` within a line for any characters. A number that is followed by a comment
such as `<!-- zone -->` is compared with that answer, as the case stands at that point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

import zopa
from zopa.cli import app

from .pages import DOCS, Block, blocks

PAGES = sorted((DOCS / "tutorial").glob("*.md"))
NUMBER = re.compile(r"(\d+)%<!-- (\S+) -->")
POINTS = 3
"""How far a number on the page may be from the answer, in points; 2,000 draws are good to 2."""


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


def numbers(page: Path) -> Iterator[tuple[int, str, int]]:
    """Line, name and percentage of each answer that a page tells."""
    for line, text in enumerate(page.read_text("utf-8").splitlines(), start=1):
        yield from ((line, match[2], int(match[1])) for match in NUMBER.finditer(text))


def answer(name: str, case: zopa.Case) -> float:
    if name == "zone":
        return zopa.zone(case).exists.share
    if name == "now":
        return zopa.zone(case).exists_now.share
    if name == "best":
        return zopa.zone(case).best[0].share.share
    draft, _, what = name.partition(".")
    (result,) = (r for r in zopa.drafts(case).drafts if r.draft == draft)
    assert what == "improvable"
    assert result.improvable is not None
    return result.improvable.share


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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_runs_as_shown(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    written = cases = 0
    steps: list[tuple[int, Block | tuple[str, int]]] = [(b.line, b) for b in blocks(page)]
    steps += [(line, (name, percent)) for line, name, percent in numbers(page)]
    case = None
    for line, step in sorted(steps, key=lambda entry: entry[0]):
        where = f"{page.name}:{line}"
        if not isinstance(step, Block):
            name, percent = step
            case = case or zopa.load(next(tmp_path.glob("*/case.yaml")))
            found = 100 * answer(name, case)
            assert abs(found - percent) < POINTS, f"{where}: {name} is {found:.1f}%"
            cases += 1
        elif {"title", "append"} & set(step.options):
            write(step)
            case = None
            written += 1
        else:
            assert step.language == "console", f"{where} is not run"
            for run in runs(step):
                execute(run, where)
    assert written
    assert cases
