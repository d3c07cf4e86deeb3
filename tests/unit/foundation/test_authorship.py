"""What zopa wrote is known by what it holds; a seal fits only the page that it was made for."""

from __future__ import annotations

import json

import pytest
from counted_work import steps_of
from hypothesis import given
from hypothesis import strategies as st

from zopa.foundation import authorship
from zopa.foundation.authorship import BRIEF_MARK, OwnWork, is_sealed, own_work, sealed

PAGE = f"<!DOCTYPE html>\n<html>\n<head>\n{BRIEF_MARK}\n<title>Ferry</title>\n</head>\n</html>\n"


@pytest.mark.parametrize(
    "text",
    [
        "zopa: 1\ntitle: The quay\nparties:\n  a: {name: A}\nissues:\n  b: {title: B}\n",
        "# a remark\n\nissues: {}\nparties: {}\nzopa: '1'\n",
        "{zopa: 1, title: The quay, parties: {a: {name: A}}, issues: {b: {title: B}}}",
        '{"zopa": 1, "parties": {}, "issues": {}}',
        "> copied:\n  zopa: 1\n  parties:\n    a: {}\n  issues:\n    b: {}\n",
        "# zopa: 1\n# parties:\n#   a: {name: A}\n# issues: {b: {title: B}}\n",
        "title: The quay\nparties:\n  a: {name: A}\nissues:\n  b: {}\nfacts:\n  - {party: a}\n",
    ],
    ids=["plain", "turned round", "in braces", "json", "set in", "as remarks", "without a head"],
)
def test_a_ledger_is_known_however_it_is_laid_out(text: str) -> None:
    assert own_work(text) is OwnWork.LEDGER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Zopa: 1 report.\nParties: two.\nIssues: the quay, the ferry.\n",
        "The zone of possible agreement (zopa: 1 of 3) leaves issues: pay.\nparties: both\n",
        "zopa: one\nparties: two\nissues: three\n",
        '{"text": "They would not sign.", "record": "a"}\n',
        '<meta name="generator" content="zope">',
        "The bill had three readings; shares of the firm, of reading rooms, are sold.\n",
        "parties: the two\nissues:\nfacts: none\n",
        "Made with love from the ledger and the sources named above.",
        json.dumps({"document": "a.txt", "message": "no"}),
    ],
)
def test_what_others_wrote_is_theirs(text: str) -> None:
    assert own_work(text) is None


def test_a_brief_is_known_as_a_page_and_by_its_text() -> None:
    assert own_work(PAGE) is own_work(sealed(PAGE)) is OwnWork.BRIEF
    printed = "12\nMade with\nzopa 0.4.1 from the ledger and the sources\nnamed above. Numbers"
    assert own_work(printed) is OwnWork.BRIEF


@given(st.text(), st.integers(0, len(PAGE)))
def test_a_seal_fits_nothing_but_its_page(words: str, at: int) -> None:
    page = sealed(PAGE)
    assert is_sealed(page)
    assert is_sealed(page.replace("\n", "\r\n"))
    changed = page[:at] + words + page[at:]
    assert is_sealed(changed) == (changed.replace("\r\n", "\n") == page)


def test_a_page_without_a_seal_has_none() -> None:
    assert not is_sealed(PAGE)
    assert not is_sealed("")
    assert not is_sealed(sealed("<p>no head</p>"))


@pytest.mark.parametrize(
    "piece",
    ["zopa: 1\n", "Made with zopa ", "Made with zopa 1", ",\t ", " ", "{zopa:", '{"document":'],
)
def test_the_steps_grow_with_the_text_and_no_faster(piece: str) -> None:
    text = "zopa\n" + piece * 2_000
    assert steps_of(lambda: own_work(text), [authorship]) < 40 * len(text)
