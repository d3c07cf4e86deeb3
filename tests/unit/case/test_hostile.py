"""Files made to exhaust, mislead or crash a reader get a finding, for a bounded amount of work."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest
from counted_work import calls_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zopa.case.load import CASE_BYTES, MOST_FINDINGS, check
from zopa.foundation.diagnostics import Findings

BARGE = Path(__file__).parent / "barge"
LEDGER = (BARGE / "case.yaml").read_bytes()
MOST_CALLS = 25_000_000
"""Twice what the costliest of these files takes: some seconds."""


@pytest.fixture
def barge(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BARGE, tmp_path / "barge"))


def checked(folder: Path, ledger: bytes | str) -> Findings:
    data = ledger if isinstance(ledger, bytes) else ledger.encode()
    (folder / "case.yaml").write_bytes(data)
    reports: list[Findings] = []

    def told() -> None:
        reports.append(check(folder))
        reports[0].render()

    assert calls_of(told) < MOST_CALLS
    return reports[0]


def codes(report: Findings) -> list[str]:
    return [f.code.name for f in report.errors]


def edited(old: str, new: str) -> str:
    text = LEDGER.decode()
    assert old in text
    return text.replace(old, new, 1)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
MIB = CASE_BYTES

HOSTILE = {
    "bomb": (BOMB, "yaml-alias"),
    "merge keys": ("a: &a {b: c}\nd: {<<: *a}\n", "yaml-alias"),
    "code in a tag": ("title: !!python/object/apply:os.system [ls]\n", "yaml-tag"),
    "ten megabytes": (b"a" * 10_000_000, "too-large"),
    "a hundred thousand brackets": ("[" * 100_000, "too-many"),
    "nested brackets": ("x:\n" + "  [\n" * 40_000, "too-deep"),
    "nested braces": ("{a: " * 4000, "too-deep"),
    "nested lists": ("- " * 5000, "too-deep"),
    "nested names": ("".join(" " * i + "a:\n" for i in range(700)), "too-deep"),
    "nested question marks": ("? " * 5000, "too-deep"),
    "one long line": ("title: " + "a " * (MIB // 2 - 10), "too-many"),
    "one long word": ("title: " + "a" * (MIB - 10), "too-many"),
    "a million lines": ("- a\n" * (MIB // 4), "too-many"),
    "many entries": ("x: [" + ("a," * 9000 + "\n") * 50 + "]", "too-many"),
    "many names": ("".join(f"k{i}:\n" for i in range(15_000)), "too-many"),
    "the same name": ("a: b\n" * 5000, "duplicate-key"),
    "one text of many lines": ("title: a\n" + "  a b c d\n" * 49_000, "missing-key"),
    "a block of many lines": ("title: |\n" + "  a b c d\n" * 49_000, "missing-key"),
    "nothing but lines": ("\n" * 50_000, "empty-case"),
    "nothing but spaces": (" " * 19_999, "empty-case"),
    "nothing but comments": ("# \n" * 50_000, "empty-case"),
    "nothing": ("", "empty-case"),
    "documents": ("--- a\n" * 40_000, "yaml-documents"),
    "directives": ("%YAML 1.2\n" * 40_000, "yaml-syntax"),
    "open quote": ('title: "' + "a\n" * 49_000, "yaml-syntax"),
    "zero bytes": (b"\0" * 1000, "control-character"),
    "escape codes": (b"title: \x1b[2J\n", "control-character"),
    "wrong bytes": (b"title: caf\xe9\n", "not-utf8"),
    "utf-16": ("title: x\n".encode("utf-16"), "not-utf8"),
    "half a character": (b"title: \xe2\x82", "not-utf8"),
    "surrogates": (b"title: \xed\xa0\x80", "not-utf8"),
    "beyond Unicode": ('title: "\\U99999999"\n', "yaml-syntax"),
    "no number": ("zopa: " + "9" * 19_000, "unknown-version"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not-utf8"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_get_a_finding(barge: Path, name: str) -> None:
    text, code = HOSTILE[name]
    report = checked(barge, text)
    assert code in codes(report)
    assert len(report) <= MOST_FINDINGS


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("1e999999", "bad-number"),
        ("1e9999999999999", "bad-number"),
        ("9" * 5000, "bad-number"),
        ("0." + "0" * 5000 + "1", "bad-number"),
        ("1e15", "bad-number"),
        ("nan", "bad-number"),
        ("0x7fffffff", "bad-number"),
        ("1000000000", "too-many"),
        ("1_000", "bad-number"),
        ("١٥٠", "bad-number"),
    ],
)
def test_numbers_beyond_use(barge: Path, number: str, code: str) -> None:
    report = checked(barge, edited("to: 150,", f"to: {number},"))
    assert codes(report) == [code]


def test_too_many_options(barge: Path) -> None:
    options = "\n".join(f"      o{i}: text {i}" for i in range(1002))
    ledger = edited("    options: {now: at once, later: within a year}", f"    options:\n{options}")
    assert codes(checked(barge, ledger)) == ["too-many"]


def test_too_many_of_everything(barge: Path) -> None:
    facts = "".join("  - {party: seller, rejects: offer, assumed: x}\n" for _ in range(2100))
    parties = "".join(f"  p{i}: {{name: N{i}}}\n" for i in range(60))
    ledger = edited("facts:\n", "facts:\n" + facts).replace("parties:\n", "parties:\n" + parties)
    found = [f for f in checked(barge, ledger).errors if f.code.name == "too-many"]
    assert len(found) >= 2


# --- paths --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "sources/../../secret.txt",
        "/etc/hostname",
        "sources/link.txt",
        "linked/secret.txt",
        "C:\\\\secret.txt",
        "\\\\\\\\server\\\\secret.txt",
    ],
)
def test_no_path_leads_out(barge: Path, path: str) -> None:
    (barge.parent / "secret.txt").write_text("we accept the terms of payment")
    (barge / "sources" / "link.txt").symlink_to(barge.parent / "secret.txt")
    (barge / "linked").symlink_to(barge.parent, target_is_directory=True)
    report = checked(barge, edited("file: sources/letter.txt", f'file: "{path}"'))
    assert codes(report) == ["source-outside"]
    assert "we accept" not in "".join(report.texts.get("secret.txt", ""))


@pytest.mark.parametrize("escape", ["a\\0b", "a\\e[2Jb", "a\\u202eb", "a\\u2028b", "a\\u0007b"])
def test_invisible_characters_do_not_come_in_as_escapes(barge: Path, escape: str) -> None:
    report = checked(barge, edited("file: sources/letter.txt", f'file: "{escape}"'))
    assert codes(report) == ["control-character"]
    assert "\x1b" not in report.render()


UNFIT = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\x85\x1b"


@pytest.mark.parametrize("character", UNFIT)
@pytest.mark.parametrize(
    ("place", "shape"),
    [
        ("title: The sale", "title: The CHAR sale"),
        ("title: The sale", "title: 'The CHAR sale'"),
        ("title: The sale", 'title: "The CHAR sale"'),
        ("title: The sale", "title: >\n  The CHAR\n  sale"),
        ("title: The sale", "# a CHAR remark\ntitle: The sale"),
        ("title: The sale", "title: The sale\nsumCHARmary: a sale"),
    ],
    ids=["plain", "single", "double", "block", "comment", "key"],
)
def test_nor_as_they_are(barge: Path, character: str, place: str, shape: str) -> None:
    report = checked(barge, edited(place, shape.replace("CHAR", character)))
    assert codes(report) == ["control-character"]
    assert f"U+{ord(character):04X}" in report.render()
    assert character not in report.render()


@pytest.mark.parametrize("character", "\u200c\u200d\u200e\u200f\u00a0\u202f")
def test_what_scripts_are_written_with_stays(barge: Path, character: str) -> None:
    assert checked(barge, edited("title: The sale", f"title: The {character} sale")).passes()


def test_words_that_no_ledger_can_hold_are_not_offered(barge: Path) -> None:
    letter = barge / "sources" / "letter.txt"
    text = letter.read_text("utf-8").replace("the terms of", "\u202dthe\u202c terms of")
    letter.write_text(text, encoding="utf-8")
    report = checked(barge, LEDGER)
    assert codes(report) == ["quote-not-found"]
    assert "quote words that stand on one side of it" in report.render()


@pytest.mark.parametrize("character", "\u00ad\u200b\u2060")
def test_nor_are_words_with_a_character_that_cannot_be_seen(barge: Path, character: str) -> None:
    letter = barge / "sources" / "letter.txt"
    text = letter.read_text("utf-8").replace("the terms of", f"the te{character}rms of")
    letter.write_text(text, encoding="utf-8")
    report = checked(barge, LEDGER)
    (found,) = report.errors
    assert found.label == "only the invisible characters differ"
    assert f"U+{ord(character):04X}" in found.help[0]
    assert "quote words that stand on one side of it" in found.help[0]
    assert not any(line.startswith("write: ") for line in found.help)


def test_links_inside_are_followed(barge: Path) -> None:
    (barge / "sources" / "copy.txt").symlink_to("letter.txt")
    report = checked(barge, edited("file: sources/letter.txt", "file: sources/copy.txt"))
    assert report.passes(strict=True)


def test_links_in_a_circle(barge: Path) -> None:
    (barge / "sources" / "a.txt").symlink_to("b.txt")
    (barge / "sources" / "b.txt").symlink_to("a.txt")
    report = checked(barge, edited("file: sources/letter.txt", "file: sources/a.txt"))
    assert codes(report)[0] in ("source-outside", "source-missing")


def test_pipes_and_sockets_are_not_waited_for(barge: Path, tmp_path: Path) -> None:
    os.mkfifo(barge / "sources" / "pipe.txt")
    report = checked(barge, edited("file: sources/letter.txt", "file: sources/pipe.txt"))
    assert codes(report) == ["source-missing"]
    (barge / "case.yaml").unlink()
    os.mkfifo(barge / "case.yaml")
    assert codes(check(barge)) == ["unreadable"]
    (barge / "case.yaml").unlink()
    (barge / "case.yaml").symlink_to("/dev/zero")
    assert codes(check(barge)) == ["unreadable"]
    with socket.socket(socket.AF_UNIX) as server:
        place = os.path.relpath(tmp_path / "s")
        if len(place) < 100:
            server.bind(place)
            assert codes(check(tmp_path / "s")) == ["unreadable"]


def test_devices_are_not_read() -> None:
    assert codes(check("/dev/zero")) == ["unreadable"]
    assert codes(check("/dev/null")) == ["unreadable"]


def test_a_ledger_that_is_a_link_out(barge: Path) -> None:
    (barge / "case.yaml").rename(barge.parent / "other.yaml")
    (barge / "case.yaml").symlink_to(barge.parent / "other.yaml")
    assert codes(check(barge)) == ["unreadable"]


def test_odd_paths(tmp_path: Path) -> None:
    for path in ("", "\0", "a\0b", "x" * 5000, str(tmp_path / "no" / "such"), "/"):
        assert codes(check(path))[0] in ("no-case", "unreadable")


def test_sources_that_are_no_text(barge: Path) -> None:
    for data, code in (
        (b"caf\xe9", "source-encoding"),
        (b"a\0b", "source-encoding"),
        ("x".encode("utf-16"), "source-encoding"),
        (b"a" * 10_500_000, "too-large"),
    ):
        (barge / "sources" / "letter.txt").write_bytes(data)
        assert codes(checked(barge, LEDGER)) == [code]


def test_quotes_that_are_patterns(barge: Path) -> None:
    quote = "(a+)+$ .* [x]{9999} " * 50
    report = checked(barge, edited("we accept the terms of payment", f"'{quote}'"))
    assert codes(report) == ["quote-not-found"]


def test_what_is_shown_cannot_steer_a_terminal(barge: Path) -> None:
    report = checked(barge, edited("title: The sale", "titel: \u202e\u2066The sale"))
    assert not set(report.render()) & set("\u202e\u2066\x1b")


# --- anything at all ----------------------------------------------------------------------------

PIECES = st.sampled_from([
    b":", b": ", b"- ", b"\n", b"\n  ", b"\t", b"[", b"]", b"{", b"}", b"'", b'"', b"#", b"&a ",
    b"*a", b"!x ", b"|", b">", b"%", b"@", b"`", b"? ", b"---\n", b"...\n", b"<<: ", b"~", b"\\",
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\xc2\x85", b"\xe2\x80\xa8", b"1e999", b"null", b", ",
    b"seller", b"price", b"evidence:", b"party: ", b"\\U99999999", b"..", b"50..30", b"%s", b"{0}",
])  # fmt: skip
EDITS = st.lists(
    st.tuples(
        st.integers(0, len(LEDGER)), st.integers(0, 12), st.one_of(PIECES, st.binary(max_size=6))
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edits=EDITS)
def test_no_edit_raises(barge: Path, edits: list[tuple[int, int, bytes]]) -> None:
    data = LEDGER
    for start, length, piece in edits:
        data = data[:start] + piece + data[start + length :]
    report = checked(barge, data)
    lines = report.texts.get("case.yaml", "").count("\n") + 1
    for finding in report:
        assert 1 <= finding.place.line <= lines
        assert finding.place.column >= 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_file_raises(barge: Path, data: bytes) -> None:
    assert checked(barge, data).errors


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.integers(0, LEDGER.count(b"\n") - 1), max_size=5),
    order=st.randoms(use_true_random=False),
)
def test_no_loss_of_lines_raises(barge: Path, lines: list[int], order: object) -> None:
    kept = [line for i, line in enumerate(LEDGER.split(b"\n")) if i not in lines]
    checked(barge, b"\n".join(kept))
