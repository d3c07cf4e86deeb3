"""For whom persons speak where what was read of speakers tells more than the parse."""

from __future__ import annotations

from zopa.proposing.actors import Actors, actors_of
from zopa.statements.statement import Speaker, SpeakerKind

from .told import report_of


def _actors(text: str, *told: tuple[str, str]) -> Actors:
    speakers = [Speaker(SpeakerKind.PERSON, name=name, party=party) for name, party in told]
    return actors_of([report_of(text)], speakers=speakers)


def _people(actors: Actors) -> dict[str, list[str]]:
    return {actor.name: [person.name for person in actor.people] for actor in actors.actors}


_CARRIED = (
    "Secretary Ann Berg of Chad carried the draft to Sweden. Sweden rejected the draft. "
    "Canada proposed another one."
)


def test_most_statements_of_a_person_tell_the_party():
    told = ("Ann Berg", "canada")
    assert _people(_actors(_CARRIED, told, told, ("Ann Berg", "sweden")))["Canada"] == ["Ann Berg"]


def test_where_statements_tell_two_parties_alike_the_parse_decides():
    actors = _actors(_CARRIED, ("Ann Berg", "canada"), ("Ann Berg", "sweden"))
    people = _people(actors)
    assert "Ann Berg" not in [*people["Canada"], *people["Sweden"]]


def test_the_head_of_a_union_speaks_for_it_whatever_the_country():
    text = (
        "The Dockers Union president, Ann Berg, rejected the offer of Brell Ltd. Canada offered "
        "its help. The Dockers Union wants more."
    )
    assert _people(_actors(text, ("Ann Berg", "canada")))["Dockers Union"] == ["Ann Berg"]


def test_a_council_whose_spokesman_speaks_for_a_state_is_a_part_of_it():
    text = (
        "Canada proposed a pact. Sweden rejected it. National Security Council spokesman Per Holt "
        "said that it was fair."
    )
    assert "National Security Council" in _people(_actors(text))
    people = _people(_actors(text, ("Per Holt", "canada"), ("Per Holt", "canada")))
    assert "National Security Council" not in people
    assert people["Canada"] == ["Per Holt"]


def test_a_speaker_led_to_a_party_with_doubt_tells_nothing():
    doubted = [Speaker(SpeakerKind.PERSON, name="Ann Berg", party="canada", confidence=0.4)] * 3
    people = _people(actors_of([report_of(_CARRIED)], speakers=doubted))
    assert "Ann Berg" not in people["Canada"]
