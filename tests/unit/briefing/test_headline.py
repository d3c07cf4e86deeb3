"""What “In short” says, by shares that the tests set: bounds, words of how many, and reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zopa.briefing.phrasing import plain
from zopa.briefing.sections.headline import (
    deal_sentence,
    drafts_words,
    given_deals,
    headline_section,
    input_words,
    kind_of_deal,
    not_known,
    reading,
    review_words,
)
from zopa.briefing.wording.chances import ground

from .words_of import changed, section, share


@pytest.fixture
def three(made_brief):
    return made_brief("three_sides").brief.readable


def drafts_with(readable, *signed, **parties):
    """The drafts signed as often as given; of the first, some parties accept it or bar it so."""
    every = list(readable.drafts.drafts[: len(signed)])
    for k, often in enumerate(signed):
        every[k] = every[k].model_copy(update={"signed": share(often)})
    first = tuple(
        p.model_copy(
            update={
                "accepts": share(parties.get(p.party, (0.9, 0))[0]),
                "barred": share(parties.get(p.party, (0.9, 0))[1]),
            }
        )
        for p in every[0].parties
    )
    every[0] = every[0].model_copy(update={"parties": first})
    return changed(readable, drafts={"drafts": tuple(every)})


@pytest.mark.parametrize(
    ("exists", "words"),
    [
        (0.0, "There is almost no chance (under 1%)"),
        (0.05, "It is very unlikely (5–20%)"),
        (0.5, "There is a roughly even chance (45–55%)"),
        (0.55, "It is likely (55–80%)"),
        (1.0, "It is almost certain (over 99%)"),
    ],
)
def test_the_chance_of_a_deal(three, exists, words):
    f = changed(three, zone={"exists": share(exists)})
    assert plain(deal_sentence(f)) == (
        f"{words} that there is a deal which Ada, the United Kingdom and the Crown would all "
        "rather sign than have no deal."
    )


def test_few_draws_leave_the_chance_within_the_table(three):
    none = changed(three, zone={"exists": share(0.0, 0.0, 0.06)})
    assert plain(deal_sentence(none)).startswith("There is almost no chance (1–5%)")
    every = changed(three, zone={"exists": share(1.0, 0.94, 1.0)})
    assert plain(deal_sentence(every)).startswith("It is almost certain (95–99%)")


def test_up_to_three_drafts_are_told_one_by_one(three):
    text = plain(drafts_words(drafts_with(three, 0.6, 0.6, 0.6)))
    assert [text.count(f"“The {k} text”") for k in ("one", "two", "three")] == [1, 1, 1]
    assert text.startswith("It is likely (55–80%) that all sides would sign “The three text” (by")
    assert text.index("“The three text”") < text.index("“The two text”") < text.index("“The one")


def test_of_more_drafts_the_best_is_told(three):
    text = plain(drafts_words(drafts_with(three, 0.2, 0.7, 0.1, 0.3)))
    assert text.startswith("Of four drafts, “The two text” (by the United Kingdom, assumed) does")
    assert "“The one text”" not in text
    none = plain(drafts_words(drafts_with(three, 0, 0, 0, 0)))
    assert none == "Of four drafts, none would be signed by all sides in any draw."


def test_reasons_are_told_of_those_who_mostly_refuse(three):
    def said(**parties):
        return plain(drafts_words(drafts_with(three, 0.1, **parties)))

    assert "Ada would" not in said(a=(0.5, 0))
    assert said(a=(0.49, 0.2)).endswith(": Ada would accept it in 49% of draws.")
    barred = said(a=(0.4, 0.25))
    assert barred.endswith(
        ": Ada would accept it in 40% of draws; in 25% a red line of that side is crossed."
    )
    crown = said(c=(0.4, 0.24))
    assert crown.endswith(": the Crown would accept it in 40% of draws.")
    named = said(c=(0.4, 0.3))
    assert named.endswith("in 30% a red line of that side is crossed: ‘june it is’.")
    # the one who refused it is told first, since it accepts it least often
    refused = said(b=(0.0, 0.5), a=(0.2, 0))
    assert refused.endswith(
        ": the United Kingdom is assumed to have refused it; Ada would accept it in 20% of draws."
    )


def test_each_side_by_itself_may_sign_what_all_together_do_not(three):
    aside = ", though each side by itself would in most draws."
    assert plain(drafts_words(drafts_with(three, 0.49))).endswith(aside)
    assert not plain(drafts_words(drafts_with(three, 0.5))).endswith(aside)
    assert ", even with its open terms settled as well as can be" in plain(
        drafts_words(drafts_with(three, 0.5))
    )
    closed = plain(drafts_words(drafts_with(three, 0.5, 0.5))).split(". ")[0]
    assert "open terms" not in closed


def test_drafts_where_every_number_is_given(made_brief):
    f = made_brief("given_drafts").brief.readable
    assert plain(drafts_words(f)) == (
        "Ada and the Bolivian miners’ union would not both sign “The three text” (by the Bolivian "
        "miners’ union, assumed): it crosses a red line of the Bolivian miners’ union: ‘june it "
        "is’. Both sides would sign “The two text” (by the Bolivian miners’ union, assumed), even "
        "with its open terms settled as well as can be. Ada and the Bolivian miners’ union would "
        "not both sign “The one text” (by Ada, assumed): it is worth less to the Bolivian miners’ "
        "union than having no deal."
    )
    one, two, three = f.drafts.drafts

    def of_four(*which):
        return plain(drafts_words(changed(f, drafts={"drafts": which})))

    assert of_four(one, two, three, one) == "Of four drafts, both sides would sign “The two text”."
    assert of_four(two, two, two, two) == "Both sides would sign each of the four drafts."
    assert of_four(one, one, one, three) == "Of four drafts, none would be signed by both sides."


def test_the_best_deals_where_every_number_is_given(made_brief):
    # Ada: 35 of 100 with the scale from 20 to 100, and 20 without a deal; the union 100 and 20
    assert plain(given_deals(made_brief("given").brief.readable)) == (
        "The balanced and largest-total-in-percent deal, with “The price”: ‘low it is’; and “The "
        "day”: ‘june it is’, gives Ada +15% (+12 points) and the Bolivian miners’ union +80%. The "
        "proportionate deal, with “The price”: ‘low it is’; and “The day”: ‘july it is’, gives Ada "
        "+20% (+16 points) and the Bolivian miners’ union +40%. The equal-gain deal, with “The "
        "price”: ‘high it is’; and “The day”: ‘june it is’, gives Ada +55% (+44 points) and the "
        "Bolivian miners’ union +20%."
    )
    assert plain(given_deals(made_brief("given_drafts").brief.readable)) == (
        "One deal is the best in each way that is looked at, gains being taken in percent: it "
        "gives Ada +20% (+16 points) and the Bolivian miners’ union +40%. It has “The price”: ‘low "
        "it is’; and “The day”: ‘july it is’."
    )
    assert given_deals(made_brief("given_no_deal").brief.readable) == ()
    heads = section(made_brief("given_no_deal").brief.readable, headline_section)
    assert len(heads) == 2
    assert heads[0].startswith("Given these numbers, there is no deal which both Ada and")


def best_with(readable, *shares, terms=None):
    best = readable.zone.best[: len(shares)]
    return changed(
        readable,
        zone={
            "best": tuple(
                b.model_copy(update={"share": share(s), "terms": terms or b.terms})
                for b, s in zip(best, shares, strict=True)
            )
        },
        bargaining=None,
    )


def test_what_kind_of_deal(three):
    # first the term of that issue on which the chance of a deal ranges widest
    often = {"place": (0.1, 0.9, 0.5), "price": (0.3, 0.8), "day": (0.4, 0.5, 0.6)}
    each = {issue: iter(shares) for issue, shares in often.items()}
    levels = tuple(
        v.model_copy(update={"share": share(next(each[v.issue]))}) for v in three.zone.levels
    )
    three = changed(three, zone={"levels": levels})
    terms = {"price": "low", "day": "may", "place": "there"}
    listed = "“The place”: ‘there it is’; “The price”: ‘low it is’; and “The day”: ‘may it is’."
    start = "The deal that all sides would most often sign (in 30% of draws)"
    one, two, same = (
        plain(kind_of_deal(best_with(three, *shares, terms=terms)))
        for shares in ((0.3,), (0.3, 0.2), (0.3, 0.3))
    )
    assert one == f"{start} has {listed}"
    assert two == f"{start} and its runners-up have in common {listed}"
    assert same == (
        "No deal stands out: several would be signed by all sides equally often (in 30% of draws)."
    )
    unlike = best_with(three, 0.3, 0.25, terms=terms).zone.best
    other = {"price": "high", "day": "june", "place": "here"}
    best = (unlike[0], unlike[1].model_copy(update={"terms": other}))
    differing = plain(kind_of_deal(changed(three, zone={"best": best}, bargaining=None)))
    assert differing == f"{start} and its runners-up have no term in common."
    none = plain(kind_of_deal(changed(three, zone={"best": ()})))
    assert none == "No deal was found that all sides would sign in any draw."


def test_terms_of_the_balanced_deal_are_told_if_surely_in_more_than_half(three):
    nash, *others = three.bargaining.solutions
    shares = {
        ("price", "low"): share(0.6, 0.5, 0.7),
        ("day", "july"): share(0.7, 0.51, 0.8),
        ("place", "there"): share(0.9, 0.8, 0.95),
    }
    levels = tuple(
        v.model_copy(update={"share": shares.get((v.issue, v.level), share(0.2, 0.1, 0.3))})
        for v in nash.levels
    )
    nash = nash.model_copy(update={"levels": levels})
    f = changed(three, bargaining={"solutions": (nash, *others)})
    assert plain(kind_of_deal(f)).endswith(
        "Where a deal exists, the one with the most balanced gains most often has ‘there it is’ on "
        "“The place” (90% of draws) and ‘july it is’ on “The day” (70% of draws)."
    )
    # three are told; that there is a fourth is said
    every = tuple(v.model_copy(update={"share": share(0.6, 0.55, 0.7)}) for v in nash.levels[:4])
    for count, among in ((3, ""), (4, ", among other terms,")):
        nash = nash.model_copy(update={"levels": every[:count]})
        text = plain(kind_of_deal(changed(three, bargaining={"solutions": (nash, *others)})))
        assert f"most balanced gains most often has{among} ‘" in text
        assert text.count("(60% of draws)") == 3


def test_the_two_unknowns_that_move_the_answer_most(made_brief):
    f = made_brief("always_a_deal").brief.readable
    first, second, *others = f.unknowns.unknowns
    text = plain(not_known(changed(f, unknowns={"unknowns": (first, second, first, *others)})))
    assert text.count("Without the assumption") == 2
    assert text.endswith(
        " There is one more unknown by which this or another answer would move, told further down."
    )
    assert "more unknown" not in plain(
        not_known(changed(f, unknowns={"unknowns": (first, second)}))
    )
    five = plain(not_known(changed(f, unknowns={"unknowns": (first,) * 5})))
    assert " There are three more unknowns by which" in five
    none = plain(not_known(changed(f, unknowns={"unknowns": tuple(others)})))
    assert none.startswith("Nothing that is open, by itself,")


def evidence_with(readable, **fields):
    return changed(readable, evidence=fields)


def test_the_first_lines_say_how_many_facts_nobody_has_reviewed(made_brief):
    f = made_brief("partly_reviewed").brief.readable
    lead, second, *_ = headline_section(f).blocks
    assert plain(lead.words) == plain(deal_sentence(f))
    assert plain(second.words) == "2 of 9 facts have not been reviewed."


@pytest.mark.parametrize("name", ["given", "three_sides"])
def test_how_many_facts_have_not_been_reviewed(made_brief, name):
    f = made_brief(name).brief.readable
    facts = f.evidence.facts

    def said(count, of):
        return plain(review_words(evidence_with(f, unreviewed=count, facts=facts[:of])))

    assert said(1, 3) == "1 of 3 facts has not been reviewed."
    assert said(3, 3) == "3 of 3 facts have not been reviewed."
    assert said(1, 1) == "1 of 1 fact has not been reviewed."
    assert said(0, 3) == ""
    marked = evidence_with(f, unreviewed=2)
    assert "not been reviewed" not in " ".join(section(f, headline_section))
    assert len(headline_section(marked).blocks) == len(headline_section(f).blocks) + 1
    assert plain(headline_section(marked).blocks[1].words).startswith("2 of ")


def test_how_sure_the_input_is(three):
    e = three.evidence
    assert plain(input_words(three)) == (
        "The ground is thin: 9 facts, 1 reported (by one source alone), 8 assumed and 2 held to be "
        "less than certain. No source in use is graded for reliability. In six instances it is not "
        "known what a side wants on an issue."
    )

    def said(**fields):
        return plain(input_words(evidence_with(three, **fields)))

    assert "4 reported (each by one source alone)" in said(reported=4, single_source=4)
    assert "4 reported (none of them by one source alone)" in said(reported=4, single_source=0)
    assert "4 reported (2 of them by one source alone)" in said(reported=4, single_source=2)
    assert ": 1 fact, none reported, none assumed and none held" in said(
        facts=e.facts[:1], reported=0, assumed=0, uncertain=0
    )
    assert said(facts=()).startswith("There is no fact in the ledger yet")
    # numbers say some of what no order says
    assert said(unknown=5).endswith("On some issues it is not known what a side wants.")
    (source,) = e.sources
    graded = [source.model_copy(update={"reliability": g}) for g in ("B", "D", "A")]
    assert "least reliable source in use is graded D, not usually reliable" in said(
        sources=tuple(graded)
    )
    unused = graded[1].model_copy(update={"facts": 0})
    assert "is graded B, usually reliable" in said(sources=(graded[0], unused))


@pytest.mark.parametrize(
    ("weak", "firm", "word"),
    [(0, 0, "missing"), (1, 2, "mixed"), (1, 3, "broad"), (2, 1, "mixed"), (3, 1, "thin")],
)
def test_the_ground_is_thin_or_broad(three, weak, firm, word):
    """Bounds are a third and two thirds."""
    alone = three.evidence.facts[0]
    held = alone.model_copy(update={"single_source": False})
    assumed = held.model_copy(update={"assumed": "so"})
    assert alone.single_source
    for entry in (alone, assumed):
        facts = (entry,) * weak + (held,) * firm
        assert ground(three.evidence.model_copy(update={"facts": facts})) == word


def test_numbers_that_are_given_rest_on_something(made_brief):
    f = made_brief("given").brief.readable

    def said(**fields):
        return plain(input_words(evidence_with(f, **fields))).split(". ")[1]

    assert said() == "They are assumed for this analysis, not reported"
    assert said(assumed=2) == "Of 6 facts 2 are assumed for this analysis, not reported"
    assert said(assumed=0, reported=6, single_source=6) == (
        "They rest on reports (each by one source alone)"
    )


def test_how_the_numbers_are_to_be_read(made_brief):
    assert "and in the side’s own points. It is what follows" in plain(
        reading(made_brief("given").brief.readable)
    )
    f = made_brief("given").brief.readable
    parties = {key: replace(party, scale=None) for key, party in f.case.parties.items()}
    in_percent = replace(f, case=replace(f.case, parties=parties))
    assert "could want at once. It is what follows" in plain(reading(in_percent))
    assert "So 60 sets of preferences were drawn" in plain(
        reading(made_brief("three_sides").brief.readable)
    )
