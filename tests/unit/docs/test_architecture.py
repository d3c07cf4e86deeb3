"""The page about the architecture: its picture is the code's, and what it names is there."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from .pages import DOCS, ROOT, first_column

PAGE = DOCS / "explanation" / "architecture.md"
NAMES = sorted(set(re.findall(r"`(zopa(?:\.\w+)+)`", PAGE.read_text("utf-8"))))


@pytest.fixture(scope="module")
def draw_rooms() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_rooms", ROOT / "tools" / "draw_rooms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_the_picture_is_that_of_the_import_graph(draw_rooms: ModuleType) -> None:
    drawn = (DOCS / "images" / "rooms.svg").read_text("utf-8")
    assert drawn == draw_rooms.picture(), "draw it anew: python tools/draw_rooms.py"


def test_the_picture_has_every_room_and_no_box_upon_another(draw_rooms: ModuleType) -> None:
    rows = draw_rooms.layers()
    rooms = [room for row in rows for room in row]
    packages = {path.parent.name for path in (ROOT / "src" / "zopa").glob("*/__init__.py")}
    assert set(rooms) == packages
    boxes = list(draw_rooms.boxes(rows, draw_rooms.imports(rooms)).values())
    assert len(boxes) == len(rooms)
    for number, one in enumerate(boxes):
        assert 0 <= one.left < one.right <= draw_rooms.WIDTH
        for other in boxes[number + 1 :]:
            beside = one.right <= other.left or other.right <= one.left
            assert beside or one.bottom <= other.top or other.bottom <= one.top


def test_an_arrow_that_follows_from_others_is_not_drawn(draw_rooms: ModuleType) -> None:
    imported = {"a": {"b", "c", "d"}, "b": {"c"}, "c": set(), "d": set()}
    assert draw_rooms.drawn(imported) == [("a", "b"), ("a", "d"), ("b", "c")]


def test_every_room_is_told_of_in_the_order_of_the_layers() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (layers,) = (each["layers"] for each in contracts["contracts"] if each["type"] == "layers")
    order = [{f"zopa.{room.strip()}" for room in layer.split("|")} for layer in layers]
    told = first_column(PAGE.read_text("utf-8"), "Room")
    rooms = [name.strip("`") for name in told]
    at = 0
    for layer in order:
        assert set(rooms[at : at + len(layer)]) == layer
        at += len(layer)
    assert at == len(rooms)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_names_is_there(name: str) -> None:
    try:
        import_module(name)
    except ModuleNotFoundError:
        module, _, attribute = name.rpartition(".")
        assert hasattr(import_module(module), attribute)


def test_the_sentence_of_the_walk_stands_in_the_example() -> None:
    (sentence,) = re.findall(r"^> (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    report = ROOT / "examples" / "minerals" / "sources" / "report_a.txt"
    assert sentence in " ".join(Path(report).read_text("utf-8").split())
