"""What the steps of proposing read and set aside, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zopa.case.ledger_text import in_flow
from zopa.proposing.by_grammar.disputed_matters import MOST_DISPUTES, DisputedMatter
from zopa.proposing.by_grammar.stands import Stand
from zopa.proposing.by_grammar.texts import TabledText
from zopa.proposing.chains.chain_records import SetAside

if TYPE_CHECKING:
    from zopa.case.model import Fact
    from zopa.proposing.build import ProposedInSteps
    from zopa.proposing.by_grammar.stances import HeldPosition
    from zopa.proposing.chains.read_in_words import Telling

MOST_PLACES = 3


def everything_aside(steps: ProposedInSteps, telling: Telling) -> Iterator[SetAside]:
    """What was set aside, step by step."""
    yield from _actors(steps)
    yield from _claims(steps, telling)
    yield from _matters(steps, telling)
    yield from _drafts(steps, telling)
    yield from _facts(steps, telling)


def _actors(steps: ProposedInSteps) -> Iterator[SetAside]:
    for actor in steps.actors.actors:
        if actor.id not in steps.parties:
            yield SetAside("actors", actor.name, "it only watches, as enough others do")
    for note in steps.actors.notes:
        yield SetAside("actors", note, "people are nobody's party")


def _claims(steps: ProposedInSteps, telling: Telling) -> Iterator[SetAside]:
    placed = {
        id(told.held)
        for dispute in (*steps.by_grammar.disputes.at_stake, *steps.by_grammar.disputes.aside)
        for told in dispute.told
        if told.held is not None
    }
    for held in steps.by_grammar.told.held:
        why = _no_claim(held, steps, placed)
        if why:
            read = telling.position(held)
            on = ", ".join(f"“{phrase}”" for phrase in read.on) or f"“{held.theme.text}”"
            what = f"{_holders(held, telling)} {read.stand} {on}"
            yield SetAside("claims", what, why, (read.at,))


def _holders(held: HeldPosition, telling: Telling) -> str:
    if held.actors:
        return " and ".join(actor.name for actor in held.actors)
    words = [f"“{telling.who(holder).words}”" for holder in held.position.holders]
    return " and ".join(words) or "somebody"


def _no_claim(held: HeldPosition, steps: ProposedInSteps, placed: set[int]) -> str:
    if not held.actors:
        return "nobody known is meant" if held.position.holders else "the words do not tell who"
    if not any(actor.id in steps.parties for actor in held.actors):
        return "who holds it is no party"
    if held.mention is not None or id(held) in placed:
        return ""
    if held.stand is Stand.OFFERS:
        return ""
    if any(not topic.is_text for topic in held.topics):
        return "what it is about is no matter by itself"
    return "it is about a text of nobody" if held.topics else "what it is about could not be read"


def _matters(steps: ProposedInSteps, telling: Telling) -> Iterator[SetAside]:
    found = steps.by_grammar
    known = {p.thing.id for p in steps.proposed.proposal.issues}
    leveled = {id(issue.dispute): issue for issue in found.issues}
    for dispute in found.disputes.aside:
        yield _matter(dispute, _not_at_stake(dispute), telling)
    for dispute in found.disputes.at_stake:
        issue = leveled.get(id(dispute))
        if issue is None:
            yield _matter(dispute, "no two levels are told of it", telling)
        elif steps.both.issue_in_case(issue.issue.id) not in known:
            why = "nobody is found to want it one way, and enough other issues are told of"
            yield _matter(dispute, why, telling)


def _not_at_stake(dispute: DisputedMatter) -> str:
    if not dispute.at_stake:
        return "nobody plainly wants or refuses it, and nobody else speaks of it"
    return f"{MOST_DISPUTES} issues have more that speaks for them"


def _matter(dispute: DisputedMatter, why: str, telling: Telling) -> SetAside:
    places = tuple(telling.topic(told) for told in dispute.told[:MOST_PLACES])
    return SetAside("matters", dispute.title, why, places)


def _drafts(steps: ProposedInSteps, telling: Telling) -> Iterator[SetAside]:
    for mention in steps.by_grammar.told.mentions:
        if not mention.offers:
            told = telling.mention(mention)
            why = "a text of nobody: no words tell whose it is, and none was told of before"
            yield SetAside("drafts", f"“{told.words}”", why, (told.at,))
    kept = {proposed.thing.id for proposed in steps.proposed.proposal.drafts}
    for offer in steps.by_grammar.offers:
        if telling.draft_of.get(id(offer)) not in kept:
            places = tuple(telling.mention(m).at for m in offer.mentions[:MOST_PLACES])
            whose = offer.by.name if offer.by is not None else "several"
            yield SetAside("drafts", f"a text of {whose}", _no_draft(offer, steps), places)


def _no_draft(offer: TabledText, steps: ProposedInSteps) -> str:
    if offer.by is not None and offer.by.id not in steps.parties:
        return "its author is no party"
    return "nobody is told to answer it, and of what is in it nothing is told"


def _facts(steps: ProposedInSteps, telling: Telling) -> Iterator[SetAside]:
    proposal = steps.proposed.proposal
    issues = {p.thing.id: p.thing for p in proposal.issues}

    def named(fact: Fact) -> str:
        return f"{fact.party} {fact.kind}: {in_flow(fact.content.tree(issues))}"

    for wish in steps.by_grammar.wishes:
        issue = steps.both.issue_in_case(wish.issue.issue.id)
        if not wish.toward and wish.actor.id in steps.parties and issue in issues:
            told = [r.told for r in wish.reasons if r.told is not None]
            yield SetAside(
                "facts",
                f"what {wish.actor.name} wants of {issues[issue].title}",
                "the reasons for one way and the other are even",
                tuple(telling.topic(one) for one in told[:MOST_PLACES]),
            )
    for proposed in proposal.withheld:
        fact = proposed.thing
        yield SetAside("facts", named(fact), proposed.why, telling.quotes(fact.evidence))
    for left in steps.both.left:
        fact = left.proposed.thing
        yield SetAside("facts", named(fact), left.why, telling.quotes(fact.evidence))
    more = len(steps.both.facts) - len(proposal.facts) - len(proposal.withheld)
    if more > 0:
        yield SetAside("facts", f"{more} more facts", "a case has room for no more of them")
