"""The outline: which sections a brief has, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.sections.best import best
from zopa.briefing.sections.deal import deal
from zopa.briefing.sections.disputes import disputes
from zopa.briefing.sections.drafts import drafts
from zopa.briefing.sections.headline import headline
from zopa.briefing.sections.method import method
from zopa.briefing.sections.reports import reports
from zopa.briefing.sections.sources import sources
from zopa.briefing.sections.unknown import unknown
from zopa.briefing.sections.wants import wants

if TYPE_CHECKING:
    from collections.abc import Callable

    from zopa.briefing.blocks import Section
    from zopa.briefing.results import BriefResults

OUTLINE: tuple[Callable[[BriefResults], Section | None], ...] = (
    reports,
    headline,
    wants,
    disputes,
    deal,
    drafts,
    best,
    unknown,
    sources,
    method,
)
"""A new section is a function added here."""


def sections(f: BriefResults) -> tuple[Section, ...]:
    """Write the sections that have something to say."""
    return tuple(section for write in OUTLINE if (section := write(f)) is not None)
