"""Files and folders come to their place whole or not at all, and through one module."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from zopa.foundation import writing
from zopa.foundation.writing import unfinished, write_file, write_folder

SOURCES = Path(writing.__file__).parents[1]
LEDGER = {"case.yaml": b"zopa: 1", "sources/a.txt": b"a"}


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def stop(*_: object, **__: object) -> None:
    raise OSError(28, "no space left on device")


def test_a_file_is_replaced_and_its_rights_are_those_of_new_files(tmp_path: Path) -> None:
    file, plain = tmp_path / "a", tmp_path / "b"
    write_file(file, b"one")
    write_file(file, b"two\r\n")
    plain.write_bytes(b"")
    assert file.read_bytes() == b"two\r\n"
    assert file.stat().st_mode == plain.stat().st_mode
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b"]


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.parametrize("step", ["fsync", "replace", "sync_folder"])
def test_what_fails_on_the_way_leaves_the_old_file_and_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", stop)
    elif step == "replace":
        monkeypatch.setattr(Path, "replace", stop)
    else:
        monkeypatch.setattr(writing, "sync_folder", stop)
    with pytest.raises(OSError, match="no space left") as told:
        write_file(file, b"new")
    assert told.value.filename == str(file)
    assert file.read_bytes() == (b"new" if step == "sync_folder" else b"old")
    assert list(tmp_path.iterdir()) == [file]
    assert not unfinished


def test_a_file_that_is_being_written_is_known_as_unfinished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[set[Path]] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append(set(unfinished)))
    write_file(tmp_path / "a", b"")
    ((draft,),) = seen[:1]
    assert draft.name.startswith(".a.")
    assert not unfinished


def test_a_folder_has_everything_when_it_is_there(tmp_path: Path) -> None:
    place = tmp_path / "x" / "y"
    write_folder(place, LEDGER, empty=["notes"])
    expected = {"case.yaml": b"zopa: 1", "notes": None, "sources": None, "sources/a.txt": b"a"}
    assert tree(place) == expected
    assert place.stat().st_mode == place.parent.stat().st_mode
    with pytest.raises(OSError, match="not empty"):
        write_folder(place, {"case.yaml": b"other"})
    assert tree(place) == expected
    assert [p.name for p in place.parent.iterdir()] == ["y"]


def test_an_empty_folder_stays_the_folder_that_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_folder(Path(), LEDGER)
    assert tree(Path.cwd()) == {"case.yaml": b"zopa: 1", "sources": None, "sources/a.txt": b"a"}


def test_the_ledger_comes_last_into_a_folder_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    rename = Path.rename

    def watched(path: Path, target: Path) -> Path:
        moved.append(target.name)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", watched)
    write_folder(tmp_path, LEDGER)
    assert moved == ["sources", "case.yaml"]


def test_a_folder_that_is_there_is_filled_with_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "there"
    place.mkdir()
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        return stop() if target.name == "case.yaml" else rename(path, target)  # type: ignore[func-returns-value]

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="no space left"):
        write_folder(place, LEDGER)
    assert tree(tmp_path) == {"there": None}
    assert not unfinished


def test_nothing_stays_of_a_folder_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(OSError, match="no space left") as told:
        write_folder(tmp_path / "x" / "y", LEDGER)
    assert told.value.filename == str(tmp_path / "x" / "y")
    assert not list(tmp_path.iterdir())


WRITES = re.compile(
    r"write_text\(|write_bytes\(|\.touch\(|open\([^)\n]*[\"'](?:[wax]|r\+)|os\.O_(?:RDWR|WRONLY)"
)
ALLOWED = {
    "foundation/writing.py",  # the one place
    "foundation/lock.py",  # lock files, which hold nothing
    "statements/archive/journal.py",  # grows while a run goes on
    "statements/archive/output.py",  # in the folder of that run, then put in its place
}


def test_every_write_goes_through_one_place() -> None:
    writing_modules = set()
    for path in SOURCES.rglob("*.py"):
        code = re.sub(r"^ *(>>>|\.\.\.) .*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
        if WRITES.search(code):
            writing_modules.add(path.relative_to(SOURCES).as_posix())
    assert writing_modules == ALLOWED


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "private"
    file.write_bytes(b"old")
    file.chmod(0o600)
    write_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_is_written_stands_though_its_folder_cannot_be_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = os.open

    def opened(path: str | Path, *rest: int) -> int:
        if Path(path).is_dir():
            raise PermissionError(13, "Permission denied", str(path))
        return system(path, *rest)

    monkeypatch.setattr(os, "open", opened)
    write_file(tmp_path / "page", b"done")
    write_folder(tmp_path / "talks", LEDGER)
    assert (tmp_path / "page").read_bytes() == b"done"
    assert (tmp_path / "talks" / "case.yaml").is_file()


def test_links_in_a_circle_and_names_that_cannot_be_are_told_of(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for write in (lambda path: write_file(path, b""), lambda path: write_folder(path, LEDGER)):
        with pytest.raises(OSError, match=r"circle|Too many|exists"):
            write(loop)
        with pytest.raises(OSError, match="no name can have"):
            write(tmp_path / "a\0b")
    assert [path.name for path in tmp_path.iterdir()] == ["loop"]


def test_a_place_below_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "note").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        write_folder(tmp_path / "note" / "talks", LEDGER)


@pytest.mark.parametrize("name", ["n" * 250, "ü" * 125])
def test_every_name_that_a_file_can_have_can_be_written(tmp_path: Path, name: str) -> None:
    write_file(tmp_path / name, b"long")
    assert [path.name for path in tmp_path.iterdir()] == [name]
