"""The folders in which a door works: those named at the start, and nothing outside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from zopa.desk.errors import WrongCallError
from zopa.foundation.files import resolved_inside
from zopa.foundation.names import listing, nearest_name

LEDGER = "case.yaml"
REPORTS = (".txt", ".html", ".htm", ".pdf", ".md")
MOST_LISTED = 500
"""So many cases, and so many files, are listed."""
MOST_FOLDERS = 5000
"""So many folders within a named one are looked into, so that a huge one holds nobody up."""


@dataclass(frozen=True)
class NamedFolders:
    """Folders named at the start, and the cases and reports in them.

    A case or a file is named by its path from the folder, with the folder's own name in front:
    `desk/minerals` is the case `minerals` in the folder `/home/ann/desk`.
    """

    roots: tuple[Path, ...]

    @classmethod
    def of(cls, folders: list[Path]) -> NamedFolders:
        """Folders that are there, under names that differ; raises `WrongCallError` otherwise."""
        roots = tuple(dict.fromkeys(folder.resolve() for folder in folders))
        for given, root in zip(folders, roots, strict=False):
            if not root.is_dir():
                raise WrongCallError(f"there is no folder {given}")
        names = [root.name for root in roots]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise WrongCallError(f"two folders are named {listing(twice)}; name them apart")
        return cls(roots)

    def cases(self) -> dict[str, Path]:
        """The case folders by name, in order."""
        found = (Path(folder) for folder, _, names in self._walk() if LEDGER in names)
        return {self._name(folder): folder for folder in islice(found, MOST_LISTED)}

    def reports(self) -> dict[str, Path]:
        """The files that look like reports by name, in order."""
        return {self._name(p): p for p in self._files() if p.suffix.lower() in REPORTS}

    def case(self, name: str) -> Path:
        """The folder of a case; raises `WrongCallError` where there is none of that name."""
        if (folder := self._lying(name)) is not None:
            return folder
        cases = self.cases()
        near = nearest_name(name, cases)
        there = f"there are {listing(cases)}" if cases else "the folders hold no case"
        hint = f"did you mean `{near}`?" if near else there
        raise WrongCallError(f"there is no case `{name[:100]}`; {hint}")

    def new_case(self, name: str) -> Path:
        """The folder for a new case, which `cases` will list; raises `WrongCallError` otherwise."""
        folder = self.path(name)
        within = next(root for root in self.roots if folder.is_relative_to(root))
        between = folder.relative_to(within).parts
        if not between:
            raise WrongCallError(f"give the case a name of its own, such as `{within.name}/talks`")
        if unseen := next((char for char in name if not char.isprintable()), ""):
            shown = f"U+{ord(unseen):04X}"
            raise WrongCallError(
                f"the name of a new case has a character that is not seen, {shown}"
            )
        if any((above / LEDGER).is_file() for above in folder.parents if above != within.parent):
            raise WrongCallError(f"`{name[:100]}` lies within another case")
        return folder

    def path(self, name: str) -> Path:
        """A file or folder by name, whether or not it is there.

        Never one outside of the folders, nor one that is hidden, by itself or by a folder above it:
        keys and the insides of other programs lie there. Raises `WrongCallError` for those.
        """
        first, _, rest = name.partition("/")
        root = next((root for root in self.roots if root.name == first), None)
        if root is None:
            raise WrongCallError(
                f"`{name[:100]}` must begin with one of the folders named at the start: "
                f"{listing(root.name for root in self.roots)}"
            )
        path = root / rest.lstrip("/")
        if "\0" in name or resolved_inside(path, root) is None:
            raise WrongCallError(f"`{name[:100]}` leads out of the folders named at the start")
        if _hidden(path, root):
            raise WrongCallError(f"`{name[:100]}` is hidden; no part of a name begins with a point")
        return path

    def named(self, words: str) -> str:
        """Words in which files have their names from here, and no path of the machine."""
        for root in self.roots:
            words = words.replace(f"{root.parent}{os.sep}{root.name}", root.name)
        return words

    def _name(self, path: Path) -> str:
        root = next(root for root in self.roots if path.is_relative_to(root))
        return "/".join((root.name, *path.relative_to(root).parts))

    def _lying(self, name: str) -> Path | None:
        """The folder of a case by its name as `cases` has it, without looking through all."""
        try:
            folder = self.path(name)
        except WrongCallError:
            return None
        as_it_is = self._name(folder) == name and folder == folder.resolve()
        return folder if as_it_is and (folder / LEDGER).is_file() else None

    def _files(self) -> list[Path]:
        every = (Path(folder, name) for folder, _, names in self._walk() for name in names)
        return list(islice(every, MOST_LISTED))

    def _walk(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """Each folder, what lies in it that is not hidden, and the names of its files."""
        for root in self.roots:
            for folder, below, names in islice(os.walk(root), MOST_FOLDERS):
                below[:] = sorted(name for name in below if not name.startswith("."))
                yield folder, below, sorted(name for name in names if not name.startswith("."))


def _hidden(path: Path, root: Path) -> bool:
    """Whether a path, or where it leads, is hidden within a folder."""
    ends = (os.path.normpath(path), resolved_inside(path, root) or path)
    below = [Path(end).relative_to(root).parts for end in ends if Path(end).is_relative_to(root)]
    return any(part.startswith(".") for parts in below for part in parts)
