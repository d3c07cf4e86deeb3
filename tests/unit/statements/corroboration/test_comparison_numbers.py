"""Each number of a comparison, counted by hand from little statements; the words that differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zopa.foundation.text import Span
from zopa.statements.corroboration.comparison import compare, differing
from zopa.statements.corroboration.wording import Wording, wording_of
from zopa.statements.statement import (
    Act,
    Dated,
    Figure,
    Passage,
    Speaker,
    SpeakerKind,
    TellingMode,
)

from .little_reports import document, statement


def side(
    text: str,
    *,
    speaker: str = "",
    party: str = "",
    act: Act = Act.INFORM,
    negated: bool = False,
    figures: tuple[tuple[float, float, str], ...] = (),
    days: tuple[date, ...] = (),
    done: str = "",
) -> Wording:
    """The words of a statement. Its speaker is named at the end of the text."""
    reading = f"{text} {done or speaker}"
    told = statement("s", document("d", reading), text)
    who = Speaker(SpeakerKind.PERSON, speaker, party=party) if speaker else told.speaker
    voice = (Passage(Span(len(text) + 1, len(reading)), speaker),) if speaker else ()
    cue = (Passage(Span(len(text) + 1, len(reading)), done),) if done else ()
    return wording_of(
        reading,
        replace(
            told,
            told=TellingMode.DONE if done else TellingMode.SAID,
            speaker=who,
            source=voice,
            cue=cue,
            act=act,
            negated=negated,
            figures=tuple(Figure(Span(0, 1), "", *size) for size in figures),
            dates=tuple(Dated(Span(0, 1), "", day, day) for day in days),
        ),
    )


def number(name: str, first: Wording, second: Wording) -> float:
    value = compare(first, second, 0.9)[name]
    assert compare(second, first, 0.9)[name] == value  # whichever comes first
    return value


SAME = "Mills close soon."


@pytest.mark.parametrize(
    ("name", "first", "second", "value"),
    [
        ("overlap", "Mills close soon.", "The mill will close.", 2 / 3),
        ("overlap", "It was.", "It was.", 0),
        ("containment", "Mills close soon.", "The mill will close.", 1),
        ("containment", "Mills close soon.", "Ports close today.", 1 / 3),
        ("containment", "It was.", "Mills close.", 0),
        ("more on one side", "Mills close soon.", "The mill will close.", 1 / 3),
        ("more on one side", "Mills close.", "Ports open.", 0),
        ("more on one side", "It was.", "It was.", 0),
        ("names shared", "Then Norland met Egil.", "Egil met nobody.", 0),
        ("names shared", "Then Norland met Egil.", "Then Egil left.", 1),
        ("names shared", "Then Norland met Egil, Olav.", "Then Norland met Egil, Olav.", 2),
        ("names apart", "Then Norland met Egil.", "Then Norland met Olav.", 1 / 2 * 2 / 3),
        ("names apart", "Then Norland met Egil.", "Then Sudland met Olav.", 2 / 2 * 1 / 3),
        ("names apart", "Then Norland, Egil, Erna met.", "Then Sudland, Olav, Tora met.", 1 / 4),
        ("names apart", "Then Norland met Egil.", "Then Norland met him.", 0),
        ("names turned", "Then Norland struck Egil.", "Then Egil struck Norland.", 1),
        ("names turned", "Then Norland struck Egil.", "Then Norland struck Egil hard.", 0),
        ("names turned", "Then Norland struck Egil.", "Then Egil struck Olav.", 0),
        ("lead apart", "Ministers met today.", "Farmers met today.", 2 / 3),
        ("lead apart", "Ministers met today.", "Today ministers met.", 0),
        ("lead apart", "Ministers met today.", "Today farmers met.", 0),
        ("words exchanged", "Mills close soon.", "Mills open soon.", 2 / 3),
        ("words exchanged", "Mills close soon.", "Mills close today.", 2 / 3),
        ("words exchanged", "Mills close soon.", "Ports close soon.", 2 / 3),
        ("words exchanged", "Mills close slowly soon.", "Mills open quickly soon.", 2 / 4),
        ("words exchanged", "Mills close soon.", "Mills open quickly soon.", 2 / 4),
        ("words exchanged", "Mills close soon.", "Mills open very quickly indeed soon.", 0),
        ("words exchanged", "Mills a b c soon.", "Mills x y z soon.", 0),
        ("words exchanged", "Mills close soon.", "Mills soon.", 0),
        ("words exchanged", SAME, SAME, 0),
        ("word for word", SAME, SAME, 1),
        ("word for word", SAME, "The mill will soon close.", 0),
        ("word for word", "Mills a b c soon.", "Soon c b a mills.", 1),
        ("word for word", SAME, "Mills close soon now.", 0),
        ("word for word", SAME, "Mills only close soon.", 0),
        ("word for word", "No mill closed.", "The mill closed.", 0),
        ("word for word", "No mill never closed.", "No mill closed.", 0),
        ("word for word", "Then Norland struck Egil.", "Then Egil struck Norland.", 0),
        ("negation one-sided", "The mill did not close.", "The mill closed.", 1),
        ("negation one-sided", "The mill did not close.", "No mill closed.", 0),
        ("negation one-sided", SAME, SAME, 0),
        ("denied here, asserted there", "The mill did not close.", "The mill closed.", 1 / 2),
        ("denied here, asserted there", "The mill did not send boats.", "The mill sent boats.",
         1 / 2),
        ("denied here, asserted there", "They did not buy old boats.", "They buy old boats.", 1),
        ("denied here, asserted there", "Boats came, but no boats left.", "Boats left.", 1 / 2),
        ("denied here, asserted there", "No boats left.", "No boats left.", 0),
        ("opposites", "The port is open.", "The port is closed.", 1),
        ("opposites", "The port is open.", "The port is open, then closed.", 0),
        ("opposites", "The port is open.", "The port is not closed.", 0),
        ("opposites", "The old northern port is open.", "The new southern port is closed.", 2),
        ("restriction one-sided", "Only mills close.", "Mills close.", 1),
        ("restriction one-sided", "Only mills close.", "Mills close and nothing but mills.", 0),
        ("part one-sided", "Some mills close.", "Mills close.", 1),
        ("part one-sided", "Some mills close.", "Several mills close.", 0),
        ("whole one-sided", "All mills close.", "Some mills close.", 1),
        ("whole one-sided", "All mills close.", "Every mill closes.", 0),
    ],
)  # fmt: skip
def test_numbers_of_words(name: str, first: str, second: str, value: float) -> None:
    assert number(name, side(first), side(second)) == pytest.approx(value)


def test_the_cosine_keeps_its_sign_when_squared() -> None:
    numbers = compare(side(SAME), side(SAME), -0.5)
    assert (numbers["cosine"], numbers["cosine squared"]) == (-0.5, -0.25)


@pytest.mark.parametrize(
    ("first", "second", "one", "two", "apart"),
    [
        (side(SAME), side(SAME, speaker="Anna Berg"), 0, 0, 0),
        (side(SAME, speaker="Anna Berg"), side(SAME, speaker="Minister Berg"), 1, 0, 0),
        (side(SAME, speaker="Anna Berg"), side(SAME, speaker="Karl Dahl"), 0, 1, 0),
        (side(SAME, speaker="Anna Berg", act=Act.DEMAND),
         side(SAME, speaker="Karl Dahl", act=Act.DEMAND), 0, 1, 1),
        (side(SAME, speaker="Anna Berg", act=Act.DEMAND),
         side(SAME, speaker="Karl Dahl"), 0, 1, 0),
        (side(SAME, speaker="Anna Berg", act=Act.DEMAND),
         side(SAME, act=Act.DEMAND), 0, 0, 0),
        (side(SAME, speaker="Anna Berg", party="norland", act=Act.DEMAND),
         side(SAME, speaker="Karl Dahl", party="norland", act=Act.DEMAND), 0, 0.5, 0.5),
        (side(SAME, speaker="Anna Berg", party="norland", act=Act.DEMAND),
         side(SAME, speaker="Karl Dahl", party="sudland", act=Act.DEMAND), 0, 1, 1),
        (side("We close soon.", speaker="Anna Berg"),
         side("They close soon.", speaker="Karl Dahl"), 0, 1, 1),
    ],
)  # fmt: skip
def test_speakers(first: Wording, second: Wording, one: float, two: float, apart: float) -> None:
    names = ("speakers one", "speakers two", "speakers apart")
    assert [number(name, first, second) for name in names] == [one, two, apart]
    assert number("word for word", first, second) == float(not apart)


def test_who_speaks_counts_among_the_names_where_it_matters() -> None:
    first, second = ("Egil must leave Norland.", "Olav"), ("Olav must leave Norland.", "Egil")
    asked = [side("Then " + text, speaker=who, act=Act.DEMAND) for text, who in (first, second)]
    assert number("names turned", *asked) == 1
    informed = [side("Then " + text, speaker=who) for text, who in (first, second)]
    assert number("names turned", *informed) == 0


@pytest.mark.parametrize(
    ("act", "negated", "refuses"),
    [
        (Act.REJECT, False, True), (Act.REJECT, True, False), (Act.DOUBT, False, True),
        (Act.DOUBT, True, False), (Act.INFORM, False, False), (Act.DEMAND, True, True),
    ],
)  # fmt: skip
def test_acts_that_amount_to_a_no(act: Act, negated: bool, refuses: bool) -> None:
    plain, other = side(SAME), side(SAME, act=act, negated=negated)
    assert number("refusal one-sided", plain, other) == float(refuses)
    assert number("word for word", plain, other) == float(not refuses)
    assert number("act one", plain, other) == float(act is Act.INFORM)


SHIPS = (14, 14, "ships")


@pytest.mark.parametrize(
    ("first", "second", "shared", "apart", "lone"),
    [
        ((), (), 0, 0, 0),
        ((SHIPS,), (), 0, 0, 1),
        ((SHIPS,), (SHIPS,), 1, 0, 0),
        ((SHIPS,), ((22, 22, "ships"),), 0, 1, 0),
        ((SHIPS,), ((14, 14, "tons"),), 0, 0, 0),
        ((SHIPS,), (SHIPS, (22, 22, "ships")), 1, 0, 1),
        ((SHIPS, (3, 3, "tons"), (5, 5, "men")), ((5, 5, "men"), (3, 3, "tons"), SHIPS), 2, 0, 0),
        (((10, 20, "ships"),), ((20, 30, "ships"),), 1, 0, 0),
        (((10, 20, "ships"),), ((21, 30, "ships"),), 0, 1, 0),
        (((-100, -100, "points"),), ((-101, -101, "points"),), 1, 0, 0),
        (((990, 990, "years"),), ((995, 995, "years"),), 1, 0, 0),
        (((1000, 1000, "years"),), ((1001, 1001, "years"),), 0, 1, 0),
        (((1000, 1000, "ships"),), ((1001, 1001, "ships"),), 1, 0, 0),
    ],
)
def test_amounts(
    first: tuple[tuple[float, float, str], ...],
    second: tuple[tuple[float, float, str], ...],
    shared: float,
    apart: float,
    lone: float,
) -> None:
    here, there = side(SAME, figures=first), side(SAME, figures=second)
    names = ("amounts apart", "amounts lone")
    assert [number(name, here, there) for name in names] == [apart, lone]
    assert compare(here, there, 0.9)["amounts shared"] == shared


@pytest.mark.parametrize(("other", "shared"), [(date(2025, 2, 7), 1), (date(2025, 2, 8), 0)])
def test_days_agree_only_with_themselves(other: date, shared: float) -> None:
    first, second = side(SAME, days=(date(2025, 2, 7),)), side(SAME, days=(other,))
    assert number("amounts shared", first, second) == shared
    assert number("amounts apart", first, second) == 1 - shared


# --- the words in which two statements differ -----------------------------------------------------


def words(kind: str, first: str, second: str, **more: object) -> tuple[str, str]:
    here, there = side(first, **more), side(second, **more)  # type: ignore[arg-type]
    mine, theirs = differing(here, there, kind)
    back = differing(there, here, kind)
    assert back == (theirs, mine)
    return (
        " ".join(first[slice(*span)] for span in mine),
        " ".join(second[slice(*span)] for span in theirs),
    )


@pytest.mark.parametrize(
    ("kind", "first", "second", "wanted"),
    [
        ("who", "Then Norland met Egil.", "Then Norland met Olav.", ("Egil", "Olav")),
        ("who", "Ministers met today.", "Farmers met today.", ("Ministers", "Farmers")),
        ("who", "Then Norland struck Egil.", "Then Egil struck Norland.",
         ("Norland Egil", "Egil Norland")),
        ("who", SAME, SAME, ("", "")),
        ("whether", "The mill did not close.", "The mill closed.", ("not close", "closed")),
        ("whether", "The port is open.", "The port is closed.", ("open", "closed")),
        ("whether", SAME, SAME, ("", "")),
        ("scope", "Only mills close.", "Mills and ports close.", ("Only", "and")),
        ("scope", "All mills close.", "Some mills close.", ("All", "Some")),
        ("scope", "Mills and ports close.", "Mills close.", ("ports", "")),
        ("scope", "Mills and ports close.", "Mills never close.", ("and close", "close")),
        ("scope", "Mills close.", "Ports close.", ("", "")),
    ],
)  # fmt: skip
def test_words_that_differ(kind: str, first: str, second: str, wanted: tuple[str, str]) -> None:
    assert words(kind, first, second) == wanted


def test_who_speaks_differs_where_it_matters() -> None:
    first = side(SAME, speaker="Anna Berg", act=Act.DEMAND)
    second = side(SAME, speaker="Karl Dahl", act=Act.DEMAND)
    span = (Span(len(SAME) + 1, len(SAME) + 10),)
    assert differing(first, second, "who") == (span, span)
    assert differing(side(SAME, speaker="Anna Berg"), second, "who") == ((), ())


# --- sorting the words ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The mill did not close soon.", "clos soon"),
        ("The mill did not close; ports open.", "clos"),
        ("The mill did not close – ports open.", "clos"),
        ("The mill did not close but ports open.", "clos"),
        ("The mill did not close, ports open.", "clos"),
        ("Mills, ports will never close.", "clos"),
        ("Mills close rather than open.", "open"),
        ("Mills close more than ports.", ""),
        ("The mill did not close and will open.", "clos"),
        ("The mill did not close and open.", "clos open"),
        ("Not only mills close.", ""),
        ("Nothing but mills close.", ""),
    ],
)
def test_what_is_denied(text: str, denied: str) -> None:
    assert sorted(side(text).denied) == denied.split()


def test_a_verb_with_not_drawn_to_it_denies() -> None:
    found = side("The mill didn’t close.")
    assert "clos" in found.denied
    assert len(found.negators) == 1


@pytest.mark.parametrize(
    ("text", "restrictors", "negators", "additives"),
    [
        ("Only mills close.", 1, 0, 0),
        ("Not only mills close.", 0, 0, 0),
        ("They are far only from mills.", 0, 0, 0),
        ("Nothing but mills close.", 1, 0, 0),
        ("They close rather than open.", 0, 1, 0),
        ("Mills close as well as ports, and also boats.", 0, 0, 3),
        ("Mills close well.", 0, 0, 0),
    ],
)
def test_words_that_restrict_deny_and_add(
    text: str, restrictors: int, negators: int, additives: int
) -> None:
    found = side(text)
    counts = (len(found.restrictors), len(found.negators), len(found.additives))
    assert counts == (restrictors, negators, additives)


def test_two_words_that_deny_are_one_place() -> None:
    text = "They close rather than open."
    (place,) = side(text).negators
    assert text[slice(*place)] == "rather than"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norland left.", ""),
        ("Then Norland left.", "norland"),
        ("He left. Norland stayed.", ""),
        ("He said “Norland left”.", ""),
        ("He met (Norland) there.", "norland"),
        ("EU ships left.", "eu"),
        ("The US left.", "us"),
        ("It left us.", ""),
        ("A I left.", ""),
    ],
)
def test_names_have_a_capital_within_a_sentence(text: str, names: str) -> None:
    assert sorted(side(text).names) == names.split()


def test_what_is_done_has_its_verb_among_its_words_and_commits() -> None:
    found = side("the old offer", done="rejected")
    assert [term.stem for term in found.terms] == ["old", "off", "reject"]
    assert found.commits
    assert not side("the old offer").commits
