"""Small random negotiations with everything that a counter-draft has to mind: open and disputed
terms, red lines, certain and not, lines that hang on conditions, rules, bonuses, observers, and
agreements of fewer than all."""

from __future__ import annotations

from random import Random

from zopa.case.model import (
    AgreementRule,
    AtLeast,
    Bonus,
    Case,
    ConditionalRedLine,
    Draft,
    Fact,
    Issue,
    Level,
    Order,
    Party,
    Ranking,
    RedLine,
    ReservationRange,
    Rule,
    TermReading,
)
from zopa.foundation.chance import Interval


def random_talks(seed: int) -> Case:
    """A case of two to four parties and three or four issues of two or three levels."""
    chance = Random(seed)  # noqa: S311 - no secret hangs on it
    issues = {}
    for k in range(chance.randint(3, 4)):
        levels = tuple(Level(f"v{k}{j}", f"v{k}{j}") for j in range(chance.randint(2, 3)))
        otherwise = chance.choice(levels).id if chance.random() < 0.2 else None
        issues[f"i{k}"] = Issue(f"i{k}", f"Issue {k}", levels, otherwise=otherwise)
    names = [f"p{k}" for k in range(chance.randint(2, 4))]
    parties = {
        p: Party(p, p, role="observer" if k > 1 and chance.random() < 0.2 else "signatory")
        for k, p in enumerate(names)
    }
    signatories = [p for p in names if parties[p].role == "signatory"]
    agreement = None
    if len(signatories) > 2 and chance.random() < 0.4:
        agreement = AgreementRule((AtLeast(2, tuple(signatories)),))

    def level(issue: str) -> str:
        return chance.choice(issues[issue].level_ids)

    facts: list[Fact] = []
    for party in names:
        for issue in issues:
            if chance.random() < 0.8:
                order = list(issues[issue].level_ids)
                chance.shuffle(order)
                ranked = Ranking(issue, tuple((k,) for k in order))
                facts.append(Fact(party, "order", Order((ranked,)), assumed="so"))
        if chance.random() < 0.5:
            issue = chance.choice(list(issues))
            line = RedLine({issue: (level(issue),)})
            sure = chance.choice([1.0, 0.7, 0.3])
            facts.append(Fact(party, "red_line", line, assumed="so", confidence=sure))
        if chance.random() < 0.2:
            first, second = chance.sample(list(issues), 2)
            unless = ConditionalRedLine({first: (level(first),)}, {second: (level(second),)})
            facts.append(Fact(party, "red_line", unless, assumed="so", confidence=0.6))
        if chance.random() < 0.2:
            first, second = chance.sample(list(issues), 2)
            when = {first: (level(first),), second: (level(second),)}
            size = chance.choice([Interval(0.1, 0.2), Interval(-0.2, -0.1)])
            facts.append(Fact(party, "bonus", Bonus(when, size), assumed="so"))
        top = chance.choice([0.3, 0.6, 0.9])
        facts.append(Fact(party, "reservation", ReservationRange(Interval(0.1, top)), assumed="so"))
    drafts = {}
    for k in range(chance.randint(0, 2)):
        terms: dict[str, tuple[TermReading, ...]] = {}
        for issue in issues:
            if chance.random() < 0.7:
                many = 2 if chance.random() < 0.2 else 1
                told = chance.sample(issues[issue].level_ids, many)
                terms[issue] = tuple(TermReading(x) for x in told)
        by = (chance.choice(names),) if chance.random() < 0.9 else ()
        if terms:
            status = "agreed" if chance.random() < 0.2 else "tabled"
            drafts[f"d{k}"] = Draft(f"d{k}", f"D{k}", by, None, terms, assumed="so", status=status)
    rules = ()
    if chance.random() < 0.3:
        first, second = chance.sample(list(issues), 2)
        rules = (Rule({first: (level(first),), second: (level(second),)}),)
    return Case(
        "Talks", issues, parties, drafts, tuple(facts), rules, agreement=agreement, name="talks"
    )
