"""Whatever the command line does, a call from Python does: each command, with each option.

Each test runs a command and the Python call that does the same, and compares what they give. It
says which arguments and options it covers; the last test holds that none is left out.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
import typer.main
from rich.console import Console
from typer.testing import CliRunner, Result

import zopa
from zopa.cli import app, cases

from .harbour import harbour, report

PROGRAM: Any = typer.main.get_command(app)
COVERED: set[tuple[str, str]] = {
    ("", "--install-completion"),  # a shell's matter
    ("", "--show-completion"),
    ("mcp", "folders"),  # an assistant's matter: tests/unit/mcp
    *(("serve", word) for word in ("folders", "--port", "--open")),  # tests/unit/workbench
}


def covers(command: str, *parameters: str) -> Callable[[Any], Any]:
    """Says which arguments and options of a command a test compares."""
    COVERED.update((command, parameter) for parameter in parameters)
    return lambda test: test


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def done(*words: object) -> Result:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"(folder)"
        for path in folder.rglob("*")
    }


def shown(renderable: Any) -> str:
    """What a terminal shows of a result."""
    console = Console(file=None, highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


@pytest.fixture
def out(tmp_path: Path) -> tuple[Path, Path]:
    """Where the command writes, and where the call does."""
    folders = tmp_path / "command", tmp_path / "call"
    for folder in folders:
        folder.mkdir()
    return folders


@covers("", "--version")
def test_the_version() -> None:
    assert done("--version").stdout == f"zopa {zopa.__version__}\n"


@covers("new", "folder", "--title")
def test_an_empty_case(out: tuple[Path, Path]) -> None:
    command, call = (folder / "case" for folder in out)
    done("new", command, "--title", 'A "quoted" title')
    assert zopa.new(call, title='A "quoted" title') == call / "case.yaml"
    assert tree(command) == tree(call)


@covers("new", "more", "--from")
def test_a_case_out_of_reports(out: tuple[Path, Path], reports: list[Path]) -> None:
    command, call = (folder / "case" for folder in out)
    result = done("new", command, "--from", reports[0], *reports[1:])
    made = zopa.propose(call, reports)
    assert tree(command) == tree(call)
    assert result.stdout.startswith(f"{command / 'case.yaml'} is proposed: {made.summary()}.\n")
    assert all(f"- {note}" in result.stdout for note in made.proposal.notes[:12])


@covers("new", "--parties", "--issues")
def test_a_case_with_what_is_named_first(out: tuple[Path, Path], reports: list[Path]) -> None:
    command, call = (folder / "case" for folder in out)
    parties, issues = "India = New Delhi; Brazil", "duty = tariff: 0..40 percent; quota"
    done("new", command, "--from", *reports, "--parties", parties, "--issues", issues)
    zopa.propose(call, reports, parties=parties, issues=issues)
    assert tree(command) == tree(call)
    result = run("new", out[0] / "no", "--from", *reports, "--issues", "duty: 3..4; quota: x")
    with pytest.raises(zopa.DeskError) as told:
        zopa.propose(out[1] / "no", reports, issues="duty: 3..4; quota: x")
    (findings,) = told.value.findings
    assert (result.exit_code, result.stderr) == (2, f"{findings.render()}zopa: {told.value}\n")


@covers("new", "--ask")
def test_a_case_with_what_a_person_is_asked(
    out: tuple[Path, Path], reports: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    command, call = (folder / "case" for folder in out)
    lines = ["1 = Republic", "", "shifts: day, night", ""]
    words = ("new", command, "--from", *reports, "--ask")
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--ask needs a terminal" in result.stderr
    monkeypatch.setattr(cases, "at_terminal", lambda: True)
    result = CliRunner().invoke(
        app, [str(word) for word in words], "".join(f"{x}\n" for x in lines)
    )
    assert result.exit_code == 0, result.output
    shown: list[str] = []

    def ask(lines_shown: str) -> str:
        shown.append(lines_shown)
        return lines[len(shown) - 1]

    made = zopa.propose(call, reports, ask=ask)
    assert tree(command) == tree(call)
    assert len(shown) == len(lines)
    assert all(text in result.stdout for text in shown)
    assert f"The same without being asked: {made.options}\n" in result.stdout


@covers("propose", "reports", "--title", "--parties", "--issues", "--explain", "--json")
def test_how_a_ledger_comes_about(tmp_path: Path, reports: list[Path]) -> None:
    named = {"title": "Tariffs", "parties": "India; Brazil", "issues": "duty = tariff"}
    options = [word for name, words in named.items() for word in (f"--{name}", words)]
    made = zopa.explained(reports, **named)
    assert done("propose", *reports, *options).stdout == made.ledger
    assert json.loads(done("propose", *reports, *options, "--json").stdout) == json.loads(
        json.dumps(made.as_dict())
    )
    told = done("propose", *reports, *options, "--explain").stdout
    assert told == shown(made.to_terminal())
    zopa.propose(tmp_path / "case", reports, **named)
    assert (tmp_path / "case" / "case.yaml").read_text("utf-8") == made.ledger


@pytest.fixture
def language_model(model: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A configured model that finds one statement which zopa does not find."""
    item = {"told": "said", "source": ["India"], "cue": ["in a"], "content": ["draft"]}
    model.answers = [{"attributions": [{**item, "act": "doubt"}]}]
    monkeypatch.setenv("ZOPA_LLM_URL", model.url)
    monkeypatch.setenv("ZOPA_LLM_MODEL", "m")
    return model


