"""Nothing from a case file becomes markup, on the page, in its charts or in JSON."""

import json
import re

from rich.console import Console

from zopa.briefing.phrasing import Quoted, Said
from zopa.briefing.render import markup


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


def test_what_others_wrote_turns_nothing_around_it(made_brief, parse):
    """Words of the case and of sources are isolated, whatever direction they are written in."""
    root, _ = parse(made_brief("hostile").html)
    told = [e for e in root.all() if "data-case" in e.attributes and e.tag not in ("data", "time")]
    assert {e.tag for e in told} >= {"bdi", "em", "h1", "p", "q", "cite"}
    for element in told:
        inner = element if element.tag == "bdi" else next(element.all("bdi"))
        assert inner.text() == element.text()
    turned = str(markup((Quoted("s", "\u202eon", ()), " and ", Said("\u2067x", "title"))))
    assert re.findall("<bdi[^>]*>(.*?)</bdi>", turned) == ["\u202eon", "\u2067x"]


def test_json(made_brief):
    made = made_brief("hostile").brief
    assert json.loads(made.to_json()) == made.to_dict()


def test_terminal_shows_markup_as_it_is(made_brief):
    console = Console(record=True, width=100, force_terminal=True)
    with console.capture() as seen:
        made_brief("hostile").brief.print_terminal(console)
    assert "<script>alert(1)" in seen.get()
