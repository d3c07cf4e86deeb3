"""A proposal: a first case made of reports, for a person to correct.

The parts are those of a case, each with the reason for which it is proposed. Nothing here is
decided: a proposal becomes a case when it is written as a ledger, and a ledger is edited by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from zopa.case.model import AgreementRule, Case, Draft, Fact, Issue, Party, Path, Position, Source
from zopa.foundation.diagnostics import Place

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Proposed(Generic[Thing]):
    """A part of a case and why it is proposed: which statements tell it, what is unsure."""

    thing: Thing
    why: str = ""
    placeholder: bool = False
    """Stands for something that the reports do not tell and a person has to fill in."""
    given: bool = False
    """Was named by a person, and is not proposed."""
    basis: tuple[object, ...] = field(default=(), compare=False, repr=False)
    """What the steps of proposing made it of: their records, and the ids of statements."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document in the case folder: its source, and whether its file is the document itself."""

    document: str
    """The id of the document that was read."""
    source: Source
    unchanged: bool = True
    original: str = ""
    """Where in the folder the document itself lies, if the source is only its text."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A first case, as far as the reports tell it."""

    title: str
    as_of: date
    summary: str
    sources: tuple[Proposed[Shelved], ...] = ()
    parties: tuple[Proposed[Party], ...] = ()
    issues: tuple[Proposed[Issue], ...] = ()
    drafts: tuple[Proposed[Draft], ...] = ()
    facts: tuple[Proposed[Fact], ...] = ()
    agreement: Proposed[AgreementRule] | None = None
    """Who must accept for there to be an agreement; None where all signatories must."""
    withheld: tuple[Proposed[Fact], ...] = ()
    """Facts that cannot hold together with surer ones; the ledger has them as comments."""
    also: tuple[Proposed[Fact], ...] = ()
    """What was plainly told and made no fact, as the facts that a person may make of it; by party
    and issue. The ledger has them as comments."""
    notes: tuple[str, ...] = field(default=())
    """What was found and could not be made into a part of a case, a sentence each."""

    def alone(self) -> Proposal:
        """The same without what the steps made it of, so that no parse lives on in it."""

        def bare(facts: tuple[Proposed[Fact], ...]) -> tuple[Proposed[Fact], ...]:
            return tuple(replace(proposed, basis=()) for proposed in facts)

        return replace(
            self, facts=bare(self.facts), withheld=bare(self.withheld), also=bare(self.also)
        )

    def case(self, name: str = "case") -> Case:
        """The proposal as a case. The place of fact `i` is line `i + 1` of a file `facts`, so
        that findings about facts can be led back to them."""
        facts = tuple(replace(p.thing, path=("facts", i)) for i, p in enumerate(self.facts))
        places: dict[Path, Position] = {
            ("facts", i): Position(Place("facts", i + 1, 1)) for i in range(len(facts))
        }
        return Case(
            title=self.title,
            issues={p.thing.id: p.thing for p in self.issues},
            parties={p.thing.id: p.thing for p in self.parties},
            drafts={p.thing.id: p.thing for p in self.drafts},
            facts=facts,
            sources={p.thing.source.id: p.thing.source for p in self.sources},
            as_of=self.as_of,
            summary=self.summary,
            agreement=self.agreement.thing if self.agreement else None,
            name=name,
            places=places,
        )


@dataclass(frozen=True, slots=True)
class ProposedCase:
    """A proposal and the case folder that is made of it."""

    proposal: Proposal
    files: Mapping[str, bytes]
    """The content of each file by its path in the folder: the ledger, the sources with the
    documents beside them, and the file of statements."""
