"""A brief that begins with what has changed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

import zopa
from zopa.desk.briefs import BriefMade

from .test_traceable import check

ROUNDS = Path(__file__).parents[2] / "rounds"


@pytest.fixture(scope="module")
def made() -> BriefMade:
    return zopa.brief(ROUNDS, 300, since="2025-03-10")


@pytest.fixture
def words(made: BriefMade, parse) -> str:
    root, _ = parse(made.brief.to_html())
    (section,) = (s for s in root.all("section") if s.attributes["id"] == "changes")
    return " ".join(section.text().split())


def test_the_page_begins_with_what_has_changed(made: BriefMade, parse) -> None:
    root, _ = parse(made.brief.to_html())
    assert next(iter(root.all("section"))).attributes["id"] == "changes"
    plain = zopa.brief(ROUNDS, 100).brief.to_html()
    assert 'id="changes"' not in plain


def test_every_number_can_be_followed(made: BriefMade, parse) -> None:
    check(SimpleNamespace(brief=made.brief, html=made.brief.to_html()), parse)


@pytest.mark.parametrize(
    "told",
    [
        "Since 10 March 2025 there are two new sources, two new drafts and four new facts.",
        "some deal would suit both sides",
        "both sides could sign “The harbour's third offer”",
        "not there yet",
        "24 March 2025: the Harbour Union put “Night shifts” ahead of everything else.",
        "before, the Harbour Union put “Pay rise” ahead of everything else.",
        "Halden Harbour could sign “The union's second demand” in",
        "New sources: “Harbour moves on pay”; and “One shift in ten”.",
        "17 March 2025: Halden Harbour put forward “The harbour's second offer”.",
        "The ledger has one fact with neither a day nor a dated source, which counts then as now.",
    ],
)
def test_what_it_says(words: str, told: str) -> None:
    assert told in words


def test_a_replaced_fact_shows_with_its_evidence(made: BriefMade, parse) -> None:
    root, _ = parse(made.brief.to_html())
    case = made.brief.case
    (entry,) = (
        e for e in root.all("li") if e.attributes.get("id") == f"fact-{len(case.facts) + 1}"
    )
    assert "Replaced" in entry.text()
    assert "Pay came before all else, its leader said" in entry.text()
    assert [link.attributes["href"] for link in entry.all("a")] == [f"#fact-{len(case.facts)}"]
    cells = {(c.issue, c.party): c.facts for c in made.brief.readable.evidence.cells}
    assert all(k < len(case.facts) for facts in cells.values() for k in facts)


def test_the_terminal_begins_with_it(made: BriefMade) -> None:
    from rich.console import Console

    console = Console(width=80, file=None)
    with console.capture() as capture:
        made.brief.print_terminal(console)
    _, head, first, *_ = capture.get().splitlines()
    assert head.strip() == "What has changed"
    assert first.startswith("- Since 10 March 2025 there are two new sources")


def test_json_holds_it(made: BriefMade) -> None:
    changes = made.brief.to_dict()["changes"]
    assert changes["options"]["since"] == "2025-03-10"
    assert len(changes["facts"]) == 4


def test_nothing_new(parse) -> None:
    html = zopa.brief(
        zopa.load(ROUNDS, as_of="2025-03-23"), 100, since="2025-03-18"
    ).brief.to_html()
    assert "nothing has come: no entry is of a later day" in html


def test_the_day_must_be_earlier() -> None:
    with pytest.raises(zopa.DeskError, match="since: 2025-03-24 is not before the day of the case"):
        zopa.brief(ROUNDS, since="2025-03-24")
    with pytest.raises(zopa.DeskError, match="since: `soon` is not a day"):
        zopa.brief(ROUNDS, since="soon")
