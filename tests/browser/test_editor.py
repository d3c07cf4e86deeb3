"""The editor of the ledger: colours, findings at their line as one types, and nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zopa.desk.editing import ledger_as_it_stands
from zopa.desk.opening import check, check_text


class LedgerPage:
    """The page of the ledger."""

    def __init__(self, page):
        self.page = page
        page.goto(page.url.split("/entries")[0] + "/ledger")

    def found(self, count):
        """Wait until so many findings are told of the text as it is typed."""
        self.page.wait_for_selector(f"[data-found]:has-text('typed: {count} found')")

    def type_at_the_end(self, text):
        self.page.click(".cm-content")
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text)

    def keep(self):
        with self.page.expect_navigation():
            self.page.keyboard.press("Control+s")


@pytest.fixture
def ledger(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    return LedgerPage(page)


def test_findings_follow_what_is_typed_and_nothing_is_written(ledger, case):
    before = (case / "case.yaml").read_text()
    ledger.found(len(check(case)))
    ledger.type_at_the_end("  - party: uss\nreservation: well")  # the editor indents the second
    ledger.page.wait_for_selector("[data-list] .finding.error")
    typed = ledger.page.input_value("textarea[name=text]")
    assert typed.startswith(before)
    wanted = check_text(case, typed)
    ledger.found(len(wanted))
    told = ledger.page.locator("[data-list] .finding").all_inner_texts()
    assert [each.message in words for each, words in zip(wanted, told, strict=True)] == [
        True
    ] * len(wanted)
    assert ledger.page.locator(".cm-lintRange-error").count() >= 1
    assert ledger.page.locator(".cm-lint-marker-error").count() >= 1
    assert (case / "case.yaml").read_text() == before
    assert ledger.page.errors == []


def test_a_finding_leads_to_its_line(ledger, case):
    ledger.found(len(check(case)))
    ledger.type_at_the_end("\n# ünï 協定 🌍\nbonus: 1\n")
    ledger.page.click("[data-list] .finding:has-text('bonus') a")
    ledger.page.keyboard.type("no ")
    typed = ledger.page.input_value("textarea[name=text]")
    assert "\nno bonus: 1\n" in typed


def test_what_is_kept_is_what_was_typed(ledger, case):
    _, text = ledger_as_it_stands(case)
    ledger.found(len(check(case)))
    ledger.type_at_the_end("# a <b>remark</b>")
    ledger.keep()
    assert ledger_as_it_stands(case)[1] == text + "# a <b>remark</b>\n"
    assert "# a <b>remark</b>" in ledger.page.input_value("textarea[name=text]")
    assert ledger.page.errors == []


def test_keys_write_in_the_editor_and_lead_on_outside_it(ledger, case):
    ledger.found(len(check(case)))
    url = ledger.page.url
    ledger.page.keyboard.press("c")
    ledger.page.keyboard.type("vbn")
    assert ledger.page.url == url
    assert "vbn" in ledger.page.input_value("textarea[name=text]")
    ledger.page.keyboard.press("Control+z")
    ledger.page.keyboard.press("Escape")
    with ledger.page.expect_navigation():
        ledger.page.keyboard.press("n")


def test_a_line_can_be_asked_for_in_the_address(ledger):
    ledger.page.goto(ledger.page.url + "?line=100")
    ledger.page.keyboard.type("here ")
    typed = ledger.page.input_value("textarea[name=text]").split("\n")
    assert typed[99].startswith("here ")


def test_the_page_works_without_script(browser, page, case):
    state = page.context.storage_state()
    with browser.new_context(java_script_enabled=False, storage_state=state) as context:
        plain = context.new_page()
        plain.goto(page.url.split("/entries")[0] + "/ledger")
        _, text = ledger_as_it_stands(case)
        plain.fill("textarea[name=text]", text + "# by hand\n")
        plain.click("button:has-text('Keep')")
        assert ledger_as_it_stands(case)[1] == text + "# by hand\n"


def test_what_is_built_is_of_the_sources():
    from hashlib import sha256

    root = Path(__file__).parents[2]
    tools = root / "tools" / "workbench"
    static = root / "src" / "zopa" / "workbench" / "static"
    total = sha256()
    for name in ("editor.js", "package.json", "package-lock.json"):
        total.update((tools / name).read_bytes())
    assert f"of {total.hexdigest()} */" in (static / "editor.js").read_text("utf-8")[:200]
    locked = json.loads((tools / "package-lock.json").read_text("utf-8"))["packages"]
    licences = (static / "editor.licenses.txt").read_text("utf-8")
    for name in ("@codemirror/view", "@codemirror/state", "@lezer/yaml", "style-mod"):
        assert f"\n{name} {locked['node_modules/' + name]['version']} (MIT)\n" in licences
