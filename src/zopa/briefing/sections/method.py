"""The section on method and limits: what the numbers are shares of, and what they cannot see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.briefing.blocks import Block, Bullets, Paragraph, Section, Subhead
from zopa.briefing.phrasing import Prose, Reference, joined, listed, prose, sentence
from zopa.briefing.wording.names import party_name

if TYPE_CHECKING:
    from zopa.briefing.results import BriefResults

GIVEN_LIMITS = (
    "The answers hold for the numbers as they are given. That a number may be wrong is not in "
    "them.",
    "What a package is worth to a side is taken as the sum of what its terms are worth and of the "
    "bonuses in the ledger.",
    "Preferences are taken as they were on the day of the brief; that talks change them is not "
    "seen.",
    "Gains of different sides are on scales of their own: that one gains more hundredths than "
    "another does not say that it gains more.",
)
"""Where every number is given."""
LIMITS = (
    "A share of readings is a share of the preferences that the facts allow, and says how far they "
    "settle a question. It is no forecast of what the sides will do: in real negotiations it told "
    "no more about whether there was a deal than how often there is one anyway.",
    "What a package is worth to a side is taken as the sum of what its terms are worth. That two "
    "terms are worth more together than apart counts only where a fact says so.",
    "Preferences are taken as they were on the day of the brief; that talks change them is not "
    "seen.",
    "One side’s preferences are drawn independently of another’s.",
    "A fact counts as it is entered: that a source may be wrong is in the answer only where the "
    "fact is held as less than certain.",
)

SPREAD: dict[str, str] = {
    "weights": (
        "before any fact has had its say, every way to spread weight over the issues is as likely "
        "as any other, and then, issue by issue, every way in which values may fall off from the "
        "best term to the worst (the prior `weights`)."
    ),
    "values": (
        "before any fact has had its say, all values of terms that add up to the whole are as "
        "likely as any others (the prior `values`)."
    ),
}
"""What is even in the draws, by the name of the prior."""
SPREAD_LIMIT: dict[str, str] = {
    "weights": (
        "Where nothing is said of how much the issues matter, each is as likely to matter much as "
        "any other, however it is divided."
    ),
    "values": (
        "Where nothing is said of how much the issues matter, an issue with more levels tends to "
        "weigh somewhat more in the draws."
    ),
}


def method_section(f: BriefResults) -> Section:
    """Write the appendix on method and limits."""
    if f.given:
        return _given(f)
    blocks: list[Block] = [
        Paragraph(
            prose(
                "Every fact in the ledger is turned into a condition on what the terms are worth "
                "to a side (its utility, additive over the issues) and on the worth of having no "
                "deal. Preferences that meet every condition are drawn at random (robust ordinal "
                "regression; stochastic acceptability analysis): ",
                SPREAD[f.drawing.prior],
                " An uncertain "
                "fact is in force in a share of the draws that equals the confidence in it. Each "
                "question is answered in every draw, and the share of draws is what this brief "
                "reports. The deal space is searched exactly: the fair deals are found among "
                "those that no other deal beats for one side without a loss for another (the "
                "Pareto frontier).",
            )
        ),
        Paragraph(_draws(f)),
        Paragraph(_words()),
        Subhead(prose("Limits")),
        Bullets(tuple((limit,) for limit in (*LIMITS, SPREAD_LIMIT[f.drawing.prior]))),
        Subhead(prose("How each question was answered")),
        Bullets(_answers(f)),
    ]
    if references := _references(f):
        blocks += [Subhead(prose("References")), Paragraph(references)]
    return Section("method", "Method and limits", tuple(blocks))


def _given(f: BriefResults) -> Section:
    """The same where every number is given, and nothing is drawn at random."""
    blocks: list[Block] = [
        Paragraph(
            prose(
                "What a deal is worth to a side is the sum of the numbers that are given for its "
                "terms and of the bonuses that it earns (its utility). Each question is answered "
                "for these numbers. Where nothing says otherwise the deal space is searched "
                "exactly: the fair deals are found among those that no other deal beats for one "
                "side without a loss for another (the Pareto frontier). Where a number is a range "
                "or missing, preferences are drawn at random instead; here all ",
                f.drawn("count"),
                " draws, from seed ",
                f.drawn("seed"),
                ", are the same.",
            )
        ),
        Subhead(prose("Limits")),
        Bullets(tuple((limit,) for limit in GIVEN_LIMITS)),
        Subhead(prose("How each question was answered")),
        Bullets(_answers(f)),
    ]
    if references := _references(f):
        blocks += [Subhead(prose("References")), Paragraph(references)]
    return Section("method", "Method and limits", tuple(blocks))


def _answers(f: BriefResults) -> tuple[Prose, ...]:
    """Each question with how it was answered. Left out are that of reading where nothing was
    read, and that of the deal space, which its caption answers."""
    left_out = {"deal_space"} if f.reports.read else {"deal_space", "reports"}
    asked = [result for name, result in f.results.items() if name not in left_out]
    return tuple(prose(result.question, " ", result.method) for result in asked)


def _draws(f: BriefResults) -> Prose:
    """How many draws, from what seed, and whether the walks converged."""
    share = f.zone.exists
    n = f.numbers
    walks = [
        prose(
            f.drawn("parties", party, "steps"), " steps for ", party_name(f.case, party),
            "" if ended.reached else ", which was not enough to settle",
        )
        for party, ended in f.drawing.parties.items()
    ]  # fmt: skip
    settled = (
        "they had settled by the tests that are made"
        if f.drawing.converged
        else "not all of them had settled: read the shares with reserve"
    )
    parts = [
        sentence(
            "there are ", f.drawn("count"), " draws, each a reading of the reports, from seed ",
            f.drawn("seed"), "; the same case and seed give the same brief",
        ),
        sentence(
            "chance in the drawing alone leaves the share of readings with a deal between ",
            n.show("low", share, "low"), " and ", n.show("high", share, "high"),
            " percent, nineteen times in twenty; intervals in brackets behind a share are of this "
            "kind",
        ),
        sentence("the random walks took ", listed(walks), "; ", settled),
    ]  # fmt: skip
    if not f.unknowns.converged:
        parts.append(sentence("some walks without one of the facts had not settled"))
    return joined(parts)


def _words() -> Prose:
    return prose(
        "Words of likelihood, which stand for the confidence in a fact and never for a share of "
        "readings, and their ranges are those of ",
        Reference("ICD 203"),
        ", grades of reliability those of ",
        Reference("NATO AJP-2.1"),
        ". The ground is called thin where more than two facts in three rest on one source alone "
        "or on an assumption, broad where fewer than one in three do.",
    )


def _references(f: BriefResults) -> Prose:
    cited = (r for k, result in f.results.items() if k != "deal_space" for r in result.references)
    seen = dict.fromkeys(cited)
    return prose(joined([(Reference(text),) for text in seen], "; "), ".") if seen else ()
