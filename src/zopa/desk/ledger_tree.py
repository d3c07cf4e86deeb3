"""A ledger in which names are changed wherever they stand, in one edit: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from zopa.desk.errors import WrongCallError
from zopa.desk.open_ledger import EditedLedger, OpenLedger

if TYPE_CHECKING:
    from zopa.case.kinds.content import NameUse
    from zopa.case.plain_ledger import NamePlace
    from zopa.case.positions import Path as EntryPath


class LedgerTree:
    """What an open ledger says as plain lists and mappings, to be changed and written back."""

    def __init__(self, ledger: OpenLedger, today: date | None = None) -> None:
        from zopa.case.compose import read_yaml
        from zopa.case.plain_ledger import plain_tree

        self.ledger = ledger
        self.data, self.text = ledger.data, ledger.text
        self.root = read_yaml(ledger.file.name, self.text).root
        self.tree: dict[str, Any] = plain_tree(self.root)
        self.notes: list[str] = []
        self.day = (today or date.today()).isoformat()

    def places(self, wanted: Callable[[NameUse], bool]) -> list[NamePlace]:
        """Where the wanted names are used; not where they are declared."""
        from zopa.case.checks.unknown_name import names_used
        from zopa.case.plain_ledger import name_places

        return list(name_places(self.tree, names_used(self.ledger.case), wanted))

    def name_at(self, place: NamePlace) -> str:
        """The name that stands at a place."""
        from zopa.case.plain_ledger import at_path

        path, key = place
        return str(path[-1] if key else at_path(self.tree, path))

    def rename(
        self, names: Mapping[NamePlace, str]
    ) -> tuple[dict[EntryPath, str], dict[EntryPath, list[str]]]:
        """Change names; give what has no room any more and becomes a comment in its place, and
        comments for below entries in which there is no place for one."""
        from zopa.case.insertions import entry_span
        from zopa.case.plain_ledger import with_names

        self.tree, crowded = with_names(self.tree, names)
        gone, below = {}, {}
        for path in sorted(crowded, key=str):
            which = int(path[1]) + 1 if isinstance(path[1], int) else path[1]
            self.notes.append(
                f"{path[0]}.{which} spoke of both; what it said of the one that is gone is a "
                "comment now"
            )
            if entry_span(self.ledger.case, self.text, path):
                gone[path] = f"until {self.day}"
            else:
                told = (f"# {line}" for line in self.lines(path[:2]))
                below[path[:2]] = [f"# until {self.day}", *told]
        return gone, below

    def lines(self, path: EntryPath) -> Sequence[str]:
        """The lines of an entry, or of what stands under a key, without its indent."""
        from zopa.case.insertions import entry_span

        span = entry_span(self.ledger.case, self.text, path)
        if span is None:
            raise WrongCallError(
                f"`{path[0]}` has entries in brackets; write them on lines of their own"
            )
        return [line.rstrip("\r")[span[2] :] for line in self.text.split("\n")[span[0] : span[1]]]

    def place(
        self,
        *,
        gone: Mapping[EntryPath, str] | None = None,
        below: Mapping[EntryPath, Sequence[str]] | None = None,
        laid: Mapping[EntryPath, Sequence[str]] | None = None,
    ) -> None:
        """Write the tree into the text, as it is now; `place` again after further changes."""
        from zopa.case.compose import read_yaml
        from zopa.case.plain_ledger import plain_tree
        from zopa.case.tree_lines import NoRoomError, TreeLines
        from zopa.foundation.files import FileTrouble, decode

        lines = TreeLines(self.text, gone or {}, laid or {}, below or {})
        try:
            data = lines.written(self.data, self.root, self.tree)
        except NoRoomError:
            raise WrongCallError(_NO_ROOM) from None
        text = decode(data)
        if isinstance(text, FileTrouble):
            raise WrongCallError(f"the new ledger {text.words}")
        root = read_yaml(self.ledger.file.name, text).root
        if _in_order(plain_tree(root)) != _in_order(self.tree):
            raise WrongCallError(_NO_ROOM)
        self.data, self.text, self.root = data, text, root

    def take_mark_off(self, path: EntryPath) -> None:
        """Take the mark of what nobody has reviewed off an entry, if it bears one."""
        from zopa.case.compose import read_yaml
        from zopa.desk.review_mark import without_marks
        from zopa.foundation.files import decode

        name = self.ledger.file.name
        self.data = without_marks(name, self.text, self.data, path)[0]
        self.text = str(decode(self.data))
        self.root = read_yaml(name, self.text).root

    def kept(self, path: EntryPath) -> EditedLedger:
        """Replace the file; the line and lines told are those of the entry at a path."""
        from zopa.case.insertions import entry_span

        case, findings = self.ledger.sound(self.data)
        span = entry_span(case, self.text, path)
        shown = tuple(self.text.split("\n")[span[0] : span[1]]) if span else ()
        line = case.place(*path, key=isinstance(path[-1], str)).line
        return self.ledger.written(self.data, line, shown, findings, notes=tuple(self.notes))


_NO_ROOM = "the ledger is laid out so that this cannot be written into it; write it by hand"


def _in_order(tree: Any) -> Any:
    """A tree that equals another only where their keys stand in one order."""
    if isinstance(tree, dict):
        return [(key, _in_order(value)) for key, value in tree.items()]
    return list(map(_in_order, tree)) if isinstance(tree, list) else tree
