"""Positions: who wants, offers, rejects or accepts what, as the parse of a report tells it.

A *position* is told by a verb (“the union rejected the offer”), by a noun (“its refusal of”, “the
union's demand for”), by an adjective (“is ready to accept”) or by a phrase (“is against”, “has no
interest in”). What is denied, asked, hoped or feared is no position: “has not rejected” says
nothing, and “would not accept” rejects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.clauses import (
    RELATIVE,
    VERBAL,
    all_joined,
    children,
    clauses_below,
    helpers,
    is_negated,
    is_or_are,
    is_passive,
    joined,
    objects_of,
    owners,
    says,
    says_no,
    stood_for,
    subjects,
    unreal,
)  # fmt: skip
from zopa.proposing.by_grammar.exchanges import exchange_of
from zopa.proposing.by_grammar.listed_wishes import (
    LISTED,
    head_of,
    is_a_no,
    listed_behind,
    parts_from,
)
from zopa.proposing.by_grammar.poor_opinions import opinions
from zopa.proposing.by_grammar.stands import (
    ACCUSING,
    ADJECTIVES,
    DEALS,
    FIGURE_NOUNS,
    HANDING,
    MAKING,
    MEANING,
    NOUNS,
    PARTICLES,
    PHRASES,
    RETURNING,
    SAYING,
    SOFT_VERBS,
    STRIKING,
    TEXTS,
    VERBS,
    WRAPPING,
    Stand,
)  # fmt: skip

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

_WILL_NOT = frozenset({"will", "would", "wo", "can", "ca", "could", "cannot", "do", "does"})
_COULD_TAKE = {
    "accept": frozenset({"could", "can"}),
    "live": frozenset({"could", "can"}),
    "settle": frozenset({"could", "can", "would"}),
}
"""With which helping verbs a side says what it would take."""
_MUST = frozenset({"must", "should"})
_BEHIND = {
    Stand.WANTS: ("for", "to"),
    Stand.OFFERS: ("of", "for", "to"),
    Stand.REJECTS: ("of", "to"),
    Stand.ACCEPTS: ("of", "to", "for"),
}
"""The prepositions behind which a noun's theme stands."""
_NO_WISH = word_set("interest intention plan appetite desire wish time")
_GIVING = word_set("offer give grant promise pledge pay")


@dataclass(frozen=True, slots=True)
class ToldPosition:
    """Who takes which stand on what, as one place of a text tells it."""

    cue: Token
    """The word that tells the stand."""
    stand: Stand
    holders: tuple[Token, ...]
    """The heads of who takes it; none where the text does not say."""
    themes: tuple[Token, ...]
    """The heads of what it is about: nouns, or verbs of clauses."""
    plain: bool = True
    """Whether it is plainly told."""
    how: str = ""
    """How it is told, where not by a plain verb: `noun`, `must`, `will not`, `ready`, `called`."""
    part: Words | None = None
    """The words of its theme, where it is a part of a list."""


def positions_in(doc: Doc) -> list[ToldPosition]:
    """All positions that a parsed text tells, in the order of their cues."""
    found: list[ToldPosition] = []
    for word in doc:
        if word.pos_ == "VERB":
            found += _of_verb(word)
        elif word.pos_ == "AUX" and word.dep_ not in ("aux", "auxpass"):
            found += [_opinion(*said) for said in opinions(word)]
            found += _of_phrase(word)
        elif word.pos_ in ("NOUN", "PROPN"):
            found += _of_noun(word)
            found += _of_amount(word)
        elif word.pos_ == "ADJ":
            found += _of_adjective(word)
    return found


def _opinion(cue: Token, who: list[Token], about: list[Token], plain: bool) -> ToldPosition:
    return ToldPosition(
        cue, Stand.REJECTS, tuple(who), tuple(about), plain, "" if plain else "called"
    )


# --- verbs --------------------------------------------------------------------------------------


