"""The reference of the case format: its examples are checked, its tables compared with the loader.

The first `yaml` block of the page is a whole case; each other one is added to it, under the
keys of the same names.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import zopa
from zopa.case import compose, declarations, facts, load, named_numbers, packages, parts
from zopa.case.checks import many_options
from zopa.foundation.diagnostics import Severity
from zopa.foundation.likelihood import LIKELIHOODS, likelihood_named, likelihood_words

from .pages import DOCS, Block, blocks, first_column, sections

PAGE = DOCS / "reference" / "case-format.md"
BLOCKS = [block for block in blocks(PAGE) if block.language == "yaml"]
WHOLE, FRAGMENTS = BLOCKS[0].text, BLOCKS[1:]


def split(ledger: str) -> dict[str, str]:
    """Top-level key to its lines, the key's own line first."""
    found = re.split(r"^(?=\w)", ledger, flags=re.MULTILINE)[1:]
    return {part.partition(":")[0]: part for part in found}


def together(fragment: str) -> str:
    """The whole case with a fragment added."""
    ledger = split(WHOLE)
    for key, part in split(fragment).items():
        head, _, body = part.partition("\n")
        ledger[key] = ledger[key] + body if key in ledger and head == f"{key}:" else part
    return "".join(ledger.values())


def case_folder(folder: Path, ledger: str) -> Path:
    (folder / "sources").mkdir(parents=True)
    (source,) = (block for block in blocks(PAGE) if "title" in block.options)
    (folder / source.options["title"]).write_text(source.text, "utf-8")
    (folder / "sources" / "wire.txt").write_text("The quay talks go on.\n", "utf-8")
    (folder / "case.yaml").write_text(ledger, "utf-8")
    return folder


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"line{block.line}")
def test_examples_are_sound(block: Block, tmp_path: Path) -> None:
    ledger = WHOLE if block is BLOCKS[0] else together(block.text)
    report = zopa.check(case_folder(tmp_path / "harbour", ledger))
    assert all(finding.severity is Severity.NOTE for finding in report), report.render()


def test_every_key_of_the_loader_is_described(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`Part.fields` is the one place that knows which keys may stand in a part."""
    seen: dict[str, set[str]] = {}
    fields = parts.Part.fields

    def spy(self: parts.Part, required: list[str], optional: list[str], **options: str) -> object:
        seen.setdefault(_section(self.path), set()).update([*required, *optional])
        return fields(self, required, optional, **options)

    monkeypatch.setattr(parts.Part, "fields", spy)
    for number, block in enumerate(FRAGMENTS):
        load.read_case(case_folder(tmp_path / str(number), together(block.text)))
    told = {h: set(first_column(text, "Key")) for h, text in sections(PAGE).items()}
    kinds = first_column(sections(PAGE)["Kinds of fact"], "Kind")
    assert tuple(kinds) == facts.KINDS
    assert seen.pop("Facts") == told["Facts"].union(kinds)
    assert seen.pop("order") == {"peak"}
    assert seen == {heading: told[heading] for heading in seen}
    assert set(seen) == {
        "Top level", "Sources", "Parties", "People", "Issues", "Levels of a number", "Drafts",
        "Rules", "Scale", "Discount", "Who must agree", "bonus", "prefers", "red_line",
    }  # fmt: skip


def _section(path: tuple[str | int, ...]) -> str:
    """The heading under which the keys of a part are described."""
    match path:
        case ():
            return "Top level"
        case ("agreement", *_):
            return "Who must agree"
        case ("parties", _, "people", _):
            return "People"
        case ("parties", _, "scale"):
            return "Scale"
        case ("parties", _, "discount"):
            return "Discount"
        case ("issues", _, "levels"):
            return "Levels of a number"
        case ("facts", _, "order", _):
            return "order"
        case ("facts", _, "prefers" | "red_line" | "bonus" as kind):
            return kind
        case (str(part), _):
            return part.title()
    raise AssertionError(f"no section for {path}")


def test_every_kind_has_a_section_with_an_example() -> None:
    headings = " ".join(h for h in sections(PAGE) if h[0].islower())
    shown = "\n".join(block.text for block in FRAGMENTS)
    for kind in facts.KINDS:
        assert re.search(rf"\b{kind}\b", headings), kind
        assert re.search(rf"\b{kind}:", shown), kind


def test_the_words_of_confidence() -> None:
    rows = re.findall(
        r"^\| `([^|]*)` \| ([^|]*) \| (\d+)–(\d+)% \| ([\d.]+)% \|$",
        sections(PAGE)["Confidence"],
        re.MULTILINE,
    )
    told = [(word, int(low), int(high), float(middle)) for word, _, low, high, middle in rows]
    assert told == [(e.word, e.low, e.high, 100 * e.middle) for e in LIKELIHOODS]
    synonyms = {s: word for word, also, *_ in rows for s in re.findall(r"`([^`]+)`", also)}
    assert {*synonyms, *(word for word, *_ in rows)} == set(likelihood_words())
    for synonym, word in synonyms.items():
        found = likelihood_named(synonym)
        assert found is not None
        assert found.word == word


def test_the_letters_of_reliability() -> None:
    letters = re.findall(r"`([A-Z])`", sections(PAGE)["Sources"])
    assert tuple(letters) == declarations.RELIABILITY


def test_limits() -> None:
    rows = re.findall(
        r"^\| ([^|]+?) \| ([\d,]+)( MiB)? \|$", sections(PAGE)["Limits"], re.MULTILINE
    )
    told = {
        what: int(number.replace(",", "")) * (2**20 if mebi else 1) for what, number, mebi in rows
    }
    assert told == {
        "size of `case.yaml`": load.CASE_BYTES,
        "size of a source": declarations.SOURCE_BYTES,
        "size of all sources": declarations.ALL_SOURCES_BYTES,
        "lines of `case.yaml`": compose.MOST_LINES,
        "characters in a line": compose.LONGEST_LINE,
        "keys, values and lists": compose.MOST_NODES,
        "parts within parts": compose.DEEPEST,
        "parties": declarations.MOST_PARTIES,
        "people of a party": declarations.MOST_PEOPLE,
        "issues": declarations.MOST_ISSUES,
        "options of an issue": declarations.MOST_OPTIONS,
        "options of an issue whose values are not all given": many_options.MOST_DRAWN,
        "levels of a number": named_numbers.MOST_LEVELS,
        "sources": declarations.MOST_SOURCES,
        "drafts": packages.MOST_DRAFTS,
        "rules": packages.MOST_RULES,
        "facts": facts.MOST_FACTS,
        "findings shown": load.MOST_FINDINGS,
        "characters in a short name": parts.LONGEST_ID,
    }
