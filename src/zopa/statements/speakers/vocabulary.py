"""Lists of words for titles, offices, institutions and unnamed people, as reports use them.

The lists were written for this project and hold only classes of words that are closed or nearly so.
Nothing depends on the names of particular people.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from zopa.foundation.text import word_set

TITLES = {
    "mr": "m", "mister": "m", "mrs": "f", "ms": "f", "miss": "f", "mme": "f", "madame": "f",
    "monsieur": "m", "herr": "m", "frau": "f", "señor": "m", "señora": "f", "sir": "m",
    "dame": "f", "lord": "m", "lady": "f", "dr": "", "prof": "", "sen": "", "sens": "", "rep": "",
    "reps": "", "gov": "", "gen": "", "lt": "", "col": "", "sgt": "", "rev": "", "adm": "",
    "capt": "", "maj": "", "hon": "", "amb": "", "pres": "", "congressman": "m",
    "congresswoman": "f", "king": "m", "queen": "f", "prince": "m", "princess": "f", "pope": "m",
    "sheikh": "m", "sultan": "m", "father": "m", "sister": "f", "taoiseach": "", "justice": "",
}  # fmt: skip
"""Titles before a name, with the gender they tell."""

OFFICES = word_set(
    """president vice-president president-elect premier minister secretary chancellor ambassador
    envoy spokesman spokeswoman spokesperson senator governor mayor congressman congresswoman
    representative speaker general colonel chief director chairman chairwoman chair chairperson
    leader commissioner king queen prince princess pope judge justice attorney prosecutor lawyer
    adviser advisor aide founder co-founder executive ceo cfo manager head commander negotiator
    mediator candidate nominee analyst professor economist strategist reporter editor
    correspondent host anchor columnist author activist billionaire businessman businesswoman
    tycoon mogul lawmaker mp mep deputy member politician diplomat official taoiseach counsel
    treasurer superintendent sheriff officer captain lieutenant sergeant admiral bishop archbishop
    cardinal rabbi imam sheikh ayatollah sultan emir organiser organizer steward delegate historian
    pollster operative surrogate consultant researcher scholar expert scientist doctor physician
    coach owner partner banker investor donor actor actress singer pastor reverend veteran student
    teacher farmer worker broker trader staffer undersecretary under-secretary legislator
    councillor councilman councilwoman rapporteur monarch ex-president ex-minister husband wife
    brother son daughter widow mother father journalist writer blogger ombudsman broadcaster
    dictator strongman marshal magistrate inspector detective fighter soldier nurse
    campaigner landlord tenant employer employee supplier buyer seller minister-president
    taoisigh tánaiste sen rep gov gen amb pres co-chair co-chairman contractor engineer
    arbitrator conciliator whip convener shopkeeper resident voter neighbour neighbor witness
    counterpart colleague successor predecessor shareholder mediator broker
    critic supporter insider protester republican democrat conservative liberal"""
)
"""Heads of an office or role; plurals are led back to these by `singular`."""

PEOPLE = word_set(
    """person people persons source sources individual individuals man woman men women someone
    somebody others other anyone everyone one ones some many several few both insiders participants
    participant observers those folks guy team-mate friend friends colleague colleagues
    relative relatives employees parents children police troops forces negotiators guests family
    ally allies associate associates confidant opponents rivals counterparts delegation
    crowd audience public citizens users readers customers viewers fans victims members"""
)
"""Words for people that tell no office."""

MODIFIERS = word_set(
    """former current senior junior top deputy vice acting interim prime foreign defence defense
    finance treasury interior state national security special chief executive press trade energy
    economy economic justice health general union campaign presidential republican democratic gop
    house senate military political longtime then ex outgoing incoming first second third lead
    high-ranking assistant under managing legal communications policy government ministry party
    opposition administration intelligence company city county district federal regional local
    permanent principal veteran retired late new old young white black main leading key
    parliamentary congressional judicial criminal defense-ministry pro anti independent
    left-wing right-wing far-right conservative liberal socialist green labour labor nuclear climate
    human rights public private media news television tv radio real estate oil gas business
    personal long-time central supreme court high level high-level mid-level unnamed anonymous
    another other two three four five several many some informed royal crown attorney gubernatorial
    vice-presidential right-hand lead running majority minority technology
    commercial works strike plant shop office"""
)
"""What may stand before the head of an office."""

INSTITUTION_HEADS = word_set(
    """administration government ministry department council commission committee campaign embassy
    parliament congress senate house court agency bureau office party union association federation
    confederation institute university college school bank company corporation firm group
    organisation organization foundation authority board bloc alliance coalition cabinet army navy
    police military regime state kingdom republic side delegation team club league society centre
    center network newspaper paper magazine agency service treasury exchange fund trust guild
    brotherhood chamber consortium syndicate cooperative hospital airline airlines motors
    industries holdings press media post times journal news herald tribune gazette telegraph
    guardian observer standard register chronicle courier administration convention assembly
    caucus tribunal secretariat presidency mission city county district management workforce
    leadership watchdog regulator unit division
    local employers workers teamsters steelworkers machinists country nation manufacturer
    carmaker retailer supplier charity think-tank lobby lobbyists"""
)
"""Heads of what an institution is called."""

ORGANISATIONS = word_set(
    """union association company corporation firm group alliance coalition federation confederation
    guild league club bank fund airline brotherhood chamber consortium syndicate cooperative
    hospital university college manufacturer carmaker retailer supplier charity"""
)
"""Words by which a report calls an organisation before its name (“the union Havn”), and those who
work for it (“union leader”)."""

OWN_SIDES = ORGANISATIONS | word_set(
    """critic opponent rival neighbour neighbor enemy competitor creditor bondholder lender
    noteholder investor shareholder stockholder customer consumer supplier tenant landlord voter
    protester activist campaigner farmer grower fisherman fisher trawlerman worker employee
    labourer driver pilot miner docker steelworker machinist teacher nurse doctor student resident
    islander separatist rebel militia insurgent opposition buyer bidder suitor workers teamsters
    machinists steelworkers local workforce fishermen crew crews exporter importer producer"""
)
"""Who stands beside or over against those after whom they are called, and does not speak for
them: “Zambia's creditors”, “the Danish company”. In the singular."""

