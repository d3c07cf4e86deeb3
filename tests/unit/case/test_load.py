"""What the ledger says, as values."""

from __future__ import annotations

import pickle
import shutil
from datetime import date
from pathlib import Path

import pytest

from zopa.case.checks import check_case
from zopa.case.checks.quotes import difference
from zopa.case.compose import read_nodes
from zopa.case.load import CaseError, check, load_case
from zopa.case.model import (
    Case,
    Direction,
    Draft,
    Evidence,
    Fact,
    Issue,
    Level,
    Order,
    Package,
    Party,
    Preference,
    Priorities,
    Ranking,
    RedLine,
    Rule,
    Source,
    Stance,
    TermReading,
    WeightRange,
)
from zopa.case.nodes import MapNode, TextNode
from zopa.foundation.chance import Interval
from zopa.foundation.diagnostics import Place, Severity

BARGE = Path(__file__).parent / "barge"


@pytest.fixture(scope="module")
def barge() -> Case:
    return load_case(BARGE)


def test_declarations(barge: Case) -> None:
    assert barge.title == "The sale of the barge"
    assert barge.as_of == date(2025, 3, 1)
    assert barge.name == "barge"
    assert barge.signatories == ("seller", "buyer")
    assert barge.parties["buyer"].people[0].also == ("Boon",)
    price = barge.issues["price"]
    assert price.level_ids == ("100", "110", "120", "130", "140", "150")
    assert price.level("120") == Level("120", "120", 120.0)
    assert price.describe("120") == "120 euro"
    assert not barge.issues["payment"].numeric
    assert barge.size == 6 * 3 * 2
    assert barge.rules == (Rule({"price": ("150",), "payment": ("later",)}, None, ("rules", 0)),)
    assert barge.sources["report"].reliability == "B"
    assert (barge.sources["letter"].text or "").startswith("Dear all")


def test_facts(barge: Case) -> None:
    contents = [fact.content for fact in barge.facts]
    assert contents == [
        Stance("rejects", Package("offer")),
        Order((Direction("price", "more"), Ranking("payment", (("now",), ("later",))))),
        Order((Ranking("delivery", (("march",), ("april",), ("may",))),)),
        Priorities((("price",), ("delivery", "payment"))),
        Stance("accepts", Package("offer")),
        WeightRange({"price": Interval(0.3, 0.5)}),
        Preference(Package(terms={"price": "120"}), Package("offer")),
        RedLine({"price": ("100",)}),
    ]
    likely = barge.facts[1]
    assert (likely.confidence, likely.confidence_word) == (0.675, "likely")
    assert barge.facts[0].on == date(2025, 2, 17)
    assert barge.facts[0].evidence == (
        Evidence("report", "The seller refused the offer", ("facts", 0, "evidence", 0, "report")),
    )


def test_places(barge: Case) -> None:
    assert barge.place("facts", 1, "order", "payment", 1) == Place("case.yaml", 39, 41, 5)
    assert barge.place("facts", 1, "order", "payment", key=True) == Place("case.yaml", 39, 26, 7)
    assert barge.place("drafts", "offer", "terms", "price") == Place("case.yaml", 29, 20, 3)
    # What has no place of its own has that of what is around it.
    assert barge.place("facts", 1, "order", "payment", 1, 0) == Place("case.yaml", 39, 41, 5)


def test_the_path_of_the_ledger_will_do() -> None:
    assert load_case(BARGE / "case.yaml").name == "barge"
    assert load_case(str(BARGE)).title == load_case(BARGE).title


def test_errors_are_carried_by_the_exception(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"error\[no-case\]") as raised:
        load_case(tmp_path)
    assert raised.value.report.errors


def test_the_example_is_clean(minerals: Path) -> None:
    report = check(minerals)
    assert report.passes(strict=True), report.render()


