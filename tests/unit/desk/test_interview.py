"""A person is asked what they want: questions, answers, clashes, and the ledger after each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import zopa
from zopa.case.issues import NoDeal, Package
from zopa.case.kinds.preference import Preference
from zopa.case.kinds.priorities import Priorities
from zopa.case.model import Case
from zopa.desk.errors import EditRefusedError, FindingsError, WrongCallError
from zopa.desk.interview import Answer, Interview
from zopa.desk.interview_questions import (
    LevelsQuestion,
    NoDealQuestion,
    PairQuestion,
    Question,
    SwingQuestion,
)
from zopa.desk.stated_answers import StatedAnswers

LEDGER = """\
# The lease, as we know it
zopa: 1
title: The lease
parties:
  us: {name: Our side, also: [tenants]}
  them: {name: Their side}
issues:
  rent: {title: Rent, unit: euros, levels: {from: 800, to: 1200, step: 200}}
  term: {title: Length, options: {one: a year, two: two years, open: for good}}
  pets: {title: Pets, options: {"yes": allowed, "no": not allowed}}
facts:
  - party: them   # they said so
    order: {rent: more, term: [one, two, open], pets: ["no", "yes"]}
    assumed: what landlords want
"""
DAY = date(2026, 3, 4)
TRUE = {
    "rent": {"800": 0.5, "1000": 0.3, "1200": 0.0},
    "term": {"one": 0.0, "two": 0.1, "open": 0.3},
    "pets": {"yes": 0.2, "no": 0.0},
}
NO_DEAL = 0.42


def worth(terms: Any) -> float:
    return sum(TRUE[issue][level] for issue, level in terms.items())


def honest(question: Question) -> str:
    """What a person with the values above writes."""
    match question:
        case LevelsQuestion(issue=issue) if issue.numeric:
            return "less"
        case LevelsQuestion(issue=issue):
            ids = issue.level_ids
            return " ".join(
                str(ids.index(k) + 1) for k in sorted(ids, key=lambda k: -TRUE[issue.id][k])
            )
        case SwingQuestion(swings=swings):
            ids = [issue.id for issue, _, _ in swings]
            order = sorted(ids, key=lambda i: -max(TRUE[i].values()))
            return " ".join(str(ids.index(i) + 1) for i in order)
        case NoDealQuestion(terms=terms):
            return "a" if worth(terms) > NO_DEAL else "b"
        case PairQuestion(this=this, that=that):
            gap = worth(this) - worth(that)
            return "=" if abs(gap) < 0.02 else "a" if gap > 0 else "b"
    raise AssertionError(question)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(LEDGER, encoding="utf-8")
    return tmp_path


def person(*lines: str | None) -> tuple[Callable[[str], str | None], list[str]]:
    """Somebody who writes these lines and then goes, and what they are shown."""
    shown: list[str] = []

    def answer(text: str) -> str | None:
        shown.append(text)
        return lines[len(shown) - 1] if len(shown) <= len(lines) else None

    return answer, shown


def finished(interview: Interview) -> Interview:
    while interview.question is not None:
        interview = interview.after(honest(interview.question))
        assert interview.clash is None
    return interview


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Interview:
    """An interview with somebody honest, to its end."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "case.yaml").write_text(LEDGER, encoding="utf-8")
    return finished(Interview(zopa.load(folder), "us", DAY))


def test_the_parts_follow_one_another(whole: Interview) -> None:
    parts = [type(answer.question) for answer in whole.answers]
    assert parts[:4] == [LevelsQuestion] * 3 + [SwingQuestion]
    assert NoDealQuestion in parts
    assert parts == sorted(
        parts, key=[LevelsQuestion, SwingQuestion, NoDealQuestion, PairQuestion].index
    )
    assert all(fact.stated == DAY and fact.party == "us" for fact in whole.facts)
    assert whole.settled or parts.count(PairQuestion) == 15


def test_everything_that_is_stated_is_true_of_the_person(whole: Interview) -> None:
    for fact in whole.facts:
        if isinstance(fact.content, Preference):
            this, to = (
                NO_DEAL if isinstance(each, NoDeal) else worth(each.terms)
                for each in (fact.content.this, fact.content.to)
            )
            assert abs(this - to) < 0.05 if fact.content.about else this > to


def test_no_question_is_asked_twice_and_each_fits_the_screen(whole: Interview) -> None:
    keys = [answer.question.key for answer in whole.answers]
    assert len(set(keys)) == len(keys)
    for answer in whole.answers:
        assert max(map(len, answer.question.shown().split("\n"))) <= 78


def test_after_it_the_choice_costs_little(whole: Interview) -> None:
    assert whole.regret < 0.02
    drawn = zopa.draw(whole.known, 200)
    for k, issue in enumerate(whole.case.issues):
        weights = drawn.values[k][:, 0].max(axis=1)
        assert weights.min() < max(TRUE[issue].values()) < weights.max()