ANSWER = {
    "parties": [{"id": "brazil", "name": "Brazil"}, {"id": "india", "name": "India"}],
    "issues": [{"id": "tariff", "title": "Tariff", "unit": "percent", "numbers": [10, 20, 35]}],
    "drafts": [
        {
            "id": "offer",
            "by": "india",
            "terms": [{"issue": "tariff", "level": 20}],
            "quotes": [{"source": "post", "quote": "its offer of 20 percent stands"}],
        }
    ],
    "facts": [
        {
            "party": "brazil",
            "says": "order",
            "issue": "tariff",
            "levels": ["less"],
            "quotes": [{"source": "post", "quote": "Brazil wants a tariff of 10 per cent"}],
        },
        {
            "party": "brazil",
            "says": "accepts",
            "draft": "offer",
            "quotes": [{"source": "wire", "quote": "Brazil was delighted with everything"}],
        },
    ],
}
"""What a model makes of the two reports; the last fact stands nowhere in them."""


@covers("new", "--language-model")
def test_a_ledger_of_a_language_model(
    out: tuple[Path, Path], reports: list[Path], language_model: Any
) -> None:
    language_model.answers = [ANSWER]
    command, call = (folder / "case" for folder in out)
    result = done("new", command, "--from", *reports, "--language-model")
    made = zopa.propose(call, reports, model=True)
    assert tree(command) == tree(call)
    assert result.stderr == "".join(findings.render() for findings in made.findings)
    assert made.summary() in result.stdout
    assert made.summary() == "2 parties, 1 issue, 1 draft, 2 facts"


@covers("new", "--write-prompt", "--answer")
def test_an_assistant(out: tuple[Path, Path], reports: list[Path]) -> None:
    command, call = out
    result = done("new", "c", "--from", *reports, "--write-prompt", command / "prompt.txt")
    written = zopa.write_prompt(call / "prompt.txt", reports)
    assert tree(command) == tree(call)
    assert written.files == (call / "prompt.txt",)
    assert "1. Paste all of the text" in result.stdout
    for folder in out:
        (folder / "answer.txt").write_text(f"Here it is.\n{json.dumps(ANSWER)}", "utf-8")
    more = ("--answer", command / "answer.txt")
    result = done("new", "c", "--from", *reports, *more, "--write-prompt", command / "more.txt")
    written = zopa.write_prompt(call / "more.txt", reports, answer=call / "answer.txt")
    assert tree(command) == tree(call)
    assert f"({written.faults} in all)" in result.stdout
    done("new", command / "case", "--from", *reports, *more)
    made = zopa.propose(call / "case", reports, answer=call / "answer.txt")
    assert tree(command) == tree(call)
    assert made.summary() == "2 parties, 1 issue, 1 draft, 2 facts"


