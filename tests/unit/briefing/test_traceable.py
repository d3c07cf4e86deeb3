"""Every number on the page is a field of the results, shown as the documented format says."""

import re

import pytest

from zopa.briefing.numbers import FORMATS
from zopa.briefing.sections.unknown import SHOWN
from zopa.briefing.wording.unknowns import CARRYING
from zopa.foundation.likelihood import likelihood_of

DIGIT = re.compile(r"\d")


def at(tree, path):
    for key in path.split("."):
        tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    return tree


def implied(unknowns):
    return sum(unknown["implied"] for unknown in unknowns)


def entries(unknowns):
    return [unknown for unknown in unknowns if unknown["kind"] in CARRYING]


def unclear(unknowns):
    none = sum(not any(s["clear"] for s in entry["shifts"]) for entry in entries(unknowns))
    return none - implied(unknowns)


HOW = {
    "value": lambda value: value,
    "length": len,
    "unclear": unclear,
    "further": lambda unknowns: (
        len(entries(unknowns)) - unclear(unknowns) - implied(unknowns) - SHOWN
    ),
    "implied": implied,
}

POINTS = {
    "points": lambda utility, worst, best: worst + utility * (best - worst),
    "gained": lambda difference, worst, best: difference * (best - worst),
}


def of_the_case(element):
    return (
        "data-case" in element.attributes
        or "data-ledger" in element.attributes
        or "data-reference" in element.attributes
        or element.tag in ("data", "svg", "style", "title")
        or element.attributes.get("class") == "likelihood"
    )


def check(made, parse):
    root, _ = parse(made.html)
    tree = made.brief.to_dict()
    left = [line for line in root.text(of_the_case).splitlines() if DIGIT.search(line)]
    assert not left
    numbers = list(root.all("data"))
    assert numbers
    for number in numbers:
        found = number.attributes
        if "data-how" not in found:
            assert number.text() == found["value"] == at(tree, found["data-field"])
            continue
        field = at(tree, found["data-field"])
        if found["data-how"] in POINTS:
            worst, best = float(found["data-worst"]), float(found["data-best"])
            assert (worst, best) in [p.scale for p in made.case.parties.values()]
            value = POINTS[found["data-how"]](field, worst, best)
        else:
            value = HOW[found["data-how"]](field)
        assert float(found["value"]) == pytest.approx(value, abs=1e-12)
        assert number.text() == FORMATS[found["data-format"]](value)
    for chance in root.all("span"):
        if chance.attributes.get("class") == "likelihood":
            value = at(tree, chance.attributes["data-field"])
            entry = likelihood_of(value)
            assert chance.text().startswith(entry.word)
            allowed = {f"({entry.low}–{entry.high}%)"}
            allowed |= {"(under 1%)"} if value < 0.01 else set()
            allowed |= {"(over 99%)"} if value > 0.99 else set()
            assert chance.text()[len(entry.word) + 1 :] in allowed


def test_numbers_of_the_example(minerals_brief, parse):
    check(minerals_brief, parse)


def test_numbers_of_small_cases(any_brief, parse):
    check(any_brief, parse)


def test_shares_strictly_inside_are_never_nought_or_all(any_brief, parse):
    root, _ = parse(any_brief.html)
    for number in root.all("data"):
        assert number.text() not in ("0%", "100%")
