"""What new reports add to a ledger leaves every byte of it, and every fact that it had."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.case.load import examine_text
from zopa.case.model import (
    Case,
    Direction,
    Draft,
    Evidence,
    Fact,
    Order,
    Package,
    Source,
    Stance,
    TermReading,
)
from zopa.preferences.clashes import clashing_facts
from zopa.proposing.adding import Additions, Confirmed, Contradicted, added_ledger
from zopa.proposing.proposal import Proposed, Shelved

OLD, NEW = "It wants a lower price. It is no pact: “ours”.", "It wants a lower price, a note: 3."
QUOTES = ["It wants a lower price", "It is no pact: “ours”"]
WORDS = ["It wants a lower price", "a note: 3"]
COMMENT = st.sampled_from(["", "   # mine"])
BETWEEN = st.sampled_from([[], [""], ["# a note"], ["", "      # - first: no evidence"]])


def quoted(words: str) -> str:
    return f'"{words}"'


@st.composite
def facts(draw: st.DrawFn) -> list[str]:
    """A fact, its evidence in brackets or on lines of its own, first or last among its keys."""
    party = draw(st.sampled_from(["us", "them"]))
    said = draw(
        st.sampled_from(["order: {price: less}", "order:\n    price: less", "tables: deal"])
    )
    quotes = draw(st.lists(st.sampled_from(QUOTES), min_size=1, max_size=2, unique=True))
    dash = " " * draw(st.integers(2, 5))
    if draw(st.booleans()):
        items = ", ".join(f"{{first: {quoted(words)}}}" for words in quotes)
        evidence = [f"  evidence: [{items}]"]
    else:
        pad = " " * draw(st.integers(1, 3))
        evidence = [f"  evidence:{draw(COMMENT)}"]
        evidence += [f"{dash}-{pad}first: {quoted(words)}" for words in quotes]
        evidence += draw(st.sampled_from([[], [f"{dash}  # as told"]]))
    rest = [f"  {line}" for line in said.split("\n")]
    keys = [rest, evidence] if draw(st.booleans()) else [evidence, rest]
    lines = [f"- party: {party}{draw(COMMENT)}"]
    for key in keys:
        lines += key
    return lines


@st.composite
def ledgers(draw: st.DrawFn) -> bytes:
    source = " " * draw(st.integers(1, 6))
    lines = ["zopa: 1", "title: The pact", f"sources:{draw(COMMENT)}"]
    lines += [f"{source}first: {{file: first.txt}}", *draw(BETWEEN)]
    lines += [
        "parties: {us: {name: Ours}, them: {name: Theirs}}",
        "issues:",
        "  price: {title: Price, levels: {from: 0, to: 5, step: 1}}",
        "  form: {title: Form, options: {pact: a pact, note: a note}}",
        "drafts:",
        "  deal: {by: us, terms: {price: 2}, assumed: so}",
        *draw(BETWEEN),
    ]
    listed = draw(st.lists(facts(), max_size=3))
    if listed:
        indent = " " * draw(st.integers(0, 4))
        lines.append("facts:")
        for entry in listed:
            lines += [indent + line for line in entry] + draw(BETWEEN)
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return (end.join(lines) + draw(st.sampled_from(["", end]))).encode()


def additions(case: Case, draw: st.DataObject) -> Additions:
    own = Evidence("second", draw.draw(st.sampled_from(WORDS)))
    some = st.sets(st.integers(0, max(0, len(case.facts) - 1)), max_size=len(case.facts))
    confirmed = draw.draw(some) if case.facts else set()
    against = draw.draw(some) if case.facts else set()
    new = [
        Fact("them", "order", Order((Direction("price", "more"),)), (own,), confidence=0.5),
        Fact("them", "rejects", Stance("rejects", Package("note")), (own,)),
    ]
    return Additions(
        (Shelved("second", Source("second", "second.txt", title="Later: it goes on")),),
        (),
        (
            Proposed(
                Draft("note", "A note: #2", ("us",), None, {"form": (TermReading("note"),)}, (own,))
            ),
        ),
        tuple(Proposed(fact, "told by “wants”: so # far") for fact in new),
        tuple(Confirmed(index, (own,)) for index in sorted(confirmed)),
        tuple(Contradicted(index, new[0], (own,)) for index in sorted(against)),
        tuple(draw.draw(st.lists(st.sampled_from(["a note: # proposed", "- x\ty"]), max_size=2))),
    )


@given(data=ledgers(), draw=st.data())
def test_the_old_ledger_stands_in_the_new_one(
    data: bytes, draw: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "ledgers"
    folder.mkdir(exist_ok=True)
    (folder / "first.txt").write_text(OLD, "utf-8")
    old = opened(folder, data)
    made = added_ledger(
        old, folder, data, additions(old, draw), {"second.txt": NEW.encode()},
        date(2025, 3, 11), (clashing_facts,),
    )  # fmt: skip
    assert_within(data, made.data)
    assert made.findings.passes()
    for was, now in zip(old.facts, made.case.facts, strict=False):
        assert replace(now, evidence=now.evidence[: len(was.evidence)]) == was
    assert made.case.facts[len(old.facts) :] == tuple(
        replace(fact.thing, evidence=now.evidence, path=now.path)
        for fact, now in zip(made.additions.facts, made.case.facts[len(old.facts) :], strict=True)
    )
    fed = {c.index for c in made.additions.confirmed} - {c.index for c in made.untouched}
    told = {
        k for k, fact in enumerate(made.case.facts[: len(old.facts)]) if "second" in fact.sources
    }
    assert told == fed
    new = {("sources", "second"), ("drafts", "note")}
    new |= {fact.path for fact in made.case.facts[len(old.facts) :]}
    assert made.case.unreviewed - old.unreviewed == new


def opened(folder: Path, data: bytes) -> Case:
    case, report = examine_text(folder, data.decode().replace("\r\n", "\n"), {})
    assert case is not None, report.render()
    assert not report.errors, report.render()
    return case


def assert_within(old: bytes, new: bytes) -> None:
    """The lines of `old` stand in `new` one after the other, with none of their bytes changed."""
    lines, at = new.splitlines(keepends=True), 0
    places = []
    for line in old.splitlines(keepends=True):
        while lines[at].rstrip(b"\r\n") != line.rstrip(b"\r\n"):
            at += 1
        places.append(at)
        at += 1
    assert all(one < other for one, other in pairwise(places))
    added = [line for k, line in enumerate(lines) if k not in set(places)]
    # Where the old last line had no end, it has got one.
    assert 0 <= len(new) - len(old) - sum(map(len, added)) <= len(b"\r\n")
