"""Finding the names in a text, each split into office, title and name, without a trained model.

A run of capitalised words is cut at the first word of a sentence, a date or a possessive. Lists
tell which of its words are a country, a title or an office; what remains is a name. An office in
small letters before the name (“US treasury secretary Scott Bessent”) or between commas after it
(“…, founder of …,”) is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from zopa.foundation.text import Span, word_set
from zopa.statements.speakers import countries
from zopa.statements.speakers.countries import CountryClue
from zopa.statements.speakers.vocabulary import (
    COMPANY_ENDS,
    INSTITUTION_HEADS,
    MEDIA,
    MODIFIERS,
    NOT_NAMES,
    ORGANISATIONS,
    PARTICLES,
    TITLES,
    given_names,
    is_office,
)


class NameSort(IntEnum):
    """What a name seems to be, by itself."""

    PERSON = 0
    INSTITUTION = 1
    PLACE = 2
    """A country or bloc, or what stands for it."""
    OFFICE = 3
    """An office with capitals and no name (“the Vice President”)."""
    UNSURE = 4
    """One word that may be a person or an institution."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands; `office` are the spans that tell what the named one is."""

    span: Span
    """The name alone, without title, office or possessive ending."""
    whole: Span
    """With title and office before it."""
    name: str
    sort: NameSort
    gender: str = ""
    title: bool = False
    office: tuple[Span, ...] = ()
    country: str = ""
    """For a place, or an institution that bears a country's name."""
    way: CountryClue | None = None
    possessive: bool = False
    called: str = ""
    """What a report calls an organisation before its name (“the union Havn”)."""
    starts: bool = False
    """Begins a sentence with a single word, which may be no name at all."""


def _upper() -> str:
    # Letters of Latin, Greek, Cyrillic and Armenian; other scripts in use have no capitals.
    return "".join(
        c for c in map(chr, (*range(0x41, 0x590), *range(0x1E00, 0x2000))) if c.isupper()
    )


_UP = _upper()
_PART = "|".join(sorted(PARTICLES, key=len, reverse=True))
_DOTTED = (
    "Messrs|Mrs|Mr|Ms|Dr|Sens|Sen|Reps|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Rev|Adm|Capt|Maj|Hon|Amb|Pres"
    "|Jr|Sr|St"
)
_WORD = (
    rf"(?:(?:{_DOTTED})\.|(?:[{_UP}]\.)+(?![{_UP}\w])"
    rf"|(?:(?:al|el|an|ad|as|ash|at|ar|ul)-|[dlDLO]['’])?[{_UP}]\w*(?:(?:['’]|-|&|\.(?=\w))\w+)*)"
)
_NICKNAME = rf"(?:[ ](?:“{_WORD}”|\"{_WORD}\"|‘{_WORD}’|\({_WORD}\)))"
"""A nickname within a name: “Ragnar ‘Red’ Moe”."""
_LINK = rf"(?:(?:of|of the|{_PART}|&)[ \u00a0])"
_RUN = re.compile(
    rf"(?<![\w-])(?:(?:{_PART})[ \u00a0]){{0,3}}{_WORD}"
    rf"(?:{_NICKNAME}?[ \u00a0]{_LINK}{{0,3}}{_WORD})*"
)
_PIECE = re.compile(rf"{_WORD}|(?<!\w)of(?: the)?(?!\w)|(?<!\w)(?:{_PART})(?!\w)|&")
_QUOTING = frozenset('“"‘(')
_OWNER = re.compile(r"(?:['’]s|(?<=s)['’](?!\w))$", re.IGNORECASE)
_BEFORE = re.compile(r"[\w’'.&-]+|[^\w\s]")
_AFTER = re.compile(r"\s?[,(–—]\s*([^,;:“”\"()\n–—]{3,140})(?=[,.;:)\n–—])")
_INTRODUCED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|(?=\w+['’]s))\s*([^,.;:“”\"()\n]{3,90}),\s*$"
)
_WHO = re.compile(r"\s+(?:whom?|which|that|whose)\b")
_TO = re.compile(r"\b(?:to|for|with|on|at|against|who|which|that|in)\b")
_HYPHEN = re.compile(r"[-’']")
_JOINED = re.compile(rf"[ ](?:for|of|and|&)(?: the)?[ ]{_WORD}(?:[ ]{_WORD})*")
_NUMBERED = frozenset({"Local", "Lodge", "Chapter", "Branch", "District"})
_NUMBER = re.compile(r"[ ](?:No\.?[ ])?\d{1,4}(?!\w)")
_FIRM = re.compile(r"[ ](?:plc|ltd|inc|gmbh|llc)(?!\w)")
_POSTED = re.compile(
    rf"\b(?:[Aa]mbassador|[Ee]nvoy|[Rr]epresentative|[Aa]dviser|[Mm]inister|[Cc]orrespondent)"
    rf"[ ](?:to|for)[ ](?:the[ ])?{_WORD}(?:[ ]{_WORD}){{0,2}}[ ]$"
)
_GENITIVE = re.compile(rf"{_WORD}(?:[ ]{_WORD})?(?<=['’]s)[ ]$")
_FROM = re.compile(r"[ ]of[ ](?:the[ ])?")
_CIVIL = frozenset({"mr", "mrs", "ms", "miss", "messrs"})
_PLACE_STARTS = word_set(
    """New North South East West Northern Southern Eastern Western Los Las San Santa Lake Mount
    Fort Port Central Great Saint St St. Cape Rio Upper Lower Middle Gulf Black"""
)
_CALLED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[\w-]+['’]s?)\s(?:[a-z][\w’'-]*\s){0,3}?"
    r"(?P<called>[a-z-]+)[ ]$"
)
_LOWER_WORD = re.compile(r"\w+(?:['’-]\w+)*")

