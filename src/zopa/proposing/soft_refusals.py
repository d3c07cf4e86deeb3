"""Refusals that say no more than that a side does not sign now: it `declines`, and goes on talking.

That a side `rejects` a text says that it would rather have no agreement at all. Where a report adds
“as it stands” or “for now”, tells of a counter-offer or of talks that go on, or says no more than
that a text was left unsigned or falls short, that is not said. What is told in plain words of
refusal, and of nothing else, stays a rejection; and so does what is refused for good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from zopa.case.model import Evidence, Fact, Stance
from zopa.foundation.text import Span, spans_of
from zopa.proposing.matters import clause_around
from zopa.proposing.proposal import Proposed
from zopa.proposing.shelf import NewsReport

SOFT = "the words tell a refusal for now, not that no deal would be better"

_FOR_GOOD = re.compile(
    r"\bnever\b|\bunder no circumstances\b|\bfor good\b|\bonce and for all\b|\bcategorically\b"
    r"|\bflatly\b|\boutright\b|\bout of the question\b|\bnon-?starter\b|\bsurrender"
    r"|\b(?:rather|prefers?|preferr?ed|better off|better) (?:have |having |with )?"
    r"(?:no|without (?:a|any|an)) (?:deal|agreement|contract|treaty|accord)\b"
    r"|\bno (?:deal|agreement)(?: at all)? (?:is|was|would be) (?:still )?better\b"
    r"|\bwalk(?:s|ed|ing)? (?:away|out)\b|\b(?:broke|break|breaks|breaking|call(?:s|ed)?) off\b"
    r"|\b(?:no|not any) (?:more|further) talks\b|\btalks (?:are|were) over\b",
    re.IGNORECASE,
)
_REFUSING = re.compile(
    r"\breject|\brefus|\brebuff|\bspurn|\bdismiss|\bveto|\bsnub|\bscorn|\brul(?:es?|ed|ing) out\b"
    r"|\b(?:turn|vot|knock|shoot|shot|slap|throw|threw|brush|wav|push|cast|swat|bat|fend)"
    r"(?:e|s|es|ed|d|ing|ted|ped)? (?:\w+ ){0,4}?(?:down|out|away|aside|back|off|against)\b"
    r"|\bsa(?:id|ys?|ying) (?:a (?:firm|clear|flat) )?no\b|\bunacceptable\b|\binsult|\bderisory\b"
    r"|\b(?:will|would|could|can|shall)(?:n['’]t|not| not| never) (?:accept|agree|support|back)\b"
    r"|\bcannot (?:accept|agree|support)\b|\bnor (?:will|would) \w+(?: \w+)?,?.{0,30} agree\b",
    re.IGNORECASE,
)
_FOR_NOW = re.compile(
    r"\bas (?:it|they|things|the \w+) (?:now )?stands?\b|\bas (?:now )?(?:drafted|written|worded)\b"
    r"|\bin (?:its|their|the|this) (?:present|current|existing|latest) "
    r"(?:form|shape|version|wording|state)\b|\bin (?:this|that) form\b"
    r"|\bfor (?:now|the moment|the time being)\b|\bat (?:this|the present|that) (?:stage|point)\b"
    r"|\bat (?:the|this) (?:moment|time)\b|\bnot (?:just )?yet\b|\byet to (?:sign|agree|accept)\b"
    r"|\b(?:not|n['’]t|never) (?:yet )?(?:ready|prepared|in a position) to\b"
    r"|\b(?:not|n['’]t) [^.;:]{0,60}\byet\b",
    re.IGNORECASE,
)
"""Words for a refusal of today, which count where they stand in the clause of the refusal."""
_OF_THE_TEXT = re.compile(r"\b(?:under|by|with|in) which\b.*", re.DOTALL)
"""What a text would bring is not how it is refused."""
_BETTER = r"(?:better|higher|sweeter|sweetened|improved|richer|fairer|new|revised|different)"
_GOES_ON = re.compile(
    r"\bcounter-?(?:offer|proposal|bid|draft|text)"
    r"|\b(?:text|plan|paper|proposal|draft|offer|list|bid)s? of (?:its|their|his|her) own\b"
    rf"|\b(?:come|comes|came|coming|return|returns|returned) back with (?:\w+ )?{_BETTER}\b"
    rf"|\b(?:come|comes|came|coming) back with (?:some|any)thing {_BETTER}\b"
    r"|\b(?:negotiat(?:e|es|ing)|seek(?:s|ing)?|sought|want(?:s|ed)?|push(?:es|ed|ing)? for"
    rf"|ask(?:s|ed|ing)? for|hold(?:s|ing)? out for|held out for) (?:a |an )?{_BETTER} "
    r"(?:deal|offer|bid|terms?|price|proposal|text|draft)\b"
    r"|\b(?:ask(?:s|ed|ing)?|press(?:es|ed|ing)?|call(?:s|ed|ing)?) for (?:\w+ ){0,2}"
    r"(?:changes|amendments|improvements|more time)\b|\bneed(?:s|ed)? more time\b"
    r"|\b(?:talks?|negotiations?|bargaining|discussions?) (?:will |would |are to |is to |were to )?"
    r"(?:go(?:es)? on|went on|continue[sd]?|resume[sd]?)\b"
    r"|\b(?:go|goes|going|went|keep|keeps|kept) (?:on )?(?:talking|negotiating|bargaining)\b"
    r"|\bstill (?:talking|negotiating|bargaining|in talks|at the table|willing to talk"
    r"|ready to talk|open to)\b"
    r"|\b(?:remain|stay)(?:s|ed|ing)? (?:at the table|in talks|open to|ready to)\b"
    r"|\b(?:willing|ready|prepared|happy|open) to (?:keep (?:on )?|go on |continue )?"
    r"(?:talk|negotiat|bargain)",
    re.IGNORECASE,
)
"""Words for talks that go on, which count anywhere in the sentence of the refusal."""
_LEFT_OPEN = re.compile(
    r"\b(?:has|have|had|did|do|does|was|were|is|are)(?: not|n['’]t)(?: yet)? "
    r"(?:sign|signed|agreed|put (?:its|his|her|their) names?|initialled)\b"
    r"|\bunsigned\b|\bwithout signing\b|\bnot to sign\b|\bhold(?:s|ing)? off\b|\bheld off\b"
    r"|\btoo (?:low|little|small|timid|vague|narrow|late)\b|\bnot (?:\w+ )?enough\b"
    r"|\binadequate\b|\binsufficient\b|\bfall(?:s|ing)? short\b|\bfell short\b|\breservations\b",
    re.IGNORECASE,
)
"""Words that leave open what would be signed; they count where no word of refusal is told."""
_GOES_ON_FROM = re.compile(
    r"(?:it|they|he|she|talks?|negotiations?|both(?: sides)?|the two sides)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ToldRefusal:
    """A sentence in which somebody is told to refuse something."""

    sentence: str
    clause: str = ""
    """The clause of the refusal, where it is known."""
    after: str = ""
    """The next sentence."""


def softened(
    facts: Iterable[Proposed[Fact]], reports: Sequence[NewsReport]
) -> tuple[Proposed[Fact], ...]:
    """The facts, of which a rejection is a `declines` where the reports say no more than that."""
    by_source = {report.shelved.source.id: report for report in reports}
    return tuple(_declining(each) if is_soft(each.thing, by_source) else each for each in facts)


def is_soft(fact: Fact, by_source: Mapping[str, NewsReport]) -> bool:
    """Whether a rejection is only one of today, by the sentences in which its quotes stand."""
    told = [told for quote in fact.evidence if (told := _told(quote, by_source)) is not None]
    return fact.kind == "rejects" and refused_today(told)


def refused_today(told: Sequence[ToldRefusal]) -> bool:
    """Whether what is told of a refusal, in one place or several, is no more than one of today.

    One place that says “as it stands” says more than others that only tell of a refusal; one that
    only finds a text too low says less than they do.

    >>> refused_today([ToldRefusal("The guild rejected the offer in its present form")])
    True
    >>> refused_today([ToldRefusal("The guild rejected the offer"), ToldRefusal("It was too low")])
    False
    """
    sentences = [each.sentence for each in told]
    if any(map(_FOR_GOOD.search, sentences)):
        return False
    if any(map(_open_still, told)):
        return True
    return any(map(_LEFT_OPEN.search, sentences)) and not any(map(_REFUSING.search, sentences))


def _open_still(told: ToldRefusal) -> bool:
    refused = _OF_THE_TEXT.sub("", told.clause or told.sentence)
    if _FOR_NOW.search(refused) or _GOES_ON.search(told.sentence):
        return True
    return bool(_GOES_ON_FROM.match(told.after) and _GOES_ON.search(told.after))


def _told(quote: Evidence, by_source: Mapping[str, NewsReport]) -> ToldRefusal | None:
    report = by_source.get(quote.source)
    places = spans_of(quote.quote, report.text)[:1] if report is not None else []
    if report is None or not places:
        return None
    (place,) = places
    first = report.sentence_at(place.start)
    last = report.sentence_at(max(place.start, place.stop - 1))
    sentence = Span(first.start, max(first.stop, last.stop))
    text = report.text[sentence.start : sentence.stop]
    inner = Span(place.start - sentence.start, place.stop - sentence.start)
    clause = clause_around(text, inner)
    after = next((s for s in report.sentences if s.start >= sentence.stop), None)
    following = report.text[after.start : after.stop] if after is not None else ""
    return ToldRefusal(text, text[clause.start : clause.stop], following)


def _declining(proposed: Proposed[Fact]) -> Proposed[Fact]:
    fact = proposed.thing
    if not isinstance(fact.content, Stance):
        return proposed
    content = Stance("declines", fact.content.package)
    why = f"{proposed.why}; {SOFT}" if proposed.why else SOFT
    return replace(proposed, thing=replace(fact, kind="declines", content=content), why=why)
