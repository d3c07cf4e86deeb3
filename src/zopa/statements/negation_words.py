"""Words of English by which `negation_beside` tells whose clause a negation belongs to."""

from __future__ import annotations

from zopa.foundation.text import word_set

# --- what negates -------------------------------------------------------------------------------

PLAIN = word_set(
    "not never cannot nobody nothing none nowhere neither nor hardly scarcely dont doesnt didnt "
    "cant wont isnt arent wasnt werent hasnt havent hadnt wouldnt couldnt shouldnt"
)
"""They negate all that follows in their clause."""
NOT_NEGATED = word_set("only just merely simply least")
"""Behind “not”, so that nothing is negated: “not only”."""
NO_MORE_THAN = word_set("doubt matter later less fewer sooner wonder earlier more to")
"""Behind “no”, so that no clause is negated: “no later than”, “no doubt”, “said no to”."""
OF_A_SUBJECT = word_set("no nobody nothing none neither nor")
"""They stand with a subject, so that what is told of it is negated."""
REFUSING = word_set(
    "refuse refuses refused refusing refusal decline declines declined declining fail fails failed "
    "failing failure unwilling unable unlikely reluctant reluctance unwillingness inability "
    "impossible"
)
"""They negate what they lead to by “to”."""
DENYING = word_set("deny denies denied denying denial denials doubt doubts doubted")
UNTRUE = word_set("false untrue incorrect")
"""They negate what they lead to by “that”."""
SAYING_NO = word_set("say says said saying")
"""Before “no to”, which negates a deed: “said no to paying”."""
REJECTING = word_set(
    "reject rejects rejected rejecting dismiss dismisses dismissed dismissing refute refutes "
    "refuted dispute disputes disputed rebut rebutted"
)
"""They negate what is claimed: “rejected reports that”, “dismissed the idea of”."""
CLAIMED_OF = word_set("idea notion suggestion prospect possibility")
PREVENTING = word_set(
    "prevent prevents prevented preventing bar bars barred ban bans banned block blocks blocked "
    "stop stops stopped keep keeps kept"
)
"""Before “from”."""
AVOIDING = word_set("avoid avoids avoided avoiding against")
"""They negate what is done behind them: “avoided signing”, “against signing”."""
RULING = word_set("rule rules ruled ruling")
"""Before “out”."""
LEADING = word_set("of from than out without against")
"""The last words of “instead of”, “far from”, “rather than” and the like: the quote comes next."""

# --- what stands between ------------------------------------------------------------------------

CLAUSE_ENDS = word_set(
    "but yet while whereas although though because since when after before until unless as than "
    "who which whom whose where what how why and so"
)
"""They open another clause."""
SMALL_BEHIND_NOT = word_set("yet so before")
"""Behind a negation these open no clause: “not yet”, “never before”."""
SAYING = word_set(
    "say says said saying tell tells told think thinks thought believe believes believed agree "
    "agrees agreed expect expects expected know knows knew known mean means meant promise promises "
    "promised confirm confirms confirmed insist insists insisted claim claims claimed true clear "
    "certain sure likely possible convinced admit admits admitted concede concedes conceded "
    "acknowledge acknowledges acknowledged show shows showed shown mention mentions mentioned "
    "suggest suggests suggested suggestion suggestions indicate indicates indicated indication "
    "indications signal signals signalled signaled demand demands demanded require requires "
    "required ensure ensures propose proposes proposed hope hopes hoped fear fears feared feel "
    "feels felt see sees saw seen pledge pledges pledged assert asserts asserted argue argues "
    "argued guarantee guarantees guaranteed report reports reported reporting allegation "
    "allegations evidence sign signs idea notion rumour rumours rumor rumors accusation "
    "accusations assurance assurances case prospect chance chances proof announce announces "
    "announced intend wish wishes wished"
)
"""Before “that”, so that what follows is said or meant, and is no remark on a thing."""
ACCEPTING = word_set("accept accepts accepted accepting reject rejects rejected rejecting dispute")
"""They do so only before “that”."""
BEFORE_THAT = SAYING | DENYING | ACCEPTING | {"out"}
ANSWERING = word_set(
    "respond responds responded reply replies replied react reacts reacted belong belongs belonged "
    "refer refers referred object objects objected point points pointed speak spoke talk talked "
    "listen listens listened"
)
"""Before “to”, so that a thing follows and no deed."""
ADVERBS = word_set(
    "yet again even so far for now still also once more today yesterday at first point-blank"
)
PREPOSITIONS = word_set(
    "of in on at by for from with about over under into between against through towards toward"
)
RELATIVE = word_set("who which that whom")

# --- how a quote begins -------------------------------------------------------------------------

DEFINITE = word_set("the this these those that its his her their our my your each every half")
"""A quote that begins so, and is said of nothing, is of a thing that is there all the same."""
SUBJECTS = word_set("it he she they we you i there who")
FINITE = word_set(
    "is are was were be been has have had will would shall should can could may might must do does "
    "did ’ll 'll ’d 'd"
)
HAVE_DONE = FINITE - word_set("be been have")
"""Verbs that begin what is told of a subject."""
SMALL = FINITE | word_set("yet even ever longer any of the a an to also before")
"""Words between a negation and what it negates."""
ABBREVIATED = word_set("mr mrs ms dr prof st sen rep gov gen col lt sgt hon vs no")
"""A full stop behind them ends no sentence."""
_LITTLE = PREPOSITIONS | RELATIVE | DEFINITE | SUBJECTS | FINITE | SMALL | CLAUSE_ENDS
EMPTY = (_LITTLE - {"half"}) | word_set(
    "or then if him them us me not no only some such both either what out up down off "
    "being having than too very just"
)
"""Words that tell nothing by themselves: a quote of nothing else bears nothing out."""
