"""Lists of verbs, sorted by the act that their subject performs.

An entry is a verb in its base form, with the words that must follow it. `a/b` stands for either
word, and `_` for up to four words of any kind. The object begins at `[`, or after the entry if it
has none. All forms of a verb are found. Longer entries are tried first.
"""

from __future__ import annotations

from zopa.foundation.text import word_set
from zopa.statements.statement import Act

VERBS: dict[Act, str] = {
    Act.DEMAND: """
        demand; call for; call on/upon; press; press for; push for; urge; want; require; need;
        order; command; compel; summon; exhort; direct; hold out for; insist on/upon; instruct;
        claim [_ share; set [_ condition/conditions; make [_ demand/demands;
        lay down [_ condition/conditions; set [_ deadline; issue [_ demand/demands; lobby for;
        campaign for;
        """,
    Act.OFFER: """
        offer; propose; table; tender; volunteer; bid; put forward; put on the table; float;
        moot; bring forward; bring [_ proposal/offer/draft/document/paper/plan;
        sweeten [_ offer/bid;
        make [_ offer/offers/counter-offer/counteroffer/proposal/proposals/counter-proposal/bid;
        present [_ proposal/offer/draft/document/paper/plan/text; raise [_ offer/bid;
        submit [_ proposal/offer/draft/document/paper/plan/text/bid; come forward with;
        give [_ proposal/offer/draft/document/paper;
        hand [_ proposal/offer/draft/document/paper;
        hand over [_ proposal/offer/draft/document/paper; unveil [_ proposal/offer/plan;
        circulate [_ proposal/draft/text/paper/timetable; extend [_ offer;
        improve [_ offer/bid; come up with [_ proposal/offer/plan; suggest [_ compromise;
        hold out [_ prospect; deliver [_ proposal/offer/draft/document;
        """,
    Act.PROMISE: """
        promise; pledge; vow; swear; guarantee; commit to;
        commit itself/themselves/himself/herself to; be committed to; undertake; assure;
        reassure; give [_ word; give [_ assurance/assurances;
        make [_ promise/pledge/commitment; give [_ guarantee/undertaking; engage to;
        bind itself to;
        """,
    Act.AGREE: """
        agree; agree to/on/with/that; accept; back; support; welcome; endorse; approve;
        approve of; assent; assent to; consent; consent to; sign; sign up to; sign off on;
        ratify; embrace; praise; applaud; hail; adopt; concur; acquiesce in; acquiesce;
        go along with; subscribe to; give [_ green light to; give [_ blessing to;
        give [_ assent to; give [_ approval to; give [_ backing to; give [_ support to;
        vote for; vote in favour/favor of; side with; reach [_ agreement/deal/compromise;
        strike [_ deal/bargain/agreement; clinch; seal [_ deal;
        conclude [_ agreement/treaty/deal; come to [_ agreement/terms;
        have [a/an/no/the deal/agreement; express support for; voice support for;
        express approval of; nod through; can/could live with; initial;
        join [_ agreement/pact/treaty/accord; back up [_ plan; sign on to; say yes to;
        find [_ acceptable; share [_ view/views/concern/concerns; shake hands on;
        """,
    Act.CONCEDE: """
        concede; admit; acknowledge; confess; apologise for; apologize for; apologise;
        apologize; relent; back down; back off; back away from; back down over/on/from;
        give in; give in to/on; give way; give way on; give up; give ground; give ground on;
        cave in; cave in to; cave; bow to; yield; yield on/to; climb down; climb down on/over;
        retreat; retreat from/on; compromise; compromise on; waive; forgo; renounce;
        relinquish; come down on/to; settle for; backtrack; backtrack on; backpedal;
        abandon [_ demand/claim/opposition/insistence/objection/plan/resistance;
        drop [_ demand/demands/claim/claims/opposition/objection/objections/condition;
        drop [_ insistence/case/ban/plan/call/calls/lawsuit/requirement;
        withdraw [_ demand/objection/claim/opposition/veto/objections; lift [_ veto;
        soften; lower [_ price/demand/demands/target/ask; scale back [_ demand/demands;
        water down [_ demand; make [_ concession/concessions;
        move [_ from _ figure/position/demand; cede; surrender; ease [_ demand/demands; own up;
        own up to; make [_ mistake;
        """,
    Act.REJECT: """
        reject; refuse; decline; rule out; turn down; dismiss; rebuff; spurn; oppose; resist;
        veto; block; object; object to; baulk at; balk at; brush aside/off; shrug off;
        wave away; repudiate; deny access to; deny entry to; deny [_ request; vote down;
        vote against; throw out [_ plan; walk out of [_ talks; walk away from;
        pull out of [_ talks/negotiations/deal; snub; break off [_ talks/negotiations;
        cut [_ out of; say no to; shut [_ out of; shoot down; strike down; exclude; disagree;
        disagree with; forbid; disallow; bar; scupper; torpedo; shun;
        withhold [_ consent/support/approval; fail to agree/sign/ratify/accept/approve/back;
        express opposition to;
        voice opposition to; close [_ door on/to; draw [_ line at; stand firm; hold firm;
        leave [_ table; scorn; fend off;
        """,
    Act.THREATEN: """
        threaten; issue [_ threat/threats/ultimatum; make [_ threat/threats; give [_ ultimatum;
        deliver [_ ultimatum; rattle [_ sabre;
        """,
    Act.ASK: """
        ask; ask for; request; enquire; inquire; appeal; appeal to/for; beg; beg for; plead;
        plead with/for; implore; beseech; petition; wonder; seek; solicit;
        make [_ request/appeal; apply for; file [_ request; query; want to know; entreat;
        put [_ question;
        """,
    Act.DOUBT: """
        doubt; question; criticise; criticize; complain; complain of/about; accuse; blame;
        fear; worry; dispute; challenge; denounce; condemn; decry; deplore; lament; regret;
        bemoan; grumble; carp;
        express concern/concerns/doubt/doubts about/over/that;
        express scepticism/reservations/alarm/dismay about/over/at;
        express [_ concern/concerns/doubt/doubts; voice [_ concern/concerns/doubt/doubts;
        raise [_ concern/concerns/doubt/doubts/questions; cast [_ doubt on/over;
        have [no/some/serious/grave/many/real/his/her/their/our/my doubt/doubts/reservations;
        find fault with; take issue with; mock; ridicule; slam; blast;
        attack [_ plan/proposal/deal; call into question; hit out at; rebuke; protest; contest;
        belittle;
        """,
    Act.INFORM: "",
}

