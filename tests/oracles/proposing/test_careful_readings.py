"""Sixty short reports, each with what a careful reader would not take from it as established.

They try what readers get wrong: denials, lists, possessives, swaps, the passive, questions,
suppositions, quotations within quotations. Of what zopa proposes without a `confidence` nothing may
be what the reading forbids, and no order may be the other way round of one that it allows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

import zopa

READINGS = Path(__file__).with_name("careful_readings.yaml")
KINDS = ("order", "priorities", "red_line", "tables", "rejects", "accepts")
UNIONS = re.compile(
    r"union|league|association|guild|federation|brotherhood|workers|crew|congress|clerks",
    re.IGNORECASE,
)
Entry = dict[str, Any]


class SaidFact(NamedTuple):
    """One thing that a proposed fact says."""

    party: str
    kind: str
    issue: str
    said: Any


@cache
def readings() -> dict[str, Entry]:
    loaded = YAML(typ="safe", pure=True).load(READINGS.read_text("utf-8"))
    return {entry["id"]: entry for entry in loaded}


def plain(text: object) -> str:
    return str(text).replace("’", "'").replace("_", " ")


def bare(text: object) -> str:
    return " ".join(w for w in re.findall(r"[\w']+", plain(text).casefold()) if w != "the")


def as_list(thing: object) -> list[Any]:
    return thing if isinstance(thing, list) else [] if thing is None else [thing]


class Ledger:
    """A proposed ledger, as the reading speaks of it."""

    def __init__(self, case: dict[str, Any], entry: Entry) -> None:
        self.case, self.entry = case, entry

    def name(self, party: str) -> str:
        return plain(self.case["parties"].get(party, {}).get("name", party))

    def is_party(self, party: str, wanted: str, *, exact: bool = False) -> bool:
        own = self.case["parties"].get(party, {})
        names = [self.name(party), *map(plain, as_list(own.get("also")))]
        if wanted == "*":
            return True
        if exact:
            return bare(names[0]) == bare(wanted)
        if any(re.search(plain(wanted), name, re.IGNORECASE) for name in names):
            return True
        if bare(names[0]) and set(bare(names[0]).split()) <= set(bare(wanted).split()):
            return True
        unions = [p for p in self.entry["parties"] if UNIONS.search(p)]
        union = bare(names[0]) in ("union", "unions") and UNIONS.search(wanted) is not None
        return union and len(unions) == 1

    def level(self, issue: str, key: object) -> str:
        options = self.case["issues"].get(issue, {}).get("options", {})
        return plain(f"{key} {options[key]}") if key in options else plain(key)

    def issue_text(self, issue: str) -> str:
        own = self.case["issues"].get(issue, {})
        options = own.get("options", {})
        levels = " ".join(f"{key} {text}" for key, text in options.items())
        return plain(f"{issue} {own.get('title', '')} {levels}")

    def figures(self, draft: object) -> set[float]:
        own = draft if isinstance(draft, dict) else self.case.get("drafts", {}).get(draft, {})
        terms = own if isinstance(draft, dict) else own.get("terms", {})
        return {
            number
            for issue, level in terms.items()
            for key in (level if isinstance(level, dict) else as_list(level))
            for number in numbers(self.level(issue, key))
        }

    def firm(self) -> Iterator[SaidFact]:
        """What facts without a confidence say, each thing by itself."""
        for fact in self.case.get("facts") or ():
            for kind in KINDS if "confidence" not in fact else ():
                said = fact.get(kind)
                if kind in ("order", "red_line") and isinstance(said, dict):
                    for issue, value in said.items():
                        yield SaidFact(fact["party"], kind, issue, value)
                elif said is not None:
                    yield SaidFact(fact["party"], kind, "", said)


def numbers(text: str) -> set[float]:
    joined = re.sub(r"(?<=\d)[, \u00a0\u202f](?=\d{3}\b)", "", text)
    return {float(number) for number in re.findall(r"\d+(?:\.\d+)?", joined)}


def order_says(ledger: Ledger, fact: SaidFact, wanted: dict[str, Any]) -> int:
    """1 where an order agrees, -1 where it is the other way round, 0 where it says else."""
    number, best, worst = (wanted.get(key) for key in ("number", "best", "worst"))
    if best in ("more", "less"):
        number, best = best, None
    if not (number or best or worst):
        return 1
    if isinstance(fact.said, str):
        return (1 if fact.said == number else -1) if number else 0
    tiers = [[ledger.level(fact.issue, key) for key in as_list(tier)] for tier in fact.said]
    top, low = " / ".join(tiers[0]), " / ".join(tiers[-1])
    agrees = sum(hits(pattern, text) for pattern, text in ((best, top), (worst, low)))
    reverses = sum(hits(pattern, text) for pattern, text in ((best, low), (worst, top)))
    return (agrees > reverses) - (agrees < reverses)


def hits(pattern: str | None, text: str) -> bool:
    return pattern is not None and re.search(pattern, text, re.IGNORECASE) is not None


def fits(ledger: Ledger, fact: SaidFact, wanted: dict[str, Any], *, strict: bool) -> int:
    """1 where a fact is what is wanted, -1 where it is an order the other way round, else 0.

    With `strict`, a draft without figures is not one with these figures.
    """
    exact = bool(wanted.get("exact"))
    if not ledger.is_party(fact.party, wanted.get("party", "*"), exact=exact):
        return 0
    if wanted.get("kind", "*") == "*":
        return 1
    if wanted["kind"] != fact.kind:
        return 0
    about = wanted.get("issue")
    if fact.issue and about and not hits(about, ledger.issue_text(fact.issue)):
        return 0
    if fact.kind == "order":
        return order_says(ledger, fact, wanted)
    if fact.kind == "red_line":
        levels = " / ".join(ledger.level(fact.issue, key) for key in as_list(fact.said))
        return int(wanted.get("level") is None or hits(wanted["level"], levels))
    if fact.kind == "priorities":
        first = " ".join(ledger.issue_text(i) for i in as_list(fact.said[0]))
        return int(wanted.get("issue") is None or hits(wanted["issue"], first))
    by = ledger.case.get("drafts", {}).get(str(fact.said), {}).get("by")
    if wanted.get("by") and by and not ledger.is_party(by, wanted["by"]):
        return 0
    figures, told = ledger.figures(fact.said), {float(f) for f in wanted.get("figures") or ()}
    return int(not told or bool(figures & told) or (not figures and not strict))


def verdict(ledger: Ledger, entry: Entry, fact: SaidFact) -> str:
    ways = [fits(ledger, fact, w, strict=False) for w in entry.get("facts_allowed") or ()]
    if 1 in ways:
        return "right"
    for wanted in entry.get("facts_forbidden") or ():
        if fits(ledger, fact, wanted, strict=True) == 1:
            return f"forbidden: {wanted.get('why', '')}"
    if -1 in ways:
        return "forbidden: the other way round"
    name = ledger.name(fact.party)
    banned = (plain(n) for n in entry.get("not_parties") or ())
    if any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", name, re.IGNORECASE) for n in banned):
        return "forbidden: no party"
    return "neither"


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[SaidFact, str]]]:
    """What is said of each firm fact of each report."""
    root = tmp_path_factory.mktemp("readings")
    found: dict[str, list[tuple[SaidFact, str]]] = {}
    for name, entry in readings().items():
        head = f"{entry['headline']}\n\n" if entry.get("headline") else ""
        date_line = f"{entry.get('source', 'News Desk')}, {entry['date']}"
        report = root / f"{name}.txt"
        report.write_text(f"{head}{date_line}\n\n{entry['text'].strip()}\n", "utf-8")
        zopa.propose(root / name, report)
        text = (root / name / "case.yaml").read_text("utf-8")
        ledger = Ledger(YAML(typ="safe", pure=True).load(text), entry)
        found[name] = [(fact, verdict(ledger, entry, fact)) for fact in ledger.firm()]
        found[name] += [
            (SaidFact(draft["by"], "draft", "", draft_id), "forbidden: there is no such draft")
            for wanted in entry.get("drafts_forbidden") or ()
            for draft_id, draft in ledger.case.get("drafts", {}).items()
            if draft.get("by") and ledger.is_party(draft["by"], wanted["by"])
        ]
    return found


@pytest.mark.parametrize("name", list(readings()))
def test_nothing_plainly_wrong_is_established(
    name: str, verdicts: dict[str, list[tuple[SaidFact, str]]]
) -> None:
    assert [pair for pair in verdicts[name] if pair[1].startswith("forbidden")] == []


def test_something_right_is_established(
    verdicts: dict[str, list[tuple[SaidFact, str]]],
) -> None:
    """A reader that established nothing would make no mistake; this one is mostly right."""
    counted = Counter(said.partition(":")[0] for pairs in verdicts.values() for _, said in pairs)
    assert counted["right"] >= 20
    assert counted["right"] >= 4 * counted["neither"]
