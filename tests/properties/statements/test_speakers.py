"""Nothing raises, spans stand, and names decide, not where they stand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.foundation.text import Span
from zopa.sources.document import Document, Form
from zopa.statements.speakers import Cast
from zopa.statements.speakers.casing import recased
from zopa.statements.statement import Attribution

WORDS = st.sampled_from([
    "He", "She", "They", "It", "the", "official", "president", "US", "Ukraine", "Kyiv",
    "Zelenskyy", "Mr", "Mrs", "Dr.", "Trump’s", "of", "for", "and\n", "", "", "", "Scott",
    "Bessent", "BESSENT", "U.S.", "van", "der", "Leyen", "Local", "12", "“", "”", "\"", "‘", "’",
    ",", ".", ";", ":", "(", ")", "\n", "\n\n", "said", "that", "who\n", "", "", "", "Inc",
    "plc", "Union", "a", "two", "another", "people", "familiar", "with", "İstanbul", "ΑΘΗΝΑ",
    "Москва", "東京", "بيروت", "'", "-", "&", "I", "we\n", "", "", "", "minister,", "envoy",
    "former", "senior", "one", "current",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=40).map(" ".join))


@settings(max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.data())
def test_any_text_and_any_spans(texts: list[str], data: st.DataObject) -> None:
    documents = [
        Document(str(n), "a.txt", Form.TEXT, text, "utf-8", "", text)
        for n, text in enumerate(texts)
    ]
    span = st.builds(Span, st.integers(0, 130), st.integers(0, 130))
    spans = st.lists(span, max_size=2).map(tuple)
    attribution = st.builds(Attribution, spans, spans, spans)
    listed = [data.draw(st.lists(attribution, max_size=5)) for _ in documents]
    cast = Cast(documents, listed)
    assert [len(found) for found in cast.speakers] == [len(each) for each in listed]
    for document, found in zip(documents, cast.speakers, strict=True):
        for speaker in found:
            assert 0.0 <= speaker.confidence <= 1.0
            assert speaker.name not in speaker.also
            if speaker.mention is not None:
                assert 0 <= speaker.mention.start < speaker.mention.stop <= len(document.reading)
    for member in (*cast.people, *cast.institutions):
        for where in member.mentions:
            written = documents[where.document].reading[where.span.start : where.span.stop]
            assert len(written) == where.span.stop - where.span.start > 0
    for party in cast.parties:
        assert party.id


@given(st.text(max_size=200))
def test_capitals_change_no_place(text: str) -> None:
    assert len(recased(text)) == len(text)


@given(st.lists(st.sampled_from(["We met.", "It rained.", "Nobody came."]), max_size=6))
def test_what_names_nobody_changes_nothing(before: list[str]) -> None:
    text = " ".join([*before, "Ukrainian president Ivan Melnyk spoke. Melnyk left."])
    document = Document("a", "a.txt", Form.TEXT, text, "utf-8", "", text)
    [melnyk] = Cast([document]).people
    assert (melnyk.name, melnyk.party, len(melnyk.mentions)) == ("Ivan Melnyk", "ukraine", 2)
