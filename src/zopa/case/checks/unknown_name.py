"""This check finds names of parties, issues, levels, drafts and sources that nothing declares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from zopa.case.agreement import AgreementCondition
from zopa.case.kinds.content import NameKind, NameUse, names_in_levels
from zopa.case.mentions import packages_of
from zopa.case.model import Case, Draft, Fact, Path, Quota, Rule
from zopa.foundation.diagnostics import Code, Finding, Place, Severity, example
from zopa.foundation.look_alikes import odd_character
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
    "A level is named by its short name under the `options` of its issue. With `levels` it is a "
    "number. A number that a draft or a fact names is a level, though off the grid; one that only "
    "a rule names must be one of those from `from` to `to` in steps of `step`.\n\n"
    + example(wrong="terms: {security: guarante}", right="terms: {security: guarantee}"),
)
UNKNOWN_DRAFT = Code(
    "unknown-draft",
    Severity.ERROR,
    "a draft that nobody declared",
    "`tables`, `accepts`, `declines`, `rejects` and `prefers` name a draft by its short name under "
    "`drafts`, "
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
    uses = [use for _, use in _uses(case)]
    used = {(use.kind, use.name) for use in uses}
    wrong: dict[tuple[NameKind, str, str], list[NameUse]] = {}
    for use in uses:
        if not _declared(case, use):
            wrong.setdefault((use.kind, use.issue, use.name), []).append(use)
    for same in islice(wrong.values(), MOST_NAMES):
        if not _spoilt(case, same[0]):
            yield _finding(case, same, used)


def sound_part(case: Case) -> Case:
    """The case without the facts, drafts, rules and agreement that use an undeclared name.

    Their paths are added to the broken ones. What is left can be worked with safely.
    """
    bad = {user for user, use in _uses(case) if use.kind != "source" and not _declared(case, use)}
    drafts = {k: d for k, d in case.drafts.items() if _draft_path(k) not in bad}
    sound = {
        id(fact)
        for index, fact in enumerate(case.ledger)
        if _fact_path(fact, index) not in bad
        and all(p.draft is None or p.draft in drafts for p in packages_of(fact))
    }
    facts, replaced = (
        tuple(fact for fact in some if id(fact) in sound) for some in (case.facts, case.replaced)
    )
    rules = tuple(r for i, r in enumerate(case.rules) if (r.path or ("rules", i)) not in bad)
    issues = {
        k: replace(issue, otherwise=None) if ("issues", k) in bad else issue
        for k, issue in case.issues.items()
    }
    parties = {
        k: replace(party, points=None, no_deal=None) if ("parties", k) in bad else party
        for k, party in case.parties.items()
    }
    return replace(
        case,
        parties=parties,
        issues=issues,
        facts=facts,
        replaced=replaced,
        drafts=drafts,
        rules=rules,
        agreement=None if _AGREEMENT in bad else case.agreement,
        broken=case.broken | frozenset(path for path in bad if path[0] != "issues"),
    )


# --- where names are used -----------------------------------------------------------------------


def _fact_path(fact: Fact, index: int) -> Path:
    return fact.path or ("facts", index)


def _draft_path(draft: str) -> Path:
    return ("drafts", draft)


_AGREEMENT: Path = ("agreement",)


def _uses(case: Case) -> Iterator[tuple[Path, NameUse]]:
    """Every use of a name, and the path of the fact, draft, rule or agreement that uses it."""
    for issue in case.issues.values():
        if issue.otherwise is not None:
            declared: Path = ("issues", issue.id)
            use = NameUse("level", issue.otherwise, (*declared, "otherwise"), issue.id)
            yield declared, use
    for condition in case.agreement.conditions if case.agreement else ():
        yield from ((_AGREEMENT, use) for use in _in_condition(condition))
    for index, rule in enumerate(case.rules):
        user = rule.path or ("rules", index)
        yield from ((user, use) for use in _in_rule(rule, user))
    for draft in case.drafts.values():
        user = _draft_path(draft.id)
        yield from ((user, use) for use in _in_draft(case, draft, user))
    for index, fact in enumerate(case.ledger):
        user = _fact_path(fact, index)
        yield user, NameUse("party", fact.party, (*user, "party"))
        yield from ((user, use) for use in fact.content.names((*user, fact.kind)))
    for table in (fact for fact in case.facts if fact.kind == "points"):
        path = (*table.path, table.kind)
        yield from ((table.path, use) for use in table.content.names(path))
    for evidence in (*case.evidence(), *case.loose_evidence):
        yield evidence.path[:2], NameUse("source", evidence.source, evidence.path, key=True)


def _in_condition(condition: AgreementCondition) -> Iterator[NameUse]:
    path, weighed = condition.path or _AGREEMENT, isinstance(condition, Quota)
    for index, party in enumerate(condition.parties):
        yield NameUse("party", party, (*path, party if weighed else index), key=weighed)


def _in_rule(rule: Rule, path: Path) -> Iterator[NameUse]:
    yield from names_in_levels(rule.when, (*path, "never" if rule.then is None else "if"))
    yield from names_in_levels(rule.then or {}, (*path, "then"))


def _in_draft(case: Case, draft: Draft, path: Path) -> Iterator[NameUse]:
    for k, author in enumerate(draft.by):
        one = (*path, "by", k)
        yield NameUse("party", author, one if one in case.places else (*path, "by"))
    for issue, readings in draft.terms.items():
        term = (*path, "terms", issue)
        yield NameUse("issue", issue, term, key=True)
        for reading in readings:
            # Where reports differ the levels are keys; else the level is the value.
            below = (*term, reading.level)
            split = below in case.places
            yield NameUse("level", reading.level, below if split else term, issue, split)


def names_used(case: Case) -> Iterator[NameUse]:
    """Every use of a name in rules, drafts, facts and evidence, in this order."""
    yield from (use for _, use in _uses(case))


# --- what is declared ---------------------------------------------------------------------------


def _declared(case: Case, use: NameUse) -> bool:
    if use.kind == "level":
        issue = case.issues.get(use.issue)
        return issue is not None and issue.has(use.name)
    return use.name in _names(case, use.kind)


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


def _spoilt(case: Case, use: NameUse) -> bool:
    """Whether a finding would only repeat another: the declaration is broken, or the issue of a
    level is itself unknown."""
    if use.kind == "level":
        return use.issue not in case.issues
    section = _SECTIONS[use.kind]
    if case.spoilt(section, use.name):
        return True
    # A declaration whose own name could not be used, such as `the seller`, may be what is meant.
    unusable = [str(p[1]) for p in case.broken if p[:1] == (section,) and len(p) > 1]
    unusable = [name for name in unusable if name not in _names(case, use.kind)]
    alike = (name for name in unusable if fold(use.name) in fold(name))
    return any(alike) or nearest_name(use.name, unusable) is not None


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
    # Numbers with similar digits are not near each other.
    near = None if _is_number(case, first) else nearest_name(first.name, known)
    helps: list[str] = []
    related: list[tuple[Place, str]] = []
    if near is not None and len(same) > 1 and (first.kind, near) not in used:
        # Many places use this name and none the declared one: so the declaration is misspelt.
        place = case.place(_SECTIONS[first.kind], near, key=True)
        related.append((place, f"nothing uses the declared `{near}`"))
        helps.append(f"declare it as `{first.name}`")
    elif near is not None:
        odd = odd_character(first.name, near)
        helps.append(
            f"write `{near}`" + (f": what stands here has another character, {odd}" if odd else "")
        )
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


def _is_number(case: Case, use: NameUse) -> bool:
    return use.kind == "level" and case.issues[use.issue].numeric


def _long(case: Case, use: NameUse) -> bool:
    """Whether there are too many names to list; the help then gives the range of the numbers."""
    return use.kind == "level" and len(case.issues[use.issue].levels) > 12


def _numeric_help(case: Case, issue: str) -> str:
    ids = case.issues[issue].level_ids
    return f"the levels go from `{ids[0]}`, `{ids[1 % len(ids)]}` … to `{ids[-1]}`"


CODES = (UNKNOWN_PARTY, UNKNOWN_ISSUE, UNKNOWN_LEVEL, UNKNOWN_DRAFT, UNKNOWN_SOURCE)
