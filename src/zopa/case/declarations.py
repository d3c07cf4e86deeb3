"""This module reads the sources, parties and issues that a ledger declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from pathlib import PurePosixPath, PureWindowsPath
from posixpath import normpath

from zopa.case.codes.shape import MISSING_KEY
from zopa.case.codes.text import TOO_LARGE
from zopa.case.codes.words import (
    BAD_RANGE,
    SOURCE_ENCODING,
    SOURCE_MISSING,
    SOURCE_OUTSIDE,
    SOURCE_OWN_WORK,
    UNKNOWN_WORD,
)
from zopa.case.discounts import read_discount
from zopa.case.kinds.point_table import read_points
from zopa.case.model import Issue, Level, Party, Person, Source
from zopa.case.named_numbers import NamedNumbers
from zopa.case.numeric_levels import read_numeric_levels
from zopa.case.parts import Part, clip
from zopa.case.read_terms import level_id
from zopa.case.scalars import plain_number, read_date, read_number
from zopa.foundation.authorship import own_work
from zopa.foundation.diagnostics import Place
from zopa.foundation.files import FileTrouble, decode, is_same_file, read_text
from zopa.foundation.names import nearest_name

MOST_SOURCES = 500
MOST_PARTIES = 50
MOST_PEOPLE = 200
MOST_ISSUES = 200
MOST_OPTIONS = 1001
SOURCE_BYTES = 10 * 1024 * 1024
"""The largest source that is read."""
ALL_SOURCES_BYTES = 100 * 1024 * 1024


class SourceFolder:
    """The case folder from which sources are read. `texts` keeps what was read, by path.

    `own` are the files of the folder, by their paths in it, that are zopa's and so can be no
    sources, and in which words those are told. `coming` are files that are not there yet.
    """

    def __init__(
        self,
        folder: FilePath,
        own: Mapping[str, str],
        coming: Mapping[str, bytes] | None = None,
    ) -> None:
        self.folder = folder
        self._own = own
        self._coming = coming or {}
        self.texts: dict[str, str] = {}
        self._missing: list[tuple[Part, str]] = []
        self._left = ALL_SOURCES_BYTES

    def read(self, part: Part) -> tuple[str, str | None]:
        """The path of a source and its text, None with a finding if it cannot be read; that a
        file is missing is told by `tell_missing`."""
        name = part.text()
        if name is None:
            return "", None
        outside = _outside(name, self.folder)
        if outside:
            part.fail(
                SOURCE_OUTSIDE,
                f"`{clip(name, 60)}` {outside}",
                help="copy the document into the case folder and give its path from there",
            )
            return name, None
        own = self._own_file(name)
        if own:
            return self._refused(part, name, own)
        limit = min(SOURCE_BYTES, self._left)
        if name in self._coming:
            text = decode(self._coming[name])
        else:
            text = read_text(self.folder / name, limit, inside=self.folder)
        if isinstance(text, FileTrouble):
            self._trouble(part, name, text)
            return name, None
        if "\0" in text:
            part.fail(
                SOURCE_ENCODING,
                f"`{clip(name, 60)}` is no text: it holds the character U+0000",
                help="save the document as plain text",
            )
            return name, None
        work = own_work(text)
        if work is not None:
            return self._refused(part, name, work)
        self._left -= len(text)
        self.texts[name] = text
        return name, text

    def _own_file(self, name: str) -> str:
        """What a path is called if it leads to a file of zopa's own; empty if it does not."""
        for own, words in self._own.items():
            if is_same_file(self.folder / name, self.folder / own):
                return words
        return ""

    def _refused(self, part: Part, name: str, own: str) -> tuple[str, None]:
        part.fail(
            SOURCE_OWN_WORK,
            f"`{clip(name, 60)}` is {own}, not a report",
            help="give the report in which the words stood first",
        )
        return name, None

    def _trouble(self, part: Part, name: str, trouble: FileTrouble) -> None:
        shown = f"`{clip(name, 60)}`"
        if trouble.kind == "encoding":
            self.texts[name] = trouble.text
            wrong = Place(name, trouble.line, trouble.column)
            part.fail(
                SOURCE_ENCODING,
                f"{shown} {trouble.words}",
                help=trouble.help,
                related=((wrong, "here"),) if trouble.text else (),
            )
        elif trouble.kind == "large":
            part.fail(TOO_LARGE, f"{shown} {trouble.words}", help="keep the part that is quoted")
        elif trouble.kind == "missing":
            self._missing.append((part, name))
        else:
            part.fail(SOURCE_MISSING, f"{shown} {trouble.words}", help=trouble.help)

    def tell_missing(self, sources: Iterable[Source]) -> None:
        """A finding for each missing file; one that is near is offered if no source has it yet."""
        taken = {normpath(source.file) for source in sources}
        free = [name for name in _files_in(self.folder) if name not in taken]
        for part, name in self._missing:
            near = nearest_name(name, free)
            part.fail(
                SOURCE_MISSING,
                f"`{clip(name, 60)}` is not in the case folder",
                help=f"write `{near}`" if near else "give the path from the case folder",
            )
        self._missing.clear()


