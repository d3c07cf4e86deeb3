"""Classes of nouns by which reports call those who negotiate, and those who serve them.

These are the closed or nearly closed classes that a parse does not tell: what is a kind of actor
(“carmaker”), who stands for an actor (“negotiators”), and which plurals are people at all.
"""

from __future__ import annotations

from zopa.foundation.text import word_set
from zopa.proposing.actors.actor import ActorKind

_KINDS = {
    ActorKind.COMPANY: word_set(
        """company firm corporation carmaker automaker manufacturer airline retailer supplier
        conglomerate brewer insurer utility developer operator shipyard bidder suitor chain
        employer startup refiner miner steelmaker drugmaker chipmaker planemaker buyer acquirer
        rival competitor giant producer publisher broadcaster maker lender bank
        subsidiary enterprise multinational carrier railway builder hospital university landlord
        contractor studio publisher"""
    ),
    ActorKind.UNION: word_set("union guild local brotherhood"),
    ActorKind.STATE: word_set("country nation state government kingdom republic regime"),
    ActorKind.BODY: word_set(
        "bloc commission court agency fund organisation organization secretariat presidency"
        " institution council authority regulator watchdog league district"
        " city trust town municipality"
    ),
    ActorKind.POLITICAL_PARTY: word_set("party liberals conservatives socialists"),
    ActorKind.GROUP: word_set(
        "rebel guerrilla insurgent militant separatist"
        " group militia movement coalition alliance faction consortium association organisation"
        " federation committee syndicate"
    ),
}
KIND_OF_NOUN = {noun: kind for kind, nouns in _KINDS.items() for noun in nouns}
"""The kind of actor that a singular noun calls. Of several, the first is the usual one."""
KINDS_OF_NOUN = {
    noun: frozenset(kind for kind, nouns in _KINDS.items() if noun in nouns)
    for noun in KIND_OF_NOUN
} | {
    "group": frozenset({ActorKind.GROUP, ActorKind.COMPANY, ActorKind.UNKNOWN}),
    "bloc": frozenset({ActorKind.BODY, ActorKind.POLITICAL_PARTY}),
    "union": frozenset({ActorKind.UNION}),
    "association": frozenset({ActorKind.GROUP, ActorKind.UNION, ActorKind.BODY}),
    "federation": frozenset({ActorKind.UNION, ActorKind.GROUP}),
    "bank": frozenset({ActorKind.COMPANY, ActorKind.BODY}),
    "movement": frozenset({ActorKind.GROUP, ActorKind.POLITICAL_PARTY}),
    "league": frozenset({ActorKind.BODY}),
}  # fmt: skip

PLACE_BODIES = word_set(
    "city town village municipality council borough county province region district island"
    " government state country republic kingdom community"
)
"""What is called by its place: “the city of Brell” is Brell."""

REPRESENTATIVES = word_set(
    """official negotiator minister ministry diplomat envoy ambassador delegate delegation
    spokesman spokeswoman spokesperson leader leadership president chief executive board
    management team side government administration army military force troop cabinet parliament
    congress senate representative lawyer commissioner secretary director chairman chairwoman
    chair chairperson head adviser advisor aide lawmaker chancellor premier pm ceo boss owner
    department treasury camp member counterpart department side manager mp politician senator
    executive parent mediator source people circle office regime leadership house navy police
    premier prime-minister king emir sultan governor mayor legislator authority capital
    campaigner foreign-ministry superintendent clerk councillor councilor"""
)
"""Who speaks and acts for the one whose they are: “Egyptian negotiators” act for Egypt."""
OFFICES = word_set(
    """president vice-president chancellor minister premier secretary undersecretary spokesman
    spokeswoman spokesperson chairman chairwoman chairperson chair chief director senator governor
    mayor commissioner ambassador envoy leader negotiator representative king queen emir pm ceo cfo
    head boss executive prime-minister secretary-general president-elect vice-chancellor
    chancellor-designate taoiseach congressman congresswoman lawmaker mp deputy manager founder
    superintendent clerk councillor councilor
    owner adviser advisor aide coordinator co-chair co-leader speaker treasurer delegate official
    diplomat lawyer counsel organiser organizer general-secretary mediator premier whip"""
)
"""What stands before or after the name of one who speaks for somebody."""
PRIVATE_OFFICES = word_set(
    "commissioner executive ceo cfo manager founder owner lawyer boss banker organiser organizer"
)
"""Offices that no state has: a nationality beside them is only where their holder comes from."""
STATE_NOUNS = word_set(
    "minister ministry government ambassador parliament capital premier army cabinet embassy"
)
"""What only states have."""
CORPORATE = word_set("executive ceo chairman chairwoman chairperson cfo")
"""Offices of companies."""
TITLES = word_set(
    "mr mrs ms miss mx dr prof sir dame lord lady herr frau sen rep gov gen col rev sheikh hon"
    " prince princess sultan superintendent judge"
)
GOVERNMENTS = word_set(
    """government ministry administration cabinet parliament congress senate army military treasury
    department navy police embassy house forces knesset duma bundestag presidency
    regime delegation state"""
)
"""Last words of what is a body of a state or of a union of states."""