def test_the_shared_example_is_clean(shared_minerals: Path) -> None:
    report = check(shared_minerals)
    assert report.passes(strict=True), report.render()
    case = load_case(shared_minerals)
    assert case.size == 6 * 4 * 3 * 2 * 3 * 2 * 2
    assert case.drafts["feb7"].disputed == ("future_aid",)
    assert len(case.facts) == 19


@pytest.mark.parametrize(
    ("levels", "ids"),
    [
        ("{from: 0, to: 1, step: 0.1}", "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1"),
        ("{from: -1, to: 1, step: 5e-1}", "-1 -0.5 0 0.5 1"),
        ("{from: 0.30, to: 1.1, step: .4}", "0.3 0.7 1.1"),
        ("{from: 0, to: 2e9, step: 1000000000}", "0 1000000000 2000000000"),
    ],
)
def test_numeric_levels_have_clean_ids(tmp_path: Path, levels: str, ids: str) -> None:
    (tmp_path / "case.yaml").write_text(
        f"zopa: 1\ntitle: t\nparties: {{a: {{name: A}}, b: {{name: B}}}}\n"
        f"issues: {{i: {{title: I, levels: {levels}}}}}\n",
        encoding="utf-8",
    )
    issue = load_case(tmp_path).issues["i"]
    assert issue.level_ids == tuple(ids.split())
    assert [level.number for level in issue.levels] == [float(i) for i in ids.split()]


def test_line_ends_and_marks_do_not_matter(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BARGE, tmp_path / "barge"))
    data = (folder / "case.yaml").read_bytes()
    for changed in (data.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + data):
        (folder / "case.yaml").write_bytes(changed)
        assert load_case(folder).place("facts", 1, "confidence") == Place("case.yaml", 40, 17, 6)


def test_words_stay_words() -> None:
    root, findings = read_nodes("x", "a: NO\nb: 1e3\nc: 2025-01-01\nd: 0o17\né: ~\n")
    assert isinstance(root, MapNode)
    assert not findings
    values = {key: entry.value for key, entry in root.entries.items()}
    assert [v.text for v in values.values() if isinstance(v, TextNode)] == [
        "NO", "1e3", "2025-01-01", "0o17", "~",
    ]  # fmt: skip


def test_the_place_of_a_block_is_its_first_line() -> None:
    root, _ = read_nodes("x", "a: >\n\n  first line\n  second\nb: one\n  two\n")
    assert isinstance(root, MapNode)
    assert root.entries["a"].value.place == Place("x", 3, 3, 10)
    assert root.entries["b"].value.place == Place("x", 5, 4, 3)


# --- cases that were built in Python --------------------------------------------------------------


def built(**changes: object) -> Case:
    issues = {
        "law": Issue("law", "Law", (Level("ours", "ours"), Level("theirs", "theirs"))),
        "form": Issue("form", "Form", (Level("memo", "memo"), Level("treaty", "treaty"))),
    }
    parts: dict[str, object] = {
        "title": "t",
        "issues": issues,
        "parties": {"a": Party("a", "A"), "b": Party("b", "B")},
    }
    return Case(**{**parts, **changes})  # type: ignore[arg-type]


def found(case: Case) -> list[str]:
    return [f.code.name for f in check_case(case) if f.severity is not Severity.NOTE]


def order(party: str, *levels: str, issue: str = "law") -> Fact:
    tiers = tuple((level,) for level in levels)
    return Fact(party, "order", Order((Ranking(issue, tiers),)), assumed="x")


def test_built_cases_are_checked_too() -> None:
    assert found(built()) == []
    assert found(built(facts=(order("a", "ours", "theirs"),))) == []
    assert found(built(facts=(order("c", "ours", "theirs"),))) == ["unknown-party"]
    assert found(built(facts=(order("a", "ours", "neutral"),))) == ["unknown-level"]
    assert found(built(facts=(order("a", "ours", issue="laws"),))) == ["unknown-issue"]
    evidence = (Evidence("report", "yes"),)
    quoted = Fact("a", "rejects", Stance("rejects", Package(terms={"law": "ours"})), evidence)
    assert found(built(facts=(quoted,))) == ["unknown-source"]
    sources = {"report": Source("report", "r.txt", text="no")}
    assert found(built(facts=(quoted,), sources=sources)) == ["quote-not-found"]


