"""Of two who edit one file, the second is told, and nothing that either wrote is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from zopa.foundation import edits
from zopa.foundation.edits import ChangedSinceReadError, edit, edit_together
from zopa.foundation.files import fingerprint
from zopa.foundation.lock import LockedError, locked

ROUNDS = 40
OFTEN = 150

EDITOR = """
import sys
from hashlib import sha256
from pathlib import Path
from zopa.foundation.edits import ChangedSinceReadError, edit

name, path = sys.argv[1], Path(sys.argv[2])
number = 0

def read():
    data = path.read_bytes()
    return data, sha256(data).hexdigest()

def write(data, before):
    global number
    number += 1
    line = f"{name} {number}\\n".encode()
    try:
        edit(path, data + line, read=before)
    except ChangedSinceReadError as error:
        return f"refused {error.kept.name} {name} {number}"
    return f"done {name} {number}"

for command in sys.stdin:
    match command.split():
        case ["read"]:
            seen = read()
            print("seen", flush=True)
        case ["edit"]:
            print(write(*seen), flush=True)
        case ["edit", times]:
            for _ in range(int(times)):
                print(write(*read()), flush=True)
            print("end", flush=True)
"""


class Editor:
    """A process that edits a file when it is told to."""

    def __init__(self, name: str, path: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", EDITOR, name, str(path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def tell(self, command: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@contextmanager
def two_editors(path: Path) -> Iterator[tuple[Editor, Editor]]:
    path.write_bytes(b"")
    editors = Editor("one", path), Editor("two", path)
    try:
        yield editors
    finally:
        for editor in editors:
            editor.process.communicate()


def test_of_two_processes_that_read_the_same_one_edits_and_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    refused: list[str] = []
    with two_editors(path) as editors:
        for _ in range(ROUNDS):
            for command in ("read", "edit"):
                for editor in editors:
                    editor.tell(command)
                answers = [editor.answer() for editor in editors]
            outcomes = sorted(answer.split()[0] for answer in answers)
            assert outcomes == ["done", "refused"]
            refused += [answer for answer in answers if answer.startswith("refused")]
            done = next(answer for answer in answers if answer.startswith("done"))
            assert path.read_text().splitlines()[-1] == done.removeprefix("done ")
    assert len(path.read_text().splitlines()) == ROUNDS
    for answer in refused:
        _, kept, *line = answer.split()
        assert (tmp_path / kept).read_text().splitlines()[-1] == " ".join(line)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        ["ledger", *(answer.split()[1] for answer in refused)]
    )


def test_no_edit_is_lost_however_two_processes_meet(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    answers: list[str] = []
    with two_editors(path) as editors:
        for editor in editors:
            editor.tell(f"edit {OFTEN}")
        for editor in editors:
            answers += iter(editor.answer, "end")
    done = [answer.removeprefix("done ") for answer in answers if answer.startswith("done ")]
    assert sorted(path.read_text().splitlines()) == sorted(done)
    kept = [tmp_path / answer.split()[1] for answer in answers if answer.startswith("refused ")]
    assert len(done) + len(kept) == 2 * OFTEN
    assert len(set(kept)) == len(kept)
    assert sorted(tmp_path.iterdir()) == sorted([path, *kept])


def test_an_edit_of_what_was_read_replaces_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    edit(path, b"one", read=None)
    edit(path, b"two", read=fingerprint(path))
    assert path.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("read", [None, "0" * 64])
def test_both_versions_are_kept_under_names_that_are_free(tmp_path: Path, read: str | None) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"theirs")
    for number, name in enumerate(("a.yaml.yours", "a.yaml.yours-2")):
        with pytest.raises(ChangedSinceReadError) as refused:
            edit(path, b"ours %d" % number, read=read)
        assert refused.value.kept == tmp_path / name
        assert str(path) in str(refused.value)
        assert str(tmp_path / name) in str(refused.value)
        assert (tmp_path / name).read_bytes() == b"ours %d" % number
    assert path.read_bytes() == b"theirs"


def test_a_file_that_somebody_removed_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    before = fingerprint(path)
    path.unlink()
    with pytest.raises(ChangedSinceReadError):
        edit(path, b"two", read=before)
    assert [p.name for p in tmp_path.iterdir()] == ["a.yours"]


def test_who_wrote_the_same_is_no_conflict(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"same")
    edit(path, b"same", read=None)
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_where_nothing_can_be_written_the_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "no" / "a"
    with pytest.raises(OSError, match="such file") as told:
        edit(path, b"one", read=None)
    assert told.value.filename == str(path)


HOLDER = """
import sys
from pathlib import Path
from zopa.foundation.lock import locked
with locked(Path(sys.argv[1]), wait=True):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_the_lock_of_a_process_that_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    path, lock = tmp_path / "a", tmp_path / ".a.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LockedError), locked(lock, wait=False):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert lock.exists()
    edit(path, b"one", read=None)
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_lock_that_is_a_link_leads_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    lock = tmp_path / ".case.yaml.lock"
    lock.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match=r"\.case\.yaml\.lock"):
        edit(file, b"new", read=None)
    assert [path.name for path in tmp_path.iterdir()] == [lock.name]