COMPANY_ENDS = word_set(
    "inc corp corporation ltd llc plc gmbh ag co company sa spa nv bv oy ab sarl kg"
)

MEDIA = word_set(
    """reuters ap afp bloomberg bbc cnn msnbc nbc abc cbs fox nyt wsj politico axios guardian times
    post journal news press herald tribune telegraph magazine newspaper radio television tv
    breitbart huffpost buzzfeed ft npr pbs c-span associated tass interfax xinhua spiegel zeitung
    figaro yahoo twitter facebook youtube"""
)
"""Words of the names of media; these are told things, they seldom negotiate."""

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "both": 2, "couple": 2,
    "pair": 2, "trio": 3,
}  # fmt: skip
INDEFINITE = word_set(
    "a an another one some several many few most two three four five six seven eight nine ten any"
    " eleven twelve dozens dozen multiple numerous various other others more no every each"
)
DEFINITE = word_set("the this that these those both")
POSSESSIVE = {
    "his": "m", "her": "f", "its": "i", "their": "p", "my": "1", "our": "1", "your": "2",
}  # fmt: skip
PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f",
    "herself": "f", "they": "p", "them": "p", "their": "p", "theirs": "p", "themselves": "p",
    "it": "i", "its": "i", "itself": "i", "i": "1", "me": "1", "my": "1", "we": "1", "us": "1",
    "our": "1", "myself": "1", "ourselves": "1", "you": "2", "your": "2",
    "who": "r", "which": "r", "that": "r", "whom": "r", "whose": "r",
    "he’s": "m", "he's": "m", "she’s": "f", "she's": "f", "they’re": "p", "they're": "p",
    "it’s": "i", "it's": "i", "i’m": "1", "i'm": "1", "we’re": "1", "we're": "1", "he'd": "m",
    "he’d": "m", "she’d": "f", "she'd": "f", "he’ll": "m", "he'll": "m", "i've": "1", "i’ve": "1",
    "we've": "1", "we’ve": "1", "i'd": "1", "i’d": "1",
}  # fmt: skip

