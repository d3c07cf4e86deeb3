"""Running the trained model, which gives numbers for each word of a text.

The weights are an ONNX graph (int8) and a few arrays beside it. MODEL_CARD.md in the same folder
says what they were trained on, how, and how well they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from zopa.statements.encoding import BEGIN, END, Encoder, sentence_starts
from zopa.statements.field import Floats
from zopa.statements.windows import Window, windows_of
from zopa.statements.words import Ints, Words

AT_ONCE = 8
"""How many windows are given to the model at a time."""
_INPUTS = ("shape", "quoted", "first")


@dataclass(frozen=True, eq=False)
class Impressions:
    """What the model gives for the words of a text. Each array has one row for each word."""

    tags: Floats
    """The log potentials of the labels."""
    links: Floats
    """Four vectors side by side. The first two link a content to its cue: one for a word as content
    and one for it as cue. The last two link a cue to its source in the same way."""
    meaning: Floats
    """Vectors for what words mean. The mean over a span stands for what the span means."""


class TaggerModel:
    """A loaded model. Loading takes a fraction of a second, so it is best shared."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.encoder = Encoder(folder / "vocabulary.json")
        with np.load(folder / "reader.npz") as held:
            self.arrays: dict[str, Floats] = {n: held[n].astype(np.float64) for n in held.files}

    def impressions(self, texts: Sequence[Words]) -> list[Impressions]:
        """What the model gives for each text.

        Windows of similar length are given to it together, so that little is padded.
        """
        todo: list[tuple[int, Window]] = []
        pieces: list[list[list[int]]] = []
        for index, text_words in enumerate(texts):
            coded = self.encoder.pieces(text_words.strings())
            pieces.append(coded)
            sizes = np.array([len(code) for code in coded], dtype=np.int64)
            todo += [
                (index, w) for w in windows_of(sizes, sentence_starts(text_words), text_words.first)
            ]
        size = [sum(map(len, pieces[i][w.start : w.stop])) for i, w in todo]
        results: list[Impressions | None] = [None] * len(texts)
        for index, text_words in enumerate(texts):
            links = self.arrays["none"].size * 4
            meaning = self._session.get_outputs()[2].shape[2]
            results[index] = Impressions(
                np.zeros((len(text_words), len(self.arrays["opening"]))),
                np.zeros((len(text_words), links)),
                np.zeros((len(text_words), meaning)),
            )
        ranked = sorted(range(len(todo)), key=size.__getitem__)
        for first in range(0, len(ranked), AT_ONCE):
            chosen = [todo[i] for i in ranked[first : first + AT_ONCE]]
            self._batch(texts, pieces, chosen, results)
        return [result for result in results if result is not None]

    def _batch(
        self,
        texts: Sequence[Words],
        pieces: list[list[list[int]]],
        chosen: list[tuple[int, Window]],
        results: list[Impressions | None],
    ) -> None:
        longest = 2 + max(sum(map(len, pieces[i][w.start : w.stop])) for i, w in chosen)
        words = max(w.stop - w.start for _, w in chosen)
        inputs: dict[str, Ints] = {
            name: np.zeros((len(chosen), longest), dtype=np.int64) for name in ("pieces", *_INPUTS)
        }
        inputs["heads"] = np.zeros((len(chosen), words), dtype=np.int64)
        for row, (index, window) in enumerate(chosen):
            run = slice(window.start, window.stop)
            sizes = np.array([len(code) for code in pieces[index][run]], dtype=np.int64)
            flat = [piece for code in pieces[index][run] for piece in code]
            stop = 1 + len(flat)
            inputs["pieces"][row, : stop + 1] = [BEGIN, *flat, END]
            for name in _INPUTS:
                inputs[name][row, 1:stop] = np.repeat(getattr(texts[index], name)[run], sizes)
            inputs["heads"][row, : len(sizes)] = 1 + np.cumsum(sizes) - sizes
        outputs = self._session.run(None, inputs)
        for row, (index, window) in enumerate(chosen):
            result = results[index]
            if result is None:
                continue
            new = slice(window.new - window.start, window.stop - window.start)
            for target, values in zip(
                (result.tags, result.links, result.meaning), outputs, strict=True
            ):
                target[window.new : window.stop] = values[row, new]


@cache
def shipped(threads: int = 0) -> TaggerModel:
    """The model that ships with zopa. It is loaded once. `threads` 0 means one for each core."""
    return TaggerModel(Path(str(files("zopa.statements") / "weights")), threads)