@covers("read", "--language-model")
def test_a_language_model(reports: list[Path], language_model: Any) -> None:
    asked = len(language_model.shown)
    result = done("read", *reports, "--language-model", "--json")
    read = zopa.read(reports, model=True)
    assert json.loads(result.stdout) == read.as_dict()
    assert len(language_model.shown) > asked
    assert read.records != zopa.read(reports).records


@covers("read", "inputs", "--json")
def test_reports(reports: list[Path]) -> None:
    made = zopa.read(reports)
    assert json.loads(done("read", *reports, "--json").stdout) == made.as_dict()
    assert done("read", *reports).stdout == shown(made.to_terminal())


@covers("read", "inputs", "--json")
def test_a_case_read_again(
    out: tuple[Path, Path], reports: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "500")  # so that no path is broken
    command, call = (folder / "case" for folder in out)
    for folder in (command, call):
        zopa.propose(folder, reports)
    result = done("read", command)
    made = zopa.refresh(call)
    assert tree(command) == tree(call)
    expected = shown(made.to_terminal()).replace(str(call), str(command))
    assert result.stdout == expected
    assert json.loads(done("read", command, "--json").stdout) == made.as_dict()


@covers("ask", "case", "--for", "--on", "--seed", "--json")
def test_own_preferences(out: tuple[Path, Path]) -> None:
    command, call = (shutil.copytree("examples/minerals", folder / "case") for folder in out)
    lines = ["2 1 3 4 5 6 7", "a", "", "b"]
    words = ("ask", command, "--for", "Kyiv", "--on", "2025-02-20", "--seed", "3", "--json")
    result = CliRunner().invoke(app, [*map(str, words)], input="\n".join(lines))
    assert result.exit_code == 0, result.output
    left = iter([*lines, None])
    made = zopa.ask(call, "Kyiv", lambda _: next(left), on="2025-02-20", seed=3)
    told = json.loads(result.stdout)
    assert {**told, "ledger": str(made.ledger)} == made.as_dict()
    assert tree(command) == tree(call)
    assert result.stderr.count("Part 3") >= 3


@covers("add", "case", "reports", "--new-issues", "--json")
def test_new_reports_in_a_case(out: tuple[Path, Path], tmp_path: Path) -> None:
    command, call = (harbour(folder / "case") for folder in out)
    path = report(tmp_path)
    result = done("add", command, path)
    made = zopa.add(call, [path])
    assert tree(command) == tree(call)
    # Where lines are broken goes by the length of the path.
    expected = "".join(shown(made.to_terminal()).split()).replace(str(call), str(command))
    assert "".join(result.stdout.split()) == expected
    assert result.stderr == "".join(findings.render() for findings in made.findings)
    again, once_more = (harbour(folder / "again") for folder in out)
    printed = json.loads(done("add", again, path, "--new-issues", "--json").stdout)
    told = zopa.add(once_more, path, new_issues=True).as_dict()
    assert printed == {**told, "ledger": str(again / "case.yaml")}
    assert tree(again) == tree(once_more)


@covers("read", "inputs", "--output", "--jobs", "--backend")
def test_an_archive(out: tuple[Path, Path], reports: list[Path]) -> None:
    command, call = (folder / "rows.jsonl" for folder in out)
    options = ("--jobs", 1, "--backend", "sequential")
    result = done("read", reports[0].parent, "--output", command, *options)
    summary = zopa.read_many([reports[0].parent], call, jobs=1, backend="sequential")
    assert command.read_bytes() == call.read_bytes()
    assert result.stderr == summary.describe().replace(str(call), str(command)) + "\n"


