"""A person is asked who negotiates and about what, before a first case is made."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import zopa


def answering(*lines: str) -> tuple[Callable[[str], str], list[str]]:
    """A person who writes these lines, and what they were shown."""
    shown: list[str] = []

    def ask(text: str) -> str:
        shown.append(text)
        return lines[len(shown) - 1]

    return ask, shown


def test_names_found_are_shown_and_what_is_chosen_is_made(
    reports: list[Path], tmp_path: Path
) -> None:
    shown: list[str] = []
    lines = iter(["?", "NUMBER = Brasilia", "nonsense: x", "", "duty = tariff: 0..40 percent", ""])

    def ask(text: str) -> str:
        shown.append(text)
        found = re.search(r"(\d+) \[x\] Brazil", shown[0])
        assert found
        return next(lines).replace("NUMBER", found[1])

    made = zopa.propose(tmp_path / "case", reports, ask=ask)
    assert "Who negotiates?" in shown[0]
    assert "tick or untick" in shown[0]
    assert "tick or untick" in shown[1]
    assert "[x] Brasilia = Brazil" in shown[2]
    assert "a party has no levels" not in shown[2]
    assert "`:` within the name of a party" in shown[3]
    assert "About what?" in shown[4]
    case = zopa.load(made.ledger)
    assert "Brasilia" in [party.name for party in case.parties.values()]
    assert "duty" in [issue.title for issue in case.issues.values()]
    assert made.options.startswith("--parties '")
    assert "Brasilia = Brazil" in made.options
    assert "duty = tariff: 0..40 percent" in made.options


def test_only_what_is_not_named_is_asked(reports: list[Path], tmp_path: Path) -> None:
    ask, shown = answering("")
    made = zopa.propose(tmp_path / "case", reports, parties="India; Brazil", ask=ask)
    assert len(shown) == 1
    assert "About what?" in shown[0]
    assert made.options.startswith("--parties 'India; Brazil'")
    ask, shown = answering()
    zopa.propose(tmp_path / "other", reports, parties="India; Brazil", issues="x", ask=ask)
    assert shown == []


def test_where_the_person_goes_away_nothing_is_written(reports: list[Path], tmp_path: Path) -> None:
    def gone(text: str) -> str:
        raise EOFError(text)

    with pytest.raises(EOFError):
        zopa.propose(tmp_path / "case", reports, ask=gone)
    assert not (tmp_path / "case").exists()


def test_where_nothing_is_chosen_the_reports_tell_it(reports: list[Path], tmp_path: Path) -> None:
    ask, shown = answering("1", "", "2", "", "1", "")
    made = zopa.propose(tmp_path / "case", reports, ask=ask)
    assert "only one party has to agree" in shown[2]
    assert made.options == ""
    parts = (*made.proposal.parties, *made.proposal.issues)
    assert parts
    assert not any(part.given for part in parts)


def test_a_report_without_names_gives_an_empty_list(tmp_path: Path) -> None:
    report = tmp_path / "short.txt"
    report.write_text("Nothing happened.\n")
    ask, shown = answering("Alder; Birch", "", "timber: 1..9 tonnes", "")
    made = zopa.propose(tmp_path / "case", [report], ask=ask)
    assert "(none found)" in shown[0]
    assert [p.thing.name for p in made.proposal.parties] == ["Alder", "Birch"]
