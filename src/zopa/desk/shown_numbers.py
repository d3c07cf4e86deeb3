"""Numbers of results as a page shows them, in the formats of the brief."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zopa.analyses.result import Share, Spread


def share_shown(share: Share) -> str:
    """A share of draws.

    >>> from zopa.analyses.result import Share
    >>> [share_shown(Share.counted(hits, 400)) for hits in (0, 1, 300, 400)]
    ['none', 'under 1%', '75%', 'all']
    """
    from zopa.briefing.numbers import percent

    if share.share <= 0 or share.share >= 1:
        return "all" if share.share else "none"
    return percent(share.share)


def worth_shown(spread: Spread) -> str:
    """What something is worth, in hundredths of all that a side could want.

    >>> from zopa.analyses.result import Spread
    >>> worth_shown(Spread(mean=0.594, low=0.2, high=0.8, draws=400))
    '59'
    """
    return str(round(100 * spread.mean))


def gain_shown(difference: float) -> str:
    """A difference, in hundredths, with its sign.

    >>> gain_shown(-0.031)
    '−3'
    """
    from zopa.briefing.numbers import gain

    return gain(difference)


def margin_shown(error: float) -> str:
    """A sampling error in hundredths, rounded up.

    >>> margin_shown(0.0312)
    '4'
    """
    return str(ceil(100 * error - 1e-9))
