"""Scoring as a person asks for it: tables, drafts, terms, and what is said of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

import zopa
from zopa.desk.errors import FindingsError, WrongCallError

MINERALS = Path(__file__).parents[3] / "examples" / "minerals"
FULL = {
    "share": "20", "security": "support", "past_aid": "partly", "future_aid": "included",
    "law": "neutral", "partners": "europeans", "form": "binding",
}  # fmt: skip


@pytest.fixture(scope="module")
def case() -> zopa.Case:
    return zopa.load(MINERALS)


def test_the_same_package_named_in_each_way(case: zopa.Case, tmp_path: Path) -> None:
    draws = zopa.draw(case, 150)
    table = tmp_path / "offers.csv"
    heads = [case.issues[i].title for i in FULL]
    cells = [case.issues[i].describe(level) for i, level in FULL.items()]
    quoted = [",".join(f'"{cell}"' for cell in row) for row in (heads, cells)]
    table.write_text("\n".join(quoted), "utf-8")
    words = "; ".join(f"{i}={level}" for i, level in FULL.items())
    made = [zopa.score(case, offer, draws) for offer in (table, str(table), words, FULL)]
    first = made[0].result.packages[0]
    assert first.terms == {i: (level,) for i, level in FULL.items()}
    for other in made[1:]:
        assert other.result.packages[0].sides == first.sides
    assert "could sign it in" in _shown(made[0])
    assert made[0].to_csv().startswith("\ufeff") or made[0].to_csv().startswith("rank,package,")


def _shown(made: object) -> str:
    from rich.console import Console

    console = Console(width=300)
    with console.capture() as capture:
        console.print(made.to_terminal())  # type: ignore[attr-defined]
    return capture.get()


def test_a_draft_and_all_drafts(case: zopa.Case) -> None:
    draws = zopa.draw(case, 150)
    every = zopa.score(case, None, draws).result.packages
    assert [p.package.draft for p in every] == ["feb7", "counter"]
    (one,) = zopa.score(case, "what kyiv might answer", draws).result.packages
    assert one.package.draft == "counter"
    assert one.sides == every[1].sides


@pytest.mark.parametrize(
    ("offer", "words"),
    [
        ("march", "`march` is neither a file nor a draft; the case has `feb7` or `counter`"),
        ("share=55", "`55` is not a level of `share`; there are `0`, `10`"),
        ("price=3", "`price` is not an issue; there are `share`, `security`"),
        ("share=10; law", "`law` is no term; write `issue=level; issue=level`"),
        ("share=10; share=20", "`share` is settled twice"),
    ],
)
def test_what_names_nothing(case: zopa.Case, offer: str, words: str) -> None:
    with pytest.raises(WrongCallError) as told:
        zopa.score(case, offer, zopa.draw(case, 100))
    assert str(told.value).startswith(words)


def test_a_table_with_a_mistake(case: zopa.Case, tmp_path: Path) -> None:
    table = tmp_path / "offers.csv"
    table.write_text("group,share\nx,55\n", "utf-8")
    with pytest.raises(FindingsError) as told:
        zopa.score(case, table, zopa.draw(case, 100))
    assert "`55` is not a level of the issue `share`" in told.value.findings[-1].render()


def test_feedback_in_points_of_a_class(tmp_path: Path) -> None:
    points = tmp_path / "points.csv"
    points.write_text(
        "issue,level,seller,buyer\nprice,low,0,50\nprice,high,60,0\ndelivery,early,0,30\n"
        "delivery,late,12,0\nno_deal,,10,5\n"
    )
    zopa.import_(points, tmp_path / "sale")
    groups = tmp_path / "groups.csv"
    groups.write_text("group,price,delivery\n1,high,late\n2,high,early\n3,,\n4,no deal,\n")
    shown = _shown(zopa.score(tmp_path / "sale", groups, 100))
    assert "1: Blocked by buyer. " in shown
    assert "2: Both sides could sign it. No other deal is better for all." in shown
    assert "4: No deal: each side has what it has without one. With “price”: ‘high’;" in shown
    assert "60 (+50)" in shown
    assert "as things stand" not in shown


def test_an_escape_in_a_table_reaches_neither_screen_nor_spreadsheet(
    case: zopa.Case, tmp_path: Path
) -> None:
    table = tmp_path / "offers.csv"
    table.write_text("group,share\n\x1b[31mred,10\n", encoding="utf-8")
    made = zopa.score(case, table, zopa.draw(case, 100))
    assert "�[31mred" in _shown(made)
    assert "\x1b" not in _shown(made) + made.to_csv() + made.result.packages[0].package.name


def test_a_table_that_is_not_there(case: zopa.Case, tmp_path: Path) -> None:
    for name in ("none.csv", "none.xlsx"):
        with pytest.raises(WrongCallError, match=r"there is no file `.*none"):
            zopa.score(case, tmp_path / name, zopa.draw(case, 100))


SHARED = """zopa: 1
title: Shared words
parties: {a: {name: A}, b: {name: B}}
issues:
  when: {title: When, options: {now: At once, soon: at once, late: in a year}}
  rise: {title: Rise, unit: percent, levels: {from: -10, to: 10, step: 5}}
