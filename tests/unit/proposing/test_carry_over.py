"""What was read of reports, told by the names and texts of the case that is proposed of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from zopa.case.load import examine
from zopa.foundation.diagnostics import Severity
from zopa.proposing import propose
from zopa.proposing.carry_over import OWN_NAME
from zopa.sources.document import Form
from zopa.statements.claims import Copied, Copy, Corroboration, Detail, Difference, SharedClaim

from .folders import proposed, written
from .simple_reading import Read, document, read

FIRST = (
    "The union Losse rejected the offer.\r\n"
    "The Port of Havn offered Losse a pay rise of 3 percent on Monday.\r\n"
    "“We want a pay rise of 7 percent,” Losse said."
)
OTHER = "Losse demands a pay rise of 7 percent. Norway said that it would not help."


def rows(files: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files["statements.jsonl"].decode().splitlines()]


def made() -> Read:
    return read(
        document("12 days", FIRST, date(2025, 3, 5)), document("other", OTHER, date(2025, 3, 5))
    )


def test_documents_statements_and_parties_go_by_the_names_of_the_case(tmp_path: Path) -> None:
    before = made()
    case, _ = written(proposed(before), tmp_path)
    assert case.reported is not None
    assert set(case.reported.sources) == set(case.sources)
    assert "12 days" not in case.sources
    told = case.reported.statements
    assert [s.id.rpartition("-")[2] for s in told] == [
        s.id.rpartition("-")[2] for s in before.statements
    ]
    for after, one in zip(told, before.statements, strict=True):
        assert after.id == f"{after.document}-{after.id.rpartition('-')[2]}"
        assert (after.act, after.speaker.name) == (one.act, one.speaker.name)
        assert [" ".join(p.words.split()) for p in after.passages] == [
            " ".join(p.words.split()) for p in one.passages
        ]
    parties = {s.speaker.party for s in told}
    assert "losse" in parties & case.parties.keys()
    offer = next(s for s in told if s.figures and "3 percent" in s.figures[0].words)
    assert offer.hearer in case.parties


def test_every_place_stands_in_a_source_that_is_not_the_document(tmp_path: Path) -> None:
    """The source of a page is the text that was read of it, with plain line ends."""
    before = made()
    page = replace(
        before.documents[0], form=Form.HTML, file="page.html", sha256="0" * 64,
        reading="\ufeff" + FIRST, text="<p>" + FIRST, places=np.arange(len(FIRST) + 1) + 2,
    )  # fmt: skip
    again = read(page, before.documents[1])
    case, report = written(proposed(again), tmp_path)
    assert not [f for f in report.of_severity(Severity.WARNING) if "statement" in f.code.name]
    assert case.reported is not None
    assert len(case.reported.statements) == len(again.statements)
    pieces = [piece for s in case.reported.statements for piece in (*s.passages, *s.figures)]
    assert any("percent" in piece.words for piece in pieces)


def test_a_body_called_by_the_name_of_a_party_is_surely_that_party() -> None:
    before = made()
    told = [
        replace(s, speaker=replace(s.speaker, party="", confidence=0.5))
        if s.speaker.name == "Losse"
        else s
        for s in before.statements
    ]
    found = [
        row["speaker"]
        for row in rows(proposed(before._replace(statements=told)).files)
        if row["record"] == "statement" and row["speaker"]["name"] == "Losse"
    ]
    assert found
    for speaker in found:
        assert speaker["party"] == "losse"
        itself = speaker["kind"] == "institution" and speaker["mention"] is None
        assert speaker["confidence"] == (OWN_NAME if itself else 0.5)


def test_what_was_lined_up_goes_by_the_new_names() -> None:
    before = made()
    first, second = before.statements[0].id, before.statements[-1].id
    lined_up = Corroboration(
        (SharedClaim(f"claim-{first}", (first, second), ("12 days", "other"), 2, 0.9),),
        (Difference(Detail.FIGURES, first, second, ("3",), ("7",), 0.5),),
        (Copy(Copied.QUOTE, "12 days", "other", ("a pay rise",), 0.2),),
    )
    made_case = propose(before.reading, lined_up)
    listed = rows(made_case.files)
    sources = [proposed.thing.source.id for proposed in made_case.proposal.sources]
    ids = {row["id"] for row in listed if row["record"] == "statement"}
    claim, difference, copy = listed[-3:]
    assert claim["documents"] == copy["documents"] == sources
    assert set(claim["statements"]) == set(difference["statements"]) <= ids
    assert claim["id"] == f"claim-{claim['statements'][0]}"


def test_a_document_without_room_leaves_its_statements_out(tmp_path: Path) -> None:
    before = made()
    huge = replace(before.documents[1], reading=OTHER + " " * 20_000_000)
    huge = replace(huge, text=huge.reading)
    again = propose(before._replace(documents=[before.documents[0], huge]).reading)
    assert {row["document"] for row in rows(again.files) if row["record"] == "statement"} == {
        again.proposal.sources[0].thing.source.id
    }
    for name, data in again.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert examine(tmp_path)[0] is not None
