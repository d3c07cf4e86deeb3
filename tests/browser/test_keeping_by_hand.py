"""Entries kept in a real browser: levels dragged, reports dropped, edits undone by a key."""

from __future__ import annotations

from zopa.case.load import load_case


def home(page):
    return page.url.split("/entries")[0]


def test_levels_are_dragged_and_moved_by_buttons_and_undone_by_a_key(page, case):
    before = (case / "case.yaml").read_bytes()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(home(page) + "/issues/law")
    first, last = (page.locator(".row .handle").nth(k).bounding_box() for k in (0, 2))
    page.mouse.move(first["x"] + 5, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + 5, last["y"] + last["height"] + 20, steps=8)
    page.mouse.up()
    assert [field.input_value() for field in page.locator("[name=was]").all()][:3] == [
        "neutral", "ukraine", "new_york",
    ]  # fmt: skip
    page.locator("[data-move=up]").nth(1).focus()
    page.keyboard.press("Enter")
    assert "under Ukrainian law is now number 1" in page.inner_text("[data-moved]")
    assert (case / "case.yaml").read_bytes() == before
    with page.expect_navigation():
        page.click("button.first:has-text('Keep')")
    assert load_case(case).issues["law"].level_ids == ("ukraine", "neutral", "new_york")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert "Taken back" in page.inner_text("main")
    assert (case / "case.yaml").read_bytes() == before
    assert page.errors == []


def test_a_report_that_is_dropped_is_placed(page, case):
    page.goto(home(page) + "/sources")
    words = "Washington insists that any dispute is heard in New York."
    with page.expect_navigation(timeout=120_000):
        page.evaluate(
            """(words) => {
              const moved = new DataTransfer();
              moved.items.add(new File([words], "later.txt", { type: "text/plain" }));
              const event = new DragEvent("drop", { dataTransfer: moved, bubbles: true });
              document.querySelector("[data-drop]").dispatchEvent(event);
            }""",
            words + "\n",
        )
    assert "Added later" in page.inner_text("main")
    assert (case / "sources" / "later.txt").read_text() == words + "\n"
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.errors == []


def test_words_go_to_the_evidence_of_a_fact_by_keys(page, case):
    page.goto(home(page) + "/sources/report_b")
    page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.querySelector("[data-source]"), 4);
          while (walk.nextNode()) {
            const at = walk.currentNode.data.indexOf("investment and security have");
            if (at < 0) continue;
            getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + 28);
          }
        }"""
    )
    page.wait_for_selector(".selected:not([hidden])")
    with page.expect_navigation():
        page.keyboard.press("g")
    page.check("input[name=fact][value='3']")
    with page.expect_navigation():
        page.click("text=Put them under its evidence")
    assert page.url.endswith("#facts.3")
    assert load_case(case).facts[2].evidence[-1].quote == "investment and security have"
    assert page.errors == []