drafts:
  one: {title: Spring draft, terms: {when: now}, assumed: told so}
  two: {title: spring draft, terms: {when: late}, assumed: told so}
facts: [{party: a, order: {when: [now, soon, late]}, assumed: told so}]
"""


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(SHARED, encoding="utf-8")
    return tmp_path


def test_words_that_two_things_share_name_neither(shared: Path) -> None:
    both = "`SPRING DRAFT` is the title of the drafts `one` and `two`; write the short name of one"
    for call in (
        lambda: zopa.score(shared, "SPRING DRAFT", 100),
        lambda: zopa.next_drafts(shared, "a", 100, against="SPRING DRAFT"),
    ):
        with pytest.raises(WrongCallError) as told:
            call()
        assert str(told.value) == both
    with pytest.raises(WrongCallError, match="is the text of the levels of `when`: `now` and"):
        zopa.score(shared, "when=AT ONCE", 100)
    table = shared / "offers.csv"
    table.write_text("group,when\nx,AT ONCE\n", encoding="utf-8")
    with pytest.raises(FindingsError) as wrong:
        zopa.score(shared, table, 100)
    said = wrong.value.findings[-1].render()
    assert "`AT ONCE` names `now` and `soon` of the issue `when`" in said


@pytest.mark.parametrize(
    ("offer", "terms"),
    [
        ("when=At once", {"when": "now"}),
        ("when=at once", {"when": "soon"}),
        ("when=soon", {"when": "soon"}),
        ("rise=5", {"rise": "5"}),
        ("rise=-5", {"rise": "-5"}),
        ("rise=5 percent", {"rise": "5"}),
        ("rise=−5 Percent", {"rise": "-5"}),
        ("rise=10.0", {"rise": "10"}),
    ],
)
def test_what_is_written_just_so_is_meant_and_a_sign_counts(
    shared: Path, offer: str, terms: dict[str, str]
) -> None:
    (package,) = zopa.score(shared, offer, 100).result.packages
    assert package.package.terms == terms
    (draft,) = zopa.score(shared, "Spring draft", 100).result.packages
    assert draft.package.draft == "one"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("{name: A}", "{name: U.S., also: [the States]}", []),
        ("b: {name: B}", "b: {name: 'The “A”'}", ["parties `a` and `b`"]),
        ("title: Rise", "title: The When!", ["issues `when` and `rise`"]),
        ("late: in a year", "late: in 1.5 years, later: in 15 years", []),
        ("late: in a year", "late: -5 percent, later: 5 percent", []),
        (
            "{a: {name: A}, b: {name: B}}",
            "{a: {name: The United States, also: [U.S.]}, b: {name: United States, also: [US]}}",
            ["`The United States` and `United States`", "`U.S.` and `US`"],
        ),
    ],
)
def test_which_names_are_told_to_be_the_same_words(
    shared: Path, old: str, new: str, found: list[str]
) -> None:
    """Two levels and two drafts share words in the case; what else does is told, and no more."""
    (shared / "case.yaml").write_text(SHARED.replace(old, new), encoding="utf-8")
    told = [f.message for f in zopa.check(shared) if f.code.name == "same-words"]
    assert any("levels `now` and `soon` of `when`" in message for message in told)
    assert any("drafts `one` and `two`" in message for message in told)
    others = [m for m in told if "`now` and `soon`" not in m and "`one` and `two`" not in m]
    assert len(others) == len(found)
    assert all(words in message for words, message in zip(found, others, strict=True))
