"""Writes trained weights in the form in which zopa ships them: `python export.py OUT FOLDER`.

FOLDER gets `reader.onnx` (int8), `reader-full.onnx` (full precision, to compare; not shipped),
`reader.npz` (what stands beside the graph) and `vocabulary.json`.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import base
import corpus
import numpy as np
import onnx
import torch
from model import Reader, Shipped
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

BESIDE = ("transition", "opening", "distance", "none", "none_bias")
LEAN = {corpus.OUTSIDE: 0.11, corpus.SOURCE: 0.75, corpus.CUE: -0.5, corpus.CONTENT: -0.3}
"""Added to the potentials of labels, chosen on the development documents: averaged weights mark a
little too much, begin too many cues and contents and too few sources."""
FULL = ("/tags/MatMul", "/links/MatMul")
"""Products that stay in full precision: small, and what is decided by."""
INPUTS = ("pieces", "shape", "quoted", "first", "heads")
OUTPUTS = ("tags", "links", "meaning")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("out", type=Path)
    ask.add_argument("folder", type=Path)
    given = ask.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    reader = Reader()
    reader.load_state_dict(torch.load(given.out / "reader.pt"))
    reader.eval()
    with torch.no_grad():
        for label, more in LEAN.items():
            reader.tags.bias[label] += more
    np.savez(
        given.folder / "reader.npz",
        **{name: getattr(reader, name).detach().numpy() for name in BESIDE},
        trust=np.array([0.0, 1.0], dtype=np.float32),  # until trust.py fits it
    )
    fitted = torch.load(given.out / "meaning.pt")
    meaning = torch.nn.Linear(fitted["weight"].shape[1], fitted["weight"].shape[0])
    meaning.load_state_dict(fitted)
    shipped = Shipped(reader, meaning)
    shipped.eval()
    sample = torch.zeros((2, 20), dtype=torch.long)
    sample[:, 0], sample[:, 1:] = 101, 2000
    heads = torch.zeros((2, 12), dtype=torch.long)
    full = given.folder / "reader-full.onnx"
    torch.onnx.export(
        shipped,
        (
            sample,
            torch.zeros_like(sample),
            torch.zeros_like(sample),
            torch.zeros_like(sample),
            heads,
        ),
        str(full),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        opset_version=17,
        dynamic_axes={
            **{name: {0: "windows", 1: "pieces"} for name in INPUTS[:4]},
            **{name: {0: "windows", 1: "words"} for name in (INPUTS[4], *OUTPUTS)},
        },
        dynamo=False,
    )
    ready = given.folder / "ready.onnx"
    quant_pre_process(str(full), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready),
        str(given.folder / "reader.onnx"),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        nodes_to_exclude=list(FULL),
    )
    ready.unlink()
    onnx.checker.check_model(str(given.folder / "reader.onnx"))
    shutil.copyfile(base.folder() / "tokenizer.json", given.folder / "vocabulary.json")
    for path in sorted(given.folder.iterdir()):
        print(f"{path.name:20} {path.stat().st_size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
