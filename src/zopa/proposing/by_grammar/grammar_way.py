"""What the grammar of the reports tells of a negotiation: issues, drafts and facts.

This is one of two ways of reading; the other goes by the statements that the tagger finds. What
both tell is surer than what one tells alone (`two_ways`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from zopa.case.model import (
    Content,
    Direction,
    Evidence,
    Fact,
    FactKind,
    Order,
    Package,
    Ranking,
    RedLine,
)
from zopa.case.model import Stance as TakenStance
from zopa.proposing.by_grammar.answered import answered_by_others
from zopa.proposing.by_grammar.citing import Citing
from zopa.proposing.by_grammar.disputed_matters import FoundDisputes, disputes_of
from zopa.proposing.by_grammar.drafting import DraftedOffer, drafted
from zopa.proposing.by_grammar.flat_refusals import is_flat_refusal
from zopa.proposing.by_grammar.leveling import LeveledIssue, leveled
from zopa.proposing.by_grammar.stances import HeldPosition, ToldPositions, told_positions
from zopa.proposing.by_grammar.stands import Stand
from zopa.proposing.by_grammar.tabled_texts import offers_of
from zopa.proposing.by_grammar.texts import TabledText
from zopa.proposing.by_grammar.told_topics import ToldTopic
from zopa.proposing.by_grammar.wishes import Wish, wishes_of
from zopa.proposing.few_quotes import few_of
from zopa.proposing.proposal import Proposed

if TYPE_CHECKING:
    from zopa.proposing.actors import Actor, Actors
    from zopa.proposing.given import Given
    from zopa.proposing.parsed_report import ParsedReport

SURE, VERY_LIKELY, LIKELY, EVEN = 1.0, 0.875, 0.675, 0.5
WORDS = {VERY_LIKELY: "very likely", LIKELY: "likely", EVEN: "roughly even chance"}
OTHER_SIDE = "guessed: the other side wants it, and has not got it"


@dataclass(frozen=True, eq=False)
class GrammarFindings:
    """What the parse tells, as parts of a case."""

    told: ToldPositions
    offers: tuple[TabledText, ...]
    """The texts that are tabled, drafts of the case or not."""
    disputes: FoundDisputes
    issues: tuple[LeveledIssue, ...]
    drafts: tuple[DraftedOffer, ...]
    wishes: tuple[Wish, ...]
    facts: tuple[Proposed[Fact], ...]


def found_by_grammar(
    reports: Sequence[ParsedReport],
    actors: Actors,
    parties: Mapping[str, str],
    negotiating: Sequence[Actor],
    latest: date,
    given: Given | None = None,
    confirmed: Callable[[HeldPosition], bool] = lambda _: True,
    place: Callable[[ToldTopic], str] | None = None,
) -> GrammarFindings:
    """The issues, drafts and facts that positions in the reports tell.

    `parties` gives the short names of the parties by the ids of the actors, `negotiating` those
    who would sign. `latest` is the day of the case. `confirmed` says of a position whether another
    way of reading tells it too: what is told one way only is very likely at most. `place` tells
    the title of the given issue of which a topic is.
    """
    told = told_positions(reports, actors, bare=given is not None and bool(given.issues))
    order = _by_day(reports)
    offers = offers_of(told.mentions, told.held, order, negotiating)
    for offer in offers:
        offer.refused = any(
            p.stand is Stand.REJECTS and p.actors and any(o is offer for o in p.mention.offers)
            for p in told.held
            if p.mention is not None
        )
    told = replace(told, held=answered_by_others(told.held, negotiating))
    held = [p for p in told.held if any(a.id in parties for a in p.actors)]
    named = given.issues if given else ()
    disputes = disputes_of(held, offers, told.measured, named, told.disputed, place)
    issues = leveled(disputes.at_stake)
    citing = Citing(reports)
    drafts = drafted(offers, issues, told.held, parties, citing, latest)
    wishes = wishes_of(issues, negotiating)
    facts = [
        *_stances(drafts, parties, citing, confirmed),
        *_orders(wishes, parties, citing, confirmed, {actor.id for actor in negotiating}),
    ]
    return GrammarFindings(
        told, tuple(offers), disputes, tuple(issues), tuple(drafts), tuple(wishes), tuple(facts)
    )


def _by_day(reports: Sequence[ParsedReport]) -> dict[int, int]:
    days = [report.report.document.published or date.max for report in reports]
    ranked = sorted(range(len(reports)), key=lambda index: (days[index], index))
    return {index: rank for rank, index in enumerate(ranked)}


# --- facts --------------------------------------------------------------------------------------


def _stances(
    drafts: Sequence[DraftedOffer],
    parties: Mapping[str, str],
    citing: Citing,
    confirmed: Callable[[HeldPosition], bool],
) -> list[Proposed[Fact]]:
    found: list[Proposed[Fact]] = []
    for drafted_offer in drafts:
        offer, package = drafted_offer.offer, Package(drafted_offer.draft.id)
        told = [p for p in drafted_offer.positions if p.stand is Stand.OFFERS and p.measures]
        if offer.by is not None and (offer.tabled or told):
            quotes = [
                q for m in offer.mentions if m.tabled and (q := citing.mention(m)) is not None
            ] or [q for p in told if (q := citing.position(p)) is not None]
            known = offer.tabled and (offer.measures or drafted_offer.draft.terms)
            sure = SURE if known else LIKELY
            content = TakenStance("tables", package)
            basis = (drafted_offer, *(m for m in offer.mentions if m.tabled))
            found += _fact(parties[offer.by.id], "tables", content, quotes, sure, "tabled", basis)
        by_actor = _by_actor(drafted_offer)
        # That those who struck a deal accept it tells nothing where no term of it is known.
        for author in offer.struck_by if drafted_offer.draft.terms else ():
            if author.id in parties and author.id not in by_actor:
                quotes = [q for m in offer.mentions if m.joint and (q := citing.mention(m))]
                content = TakenStance("accepts", package)
                basis = (drafted_offer, *(m for m in offer.mentions if m.joint))
                found += _fact(
                    parties[author.id], "accepts", content, quotes, LIKELY, "struck it", basis
                )
        for actor, positions in by_actor.items():
            if actor not in parties or (offer.by is not None and offer.by.id == actor):
                continue
            last = positions[-1]
            kind: Literal["rejects", "accepts"] = (
                "rejects" if last.stand is Stand.REJECTS else "accepts"
            )
            same = [p for p in positions if p.stand is last.stand]
            quotes = [q for p in same if (q := citing.position(p)) is not None]
            plain = any(p.established for p in same) and len(same) == len(positions)
            sure = SURE if plain and (offer.measures or drafted_offer.draft.terms) else LIKELY
            if plain and sure == LIKELY and any(map(confirmed, same)):
                sure = VERY_LIKELY
            content = TakenStance(kind, package)
            basis = (drafted_offer, *same)
            found += _fact(parties[actor], kind, content, quotes, sure, _how(same), basis)
    return found


def _by_actor(drafted_offer: DraftedOffer) -> dict[str, list[HeldPosition]]:
    found: dict[str, list[HeldPosition]] = {}
    for position in drafted_offer.positions:
        if position.stand in (Stand.REJECTS, Stand.ACCEPTS):
            for actor in position.actors:
                found.setdefault(actor.id, []).append(position)
    return found


def _orders(
    wishes: Sequence[Wish],
    parties: Mapping[str, str],
    citing: Citing,
    confirmed: Callable[[HeldPosition], bool],
    signing: Collection[str],
) -> list[Proposed[Fact]]:
    found: list[Proposed[Fact]] = []
    for wish in wishes:
        if wish.actor.id not in parties or not wish.toward:
            continue
        told = [r.told for r in wish.reasons if r.toward == wish.toward and r.told is not None]
        quotes = [q for t in told if (q := citing.topic(t)) is not None]
        if not quotes:
            quotes = _offered_quotes(wish, citing)
        issue = wish.issue.issue
        ranking: Ranking | Direction
        if issue.numeric:
            ranking = Direction(issue.id, "more" if wish.toward > 0 else "less")
        else:
            tiers = _tiers(wish, told)
            if tiers is None:
                continue
            ranking = Ranking(issue.id, tiers)
        held = [t.held for t in told if t.held is not None]
        guessed = all(reason.of_another for reason in wish.reasons)
        named = any(p.established for p in held) or not held
        if isinstance(ranking, Ranking) and (flat := _flat(wish, told)):
            line = RedLine({issue.id: ranking.tiers[-1]})
            held_flat = [t.held for t in flat if t.held is not None]
            found += _fact(
                parties[wish.actor.id], "red_line", line,
                [q for t in flat if (q := citing.topic(t)) is not None], LIKELY,
                _how(held_flat), (wish,),
            )  # fmt: skip
        sure = SURE if wish.plain and named and wish.actor.id in signing else LIKELY
        if sure == SURE and not wish.issue.dispute.well_told:
            sure = VERY_LIKELY if any(confirmed(p) for p in held if p.plain) else LIKELY
        found += _fact(
            parties[wish.actor.id], "order", Order((ranking,)), quotes, sure,
            OTHER_SIDE if guessed else _how(held) or "its figures beside those of others",
            (wish,),
        )  # fmt: skip
    return found


def _flat(wish: Wish, told: Sequence[ToldTopic]) -> list[ToldTopic]:
    """Where what is against a wish is refused whatever happens, and nothing speaks for it."""
    if any(reason.toward != wish.toward for reason in wish.reasons):
        return []
    return [
        t
        for t in told
        if t.held is not None
        and t.held.stand is Stand.REJECTS
        and wish.actor in t.held.actors
        and is_flat_refusal(t.held.position.cue)
    ]


def _tiers(wish: Wish, told: Sequence[ToldTopic]) -> tuple[tuple[str, ...], ...] | None:
    """The levels in the order of a wish; None where a person named them and nothing that is told
    says which of them is meant."""
    if not wish.issue.named_in_words:
        return wish.issue.ranked(wish.toward)
    if all(reason.of_another for reason in wish.reasons):
        return None
    meant = {
        (wish.issue.of_topic(t), t.held.stand is Stand.WANTS) for t in told if t.held is not None
    }
    meant = {(level, best) for level, best in meant if level}
    if len(meant) != 1:
        return None
    ((level, best),) = meant
    return wish.issue.ranked_by(level, best=best)


def _offered_quotes(wish: Wish, citing: Citing) -> list[Evidence]:
    mentions = [
        m
        for offer in wish.issue.dispute.offers
        if offer.by is not None and offer.by.id == wish.actor.id
        for m in offer.mentions
        if m.measures
    ]
    return [q for m in mentions if (q := citing.mention(m)) is not None]


def _how(positions: Sequence[HeldPosition]) -> str:
    """The words that tell positions, for a comment."""
    cues = dict.fromkeys(p.position.cue.text for p in positions)
    return "told by " + ", ".join(f"“{cue}”" for cue in list(cues)[:3]) if cues else ""


def _fact(
    party: str,
    kind: FactKind,
    content: Content,
    quotes: Sequence[Evidence],
    sure: float,
    why: str,
    basis: tuple[object, ...],
) -> list[Proposed[Fact]]:
    """The fact, unless no words can be quoted for it."""
    if not quotes:
        return []
    fact = Fact(party, kind, content, few_of(quotes), "", None, sure, WORDS.get(sure, ""))
    return [Proposed(fact, why, basis=basis)]
