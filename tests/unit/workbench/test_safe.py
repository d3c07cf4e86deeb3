"""Nothing is lost, whatever happens while the workbench is open, and no text becomes markup."""

from __future__ import annotations

import errno
import html
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from zopa.case.load import CASE_BYTES, load_case
from zopa.desk.editing import add_entry, ledger_as_it_stands
from zopa.foundation import writing
from zopa.workbench.loopback import workbench
from zopa.workbench.sent_forms import MOST_SENT

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
HOST = "127.0.0.1:8123"


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "desk" / "minerals"
    shutil.copytree(EXAMPLE, folder)
    fact = {"party": "us", "reservation": "badly", "assumed": "a guess"}
    add_entry(folder, "facts", fact, proposed=True)
    return folder


@pytest.fixture
def person(case):
    app = workbench([case], "t", frozenset({HOST}))
    own = {"origin": f"http://{HOST}"}
    client = TestClient(app, base_url=f"http://{HOST}", headers=own, follow_redirects=False)
    client.get("/?token=t")
    return client


def bare(text):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def accept(person, case, version=""):
    form = {"do": "accept", "version": version or ledger_as_it_stands(case)[0]}
    return person.post("/cases/minerals/entries/facts.21", data=form)


def files(case):
    return {path.relative_to(case).as_posix() for path in case.rglob("*") if path.is_file()}


