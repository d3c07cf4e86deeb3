"""Where not all must agree: the brief says who must, and speaks of enough sides."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from zopa.analyses import run_analyses
from zopa.analyses.in_the_way import Obstacle
from zopa.briefing import Brief
from zopa.briefing.phrasing import plain
from zopa.briefing.sections.best import best_section
from zopa.briefing.sections.deal import deal_section
from zopa.briefing.sections.lead import lead_words
from zopa.briefing.wording.enough_sides import who_must_agree
from zopa.briefing.wording.names import party_name
from zopa.case.model import AgreementRule, AllOf, AtLeast, Quota
from zopa.preferences.draws import draw

from .conftest import three_sides
from .words_of import changed, section


@pytest.fixture(scope="module")
def by_rule():
    case = three_sides()
    first, *others = case.signatories
    case = replace(case, agreement=AgreementRule((AllOf((first,)), AtLeast(1, tuple(others)))))
    return Brief.of(run_analyses(case, draw(case, 100))).readable


def test_the_lead_says_who_must_agree(by_rule):
    words = plain(lead_words(by_rule))
    assert "enough sides" in words
    assert words.endswith(plain(who_must_agree(by_rule.case)))


def test_the_page_and_the_terminal_speak_of_enough_sides(by_rule):
    told = " ".join(section(by_rule, deal_section))
    assert "signed by enough sides" in told
    assert "by all" not in told
    best = " ".join(section(by_rule, best_section))
    assert "in two ways" in best
    assert "deal is not told: it " in best
    assert "Laruelle and Valenciano" in best


def test_obstacles_are_sides_that_would_sign_anything(by_rule):
    party = [b for b in by_rule.zone.blocks if b.kind == "party"]
    told = " ".join(section(by_rule, deal_section))
    assert bool(party) == ("would sign anything" in told)
    assert "at the table" not in told


def test_whose_signature_is_needed_in_any_case_is_told_of_by_name(by_rule):
    (veto,) = by_rule.zone.agreement.vetoes
    block = Obstacle(kind="party", party=veto, opens=by_rule.zone.exists)
    told = section(changed(by_rule, zone={"blocks": (block, block)}), deal_section)
    name = plain(party_name(by_rule.case, veto))
    (line,) = [line for line in told if "would sign anything" in line]
    assert f"; without {name} there can be none; if {name} would, in " in line
    assert line.endswith(f", and without {name} there can be none.")


def test_weights_and_double_majorities_are_told(by_rule):
    case = by_rule.case
    weights = dict.fromkeys(case.signatories, Decimal(2))
    rule = AgreementRule((AtLeast(2, case.signatories), Quota(Decimal(60), weights, percent=True)))
    told = plain(who_must_agree(replace(case, agreement=rule)))
    assert told.startswith("An agreement takes two of ")
    assert "and 60 percent of the votes (" in told


def test_where_all_must_agree_nothing_is_said():
    case = three_sides()
    assert who_must_agree(case) == ()
    every = AgreementRule((AllOf(case.signatories),))
    assert who_must_agree(replace(case, agreement=every)) == ()
