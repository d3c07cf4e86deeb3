"""Names that nothing declares: of parties, issues, levels, drafts, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from zopa.case.mentions import packages_of
from zopa.case.model import (
    Bonus,
    Case,
    Content,
    Direction,
    Fact,
    Order,
    Package,
    Path,
    Preference,
    Priorities,
    RedLine,
    Stance,
    Terms,
    ValueRange,
    WeightRange,
)
from zopa.foundation.diagnostics import Code, Finding, Place, Severity, example
from zopa.foundation.names import fold, listing, nearest_name

UNKNOWN_PARTY = Code(
    "unknown-party",
    Severity.ERROR,
    "a party that nobody declared",
    "Facts and drafts name parties by the short names under `parties`.\n\n"
    + example(
        wrong="- party: sellr\n  rejects: first_offer",
        right="- party: seller\n  rejects: first_offer",
    ),
)
UNKNOWN_ISSUE = Code(
    "unknown-issue",
    Severity.ERROR,
    "an issue that nobody declared",
    "Terms, orders, priorities and rules name issues by the short names under `issues`. If many "
    "places name the same one, it may be the declaration that is misspelt.\n\n"
    + example(wrong="order: {prise: less}", right="order: {price: less}"),
)
UNKNOWN_LEVEL = Code(
    "unknown-level",
    Severity.ERROR,
    "a level that its issue does not have",
    "A level is named by its short name under the `options` of its issue; with `levels`, it is one "
    "of the numbers from `from` to `to` in steps of `step`.\n\n"
    + example(wrong="terms: {security: guarante}", right="terms: {security: guarantee}"),
)
UNKNOWN_DRAFT = Code(
    "unknown-draft",
    Severity.ERROR,
    "a draft that nobody declared",
    "`tables`, `accepts`, `rejects` and `prefers` name a draft by its short name under `drafts`, "
    "or write the terms out.\n\n"
    + example(wrong="rejects: frist_offer", right="rejects: first_offer"),
)
UNKNOWN_SOURCE = Code(
    "unknown-source",
    Severity.ERROR,
    "a source that nobody declared",
    "Each piece of evidence names one of the `sources` by its short name.\n\n"
    + example(
        wrong="evidence:\n  - reprot: he refused to sign",
        right="evidence:\n  - report: he refused to sign",
    ),
)

NameKind = Literal["party", "issue", "level", "draft", "source"]


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name used somewhere. `owner` is the path of the fact, draft or rule that uses it;
    `issue` the issue that a level belongs to; `key` that the name is a key, not a value."""

    kind: NameKind
    name: str
    path: Path
    owner: Path
    issue: str = ""
    key: bool = False


_CODES: dict[NameKind, Code] = {
    "party": UNKNOWN_PARTY,
    "issue": UNKNOWN_ISSUE,
    "level": UNKNOWN_LEVEL,
    "draft": UNKNOWN_DRAFT,
    "source": UNKNOWN_SOURCE,
}
_SECTIONS = {"party": "parties", "issue": "issues", "draft": "drafts", "source": "sources"}
MOST_NAMES = 1000
"""Different wrong names that are looked into; more are no slips of the pen."""
SHOWN = 3
"""How many further places of the same name are shown."""


def unknown_names(case: Case) -> Iterator[Finding]:
    """One finding for each name that nothing declares, at the first place that uses it."""
    mentions = list(_mentions(case))
    used = {(m.kind, m.name) for m in mentions}
    wrong: dict[tuple[NameKind, str, str], list[NameUse]] = {}
    for mention in mentions:
        if not _declared(case, mention):
            wrong.setdefault((mention.kind, mention.issue, mention.name), []).append(mention)
    for same in islice(wrong.values(), MOST_NAMES):
        if not _spoilt(case, same[0]):
            yield _finding(case, same, used)


