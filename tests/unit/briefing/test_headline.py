"""What “In short” says, by shares that the tests set: bounds, words of how many, and reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zopa.analyses.in_the_way import Obstacle
from zopa.briefing.phrasing import plain
from zopa.briefing.sections.ground import input_words, review_words
from zopa.briefing.sections.headline import change_words, headline_section, reading
from zopa.briefing.sections.lead import balanced_words, exists_words, given_deals, lead_words
from zopa.briefing.sections.obstacles import blocks_words
from zopa.briefing.sections.sides_table import stands_grid
from zopa.briefing.sections.verdicts import drafts_words
from zopa.briefing.wording.chances import ground
from zopa.case.model import Party

from .words_of import changed, section, share, table


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
        (0.0, "none of 100 readings"),
        (0.004, "under 1 of 100 readings"),
        (0.5, "50 of 100 readings"),
        (0.72, "72 of 100 readings"),
        (1.0, "all 100 readings"),
    ],
)
def test_in_how_many_readings_there_is_a_deal(three, exists, words):
    f = changed(three, zone={"exists": share(exists)})
    assert plain(exists_words(f)) == (
        f"Some deal would suit all sides in {words} of these reports: that is what the facts leave "
        "open, not how probable a deal is."
    )
    assumed = changed(f, evidence={"reported": 0})
    assert f"in {words} of this ledger: that" in plain(exists_words(assumed))


def test_no_share_of_draws_has_a_word_of_likelihood(any_brief, parse):
    """Only a fact's confidence, and that two statements differ, are probabilities."""
    root, _ = parse(any_brief.html)
    for chance in root.all("span"):
        if chance.attributes.get("class") == "likelihood":
            field = chance.attributes["data-field"]
            assert field.startswith(("evidence.facts.", "reports.differences."))


def test_up_to_three_drafts_are_told_one_by_one(three):
    text = plain(drafts_words(drafts_with(three, 0.6, 0.6, 0.6)))
    assert [text.count(f"“The {k} text”") for k in ("one", "two", "three")] == [1, 1, 1]
    assert text.startswith("All sides could sign “The three text” (by")
    assert "assumed) in 60 of 100 readings" in text
    assert text.index("“The three text”") < text.index("“The two text”") < text.index("“The one")


def test_of_more_drafts_the_best_is_told(three):
    text = plain(drafts_words(drafts_with(three, 0.2, 0.7, 0.1, 0.3)))
    assert text.startswith("Of four drafts, “The two text” (by the United Kingdom, assumed) does")
    assert "“The one text”" not in text
    none = plain(drafts_words(drafts_with(three, 0, 0, 0, 0)))
    assert none == "Of four drafts, none could be signed by all sides in any reading."


def test_reasons_are_told_of_those_who_mostly_refuse(three):
    def said(**parties):
        return plain(drafts_words(drafts_with(three, 0.1, **parties)))

    assert "Ada could" not in said(a=(0.5, 0))
    assert said(a=(0.49, 0.2)).endswith(": Ada could in 49 of 100 readings.")
    barred = said(a=(0.4, 0.25))
    assert barred.endswith(
        ": Ada could in 40 of 100 readings; in 25 of 100 readings a red line of that side is "
        "crossed."
    )
    crown = said(c=(0.4, 0.24))
    assert crown.endswith(": the Crown could in 40 of 100 readings.")
    named = said(c=(0.4, 0.3))
    assert named.endswith("in 30 of 100 readings a red line of that side is crossed: ‘june it is’.")
    # the one who refused it is told first, since it accepts it least often
    refused = said(b=(0.0, 0.5), a=(0.2, 0))
    assert refused.endswith(
        ": it is assumed that the United Kingdom refused it; Ada could in 20 of 100 readings."
    )
    # three are told, since a line on the third is no longer than the third
    every = said(a=(0.2, 0), b=(0.1, 0), c=(0.3, 0))
    assert every.count(" could in ") == 2
    assert "more side" not in every


def test_each_side_by_itself_may_sign_what_all_together_do_not(three):
    aside = ", though each side by itself would in most readings."
    assert plain(drafts_words(drafts_with(three, 0.49))).endswith(aside)
    assert not plain(drafts_words(drafts_with(three, 0.5))).endswith(aside)
    better = drafts_with(three, 0.5)
    (result,) = better.drafts.drafts[:1]
    better = changed(
        better, drafts={"drafts": (result.model_copy(update={"signed_at_best": share(0.8)}),)}
    )
    liking = ", with the open terms settled to the liking of each in 80 of 100 readings"
    assert liking in plain(drafts_words(better))
    closed = plain(drafts_words(drafts_with(three, 0.5, 0.5))).split(". ")[0]
    assert "open terms" not in closed


