"""Fits what spans mean: `python meaning.py CORPUS OUT`, after train.py.

A ridge regression from three layers of the trained encoder, averaged over the words of a span, to
the embedding that the base model gives for these words alone. Every second document teaches; a
tenth of those chooses the penalty and tells how near the two are. OUT gets `meaning.pt`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import base
import corpus
import numpy as np
import torch
from model import Reader
from train import BATCH, SEED, taught

from zopa.statements.encoding import Encoder

PENALTIES = (1.0, 10.0, 100.0, 1000.0)


@torch.no_grad()
def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("corpus", type=Path)
    ask.add_argument("out", type=Path)
    given = ask.parse_args()
    encoder = Encoder(base.folder() / "tokenizer.json")
    documents = taught(
        [corpus.document(row, encoder) for row in corpus.rows(given.corpus / "train.jsonl.gz")],
        SEED,
    )
    wanted = torch.load(given.out / "meanings.pt")
    offset = np.cumsum([0, *(len(held.spans) for held in documents)])
    reader = Reader()
    reader.load_state_dict(torch.load(given.out / "reader.pt"))
    reader.eval()
    chance = np.random.default_rng(SEED)
    plan = [w for w in corpus.windows(documents, chance) if w.document % 2 == 0]
    seen, rows, home = [], [], []
    for first in range(0, len(plan), BATCH):
        chosen = plan[first : first + BATCH]
        arrays = corpus.batch(documents, chosen, None, {})
        held = {name: torch.from_numpy(value) for name, value in arrays.items()}
        layers = torch.cat(
            reader.layers_at(*(held[n] for n in ("pieces", "shape", "quoted", "first", "heads"))),
            -1,
        )
        for row, window in enumerate(chosen):
            for number, (start, stop) in enumerate(documents[window.document].spans):
                if window.start <= start and stop <= window.stop:
                    run = layers[row, start - window.start : stop - window.start]
                    seen.append(run.mean(0))
                    rows.append(offset[window.document] + number)
                    home.append(window.document)
    x, y = torch.stack(seen).double(), wanted[rows].double()
    aside = torch.tensor([document % 20 == 0 for document in home])
    middle, target = x[~aside].mean(0), y[~aside].mean(0)
    best = (-1.0, torch.zeros(0), torch.zeros(0))
    for penalty in PENALTIES:
        own = x[~aside] - middle
        inner = own.T @ own + penalty * torch.eye(x.shape[1], dtype=x.dtype)
        weight = torch.linalg.solve(inner, own.T @ (y[~aside] - target)).T
        bias = target - weight @ middle
        given_back = x[aside] @ weight.T + bias
        near = float(torch.cosine_similarity(given_back, y[aside], dim=-1).mean())
        print(
            f"penalty {penalty:6g}: mean cosine {near:.4f} on {int(aside.sum())} spans kept aside"
        )
        if near > best[0]:
            best = (near, weight, bias)
    torch.save({"weight": best[1].float(), "bias": best[2].float()}, given.out / "meaning.pt")


if __name__ == "__main__":
    main()
