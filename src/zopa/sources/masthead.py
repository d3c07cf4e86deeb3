"""Recognising the line at the top of a report that tells the day with the paper or with a place.

`Plains Courier, 12 October 2026` stands above or below the title; `KIEL, 16 February 2025. …` opens
the first paragraph. Only what has this form is read: a day in a running sentence says nothing about
the day of publication. Whether a name is that of a paper is told by a word such as “Courier” or
“News”, by letters such as “BBC”, or by words such as “Based on” before it; of any other name only
the day is read, since it may be a place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zopa.foundation.text import Span
from zopa.sources.dates import WrittenDay, days_in


@dataclass(frozen=True, slots=True)
class Masthead:
    """The day that a line tells, and where the name of a paper stands in it, if one does."""

    day: WrittenDay
    publisher: Span | None = None


_LONGEST = 110
_WORD = r"[A-ZÀ-Þ][\w.’'&/-]*"
_NAME = rf"(?:the\s)?{_WORD}(?:\s(?:(?:of|and|the|de|du|des|la|&)\s){{0,2}}{_WORD}){{0,5}}"
_WEEKDAY = (
    r"(?:(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?i:day)?\.?,?\s(?:the\s)?)?"
)
_LEAD = (
    r"(?P<lead>(?i:after|via|summed up from|based on|adapted from|abridged from|retold from"
    r"|reprinted from|translated from|first published (?:in|by)|published (?:in|by)"
    r"|as reported by))\s"
)
_PART = r"\s?(?:,|[|•·–—-])\s?"
_BEFORE_DAY = re.compile(
    rf"(?:{_LEAD})?(?P<name>{_NAME}?)(?:\sreports?)?(?:\s\([^()\d]{{2,30}}\))?"
    rf"(?P<place>,\s{_NAME})?{_PART}{_WEEKDAY}"
)
_AFTER_DAY = re.compile(rf"{_PART}(?P<name>{_NAME})\.?")
_END = re.compile(
    r"(?:,?\s(?:at\s)?\d{1,2}[:.]\d\d\s?(?i:[ap]\.?m\.?)?(?:\s(?:GMT|UTC|BST|CET|E[SD]?T))?)?\s?\.?"
)
_PLACE = re.compile(
    rf"(?:(?P<capitals>[A-ZÀ-Þ][A-ZÀ-Þ .’'/-]{{2,40}})(?:,\s{_NAME})?,?"
    rf"|(?P<name>{_NAME})(?:,\s{_NAME})?,)\s{_WEEKDAY}"
)
_TEXT_FOLLOWS = re.compile(r"\s?(?:[.:]|[-–—]{1,2})\s(?=[\w“\"‘'])")
_LONGEST_NOTE = 400
_ANY_NAME = re.compile(rf"(?P<name>[\w.’'&-]+(?:\s[\w.’'&-]+){{0,4}}),\s{_WEEKDAY}")
_TOLD_HOW = re.compile(
    r"\.\s(?i:written|translated|summed up|summarised|summarized|retold|abridged|adapted|based on"
    r"|compiled|first published|published|reprinted|edited|updated)(?!\w)"
)
_LEADS_TO_A_DAY = re.compile(
    r"(?<!\w)(?:of|on|by|from|to|in|the|since|until|before|after|and|for|with|at)\s*$",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"(?<!\w)(?:(?:Courier|News|Times|Post|Gazette|Herald|Journal|Tribune|Mail|Daily|Weekly|Press|"
    r"Telegraph|Guardian|Observer|Chronicle|Standard|Examiner|Inquirer|Enquirer|Dispatch|Mirror|"
    r"Star|Sun|Globe|Echo|Bulletin|Monitor|Argus|Advertiser|Sentinel|Ledger|Reporter|Magazine|"
    r"Newspaper|Radio|Television|Broadcasting|Agency|Newswire|TV|Independent|Economist|Spectator|"
    r"Zeitung)(?=$|\sof\s)"
    r"|(?:Politico|Axios|Reuters|Bloomberg|Associated Press|Agence France-Presse|Al Jazeera|"
    r"Euronews|Ukrinform|Interfax|Xinhua|ESPN|TASS|Le Monde|Le Figaro|El País|Der Spiegel|"
    r"Die Welt|Die Zeit)(?!\w))"
    r"|^(?:Daily|Weekly|Radio)\s|[\w-]+\.(?:com|org|net|news|info|co)\b"
)
_LETTERS = re.compile(r"(?:[Tt]he\s)?(?!(?:UK|US|USA|EU|UN|UAE)$)[A-Z]{2,3}")
_TEXT_KIND = re.compile(
    r"(?i)(?<!\w)(?:draft|treaty|agreement|deal|accord|statement|plan|proposal|communiqu[eé]|text|"
    r"letter|memo(?:randum)?|resolution|declaration|offer|release|minutes|talks|summit|round|"
    r"meeting|conference|interview|speech|transcript|version|annex|contract|ceasefire|truce)s?(?!\w)"
)


def masthead_of(text: str, line: Span, *, titled: bool) -> Masthead | None:
    """What a line at the top of a report says of paper and day, or None if it is no such line.

    `titled` says that a title stands above it. Where none does, the line may itself be the title,
    so it must name a paper.

    >>> line = "Plains Courier, 12 October 2026"
    >>> masthead = masthead_of(line, Span(0, len(line)), titled=False)
    >>> line[slice(*masthead.publisher)], str(masthead.day.readings[0])
    ('Plains Courier', '2026-10-12')
    >>> line = "Ministers meet again on 12 October 2026"
    >>> masthead_of(line, Span(0, len(line)), titled=False) is None
    True
    """
    if line.stop - line.start > _LONGEST:
        return None
    day = next(days_in(text, *line), None)
    if day is None:
        return None
    before = _BEFORE_DAY.fullmatch(text, line.start, day.span.start)
    if before is not None and _END.fullmatch(text, day.span.stop, line.stop):
        name, led = before, before["lead"] is not None and titled
    else:
        after = _AFTER_DAY.fullmatch(text, day.span.stop, line.stop)
        if after is None or day.span.start != line.start:
            return None
        name, led = after, False
    words = text[line.start : day.span.start] + name["name"]
    if _TEXT_KIND.search(words) or (name.re is _BEFORE_DAY and name["lead"] and not led):
        return None
    if led or _is_paper(name["name"]):
        return Masthead(day, Span(*name.span("name")))
    return Masthead(day) if titled and name is before else None


def note_of(text: str, paragraph: Span) -> Masthead | None:
    """What a paragraph below a title says of paper and day, where all else in it tells how the
    text came about; None if it is no such paragraph.

    >>> text = "harbour notes, 12 October 2026. Retold from what the papers wrote."
    >>> note = note_of(text, Span(0, len(text)))
    >>> text[slice(*note.publisher)], str(note.day.readings[0])
    ('harbour notes', '2026-10-12')
    """
    if paragraph.stop - paragraph.start > _LONGEST_NOTE:
        return None
    day = next(days_in(text, paragraph.start, min(paragraph.stop, paragraph.start + 120)), None)
    if day is None or not _TOLD_HOW.match(text, day.span.stop, paragraph.stop):
        return None
    before = _ANY_NAME.fullmatch(text, paragraph.start, day.span.start)
    if before is None or _TEXT_KIND.search(before["name"]):
        return None
    return Masthead(day, Span(*before.span("name")))


def dateline_of(text: str, paragraph: Span) -> Masthead | None:
    """What the first words of a paragraph say of place and day, or None if they do not.

    >>> text = "KIEL, 16 February 2025. The draft is refused."
    >>> dateline_of(text, Span(0, len(text))).publisher is None
    True
    >>> dateline_of("KIEL was told on 16 February 2025. It waits.", Span(0, 44)) is None
    True
    """
    day = next(days_in(text, paragraph.start, min(paragraph.stop, paragraph.start + 120)), None)
    if day is None or not _TEXT_FOLLOWS.match(text, day.span.stop, paragraph.stop):
        return None
    place = _PLACE.fullmatch(text, paragraph.start, day.span.start)
    words = text[paragraph.start : day.span.start]
    if place is None or _LEADS_TO_A_DAY.search(words) or _TEXT_KIND.search(words):
        return None
    if place["name"] and _is_paper(place["name"]):
        return Masthead(day, Span(*place.span("name")))
    return Masthead(day)


def _is_paper(name: str) -> bool:
    return _PAPER.search(name) is not None or _LETTERS.fullmatch(name) is not None
