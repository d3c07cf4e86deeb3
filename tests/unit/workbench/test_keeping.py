"""Entries are kept by forms: what is chosen stands in the file, and nothing else changes there."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from zopa.case.load import load_case
from zopa.desk.correcting import entry_as_written
from zopa.desk.editing import add_entry, ledger_as_it_stands, retire_entry
from zopa.workbench.loopback import workbench

EXAMPLE = Path(__file__).parents[3] / "examples" / "minerals"
HOST = "127.0.0.1:8123"
OWN = {"origin": f"http://{HOST}"}


@pytest.fixture
def case(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "minerals")
    return tmp_path / "minerals"


@pytest.fixture
def person(case):
    app = workbench([case], "the-token", frozenset({HOST}))
    client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)
    assert client.get("/?token=the-token").status_code == 303
    return client


def text(case):
    return (case / "case.yaml").read_text()


def version(case):
    return ledger_as_it_stands(case)[0]


def page(person, path):
    answer = person.get(f"/cases/minerals{path}")
    assert answer.status_code == 200, answer.text
    return answer.text


def post(person, path, **form):
    return person.post(f"/cases/minerals{path}", data=form, headers=OWN)


def bare(words):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split())


def filled_in(told):
    """What a browser would send of the form of a page as it is."""
    form = re.search(r'(?s)<form method="post" action="[^"]*(?<!/undo)"[^>]*>.*?</form>', told)[0]
    sent: list[tuple[str, str]] = []
    for tag in re.finditer(
        r"(?s)<input([^>]*)>|<select([^>]*)>(.*?)</select>|<textarea([^>]*)>\n?(.*?)</textarea>",
        form,
    ):
        head = tag[1] or tag[2] or tag[4] or ""
        name = re.search(r'name="([^"]*)"', head)[1]
        if tag[1] is not None:
            kind = re.search(r'type="([^"]*)"', head)
            ticked = " checked" in head or not kind or kind[1] not in ("radio", "checkbox")
            if ticked:
                sent.append((name, html.unescape(re.search(r'value="([^"]*)"', head)[1])))
        elif tag[2] is not None:
            options = re.findall(r"<option([^>]*)>([^<]*)", tag[3])
            chosen = [o for o in options if " selected" in o[0]] or options[:1]
            value = re.search(r'value="([^"]*)"', chosen[0][0])
            sent.append((name, html.unescape(value[1] if value else chosen[0][1])))
        else:
            sent.append((name, html.unescape(tag[5])))
    data: dict[str, list[str]] = {}
    for name, value in sent:
        data.setdefault(name, []).append(value)
    return data


def test_every_entry_of_the_example_has_a_form_that_changes_no_byte(person, case):
    add_entry(case, "rules", {"if": {"law": "ukraine"}, "then": {"form": ["binding"]}})
    before = text(case)
    paths = [f"/facts/{k}/form" for k in range(1, 21)]
    paths += [f"/drafts/{name}" for name in ("feb7", "counter")]
    paths += [f"/parties/{name}" for name in ("us", "ukraine", "europeans")]
    paths += [f"/issues/{name}" for name in load_case(case).issues]
    for path in (*paths, "/rules/1"):
        told = page(person, path)
        to = re.search(r'<form method="post" action="/cases/minerals(?!/undo)([^"]*)"', told)[1]
        made = post(person, to, **filled_in(told))
        assert made.status_code == 303, (path, bare(made.text))
        assert text(case) == before, path


KINDS = [
    {"reservation": "30..50", "stated": "2026-03-04"},
    {"declines": "feb7", "over": ["security", "law"], "assumed": "so"},
    {"accepts": {"law": "neutral", "form": "binding"}, "assumed": "so", "on": "2025-02-10"},
    {"prefers": {"this": {"share": "30"}, "to": "no_deal"}, "assumed": "so"},
    {"about_equal": ["counter", {"law": "neutral"}], "assumed": "so", "confidence": "likely"},
    {"red_line": {"if": {"form": "binding"}, "then": {"law": ["neutral", "ukraine"]}},
     "assumed": "so", "group": "paper"},
    {"at_least": {"share": "10"}, "assumed": "so"},
    {"order": {"share": {"peak": "20"}}, "assumed": "so"},
    {"weight": {"law": "10..20"}, "assumed": "so"},
    {"value": {"law": {"neutral": "5..10"}}, "assumed": "so"},
    {"bonus": {"when": {"law": "neutral", "form": "binding"}, "adds": "5..10"}, "assumed": "so"},
    {"priorities": [["law", "form"], "partners"], "confidence": "80%",
     "evidence": [{"report_a": "courts in New York would hear any dispute"}],
     "against": [{"report_b": "investment and security have to come as one package"}]},
]  # fmt: skip


@pytest.mark.parametrize("says", KINDS, ids=[next(iter(says)) for says in KINDS])
def test_every_kind_of_fact_is_shown_by_the_form_as_it_is(person, case, says):
    add_entry(case, "facts", {"party": "europeans", **says})
    before = text(case)
    told = page(person, "/facts/21/form")
    assert post(person, "/fact", **filled_in(told)).status_code == 303
    assert text(case) == before
    assert entry_as_written(case, "facts", 21)["party"] == "europeans"


def test_a_fact_that_the_form_cannot_show_leads_to_its_text(person, case):
    both = {"law": ["new_york", "neutral"], "form": ["memorandum", "binding"]}
    add_entry(case, "facts", {"party": "europeans", "order": both, "assumed": "so"})
    answer = person.get("/cases/minerals/facts/21/form")
    assert answer.status_code == 409
    assert "correct its text" in bare(answer.text)


def test_a_fact_is_corrected_where_it_says_something_else(person, case):
    before = text(case)
    form = filled_in(page(person, "/facts/16/form")) | {"confidence": ["very likely"]}
    made = post(person, "/fact", **form)
    assert made.headers["location"].endswith("/entries/facts.16")
    assert text(case) == before.replace("roughly even chance", "very likely")


def test_a_draft_is_written_by_choices(person, case):
    form = {
        "title": "A middle way", "by": ["us", "ukraine"], "on": "2025-02-15", "status": "leaked",
        "term_law": "neutral", "term_form": "binding", "assumed": "as told",
        "version": version(case),
    }  # fmt: skip
    assert post(person, "/drafts", **form).status_code == 303
    assert (
        "  a_middle_way:\n    title: A middle way\n    by: [us, ukraine]\n    on: 2025-02-15\n"
        "    status: leaked\n    terms:\n      law: neutral\n      form: binding\n"
        "    assumed: as told\n" in text(case)
    )
    empty = post(person, "/drafts", title="Nothing", version=version(case))
    assert "choose at least one term" in bare(empty.text)


def test_a_rule_is_written_by_choices(person, case):
    form = {"when_law": ["ukraine"], "then_form": ["binding"], "version": version(case)}
    assert post(person, "/rules", **form).status_code == 303
    assert "rules:\n  - if: {law: ukraine}\n    then: {form: binding}\n" in text(case)
    form = {"when_law": ["ukraine"], "when_form": ["memorandum"], "which": "1"}
    assert post(person, "/rules", **form, version=version(case)).status_code == 303
    assert "rules:\n  - never: {law: ukraine, form: memorandum}\n" in text(case)


def test_issues_are_added_in_words_and_in_numbers(person, case):
    form = {"title": "Term", "kind": "words", "levels": "ten years\r\nfifty years"}
    assert post(person, "/issues", **form, version=version(case)).status_code == 303
    form = {"title": "Fund", "kind": "number", "from": "0", "to": "4", "step": "2", "unit": "bn"}
    assert post(person, "/issues", **form, version=version(case)).status_code == 303
    issues = load_case(case).issues
    assert [level.text for level in issues["term"].levels] == ["ten years", "fifty years"]
    assert issues["fund"].level_ids == ("0", "2", "4")


def test_a_row_of_levels_is_moved_without_a_script_and_nothing_is_written(person, case):
    before = text(case)
    form = filled_in(page(person, "/issues/law")) | {"move": ["down:0"]}
    told = post(person, "/issues/law", **form).text
    assert filled_in(told)["was"][:3] == ["neutral", "new_york", "ukraine"]
    assert text(case) == before


def test_levels_are_put_in_order_renamed_and_joined_by_the_form(person, case):
    form = filled_in(page(person, "/issues/law"))
    form["was"], form["name"], form["text"] = (
        [values[1], values[0], *values[2:]] for values in (form["was"], form["name"], form["text"])
    )
    form["name"][0], form["join"] = "elsewhere", ["", "", "new_york", ""]
    assert post(person, "/issues/law", **form).status_code == 303
    assert load_case(case).issues["law"].level_ids == ("elsewhere", "new_york")
    assert "    order: {law: [new_york, elsewhere]}\n" in text(case)


def test_texts_that_change_places_are_told_on_the_page(person, case):
    form = filled_in(page(person, "/issues/form"))
    form["text"] = [form["text"][1], form["text"][0], ""]
    made = post(person, "/issues/form", **form)
    told = bare(person.get(made.headers["location"]).text)
    assert "`memorandum` of `form` now means what `binding` meant" in told


def test_parties_are_called_otherwise_and_joined(person, case):
    form = filled_in(page(person, "/parties/us")) | {"short_name": ["usa"], "role": ["observer"]}
    refused = post(person, "/parties/us", **form)
    assert refused.status_code == 409  # a case needs two signatories
    form["role"] = ["signatory"]
    assert post(person, "/parties/us", **form, do="keep").status_code == 303
    assert load_case(case).facts[-1].party == "usa"
    join = {"other": "ukraine", "do": "join", "version": version(case)}
    assert post(person, "/parties/europeans", **join).status_code == 303
    assert list(load_case(case).parties) == ["ukraine", "usa"]
    assert post(person, "/parties/usa", do="join", version=version(case)).status_code == 409


def test_issues_are_joined_and_split_by_forms(person, case):
    told = page(person, "/issues/future_aid/join?other=past_aid")
    form = filled_in(told) | {"level_none": ["not_owed"]}
    made = post(person, "/issues/future_aid/join", **form)
    assert "drafts.feb7 spoke of both" in bare(person.get(made.headers["location"]).text)
    form = filled_in(page(person, "/issues/security/split"))
    form |= {"title": ["Troops"], "goes_presence": ["over"], "goes_none": ["both"]}
    assert post(person, "/issues/security/split", **form).status_code == 303
    issues = load_case(case).issues
    assert list(issues)[:4] == ["share", "security", "troops", "past_aid"]
    assert issues["troops"].level_ids == ("none", "presence")


def test_a_form_of_another_version_is_refused_and_not_lost(person, case):
    form = filled_in(page(person, "/drafts/counter")) | {"term_law": ["neutral"]}
    (case / "case.yaml").write_text(text(case) + "# theirs\n")
    refused = post(person, "/drafts/counter", **form)
    assert refused.status_code == 409
    assert "read it again" in bare(refused.text)
    assert filled_in(refused.text)["term_law"] == ["neutral"]
    assert post(person, "/rules", when_law="ukraine").status_code == 409


def test_edits_are_taken_back_and_never_over_somebody_elses(person, case):
    before = text(case)
    assert "Undo" not in page(person, "/keep")
    post(person, "/rules", when_law="ukraine", when_form="memorandum", version=version(case))
    assert text(case) != before
    assert "Undo" in page(person, "/keep")
    made = post(person, "/undo")
    assert "Taken back" in bare(person.get(made.headers["location"]).text)
    assert text(case) == before
    post(person, "/rules", when_law="ukraine", when_form="memorandum", version=version(case))
    (case / "case.yaml").write_text(theirs := text(case) + "# theirs\n")
    assert post(person, "/undo").status_code == 409
    assert text(case) == theirs


def test_a_comment_becomes_a_fact(person, case):
    retire_entry(case, "facts", 10, "hearsay")
    told = page(person, "/keep")
    assert "hearsay" in bare(told)
    line = re.search(r'name="line" value="(\d+)"', told)[1]
    assert post(person, "/keep", line=line, version=version(case)).status_code == 303
    assert load_case(case).facts[-1].kind == "red_line"
    assert "hearsay" not in text(case)


def test_words_become_evidence_and_the_source_tells_it(person, case):
    words = "A deal would let American taxpayers get back"
    told = page(person, f"/evidence?source=report_b&words={words}")
    assert words in bare(told)
    form = {"source": "report_b", "words": words, "version": version(case)}
    assert "choose the fact" in bare(post(person, "/evidence", **form).text)
    made = post(person, "/evidence", **form, fact="12")
    assert made.headers["location"].endswith("/sources/report_b?written=facts.12#facts.12")
    assert words in [e.quote for e in load_case(case).facts[11].evidence]
    shown = page(person, "/sources/report_b?written=facts.12")
    assert 'id="facts.12"' in shown


def test_selected_words_suggest_what_they_may_tell(person, case):
    path = "/fact?source=report_a&words=disputes+are+heard+in+New+York"
    told = page(person, path)
    assert 'value="order:law" selected' in told
    assert 'name="rank_new_york" value="1"' in told


def test_reports_are_placed_and_others_are_told(person, case):
    words = b"Washington insists that any dispute is heard in New York.\n"
    before = text(case)

    def send(name, data, **form):
        return person.post(
            "/cases/minerals/sources", data={"version": version(case)} | form, headers=OWN,
            files=[("reports", (name, data))],
        )  # fmt: skip

    for name, data, told in (
        ("virus.exe", b"MZ", "no report that can be read"),
        ("large.txt", b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MiB"),
        ("broken.pdf", b"%PDF-1.7 nothing", "pdf"),
    ):
        refused = send(name, data)
        assert refused.status_code == 409
        assert told in bare(refused.text).lower().replace("mib", "MiB"), bare(refused.text)
    assert send("later.txt", words, version="old").status_code == 409
    assert text(case) == before
    made = send("../../later.txt", words)
    assert "Added later" in bare(made.text)
    assert (case / "sources" / "later.txt").read_bytes() == words
    assert "report is in the case already" not in bare(made.text)
    assert "(later)" in bare(send("again.txt", words).text)
    post(person, "/undo")
    assert text(case) == before


@pytest.mark.parametrize(
    "path",
    ["/parties/nobody", "/issues/nothing", "/drafts/none", "/rules/9", "/facts/99/form",
     "/issues/nothing/join", "/issues/nothing/split", "/statements/x-1"],
)  # fmt: skip
def test_what_is_not_there_is_told(person, path):
    assert person.get(f"/cases/minerals{path}").status_code in (404, 409)