def _outside(name: str, folder: FilePath) -> str:
    """Why a path may not be read, to go behind the path in a message; empty if it may."""
    if "\0" in name:
        return "holds the character U+0000"
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive or name.startswith("\\"):
        return "is not a path from the case folder"
    try:
        resolved = (folder / name).resolve()
    except (OSError, RuntimeError, ValueError):
        return "cannot be followed (a link in a circle, or a path too long)"
    if resolved.is_relative_to(folder.resolve()):
        return ""
    return "leads out of the case folder"


def _files_in(folder: FilePath, most: int = 500) -> list[str]:
    """The paths of files in the folder and one level below, so that a near one can be offered."""
    names: list[str] = []
    for pattern in ("*", "*/*"):
        for file in folder.glob(pattern):
            if len(names) >= most:
                return names
            names.append(file.relative_to(folder).as_posix())
    return names


# --- sources ----------------------------------------------------------------------------------


def read_sources(part: Part, folder: SourceFolder) -> dict[str, Source]:
    """The declared sources by id, each with its text."""
    sources: dict[str, Source] = {}
    for source_id, entry in part.named("source", most=MOST_SOURCES):
        fields = entry.fields(
            ["file"],
            ["title", "publisher", "published", "reliability"],
            help=f"write `{source_id}: {{file: sources/…}}`",
        )
        if fields is None:
            continue
        file, text = folder.read(fields["file"]) if "file" in fields else ("", None)
        sources[source_id] = Source(
            source_id,
            file,
            title=_optional(fields, "title") or source_id,
            publisher=_optional(fields, "publisher"),
            published=read_date(fields["published"]) if "published" in fields else None,
            reliability=_reliability(fields["reliability"]) if "reliability" in fields else "",
            text=text,
        )
    folder.tell_missing(sources.values())
    return sources


def _optional(fields: dict[str, Part], key: str) -> str:
    return (fields[key].text() or "") if key in fields else ""


RELIABILITY = ("A", "B", "C", "D", "E", "F")


def _reliability(part: Part) -> str:
    text = part.text()
    if text is None or text in RELIABILITY:
        return text or ""
    letter = text[:1].upper()
    part.fail(
        UNKNOWN_WORD,
        f"`{clip(text)}` is not a reliability",
        label="expected a letter from `A` (reliable) to `E`, or `F` (unknown)",
        help=f"write `{letter}`" if letter in RELIABILITY and len(text) <= 2 else (),
    )
    return ""


# --- parties ----------------------------------------------------------------------------------


def read_parties(part: Part, issues: Mapping[str, Issue]) -> dict[str, Party]:
    """The declared parties by id. A party with a broken part is kept."""
    parties: dict[str, Party] = {}
    for party_id, entry in part.named("party", most=MOST_PARTIES):
        fields = entry.fields(
            ["name"],
            ["also", "people", "role", "scale", "discount", "points", "no_deal"],
            help=f"write `{party_id}: {{name: …}}`",
        )
        if fields is None:
            continue
        name = fields["name"].text() if "name" in fields else None
        role = (
            fields["role"].word(("signatory", "observer"), "a role") if "role" in fields else None
        )
        _one_scale(entry, fields)
        no_deal = read_number(fields["no_deal"]) if "no_deal" in fields else None
        parties[party_id] = Party(
            party_id,
            name or party_id,
            also=fields["also"].texts() if "also" in fields else (),
            people=_people(fields["people"]) if "people" in fields else (),
            role="observer" if role == "observer" else "signatory",
            scale=_scale(fields["scale"]) if "scale" in fields else None,
            discount=read_discount(fields["discount"]) if "discount" in fields else None,
            points=read_points(fields["points"], issues) if "points" in fields else None,
            no_deal=None if no_deal is None else float(no_deal),
        )
    return parties