def test_what_stands_in_the_place_of_the_lock_is_named(tmp_path: Path) -> None:
    (tmp_path / ".case.yaml.lock").mkdir()
    with pytest.raises(OSError, match=r"\.case\.yaml\.lock"):
        edit(tmp_path / "case.yaml", b"new", read=None)


# --- several files ------------------------------------------------------------------------------


def test_files_are_replaced_together(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    before = {"a": fingerprint(tmp_path / "a")}
    edit_together(tmp_path, {"new/b": b"b", "a": b"new"}, before, lock="a")
    assert (tmp_path / "a").read_text() == "new"
    assert (tmp_path / "new" / "b").read_text() == "b"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("changed", ["a", "b"])
def test_of_files_of_which_one_has_changed_none_is_replaced(tmp_path: Path, changed: str) -> None:
    before: dict[str, str | None] = {"b": None}
    (tmp_path / "a").write_text("old")
    before["a"] = fingerprint(tmp_path / "a")
    (tmp_path / changed).write_text("theirs")
    with pytest.raises(ChangedSinceReadError) as told:
        edit_together(tmp_path, {"new/c": b"c", "b": b"b", "a": b"ours"}, before, lock="a")
    assert told.value.path == tmp_path / changed
    assert told.value.kept == tmp_path / f"{changed}.yours"
    assert (tmp_path / changed).read_text() == "theirs"
    assert not (tmp_path / "new").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"a", changed, f"{changed}.yours"}


def test_what_holds_its_data_already_is_no_conflict_and_stays_whatever_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").write_text("there already")
    before = {"a": fingerprint(tmp_path / "a")}
    together = {"b": b"there already", "a": b"new"}
    with monkeypatch.context() as full:
        full.setattr(edits, "write_file", _no_room)
        with pytest.raises(OSError, match="No space left"):
            edit_together(tmp_path, together, before, lock="a")
    assert (tmp_path / "b").read_text() == "there already"
    edit_together(tmp_path, together, before, lock="a")
    assert (tmp_path / "a").read_text() == "new"
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}


def _no_room(path: Path, _: bytes) -> None:
    raise OSError(28, "No space left on device", str(path))


def test_what_is_new_goes_again_where_the_last_file_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old")
    before = {"a": fingerprint(tmp_path / "a")}
    write = edits.write_file

    def full(path: Path, data: bytes) -> None:
        if path.name == "a":
            raise OSError(28, "No space left on device", str(path))
        write(path, data)

    monkeypatch.setattr(edits, "write_file", full)
    with pytest.raises(OSError, match="No space left"):
        edit_together(tmp_path, {"b": b"b", "a": b"new"}, before, lock="a")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text() == "old"
