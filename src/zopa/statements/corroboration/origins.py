"""Counting how many of the documents that tell a claim are independent of each other.

For a claim, two documents have the same origin if one is a copy of the other, or if the words with
which they tell the claim stand in a passage or a quote that both share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from zopa.foundation.text import Span
from zopa.statements.claims import Copied, Copy
from zopa.statements.statement import Passages, Statement

COVERED = 0.5
"""A content counts as copied if at least this share of its characters stands in a shared passage
or quote."""


class Origins:
    """The words that documents share, arranged so that many claims can be looked up."""

    def __init__(self, copies: Iterable[Copy]) -> None:
        self._copies: dict[str, list[Copy]] = defaultdict(list)
        self._whole: dict[str, str] = {}
        for copy in copies:
            if copy.kind is Copied.DOCUMENT:
                kept, absorbed = sorted((self._root(copy.first), self._root(copy.second)))
                if kept != absorbed:
                    self._whole[absorbed] = kept
            else:
                self._copies[copy.first].append(copy)

    def _root(self, document: str) -> str:
        while document in self._whole:
            document = self._whole[document]
        return document

    def of(
        self, statements_by_document: Mapping[str, Sequence[Statement]]
    ) -> tuple[tuple[str, ...], ...]:
        """The documents that tell a claim, grouped by origin and sorted.

        `statements_by_document` holds, for each document that tells it, the statements that do.
        """
        home = {document: document for document in statements_by_document}
        roots: dict[str, str] = {}
        for document in sorted(statements_by_document):
            home[document] = roots.setdefault(self._root(document), document)

        def top(document: str) -> str:
            while home[document] != document:
                document = home[document]
            return document

        for first in sorted(statements_by_document):
            for copy in self._copies.get(first, ()):
                if copy.second in statements_by_document and _claim_is_in(
                    copy, statements_by_document
                ):
                    kept, absorbed = sorted((top(first), top(copy.second)))
                    home[absorbed] = kept
        together: defaultdict[str, list[str]] = defaultdict(list)
        for document in sorted(statements_by_document):
            together[top(document)].append(document)
        return tuple(tuple(group) for group in together.values())


def _claim_is_in(copy: Copy, statements_by_document: Mapping[str, Sequence[Statement]]) -> bool:
    """Whether both documents tell the claim in words of the same shared run."""
    return any(
        any(_covered(statement.content, here) for statement in statements_by_document[copy.first])
        and any(
            _covered(statement.content, there) for statement in statements_by_document[copy.second]
        )
        for here, there in zip(copy.first_spans, copy.second_spans, strict=True)
    )


def _covered(content: Passages, run: Span) -> bool:
    length = sum(piece.stop - piece.start for piece in content)
    inside = sum(
        max(0, min(piece.stop, run.stop) - max(piece.start, run.start)) for piece in content
    )
    return length > 0 and inside >= COVERED * length
