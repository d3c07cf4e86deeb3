"""What a side would do if it got something for it, and what is only a threat."""

from __future__ import annotations

import pytest

from .told_by_grammar import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Karsia may open the port, provided Movia returns the ship.", "returns"),
        ("Karsia would open the port so long as the ship is returned.", "returned"),
        ("Karsia could open the port only if Movia returns the ship.", "returns"),
        ("Karsia would open the port on condition that Movia returns the ship.", "returns"),
        ("Karsia will open the port in exchange for the ship.", "ship"),
    ],
)
def test_an_exchange_offers_one_thing_and_wants_another(text: str, wanted: str) -> None:
    assert told(text) == ["Karsia offers open", f"Karsia wants {wanted}"]


@pytest.mark.parametrize(
    "text",
    [
        "Karsia will strike if Movia keeps the ship.",
        "Karsia would open the port if Movia returned the ship.",
        "Karsia would retaliate, provided Movia agreed.",
        "Would Karsia open the port in exchange for the ship?",
        "Karsia opened the port in exchange for the ship.",
        "Karsia would open the port so long as the ship is not sold.",
    ],
)
def test_what_is_threatened_asked_or_done_is_no_exchange(text: str) -> None:
    assert not told(text)
