"""Topics of several places that are one matter, and figures of different things that are not."""

from __future__ import annotations

import pytest

from zopa.proposing.by_grammar.disputed_matters import matter_of, stem_of, stems_in

from .told_by_grammar import disputes


def titles(*bodies: str) -> set[str]:
    return {dispute.title for dispute in disputes(*bodies)}


def test_words_of_one_stem_are_one_matter() -> None:
    (matter,) = disputes(
        "Karsia demands an end to river dredging. Movia rejects any end to dredging."
    )
    assert len(list(matter.positions())) == 2


def test_two_matters_without_a_word_in_common_are_two() -> None:
    assert titles(
        "Karsia demands tariffs. Movia rejects tariffs. "
        "Karsia demands ferry tickets. Movia rejects ferry tickets."
    ) == {"tariffs", "ferry tickets"}


def test_a_verb_behind_a_clause_with_what_names_no_matter() -> None:
    text = "What Halden proposes shrinks the fleet, Karsia said, and it rejects that."
    assert titles(text) == {"fleet"}


def test_ten_things_of_one_kind_are_one_issue() -> None:
    made = disputes(
        "Karsia demands a river toll. Movia rejects the river toll. "
        "Movia said the river toll harms trade. Karsia insists on the river toll."
    )
    assert [dispute.title for dispute in made] == ["river toll"]


def test_a_price_and_a_sum_are_not_one_matter() -> None:
    made = disputes(
        "Karsia Paints offered 40 euros a share, which values Movia Works at 22 billion euros. "
        "Movia Works rejected the offer. Movia Works wants 45 euros a share."
    )
    for dispute in made:
        units = {m.unit for told in dispute.told for m in told.measures}
        units |= {dispute.stem} if dispute.worth else set()
        assert len(units) <= 1
    (price,) = [dispute for dispute in made if dispute.worth]
    assert price.title == "Price per share"
    assert [m.value for told in price.told for m in told.measures] == [45]


def test_figures_of_different_sides_of_a_swap_are_not_one_matter() -> None:
    made = disputes(
        "Karsia wants the release of 180 sailors in exchange for 700 barrels of oil. "
        "Movia rejects the release of 180 sailors."
    )
    for dispute in made:
        values = {m.value for told in dispute.told for m in told.measures}
        assert not {180, 700} <= values


def test_a_figure_alone_is_of_what_is_told_in_its_unit() -> None:
    (pay,) = disputes(
        "Karsia demands a pay rise of 40 percent. Movia offered a pay rise of 25 percent. "
        "Karsia now wants 33 percent."
    )
    assert {m.value for told in pay.told for m in told.measures} >= {33, 40}


def test_what_one_side_wants_in_passing_is_no_dispute() -> None:
    text = "Karsia suggested ferry tickets. Movia demands a river toll."
    assert titles(text) == {"river toll"}


def test_the_title_is_the_shortest_of_the_words_most_reports_have() -> None:
    (toll,) = disputes(
        "Karsia demands the new river toll. Movia rejects the toll.",
        "Movia rejects the toll.",
    )
    assert toll.title == "toll"


@pytest.mark.parametrize(
    ("word", "stem"),
    [("filling", "fill"), ("quotas", "quota"), ("pay", "pay"), ("tariffs", "tariff")],
)
def test_stems(word: str, stem: str) -> None:
    assert stem_of(word) == stem


def test_stems_leave_out_filler() -> None:
    assert stems_in("no return of the quotas by Movia") == {"return", "quota", "movia"}


def test_a_word_that_stands_for_much_else_is_no_known_matter() -> None:
    assert matter_of("tariffs on cars") == "tariffs"
    assert matter_of("price of fuel") == ""


def test_a_clause_that_names_nothing_is_no_matter() -> None:
    text = "Karsia wants the fee struck out. Movia wants the port kept. Karsia wants {} struck out."
    titles = {dispute.title for dispute in disputes(text.format("“voluntary”"))}
    assert not {title for title in titles if "struck" in title}
