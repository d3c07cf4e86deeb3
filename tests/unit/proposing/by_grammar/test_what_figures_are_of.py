"""Figures of cuts and of rises, and what is only talked about."""

from __future__ import annotations

from pathlib import Path

import pytest

import zopa
from zopa.case.model import Direction, Order


def wishes(text: str, folder: Path) -> dict[str, str]:
    """Which way each party wants the figures of an issue to go, by the title of the issue."""
    (folder / "mail.txt").write_text(f"Talks stall\n\n{text}\n", encoding="utf-8")
    made = zopa.explained(folder / "mail.txt").proposal
    titles = {issue.thing.id: issue.thing.title for issue in made.issues}
    return {
        f"{fact.thing.party}: {titles[ranking.issue]}": str(ranking.toward)
        for fact in made.facts
        if isinstance(fact.thing.content, Order)
        for ranking in fact.thing.content.rankings
        if isinstance(ranking, Direction)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a cut and a rise are on no common scale
            "Brint Mills demanded a 7 percent pay cut. "
            "The Loom Union demanded a 2 percent pay rise.",
            {},
        ),
        (
            "Brint Mills wants to cut the subsidy by 7 percent. The Loom Union rejected the draft.",
            {"brint_mills: Cut in subsidy": "more", "loom_union: Cut in subsidy": "less"},
        ),
        (
            "Corrin Line offered a roster of six weeks. "
            "The Deck Union demanded a shorter roster of five weeks.",
            {"deck_union: Roster": "less", "corrin_line: Roster": "more"},
        ),
        (
            "Movia wants tolls cut to 4 percent. Karsia demanded tolls of 9 percent.",
            {"movia: Tolls": "less", "karsia: Tolls": "more"},
        ),
    ],
)
def test_which_way_a_figure_points(text: str, expected: dict[str, str], tmp_path: Path) -> None:
    assert wishes(text, tmp_path) == expected


@pytest.mark.parametrize("verb", ["discuss tolls with", "link tolls with the wishes of"])
def test_who_will_not_talk_of_a_thing_has_told_no_wish_about_it(verb: str, tmp_path: Path) -> None:
    text = f"Movia refuses to {verb} Karsia. Karsia rejected the draft of Movia."
    (tmp_path / "mail.txt").write_text(f"Talks stall\n\n{text}\n", encoding="utf-8")
    made = zopa.explained(tmp_path / "mail.txt").proposal
    assert not [f for f in made.facts if isinstance(f.thing.content, Order)]