PLACES = word_set(
    """dam river basin sea ocean lake bridge street road square airport port canal strait island
    islands mountain mountains valley bay gulf peninsula strip city province region coast county
    avenue park stadium airport field hall palace pipeline plant station desert north south east
    west delta border"""
)
THINGS = word_set(
    """plan deal act law agreement treaty protocol framework accord pact programme program cup
    summit conference talks convention directive regulation bill initiative charter bond index
    note statement report war week day year season round process proposal draft fund-raising
    dialogue compact offer bid max jet project scheme championship prize show festival game games
    open election elections referendum crisis strike lockout code rule rules tax fee"""
)
MEDIA = word_set(
    """times news press post journal herald tribune gazette guardian reuters bloomberg afp ap bbc
    cnn nbc abc cbs fox espn tass xinhua interfax axios politico television tv radio telegraph
    magazine newspaper broadcaster channel nyt wsj ft npr pbs al-jazeera jazeera courier chronicle
    observer standard mail economist spiegel zeitung figaro daily mirror sun"""
)
STATIONS = word_set("bbc cnn nbc cbs espn reuters bloomberg afp tass xinhua interfax axios npr pbs")
COMPANY_ENDS = word_set(
    """inc inc. corp corp. corporation ltd ltd. llc plc gmbh ag co co. company sa s.a. spa nv n.v.
    bv oy ab sarl kg group holdings holding industries motors airlines airways advisors advisers
    partners capital steel energy oil gas petroleum pharmaceuticals pharma foods paints chemicals
    systems technologies technology electric aerospace shipping lines railways railway logistics
    brands enterprises works mines mining bank stores automotive software telecom"""
)
LEGAL_ENDS = word_set(
    "inc inc. corp corp. corporation ltd ltd. llc plc gmbh ag co co. company sa s.a. spa nv n.v. bv"
    " oy ab sarl kg group holdings holding"
)
ARMED_WORDS = word_set("army front militia brigade brigades movement resistance guerrillas jihad")
UNION_WORDS = word_set(
    """union unions workers machinists teamsters steelworkers autoworkers dockers teachers nurses
    pilots guild brotherhood amalgamated employees federation-of-labour players miners drivers
    longshoremen railwaymen"""
)
PARTY_WORDS = word_set(
    """party democrats greens liberals conservatives socialists republicans labour socialist
    communists populists"""
)
BODY_WORDS = word_set(
    """nations commission court council fund organisation organization agency authority secretariat
    committee tribunal parliament league forum community assembly union"""
)
ORGANISED = word_set(
    """association ministry bank union fund organisation organization federation group department
    council court university party league chamber board office brotherhood institute bureau
    commission committee confederation district local branch lodge society community guild
    congress alliance agency authority bank company corporation parliament front army movement
    workers house kingdom republic"""
)
"""Words after which “of” goes on with a name."""
BRANCHES = word_set("local district branch chapter lodge section region")

ARMED = word_set("rebel guerrilla insurgent militant separatist jihadist gunman fighter")
"""Words for one armed group."""
WORKFORCE = word_set(
    """worker employee machinist player nurse teacher doctor pilot driver docker miner striker
    member staff crew autoworker steelworker labourer laborer operative cleaner firefighter
    lecturer conductor attendant longshoreman dockworker workforce actor writer clerk porter
    technician engineer baker picket metalworker shipbuilder railwayman postman carrier medic
    paramedic guard signaller musician officer picker"""
)
EMPLOYERS = word_set("owner employer management club team boss")
"""Words for the side that workers negotiate with."""

_CLASSES = word_set(
    """creditor bondholder lender investor shareholder stockholder worker farmer fisherman player
    owner employer employee tenant landlord nurse teacher pilot driver miner machinist docker
    resident islander villager settler rebel producer exporter importer manufacturer grower
    breeder club team state nation country trawlerman herder nomad smallholder skipper herdsman
    insurgent separatist lessor policyholder pensioner noteholder debtor debt-holder bilateral
    trader carmaker automaker shipowner student parent commuter operator bank union company
    province municipality city tribe clan elder doctor consumer supplier retailer firm baker
    autoworker studio guerrilla insurgent militant separatist striker steelworker
    dockworker holder mutineer squatter native"""
)
_NOT_CLASSES = word_set(
    """number offer order matter paper power member figure center centre error letter quarter
    corner border tariff reporter analyst expert critic observer insider delegate customer
    passenger voter refugee prisoner hostage visitor user reader journalist scientist other summer
    winter water river paper factor sector motor doctor tractor weather computer danger answer
    layer buyer leader officer minister partner teacher mother father brother sister daughter
    player trawler tanker fighter bomber counter filter chapter shelter tender render quarter
    disaster transfer register character monitor error vector author editor actor director
    hour tower flower shower cover driver winner loser outsider newcomer supporter protester
    demonstrator attacker soldier terrorist economist strategist broker backer detainee captive
    commentator speaker voter adviser advisor negotiator mediator officer spokesperson ambassador
    governor senator lawmaker campaigner activist banker lawyer retainer worker"""
) - _CLASSES  # fmt: skip
_ENDINGS = ("holder", "owner", "worker", "maker", "farmer", "grower", "man", "islander")


def is_class(lemma: str) -> bool:
    """Whether a plural noun with this base form is a class of people or bodies that can act.

    >>> is_class("bondholder"), is_class("trawler"), is_class("smallholder")
    (True, False, True)
    """
    if lemma in _CLASSES or lemma in WORKFORCE or lemma in EMPLOYERS:
        return True
    return lemma not in _NOT_CLASSES and lemma.endswith(_ENDINGS)


def kinds_of(lemma: str) -> frozenset[ActorKind]:
    """The kinds of actor that a noun may call; none where it calls no actor.

    >>> sorted(kinds_of("carmaker")), kinds_of("river")
    ([<ActorKind.COMPANY: 'company'>], frozenset())
    """
    if lemma in KINDS_OF_NOUN:
        return KINDS_OF_NOUN[lemma]
    if lemma.endswith(("maker", "builder")):
        return frozenset({ActorKind.COMPANY})
    return frozenset()
