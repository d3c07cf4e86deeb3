"""How sure the input is: how many facts there are, what they rest on, and who reviewed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Prose, joined, prose, sentence
from zopa.briefing.wording.chances import RELIABILITY, ground
from zopa.briefing.wording.names import party_names

if TYPE_CHECKING:
    from zopa.briefing.results import BriefResults


def review_words(f: BriefResults) -> Prose:
    """Say how many facts have not been reviewed; nothing if all have been."""
    e, n = f.evidence, f.numbers
    if not e.unreviewed:
        return ()
    return sentence(
        n.count(e, "unreviewed"), " of ", n.length(e, "facts", format="count"),
        " fact" if len(e.facts) == 1 else " facts",
        " has" if e.unreviewed == 1 else " have", " not been reviewed",
    )  # fmt: skip


def input_words(f: BriefResults) -> Prose:
    """Say how many facts there are and what they rest on."""
    e, n = f.evidence, f.numbers
    if not e.facts:
        return sentence(
            "there is no fact in the ledger yet; every answer here is what holds when nothing "
            "is known"
        )
    if f.given:
        return _given_words(f)
    parts: list[Prose] = [
        sentence(
            f"the ground is {ground(e)}: ",
            n.length(e, "facts", format="count"), " fact" if len(e.facts) == 1 else " facts", ", ",
            _some(f, "reported"), " reported",
            _alone(f),
            prose(", ", n.count(e, "stated"), " stated when asked") if e.stated else (),
            ", ", _some(f, "assumed"), " assumed and ",
            _some(f, "uncertain"), " held to be less than certain",
        )
    ]  # fmt: skip
    if worst := _worst(f):
        parts.append(
            sentence(f"the least reliable source in use is graded {worst}, {RELIABILITY[worst]}")
        )
    elif e.sources and e.reported:
        parts.append(sentence("no source in use is graded for reliability"))
    unordered = sum(len(f.unordered(party)) for party in f.signatories)
    if unordered and unordered == e.unknown:
        parts.append(sentence(
            "in ", n.word(e, "unknown"), " instance" if e.unknown == 1 else " instances",
            " it is not known what a side wants on an issue",
        ))  # fmt: skip
    elif unordered:
        parts.append(sentence("on some issues it is not known what a side wants"))
    return joined(parts)


def _given_words(f: BriefResults) -> Prose:
    """What numbers rest on that are given for everything."""
    e, n = f.evidence, f.numbers
    given = sentence("what every term is worth to ", party_names(f.case, f.signatories),
                     " is given as numbers, and so is having no deal")  # fmt: skip
    if e.assumed == len(e.facts):
        rests = sentence("they are assumed for this analysis, not reported")
    elif e.assumed:
        rests = sentence(
            "of ", n.length(e, "facts", format="count"), " facts ", n.count(e, "assumed"),
            " are assumed for this analysis, not reported",
        )  # fmt: skip
    else:
        rests = sentence("they rest on reports", _alone(f))
    holds = sentence("the answers hold for these numbers, and are as good as the numbers are")
    return joined([given, rests, holds])


def _alone(f: BriefResults) -> Prose:
    """How many of the reported facts rest on one source alone."""
    e = f.evidence
    if not e.reported:
        return ()
    if not e.single_source:
        return (" (none of them by one source alone)",)
    if e.single_source == e.reported:
        return (" (by one source alone)" if e.reported == 1 else " (each by one source alone)",)
    return prose(" (", _some(f, "single_source"), " of them by one source alone)")


def _some(f: BriefResults, field: str) -> Prose:
    """How many facts are so, or none."""
    number = f.numbers.count(f.evidence, field)
    return (number,) if number.value else ("none",)


def _worst(f: BriefResults) -> str | None:
    """The lowest grade among sources that facts rest on; F, cannot be judged, is lowest."""
    grades = [s.reliability for s in f.evidence.sources if s.facts and s.reliability in RELIABILITY]
    grades = [grade for grade in grades if grade]
    return max(grades) if grades else None
