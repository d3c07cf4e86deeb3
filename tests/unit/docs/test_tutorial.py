"""The tutorial, done as it says: files are written, lines changed, commands run.

What its blocks mean stands in `done_as_shown`. A number that is followed by a comment
such as `<!-- zone -->` is compared with that answer, as the case stands at that point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import zopa

from .done_as_shown import execute, runs, write
from .pages import DOCS, Block, blocks

PAGES = sorted((DOCS / "tutorial").glob("*.md"))
NUMBER = re.compile(r"(\d+)%<!-- (\S+) -->")
POINTS = 3
"""How far a number on the page may be from the answer, in points; 2,000 draws are good to 2."""


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
