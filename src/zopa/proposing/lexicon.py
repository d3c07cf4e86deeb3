"""The matters of negotiation that are known, with the words that tell them.

Put together from what negotiations of several fields are about: peace and security, trade,
labour, companies, climate, waters and fisheries. A matter that is not here can still become an
issue: by a figure in a demand or an offer, or by words that several parties use (`issues`).
"""

from __future__ import annotations

import re

from zopa.proposing.matters import Grade, LevelShape, Matter


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NONE = Grade("none", "not in the text", _re(r"\b(?:no|without)\b"))
_GIVEN = Grade("included", "part of the agreement")
_DOWN = r"\b(?:lift|remov|end|drop|scrap|abolish|repeal|suspend|cancel|waiv|go\b|phas\w+ out)\w*"
_EASE = r"\b(?:eas|reliev|relief|relax|cut|reduc|lower|halv|loosen)\w*"
_KEEP = r"\b(?:keep|kept|maintain|impos|tighten|extend|rais|increas|introduc|threaten|stay)\w*"

MONEY = frozenset({"money"})
PERCENT = frozenset({"percent"})


def _graded(
    name: str,
    title: str,
    cue: str,
    *grades: Grade,
    units: frozenset[str] = frozenset(),
    getting: str = "",
) -> Matter:
    return Matter(
        name, title, _re(cue), LevelShape.GRADED, grades or (_NONE, _GIVEN), units,
        _re(getting) if getting else None,
    )  # fmt: skip


def _number(name: str, title: str, cue: str, *units: str, getting: str = "") -> Matter:
    wants = _re(getting) if getting else None
    return Matter(name, title, _re(cue), LevelShape.NUMBER, (), frozenset(units), wants)


_NAME = r"[A-ZÀ-ÖØ-ÞĀ-Ž\u0370-\u03ff\u0400-\u042f][\w.-]*(?:['’]s)?"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,2}}"

_LAW = re.compile(
    rf"(?:(?:under|by|with|of|in) )?\b(?P<place1>{_NAMES}|international) "
    r"(?:laws?|courts?|jurisdiction|arbitration|tribunal)\b"
    rf"|\b(?:jurisdiction|courts?|laws|arbitration) (?:of|in) (?:the )?(?P<place2>{_NAMES})"
    rf"|\b(?P<place3>{_NAMES}) (?:would|will|shall|should|is to|to) be the "
    r"(?:jurisdiction|venue|seat)"
    rf"|\bdisputes? (?:\w+ ){{0,6}}?(?:settled|resolved|heard|decided) (?:\w+ )?(?:in|by|before) "
    rf"(?:the )?(?:courts? (?:of|in) )?(?P<place4>{_NAMES})"
)

_FORM_WORDS = (
    ("letter", "a letter of intent", r"letter of intent|declaration|joint statement"),
    ("memorandum", "a memorandum", r"memorandum|memoranda"),
    ("framework", "a framework agreement", r"framework"),
    ("binding", "a binding agreement", r"binding"),
    ("treaty", "a treaty", r"treaty"),
)

