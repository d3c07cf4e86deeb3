"""Links lead somewhere, the README's commands and examples work, lists are complete."""

from __future__ import annotations

import doctest
import re
import unicodedata
from pathlib import Path

import pytest

from .pages import DOCS, ROOT, blocks, unfenced

PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
README = ROOT / "README.md"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ +(.*)$", unfenced(page.read_text("utf-8")), re.MULTILINE)
    return {anchor(heading) for heading in headings}


def anchor(heading: str) -> str:
    kept = (c for c in heading.lower() if c in " -_" or unicodedata.category(c)[0] in "LMN")
    return "".join(kept).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links(page: Path) -> None:
    for target in LINK.findall(unfenced(page.read_text("utf-8"))):
        if re.match(r"https?:", target):
            continue
        path, _, fragment = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{page.name}: there is no {target}"
        assert there.is_relative_to(ROOT), f"{page.name}: {target} leads out of the repository"
        if fragment:
            assert fragment in anchors(there), f"{page.name}: {target} has no such heading"


def test_every_page_is_in_the_index() -> None:
    def linked(index: Path) -> set[Path]:
        links = LINK.findall(index.read_text("utf-8"))
        return {(index.parent / link.partition("#")[0]).resolve() for link in links}

    pages = {page for page in DOCS.rglob("*.md") if page.parent.name != "decisions"}
    assert pages - {DOCS / "index.md"} <= linked(DOCS / "index.md")
    decisions = set((DOCS / "decisions").glob("0*.md"))
    assert decisions <= linked(DOCS / "decisions" / "README.md")


def test_the_commands_that_a_newcomer_runs() -> None:
    text = README.read_text("utf-8")
    marked = re.findall(r"^<!-- command: (\w+) -->\n```sh\n(.*)\n```$", text, re.MULTILINE)
    assert dict(marked) == {
        "first": "pip install . && zopa brief examples/minerals",
        "test": "pip install '.[test]' && pytest",
    }


def test_the_tour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (tour,) = (block.text for block in blocks(README) if block.language == "pycon")
    test = doctest.DocTestParser().get_doctest(tour, {}, "README.md", "README.md", 0)
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


def test_the_files_that_contributing_names_are_there() -> None:
    text = unfenced((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    for name in re.findall(r"`((?:src|tests|docs|examples|benchmarks|\.ci)/[^`]*)`", text):
        if "CODE" not in name:
            assert (ROOT / name).exists(), name
