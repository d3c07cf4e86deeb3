"""The words for a share of draws: in how many of a hundred readings of the reports it holds.

A draw is one reading of the reports: one set of preferences that agrees with all of them. A share
of draws is no chance that something will happen, and these words keep it from sounding like one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Prose, prose
from zopa.briefing.wording.names import every_side

if TYPE_CHECKING:
    from zopa.analyses.result import Share
    from zopa.briefing.results import BriefResults


def of_readings(f: BriefResults, share: Share, *, exactly: bool = False) -> Prose:
    """Tell a share for a sentence that goes on from “in”: “72 of 100 readings”; with its sampling
    interval in brackets where `exactly` asks for it and there is one."""
    n = f.numbers
    if share.share <= 0 or share.share >= 1:
        start = "none of " if share.share <= 0 else "all "
        return prose(start, n.show("count", share, "draws"), " readings")
    behind = interval(f, share) if exactly else ()
    return prose(n.show("of_100", share, "share"), " readings", behind)


def could_sign(f: BriefResults, share: Share, what: Prose) -> Prose:
    """Say in how many readings all who must agree could sign a thing: “all sides would sign … in 12
    of 100 readings”, “in none of 500 readings could all sides sign …”."""
    sides, often = every_side(f.case), of_readings(f, share)
    if share.share <= 0:
        return prose("in ", often, f" could {sides} sign ", what)
    return prose(f"{sides} could sign ", what, " in ", often)


def interval(f: BriefResults, share: Share) -> Prose:
    """Write the sampling interval of a share in brackets; nothing where the share is 0 or 1, which
    is told as none or all of the draws."""
    if share.share <= 0 or share.share >= 1:
        return ()
    n = f.numbers
    return prose(" (", n.show("low", share, "low"), "–", n.show("high", share, "high"), ")")


def what_is_read(f: BriefResults) -> str:
    """Name what the readings are readings of: the reports, or a ledger of assumptions."""
    return "these reports" if f.evidence.reported else "this ledger"
