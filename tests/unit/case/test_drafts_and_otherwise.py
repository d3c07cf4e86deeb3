"""What a ledger says of silence: a level that holds otherwise, and texts that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from zopa.case.load import read_case
from zopa.case.model import Case
from zopa.desk.opening import check

LEDGER = """\
zopa: 1
title: The lease
parties: {us: {name: Our side}, them: {name: Their side}, port: {name: The port}}
issues:
  form: {title: Form, options: {pact: a pact, note: a note}, otherwise: note}
  price: {title: Price, levels: {from: 0, to: 30, step: 10}, otherwise: 1e1}
drafts:
  first: {by: [us, port], status: withdrawn, terms: {form: pact}, assumed: so}
  second: {by: us, terms: unknown, assumed: so}
  third: {terms: {}, assumed: so}
facts:
  - {party: them, declines: first, over: [form], assumed: so}
  - {party: them, rejects: second, assumed: so}
"""


def written(folder: Path, *changes: tuple[str, str]) -> Path:
    text = LEDGER
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return folder


def loaded(folder: Path) -> Case:
    case, findings = read_case(written(folder))
    assert case is not None
    assert not findings
    return case


def test_a_level_that_holds_otherwise_is_read_as_any_number_is(tmp_path: Path) -> None:
    case = loaded(tmp_path)
    assert {i.id: i.otherwise for i in case.issues.values()} == {"form": "note", "price": "10"}


def test_a_draft_has_authors_a_status_and_may_be_unknown(tmp_path: Path) -> None:
    drafts = loaded(tmp_path).drafts
    assert [d.by for d in drafts.values()] == [("us", "port"), ("us",), ()]
    assert [d.status for d in drafts.values()] == ["withdrawn", "tabled", "tabled"]
    assert [d.unknown for d in drafts.values()] == [False, True, True]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("otherwise: note", "otherwise: nota", "`nota` is not a level of issue `form`"),
        ("status: withdrawn", "status: secret", "`secret` is not a status of a draft"),
        ("by: [us, port]", "by: [us, prot]", "`prot` is not a party of this case"),
        ("over: [form]", "over: [from]", "`from` is not an issue of this case"),
        ("rejects: second", "rejects: second, over: [form]", "a fact with `rejects` has no `over`"),
        ("terms: unknown", "terms: unkown", "`terms` is a text, not `name: value` pairs"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_place(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    report = check(written(tmp_path, (old, new)))
    (error,) = [finding for finding in report if finding.severity == "error"]
    assert message in error.message
    line = (tmp_path / "case.yaml").read_text("utf-8").splitlines()[error.place.line - 1]
    assert new.rsplit(" ", 1)[-1].strip("[]") in line