_Word = tuple[str, int, int]


class Text:
    """A text whose names are looked for, with the words it has in small letters."""

    def __init__(
        self, text: str, sentences: list[int], people: frozenset[int] = frozenset()
    ) -> None:
        self.text = text
        self.people = people
        """Where the parser sees the name of a person begin."""
        self.starts = frozenset(sentences)
        self.lower = frozenset(re.findall(rf"(?<![\w’'-])[^\W\d_{_UP}][^\W\d_{_UP}]+", text))

    def mentions(self) -> list[Mention]:
        """All names, in order."""
        found: list[Mention] = []
        reach = 0
        for run in _RUN.finditer(self.text):
            for mention in self._of_run(run.start(), run.group()):
                # An institution's name may have run on into this one.
                if mention.span.start >= reach:
                    found.append(mention)
                    if mention.span.stop > run.end():
                        reach = mention.span.stop
        return found

    def _of_run(self, base: int, run: str) -> Iterator[Mention]:
        words: list[_Word] = []
        for piece in _PIECE.finditer(run):
            word, start, stop = piece.group(), base + piece.start(), base + piece.end()
            if run[piece.start() - 1 : piece.start()] in _QUOTING and words:
                continue  # a nickname
            low = word.lower()
            owner = _OWNER.search(word)
            if low in NOT_NAMES and word[0].isupper() and not self._goes_on(words, word, stop):
                yield from self._segment(words, False)
                words = []
                continue
            if owner and low != "st.":
                words.append((word[: owner.start()], start, stop - (len(word) - owner.start())))
                yield from self._segment(words, True)
                words = []
                continue
            words.append((word, start, stop))
        after = base + len(run)
        owned = self.text[after - 1 : after] == "s" and self.text[after : after + 2] in {"’ ", "' "}
        yield from self._segment(words, owned)

    def _goes_on(self, words: list[_Word], word: str, stop: int) -> bool:
        """Whether a word that mostly begins a sentence belongs to a name here."""
        if not words and stop - len(word) in self.people:
            return True  # “Per Holm”
        if word == "New":
            return self.text[stop : stop + 1] == " " and self.text[stop + 1 : stop + 2].isupper()
        return bool(words) and (
            words[-1][0].lower() in given_names() or words[-1][0].lower().strip(".") in TITLES
        )

    def _segment(self, words: list[_Word], possessive: bool) -> Iterator[Mention]:
        while words and not words[-1][0][0].isupper() and words[-1][0][:2] not in {"al", "el"}:
            words = words[:-1]
        while words and (words[0][0] in {"of", "of the", "&"}):
            words = words[1:]
        if not words:
            return
        word, start, stop = words[-1]
        if word in _NUMBERED and (number := _NUMBER.match(self.text, stop)):
            words = [*words[:-1], (word + number.group(), start, number.end())]
            yield self._institution(words, possessive)
            return
        if ending := _FIRM.match(self.text, stop):
            # “Calder plc”
            words = [*words[:-1], (word, start, ending.end())]
            yield self._institution(words, possessive)
            return
        place = self._place(words[0][1])
        if place is not None:
            form, country, way = place
            stop = words[0][1] + len(form)
            rest = [word for word in words if word[1] >= stop]
            if self._is_first_name(words[0][0], rest):
                yield from self._named(words, 0, possessive)
                return
            if len(rest) == 1 and self._is_body(rest[0][0]):
                yield self._institution(words, possessive, country)
                return
            heads = [word for word in rest if word[0].lower() in INSTITUTION_HEADS]
            office = any(is_office(word[0].lower().strip(".")) for word in rest)
            span = Span(words[0][1], stop)
            alone = not rest
            yield Mention(
                span, span, form, NameSort.PLACE, country=country, way=way,
                possessive=possessive and alone,
            )  # fmt: skip
            if heads and not office:
                yield self._institution(words, possessive, country)
            elif rest:
                yield from self._named(words, len(words) - len(rest), possessive)
            return
        yield from self._named(words, 0, possessive)

    def _is_first_name(self, word: str, rest: list[_Word]) -> bool:
        return (
            word.lower() in given_names()
            and 1 <= len(rest) <= 2
            and not is_office(rest[0][0].lower())
            and rest[0][0].lower() not in INSTITUTION_HEADS
            and rest[0][0] not in {"of", "of the"}
        )

    def _is_body(self, word: str) -> bool:
        """Whether one word after a country makes a name with it (“US Steel”)."""
        low = word.lower().strip(".")
        return not (is_office(low) or low in TITLES or low in given_names() or low in MODIFIERS)

    def _place(self, start: int) -> tuple[str, str, CountryClue] | None:
        match = _LOWER_WORD.match(self.text, start)
        first = match.group() if match else ""
        initial = self.text[start : start + 2]
        options = countries.longest().get(first, ())
        if not options and initial[1:] == ".":
            options = tuple(
                form for form in countries.longest() if form[1:2] == "." and form[0] == initial[0]
            )
        if not options:
            head = _HYPHEN.split(first)[0]
            options = countries.longest().get(head, ())
        for form in options:
            stop = start + len(form)
            if self.text.startswith(form, start) and not self.text[stop : stop + 1].isalnum():
                return form, *countries.words()[form]
        return None

    def _named(self, words: list[_Word], at: int, possessive: bool) -> Iterator[Mention]:
        """What a run says from word `at` on; the words before are a country."""
        last = self._last_of_office(words, at)
        name = words[last + 1 :] if last >= 0 else words[at:]
        if not name:
            yield self._nameless(words, at, possessive)
            return
        titles = [_plain(word) for word in words[at : last + 1]]
        gender = next((TITLES[title] for title in titles if TITLES.get(title)), "")
        cut = next((i for i, word in enumerate(name) if word[0] in {"of", "of the", "&"}), None)
        if cut is not None:
            head = name[cut - 1][0].lower() if cut else ""
            if head in INSTITUTION_HEADS or name[cut][0] == "&" or head.endswith("ing"):
                yield self._institution(words if last < 0 else name, possessive)
                return
            yield from self._person(words, name[:cut], last, gender, False)
            yield from self._segment(name[cut + 1 :], possessive)
            return
        if last < 0 and self._opens_with_common_word(name):
            name = name[1:]
            if words[0] not in name:
                words = name
        if _names_institution(name):
            yield self._institution(name, possessive)
        else:
            yield from self._person(words, name, last, gender, possessive)

    def _last_of_office(self, words: list[_Word], at: int) -> int:
        """The last word, from `at` on, of a title or an office before a name; -1 for none."""
        last, known = -1, False
        for index in range(at, len(words)):
            low = _plain(words[index])
            known = known or (index > at and words[index - 1][0].lower() in given_names())
            following = words[index + 1][0].lower() if index + 1 < len(words) else ""
            civil = index > at and _plain(words[index - 1]) in _CIVIL
            if civil or (known and not (is_office(low) and following in given_names())):
                break
            # “Port Workers Guild”
            body = low.endswith("s") and following in INSTITUTION_HEADS
            if (is_office(low) and not body) or (low in TITLES and index < len(words) - 1):
                last = index
        return self._complement(words, last) if last >= 0 else last

    def _nameless(self, words: list[_Word], at: int, possessive: bool) -> Mention:
        """A run that is an office throughout, or a body that is called after those in it."""
        if at == 0 and len(words) > 1 and words[-1][0].endswith("s"):
            # “United Rail Workers”
            return self._institution(words, possessive)
        span = Span(words[0][1], words[-1][2])
        return Mention(span, span, self.text[span.start : span.stop], NameSort.OFFICE,
                       possessive=possessive)  # fmt: skip

    def _opens_with_common_word(self, name: list[_Word]) -> bool:
        """Whether a sentence's first word stands before a name: it is met in small letters too."""
        first, start, _ = name[0]
        return (
            len(name) > 1
            and start in self.starts
            and first.lower() in self.lower
            and first.lower() not in given_names()
        )

    def _complement(self, words: list[_Word], last: int) -> int:
        """Past “of State” after “Secretary”."""
        if last + 2 < len(words) and words[last + 1][0].startswith("of"):
            end = last + 1
            for index in range(last + 2, len(words)):
                low = words[index][0].lower()
                country = self._place(words[index][1]) is not None
                if low in MODIFIERS or low in INSTITUTION_HEADS or country or low in {"of", "the"}:
                    end = index
                else:
                    break
            if end > last + 1:
                return end
            known = [i for i in range(last + 2, len(words)) if words[i][0].lower() in given_names()]
            return known[0] - 1 if known else len(words) - 1
        if last + 2 == len(words) and words[last + 1][0].startswith("of"):
            return last + 1
        return last

    def _institution(self, words: list[_Word], possessive: bool, country: str = "") -> Mention:
        stop = words[-1][2]
        # “National Association of … and …”, “Department of Health and Human Services”
        of = any(word[0].startswith("of") for word in words)
        if not possessive and (of or words[-1][0].lower() in INSTITUTION_HEADS):
            match = _JOINED.match(self.text, stop)
            if match and (of or not match.group().startswith(" and")):
                following = match.group().split()[-1]
                if self._place(match.end() - len(following)) is None or " of " in match.group()[:4]:
                    stop = match.end()
        span = Span(words[0][1], stop)
        return Mention(span, span, self.text[span.start : span.stop], NameSort.INSTITUTION,
                       country=country, possessive=possessive)  # fmt: skip

    def _person(
        self, words: list[_Word], name: list[_Word], last: int, gender: str, possessive: bool
    ) -> Iterator[Mention]:
        """The person of that name, or what else a name without an institution's words may be."""
        if not name:
            return
        lead = words[: last + 1]
        titled = any(_plain(word) in TITLES for word in lead)
        begin, offices = self._offices(words, name, lead, titled)
        described = titled or bool(offices)
        start, stop = name[0][1], name[-1][2]
        span = Span(start, stop)
        written = self.text[start:stop]
        if not _QUOTING.isdisjoint(written):
            written = " ".join(word[0] for word in name)
        if not described and (called := self._called(start)):
            yield Mention(span, span, written, NameSort.INSTITUTION, called=called,
                          possessive=possessive)  # fmt: skip
            return
        first = name[0][0].lower()
        starts = len(name) == 1 and start in self.starts and not described
        if starts and (first in self.lower or first in MODIFIERS):
            return
        sort = self._sort(name, described)
        yield Mention(span, Span(begin, stop), written, sort, gender, titled, tuple(offices),
                      possessive=possessive, starts=starts)  # fmt: skip

    def _offices(
        self, words: list[_Word], name: list[_Word], lead: list[_Word], titled: bool
    ) -> tuple[int, list[Span]]:
        """Where a name begins with its title and office, and every office that is told of it."""
        start, stop = name[0][1], name[-1][2]
        begin = words[0][1] if lead else start
        offices: list[Span] = []
        if any(is_office(_plain(word)) for word in lead):
            offices.append(Span(self._walk(begin, True), lead[-1][2]))
            begin = min(begin, offices[0].start)
        elif (walked := self._walk(begin, False)) < begin:
            offices.append(Span(walked, begin - 1))
            begin = walked
        if not offices and (posted := _POSTED.search(self.text, max(0, start - 70), start)):
            offices.append(Span(self._walk(posted.start(), True), start - 1))
            begin = offices[0].start
        if (offices or titled) and (of := _FROM.match(self.text, stop)):
            place = self._place(of.end())
            if place is not None:
                offices.append(Span(stop + 1, of.end() + len(place[0])))
        genitive = _GENITIVE.search(self.text, max(0, begin - 40), begin)
        if genitive is not None and self._place(genitive.start()) is not None:
            offices.append(Span(genitive.start(), genitive.end() - 1))
        if len(name) > 1 or titled or offices:
            offices += self._around(Span(start, stop))
        return begin, offices

    def _sort(self, name: list[_Word], described: bool) -> NameSort:
        """What a name seems to be; `described` where a title or an office stands with it."""
        first, start, _ = name[0]
        if described:
            return NameSort.PERSON
        if first in _PLACE_STARTS:
            return NameSort.INSTITUTION
        if first.lower() in given_names():
            return NameSort.PERSON
        if len(name) in {2, 3, 4}:
            after_the = self.text[max(0, start - 4) : start].lower() == "the "
            in_capitals = len(first) > 1 and all(word[0].isupper() for word in name)
            return NameSort.UNSURE if after_the or in_capitals else NameSort.PERSON
        initials = len(name) == 1 and first.isupper() and 2 <= len(first) <= 6
        return NameSort.INSTITUTION if initials or len(name) > 4 else NameSort.UNSURE

    def _called(self, start: int) -> str:
        """What an organisation is called before the name that begins at `start`, or nothing."""
        before = _CALLED.search(self.text, max(0, start - 70), start)
        return before["called"] if before and before["called"] in ORGANISATIONS else ""

    def _walk(self, start: int, headed: bool) -> int:
        """Where the office before a name begins; `start` if there is none."""
        low = max(0, start - 140)
        begin = start
        if self.text[start - 1 : start] not in {" ", "\u00a0"}:
            return start
        for match in reversed(list(_BEFORE.finditer(self.text, low, start))):
            word = match.group()
            plain = word.lower().strip(".")
            if self.text[match.end() : begin].strip(" \u00a0"):
                break
            if begin == start and plain == "of":
                break
            if word.endswith(".") and len(word) > 6:
                break
            if is_office(plain):
                headed = True
            elif headed and (word[0].isupper() or word.isdigit()) and plain not in NOT_NAMES:
                pass
            elif plain not in MODIFIERS and plain != "of":
                break
            begin = match.start()
        # A head must have been met, and “of” begins nothing.
        if not headed:
            return start
        while self.text.startswith("of ", begin):
            begin += 3
        return begin

    def _around(self, span: Span) -> list[Span]:
        """Offices between commas after a name, or before it."""
        found: list[Span] = []
        match = _AFTER.match(self.text, span.stop, span.stop + 160)
        if match and _describes(match.group(1)):
            end = _WHO.search(self.text, match.start(1), match.end(1))
            found.append(Span(match.start(1), end.start() if end else match.end(1)))
        if self.text[span.start - 2 : span.start] == ", ":
            intro = _INTRODUCED.search(self.text, max(0, span.start - 100), span.start)
            if intro and _describes(intro.group(1)):
                found.append(Span(intro.start(1), intro.end(1)))
        return found


