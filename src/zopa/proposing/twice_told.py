"""Whether a position that the grammar tells is a statement too, with an act that fits it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zopa.foundation.text import Span
from zopa.proposing.by_grammar.stances import HeldPosition
from zopa.proposing.by_grammar.stands import Stand
from zopa.statements.statement import Act, Statement

_FITS = {
    Stand.WANTS: frozenset({Act.DEMAND, Act.ASK}),
    Stand.OFFERS: frozenset({Act.OFFER, Act.PROMISE, Act.CONCEDE}),
    Stand.REJECTS: frozenset({Act.REJECT, Act.DOUBT}),
    Stand.ACCEPTS: frozenset({Act.AGREE, Act.CONCEDE}),
}


class TwiceTold:
    """The statements of some documents, by where they stand."""

    def __init__(self, documents: Sequence[str], statements: Iterable[Statement]) -> None:
        self._documents = tuple(documents)
        self._by_document: dict[str, list[tuple[Span, Statement]]] = {}
        for statement in statements:
            places = [Span(p.start, p.stop) for p in statement.passages]
            if places:
                whole = Span(min(p.start for p in places), max(p.stop for p in places))
                own = self._by_document.setdefault(statement.document, [])
                own.append((whole, statement))

    def confirms(self, held: HeldPosition) -> bool:
        """Whether a statement around the word that tells a position has an act that fits it."""
        acts = _FITS[held.stand]
        return any(
            span.start <= held.place < span.stop and statement.act in acts and not statement.negated
            for span, statement in self._by_document.get(self._documents[held.report], ())
        )