@covers("check", "case", "--strict", "--json")
def test_findings(well: Path, clashing: Path, tmp_path: Path) -> None:
    unreviewed = tmp_path / "unreviewed"
    shutil.copytree(well, unreviewed)
    text = (unreviewed / "case.yaml").read_text("utf-8")
    (unreviewed / "case.yaml").write_text(f"{text.rstrip()}  # proposed\n", "utf-8")
    assert zopa.check(unreviewed).passes()
    assert not zopa.check(unreviewed).passes(strict=True)
    for folder in (well, clashing, unreviewed):
        findings = zopa.check(folder)
        plain, strict = run("check", folder), run("check", folder, "--strict")
        assert plain.stdout == findings.render()
        assert plain.stderr == f"{folder}: {findings.summary()}\n"
        assert plain.exit_code == (0 if findings.passes() else 1)
        assert strict.exit_code == (0 if findings.passes(strict=True) else 1)
        assert json.loads(run("check", folder, "--json").stdout) == findings.as_dict()


@covers("brief", "--since")
def test_what_has_changed(well: Path, out: tuple[Path, Path]) -> None:
    ledger = well / "case.yaml"
    dated = ledger.read_text("utf-8").replace("rejects: may", "rejects: may, on: 2025-03-03")
    ledger.write_text(dated)
    options = ("--draws", 120, "--since", "2025-03-02")
    made = zopa.brief(well, 120, since=date(2025, 3, 2))
    assert done("brief", well, "--json", *options).stdout == made.brief.to_json() + "\n"


@covers("brief", "--prior")
@covers("export", "--prior")
def test_the_prior(well: Path, out: tuple[Path, Path]) -> None:
    command, call = out
    options = ("--draws", 120, "--prior", "values")
    made = zopa.brief(well, 120, prior="values").brief.to_json()
    assert done("brief", well, "--json", *options).stdout == made + "\n"
    assert made != zopa.brief(well, 120).brief.to_json()
    done("export", well, "--to", "negmas", "--output", command / "x", "--centre", *options[2:])
    zopa.export(well, call / "x", to="negmas", centre=True, prior="values")
    assert tree(command / "x") == tree(call / "x")


@covers("check", "--as-of")
@covers("brief", "--as-of")
@covers("export", "--as-of")
def test_what_was_known_on_a_day(well: Path, out: tuple[Path, Path]) -> None:
    command, call = out
    day = "2025-03-02"
    ledger = well / "case.yaml"
    ledger.write_text(
        ledger.read_text("utf-8").replace("rejects: may", "rejects: may, on: 2025-03-03")
    )
    result = run("check", well, "--as-of", day)
    findings = zopa.check(well, as_of=day)
    assert result.stdout == findings.render() != zopa.check(well).render()
    options = ("--draws", 120, "--as-of", day)
    assert done("brief", well, "--json", *options).stdout == (
        zopa.brief(well, 120, as_of=date(2025, 3, 2)).brief.to_json() + "\n"
    )
    done("export", well, "--to", "negmas", "--output", command / "x", "--centre", "--as-of", day)
    zopa.export(zopa.load(well), call / "x", to="negmas", centre=True, as_of=day)
    assert tree(command / "x") == tree(call / "x")
    told = run("brief", well, "--as-of", "12 May")
    with pytest.raises(zopa.DeskError) as refused:
        zopa.brief(well, as_of="12 May")
    assert (told.exit_code, told.stderr) == (2, f"zopa: {refused.value}\n")


@covers("score", "case", "offers", "--json", "--csv", "--draws", "--seed", "--prior", "--as-of")
def test_scores(well: Path, tmp_path: Path) -> None:
    case = zopa.load(well)
    issue = next(iter(case.issues.values()))
    table = tmp_path / "offers.csv"
    table.write_text(f"offer,{issue.id}\none,{issue.level_ids[0]}\n", "utf-8")
    offers = [str(table), f"{issue.id}={issue.level_ids[-1]}"]
    options = ("--draws", 120, "--seed", 3, "--prior", "values", "--as-of", "2025-03-30")
    made = zopa.score(well, offers, 120, seed=3, prior="values", as_of="2025-03-30")
    assert done("score", well, *offers, *options).stdout == shown(made.to_terminal())
    assert done("score", well, *offers, *options, "--json").stdout == made.result.to_json() + "\n"
    assert done("score", well, *offers, *options, "--csv").stdout == made.to_csv()
    assert run("score", well, "--json", "--csv").exit_code == 2


