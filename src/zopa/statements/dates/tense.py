"""Telling from the verb near an expression of time whether it lies in the past or in the future.

“On Wednesday” is the last one in “met on Wednesday” and the next one in “will meet on Wednesday”.
The verb before the expression decides, or else the one after it; “was expected to meet” counts as
past. Quoted words are not looked at. At most `REACH` characters on either side are read, so the
work does not grow with the length of a sentence.
"""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["past", "future"]

REACH = 240
"""How many characters on either side of an expression are read."""

_END = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[“\"‘(\[]*[A-Z])|\n")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|„[^„“”]*[“”]")
_OPENED = re.compile(r"[“«„]|(?<!\S)\"")
_CLOSED = re.compile(r"[”»]|\"(?!\w)")
_WORD = re.compile(r"[A-Za-z]+")

_FUTURE = frozenset(
    [
        "will", "ll", "shall", "would", "must", "may", "might", "could", "can", "should", "due",
        "expected", "planned", "scheduled", "slated", "upcoming", "forthcoming", "ahead", "plans",
        "hopes", "wants", "intends", "aims", "expects", "looks", "arrives", "returns", "meets",
        "begins", "starts", "opens", "leaves", "travels", "flies", "resumes", "expires", "becomes",
        "comes", "hosts",
    ]
)  # fmt: skip
_PAST = frozenset(
    [
        "said", "told", "met", "was", "were", "had", "took", "gave", "made", "went", "came", "held",
        "sent", "left", "spoke", "began", "wrote", "saw", "won", "lost", "fell", "rose", "grew",
        "broke", "brought", "built", "bought", "chose", "cut", "drew", "drove", "fled", "flew",
        "fought", "found", "got", "heard", "kept", "knew", "laid", "led", "meant", "paid", "put",
        "ran", "sat", "sold", "shook", "shot", "shut", "stood", "stuck", "struck", "swore",
        "taught", "threw", "thought", "understood", "withdrew", "did", "been", "became", "sought",
        "struck", "has", "have", "set", "spent", "born",
    ]
)  # fmt: skip
_PAST_HEADS = frozenset(
    [
        "refused", "declined", "failed", "managed", "began", "started", "used", "helped", "tried",
        "attempted", "rushed", "had", "continued", "neglected", "forgot", "happened", "proved",
        "turned",
    ]
)  # fmt: skip
_FUTURE_HEADS = frozenset(
    [
        "expected", "due", "set", "scheduled", "planned", "plan", "plans", "planning", "want",
        "wants", "wanted", "hope", "hopes", "hoped", "agreed", "threatened", "promised", "vowed",
        "pledged", "intends", "intended", "ready", "likely", "told", "asked", "urged", "ordered",
        "is", "are", "was", "were", "has", "have", "needs", "need", "aims", "going", "about",
        "wishes", "prepares", "preparing", "offered", "decided", "invited", "deadline", "time",
        "willing",
    ]
)  # fmt: skip
_NOT_VERBS = frozenset(
    [
        "need", "indeed", "united", "hundred", "red", "speed", "feed", "seed", "bed", "wed",
        "sacred", "armed",
    ]
)  # fmt: skip
_DETERMINERS = frozenset(
    [
        "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "that",
        "these", "those", "all", "both", "some", "any",
    ]
)  # fmt: skip
_LASTING = frozenset(["had", "was", "were", "lasted", "continued", "remained", "stayed", "been"])
_OVER = _LASTING | {"missed", "passed", "expired", "lapsed", "ended"}
_DEADLINES = frozenset(["deadline", "deadlines", "ultimatum", "cutoff"])
NEAR_DEADLINE = 6
"""How many words may lie between the word for a deadline and its day."""


def direction(text: str, start: int, stop: int, *, deadline: bool = False) -> Direction | None:
    """Whether the words at `start` to `stop` point to the past or the future; None if no verb says.

    A deadline (“by Friday”, “until Friday”, “set a deadline of Friday”) lies in the future unless
    the verb says it is over.

    >>> direction("They will meet on Friday.", 18, 24), direction("They met on Friday.", 12, 18)
    ('future', 'past')
    """
    before, after = _around(text, start, stop)
    words = _WORD.findall(before)
    cue, tense = _backwards(words)
    named = not _DEADLINES.isdisjoint(word.lower() for word in words[-NEAR_DEADLINE:])
    if named and tense is None and _forwards(_WORD.findall(after)) == "past":
        return "past"
    if named or deadline:
        return "past" if tense == "past" and cue in _OVER else "future"
    return tense or _forwards(_WORD.findall(after))


def _around(text: str, start: int, stop: int) -> tuple[str, str]:
    """The text of the same sentence before and after a place, without quoted words."""
    before, after = text[max(0, start - REACH) : start], text[stop : stop + REACH]
    ends = [match.end() for match in _END.finditer(before)]
    if ends:
        before = before[ends[-1] :]
    if end := _END.search(after):
        after = after[: end.start()]
    before, after = _QUOTED.sub(" ", before), _QUOTED.sub(" ", after)
    # A remaining mark opens or closes the quotation in which the expression itself stands.
    return _OPENED.split(before)[-1], _CLOSED.split(after, maxsplit=1)[0]


def _backwards(words: list[str]) -> tuple[str, Direction | None]:
    to_do = False
    for at in range(len(words) - 1, -1, -1):
        word = words[at].lower()
        head = words[at - 1].lower() if at else ""
        following = words[at + 1] if at + 1 < len(words) else ""
        if word == "to" and following.islower() and following not in _DETERMINERS:
            if head in _PAST_HEADS:
                return head, "past"
            if head in _FUTURE_HEADS:
                over = at > 1 and head in _FUTURE and words[at - 2].lower() in ("was", "were")
                return head, "past" if over else "future"
            to_do = True
        elif word in _FUTURE:
            return word, "future"
        elif word in _PAST or _is_past(word):
            if head not in ("be", "being"):
                return (head if head in _LASTING else word), "past"
        elif word.endswith("ing") and head in ("is", "are", "am", "s", "re", "m"):
            return word, "future"
    return "", "future" if to_do else None


def _forwards(words: list[str]) -> Direction | None:
    for at, written in enumerate(words):
        word = written.lower()
        if word in _FUTURE:
            return "future"
        if word in ("is", "are") and words[at + 1 : at + 2] and words[at + 1].endswith("ing"):
            return "future"
        if word in _PAST or _is_past(word):
            return "past"
    return None


def _is_past(word: str) -> bool:
    return word.endswith("ed") and len(word) > 3 and word not in _NOT_VERBS
