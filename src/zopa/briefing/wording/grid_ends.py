"""Where an offer stands at the end of the levels of a number, and what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Prose, sentence
from zopa.briefing.wording.names import draft_title, issue_title, level_text, party_names
from zopa.case.model import Direction

if TYPE_CHECKING:
    from zopa.briefing.results import BriefResults
    from zopa.case.model import Case, Draft

TOLD = 3
"""Ends that are told one by one."""


def ends_words(f: BriefResults) -> list[Prose]:
    """Say of the first few offers at an end that a side likes least that nothing beyond it was
    looked at, so that it counts as the worst for that side."""
    told = []
    for (issue, level), (draft, parties) in list(_offers_at_ends(f.case).items())[:TOLD]:
        sides = "that side" if len(parties) == 1 else "those sides"
        told.append(
            sentence(
                "the levels of ", issue_title(f.case, issue), " end at ",
                level_text(f.case, issue, level), ", where ", draft_title(f.case, draft),
                " stands and which suits ", party_names(f.case, parties),
                " least: no deal beyond it was looked at, and it counts as the worst there could "
                f"be for {sides}",
            )
        )  # fmt: skip
    return told


def _offers_at_ends(case: Case) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Issue and level at an end, with the first draft that stands there and the signatories that
    like it least and did not table it."""
    found: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for draft in case.drafts.values():
        for issue, level in _at_ends(case, draft):
            last = level == case.issues[issue].level_ids[-1]
            parties = [
                party
                for party in case.signatories
                if party not in draft.by and _likes_least(case, party, issue, last=last)
            ]
            if parties:
                found.setdefault((issue, level), (draft.id, parties))
    return found


def _at_ends(case: Case, draft: Draft) -> list[tuple[str, str]]:
    """The terms of a draft that stand at the first or the last level of a number."""
    return [
        (issue, level)
        for issue, levels in draft.levels.items()
        if case.issues[issue].numeric
        for level in levels
        if level in (case.issues[issue].level_ids[0], case.issues[issue].level_ids[-1])
    ]


def _likes_least(case: Case, party: str, issue: str, *, last: bool) -> bool:
    """Whether a party wants as little as possible of a number, or as much where `last` is not."""
    return any(
        fact.party == party
        and isinstance(ranking, Direction)
        and ranking.issue == issue
        and ranking.toward == ("less" if last else "more")
        for _, fact, ranking in case.orders()
    )