def _plain(word: _Word) -> str:
    """A word in small letters, without the point of an abbreviation."""
    return word[0].lower().strip(".")


def _names_institution(name: list[_Word]) -> bool:
    """Whether a word of a name is that of an institution, and the name is none of a person."""
    lows = [_plain(word) for word in name]
    if lows[0] in given_names() and len(name) in {2, 3}:
        return False
    return any(low in INSTITUTION_HEADS or low in COMPANY_ENDS or low in MEDIA for low in lows)


def _describes(phrase: str) -> bool:
    """Whether what stands between commas is an office, not another name or a clause."""
    words = [match.group() for match in _LOWER_WORD.finditer(phrase)]
    cut = _TO.search(phrase)
    core = [m.group() for m in _LOWER_WORD.finditer(phrase[: cut.start()] if cut else phrase)]
    of = core.index("of") if "of" in core else len(core)
    head = core[:of]
    if not head or len(words) > 22 or phrase.rstrip().endswith(" of"):
        return False
    if not is_office(head[-1].lower()) and not (
        len(head) > 1 and is_office(head[-2].lower()) and head[-1].lower() in {"general", "elect"}
    ):
        return False
    allowed = {"the", "a", "an", "and", "his", "her", "its", "their"}
    owned = head[0].endswith(("’s", "'s")) and head[0][0].isupper()
    if (owned or words[0].lower() in {"a", "an", "the"}) and len(head) < 9:
        return True
    return all(
        word[0].isupper()
        or word.lower() in allowed
        or word.lower() in MODIFIERS
        or word.lower() in INSTITUTION_HEADS
        or is_office(word.lower())
        or word.endswith(("’s", "'s", "al", "an", "ic", "ary", "ing", "time"))
        for word in head
    )