def sense_of(verb: Token) -> tuple[Stand, str] | None:
    """What a verb says, and the preposition behind which its theme stands; None for most verbs."""
    beside = [
        child.lower_
        for child in children(verb, "prt", "advmod", "prep")
        if child.tag_ in ("RP", "RB", "IN")
    ]
    for particle in beside:
        if (verb.lemma_, particle) in PARTICLES:
            return PARTICLES[verb.lemma_, particle], ""
    of_texts = _sense_with_texts(verb)
    if of_texts is not None:
        return of_texts, ""
    for child in verb.children:
        if (verb.lemma_, child.lower_) in PHRASES:
            return PHRASES[verb.lemma_, child.lower_], "to"
    for child in children(verb, "prep", "dative", "prt"):
        if verb.lemma_ == "hold" and not any(c.lower_ == "out" for c in children(verb, "prt")):
            break  # only “hold out for” wants something
        if (verb.lemma_, child.lower_) in VERBS:
            return VERBS[verb.lemma_, child.lower_], child.lower_
    if (verb.lemma_, "") in VERBS:
        return VERBS[verb.lemma_, ""], ""
    if clauses_below(verb):
        for preposition in ("to", "on"):
            if (verb.lemma_, preposition) in VERBS:
                return VERBS[verb.lemma_, preposition], ""
    return None


def _is_text(noun: Token) -> bool:
    return noun.lemma_.lower() in TEXTS


def _sent(verb: Token) -> list[Token]:
    """What is handed over or sent back; with “unsigned” behind it, it can stand under that word."""
    found = children(verb, "dobj", "nsubjpass")
    if not found and verb.lemma_ in RETURNING:
        found = [
            noun
            for clause in children(verb, "oprd", "ccomp", "xcomp", "acomp")
            for noun in children(clause, "nsubj", "dobj")
        ]
    return found


def _goes_back(verb: Token) -> bool:
    return any(word.lower_ in ("unsigned", "back") for word in verb.subtree if word.i > verb.i)


def _called_on(verb: Token) -> Iterator[ToldPosition]:
    """“She called on the mayor to open the bridge”: she wants what he is to do."""
    asked = any(p.lower_ in ("on", "upon") and objects_of(p) for p in children(verb, "prep"))
    clauses = [c for c in children(verb, "xcomp", "advcl") if c.tag_ == "VB"]
    if verb.lemma_ != "call" or not asked or not clauses or is_negated(verb) or unreal(verb):
        return
    who = subjects(verb)
    if who:
        yield ToldPosition(verb, Stand.WANTS, tuple(who), tuple(clauses))


def _sooner(verb: Token) -> Iterator[ToldPosition]:
    """“Would sooner mend the whole dam than share the bill”."""
    if helpers(verb) & {"would", "'d"} and any(
        child.lower_ in ("sooner", "rather") for child in children(verb, "advmod")
    ):
        who = subjects(verb)
        if who and not is_negated(verb):
            yield ToldPosition(verb, Stand.WANTS, tuple(who), (verb,), how="must")


def _sense_with_texts(verb: Token) -> Stand | None:
    """What a verb says where a text is its object, or where it governs what is meant."""
    if verb.lemma_ == "put" and _on_the_table(verb):
        return Stand.OFFERS
    texts = [n for n in all_joined(_sent(verb)) if _is_text(n)]
    if texts and verb.lemma_ in RETURNING and _goes_back(verb):
        return Stand.REJECTS
    if texts and verb.lemma_ in HANDING:
        return Stand.OFFERS
    if verb.lemma_ in MEANING and children(verb, "xcomp"):
        return Stand.WANTS
    if verb.lemma_ in STRIKING and any(is_deal(noun) for noun in _struck(verb)):
        return Stand.ACCEPTS
    return None


def _struck(verb: Token) -> list[Token]:
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return [verb.head]
    return all_joined(children(verb, "dobj", "nsubjpass"))


def is_deal(noun: Token) -> bool:
    """Whether a noun is for what several sides agree on."""
    return noun.lemma_.lower() in DEALS


def _on_the_table(verb: Token) -> bool:
    return any(
        word.lower_ == "table" for word in verb.subtree if word.dep_ == "pobj" and word.i > verb.i
    )


