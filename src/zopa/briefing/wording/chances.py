"""The words for likelihoods, for reliabilities and for how good the input is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Chance, Prose, prose

if TYPE_CHECKING:
    from zopa.analyses.evidence_table import EvidenceResult

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
    "": "not graded",
}
"""NATO AJP-2.1, source reliability."""


def held(chance: Chance) -> Prose:
    """Say how an uncertain fact is held: “held to be likely (55–80%)”."""
    if not chance.noun:
        return prose("held to be ", chance)
    article = "a " if chance.word.startswith("roughly") else ""
    return prose(f"given {article}", chance)


def ground(evidence: EvidenceResult) -> str:
    """Say in a word how broad the ground is that the facts stand on.

    It is thin where more than two facts in three rest on one source alone or on an assumption,
    broad where fewer than one in three do.
    """
    if not evidence.facts:
        return "missing"
    weak = sum(f.single_source or bool(f.assumed) for f in evidence.facts) / len(evidence.facts)
    return "thin" if weak > 2 / 3 else "broad" if weak < 1 / 3 else "mixed"
