"""The marks of chunks, and a folder that cannot be written."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from zopa.statements.archive.chunks import Chunk, Finished, in_chunks, only_failures
from zopa.statements.archive.failures import ArchiveError, Failure
from zopa.statements.archive.journal import Journal, writing_to
from zopa.statements.archive.members import ArchiveMember

MEMBERS = [ArchiveMember(f"{k}.txt", f"Report {k}.".encode()) for k in range(3)]


def mark(*members: ArchiveMember) -> str:
    (chunk,) = in_chunks(members, 10)
    return chunk.mark


def test_chunks_have_the_same_mark_only_if_all_of_their_reports_are_the_same() -> None:
    first, second, third = MEMBERS
    marks = [
        mark(first, second),
        mark(second, first),
        mark(first, second, third),
        mark(first, third),
        mark(replace(first, name="x.txt"), second),
        mark(replace(first, data=b"Other."), second),
        mark(replace(first, failure=Failure("0.txt", "c", "m")), second),
        mark(replace(first, name="0.tx", data=b"tReport 0."), second),
    ]
    assert len(set(marks)) == len(marks)
    assert mark(first, second) == mark(*(replace(member) for member in MEMBERS[:2]))


def test_chunks_are_numbered_and_hold_every_report() -> None:
    chunks = list(in_chunks(MEMBERS, 2))
    assert [(chunk.index, len(chunk.members)) for chunk in chunks] == [(0, 2), (1, 1)]
    assert [member for chunk in chunks for member in chunk.members] == MEMBERS
    assert list(in_chunks([], 2)) == []


def test_results_come_together_in_order() -> None:
    one = Finished(3, b"a\n", 1, b"x\n", 1, {"c": 1})
    other = Finished(4, b"b\nc\n", 2, b"", 0, {"c": 2, "d": 1})
    assert one.plus(other) == Finished(3, b"a\nb\nc\n", 3, b"x\n", 1, {"c": 3, "d": 1})
    failed = only_failures(5, [Failure("a", "c", "m"), Failure("b", "c", "n")])
    assert (failed.failed, failed.row_count, failed.findings) == (2, 0, {"c": 2})
    assert failed.failures.count(b"\n") == 2


def chunk(number: int) -> Chunk:
    (one,) = in_chunks([MEMBERS[number]], 1)
    return one


def filled(folder: Path) -> Journal:
    journal = Journal(folder, "settings")
    for number in (2, 0, 1):
        rows = f"row {number}\n".encode() * (number + 1)
        journal.add(chunk(number), Finished(number, rows, number + 1, b"f\n", 1))
    return journal


def test_what_is_kept_comes_back_in_any_order(tmp_path: Path) -> None:
    filled(tmp_path / "run")
    again = Journal(tmp_path / "run", "settings")
    marks = [chunk(number).mark for number in range(3)]
    assert set(again.entries) == set(marks)
    assert b"".join(again.pieces("rows", marks)) == b"row 0\nrow 1\nrow 1\nrow 2\nrow 2\nrow 2\n"
    assert b"".join(again.pieces("failures", marks)) == b"f\nf\nf\n"
    assert [again.entries[one].row_count for one in marks] == [1, 2, 3]
    assert [again.entries[one].documents for one in marks] == [1, 1, 1]


@pytest.mark.parametrize("name", ["rows", "failures", "journal"])
@pytest.mark.parametrize("how", ["one byte less", "one byte more", "another byte"])
def test_what_is_not_whole_is_left_out_and_the_rest_kept(
    tmp_path: Path, name: str, how: str
) -> None:
    filled(tmp_path / "run")
    path = tmp_path / "run" / name
    data = path.read_bytes()
    torn = {
        "one byte less": data[:-1],
        "one byte more": data + b"x",
        "another byte": data[:-2] + b"?" + data[-1:],
    }
    path.write_bytes(torn[how])
    again = Journal(tmp_path / "run", "settings")
    kept = [2, 0] if how != "one byte more" else [2, 0, 1]
    assert list(again.entries) == [chunk(number).mark for number in kept]
    again.add(chunk(1), Finished(1, b"row 1\nrow 1\n", 2, b"f\n", 1))
    third = Journal(tmp_path / "run", "settings")
    marks = [chunk(number).mark for number in range(3)]
    assert b"".join(third.pieces("rows", marks)) == b"row 0\nrow 1\nrow 1\nrow 2\nrow 2\nrow 2\n"


def test_a_run_of_other_settings_is_not_gone_on_with(tmp_path: Path) -> None:
    filled(tmp_path / "run")
    with pytest.raises(ArchiveError, match="begun with other settings"):
        Journal(tmp_path / "run", "others")


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        (OSError("nothing goes"), "nothing goes"),
    ],
)
def test_why_nothing_can_be_written_is_told(tmp_path: Path, problem: OSError, why: str) -> None:
    folder = tmp_path / "run"
    with pytest.raises(ArchiveError) as raised, writing_to(folder):
        raise problem
    assert str(raised.value) == (
        f"cannot write in `{tmp_path}`: {why}. What is finished is kept in `{folder}`: mend this "
        "and run the same again to go on"
    )
