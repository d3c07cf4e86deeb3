"""What is read, what is refused, and how a file is known again."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from zopa.foundation import files
from zopa.foundation.files import FileTrouble, fingerprint, open_regular, read_bytes, read_text


def kind(result: object) -> str:
    assert isinstance(result, FileTrouble)
    return result.kind


def test_a_file_up_to_the_limit_is_read_and_a_longer_one_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 10)
    assert read_bytes(file, 10) == b"x" * 10
    trouble = read_bytes(file, 9)
    assert isinstance(trouble, FileTrouble)
    assert (trouble.kind, trouble.size) == ("large", "10")
    assert trouble.words == "has 10 bytes; at most 9 are read"


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 10)

    def unlooked(status: os.stat_result, limit: int | None) -> None:
        del status, limit

    monkeypatch.setattr(files, "_refusal", unlooked)
    trouble = read_bytes(file, 4)
    assert isinstance(trouble, FileTrouble)
    assert (trouble.kind, trouble.size) == ("large", "more than 4")


def test_folders_and_what_is_missing_are_told_apart(tmp_path: Path) -> None:
    assert kind(read_bytes(tmp_path, 10)) == "folder"
    assert kind(read_bytes(tmp_path / "none", 10)) == "missing"
    inside_a_file = tmp_path / "a"
    inside_a_file.write_text("")
    trouble = read_bytes(inside_a_file / "b", 10)
    assert isinstance(trouble, FileTrouble)
    assert isinstance(trouble.error, NotADirectoryError)
    assert kind(read_bytes(Path("nul\0"), 10)) == "denied"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_refused_without_waiting_even_if_it_takes_a_files_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, file = tmp_path / "pipe", tmp_path / "file"
    os.mkfifo(pipe)
    file.write_text("")
    assert kind(read_bytes(pipe, 10)) == "device"
    looked = file.stat()
    monkeypatch.setattr(Path, "stat", lambda *_, **__: looked)
    assert kind(read_bytes(pipe, 10)) == "device"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_a_device_is_refused() -> None:
    assert kind(open_regular(Path("/dev/zero"))) == "device"


def test_what_a_link_leads_out_to_is_not_read(tmp_path: Path) -> None:
    home, secret = tmp_path / "home", tmp_path / "secret"
    (home / "sources").mkdir(parents=True)
    secret.write_text("secret")
    (home / "own").write_text("own")
    (home / "out").symlink_to(secret)
    (home / "in").symlink_to(home / "own")
    (home / "gone").symlink_to(tmp_path / "nothing")
    (home / "up").symlink_to(tmp_path)
    assert read_bytes(home / "own", 10, inside=home) == b"own"
    assert read_bytes(home / "in", 10, inside=home) == b"own"
    assert kind(read_bytes(home / "out", 10, inside=home)) == "outside"
    assert kind(read_bytes(home / "gone", 10, inside=home)) == "outside"
    assert kind(read_bytes(home / "up" / "secret", 10, inside=home)) == "outside"
    assert kind(read_bytes(home / ".." / "secret", 10, inside=home)) == "outside"
    assert read_bytes(home / "out", 10) == b"secret"


def test_a_link_that_takes_the_place_of_a_file_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, secret = tmp_path / "home", tmp_path / "secret"
    home.mkdir()
    secret.write_text("secret")
    file = home / "file"
    file.symlink_to(secret)
    monkeypatch.setattr(files, "resolved_inside", lambda path, _: path)
    assert kind(read_bytes(file, 10, inside=home)) == "denied"


def test_line_ends_and_the_mark_go_and_wrong_bytes_are_placed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert read_text(file, 100) == "one\ntwo\nthree\n"
    file.write_bytes(b"one\r\ncaf\xe9")
    trouble = read_text(file, 100)
    assert isinstance(trouble, FileTrouble)
    assert (trouble.kind, trouble.line, trouble.column) == ("encoding", 2, 4)
    assert trouble.text == "one\ncaf\ufffd"
    file.write_bytes("one".encode("utf-16"))
    assert kind(read_text(file, 100)) == "encoding"


def test_a_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    assert fingerprint(file) is None
    file.write_bytes(b"one")
    assert fingerprint(file) == sha256(b"one").hexdigest()
    with pytest.raises(OSError, match="is a folder"):
        fingerprint(tmp_path)