def test_the_same_answers_lead_to_the_same_question(whole: Interview) -> None:
    first = next(k for k, a in enumerate(whole.answers) if isinstance(a.question, PairQuestion))
    again = Interview(whole.case, "us", DAY, answers=whole.answers[:first])
    assert again.question == whole.answers[first].question


def test_each_answer_is_in_the_ledger_at_once_and_every_line_stays(folder: Path) -> None:
    held: list[int] = []

    def answer(text: str) -> str | None:
        case = zopa.load(folder)
        held.append(sum(fact.stated is not None for fact in case.facts))
        lines = ["less", "3 2 1", "", "1 3"]
        return lines[len(held) - 1] if len(held) <= len(lines) else None

    made = zopa.ask(folder, "tenants", answer, on=DAY)
    assert held == [0, 1, 2, 2, 3]
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert text.startswith(LEDGER)
    assert "  # stated when asked on 4 March 2026\n" in text
    assert zopa.check(folder).passes()
    assert not made.finished
    assert [words.split()[3] for words in made.stated] == ["wanted", "ranked", "put"]
    priorities = zopa.load(folder).facts[-1].content
    assert priorities == Priorities((("rent",), ("pets",), ("term",)))


def test_somebody_who_goes_at_once_leaves_the_ledger_as_it_was(folder: Path) -> None:
    answer, shown = person()
    made = zopa.ask(folder, "us", answer, on=DAY)
    assert (folder / "case.yaml").read_text(encoding="utf-8") == LEDGER
    assert not made.stated
    assert "`back` takes the last answer back" in shown[0]


def test_an_answer_is_taken_back(folder: Path) -> None:
    answer, shown = person("less", "back", "more", "stop", "2 1")
    zopa.ask(folder, "us", answer, on=DAY)
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert "order: {rent: more}" in text
    assert "less" not in text
    assert len(shown) == 4
    assert "Rent, from 800 euros to 1200 euros" in shown[2]


def test_taking_back_the_only_answer_gives_back_every_byte(folder: Path) -> None:
    answer, _ = person("less", "back")
    zopa.ask(folder, "us", answer, on=DAY)
    assert (folder / "case.yaml").read_text(encoding="utf-8") == LEDGER


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["sideways"], "Write `more`, `less` or a figure among 800, 1000, 1200."),
        (["900"], "Write `more`, `less` or a figure among 800, 1000, 1200."),
        (["back"], "This is the first question: there is nothing to take back."),
        (["less", "4"], "There is no 4: the numbers go from 1 to 3."),
        (["less", "1 1"], "1 stands there twice."),
        (["less", "one"], "Write numbers, the first first, such as `2 1 3`."),
        (["?"], "Nothing, and Return, if you can't say."),
    ],
)
def test_what_is_no_answer_is_told_and_asked_again(
    folder: Path, lines: list[str], told: str
) -> None:
    answer, shown = person(*lines)
    zopa.ask(folder, "us", answer, on=DAY)
    assert shown[-1].startswith(told)
    assert shown[-1].split("\n\n", 1)[1].split("\n")[0].startswith("Part 1")


def test_a_figure_in_between_is_a_peak(folder: Path) -> None:
    answer, _ = person("1000")
    zopa.ask(folder, "us", answer, on=DAY)
    assert "order: {rent: {peak: 1000}}" in (folder / "case.yaml").read_text(encoding="utf-8")


def cycle(interview: Interview) -> Interview:
    """Somebody who prefers one thing to another, that to a third, and the third to the first."""
    issues = interview.case.issues
    packages = [{"rent": "800", "term": "one"}, {"rent": "1000", "term": "two"},
                {"rent": "1200", "term": "open"}]  # fmt: skip
    for number in range(3):
        this, that = packages[number], packages[(number + 1) % 3]
        question = PairQuestion(number + 1, 15, issues, this, that)
        interview.__dict__["question"] = question
        interview = interview.after("a")
    return interview


def test_answers_that_go_round_in_a_circle_are_shown_and_one_is_taken_back(folder: Path) -> None:
    begun = Interview(zopa.load(folder), "us", DAY)
    for line in ("less", "3 2 1", "1", ""):
        begun = begun.after(line)
    clashing = cycle(begun)
    assert clashing.clash is not None
    shown = clashing.shown_clash()
    assert shown.count("Preferred a deal with") == 3
    assert "  3  " in shown
    assert "  4  " not in shown
    assert len(clashing.facts) == len(begun.facts) + 2
    last = clashing.after("")
    assert last.clash is None
    assert last.facts == clashing.facts
    assert last.answers[-1].fact is None
    first = clashing.after("1")
    assert first.clash is None
    assert len(first.facts) == len(begun.facts) + 2
    assert first.facts[-1].content == Preference(
        Package(terms={"rent": "1200", "term": "open"}),
        Package(terms={"rent": "800", "term": "one"}),
    )
    assert clashing.after("back") == last.after("back")
    with pytest.raises(ValueError, match="there is no 4: the numbers go from 1 to 3"):
        clashing.after("4")