NOUNS: dict[str, Act] = {
    noun: act
    for act, listed in {
        Act.DEMAND: "demand insistence",
        Act.OFFER: "offer proposal counteroffer counterproposal",
        Act.PROMISE: "promise pledge vow assurance",
        Act.AGREE: "acceptance approval endorsement",
        Act.CONCEDE: "concession admission",
        Act.REJECT: "refusal rejection objection opposition",
        Act.THREATEN: "threat ultimatum",
        Act.ASK: "request plea appeal",
        Act.DOUBT: "doubt fear concern complaint criticism",
    }.items()
    for noun in listed.split()
}
"""Nouns that are an act themselves where they tell what somebody says: “their demand for …”."""

HARM = """
        retaliate; hit back; strike; strike back; sue; walk out; walk away; quit; pull out;
        cut off; block; cut [_ cable/power/gas/supply/supplies; seize; boycott; punish;
        respond with force; respond in kind;
        impose [_ tariff/tariffs/duty/duties/sanctions/levy/ban/fine/fines; bomb; invade;
        attack; sanction; leave [_ pact/accord/talks/alliance/union/treaty/summit/table;
        withdraw from; go on strike; take [_ to court; see [_ in court; face consequences;
        face [_ consequences; pay [_ price; shut down; freeze [_ funds/assets/aid;
        halt [_ deliveries/supplies/shipments; blow up; close [_ border/plant; hit [_ with;
        resume [_ bombardment/shelling/strikes/attacks; escalate; expel; blockade;
        scrap [_ deal/agreement; cancel [_ contract/order/deal;
        suspend [_ talks/aid/deliveries; down tools; stop [_ deliveries/supplies; tear up;
        veto; open fire; end [_ ceasefire/truce; be consequences; be [_ consequences;
        take [_ legal action; destroy; arrest; raise [_ tariffs/duties; turn off;
        """
"""Verbs for what harms the other side. If it is announced, it is a threat."""

SAY = """
        say; tell; add; explain; note; argue; believe; think; state; declare; announce; stress;
        claim; write; report; comment; comment on; answer; reply; respond; confirm; disclose;
        reveal; discuss; elaborate; elaborate on; go into details; give [_ details; mention;
        describe; recall; observe; remark; maintain; emphasise; emphasize; indicate; signal;
        hint; know; show; estimate; expect; see; respond to; specify; speak; suggest; insist;
        warn; predict; hope; understand;
        """
"""Verbs of saying: the act depends on what is said."""

OTHER = """
        be; have; do; meet; visit; arrive; hold; lead; run; take; get; make; come; go; leave;
        return; work; fly; face; begin; start; stop; end; continue; rise; fall; grow; remain;
        become; include; keep; let; attend; win; lose; gather; travel; publish; negotiate;
        talk; sell; buy; pay; live; build; receive; open; close; call; try; move; follow; use;
        look; focus; refer; contain; bring; give; put; send; hand; present; submit; deliver;
        circulate; unveil;
        """
"""Verbs that are not acts, but show where a clause has its verb."""

NEGATING = """
        deny; stop short of; fall short of; refrain from; avoid; shy away from; steer clear of;
        """
"""Verbs that say that what follows is not done."""

TELLS_TO = word_set(
    "press urge order direct command compel exhort ask beg implore beseech petition instruct "
    "entreat"
)
"""Verbs with a hearer who is to do something, as in *ask the mediator to return*."""
GIVES = word_set(
    "offer promise give hand present pledge guarantee assure tender grant submit deliver"
)
"""Verbs of giving, as in *offer Kyiv a loan* or *offer a loan to Kyiv*."""
PAPERS = word_set(
    "proposal offer draft document paper plan text bid timetable treaty agreement terms"
)
"""Nouns for what is offered when it is given, handed over or presented."""
HANDED = word_set("give hand present submit deliver send bring circulate unveil")
AT = {"threaten": ("with",), "accuse": ("of",), "blame": ("for",), "call": ("to",)}
"""Verbs with a hearer as object, and the word that stands before the matter."""
LASTING = word_set(
    "want need support back oppose require doubt fear accept welcome favour agree disagree"
)
"""Verbs for what lasts. In reported speech their past tense stands for the present."""
BELIEVING = word_set("hope expect believe think predict suspect assume reckon doubt fear")
"""Verbs for what somebody takes to be so or to come. What others do in it, nobody has said or
done."""
