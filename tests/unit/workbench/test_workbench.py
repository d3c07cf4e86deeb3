"""The workbench shows the desk's values, makes its edits, and answers nobody but its person."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from zopa.case.load import load_case
from zopa.desk.editing import add_entry, ledger_as_it_stands
from zopa.desk.errors import WrongCallError
from zopa.workbench.loopback import workbench

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
HOST = "127.0.0.1:8123"
OWN = {"origin": f"http://{HOST}"}
FIRST = {"party": "us", "reservation": "badly", "assumed": "a <b>guess</b>"}
SECOND = {
    "party": "us",
    "red_line": {"law": "kyiv"},
    "evidence": [{"report_a": "courts in New York would hear any dispute"}],
}


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "desk" / "minerals"
    shutil.copytree(EXAMPLE, folder)
    add_entry(folder, "facts", FIRST, proposed=True)
    law = load_case(folder).issues["law"].level_ids[-1]
    add_entry(
        folder, "facts", SECOND | {"red_line": {"law": law}, "confidence": "likely"}, proposed=True
    )
    return folder


@pytest.fixture
def stranger(case):
    app = workbench([case], "the-token", frozenset({HOST}))
    return TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)


@pytest.fixture
def person(stranger):
    assert stranger.get("/?token=the-token").status_code == 303
    return stranger


def page(person, path):
    answer = person.get(f"/cases/minerals{path}")
    assert answer.status_code == 200, answer.text
    return answer.text


def post(person, path, headers=OWN, **form):
    return person.post(f"/cases/minerals{path}", data=form, headers=headers)


def version(case):
    return ledger_as_it_stands(case)[0]


def bare(text):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def test_review_begins_with_what_nobody_has_reviewed(person):
    assert person.get("/").headers["location"] == "/cases/minerals"
    assert person.get("/cases/minerals").headers["location"] == "/cases/minerals/entries/facts.21"
    told = bare(page(person, "/entries/facts.21"))
    assert re.search(r"(\d+) of (\d+) entries reviewed", told)
    assert "the United States would do badly without a deal" in told.replace("The", "the")


def test_an_entry_stands_beside_its_words(person):
    told = page(person, "/entries/facts.22")
    assert '<mark class="first">courts in New York would hear any dispute</mark>' in told
    assert bare(told).count("courts in New York would hear any dispute") == 2


def test_accepting_takes_the_mark_away_and_leads_on(person, case):
    before = (case / "case.yaml").read_text()
    made = post(person, "/entries/facts.21", do="accept", version=version(case))
    assert made.headers["location"] == "/cases/minerals?after=facts.21"
    assert person.get(made.headers["location"]).headers["location"].endswith("/entries/facts.22")
    after = (case / "case.yaml").read_text()
    assert after == before.replace(
        "  - party: us  # proposed\n    reservation", "  - party: us\n    reservation"
    )
    post(person, "/entries/facts.22", do="accept", version=version(case))
    assert person.get("/cases/minerals").headers["location"] == "/cases/minerals/done"
    assert "Everything has been reviewed" in page(person, "/done")
    assert load_case(case).unreviewed == frozenset()


def test_a_correction_stands_as_it_was_written_and_is_reviewed(person, case):
    text = "  - party: us   # as I know\r\n    reservation: well\r\n    assumed: a call\r\n"
    post(person, "/entries/facts.21", do="correct", text=text, version=version(case))
    assert (
        "  - party: us   # as I know\n    reservation: well\n" in (case / "case.yaml").read_text()
    )
    assert load_case(case).unreviewed == {("facts", 21)}


def test_a_correction_that_does_not_stand_is_told_and_not_lost(person, case):
    before = (case / "case.yaml").read_text()
    text = "  - party: uss\n    reservation: well\n    assumed: a call"
    answer = post(person, "/entries/facts.21", do="correct", text=text, version=version(case))
    assert answer.status_code == 409
    told = bare(answer.text)
    assert "Nothing was changed." in told
    assert "unknown-party" in told
    assert "party: uss" in html.unescape(answer.text).split("<textarea")[1]
    assert (case / "case.yaml").read_text() == before


def test_what_is_rejected_stays_as_a_comment_and_the_next_one_follows(person, case):
    made = post(person, "/entries/facts.21", do="reject", why="hearsay", version=version(case))
    assert "hearsay" in (case / "case.yaml").read_text()
    assert len(load_case(case).facts) == 21
    assert person.get(made.headers["location"]).headers["location"].endswith("/entries/facts.21")


def test_an_edit_for_a_ledger_that_has_changed_is_refused(person, case):
    old = version(case)
    with (case / "case.yaml").open("a") as file:
        file.write("# theirs\n")
    answer = post(person, "/entries/facts.21", do="accept", version=old)
    assert answer.status_code == 409
    assert "read it again" in bare(answer.text)
    kept = post(person, "/ledger", text="mine", version=old)
    assert kept.status_code == 409
    assert "# theirs" in bare(kept.text)
    assert ">\nmine</textarea>" in kept.text
    assert (case / "case.yaml.yours").read_text().strip() == "mine"
    assert "# theirs" in (case / "case.yaml").read_text()


def test_the_ledger_is_kept_errors_and_all_and_they_are_shown(person, case):
    text = (case / "case.yaml").read_text().replace("by: us", "by: uss")
    kept = post(person, "/ledger", text=text.replace("\n", "\r\n"), version=version(case))
    assert kept.status_code == 303
    assert (case / "case.yaml").read_text() == text
    assert "`uss` is not a party" in bare(page(person, "/ledger"))


def test_a_source_is_shown_with_links_to_what_quotes_it(person):
    told = page(person, "/sources/report_a")
    (link,) = re.findall(r"<mark><a ([^>]*)>courts in New York would hear any dispute", told)
    assert 'href="/cases/minerals/entries/' in link
    assert html.unescape(link).count("; ") >= 1  # more than one entry quotes these words
    assert re.sub(r"\s+", " ", (EXAMPLE / "sources/report_a.txt").read_text()).strip() in bare(told)


def test_the_brief_is_of_the_ledger_as_it_stands(person, case, monkeypatch):
    monkeypatch.setattr("zopa.workbench.brief_pages.DRAWS", 100)
    assert "worked out anew" in page(person, "/brief")
    told = page(person, "/brief/page")
    assert "2 of 22 facts have not been reviewed" in bare(told)
    assert "as it stands." in page(person, "/brief")
    post(person, "/entries/facts.21", do="accept", version=version(case))
    assert "worked out anew" in page(person, "/brief")
    assert "1 of 22 facts has not been reviewed" in bare(page(person, "/brief/page"))


def test_accepting_keeps_what_was_typed(person, case):
    typed = "  - party: us\r\n    reservation: well\r\n    assumed: a call"
    post(person, "/entries/facts.21", do="accept", text=typed, version=version(case))
    assert "reservation: well\n    assumed: a call\n" in (case / "case.yaml").read_text()
    assert load_case(case).unreviewed == {("facts", 21)}


def test_the_reason_for_rejecting_has_a_form_of_its_own(person):
    forms = re.findall(r"<form.*?</form>", page(person, "/entries/facts.21"), flags=re.DOTALL)
    with_reason = [form for form in forms if 'name="why"' in form]
    assert len(with_reason) == 1
    assert re.findall(r'name="do" value="(\w+)"', with_reason[0]) == ["reject"]


@pytest.mark.parametrize("text", ["", " \n", "# nothing"])
def test_a_correction_without_an_entry_is_refused(person, case, text):
    before = (case / "case.yaml").read_text()
    answer = post(person, "/entries/facts.1", do="correct", text=text, version=version(case))
    assert answer.status_code == 409
    assert "holds no entry" in bare(answer.text)
    assert (case / "case.yaml").read_text() == before


def test_a_change_that_names_no_version_is_refused(person, case):
    before = (case / "case.yaml").read_text()
    assert post(person, "/entries/facts.21", do="accept").status_code == 400
    assert (case / "case.yaml").read_text() == before


@pytest.mark.parametrize("broken", ["{{{{\n", "facts: [\n", "\ta: b\n", "--- \n--- \n"])
def test_a_ledger_that_cannot_be_read_can_still_be_mended(person, case, broken):
    whole = (case / "case.yaml").read_text()
    assert post(person, "/ledger", text=whole + broken, version=version(case)).status_code == 303
    told = page(person, "/ledger")
    assert broken.strip() in html.unescape(told)
    assert 'class="finding error"' in told
    assert post(person, "/ledger", text=whole, version=version(case)).status_code == 303
    assert (case / "case.yaml").read_text() == whole
    assert "entries reviewed" in page(person, "/ledger")


def test_what_is_no_ledger_leads_to_its_text(person, case):
    (case / "case.yaml").write_text("no ledger\n")
    assert person.get("/cases/minerals").headers["location"] == "/cases/minerals/ledger"
    assert "cannot be read" in bare(page(person, "/ledger"))


def test_an_empty_ledger_is_not_kept(person, case):
    before = (case / "case.yaml").read_text()
    assert post(person, "/ledger", text=" \r\n", version=version(case)).status_code == 409
    assert (case / "case.yaml").read_text() == before


def test_lines_that_have_not_changed_keep_their_ends(person, case):
    data = b"\xef\xbb\xbf\r\n" + (case / "case.yaml").read_bytes()
    (case / "case.yaml").write_bytes(data)
    area = re.search(r"(?s)<textarea[^>]*>\n(.*?)</textarea>", page(person, "/ledger"))[1]
    shown = html.unescape(area)
    post(person, "/ledger", text=shown.replace("\n", "\r\n"), version=version(case))
    assert (case / "case.yaml").read_bytes() == data
    changed = shown.replace("title: Ukraine", "title: The Ukraine", 1)
    post(person, "/ledger", text=changed.replace("\n", "\r\n"), version=version(case))
    old, new = data.split(b"\n"), (case / "case.yaml").read_bytes().split(b"\n")
    assert [a for a, b in zip(old, new, strict=True) if a != b] == [old[2]]


def test_a_source_that_is_gone_is_told_and_the_brief_is_not_the_old_one(person, case, monkeypatch):
    monkeypatch.setattr("zopa.workbench.brief_pages.DRAWS", 100)
    page(person, "/brief/page")
    (case / "sources" / "report_a.txt").unlink()
    assert "cannot be read" in bare(page(person, "/sources/report_a"))
    assert "report_a cannot be read" in bare(page(person, "/entries/facts.22"))
    assert person.get("/cases/minerals/brief/page").status_code == 409


def test_two_workbenches_can_be_open_in_one_browser(case):
    both = [workbench([case], token, frozenset({HOST})) for token in ("one", "two")]
    with TestClient(both[0], base_url=f"http://{HOST}", follow_redirects=False) as first:
        cookies = dict(first.get("/?token=one").cookies)
        with TestClient(both[1], base_url=f"http://{HOST}", follow_redirects=False) as second:
            cookies |= dict(second.get("/?token=two").cookies)
        assert len(cookies) == 2
        first.cookies.update(cookies)
        assert first.get("/cases/minerals/ledger").status_code == 200


def test_what_cannot_be_edited_by_itself_leads_to_the_ledger(person):
    told = page(person, "/entries/title")
    assert "<textarea" not in told
    assert 'href="/cases/minerals/ledger">ledger</a>' in told
    assert "<textarea" in page(person, "/entries/parties.us")


def asked(person, **chosen):
    """The second step of the form for a fact."""
    answer = person.get("/cases/minerals/fact", params=chosen)
    assert answer.status_code == 200
    return answer.text


WORDS = "had told his ministers to leave\n the American minerals paper unsigned"
QUOTED = {"source": "report_b", "words": WORDS}


@pytest.mark.parametrize(
    ("about", "filled", "content"),
    [
        ("order:share", {"wish": "less"}, "order: {share: less}"),
        ("order:form", {"rank_treaty": "1", "rank_memorandum": "2"}, "order: {form: ["),
        ("red_line:share", {"limit": "at_most", "number": "30"}, "at_most: {share: 30}"),
        ("red_line:form", {"levels": "memorandum"}, "red_line: {form: [memorandum]}"),
        ("priorities:security", {}, "priorities: [security, ["),
        ("declines:feb7", {}, "declines: feb7"),
        ("reservation:", {"how": "well"}, "reservation: well"),
    ],
)
def test_every_kind_of_fact_is_written_by_a_form(person, case, about, filled, content):
    text = (case / "case.yaml").read_text()
    issue = load_case(case).issues["form"]
    given = {
        "rank_treaty": f"rank_{issue.level_ids[0]}",
        "rank_memorandum": f"rank_{issue.level_ids[1]}",
    }
    filled = {given.get(key, key): value for key, value in filled.items()}
    if filled.get("levels"):
        filled["levels"] = issue.level_ids[0]
        content = content.replace("memorandum", issue.level_ids[0])
    assert "Write it into the ledger" in asked(person, party="europeans", about=about, **QUOTED)
    form = {"party": "europeans", "about": about, "confidence": "likely", "on": "2025-02-15"}
    made = post(person, "/fact", **form, **filled, **QUOTED, version=version(case))
    assert made.headers["location"] == "/cases/minerals/entries/facts.23", bare(made.text)
    after = (case / "case.yaml").read_text()
    assert after.startswith(text)
    assert content in after
    added = load_case(case).facts[-1]
    assert (added.party, str(added.on), added.confidence_word) == (
        "europeans",
        "2025-02-15",
        "likely",
    )
    assert added.evidence[0].quote == " ".join(WORDS.split())
    assert ("facts", 22) not in load_case(case).unreviewed


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"party": "europeans", "about": "order:share"}, "more or less"),
        ({"party": "europeans", "about": "order:form"}, "rank at least two"),
        (
            {"party": "europeans", "about": "order:form", "rank_memorandum": "first"},
            "rank at least two",
        ),
        ({"party": "europeans", "about": "red_line:form"}, "choose what the party rules out"),
        ({"party": "europeans", "about": "red_line:share"}, "the least or the most"),
        ({"party": "europeans", "about": "reservation:"}, "how the party would do"),
        ({"party": "nobody", "about": "declines:feb7"}, "choose the party"),
        ({"party": "europeans", "about": "declines:feb7", "source": ""}, "choose the source"),
        ({"party": "europeans", "about": "declines:feb7", "words": ""}, "words of a source, or"),
        (
            {"party": "europeans", "about": "declines:feb7", "words": "no such words"},
            "do not stand",
        ),
        ({"party": "europeans", "about": "declines:feb7", "on": "soon"}, "date"),
        ({"party": "europeans", "about": "declines:feb7", "assumed": "so"}, "not both"),
    ],
)
def test_a_form_that_is_not_complete_is_told_and_not_lost(person, case, form, words):
    before = (case / "case.yaml").read_text()
    answer = post(person, "/fact", **(QUOTED | form), version=version(case))
    assert answer.status_code == 409
    assert words in bare(answer.text)
    assert (case / "case.yaml").read_text() == before


def test_what_the_case_does_not_have_cannot_be_chosen(person, case):
    for about in ("order:none", "declines:none", "bonus:share"):
        answer = person.get("/cases/minerals/fact", params={"party": "us", "about": about})
        assert answer.status_code == 404
        assert "choose what the fact is about" in bare(answer.text)


def test_words_of_a_ledger_are_never_markup(person):
    for path in ("/entries/facts.21", "/ledger", "/sources/report_a"):
        assert "<b>guess" not in page(person, path)
    assert "&lt;b&gt;guess" in page(person, "/entries/facts.21")


@pytest.mark.parametrize("path", ["/cases/none", "/cases/minerals/entries/facts.99", "/nowhere"])
def test_what_is_not_there_is_told(person, path):
    answer = person.get(path)
    assert answer.status_code == 404
    assert "Back to the cases" in answer.text


def test_nobody_is_answered_without_the_cookie_or_under_another_name(stranger):
    for path in ("/", "/cases/minerals", "/static/keys.js", "/?token=wrong"):
        assert stranger.get(path).status_code == 403
    answer = stranger.get("/?token=the-token")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "token" not in answer.headers["location"]
    for host in ("evil.example", "127.0.0.1:1", f"{HOST}.evil.example", ""):
        assert stranger.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"http://{HOST}.evil.example"},
        OWN | {"sec-fetch-site": "cross-site"},
        OWN | {"sec-fetch-site": "same-site"},
    ],
)
def test_no_other_page_can_change_a_file(person, case, headers):
    before = (case / "case.yaml").read_bytes()
    for path, form in (
        ("/entries/facts.21", {"do": "accept"}),
        ("/ledger", {"text": "gone"}),
    ):
        answer = post(person, path, headers=headers, version=version(case), **form)
        assert answer.status_code == 403
    assert (case / "case.yaml").read_bytes() == before


def test_every_answer_says_what_it_may_load(person):
    for path in ("/cases/minerals/ledger", "/static/keys.js", "/nowhere"):
        policy = person.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert person.get(path).headers["referrer-policy"] == "same-origin"
    told = person.get("/cases/minerals/entries/facts.21").text
    assert not re.search(r"<script(?! src)|style=| on\w+=", told)


def test_a_folder_without_a_case_is_refused(tmp_path):
    with pytest.raises(WrongCallError, match="there is no case"):
        workbench([tmp_path], "t", frozenset())