@pytest.mark.parametrize("where", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_ledger_and_says_so(person, case, monkeypatch, where):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    before, there = (case / "case.yaml").read_bytes(), files(case)
    if where == "write":
        monkeypatch.setattr("tempfile.mkstemp", full)
    elif where == "fsync":
        monkeypatch.setattr(writing.os, "fsync", full)
    else:
        monkeypatch.setattr(writing, "put_in_place", full)
    answer = accept(person, case)
    assert answer.status_code == 409
    assert "no space left on device" in bare(answer.text)
    text = before.decode() + "# mine\n"
    form = {"text": text, "version": ledger_as_it_stands(case)[0]}
    kept = person.post("/cases/minerals/ledger", data=form)
    assert kept.status_code == 409
    assert "# mine" in html.unescape(kept.text), "what was typed is still in the page"
    told = person.put("/api/cases/minerals/ledger", json=form)
    assert told.status_code == 422
    assert "no space left" in told.json()["why"]
    assert (case / "case.yaml").read_bytes() == before
    assert files(case) == there


KILLED = """
import os, signal, sys
from zopa.desk.editing import accept_entry
from zopa.foundation import writing
def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(writing, {"before": "put_in_place", "after": "sync_folder"}[sys.argv[2]], killed)
accept_entry(sys.argv[1], "facts", 21)
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_in_the_middle_of_a_write_leaves_a_whole_ledger(person, case, when):
    before = (case / "case.yaml").read_text()
    done = subprocess.run([sys.executable, "-c", KILLED, str(case), when], check=False)
    assert done.returncode == -signal.SIGKILL
    after = (case / "case.yaml").read_text()
    if when == "before":
        assert after == before
        assert accept(person, case).status_code == 303, "nothing that it left holds anybody up"
    assert load_case(case).unreviewed == frozenset()
    assert {name for name in files(case) if not Path(name).name.startswith(".")} == files(EXAMPLE)


def test_of_two_tabs_the_later_one_is_told_and_keeps_its_words(person, case):
    version = ledger_as_it_stands(case)[0]
    assert accept(person, case, version).status_code == 303
    between = (case / "case.yaml").read_bytes()
    typed = "  - party: us\n    reservation: well\n    assumed: a call"
    form = {"do": "correct", "text": typed, "version": version}
    answer = person.post("/cases/minerals/entries/facts.21", data=form)
    assert answer.status_code == 409
    assert "a call" in answer.text.split("<textarea")[1]
    assert (case / "case.yaml").read_bytes() == between


def test_a_source_that_goes_takes_nothing_with_it(person, case):
    person.get("/cases/minerals/sources/report_a")
    shutil.rmtree(case / "sources")
    assert accept(person, case).status_code == 303
    assert person.get("/cases/minerals/sources/report_a").status_code == 200
    assert "source-missing" in bare(person.get("/cases/minerals/ledger").text)


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}"


def test_no_text_of_a_case_becomes_markup(person, case):
    text = (case / "case.yaml").read_text()
    for key in ("title", "name", "publisher"):
        text = re.sub(rf"(?m)^( +|){key}: .*$", lambda m, k=key: f"{m[1]}{k}: {quoted()}", text)
    text = re.sub(r"(?m)^(      \w+): [^{\[>|].*$", lambda m: f"{m[1]}: {quoted()}", text)
    text += f"  - party: us\n    reservation: badly\n    assumed: {quoted()}\n"
    text += f"  - party: {quoted()}\n    order: {{{quoted()}: [{quoted()}, x]}}\n"
    (case / "case.yaml").write_text(text)
    (case / "sources" / "report_a.txt").write_text(f"{HOSTILE} said {HOSTILE}\n" * 3)
    pages = [
        "", "/ledger", "/fact", "/sources/report_a", "/sources/report_b", "/done", "/brief",
        "/line",
        "/entries/title", "/entries/facts.1", "/entries/facts.21", "/entries/facts.22",
        "/entries/facts.23", "/entries/parties.us", "/answers", "/board",
        f"/entries/{HOSTILE}", f"/sources/{HOSTILE}", f"/{HOSTILE}", f"/fact?words={HOSTILE}",
    ]  # fmt: skip
    shown = 0
    for path in pages:
        answer = person.get(f"/cases/minerals{path}", follow_redirects=True)
        assert answer.status_code < 500, path
        assert "<script>alert" not in answer.text, path
        assert "<img src=x" not in answer.text, path
        shown += "&lt;script&gt;alert" in answer.text
    assert shown > 10


def quoted():
    return "'" + HOSTILE.replace("'", "''") + "'"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"zopa: 1\n#" + b"x" * CASE_BYTES, "too-large"),
        ("zopa: 1\ntitle: é\n".encode("latin-1"), "not-utf8"),
        (b"\x00\xff\xfe\x00" * 50, "not-utf8"),
        (b"", "finding"),
        (b"[" * 5000, "finding"),
    ],
)
def test_a_ledger_that_is_broken_or_too_large_is_a_finding_in_the_page(person, case, data, words):
    (case / "case.yaml").write_bytes(data)
    first = person.get("/cases/minerals")
    assert first.headers["location"] == "/cases/minerals/ledger"
    told = person.get("/cases/minerals/ledger")
    assert told.status_code == 200
    assert 'class="finding error"' in told.text
    assert words in told.text
    assert person.get("/cases/minerals/line").status_code == 200
    assert person.get("/api/cases/minerals/review").status_code == 422
    assert (case / "case.yaml").read_bytes() == data


def test_no_ledger_is_kept_that_could_not_be_read_again(person, case):
    before = (case / "case.yaml").read_bytes()
    version = ledger_as_it_stands(case)[0]
    form = {"text": "x" * (CASE_BYTES + 1), "version": version}
    answer = person.post("/cases/minerals/ledger", data=form)
    assert answer.status_code == 409
    assert "none above 1,048,576 is read" in answer.text
    assert (case / "case.yaml").read_bytes() == before


def test_a_large_source_is_a_finding_in_the_page(person, case):
    with (case / "sources" / "report_a.txt").open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    told = person.get("/cases/minerals/sources/report_a")
    assert told.status_code == 200
    assert "cannot be read" in told.text
    assert 'class="finding error"' in person.get("/cases/minerals/ledger").text


def test_a_ledger_within_the_limits_is_kept_as_a_browser_sends_it(person, case):
    version, text = ledger_as_it_stands(case)
    line = f"# {'é:' * 10}\n"
    while len((whole := text + line * 30_000).encode()) > CASE_BYTES:
        line = line.replace("é:", "", 1)
    form = {"text": whole.replace("\n", "\r\n"), "version": version}
    assert person.post("/cases/minerals/ledger", data=form).status_code == 303
    assert (case / "case.yaml").read_text(encoding="utf-8") == whole


def test_what_is_too_large_is_told_in_words_and_stays_in_its_field(person, case):
    version = ledger_as_it_stands(case)[0]
    long = "x: [é]\r\n" * 200_000
    for path, status in (("/ledger", 409), ("/entries/facts.1", 409)):
        form = {"text": long, "version": version, "do": "correct"}
        answer = person.post(f"/cases/minerals{path}", data=form)
        assert answer.status_code == status
        assert "1,048,576" in answer.text
        assert answer.text.count("x: [é]") >= 200_000
    form = {"text": "é" * (MOST_SENT // 6 + 1), "version": version}
    for path in ("/ledger", "/entries/facts.1", "/fact", "/board", "/what-if"):
        answer = person.post(f"/cases/minerals{path}", data=form)
        assert answer.status_code == 400
        assert "nothing was kept; go back in the browser" in answer.text


def test_a_text_that_is_too_large_is_found_to_be(person, case):
    asked = {"text": "#" * (CASE_BYTES + 1)}
    (found,) = person.post("/api/cases/minerals/findings", json=asked).json()["findings"]
    assert found["code"] == "too-large"
    assert person.post("/api/cases/minerals/findings", json={"text": "#" * 50}).json() != found
