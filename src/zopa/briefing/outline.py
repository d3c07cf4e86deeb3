"""The outline: which sections a brief has, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.sections.best import best_section
from zopa.briefing.sections.changes import changes_section
from zopa.briefing.sections.deal import deal_section
from zopa.briefing.sections.disputes import disputes_section
from zopa.briefing.sections.drafts import drafts_section
from zopa.briefing.sections.headline import headline_section
from zopa.briefing.sections.method import method_section
from zopa.briefing.sections.reports import reports_section
from zopa.briefing.sections.round_table import rounds_section
from zopa.briefing.sections.sources import sources_section
from zopa.briefing.sections.table_next import next_section
from zopa.briefing.sections.unknown import unknown_section
from zopa.briefing.sections.wants import wants_section

if TYPE_CHECKING:
    from collections.abc import Callable

    from zopa.briefing.blocks import Section
    from zopa.briefing.results import BriefResults

OUTLINE: tuple[Callable[[BriefResults], Section | None], ...] = (
    changes_section,
    headline_section,
    reports_section,
    wants_section,
    disputes_section,
    deal_section,
    drafts_section,
    next_section,
    rounds_section,
    best_section,
    unknown_section,
    sources_section,
    method_section,
)
"""A new section is a function added here. What is read in short comes first, always."""


def sections(f: BriefResults) -> tuple[Section, ...]:
    """Write the sections that have something to say."""
    return tuple(section for write in OUTLINE if (section := write(f)) is not None)
