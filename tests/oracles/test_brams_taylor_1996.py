"""S. J. Brams and A. D. Taylor (1996), Fair Division, Cambridge University Press, chapter 5.

The Panama Canal treaty, with the weights that Raiffa (1982, The Art and Science of Negotiation,
chapter 12) reports: both sides come to 66 of their 100 points.
"""

from __future__ import annotations

import pytest

from zopa.outcomes.solutions import adjusted_winner

PANAMA = {
    # issue: (points of the United States, points of Panama)
    "US defence rights": (22, 9),
    "use rights": (22, 15),
    "land and water": (15, 15),
    "expansion rights": (14, 3),
    "duration": (11, 15),
    "expansion routes": (6, 5),
    "jurisdiction": (2, 7),
    "US military rights": (2, 7),
    "compensation": (4, 11),
    "defence role of Panama": (2, 13),
}


def names(issues: dict[str, tuple[int, int]], won: tuple[int, ...]) -> set[str]:
    return {list(issues)[i] for i in won}


def test_panama_canal():
    result = adjusted_winner(*zip(*PANAMA.values(), strict=True))
    first, second = result.won
    assert names(PANAMA, first) == {
        "US defence rights",
        "use rights",
        "expansion rights",
        "expansion routes",
    }
    assert list(PANAMA)[result.split] == "land and water"
    assert result.shares[result.split] == pytest.approx(2 / 15)
    assert len(second) == 5
    assert result.points == pytest.approx((66, 66))
