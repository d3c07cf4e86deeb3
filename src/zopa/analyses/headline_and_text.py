"""What a report tells in its headline and again in its text.

Two statements of one report tell one thing if one of them stands in a headline, both have one
party, one act, and say yes or no alike, and their words meet. They meet if half of the words with a
meaning of one of them stand in the other. A headline says a thing in words of its own, so that one
is also met by what the report alone has of such acts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from zopa.case.model import Case
from zopa.foundation.text import Span
from zopa.sources.blocks import blocks_of
from zopa.sources.document import Form, Use
from zopa.sources.kind import form_of_text
from zopa.sources.markup import page_of
from zopa.statements.corroboration.stems import STOP, WORD, stem
from zopa.statements.statement import Statement

_MET = 0.5
"""Two statements meet if so much of the words of one of them stands in the other."""
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def told_by_a_headline(
    case: Case, statements: Sequence[Statement], used: Iterable[str]
) -> frozenset[str]:
    """The ids of those statements that tell the same as a statement of which the id is in `used`,
    one of both standing in a headline of their report."""
    names = frozenset(used)
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for statement in statements:
        if statement.speaker.party and statement.cue:
            key = (
                statement.document, statement.speaker.party, statement.act, statement.negated,
                statement.conditional,
            )  # fmt: skip
            groups.setdefault(key, []).append(statement)
    heads: dict[str, list[Span]] = {}
    told: set[str] = set()
    for group in groups.values():
        ids = {statement.id for statement in group}
        if not ids & names or ids <= names:
            continue
        source = group[0].document
        if source not in heads:
            known = case.sources.get(source)
            heads[source] = list(_headlines((known and known.text) or ""))
        told |= _told(group, names, heads[source])
    return frozenset(told)


def _told(group: Sequence[Statement], used: frozenset[str], heads: Sequence[Span]) -> set[str]:
    headed = {statement.id for statement in group if _stands_in(statement, heads)}
    body = [statement for statement in group if statement.id not in headed]
    told: set[str] = set()
    for statement in group:
        if statement.id in used:
            continue
        others = [o for o in group if o.id in used and (o.id in headed) != (statement.id in headed)]
        only = statement.id in headed and len(body) == 1
        if any(only or _meet(statement, other) for other in others):
            told.add(statement.id)
    return told


def _stands_in(statement: Statement, heads: Sequence[Span]) -> bool:
    place = statement.cue[0].start
    at = bisect_right(heads, place, key=lambda head: head.start) - 1
    return at >= 0 and place < heads[at].stop


def _meet(first: Statement, second: Statement) -> bool:
    here, there = _stems(first), _stems(second)
    return bool(here & there) and len(here & there) >= _MET * min(len(here), len(there))


def _stems(statement: Statement) -> frozenset[str]:
    words = (word for piece in statement.content for word in WORD.findall(piece.words))
    return frozenset(stem(word) for word in words if word.casefold() not in STOP)


def _headlines(text: str) -> Iterator[Span]:
    """The places of the headlines in the text of a source, in order.

    >>> text = "Crews reject the offer\\n\\nThe crews rejected it on Friday, by 40 votes to 2."
    >>> [text[slice(*span)] for span in _headlines(text)]
    ['Crews reject the offer']
    """
    if form_of_text(text) is not Form.HTML:
        yield from (block.span for block in blocks_of(text) if block.use is Use.HEADING)
        return
    page = page_of(text)
    for piece in page.pieces:
        if piece.tag in _HEADS:
            start, last = page.places[piece.span.start], page.places[piece.span.stop - 1]
            yield Span(int(start), int(last) + 1)
