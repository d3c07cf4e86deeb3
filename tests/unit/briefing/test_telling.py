"""Which of many statements are shown, and the words that stand around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from zopa.analyses import run_analyses
from zopa.analyses.reported_statements import reports
from zopa.briefing import Brief
from zopa.briefing.phrasing import plain
from zopa.briefing.sections.reports import (
    how_read,
    read_shortly,
    reports_section,
    told_by,
    told_shortly,
)
from zopa.briefing.telling import TIERS, clearest, most_telling, surely, voices
from zopa.briefing.wording.acts import (
    LONGEST,
    act_words,
    shortened,
    speaker_name,
    speaker_office,
    statement_words,
    when_words,
)
from zopa.case.load import load_case
from zopa.case.model import Party
from zopa.preferences.draws import draw
from zopa.statements.statement import Act

from .words_of import changed, lines

REPORTED = Path(__file__).parents[2] / "reported"


@pytest.fixture(scope="module")
def case():
    return load_case(REPORTED)


@pytest.fixture(scope="module")
def result(case):
    return reports(case)


@pytest.fixture(scope="module")
def readable(case):
    return Brief.of(run_analyses(case, draw(case, 10))).readable


@pytest.fixture(scope="module")
def plain_one(result):
    """A demand of five words by a person, which shares words with no other."""
    return next(s for s in result.statements if s.statement == "herald-5")


def words_at(one, start, words):
    """The same statement with other words, which stand elsewhere."""
    (piece,) = one.content
    moved = piece.model_copy(update={"start": start, "stop": start + len(words), "words": words})
    return (moved,)


def made(one, k, *, words="one two three four", speaker=None, **fields):
    """A statement of its own at place `k`, as the fields say."""
    who = one.speaker.model_copy(update={"confidence": 1.0, **(speaker or {})})
    return one.model_copy(
        update={"statement": f"s-{k:02}", "confidence": 0.9, "manner": "indirect", "claim": "",
                "content": words_at(one, 1000 * k, words), "speaker": who, **fields}
    )  # fmt: skip


def names(statements):
    return [int(s.statement[2:]) for s in statements]


def test_what_moves_the_talks_comes_first_and_acts_take_turns(plain_one, result):
    acts = ["inform", "ask", "promise", "demand", "demand", "offer", "doubt", "agree"]
    every = [made(plain_one, k, act=act) for k, act in enumerate(acts)]
    # demand and offer, then a second demand, then promise and agreement, then the request
    assert names(most_telling(every, result, 9)) == [3, 5, 4, 2, 7, 1, 6]
    assert names(most_telling(every, result, 9, inform=True))[-1] == 0
    assert names(most_telling(every, result, 2)) == [3, 5]
    assert [act for act in Act if act not in TIERS] == []
    # a refusal to demand says less than a demand
    less = [made(plain_one, 0, act="demand", negated=True), made(plain_one, 1, act="promise"),
            made(plain_one, 2, act="ask"), made(plain_one, 3, act="threaten")]  # fmt: skip
    assert names(most_telling(less, result, 9)) == [3, 0, 1, 2]


def test_of_one_kind_the_surest_and_the_speakers_own_words_come_first(plain_one, result):
    every = [
        made(plain_one, 0, confidence=0.8),
        made(plain_one, 1, confidence=0.9, speaker={"confidence": 0.7}),
        made(plain_one, 2, confidence=0.85),
        made(plain_one, 3, confidence=0.76, manner="direct"),
        made(plain_one, 4, confidence=0.74, manner="direct"),
    ]
    assert names(most_telling(every, result, 9)) == [3, 2, 4, 0, 1]
    assert surely(every[1]) == 0.7


def test_a_statement_of_less_than_four_words_is_not_shown(plain_one, result):
    three, four = made(plain_one, 0, words="one two three"), made(plain_one, 1)
    assert names(most_telling([three, four], result, 9)) == [1]
    pieces = (*words_at(plain_one, 0, "one two"), *words_at(plain_one, 50, "three four"))
    assert names(most_telling([made(plain_one, 2, content=pieces)], result, 9)) == [2]


def test_a_doubtful_statement_is_not_shown(plain_one, result):
    sure, less = (made(plain_one, k, confidence=c) for k, c in enumerate((0.5, 0.49)))
    speaker = made(plain_one, 2, speaker={"confidence": 0.49})
    assert names(most_telling([sure, less, speaker], result, 9)) == [0]


def test_what_is_told_elsewhere_is_not_shown_again(plain_one, result):
    first, other = made(plain_one, 0), made(plain_one, 1)
    half = made(plain_one, 2, content=words_at(plain_one, 9, "words of their own"))
    less = made(plain_one, 3, content=words_at(plain_one, 10, "words of their own"))
    # of the eighteen characters of the first, nine are half
    assert len(first.content[0].words) == 18
    assert names(most_telling([first, half], result, 9)) == [0]
    assert names(most_telling([first, less], result, 9)) == [0, 3]
    assert names(most_telling([first, other], result, 9, elsewhere=[first])) == [1]
    in_another = half.model_copy(update={"source": "post"})
    assert names(most_telling([first, in_another], result, 9)) == [0, 2]


def test_what_surely_tells_the_same_is_shown_once(plain_one, result):
    claim = result.claims[0]
    pair = [made(plain_one, k, claim=claim.claim) for k in (0, 1)]
    for probability, shown in ((0.8, [0]), (0.79, [0, 1])):
        held = claim.model_copy(update={"probability": probability})
        of = result.model_copy(update={"claims": (held,)})
        assert names(most_telling(pair, of, 9)) == shown
    other = pair[1].model_copy(update={"claim": result.claims[1].claim})
    assert names(most_telling([pair[0], other], result, 9)) == [0, 1]
    assert names(most_telling([pair[0], made(plain_one, 1)], result, 9)) == [0, 1]


def test_whose_statements_stand_together(case, plain_one, result):
    def speaker(kind, party="", name="N"):
        return {"kind": kind, "party": party, "name": name}

    every = [
        made(plain_one, 0, speaker=speaker("person", "owner")),
        made(plain_one, 1, speaker=speaker("institution", "tenant")),
        made(plain_one, 2, speaker=speaker("person")),
        made(plain_one, 3, speaker=speaker("institution", "canada")),
        made(plain_one, 4, speaker=speaker("institution")),  # a house of nobody's
        made(plain_one, 5, speaker=speaker("unnamed", name="")),
        made(plain_one, 6, speaker=speaker("unnamed", "tenant", name=""), act="inform"),
        made(plain_one, 7, speaker=speaker("unstated", "owner", name="")),
        made(plain_one, 8, speaker=speaker("person", "owner"), act="inform"),
    ]
    read = result.model_copy(update={"statements": tuple(every), "claims": ()})
    told = [(v.party, v.unnamed, names(v.shown), v.more) for v in voices(case, read, 4, 2, 3)]
    assert told == [
        ("owner", False, [0], 1),
        ("tenant", False, [1], 0),
        ("", False, [2, 3], 0),
        ("", True, [5, 6], 0),
    ]
    few = [(v.party, names(v.shown), v.more) for v in voices(case, read, 4, 1, 1)]
    assert few[2:] == [("", [2], 1), ("", [5], 1)]
    observed = {**case.parties, "owner": replace(case.parties["owner"], role="observer")}
    watching = voices(replace(case, parties=observed), read, 4, 2, 3)
    assert [v.party for v in watching] == ["tenant", "owner", "", ""]


def test_what_one_voice_shows_another_does_not(case, plain_one, result):
    words = words_at(plain_one, 5000, "one two three four")
    by_owner, unnamed = (
        made(plain_one, k, content=words, speaker={"kind": kind, "party": party, "name": ""})
        for k, (kind, party) in enumerate((("person", "owner"), ("unnamed", "")))
    )
    read = result.model_copy(update={"statements": (by_owner, unnamed), "claims": ()})
    assert [v.unnamed for v in voices(case, read, 4, 2, 3)] == [False]


def differing(result, *pairs):
    """Differences of these kinds and probabilities between statements of these numbers."""
    one = result.differences[0]
    return tuple(
        one.model_copy(
            update={"kind": kind, "probability": p, "first": f"s-{a:02}", "second": f"s-{b:02}",
                    **dict(zip(("first_words", "second_words"), words, strict=False))}
        )
        for kind, p, a, b, *words in pairs
    )  # fmt: skip


def test_the_likeliest_differences_come_first_and_names_last(plain_one, result):
    every = tuple(made(plain_one, k) for k in range(8))
    read = result.model_copy(update={"statements": every, "claims": ()})

    def shown(most, *pairs):
        found = clearest(read.model_copy(update={"differences": differing(result, *pairs)}), most)
        return [(names([first])[0], names([second])[0]) for _, first, second in found]

    many = [
        ("who", 0.9, 0, 1),
        ("figures", 0.6, 2, 3),
        ("whether", 0.8, 4, 5),
        ("scope", 0.7, 4, 6),
    ]
    assert shown(9, *many) == [(4, 5), (2, 3), (0, 1)]
    assert shown(2, *many) == [(4, 5), (2, 3)]
    assert shown(9, ("figures", 0.9, 0, 1, (), ())) == []
    assert shown(9, ("figures", 0.9, 0, 1, ("x",), ())) == [(0, 1)]
    assert shown(9, ("figures", 0.9, 0, 1, (), ("x",))) == [(0, 1)]


def test_what_a_statement_is_called(plain_one):
    for negated, conditional, words in (
        (False, False, "refusal"), (True, False, "no refusal"),
        (False, True, "refusal, on a condition"),
    ):  # fmt: skip
        fields = {"act": "reject", "negated": negated, "conditional": conditional}
        assert act_words(plain_one.model_copy(update=fields)) == words


def test_who_makes_it(plain_one):
    def said(who=(), **speaker):
        fields = {"name": "", "office": "", "kind": "person", **speaker}
        pieces = tuple(plain_one.who[0].model_copy(update={"words": w}) for w in who)
        one = plain_one.model_copy(
            update={"speaker": plain_one.speaker.model_copy(update=fields), "who": pieces}
        )
        return plain(speaker_name(one)), plain(speaker_office(one))

    assert said(["a friend"], name="Ann", office="judge") == ("Ann", "judge")
    assert said(["a friend", "of mine"], office="judge") == ("a friend … of mine", "")
    assert said() == ("nobody is named", "")
    assert said(name="Ann", office="judge", kind="institution") == ("Ann", "")
    assert said(name="Ann") == ("Ann", "")


def test_when_it_was_said(case, plain_one):
    def said(of=case, **fields):
        return plain(when_words(of, plain_one.model_copy(update=fields)))

    assert said(first_day="2025-03-10", last_day="2025-03-10") == "10 March 2025"
    assert said(first_day="2025-03-03", last_day="2025-03-09") == "3 March 2025 to 9 March 2025"
    assert said() == "reported 11 March 2025"
    assert said(source="post") == "not dated"
    read = replace(case.reported, dates={"post": date(2025, 3, 12)})
    assert said(replace(case, reported=read), source="post") == "reported 12 March 2025"
    assert said(replace(case, reported=None), source="post") == "not dated"


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("one two", 7, "one two"),
        ("one two three", 7, "one two …"),
        ("one two three", 6, "one …"),
        ("unbreakable", 5, "unbre …"),
    ],
)
def test_words_are_cut_after_a_whole_word(text, longest, short):
    assert shortened(text, longest) == short


def test_long_statements_are_cut(case, plain_one):
    def said(*texts, longest=LONGEST, **fields):
        content = tuple(plain_one.content[0].model_copy(update={"words": t}) for t in texts)
        one = plain_one.model_copy(update={"content": content, "told": "said", **fields})
        return plain(statement_words(case, one, longest=longest))

    assert said("a b") == "“a b”"
    assert said("a b", "c d") == "“a b” … “c d”"
    assert said("a b", "c d", longest=3) == "“a b” …"
    assert said("a b", "c d", longest=4) == "“a b” … “c d” …"  # at least twenty characters
    long = "word " * 60
    assert said(long.strip()) == "“" + "word " * 45 + "word” …"
    # what is done is told with who does it, where the words stand close together
    assert said("a lease", told="done") == "“Tom Reed asked for a lease of five years”"


def test_how_many_sources_tell_it(readable):
    (claim, *_) = readable.reports.claims
    one = next(s for s in readable.reports.statements if s.statement == "herald-1")

    def said(probability=claim.probability, read=readable.reports.sources, **fields):
        changes = one.model_copy(update=fields)
        f = changed(
            readable,
            reports={"claims": (claim.model_copy(update={"probability": probability}),),
                     "statements": (changes,), "sources": read},
        )  # fmt: skip
        return plain(told_by(f, changes))

    assert said() == "two sources"
    assert said(probability=0.8) == "two sources"
    assert said(probability=0.79) == ""
    assert said(independent=1) == "two sources, not all independent"
    assert said(sources=1) == "one source"
    assert said(read=readable.reports.sources[:1]) == ""


def test_how_much_was_read(readable):
    first = readable.reports.sources[0]

    def said(**fields):
        return plain(how_read(changed(readable, reports=fields)))

    assert said().startswith(
        "10 statements were read in two reports by a program, not by a person. It is sure of 8 and "
        "doubts 1, which are not shown. 3 come from unnamed sources. Reports may differ in 1 "
        "place; the likeliest are shown. 2 stand behind no fact or draft yet. The words are those"
    )
    few = said(total=1, sure=0, doubtful=0, unnamed_statements=0, differences=(), unused=(),
               sources=(first,))  # fmt: skip
    assert few.startswith(
        "1 statement was read in one report by a program, not by a person. It is sure of none and "
        "doubts none. The words are those"
    )
    doubted = [s.model_copy(update={"confidence": 0.1}) for s in readable.reports.statements]
    both = said(differences=readable.reports.differences * 2, statements=tuple(doubted))
    assert "Reports may differ in 2 places. 2 stand" in both
    assert said(total=0).startswith("A program read two reports and found no statement")
    assert plain(read_shortly(readable)) == (
        "10 statements read by a program in two reports, 3 of unnamed sources."
    )
    once = {"total": 1, "sources": (first,), "unnamed_statements": 0}
    assert plain(read_shortly(changed(readable, reports=once))) == (
        "1 statement read by a program in one report, none of unnamed sources."
    )


def test_of_many_sides_the_screen_tells_how_many_more_there_are(readable, plain_one):
    """Four sides and those that have no name fit on a screen."""
    parties = {f"p{k}": Party(f"p{k}", f"Side {k}") for k in range(9)}
    case = replace(readable.case, parties=parties)
    every = tuple(
        made(plain_one, k, speaker={"kind": "person", "party": party, "name": "N"})
        for k, party in enumerate(parties)
    )
    told = {"statements": every, "claims": (), "differences": ()}
    many = replace(changed(readable, reports=told), case=case)
    assert len(told_shortly(many)) == 4
    assert plain(read_shortly(many)).endswith("; what five more say is on the page.")
    few = replace(many, case=replace(case, parties=dict(list(parties.items())[:4])))
    assert "more say" not in plain(read_shortly(few))


def test_the_section_line_by_line(readable):
    told = lines(reports_section(readable))
    assert told[0] == "[What each side says and does, in the words of the reports]"
    assert told[1] == "Side / Who / What"
    assert told[2:9] == [
        "The owner | and one more statement / Olga Dahl | owner of the house | demand · one source "
        "/ “I will not sign for less than 1,200 euros,” | The house stays empty · 10 March 2025",
        " / Olga Dahl | refusal · two sources / “The owner has refused the offer of the tenant” | "
        "The house stays empty · reported 11 March 2025",
        "The tenant / Tom Reed | concession, on a condition · one source / “If the roof is mended I"
        " will pay more,” | No lease yet · not dated",
        " / the tenant | offer · one source / “The tenant offered 900 euros a month for five years”"
        " | The house stays empty · reported 11 March 2025 · told by three neighbours who know the "
        "talks",
        " / Tom Reed | demand · one source · uncertain / “Tom Reed asked for a lease of five years”"
        " | The house stays empty · reported 11 March 2025",
        " / the tenant | offer · one source / “The tenant offered 1,000 euros a month for five "
        "years” | No lease yet · not dated · told by a lawyer",
        "[Passages to compare, since the reports may differ in them]",
    ]
    assert told[10] == (
        "A figure | that they differ: very likely (80–95%) / “The tenant offered 900 euros a month "
        "for five years” | the tenant · The house stays empty / “The tenant offered 1,000 euros a "
        "month for five years” | the tenant · No lease yet"
    )
    unnamed = made(readable.reports.statements[4], 1, speaker={"kind": "unnamed"})
    f = changed(readable, reports={"statements": (unnamed,), "differences": (), "claims": ()})
    assert lines(reports_section(f))[0] == "[What sources say that are not named]"
    shortly = [plain(words) for words in told_shortly(readable)]
    assert shortly[0].startswith("The owner: Olga Dahl, demand: “I will not sign for")
    assert shortly[0].endswith(" (one source)")
    assert [words.split(":")[0] for words in shortly] == ["The owner", "The tenant", "Unnamed"]


def test_of_three_parties_or_more_fewer_statements_each_are_shown(readable, plain_one):
    every = tuple(
        made(plain_one, k, speaker={"kind": "person", "party": "owner", "name": "N"})
        for k in range(6)
    )
    for parties, shown in ((2, 4), (3, 3)):
        third = {**readable.case.parties, "third": readable.case.parties["owner"]}
        case = readable.case if parties == 2 else replace(readable.case, parties=third)
        f = changed(replace(readable, case=case), reports={"statements": every, "claims": (),
                                                           "differences": ()})  # fmt: skip
        told = [line for line in lines(reports_section(f)) if " / N | demand" in line]
        assert len(told) == shown
        words = {4: "two more statements", 3: "three more statements"}[shown]
        assert told[0].startswith(f"The owner | and {words} / ")
