"""How good the ledgers are that a language model proposes, in three steps.

    python benchmarks/ledger_model.py write SETS MESSAGES
    python benchmarks/ledger_model.py build SETS MESSAGES CASES
    python SCORER GOLD CASES --each

SETS holds a folder of reports for each negotiation (*.txt, *.html; other files are passed over).
`write` puts into MESSAGES/NAME what zopa sends about them, exactly: `prompt.txt`, or `prompt_1.txt`
and so on. The answers go beside them as `prompt_answer.txt` (`prompt_1_answer.txt` …), unchanged.
`build` makes CASES/NAME/case.yaml of the answers. Where something of them does not stand, it also
writes MESSAGES/NAME/again_1.txt, to be answered in the same conversation as `again_1_answer.txt`;
the next `build` writes again_2.txt, and that is all (`--tries`).

    python benchmarks/ledger_model.py places

measures how long it takes to find 200 quotes in a report of 60,000 characters: as they stand, with
other typography, with slips, and made up. All are timed in processor seconds.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
from pathlib import Path

REPORTS = (".txt", ".html", ".htm", ".pdf")


def sets_in(root: Path) -> dict[str, list[Path]]:
    """The reports of each negotiation, by the name of its folder."""
    found = {
        folder.name: sorted(p for p in folder.iterdir() if p.suffix in REPORTS)
        for folder in sorted(root.iterdir())
        if folder.is_dir()
    }
    return {name: reports for name, reports in found.items() if reports}


def write(root: Path, messages: Path) -> None:
    import zopa

    for name, reports in sets_in(root).items():
        folder = messages / name
        folder.mkdir(parents=True, exist_ok=True)
        for old in (*folder.glob("prompt.txt"), *folder.glob("prompt_?.txt")):
            old.unlink()
        made = zopa.write_prompt(folder / "prompt.txt", reports)
        print(f"{name}: {', '.join(file.name for file in made.files)}")


def answers_to(folder: Path) -> list[Path]:
    """The answers that are there: to the reports, then to what did not stand."""
    prompts = sorted((*folder.glob("prompt.txt"), *folder.glob("prompt_[0-9].txt")))
    again = sorted(folder.glob("again_[0-9].txt"))
    answers = [file.with_name(f"{file.stem}_answer.txt") for file in (*prompts, *again)]
    return [file for file in answers if file.is_file()]


def build(root: Path, messages: Path, cases: Path, tries: int) -> None:
    import zopa

    for name, reports in sets_in(root).items():
        folder = messages / name
        answers = answers_to(folder) if folder.is_dir() else []
        if not answers:
            print(f"{name}: no answer")
            continue
        case = cases / name
        if case.is_dir():
            shutil.rmtree(case)
        try:
            made = zopa.propose(case, reports, answer=answers)
        except zopa.DeskError as error:
            print(f"{name}: {error}")
            continue
        errors = zopa.check(case).errors
        notes = len(made.proposal.notes)
        print(f"{name}: {made.summary()}; {notes} notes, {errors} errors")
        number = len(list(folder.glob("again_[0-9]_answer.txt"))) + 1
        message = folder / f"again_{number}.txt"
        message.unlink(missing_ok=True)
        if number <= tries:
            written = zopa.write_prompt(message, reports, answer=answers)
            for file in written.files:
                print(f"  {file.name}: {written.faults} things do not stand")


def places() -> None:
    from zopa.proposing.whole_ledger.quote_places import NoSuchQuote, QuotePlaces, SearchedText

    chance = random.Random(0)  # noqa: S311
    stems = [a + b + c for a in "bdfgklmnprst" for b in ("a", "e", "io", "u") for c in "lmnrst"]
    weights = [1 / (rank + 3) for rank in range(len(stems))]  # as words of a language are spread
    text = ""
    while len(text) < 60_000:
        said = " ".join(chance.choices(stems, weights, k=chance.randint(8, 24)))
        text += f"{said.capitalize()} ({chance.randint(1, 99)} per cent – “so be it”). "
    starts = [i + 1 for i in range(len(text) - 400) if text[i] == " "]

    def cut() -> str:
        start = chance.choice(starts)
        return text[start : text.index(" ", start + chance.randint(60, 200))]

    def slipped(quote: str) -> str:
        places = sorted(chance.sample(range(1, len(quote)), 4), reverse=True)
        for at in places:
            if quote[at].isalpha():
                quote = quote[:at] + chance.choice("xyz") + quote[at + 1 :]
        return quote

    plain = str.maketrans({"“": '"', "”": '"', "–": "-"})
    kinds = {
        "as they stand": [cut() for _ in range(200)],
        "with other typography": [cut().upper().translate(plain) for _ in range(200)],
        "with slips": [slipped(cut()) for _ in range(200)],
        "made up": [" ".join(chance.choices(stems, k=20)) for _ in range(200)],
    }
    for kind, quotes in kinds.items():
        begun = time.process_time()
        searched = QuotePlaces([SearchedText("report", text)])
        found = [searched.find(quote, "report") for quote in quotes]
        took = time.process_time() - begun
        stands = sum(not isinstance(each, NoSuchQuote) for each in found)
        print(f"200 quotes {kind:22} in {len(text):,} characters: {took:.2f} s, {stands} stand")


def main() -> int:
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    what = ask.add_subparsers(dest="what", required=True)
    writing = what.add_parser("write")
    building = what.add_parser("build")
    what.add_parser("places")
    for parser in (writing, building):
        parser.add_argument("sets", type=Path)
        parser.add_argument("messages", type=Path)
    building.add_argument("cases", type=Path)
    building.add_argument("--tries", type=int, default=2)
    given = ask.parse_args()
    if given.what == "write":
        write(given.sets, given.messages)
    elif given.what == "build":
        build(given.sets, given.messages, given.cases, given.tries)
    else:
        places()
    return 0


if __name__ == "__main__":
    sys.exit(main())
