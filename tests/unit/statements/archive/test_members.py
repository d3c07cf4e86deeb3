"""What is read from folders and archives, under which names, and what is told of the rest."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from zopa.statements.archive.codes import CODES
from zopa.statements.archive.failures import ArchiveError
from zopa.statements.archive.limits import MIB, BeyondLimitsError, Bounded, Limits
from zopa.statements.archive.members import members_of, size_on_disk


def told(path: Path, limits: Limits | None = None) -> dict[str, bytes | str]:
    """Name to bytes, or to the code of the failure."""
    found = list(members_of([path], limits))
    names = [member.name for member in found]
    assert len(set(names)) == len(names)
    return {m.name: m.failure.code if m.failure else m.data for m in found}


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, mode: str, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, mode) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def test_a_folder_is_read_by_name_without_hidden_files(tmp_path: Path) -> None:
    press = tmp_path / "press"
    for name in ("b.txt", "a/z.txt", "a.txt", ".hidden", ".git/x", "__MACOSX/a.txt", "C.txt"):
        (press / name).parent.mkdir(parents=True, exist_ok=True)
        (press / name).write_bytes(name.encode())
    assert list(told(press)) == ["press/C.txt", "press/a/z.txt", "press/a.txt", "press/b.txt"]
    assert size_on_disk([press]) == sum(map(len, told(press).values()))


def test_links_and_pipes_are_told_and_not_opened(tmp_path: Path) -> None:
    press = tmp_path / "press"
    press.mkdir()
    (tmp_path / "secret.txt").write_text("not to be read")
    (press / "link.txt").symlink_to(tmp_path / "secret.txt")
    (press / "round").symlink_to(press)
    os.mkfifo(press / "pipe")
    assert set(told(press).values()) == {"report-unreadable"}
    assert len(told(press)) == 3


def test_two_inputs_of_one_name_stay_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder / "press").mkdir(parents=True)
        (tmp_path / folder / "press" / "x.txt").write_text(folder)
    found = members_of([tmp_path / "a" / "press", tmp_path / "b" / "press"])
    assert {m.name: m.data for m in found} == {"press/x.txt": b"a", "press-2/x.txt": b"b"}


def test_an_input_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no file or folder"):
        next(members_of([tmp_path / "nothing"]))


FILES = {"2025/a.txt": b"one", "../../b.txt": b"two", "/etc/c.txt": b"three", ".x/d": b"hidden"}


@pytest.mark.parametrize("ending", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "tgz"])
def test_archives_are_read_member_by_member(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"press.{ending}"
    packed = {"tar": "", "tgz": "gz"}.get(ending, ending.removeprefix("tar."))
    if ending == "zip":
        zipped(path, FILES)
    else:
        tarred(path, f"w:{packed}", FILES)
    assert sorted(told(path).values()) == [b"one", b"three", b"two"]
    assert f"press.{ending}/../../b.txt" in told(path)
    assert sorted(tmp_path.iterdir()) == [path]


def test_members_of_one_name_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "press.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "first")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "second")
    assert told(path) == {"press.zip/a.txt": b"first", "press.zip/a.txt#2": b"second"}


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": "He refused.", "id": 7}),
        "",
        json.dumps("She agreed."),
        '{"body": "no text"}',
        "{broken",
        "[" * 5000,
        '"\\ud800"',
    ]
    path = tmp_path / "press.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    expected: dict[str, bytes | str] = {
        "press.jsonl:1": b"He refused.",
        "press.jsonl:3": b"She agreed.",
        "press.jsonl:4": "line-not-a-report",
        "press.jsonl:5": "line-not-a-report",
        "press.jsonl:6": "line-not-a-report",
        "press.jsonl:7": b"?",
    }
    assert told(path) == expected
    packed = tmp_path / "press.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert list(told(packed).values()) == list(expected.values())
    within = zipped(tmp_path / "press.zip", {"day.jsonl": path.read_bytes()})
    assert list(told(within).values()) == list(expected.values())


def test_a_long_line_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "press.jsonl"
    path.write_text(json.dumps("x" * 5000) + '\n"short"\n')
    found = told(path, Limits(report=1000))
    assert list(found.values()) == ["archive-limits", b"short"]


def test_a_large_report_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1001)
    assert told(tmp_path / "a.txt", Limits(report=1000)) == {"a.txt": "archive-limits"}
    for path in (
        zipped(tmp_path / "a.zip", {"a.txt": os.urandom(1001), "b.txt": b"y"}),
        tarred(tmp_path / "a.tar", "w", {"a.txt": os.urandom(1001), "b.txt": b"y"}),
    ):
        assert list(told(path, Limits(report=1000)).values()) == ["archive-limits", b"y"]


@pytest.mark.parametrize("ending", ["zip", "tar.gz", "jsonl.gz"])
def test_an_archive_that_unpacks_without_end_is_left(tmp_path: Path, ending: str) -> None:
    limits = Limits(report=MIB, free=4 * MIB, ratio=10)
    path = tmp_path / f"bomb.{ending}"
    many = {f"{n}.txt": bytes(MIB // 2) for n in range(60)}
    if ending == "zip":
        zipped(path, many)
        # Each member within its own limit, all together beyond that of the archive.
        limits = Limits(report=MIB, free=4 * MIB, ratio=40)
    elif ending == "tar.gz":
        tarred(path, "w:gz", many)
    else:
        path.write_bytes(gzip.compress(b'"' + b" " * (30 * MIB)))
    found = told(path, limits)
    assert found[f"bomb.{ending}"] == "archive-limits"
    assert sum(len(data) for data in found.values()) < 6 * MIB


def test_a_member_that_shrank_too_much_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"bomb.txt": bytes(20 * MIB), "good.txt": b"good"})
    assert list(told(path).values()) == ["archive-limits", b"good"]


def test_a_header_that_claims_much_is_not_believed(tmp_path: Path) -> None:
    header = tarfile.TarInfo("long")
    header.type = tarfile.XHDTYPE  # tarfile reads the whole of such a member into memory
    header.size = 4 << 30
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(header.tobuf() + bytes(5 * MIB)))
    assert told(path) == {"a.tar.gz": "archive-limits"}
    with pytest.raises(BeyondLimitsError):
        Bounded(io.BytesIO(), io.BytesIO(), Limits()).read(-1)


def test_torn_archives_give_what_stands_before_the_tear(tmp_path: Path) -> None:
    files = {f"{n}.txt": os.urandom(3000) for n in range(5)}
    for name, data in (
        ("a.tar", tarred(tmp_path / "whole.tar", "w", files).read_bytes()[: 3 * 3584]),
        ("b.tar", tarred(tmp_path / "whole.tar", "w", files).read_bytes()[: 3 * 3584 + 700]),
        ("c.tar.gz", tarred(tmp_path / "whole.tgz", "w:gz", files).read_bytes()[:10_000]),
    ):
        (tmp_path / name).write_bytes(data)
        found = told(tmp_path / name)
        assert found.pop(name) == "archive-broken"
        assert 2 <= len(found) <= 3
        assert all(data == files[way.split("/")[1]] for way, data in found.items())
    whole = zipped(tmp_path / "whole.zip", files).read_bytes()
    (tmp_path / "d.zip").write_bytes(whole[:9000])
    assert told(tmp_path / "d.zip") == {"d.zip": "archive-broken"}
    spoiled = bytearray(whole)
    spoiled[100] ^= 255
    (tmp_path / "e.zip").write_bytes(spoiled)
    assert list(told(tmp_path / "e.zip").values()) == ["archive-broken", *list(files.values())[1:]]


def test_archives_inside_archives_and_links_are_told(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a.txt": b"a"}).read_bytes()
    assert set(told(zipped(tmp_path / "o.zip", {"inner.zip": inner})).values()) == {
        "archive-broken"
    }
    with tarfile.open(tmp_path / "l.tar", "w") as archive:
        link = tarfile.TarInfo("passwd")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert told(tmp_path / "l.tar") == {"l.tar/passwd": "report-unreadable"}
    with zipfile.ZipFile(tmp_path / "l.zip", "w") as archive:
        info = zipfile.ZipInfo("passwd")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert told(tmp_path / "l.zip") == {"l.zip/passwd": "report-unreadable"}


def test_not_more_reports_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "press.jsonl"
    path.write_text('"a"\n' * 10)
    assert list(told(path, Limits(reports=3)).values()) == [b"a", b"a", b"a", "archive-limits"]
    path.write_text("\n" * 10)  # nor many lines of nothing
    assert told(path, Limits(reports=3)) == {"press.jsonl": "archive-limits"}
    for name in "abcd":
        (tmp_path / "x" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "x" / name).write_text(name)
    found = told(tmp_path / "x", Limits(reports=3))
    assert list(found.values()) == [b"a", b"b", b"c", "archive-limits"]


def test_the_codes_of_members_are_declared() -> None:
    assert {
        "archive-broken",
        "archive-limits",
        "report-unreadable",
        "line-not-a-report",
        "reader-failed",
        "reader-stopped",
    } == set(CODES)
    for name, code in CODES.items():
        assert code.name == name
        assert len(code.explanation) > 100
        assert code.explanation.count("```") % 2 == 0


def test_what_is_read_from_one_place_unless_told_otherwise(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    for size, whole in ((32 * MIB, True), (32 * MIB + 1, False)):
        with report.open("wb") as file:
            file.truncate(size)
        (found,) = members_of([report])
        assert (found.failure is None) is whole
    lines = tmp_path / "b.jsonl"
    lines.write_bytes(b"\n" * 1_000_000)
    assert told(lines) == {}
    lines.write_bytes(b"\n" * 1_000_001)
    assert told(lines) == {"b.jsonl": "archive-limits"}
    packed = 5 * MIB
    assert Limits().unpacked(packed) == 16 * MIB + 200 * packed
