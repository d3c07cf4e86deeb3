"""What the report bears out of a model's figures and speakers, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest

from zopa.foundation.text import Span
from zopa.statements.language_model.answer import RawAttribution
from zopa.statements.language_model.places import Missing, Placed, Quotes, place
from zopa.statements.language_model.values import figures_of, speaker_of
from zopa.statements.statement import SpeakerKind


def raw(**more: Any) -> RawAttribution:
    return RawAttribution.model_validate(
        {"told": "said", "cue": ["said"], "content": ["x"], "act": "inform", **more}
    )


def figures(text: str, quote: str, low: float, high: float, unit: str) -> tuple[Any, list[str]]:
    listed = [{"quote": quote, "low": low, "high": high, "unit": unit}]
    return figures_of(raw(figures=listed), text, (Span(0, len(text)),))


@pytest.mark.parametrize(
    ("text", "quote", "low", "high", "unit", "about"),
    [
        ("It takes 40 ships.", "40 ships", 40, 40, "ships", False),
        ("It takes about 40 ships.", "40 ships", 40, 40, "ships", True),
        ("It takes about 40 ships.", "about 40 ships", 40, 40, "ships", True),
        ("About then came 40 ships.", "40 ships", 40, 40, "ships", False),
        ("It takes 40 percent.", "40 percent", 40, 40, "percent", False),
        ("It takes 30 to 40 percent.", "30 to 40 percent", 30, 40, "percent", False),
        ("It takes half of it.", "half", 0.5, 0.5, "percent", False),
        ("It takes $2.5 million.", "$2.5 million", 2.5e6, 2.5e6, "USD", False),
        ("It takes 2.5bn euros.", "2.5bn euros", 2.5, 2.5, "EUR", False),
        ("It takes 2.5 bn euros.", "2.5 bn euros", 2.5e9, 2.5e9, "EUR", False),
        ("It takes 2,500 jobs.", "2,500 jobs", 2500, 2500, "jobs", False),
        ("It takes a dozen jobs.", "a dozen jobs", 12, 12, "jobs", False),
        ("It takes two hundred jobs.", "two hundred jobs", 200, 200, "jobs", False),
    ],
)
def test_figures_that_the_words_bear_out(
    text: str, quote: str, low: float, high: float, unit: str, about: bool
) -> None:
    (found,), left_out = figures(text, quote, low, high, unit)
    assert not left_out
    assert (found.low, found.high, found.unit, found.about) == (low, high, unit, about)
    assert text[slice(*found.span)] == found.words == quote


@pytest.mark.parametrize(
    ("text", "quote", "low", "high", "unit", "why"),
    [
        ("It takes 40 ships.", "50 ships", 50, 50, "ships", "does not stand in the content"),
        ("It takes 40 or 40.", "40", 40, 40, "percent", "stands there twice"),
        ("It takes 40 ships.", "40 ships", 41, 41, "ships", "does not tell 41 ships"),
        ("It takes 40 ships.", "40 ships", 40, 4000, "ships", "does not tell 40 ships"),
        ("It takes 30 to 40 ships.", "30 to 40 ships", 40, 30, "ships", "does not tell 40 ships"),
        ("It takes 40 ships.", "40 ships", 40, 40, "boats", "does not tell 40 boats"),
        ("It takes 40 ships.", "40 ships", 40, 40, "", "does not tell 40 "),
        ("It takes 40 ships.", "40 ships", 40, 40, "US", "does not tell 40 US"),
        ("It takes 40 ships.", "40 ships", 40.0001, 40.0001, "ships", "does not tell 40.0001"),
    ],
)
def test_figures_that_the_words_do_not_bear_out(
    text: str, quote: str, low: float, high: float, unit: str, why: str
) -> None:
    found, (left_out,) = figures(text, quote, low, high, unit)
    assert not found
    assert left_out.startswith(f"the figure `{quote}` {why}")


def test_a_figure_stands_where_its_piece_of_the_content_stands() -> None:
    text = "Of 40 ships he said: about 40 ships came."
    listed = [{"quote": "40 ships", "low": 40, "high": 40, "unit": "ships"}]
    (found,), _ = figures_of(raw(figures=listed), text, (Span(21, len(text)),))
    assert found.span == Span(text.rindex("40"), text.rindex("40") + 8)
    assert found.about


HERE = (Span(0, 4),)


@pytest.mark.parametrize(
    ("speaker", "source", "kind", "name", "left_out"),
    [
        ({}, HERE, SpeakerKind.UNNAMED, "", 0),
        ({}, (), SpeakerKind.UNSTATED, "", 0),
        ({"kind": "person", "name": "Anna  Berg"}, HERE, SpeakerKind.PERSON, "Anna Berg", 0),
        ({"kind": "person", "name": "Anna Dahl"}, HERE, SpeakerKind.PERSON, "", 1),
        ({"kind": "unnamed", "name": "Anna Berg"}, HERE, SpeakerKind.UNNAMED, "", 1),
        ({"kind": "person"}, (), SpeakerKind.UNSTATED, "", 1),
        ({"kind": "unstated"}, (), SpeakerKind.UNSTATED, "", 0),
        ({"kind": "unstated"}, HERE, SpeakerKind.UNNAMED, "", 1),
        ({"kind": "god"}, HERE, SpeakerKind.UNNAMED, "", 1),
    ],
)
def test_speakers(
    speaker: dict[str, str],
    source: tuple[Span, ...],
    kind: SpeakerKind,
    name: str,
    left_out: int,
) -> None:
    found, why = speaker_of(raw(speaker=speaker), "Anna Berg said so.", source, ())
    assert (found.kind, found.name, len(why)) == (kind, name, left_out)


def test_parties_that_were_asked_about() -> None:
    for party, kept, left_out in (("port", "port", 0), ("sea", "", 1), ("", "", 0)):
        found, why = speaker_of(raw(party=party), "They said so.", HERE, ["port"])
        assert (found.party, len(why)) == (kept, left_out)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("he said so", 0),
        ("she he, said so", 4),
        ("hey, so said (he)", 14),
        ("the: so said he", 13),
        ("he2 so said -he", 13),
        ("she said so", None),
        ("hem said so", None),
        ("so said the", None),
    ],
)
def test_a_quote_cuts_no_word_in_two(text: str, at: int | None) -> None:
    found = place(Quotes(["he"], ["said"], ["so"]), text, Span(0, len(text)), [])
    if at is None:
        assert found == Missing("he")
    else:
        assert isinstance(found, Placed)
        assert found.source == (Span(at, at + 2),)


def test_a_quote_that_ends_with_a_mark_ends_its_word() -> None:
    text = "no,he said so"
    found = place(Quotes(["no,"], ["said"], ["so"]), text, Span(0, len(text)), [])
    assert isinstance(found, Placed)
    assert found.source == (Span(0, 3),)


def test_places_count_from_the_beginning_of_the_text_and_stay_within_the_window() -> None:
    text = "“No,” he said. “Yes,” he said. “No,” she said."
    window = Span(text.index("“Yes"), len(text))
    found = place(Quotes(["he"], ["said"], ["Yes"]), text, window, [0, 15, 31])
    assert isinstance(found, Placed)
    assert [text[slice(*span)] for spans in found for span in spans] == ["he", "said", "Yes"]
    assert found.source[0].start == text.rindex("he said. “No")
    assert place(Quotes(["she"], ["said"], ["Yes"]), text, Span(0, 30), [0]) == Missing("she")


@pytest.mark.parametrize("number", ["12,500", "12 500", "12\u00a0500", "12\u2009500"])
def test_thousands_may_be_parted_by_commas_and_by_spaces(number: str) -> None:
    quote = f"{number} euros"
    (figure,), left_out = figures(f"It costs {quote}.", quote, 12500, 12500, "EUR")
    assert (figure.low, figure.words, left_out) == (12500, quote, [])


def test_a_year_before_a_number_is_no_part_of_it() -> None:
    quote = "in 2025 300 men"
    borne_out, left_out = figures(f"They came {quote}.", quote, 25300, 25300, "men")
    assert (borne_out, len(left_out)) == ((), 1)
