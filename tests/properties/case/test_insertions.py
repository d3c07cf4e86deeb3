"""What is put into a ledger leaves every byte of it, however a person has laid it out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.case.insertions import (
    Insertion,
    entry_end,
    indented,
    section_end,
    with_insertions,
)
from zopa.case.load import examine_text
from zopa.case.model import Case

COMMENTS = st.sampled_from(["", "  # mine", "   # a: b [c", " #"])
BETWEEN = st.sampled_from([[], [""], ["# a note"], ["", "   # - party: nobody", ""], ["#"]])
FACTS = [
    ["- party: us", "  order: {price: less}", "  assumed: so"],
    ["- party: them", "  order:", "    form: [pact,", "      note]", "  assumed: >", "    two", "", "    lines"],  # noqa: E501
    ["- {party: us, order: {form: [pact, note]},", "   assumed: so}"],
    ["- party: them", "  assumed: |", "    # none", "    - no: item", "  order: {price: more}"],
    ["-", "  party: us", "  priorities: [price, form]", "  assumed: 'it''s", "    so'"],
]  # fmt: skip
DRAFTS = [
    ["{name}:", "  title: Text", "  terms: {{price: 3}}", "  assumed: so"],
    ["{name}: {{terms: {{form: pact}},", "   assumed: so}}"],
    ["{name}:", "  terms:", "    price: 2", "    # in the text", "  assumed: \"a", "    b\""],
]  # fmt: skip


@dataclass(frozen=True)
class Laid:
    """A ledger in somebody's layout."""

    data: bytes
    facts: int
    drafts: int


@st.composite
def ledgers(draw: st.DrawFn) -> Laid:
    comment = draw(COMMENTS)
    head = [
        f"zopa: 1{comment}",
        "title: The pact",
        "parties: {us: {name: Ours}, them: {name: Theirs}}",
        "issues:",
        "  price:",
        "    title: Price",
        "    levels: {from: 0, to: 5, step: 1}",
        "  form: {title: Form, options: {pact: a pact, note: a note}}",
    ]
    facts = draw(st.lists(st.sampled_from(FACTS), min_size=0, max_size=4, unique_by=tuple))
    drafts = draw(st.lists(st.sampled_from(DRAFTS), min_size=0, max_size=3))
    sections = []
    if facts:
        sections.append(("facts", facts))
    if drafts:
        named = [[line.format(name=f"d{k}") for line in lines] for k, lines in enumerate(drafts)]
        sections.append(("drafts", named))
    lines = list(head)
    for name, entries in draw(st.permutations(sections)):
        lines += draw(BETWEEN)
        lines.append(f"{name}:{comment}")
        # The items of a list may stand as far left as their key; those of a mapping may not.
        indent = " " * draw(st.integers(0 if name == "facts" else 1, 5))
        for entry in entries:
            lines += [indent + line if line else line for line in entry]
            lines += draw(BETWEEN)
    lines += draw(BETWEEN)
    end = draw(st.sampled_from(["\n", "\r\n"]))
    text = end.join(lines) + (end if draw(st.booleans()) else "")
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return Laid(mark + text.encode(), len(facts), len(drafts))


def opened(data: bytes, folder: Path) -> Case:
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    case, report = examine_text(folder, text, {})
    assert case is not None, report.render()
    assert not report.errors, report.render()
    return case


NEW_FACT = ["  - party: us  # new", "    order: {price: {peak: 4}}", "    assumed: new"]
NEW_DRAFT = ["  new:", "    terms: {form: note}", "    assumed: new"]


@given(laid=ledgers())
def test_a_new_entry_is_the_last_one_and_nothing_else_changes(
    laid: Laid, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    before = opened(laid.data, folder)
    assert (len(before.facts), len(before.drafts)) == (laid.facts, laid.drafts)
    text = laid.data.decode("utf-8-sig").replace("\r\n", "\n")
    put: list[Insertion] = []
    for section, lines in (("drafts", NEW_DRAFT), ("facts", NEW_FACT)):
        end = section_end(before, text, section)
        assert end is not None
        behind, indent = end
        if indent < 0:
            put.append(Insertion(behind, (f"{section}:", *lines)))
        else:
            put.insert(0, Insertion(behind, indented(lines, indent - 2)))
    after_bytes = with_insertions(laid.data, put)
    after = opened(after_bytes, folder)
    assert after.facts[:-1] == before.facts
    assert after.facts[-1].assumed == "new"
    assert list(after.drafts.values())[:-1] == list(before.drafts.values())
    assert list(after.drafts)[-1] == "new"
    # Without what was put in, it is the old file, to the byte.
    kept, added = after_bytes, [line.encode() for one in put for line in one.lines]
    for line in added:
        found = re.search(rb"(?:\A|(?<=[\r\n]))" + re.escape(line) + rb"(?:\r\n|\n|\Z)", kept)
        assert found is not None
        kept = kept[: found.start()] + kept[found.end() :]
    assert kept in (laid.data, laid.data + b"\r\n", laid.data + b"\n")


@given(laid=ledgers())
def test_nothing_put_in_is_nothing_changed(laid: Laid) -> None:
    assert with_insertions(laid.data, []) == laid.data


def test_a_section_in_brackets_has_no_place(tmp_path: Path) -> None:
    facts = "facts: [{party: us, order: {price: less}, assumed: a}]"
    text = (
        "zopa: 1\ntitle: T\nparties: {us: {name: Ours}, them: {name: Theirs}}\nissues:\n"
        f"  price: {{title: Price, levels: {{from: 0, to: 5, step: 1}}}}\n{facts}\n"
    )
    assert section_end(opened(text.encode(), tmp_path), text, "facts") is None


def test_an_entry_ends_before_what_belongs_to_the_next(tmp_path: Path) -> None:
    text = (
        "zopa: 1\ntitle: T\nparties: {us: {name: Ours}, them: {name: Theirs}}\nissues:\n"
        "  price: {title: Price, levels: {from: 0, to: 5, step: 1}}\n"
        "facts:\n  - party: us\n    order: {price: less}\n    assumed: a\n    # mine\n\n"
        "  # of the next\n  - party: them\n    order: {price: more}\n    assumed: b\n"
    )
    case = opened(text.encode(), tmp_path)
    assert entry_end(case, text, ("facts", 0)) == (10, 2)
    assert entry_end(case, text, ("facts", 1)) == (15, 2)
    assert entry_end(case, text, ("facts", 2)) is None
