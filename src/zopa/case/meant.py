"""Which party, issue, level or draft of a case a person means by a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.case.scalars import decimal, plain_number
from zopa.foundation.names import fold_signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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


def drafts_meant(case: Case, words: str) -> tuple[str, ...]:
    """The id of the draft that is called so, by its id or its title; of several where they share
    the title, and of none where none is called so."""
    return _called(words, ((d.id, (d.id, d.title)) for d in case.drafts.values()))


def issue_meant(case: Case, words: str) -> str | None:
    """The id of the issue that is called so: its id or its title; None where none is."""
    return _first(words, ((i.id, (i.id, i.title)) for i in case.issues.values()))


def levels_meant(issue: Issue, words: str) -> tuple[str, ...]:
    """The id of the level of an issue that is meant: by its id, its words with or without the unit,
    or its number; of several where they share the words, and of none where none is meant.

    >>> from zopa.case.issues import Issue, Level
    >>> share = Issue("share", "Share", (Level("50", "50", 50.0),), "percent", numeric=True)
    >>> levels_meant(share, "50.0"), levels_meant(share, "50 Percent"), levels_meant(share, "60")
    (('50',), ('50',), ())
    """
    called = ((k.id, (k.id, k.text, issue.describe(k.id))) for k in issue.levels)
    found = _called(words, called)
    if found:
        return found
    number = decimal(words.strip()) if issue.numeric else None
    plain = None if number is None else plain_number(number)
    return (plain,) if plain is not None and issue.has(plain) else ()


def names_of_levels(issue: Issue) -> Mapping[str, str]:
    """Everything by which a level of an issue may be named, to its id."""
    by_text = {level.text: level.id for level in issue.levels}
    return {**by_text, **{level.id: level.id for level in issue.levels}}


def _first(words: str, called: Iterable[tuple[str, tuple[str, ...]]]) -> str | None:
    """The one id that is meant, of things that a check holds to names of their own."""
    return next(iter(_called(words, called)), None)


def _called(words: str, called: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """The ids that are meant: an id comes before a name that others have, and what is written just
    so before what differs in case, accents or hyphens."""
    every = list(called)

    def matches(position: slice, same: Callable[[str], str]) -> Iterator[str]:
        return (key for key, names in every if same(words) in map(same, names[position]))

    for position in (slice(0, 1), slice(1, None)):
        for same in (str, fold_signed):
            found = tuple(matches(position, same))
            if found:
                return found
    return ()
