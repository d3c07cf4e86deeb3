"""`zopa new`, `zopa check` and `zopa brief`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from zopa.cli.day_options import AsOf, Since
from zopa.cli.terminal import (
    WRONG_CALL,
    at_terminal,
    at_work,
    console,
    echo_json,
    fail,
    say,
    show,
    show_all,
    trouble_told,
)
from zopa.desk.options import FEWEST_DRAWS, MOST_DRAWS, PRIOR_HELP, PriorChoice

SHOWN = 12
"""Notes on a proposal that are listed; the rest is counted."""


def new(
    folder: Annotated[Path, typer.Argument(help="The case folder to make.", show_default=False)],
    more: Annotated[
        list[Path] | None, typer.Argument(metavar="[REPORT]...", help="More reports, after --from.")
    ] = None,
    *,
    title: Annotated[str, typer.Option(help="What the negotiation is about.")] = "",
    reports: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="REPORT", help="Reports to propose a first case from."),
    ] = None,
    parties: Annotated[
        str, typer.Option(metavar="NAMES", help='Who negotiates: "Halden; Union = the union".')
    ] = "",
    issues: Annotated[
        str, typer.Option(metavar="NAMES", help='About what: "pay: 2..4 percent; pensions".')
    ] = "",
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask at the terminal who negotiates, and about what.")
    ] = False,
    model: Annotated[
        bool,
        typer.Option(
            "--language-model", help="Let the configured language model propose the ledger."
        ),
    ] = False,
    prompt: Annotated[
        Path | None,
        typer.Option(
            "--write-prompt",
            metavar="FILE",
            help="Only write what to paste into an assistant, so that it proposes the ledger.",
        ),
    ] = None,
    answer: Annotated[
        list[Path] | None,
        typer.Option(
            "--answer", metavar="FILE", help="Take the ledger from what the assistant answered."
        ),
    ] = None,
) -> None:
    """Make a case folder: a ledger with comments to fill in, and a folder for the sources.

    With --from, reports (text, HTML or PDF) are read and a ledger is proposed, each entry with
    the words it rests on, for a person to correct. A language model may propose it: one that is
    configured, or any assistant, into which you paste what --write-prompt writes and whose answer
    comes back with --answer. With both, what to paste next is written, so that the assistant
    mends what does not stand.

    Parties and issues that are named first stand in the ledger as they are named, and there are no
    others.
    """
    if reports:
        listed = [*reports, *(more or ())]
        if prompt is not None:
            if model:
                fail("--write-prompt is for where no --language-model is configured", WRONG_CALL)
            for name, is_given in (("parties", parties), ("issues", issues), ("ask", ask)):
                if is_given:
                    fail(f"--{name} does not go with --write-prompt", WRONG_CALL)
            _write_prompt(folder, listed, prompt, answer)
        else:
            named = {"parties": parties, "issues": issues}
            if ask and not at_terminal():
                fail("--ask needs a terminal; say it with --parties and --issues", WRONG_CALL)
            _propose(folder, listed, title, named, ask=ask, model=model, answer=answer)
        return
    if more:
        fail(f"what is {more[0]}? reports are given after --from", WRONG_CALL)
    for name, given in (
        ("parties", parties),
        ("issues", issues),
        ("ask", ask),
        ("language-model", model),
        ("write-prompt", prompt),
        ("answer", answer),
    ):
        if given:
            fail(f"--{name} needs reports, after --from", WRONG_CALL)
    from zopa.desk.starting import new as new_case

    with trouble_told():
        ledger = new_case(folder, title=title)
    say(f"{ledger} and {folder / 'sources'} are made.")
    say(f"Put the reports into sources, fill in case.yaml, then: zopa check {folder}")


def _write_prompt(
    folder: Path, reports: list[Path], prompt: Path, answer: list[Path] | None
) -> None:
    from zopa.desk.whole_ledgers import write_prompt

    with at_work() as step:
        made = write_prompt(prompt, reports, answer=answer, progress=step)
    show_all(made.findings)
    given = " ".join(shlex.quote(str(path)) for path in reports)
    again = f"zopa new {shlex.quote(str(folder))} --from {given}"
    for path in answer or ():
        again += f" --answer {shlex.quote(str(path))}"
    if not made.files:
        typer.echo("Everything in the answer stands; there is nothing to ask. Make the case with:")
        say(f"  {again}")
        return
    names = ", ".join(str(file) for file in made.files)
    if answer:
        say(f"{names} tells the assistant what does not stand ({made.faults} in all).")
        typer.echo("1. Paste it into the same conversation.")
        where = prompt.with_name(f"{prompt.stem}_answer.txt")
        say(f"2. Save what it answers, as it is, in a file, say {where}.")
        wanted = [where]
    else:
        many = len(made.files) > 1
        say(f"{names} {'are' if many else 'is'} written. Nothing was sent anywhere.")
        one_by_one = ", one after the other into one conversation" if many else ""
        say(f"1. Paste all of the text into an assistant that you trust{one_by_one}.")
        wanted = [file.with_name(f"{file.stem}_answer.txt") for file in made.files]
        each = "each answer" if many else "its answer"
        say(f"2. Save {each}, as it is, in a file: {', '.join(map(str, wanted))}.")
    typer.echo("3. Make the case of it:")
    say(f"  {again} {' '.join(f'--answer {shlex.quote(str(path))}' for path in wanted)}")


def _propose(
    folder: Path,
    reports: list[Path],
    title: str,
    named: dict[str, str],
    *,
    ask: bool,
    model: bool,
    answer: list[Path] | None,
) -> None:
    from zopa.desk.first_case import propose

    with at_work() as step:
        made = propose(
            folder, reports, title=title, **named, model=model, answer=answer,
            ask=step.ask if ask else None, progress=step,
        )  # fmt: skip
    show_all(made.findings)
    if made.options:
        say(f"The same without being asked: {made.options}")
        typer.echo()
    say(f"{made.ledger} is proposed: {made.summary()}.")
    notes = made.proposal.notes
    for note in notes[:SHOWN]:
        say(f"- {note}")
    if len(notes) > SHOWN:
        say(f"- and {len(notes) - SHOWN} more")
    if made.too_little:
        typer.echo("Too little was found: what is marked `to be filled in` stands for the rest.")
    typer.echo("Each proposed line says so: correct them by hand, above all who wants what.")
    say(f"Next: zopa check {folder}")


def _codes(incomplete: str) -> list[str]:
    from zopa.desk.explaining import every_code

    return [name for name in every_code() if name.startswith(incomplete)]


def check(
    case: Annotated[Path, typer.Argument(help="A case folder.", show_default="here")] = Path(),
    as_of: AsOf = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Let warnings fail too, and what is not reviewed.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Findings as JSON.")] = False,
    explain: Annotated[
        str,
        typer.Option(
            metavar="CODE", help="Say what a code means, and stop.", autocompletion=_codes
        ),
    ] = "",
) -> None:
    """Find everything that is wrong with a case, all at once, each thing at its words."""
    from zopa.desk import explaining, opening

    if explain:
        with trouble_told():
            code = explaining.explain(explain)
        typer.echo(f"{code.name} ({code.severity}): {code.title}\n\n{code.explanation}")
        return
    with trouble_told():
        report = opening.check(case, as_of=as_of)
    if as_json:
        echo_json(report.as_dict())
    else:
        show(report, console(sys.stdout))
        say(f"{case}: {report.summary()}", err=True)
    if not report.passes(strict=strict):
        raise typer.Exit(1)


def brief(
    case: Annotated[Path, typer.Argument(help="A case folder.", show_default="here")] = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where the page goes.", show_default="brief.html"),
    ] = None,
    as_of: AsOf = None,
    since: Since = None,
    next_for: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="PARTY",
            help="For whom to tell what to table next.",
            show_default="every signatory",
        ),
    ] = "",
    open_page: Annotated[bool, typer.Option("--open", help="Show the page in a browser.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the results as JSON; no page unless --output.")
    ] = False,
    draws: Annotated[
        int,
        typer.Option(min=FEWEST_DRAWS, max=MOST_DRAWS, help="Preferences to draw for each party."),
    ] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same brief.")] = 0,
    prior: Annotated[PriorChoice, typer.Option(help=PRIOR_HELP)] = PriorChoice.weights,
) -> None:
    """Work out what is possible and write the brief: a summary here and a page to pass on."""
    from zopa.desk import briefs

    target = output or (None if as_json else Path("brief.html"))
    with at_work() as step:
        said = None if as_json else step.say
        made = briefs.brief(
            case,
            draws,
            as_of=as_of,
            since=since,
            next_for=next_for,
            output=target,
            seed=seed,
            prior=prior,
            progress=step,
            notice=said,
        )
    show_all(made.findings)
    if as_json:
        typer.echo(made.brief.to_json())
    else:
        made.brief.print_terminal(console(sys.stdout))
    if target is not None:
        say(f"The brief is in {target}", err=as_json)
        if open_page:
            typer.launch(target.resolve().as_uri())