def test_drafts_where_every_number_is_given(made_brief):
    f = made_brief("given_drafts").brief.readable
    assert plain(drafts_words(f)) == (
        "Ada and the Bolivian miners’ union would not both sign “The three text” (by the Bolivian "
        "miners’ union, assumed): it crosses a red line of the Bolivian miners’ union: ‘june it "
        "is’. Ada and the Bolivian miners’ union would not both sign “The two text” (by the "
        "Bolivian miners’ union, assumed): it is worth less to Ada than having no deal. Ada and "
        "the Bolivian miners’ union would not both sign “The one text” (by Ada, assumed): it is "
        "worth less to the Bolivian miners’ union than having no deal."
    )
    one, two, three = f.drafts.drafts
    two = two.model_copy(update={"signed": share(1.0)})

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
    assert len(heads) == 3
    assert heads[0] == (
        "Given these numbers, none of 6 ways to settle all issues would suit both Ada and the "
        "Bolivian miners’ union."
    )


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


def test_the_lead_is_what_a_deal_would_have_to_look_like(three):
    # first the term of that issue on which the share of readings with a deal ranges widest
    often = {"place": (0.2, 0.9, 0.5), "price": (0.3, 0.8), "day": (0.4, 0.5, 0.1)}
    each = {issue: iter(shares) for issue, shares in often.items()}
    levels = tuple(
        v.model_copy(update={"share": share(next(each[v.issue]))}) for v in three.zone.levels
    )
    three = changed(three, zone={"levels": levels, "exists": share(0.9)})
    terms = {"price": "low", "day": "may", "place": "there"}
    listed = "“The place”: ‘there it is’; “The price”: ‘low it is’; and “The day”: ‘may it is’."
    start = "A deal that Ada, the United Kingdom and the Crown could sign"
    # a fifth of the readings with a deal is 0.18
    seldom = "Hardly any such deal has ‘july it is’ on “The day”."
    assert plain(lead_words(best_with(three, 0.3, 0.2, terms=terms))) == (
        f"{start} most often has {listed} {seldom}"
    )
    unlike = best_with(three, 0.3, 0.25, terms=terms).zone.best
    other = {"price": "high", "day": "june", "place": "here"}
    best = (unlike[0], unlike[1].model_copy(update={"terms": other}))
    differing = plain(lead_words(changed(three, zone={"best": best})))
    assert differing == (
        f"{start} has no term for sure: those most often signed have none in common. {seldom}"
    )
    none = plain(lead_words(changed(three, zone={"best": ()})))
    assert none == (
        "No deal was found that Ada, the United Kingdom and the Crown could sign in any reading of "
        "these reports."
    )


def test_a_term_that_alone_remains_is_not_told_twice(three):
    """Where a deal hardly ever has any other level, the lead has said so already."""
    levels = tuple(
        v.model_copy(update={"share": share(0.9 if v.level in ("low", "may", "here") else 0.0)})
        for v in three.zone.levels
    )
    three = changed(three, zone={"levels": levels, "exists": share(0.9)})
    terms = {"price": "low", "day": "may", "place": "here"}
    assert "Hardly" not in plain(lead_words(best_with(three, 0.3, terms=terms)))


def test_many_sides_are_counted_in_the_lead(three):
    names = {f"p{k}": Party(f"p{k}", f"P{k}") for k in range(9)}
    nine = replace(three, case=replace(three.case, parties=names, facts=()))
    assert plain(lead_words(nine)).startswith("A deal that all nine sides could sign")


def test_of_given_numbers_the_lead_counts_the_deals(made_brief):
    f = made_brief("given").brief.readable
    assert plain(lead_words(f)) == (
        "Given these numbers, 4 of 6 ways to settle all issues would suit both Ada and the "
        "Bolivian miners’ union."
    )
    uncounted = changed(f, zone={"deals": None})
    assert plain(lead_words(uncounted)) == (
        "Given these numbers, there is a deal that both Ada and the Bolivian miners’ union could "
        "sign."
    )


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
    best = tuple(
        b.model_copy(update={"terms": {"price": "high", "day": "may", "place": place}})
        for b, place in zip(three.zone.best, ("here", "nowhere"), strict=False)
    )
    f = changed(three, zone={"best": best}, bargaining={"solutions": (nash, *others)})
    start = "Where there is a deal, the one with the most balanced gains most often has "
    assert plain(balanced_words(f)) == (
        f"{start}‘there it is’ on “The place” (90 of 100 readings) and ‘july it is’ on “The day” "
        "(70 of 100 readings)."
    )
    # what the lead names already is not told again
    alike = tuple(b.model_copy(update={"terms": {**b.terms, "day": "july"}}) for b in best)
    f = changed(f, zone={"best": alike})
    assert plain(balanced_words(f)) == (
        f"{start}in addition ‘there it is’ on “The place” (90 of 100 readings)."
    )
    same = tuple(b.model_copy(update={"terms": {**b.terms, "place": "there"}}) for b in alike)
    assert plain(balanced_words(changed(f, zone={"best": same}))) == f"{start}the same terms."
    assert balanced_words(changed(f, bargaining=None)) == ()


