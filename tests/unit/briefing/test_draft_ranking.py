"""Many drafts are ranked in one table, and columns that would say nothing are left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zopa.briefing.sections.draft_ranking import ranked
from zopa.briefing.sections.drafts import drafts_section

from .conftest import draft
from .words_of import changed, section, share, spread


@pytest.fixture
def given_drafts(made_brief):
    return made_brief("given_drafts").brief.readable


@pytest.fixture
def three(made_brief):
    return made_brief("three_sides").brief.readable


def many(f, signed, accepts, gains):
    """A draft for each number: how often all sign it, how often each does, and what it gains."""
    like = f.drafts.drafts[0]
    case = replace(
        f.case,
        drafts={
            f"d{k}": replace(draft(f"d{k}", "a", price="low"), title=f"Draft {k}")
            for k in range(len(signed))
        },
    )
    standing = tuple(
        like.model_copy(
            update={
                "draft": f"d{k}",
                "terms": {"price": ("low",)},
                "signed": share(signed[k]),
                "signed_now": share(signed[k] / 2),
                "improvable": None,
                "parties": tuple(
                    p.model_copy(update={"accepts": share(accepts[k]), "gain": spread(gains[k])})
                    for p in like.parties
                ),
            }
        )
        for k in range(len(signed))
    )
    return changed(replace(f, case=case), drafts={"drafts": standing})


def test_more_than_six_drafts_stand_in_one_table_that_ranks_them(three):
    signed = (0.1, 0.9, 0.1, 0.1, 0.5, 0.1, 0.1)
    accepts = (0.2, 0.9, 0.6, 0.2, 0.5, 0.2, 0.2)
    gains = (-0.2, 0.2, 0.1, -0.1, 0.0, -0.3, -0.3)
    f = many(three, signed, accepts, gains)
    # by how often all would sign, by how many sides would, by the smallest gain, the newest first
    order = ["d1", "d4", "d2", "d3", "d0", "d6", "d5"]
    assert [r.draft for r in ranked(f)] == order
    said = section(f, drafts_section)
    tables = [k for k, line in enumerate(said) if line.startswith("[")]
    assert len(tables) == 2
    assert said[tables[0]].startswith("[The drafts ranked: first those that all sides could sign")
    assert said[tables[0] + 1] == (
        "Draft / all could sign / all would sign as things stand / Ada / United Kingdom / the Crown"
    )
    assert said[tables[0] + 2] == (
        "Draft 1 | by Ada / 90% / 45% / 90% (+20) / 90% (+20) / 90% (+20)"
    )
    assert said[tables[1] : tables[1] + 3] == [
        "[Their terms, in the same order]",
        "Draft / The price / The day / The place",
        "Draft 1 / low it is / open / open",
    ]
    # one line a draft: nothing is told of each in a sentence of its own, or drawn
    assert len(said) == 2 * (2 + 7)
    fewer = many(three, signed[:6], accepts[:6], gains[:6])
    assert not any("ranked" in line for line in section(fewer, drafts_section))


def test_of_given_numbers_the_ranking_says_yes_and_no(given_drafts):
    f = many(given_drafts, (0.0, 1.0) * 4, (0.0, 1.0) * 4, (-0.1, 0.1) * 4)
    said = section(f, drafts_section)
    assert said[2] == "Draft 7 | by Ada / yes / yes (+10) / yes (+10)"
    assert said[-9:][0].startswith("Draft / The price")


def test_columns_that_say_nothing_are_left_out(three):
    plain = "Draft / Side / could sign / would sign as things stand"
    head = f"{plain} / could sign with the open terms settled its way"

    def heads(**updates):
        results = tuple(
            r.model_copy(
                update={
                    "open": r.open if "open" in updates else (),
                    "parties": tuple(
                        p.model_copy(update={"barred": share(0.3 if "barred" in updates else 0.0)})
                        for p in r.parties
                    ),
                }
            )
            for r in three.drafts.drafts
        )
        said = section(changed(three, drafts={"drafts": results}), drafts_section)
        return next(line for line in said if line.startswith("Draft / Side"))

    gain = "gain over no deal: average (nine readings in ten)"
    assert heads() == f"{plain} / {gain}"
    assert heads(open=True) == f"{head} / {gain}"
    assert heads(barred=True) == f"{plain} / a red line is crossed / {gain}"
    assert heads(open=True, barred=True) == f"{head} / a red line is crossed / {gain}"
