"""How an address names a package: by the issues that it settles, and their levels."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import QueryParams

from zopa.workbench.page_maker import address

TERM = "term."
"""What stands before the name of an issue, so that no issue is taken for another field."""


def terms_asked(words: str) -> dict[str, str]:
    """The terms in a text such as `share=20;law=neutral`.

    >>> terms_asked("share=20;law=neutral")
    {'share': '20', 'law': 'neutral'}
    """
    pairs = (part.partition("=") for part in words.split(";") if part)
    return {issue: level for issue, _, level in pairs}


def terms_of_form(form: QueryParams) -> dict[str, str]:
    """The terms of a form or an address; a level that is empty leaves an issue open.

    >>> terms_of_form(QueryParams("party=us&term.share=20&term.law="))
    {'share': '20', 'law': ''}
    """
    return {name.removeprefix(TERM): v for name, v in form.items() if name.startswith(TERM)}


def board_address(case: str, terms: Mapping[str, str], **more: str) -> str:
    """Where the board of a case is with a package on it.

    >>> board_address("talks", {"share": "20"}, party="us")
    '/cases/talks/board?party=us&term.share=20'
    """
    return address(case, "board", **more, **{f"{TERM}{issue}": v for issue, v in terms.items()})
