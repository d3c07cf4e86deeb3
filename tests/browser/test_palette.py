"""What is found by a few words, and the list of keys."""

from __future__ import annotations

import pytest


class Finder:
    """The box in which a few words find things."""

    def __init__(self, page):
        self.page = page

    def find(self, words, opens="/"):
        self.page.keyboard.press(opens)
        self.page.wait_for_selector("dialog[open] .found li:has-text('facts.1)')")
        self.page.keyboard.type(words)
        return self.page.locator(".found li").all_inner_texts()

    def go(self):
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


@pytest.fixture
def finder(page):
    return Finder(page)


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("facts courts in new york facts.17", "/entries/facts.17"),
        ("source stand", "/sources/report_b"),
        ("page ledger", "/ledger"),
        ("page new fact", "/fact"),
        ("act later", "/entries/facts.22"),
    ],
)
def test_a_few_words_lead_anywhere(finder, words, end):
    told = finder.find(words.replace("courts in new york ", ""))
    assert told
    finder.go()
    assert finder.page.url.endswith(end)
    assert finder.page.errors == []


def test_it_is_opened_from_a_field_and_closed_again(finder):
    finder.page.focus("#why")
    finder.page.keyboard.press("/")
    assert finder.page.input_value("#why") == "/", "in a field keys write"
    assert finder.find("zzz", "Control+k") == []
    assert finder.page.inner_text("dialog[open] [role=status]") == "0 found"
    finder.page.keyboard.press("Escape")
    assert finder.page.locator("dialog[open]").count() == 0
    assert finder.page.evaluate("document.activeElement.id") == "why"


def test_the_arrows_choose(finder):
    finder.find("to review")
    active = "document.querySelector('dialog[open] input').getAttribute('aria-activedescendant')"
    seen = [finder.page.evaluate(active)]
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        finder.page.keyboard.press(key)
        seen.append(finder.page.evaluate(active))
    assert seen == ["found-0", "found-1", "found-0", "found-1"]
    finder.go()
    assert finder.page.url.endswith("/entries/facts.22")


def test_an_entry_s_words_are_no_markup(finder, case):
    text = (case / "case.yaml").read_text().replace("title: The draft", "title: <img src=x> draft")
    (case / "case.yaml").write_text(text)
    finder.find("<img")
    assert finder.page.locator(".found img").count() == 0
    assert finder.page.locator(".found li").count() >= 1


def test_the_keys_are_listed(page):
    page.keyboard.press("?")
    told = page.inner_text("dialog[open] .keys").split("\n")
    listed = page.locator("footer kbd").all_inner_texts()
    assert page.locator("dialog[open] kbd").all_inner_texts() == listed
    assert {"accept", "later", "list the keys", "leaves a field"} <= set(told)
    wired = page.evaluate(
        "[...document.querySelectorAll('[data-key], [data-focus]')]"
        ".map((one) => one.dataset.key || one.dataset.focus)"
    )
    assert set(wired) <= set(listed), "every key of the page is told"
    page.click("dialog[open] >> text=Close")
    page.click("footer >> text=Find")
    assert page.locator("dialog[open] input").is_visible()
