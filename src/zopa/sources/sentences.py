"""Finding out where sentences end.

A full stop ends a sentence unless it belongs to an abbreviation, an initial or a number. A question
or exclamation mark ends a sentence unless the sentence goes on after it (“No!” he said). The rules
are those of Grefenstette and Tapanainen (*What is a word, what is a sentence?*, COMPLEX 1994):
lists of abbreviations by what may follow them, and the letter that comes next. Each full stop is
examined with a few dozen characters around it, so the time grows in proportion to the length of the
text.

A library was tried first. `sentencex` 1.0 is fast and well kept, but cuts “at 5 p.m. | Wednesday”
and finds no end in the all-capitals “… SAID NO. THE …”, and news wires are full of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zopa.foundation.text import Span, trimmed_span, word_set

_END = re.compile(
    r"""(?P<mark>[.!?…]+|[。！？｡۔؟।॥።։]+)(?P<close>(?:["'”’»)\]」』）】]|\[\d{1,3}\]){0,6})"""
)
LONGEST = 3000
"""The most characters of a sentence. What is longer is no sentence, and is cut where there is white
space: many steps of reading go through a whole sentence for each thing that they find in it."""
_CUT = 200
"""A sentence that is too long is cut at the last white space among so many characters, or else in
the midst of what stands there."""
_UNSPACED = frozenset("。！？｡")
_NEXT = re.compile(r"""\s+(?P<open>["'“‘„«(\[「『—–-]*\s?)(?P<word>[^\W_][\w’'-]{0,30})?""")
_TOKEN = re.compile(r"[^\s\"“”‘„«»()\[\]—–/]{1,20}$")

_TITLES = word_set(
    "mr mrs ms mx dr prof sen sens rep reps gen lt col sgt capt gov govs pres rev hon amb adm maj "
    "cmdr cpl pvt brig supt insp messrs mme mlle m sr.a fr st ste mt ft vs v e.g i.e cf viz hr fra "
    "sec.-gen dep asst atty dipl ing d-n r-ala д-р г проф акад тов см им ул"
)
"""Abbreviations that are never, or hardly ever, the last word of a sentence."""
_BEFORE_NUMBER = word_set(
    "no nos nr art arts sec secs para paras p pp fig figs vol vols ch chap chs § pt res op "
    "ca approx est № стр п пп ст"
)
_EITHER = word_set(
    "inc ltd co corp llc plc jr sr etc bros dept govt assn assoc intl natl univ al ave blvd rd "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb "
    "nev okla ore pa penn tenn tex vt va wash wis wyo oz lb lbs km kg cm ft bn mn tn yr yrs hr hrs "
    "min mins gmbh a.g s.a n.v b.v usw bzw z.b u.a d.h p.ej т.е т.д т.п г.г млн млрд тыс руб долл "
    "грн"
)
"""Abbreviations that may end a sentence: they do if a word follows that begins sentences."""
_STARTERS = word_set(
    "the he she it they we i you but and or so yet in on at a an this that these those there here "
    "as for if when while after before since his her its their our my your one two three some "
    "many most all both no not what who why how where which however meanwhile still also then now "
    "asked officials it's he's she's that's there's they're we're we'll i'm by from to with under "
    "during despite although though because until instead last next earlier later neither nobody "
    "nothing another other others several few more"
)
_TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday est edt gmt utc bst cet cest eet pt "
    "et ct mt jst pst pdt cst cdt local time eastern pacific"
)
_MONTHS_AFTER = word_set(
    "januar februar märz april mai juni juli august september oktober november dezember jänner "
    "jahrhundert"
)
_ASKED = re.compile(
    r"""\s+(?:[A-Z][\w’'.-]*\s+){1,4}(?:said|says|asked|asks|told|added|adds|wrote|replied|shouted|"""
    r"""wondered|cried|responded|insisted|continued|joked)\b"""
)


def sentences_of(text: str, span: Span | None = None) -> list[Span]:
    """The sentences of a paragraph, as spans of `text`, without white space at their ends.

    >>> text = "Sen. Lee left the U.S. at 5 p.m. Monday. “Why?” asked a reporter. No answer."
    >>> [text[start:stop] for start, stop in sentences_of(text)]
    ['Sen. Lee left the U.S. at 5 p.m. Monday.', '“Why?” asked a reporter.', 'No answer.']
    >>> text = "THEY SAID NO. THE TALKS GO ON."
    >>> len(sentences_of(text))
    2
    """
    start, stop = span or Span(0, len(text))
    return list(_sentences(text, start, stop))


def _sentences(text: str, start: int, stop: int) -> Iterator[Span]:
    head = start
    for match in _END.finditer(text, start, stop):
        if match.start() >= head and _ends(text, match, head, stop):
            sentence = trimmed_span(text, head, match.end())
            if sentence:
                yield from _short_enough(text, sentence)
            head = match.end()
    sentence = trimmed_span(text, head, stop)
    if sentence:
        yield from _short_enough(text, sentence)


def _short_enough(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, or the parts of one that is too long."""
    start, stop = sentence
    while stop - start > LONGEST:
        last = start + LONGEST
        space = next((at for at in range(last, last - _CUT, -1) if text[at].isspace()), last)
        part = trimmed_span(text, start, space)
        if part:
            yield part
        start = space
    part = trimmed_span(text, start, stop)
    if part:
        yield part


def _ends(text: str, match: re.Match[str], head: int, stop: int) -> bool:
    mark, end = match["mark"], match.end()
    if end >= stop:
        return True
    after = _NEXT.match(text, end, stop)
    if mark[-1] in _UNSPACED:
        return True
    if after is None:
        return text[end:stop].isspace() if stop - end < 80 else False
    word = after["word"]
    if word is None:
        # Neither a letter nor a digit comes next: a new quotation, or a mark of its own.
        return bool(after["open"].strip()) or mark != "."
    if word[0].islower():
        return False
    if mark == ".":
        return match["close"] != "" or _full_stop(text, match.start(), head, word, after["open"])
    if match["close"] and not after["open"].strip() and mark[-1] in "?!":
        return _ASKED.match(text, end, min(stop, end + 120)) is None
    return True


def _full_stop(text: str, at: int, head: int, word: str, opening: str) -> bool:
    """Whether a single full stop at `at`, followed by `word`, ends a sentence."""
    token_match = _TOKEN.search(text, max(head, at - 24), at)
    if token_match is None:
        return True
    written = token_match.group()
    token, following = written.lower().rstrip("."), word.lower().replace("’", "'")
    starts = following in _STARTERS or opening.strip() != ""
    if written.isdigit():
        return not (following in _MONTHS_AFTER or _is_item(text, head, token_match.start()))
    if token in ("a.m", "p.m", "am", "pm"):
        return following not in _TIMES
    if token in _TITLES and _is_written_so(written, token):
        return False
    if token in _BEFORE_NUMBER and word[0].isdigit():
        return False
    if len(written) == 1 and written.isupper():
        return starts and following not in ("a", "i")
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", written):
        return starts
    if token in _EITHER and (written[0].isupper() or token in ("etc", "al", "a.g")):
        return starts and not word[0].isdigit()
    return True


def _is_written_so(written: str, token: str) -> bool:
    """Whether a title is written as an abbreviation: `Gen.`, `GEN.` and `v.` are, `gen.` is not."""
    return (
        written[0].isupper()
        or token in ("vs", "v", "e.g", "i.e", "cf", "viz", "ca")
        or (not token.isascii())
    )


def _is_item(text: str, head: int, at: int) -> bool:
    """Whether a number numbers an item, as in `1. The price`: only white space stands before it."""
    return not text[head:at].strip() if at - head < 40 else False
