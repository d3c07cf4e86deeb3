"""What the grammar alone tells of little reports about invented parties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc, Token

from zopa.proposing.actors import actors_of
from zopa.proposing.by_grammar.disputed_matters import DisputedMatter
from zopa.proposing.by_grammar.grammar_way import GrammarFindings, found_by_grammar
from zopa.proposing.by_grammar.positions_told import positions_in
from zopa.proposing.by_grammar.texts import TabledText
from zopa.proposing.given import Given
from zopa.proposing.parsed_report import ParsedReport, with_parse
from zopa.proposing.shelf import shelve
from zopa.statements.grammar import parsed

from ..folders import what_of
from ..simple_reading import document, read

LATEST = date(2025, 3, 5)


def doc_of(text: str) -> Doc:
    """The parse of a text."""
    return parsed(text).doc


def word(text: str, form: str) -> Token:
    """The last word of this form in the parse of a text."""
    return [token for token in doc_of(text) if token.text == form][-1]


def texts(words: Sequence[Token]) -> list[str]:
    """The forms of some words."""
    return [token.text for token in words]


def told(text: str) -> list[str]:
    """The positions of a text in a few words: who, stand, what."""
    return [
        f"{'+'.join(texts(p.holders))} {p.stand} {'+'.join(texts(p.themes))}"
        for p in positions_in(doc_of(text))
    ]


def plain(text: str) -> list[bool]:
    """Of each position of a text whether it is plainly told."""
    return [p.plain for p in positions_in(doc_of(text))]


def reports_of(*bodies: str) -> list[ParsedReport]:
    """The reports with these texts, a day apart."""
    documents = [document(f"r{k}", text, date(2025, 3, 1 + k)) for k, text in enumerate(bodies)]
    shelved, _ = shelve(read(*documents).reading)
    return [with_parse(report) for report in shelved]


def found(*bodies: str, given: Given | None = None) -> GrammarFindings:
    """What the grammar of some reports tells; all who negotiate in them sign."""
    reports = reports_of(*bodies)
    actors = actors_of(reports, given=given.parties if given else ())
    roles = actors.roles()
    return found_by_grammar(
        reports,
        actors,
        {actor.id: actor.id for actor in actors.actors},
        [actor for actor in actors.actors if roles[actor] == "signatory"],
        LATEST,
        given,
    )


def facts(*bodies: str) -> dict[str, float]:
    """Every fact in a few words, with how sure it is."""
    return {
        f"{p.thing.party} {p.thing.kind} {what_of(p.thing.content)}": p.thing.confidence
        for p in found(*bodies).facts
    }


def offers(*bodies: str) -> list[TabledText]:
    """The texts that some reports tell of."""
    mentions = found(*bodies).told.mentions
    ordered = sorted(mentions, key=lambda mention: (mention.report, mention.place))
    return list(dict.fromkeys(offer for mention in ordered for offer in mention.offers))


def disputes(*bodies: str) -> list[DisputedMatter]:
    """What is at stake in some reports."""
    return [issue.dispute for issue in found(*bodies).issues]