MATTERS: tuple[Matter, ...] = (
    # --- peace and security -----------------------------------------------------------------
    _graded(
        "security", "Security guarantees",
        r"\bsecurity (?:guarantee|assurance|commitment|shield|pact)s?\b"
        r"|\bguarantees? (?:of|for) (?:\w+ ){0,3}security\b|\bmutual defen[cs]e\b",
        Grade("none", "nothing in the text", _re(r"\b(?:no|without|nothing|lack\w*)\b")),
        Grade("presence", "presence on the ground", _re(r"\bpresence\b"), always=False),
        Grade("support", "general support", _re(r"\b(?:assurance|support for)s?\b"), always=False),
        Grade("guarantee", "security guarantees"),
    ),
    _graded(
        "past_aid", "Aid already given",
        r"\b(?:past|previous|earlier|prior) (?:\w+ ){0,2}(?:aid|assistance|support)\b"
        r"|\b(?:aid|assistance|support|money|weapons) (?:already |previously )?"
        r"(?:given|provided|sent|delivered|supplied)\b",
        Grade("not_owed", "not treated as a debt", _re(r"\b(?:grants?|not owed|gift)\b")),
        Grade("repaid", "to be paid back"),
    ),
    _graded(
        "future_aid", "Aid to come",
        r"\b(?:future|further|additional|continued|more|new) (?:\w+ ){0,2}(?:aid|assistance)\b"
        r"|\b(?:similar )?(?:aid|assistance|support) in (?:the )?future\b",
    ),
    _graded(
        "territory", "Control of territory",
        r"\bterritor(?:y|ies|ial)\b|\boccupied (?:land|areas?|regions?)\b|\bland swaps?\b"
        r"|\b(?:disputed|contested) (?:border|islands?|region|province|strip|corridor)s?\b",
        Grade("kept", "as it is held now", _re(r"\b(?:keep|kept|freez\w+|frozen|stay\w*)\b")),
        Grade("partly", "handed over in part", _re(r"\b(?:part|swap|shar)\w*"), always=False),
        Grade("handed_over", "handed over"),
    ),
    _graded(
        "ceasefire", "Ceasefire",
        r"\bcease-?fires?\b|\btruces?\b|\bcessation of hostilities\b"
        r"|\bpause in (?:the )?fighting\b",
        Grade("none", "no ceasefire", _re(r"\b(?:no|without)\b")),
        Grade("temporary", "for a time",
              _re(r"\b(?:temporary|limited|humanitarian|initial|\w+-(?:day|week|month|hour))\b")),
        Grade("permanent", "lasting"),
        units=frozenset({"day", "week", "month", "hour"}),
    ),
    _graded(
        "withdrawal", "Withdrawal of troops",
        r"\b(?:withdraw(?:al|als|s|ing|n)?|pull(?:s|ed|ing)? (?:back|out)|pull-?(?:out|back))\b"
        r"(?=(?:\W+\w+){0,6}?\W+(?:troops?|forces?|army|soldiers|units|line|border|positions?))"
        r"|\b(?:troops?|forces?|army|soldiers|units)\W+(?:\w+\W+){0,4}?"
        r"(?:withdraw(?:n|al|s)?|pull(?:ed)? (?:back|out))\b|\btroop (?:withdrawal|pull-?out)s?\b",
        Grade("none", "troops stay", _re(r"\b(?:no|without|stay|remain)\b")),
        Grade("partial", "in part or by stages", _re(r"\b(?:part\w*|phased|staged|gradual)\b")),
        Grade("full", "in full"),
    ),
    _graded(
        "prisoners", "Release of prisoners",
        r"\b(?:prisoners?|hostages?|detainees?|captives?)\b",
        Grade("none", "nobody is released", _re(r"\b(?:no|without)\b")),
        Grade("some", "some are released", _re(r"\b(?:some|part|first group|wounded)\b"),
              always=False),
        Grade("all", "all are released"),
        units=frozenset({"prisoner", "hostage", "detainee", "captive"}),
    ),
    _graded(
        "sanctions", "Sanctions", r"\bsanctions?\b(?! (?:the|a|an|its|this) )|\bembargo(?:es)?\b",
        Grade("lifted", "lifted", _re(_DOWN)),
        Grade("eased", "eased", _re(_EASE)),
        Grade("kept", "kept"),
    ),
    _graded(
        "monitoring", "Monitoring",
        r"\bmonitor(?:s|ing|ed)?\b|\bverification\b|\binspect(?:ions?|ors?|ed)\b"
        r"|\bobserver missions?\b|\bobservers\b(?! (?:say|said|believe|expect))|\bpeacekeepers?\b",
        Grade("none", "no monitoring", _re(r"\b(?:no|without)\b")),
        Grade("included", "monitors"),
    ),
    _graded(
        "amnesty", "Amnesty", r"\bamnest(?:y|ies)\b|\bimmunity\b|\bpardons?\b"),
    _graded(
        "elections", "Elections", r"\bearly elections?\b|\b(?:snap|free) elections?\b"
        r"|\breferendum\b"),
    # --- terms of any agreement ---------------------------------------------------------------
    Matter("law", "Where disputes are settled", _LAW, LevelShape.PLACE),
    Matter(
        "form", "Form of the agreement",
        _re(r"\b(?:legally |internationally )?binding (?:\w+ ){0,2}?(?:agreement|treaty|deal"
            r"|contract|accord|text|pact)\b|\bmemorand(?:um|a)\b|\bletter of intent\b"
            r"|\bframework (?:agreement|deal|accord)\b|\bjoint statement\b"
            r"|\b(?:a|an|by|full|formal|international|peace) treaty\b|\bnon-binding\b"),
        LevelShape.NAMED,
        tuple(Grade(i, t, _re(w)) for i, t, w in _FORM_WORDS),
    ),
    _graded(
        "partners", "Who else may take part",
        r"\b(?:other|third|more) (?:countries|states|nations|parties|investors|companies"
        r"|partners)\b"
        r"|\b(?:involve|include|bring in|invite)\w* (?:\w+ ){0,4}?(?:others|countries|nations"
        r"|states)\b"
        r"|\bothers\b(?=,? (?:including|such as|to |involved|in\b))"
        r"|\b(?:only|exclusively|solely) (?:to|for|with) (?:the )?(?-i:[A-Z])[\w.]*\b"
        r"|\bexclusive(?:ly)?\b|\bout of (?:any|the|all) (?:[\w–-]+ ){0,2}?(?:talks|negotiations)\b"
        r"|\b(?:at the|negotiating) table\b",
        Grade("parties_only", "the parties alone",
              _re(r"\b(?:only|exclusive(?:ly)?|solely|alone|cut out|exclud\w+)\b")),
        Grade("others", "others too"),
    ),
    _number(
        "duration", "Duration of the agreement",
        r"\b(?:contract|agreement|deal|lease|term|accord|treaty|concession|licen[cs]e|duration"
        r"|period|pact|extension|transition)\b|\b(?:to|will|would|should|must) last\b",
        "year", "month",
    ),
    _number(
        "deadline", "Time of delivery",
        r"\b(?:deliver(?:y|ies|ed)?|hand(?:ed)? over|complet(?:ed|ion)|closing)\b",
        "day", "week", "month",
    ),
    # --- money and shares -----------------------------------------------------------------------
    _number(
        "share", "Share",
        r"\b(?:shares?|stakes?|ownership|rights|revenues?|profits?|proceeds|royalt(?:y|ies)|equity"
        r"|holding|interest|control)\b",
        "percent",
        getting=r"\b(?:acquir|obtain|receiv|tak|get|gain|secur|own|claim|keep|demand|want)\w*",
    ),
    _number(
        "price", "Price",
        r"\b(?:price[ds]?|bid|a share|per share|a tonne|per tonne|a barrel|per barrel|pay(?:ing|s)?"
        r"|value[ds]?|valuing|takeover|buy(?:ing)?|acquisition|offer|purchase|sale|sell)\b",
        "money",
    ),
    _number(
        "fund", "Payments",
        r"\b(?:fund|funds|funding|finance|financing|compensation|damages|reparations|loans?|grants?"
        r"|aid|investments?|invest|debt|fee|fine|subsid(?:y|ies)|rent|contribution|settlement)\b",
        "money",
    ),
    _graded("break_fee", "Break fee", r"\b(?:break-?(?:up)?|termination) fees?\b", units=MONEY),
    _graded("board", "Seats on the board",
            r"\bboard seats?\b|\bseats? on the (?:\w+ )?board\b|\bboard representation\b",
            units=frozenset({"seat", "board seat"})),
    _graded("reparations", "Reparations",
            r"\breparations\b|\bloss and damage\b"
            r"|\bcompensation (?:for|to) (?:\w+ ){0,3}(?:damage|victims|losses|families)\b",
            units=MONEY),
    # --- labour -----------------------------------------------------------------------------------
    _number(
        "pay", "Pay",
        r"\b(?:pay|wages?|salar(?:y|ies)|raise|rise|increase|earnings|bonus(?:es)?)\b",
        "percent", "money",
    ),
    _graded("hours", "Working time",
            r"\bworking (?:hours|time|week)\b|\b[\w-]+-hour week\b|\bhours (?:a|per) week\b"
            r"|\bovertime\b|\bshifts\b|\b(?:night|day|work(?:ing)?|hour) shift\b",
            Grade("as_now", "as it is now", _re(r"\b(?:unchanged|as (?:it is|now)|no change)\b")),
            Grade("changed", "changed"),
            units=frozenset({"hour"})),
    _graded("jobs", "Safety of jobs",
            r"\bjob (?:security|guarantees?)\b|\bguarantees? (?:for|of) (?:\w+ ){0,2}jobs\b"
            r"|\bno-layoff\b",
            Grade("none", "no promise", _re(r"\b(?:no|without)\b")),
            Grade("guaranteed", "jobs are safe")),
    _graded("job_cuts", "Cuts of jobs",
            r"\bjob (?:losses|cuts?)\b|\blay-?offs?\b|\bredundanc(?:y|ies)\b|\bdismissals?\b"
            r"|\bcut(?:ting|s)? (?:\S+ ){0,3}jobs\b",
            Grade("none", "no job is cut",
                  _re(r"\b(?:no|without|rul\w+ out(?! a ban)|(?<!out a )bans?)\b")),
            Grade("cut", "jobs are cut"),
            units=frozenset({"job", "post", "worker"})),
    _graded("pensions", "Pensions", r"\bpensions?\b|\bretirement (?:age|fund|plan)s?\b",
            Grade("cut", "cut", _re(r"\b(?:cut|clos|reduc|scrap|frozen|freez)\w*")),
            Grade("kept", "kept as they are"),
            units=frozenset({"percent"})),
    _graded("hiring", "Agency work and hiring",
            r"\b(?:agency|temporary|contract) (?:work(?:ers)?|staff)\b|\boutsourc\w+\b"),
    # --- trade ------------------------------------------------------------------------------------
    _graded("tariffs", "Tariffs",
            r"\btariffs?\b|\b(?:customs|import|export|steel|car) (?:dut(?:y|ies)|lev(?:y|ies))\b"
            r"|\bduties\b",
            Grade("abolished", "abolished", _re(_DOWN)),
            Grade("cut", "cut", _re(_EASE)),
            Grade("kept", "kept or raised"),
            units=PERCENT),
    _graded("quotas", "Quotas", r"\b(?:quotas?|allowable catch|catch limits?|catches)\b",
            Grade("cut", "cut", _re(_EASE + "|" + _DOWN)),
            Grade("kept", "kept", _re(r"\b(?:keep|kept|unchanged|maintain\w*|same)\b")),
            Grade("raised", "raised"),
            units=frozenset({"percent", "tonne", "ton"})),
    _graded("market_access", "Access to markets",
            r"\b(?:market access|access to (?:\w+ ){0,3}markets?|procurement markets?)\b"),
    _graded("subsidies", "Subsidies", r"\bsubsid(?:y|ies)\b|\bstate aid\b",
            Grade("ended", "ended", _re(_DOWN)), Grade("cut", "cut", _re(_EASE)),
            Grade("kept", "kept")),
    _graded("standards", "Standards", r"\b(?:food|safety|labour|labor|product|environmental) "
            r"standards\b|\blevel playing field\b"),
    _graded("licences", "Licences and access",
            r"\b(?:fishing |drilling |mining |export )?(?:licen[cs]es|permits)\b"
            r"|\baccess to (?:\w+ ){0,3}(?:waters|grounds|ports?|deposits|minerals)\b",
            units=frozenset({"licence", "license", "permit"})),
    _graded("technology", "Transfer of technology",
            r"\btechnology transfers?\b|\btransfers? of (?:\w+ )?technology\b|\bknow-how\b"
            r"|\bintellectual property\b|\bpatents?\b"),
    # --- climate and waters -----------------------------------------------------------------------
    _number("emissions", "Cut of emissions",
            r"\b(?:emissions?|greenhouse|carbon|methane)\b", "percent"),
    _graded("fossil", "Fossil fuels",
            r"\bfossil fuels?\b|\bcoal(?: power)?\b|\bphas(?:e|ing)[- ]out\b",
            Grade("unnamed", "not named", _re(r"\b(?:no|without)\b")),
            Grade("reduced", "phased down", _re(r"\b(?:phas\w+[- ]down|reduc\w*|abat\w*)\b")),
            Grade("ended", "phased out", _re(r"\b(?:phas\w+[- ]out|end(?:ed|ing|s)?|exit)\b"))),
    _graded("climate_finance", "Climate finance",
            r"\bclimate (?:finance|aid|fund(?:ing|s)?)\b|\badaptation (?:fund|finance)\b",
            units=MONEY),
    _graded("water", "Release of water",
            r"\bwater (?:releases?|flows?|allocations?|sharing)\b|\brelease(?:s|d)? of water\b"
            r"|\bcubic met(?:re|er)s?\b|\bfilling of (?:the|its) (?:dam|reservoir)\b"
            r"|\b(?:minimum|guaranteed) (?:flow|release)s?\b",
            Grade("none", "no commitment", _re(r"\b(?:no|without)\b")),
            Grade("guaranteed", "a guaranteed amount"),
            units=frozenset({"cubic metre", "cubic meter", "cubic metres a second"})),
    _graded("seasons", "Closed seasons and areas",
            r"\bclosed (?:seasons?|areas?|months)\b"
            r"|\bclosures? of (?:\w+ ){0,3}(?:grounds|waters)\b"
            r"|\bfishing bans?\b"),
)  # fmt: skip
"""Every matter that is known, in the order in which issues are proposed where all else is equal."""

BY_ID = {matter.id: matter for matter in MATTERS}
