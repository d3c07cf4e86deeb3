"""Tables of offers: what is read, and what is said of what cannot be."""

from __future__ import annotations

from zopa.case.model import Case, Issue, Level, Party
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.read_csv import sheet_of_text
from zopa.exchange.read_offers import ReadOffer, offers_of_sheet

CASE = Case(
    "Sale",
    {
        "price": Issue(
            "price", "Price of it", tuple(Level(k, k, float(k)) for k in ("10", "20")),
            "euros", numeric=True,
        ),
        "when": Issue("when", "When", (Level("soon", "as soon as it goes"), Level("late", "late"))),
    },
    {"a": Party("a", "A"), "b": Party("b", "B")},
)  # fmt: skip


def read(text: str) -> tuple[list[ReadOffer], list[str]]:
    notes = ExchangeNotes()
    sheet = sheet_of_text("o.csv", "o", text, notes)
    assert sheet is not None
    offers = offers_of_sheet(CASE, sheet, notes)
    return offers, [f"{f.code.name}: {f.message}" for f in notes.findings]


def test_levels_by_id_by_words_and_by_number() -> None:
    offers, findings = read(
        "Group,Price of it,When\none,10.0,as soon as it goes\ntwo,20 euros,LATE\nthree,20,\n"
    )
    assert offers == [
        ReadOffer("one", {"price": "10", "when": "soon"}),
        ReadOffer("two", {"price": "20", "when": "late"}),
        ReadOffer("three", {"price": "20"}),
    ]
    assert findings == []


def test_a_group_without_a_deal_and_rows_without_a_name() -> None:
    offers, _ = read("price,when\n,\nno deal,\n10,late\n")
    # a row in which every cell is empty is no row
    assert offers == [ReadOffer("row 1", {}), ReadOffer("row 2", {"price": "10", "when": "late"})]


def test_what_is_passed_over_and_what_is_wrong() -> None:
    offers, findings = read("team,students,price,when\nx,Ann,10,soonn\n")
    assert [offer.terms for offer in offers] == [{"price": "10"}]
    assert findings == [
        "table-form: a column is passed over, being no issue of the case: `students`",
        "bad-value: `soonn` is not a level of the issue `when`",
    ]
    assert read("team,students\nx,Ann\n")[1] == [
        "not-a-table: the first row names no issue of the case"
    ]
    assert read("price,Price of it\n10,20\n")[1] == [
        "repeated-part: two columns are of the issue `price`"
    ]
    assert read("group,price\nx,10\ny,20\nx,20\n")[1] == ["table-form: two rows are named `x`"]
    assert read("price,when\n")[1] == ["not-a-table: the table has no row below its heads"]


def test_what_could_steer_a_terminal_is_taken_out_of_a_name() -> None:
    offers, _ = read("group,price\n\x1b[31mred\u202eteam,10\n")
    assert [offer.name for offer in offers] == ["�[31mred�team"]


def test_cells_beyond_the_heads_are_told() -> None:
    """A row that has been shifted shows; cells that are empty say nothing."""
    offers, findings = read("group,price\na,10,,\nb,20,late,30\n")
    assert [offer.terms for offer in offers] == [{"price": "10"}, {"price": "20"}]
    assert findings == [
        "table-form: the row has cells beyond the last head, passed over: `late` and `30`"
    ]
