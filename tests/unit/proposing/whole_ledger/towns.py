"""Reports of two invented towns, and answers about them to build on."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from zopa.case.model import Case
from zopa.foundation.diagnostics import Findings
from zopa.proposing.whole_ledger import WholeLedger, ledger_from_answers
from zopa.sources import read_document
from zopa.sources.document import Document

REPORTS = {
    "mail": "Talks on the canal stall\n\nThe Canal Mail, 4 May 2026\n\n"
    "Aldmoor offered to pay 40 percent of the canal’s repair. Its mayor, Nora Vink, called that "
    "“generous”. Brackwater rejected the offer on Sunday: it wants Aldmoor to pay 60 percent, and "
    "it won’t open the locks at night. The province, which mediates, urged both to go on.\n",
    "post": "Brackwater holds out\n\nBrackwater Post, 6 May 2026\n\n"
    "Brackwater demanded 60 percent of the repair. Night opening of the locks is what Aldmoor asks "
    "for. “The locks stay shut at night,” said Emil Stark, the leader of Brackwater’s council. He "
    "said no. Asked about the money, he said no.\n",
}
ANSWER: dict[str, Any] = {
    "title": "The canal",
    "parties": [
        {"id": "aldmoor", "name": "Aldmoor", "people": [{"name": "Nora Vink"}]},
        {"id": "brackwater", "name": "Brackwater", "people": [{"name": "Emil Stark"}]},
        {"id": "province", "name": "province", "role": "observer"},
    ],
    "issues": [
        {"id": "cost", "title": "Aldmoor's part of the repair", "unit": "percent",
         "numbers": ["40", "60"]},
        {"id": "locks", "title": "Opening the locks at night",
         "options": [{"id": "open", "text": "the locks open at night"},
                     {"id": "shut", "text": "the locks stay shut at night"}]},
    ],
    "drafts": [
        {"id": "offer", "title": "Aldmoor's offer", "by": "aldmoor",
         "terms": [{"issue": "cost", "level": "40"}],
         "quotes": [{"source": "mail", "quote": "Aldmoor offered to pay 40 percent"}]},
    ],
    "facts": [
        {"id": "f1", "party": "brackwater", "says": "rejects", "draft": "offer",
         "on": "2026-05-03",
         "quotes": [{"source": "mail", "quote": "Brackwater rejected the offer"}]},
        {"id": "f2", "party": "brackwater", "says": "order", "issue": "cost", "levels": ["more"],
         "quotes": [{"source": "mail", "quote": "it wants Aldmoor to pay 60 percent"}]},
        {"id": "f3", "party": "aldmoor", "says": "order", "issue": "locks",
         "levels": ["open", "shut"],
         "quotes": [{"source": "post",
                     "quote": "Night opening of the locks is what Aldmoor asks for"}]},
    ],
}  # fmt: skip


def answer(**changes: Any) -> dict[str, Any]:
    """The answer with other parts; of `facts` given as a mapping, fact 1 is changed so."""
    made = copy.deepcopy(ANSWER)
    for key, value in changes.items():
        if isinstance(value, dict):
            made[key][0] |= value
        else:
            made[key] = value
    return made


def documents(reports: dict[str, str] = REPORTS) -> list[Document]:
    opened = [
        read_document(text.encode(), f"{name}.txt", id=name) for name, text in reports.items()
    ]
    assert all(each.document for each in opened)
    return [each.document for each in opened if each.document]


def proposed(*answers: Any, reports: dict[str, str] = REPORTS) -> WholeLedger:
    """The ledger that answers come to; what is no text is written as JSON."""
    texts = [each if isinstance(each, str) else json.dumps(each) for each in answers]
    return ledger_from_answers(documents(reports), texts)


def checked(whole: WholeLedger, folder: Path) -> tuple[Case, Findings]:
    """The case as it is read back from its folder, and what `zopa check` finds in it."""
    from zopa.desk.opening import examine

    for name, data in whole.made.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    case, findings = examine(folder)
    assert case is not None
    return case, findings


def faults(whole: WholeLedger) -> list[str]:
    return [str(fault) for fault in whole.faults]
