"""What a brief says, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.brief.sections.best import best
from zopa.brief.sections.deal import deal
from zopa.brief.sections.disputes import disputes
from zopa.brief.sections.drafts import drafts
from zopa.brief.sections.headline import headline
from zopa.brief.sections.method import method
from zopa.brief.sections.reports import reports
from zopa.brief.sections.sources import sources
from zopa.brief.sections.unknown import unknown
from zopa.brief.sections.wants import wants

if TYPE_CHECKING:
    from collections.abc import Callable

    from zopa.brief.blocks import Section
    from zopa.brief.findings import Findings

OUTLINE: tuple[Callable[[Findings], Section | None], ...] = (
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


def sections(f: Findings) -> tuple[Section, ...]:
    """The sections that have something to say."""
    return tuple(section for write in OUTLINE if (section := write(f)) is not None)
