"""`statements.jsonl` read back: what stands is used, what does not is told, nothing is stopped."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from datetime import date
from math import inf
from pathlib import Path
from typing import Any

import pytest

from zopa.case.load import examine
from zopa.case.model import Case
from zopa.case.statements_file import MOST_BROKEN, STATEMENTS_BYTES, _countries
from zopa.foundation.diagnostics import Findings, Severity
from zopa.statements.records import rows_of
from zopa.statements.speakers.countries import countries_by_id
from zopa.statements.statement import Act, Manner, SpeakerKind, TellingMode

REPORTED = Path(__file__).parents[2] / "reported"
ROWS = [
    json.loads(line) for line in (REPORTED / "statements.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REPORTED, tmp_path / "case"))


def loaded(folder: Path) -> tuple[Case, Findings]:
    case, report = examine(folder)
    assert case is not None
    return case, report


def written(folder: Path, rows: list[Any]) -> tuple[Case, list[str]]:
    """The case with these rows, and the codes of warnings."""
    text = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    (folder / "statements.jsonl").write_text(text, "utf-8")
    case, report = loaded(folder)
    assert not report.errors
    return case, [f.code.name for f in report.of_severity(Severity.WARNING)]


def test_what_stands_is_read(folder: Path) -> None:
    case, report = loaded(folder)
    assert not report.of_severity(Severity.WARNING)
    read = case.reported
    assert read is not None
    assert read.sources == ("herald", "post")
    assert read.dates == {"herald": date(2025, 3, 11)}
    assert len(read.statements) == 10
    said = read.statements[1]
    assert (said.act, said.told, said.manner) == (Act.DEMAND, TellingMode.SAID, Manner.DIRECT)
    assert said.speaker.kind is SpeakerKind.PERSON
    assert said.said_on is not None
    assert (said.said_on.first, said.said_on.last) == (date(2025, 3, 10), date(2025, 3, 10))
    assert said.source[0].words == "Olga\nDahl"
    text = case.sources["herald"].text or ""
    for statement in read.statements:
        for piece in statement.passages:
            source = case.sources[statement.document]
            assert (source.text or "")[slice(*piece.span)] == piece.words
    assert text[slice(*said.content[0].span)].startswith("“I will")
    assert read.claims[0].documents == ("herald", "post")
    assert read.differences[0].first_words == ("900",)
    assert pickle.loads(pickle.dumps(case)).reported == read  # noqa: S301 (our own)


def test_no_file_is_not_an_empty_one(folder: Path) -> None:
    (folder / "statements.jsonl").write_text("", "utf-8")
    case, _ = loaded(folder)
    assert case.reported is not None
    assert not case.reported.statements
    (folder / "statements.jsonl").unlink()
    case, report = loaded(folder)
    assert case.reported is None
    assert not report.of_severity(Severity.WARNING)


def test_line_ends_of_windows_move_nothing(folder: Path) -> None:
    """Places that count the characters of the file, where the case reads one for two."""
    source = folder / "sources" / "herald.txt"
    text = source.read_text("utf-8")
    source.write_bytes(text.replace("\n", "\r\n").encode())
    rows = []
    for row in ROWS:
        if row["record"] == "statement" and row["document"] == "herald":
            row = moved(row, text)
        rows.append(row)
    case, warnings = written(folder, rows)
    assert not warnings
    plain = loaded(Path(shutil.copytree(REPORTED, folder / "plain")))[0]
    assert case.reported == plain.reported


def moved(row: Any, text: str) -> Any:
    """A row with all its places counted where each line end of the text is two characters."""
    if isinstance(row, list):
        return [moved(value, text) for value in row]
    if not isinstance(row, dict):
        return row
    values = {key: moved(value, text) for key, value in row.items()}
    for end in ("start", "stop"):
        if end in values:
            values[end] += text.count("\n", 0, values[end])
    if values.get("mention"):
        values["mention"] = [at + text.count("\n", 0, at) for at in values["mention"]]
    return values


def test_a_changed_source_is_told_once(folder: Path) -> None:
    source = folder / "sources" / "post.txt"
    source.write_text("Today: " + source.read_text("utf-8"), "utf-8")
    case, report = loaded(folder)
    (finding,) = report.of_severity(Severity.WARNING)
    assert finding.code.name == "statement-moved"
    assert finding.message.startswith("5 statements")
    assert finding.place.file == "statements.jsonl"
    assert finding.help == ("run `zopa read` on the case again",)
    assert case.reported is not None
    assert {s.document for s in case.reported.statements} == {"herald"}
    # what told of two reports, or of two statements, tells of them no more
    assert [c.documents for c in case.reported.claims] == [("herald",)]
    assert not case.reported.differences


def changed(**values: Any) -> dict[str, Any]:
    return {**ROWS[2], "id": "herald-99", **values}


BROKEN = {
    "cut off": json.dumps(ROWS[2])[:90],
    "list": "[1, 2]",
    "number": "3",
    "deep": "[" * 100_000,
    "not a number": '{"record": "claim", "probability": NaN}',
    "too many digits": '{"record": ' + "9" * 5000 + "}",
    "no kind": {"id": "a"},
    "strange kind": {"record": "statment"},
    "act": changed(act="refuse"),
    "act of no text": changed(act=["demand"]),
    "confidence": changed(confidence=1.5),
    "confidence of yes": changed(confidence=True),
    "negated": changed(negated="no"),
    "content": changed(content="words"),
    "content of numbers": changed(content=[1]),
    "span": changed(content=[{"start": 5, "stop": 2, "words": "x"}]),
    "span below nought": changed(content=[{"start": -5, "stop": 2, "words": "x"}]),
    "speaker": changed(speaker=None),
    "speaker's name": changed(speaker=ROWS[2]["speaker"] | {"name": 7}),
    "control character": changed(speaker=ROWS[2]["speaker"] | {"name": "\x1b[31m"}),
    "half a character": changed(speaker=ROWS[2]["speaker"] | {"name": "\ud800"}),
    "figures": changed(figures=[{"start": 1, "stop": 2, "words": "x", "low": "1"}]),
    "figure beyond all numbers": json.dumps(
        changed(figures=[{"start": 1, "stop": 2, "words": "x", "low": 7, "high": 7}])
    ).replace(": 7,", ": 1e999,"),
    "mention": changed(speaker=ROWS[2]["speaker"] | {"mention": [1]}),
    "kind of difference": ROWS[-2] | {"kind": "colour"},
    "kind of copy": ROWS[-1] | {"kind": "colour"},
    "day": changed(said_on={"first": "soon", "last": "2025-01-01"}),
    "same id": ROWS[1],
    "published": ROWS[0] | {"published": 2025},
    "claim of nobody": ROWS[-4] | {"statements": ["herald-1", "x"]},
    "difference of three": ROWS[-2] | {"statements": ["herald-1", "herald-2", "herald-3"]},
    "difference in no words": ROWS[-2] | {"words": []},
    "difference in a word": ROWS[-2] | {"words": ["a", "b"]},
    "copy": ROWS[-1] | {"documents": ["herald"]},
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_row_is_passed_over(name: str, folder: Path) -> None:
    case, warnings = written(folder, [*ROWS[:6], BROKEN[name]])
    assert warnings == ["statement-broken"]
    assert case.reported is not None
    assert len(case.reported.statements) == 5


def test_many_broken_rows_are_counted(folder: Path) -> None:
    _, warnings = written(folder, ["{"] * 400)
    assert warnings == ["statement-broken"] * (MOST_BROKEN + 1)
    report = loaded(folder)[1]
    assert any(f.message.startswith("395 more rows") for f in report)


def test_strangers(folder: Path) -> None:
    def of(party: str, name: str) -> dict[str, Any]:
        return changed(id=name, speaker=ROWS[2]["speaker"] | {"party": party})

    rows = [*ROWS[:2], of("landlord", "a"), of("landlord {}", "b"), of("canada", "c"),
            changed(id="d", document="paper")]  # fmt: skip
    case, warnings = written(folder, rows)
    assert warnings == ["statement-stranger"] * 3
    assert case.reported is not None
    parties = {s.id: s.speaker.party for s in case.reported.statements}
    assert parties == {"herald-1": "owner", "a": "", "b": "", "c": "canada"}


def test_countries_are_those_that_reading_knows() -> None:
    assert _countries() == countries_by_id().keys()


def test_a_file_too_large_or_elsewhere_is_left_alone(folder: Path, tmp_path: Path) -> None:
    file = folder / "statements.jsonl"
    with file.open("r+b") as whole:
        whole.truncate(STATEMENTS_BYTES + 1)
    assert unreadable(folder)
    file.unlink()
    file.mkdir()
    assert unreadable(folder)
    file.rmdir()
    (tmp_path / "outside.jsonl").write_text("", "utf-8")
    file.symlink_to(tmp_path / "outside.jsonl")
    assert unreadable(folder)
    file.unlink()
    file.symlink_to(file)
    assert unreadable(folder)


def unreadable(folder: Path) -> bool:
    case, report = loaded(folder)
    assert not report.errors
    found = [f.code.name for f in report.of_severity(Severity.WARNING)]
    return case.reported is None and found == ["statements-unreadable"]


def test_what_reading_writes_can_be_read_back(folder: Path) -> None:
    """The rows of `zopa.statements.records`, kinds and keys."""
    from zopa.foundation.text import Span
    from zopa.sources import read_document
    from zopa.statements.statement import Dated, Figure, Speaker, Statement, passage

    data = (folder / "sources" / "post.txt").read_bytes()
    document = read_document(data, "sources/post.txt", id="post").document
    assert document is not None
    at = passage(document.reading, Span(0, 9))
    content = passage(document.reading, Span(10, 16))
    speaker = Speaker(
        SpeakerKind.PERSON, "Olga Dahl", also=("Dahl",), party="owner", mention=at.span
    )
    statement = Statement(
        "post-1", "post", TellingMode.DONE, (at,), (), (content,), Manner.INDIRECT, speaker,
        Act.REJECT, said_on=Dated(at.span, at.words, date(2025, 3, 1), date(2025, 3, 2)),
        figures=(Figure(content.span, content.words, 900, inf, "EUR", about=True),),
    )  # fmt: skip
    case, warnings = written(folder, rows_of([document], [[statement]]))
    assert not warnings
    assert case.reported is not None
    assert case.reported.statements == (statement,)


def test_loading_stays_light() -> None:
    heavy = ["onnxruntime", "tokenizers", "numpy", "pydantic", "trafilatura", "pypdf", "joblib"]
    code = (
        "import sys; from zopa.case.load import examine; "
        f"assert examine({str(REPORTED)!r})[0].reported.statements; "
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
