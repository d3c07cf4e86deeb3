"""What moves the answers: on cases where it is known what must."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from zopa.analyses import unknowns, zone
from zopa.analyses.open_questions import ZONE, UnknownsOptions
from zopa.case.model import Case
from zopa.preferences.draws import draw


def test_uncertain_facts_split_the_draws(two: Case) -> None:
    draws = draw(two, 600, seed=1)
    result = unknowns(two, draws)
    red = next(u for u in result.unknowns if u.kind == "confidence" and u.fact == 4)
    force = draws.in_force[4]
    signed = next(s for s in red.shifts if s.answer == "qqdraft")
    law = draws.readings["qqdraft", "qqlaw"]
    barred = force & (law == two.issues["qqlaw"].index("qql3"))
    assert signed.after <= signed.before
    assert barred.any()
    shift = next(s for s in red.shifts if s.answer == ZONE)
    assert shift.change == pytest.approx(shift.after - shift.before)
    # Agresti and Caffo 2000: one draw of each kind added to either side
    sides = [(shift.before, (~force).sum()), (shift.after, force.sum())]
    added = [((p * n + 1) / (n + 2), n + 2) for p, n in sides]
    assert shift.error == pytest.approx(
        1.96 * np.sqrt(sum(s * (1 - s) / n for s, n in added)), rel=1e-4
    )


def test_everything_unknown_is_tried(two: Case) -> None:
    result = unknowns(two, draw(two, 300, seed=1))
    kinds = {u.kind for u in result.unknowns}
    assert kinds == {
        "fact", "assumption", "confidence", "reading", "order", "reservation", "weight"
    }  # fmt: skip
    missing = {(u.party, u.issue) for u in result.unknowns if u.kind == "order"}
    assert missing == {("qqb", "qqlaw")}
    left_out = {u.fact for u in result.unknowns if u.kind in ("fact", "assumption")}
    assert left_out == {k for k, f in enumerate(two.facts) if f.certain}


def test_the_largest_come_first_and_noise_counts_as_none(two: Case) -> None:
    result = unknowns(two, draw(two, 300, seed=1))
    largest = [u.largest for u in result.unknowns]
    assert largest == sorted(largest, reverse=True)
    for unknown in result.unknowns:
        clear = [abs(s.change) for s in unknown.shifts if s.clear]
        assert all(abs(s.change) > s.error for s in unknown.shifts if s.clear)
        assert unknown.largest == max(clear, default=0.0)


def test_a_reservation_value_that_decides_is_found(two: Case) -> None:
    result = unknowns(two, draw(two, 600, seed=1))
    top = next(u for u in result.unknowns if u.kind == "reservation")
    assert top.largest > 0.2
    assert all(s.change <= s.error for s in top.shifts)  # more to fall back on, fewer deals


def test_leaving_a_fact_out_is_drawing_without_it(two: Case) -> None:
    """Redrawing agrees with drawing the case anew, within both sampling errors."""
    draws = draw(two, 2000, seed=1)
    result = unknowns(two, draws)
    for fact in (0, 5):
        entry = next(u for u in result.unknowns if u.fact == fact)
        without = replace(two, facts=tuple(f for k, f in enumerate(two.facts) if k != fact))
        anew = zone(without, draw(without, 2000, seed=7)).exists
        shift = next(s for s in entry.shifts if s.answer == ZONE)
        half = (anew.high - anew.low) / 2
        assert abs(shift.after - anew.share) < 1.5 * (shift.error + half)


def test_sides_too_small_to_compare_are_left_out(two: Case) -> None:
    result = unknowns(two, draw(two, UnknownsOptions().fewest, seed=1))
    assert not [u for u in result.unknowns if u.kind in ("confidence", "reservation", "weight")]


def test_what_does_not_vary_is_no_unknown(two: Case) -> None:
    only = {"qqform": two.issues["qqform"]}
    facts = tuple(f for k, f in enumerate(two.facts) if k in (1, 6))
    case = replace(two, issues=only, facts=facts, drafts={})
    kinds = {u.kind for u in unknowns(case, draw(case, 300, seed=1)).unknowns}
    assert "weight" not in kinds  # the only issue weighs everything in every draw


def test_where_nothing_is_known_nothing_stands_out(two: Case) -> None:
    """By symmetry no order or weight can matter; chance seldom makes it seem so: once in twenty
    times, as its intervals allow."""
    bare = replace(two, facts=(), drafts={})
    fooled = 0
    for seed in range(10):
        found = unknowns(bare, draw(bare, 600, seed=seed)).unknowns
        fooled += bool({u.kind for u in found if u.largest > 0} - {"reservation"})
    assert fooled <= 1


def test_a_fact_told_twice_changes_nothing_exactly(two: Case) -> None:
    k = next(k for k, f in enumerate(two.facts) if f.certain and f.kind == "order")
    twice = replace(two, facts=(*two.facts, two.facts[k]))
    result = unknowns(twice, draw(twice, 200, seed=1))
    copies = [u for u in result.unknowns if u.fact in (k, len(two.facts))]
    assert len(copies) == 2
    for unknown in copies:
        assert unknown.implied
        assert unknown.effective is None
        assert unknown.largest == 0
        assert all((s.change, s.error, s.after) == (0, 0, s.before) for s in unknown.shifts)
    others = [u for u in result.unknowns if u.kind in ("fact", "assumption") and not u.implied]
    assert all(u.effective and u.effective > 1 for u in others)


def test_facts_beyond_the_bounds_are_named(two: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zopa.analyses.facts_left_out.MOST_ANSWERED", 0)
    result = unknowns(two, draw(two, 200, seed=1))
    tried = {u.fact for u in result.unknowns if u.kind in ("fact", "assumption")}
    certain = {k for k, f in enumerate(two.facts) if f.certain}
    assert result.untried
    assert tried | set(result.untried) == certain
    assert not tried & set(result.untried)