def _of_verb(verb: Token) -> Iterator[ToldPosition]:
    yield from (_opinion(*said) for said in opinions(verb))
    yield from _of_phrase(verb)
    yield from _must(verb)
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
    themes = _themes(verb, preposition) or _of_governing_clause(verb, stand)
    themes = _cleft(verb, themes, offered=stand is Stand.OFFERS)
    if stand is Stand.REJECTS:  # “rejected that: the rule is not for her” rejects no rule
        themes = [t for t in themes if t.dep_ != "ccomp" or not children(t, "neg")]
    reason = unreal(verb)
    plain = verb.lemma_ not in SOFT_VERBS | MEANING
    if is_negated(verb):
        if stand in (Stand.REJECTS, Stand.OFFERS):
            return
        if stand is Stand.ACCEPTS and not helpers(verb) & _WILL_NOT:
            return
        reason = "" if reason == "modal" else reason
        stand = Stand.REJECTS
    elif reason == "modal":
        possible = helpers(verb) & _COULD_TAKE.get(verb.lemma_, frozenset())
        if stand in (Stand.ACCEPTS, Stand.REJECTS) and not possible:
            return
        reason, plain = "", False
    if reason:
        return
    if verb.dep_ == "pcomp" and verb.head.head.lemma_ in ACCUSING:
        plain = False
    themes, stand = _unwrapped(themes, stand)
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


def _inside(theme: Token) -> list[Token]:
    """What a noun such as “demand” or “idea” is of; the noun itself where nothing follows."""
    if theme.pos_ != "NOUN" or theme.lemma_.lower() not in WRAPPING or theme.lemma_ in TEXTS:
        return [theme]
    found = [
        t
        for p in children(theme, "prep")
        if p.lower_ in ("of", "for", "to")
        for t in _what_follows(p)
    ]
    found += [
        c for c in children(theme, "acl", "ccomp", "relcl") if c.dep_ != "relcl" or c.tag_ != "VBD"
    ]
    return found or [theme]


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
                    if p.lower_ == "for" for noun in _what_follows(p)
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
    themes = [t for p in children(verb, "prep") if p.lower_ == "to" for t in _what_follows(p)]
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


def _themes(verb: Token, preposition: str) -> list[Token]:
    if preposition:
        return _behind(verb, preposition)
    if verb.lemma_ in RETURNING and _goes_back(verb) and _sent(verb):
        return all_joined(_sent(verb))
    below = clauses_below(verb)
    objects = children(verb, "dobj", "nsubjpass", "csubjpass") or _sent(verb)
    amounts = [
        child
        for child in children(verb, "npadvmod", "oprd")
        if child.ent_type_ in ("PERCENT", "MONEY", "CARDINAL", "QUANTITY")
        or child.lower_ in ("%", "percent")
    ]
    if amounts and verb.lemma_ in _GIVING:
        objects = amounts  # “offered nurses 5%”
    found = list(below)
    if not below or not objects:
        for noun in objects:
            found += (stood_for(noun) if noun.lower_ in RELATIVE else []) or joined(noun)
    if not found and (verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ == "VBN")):
        found = joined(verb.head)
    if not found and verb.dep_ == "conj" and is_passive(verb):
        found = all_joined(
            children(verb.head, "nsubjpass")
        )  # “was accepted by A and resisted by B”
    for other in verb.conjuncts:  # “accepted or rejected the offer”
        if not found and other.pos_ == "VERB" and other.i > verb.i:
            found += all_joined(children(other, "dobj"))
    return found


def _behind(verb: Token, preposition: str) -> list[Token]:
    found: list[Token] = []
    for child in children(verb, "prep", "dative", "conj"):
        if child.lower_ == preposition == "for":
            clauses = [c for c in children(verb, "xcomp") if c.i > child.i]
            if clauses:  # “asked for pay to rise”
                return clauses
        if child.lower_ == preposition:
            found += objects_of(child)
            found += children(child, "pcomp")
    if not found and verb.dep_ == "relcl":
        found += joined(verb.head)
    if not found:
        found += all_joined(children(verb, "nsubjpass"))
    if not found:
        found += [c for c in children(verb, "dobj", "pobj", "nsubj") if c.lower_ == "what"]
    if not found:
        found += clauses_below(verb)
    return found


