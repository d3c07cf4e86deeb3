"""What a proposal leaves out: how sure, how near and how many things must be to be proposed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from zopa.case.model import Fact
from zopa.foundation.text import Span
from zopa.proposing import Proposal, propose
from zopa.proposing.naming import one_line, short_name
from zopa.proposing.quoting import Quoter
from zopa.proposing.scale import scale_of
from zopa.statements.claims import Corroboration, Detail, Difference

from .folders import proposed
from .simple_reading import document, read

DEMANDS = "Norway demands a quota of 450 tonnes. Iceland offered a quota of 300 tonnes."
COUNTRIES = [
    "Peru",
    "Chile",
    "Norway",
    "Iceland",
    "Japan",
    "Kenya",
    "Ghana",
    "Spain",
    "Italy",
    "Egypt",
    "Qatar",
    "Nepal",
]
NOUNS = [
    "nets",
    "buoys",
    "crates",
    "barges",
    "cranes",
    "trucks",
    "tents",
    "pumps",
    "looms",
    "forges",
    "kilns",
    "mills",
    "wells",
]


def proposal(*texts: str) -> Proposal:
    return proposed(read(*(document(f"r{k}", text) for k, text in enumerate(texts)))).proposal


def facts(made: Proposal, party: str, kind: str) -> list[Fact]:
    return [p.thing for p in made.facts if (p.thing.party, p.thing.kind) == (party, kind)]


# --- how sure ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("confidence", "fact_confidence"),
    [(0.29, None), (0.3, 0.675), (0.59, 0.675), (0.6, 1.0), (1.0, 1.0)],
)
def test_a_reading_must_be_sure_enough_to_propose_and_surer_to_be_established(
    confidence: float, fact_confidence: float | None
) -> None:
    made = read(document("r", DEMANDS))
    made = made._replace(statements=[replace(s, confidence=confidence) for s in made.statements])
    orders = facts(proposed(made).proposal, "norway", "order")
    assert [fact.confidence for fact in orders] == (
        [] if fact_confidence is None else [fact_confidence]
    )


@pytest.mark.parametrize(
    ("source", "confidence"),
    [
        ("Norway", 1.0),
        ("four Norwegian officials", 0.875),
        ("a Norwegian official", 0.675),
    ],
)
def test_named_several_unnamed_and_one_unnamed_source(source: str, confidence: float) -> None:
    made = proposal(f"“We demand sanctions,” {source} said. “We reject sanctions,” Iceland said.")
    assert [fact.confidence for fact in facts(made, "norway", "order")] == [confidence]


@pytest.mark.parametrize(
    ("source", "confidence"), [("Norway", 0.675), ("a Norwegian official", 0.5)]
)
def test_a_red_line_is_likely_at_most(source: str, confidence: float) -> None:
    made = proposal(
        f"“We will never sign a deal under Swedish law,” {source} said. "
        "“We want Swedish law,” Iceland said."
    )
    (red,) = facts(made, "norway", "red_line")
    assert (red.confidence, red.content.levels) == (confidence, {"law": ("sweden",)})  # type: ignore[union-attr]


# --- how near ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("between", "found"), [(25, True), (26, False)])
def test_a_concern_stands_near_whose_it_is(between: int, found: bool) -> None:
    filler = "x" * (between - len("'s  "))
    made = proposal(
        f"Peru's {filler} main concern is sanctions. "
        "Peru demands sanctions and a quota of 300 tonnes. "
        "Chile rejects sanctions and a quota of 300 tonnes."
    )
    assert bool(facts(made, "peru", "priorities")) is found


@pytest.mark.parametrize(("between", "found"), [(60, True), (61, False)])
def test_a_figure_stands_near_what_it_counts(between: int, found: bool) -> None:
    filler = "x" * (between - 2)
    made = proposal(
        f"Iceland demands 300 tonnes {filler} quota. Norway demands 450 tonnes {filler} quota."
    )
    assert ("count_tonne" not in {p.thing.id for p in made.issues}) is found


# --- how many ---------------------------------------------------------------------------------


def test_parties() -> None:
    made = proposal(" ".join(f"{name} rejected the draft." for name in COUNTRIES))
    assert Counter(p.thing.role for p in made.parties) == {"signatory": 6, "observer": 4}


def test_issues_drafts_and_facts() -> None:
    tabled = " ".join(
        f"{name} presented a draft with a herring quota of {100 + 10 * place} tonnes."
        for place, name in enumerate(COUNTRIES)
    )
    assert len(proposal(tabled).drafts) == 8
    demanded = " ".join(
        f"{name} demands {10 + row % 2} {noun}."
        for row, name in enumerate(COUNTRIES)
        for noun in NOUNS
    )
    made = proposal(" ".join(f"{name} rejected the draft." for name in COUNTRIES) + " " + demanded)
    assert len(made.issues) == 12
    assert len(made.facts) + len(made.withheld) == 80


def test_levels_that_reports_name() -> None:
    laws = ["Peruvian", "Chilean", "Norwegian", "Icelandic", "Japanese", "Kenyan", "Ghanaian",
            "Spanish", "Italian", "Egyptian"]  # fmt: skip
    sides = list(zip(laws, COUNTRIES, strict=False))
    rejected = " ".join(f"{name} rejected the draft." for _, name in sides)
    wanted = " ".join(f"“We want {law} law,” {name} said." for law, name in sides)
    (issue,) = (p.thing for p in proposal(f"{rejected} {wanted}").issues)
    assert (issue.id, len(issue.levels)) == ("law", 8)


def shared(*things: str) -> str:
    """What one side demands and the other rejects."""
    return " ".join(
        f"“We demand {thing},” Norway said. “We reject {thing},” Iceland said." for thing in things
    )


@pytest.mark.parametrize(
    ("known", "made"),
    [
        (["sanctions"], ["about_lighthouse", "sanctions"]),
        (["sanctions and Norwegian law"], ["law", "sanctions"]),
    ],
)
def test_words_that_recur_make_issues_where_fewer_than_two_are_known(
    known: list[str], made: list[str]
) -> None:
    found = proposal(shared("the lighthouse", *known))
    assert sorted(p.thing.id for p in found.issues) == made


def test_words_that_recur_make_three_issues() -> None:
    found = proposal(shared("the lighthouse", "the carnival", "the aquarium", "the cathedral"))
    assert len(found.issues) == 3


def test_quotes_of_a_fact() -> None:
    made = proposal(
        *(
            f"On day {day} Norway rejected the draft. "
            f"Iceland presented a draft with a herring quota of 300 tonnes. Word {day}."
            for day in range(5)
        )
    )
    assert [len(fact.evidence) for fact in facts(made, "norway", "rejects")] == [3]


@pytest.mark.parametrize(
    ("count", "named"), [(6, "r0, r1, r2, r3, r4, r5:"), (7, "r0, r1, r2, r3, r4, r5, …:")]
)
def test_reports_without_a_date_that_a_note_names(count: int, named: str) -> None:
    (note,) = (n for n in proposal(*[DEMANDS] * count).notes if "no date" in n)
    assert note.startswith(f"no date was found in {named}")


def test_differences_between_reports_that_are_noted() -> None:
    made = read(document("r0", DEMANDS), document("r1", DEMANDS))
    first, second = (s.id for s in made.statements[::2])
    differences = tuple(
        Difference(Detail.WHO, first, second, (), (), 0.9 - place / 10) for place in range(5)
    )
    notes = propose(made.reading, Corroboration((), differences, ())).proposal.notes
    assert sum("the reports may differ" in note for note in notes) == 3


# --- names, quotes and scales -----------------------------------------------------------------


def test_titles_have_two_hundred_characters() -> None:
    assert one_line("x" * 200) == "x" * 200
    assert one_line("x" * 201) == "x" * 199 + "…"


def test_short_names_have_forty_characters() -> None:
    assert short_name("x" * 40, "party") == "x" * 40
    assert short_name("x" * 41, "party") == "x" * 40


@pytest.mark.parametrize(
    ("text", "taken", "digits", "name"),
    [
        ("7 Feb", (), False, "draft_7_feb"),
        ("7 Feb", (), True, "7_feb"),
        ("A – b…", (), False, "a_b"),
        ("…", (), True, "draft"),
        ("A b", ("a_B", "a_b_2"), False, "a_b_3"),
        ("\u0938\u0902\u0927\u093f", (), False, "\u0938\u0902\u0927\u093f"),
        ("Cafe\u0301", (), False, "caf\u00e9"),
    ],
)
def test_short_names(text: str, taken: tuple[str, ...], digits: bool, name: str) -> None:
    assert short_name(text, "draft", taken, digits=digits) == name
    if not digits:
        assert short_name(text, "draft", taken) == name


@pytest.mark.parametrize(("last", "made"), [(30, True), (31, False)])
def test_a_quote_has_six_hundred_characters(last: int, made: bool) -> None:
    text = " ".join([*(f"{place:x<29}" for place in range(19)), "y" * last])
    assert (Quoter("a", text, text).quote(Span(0, len(text))) is not None) is made


@pytest.mark.parametrize(("same", "made"), [(19, True), (20, False)])
def test_a_quote_grows_by_twenty_words_on_either_side(same: int, made: bool) -> None:
    text = "start " + "word " * same + "core" + " word" * same + " end"
    text += " other " + "word " * 60 + "core" + " word" * 60
    at = text.index("core")
    found = Quoter("a", text, text).quote(Span(at, at + 4))
    assert (found is not None) is made


@pytest.mark.parametrize(("most", "numeric"), [(100, True), (101, False)])
def test_a_scale_has_a_hundred_steps(most: int, numeric: bool) -> None:
    made = scale_of([Decimal(1), Decimal(most)], "seats")
    assert made is not None
    assert made.numeric is numeric
