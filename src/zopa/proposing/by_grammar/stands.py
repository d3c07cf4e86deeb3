"""What verbs and nouns say that somebody does in a negotiation: wants, offers, rejects, accepts.

These are lists of meanings, not of grammar: which word forms there are, who does what to whom, and
whether it is denied, the parse tells (`clauses`).
"""

from __future__ import annotations

from enum import StrEnum

from zopa.foundation.text import word_set


class Stand(StrEnum):
    """What somebody is told to do about a text or a term."""

    WANTS = "wants"
    OFFERS = "offers"
    REJECTS = "rejects"
    ACCEPTS = "accepts"


_VERBS = {
    Stand.WANTS: {
        "": "want demand seek request require urge need favour favor prefer advocate desire wish "
        "champion crave covet",
        "for": "call press push ask appeal campaign fight strive bargain lobby hold wish argue "
        "plead clamour clamor hope yearn aim petition agitate look hunt",
        "on": "insist condition",
        "upon": "insist",
        "to": "aspire",
        "after": "hanker",
    },
    Stand.OFFERS: {
        "with": "counter",
        "": "offer propose table submit present suggest float unveil extend bid tender advance "
        "outline pitch pledge promise moot volunteer",
    },
    Stand.REJECTS: {
        "": "reject refuse decline dismiss rebuff spurn oppose resist veto block scorn shun snub "
        "repudiate disapprove forbid decry denounce condemn nix torpedo disdain disown",
        "to": "object",
        "with": "disagree",
        "against": "vote argue fight protest campaign rail rebel",
        "at": "balk baulk bristle",
        "over": "balk baulk",
        "on": "renege",
        "from": "walk recoil",
    },
    Stand.ACCEPTS: {
        "": "accept approve endorse welcome sign ratify embrace adopt back support concede okay",
        "to": "agree consent assent accede submit bow yield acquiesce",
        "on": "agree settle",
        "with": "agree live",
        "for": "settle go",
    },
}
VERBS = {
    (verb, preposition): stand
    for stand, by_preposition in _VERBS.items()
    for preposition, verbs in by_preposition.items()
    for verb in verbs.split()
}
"""What a verb with a preposition (or without one) says."""

_PARTICLES = {
    Stand.REJECTS: "turn down, turn away, throw out, vote down, knock back, brush aside, "
    "brush off, rule out, wave away, wave aside, send back, shoot down, slap down, bat away, "
    "strike down, fend off, push back, cast aside, set aside, swat away, fight off",
    Stand.OFFERS: "put forward, set out, lay out, hand over, bring forward, set forth, draw up, "
    "lay down, spell out, put up",
    Stand.ACCEPTS: "sign off, sign up, go along, wave through, give in, nod through",
}
PARTICLES = {
    (verb, particle): stand
    for stand, pairs in _PARTICLES.items()
    for verb, particle in (pair.split() for pair in pairs.split(", "))
}
"""What a verb with a particle says."""

PHRASES = {
    ("say", "no"): Stand.REJECTS,
    ("vote", "no"): Stand.REJECTS,
    ("say", "yes"): Stand.ACCEPTS,
    ("vote", "yes"): Stand.ACCEPTS,
    **{
        ("give", noun): Stand.ACCEPTS
        for noun in ("approval", "backing", "blessing", "consent", "assent", "nod")
    },
}
"""What a verb with a noun says; what it is about follows on “to”."""

NOUNS = {
    noun: stand
    for stand, nouns in {
        Stand.WANTS: "demand call request insistence wish desire push claim requirement plea "
        "appeal ask pursuit quest want",
        Stand.OFFERS: "offer proposal bid suggestion proposition counteroffer counterproposal "
        "counter-offer counter-proposal pledge promise",
        Stand.REJECTS: "rejection refusal opposition objection rebuff veto resistance dismissal "
        "unwillingness reluctance",
        Stand.ACCEPTS: "acceptance approval endorsement consent agreement willingness readiness",
    }.items()
    for noun in nouns.split()
}
"""What a noun says of who owns it (“the union's demand for”)."""

FIGURE_NOUNS = word_set(
    "position figure number demand condition priority objective ambition aspiration ask request "
    "claim target goal aim price wish policy preference"
)
"""Nouns of which a clause tells what they are (“the union's demand is 35 percent”)."""

