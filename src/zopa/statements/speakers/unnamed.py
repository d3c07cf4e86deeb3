"""Describing sources without a name: their number, their office, what they are said to know."""

from __future__ import annotations

import re

from zopa.foundation.text import word_set
from zopa.statements.speakers.phrases import Phrase
from zopa.statements.speakers.vocabulary import NUMBERS, PEOPLE, is_office, singular

_KNOWING = re.compile(
    r"""\b(?:familiar|acquainted|briefed|informed|aware|involved|privy|knowledgeable|known
    |present\b|close\ to\ (?:the|those)\b|near\ the\b
    |with\ (?:\w+\ ){0,2}(?:knowledge|insight|the\ matter|the\ document|experience)
    |in\ the\ room|who\ (?:have|has|had|were|was|are|is|saw|knew?|attended|took|read|heard|sat)\b
    )[^.;:“”"\n()]*""",
    re.VERBOSE,
)
_CONDITION = re.compile(
    r"\s*,.*$|\s+(?:speaking|told|said|says|told|asked|requested|insisted|spoke|added)\b.*$"
    r"|\bwho\s+(?:spoke|asked|declined|requested|insisted|was not|were not|is not|are not)\b.*$"
)
_SPLIT = re.compile(r"\bone\b|\ba\b|\ban\b|\banother\b")
_NOT_OFFICE = word_set("""a an the one two three another other some several many few both""")


def count_of(phrase: Phrase) -> int | None:
    """How many people a phrase speaks of, if it says so.

    “one current and one former senior official” are two, “officials” are not counted.
    """
    words = ([phrase.determiner] if phrase.determiner else []) + list(phrase.words)
    head = phrase.head
    numbers = [NUMBERS[word] for word in words if word in NUMBERS and word != "dozen"]
    if any(word.isdigit() and len(word) < 4 for word in words):
        return next(int(word) for word in words if word.isdigit() and len(word) < 4)
    if "and" in words and numbers.count(1) + words.count("a") + words.count("another") > 1:
        return numbers.count(1) + words.count("a") + words.count("another")
    plural = _plural(head)
    if "dozen" in words:
        return 12 if not numbers and words[0] in {"a", "dozen"} else None
    if numbers and (numbers[0] > 1 or not plural):
        if len({"half", "least", "most", "than", "to", "or"} & set(words)):
            return None
        return numbers[0]
    if plural and " of " in f" {' '.join(words)} " and numbers[:1] == [1]:
        return 1
    if plural or head in {"some", "many", "several", "few", "most", "others", "those"}:
        return None
    if phrase.determiner in {"a", "an", "another", "one"}:
        return 1
    return 1 if phrase.determiner in {"the", "this", "that"} or not plural else None


def _plural(head: str) -> bool:
    return head in {"people", "others", "those", "some", "police", "staff", "folks"} or (
        singular(head) != head and not head.endswith("ss")
    )


def plural(phrase: Phrase) -> bool:
    """Whether a phrase speaks of more than one."""
    count = count_of(phrase)
    return count is None or count > 1


def knowing_of(phrase: Phrase) -> str:
    """What the sources are said to know (“familiar with the talks”), or nothing."""
    tail = phrase.after
    match = _KNOWING.search(tail[:200])
    if match is None or tail[: match.start()].count(" ") > 8:
        return ""
    return _CONDITION.sub("", match.group()).strip(" ,")


def office_of(phrase: Phrase) -> str:
    """The office without determiner and count, as written; nothing for “two people”."""
    head = singular(phrase.head)
    words = re.findall(r"(?:[A-Z]\.)+|[\w’'-]+", phrase.core)
    while words and (words[0].lower() in _NOT_OFFICE or words[0].isdigit()):
        words.pop(0)
    if words and words[0].lower() in {"current", "former"} and len(words) > 2:
        # “current and one former senior official”: what both are is told by the last words.
        rest = [w.lower() for w in words]
        if "and" in rest and ({"one", "a"} & set(rest)):
            words = words[rest.index("and") + 2 :]
            words = words[1:] if words and words[0].lower() in {"former", "current"} else words
    if not is_office(phrase.head) or head in PEOPLE:
        modifiers = [w for w in words[:-1] if w.lower() not in NUMBERS and w[0].isupper()]
        return " ".join(words) if modifiers or len(words) > 2 else ""
    return " ".join(words)