def test_what_is_in_the_way_is_first_what_somebody_could_give_up(three):
    opens = {"opens": share(0.1)}
    line = Obstacle(kind="red_line", party="c", fact=8, **opens)
    side = Obstacle(kind="party", party="c", opens=share(0.9))
    other = Obstacle(kind="party", party="a", opens=share(0.5))
    f = changed(three, zone={"blocks": (line, side, other), "exists": share(0.5)})
    words = plain(blocks_words(f))
    assert words == (
        "If the Crown gave up the red line against ‘june it is’ on “The day”, there would be a "
        "deal in 10 of 100 readings that now have none. Without the Crown at the table, there "
        "would be a deal in 90 of 100 readings that now have none, between Ada and the United "
        "Kingdom."
    )
    assert blocks_words(changed(f, zone={"exists": share(1.0)})) == ()
    # where nobody could give up anything that opens the way, that is said before the hardest side
    sides = plain(blocks_words(changed(f, zone={"blocks": (side, other)})))
    assert sides.startswith("Where there is no deal, no single red line or rule is what prevents")
    assert sides.endswith("between Ada and the United Kingdom.")
    assert sides.count("at the table") == 1
    alone = plain(blocks_words(changed(f, zone={"blocks": ()})))
    assert alone == (
        "Where there is no deal, no single red line or rule is what prevents it: it is what the "
        "sides want, and how well each could do without a deal."
    )


def test_where_each_side_stands(three, made_brief):
    assert table(stands_grid(three)) == [
        ["Ada", "“The price”", "not known"],
        ["United Kingdom", "not known", "not known"],
        ["the Crown", "not known", "‘june it is’ on “The day”"],
    ]
    # a column that would say nothing is left out, and a table that would
    without = replace(three, case=replace(three.case, facts=three.case.facts[:5]))
    assert [plain(head) for head in stands_grid(without).head] == ["Side", "Cares most about"]
    assert stands_grid(made_brief("nothing_known").brief.readable) is None
    assert stands_grid(made_brief("given_drafts").brief.readable) is None


def test_up_to_nine_sides_stand_in_the_table_and_more_are_counted(three):
    line = three.case.facts[8]
    for count, last in ((9, ["P8", "not known"]), (10, ["and one more side", ""])):
        names = {f"p{k}": Party(f"p{k}", f"P{k}") for k in range(count)}
        facts = (replace(line, party="p0"),)
        f = replace(three, case=replace(three.case, parties=names, facts=facts))
        rows = table(stands_grid(f))
        assert rows[0] == ["P0", "‘june it is’ on “The day”"]
        assert rows[-1] == last
        assert len(rows) == count if count == 9 else 10


def test_the_two_unknowns_that_move_the_answer_most(made_brief):
    f = made_brief("always_a_deal").brief.readable
    first, second, *others = f.unknowns.unknowns
    text = plain(change_words(changed(f, unknowns={"unknowns": (first, second, first, *others)})))
    assert text.count("Without the assumption") == 2
    assert text.endswith(
        " There is one more unknown by which this or another answer would move; what to ask is "
        "told further down."
    )
    assert "more unknown" not in plain(
        change_words(changed(f, unknowns={"unknowns": (first, second)}))
    )
    five = plain(change_words(changed(f, unknowns={"unknowns": (first,) * 5})))
    assert " There are three more unknowns by which" in five
    none = plain(change_words(changed(f, unknowns={"unknowns": tuple(others)})))
    assert none.startswith("Nothing that is open, by itself,")


def evidence_with(readable, **fields):
    return changed(readable, evidence=fields)


def test_the_first_lines_say_how_many_facts_nobody_has_reviewed(made_brief):
    f = made_brief("partly_reviewed").brief.readable
    lead, second, *_ = headline_section(f).blocks
    assert plain(lead.words) == plain(lead_words(f))
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
