"""How-to pages with files and commands, done as they say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .done_as_shown import execute, runs, write
from .pages import DOCS, ROOT, blocks

PAGES = ("class", "next-offer", "options-paper")


@pytest.mark.parametrize("name", PAGES)
def test_it_runs_as_shown(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    page = DOCS / "how-to" / f"{name}.md"
    commands = 0
    for block in blocks(page):
        if {"title", "append"} & set(block.options):
            write(block)
        elif block.language == "console":
            for run in runs(block):
                execute(run, f"{page.name}:{block.line}")
                commands += 1
    assert commands
