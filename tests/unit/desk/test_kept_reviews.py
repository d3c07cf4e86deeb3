"""A review is kept as long as nothing in the folder changes, and no longer."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from zopa.desk.errors import FindingsError, WrongCallError
from zopa.desk.kept_reviews import KeptReviews, last_change
from zopa.desk.reviewing import ledger_review
from zopa.desk.side_by_side import drafts_side_by_side

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"


@pytest.fixture
def case(tmp_path):
    return Path(shutil.copytree(EXAMPLE, tmp_path / "minerals"))


def same_time(path, text):
    """Write a file anew, with the time that it had."""
    before = path.stat()
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        lambda case: (case / "sources" / "report_a.txt").unlink(),
        lambda case: (case / "sources" / "report_b.txt").write_text("other words"),
        lambda case: (case / "case.yaml").write_text("zopa: 1"),
        lambda case: same_time(
            case / "case.yaml",
            (case / "case.yaml").read_text().replace("Ukraine–United", "Ukraine–Unitee"),
        ),
    ],
)
def test_whatever_changes_is_read_anew(case, change):
    reviews = KeptReviews()
    kept = reviews.review(case)
    assert reviews.review(case) is reviews.known(case) is kept
    change(case)
    assert reviews.known(case) is None
    assert reviews.review(case).version == ledger_review(case).version
    assert reviews.review(case).findings == ledger_review(case).findings


def test_what_cannot_be_read_is_not_kept(case):
    reviews = KeptReviews()
    (case / "case.yaml").write_text("no ledger")
    for _ in range(2):
        with pytest.raises(FindingsError):
            reviews.review(case)
    (case / "case.yaml").unlink()
    with pytest.raises(WrongCallError):
        reviews.review(case)
    with pytest.raises(WrongCallError):
        last_change(case)
    shutil.copy(EXAMPLE / "case.yaml", case / "case.yaml")
    assert reviews.review(case).progress() == "37 of 37 entries reviewed"


@pytest.mark.parametrize("old", ["  share:\n", "    options:\n", "  us:\n", "  feb7:\n", "levels:"])
def test_a_ledger_with_names_that_mean_nothing_is_reviewed_all_the_same(case, old):
    text = (case / "case.yaml").read_text()
    assert old in text
    (case / "case.yaml").write_text(text.replace(old, old.replace(":", "x:")))
    review = ledger_review(case)
    assert review.findings.errors
    assert len(review.entries) > 30
    shown = drafts_side_by_side(review.case).columns
    assert {one.draft for one in shown} <= set(review.case.drafts)
