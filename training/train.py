"""Trains the tagger and linker: `python train.py CORPUS OUT`.

CORPUS holds train.jsonl.gz. OUT gets `reader.pt` (averaged weights) and `state.pt` (all that
`--resume` needs), every hundred steps and at the end, and `log.jsonl`. The same seed on the same
machine and versions gives the same weights. Settings are those of the shipped weights.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path

import base
import corpus
import numpy as np
import torch
from corpus import Document, Window
from model import Dropout, Reader
from torch import Tensor
from torch.nn import functional

from zopa.statements.encoding import Encoder

BATCH, STEPS, SEED = 8, 5600, 20250216
RATE, HEAD_RATE, DECAY = 2.5e-4, 1e-3, 0.01
WARM, FALL = 100, 0.3
"""The rate rises over so many steps, stays, and falls to nothing over the last share of them
(Hu et al. 2024, MiniCPM): how long to train can be settled while the training runs."""
LATE, MASKED, LINK_DROPOUT = 2000, 0.05, 0.3
"""From this step on, when every window was seen four times, words are hidden with this chance and
the links see less: late regularization (Liu et al. 2023, Dropout Reduces Underfitting)."""
AVERAGE = 0.996
SAVED = 100
KEPT = (1600,)
"""States that are kept, for others to branch off from (run.sh)."""
WEIGHTS = {"tags": 2.0, "cue": 0.5, "source": 0.5, "meaning": 0.3}


def rate(step: int, steps: int) -> float:
    """The share of the full rate at a step."""
    return min((step + 1) / WARM, 1.0, max(0.0, (steps - step) / (FALL * steps)))


@torch.no_grad()
def meanings(texts: list[str]) -> Tensor:
    """What the base model makes of each text: mean of its last layer, as unit vectors."""
    from tokenizers import Tokenizer

    model = Reader()
    base.load_base(model)
    model.eval()
    tokenizer = Tokenizer.from_file(str(base.folder() / "tokenizer.json"))
    tokenizer.enable_truncation(96)
    tokenizer.no_padding()
    coded = [code.ids for code in tokenizer.encode_batch(texts)]
    result = torch.zeros(len(texts), 384)
    order = sorted(range(len(texts)), key=lambda index: len(coded[index]))
    for start in range(0, len(order), 64):
        part = order[start : start + 64]
        length = max(len(coded[i]) for i in part)
        pieces = torch.tensor([coded[i] + [0] * (length - len(coded[i])) for i in part])
        zeros = torch.zeros_like(pieces)
        everywhere = torch.arange(length).expand(len(part), -1)
        *_, last = model(pieces, zeros, zeros, zeros, everywhere)
        mask = (pieces != 0).float()[:, :, None]
        result[part] = functional.normalize((last * mask).sum(1) / mask.sum(1), dim=-1)
    return result


def losses(
    reader: Reader, held: dict[str, Tensor], spans: list[tuple[int, int, int]], wanted: Tensor
) -> dict[str, Tensor]:
    """The four losses of a batch, each a mean."""
    tags, links, meaning = reader(
        held["pieces"], held["shape"], held["quoted"], held["first"], held["heads"]
    )
    known = held["known"].float()
    found = {"tags": reader.field_loss(tags, held["label"], known) / known.sum()}
    to_cue, to_source, no_source = reader.link_scores(links)
    blocked = (1 - known)[:, None, :] * -1e4
    asked = held["cue"] >= 0
    if asked.any():
        found["cue"] = functional.cross_entropy((to_cue + blocked)[asked], held["cue"][asked])
    asked = held["source"] != corpus.UNKNOWN
    if asked.any():
        scores = torch.cat([no_source[:, :, None], to_source + blocked], dim=2)[asked]
        answer = held["source"][asked]
        found["source"] = functional.cross_entropy(
            scores, torch.where(answer == corpus.NONE, 0, answer + 1)
        )
    if spans:
        means = torch.stack([meaning[row, start:stop].mean(0) for row, start, stop in spans])
        found["meaning"] = 1 - functional.cosine_similarity(means, wanted).mean()
    return found


def taught(documents: list[Document], seed: int) -> list[Document]:
    """The same documents; half of their contents, drawn once, also teach what they mean."""
    chance = np.random.default_rng(seed)
    for held in documents:
        taken = chance.random(len(held.spans)) < 0.5
        held.spans = [span for span, take in zip(held.spans, taken, strict=True) if take]
        held.text = [text for text, take in zip(held.text, taken, strict=True) if take]
    return documents


def order(documents: list[Document], seed: int, epoch: int) -> list[Window]:
    """The windows of an epoch in the order in which it takes them."""
    chance = np.random.default_rng([seed, epoch])
    plan = list(corpus.windows(documents, chance))
    chance.shuffle(plan)
    return plan


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("corpus", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--steps", type=int, default=STEPS)
    ask.add_argument("--rows", type=int, help="only so many documents (to try the recipe)")
    ask.add_argument("--seed", type=int, default=SEED)
    ask.add_argument("--late", type=int, default=LATE, help="where late regularization begins")
    ask.add_argument("--begin", type=Path, help="branch off from this state of another run")
    ask.add_argument("--resume", action="store_true", help="go on from OUT/state.pt")
    given = ask.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    encoder = Encoder(base.folder() / "tokenizer.json")
    documents = [
        corpus.document(row, encoder)
        for row in corpus.rows(given.corpus / "train.jsonl.gz")[: given.rows]
    ]
    documents = taught(documents, SEED)
    cache = given.out / "meanings.pt"
    if not cache.exists():
        torch.save(meanings([t for held in documents for t in held.text]), cache)
    every = torch.load(cache)
    offset = np.cumsum([0, *(len(held.spans) for held in documents)])
    code = {mark: encoder.pieces([mark])[0][0] for mark in "“”\"‘’'"}
    plain = {code["“"]: code['"'], code["”"]: code['"'], code["‘"]: code["'"], code["’"]: code["'"]}

    reader = Reader()
    base.load_base(reader)
    reader.train()
    for table in (reader.word, reader.position):
        table.requires_grad_(requires_grad=False)
    own = ("shape", "quoted", "first", "tags", "links", "transition", "opening", "distance", "none")
    learned = {n: p for n, p in reader.named_parameters() if p.requires_grad}
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for n, p in learned.items() if not n.startswith(own)], "full": RATE},
            {"params": [p for n, p in learned.items() if n.startswith(own)], "full": HEAD_RATE},
        ],
        lr=RATE,
        weight_decay=DECAY,
        betas=(0.9, 0.98),
    )
    average = {name: value.detach().clone() for name, value in reader.state_dict().items()}
    done = 0
    if given.resume or given.begin:
        state = torch.load(given.out / "state.pt" if given.resume else given.begin)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        average, done = state["average"], state["done"]
        assert rate(done, given.steps) == rate(done, 10**9), "the rate would already be falling"
    torch.manual_seed(given.seed)
    late = Dropout(LINK_DROPOUT)
    epoch, begins = 0, 0
    plan = order(documents, given.seed, epoch)
    begun, total = time.time(), dict.fromkeys(WEIGHTS, 0.0)
    with (given.out / "log.jsonl").open("a", encoding="utf-8") as log:
        while done < given.steps:
            while (done - begins) * BATCH >= len(plan):
                begins += math.ceil(len(plan) / BATCH)
                epoch += 1
                plan = order(documents, given.seed, epoch)
            chosen = plan[(done - begins) * BATCH :][:BATCH]
            torch.manual_seed(given.seed + done)
            if done >= given.late:
                reader.drop_links = late
            arrays = corpus.batch(
                documents,
                chosen,
                np.random.default_rng([given.seed, epoch, done]),
                plain,
                masked=MASKED if done >= given.late else 0.0,
            )
            held = {name: torch.from_numpy(value) for name, value in arrays.items()}
            spans, rows = [], []
            for row, window in enumerate(chosen):
                for number, (start, stop) in enumerate(documents[window.document].spans):
                    if window.start <= start and stop <= window.stop:
                        spans.append((row, start - window.start, stop - window.start))
                        rows.append(offset[window.document] + number)
            found = losses(reader, held, spans, every[rows])
            loss = sum((WEIGHTS[name] * value for name, value in found.items()), torch.zeros(()))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned.values(), 1.0)
            for group in optimizer.param_groups:
                group["lr"] = group["full"] * rate(done, given.steps)
            optimizer.step()
            done += 1
            kept = min(AVERAGE, (1 + done) / (10 + done))
            with torch.no_grad():
                for name, value in learned.items():
                    average[name].lerp_(value, 1 - kept)
            for name, value in found.items():
                total[name] += float(value.detach())
            if done % 20 == 0:
                row = {
                    "step": done,
                    "of": given.steps,
                    "epoch": epoch,
                    "seconds": round(time.time() - begun),
                    **{name: round(value / 20, 4) for name, value in total.items()},
                }
                print(json.dumps(row), file=log, flush=True)
                total = dict.fromkeys(WEIGHTS, 0.0)
            if done % SAVED == 0 or done == given.steps:
                state = {
                    "reader": reader.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "average": average,
                    "done": done,
                }
                torch.save(state, given.out / "state.new")
                (given.out / "state.new").replace(given.out / "state.pt")
                torch.save(average, given.out / "reader.pt")
            if done in KEPT:
                torch.save(state, given.out / f"state-{done}.pt")


if __name__ == "__main__":
    main()