@covers("counter", "case", "--for", "--against", "--change", "--keep", "--json", "--draws")
@covers("counter", "--seed", "--prior", "--as-of")
@covers("brief", "--for")
def test_what_to_table_next(well: Path) -> None:
    case = zopa.load(well)
    party, draft, issue = case.signatories[0], next(iter(case.drafts)), next(iter(case.issues))
    day = "2025-03-30"
    options = ("--draws", 120, "--seed", 3, "--prior", "values", "--as-of", day)
    own = ("--for", case.parties[party].name, "--against", draft, "--change", 1, "--keep", issue)
    made = zopa.next_drafts(
        well, party, 120, against=draft, change=1, keep=[issue], seed=3, prior="values", as_of=day
    )
    assert done("counter", well, *own, *options).stdout == shown(made.to_terminal())
    assert done("counter", well, *own, *options, "--json").stdout == made.result.to_json() + "\n"
    told = run("counter", well, "--for", "nobody")
    with pytest.raises(zopa.DeskError) as refused:
        zopa.next_drafts(well, "nobody", 120)
    assert (told.exit_code, told.stderr) == (2, f"zopa: {refused.value}\n")
    brief = zopa.brief(well, 120, next_for=party).brief
    assert done("brief", well, "--json", "--draws", 120, "--for", party).stdout == (
        brief.to_json() + "\n"
    )
    assert [side.party for side in brief.readable.counter.sides] == [party]


@covers("check", "--explain")
def test_a_code() -> None:
    code = zopa.explain("clash")
    expected = f"{code.name} ({code.severity}): {code.title}\n\n{code.explanation}\n"
    assert done("check", "--explain", "clash").stdout == expected
    with pytest.raises(zopa.DeskError) as told:
        zopa.explain("clsh")
    assert run("check", "--explain", "clsh").stderr == f"zopa: {told.value}\n"


@covers("brief", "case", "--output", "--open", "--json", "--draws", "--seed")
def test_a_brief(well: Path, out: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    command, call = (folder / "page.html" for folder in out)
    launched: list[str] = []
    monkeypatch.setattr(typer, "launch", launched.append)
    options = ("--draws", 120, "--seed", 5)
    result = done("brief", well, "--output", command, "--open", *options)
    made = zopa.brief(well, 120, seed=5, output=call)
    assert command.read_bytes() == call.read_bytes()
    assert launched == [command.as_uri()]  # which is for `webbrowser.open`
    expected = shown(made.brief.to_terminal(80)) + f"The brief is in {command}\n"
    assert result.stdout == expected
    assert done("brief", well, "--json", *options).stdout == made.brief.to_json() + "\n"


@covers("export", "case", "--to", "--output", "--centre")
@covers("import", "files", "--output")
def test_other_software(well: Path, out: tuple[Path, Path]) -> None:
    command, call = (folder / "files" for folder in out)
    for to in ("genius", "geniusweb", "negmas", "csv"):
        result = done("export", well, "--to", to, "--output", command / to, "--centre")
        made = zopa.export(well, call / to, to=to, centre=True)
        assert tree(command / to) == tree(call / to)
        assert f"is made: {', '.join(made.files)}.\n" in result.stdout
    result = done("import", call / "genius", "--output", command / "case")
    imported = zopa.import_([call / "genius"], call / "case")
    assert tree(command / "case") == tree(call / "case")
    assert f"{imported.parties} parties, {imported.issues} issues" in result.stdout


def test_no_argument_and_no_option_is_left_out() -> None:
    every = {("", word) for parameter in PROGRAM.params for word in parameter.opts[:1]}
    for name, command in PROGRAM.commands.items():
        for parameter in command.params:
            option = parameter.param_type_name == "option"
            every.add((name, parameter.opts[0] if option else parameter.name))
    assert every == COVERED
