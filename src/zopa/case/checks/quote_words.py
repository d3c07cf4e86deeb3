"""What is wrong with the words of a quote that stands in its source: too few, cut, or turned round.

A quote is found with a letter as with a paragraph; what it bears out is another matter. `quotes`
asks this of each quote that stands in its source once.
"""

from __future__ import annotations

from collections.abc import Iterator

from zopa.case.checks.quoted_place import offered, span_place
from zopa.case.model import Case, Evidence
from zopa.foundation.diagnostics import Code, Finding, Severity, example
from zopa.foundation.text import FoldedText, Span, fold_space
from zopa.foundation.word_bounds import cuts_a_word, word_count
from zopa.statements.negation_beside import negation_left_out
from zopa.statements.supposed_words import supposed_beside
from zopa.statements.telling_words import tells_nothing

QUOTE_CUT = Code(
    "quote-cut",
    Severity.NOTE,
    "a quote that begins or ends inside a word",
    "Half a word or half a number is nothing that a report says, and a reader cannot tell what was "
    "meant: `sign` stands in `resignation`, `5 percent` in `1.5 percent`. Quote whole words.\n\n"
    + example(wrong="- report: pay the rent on tim", right="- report: pay the rent on time"),
)
QUOTE_SHORT = Code(
    "quote-short",
    Severity.NOTE,
    "a quote of fewer than three words",
    "One or two words stand in many reports and bear little out: who says what of whom is not in "
    "them; nor is it in any number of figures and of words such as `of`, `the` and `then`. Quote "
    "enough for somebody who has not read the report to see that the fact is told.\n\n"
    + example(wrong="- report: payment", right="- report: the owner insists on payment in May"),
)
QUOTE_WITHOUT_NEGATION = Code(
    "quote-without-negation",
    Severity.WARNING,
    "a quote that leaves out the “not” of its clause",
    "Beside the quote, in the same clause, the source has a negation: `did not`, `never`, `refuses "
    "to`, `denied that`. Without it the words say the opposite of the report. Quote it too, and "
    "look again whether the fact is what the report says. The words beside the quote are looked at "
    "in English; where another clause is negated there is no warning.\n\n"
    + example(
        wrong="# the source: The owner did not agree to the rent.\n- report: agree to the rent",
        right="- report: did not agree to the rent",
    ),
)
QUOTE_SUPPOSED = Code(
    "quote-supposed",
    Severity.NOTE,
    "a quote of what the source asks or supposes",
    "The words stand behind an `if`, an `unless` or a `whether`, or in a question, that the quote "
    "leaves out. The report does not tell them as so. Quote the condition too where the fact is "
    "conditional, or find words that tell the fact. The words beside the quote are looked at in "
    "English.\n\n"
    + example(
        wrong="# the source: She asked whether the owner would take less.\n"
        "- report: the owner would take less",
        right="- report: the owner would take 900 euros, his lawyer said",
    ),
)

CODES = (QUOTE_CUT, QUOTE_SHORT, QUOTE_WITHOUT_NEGATION, QUOTE_SUPPOSED)

FEWEST_WORDS = 3
"""Words that evidence has at least, unless a note says so."""
LONGEST_WORD = 60
"""Characters by which a quote is made longer at either end to have whole words."""
LONGEST_OFFERED = 200
"""Characters of the longest quote that is offered in the place of another."""


def word_faults(
    case: Case, evidence: Evidence, source: FoldedText, span: Span
) -> Iterator[Finding]:
    """What is wrong with the words of a quote that stands at a span of its folded source."""
    whole = _whole_words(source.folded, span)
    place = case.place(*evidence.path)
    if whole != span:
        end = "begins" if whole.start < span.start else "ends"
        offered = source.folded[slice(*whole)]
        yield Finding(
            QUOTE_CUT, place, f"the quote {end} inside a word", help=(_offer(offered, end),)
        )
    elif (count := word_count(source.folded[slice(*span)])) < FEWEST_WORDS:
        words = {0: "no words", 1: "one word"}.get(count, "two words")
        yield Finding(
            QUOTE_SHORT,
            place,
            f"the quote has {words}",
            help=("quote at least three, so that they bear out what is said here",),
        )
    elif tells_nothing(source.folded[slice(*span)]):
        yield Finding(
            QUOTE_SHORT,
            place,
            "the quote has no word that tells anything",
            help=("quote the words that bear out what is said here",),
        )
    stands = source.unfolded(span)
    negation = negation_left_out(source.text, stands)
    if negation is not None:
        file = case.sources[evidence.source].file
        first, last = min(negation.start, stands.start), max(negation.stop, stands.stop)
        told = fold_space(source.text[slice(*negation)])
        yield Finding(
            QUOTE_WITHOUT_NEGATION,
            place,
            f"the quote leaves out the negation of its clause: `{told}`",
            help=(_offer(fold_space(source.text[first:last]), ""),),
            related=((span_place(file, source.text, Span(first, last)), "the clause"),),
        )
    elif (supposing := supposed_beside(source.text, stands)) is not None:
        how = "is part of a question" if supposing == "?" else f"stands behind `{supposing}`"
        yield Finding(
            QUOTE_SUPPOSED,
            place,
            f"the quote {how}, so that the source does not tell it as so",
            help=("quote that as well, or words that tell the fact",),
        )


def _offer(words: str, end: str) -> str:
    if len(words) <= LONGEST_OFFERED:
        return offered(words)
    return f"let it {end.removesuffix('s')} with a whole word" if end else "quote it as well"


def _whole_words(text: str, span: Span) -> Span:
    """A span without half words at its ends, for which it is made longer."""
    start, stop = span
    while cuts_a_word(text, start) and span.start - start < LONGEST_WORD:
        start -= 1
    while cuts_a_word(text, stop) and stop - span.stop < LONGEST_WORD:
        stop += 1
    return Span(start, stop)
