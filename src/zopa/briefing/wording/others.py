"""The words for the sides other than one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Prose, prose
from zopa.briefing.wording.names import party_name
from zopa.briefing.wording.shares import of_readings

if TYPE_CHECKING:
    from zopa.analyses.result import Share
    from zopa.briefing.results import BriefResults


def others_of(f: BriefResults, party: str) -> Prose:
    """Speak of those whose signature a party needs: the one other side by name, or all or enough
    others."""
    others = [p for p in f.signatories if p != party]
    if len(others) == 1:
        return party_name(f.case, others[0])
    return prose("all others" if f.case.takes_all else "enough others")


def others_could(f: BriefResults, party: str, share: Share) -> Prose:
    """Say how often those whose signature a party needs could sign a thing."""
    if f.given:
        return prose(others_of(f, party), " could" if share.share > 0.5 else " could not")
    return prose(others_of(f, party), " could sign it in ", of_readings(f, share))
