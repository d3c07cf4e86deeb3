"""Which prior draws are made from, and what follows for how finely an issue is divided."""

from __future__ import annotations

import numpy as np
import pytest
from ledger import Entry, ledger, orders

from zopa.analyses import zone
from zopa.desk.options import PriorChoice
from zopa.exchange.from_case import scenario_of
from zopa.preferences.draws import Draws, draw, redraw_without
from zopa.preferences.priors import DEFAULT_PRIOR, PRIOR_NAMES, PRIORS

N = 4000


def divided(levels: int) -> Draws:
    """A price in so many steps from 0 to 12, a law and a date; each party tabled what it wants and
    refused what the other tabled."""
    price = range(0, 13, 12 // levels)
    issues = {"price": price, "law": ["ours", "neutral", "theirs"], "date": ["soon", "late"]}
    wants: dict[str, Entry] = {
        "us": {"price": "more", "law": ["ours", "neutral", "theirs"], "date": ["late", "soon"]},
        "them": {"price": "less", "law": ["theirs", "neutral", "ours"], "date": ["soon", "late"]},
    }
    ends: dict[str, Entry] = {
        "us": {"price": "12", "law": "ours", "date": "late"},
        "them": {"price": "0", "law": "theirs", "date": "soon"},
    }
    facts: list[Entry] = [orders(party, **own) for party, own in wants.items()]
    for party, other in (("us", "them"), ("them", "us")):
        facts += [{"party": party, "tables": ends[party]}, {"party": party, "rejects": ends[other]}]
    facts.append({"party": "us", "rejects": {"price": "4", "law": "neutral", "date": "soon"}})
    return draw(ledger(issues, facts), N, seed=1)


def test_dividing_an_issue_more_finely_moves_no_answer_beyond_sampling_error() -> None:
    coarse, fine = divided(3), divided(12)
    assert [len(d.case.issues["price"].levels) for d in (coarse, fine)] == [4, 13]
    for party in range(2):
        weights = [d.values[0][:, party].max(axis=1) for d in (coarse, fine)]
        error = np.sqrt(sum(w.var() / N for w in weights))
        assert abs(weights[0].mean() - weights[1].mean()) < 4 * error
    shares = [zone(d.case, d).exists.share for d in (coarse, fine)]
    assert abs(shares[0] - shares[1]) < 4 * np.sqrt(2 * 0.25 / N)


def test_the_desk_offers_the_priors_that_there_are() -> None:
    assert tuple(choice.value for choice in PriorChoice) == PRIOR_NAMES == tuple(PRIORS)
    assert {name: prior.name for name, prior in PRIORS.items()} == {n: n for n in PRIOR_NAMES}


def test_the_same_seed_and_prior_give_the_same_draws() -> None:
    case = ledger({"a": list("pqrs"), "b": ["x", "y"]}, [orders("us", a=list("pqrs"))])
    default, named = draw(case, 50, 3), draw(case, 50, 3, prior=DEFAULT_PRIOR)
    other = draw(case, 50, 3, prior="values")
    assert default.prior == named.prior == PRIORS[DEFAULT_PRIOR]
    assert other.prior == PRIORS["values"]
    np.testing.assert_array_equal(default.values[0], named.values[0])
    assert not np.array_equal(default.values[0], other.values[0])
    with pytest.raises(ValueError, match="there is no prior `even`"):
        draw(case, 50, prior="even")  # type: ignore[arg-type]


def test_what_is_drawn_anew_has_the_prior_of_the_draws() -> None:
    """Without its order an issue of four levels still weighs 3 to 1, or as much as any."""
    case = ledger({"a": list("pqrs"), "b": ["x", "y"]}, [orders("us", a=list("pqrs"))])
    for prior, mean in (("values", 0.75), ("weights", 0.5)):
        redrawn, _ = redraw_without(draw(case, N, 4, prior=prior), "us", [0], N)
        assert redrawn[0].values[0].max(axis=1).mean() == pytest.approx(mean, abs=0.02)


def test_the_mean_that_is_exported_has_the_prior_that_is_asked_for() -> None:
    case = ledger({"a": list("pqrs"), "b": ["x", "y"]})
    best = {}
    for prior in PRIOR_NAMES:
        scenario, _ = scenario_of(case, centre=True, draws=N, prior=prior)
        assert scenario is not None
        best[prior] = float(scenario.profiles[0].values[1].max())
    assert best["weights"] > 1.5 * best["values"]  # the mean weight of b: a half against a quarter
