"""The messages that ask for a ledger: reports, in parts where they are long, and findings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from zopa.foundation.text import Span
from zopa.proposing.naming import one_line
from zopa.proposing.whole_ledger.answer_form import LedgerAnswer
from zopa.proposing.whole_ledger.answer_reading import Fault
from zopa.proposing.whole_ledger.held_agreement import AGREEMENT
from zopa.proposing.whole_ledger.prompt_words import instructions
from zopa.sources.document import Document, Use

PART = 36_000
"""Characters of reports in one message at most: some nine thousand tokens."""
MOST_FAULTS = 60
"""Faults that one message tells; a model loses track of more."""

Message = dict[str, str]


def report_parts(documents: Sequence[Document], most: int = PART) -> list[str]:
    """The reports as the texts of one message or more, none with more than about `most` characters.

    Furniture of the page is left out. A report is cut between paragraphs where it is too long.
    """
    parts: list[str] = [""]
    for document in documents:
        mark = _mark(document)
        for piece in _pieces(document, most):
            told = f"{mark} {_head(document)} {mark}\n{piece}\n{mark} end of {document.id} {mark}"
            if parts[-1] and len(parts[-1]) + len(told) > most:
                parts.append("")
            parts[-1] += ("\n\n" if parts[-1] else "") + told
    return parts


def _head(document: Document) -> str:
    told = [f"published {document.published}"] if document.published else ["no date"]
    told += [one_line(document.publisher)] if document.publisher else []
    told += [f'"{one_line(document.title)}"'] if document.title else []
    return f"report: {document.id} ({'; '.join(told)})"


def _mark(document: Document) -> str:
    """What parts a report from the rest: more signs in a row than stand anywhere in it."""
    longest = max((len(run) for run in re.findall("={3,}", document.reading)), default=2)
    return "=" * min(longest + 1, 200)


def _pieces(document: Document, most: int) -> Iterator[str]:
    """What a person would read of a document, in pieces of at most `most` characters."""
    spans = [block.span for block in document.blocks if block.use is not Use.FURNITURE]
    if not document.blocks:
        spans = [Span(0, len(document.reading))]
    piece = ""
    for span in spans:
        for text in _cut(document, span, most):
            if piece and len(piece) + len(text) + 2 > most:
                yield piece
                piece = ""
            piece += ("\n\n" if piece else "") + text
    if piece:
        yield piece


def _cut(document: Document, span: Span, most: int) -> Iterator[str]:
    """A paragraph, or runs of its sentences where it is too long."""
    text = document.reading[span.start : span.stop].strip()
    while len(text) > most:
        at = max((m.end() for m in re.finditer(r"[.!?]\s", text[:most])), default=most)
        yield text[:at].strip()
        text = text[at:].strip()
    if text:
        yield text


def first_messages(part: str, number: int, count: int, known: LedgerAnswer) -> list[Message]:
    """The messages that ask about one part of the reports; `known` is the ledger so far."""
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": part_text(part, number, count, known)},
    ]


def part_text(part: str, number: int, count: int, known: LedgerAnswer | None) -> str:
    """What is said of one part of the reports. `known` is None where the model remembers it."""
    if count == 1:
        return f"# The reports\n\n{part}\n\nAnswer with the JSON object only."
    head = f"# The reports, part {number} of {count}\n\n"
    rest = "" if number == count else " The other parts come after it."
    if number == 1:
        return f"{head}{part}\n\nAnswer with the JSON object for this part only.{rest}"
    so_far = "your answers so far"
    if known is not None:
        head += f"The ledger so far, facts aside:\n\n{_json(_frame(known))}\n\n"
        so_far = "the ledger so far"
    return (
        f"{head}{part}\n\nGo on with the same ledger. For parties, issues, options and drafts that "
        f"are in {so_far} use the same ids, and list such an entry again only where this part adds "
        "names, options, figures, terms or quotes to it. Give the facts that this part tells. "
        f"Answer with the JSON object only.{rest}"
    )


def pasted(parts: Sequence[str]) -> list[str]:
    """The texts to paste into an assistant, one after the other into one conversation."""
    count = len(parts)
    texts = [part_text(part, k, count, None) for k, part in enumerate(parts, 1)]
    return [f"{instructions()}\n\n{texts[0]}", *texts[1:]]


def follow_up(answer: LedgerAnswer, faults: Sequence[Fault]) -> str:
    """The message that tells a model what of its answer does not stand."""
    told = [f"- {fault}" for fault in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS:
        told.append(f"- and {len(faults) - MOST_FAULTS} more like these")
    entries = _named_in(answer, faults[:MOST_FAULTS])
    shown = f"\n\nThese are the entries as you gave them:\n\n{_json(entries)}" if entries else ""
    return (
        "Your ledger was held against the reports. This does not stand:\n\n"
        + "\n".join(told)
        + shown
        + "\n\nMend it. Answer with one JSON object of the same form that holds only the entries "
        "that you change or add, each of them whole and under its id; what you do not list stays "
        "as it is. Quotes are copied letter by letter from the reports: where a nearest passage is "
        "shown and says what you meant, copy it from there. Where the reports do not bear an entry "
        "out, take it back: put its id into `withdrawn`. Do not make an entry fit at any price."
    )


def follow_up_messages(
    answer: LedgerAnswer, faults: Sequence[Fault], earlier: Sequence[Message]
) -> list[Message]:
    """The messages of a further try: the conversation so far, or where that was in parts, only what
    it came to."""
    asked = {"role": "user", "content": follow_up(answer, faults)}
    if earlier:
        return [*earlier, asked]
    frame = f"The ledger that you have given, facts aside:\n\n{_json(_frame(answer))}"
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": f"{frame}\n\n{asked['content']}"},
    ]


def _frame(answer: LedgerAnswer) -> dict[str, Any]:
    """Parties, issues and drafts without quotes."""
    told = answer.model_dump(include={"parties", "issues", "drafts"})
    for draft in told["drafts"]:
        draft.pop("quotes")
        for term in draft["terms"]:
            term.pop("quotes")
    return told


def _named_in(answer: LedgerAnswer, faults: Sequence[Fault]) -> dict[str, Any]:
    named = {fault.entry for fault in faults}
    kinds = (
        ("parties", "party", answer.parties),
        ("issues", "issue", answer.issues),
        ("drafts", "draft", answer.drafts),
        ("facts", "fact", answer.facts),
    )
    shown: dict[str, Any] = {}
    if AGREEMENT in named:
        shown[AGREEMENT] = answer.agreement.model_dump()
    for key, singular, entries in kinds:
        found = [e.model_dump() for e in entries if f"{singular} `{one_line(e.id, 60)}`" in named]
        if found:
            shown[key] = found
    return shown


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=None)
