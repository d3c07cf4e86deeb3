"""A form for a fact: what a person has filled in as an entry, and an entry as a filled form.

The form goes in two steps: first the party and what is told of it, then what that needs. The desk
writes the entry and checks it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.datastructures import FormData, UploadFile

from zopa.desk.errors import WrongCallError
from zopa.foundation.likelihood import LIKELIHOODS
from zopa.workbench.fact_subjects import LIMITS, STANCES, subject_of, subject_told
from zopa.workbench.form_values import chosen, filled, in_one_line, ranks, tiers
from zopa.workbench.ground_form import ground, ground_values, quotes_given
from zopa.workbench.package_form import (
    level_set_values,
    level_sets,
    package,
    package_values,
)

if TYPE_CHECKING:
    from zopa.desk.reviewing import LedgerReview

RESERVATIONS = {"badly": "badly", "so-so": "so-so", "well": "well"}
CONFIDENCES = tuple((each.word, str(each)) for each in reversed(LIKELIHOODS))


def fact_entry(review: LedgerReview, form: FormData) -> dict[str, Any]:
    """The entry that a filled form comes to; raises `WrongCallError` where something is missing."""
    kind, name = subject_told(review, filled(form, "about"))
    party = filled(form, "party")
    if party not in review.case.parties:
        raise WrongCallError("choose the party that the fact is about")
    entry: dict[str, Any] = {"party": party, **_content(review, kind, name, form)}
    if day := filled(form, "on"):
        entry["on"] = day
    if confidence := filled(form, "confidence"):
        entry["confidence"] = confidence
    if replaces := filled(form, "replaces"):
        entry["replaces"] = replaces
    if group := filled(form, "group"):
        entry["group"] = group
    entry |= ground(review, form)
    if against := quotes_given(review, form, "against_"):
        entry["against"] = against
    return entry


def fact_values(review: LedgerReview, entry: dict[str, Any]) -> FormData:
    """The form filled in with a fact that is there.

    Raises `WrongCallError` where the fact says more than the form has room for.
    """
    about = subject_of(review, entry)
    values: list[tuple[str, str | UploadFile]] = [("party", entry["party"]), ("about", about)]
    values += [
        (key, str(entry[key])) for key in ("on", "confidence", "replaces", "group") if key in entry
    ]
    try:
        values += _content_values(about, entry)
        form = FormData([*values, *ground_values(entry)])
        same = _plain(fact_entry(review, form)) == _plain(entry)
    except (WrongCallError, LookupError, TypeError, ValueError, AttributeError):
        same = False
    if not same:
        raise WrongCallError("this fact is written as the form cannot show it; correct its text")
    return form


def _content(review: LedgerReview, kind: str, name: str, form: FormData) -> dict[str, Any]:
    issues = review.case.issues
    if kind in STANCES:
        told = {kind: name or package(review, form, "this", no_deal=False)}
        over = [issue for issue in chosen(form, "over") if issue in issues]
        return {**told, "over": over} if kind == "declines" and over else told
    match kind:
        case "reservation":
            how = filled(form, "how") or filled(form, "percent")
            if not how:
                raise WrongCallError("choose how the party would do without a deal")
            return {kind: how}
        case "prefers":
            pair = {"this": package(review, form, "this"), "to": package(review, form, "to")}
            return {kind: pair}
        case "about_equal":
            return {kind: [package(review, form, "this"), package(review, form, "to")]}
        case "red_if":
            when, then = level_sets(review, form, "when"), level_sets(review, form, "then")
            if not when or not then:
                raise WrongCallError("tick levels for both: if what, and then what")
            return {"red_line": {"if": when, "then": then}}
        case "bonus":
            when, adds = level_sets(review, form, "when"), filled(form, "percent")
            if not when or not adds:
                raise WrongCallError("tick the levels, and say how many percent they add")
            return {kind: {"when": when, "adds": adds}}
        case "priorities" if not name:
            found = tiers({issue: filled(form, f"rank_{issue}") for issue in issues})
            if len(found) < 2:
                raise WrongCallError("rank at least two of the issues, 1 for what matters most")
            return {kind: found}
        case "priorities":
            rest = [other for other in issues if other != name]
            return {kind: [name, rest if len(rest) > 1 else rest[0]]}
    return _of_issue(review, kind, name, form)


def _of_issue(review: LedgerReview, kind: str, name: str, form: FormData) -> dict[str, Any]:
    issue = review.case.issues[name]
    if kind == "weight":
        if not (percent := filled(form, "percent")):
            raise WrongCallError("say how many percent the issue counts, such as 30..50")
        return {kind: {name: percent}}
    if kind == "value":
        worth = {level: filled(form, f"percent_{level}") for level in issue.level_ids}
        if not any(worth.values()):
            raise WrongCallError("say what at least one level is worth, such as 20..40")
        return {kind: {name: {level: given for level, given in worth.items() if given}}}
    if issue.numeric:
        return _of_number(kind, name, issue.level_ids, form)
    if kind == "red_line":
        levels = [level for level in chosen(form, "levels") if issue.has(level)]
        if not levels:
            raise WrongCallError("choose what the party rules out")
        return {kind: {name: levels}}
    found = tiers({level: filled(form, f"rank_{level}") for level in issue.level_ids})
    if len(found) < 2:
        raise WrongCallError("rank at least two of the levels, 1 for the best")
    return {kind: {name: found}}


def _of_number(kind: str, name: str, levels: tuple[str, ...], form: FormData) -> dict[str, Any]:
    number = filled(form, "number")
    if kind == "order":
        wish = filled(form, "wish")
        if wish == "peak" and number in levels:
            return {kind: {name: {"peak": number}}}
        if wish not in ("more", "less"):
            raise WrongCallError("choose whether the party wants more or less")
        return {kind: {name: wish}}
    limit = filled(form, "limit")
    if limit not in LIMITS or number not in levels:
        raise WrongCallError("choose the limit, and whether it is the least or the most")
    return {limit: {name: number}}


def _content_values(about: str, entry: dict[str, Any]) -> list[tuple[str, str]]:
    """The fields for what a fact says."""
    kind, _, name = about.partition(":")
    if kind in STANCES:
        over = entry.get("over", [])
        told = [("over", issue) for issue in ([over] if isinstance(over, str) else over)]
        return told if name else [*told, *package_values(entry[kind], "this")]
    match kind:
        case "reservation":
            how = entry[kind]
            return [("how" if how in RESERVATIONS else "percent", how)]
        case "prefers":
            this, to = entry[kind]["this"], entry[kind]["to"]
            return [*package_values(this, "this"), *package_values(to, "to")]
        case "about_equal":
            return [*package_values(entry[kind][0], "this"), *package_values(entry[kind][1], "to")]
        case "red_if":
            line = entry["red_line"]
            return [*level_set_values(line["if"], "when"), *level_set_values(line["then"], "then")]
        case "bonus":
            bonus = entry[kind]
            return [*level_set_values(bonus["when"], "when"), ("percent", bonus["adds"])]
        case "priorities":
            return [(f"rank_{issue}", rank) for issue, rank in ranks(entry[kind]).items()]
    for limit in LIMITS:
        if limit in entry:
            return [("limit", limit), ("number", entry[limit][name])]
    told_of = entry[kind][name]
    if kind == "weight":
        return [("percent", told_of)]
    if kind == "value":
        return [(f"percent_{level}", worth) for level, worth in told_of.items()]
    if isinstance(told_of, str):
        return [("wish", told_of), ("levels", told_of)]
    if isinstance(told_of, dict):
        return [("wish", "peak"), ("number", told_of["peak"])]
    if kind == "red_line":
        return [("levels", level) for level in told_of]
    return [(f"rank_{level}", rank) for level, rank in ranks(told_of).items()]


def _plain(value: Any) -> Any:
    """A value in which a name and a list of one name are the same, and so are quotes however they
    are written."""
    if isinstance(value, dict):
        return {
            key: _plain([{s: w} for s, w in inner.items()])
            if key in ("evidence", "against") and isinstance(inner, dict)
            else _plain(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        items = [sorted(item) if _is_tier(item) else item for item in value]
        return _plain(items[0]) if len(items) == 1 else [_plain(item) for item in items]
    return in_one_line(str(value))


def _is_tier(item: Any) -> bool:
    """Whether something in a list is an inner list of names, whose order says nothing."""
    return isinstance(item, list) and all(isinstance(name, str) for name in item)
