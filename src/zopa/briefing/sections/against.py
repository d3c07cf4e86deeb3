"""What speaks against facts of the ledger, on a screen of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Prose, Said, sentence
from zopa.briefing.sections.disputes import excerpts
from zopa.briefing.wording.facts import fact_words

if TYPE_CHECKING:
    from zopa.briefing.results import BriefResults


def spoken_against(f: BriefResults) -> list[Prose]:
    """Tell each fact against which words of a source speak, with the first of these words."""
    told = []
    for entry in f.evidence.facts:
        if entry.against:
            first, *others = excerpts(f, entry.against)
            more = f" and {len(others)} more" if others else ""
            told.append(
                sentence(
                    fact_words(f.case, f.case.facts[entry.fact]),
                    "; against it: “", Said(first.words), "” (", Said(first.title), ")", more,
                )
            )  # fmt: skip
    return told
