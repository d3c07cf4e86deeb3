"""How each line of a proposed ledger came about, and what was set aside."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

import zopa
from tests.unit.proposing.chains.harbour import REPORTS, written
from zopa.desk.chain_screen import chains_screen
from zopa.desk.explained_ledger import ExplainedLedger
from zopa.foundation.text import spans_of
from zopa.proposing import build
from zopa.proposing.chains.chain_records import FactChain, LedgerChains, SetAside, ToldAt


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> ExplainedLedger:
    return zopa.explained(written(tmp_path_factory.mktemp("harbour")))


def fact(made: ExplainedLedger, party: str, begins: str) -> FactChain:
    (found,) = [f for f in made.chains.facts if f.party == party and f.fact.startswith(begins)]
    return found


def aside(made: ExplainedLedger, step: str, words: str) -> SetAside:
    (found,) = [s for s in made.chains.aside if s.step == step and words in s.what]
    return found


def test_the_ledger_is_the_one_that_new_writes(made: ExplainedLedger, tmp_path: Path) -> None:
    case = zopa.propose(tmp_path / "case", written(tmp_path))
    assert made.ledger == case.ledger.read_text("utf-8")


def test_each_line_of_the_ledger_has_its_chain(made: ExplainedLedger) -> None:
    chains, proposal = made.chains, made.proposal
    assert [p.party for p in chains.parties] == [p.thing.id for p in proposal.parties]
    assert [i.issue for i in chains.issues] == [p.thing.id for p in proposal.issues]
    assert [d.draft for d in chains.drafts] == [p.thing.id for p in proposal.drafts]
    assert [f.party for f in chains.facts] == [p.thing.party for p in proposal.facts]
    assert len(chains.also) == len(proposal.also) > 0


def test_a_party_is_called_by_names_descriptions_and_pronouns(made: ExplainedLedger) -> None:
    (union,) = [p for p in made.chains.parties if p.name == "Dockers' Union"]
    assert union.role == "signatory"
    assert {("Dockers' Union", "name"), ("the union", "description")} <= {
        (call.words, call.way) for call in union.called
    }
    (company,) = [p for p in made.chains.parties if p.name == "Halden Ports"]
    assert ("the company's", "description") not in {(c.words, c.way) for c in company.called}
    assert dict(union.does)["wants"] >= 3


def test_a_fact_leads_back_to_who_does_what(made: ExplainedLedger) -> None:
    refusal = fact(made, "dockers_union", "rejects")
    read = refusal.positions[0]
    assert (read.stand, read.cue, read.plain) == ("rejects", "rejected", True)
    assert [(one.words, one.way, one.actor) for one in read.who] == [
        ("The union", "description", "Dockers' Union")
    ]
    assert read.text == made.chains.drafts[0].draft
    assert (read.at.source, read.at.line) == ("mail", 7)
    assert refusal.sure == "established"
    assert "plainly told" in refusal.why_sure


def test_a_wish_that_follows_from_figures_says_so(made: ExplainedLedger) -> None:
    less = fact(made, "halden_ports", "order: {pay: less}")
    assert less.sure == "likely"
    assert less.reasons == ("its figures lie below those of the others",)
    assert less.why_sure.startswith("it follows from figures; by one who negotiates")
    assert less.quotes


def test_a_draft_leads_back_to_the_places_that_tell_of_it(made: ExplainedLedger) -> None:
    draft = made.chains.drafts[0]
    assert draft.by == "halden_ports"
    assert "4 percent" in draft.figures
    assert {told.at.source for told in draft.told} == {"mail", "post"}
    assert any(told.which.startswith("of Halden Ports") for told in draft.told)
    assert any(told.which == "by what is told of it" for told in draft.told)


def test_an_issue_says_why_it_is_one_matter(made: ExplainedLedger) -> None:
    issues = {issue.title: issue for issue in made.chains.issues}
    assert issues["Pay"].grouped == "all tell the known matter “pay”"
    assert any(told.level == "4" for told in issues["Pay"].told)
    crane = issues["New crane"]
    assert crane.grouped == "all share the word “crane”, and no word beside it differs"
    assert {told.by for told in crane.told} >= {
        "Dockers' Union wants it", "Dockers' Union rejects it", "Halden Ports rejects it",
    }  # fmt: skip


def test_what_is_set_aside_has_its_reason_and_its_words(made: ExplainedLedger) -> None:
    nobody = aside(made, "claims", "closure of the canteen")
    assert nobody.what.startswith("“We” rejects")
    assert nobody.why == "nobody known is meant"
    assert nobody.at[0].source == "mail"
    even = aside(made, "facts", "what Dockers' Union wants of New crane")
    assert even.why == "the reasons for one way and the other are even"
    assert {at.source for at in even.at} == {"mail", "post"}


def test_a_person_of_nobody_is_set_aside(tmp_path: Path) -> None:
    text = REPORTS["mail"] + "\nMina Falk said that she was tired.\n"
    made = zopa.explained(written(tmp_path, {"mail": text}))
    assert aside(made, "actors", "Mina Falk").why == "people are nobody's party"


def test_a_guess_from_the_other_side_is_told_as_one(tmp_path: Path) -> None:
    text = (
        "Halden Ports and the Dockers' Union met on Monday. The union demanded more leave. It "
        "insists on more leave. Halden Ports rejected the demand."
    )
    made = zopa.explained(written(tmp_path, {"mail": text}))
    less = fact(made, "halden_ports", "order: {leave:")
    assert less.reasons == ("the only other side at the table wants the opposite",)
    assert less.why_sure.startswith("a guess from what the other side wants")
    assert less.sure != "established"


def test_what_is_not_at_stake_is_set_aside(tmp_path: Path) -> None:
    text = REPORTS["mail"] + "\nHalden Ports accepts a longer pier.\n"
    made = zopa.explained(written(tmp_path, {"mail": text}))
    pier = aside(made, "matters", "pier")
    assert pier.why == "nobody plainly wants or refuses it, and nobody else speaks of it"


def test_a_text_of_nobody_is_set_aside(tmp_path: Path) -> None:
    text = "The mayor rejected the proposal.\n\nHalden Ports demanded a longer pier."
    made = zopa.explained(written(tmp_path, {"mail": text}))
    assert aside(made, "drafts", "the proposal").why.startswith("a text of nobody")


def quoted(thing: object) -> Iterator[ToldAt]:
    if isinstance(thing, ToldAt):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from quoted(part)
    elif hasattr(thing, "__slots__"):
        for name in thing.__slots__:
            yield from quoted(getattr(thing, name))


def test_each_quote_stands_on_its_line(made: ExplainedLedger) -> None:
    places = list(quoted(made.chains))
    assert len(places) > 20
    for at in places:
        spans = spans_of(at.quote, REPORTS[at.source])
        assert len(spans) == 1
        assert at.line
        assert REPORTS[at.source].count("\n", 0, spans[0].start) + 1 == at.line


def test_the_chains_are_json_ready(made: ExplainedLedger) -> None:
    again = json.loads(json.dumps(made.as_dict()))
    assert again["ledger"] == made.ledger
    assert again["chains"]["facts"][0]["fact"] == made.chains.facts[0].fact


def test_the_screen_tells_all_of_it(made: ExplainedLedger) -> None:
    console = Console(file=None, width=100, markup=False, highlight=False)
    with console.capture() as capture:
        console.print(made.to_terminal())
    screen = " ".join(capture.get().split())
    for title in ("PARTIES", "ISSUES", "DRAFTS", "FACTS", "LEFT TO YOU", "SET ASIDE"):
        assert title in screen
    assert "mail:7 “union rejected the offer and demanded 9 percent”" in screen
    assert "no fact, since: reasons for it and against it are even" in screen


def test_a_word_of_a_report_cannot_steer_the_terminal() -> None:
    place = ToldAt("mail", 3, "\x1b[31mred [bold]words")
    made = LedgerChains((), (), (), (), (), (SetAside("claims", "\x1b[2Jwho", "[u]why", (place,)),))
    console = Console(file=None, width=100, force_terminal=True, color_system=None)
    with console.capture() as capture:
        console.print(chains_screen(made))
    assert "\x1b[31m" not in capture.get()
    assert "\x1b[2J" not in capture.get()
    assert "[bold]words" in capture.get()
    assert "[u]why" in capture.get()


def test_no_parse_lives_on_in_what_is_given_back(made: ExplainedLedger, tmp_path: Path) -> None:
    first = zopa.propose(tmp_path / "case", written(tmp_path))
    assert copy.deepcopy(made.chains) == made.chains
    for proposal in (made.proposal, first.proposal):
        facts = (*proposal.facts, *proposal.withheld, *proposal.also)
        assert facts
        assert not any(proposed.basis for proposed in facts)


def test_no_step_is_done_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for name in ("actors_of", "found_by_grammar", "found_by_statements", "read_both_ways"):
        step = getattr(build, name)

        def counted(*args: object, step: object = step, name: str = name, **more: object) -> object:
            calls.append(name)
            return step(*args, **more)  # type: ignore[operator]

        monkeypatch.setattr(build, name, counted)
    zopa.explained(written(tmp_path))
    assert sorted(calls) == [
        "actors_of", "found_by_grammar", "found_by_statements", "read_both_ways"
    ]  # fmt: skip
