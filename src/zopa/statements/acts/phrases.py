"""Lists of phrases other than verbs that show an act, in the notation of `verbs`.

A phrase that rejects only together with “not” (“not for sale”) is listed with its “not”.
"""

from __future__ import annotations

from zopa.statements.statement import Act

PHRASES: dict[Act, str] = {
    Act.DEMAND: """
        there can be no deal/agreement/peace/truce without; no deal without;
        no agreement without; no peace without; a precondition for; our demand; our demands;
        our condition; is/was/be essential that; is/was/be vital that; it is time;
        imperative that; would need to be; would have to be; is/are a must; a call for;
        adamant that;
        """,
    Act.OFFER: """
        our offer; our proposal; our bid; what about; how about; why not; open to;
        at your disposal; on offer; the offer of; floated the idea; let us meet/talk/try;
        """,
    Act.PROMISE: """
        is/are/am committed to; our commitment to; you have my/our word/guarantee;
        rest assured; count on us; our pledge;
        """,
    Act.AGREE: """
        no objection to/against; no objections; in favour/favor of; a good deal; good deal;
        a fair deal; an excellent opportunity; on board with; we have a deal; happy with;
        satisfied with; pleased with; support for the; acceptable to us; in agreement with;
        fine by us; in line with our; on the same page;
        """,
    Act.CONCEDE: """
        a concession; concessions from our; my mistake; our mistake; were/was right about;
        """,
    Act.REJECT: """
        out of the question; not for sale; a red line; red lines; unacceptable; not acceptable;
        no way; there will be no; there can be no; will be no; over my dead body; never happen;
        not negotiable; non-negotiable; no reason to; not interested in; not going to happen;
        opposed to; a refusal to; no to; not up for; a non-starter; not on the table;
        off the table; not an option; opposition to;
        """,
    Act.THREATEN: """
        legal action; go on strike; further strikes; of strikes; of retaliation; of a strike;
        a strike; of a boycott; consequences; counter-measures against;
        countermeasures against; retaliation;
        """,
    Act.ASK: """
        our question is; my question is; a request for; please; could/can/may you; can/may we;
        """,
    Act.DOUBT: """
        sceptical; skeptical; not convinced; unconvinced; worried; concerned about/that;
        unclear; unrealistic; not realistic; not enough; too weak; too little; too late;
        short-sighted; shortsighted; unfair; one-sided; an insult; insulting; colonial;
        a bad deal; bad deal; disappointed; disappointing; not clear; too vague; inadequate;
        insufficient; unworkable; flawed; a mistake; ready answers; a gimmick;
        no confidence in; afraid that; makes no sense; made no sense; not have ready answers;
        unlikely to work; misguided; reckless; unhelpful; wary of; uneasy about; far from;
        hard to believe;
        """,
    Act.INFORM: "",
}
