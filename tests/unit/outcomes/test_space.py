"""The outcome space: naming, rules, counting, listing, drawing."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.case.model import Case, Issue, Level, Rule
from zopa.outcomes import diagram
from zopa.outcomes.diagram import TooTangled, diagram_of
from zopa.outcomes.rules import bans_of
from zopa.outcomes.space import OPEN, OutcomeSpace


def case(*rules: Rule) -> Case:
    issues = {
        "law": ("ukraine", "new_york", "none"),
        "form": ("treaty", "memorandum"),
        "fund": ("joint", "none"),
    }
    return Case(
        title="test",
        issues={
            name: Issue(name, name, tuple(Level(level, level) for level in levels))
            for name, levels in issues.items()
        },
        parties={},
        rules=rules,
    )


def free(*shape: int) -> OutcomeSpace:
    return OutcomeSpace(
        tuple(f"i{i}" for i in range(len(shape))),
        tuple(tuple(f"l{level}" for level in range(size)) for size in shape),
    )


def test_names_and_indexes():
    space = OutcomeSpace.of(case())
    assert (space.issues, space.shape, space.size) == (("law", "form", "fund"), (3, 2, 2), 12)
    partial = space.encode({"form": "memorandum"})
    assert partial.tolist() == [OPEN, 1, OPEN]
    assert space.decode(partial) == {"form": "memorandum"}
    with pytest.raises(KeyError):
        space.encode({"form": "letter"})
    with pytest.raises(KeyError):
        space.encode({"tone": "warm"})


def test_never():
    space = OutcomeSpace.of(case(Rule({"law": ("ukraine", "none"), "form": ("treaty",)})))
    assert space.rules == (((0, (0, 2)), (1, (0,))),)
    assert space.count() == 12 - 4
    assert not space.allowed(space.encode({"law": "none", "form": "treaty", "fund": "joint"}))
    assert space.allowed(space.encode({"law": "none", "fund": "joint"}))


def test_if_then_means_every_part_of_then():
    rule = Rule({"law": ("ukraine",)}, {"form": ("treaty",), "fund": ("joint",)})
    space = OutcomeSpace.of(case(rule))
    listed = [space.decode(row) for row in space.enumerate(100)]
    assert [o for o in listed if o["law"] == "ukraine"] == [
        {"law": "ukraine", "form": "treaty", "fund": "joint"}
    ]
    assert len(listed) == 9


def test_if_and_then_about_the_same_issue():
    rule = Rule({"law": ("ukraine", "new_york")}, {"law": ("ukraine",)})
    space = OutcomeSpace.of(case(rule))
    assert {space.decode(row)["law"] for row in space.enumerate(100)} == {"ukraine", "none"}


def test_a_rule_that_cannot_be_broken_is_no_ban():
    assert bans_of(case(Rule({"law": ("none",)}, {"form": ("treaty", "memorandum")}))) == ()


def test_a_rule_that_nothing_can_keep_leaves_no_outcome():
    space = OutcomeSpace.of(case(Rule({"form": ("treaty", "memorandum")})))
    assert space.count() == 0
    assert space.enumerate(10).shape == (0, 3)
    with pytest.raises(ValueError, match="no outcome is allowed"):
        space.sample(1, np.random.default_rng(0))


def test_listing_counts_like_an_odometer_and_stops_at_the_limit():
    assert free(2, 3).enumerate(6).tolist() == [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]
    with pytest.raises(ValueError, match="1,000 outcomes are more than 999"):
        free(10, 10, 10).enumerate(999)


def test_more_outcomes_than_atoms():
    space = free(*[10] * 100)
    assert space.count() == space.size == 10**100
    drawn = space.sample(1000, np.random.default_rng(1))
    assert drawn.shape == (1000, 100)
    assert drawn.min() == 0
    assert drawn.max() == 9


def test_counts_beyond_floats_still_give_shares():
    drawn = free(*[10] * 400).sample(5, np.random.default_rng(1))
    assert drawn.shape == (5, 400)


def test_completions():
    space = OutcomeSpace.of(case(Rule({"law": ("ukraine",), "form": ("treaty",)})))
    partial = space.encode({"form": "treaty", "fund": "none"})
    assert space.completions(partial, 10).tolist() == [[1, 0, 1], [2, 0, 1]]
    assert space.count(space.bars(partial)) == 2
    complete = space.encode({"law": "none", "form": "treaty", "fund": "none"})
    assert space.completions(complete, 10).tolist() == [complete.tolist()]
    banned = space.encode({"law": "ukraine", "form": "treaty"})
    assert space.completions(banned, 10).shape == (0, 3)


def test_draws_are_uniform_also_where_rules_leave_little():
    # 6^4 outcomes; the rules tie all four issues and leave 76.
    bans = tuple(
        ((i, tuple(range(1 + i, 6))), ((i + 1) % 4, tuple(range(4 - i)))) for i in range(4)
    )
    space = OutcomeSpace(free(6, 6, 6, 6).issues, free(6, 6, 6, 6).levels, bans)
    listed = space.enumerate(1296)
    n = 200 * len(listed)
    drawn = space.sample(n, np.random.default_rng(11))
    assert space.allowed(drawn).all()
    code = np.array([216, 36, 6, 1])
    found, counts = np.unique(drawn @ code, return_counts=True)
    assert found.tolist() == sorted((listed @ code).tolist())
    # Chi square has mean k - 1 and variance 2 (k - 1); five standard deviations are far out.
    chi2 = float(((counts - 200) ** 2 / 200).sum())
    k = len(listed)
    assert abs(chi2 - (k - 1)) < 5 * np.sqrt(2 * (k - 1))


def test_draws_keep_off_barred_levels():
    space = free(3, 3)
    barred = (np.array([True, False, False]), np.array([False, False, True]))
    drawn = space.sample(500, np.random.default_rng(2), barred)
    assert {tuple(row) for row in drawn.tolist()} == {(1, 0), (1, 1), (2, 0), (2, 1)}


def test_many_local_rules_stay_small():
    # Neighbours must not both be on: Fibonacci many outcomes, two states a layer.
    bans = tuple(((i, (1,)), (i + 1, (1,))) for i in range(199))
    space = OutcomeSpace(free(*[2] * 200).issues, free(*[2] * 200).levels, bans)
    a, b = 1, 2
    for _ in range(199):
        a, b = b, a + b
    assert space.count() == b
    assert max(space.diagram.widths) == 2


def test_rules_that_tie_everything_to_everything_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(diagram, "MAX_STATES", 20)
    bans = [((i, (1,)), (i + 12, (1,))) for i in range(12)]
    bans += [((i, (1,)), ((i * 5 + 3) % 12 + 12, (0,)), ((i + 7) % 12, (1,))) for i in range(12)]
    bans += [((i, (0,)), ((i * 7 + 1) % 12 + 12, (2,)), ((i + 5) % 12, (0,))) for i in range(12)]
    with pytest.raises(TooTangled, match="more than 20 states"):
        diagram_of([4] * 24, bans)


def test_utilities_have_the_leading_shape_of_the_values():
    space = free(2, 3)
    rng = np.random.default_rng(0)
    values = (rng.random((5, 4, 2)), rng.random((5, 4, 3)))
    outcomes = space.enumerate(6)
    utilities = space.utilities(values, outcomes)
    assert utilities.shape == (5, 4, 6)
    assert utilities[3, 2, 4] == values[0][3, 2, 1] + values[1][3, 2, 1]
    assert space.utilities(values, outcomes[4]).shape == (5, 4)
    with pytest.raises(ValueError, match="open issue"):
        space.utilities(values, space.encode({"i0": "l0"}))


def test_utilities_of_many_and_of_few_are_the_same_to_the_last_bit():
    space = free(4, 3, 5, 2, 3)
    rng = np.random.default_rng(0)
    values = tuple(rng.random((3, size)) for size in space.shape)
    outcomes = space.enumerate(360)
    together = space.utilities(values, outcomes)
    apart = np.stack([space.utilities(values, row) for row in outcomes], axis=-1)
    assert (together == apart).all()
    shuffled = rng.permutation(np.concatenate([outcomes, outcomes]))
    assert (
        space.utilities(values, shuffled)[:, ::7] == space.utilities(values, shuffled[::7])
    ).all()