def _of_governing_clause(verb: Token, stand: Stand) -> list[Token]:
    """What the clause around tells: “…, as Karsia had suggested”, “…, Movia demanded”."""
    if verb.dep_ == "advcl" and any(child.lower_ == "as" for child in verb.children):
        return [verb.head]
    if verb.dep_ == "parataxis" and verb.head.pos_ in VERBAL:
        return [verb.head]
    if verb.dep_ == "ccomp" and verb.head.lemma_ in SAYING:
        return [c for c in verb.head.children if c.lower_ == "what"]
    if stand is Stand.WANTS and verb.dep_ == "ROOT":
        return children(verb, "parataxis")
    return []


def _cleft(verb: Token, themes: list[Token], *, offered: bool) -> list[Token]:
    """“X is what Y wants”, “what Y wants is X”: the other side of “is”."""
    found: list[Token] = []
    for theme in themes:
        if theme.lower_ != "what":
            found.append(theme)
            continue
        clause = verb.head if verb.dep_ == "ccomp" and verb.head.lemma_ in SAYING else verb
        above = clause.head
        if clause.dep_ in ("csubj", "nsubj") and above.pos_ == "VERB" and offered:
            found.append(above)  # “what Halden put on the table comes to 40 euros”
        if above.lemma_ == "be" and clause.dep_ in ("csubj", "nsubj", "attr", "ccomp", "acomp"):
            for other in children(above, "attr", "nsubj", "acomp", "ccomp", "csubj"):
                beside = other.dep_ == "ccomp" and other.i < above.i  # a sentence before “;”
                if (
                    other.i != clause.i
                    and other.lower_ not in ("it", "this", "that")
                    and not beside
                ):
                    found += joined(other)
    return [theme for theme in found if theme.lower_ not in ("as", "so")]


def _unwrapped(themes: Iterable[Token], stand: Stand) -> tuple[list[Token], Stand]:
    """“Refused to accept X” rejects X, “agreed to offer X” offers it; “refused to rule out X”
    says nothing."""
    kept = [inner for theme in themes for inner in _inside(theme)]
    for theme in kept:
        inner = sense_of(theme) if theme.pos_ == "VERB" else None
        if inner is None:
            continue
        inside, preposition = inner
        if stand is Stand.REJECTS and inside in (Stand.ACCEPTS, Stand.OFFERS):
            return _themes(theme, preposition) or kept, stand
        if stand is Stand.ACCEPTS and inside in (Stand.ACCEPTS, Stand.OFFERS):
            return _themes(theme, preposition) or kept, inside
        if inside is Stand.REJECTS and stand in (Stand.REJECTS, Stand.ACCEPTS):
            return [], stand
    return kept, stand


def _unless(verb: Token) -> Iterator[ToldPosition]:
    """“Will strike unless pay rises”, “will not sign until troops leave”: it wants that clause."""
    for clause in children(verb, "advcl"):
        marks = {child.lower_ for child in children(clause, "mark", "advmod")}
        wanted = "unless" in marks or ("until" in marks and is_negated(verb))
        if wanted and helpers(verb) & _WILL_NOT and children(clause, "nsubj", "nsubjpass"):
            who = subjects(verb)
            if who:
                stand = Stand.REJECTS if is_negated(clause) else Stand.WANTS
                yield ToldPosition(verb, stand, tuple(who), (clause,), plain=False, how="must")


def _must(verb: Token) -> Iterator[ToldPosition]:
    """“…, the union said, the company must restore pensions”: the speaker wants it."""
    above = verb.head
    if verb.dep_ != "ccomp" or above.lemma_ not in SAYING:
        return
    needs = verb.lemma_ in ("need", "have") and bool(children(verb, "xcomp"))
    if not (helpers(verb) & _MUST or needs) or not children(verb, "nsubj", "nsubjpass"):
        return
    if unreal(verb) in ("if", "question", "denied"):
        return
    who = subjects(above)
    if who:
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
    who = subjects(verb)
    if who:
        yield ToldPosition(verb, Stand.REJECTS, tuple(who), (verb,), plain=False, how="will not")


