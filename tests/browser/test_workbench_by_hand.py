"""The workbench in a real browser: by keys and by mouse, with what then stands in the file."""

from __future__ import annotations

from zopa.case.load import load_case


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
    assert page.url.endswith("/sources/report_b?written=facts.23#facts.23")
    assert page.errors == []
