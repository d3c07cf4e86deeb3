"""Where the quotes of a language model stand in the reports.

A quote is looked for as it is, then with typewriter forms in place of typographic ones and without
case, then in pieces where it leaves words out (“…”), then by the words that it shares with a
passage. A passage that differs in more than small slips is only offered, never taken.

Work is bounded: a quote is lined up with a report by the places of its own words (each word votes
for the shift at which it would stand), and only the best few windows are compared letter by
letter. So the time for one quote does not grow with how often it could be compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from zopa.foundation.text import Span, fold_space, plain_with_origins

SLIP = 0.9
"""How like a passage has to be to a quote to be taken for it: one slip in ten letters at most."""
NEAREST = 0.55
"""How like a passage has to be to be offered as the nearest."""
MOST_STANDING = 50
"""How many places of one quote are compared by what stands around them."""
AROUND = 300
"""How many characters before and after a place tell which of several equal places is meant."""
_OFTEN = 300
"""A word that a report has more often than this says little about where a quote stands."""
_WINDOWS = 4
_CLOSE = 5
_WORD = re.compile(r"[^\W_]+")
_LEFT_OUT = re.compile(r"\s*(?:\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,}|…)\s*")
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’»)]*\s|\n\s*\n")
_FAR = 10**9
_FIGURE = re.compile(r"\d+(?:[.,\s]\d+)*")
_DENIAL = re.compile(
    r"(?i)\b(?:not?|never|none|nor|neither|nobody|nothing|without|cannot|refus\w+|reject\w*)\b"
    r"|n['’]t\b"
)
_EDGES = "\"'“”‘’„«»‹›.,;: \t\n"


@dataclass(frozen=True, slots=True)
class StandingQuote:
    """Where a quote stands: the number of the report, and the spans in its text."""

    report: int
    spans: tuple[Span, ...]
    exact: bool = True
    """Whether every letter is as quoted, white space aside."""
    equal: int = 1
    """Among how many places that are equally good it was the first."""


@dataclass(frozen=True, slots=True)
class NoSuchQuote:
    """A quote that stands nowhere, and the passage that comes nearest."""

    report: int | None = None
    nearest: str = ""


class SearchedText:
    """A report in which quotes are looked up: its text, its plain form and where its words are."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text

    @cached_property
    def _plain(self) -> tuple[str, list[tuple[int, int]]]:
        """The text with typewriter forms and without case, and where each letter came from."""
        plain, origins = plain_with_origins(self.text)
        folded: list[str] = []
        places: list[tuple[int, int]] = []
        for letter, origin in zip(plain, origins, strict=True):
            small = letter.casefold()
            folded.append(small)
            places.extend([origin] * len(small))
        return "".join(folded), places

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """The words of the plain form, each with its place there."""
        return [(m.group(), m.start(), m.end()) for m in _WORD.finditer(self._plain[0])]

    @cached_property
    def _where(self) -> dict[str, list[int]]:
        """For each word the numbers at which it stands."""
        where: dict[str, list[int]] = defaultdict(list)
        for number, (word, _, _) in enumerate(self.words):
            where[word].append(number)
        return where

    def exactly(self, quote: str) -> list[Span]:
        """The places at which a quote stands letter by letter, white space folded."""
        words = quote.split()
        if not words:
            return []
        pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
        matches = islice(pattern.finditer(self.text), MOST_STANDING)
        return self._whole_words(Span(*match.span()) for match in matches)

    def plainly(self, quote: str) -> list[Span]:
        """The places at which it stands with other quotation marks, dashes or capitals."""
        needle = plain_with_origins(quote)[0].strip().casefold().strip(_EDGES)
        plain, places = self._plain
        found: list[Span] = []
        at = plain.find(needle) if needle else -1
        while at >= 0 and len(found) < MOST_STANDING:
            found.append(Span(places[at][0], places[at + len(needle) - 1][1]))
            at = plain.find(needle, at + 1)
        return self._whole_words(found)

    def _whole_words(self, spans: Iterable[Span]) -> list[Span]:
        """Those of the spans that cut no word in two."""
        kept = []
        for span in spans:
            before = self.text[max(0, span.start - 1) : span.start + 1]
            after = self.text[span.stop - 1 : span.stop + 1]
            if not any(len(edge) == 2 and edge.isalnum() for edge in (before, after)):
                kept.append(span)
        return kept

    def likest(self, quote: str) -> tuple[float, Span] | None:
        """The passage that is most like a quote, and how like it is, from 0 to 1."""
        from rapidfuzz import fuzz

        needle = fold_space(plain_with_origins(quote)[0].casefold()).strip(_EDGES)
        asked = _WORD.findall(needle)
        plain, places = self._plain
        best: tuple[float, Span] | None = None
        for first, last in self._windows(asked):
            low, high = self.words[first][1], self.words[last - 1][2]
            window = plain[low:high]
            lined_up = fuzz.partial_ratio_alignment(needle, window)
            if lined_up is None or lined_up.dest_end <= lined_up.dest_start:
                continue
            whole = self._widened(low + lined_up.dest_start, low + lined_up.dest_end)
            for start, stop in {whole, self._to_ends(*whole, asked)}:
                likeness = fuzz.ratio(needle, plain[start:stop]) / 100
                if best is None or likeness > best[0]:
                    best = likeness, Span(places[start][0], places[stop - 1][1])
        return best

    def _windows(self, asked: Sequence[str]) -> list[tuple[int, int]]:
        """The runs of words at which most words of a quote would stand, the best first."""
        votes: Counter[int] = Counter()
        width = max(4, len(asked) // 4)
        for place, word in enumerate(asked):
            stands = self._where.get(word, ())
            if len(stands) <= _OFTEN:
                weight = 4 if len(stands) <= 8 else 1
                for number in stands:
                    votes[(number - place) // width] += weight
        windows = []
        for shift, _ in votes.most_common(_WINDOWS):
            first = max(0, shift * width - width)
            last = min(len(self.words), shift * width + 2 * width + len(asked))
            if first < last:
                windows.append((first, last))
        return windows

    def _widened(self, start: int, stop: int) -> tuple[int, int]:
        """A stretch of the plain form without space at its ends that cuts through no word."""
        plain = self._plain[0]
        while start < stop - 1 and not plain[start].isalnum():
            start += 1
        while stop - 1 > start and not plain[stop - 1].isalnum():
            stop -= 1
        while start > 0 and plain[start - 1].isalnum():
            start -= 1
        while stop < len(plain) and plain[stop].isalnum():
            stop += 1
        return start, stop

    def _to_ends(self, start: int, stop: int, asked: Sequence[str]) -> tuple[int, int]:
        """A stretch moved to the first and the last word of a quote where these stand close by.

        A passage that has a word more than the quote would else lose one at its end.
        """
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, stop)
        for number in range(first, max(-1, first - _CLOSE), -1):
            if number < len(self.words) and self.words[number][0] == asked[0]:
                start = self.words[number][1]
                break
        for number in range(max(last - 1, 0), min(len(self.words), last - 1 + _CLOSE)):
            if self.words[number][0] == asked[-1]:
                stop = max(stop, self.words[number][2])
                break
        return start, stop

    @cached_property
    def _starts(self) -> list[int]:
        return [start for _, start, _ in self.words]

    def around(self, span: Span) -> tuple[frozenset[str], frozenset[str]]:
        """The words of the sentence around a place, and those further around it."""
        before = self.text[max(0, span.start - AROUND) : span.start]
        after = self.text[span.stop : span.stop + AROUND]
        sentence = _SENTENCE_END.split(before)[-1] + " " + _SENTENCE_END.split(after)[0]
        return _word_set(sentence), _word_set(f"{before} {after}")

    def apart(self, one: Span, two: Span) -> int:
        """How far two places are from each other; the end of a sentence in between counts much."""
        first, second = sorted((one, two))
        between = self.text[first.stop : second.start]
        return len(between) + AROUND * len(_SENTENCE_END.findall(between))


class QuotePlaces:
    """Quotes looked up in several reports.

    >>> text = "“We won’t sign,” she said. Later he said: “We won’t sign.”"
    >>> places = QuotePlaces([SearchedText("a", text)])
    >>> places.find('"We won\\'t sign"', "a", near="Later he said").spans
    (Span(start=43, stop=56),)
    >>> places.find("We will certainly sign", "a")
    NoSuchQuote(report=0, nearest='We won’t sign')
    """

    def __init__(self, texts: Sequence[SearchedText]) -> None:
        self.texts = list(texts)

    def find(
        self,
        quote: str,
        source: str = "",
        *,
        near: str = "",
        context: Sequence[str] = (),
        beside: Sequence[tuple[int, Span]] = (),
    ) -> StandingQuote | NoSuchQuote:
        """Where a quote stands, first in the report `source`, else in any.

        Of several places that one is taken which is nearest to `near`, else around which most of
        its words stand, then most of `context` (what the entry is about), first in the sentence and
        then further around, then that which is nearest to the places `beside` (of other quotes of
        the entry).
        """
        order = sorted(range(len(self.texts)), key=lambda i: self.texts[i].name != source)
        first = [i for i in order if self.texts[i].name == source] or order
        for reports in (first, [i for i in order if i not in first]):
            for exact in (True, False):
                found = [
                    (i, span)
                    for i in reports
                    for span in (
                        self.texts[i].exactly(quote) if exact else self.texts[i].plainly(quote)
                    )
                ]
                if found:
                    return self._chosen(found, near, context, beside, exact=exact)
        return self._in_pieces(quote, order) or self._nearly(quote, order)

    def _chosen(
        self,
        found: Sequence[tuple[int, Span]],
        near: str,
        context: Sequence[str],
        beside: Sequence[tuple[int, Span]],
        *,
        exact: bool,
    ) -> StandingQuote:
        if len(found) == 1:
            report, span = found[0]
            return StandingQuote(report, (span,), exact)
        named, about = _word_set(near), _word_set(" ".join(context))
        reports = {report for report, _ in found} if near.strip() else set()
        named_at = [(i, span) for i in reports for span in self.texts[i].plainly(near)]

        def worth(place: tuple[int, Span]) -> tuple[int, ...]:
            report, span = place
            text = self.texts[report]
            sentence, further = text.around(span)
            return (
                -min(
                    (text.apart(span, other) for i, other in named_at if i == report), default=_FAR
                ),
                len(named & sentence),
                len(named & further),
                len(about & sentence),
                len(about & further),
                -min((text.apart(span, other) for i, other in beside if i == report), default=_FAR),
            )

        ranked = [(worth(place), place) for place in found]
        best = max(value for value, _ in ranked)
        equal = [place for value, place in ranked if value == best]
        report, span = equal[0]
        return StandingQuote(report, (span,), exact, len(equal))

    def _in_pieces(self, quote: str, order: Sequence[int]) -> StandingQuote | None:
        """A quote that leaves words out, as the places of its pieces, one behind the other."""
        pieces = [piece for piece in _LEFT_OUT.split(quote) if len(_WORD.findall(piece)) > 0]
        if not pieces or pieces == [quote]:
            return None
        for report in order:
            spans: list[Span] = []
            at = 0
            for piece in pieces:
                places = self.texts[report].plainly(piece)
                after = [span for span in places if span.start >= at]
                if not after:
                    break
                spans.append(after[0])
                at = after[0].stop
            else:
                if spans[-1].stop - spans[0].start <= _reach(quote):
                    return StandingQuote(report, tuple(spans), exact=False)
        return None

    def _nearly(self, quote: str, order: Sequence[int]) -> StandingQuote | NoSuchQuote:
        best: tuple[float, int, Span] | None = None
        for report in order:
            found = self.texts[report].likest(quote)
            if found is not None and (best is None or found[0] > best[0]):
                best = found[0], report, found[1]
        if best is None or best[0] < NEAREST:
            return NoSuchQuote()
        likeness, report, span = best
        passage = fold_space(self.texts[report].text[slice(*span)])
        if likeness >= SLIP and _same_claim(quote, passage):
            return StandingQuote(report, (span,), exact=False)
        return NoSuchQuote(report, passage)


def _word_set(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _reach(quote: str) -> int:
    """How far apart the pieces of a quote may stand: within about a paragraph."""
    return 1000 + 2 * len(quote)


def _same_claim(quote: str, passage: str) -> bool:
    """Whether two wordings have the same figures and the same denials: a slip changes neither."""

    def figures(text: str) -> list[str]:
        return [re.sub(r"\D", "", figure) for figure in _FIGURE.findall(text)]

    return figures(quote) == figures(passage) and (
        len(_DENIAL.findall(quote)) == len(_DENIAL.findall(passage))
    )
