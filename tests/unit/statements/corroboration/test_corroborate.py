"""Lining up: claims, differences, copies, and two real reports that differ about aid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from zopa.foundation.text import Span
from zopa.sources.document import Document, Form
from zopa.statements.corroboration import Copied, Detail, corroborate
from zopa.statements.corroboration.candidates import candidate_pairs
from zopa.statements.corroboration.copies import shared_words
from zopa.statements.corroboration.wording import wording_of
from zopa.statements.statement import (
    Act,
    Figure,
    Manner,
    Passage,
    Speaker,
    SpeakerKind,
    Statement,
    TellingMode,
)


def document(name: str, text: str) -> Document:
    return Document(name, f"{name}.txt", Form.TEXT, text, "utf-8", "", text)


def statement(
    name: str, report: Document, words: str, figures: tuple[Figure, ...] = (), speaker: str = ""
) -> Statement:
    start = report.reading.index(words)
    who = Speaker(SpeakerKind.PERSON, speaker) if speaker else Speaker(SpeakerKind.UNNAMED)
    content = (Passage(Span(start, start + len(words)), words),)
    told, act = TellingMode.SAID, Act.INFORM
    return Statement(
        name, report.id, told, (), (), content, Manner.INDIRECT, who, act, figures=figures
    )


def vectors(cosines: list[list[float]]) -> np.ndarray:
    """Unit vectors with these cosines."""
    return np.linalg.cholesky(np.array(cosines) + 1e-9 * np.eye(len(cosines)))


def words_at(report: Document, spans: tuple[Span, ...]) -> list[str]:
    return [report.reading[span.start : span.stop] for span in spans]


def test_who_tells_it_and_who_alone() -> None:
    one = document("a", "Officials said that the mill will close in May. A bridge fell, they said.")
    two = document("b", "A clerk told us that in May the mill will close.")
    told = [
        statement("a1", one, "the mill will close in May"),
        statement("a2", one, "A bridge fell"),
        statement("b1", two, "in May the mill will close"),
    ]
    found = corroborate([one, two], told, vectors([[1, 0.1, 0.97], [0.1, 1, 0.1], [0.97, 0.1, 1]]))
    assert [claim.statements for claim in found.claims] == [("a1", "b1"), ("a2",)]
    mill, bridge = found.claims
    assert (mill.documents, mill.independent, mill.alone) == (("a", "b"), 2, "")
    assert (bridge.documents, bridge.independent, bridge.alone) == (("a",), 1, "a")
    assert mill.id == "claim-a1"
    assert found.differences == ()


def test_other_figures() -> None:
    one = document("a", "The port said that 14 ships wait outside the port.")
    two = document("b", "The port said that 22 ships wait outside the port.")
    told = [
        statement(
            "a1",
            one,
            "14 ships wait outside the port",
            (Figure(Span(19, 21), "14", 14, 14, "ships"),),
        ),
        statement(
            "b1",
            two,
            "22 ships wait outside the port",
            (Figure(Span(19, 21), "22", 22, 22, "ships"),),
        ),
    ]
    found = corroborate([one, two], told, vectors([[1, 0.93], [0.93, 1]]))
    assert [claim.alone for claim in found.claims] == ["a", "b"]
    (apart,) = found.differences
    assert apart.kind is Detail.FIGURES
    # Unnamed speakers: the same words may be about another port's ships.
    assert apart.probability > 0.4
    assert (apart.first_words, apart.second_words) == (("14",), ("22",))


def test_what_stands_within_a_statement_differs_as_a_part_of_it() -> None:
    one = document("a", "The port said that it counted 14 ships that wait outside the port.")
    two = document("b", "The port said that it counted 22 ships that wait outside the port.")
    told = []
    for report, count in ((one, 14), (two, 22)):
        figures = (Figure(Span(30, 32), str(count), count, count, "ships"),)
        inner = f"{count} ships that wait outside the port"
        told += [
            statement(f"{report.id}1", report, f"it counted {inner}", figures),
            replace(statement(f"{report.id}2", report, inner, figures), within=f"{report.id}1"),
        ]
    near = 0.05 * np.eye(4) + 0.95
    found = corroborate([one, two], told, vectors(near.tolist()))
    assert [(each.first, each.second) for each in found.differences] == [("a1", "b1")]
    alone = [each for each in told if each.within]
    found = corroborate([one, two], alone, vectors([[1, 0.95], [0.95, 1]]))
    assert [(each.first, each.second) for each in found.differences] == [("a2", "b2")]


def test_a_quote_told_twice_has_one_origin() -> None:
    quote = "we will not give up one metre of the land that our parents left to us"
    rest = "Rain fell all day and nobody else came, a guard told us when he locked the gate."
    one = document("a", f"She was in tears. “{quote},” she said on the steps of the court. {rest}")
    two = document(
        "b", f"Later the farmers met in a hall by the river. She said: “{quote}”. {rest[::-1]}"
    )
    told = [statement("a1", one, quote), statement("b1", two, quote)]
    found = corroborate([one, two], told, vectors([[1, 1], [1, 1]]))
    assert [copy.kind for copy in found.copies] == [Copied.QUOTE]
    (claim,) = found.claims
    assert claim.documents == ("a", "b")
    assert claim.independent == 1


def test_a_copied_report_counts_once() -> None:
    story = " ".join(f"word{number}" for number in range(40))
    same = [document("a", story), document("b", f"Agency: {story}"), document("c", story[::-1])]
    kinds = {(copy.kind, copy.first, copy.second) for copy in shared_words(same)}
    assert kinds == {(Copied.DOCUMENT, "a", "b"), (Copied.PASSAGE, "a", "b")}
    told = [statement(f"{each.id}1", each, each.reading[10:60]) for each in same[:2]]
    (claim,) = corroborate(same, told, vectors([[1, 1], [1, 1]])).claims
    assert (len(claim.documents), claim.independent) == (2, 1)


def test_many_copies_are_one_origin() -> None:
    story = " ".join(f"word{number}" for number in range(40))
    reports = [document(f"d{number:02}", story) for number in range(30)]
    told = [statement(f"s{each.id}", each, "word3 word4 word5 word6") for each in reports]
    (claim,) = corroborate(reports, told, np.ones((30, 2))).claims
    assert (len(claim.documents), claim.independent) == (30, 1)


def test_what_is_denied_and_restricted() -> None:
    report = document("a", "The paper held no word about new cables, but spoke only of old ones.")
    found = wording_of(report.reading, statement("s", report, report.reading))
    assert {term.stem for term in found.terms if term.denied} == {"word", "cabl", "new"}
    assert words_at(report, found.restrictors) == ["only"]


@pytest.mark.parametrize("neighbours", [1, 3, 50])
def test_blocks_find_what_all_pairs_find(neighbours: int) -> None:
    rows = np.random.default_rng(5).standard_normal((60, 12))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = rows @ rows.T
    plain = set()
    for one in range(60):
        others = sorted((o for o in range(60) if o != one), key=lambda o: -cosines[one, o])
        near = [other for other in others[:neighbours] if cosines[one, other] >= 0.2]
        plain |= {(min(one, other), max(one, other)) for other in near}
    pairs, found = candidate_pairs(rows, neighbours, 0.2, block=7)
    assert {tuple(pair) for pair in pairs.tolist()} == plain
    assert np.allclose(found, cosines[pairs[:, 0], pairs[:, 1]])


def test_ties_go_to_the_lower_row() -> None:
    pairs, _ = candidate_pairs(np.ones((5, 1)), 2, block=2)
    assert pairs.tolist() == [[0, 1], [0, 2], [0, 3], [0, 4], [1, 2], [1, 3], [1, 4]]


def test_what_does_not_fit() -> None:
    report = document("a", "The mill will close.")
    told = statement("s", report, "The mill")
    for reports, statements, rows, why in [
        ([report], [told], np.ones((2, 3)), "one row for each"),
        ([report], [told], np.full((1, 3), np.nan), "finite"),
        ([report, report], [told], np.ones((1, 3)), "document comes twice"),
        ([report], [told, told], np.ones((2, 3)), "statement comes twice"),
        ([], [told], np.ones((1, 3)), "no document a"),
    ]:
        with pytest.raises(ValueError, match=why):
            corroborate(reports, statements, rows)


def piece(report: Document, name: str, begin: str, end: str) -> Statement:
    start = report.reading.index(begin)
    stop = report.reading.index(end, start) + len(end)
    return statement(name, report, report.reading[start:stop])


def test_two_real_reports_differ_about_aid(shared_minerals: Path) -> None:
    first, second = sorted((shared_minerals / "sources").glob("*.txt"))
    one, two = (document(n, p.read_text("utf-8")) for n, p in (("a", first), ("b", second)))
    told = [
        piece(one, "a1", "the agreement proposed", "in the future"),
        piece(one, "a2", "the US proposal referred", "not the future"),
        piece(two, "b1", "The proposal focused on", "payment for future aid"),
        piece(one, "a3", "a US attempt to", "country’s land"),
        piece(two, "b2", "not to sign off on", "minerals"),
    ]
    # Of these contents, by all-MiniLM-L6-v2.
    cosines = [
        [1.0, 0.6, 0.56, 0.21, 0.57],
        [0.6, 1.0, 0.48, 0.11, 0.29],
        [0.56, 0.48, 1.0, 0.48, 0.71],
        [0.21, 0.11, 0.48, 1.0, 0.55],
        [0.57, 0.29, 0.71, 0.55, 1.0],
    ]
    found = corroborate([one, two], told, vectors(cosines), least=0.01)
    assert (found.differences[0].first, found.differences[0].second) == ("a1", "b1")
    assert found.differences[0].probability >= 0.05
    named = {(each.first, each.second): each for each in found.differences}
    for pair in (("a1", "b1"), ("a2", "b1")):
        assert named[pair].kind in (Detail.WHETHER, Detail.SCOPE)
        assert "future" in named[pair].first_words
        assert "future" in named[pair].second_words
    assert "a3" not in {each.first for each in found.differences}
    assert not any({"a1", "b1"} <= set(claim.statements) for claim in found.claims)
