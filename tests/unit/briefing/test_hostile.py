"""Nothing from a case file becomes markup, on the page, in its charts or in JSON."""

import json

from rich.console import Console


def test_page(made_brief, parse):
    made = made_brief("hostile")
    root, bad = parse(made.html)
    assert not bad
    assert not list(root.all("script", "img", "iframe"))
    for element in root.all():
        assert not [name for name in element.attributes if name.startswith("on")]
    assert "<script>alert" not in made.html
    assert "<script>alert(1)</script>" in next(root.all("h1")).text()
    assert any("<script>alert" in svg.text() for svg in root.all("svg"))


def test_json(made_brief):
    made = made_brief("hostile").brief
    assert json.loads(made.to_json()) == made.to_dict()


def test_terminal_shows_markup_as_it_is(made_brief):
    console = Console(record=True, width=100, force_terminal=True)
    with console.capture() as seen:
        made_brief("hostile").brief.print_terminal(console)
    assert "<script>alert(1)" in seen.get()
