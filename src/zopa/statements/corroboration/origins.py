"""How many of the documents that tell a claim are independent of each other.

Two documents are of one origin for a claim if one is a copy of the other, or if what they tell it
with stands in a passage or a quote that they share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from zopa.foundation.text import Span
from zopa.statements.corroboration.records import Copied, Copy
from zopa.statements.statement import Spans, Statement

COVERED = 0.5
"""The share of a content's characters that must stand in a shared passage or quote."""


class Origins:
    """What documents share, ready to be asked about many claims."""

    def __init__(self, copies: Iterable[Copy]) -> None:
        self._copies: dict[str, list[Copy]] = defaultdict(list)
        self._whole: dict[str, str] = {}
        for copy in copies:
            if copy.kind is Copied.DOCUMENT:
                one, other = sorted((self._root(copy.first), self._root(copy.second)))
                if one != other:
                    self._whole[other] = one
            else:
                self._copies[copy.first].append(copy)

    def _root(self, document: str) -> str:
        while document in self._whole:
            document = self._whole[document]
        return document

    def of(self, told: Mapping[str, Sequence[Statement]]) -> tuple[tuple[str, ...], ...]:
        """The documents of a claim, each with the statements that tell it there, by origin.

        Sorted; the documents of one origin together.
        """
        home = {document: document for document in told}
        roots: dict[str, str] = {}
        for document in sorted(told):
            home[document] = roots.setdefault(self._root(document), document)

        def top(document: str) -> str:
            while home[document] != document:
                document = home[document]
            return document

        for first in sorted(told):
            for copy in self._copies.get(first, ()):
                if copy.second in told and _told_in(copy, told):
                    one, other = sorted((top(first), top(copy.second)))
                    home[other] = one
        together: defaultdict[str, list[str]] = defaultdict(list)
        for document in sorted(told):
            together[top(document)].append(document)
        return tuple(tuple(group) for group in together.values())


def _told_in(copy: Copy, told: Mapping[str, Sequence[Statement]]) -> bool:
    """Whether both documents tell the claim in words of one and the same shared run."""
    return any(
        any(_covered(statement.content, here) for statement in told[copy.first])
        and any(_covered(statement.content, there) for statement in told[copy.second])
        for here, there in zip(copy.first_spans, copy.second_spans, strict=True)
    )


def _covered(content: Spans, run: Span) -> bool:
    length = sum(piece.stop - piece.start for piece in content)
    inside = sum(
        max(0, min(piece.stop, run.stop) - max(piece.start, run.start)) for piece in content
    )
    return length > 0 and inside >= COVERED * length
