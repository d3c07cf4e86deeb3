"""What of the lining up is kept where a document finds no room in the case, and who hears."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from zopa.proposing import ProposedCase, propose
from zopa.statements.claims import Copied, Copy, Corroboration, Detail, Difference, SharedClaim

from .folders import proposed
from .simple_reading import Read, document, read

OFFER = "Iceland offered Norway a quota of 300 tonnes. "
TEXTS = {
    name: f"{OFFER}{name.title()} demands a quota of 450 tonnes."
    for name in ("peru", "chile", "kenya")
}


def rows(made: ProposedCase, record: str) -> list[dict[str, Any]]:
    listed = map(json.loads, made.files["statements.jsonl"].decode().splitlines())
    return [row for row in listed if row["record"] == record]


def made_of(*, without_room: str = "") -> Read:
    documents = []
    for name, text in TEXTS.items():
        long = text + " " * 20_000_000 if name == without_room else text
        documents.append(document(name, long, date(2025, 3, 5)))
    return read(*documents)


def lined_up(made: Read) -> Corroboration:
    first, second, third = (f"{name}-1" for name in TEXTS)
    one, two, three = TEXTS
    return Corroboration(
        (SharedClaim(f"claim-{first}", (first, second, third), (one, two, three), 3, 0.9),),
        (
            Difference(Detail.WHO, first, second, ("x",), ("y",), 0.5),
            Difference(Detail.WHO, second, third, ("x",), ("y",), 0.5),
        ),
        (
            Copy(Copied.QUOTE, one, two, ("a quota",), 0.2),
            Copy(Copied.QUOTE, two, three, ("a quota",), 0.2),
        ),
    )


def test_all_is_kept_where_there_is_room() -> None:
    made = made_of()
    case = propose(made.reading, lined_up(made))
    (claim,) = rows(case, "claim")
    assert (len(claim["statements"]), claim["documents"]) == (3, ["peru", "chile", "kenya"])
    assert claim["independent"] == 3
    assert (len(rows(case, "difference")), len(rows(case, "copy"))) == (2, 2)


def test_what_a_document_without_room_tells_is_left_out() -> None:
    made = made_of(without_room="kenya")
    case = propose(made.reading, lined_up(made))
    (claim,) = rows(case, "claim")
    assert (len(claim["statements"]), claim["documents"]) == (2, ["peru", "chile"])
    assert claim["independent"] == 2
    (difference,), (copy,) = rows(case, "difference"), rows(case, "copy")
    assert set(difference["statements"]) <= set(claim["statements"])
    assert copy["documents"] == ["peru", "chile"]


def test_independent_tellings_are_never_more_than_documents_nor_none() -> None:
    made = made_of(without_room="kenya")
    for before, after in ((1, 1), (2, 2), (3, 2)):
        (old,) = lined_up(made).claims
        again = Corroboration((replace(old, independent=before),))
        (claim,) = rows(propose(made.reading, again), "claim")
        assert claim["independent"] == after


def test_hearers_are_parties_or_countries_or_nobody() -> None:
    made = made_of()
    for hearer, wanted in (("norway", "norway"), ("japan", "japan"), ("some_union", "")):
        statements = [replace(one, hearer=hearer if one.hearer else "") for one in made.statements]
        case = proposed(made._replace(statements=statements))
        hearers = {row["hearer"] for row in rows(case, "statement")} - {""}
        known = {p.thing.id for p in case.proposal.parties}
        assert hearers == ({wanted} if wanted else set() if hearer not in known else {hearer})
