"""Whatever the statements: an answer, probabilities, and the same in any order."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.foundation.text import Span
from zopa.sources.document import Document, Form
from zopa.statements.corroboration import corroborate
from zopa.statements.corroboration.comparison import compare
from zopa.statements.corroboration.wording import wording_of
from zopa.statements.statement import (
    Act,
    Figure,
    Manner,
    Speaker,
    SpeakerKind,
    Statement,
    TellingMode,
    passages,
)

TEXT = "the only not future past aid Norland signed no“never ships 14 , . ” but and US don’t é"
WORDS = st.sampled_from(TEXT.split())
NUMBERS = st.sampled_from([0.0, 0.6, -1.0, 1.0, 1e-12])


@st.composite
def readings(draw: st.DrawFn) -> tuple[list[Document], list[Statement], np.ndarray]:
    documents, statements = [], []
    for number in range(draw(st.integers(1, 3))):
        text = " ".join(draw(st.lists(WORDS, max_size=25)))
        name = f"d{number}"
        documents.append(Document(name, "", Form.TEXT, text, "utf-8", "", text))
        place = st.integers(0, len(text))
        for which in range(draw(st.integers(0, 3))):
            start, stop = sorted((draw(place), draw(place)))
            statements.append(
                Statement(
                    f"{name}s{which}",
                    name,
                    draw(st.sampled_from(TellingMode)),
                    (),
                    passages(text, [Span(0, min(3, len(text)))]),
                    passages(text, draw(st.sampled_from([(Span(start, stop),), ()]))),
                    Manner.INDIRECT,
                    Speaker(
                        draw(st.sampled_from(SpeakerKind)), draw(st.sampled_from(["", "Ann Lee"]))
                    ),
                    draw(st.sampled_from(Act)),
                    figures=(
                        Figure(Span(start, stop), text[start:stop], draw(NUMBERS), 1.0, "ships"),
                    ),
                )
            )
    rows = draw(
        st.lists(
            st.lists(NUMBERS, min_size=3, max_size=3),
            min_size=len(statements),
            max_size=len(statements),
        )
    )
    return documents, statements, np.array(rows, dtype=float).reshape(-1, 3)


@settings(max_examples=30)
@given(readings(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same(given_: tuple, random: object) -> None:
    documents, statements, rows = given_
    found = corroborate(documents, statements, rows, least=0.0)
    order = list(range(len(statements)))
    random.shuffle(order)
    again = corroborate(
        documents[::-1], [statements[i] for i in order], rows[order].reshape(-1, 3), least=0.0
    )
    assert again == found
    told = [name for claim in found.claims for name in claim.statements]
    assert sorted(told) == sorted(statement.id for statement in statements)
    for claim in found.claims:
        assert 0 <= claim.probability <= 1
        assert 1 <= claim.independent <= len(claim.documents)
        assert (claim.alone != "") == (len(claim.documents) == 1)
    for each in found.differences:
        assert 0 <= each.probability <= 1
    assert all(0 <= copy.share <= 1 for copy in found.copies)


@settings(max_examples=30)
@given(readings(), st.floats(-1, 1))
def test_turning_a_pair_about_changes_nothing(given_: tuple, cosine: float) -> None:
    documents, statements, _ = given_
    texts = {document.id: document.reading for document in documents}
    words = [wording_of(texts[each.document], each) for each in statements]
    for one in words:
        for other in words:
            assert compare(one, other, cosine) == compare(other, one, cosine)
