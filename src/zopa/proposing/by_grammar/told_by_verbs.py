"""Positions that verbs tell: “rejected the offer”, “will not cut wages”, “would go to 12”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.clauses import (
    all_joined,
    children,
    helpers,
    is_negated,
    is_passive,
    objects_of,
    says,
    subjects,
    unreal,
)
from zopa.proposing.by_grammar.exchanges import exchange_of
from zopa.proposing.by_grammar.stands import (
    ACCUSING,
    ADJECTIVES,
    MEANING,
    NOUNS,
    SOFT_VERBS,
    STRIKING,
    VERBS,
    Stand,
)
from zopa.proposing.by_grammar.told_by_idioms import supported, told_by_idiom
from zopa.proposing.by_grammar.told_by_phrases import told_by_opinion, told_by_phrase
from zopa.proposing.by_grammar.told_position import ToldPosition
from zopa.proposing.by_grammar.verb_senses import sense_of
from zopa.proposing.by_grammar.verb_themes import (
    cleft,
    of_governing_clause,
    themes_of,
    unwrapped,
    what_follows,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL_NOT = frozenset({"will", "would", "wo", "can", "ca", "could", "cannot", "do", "does"})
_COULD_TAKE = {
    "accept": frozenset({"could", "can", "would"}),
    "live": frozenset({"could", "can", "would"}),
    "settle": frozenset({"could", "can", "would"}),
    **dict.fromkeys(("agree", "back", "support", "sign", "approve"), frozenset({"would"})),
}
"""With which helping verbs a side says what it would take."""
_MUST = frozenset({"must", "should"})


def told_by_verb(verb: Token) -> Iterator[ToldPosition]:
    """The positions that a verb tells, with those of what stands beside it."""
    yield from told_by_opinion(verb)
    yield from told_by_phrase(verb)
    yield from told_by_idiom(verb)
    yield from told_by_must(verb)
    yield from _unless(verb)
    yield from _sooner(verb)
    yield from _called_on(verb)
    if verb.lower_ == "opposed" and any(p.lower_ == "to" for p in children(verb, "prep")):
        yield from _opposed(verb)
        return
    sense = sense_of(verb)
    if sense is None:
        yield from _moves_to(verb)
        yield from _will_not(verb)
        yield from _exchanged(verb)
        return
    if _told_by_another(verb):
        return
    stand, preposition = sense
    themes = themes_of(verb, preposition) or of_governing_clause(verb, stand)
    themes = cleft(verb, themes, offered=stand is Stand.OFFERS)
    if stand is Stand.REJECTS:  # “rejected that: the rule is not for her” rejects no rule
        themes = [t for t in themes if t.dep_ != "ccomp" or not children(t, "neg")]
    taken = _taken(verb, stand, preposition)
    if taken is None:
        return
    stand, plain = taken
    themes, stand = unwrapped(themes, stand)
    if verb.lemma_ in _BACKING:
        stand = supported(stand, themes)
    yield from _beside(verb, stand, themes)
    if not themes and verb.lemma_ == "vote" and stand is Stand.REJECTS:
        themes = [verb]  # “64% voted no”: on what was told of
    if themes:
        who = says(verb) if verb.lemma_ == "need" and is_passive(verb) else subjects(verb)
        if stand is Stand.ACCEPTS and verb.lemma_ in (*STRIKING, "agree", "sign"):
            yield ToldPosition(
                verb, stand, (*who, *_partners(verb)), tuple(themes), plain, "struck"
            )
            return
        yield ToldPosition(verb, stand, tuple(who), tuple(themes), plain and bool(who))


def _taken(verb: Token, stand: Stand, preposition: str) -> tuple[Stand, bool] | None:
    """The stand that is taken where a verb is denied or only possible, and whether it is plainly
    told; None where none is."""
    reason = unreal(verb)
    plain = verb.lemma_ not in SOFT_VERBS | MEANING
    if stand is Stand.OFFERS and helpers(verb) & _MUST:
        return None  # “must table a bid by noon”
    if is_negated(verb):
        if stand in (Stand.REJECTS, Stand.OFFERS):
            return None
        if stand is Stand.ACCEPTS and not helpers(verb) & _WILL_NOT:
            return None
        if verb.lemma_ == "agree" and preposition == "on":
            return None  # “could not agree on quotas”: with each other
        reason = "" if reason == "modal" else reason
        stand = Stand.REJECTS
    elif reason == "modal":
        possible = helpers(verb) & _COULD_TAKE.get(verb.lemma_, frozenset())
        if stand in (Stand.ACCEPTS, Stand.REJECTS) and (not possible or _supposed(verb)):
            return None
        reason, plain = "", False
    if verb.dep_ == "pcomp" and verb.head.head.lemma_ in ACCUSING:
        plain = False
    return None if reason else (stand, plain)


_BACKING = word_set("back support endorse embrace")


def _supposed(verb: Token) -> bool:
    """Whether what a side would take hangs on a condition, or is what another says of it."""
    if any(c.lower_ in ("if", "unless") for a in children(verb, "advcl") for c in a.children):
        return True
    told = says(verb)
    own = any(subject.pos_ == "PRON" for subject in children(verb, "nsubj"))
    return bool(told) and not own


def _beside(verb: Token, stand: Stand, themes: Sequence[Token]) -> Iterator[ToldPosition]:
    """What stands beside a theme: what is offered “in return for” it is wanted, and “instead of”
    it is not."""
    words = [verb, *themes, *(noun for theme in themes for noun in children(theme, "acl"))]
    who = tuple(subjects(verb))
    for word in words:
        for preposition in children(word, "prep"):
            behind = objects_of(preposition)
            swap = preposition.lower_ == "in" and any(
                noun.lower_ in ("return", "exchange") for noun in behind
            )
            if swap and stand is Stand.OFFERS:
                wanted = [
                    noun for swapped in behind for p in children(swapped, "prep")
                    if p.lower_ == "for" for noun in what_follows(p)
                ]  # fmt: skip
                if wanted and who:
                    yield ToldPosition(verb, Stand.WANTS, who, tuple(wanted), False, "in return")
            if preposition.lower_ == "without" and stand is Stand.REJECTS and who and behind:
                yield ToldPosition(verb, Stand.WANTS, who, tuple(behind), False, "without")
            instead = preposition.lower_ in ("of", "than") and any(
                child.lower_ in ("instead", "rather") for child in preposition.children
            )
            if instead and stand is Stand.WANTS and who and behind:
                yield ToldPosition(verb, Stand.REJECTS, who, tuple(behind), False, "instead of")


def _opposed(verb: Token) -> Iterator[ToldPosition]:
    """“The union is opposed to agency work”: what looks like a passive verb."""
    above = verb.head if verb.dep_ == "acomp" else verb
    themes = [t for p in children(verb, "prep") if p.lower_ == "to" for t in what_follows(p)]
    who = all_joined(children(above, "nsubj", "nsubjpass"))
    if themes and who and not is_negated(above) and not unreal(above):
        yield ToldPosition(verb, Stand.REJECTS, tuple(who), tuple(themes), plain=True)


def _partners(verb: Token) -> list[Token]:
    """With whom a deal is struck."""
    objects = children(verb, "dobj")
    return [
        noun
        for word in (verb, *objects)
        for preposition in children(word, "prep")
        if preposition.lower_ == "with"
        for noun in objects_of(preposition)
        if noun.pos_ in ("PROPN", "NOUN")
    ]


def _told_by_another(verb: Token) -> bool:
    """Whether the verb or noun above tells what this one is about (“refused to accept”)."""
    above = verb.head
    if verb.dep_ == "xcomp":
        if above.pos_ == "ADJ":
            return above.lemma_ in ADJECTIVES
        return any((above.lemma_, preposition) in VERBS for preposition in ("", "to"))
    return verb.dep_ == "acl" and verb.tag_ in ("VB", "VBP") and above.lemma_ in NOUNS


_ASKING = word_set("ask press order instruct implore entreat exhort pressure push tell")


def _called_on(verb: Token) -> Iterator[ToldPosition]:
    """“She called on the mayor to open the bridge”, “asked him to”: she wants what he is to do."""
    asked = verb.lemma_ == "call" and any(
        p.lower_ in ("on", "upon") and objects_of(p) for p in children(verb, "prep")
    )
    asked = asked or (verb.lemma_ in _ASKING and not is_passive(verb))
    clauses = [c for c in children(verb, "xcomp", "advcl", "ccomp") if c.tag_ == "VB"]
    clauses = [c for c in clauses if any(a.lower_ == "to" for a in children(c, "aux"))]
    if not asked or not clauses or is_negated(verb) or unreal(verb):
        return
    whom = children(verb, "dobj", "dative") or [n for c in clauses for n in children(c, "nsubj")]
    who = subjects(verb)
    if who and (whom or verb.lemma_ == "call"):
        themes, stand = unwrapped(clauses, Stand.WANTS)
        yield ToldPosition(verb, stand, tuple(who), tuple(themes), verb.lemma_ != "tell")


def _sooner(verb: Token) -> Iterator[ToldPosition]:
    """“Would sooner mend the whole dam than share the bill”."""
    if helpers(verb) & {"would", "'d"} and any(
        child.lower_ in ("sooner", "rather") for child in children(verb, "advmod")
    ):
        who = subjects(verb)
        if who and not is_negated(verb):
            yield ToldPosition(verb, Stand.WANTS, tuple(who), (verb,), how="must")


_AGREEING = word_set("sign agree accept support back join approve consent ratify")


def _unless(verb: Token) -> Iterator[ToldPosition]:
    """“Will strike unless pay rises”, “will not sign until troops leave”: it wants that clause."""
    for clause in children(verb, "advcl"):
        marks = {child.lower_ for child in children(clause, "mark", "advmod")}
        only = any(child.lower_ == "only" for child in children(verb, "advmod"))
        wanted = (
            "unless" in marks
            or ("until" in marks and is_negated(verb))
            or ("if" in marks and only and verb.lemma_ in _AGREEING)
        )
        if wanted and helpers(verb) & _WILL_NOT and children(clause, "nsubj", "nsubjpass"):
            who = subjects(verb)
            if who:
                stand = Stand.REJECTS if is_negated(clause) else Stand.WANTS
                yield ToldPosition(verb, stand, tuple(who), (clause,), plain=False, how="must")


def told_by_must(verb: Token) -> Iterator[ToldPosition]:
    """“…, the union said, the company must restore pensions”: the speaker wants it."""
    who = says(verb)
    if not who:
        return
    needs = verb.lemma_ in ("need", "have") and bool(children(verb, "xcomp"))
    if not (helpers(verb) & _MUST or needs) or not children(verb, "nsubj", "nsubjpass"):
        return
    if unreal(verb) in ("if", "question", "denied"):
        return
    stand = Stand.REJECTS if is_negated(verb) else Stand.WANTS
    yield ToldPosition(verb, stand, tuple(who), (verb,), plain=False, how="must")


_MOVING = word_set("go come move climb rise drop fall stay stick back return")


def _moves_to(verb: Token) -> Iterator[ToldPosition]:
    """“Movia would go to 12”, “it has come down to 60 million”: a figure that it would take."""
    if verb.lemma_ not in _MOVING or is_negated(verb) or unreal(verb) not in ("", "modal"):
        return
    if not helpers(verb) & {"would", "could", "will", "has", "have", "had"} and verb.tag_ != "VBD":
        return
    figures = [
        noun
        for preposition in children(verb, "prep")
        if preposition.lower_ in ("to", "at")
        for noun in objects_of(preposition)
        if noun.like_num or noun.ent_type_ in ("MONEY", "PERCENT", "QUANTITY", "CARDINAL")
    ]
    who = subjects(verb)
    if figures and who:
        yield ToldPosition(verb, Stand.ACCEPTS, tuple(who), tuple(figures), False, "moves")


def _will_not(verb: Token) -> Iterator[ToldPosition]:
    """“Halden will not cut wages”: it rejects doing so."""
    if not helpers(verb) & (_WILL_NOT - {"do", "does"}) or not is_negated(verb):
        return
    if is_passive(verb) or verb.dep_ not in ("ROOT", "ccomp", "conj", "parataxis"):
        return
    if unreal(verb) in ("if", "question", "denied"):
        return
    who = tuple(subjects(verb))
    wanted = [n for p in children(verb, "prep") if p.lower_ == "without" for n in what_follows(p)]
    if who and wanted:  # “will not go back to work without a rise”
        yield ToldPosition(verb, Stand.WANTS, who, tuple(wanted), plain=False, how="without")
    elif who:
        yield ToldPosition(verb, Stand.REJECTS, who, (verb,), plain=False, how="will not")


def _exchanged(verb: Token) -> Iterator[ToldPosition]:
    """“May move its guns back, provided the Front gives up its mortars”."""
    found = exchange_of(verb)
    if found is None or unreal(verb) not in ("", "modal"):
        return
    offered, wanted = found
    who = tuple(subjects(verb))
    yield ToldPosition(verb, Stand.OFFERS, who, tuple(offered), plain=False, how="in return")
    yield ToldPosition(verb, Stand.WANTS, who, tuple(wanted), plain=False, how="in return")