def sound_part(case: Case) -> Case:
    """The case without the facts, drafts and rules that use a name which nothing declares.

    Their paths are added to the broken ones. What is left can be worked with safely.
    """
    bad = {m.owner for m in _mentions(case) if m.kind != "source" and not _declared(case, m)}
    drafts = {k: d for k, d in case.drafts.items() if _draft_path(k) not in bad}
    facts = tuple(
        fact
        for index, fact in enumerate(case.facts)
        if _fact_path(fact, index) not in bad
        and all(p.draft is None or p.draft in drafts for p in packages_of(fact))
    )
    rules = tuple(r for i, r in enumerate(case.rules) if (r.path or ("rules", i)) not in bad)
    return replace(
        case, facts=facts, drafts=drafts, rules=rules, broken=case.broken | frozenset(bad)
    )


# --- where names are used -----------------------------------------------------------------------


def _fact_path(fact: Fact, index: int) -> Path:
    return fact.path or ("facts", index)


def _draft_path(draft: str) -> Path:
    return ("drafts", draft)


def _mentions(case: Case) -> Iterator[NameUse]:
    for index, rule in enumerate(case.rules):
        owner = rule.path or ("rules", index)
        key = "never" if rule.then is None else "if"
        yield from _in_levels(rule.when, (*owner, key), owner)
        yield from _in_levels(rule.then or {}, (*owner, "then"), owner)
    for draft in case.drafts.values():
        owner = _draft_path(draft.id)
        if draft.by is not None:
            yield NameUse("party", draft.by, (*owner, "by"), owner)
        for issue, readings in draft.terms.items():
            path = (*owner, "terms", issue)
            yield NameUse("issue", issue, path, owner, key=True)
            for reading in readings:
                # Where reports differ the levels are keys; else the level is the value.
                below = (*path, reading.level)
                split = below in case.places
                yield NameUse("level", reading.level, below if split else path, owner, issue, split)
    for index, fact in enumerate(case.facts):
        owner = _fact_path(fact, index)
        yield NameUse("party", fact.party, (*owner, "party"), owner)
        yield from _in_content(fact.content, (*owner, fact.kind), owner)
    for evidence in (*case.evidence(), *case.loose_evidence):
        yield NameUse("source", evidence.source, evidence.path, evidence.path[:2], key=True)


def _in_levels(terms: Terms, path: Path, owner: Path) -> Iterator[NameUse]:
    for issue, levels in terms.items():
        yield NameUse("issue", issue, (*path, issue), owner, key=True)
        for index, level in enumerate(levels):
            yield NameUse("level", level, (*path, issue, index), owner, issue)


def _in_tiers(tiers: Iterable[tuple[str, ...]], path: Path) -> Iterator[tuple[str, Path]]:
    for i, tier in enumerate(tiers):
        for j, name in enumerate(tier):
            yield name, (*path, i, j)


def _in_content(content: Content, path: Path, owner: Path) -> Iterator[NameUse]:
    match content:
        case Order(rankings):
            for ranking in rankings:
                issue, below = ranking.issue, (*path, ranking.issue)
                yield NameUse("issue", issue, below, owner, key=True)
                if isinstance(ranking, Direction):
                    if ranking.level is not None:
                        yield NameUse("level", ranking.level, (*below, "peak"), owner, issue)
                else:
                    for name, at in _in_tiers(ranking.tiers, below):
                        yield NameUse("level", name, at, owner, issue)
        case Priorities(tiers):
            for name, at in _in_tiers(tiers, path):
                yield NameUse("issue", name, at, owner)
        case Stance(_, package):
            yield from _in_package(package, path, owner)
        case Preference(this, to):
            yield from _in_package(this, (*path, "this"), owner)
            yield from _in_package(to, (*path, "to"), owner)
        case RedLine(levels):
            yield from _in_levels(levels, path, owner)
        case Bonus(when):
            yield from _in_levels(when, (*path, "when"), owner)
        case WeightRange(ranges):
            for issue in ranges:
                yield NameUse("issue", issue, (*path, issue), owner, key=True)
        case ValueRange(values):
            for issue, of_levels in values.items():
                yield NameUse("issue", issue, (*path, issue), owner, key=True)
                for level in of_levels:
                    yield NameUse("level", level, (*path, issue, level), owner, issue, key=True)


