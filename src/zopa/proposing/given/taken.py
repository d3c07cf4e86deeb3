"""The names that are taken in a list, whose they are, and where they stand."""

from __future__ import annotations

from zopa.foundation.diagnostics import Place
from zopa.foundation.names import fold
from zopa.foundation.text import Span, trimmed_span
from zopa.proposing.given.codes import GIVEN_TWICE
from zopa.proposing.given.list_text import WrittenList


class TakenNames:
    """Names without case and accents, each of one owner; `what` says what they are of it.

    >>> told = WrittenList("parties", "Halden; halden")
    >>> names = TakenNames(told, "name of")
    >>> [names.take(told.words(span), told.words(span), span) for span in told.entries()]
    [True, False]
    >>> told.findings[0].message
    '`halden` is already a name of `Halden`'
    """

    def __init__(self, told: WrittenList, what: str) -> None:
        self._told = told
        self._what = what
        self._taken: dict[str, tuple[str, Place]] = {}

    def owned(self, name: str, owner: str) -> bool:
        """Whether an owner has the name already, in other letters perhaps (“Sinn Fein”)."""
        return fold(name) in self._taken and self._taken[fold(name)][0] == owner

    def take(self, name: str, owner: str, span: Span) -> bool:
        """Take a name for an owner; a finding where it is taken."""
        place = self._told.place(trimmed_span(self._told.text, *span) or span)
        first = self._taken.setdefault(fold(name), (owner, place))
        if first[1] == place:
            return True
        self._told.report(
            GIVEN_TWICE,
            trimmed_span(self._told.text, *span) or span,
            f"`{name}` is already a {self._what} `{first[0]}`",
            "leave it out here" if first[0] == owner else "leave it to one of them",
            label="expected one that is not taken",
            related=((first[1], "the first one"),),
        )
        return False
