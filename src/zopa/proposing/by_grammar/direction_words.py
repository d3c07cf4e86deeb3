"""Words that tell which way a topic goes, and words that tell none."""

from __future__ import annotations

from zopa.foundation.text import word_set
from zopa.proposing.by_grammar.stands import TEXTS

UP = word_set(
    "increase rise raise hike boost growth expansion extension improvement gain uplift bump "
    "enlargement widening doubling"
)
DOWN = word_set(
    "cut reduction decrease drop fall lowering easing halving shrinking curb "
    "phase-down phasedown roll-back rollback"
)
OFF = word_set(
    "end halt stop removal abolition cessation elimination scrapping lifting ban "
    "moratorium abandonment cancellation repeal dismantling freeze suspension phase-out phaseout "
    "exclusion waiver closure"
)
ON = word_set(
    "return restoration reinstatement resumption recognition introduction creation establishment "
    "adoption granting guarantee promise commitment retention preservation protection assurance "
    "provision inclusion right access share measure level amount kind form sort lot degree system"
)
"""Nouns that say which way what follows them goes: more, less, away, there."""
DIRECTIONS = UP | DOWN | OFF | ON
GONE = word_set(
    "end removal abolition cessation elimination scrapping lifting abandonment cancellation repeal "
    "dismantling closure"
)
"""Nouns without which what follows them is kept."""
ENDS = word_set("end halt stop")
"""Of which a report has to say of what."""
VERBS_UP = word_set(
    "increase raise boost expand extend improve widen enlarge double triple stretch lengthen hike "
    "strengthen maximise maximize top rise climb grow"
)
VERBS_DOWN = word_set(
    "cut reduce lower decrease shorten halve shrink curb ease trim slash weaken limit cap narrow "
    "fall relax minimise minimize"
)
VERBS_OFF = word_set(
    "end halt stop remove abolish eliminate scrap lift ban abandon cancel repeal "
    "dismantle freeze suspend exclude waive close drop delay postpone bar block outlaw forgo "
    "strike cease quit leave"
)
PARTICLES_OFF = frozenset(
    {
        ("give", "up"), ("phase", "out"), ("call", "off"), ("take", "away"), ("cut", "off"),
        ("do", "away"), ("wind", "down"), ("shut", "down"), ("rule", "out"), ("cut", "out"),
        ("break", "up"), ("pull", "out"), ("hold", "back"),
    }
)  # fmt: skip
HAVING_DONE = word_set("want like need demand see have get prefer")
"""Verbs that want something done to their object."""
FREE_FROM = word_set("relief exemption freedom release")
"""Nouns that want none of what follows “from”."""
EMPTY_VERBS = word_set(
    "be have get give make take see do let receive win obtain include keep put set bring provide "
    "pay grant allow ensure guarantee secure hold begin start continue come go remain stay become "
    "accept agree offer meet use"
)
INTRANSITIVE = word_set("close end stop fall rise climb grow go")
SPEAKING = word_set(
    "say tell comment talk negotiate discuss sign respond answer reply happen work understand know "
    "think see believe wait try budge move vote sit speak name host mediate broker facilitate "
    "arbitrate moderate convene help"
)
DISCUSSING = word_set("discuss negotiate debate link connect")
"""Verbs of which what is talked about is no wish: who refuses to discuss quotas may like them."""
MORE = word_set(
    "more higher bigger larger longer greater better wider stronger additional extra further "
    "broader faster increased improved expanded"
)
LESS = word_set("less lower fewer smaller shorter reduced weaker narrower cheaper slower")
UNITS = word_set(
    "percent % percentage point year month week day hour euro dollar pound yen franc tonne ton "
    "million billion trillion cent pence p kilogram barrel quarter half third"
)
NO_TOPIC = TEXTS | word_set(
    "talk talks negotiation discussion statement comment time way thing number people part "
    "result answer question change step move meeting visit government minister president "
    "official spokesman party side country state company union worker member vote strike action "
    "decision position reason case report news response reply word issue matter point problem "
    "progress term condition day week month year call demand request round table effort fact "
    "idea situation attempt lot one all end it that this what which something anything nothing "
    "everything they them he she name option ambition approach quit help support view interest "
    "hand line place process pressure need opportunity chance possibility role life world rival "
    "claim thought harm push war clock own fall loss defeat economy history aspect element "
    "detail goal aim priority concern wish complaint crisis conflict row stalemate deadlock "
    "impasse breakthrough concession alternative outcome conclusion path road door room ground "
    "tone language wording version page hope fear warning threat test game mistake future past "
    "present today tomorrow era moment formula framework gap difference rest document paper "
    "proposal initiative settlement"
)
"""Nouns that on their own are about nothing that is negotiated."""
NAMES = frozenset({"ORG", "GPE", "PERSON", "NORP"})
MEASURES = frozenset({"DATE", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "TIME", "QUANTITY"})
INSIDE = ("of", "in", "to", "on", "for", "from", "with")
"""Prepositions behind which stands what a noun is of."""
