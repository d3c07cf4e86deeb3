"""Offers: the places where reports tell of tabled texts, put together into one text each.

Figures, “first”, “new” and the order of telling say which of an author's texts is meant; a text of
nobody in particular is the one that was told of last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from zopa.proposing.by_grammar.stands import Stand
from zopa.proposing.by_grammar.texts import TabledText, TextMention, figures_of

if TYPE_CHECKING:
    from zopa.proposing.actors import Actor
    from zopa.proposing.by_grammar.stances import HeldPosition


_NEAR = 300
"""Characters within which “it” can mean a text."""
_FAR = 1500
"""Characters within which “had it passed” can."""


def offers_of(
    mentions: Sequence[TextMention],
    held: Sequence[HeldPosition],
    order: Mapping[int, int],
    negotiating: Sequence[Actor],
) -> list[TabledText]:
    """The texts that mentions tell of, in the order of telling.

    `order` gives the rank of each report by its day, `negotiating` those who would sign.
    """
    told = sorted(mentions, key=lambda m: (order[m.report], m.place))
    offers: list[TabledText] = []
    for mention in told:
        _place_by_author(mention, offers)
    for mention in told:
        if not mention.offers:
            _place_by_context(mention, told, offers, held, negotiating)
    return _without_shadows(offers)


def _place_by_author(mention: TextMention, offers: list[TabledText]) -> None:
    if mention.joint:
        own = [o for o in offers if set(o.struck_by) == set(mention.authors)]
        offer = _chosen(own, mention)
        if offer is None:
            offer = TabledText(None, mention.authors)
            offers.append(offer)
        offer.take(mention)
        return
    for author in mention.authors:
        offer = _chosen([o for o in offers if o.by is author], mention)
        if offer is None:
            offer = TabledText(author)
            offers.append(offer)
        offer.take(mention)


def _chosen(own: Sequence[TabledText], mention: TextMention) -> TabledText | None:
    """Which of an author's texts a mention means; None for a new one."""
    figures = figures_of(mention)
    same = [o for o in own if figures & o.measures]
    if same:
        return same[-1]
    possible = [o for o in own if not _differs(o, figures)]
    if mention.number:
        numbered = [o for o in possible if o.number == mention.number]
        return numbered[-1] if numbered else None
    if mention.earlier:
        return own[-2] if len(own) > 1 else None
    if figures:
        bare = [o for o in possible if mention.report in o.reports or not o.measures]
        return None if mention.newer and own and not bare else (bare[-1] if bare else None)
    near = [o for o in possible if mention.report in o.reports]
    return near[-1] if near else possible[-1] if possible else None


def _differs(offer: TabledText, figures: set[tuple[str, float]]) -> bool:
    """Whether a text has another figure in a unit of these."""
    units = {unit for unit, _ in figures}
    return bool(units & {unit for unit, _ in offer.measures}) and not figures & offer.measures


def _place_by_context(
    mention: TextMention,
    told: Sequence[TextMention],
    offers: list[TabledText],
    held: Sequence[HeldPosition],
    negotiating: Sequence[Actor],
) -> None:
    """A text of nobody in particular is the one told of last that is not of who rejects it."""
    figures = figures_of(mention)
    who = {
        actor.id
        for position in held
        if position.mention is mention and position.stand in (Stand.REJECTS, Stand.ACCEPTS)
        for actor in position.actors
    }
    others = [
        m
        for m in told
        if m.report == mention.report
        and m.offers
        and not any(o.by is not None and o.by.id in who for o in m.offers)
    ]
    before = [m for m in others if m.place <= mention.place] or others[:1]
    if before and (mention.number or mention.earlier) and not mention.pronoun:
        _place_in_row(mention, before[-1].offers[-1], offers, who)
        return
    if mention.newer and before and all(map(_was_replaced, before)):
        # “The new offer” is not the one that it replaced.
        return
    if mention.pronoun:
        far = _NEAR if mention.token.dep_ == "pobj" or not figures else _FAR
        before = [m for m in before if 0 < mention.place - m.place < far and not m.earlier]
    known = [o for m in before for o in m.offers if not _differs(o, figures)]
    if mention.plural and known:
        for offer in list(dict.fromkeys(reversed(known)))[:2]:
            offer.take(mention)
        return
    same = [o for o in known if figures & o.measures]
    if same or (known and not mention.earlier):
        (same or known)[-1].take(mention)
        return
    if mention.pronoun:
        if before and figures:
            _part(before[-1], mention, offers)
        return
    rivals = [a for a in negotiating if a.id not in who]
    if who and len(negotiating) == 2 and len(rivals) == 1:
        meant = _chosen([o for o in offers if o.by is rivals[0]], mention)
        if meant is None:
            meant = TabledText(rivals[0])
            offers.append(meant)
        meant.take(mention)


def _place_in_row(
    mention: TextMention, near: TabledText, offers: list[TabledText], who: set[str]
) -> None:
    """“The first approach”, “an earlier one”: a text of the author of the one told of near it,
    and of these the one in that place of the row."""
    if near.by is None or near.by.id in who:
        return
    own = [o for o in offers if o.by is near.by]
    figures = figures_of(mention)
    fits = [o for o in own if figures & o.measures]
    if mention.number:
        fits = fits or [o for o in own if o.number == mention.number]
        if not fits and not (mention.number == 1 and near.newer) and not near.number:
            fits = [near] if not _differs(near, figures) else []
    elif not fits and len(own) > 1:
        fits = [own[-2]] if not _differs(own[-2], figures) else []
    if not fits:
        fits = [TabledText(near.by, earlier=mention.earlier)]
        offers.insert(offers.index(near), fits[0])
    fits[-1].take(mention)


def _part(named: TextMention, mention: TextMention, offers: list[TabledText]) -> None:
    """A text of other figures than those of the one for which it was taken is another: what the
    report tells of it without figures is of that."""
    old = named.offers[-1]
    moved = [m for m in old.mentions if m.report == mention.report]
    if old.by is None or any(figures_of(m) or m.earlier or m.number for m in moved):
        return
    parted = TabledText(old.by)
    old.mentions = [m for m in old.mentions if m.report != mention.report]
    old.terms = [(report, topic) for report, topic in old.terms if report != mention.report]
    old.tabled = any(m.tabled for m in old.mentions)
    for each in (*moved, mention):
        each.offers = [offer for offer in each.offers if offer is not old]
        parted.take(each)
    offers.append(parted)


def _was_replaced(mention: TextMention) -> bool:
    """“replaced its April offer”."""
    word = mention.token
    return word.dep_ == "dobj" and word.head.lemma_ in ("replace", "supersede")


def _without_shadows(offers: Sequence[TabledText]) -> list[TabledText]:
    """A text of which nothing is told is the author's other one, where there is one."""
    kept: list[TabledText] = []
    bare = [o for o in offers if not (o.measures or o.terms or o.number or o.earlier)]
    for offer in offers:
        full = [o for o in offers if o.by is offer.by and o not in bare]
        if offer not in bare or not full or offer.by is None:
            kept.append(offer)
            continue
        near = [o for o in full if o.reports & offer.reports]
        into = (near or full)[-1]
        for mention in offer.mentions:
            mention.offers = [o for o in mention.offers if o is not offer]
            into.take(mention)
    return kept