NOT_NAMES = word_set(
    """a an the this that these those he she it they we i you his her its their our my your him them
    and but or nor so yet for if when while where why how what who whom whose which whether because
    although though since until unless after before during despite in on at by to from with without
    within into onto upon over under above below about across against along among around as between
    beyond except like near of off out through throughout toward towards up down via per than then
    there here now today yesterday tomorrow tonight not no yes all any both each every either
    neither few many more most much other others another some several such one two three four five
    six seven eight nine ten first second third last next also still even just only again once
    however meanwhile moreover therefore thus instead indeed perhaps maybe later earlier asked
    speaking pressed added adding according following is are was were be been being has have had do
    does did will would can could shall should may might must let made make said says told
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december spring summer autumn winter
    read photograph photo image video file getty related advertisement share updated published
    subscribe never nothing nobody anyone everyone everything something someone well oh okay thank
    thanks please hello dear good bad new old former current senior critics sources officials people
    experts supporters opponents asked under speaking citing noting referring regarding given
    its it’s i’m i’ve we’re we’ve they’re that’s there’s he’s she’s what’s don’t didn’t can’t won’t
    it's i'm i've we're we've they're that's there's he's she's what's don't didn't can't won't
    including both whatever wherever whenever nevertheless nonetheless otherwise besides part
    much too very rather quite same only own soon far long back ever else am pm et gmt
    reporting editing writing additional"""
)
"""Words that begin sentences with a capital and are no part of a name."""

PARTICLES = word_set(
    "van von der den de la le di da del della dos du bin ibn bint al el ul ur af av zu ter ten abu"
)

HEAD_OF_STATE = word_set(
    "president premier chancellor king queen minister emir sultan leader taoiseach"
)


@cache
def given_names() -> dict[str, str]:
    """First names (lower case) with `m`, `f`, or nothing where both bear it.

    >>> given_names()["scott"], given_names()["bridget"], given_names()["kim"]
    ('m', 'f', '')
    """
    return _names()[0]


@cache
def same_names() -> dict[str, frozenset[int]]:
    """First names that are forms of one another share a number.

    >>> bool(same_names()["bill"] & same_names()["william"])
    True
    """
    return _names()[1]


@cache
def _names() -> tuple[dict[str, str], dict[str, frozenset[int]]]:
    text = resources.files(__package__).joinpath("given_names.txt").read_text(encoding="utf-8")
    gender: dict[str, str] = {}
    groups: dict[str, frozenset[int]] = {}
    for number, line in enumerate(text.splitlines()):
        kind, _, names = line.partition(":")
        for name in names.lower().split():
            if kind == "same":
                groups[name] = groups.get(name, frozenset()) | {number}
            elif kind in {"male", "female", "either"}:
                mark = {"male": "m", "female": "f", "either": ""}[kind]
                gender[name] = "" if gender.get(name, mark) != mark else mark
    return gender, groups


@cache
def singular(word: str) -> str:
    """A noun without its plural ending, as far as offices need it.

    >>> [singular(word) for word in ("officials", "spokesmen", "secretaries", "boss")]
    ['official', 'spokesman', 'secretary', 'boss']
    """
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


def is_office(word: str) -> bool:
    """Whether a word (lower case) is the head of an office or role."""
    return word in OFFICES or singular(word) in OFFICES
