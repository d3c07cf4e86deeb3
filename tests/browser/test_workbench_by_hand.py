"""The workbench in a real browser: by keys and by mouse, with what then stands in the file.

Needs Chromium, which is no part of zopa; without one these tests are skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from zopa.case.load import load_case
from zopa.desk.editing import add_entry

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
EXAMPLE = Path(__file__).parents[2] / "examples" / "minerals"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def case(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "minerals")
    for how in ("badly", "so-so"):
        fact = {"party": "us", "reservation": how, "assumed": "a guess", "confidence": "likely"}
        add_entry(tmp_path / "minerals", "facts", fact, proposed=True)
    return tmp_path / "minerals"


@pytest.fixture
def address(case):
    command = [sys.executable, "-u", "-m", "zopa", "serve", str(case)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as server:
        try:
            yield re.search(r"http://\S+", server.stdout.readline())[0]
        finally:
            server.terminate()


@pytest.fixture
def page(browser, address):
    opened = browser.new_page(viewport={"width": 390, "height": 800})
    opened.errors = []
    opened.on("console", lambda message: opened.errors.append(message.text))
    opened.goto(address)
    yield opened
    opened.close()


def press(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_ledger_is_reviewed_by_keys(page, case):
    assert page.url.endswith("/entries/facts.21")
    press(page, "l")
    assert page.url.endswith("/entries/facts.22")
    press(page, "p")
    press(page, "a")
    assert load_case(case).unreviewed == {("facts", 21)}
    page.keyboard.press("r")
    page.keyboard.type("a mistake")
    with page.expect_navigation():
        page.click("button:has-text('Reject')")
    assert "Everything has been reviewed" in page.inner_text("main")
    assert ": a mistake\n" in (case / "case.yaml").read_text()
    assert len(load_case(case).facts) == 21
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.errors == []


def test_selected_words_become_a_fact(page, case):
    page.goto(page.url.split("/entries")[0] + "/sources/report_b")
    assert not page.is_visible(".selected")
    page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.querySelector("[data-source]"), 4);
          while (walk.nextNode()) {
            const at = walk.currentNode.data.indexOf("investment and security have");
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walk.currentNode, at);
            range.setEnd(walk.currentNode, at + 28);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
          }
        }"""
    )
    with page.expect_navigation():
        page.click(".selected a")
    page.check("input[value=ukraine]")
    page.select_option("#about", "red_line:form")
    with page.expect_navigation():
        page.click("text=Next")
    page.check("input[name=levels] >> nth=0")
    with page.expect_navigation():
        page.click("text=Write it into the ledger")
    fact = load_case(case).facts[-1]
    assert (fact.party, fact.kind) == ("ukraine", "red_line")
    assert fact.evidence[0].quote == "investment and security have"
    assert page.url.endswith("/entries/facts.23")
    assert page.errors == []
