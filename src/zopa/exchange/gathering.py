"""Reading the files that a person names, and finding out from their content what each of them is.

A file that is named itself must be part of a scenario; otherwise it is an error. A file in a named
folder that is not part of a scenario is set aside with a note. A part of a scenario that is broken
is an error in both cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias

from zopa.case.compose import read_nodes
from zopa.case.nodes import Node
from zopa.case.parts import clip
from zopa.exchange import one_to_many, read_genius, read_geniusweb, read_negmas
from zopa.exchange.center_functions import POINTS
from zopa.exchange.codes import (
    BEYOND_LIMITS,
    BROKEN_FILE,
    NO_SCENARIO,
    REPEATED_PART,
    SET_ASIDE,
    UNREADABLE_FILE,
)
from zopa.exchange.json_nodes import read_json
from zopa.exchange.negmas_functions import is_read
from zopa.exchange.notes import ExchangeNotes
from zopa.exchange.xml import XmlText, read_xml
from zopa.foundation.diagnostics import Finding, Place
from zopa.foundation.files import FileTrouble, read_text
from zopa.foundation.names import listing

FILE_BYTES = 8 * 1024 * 1024
"""A file has at most this many bytes; the largest of the competitions has 86 kB."""
MOST_FILES = 200
"""A scenario has at most this many files."""
ALL_CHARACTERS = 32 * 1024 * 1024
"""All files together have at most this many characters."""
ENDINGS = (".xml", ".json", ".yml", ".yaml")
"""The endings of the files in a folder that are read; a file that is named may have any ending."""

CENTER, EDGES = "center", "edges"
"""The file, without its ending, and the folder that a one-to-many scenario of ANL 2025 has."""

Format: TypeAlias = Literal["GENIUS", "GeniusWeb", "NegMAS"]


@dataclass(frozen=True, eq=False)
class ScenarioFile:
    """A file that is part of a scenario."""

    shown: str
    """The name of the file in findings."""
    stem: str
    format: Format
    is_domain: bool
    content: XmlText | Node
    named: bool
    """Whether a person named the file itself, and not the folder it is in."""
    path: Path = Path()
    points: str | None = None
    """The text of the file `center.csv` beside the centre of a one-to-many scenario, if any."""

    @property
    def is_center(self) -> bool:
        """Whether it is the centre of a one-to-many scenario."""
        return (
            self.format == "NegMAS"
            and not isinstance(self.content, XmlText)
            and (one_to_many.is_center(self.content))
        )

    @property
    def top(self) -> Place:
        """The place where its content begins."""
        content = self.content
        return content.place(content.root) if isinstance(content, XmlText) else content.place


@dataclass
class Gathering:
    """The files that are read, the parts of a scenario among them, and the findings."""

    notes: ExchangeNotes
    sources: list[ScenarioFile] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    _character_count: int = 0

    def look(self, paths: Sequence[Path]) -> None:
        """Read all files, and those in all folders, that `paths` name."""
        files = list(self._files(paths))
        for path, folder in files[:MOST_FILES]:
            self._read(path, _shown(path, files), folder)
        if len(files) > MOST_FILES:
            message = f"{len(files):,} files are too many; at most {MOST_FILES} are read"
            self.notes.add(BEYOND_LIMITS, Place(str(paths[0]), 1, 1), message)
        if not paths:
            self.notes.add(NO_SCENARIO, Place(".", 1, 1), "no file and no folder is named")

    def _files(self, paths: Sequence[Path]) -> Iterator[tuple[Path, Path | None]]:
        """Each file once, with the folder in which it was found; files that are named come first.

        The folder of a file that is named itself is None.
        """
        seen: set[Path] = set()
        folders = [path for path in dict.fromkeys(paths) if _is_folder(path)]
        for path in dict.fromkeys(paths):
            real = _real(path)
            if path not in folders and real not in seen:
                seen.add(real)
                yield path, None
        for folder in folders:
            for path in files_inside(folder, self.notes):
                if _real(path) not in seen:
                    seen.add(_real(path))
                    yield path, folder

    # --- one file ---------------------------------------------------------------------------

    def _read(self, path: Path, shown: str, folder: Path | None) -> None:
        named = folder is None
        text = read_text(path, FILE_BYTES, inside=folder)
        if isinstance(text, FileTrouble):
            self._trouble(text, path, shown, named=named)
            return
        self._character_count += len(text)
        if self._character_count > ALL_CHARACTERS:
            message = f"with this file there are more than {ALL_CHARACTERS:,} characters to read"
            self.notes.add(BEYOND_LIMITS, Place(shown, 1, 1), message)
            return
        self.texts[shown] = text
        before = self.notes.errors
        source = self._source(shown, path.stem, text, named=named)
        if source is not None:
            points = self._points(path) if source.is_center else None
            self.sources.append(replace(source, path=path, points=points))
        elif self.notes.errors == before:
            self._no_part(shown, text, named=named)

    def _points(self, center: Path) -> str | None:
        """The text of `center.csv` beside a centre; None if there is none that can be read."""
        text = read_text(center.parent / POINTS, FILE_BYTES, inside=center.parent)
        if isinstance(text, FileTrouble):
            if text.kind != "missing":
                self._trouble(text, center.parent / POINTS, POINTS, named=True)
            return None
        self._character_count += len(text)
        return text

    def _trouble(self, trouble: FileTrouble, path: Path, shown: str, *, named: bool) -> None:
        if trouble.text:
            self.texts[shown] = trouble.text
        place = Place(shown, trouble.line, trouble.column)
        helps = (trouble.help,) if trouble.help and trouble.kind == "encoding" else ()
        if trouble.kind in ("folder", "device", "outside") and not named:
            self.notes.add(SET_ASIDE, place, f"`{path.name}` {trouble.words}")
        elif trouble.kind == "missing":
            message = f"there is no file or folder `{clip(str(path), 60)}`"
            self.notes.add(NO_SCENARIO, place, message)
        else:
            self.notes.add(UNREADABLE_FILE, place, f"`{path.name}` {trouble.words}", help=helps)

    def _source(self, shown: str, stem: str, text: str, *, named: bool) -> ScenarioFile | None:
        start = text.lstrip()[:1]
        if not start or _is_numbers(text):
            return None
        if start == "<":
            xml = read_xml(shown, text)
            if isinstance(xml, Finding):
                self.notes.take(xml)
                return None
            domain = read_genius.is_domain(xml.root)
            return (
                None if domain is None else ScenarioFile(shown, stem, "GENIUS", domain, xml, named)
            )
        if start in "{[":
            root, findings = read_json(shown, text)
        else:
            root, findings = read_nodes(shown, text, list_keys=True)
            findings = [_as_ours(finding) for finding in findings]
        if root is None:
            for finding in findings:
                self.notes.take(finding)
            return None
        return self._of_nodes(root, findings, shown, stem, named=named)

    def _of_nodes(
        self, root: Node, findings: list[Finding], shown: str, stem: str, *, named: bool
    ) -> ScenarioFile | None:
        kind: Format = "GeniusWeb"
        domain = read_geniusweb.is_domain(root)
        if domain is None:
            kind, domain = "NegMAS", read_negmas.is_domain(root)
        if domain is None:
            return None  # it is not part of a scenario, so its mistakes do not matter
        # The mistakes inside a function of a type that is not read do not matter either.
        center = one_to_many.is_center(root)
        for finding in findings if domain or center or is_read(root) else ():
            self.notes.take(finding)
        return ScenarioFile(shown, stem, kind, domain, root, named)

    def _no_part(self, shown: str, text: str, *, named: bool) -> None:
        what = "is neither a domain nor a profile in a format that is read"
        if not text.strip():
            what = "is empty"
        elif _is_numbers(text):
            what = "is a list of numbers, neither a domain nor a profile"
        code = NO_SCENARIO if named else SET_ASIDE
        self.notes.add(code, Place(shown, 1, 1), f"`{shown}` {what}")


_NUMBERS = re.compile(r"[-+\d.,;:eE \t\n]*\d[-+\d.,;:eE \t\n]*")


def _is_numbers(text: str) -> bool:
    return _NUMBERS.fullmatch(text) is not None


def _as_ours(finding: Finding) -> Finding:
    """A finding of the YAML reader with a code about scenario files: its own is about ledgers."""
    codes = {"duplicate-key": REPEATED_PART, "too-deep": BEYOND_LIMITS, "too-many": BEYOND_LIMITS}
    code = codes.get(finding.code.name, BROKEN_FILE)
    helps = finding.help if finding.code.name == "yaml-syntax" else ()
    return Finding(code, finding.place, finding.message, finding.label, helps, finding.related)


def files_inside(folder: Path, notes: ExchangeNotes) -> list[Path]:
    """The files in a folder that may be part of a scenario, and those in its folder of edges.

    Only a folder with a centre, `center.yml`, has one. Findings tell what is left aside.
    """
    place = Place(str(folder), 1, 1)
    try:
        entries = sorted(folder.iterdir())
        if any(path.stem == CENTER and path.suffix.lower() in ENDINGS for path in entries):
            edges = folder / EDGES
            entries += sorted(edges.iterdir()) if _is_folder(edges) else []
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        notes.add(UNREADABLE_FILE, place, f"the folder cannot be read ({reason})")
        return []
    files = [p for p in entries if p.suffix.lower() in ENDINGS and not p.name.startswith(".")]
    if not files:
        inner = [p.name for p in entries if _is_folder(p) and not p.name.startswith(".")]
        notes.add(
            NO_SCENARIO,
            place,
            f"the folder holds no file that ends in {listing(ENDINGS)}",
            help=(f"it holds the folders {', '.join(inner[:8])}: name one",) if inner else (),
        )
    kept = []
    for path in files:
        if _real(path).is_relative_to(_real(folder)):
            kept.append(path)
        else:
            message = "a link that leads out of the folder is not followed"
            notes.add(SET_ASIDE, Place(path.name, 1, 1), message)
    return kept


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path


def _shown(path: Path, files: Sequence[tuple[Path, Path | None]]) -> str:
    """The name of a file if no other file has the same name, else its path."""
    alone = sum(other.name == path.name for other, _ in files) == 1
    return path.name if alone and path.name else str(path)