def _exchanged(verb: Token) -> Iterator[ToldPosition]:
    """“May move its guns back, provided the Front gives up its mortars”."""
    found = exchange_of(verb)
    if found is None or unreal(verb) not in ("", "modal"):
        return
    offered, wanted = found
    who = tuple(subjects(verb))
    yield ToldPosition(verb, Stand.OFFERS, who, tuple(offered), plain=False, how="in return")
    yield ToldPosition(verb, Stand.WANTS, who, tuple(wanted), plain=False, how="in return")


# --- phrases ------------------------------------------------------------------------------------


def _of_phrase(verb: Token) -> Iterator[ToldPosition]:
    if unreal(verb) and verb.lemma_ not in ("like", "love", "prefer"):
        return
    if is_or_are(verb) or verb.lemma_ in ("stand", "remain", "come", "stay"):
        yield from _against_or_for(verb)
    if verb.lemma_ == "have" and verb.dep_ != "aux":
        for noun in children(verb, "dobj"):
            if noun.lemma_ in _NO_WISH and says_no(noun):
                themes = [t for p in children(noun, "prep") for t in _what_follows(p)]
                themes += children(noun, "acl")
                if themes:
                    yield ToldPosition(verb, Stand.REJECTS, tuple(subjects(verb)), tuple(themes))
    if verb.lemma_ in ("like", "love") and helpers(verb) & {"would", "'d"} and not is_negated(verb):
        if any(child.lower_ == "but" for child in children(verb, "cc")):
            return  # “would love to do more, but …”
        themes = _themes(verb, "")
        if themes and unreal(verb) in ("", "modal"):
            yield ToldPosition(verb, Stand.WANTS, tuple(subjects(verb)), tuple(themes))


def _what_follows(preposition: Token) -> list[Token]:
    return objects_of(preposition) + children(preposition, "pcomp")


def _against_or_for(verb: Token) -> Iterator[ToldPosition]:
    if is_negated(verb):
        for adjective in children(verb, "acomp"):
            if adjective.lower_ in ("happy", "satisfied", "content"):
                yield from _unhappy(verb, adjective)
        return
    for preposition in children(verb, "prep"):
        stand, themes = None, _what_follows(preposition)
        if preposition.lower_ == "against":
            stand = Stand.REJECTS
        elif preposition.lower_ == "after" and is_or_are(verb):
            stand = Stand.WANTS
        elif preposition.lower_ == "behind":
            stand = Stand.ACCEPTS
        elif preposition.lower_ == "in" and any(t.lower_ in ("favour", "favor") for t in themes):
            stand = Stand.WANTS
            themes = [t for f in themes for p in children(f, "prep") for t in _what_follows(p)]
        elif preposition.lower_ == "by" and verb.lemma_ == "stand":
            stand = Stand.WANTS
        if stand is not None and themes:
            plain = stand is not Stand.ACCEPTS
            yield ToldPosition(verb, stand, tuple(subjects(verb)), tuple(themes), plain)
    for adjective in children(verb, "acomp"):
        if adjective.lower_ in ("unhappy", "dissatisfied", "disappointed"):
            yield from _unhappy(verb, adjective)


def _unhappy(verb: Token, adjective: Token) -> Iterator[ToldPosition]:
    themes = [
        theme
        for preposition in children(adjective, "prep")
        if preposition.lower_ in ("with", "by", "at")
        for theme in objects_of(preposition)
    ]
    if themes:
        yield ToldPosition(
            verb, Stand.REJECTS, tuple(subjects(verb)), tuple(themes), plain=False, how="called"
        )


# --- adjectives and nouns -----------------------------------------------------------------------


def _of_adjective(word: Token) -> Iterator[ToldPosition]:
    stand = ADJECTIVES.get(word.lemma_)
    if stand is None or word.dep_ not in ("acomp", "oprd", "attr"):
        return
    verb = word.head
    if unreal(verb) in ("if", "question", "denied"):
        return
    if is_negated(verb):
        if stand is not Stand.ACCEPTS:
            return
        stand = Stand.REJECTS
    themes = children(word, "xcomp", "ccomp")
    for preposition in children(word, "prep"):
        if preposition.lower_ in ("to", "on", "for"):
            themes += _what_follows(preposition)
    themes, stand = _unwrapped(themes, stand)
    who = subjects(verb)
    if who and themes:
        yield ToldPosition(word, stand, tuple(who), tuple(themes), plain=False, how="ready")


