"""What a party will never sign, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.phrasing import Prose, listed, prose
from zopa.briefing.wording.names import issue_title, level_list, level_text
from zopa.case.model import ConditionalRedLine, Limit

if TYPE_CHECKING:
    from zopa.case.model import Case, Content, Terms


def ruled_out(case: Case, content: Content) -> dict[str, Prose]:
    """Say for each issue what a red line rules out there by itself: levels, or what is beyond a
    number."""
    if isinstance(content, Limit):
        side = "anything below " if content.kind == "at_least" else "anything above "
        return {
            issue: prose(side, level_text(case, issue, level))
            for issue, level in content.bounds.items()
        }
    barred = content.barred(case.issues)
    return {issue: level_list(case, issue, levels) for issue, levels in barred.items()}


def red_line_words(case: Case, content: Content) -> Prose:
    """Say within a sentence what a red line rules out."""
    if isinstance(content, ConditionalRedLine):
        return prose(_side(case, content.when), " unless ", _side(case, content.then))
    return listed(
        [
            prose(what, " on ", issue_title(case, issue))
            for issue, what in ruled_out(case, content).items()
        ]
    )


def _side(case: Case, terms: Terms) -> Prose:
    """What holds on either side of a condition."""
    return listed(
        [
            prose(level_list(case, issue, levels), " on ", issue_title(case, issue))
            for issue, levels in terms.items()
        ]
    )
