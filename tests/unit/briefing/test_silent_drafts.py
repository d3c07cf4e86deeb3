"""What a brief says of drafts that leave much open, of refusals, and of texts nobody knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import zopa
from zopa.analyses import run_analyses
from zopa.briefing import Brief
from zopa.briefing.sections.drafts import drafts_section
from zopa.case.load import load_case
from zopa.preferences.draws import draw

from .words_of import section

LEDGER = """\
zopa: 1
title: A sparse text
parties: {union: {name: the union}, firm: {name: the firm}}
issues:
  pay: {title: Pay, unit: percent, levels: {from: 0, to: 10, step: 1}}
  jobs: {title: Jobs, options: {guard: guarded, half: half guarded, none: not guarded}}
  hours: {title: Hours, options: {short: shorter, same: as now, long: longer}}
  site: {title: Site, options: {keep: kept, sell: sold}}
drafts:
  offer: {title: The offer, by: firm, status: withdrawn, terms: {pay: 7}, assumed: told}
  letter: {title: The letter, by: [union, firm], terms: unknown, assumed: told}
facts:
  - {party: firm, tables: offer, assumed: so}
  - party: firm
    order: {pay: less, jobs: [none, half, guard], hours: [long, same, short], site: [sell, keep]}
    assumed: so
  - party: union
    order: {pay: more, jobs: [guard, half, none], hours: [short, same, long], site: [keep, sell]}
    assumed: so
  - {party: union, DEED: offer, assumed: so}
  - {party: union, rejects: letter, assumed: so}
"""


def lines_of(folder: Path, ledger: str) -> list[str]:
    (folder / "case.yaml").write_text(ledger, encoding="utf-8")
    case = load_case(folder)
    return section(Brief.of(run_analyses(case, draw(case, 300))).readable, drafts_section)


@pytest.mark.parametrize("deed", ["rejects", "declines"])
def test_a_refused_text_is_shown_with_what_would_have_to_be_settled_how(
    deed: str, tmp_path: Path
) -> None:
    lines = lines_of(tmp_path, LEDGER.replace("DEED", deed))
    (about,) = [line for line in lines if line.startswith("- “The offer”")]
    assert "by the firm, withdrawn. It leaves open “Jobs”, “Hours” and “Site”." in about
    assert "What it leaves open is taken as the firm would settle it." in about
    assert "The union could sign it in " in about
    tips = r" readings with “(Jobs|Hours|Site)” at ‘(guarded|shorter|kept)’"
    assert len(re.findall(tips, about)) == 2
    assert " readings with every open term settled its way." in about
    named = ("The offer / the union / ", " / the union / ")
    (row,) = [line for line in lines if line.startswith(named)]
    could, now, best = row.split(" / ")[2:5]
    assert now == "none"
    assert (could == "none") == (deed == "rejects")
    assert best.endswith(")")


def test_a_text_that_nobody_knows_is_told_of_and_has_no_row(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, LEDGER.replace("DEED", "rejects"))
    (about,) = [line for line in lines if line.startswith("- “The letter”")]
    assert about == (
        "- “The letter”, by the union and the firm. The union refused “The letter”; "
        "nobody knows what it says, so that this tells nothing of what a side wants."
    )
    assert not any(line.startswith("The letter / ") for line in lines)


def test_nothing_is_said_of_who_could_sign_a_text_that_nobody_knows(tmp_path: Path) -> None:
    ledger = LEDGER.replace("DEED", "rejects").replace("status: withdrawn,", "on: 2026-03-04,")
    ledger = ledger.replace("letter, assumed", "letter, on: 2026-03-09, assumed")
    (tmp_path / "case.yaml").write_text(ledger, encoding="utf-8")
    made = zopa.brief(tmp_path, 300, since="2026-03-06")
    found = made.brief.to_dict()
    assert set(found["unknowns"]["answers"]) == {"zone", "offer"}
    assert [told["answer"] for told in found["changes"]["answers"]] == ["zone", "offer"]
    assert all(told["draft"] == "offer" for told in found["changes"]["parties"])
    assert "sign “The letter”" not in made.brief.to_html()


def test_where_a_text_is_silent_the_level_that_holds_otherwise_stands(tmp_path: Path) -> None:
    known = LEDGER.replace("DEED", "rejects").replace(
        "none: not guarded}}", "none: not guarded}, otherwise: half}"
    )
    lines = lines_of(tmp_path, known)
    (row,) = [line for line in lines if line.startswith("Jobs / ")]
    assert row.startswith("Jobs / half guarded | where the text is silent / ")
    (about,) = [line for line in lines if line.startswith("- “The offer”")]
    assert "It leaves open “Hours” and “Site”." in about
