"""What a proposal leaves out: how sure, how near and how many things must be to be proposed."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from zopa.case.model import Fact
from zopa.foundation.text import Span
from zopa.proposing import Proposal, propose
from zopa.proposing.build import MOST_SIGNATORIES
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


# --- how near ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("between", "found"), [(60, True), (61, False)])
def test_a_figure_stands_near_what_it_counts(between: int, found: bool) -> None:
    filler = "x" * (between - 2)
    made = proposal(
        f"Iceland demands 300 tonnes {filler} quota. Norway demands 450 tonnes {filler} quota."
    )
    assert ("count_tonne" not in {p.thing.id for p in made.issues}) is found


# --- how many ---------------------------------------------------------------------------------


def test_observers() -> None:
    spoken = " ".join(f"{name} said that it would help." for name in COUNTRIES)
    made = proposal(f"{DEMANDS} {spoken}")
    assert Counter(p.thing.role for p in made.parties) == {"signatory": 2, "observer": 6}


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


def test_no_more_parties_are_proposed_than_a_case_can_be_worked_with() -> None:
    """Those left out are told by name."""
    starts = ("Bar", "Cor", "Dal", "Fen", "Gor", "Hal")
    ends = ("donia", "land", "mark", "navia", "ria", "stan", "via", "wen", "zania")
    names = [start + end for start in starts for end in ends]
    told = [
        f"{name} demanded a quota of {300 + 7 * k} tonnes. "
        f"The government of {name} rejected the ban."
        for k, name in enumerate(names)
    ]
    made = proposal("\n".join(told))
    assert len(made.parties) == MOST_SIGNATORIES
    (note,) = (note for note in made.notes if "left out: " in note)
    assert int(note.split()[0]) > MOST_SIGNATORIES