def test_what_stands_in_the_ledger_is_named_with_its_line(folder: Path) -> None:
    ledger = LEDGER + "  - {party: us, weight: {pets: 60..80}, assumed: they have three dogs}\n"
    (folder / "case.yaml").write_text(ledger, encoding="utf-8")
    answer, shown = person("less", "3 2 1", "1", "1 2 3", "", "stop")
    zopa.ask(folder, "us", answer, on=DAY)
    assert "cannot hold together" in shown[4]
    assert "(case.yaml:15)" in shown[4]
    assert "What stands in the ledger you can change there." in " ".join(shown[4].split())
    assert "priorities" not in (folder / "case.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("order", ["[pets, [rent, term]]", "[pets, rent, term]"])
def test_what_they_say_of_what_matters_most_replaces_what_was_told_of_it(
    folder: Path, order: str
) -> None:
    told = f"  - {{party: us, priorities: {order}, on: 2026-02-01, assumed: a guess}}\n"
    (folder / "case.yaml").write_text(LEDGER + told, encoding="utf-8")
    answer, _ = person("less", "3 2 1", "1", "1 2 3")
    zopa.ask(folder, "us", answer, on=DAY)
    case = zopa.load(folder)
    assert [fact.assumed for fact in case.replaced] == ["a guess"]


def test_a_second_call_goes_on_from_the_first(folder: Path) -> None:
    answer, _ = person("less", "3 2 1", "1", "1 3 2")
    zopa.ask(folder, "us", answer, on=DAY)
    answer, shown = person("stop")
    zopa.ask(folder, "us", answer, on=DAY)
    assert "Part 3" in shown[0]


def test_an_edit_made_meanwhile_is_never_lost(folder: Path) -> None:
    path = folder / "case.yaml"

    def answer(text: str) -> str:
        path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
        return "less"

    with pytest.raises(EditRefusedError) as refused:
        zopa.ask(folder, "us", answer, on=DAY)
    assert path.read_text(encoding="utf-8") == LEDGER + "# mine\n"
    assert "order: {rent: less}" in refused.value.kept.read_text(encoding="utf-8")


def test_facts_in_brackets_leave_no_place(folder: Path) -> None:
    head, _, _ = LEDGER.partition("facts:")
    line = "facts: [{party: them, order: {rent: more}, assumed: so}]\n"
    (folder / "case.yaml").write_text(head + line, encoding="utf-8")
    with pytest.raises(FindingsError, match="`facts` is written in brackets"):
        zopa.ask(folder, "us", person("less")[0], on=DAY)


def test_a_ledger_without_facts_gets_the_section(folder: Path) -> None:
    head, _, _ = LEDGER.partition("facts:")
    (folder / "case.yaml").write_text(head, encoding="utf-8")
    zopa.ask(folder, "us", person("less")[0], on=DAY)
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert text.startswith(head)
    assert [fact.kind for fact in zopa.load(folder).facts] == ["order"]


@pytest.mark.parametrize(
    ("party", "told"),
    [("thems", "did you mean `them`"), ("xyzzy", "there are `us`, `them`")],
)
def test_who_is_not_there_is_told(folder: Path, party: str, told: str) -> None:
    with pytest.raises(WrongCallError, match=told):
        zopa.ask(folder, party, person()[0])


def test_a_point_table_says_all(folder: Path) -> None:
    table = "points: {rent: {800: 1, 1000: 1, 1200: 0}, term: {one: 0, two: 1, open: 2}"
    text = LEDGER.replace("us: {name", f"us: {{{table}, pets: {{'yes': 1, 'no': 0}}}}, name")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(WrongCallError, match="point table of `us` says all"):
        zopa.ask(folder, "us", person()[0])


def test_an_answer_that_says_nothing_has_no_fact(folder: Path) -> None:
    begun = Interview(zopa.load(folder), "us", DAY)
    after = begun.after("can’t say")
    assert after.facts == ()
    assert isinstance(after.answers[0], Answer)
    assert after.question != begun.question


@pytest.mark.parametrize("given", [1, ["1"], b"1"])
def test_an_answer_that_is_no_text_is_a_wrong_call(folder: Path, given: object) -> None:
    with pytest.raises(WrongCallError, match=r"`answer` gave .* which is no line"):
        zopa.ask(folder, "us", lambda _: given, on=DAY)  # type: ignore[arg-type, return-value]
    assert (folder / "case.yaml").read_text(encoding="utf-8") == LEDGER


def test_no_answer_is_written_through_a_link_that_leads_out(tmp_path: Path) -> None:
    home, away = tmp_path / "home", tmp_path / "away"
    for folder in (home, away):
        folder.mkdir()
    (away / "case.yaml").write_bytes(b"zopa: 1\n")
    (home / "case.yaml").symlink_to(away / "case.yaml")
    with pytest.raises(WrongCallError, match="leads out of the case folder"):
        StatedAnswers(home, Case("", {}, {}), date(2026, 3, 4))
