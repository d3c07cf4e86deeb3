"""This module reads the drafts, the rules and the evidence of a ledger."""

from __future__ import annotations

from typing import get_args

from zopa.case.codes.shape import UNKNOWN_KEY, WRONG_SHAPE
from zopa.case.codes.words import BAD_ID
from zopa.case.issues import NO_DEAL
from zopa.case.model import Draft, DraftStatus, Evidence, Rule, TermReading
from zopa.case.nodes import ListNode, MapNode, TextNode
from zopa.case.parts import Part, clip
from zopa.case.read_terms import Issues, level_id, read_level_sets
from zopa.case.scalars import read_date
from zopa.case.split_texts import advice_behind

MOST_DRAFTS = 500
MOST_RULES = 500

# --- evidence ---------------------------------------------------------------------------------


def read_evidence(part: Part) -> tuple[Evidence, ...]:
    """The quotes of a fact, a draft or a reading: `- source: words` for each."""
    if isinstance(part.node, MapNode):
        return _quotes(part)
    how = "write `- source: words that stand in it`"
    evidence: list[Evidence] = []
    for index, item in enumerate(part.items(help=how) or ()):
        words = item.called("this piece of evidence")
        if isinstance(words.node, TextNode) and words.node.text.strip():
            split = isinstance(part.node, ListNode) and advice_behind(part.node.items, index)
            words.fail(
                WRONG_SHAPE,
                "this piece of evidence names no source",
                help=split or (*_tight_colon(words.node), how),
            )
        else:
            evidence.extend(_quotes(words))
    return tuple(evidence)


def _tight_colon(node: TextNode) -> tuple[str, ...]:
    source, colon, rest = node.text.partition(":")
    if colon and rest[:1].strip() and " " not in source:
        return (f"put a space behind the colon: `{source}: {clip(rest, 30)}`",)
    return ()


def _quotes(part: Part) -> tuple[Evidence, ...]:
    evidence: list[Evidence] = []
    for source, entry in part.pairs() or ():
        quote = entry.called(f"the quote from `{clip(source)}`")
        how = "if the words start with a bracket or hold a colon, put them in quotes"
        text = quote.text(help=how)
        if text is not None:
            evidence.append(Evidence(source, text, quote.path))
    return tuple(evidence)


# --- drafts -----------------------------------------------------------------------------------


def read_drafts(part: Part, issues: Issues, loose: list[Evidence]) -> dict[str, Draft]:
    """The drafts by id, without the broken ones, whose evidence goes to `loose`."""
    drafts: dict[str, Draft] = {}
    for draft_id, entry in part.named("draft", most=MOST_DRAFTS):
        if draft_id == NO_DEAL:
            entry.fail(
                BAD_ID,
                f"`{NO_DEAL}` cannot be the short name of a draft: it stands for having no deal",
                at=entry.key_place,
                help="give the draft another name",
            )
            continue
        fields = entry.fields(["terms"], ["title", "by", "on", "evidence", "assumed", "status"])
        if fields is None:
            continue
        draft = Draft(
            draft_id,
            title=(fields["title"].text() if "title" in fields else None) or draft_id,
            by=tuple(dict.fromkeys(fields["by"].texts())) if "by" in fields else (),
            on=read_date(fields["on"]) if "on" in fields else None,
            terms=_readings(fields["terms"], issues) if "terms" in fields else {},
            evidence=read_evidence(fields["evidence"]) if "evidence" in fields else (),
            assumed=(fields["assumed"].text() or "") if "assumed" in fields else "",
            path=entry.path,
            status=_status(fields["status"]) if "status" in fields else "tabled",
        )
        if entry.broken:
            entry.breaks()
            loose.extend(draft.evidence)
            loose.extend(e for rs in draft.terms.values() for r in rs for e in r.evidence)
        else:
            drafts[draft_id] = draft
    return drafts


def _status(part: Part) -> DraftStatus:
    known: tuple[DraftStatus, ...] = get_args(DraftStatus)
    word = part.word(known, "a status of a draft")
    return next((status for status in known if status == word), "tabled")


UNKNOWN_TERMS = "unknown"
"""What stands for the terms of a text of which nobody knows any."""


def _readings(part: Part, issues: Issues) -> dict[str, tuple[TermReading, ...]]:
    terms: dict[str, tuple[TermReading, ...]] = {}
    if isinstance(part.node, MapNode) and not part.node.entries:  # another way to say `unknown`
        return terms
    if isinstance(part.node, TextNode) and part.node.text.strip() == UNKNOWN_TERMS:
        return terms
    how = f"write `issue: level`, or `terms: {UNKNOWN_TERMS}` where nobody knows any"
    for issue, entry in part.called("`terms`").pairs(help=how) or ():
        what = entry.called(f"the term `{clip(issue)}`")
        if isinstance(entry.node, MapNode):
            terms[issue] = tuple(
                TermReading(_placed(what, issues, issue, level), read_evidence(reading))
                for level, reading in what.pairs() or ()
            )
        elif isinstance(entry.node, ListNode):
            what.fail(
                WRONG_SHAPE,
                f"{what.words} is a list; a draft settles a term in one way",
                help="where reports differ, write `level: [evidence]` for each",
            )
        elif (text := what.name(help="leave the issue out if it is open")) is not None:
            terms[issue] = (TermReading(level_id(issues, issue, text)),)
    return terms


def _placed(part: Part, issues: Issues, issue: str, level: str) -> str:
    """The id of a level. Where it is written in another way, its place is known under both."""
    plain = level_id(issues, issue, level)
    places = part.notes.places
    places.setdefault((*part.path, plain), places[*part.path, level])
    return plain


# --- rules ------------------------------------------------------------------------------------


def read_rules(part: Part, issues: Issues) -> tuple[Rule, ...]:
    """The rules in file order, without those of which anything is broken."""
    rules: list[Rule] = []
    help_text = "write `- never: {…}`, or `- if: {…}` with `then: {…}`"
    for item in part.items(help=help_text, most=MOST_RULES) or ():
        entry = item.called("this rule")
        fields = entry.fields([], ["never", "if", "then"])
        if fields is None or entry.broken:
            continue
        rule = _rule(entry, fields, issues, help_text)
        if rule is not None and not entry.broken:
            rules.append(rule)
    return tuple(rules)


def _rule(entry: Part, fields: dict[str, Part], issues: Issues, help_text: str) -> Rule | None:
    if set(fields) == {"never"}:
        return Rule(read_level_sets(fields["never"], issues), None, entry.path)
    if set(fields) == {"if", "then"}:
        return Rule(
            read_level_sets(fields["if"], issues),
            read_level_sets(fields["then"], issues),
            entry.path,
        )
    if "never" in fields:
        entry.fail(
            UNKNOWN_KEY,
            "a rule with `never` has no `if` and no `then`",
            at=fields["never"].key_place,
            help="make two rules of it",
        )
    else:
        entry.lacks("then" if "if" in fields else "if", help=help_text)
    return None
