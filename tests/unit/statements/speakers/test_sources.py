"""Single sources: unnamed people, descriptions, pronouns, and actors of events."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zopa.foundation.text import Span
from zopa.sources.document import Document, Form
from zopa.sources.sentences import sentences_of
from zopa.statements.speakers import Cast, speakers
from zopa.statements.statement import Attribution, Speaker, SpeakerKind


def document_of(text: str, name: str = "a") -> Document:
    return Document(name, f"{name}.txt", Form.TEXT, text, "utf-8", "", text)


def resolved(text: str, *sources: str) -> list[Speaker]:
    """The speakers of sources that stand in the text in this order."""
    at = 0
    attributions = []
    for source in sources:
        at = text.index(source, at)
        attributions.append(Attribution((Span(at, at + len(source)),), (), ()))
        at += 1
    return speakers([document_of(text)], [attributions])[0]


@pytest.mark.parametrize(
    ("source", "count", "knowing", "office", "party"),
    [
        ("four people familiar with the talks", 4, "familiar with the talks", "", ""),
        ("a senior official", 1, "", "senior official", ""),
        ("two persons acquainted with the matter", 2, "acquainted with the matter", "", ""),
        ("one current and one former senior official", 2, "", "senior official", ""),
        ("officials", None, "", "officials", ""),
        ("a senior White House official", 1, "", "senior White House official", "united_states"),
        ("another Ukrainian official", 1, "", "Ukrainian official", "ukraine"),
        ("a European official", 1, "", "European official", "european_union"),
        ("dozens of lawmakers", None, "", "dozens of lawmakers", ""),
        ("a dozen lawmakers", 12, "", "dozen lawmakers", ""),
        ("a person briefed on the offer", 1, "briefed on the offer", "", ""),
        ("a US ambassador to France", 1, "", "US ambassador", "united_states"),
        ("both diplomats", 2, "", "diplomats", ""),
        ("some diplomats", None, "", "diplomats", ""),
    ],
)
def test_unnamed(source: str, count: int | None, knowing: str, office: str, party: str) -> None:
    [speaker] = resolved(f"It is over, according to {source}.", source)
    assert speaker.kind is SpeakerKind.UNNAMED
    assert (speaker.count, speaker.knowing, speaker.party) == (count, knowing, party)
    assert speaker.office == office


def test_close_to_somebody_is_less_sure_than_his_official() -> None:
    text = (
        "Ukrainian president Ivan Melnyk left. A person close to Melnyk said no. "
        "A Ukrainian official said no."
    )
    near, own = resolved(text, "A person close to Melnyk", "A Ukrainian official")
    assert near.party == own.party == "ukraine"
    assert near.confidence < own.confidence


def test_each_new_unnamed_source_is_another() -> None:
    text = "A diplomat said yes. Another diplomat said no. The diplomat laughed."
    first, second, third = resolved(text, "A diplomat", "Another diplomat", "The diplomat")
    assert first.mention is None
    assert second.mention is None
    assert third.mention == Span(21, 37)


def test_a_pronoun_with_nobody_before_it_is_not_guessed() -> None:
    [speaker] = resolved("He said no.", "He")
    assert (speaker.kind, speaker.name) == (SpeakerKind.UNSTATED, "")
    assert speaker.confidence < 0.5


def test_a_pronoun_between_two_is_less_sure() -> None:
    clear = resolved("Mr Alan Berg spoke. He said no.", "He")[0]
    open_ = resolved("Mr Alan Berg met Mr Karl Stein and Mr Otto Wolf. He said no.", "He")[0]
    assert clear.name == "Alan Berg"
    assert open_.confidence < clear.confidence


def test_gender_leads_the_pronoun() -> None:
    text = "Mr Alan Berg met Ms Ina Falk. She said no. He said yes."
    assert [s.name for s in resolved(text, "She", "He")] == ["Ina Falk", "Alan Berg"]


def test_i_within_a_quotation_is_who_speaks() -> None:
    text = "“I said no,” Mr Alan Berg said. “She said yes.”"
    document = document_of(text)
    quote, source, own = Span(0, 12), Span(13, 25), Span(1, 2)
    listed = [
        Attribution((own,), (), ()),
        Attribution((source,), (), (quote,)),
    ]
    assert [s.name for s in speakers([document], [listed])[0]] == ["Alan Berg", "Alan Berg"]


def test_a_quotation_that_goes_on_stays_with_its_speaker() -> None:
    text = "“It is late,” Mr Alan Berg said. “Very late.”\nNobody spoke. “Who?”"
    document = document_of(text)
    first = Attribution((Span(14, 26),), (), (Span(0, 13),))
    start = text.index("“Very")
    second = Attribution((), (), (Span(start, start + 12),))
    third = Attribution((), (), (Span(text.index("“Who"), len(text)),))
    found = speakers([document], [[first, second, third]])[0]
    assert [s.name for s in found] == ["Alan Berg", "Alan Berg", ""]
    assert found[1].confidence < 0.9


@pytest.mark.parametrize(
    ("text", "actor", "name", "party"),
    [
        ("Ukraine’s president Ivan Melnyk left.", "Ukraine’s", "Ukraine", "ukraine"),
        ("The US proposal failed.", "US proposal", "US", "united_states"),
        ("The US proposal failed.", "US", "US", "united_states"),
        ("Kyiv refused.", "Kyiv", "Ukraine", "ukraine"),
        ("The White House refused.", "White House", "White House", "united_states"),
        ("Mr Ivan Melnyk’s refusal came late.", "Mr Ivan Melnyk’s", "Ivan Melnyk", ""),
    ],
)
def test_actors_of_events(text: str, actor: str, name: str, party: str) -> None:
    document = document_of(text)
    start = text.index(actor)
    speaker = Cast([document]).resolve(document, Span(start, start + len(actor)))
    assert (speaker.name, speaker.party) == (name, party)


def test_several_who_speak_together() -> None:
    text = "Mr Alan Berg and Ms Ina Falk said no."
    [speaker] = resolved(text, "Mr Alan Berg and Ms Ina Falk")
    assert speaker.count == 2
    assert speaker.confidence < 0.7


def test_a_document_of_another_cast() -> None:
    cast = Cast([document_of("Nothing.")])
    assert cast.resolve(document_of("He left.", "b"), Span(0, 2)).confidence == 0.0


def test_a_president_without_a_country_by_what_is_said_beside_him() -> None:
    text = (
        "President Glen Hart said the US had paid enough. Ukrainian president Ivan Melnyk "
        "disagreed with President Hart."
    )
    hart, melnyk = resolved(text, "President Glen Hart", "Ukrainian president Ivan Melnyk")
    assert (hart.party, melnyk.party) == ("united_states", "ukraine")
    cast = Cast([document_of(text)])
    sure = {member.name: member.confidence for member in cast.people}
    assert sure["Glen Hart"] < 0.8 < sure["Ivan Melnyk"]


def test_an_acronym_given_in_brackets() -> None:
    text = "The Port Workers Guild (PWG) met. PWG said no."
    [speaker] = resolved(text, "PWG said"[:3])
    assert speaker.name == "Port Workers Guild"


@pytest.mark.parametrize(
    ("cue", "told", "goes_on"),
    [
        ("did not respond immediately to", "a question", "ministry"),
        ("didn’t answer", "a question", "ministry"),
        ("declined to comment on", "a question", "ministry"),
        ("declined", "to comment", "ministry"),
        ("could not be reached for", "a question", "ministry"),
        ("did not explain", "a question", "embassy"),
        ("said", "it would not respond to threats", "embassy"),
    ],
)
def test_they_go_back_to_who_gave_an_answer(cue: str, told: str, goes_on: str) -> None:
    text = (
        "The Foreign Ministry confirmed on Monday that talks would go on. "
        f"The US Embassy {cue} {told}. They added that no date was set."
    )
    attributions = []
    for one in (
        ("The Foreign Ministry", "confirmed", "that talks would go on"),
        ("The US Embassy", cue, told),
        ("They", "added", "that no date was set"),
    ):
        spans = []
        for words in one:
            at = text.index(words)
            spans.append((Span(at, at + len(words)),))
        attributions.append(Attribution(*spans))
    *_, they = speakers([document_of(text)], [attributions])[0]
    assert goes_on in they.name.casefold()


@pytest.mark.parametrize(("sentences", "name"), [(12, "Ivan Melnyk"), (13, "")])
def test_a_pronoun_is_followed_twelve_sentences_back(sentences: int, name: str) -> None:
    between = "It rained. " * (sentences - 1)
    text = f"Ivan Melnyk, Ukrainian president, arrived. {between}He wants guarantees."
    he = text.index("He wants")
    report = replace(document_of(text), sentences=tuple(sentences_of(text)))
    assert Cast([report]).resolve(report, Span(he, he + 2)).name == name
