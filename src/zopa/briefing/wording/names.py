"""The names of parties, issues, levels, drafts and packages in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from zopa.briefing.numbers import word
from zopa.briefing.phrasing import Prose, Said, joined, listed, prose
from zopa.case.issues import NoDeal
from zopa.case.numeric_levels import runs_of_levels

RANGE = 3
"""From so many neighbours on, levels of a number are told as a range."""

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zopa.briefing.results import BriefResults
    from zopa.case.model import Case, Package

_HEADS = (
    "bahamas|comoros|coalition|council|democratic|dominican|eu|european|federal|gambia|government|"
    "holy|islamic|kingdom|league|maldives|ministry|netherlands|people['’]s|philippines|republic|"
    "seychelles|sublime|uae|uk|un|union|united|us|usa|ussr|vatican"
)
_ENDS = (
    "agency|alliance|authority|bank|board|club|coalition|commission|committee|company|congress|"
    "council|emirates|federation|front|government|group|islands|kingdom|league|ministry|movement|"
    "nations|negotiators|party|republic|residents|side|states|team|union|unions|workers"
)
_ARTICLE = re.compile(rf"(?:the\s+)?(?:(?:{_HEADS})\b.*|.*\b(?:{_ENDS}))", re.IGNORECASE)


def party_name(case: Case, party: str) -> Prose:
    """Name a party within a sentence, with the article that its name takes.

    >>> from zopa.briefing.phrasing import plain
    >>> from zopa.case.model import Case, Party
    >>> case = Case("", {}, {"us": Party("us", "United States"), "ua": Party("ua", "Ukraine")})
    >>> plain(party_name(case, "us")), plain(party_name(case, "ua"))
    ('the United States', 'Ukraine')
    """
    name = case.parties[party].name
    if name.casefold().startswith("the "):
        return ("the ", Said(name[4:]))
    article = "the " if _ARTICLE.fullmatch(name) else ""
    return prose(article, Said(name))


def possessive(case: Case, party: str) -> Prose:
    """Name a party within a sentence in the possessive.

    >>> from zopa.briefing.phrasing import plain
    >>> from zopa.case.model import Case, Party
    >>> case = Case("", {}, {"us": Party("us", "United States"), "ua": Party("ua", "Ukraine")})
    >>> plain(possessive(case, "us")), plain(possessive(case, "ua"))
    ('the United States’', 'Ukraine’s')
    """
    name = party_name(case, party)
    return prose(name, "’" if case.parties[party].name.endswith("s") else "’s")


def party_names(case: Case, parties: Iterable[str], word: str = "and") -> Prose:
    """Name several parties within a sentence."""
    return listed([party_name(case, p) for p in parties], word)


def every_side(case: Case) -> str:
    """Speak of all who must agree, or of enough of them, in a few words; their names must be given
    somewhere near."""
    if not case.takes_all:
        return "enough sides"
    return {1: "the one side that must agree", 2: "both sides"}.get(
        len(case.signatories), "all sides"
    )


def issue_title(case: Case, issue: str) -> Prose:
    """Name an issue within a sentence."""
    return (Said(case.issues[issue].title, "title"),)


def level_text(case: Case, issue: str, level: str) -> Prose:
    """Name a level within a sentence."""
    return (Said(case.issues[issue].describe(level), "level"),)


def level_plain(case: Case, issue: str, level: str) -> Prose:
    """Name a level where it stands alone, as in a table."""
    return (Said(case.issues[issue].describe(level)),)


def level_list(case: Case, issue: str, levels: Iterable[str], word: str = "or") -> Prose:
    """Name several levels of one issue within a sentence, neighbours on a number as a range."""
    runs = runs_of_levels(case.issues[issue], tuple(levels))
    return listed(_told_runs(case, issue, runs, "level"), word)


def level_runs(case: Case, issue: str, levels: Iterable[str]) -> list[Prose]:
    """Name several levels of one issue where they stand alone, as in a table."""
    return _told_runs(case, issue, runs_of_levels(case.issues[issue], tuple(levels)), "name")


def _told_runs(
    case: Case, issue: str, runs: Iterable[list[str]], style: Literal["level", "name"]
) -> list[Prose]:
    told: list[Prose] = []
    for run in runs:
        names: list[Prose] = [(Said(case.issues[issue].describe(level), style),) for level in run]
        told += names if len(run) < RANGE else [prose(names[0], " to ", names[-1])]
    return told


def draft_title(case: Case, draft: str) -> Prose:
    """Name a draft within a sentence."""
    return (Said(case.drafts[draft].title or draft, "title"),)


def authors_named(case: Case, draft: str) -> Prose:
    """Name those whose draft it is."""
    return listed([party_name(case, author) for author in case.drafts[draft].by])


def draft_by(case: Case, draft: str) -> Prose:
    """Say whose draft it is, for brackets after its title; nothing where nobody is named."""
    entry = case.drafts[draft]
    who = prose("by ", authors_named(case, draft)) if entry.by else ()
    return joined([part for part in (who, ("assumed",) if entry.assumed else ()) if part], ", ")


def terms_list(case: Case, terms: Mapping[str, Iterable[str]]) -> Prose:
    """List terms within a sentence: each issue and what it is settled at."""
    return listed([_term(case, issue, levels) for issue, levels in terms.items()], comma=";")


def short_terms(case: Case, terms: Mapping[str, str], most: int) -> Prose:
    """List terms within a sentence, of many the first few and how many more there are.

    >>> from zopa.briefing.phrasing import plain
    >>> from zopa.case.model import Case, Issue, Level
    >>> issues = {k: Issue(k, k.upper(), (Level("y", "yes"),)) for k in "pqrs"}
    >>> plain(short_terms(Case("", issues, {}), dict.fromkeys("pqrs", "y"), 2))
    '“P”: ‘yes’; “Q”: ‘yes’; and two more terms'
    """
    if len(terms) <= most + 1:
        return terms_list(case, {issue: (level,) for issue, level in terms.items()})
    first_terms = [_term(case, issue, (level,)) for issue, level in list(terms.items())[:most]]
    return listed([*first_terms, prose(Said(word(len(terms) - most)), " more terms")], comma=";")


def _term(case: Case, issue: str, levels: Iterable[str]) -> Prose:
    return prose(issue_title(case, issue), ": ", level_list(case, issue, levels))


def package_name(case: Case, package: Package) -> Prose:
    """Name a draft by its title, or a package by its terms."""
    if package.draft is not None:
        return draft_title(case, package.draft)
    return prose("a deal with ", terms_list(case, case.levels_of(package)))


def alternative_name(case: Case, alternative: Package | NoDeal) -> Prose:
    """Name a package as `package_name` does, or having no deal."""
    if isinstance(alternative, NoDeal):
        return ("having no deal",)
    return package_name(case, alternative)


def settled(f: BriefResults, terms: Mapping[str, str], issues: Iterable[str]) -> Prose:
    """Say within a sentence what some issues of an outcome are settled at."""
    return terms_list(f.case, {issue: (terms[issue],) for issue in issues})