READY = word_set("ready willing prepared open")
AGAINST = word_set("opposed unwilling reluctant hostile averse resistant loath")
KEEN = word_set("keen eager determined anxious adamant desperate")
ADJECTIVES = {
    **dict.fromkeys(READY, Stand.ACCEPTS),
    **dict.fromkeys(AGAINST, Stand.REJECTS),
    **dict.fromkeys(KEEN, Stand.WANTS),
}

SOFT_VERBS = word_set(
    "suggest float pledge promise moot extend outline pitch advance unveil volunteer claim expect "
    "back support welcome urge need concede sign denounce condemn push favour favor submit"
)
"""Verbs that often say something weaker; on their own they establish nothing."""
SOFT_OFFERS = word_set(
    "suggest float pledge promise moot extend outline pitch advance unveil volunteer"
)

TEXTS = word_set(
    "offer proposal bid deal agreement plan package draft text accord memorandum approach "
    "counteroffer counterproposal counter-offer counter-proposal suggestion proposition blueprint "
    "compromise tender pact tentative ultimatum roadmap overture treaty contract document paper"
)
"""Nouns for what is tabled as a whole."""
ALWAYS_TEXTS = TEXTS - {"contract", "treaty"}
"""Those of which a mention alone is one of something tabled."""

WRAPPING = word_set(
    "idea notion demand call request wish attempt possibility prospect claim suggestion plea "
    "option thought concept principle"
)
"""Nouns that are rejected or wanted for what follows them (“the demand to give up the rule”)."""

HANDING = word_set("hand send give deliver pass bring carry show")
"""Verbs that table a text where one is their object (“handed its neighbour a paper”)."""
RETURNING = word_set("return leave send")
"""Verbs that reject a text where it stays or goes back “unsigned”."""
MEANING = word_set("mean intend aim hope plan")
"""Verbs that tell a wish with what they govern (“means to keep the water”)."""

MAKING = word_set(
    "have make table put submit present send unveil launch improve raise sweeten increase lift "
    "revise renew repeat withdraw publish issue deliver lodge announce enhance boost extend outline"
)
"""Whose object is a text of the subject's (“the union tabled a plan”)."""

STRIKING = word_set("strike reach conclude clinch forge seal ink")
DEALS = word_set("deal agreement accord pact treaty compromise contract truce ceasefire")
"""What sides are told to strike or to reach together."""

SAYING = word_set(
    "say tell add note insist warn argue declare state announce claim maintain explain stress "
    "write report confirm believe think feel reckon contend assert repeat reiterate"
)
DENYING = word_set("deny dispute doubt disavow")
ACCUSING = word_set("accuse blame criticise criticize fault")
TO_COME = word_set(
    "threaten expect consider mull weigh plan intend hope set due able seem appear fail"
)
"""Under these, what a verb says has not happened."""
WISHING = word_set(
    "ensure want hope expect wish need urge demand require ask press call insist propose suggest "
    "would-like plead beg"
)
"""Under these, what another is to do is not done (“wants Movia to sign”)."""
CALLING = word_set(
    "describe call brand label deem consider regard see find slam blast criticise criticize attack "
    "lambast dub view judge term think rate"
)
POOR = word_set(
    "low insulting insult inadequate unacceptable unfair insufficient lopsided one-sided weak poor "
    "unworkable disappointing non-starter nonstarter joke derisory trap unrealistic unreasonable "
    "laughable ridiculous absurd hostile unjust meagre meager paltry small little bad wrong slap "
    "mockery offensive outrageous enough flawed unbalanced unaffordable excessive surrender "
    "disgrace shameful intransigent unsustainable opportunistic undervalued"
)
"""What is said of a text that is refused. Some count only with “too” or “not” (`only_with`)."""
ONLY_TOO = word_set("little small low bad")

ORDINALS = {
    **dict.fromkeys(("first", "initial", "original", "opening"), 1),
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
}
EARLIER = word_set("earlier previous prior old former")
NEWER = word_set(
    "latest new newest revised improved fresh reworked sweetened raised final amended updated "
    "modified current another further better"
)