def draft(**terms: tuple[str, ...]) -> Draft:
    readings = {issue: tuple(TermReading(level) for level in ls) for issue, ls in terms.items()}
    return Draft("d", "D", (), None, readings, assumed="x")


NEVER = Rule({"law": ("ours",), "form": ("memo",)})
THEN = Rule({"law": ("ours",)}, {"form": ("treaty",)})


@pytest.mark.parametrize("rule", [NEVER, THEN])
@pytest.mark.parametrize(
    ("terms", "broken"),
    [
        ({"law": ("ours",), "form": ("memo",)}, True),
        ({"law": ("ours",), "form": ("treaty",)}, False),
        ({"law": ("theirs",), "form": ("memo",)}, False),
        ({"law": ("ours",)}, False),  # the form is open
        ({"form": ("memo",)}, False),
        ({"law": ("ours", "theirs"), "form": ("memo",)}, True),  # in one reading
        ({"law": ("ours",), "form": ("treaty", "memo")}, True),
    ],
)
def test_rules_are_kept_where_they_can_be(
    rule: Rule, terms: dict[str, tuple[str, ...]], broken: bool
) -> None:
    case = built(rules=(rule,), drafts={"d": draft(**terms)})
    assert found(case) == (["rule-broken"] if broken else [])


def test_rules_that_exclude_everything() -> None:
    rules = (
        THEN,
        Rule({"law": ("ours",), "form": ("treaty",)}),
        Rule({"law": ("theirs",)}, {"law": ("ours",)}),
        Rule({"form": ("treaty",), "law": ("theirs",)}),
    )
    assert found(built(rules=rules)) == ["rule-impossible"]
    impossible = [f for f in check_case(built(rules=rules)) if f.code.name == "rule-impossible"]
    assert impossible[0].message == "these 3 rules together leave no outcome"
    for one in rules[:3]:
        assert found(built(rules=tuple(r for r in rules if r is not one))) == []


def test_many_rules_take_no_time() -> None:
    """Where the search is too long nothing is said, rather than something wrong."""
    levels = tuple(Level(f"l{i}", f"l{i}") for i in range(30))
    issues = {f"i{k}": Issue(f"i{k}", f"I{k}", levels) for k in range(40)}
    rules = tuple(
        Rule({f"i{k}": (level.id,), f"i{j}": (level.id,)})
        for k in range(40) for j in range(k) for level in levels
    )  # fmt: skip
    assert found(built(issues=issues, rules=rules[:500])) == []


# --- what differs between a quote and its source ------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "passage", "words"),
    [
        ("a - b", "a – b", "only the dashes differ"),
        ('"a"', "“a”", "only the quotation marks differ"),
        ("The end", "the end", "only the capital letters differ"),
        ("cafe", "café", "only the accents differ"),
        ("harbour dues", "har\u00adbour dues", "only the invisible characters differ"),
        ("yes, he said", "yes he said", "only the punctuation differs"),
        ("long-term plan", "long -term plan", "only the spaces differ"),
        ('The "end"', "the “end”", "only the quotation marks and capital letters differ"),
        ("he wants more", "he wants much more", "the source also has `much`"),
        ("he wants much more", "he wants more", "the source does not have `much`"),
        ("he wanted it", "he wants it", "the source has `wants` for `wanted`"),
    ],
)
def test_differences_in_words(quote: str, passage: str, words: str) -> None:
    assert difference(quote, passage) == words


def test_a_case_can_be_sent_to_another_process(minerals: Path) -> None:
    case = load_case(minerals)
    again = pickle.loads(pickle.dumps(case))  # noqa: S301 - our own bytes
    assert again.facts == case.facts
    assert dict(again.issues) == dict(case.issues)
    with pytest.raises(TypeError):
        again.issues["x"] = None
