"""Draws of one party alone, few and quickly made: enough to choose what to ask it next."""

from __future__ import annotations

from threadpoolctl import threadpool_limits

from zopa.case.model import Case
from zopa.foundation.chance import stream
from zopa.preferences.consistency import Consistency
from zopa.preferences.party import PartyDraws, draw_party
from zopa.preferences.priors import DEFAULT_PRIOR, prior_named
from zopa.preferences.settings import draw_settings

FEW = 400
"""Draws with which a share is good to about 5 percentage points."""
SHORT = 5
"""Epochs that the walks take at most. They may end before their tests have passed: the means of 400
draws were then off by no more than their sampling error, on 6 issues of 4 levels."""


def few_draws(case: Case, party: str, seed: int = 0, count: int = FEW) -> PartyDraws:
    """Preferences of one party that agree with the facts of a case, by short walks.

    They are for choosing questions. An answer to a person comes from `zopa.draw`, whose walks are
    tested. The same case, seed and count give the same draws. Raises CannotDrawError where the
    facts cannot all hold.

    >>> import zopa
    >>> drawn = few_draws(zopa.load("examples/minerals"), "ukraine", count=100)
    >>> drawn.values[0].shape, drawn.reservation.shape
    ((100, 6), (100,))
    """
    consistency = Consistency(case)
    with threadpool_limits(1, "blas"):
        settings = draw_settings(consistency, count, stream(seed, 0))
        rank = sorted(case.parties).index(party)
        (drawn,), _ = draw_party(
            consistency, party, settings, [None], stream(seed, 1, rank), SHORT,
            prior=prior_named(DEFAULT_PRIOR),
        )  # fmt: skip
    return drawn
