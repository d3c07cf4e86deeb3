"""What a brief tells of the entries of a ledger, word for word, and its whole screen where every
number is given, so that nothing is left to chance.

`ZOPA_REGENERATE=1 pytest tests/golden` writes every `expected.txt` anew; read what has changed
before you keep it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from zopa.analyses import run_analyses
from zopa.briefing import Brief
from zopa.briefing.phrasing import plain
from zopa.briefing.results import BriefResults
from zopa.briefing.sections.against import spoken_against
from zopa.briefing.sections.obstacles import rule_words
from zopa.briefing.sections.sources import sources_section
from zopa.briefing.wording.grid_ends import ends_words
from zopa.case.load import check, load_case
from zopa.preferences.draws import draw

CASES = Path(__file__).parent
REGENERATE = bool(os.environ.get("ZOPA_REGENERATE"))
DRAWS = 60


def told(f: BriefResults) -> Iterator[str]:
    """The rules, the entries of the ledger with what speaks against them, the screen's words on
    these, and where the levels end at an offer."""
    for rule in f.case.rules:
        yield f"rule: {plain(rule_words(f, rule))}"
    for block in sources_section(f).blocks:
        for entry in block.entries if block.kind == "ledger" else ():
            marks = "".join(f" [{plain(mark)}]" for mark in entry.marks)
            yield f"{entry.fact + 1}. {plain(entry.words)}{marks}"
            yield from (f"   for it: {excerpt.words}" for excerpt in entry.excerpts)
            yield from (f"   against it: {excerpt.words}" for excerpt in entry.against)
    yield from (f"on the screen: {plain(words)}" for words in spoken_against(f))
    yield from (f"not known: {plain(words)}" for words in ends_words(f))


def shown(brief: Brief) -> str:
    """The screen of a brief, 80 columns wide."""
    text = StringIO()
    brief.print_terminal(Console(file=text, width=80))
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines())


@pytest.mark.parametrize("name", sorted(p.parent.name for p in CASES.glob("*/case.yaml")))
def test_entries_are_told_as_expected(name: str) -> None:
    folder = CASES / name
    report = check(folder)
    case = load_case(folder)
    brief = Brief.of(run_analyses(case, draw(case, DRAWS, seed=0)))
    screen = [shown(brief)] if brief.readable.given else []
    text = "\n".join([report.render(), *told(brief.readable), *screen, ""])
    expected = folder / "expected.txt"
    if REGENERATE:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
    page = brief.to_html()
    for fact in case.facts:
        assert all(quote.quote in page for quote in fact.against)
