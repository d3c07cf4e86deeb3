"""Counting and drawing outcomes by what they are worth, where they cannot be listed.

Each concept has a module:

- `share_in_zone`, `draw_from_zone` (`zone`): how many outcomes every party would sign, and draws
  of them;
- `share_agreed`, `draw_agreed` (`enough`): the same where not all parties must sign;
- `outcomes_at`, `offer_at`, `nearest_utility` (`offers`): outcomes of a wanted utility, as bidding
  strategies need them;
- `utility_distribution` (`distribution`): how many outcomes are worth how much to a party.

Each question is about a `Region` of utilities (`region`). Its outcomes are counted by merging
partial outcomes of equal utility in whole units (`units`, `layers`). Where those are too many,
outcomes are drawn by exponential tilting (`tilting`) or from a coarser grid, and those outside
the region are rejected (`samplers`).
"""

from zopa.outcomes.counting.distribution import UtilityDistribution, utility_distribution
from zopa.outcomes.counting.enough import draw_agreed, share_agreed
from zopa.outcomes.counting.offers import Offer, nearest_utility, offer_at, outcomes_at
from zopa.outcomes.counting.region import NoneFound, NoSuchOutcome
from zopa.outcomes.counting.zone import ZoneShare, draw_from_zone, share_in_zone

__all__ = [
    "NoSuchOutcome",
    "NoneFound",
    "Offer",
    "UtilityDistribution",
    "ZoneShare",
    "draw_agreed",
    "draw_from_zone",
    "nearest_utility",
    "offer_at",
    "outcomes_at",
    "share_agreed",
    "share_in_zone",
    "utility_distribution",
]
