"""Levels and packages in a form: boxes for levels of issues, a draft or terms by lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.datastructures import FormData

from zopa.desk.errors import WrongCallError
from zopa.workbench.form_values import chosen, filled

if TYPE_CHECKING:
    from zopa.desk.reviewing import LedgerReview

NO_DEAL = "no_deal"
TERMS = ":terms"
"""The choice of terms that are written out; no draft has a name with a colon."""


def level_sets(review: LedgerReview, form: FormData, prefix: str) -> dict[str, Any]:
    """The levels that are ticked, by issue; a single one stands without brackets."""
    found: dict[str, Any] = {}
    for issue in review.case.issues.values():
        levels = [level for level in chosen(form, f"{prefix}_{issue.id}") if issue.has(level)]
        if levels:
            found[issue.id] = levels[0] if len(levels) == 1 else levels
    return found


def level_set_values(levels: Any, prefix: str) -> list[tuple[str, str]]:
    """The fields of a form for levels by issue."""
    return [
        (f"{prefix}_{issue}", level)
        for issue, named in levels.items()
        for level in (named if isinstance(named, list) else [named])
    ]


def terms(review: LedgerReview, form: FormData, prefix: str) -> dict[str, str]:
    """The level chosen for each issue; issues without one are open."""
    found = {}
    for issue in review.case.issues.values():
        level = filled(form, f"{prefix}_{issue.id}")
        if level and issue.has(level):
            found[issue.id] = level
    return found


def package(review: LedgerReview, form: FormData, prefix: str, *, no_deal: bool = True) -> Any:
    """A draft, no deal, or terms; `WrongCallError` where nothing is chosen."""
    what = filled(form, prefix)
    if what in review.case.drafts or (no_deal and what == NO_DEAL):
        return what
    found = terms(review, form, prefix)
    if not found:
        raise WrongCallError("choose a draft, or at least one term")
    return found


def package_values(told: Any, prefix: str) -> list[tuple[str, str]]:
    """The fields of a form for a package."""
    if isinstance(told, str):
        return [(prefix, told)]
    return [(prefix, TERMS), *((f"{prefix}_{issue}", level) for issue, level in told.items())]
