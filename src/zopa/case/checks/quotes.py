"""This check finds quotes that do not stand in their source, word for word and once.

What is wrong with the words of those that do is told by `quote_words`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from zopa.case.checks import quote_words
from zopa.case.checks.quoted_place import offered, span_place
from zopa.case.model import Case, Evidence, Source
from zopa.foundation.diagnostics import Code, Finding, Severity, example
from zopa.foundation.look_alikes import first_invisible, without_invisible
from zopa.foundation.text import (
    FoldedText,
    NearestPassage,
    Span,
    fold_space,
    nearest_passage,
    spans_of,
)

QUOTE_NOT_FOUND = Code(
    "quote-not-found",
    Severity.ERROR,
    "words that do not stand in the source",
    "Evidence is quoted word for word: every character as in the source, only line breaks and "
    "runs of spaces make no difference. So anybody can find the place again, and nothing gets "
    "into the case that no report says. The nearest passage is shown, ready to be pasted. To leave "
    "words out in the middle, give two pieces of evidence.\n\n"
    + example(
        wrong="# the source: “We cannot sign this,” he said.\n- report: he cannot sign this",
        right="- report: “We cannot sign this,” he said",
    ),
)
QUOTE_NOT_UNIQUE = Code(
    "quote-not-unique",
    Severity.ERROR,
    "words that stand in the source more than once",
    "It is not clear which place is meant. Add words before or after until the quote stands in "
    "the source once.\n\n"
    + example(
        wrong="- report: said on Wednesday", right="- report: the minister said on Wednesday"
    ),
)

CODES = (QUOTE_NOT_FOUND, QUOTE_NOT_UNIQUE, *quote_words.CODES)

MOST_SEARCHED = 3_000_000
"""Characters searched for nearest passages; after that none are offered, to stay quick."""
SHOWN = 3


def quote_faults(case: Case) -> Iterator[Finding]:
    """A finding for each quote that stands in its source not at all or more than once, and for
    what is wrong with the words of one that stands there once."""
    folded = {k: FoldedText(s.text) for k, s in case.sources.items() if s.text is not None}
    budget = MOST_SEARCHED
    for evidence in dict.fromkeys((*case.evidence(), *case.loose_evidence)):
        quote = fold_space(evidence.quote)
        if evidence.source not in folded or not quote:
            continue
        text = folded[evidence.source].folded
        first = text.find(quote)
        if first < 0:
            source = case.sources[evidence.source]
            length = len(source.text or "")
            nearest = nearest_passage(quote, source.text or "") if budget >= length else None
            budget -= length
            yield _not_found(case, evidence, source, nearest, folded)
        elif text.find(quote, first + 1) >= 0:
            yield _not_unique(case, evidence, case.sources[evidence.source])
        else:
            span = Span(first, first + len(quote))
            yield from quote_words.word_faults(case, evidence, folded[evidence.source], span)


def _not_unique(case: Case, evidence: Evidence, source: Source) -> Finding:
    text = source.text or ""
    spans = spans_of(evidence.quote, text)
    count = "twice" if len(spans) == 2 else f"{len(spans)} times"
    return Finding(
        QUOTE_NOT_UNIQUE,
        case.place(*evidence.path),
        f"these words stand {count} in `{evidence.source}`",
        related=tuple(
            (span_place(source.file, text, span), f"place {number}")
            for number, span in enumerate(spans[:SHOWN], 1)
        ),
        help=("add words before or after until they stand there once",),
    )


def _not_found(
    case: Case,
    evidence: Evidence,
    source: Source,
    nearest: NearestPassage | None,
    folded: dict[str, FoldedText],
) -> Finding:
    quote = fold_space(evidence.quote)
    place = case.place(*evidence.path)
    message = f"these words do not stand in `{evidence.source}`"
    elsewhere = [k for k, text in folded.items() if k != evidence.source and quote in text.folded]
    if elsewhere:
        key = case.place(*evidence.path, key=True)
        help_text = f"they stand in `{elsewhere[0]}`: write `{elsewhere[0]}` as the source"
        return Finding(QUOTE_NOT_FOUND, key, message, "", (help_text,))
    if not any(map(str.isalnum, quote)):
        return Finding(QUOTE_NOT_FOUND, place, message, "", ("quote words of the source",))
    left_out = re.search(r"\.\.\.|…|\[[^\]]*\]", quote)
    if left_out and left_out[0] not in (source.text or ""):
        return Finding(
            QUOTE_NOT_FOUND,
            place,
            message,
            "",
            (f"quote one unbroken run of words; at `{left_out[0]}` make two pieces of evidence",),
        )
    if nearest is None:
        help_text = "no passage comes near; quote the source word for word"
        return Finding(QUOTE_NOT_FOUND, place, message, "", (help_text,))
    span, passage = _trimmed(quote, source.text or "", nearest.span)
    once = _once(folded[evidence.source], span)
    where = span_place(source.file, source.text or "", span)
    return Finding(
        QUOTE_NOT_FOUND,
        place,
        message,
        difference(quote, passage),
        (offered(once) if once else "quote it with more words around it: it stands there often",),
        ((where, "the nearest passage"),),
    )


def _trimmed(quote: str, text: str, span: Span) -> tuple[Span, str]:
    """The passage without marks at its ends that the quote does not have there either."""
    start, stop = span
    if quote[:1].isalnum():
        while start < stop - 1 and not text[start].isalnum():
            start += 1
    if quote[-1:].isalnum():
        while stop - 1 > start and not text[stop - 1].isalnum():
            stop -= 1
    return Span(start, stop), fold_space(text[start:stop])


def _once(text: FoldedText, span: Span) -> str:
    """The words of a passage, with as many beside them as it takes for them to stand there once.

    Empty where a dozen do not do.
    """
    start, stop = span
    for _ in range(MOST_ADDED + 1):
        words = fold_space(text.text[start:stop])
        if text.folded.find(words, text.folded.find(words) + 1) < 0:
            return words
        behind = _WORD_BEHIND.match(text.text, stop)
        before = _WORD_BEFORE.search(text.text, max(0, start - FARTHEST), start)
        if behind is not None:
            stop = behind.end()
        elif before is not None:
            start = before.start()
    return ""


MOST_ADDED = 12
FARTHEST = 200
"""Characters before a passage in which the word before it is looked for."""
_WORD_BEHIND = re.compile(r"\S*\s*\S+")
_WORD_BEFORE = re.compile(r"\S+\s*\Z")


# --- what differs -------------------------------------------------------------------------------

_SINGLE = str.maketrans(dict.fromkeys("“”„«»‘’‚‹›`´'", '"'))
_DASHES = str.maketrans(dict.fromkeys("–—‑‐−", "-"))


def _unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _unpunctuated(text: str) -> str:
    return "".join(
        c for c in text if c.isalnum() or c.isspace() or c in "\"-'" or first_invisible(c)
    )


_FOLDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("quotation marks", lambda text: text.translate(_SINGLE)),
    ("dashes", lambda text: text.translate(_DASHES)),
    ("capital letters", str.casefold),
    ("accents", _unaccented),
    ("invisible characters", without_invisible),
    ("punctuation", _unpunctuated),
    ("spaces", lambda text: "".join(text.split())),
)


def difference(quote: str, passage: str) -> str:
    """How a quote differs from a passage, in a few words.

    >>> difference('he said "no"', "he said “no”")
    'only the quotation marks differ'
    >>> difference("he wants more", "he wanted more")
    'the source has `wanted` for `wants`'
    """

    def alike(without: str = "") -> bool:
        quoted_words, source_words = quote, passage
        for name, fold in _FOLDS:
            if name != without:
                quoted_words, source_words = fold(quoted_words), fold(source_words)
        return quoted_words == source_words

    if alike():
        differing = [name for name, _ in _FOLDS if not alike(name)] or ["characters"]
        if len(differing) == 1:
            return f"only the {differing[0]} differ{'s' if differing[0][-1] != 's' else ''}"
        return f"only the {', '.join(differing[:-1])} and {differing[-1]} differ"
    return _first_words(quote.split(), passage.split())


def _first_words(quote: list[str], passage: list[str]) -> str:
    """The first place where the words part."""
    changes = SequenceMatcher(None, quote, passage, autojunk=False).get_opcodes()
    for kind, a, b, c, d in changes:
        ours, theirs = " ".join(quote[a:b])[:50], " ".join(passage[c:d])[:50]
        if kind == "replace":
            return f"the source has `{theirs}` for `{ours}`"
        if kind == "delete":
            return f"the source does not have `{ours}`"
        if kind == "insert":
            return f"the source also has `{theirs}`"
    return ""
