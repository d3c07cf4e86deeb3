"""Topics where they are told: in somebody's position, or as a term of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.proposing.by_grammar.measures import Measure
from zopa.proposing.by_grammar.texts import TabledText
from zopa.proposing.by_grammar.topic import Topic

if TYPE_CHECKING:
    from zopa.proposing.by_grammar.stances import HeldPosition


@dataclass(frozen=True, eq=False)
class ToldTopic:
    """A topic where it is told: in a position, or as a term of an offer."""

    report: int
    topic: Topic
    measures: tuple[Measure, ...]
    held: HeldPosition | None = None
    offer: TabledText | None = None
    disputed: bool = False
    """Whether the report says that the sides differ about it."""

    @property
    def of_a_cut(self) -> bool:
        """Whether its figure is by how much something is cut (“an 8 percent cut”)."""
        return bool(self.measures) and self.topic.down and not self.topic.goes_to
