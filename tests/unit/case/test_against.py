"""Quotes that speak against a fact: verified as evidence is, and no ground of it."""

from __future__ import annotations

from pathlib import Path

from zopa.case.load import check, load_case, read_case
from zopa.case.write import write_case

LEDGER = """\
zopa: 1
title: The lease
sources: {news: {file: news.txt}, memo: {file: memo.txt}}
parties: {us: {name: Our side}, them: {name: Their side}}
issues: {form: {title: Form, options: {pact: a pact, note: a note}}}
facts:
  - party: us
    order: {form: [pact, note]}
    evidence: [{news: they asked for a pact}]
    against: [{memo: AGAINST}]
"""
LEFT_ASIDE = ("unknown-order", "no-reservation")


def folder_with(folder: Path, against: str, ledger: str = LEDGER) -> Path:
    (folder / "news.txt").write_text("On Monday they asked for a pact.", encoding="utf-8")
    (folder / "memo.txt").write_text("A note would do for them.", encoding="utf-8")
    (folder / "case.yaml").write_text(ledger.replace("AGAINST", against), encoding="utf-8")
    return folder


def found(folder: Path) -> list[tuple[str, int]]:
    report = check(folder)
    return [(f.code.name, f.place.line) for f in report if f.code.name not in LEFT_ASIDE]


def test_it_stands_verbatim_in_its_source(tmp_path: Path) -> None:
    assert found(folder_with(tmp_path, "A note would do for them")) == []
    assert found(folder_with(tmp_path, "A note would do for us")) == [("quote-not-found", 10)]
    assert found(folder_with(tmp_path, "A note")) == [("quote-short", 10)]


def test_it_is_verified_in_a_fact_that_is_broken_otherwise(tmp_path: Path) -> None:
    broken = LEDGER.replace("[pact, note]", "[pact, nowt]")
    names = [code for code, _ in found(folder_with(tmp_path, "no such words", broken))]
    assert names == ["unknown-level", "quote-not-found"]


def test_it_is_no_ground(tmp_path: Path) -> None:
    case = load_case(folder_with(tmp_path, "A note would do for them"))
    assert case.facts[0].sources == ("news",)
    assert [quote.source for quote in case.evidence()] == ["news", "memo"]
    alone = LEDGER.replace("    evidence: [{news: they asked for a pact}]\n", "")
    names = [code for code, _ in found(folder_with(tmp_path, "A note would do for them", alone))]
    assert "no-evidence" in names


def test_it_is_written_back(tmp_path: Path) -> None:
    case = load_case(folder_with(tmp_path, "A note would do for them"))
    (tmp_path / "case.yaml").write_text(write_case(case), encoding="utf-8")
    again, _ = read_case(tmp_path)
    assert again is not None
    assert [q.quote for q in again.facts[0].against] == ["A note would do for them"]
