"""One name, one thing: classes, modules and packages of zopa can be told apart by their names."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

SRC = Path(__file__).parents[3] / "src"
FILES = sorted((SRC / "zopa").rglob("*.py"))


def dotted(file: Path) -> str:
    """The name of the module or the package that a file holds."""
    parts = file.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = [dotted(file) for file in FILES if file.name != "__main__.py"]
TREES = {file: ast.parse(file.read_text("utf-8")) for file in FILES}


def defined(tree: ast.Module) -> Iterator[str]:
    """The names of the functions and classes at the top of a module."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name


def test_no_two_classes_share_a_name() -> None:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(dotted(file))
    assert len(homes) > 300
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


@pytest.mark.parametrize("name", [name for name in MODULES if "." in name])
def test_a_package_gives_a_module_under_the_module_s_name(name: str) -> None:
    module = import_module(name)
    package, _, last = name.rpartition(".")
    assert isinstance(module, ModuleType)
    assert getattr(import_module(package), last) is module


def test_what_zopa_exports_is_named_like_no_room_of_it() -> None:
    import zopa

    rooms = {name.split(".")[1] for name in MODULES if name.count(".") == 1}
    assert rooms & set(zopa.__all__) == set()


def test_no_module_is_named_like_a_function_or_class_of_it() -> None:
    same = [
        dotted(file)
        for file, tree in TREES.items()
        if dotted(file).rpartition(".")[2] in set(defined(tree))
    ]
    assert same == []


def test_the_opening_file_of_a_package_holds_no_code() -> None:
    """A docstring, imports and `__all__`; the one of zopa itself looks up what it exports."""
    for file, tree in TREES.items():
        if file.name != "__init__.py" or file.parent == SRC / "zopa":
            continue
        for node in tree.body:
            is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            is_import = isinstance(node, (ast.Import, ast.ImportFrom))
            is_all = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
            assert is_docstring or is_import or is_all, f"{file}:{node.lineno}"


SHARED_BY_ROOMS = {
    "__init__", "blocks", "claims", "codes", "document", "drafts", "facts", "given", "issues",
    "layout", "lexicon", "mentions", "model", "names", "numbers", "opening", "order", "orders",
    "output", "phrases", "places", "product", "progress", "reading", "registry", "reports",
    "terminal", "terms", "text", "units", "words",
}  # fmt: skip
"""Names of files that several rooms have; the room says which is meant (`case.facts`)."""


def test_files_share_a_name_only_where_the_room_says_which_is_meant() -> None:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for file in FILES:
        homes[file.stem].append(dotted(file))
    shared = {name: where for name, where in homes.items() if len(where) > 1}
    assert shared.keys() <= SHARED_BY_ROOMS
    assert {name for name, where in shared.items() if len(where) > 3} <= {"__init__", "codes"}