def _one_scale(entry: Part, fields: dict[str, Part]) -> None:
    """Findings about what says twice, or not at all, what a party's points are."""
    why = "delete `scale`: the points say themselves what the worst and the best are"
    entry.has_both(fields, "points", "scale", help=why)
    if (
        "no_deal" in fields
        and "points" not in fields
        and not entry.notes.is_broken((*entry.path, "points"))
    ):
        entry.fail(
            MISSING_KEY,
            f"{entry.words} has a `no_deal` score and no `points`",
            at=fields["no_deal"].key_place,
            help=(
                "add `points: {issue: {level: 12}}`",
                "or write a fact with `reservation`, in percent of the best deal",
            ),
        )


def _scale(part: Part) -> tuple[float, float] | None:
    """The ends of a party's scale: what 0 and 100 percent are in its own points."""
    how = "write `{worst: 0, best: 1}`"
    if part.pairs(help=how) is None:
        return None
    fields = part.fields(["worst", "best"], [], help=how) or {}
    numbers = {key: read_number(entry) for key, entry in fields.items()}
    worst, best = numbers.get("worst"), numbers.get("best")
    if part.broken or worst is None or best is None:
        return None
    if worst >= best:
        fields["best"].fail(
            BAD_RANGE,
            f"the best, {plain_number(best)}, is not above the worst, {plain_number(worst)}",
            help="let `worst` be the smaller number",
        )
        return None
    return float(worst), float(best)


def _people(part: Part) -> tuple[Person, ...]:
    people: list[Person] = []
    for item in part.items(help="write `- {name: …}` for each", most=MOST_PEOPLE) or ():
        fields = item.called("this person").fields(["name"], ["also"], help="write `- {name: …}`")
        name = fields["name"].text() if fields and "name" in fields else None
        if fields and name:
            people.append(Person(name, fields["also"].texts() if "also" in fields else ()))
    return tuple(people)


# --- issues -----------------------------------------------------------------------------------


def read_issues(part: Part) -> dict[str, Issue]:
    """The declared issues by id, without those of which anything is broken."""
    issues: dict[str, Issue] = {}
    for issue_id, entry in part.named("issue", most=MOST_ISSUES):
        fields = entry.fields(["title"], ["options", "levels", "unit", "otherwise"])
        if fields is None:
            continue
        title = _optional(fields, "title")
        unit = _optional(fields, "unit")
        levels = _levels_of(entry, fields)
        otherwise = fields["otherwise"].name() if "otherwise" in fields else None
        if not entry.broken:
            issue = Issue(issue_id, title, levels, unit, numeric="levels" in fields)
            if otherwise is not None:
                noting = NamedNumbers({issue_id: issue})
                level = level_id(noting, issue_id, otherwise)
                issue = noting.with_levels()[issue_id]
                issue = replace(issue, otherwise=level_id({issue_id: issue}, issue_id, level))
            issues[issue_id] = issue
    return issues


def _levels_of(entry: Part, fields: dict[str, Part]) -> tuple[Level, ...]:
    why = "keep `options` for words, `levels` for numbers"
    if entry.has_both(fields, "options", "levels", help=why):
        return ()
    if "options" in fields:
        return _options(fields["options"])
    if "levels" in fields:
        return read_numeric_levels(fields["levels"])
    # A misspelt key has been reported and has marked what it stands for.
    if not any(entry.notes.is_broken((*entry.path, k)) for k in ("options", "levels")):
        entry.fail(
            MISSING_KEY,
            f"{entry.words} has no `options` and no `levels`",
            at=entry.key_place,
            help=(
                "write `options: {low: …, high: …}` for words",
                "or `levels: {from: 0, to: 50, step: 10}` for numbers",
            ),
        )
    return ()


def _options(part: Part) -> tuple[Level, ...]:
    help_text = "write each as `name: what it means`"
    levels: list[Level] = []
    if part.pairs(help=help_text) is not None:
        for level_id, entry in part.named("level", digits=True, most=MOST_OPTIONS):
            text = entry.text(help=help_text)
            if text is not None:
                levels.append(Level(level_id, text))
    return tuple(levels)
