"""A reservation value below the worst of everything: who has one signs all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import zopa
from zopa.case.load import check, load_case
from zopa.preferences.numbers import Ranges, least_without_a_deal

HEAD = """\
zopa: 1
title: The lease of a mill
parties:
  miller: {name: the miller}
  town: {name: the town}
issues:
  rent: {title: Rent, options: {low: 300, middle: 400, high: 500}}
  repairs: {title: Who repairs the dam, options: {miller: the miller, town: the town}}
facts:
"""
TOWN = """\
  - party: town
    value: {rent: {low: 0, middle: 25, high: 60}, repairs: {miller: 40, town: 0}}
    assumed: as given
  - {party: town, reservation: 50, assumed: as given}
"""
GIVEN = """\
  - party: miller
    value: {rent: {low: 70, middle: 30, high: 0}, repairs: {miller: 0, town: 30}}
    assumed: as given
"""
ORDERED = "  - {party: miller, order: {rent: [low, middle, high]}, assumed: it pays}\n"


def folder(tmp_path: Path, *facts: str) -> Path:
    (tmp_path / "case.yaml").write_text(HEAD + TOWN + "".join(facts), encoding="utf-8")
    return tmp_path


def no_deal(range_: str) -> str:
    return f"  - {{party: miller, reservation: {range_}, assumed: the mill would burn}}\n"


@pytest.mark.parametrize("known", [GIVEN, ORDERED], ids=["given", "drawn"])
@pytest.mark.parametrize(
    ("written", "low", "high"),
    [("-40", -0.4, -0.4), ("-900..-20", -9, -0.2), ("-50..20", -0.5, 0.2)],
)
def test_it_is_drawn_as_it_is_told(
    tmp_path: Path, known: str, written: str, low: float, high: float
) -> None:
    draws = zopa.draw(load_case(folder(tmp_path, known, no_deal(written))), 400)
    drawn = draws.reservation[:, 0]
    assert drawn.min() >= low - 1e-9
    assert drawn.max() <= high + 1e-9
    assert np.ptp(drawn) >= 0.8 * (high - low)
    assert sum(v[:, 0].max(axis=1) for v in draws.values) == pytest.approx(1.0)


def test_without_such_a_fact_it_stays_between_0_and_1(tmp_path: Path) -> None:
    drawn = zopa.draw(load_case(folder(tmp_path, ORDERED)), 300).reservation[:, 0]
    assert 0 <= drawn.min() < 0.1
    assert 0.9 < drawn.max() <= 1


def test_an_uncertain_one_counts_in_its_share_of_the_draws(tmp_path: Path) -> None:
    fact = no_deal("-40").replace("}\n", ", confidence: 0.25}\n")
    drawn = zopa.draw(load_case(folder(tmp_path, ORDERED, fact)), 400).reservation[:, 0]
    assert 70 <= (drawn < 0).sum() <= 130
    assert drawn[drawn < 0] == pytest.approx(-0.4)
    assert drawn[drawn >= 0].max() > 0.8


def test_everything_is_signed_and_gains_count_from_there(tmp_path: Path) -> None:
    """The zone is what the other side allows, and the Nash outcome that of the given numbers."""
    case = load_case(folder(tmp_path, GIVEN, no_deal("-40")))
    miller, town = (
        np.add.outer(*v) / 100 for v in (([70, 30, 0], [0, 30]), ([0, 25, 60], [40, 0]))
    )
    allowed = town >= 0.5
    assert zopa.zone(case).portion.mean == pytest.approx(allowed.mean())
    product = np.where(allowed, (miller + 0.4) * (town - 0.5), -1)
    best = np.unravel_index(product.argmax(), product.shape)
    point = next(s for s in zopa.bargaining(case).solutions if s.solution == "nash").centre[0]
    levels = (("low", "middle", "high"), ("miller", "town"))
    assert point.terms == {"rent": levels[0][best[0]], "repairs": levels[1][best[1]]}
    assert point.gains["miller"] == pytest.approx(miller[best] + 0.4)
    # Counted from 0, as the number was once written, another outcome would have won.
    assert np.unravel_index((np.where(allowed, miller * (town - 0.5), -1)).argmax(), (3, 2)) != best


@pytest.mark.parametrize("known", [GIVEN, ORDERED], ids=["given", "drawn"])
def test_who_signs_all_can_refuse_nothing(tmp_path: Path, known: str) -> None:
    refusal = "  - {party: miller, rejects: {rent: high, repairs: miller}, assumed: it said no}\n"
    report = zopa.check(folder(tmp_path, known, no_deal("-40"), refusal))
    assert [error.code.name for error in report.errors] == ["clash"]
    two = zopa.check(folder(tmp_path, known, no_deal("-40"), no_deal("-10")))
    assert [error.code.name for error in two.errors] == ["clash"]
    assert not zopa.check(
        folder(tmp_path, known, no_deal("-40"), refusal.replace("rejects", "accepts"))
    ).errors


@pytest.mark.parametrize(
    ("written", "code"), [("-2000000", "bad-range"), ("-5..-20", "bad-range"), ("−5", "bad-number")]
)
def test_what_cannot_be_read(tmp_path: Path, written: str, code: str) -> None:
    (error,) = check(folder(tmp_path, GIVEN, no_deal(written))).errors
    assert error.code.name == code
    if "2000000" in written:
        assert "between -1,000,000 and 100 percent" in error.message


def test_only_a_reservation_value_may_lie_below_0(tmp_path: Path) -> None:
    fact = "  - {party: miller, weight: {rent: -5..10}, assumed: a guess}\n"
    (error,) = check(folder(tmp_path, fact)).errors
    assert "between 0 and 100 percent" in error.message


def test_the_least_that_is_possible_is_the_least_that_is_told(tmp_path: Path) -> None:
    case = load_case(folder(tmp_path, GIVEN, no_deal("-30..10")))
    facts = case.facts_of("miller")
    assert least_without_a_deal(facts) == -0.3
    assert least_without_a_deal(case.facts_of("town")) == 0.0
    layout = zopa.preferences.layout.layout_of(case)
    ranges = Ranges.of(layout, facts)
    assert (ranges.low[layout.reservation], ranges.high[layout.reservation]) == (-0.3, 0.1)


def test_a_space_too_large_to_list_counts_it_as_signing_all(tmp_path: Path) -> None:
    """Four levels on each of twelve issues: nothing is listed, and the shares are as with 0."""
    head = HEAD.split("issues:")[0] + "issues:\n"
    levels = ("none", "little", "much", "all")
    options = ", ".join(f"{level}: {level} of it" for level in levels)
    issues = "".join(
        f"  issue{k}: {{title: Issue {k}, options: {{{options}}}}}\n" for k in range(12)
    )
    facts = "facts:\n"
    for party, worths in (("miller", (0, 2, 5, 8.33333333)), ("town", (8.33333333, 4, 1, 0))):
        each = ", ".join(f"{x}: {w}" for x, w in zip(levels, worths, strict=True))
        values = ", ".join(f"issue{k}: {{{each}}}" for k in range(12))
        facts += f"  - {{party: {party}, value: {{{values}}}, assumed: as given}}\n"
    facts += "  - {party: town, reservation: 50, assumed: as given}\n"
    portions = []
    for written in ("-300", "0"):
        (tmp_path / "case.yaml").write_text(head + issues + facts + no_deal(written), "utf-8")
        result = zopa.zone(load_case(tmp_path))
        assert not result.listed
        portions.append(result.portion.mean)
    assert portions[0] == pytest.approx(portions[1], rel=1e-9)
    assert 0.1 < portions[0] < 0.9
