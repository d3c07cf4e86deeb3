"""What belongs to an attribution, by paragraphs, headlines, dashes and nicknames."""

import pytest

from zopa.foundation.text import Span
from zopa.sources import read_document
from zopa.sources.document import Document
from zopa.statements.attribution_bounds import bounded
from zopa.statements.reading import read_documents
from zopa.statements.statement import Attribution


def document(text: str) -> Document:
    found = read_document(text.encode(), "a.txt", id="a").document
    assert found is not None
    return found


def span(text: str, words: str) -> Span:
    assert text.count(words) == 1
    start = text.index(words)
    return Span(start, start + len(words))


def told(text: str, source: str, cue: str, *content: str) -> list[tuple[str, ...]]:
    """What stays of one attribution, and what is found beside it."""
    given = Attribution(
        (span(text, source),), (span(text, cue),), tuple(span(text, one) for one in content)
    )
    return [
        tuple(text[slice(*one)] for one in (*a.source, *a.content))
        for a in bounded(document(text), [given])
    ]


CLOSED = "“We have done our part,” said Tor Vik.\n\n“The crews gave more.” – Mayor Oda Lind"
OPEN = "“We have done our part,” said Tor Vik. “It was long.\n\n“It was hard.”"
ALONE = "“We have done our part,” said Tor Vik.\n\n“It was hard.”"
HEADED = "Crews wait for an answer\n\n“We have done our part,” said Tor Vik."


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        (CLOSED, ("“We have done our part,”", "“The crews gave more.”"),
         [("Tor Vik", "“We have done our part,”"), ("Mayor Oda Lind", "“The crews gave more.”")]),
        (OPEN, ("“We have done our part,”", "“It was hard.”"),
         [("Tor Vik", "“We have done our part,”", "“It was hard.”")]),
        (ALONE, ("“We have done our part,”", "“It was hard.”"),
         [("Tor Vik", "“We have done our part,”", "“It was hard.”")]),
        (HEADED, ("Crews wait for an answer", "“We have done our part,”"),
         [("Tor Vik", "“We have done our part,”")]),
    ],
)  # fmt: skip
def test_paragraphs_and_headlines(
    text: str, content: tuple[str, ...], expected: list[tuple[str, ...]]
) -> None:
    assert told(text, "Tor Vik", "said", *content) == expected


def test_a_closed_quotation_before_belongs_to_somebody_else() -> None:
    text = "“It was a farce.”\n\n“I left at nine,” said Ines Berg."
    assert told(text, "Ines Berg", "said", "“It was a farce.”", "“I left at nine,”") == [
        ("Ines Berg", "“I left at nine,”")
    ]


@pytest.mark.parametrize("dash", ["–", "—", "--", "-", "―"])
def test_a_dash_and_a_name_make_an_attribution(dash: str) -> None:
    text = f"The crews met on Monday.\n\n“We need the boats back.” {dash} Councillor Ines Berg\n"
    (one,) = bounded(document(text), [])
    assert [text[slice(*place)] for place in (*one.source, *one.cue, *one.content)] == [
        "Councillor Ines Berg", dash, "“We need the boats back.”"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "“We need the boats back” – that is all they say.",
        "“We need the boats” — and soon.",
        "They said “no” – Monday came.",
    ],
)
def test_other_dashes_make_none(line: str) -> None:
    assert bounded(document(f"The crews met on Monday.\n\n{line}\n"), []) == ()


def test_a_nickname_is_not_what_is_said() -> None:
    text = "The crews met. Sten “Bull” Haga agreed with them."
    assert told(text, "Haga", "agreed", "Sten “Bull”") == []
    assert told(text, "Haga", "agreed", "with them") == [("Sten “Bull” Haga", "with them")]


def test_each_of_several_named_sources_has_an_attribution_of_its_own() -> None:
    text = "Peru and Chile offered 9 percent and 10 percent. They left."
    assert told(text, "Peru and Chile", "offered", "9 percent and 10 percent") == [
        ("Peru", "9 percent"),
        ("Chile", "10 percent"),
    ]
    text = "Peru and Chile, which met on Monday, said the talks would go on."
    assert told(text, "Peru and Chile", "said", "the talks would go on") == [
        ("Peru", "the talks would go on"),
        ("Chile", "the talks would go on"),
    ]
    text = "Miners and teachers said the talks would go on."
    assert told(text, "Miners and teachers", "said", "the talks would go on") == [
        ("Miners and teachers", "the talks would go on")
    ]


def test_a_source_in_the_headline_gives_way_to_the_subject_of_the_sentence() -> None:
    text = "Crane drivers hold out\n\nRagnar Moe, a crane driver, said the crews would wait."
    assert told(text, "Crane drivers", "said", "the crews would wait") == [
        ("Ragnar Moe", "the crews would wait")
    ]


def test_two_quotations_in_two_paragraphs_are_two_statements_of_two_speakers() -> None:
    text = (
        "Ferry talks end\n\nThe talks ended at midnight, and both sides went home.\n\n"
        "“We have given all that we can give,” said Norvik's director, Tor Vik.\n\n"
        "“They have had every chance.” – Harbour chief Eva Strand\n"
    )
    reading = read_documents([document(text)])
    said = {s.content[0].words: s.speaker.name for s in reading.all() if s.content}
    assert said["“We have given all that we can give,”"] == "Tor Vik"
    assert said["“They have had every chance.”"] == "Eva Strand"
