"""The two real reports on the minerals agreement: what must be found, and what must not be said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from zopa.case.load import load_case
from zopa.case.model import Case
from zopa.foundation.text import spans_of
from zopa.proposing import conflicts, unused

from .folders import proposed, said, with_read, written
from .simple_reading import Read, document, read


@pytest.fixture(scope="module")
def minerals_read(shared: Path) -> Read:
    files = sorted((shared / "cases" / "minerals" / "sources").iterdir())
    texts = [file.read_text("utf-8") for file in files]
    return read(
        *(document(f"report_{k}", t, date(2025, 2, 16)) for k, t in zip("ab", texts, strict=True))
    )


@pytest.fixture(scope="module")
def case(minerals_read: Read, tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("minerals")
    return written(proposed(minerals_read), folder)[0]


def test_parties(case: Case) -> None:
    assert set(case.signatories) == {"united_states", "ukraine"}
    assert "european_union" in case.parties
    assert case.parties["european_union"].role == "observer"
    assert not {"russia", "china", "germany"} & set(case.parties)


def test_people(case: Case) -> None:
    def people(party: str) -> dict[str, str]:
        return {p.name.split()[-1]: " ".join(p.also) for p in case.parties[party].people}

    assert {"Bessent", "Trump", "Vance", "Kellogg", "Hughes"} <= set(people("united_states"))
    (president,) = [p for p in case.parties["ukraine"].people if "Volodymyr" in p.name]
    assert {"Zelenskyy", "Zelenskiy"} <= {w.split()[-1] for w in (president.name, *president.also)}


def test_the_draft(case: Case) -> None:
    (draft,) = case.drafts.values()
    assert (draft.by, draft.on) == (("united_states",), date(2025, 2, 7))
    terms = {issue: {reading.level for reading in rs} for issue, rs in draft.terms.items()}
    assert terms["share"] == {"50"}
    assert terms["security"] == {"none"}
    assert terms["law"] == {"new_york"}
    assert terms["form"] == {"memorandum"}
    assert terms["partners"] == {"parties_only"}
    assert terms["past_aid"] == {"repaid"}
    assert terms["future_aid"] == {"none", "included"}
    assert {r.evidence[0].source for r in draft.terms["future_aid"]} == {"report_a", "report_b"}


def test_facts(case: Case) -> None:
    (draft,) = case.drafts
    assert {
        f"united_states tables {draft}",
        f"ukraine declines {draft}",  # “is trying to negotiate a better deal”
        "ukraine priorities security",
        "ukraine order security guarantee > none",
        "ukraine order share less",
        "ukraine order partners others > parties_only",
        "united_states order share more",
        "united_states order law new_york > ukraine",
    } <= said(case)


def test_what_must_not_be_said(case: Case) -> None:
    facts = said(case)
    assert not any(fact.startswith("ukraine tables") for fact in facts)
    assert not any(fact.startswith("united_states rejects") for fact in facts)
    assert not any("accepts" in fact for fact in facts)
    assert "ukraine order share more" not in facts
    assert "united_states order security guarantee > none" not in facts
    inferred = [f for f in case.facts if f.party == "united_states" and f.kind == "order"]
    assert all(fact.evidence for fact in inferred)


def test_quotes_are_short_whole_words_and_stand_once(case: Case) -> None:
    for evidence in case.evidence():
        text = case.sources[evidence.source].text or ""
        (span,) = spans_of(evidence.quote, text)
        assert len(evidence.quote.split()) <= 20
        around = text[max(span.start - 1, 0) : span.start], text[span.stop : span.stop + 1]
        assert not (around[0].isalnum() and text[span.start].isalnum())
        assert not (around[1].isalnum() and text[span.stop - 1].isalnum())


def test_every_entry_waits_for_review(case: Case) -> None:
    assert case.unreviewed == {
        ("title",),
        ("as_of",),
        ("summary",),
        *(("sources", key) for key in case.sources),
        *(("parties", key) for key in case.parties),
        *(("issues", key) for key in case.issues),
        *(("drafts", key) for key in case.drafts),
        *(("facts", index) for index in range(len(case.facts))),
    }


def test_sources_are_unchanged(minerals_read: Read, shared: Path) -> None:
    files = proposed(minerals_read).files
    kept = {data for name, data in files.items() if name.startswith("sources/")}
    assert kept == {f.read_bytes() for f in (shared / "cases" / "minerals" / "sources").iterdir()}


def test_nothing_contradicts_the_proposal(minerals_read: Read, case: Case) -> None:
    assert unused(case)
    assert not conflicts(case, minerals_read.reading)


def test_a_case_made_by_hand(minerals_read: Read, shared_minerals: Path) -> None:
    """What people wrote down does not contradict what is read, and does not use all of it."""
    ideal = load_case(shared_minerals)
    names = {f"report_{k}": ideal.sources[f"report_{k}"] for k in "ab"}
    assert [names[d.id].text for d in minerals_read.documents] == [
        d.reading for d in minerals_read.documents
    ]
    assert not conflicts(ideal, minerals_read.reading)
    assert (
        3 < len(unused(with_read(ideal, minerals_read.reading))) < len(minerals_read.statements) / 2
    )
