"""How the draws were made that analyses were computed from, as a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import Field

from zopa.analyses.result import Record
from zopa.preferences.priors import PriorName

if TYPE_CHECKING:
    from zopa.preferences.draws import Draws


class PartyWalk(Record):
    """How the random walk through one party's preferences ended."""

    reached: bool
    """Whether it passed its tests of convergence."""
    steps: int
    chains: int
    correlation: float
    """The greatest correlation of a coordinate with its state at the earlier look."""
    drift: float
    """The greatest movement of a mean since that look, in standard errors."""
    given: bool
    """Whether the ledger gives the value of every level, every bonus and the reservation value
    of the party as a number each; nothing is drawn then."""


class Drawing(Record):
    """The number and the seed of some draws, and how they came out."""

    count: int = Field(ge=1)
    seed: int
    prior: PriorName
    """What preferences are spread over evenly before any fact has had its say."""
    converged: bool
    """Whether the walks of all parties passed their tests."""
    parties: dict[str, PartyWalk]
    given: bool
    """Whether every number of every signatory is given and all draws are the same, so that
    nothing is left to chance."""

    @classmethod
    def of(cls, draws: Draws) -> Self:
        """What there is to say of some draws."""
        return cls(
            count=len(draws),
            seed=draws.seed,
            prior=draws.prior.name,
            converged=draws.converged,
            parties={
                party: PartyWalk(
                    reached=bool(ended.reached),
                    steps=int(ended.steps),
                    chains=int(ended.chains),
                    correlation=float(ended.correlation),
                    drift=float(ended.drift),
                    given=party in draws.given_parties,
                )
                for party, ended in draws.convergence.items()
            },
            given=draws.given,
        )
