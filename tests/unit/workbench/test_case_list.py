"""The list of cases: what is new in each, without waiting for it."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from zopa.desk.editing import add_entry
from zopa.desk.errors import WrongCallError
from zopa.desk.named_folders import NamedFolders
from zopa.workbench.loopback import workbench

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
HOST = "127.0.0.1:8123"


@pytest.fixture
def desk(tmp_path):
    for name in ("first", "second"):
        shutil.copytree(EXAMPLE, tmp_path / "desk" / name)
    fact = {"party": "us", "reservation": "badly", "assumed": "a guess"}
    add_entry(tmp_path / "desk" / "second", "facts", fact, proposed=True)
    return tmp_path / "desk"


def person(desk):
    app = workbench([desk], "t", frozenset({HOST}))
    client = TestClient(app, base_url=f"http://{HOST}", headers={"origin": f"http://{HOST}"})
    client.get("/?token=t", follow_redirects=False)
    return client


def bare(text):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def line(client, name):
    answer = client.get(f"/cases/desk/{name}/line")
    assert answer.status_code == 200
    return bare(re.search(r"(?s)<li.*</li>", answer.text)[0])


def test_the_list_is_there_before_any_ledger_is_read(desk, monkeypatch):
    def never(case):
        raise AssertionError(f"{case} was read")

    client = person(desk)
    monkeypatch.setattr("zopa.desk.kept_reviews.ledger_review", never)
    told = client.get("/").text
    lines = re.findall(r'data-line="([^"]+)"', told)
    assert lines == ["/cases/desk/first/line", "/cases/desk/second/line"]


def test_a_line_says_what_is_new(desk):
    client = person(desk)
    assert "all 37 entries reviewed · no findings" in line(client, "first")
    assert "1 to review of 38" in line(client, "second")
    assert "not looked at yet" in line(client, "second")
    client.get("/cases/desk/second/ledger")
    assert "look" not in line(client, "second")
    assert "not looked at yet" in line(client, "first")
    with (desk / "second" / "case.yaml").open("a") as file:
        file.write("# theirs\n")
    assert "changed since you last looked" in line(client, "second")
    assert "data-line" not in client.get("/").text  # all are known by now
    client.get("/cases/desk/second/entries/facts.21")
    assert "look" not in line(client, "second")


def test_what_was_looked_at_is_known_to_the_next_workbench(desk):
    first, second = person(desk), person(desk)
    first.get("/cases/desk/first/ledger")
    assert "not looked at yet" in line(second, "first")
    second.cookies.set("zopa_seen", first.cookies["zopa_seen"])
    assert "look" not in line(second, "first")
    second.cookies.set("zopa_seen", "nonsense!..!a.b")
    assert "not looked at yet" in line(second, "first")


def test_a_ledger_that_cannot_be_read_is_told(desk):
    (desk / "second" / "case.yaml").write_text("no ledger")
    told = line(person(desk), "second")
    assert "is no ledger" in told
    assert str(desk.parent) not in told


def test_cases_are_found_whatever_else_lies_there(tmp_path):
    for number in range(30):
        case = tmp_path / "desk" / f"case{number:02}"
        (case / "sources").mkdir(parents=True)
        (case / "case.yaml").write_text("zopa: 1\n")
        for report in range(20):
            (case / "sources" / f"r{report}.txt").write_text("words")
    told = person(tmp_path / "desk").get("/").text
    assert told.count("data-line=") == 30
    assert person(tmp_path / "desk").get("/cases/desk/case29/ledger").status_code == 200


def test_a_case_goes_by_the_name_in_the_list_alone(desk):
    folders = NamedFolders.of([desk])
    assert folders.case("desk/second") == desk / "second"
    (desk / "first" / "alias").symlink_to(desk / "second")
    (desk / ".hidden").mkdir()
    shutil.copy(desk / "first" / "case.yaml", desk / ".hidden" / "case.yaml")
    for name in ("first/../second", "first/alias", ".hidden", "/first", "first/", "./first"):
        with pytest.raises(WrongCallError, match="there is no case"):
            folders.case(f"desk/{name}")
    assert list(folders.cases()) == ["desk/first", "desk/second"]


def test_with_no_case_left_the_words_say_so(tmp_path):
    with pytest.raises(WrongCallError, match="no case `talks`; the folders hold no case"):
        NamedFolders.of([tmp_path]).case("talks")
