"""Orders of levels that statements tell: what a party demands, and what it refuses.

This goes by the statements that the tagger finds, so it reads what the grammar tells in too many
ways for rules. It is likely at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from zopa.case.model import Case, Direction, Fact, Order, Ranking
from zopa.foundation.text import Span, word_set
from zopa.proposing.adding.issue_words import IssueWords
from zopa.proposing.adding.level_words import LevelWords
from zopa.proposing.adding.word_forms import forms_of
from zopa.proposing.by_grammar.direction_words import DOWN, OFF, UP
from zopa.proposing.by_grammar.grammar_way import EVEN, LIKELY, WORDS
from zopa.proposing.proposal import Proposed
from zopa.statements.statement import Act, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

    from zopa.proposing.parsed_report import ParsedReport

LEAST_SURE = 0.5
"""How sure a statement has to be."""
_TOWARD = {Act.DEMAND: 1, Act.ASK: 1, Act.REJECT: -1}
_NOT = word_set("no not never n't nothing without neither nor")
_HIGHER = UP | word_set("more higher better greater longer larger bigger")
_LOWER = DOWN | word_set("less lower fewer shorter smaller")


def orders_told(
    case: Case,
    parsed: Sequence[ParsedReport],
    statements: Sequence[Statement],
    issue_words: IssueWords,
    words: Mapping[str, LevelWords],
) -> list[Proposed[Fact]]:
    """The orders that statements of the case's parties tell, one each."""
    reports = {report.report.document.id: report for report in parsed}
    found: list[Proposed[Fact]] = []
    for statement in statements:
        party = statement.speaker.party
        toward = _TOWARD.get(statement.act)
        if toward is None or party not in case.parties or statement.document not in reports:
            continue
        if statement.conditional or statement.negated or statement.confidence < LEAST_SURE:
            continue
        report = reports[statement.document]
        for tokens in _pieces(report, statement):
            fact = _fact(case, toward, tokens, issue_words, words)
            if fact is None:
                continue
            start, stop = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
            quote = report.report.quote_around(Span(start, stop))
            if quote is not None:
                sure = EVEN if statement.act is Act.ASK else LIKELY
                whole = Fact(
                    party, "order", fact, (quote,), confidence=sure, confidence_word=WORDS[sure]
                )
                found.append(Proposed(whole, f"{statement.act} in {statement.id}"))
    return found


def _pieces(report: ParsedReport, statement: Statement) -> Iterator[list[Token]]:
    """The words of what is said, thing by thing: what is joined by “and” stands apart."""
    for passage in statement.content:
        span = report.doc.char_span(passage.start, passage.stop, alignment_mode="contract")
        if span is None or not len(span) or not report.in_body(span.root):
            continue
        inside = set(span)
        heads = [span.root, *(w for w in span.root.conjuncts if w in inside)]
        for child in span.root.children:
            if child in inside and child.dep_ in ("dobj", "pobj", "ccomp", "xcomp", "attr"):
                heads += [w for w in child.conjuncts if w in inside and w.i > child.i]
        for head in dict.fromkeys(heads):
            others = {w for other in heads if other != head and head.is_ancestor(other)
                      for w in other.subtree}  # fmt: skip
            tokens = [w for w in head.subtree if w in inside and w not in others and not w.is_space]
            if tokens:
                yield tokens


def _fact(
    case: Case,
    toward: int,
    tokens: Sequence[Token],
    issue_words: IssueWords,
    words: Mapping[str, LevelWords],
) -> Order | None:
    forms = forms_of(tokens)
    phrase = " ".join(w.text for w in tokens)
    name = issue_words.best(forms, phrase)
    if not name:
        return None
    said = {w.lower_ for w in tokens} | {w.lemma_.lower() for w in tokens}
    issue = case.issues[name]
    if issue.numeric:
        way = (1 if said & _HIGHER else 0) - (1 if said & _LOWER else 0)
        # Who refuses a rise of a certain size may want a larger one.
        sized = toward < 0 and any(w.like_num for w in tokens)
        if not way or sized or said & _NOT:
            return None
        return Order((Direction(name, "more" if way * toward > 0 else "less"),))
    if name not in words:
        return None
    denied = bool(said & _NOT) != bool(said & OFF)
    meant = words[name].of_words(forms, -1 if denied else 1)
    if meant is None or (not meant.by_words and len(issue.levels) > 2):
        return None
    others = tuple(level for level in issue.level_ids if level != meant.level)
    likes = meant.toward * toward > 0
    tiers = ((meant.level,), others) if likes else (others, (meant.level,))
    return Order((Ranking(name, tiers),))