def _of_noun(noun: Token) -> Iterator[ToldPosition]:
    listed = list(_of_list(noun))
    yield from listed
    lemma = noun.lemma_.lower()
    stand = NOUNS.get(lemma)
    is_told = _told_by_is(noun) if lemma in FIGURE_NOUNS else []
    if stand is None and is_told:
        stand = Stand.WANTS
    if stand is None or noun.dep_ == "compound":
        return
    if any(child.dep_ == "det" and child.lower_ in ("no", "any") for child in noun.children):
        return
    who = owners(noun) or _of_light_verb(noun)
    themes = is_told or _theme_behind(noun, stand)
    if stand is Stand.OFFERS and lemma in TEXTS:
        themes = [noun]
    themes = [] if listed else themes
    if not who or not themes:
        return
    themes, stand = _unwrapped(themes, stand)
    if not themes:
        return
    above = noun.head
    while above.dep_ in ("conj", "pobj", "dobj", "prep") and above.head.i != above.i:
        above = above.head
    plain = above.pos_ not in VERBAL or unreal(above) not in ("if", "question")
    yield ToldPosition(noun, stand, tuple(who), tuple(themes), plain, "noun")


def _of_list(noun: Token) -> Iterator[ToldPosition]:
    """“The aims of the League, such as A and B”, “on the list of the League are A and B”."""
    if noun.lemma_.lower() not in LISTED:
        return
    verb = noun.head.head
    parts = listed_behind(noun)
    if noun.dep_ == "pobj" and noun.head.lower_ in ("among", "on") and is_or_are(verb):
        behind = children(verb, "attr", "nsubj")
        if len(behind) == 1 and behind[0].i > verb.i and not is_negated(verb) and not unreal(verb):
            parts = parts_from(behind[0].left_edge)
    who = owners(noun) or [
        n for p in children(noun, "prep") if p.lower_ == "of" for n in objects_of(p)
    ]
    for part in parts if who else ():
        head = head_of(part)
        stand = Stand.REJECTS if is_a_no(part) else Stand.WANTS
        if head is not None:
            yield ToldPosition(noun, stand, tuple(who), (head,), False, "noun", part)


def _of_amount(word: Token) -> Iterator[ToldPosition]:
    """“9% by Ford”: an amount that somebody offers."""
    if word.ent_type_ not in ("PERCENT", "MONEY"):
        return
    who = [n for by in children(word, "prep", "agent") if by.lower_ == "by" for n in objects_of(by)]
    if who and all(noun.pos_ == "PROPN" for noun in who):
        yield ToldPosition(word, Stand.OFFERS, tuple(who), (word,), plain=False, how="noun")


def _theme_behind(noun: Token, stand: Stand) -> list[Token]:
    themes: list[Token] = []
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _BEHIND[stand]:
            themes += _what_follows(child)
        if child.dep_ == "acl" and child.tag_ in ("VB", "VBP"):
            themes.append(child)
    if not themes and stand is Stand.WANTS:
        themes = all_joined(children(noun, "appos"))
    return themes


def _of_light_verb(noun: Token) -> list[Token]:
    """Who “made a demand for” something."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.pos_ != "VERB" or verb.lemma_ not in MAKING | {"voice"}:
        return []
    return [] if is_negated(verb) or unreal(verb) else subjects(verb)


def _told_by_is(noun: Token) -> list[Token]:
    """“The union's demand is X”, “its demands include X”, “among its demands are X”."""
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ in ("include", "comprise") and not is_negated(verb):
        return all_joined(children(verb, "dobj"))
    if noun.dep_ == "pobj" and verb.lower_ in ("among", "on") and verb.head.lemma_ == "be":
        return all_joined(children(verb.head, "nsubj", "attr"))
    if noun.dep_ != "nsubj" or verb.lemma_ != "be" or is_negated(verb) or unreal(verb):
        return []
    found = children(verb, "attr", "acomp", "xcomp", "ccomp")
    behind = [n for p in children(verb, "prep") if p.lower_ == "for" for n in objects_of(p)]
    return all_joined(found or behind)  # “its policy is for 40 homes”