def _in_package(package: Package, path: Path, owner: Path) -> Iterator[NameUse]:
    if package.draft is not None:
        yield NameUse("draft", package.draft, path, owner)
    for issue, level in package.terms.items():
        yield NameUse("issue", issue, (*path, issue), owner, key=True)
        yield NameUse("level", level, (*path, issue), owner, issue)


# --- what is declared ---------------------------------------------------------------------------


def _declared(case: Case, mention: NameUse) -> bool:
    if mention.kind == "level":
        issue = case.issues.get(mention.issue)
        return issue is not None and issue.has(mention.name)
    return mention.name in _names(case, mention.kind)


def _names(case: Case, kind: NameKind) -> tuple[str, ...]:
    match kind:
        case "party":
            return tuple(case.parties)
        case "issue":
            return tuple(case.issues)
        case "draft":
            return tuple(case.drafts)
        case _:
            return tuple(case.sources)


def _spoilt(case: Case, mention: NameUse) -> bool:
    """Whether the declaration is there but broken, or a level's issue is itself unknown."""
    if mention.kind == "level":
        return mention.issue not in case.issues
    section = _SECTIONS[mention.kind]
    if case.spoilt(section, mention.name):
        return True
    # A declaration whose own name could not be used, such as `the seller`, may be what is meant.
    unusable = [str(p[1]) for p in case.broken if p[:1] == (section,) and len(p) > 1]
    unusable = [name for name in unusable if name not in _names(case, mention.kind)]
    alike = (name for name in unusable if fold(mention.name) in fold(name))
    return any(alike) or nearest_name(mention.name, unusable) is not None


# --- what to say --------------------------------------------------------------------------------


def _finding(case: Case, same: list[NameUse], used: set[tuple[NameKind, str]]) -> Finding:
    first = same[0]
    if first.kind == "level":
        known: tuple[str, ...] = case.issues[first.issue].level_ids
        message = f"`{first.name}` is not a level of issue `{first.issue}`"
    else:
        known = _names(case, first.kind)
        message = f"`{first.name}` is not a {first.kind} of this case"
    if first.kind == "issue":
        message = f"`{first.name}` is not an issue of this case"
    # No number is the nearest one by its digits.
    near = None if _is_number(case, first) else nearest_name(first.name, known)
    helps: list[str] = []
    related: list[tuple[Place, str]] = []
    if near is not None and len(same) > 1 and (first.kind, near) not in used:
        # Many use the one name and nobody the other: the declaration is what is misspelt.
        place = case.place(_SECTIONS[first.kind], near, key=True)
        related.append((place, f"nothing uses the declared `{near}`"))
        helps.append(f"declare it as `{first.name}`")
    elif near is not None:
        helps.append(f"write `{near}`")
    elif _long(case, first):
        helps.append(_numeric_help(case, first.issue))
    elif first.kind == "source" and not known:
        helps.append("declare the document under `sources`")
    more = same[1 : 1 + SHOWN]
    related += [(case.place(*m.path, key=m.key), "also here") for m in more]
    if len(same) > 1 + SHOWN:
        message += f" (named {len(same)} times)"
    label = f"expected {listing(known)}" if known and not _long(case, first) else ""
    place = case.place(*first.path, key=first.key)
    return Finding(_CODES[first.kind], place, message, label, tuple(helps), tuple(related))


def _is_number(case: Case, mention: NameUse) -> bool:
    return mention.kind == "level" and case.issues[mention.issue].numeric


def _long(case: Case, mention: NameUse) -> bool:
    """Whether the names are too many to list: numbers are told by their range."""
    return mention.kind == "level" and len(case.issues[mention.issue].levels) > 12


def _numeric_help(case: Case, issue: str) -> str:
    ids = case.issues[issue].level_ids
    return f"the levels go from `{ids[0]}`, `{ids[1 % len(ids)]}` … to `{ids[-1]}`"


CODES = (UNKNOWN_PARTY, UNKNOWN_ISSUE, UNKNOWN_LEVEL, UNKNOWN_DRAFT, UNKNOWN_SOURCE)
