"""What zopa itself wrote, told by what a text holds and never by its name.

Two things hang on it. A ledger, a list of statements or a brief that is quoted as a source bears
itself out: any words then stand in a source. And a page may be written over another only if that
one is a brief, just as zopa wrote it. For the first, whatever has the form of zopa's own work is
zopa's own; for the second there is a seal, which no longer fits once a word is changed.
"""

from __future__ import annotations

import re
from enum import StrEnum
from hashlib import sha256

BRIEF_MARK = '<meta name="generator" content="zopa">'
"""What stands in the head of every brief."""


class OwnWork(StrEnum):
    """A kind of text that zopa writes, in the words in which a message names it."""

    LEDGER = "a ledger of zopa"
    STATEMENTS = "a list of what zopa read in reports"
    FAILURES = "a list of reports that zopa could not read"
    BRIEF = "a brief that zopa wrote"
    RESULTS = "a list of results that zopa printed"
    PROMPT = "a message that zopa wrote for a language model"


_START = 4096
"""Characters at the start of a text in which its form shows."""
_ROW = re.compile(r'\s*\{"record": ?"(?:document|statement|claim|difference|copy)"')
_FAILURE = re.compile(r'\s*\{"document": ?"[^\n]{0,3000}"code": ?"[a-z-]+", ?"message": ?"')
_RESULTS = re.compile(
    r'\s*(?:\{\s*"(?:zopa": "\d[\w.+]*",\s*"title"|records": \[\s*\{\s*"record"|ledger": "|'
    r'summary": \{\s*"error": \d+,\s*"warning"|analysis": "[a-z_]+",\s*"question")|'
    r"rank,package,[^\n]*,enough could sign|draft,title,by,on,party,would sign,|"
    r"result,about,value,unit\s|[^\n]*: would sign,all would sign\s)"
)
_SCREEN = re.compile(
    r"\bshares?\s+of\s+readings\b|\bhundredths\s+of\s+all\s+that\s+a\s+side\s+could\s+want|"
    r"\bin\s+brackets\s+above\s+no\s+deal\b|\bleaves\s+open\s+is\s+taken\s+as\s+its\s+author"
)
"""Words that stand in what commands tell at a terminal, and in no report."""
_PROMPT = re.compile(
    r"\s*(?:You are a careful analyst of negotiations\. |# The reports, part \d+ of \d+\s|"
    r"Your ledger was held against the reports\. This does not stand:)"
)
_AT_THE_START = (
    (_ROW, OwnWork.STATEMENTS),
    (_FAILURE, OwnWork.FAILURES),
    (_RESULTS, OwnWork.RESULTS),
    (_PROMPT, OwnWork.PROMPT),
)
_FOOT = re.compile(
    r"Made\s+with\s+zopa\s+[\w.+-]{1,30}\s+from\s+the\s+ledger\s+and\s+the\s+sources\s+named"
)
_KEY = r"""(?:^|[{{,])[ \t]*(?:#+[ \t]*)?["']?{}["']?[ \t]*:"""
_VERSION = re.compile(_KEY.format("zopa") + r"""[ \t]*["']?\d""", re.MULTILINE)
_PARTIES = re.compile(_KEY.format("parties"), re.MULTILINE)
_ISSUES = re.compile(_KEY.format("issues"), re.MULTILINE)
"""What every ledger has, on lines of their own or between brackets."""
_SECTIONS = tuple(
    re.compile(rf"^[ \t]*(?:#+[ \t]*)?{section}:[ \t]*$", re.MULTILINE)
    for section in ("parties", "issues", "facts")
)
"""What shows a ledger whose first line is gone, or of which all lines are remarks."""


def own_work(text: str) -> OwnWork | None:
    """What kind of zopa's own work a text is, or None where it is none of it.

    A copy counts under whatever name, and so does one that was changed, and the text of a brief
    that was taken from the page or printed.

    >>> own_work("# as of May\\nzopa: 1\\ntitle: Fish\\nparties: {}\\nissues: {}\\n").name
    'LEDGER'
    >>> own_work("Made with zopa 1.2 from the ledger and\\nthe sources named above.").name
    'BRIEF'
    >>> own_work("The minister said that issues: two, parties: three.") is None
    True
    """
    start = text[:_START]
    for form, kind in _AT_THE_START:
        if form.match(start):
            return kind
    if "zopa" in text and (BRIEF_MARK in text or _FOOT.search(text)):
        return OwnWork.BRIEF
    if _SCREEN.search(text):
        return OwnWork.RESULTS
    if all(section.search(text) for section in _SECTIONS):
        return OwnWork.LEDGER
    if "zopa" not in text:
        return None
    keys = (_VERSION, _PARTIES, _ISSUES)
    return OwnWork.LEDGER if all(key.search(text) for key in keys) else None


# --- the seal of a brief ------------------------------------------------------------------------

_SEAL = re.compile(r'<meta name="zopa-seal" content="([0-9a-f]{64})">\r?\n')


def sealed(page: str) -> str:
    """A brief with its seal, the SHA-256 of all the rest of it, on a line behind its mark.

    >>> page = sealed(f"<head>\\n{BRIEF_MARK}\\n</head>")
    >>> is_sealed(page), is_sealed(page + "and a note of mine")
    (True, False)
    """
    seal = f'<meta name="zopa-seal" content="{_digest(page)}">\n'
    return page.replace(f"{BRIEF_MARK}\n", f"{BRIEF_MARK}\n{seal}", 1)


def is_sealed(page: str) -> bool:
    """Whether a page is a brief just as zopa wrote it; line ends make no difference."""
    seal = _SEAL.search(page, 0, _START)
    if seal is None:
        return False
    return seal[1] == _digest(page[: seal.start()] + page[seal.end() :])


def _digest(page: str) -> str:
    return sha256(page.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()
