"""An issue in a form: its levels row by row, and what a filled form comes to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.datastructures import FormData, UploadFile

from zopa.desk.correcting import correct_entry
from zopa.desk.editing import add_entry
from zopa.desk.errors import WrongCallError
from zopa.desk.issue_edits import join_issues, split_issue
from zopa.desk.level_edits import WantedLevel, change_levels
from zopa.desk.open_ledger import EditedLedger
from zopa.desk.renaming import name_for
from zopa.workbench.form_values import chosen, filled, in_one_line

if TYPE_CHECKING:
    from zopa.desk.reviewing import LedgerReview

NEW_ROWS = 1
"""Empty rows for levels that are new."""
Row = tuple[str, str, str, str]
"""A level in a form: the short name that it has, the one that it is to have, its text, and the
level that it is to be joined with."""


def issue_values(issue: Any) -> FormData:
    """The form filled in with an issue that is there."""
    values: list[tuple[str, str | UploadFile]] = [
        ("which", issue.id), ("short_name", issue.id), ("title", issue.title),
        ("unit", issue.unit), ("otherwise", issue.otherwise or ""),
        ("kind", "number" if issue.numeric else "words"),
    ]  # fmt: skip
    if not issue.numeric:
        for level in issue.levels:
            values += [("was", level.id), ("name", level.id), ("text", level.text), ("join", "")]
    return FormData(values)


def rows_of(form: FormData) -> list[Row]:
    """The rows for levels as they are filled in, and empty ones below."""
    named = (chosen(form, key) for key in ("was", "name", "text", "join"))
    rows = [row for row in zip(*named, strict=False) if any(row)]
    return [*rows, *[("", "", "", "")] * NEW_ROWS]


def moved(form: FormData, wish: str) -> FormData:
    """A form in which one row has changed its place with the one above it or below it."""
    way, _, at = wish.partition(":")
    rows = [row for row in rows_of(form) if any(row)]
    here = int(at) if at.isdecimal() else -1
    there = here + (-1 if way == "up" else 1)
    if 0 <= here < len(rows) and 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    rest = [(key, v) for key, v in form.multi_items() if key not in ("was", "name", "text", "join")]
    keys = ("was", "name", "text", "join")
    return FormData([*rest, *(pair for row in rows for pair in zip(keys, row, strict=True))])


def changed_issue(
    folder: Path, review: LedgerReview, form: FormData, version: str, which: str
) -> EditedLedger:
    """Change an issue as a filled form says."""
    issue = review.case.issues[which]
    title = in_one_line(filled(form, "title"))
    if not title:
        raise WrongCallError("say what is to be settled")
    short = filled(form, "short_name")
    if issue.numeric:
        entry = _numbers(form, title)
        return correct_entry(folder, "issues", which, entry, short_name=short, version=version)
    rows = [row for row in rows_of(form) if row[0] or row[2]]
    taken = [name for _, name, _, _ in rows if name]
    levels = [
        WantedLevel(name or name_for(text, "level", taken), text, was)
        for was, name, text, join in rows
        if not join
    ]
    joined = {was: join for was, _, _, join in rows if join}
    return change_levels(
        folder, which, levels, joined=joined, title=title, short_name=short, version=version
    )


def joined_issue(folder: Path, form: FormData, version: str, which: str) -> EditedLedger:
    """Join an issue with another as a filled form says."""
    other = filled(form, "other")
    levels = {
        key.removeprefix("level_"): value.strip()
        for key, value in form.multi_items()
        if key.startswith("level_") and isinstance(value, str) and value.strip()
    }
    return join_issues(folder, other, which, levels, version=version)


def parted_issue(
    folder: Path, review: LedgerReview, form: FormData, version: str, which: str
) -> EditedLedger:
    """Split an issue as a filled form says."""
    title = in_one_line(filled(form, "title"))
    short = filled(form, "short_name") or name_for(title, "issue", review.case.issues)
    where = {level: filled(form, f"goes_{level}") for level in review.case.issues[which].level_ids}
    return split_issue(
        folder, which, short, title,
        [level for level, goes in where.items() if goes == "over"],
        both=[level for level, goes in where.items() if goes == "both"],
        over=chosen(form, "over"), version=version,
    )  # fmt: skip


def new_issue(folder: Path, review: LedgerReview, form: FormData, version: str) -> EditedLedger:
    """Add an issue as a filled form says."""
    title = in_one_line(filled(form, "title"))
    if not title:
        raise WrongCallError("say what is to be settled")
    short = filled(form, "short_name") or name_for(title, "issue", review.case.issues)
    if filled(form, "kind") == "number":
        return add_entry(folder, "issues", _numbers(form, title), name=short, version=version)
    options: dict[str, str] = {}
    for _, name, text, _ in rows_of(form):
        if text:
            options[name or name_for(text, "level", options)] = text
    for line in map(in_one_line, filled(form, "levels").splitlines()):
        if line:
            options[name_for(line, "level", options)] = line
    entry = {"title": title, "options": options}
    return add_entry(folder, "issues", entry, name=short, version=version)


def _numbers(form: FormData, title: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"title": title}
    if unit := in_one_line(filled(form, "unit")):
        entry["unit"] = unit
    listed = [each.strip() for each in filled(form, "numbers").split(",") if each.strip()]
    if listed:
        entry["levels"] = listed
    else:
        steps = {key: filled(form, key) for key in ("from", "to", "step")}
        if not all(steps.values()):
            raise WrongCallError("give the smallest level, the largest, and the step")
        entry["levels"] = steps
    if otherwise := filled(form, "otherwise"):
        entry["otherwise"] = otherwise
    return entry
