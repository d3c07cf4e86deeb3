"""How sure a proposed fact is, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zopa.case.model import Fact
from zopa.proposing.also_found import positions_of
from zopa.proposing.by_grammar.drafting import DraftedOffer
from zopa.proposing.by_grammar.stands import Stand
from zopa.proposing.by_grammar.wishes import COMPARED, OPPOSED, Wish
from zopa.proposing.proposal import Proposed

if TYPE_CHECKING:
    from zopa.proposing.build import ProposedInSteps
    from zopa.proposing.by_grammar.stances import HeldPosition


def sureness(fact: Fact) -> str:
    """`established`, or how likely in words or percent."""
    if fact.confidence >= 1:
        return "established"
    return fact.confidence_word or f"{fact.confidence:.0%}"


def why_sure(proposed: Proposed[Fact], steps: ProposedInSteps) -> str:
    """What speaks for how sure a fact is taken to be, and what against it."""
    wish = next((item for item in proposed.basis if isinstance(item, Wish)), None)
    drafted = next((item for item in proposed.basis if isinstance(item, DraftedOffer)), None)
    stated = [item for item in proposed.basis if isinstance(item, str)]
    reasons: list[str] = []
    if wish is not None:
        reasons += _of_wish(wish, steps)
    elif drafted is not None:
        reasons += _of_answer(proposed, drafted)
    elif not stated:
        reasons.append("plainly told, but no direction follows from it")
    if wish is not None and _guessed(wish) and not stated:
        return "; ".join(reasons)
    held = list(positions_of(proposed))
    by_grammar = len(stated) < len(proposed.basis)
    if by_grammar and (stated or any(map(steps.told_too.confirms, held))):
        reasons.append("told in two ways: by the grammar, and as a statement")
    elif not by_grammar:
        reasons.append("told in one way only: as a statement")
    else:
        reasons.append("told in one way only: by the grammar")
    return "; ".join(reasons)


def _of_wish(wish: Wish, steps: ProposedInSteps) -> Iterator[str]:
    ways = {reason.toward for reason in wish.reasons}
    if wish.plain:
        yield "plainly told, and nothing told against it"
    elif len(ways) > 1:
        yield "something is told against it"
    elif _guessed(wish):
        yield "a guess from what the other side wants"
    else:
        figures = any(reason.weight == COMPARED for reason in wish.reasons)
        yield "it follows from figures" if figures else "told in passing"
    party = steps.parties.get(wish.actor.id)
    negotiates = party is not None and party.role == "signatory"
    yield "by one who negotiates" if negotiates else "by one who does not negotiate"
    dispute = wish.issue.dispute
    if dispute.given is not None:
        yield "on an issue that was named by hand"
    elif dispute.matter:
        yield "on a known matter"
    elif dispute.well_told:
        yield "on a matter that is told in more than one place"
    else:
        yield "on a matter that is told in one place only"


def _guessed(wish: Wish) -> bool:
    """Whether nothing speaks for a wish but that the other side wants the opposite."""
    return all(reason.weight == OPPOSED for reason in wish.reasons)


def _of_answer(proposed: Proposed[Fact], drafted: DraftedOffer) -> Iterator[str]:
    known = bool(drafted.offer.measures or drafted.draft.terms)
    if proposed.thing.kind == "tables":
        yield "it is told to be tabled"
    else:
        held = list(positions_of(proposed))
        plain = any(position.plain for position in held)
        yield "plainly told" if plain else "told in passing, or it follows from the deal"
        parties = {actor.id for position in held for actor in position.actors}
        if any(_answers(p, parties) for p in drafted.positions if p not in held):
            yield "the last of several answers that differ"
    yield "terms of the text are known" if known else "no term of the text is known"


def _answers(position: HeldPosition, actors: set[str]) -> bool:
    """Whether one of some actors takes or refuses a text."""
    return position.stand is not Stand.OFFERS and any(a.id in actors for a in position.actors)
