"""Offers as a person names them: a table of them, a draft of the case, or terms written out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.desk.errors import FindingsError, WrongCallError

if TYPE_CHECKING:
    from zopa.analyses.package_scores import PackageToScore
    from zopa.case.model import Case
    from zopa.foundation.diagnostics import Findings

Wanted = str | os.PathLike[str] | Mapping[str, str]
"""A file with a table, the id or title of a draft, terms such as `share=20; security=support`, or
terms as a mapping."""

NAMED = 3
"""Terms by which an offer without a name is called."""


def packages_wanted(
    case: Case, offers: Wanted | Sequence[Wanted] | None
) -> tuple[tuple[PackageToScore, ...], tuple[Findings, ...]]:
    """The packages that are named, and what was found in tables; none where nothing is named.

    Raises WrongCallError for what names neither a file, a draft nor terms of the case, and
    FindingsError where a table has errors.
    """
    from zopa.analyses.package_scores import PackageToScore

    if offers is None:
        return (), ()
    single = isinstance(offers, str | os.PathLike | Mapping)
    every: Iterable[Wanted] = [offers] if single else offers  # type: ignore[assignment, list-item]
    packages: list[PackageToScore] = []
    findings: list[Findings] = []
    for offer in every:
        if isinstance(offer, Mapping):
            terms = terms_meant(case, offer.items())
            packages.append(PackageToScore(name=_called(terms), terms=terms))
        elif isinstance(offer, os.PathLike) or _is_table(case, offer):
            told, found = _table(case, Path(offer))
            packages += told
            findings.append(found)
        else:
            packages.append(package_named(case, offer))
    return tuple(packages), tuple(findings)


def package_named(case: Case, words: str) -> PackageToScore:
    """The draft or the terms that a person names in words; raises WrongCallError for others."""
    from zopa.analyses.package_scores import PackageToScore
    from zopa.foundation.names import listing

    draft = draft_wanted(case, words)
    if draft is not None:
        if case.drafts[draft].unknown:
            raise WrongCallError(f"nobody knows any term of the draft `{draft}`")
        return PackageToScore(name=case.drafts[draft].title or draft, draft=draft)
    if "=" not in words:
        raise WrongCallError(
            f"`{words}` is neither a file nor a draft; the case has {listing(case.drafts)}, and "
            "terms are written `issue=level; issue=level`"
        )
    terms = terms_meant(case, _pairs(words))
    return PackageToScore(name=_called(terms), terms=terms)


def draft_wanted(case: Case, words: str) -> str | None:
    """The draft that a person names, None where the case has none such; raises WrongCallError where
    drafts share the title."""
    from zopa.case.meant import drafts_meant

    meant = drafts_meant(case, words)
    if len(meant) > 1:
        raise WrongCallError(_shared(words, "title", "drafts", meant))
    return meant[0] if meant else None


def _shared(words: str, what: str, of: str, meant: Sequence[str]) -> str:
    from zopa.foundation.names import listing

    both = listing(meant).replace(" or ", " and ")
    return f"`{words}` is the {what} of the {of} {both}; write the short name of one"


def _pairs(words: str) -> list[tuple[str, str]]:
    """What is written `issue=level; issue=level`, commas instead of semicolons included."""
    separator = ";" if ";" in words else ","
    pairs = []
    for part in filter(None, map(str.strip, words.split(separator))):
        issue, equals, level = part.partition("=")
        if not equals:
            raise WrongCallError(f"`{part}` is no term; write `issue=level; issue=level`")
        pairs.append((issue.strip(), level.strip()))
    return pairs


def terms_meant(case: Case, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Terms by the ids of issues and levels; raises WrongCallError for what the case has not."""
    from zopa.case.meant import levels_meant
    from zopa.foundation.names import listing

    terms: dict[str, str] = {}
    for issue_words, level_words in pairs:
        issue = issue_wanted(case, issue_words)
        meant = levels_meant(case.issues[issue], str(level_words))
        if len(meant) > 1:
            raise WrongCallError(_shared(str(level_words), "text", f"levels of `{issue}`:", meant))
        if not meant:
            known = listing(case.issues[issue].level_ids)
            message = f"`{level_words}` is not a level of `{issue}`; there are {known}"
            raise WrongCallError(message)
        level = meant[0]
        if terms.setdefault(issue, level) != level:
            raise WrongCallError(f"`{issue}` is settled twice")
    return terms


def issue_wanted(case: Case, words: str) -> str:
    """The issue that a person names; raises WrongCallError where the case has none such."""
    from zopa.case.meant import issue_meant
    from zopa.foundation.names import listing

    issue = issue_meant(case, words)
    if issue is None:
        raise WrongCallError(f"`{words}` is not an issue; there are {listing(case.issues)}")
    return issue


def _called(terms: Mapping[str, str]) -> str:
    told = [f"{issue} {level}" for issue, level in terms.items()]
    if len(told) > NAMED + 1:
        told = [*told[:NAMED], f"and {len(told) - NAMED} more terms"]
    return ", ".join(told) or "nothing settled"


def _is_table(case: Case, words: str) -> bool:
    """Whether words name a file: no draft is called so, and a file is there or the ending says
    that it should be."""
    from zopa.case.meant import drafts_meant
    from zopa.exchange.table_files import TABLES

    if drafts_meant(case, words):
        return False
    ending = Path(words).suffix.lower()
    return ending in TABLES or ("=" not in words and Path(words).is_file())


def _table(case: Case, path: Path) -> tuple[list[PackageToScore], Findings]:
    from zopa.analyses.package_scores import PackageToScore
    from zopa.exchange.notes import ExchangeNotes
    from zopa.exchange.read_offers import offers_of_sheet
    from zopa.exchange.table_files import sheets_of
    from zopa.foundation.diagnostics import Findings

    if not path.exists():
        raise WrongCallError(f"there is no file `{path}`")
    notes, texts = ExchangeNotes(), dict[str, str]()
    sheets = sheets_of([path], notes, texts)
    offers = [offer for sheet in sheets or () for offer in offers_of_sheet(case, sheet, notes)]
    found = Findings.of(notes.findings, texts)
    if notes.errors:
        raise FindingsError(f"{path}: {found.summary()}; nothing was scored", [found])
    packages = [
        PackageToScore(name=offer.name, terms=dict(offer.terms), no_deal=not offer.terms)
        for offer in offers
    ]
    return packages, found
