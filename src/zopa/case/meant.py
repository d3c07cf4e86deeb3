"""Which party, issue, level or draft of a case a person means by a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.case.scalars import decimal, plain_number
from zopa.foundation.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from zopa.case.issues import Issue
    from zopa.case.model import Case


def party_meant(case: Case, words: str) -> str | None:
    """The id of the party that is called so: its id, its name or another name of it; None where
    none is.

    >>> from zopa.case.model import Case, Party
    >>> case = Case("", {}, {"us": Party("us", "United States", also=("Washington",))})
    >>> party_meant(case, "washington"), party_meant(case, "Paris")
    ('us', None)
    """
    return _first(
        words, ((p.id, (p.id, p.name, *p.also)) for p in case.parties.values())
    )  # fmt: skip


def draft_meant(case: Case, words: str) -> str | None:
    """The id of the draft that is called so: its id or its title; None where none is."""
    return _first(words, ((d.id, (d.id, d.title)) for d in case.drafts.values()))


def issue_meant(case: Case, words: str) -> str | None:
    """The id of the issue that is called so: its id or its title; None where none is."""
    return _first(words, ((i.id, (i.id, i.title)) for i in case.issues.values()))


def level_meant(issue: Issue, words: str) -> str | None:
    """The id of the level of an issue that is meant: by its id, its words with or without the unit,
    or its number; None where none is.

    >>> from zopa.case.issues import Issue, Level
    >>> share = Issue("share", "Share", (Level("50", "50", 50.0),), "percent", numeric=True)
    >>> level_meant(share, "50.0"), level_meant(share, "50 Percent"), level_meant(share, "60")
    ('50', '50', None)
    """
    called = ((k.id, (k.id, k.text, issue.describe(k.id))) for k in issue.levels)
    found = _first(words, called)
    if found is not None:
        return found
    number = decimal(words.strip()) if issue.numeric else None
    plain = None if number is None else plain_number(number)
    return plain if plain is not None and issue.has(plain) else None


def names_of_levels(issue: Issue) -> Mapping[str, str]:
    """Everything by which a level of an issue may be named, to its id."""
    by_text = {level.text: level.id for level in issue.levels}
    return {**by_text, **{level.id: level.id for level in issue.levels}}


def _first(words: str, called: Iterable[tuple[str, tuple[str, ...]]]) -> str | None:
    """The id that is meant: an id comes before a name that others have."""
    wanted, every = fold(words), list(called)

    def matches(position: slice) -> Iterator[str]:
        for key, names in every:
            if wanted in map(fold, names[position]):
                yield key

    return next(matches(slice(0, 1)), next(matches(slice(1, None)), None))
