"""Little reports of several fields, and what a sensible first case of each says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from zopa.proposing import ledger_of

from .folders import proposed, said, written
from .simple_reading import document, read

REPORTS = Path(__file__).parents[2] / "oracles" / "statements" / "proposals"
PUBLISHED = date(2024, 3, 10)


@dataclass(frozen=True)
class Expected:
    signatories: set[str]
    issues: set[str]
    terms: dict[str, dict[str, str]]
    facts: set[str]
    observers: set[str] = field(default_factory=set)
    never: tuple[str, ...] = ()


EXPECTED = {
    "harbour_pay": Expected(
        {"dockers_union", "port"},
        {"pay", "duration", "jobs"},
        {"port": {"pay": "3", "duration": "4", "jobs": "none"}},
        {
            "port tables port_draft",
            "dockers_union rejects port_draft",
            "dockers_union priorities jobs",
            "dockers_union order pay more",
            "port order pay less",
            "dockers_union order jobs guaranteed > none",
            "dockers_union red_line jobs=none",
        },
        never=("port red_line", "port rejects", "dockers_union tables", "dockers_union accepts"),
    ),
    "steel_tariffs": Expected(
        {"japan", "canada"},
        {"tariffs", "monitoring", "technology"},
        {"japan": {"tariffs": "10", "technology": "included", "monitoring": "none"}},
        {
            "japan tables japan_draft",
            "canada rejects japan_draft",
            "canada priorities monitoring",
            "canada order tariffs more",
            "japan order tariffs less",
            "canada order monitoring included > none",
        },
        never=("japan rejects", "red_line", "canada tables"),
    ),
    "herring_quota": Expected(
        {"norway", "iceland"},
        {"quotas", "law", "licences"},
        {"iceland": {"quotas": "300", "licences": "none", "law": "iceland"}},
        {
            "iceland tables mar4",
            "norway rejects mar4",
            "norway order quotas more",
            "norway order law norway > iceland",
            "norway order licences included > none",
        },
        never=("red_line", "priorities", "iceland rejects"),
    ),
    "takeover": Expected(
        {"corvex_industries", "halden_group"},
        {"price", "board", "break_fee"},
        {"halden_group": {"price": "12", "break_fee": "included"}},
        {
            "halden_group tables halden_group_draft",
            "corvex_industries rejects halden_group_draft",
            "corvex_industries order price more",
            "halden_group order price less",
            "corvex_industries order board more",
            "halden_group order board less",
            "corvex_industries red_line break_fee=included",
        },
        never=("halden_group red_line", "priorities"),
    ),
    "climate_text": Expected(
        {"india", "germany"},
        {"fossil", "climate_finance", "technology"},
        {"germany": {"fossil": "ended", "climate_finance": "100"}},
        {
            "germany tables germany_draft",
            "india rejects germany_draft",
            "india priorities climate_finance",
            "india order climate_finance more",
            "germany order climate_finance less",
        },
        observers={"brazil"},
        never=("red_line", "brazil tables", "brazil rejects"),
    ),
    "ceasefire": Expected(
        {"ethiopia", "sudan"},
        {"ceasefire", "withdrawal", "monitoring"},
        {"ethiopia": {"ceasefire": "30", "monitoring": "included"}},
        {
            "ethiopia tables ethiopia_draft",
            "sudan rejects ethiopia_draft",
            "sudan order withdrawal full > partial > none",
            "ethiopia order withdrawal none > partial > full",
            "sudan red_line withdrawal=none",
        },
        never=("kenya", "sudan order ceasefire", "priorities"),
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_report_of_a_field(name: str, tmp_path: Path) -> None:
    expected = EXPECTED[name]
    text = (REPORTS / f"{name}.txt").read_text("utf-8")
    made = read(document(name, text, PUBLISHED))
    proposal = proposed(made)
    case, report = written(proposal, tmp_path)
    assert set(case.signatories) == expected.signatories
    assert set(case.parties) - set(case.signatories) >= expected.observers
    assert set(case.issues) == expected.issues
    terms = {
        "".join(d.by): {i: r[0].level for i, r in d.terms.items()} for d in case.drafts.values()
    }
    assert terms == expected.terms
    facts = said(case)
    assert expected.facts <= facts
    for words in expected.never:
        assert not any(words in fact for fact in facts), words
    assert not [finding for finding in report if finding.severity == "warning"]
    assert case.as_of == PUBLISHED


def test_every_entry_is_marked_as_proposed() -> None:
    text = (REPORTS / "herring_quota.txt").read_text("utf-8")
    lines = ledger_of(proposed(read(document("r", text))).proposal).splitlines()
    entries = [line for line in lines if line.startswith(("  - party:", "title:", "as_of:"))]
    section = ""
    for line in lines:
        section = line if line and not line.startswith((" ", "#")) else section
        if section in ("sources:", "parties:", "issues:", "drafts:") and line[:3].strip():
            entries += [line] if line.startswith("  ") and line[2] != " " else []
    assert len(entries) > 12
    for line in entries:
        assert "# proposed" in line


def test_no_negotiation_gives_what_is_to_be_filled_in(tmp_path: Path) -> None:
    text = (REPORTS / "weather.txt").read_text("utf-8")
    made = read(document("weather", text))
    proposal = proposed(made)
    case, _ = written(proposal, tmp_path)
    assert set(case.parties) == {"first", "second"}
    assert set(case.issues) == {"form"}
    assert not case.facts
    assert not case.drafts
    assert ledger_of(proposal.proposal).count("# to be filled in") == 3


def test_one_party_gets_a_second_to_fill_in(tmp_path: Path) -> None:
    made = read(document("one", "Norway demands a quota of 450 tonnes."))
    case, _ = written(proposed(made), tmp_path)
    assert list(case.parties) == ["norway", "first"]
    assert "450" in case.issues["quota"].level_ids


def test_words_that_several_sides_use_make_an_issue(tmp_path: Path) -> None:
    text = (
        "Peru demands the return of the golden statue. Chile rejects any return of the statue. "
        "Chile offered Peru a contract for ten years."
    )
    made = read(document("statue", text))
    case, _ = written(proposed(made), tmp_path)
    there, not_there = case.issues["statue"].level_ids
    assert case.issues["statue"].describe(there) == "return of the golden statue"
    assert f"peru order statue {there} > {not_there}" in said(case)
    assert f"chile order statue {not_there} > {there}" in said(case)
