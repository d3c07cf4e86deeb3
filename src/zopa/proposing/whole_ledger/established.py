"""Which facts of an answer are established: what a model calls plain is not so yet.

That a party put a text forward, turned it down or wants more of a number stands in a report as it
is. Three kinds of fact go a step further than the words that are quoted, and a model cannot tell:

- An order of levels in words ranks wordings that are mostly the model's own. It is established
  where two parties are each plainly told to want the opposite of the other, so that the dispute is
  known from both of its sides.
- A red line or a limit says that a party will never sign, whatever else is in the deal. It is
  established where zopa's own reading hears the party refuse in the same words.
- A text that is only announced, or being written, has not been put forward.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from zopa.case.model import Evidence, Fact, Issue, Order, Ranking
from zopa.foundation.likelihood import LIKELIHOODS
from zopa.proposing.whole_ledger.answer_form import Sureness

MEANT: Mapping[Sureness, str] = {
    "plain": "",
    "implied": "likely",
    "unclear": "roughly even chance",
}
"""The word of likelihood for how plainly a model says that something is told; none is measured."""
ONE_WAY = "very likely"
"""How sure a fact is at most that goes a step further than its words, told one way only."""
UNHEARD = "zopa hears no refusal of it in these words"
ONE_SIDE = "the levels are the model's wording, and only one side is plainly told to hold to it"
IN_WORDS = "how it would do without a deal is a judgement, in one of three words"
ONLY_ANNOUNCED = "the words tell that it is still to come"
_MIDDLES = {likelihood.word: likelihood.middle for likelihood in LIKELIHOODS}
_TEXT_VERB = (
    r"(?:table|present|propose|offer|submit|publish|unveil|send|hand (?:in|over)|put (?:forward|in)"
    r"|set out|bring (?:in|forward)|lay (?:out|down)|write|draft|draw up|prepare|work out)"
)
_TO_COME = re.compile(
    rf"\b(?:will|shall)(?: \w+)? {_TEXT_VERB}\b"
    rf"|\b(?:is|are|was|were|plans?|planned|means?|meant|intends?|intended|wants?|wanted"
    r"|expected|hopes?|hoped|about|due|ready|prepared|promised|promises)"
    rf" to(?: \w+)? {_TEXT_VERB}\b"
    r"|\b(?:is|are|was|were) to be (?:on the table|\w+ed\b|put|set|sent|brought|laid|written|drawn)"
    r"|\b(?:is|are|was|were|still|now) (?:being |still being )?"
    r"(?:prepar|draft|writ|draw)(?:ing\b|ed\b(?! by)|ten\b(?! by)|n up\b(?! by))"
    r"|\bat work on\b|\bworking on\b",
    re.IGNORECASE,
)


def with_confidence(fact: Fact, word: str) -> Fact:
    """A fact with a word of likelihood, or as established without one."""
    return replace(fact, confidence=_MIDDLES[word] if word else 1.0, confidence_word=word)


def less_sure(one: str, two: str) -> str:
    """Of two words of likelihood the one that says less; without a word a fact is established.

    >>> less_sure("", "very likely"), less_sure("likely", "very likely")
    ('very likely', 'likely')
    """
    return min(one, two, key=lambda word: _MIDDLES.get(word, 1.0))


def only_announced(evidence: Iterable[Evidence]) -> bool:
    """Whether all words that are quoted tell of a text that is still to come.

    >>> said = Evidence("a", "The council will present a plan on Monday")
    >>> done = Evidence("a", "The council put a plan forward on Monday")
    >>> only_announced([said]), only_announced([said, done])
    (True, False)
    """
    return all(_TO_COME.search(each.quote) for each in evidence)


def ranks_wordings(
    fact: Fact, issues: Mapping[str, Issue], rising: Mapping[str, list[str]]
) -> bool:
    """Whether a fact is an order of levels in words. `rising` has the levels of each issue that are
    figures: their order is that of a number."""
    return isinstance(fact.content, Order) and any(
        isinstance(ranking, Ranking)
        and not issues[ranking.issue].numeric
        and not {level for tier in ranking.tiers for level in tier} <= set(rising[ranking.issue])
        for ranking in fact.content.rankings
    )


def told_by_both_sides(fact: Fact, others: Sequence[Fact]) -> bool:
    """Whether another party is plainly told to want the opposite of what this one orders."""
    return any(
        other.party != fact.party and other.certain and opposed(fact, other) for other in others
    )


def opposed(one: Fact, two: Fact) -> bool:
    """Whether two orders of one issue rank the same two levels the other way round."""
    if not isinstance(one.content, Order) or not isinstance(two.content, Order):
        return False
    first, second = one.content.rankings[0], two.content.rankings[0]
    if first.issue != second.issue:
        return False
    if not isinstance(first, Ranking) or not isinstance(second, Ranking):
        if isinstance(first, Ranking) or isinstance(second, Ranking):
            return False
        return {first.toward, second.toward} == {"more", "less"}
    rank = {level: k for k, tier in enumerate(first.tiers) for level in tier}
    best, worst = second.tiers[0], second.tiers[-1]
    return any(a in rank and b in rank and rank[a] > rank[b] for a in best for b in worst)
