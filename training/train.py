"""Trains the tagger and linker: `python train.py CORPUS OUT`.

CORPUS holds train.jsonl.gz. OUT gets `reader.pt` (averaged weights) and `state.pt` (all that
`--resume` needs), every hundred steps and at the end, and `log.jsonl`. The same seed on the same
machine and versions gives the same weights. Settings are those of the shipped weights.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import base
import corpus
import numpy as np
import torch
from corpus import Document, Window
from model import LABELS, Dropout, Reader
from torch import Tensor
from torch.nn import functional

from zopa.statements.encoding import Encoder

BATCH, STEPS, SEED = 8, 5600, 20250216
RATE, HEADS, DECAY = 2.5e-4, 4.0, 0.01
WARM, FALL = 100, 0.3
"""The rate rises over so many steps, stays, and falls to nothing over the last share of them
(Hu et al. 2024, MiniCPM): how long to train can be settled while the training runs."""
LATE, MASKED, LINK_DROPOUT = 2000, 0.05, 0.3
"""From this step on, when every window was seen four times, words are hidden with this chance and
the links see less: late regularization (Liu et al. 2023, Dropout Reduces Underfitting)."""
TRUST = 0.5
"""How much a teacher counts beside the labels of the corpus."""
AVERAGE = 0.996
SAVED = 100
KEPT = (1600,)
"""States that are kept, for others to branch off from (run.sh)."""
WEIGHTS = {"tags": 2.0, "cue": 0.5, "source": 0.5, "meaning": 0.3}


INPUTS = ("pieces", "shape", "quoted", "first", "heads")


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


class Teacher:
    """A trained reader, and what it makes of each word of each document."""

    @torch.no_grad()
    def __init__(self, path: Path, documents: list[Document]) -> None:
        self.reader = Reader()
        self.reader.load_state_dict(torch.load(path))
        self.reader.eval()
        self.said = [torch.zeros(len(held.label), LABELS) for held in documents]
        for chosen in order(documents, SEED, 0, alike=True):
            held = tensors(corpus.batch(documents, chosen, None, {}))
            tags, *_ = self.reader(*(held[name] for name in INPUTS))
            for row, one in enumerate(chosen):
                self.said[one.document][one.start : one.stop] = tags[row, : one.stop - one.start]

    def chances(self, chosen: list[Window], known: Tensor) -> tuple[Tensor, Tensor]:
        """The chances of labels in some windows, as `Reader.field_loss` takes them."""
        heard = torch.zeros(*known.shape, LABELS)
        for row, one in enumerate(chosen):
            heard[row, : one.stop - one.start] = self.said[one.document][one.start : one.stop]
        return self.reader.field_chances(heard, known)


def targets(
    held: dict[str, Tensor], chosen: list[Window], teacher: Teacher | None
) -> tuple[Tensor, Tensor]:
    """The labels to learn, as `Reader.field_loss` takes them: those of the corpus, which are
    uneven, and with the weight `TRUST` what a teacher made of the same words (Furlanello et al.
    2018, Born-again neural networks)."""
    single = functional.one_hot(held["label"], LABELS).float()
    pairs = single[:, :-1, :, None] * single[:, 1:, None, :]
    if teacher is None:
        return single, pairs
    own = teacher.chances(chosen, held["known"])
    return torch.lerp(single, own[0], TRUST), torch.lerp(pairs, own[1], TRUST)


def losses(
    reader: Reader,
    held: dict[str, Tensor],
    wished: tuple[Tensor, Tensor],
    spans: list[tuple[int, int, int]],
    wanted: Tensor,
) -> dict[str, Tensor]:
    """The four losses of a batch, each a mean."""
    tags, links, meaning = reader(*(held[name] for name in INPUTS))
    known = held["known"].float()
    found = {"tags": reader.field_loss(tags, *wished, known) / known.sum()}
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


def order(
    documents: list[Document], seed: int, epoch: int, *, alike: bool = False
) -> list[list[Window]]:
    """The batches of an epoch in the order in which it takes them; `alike` puts windows of like
    length together, which saves a fifth of the work."""
    chance = np.random.default_rng([seed, epoch])
    plan = list(corpus.windows(documents, chance))
    chance.shuffle(plan)
    if alike:
        group = 8 * BATCH
        plan = [
            window
            for first in range(0, len(plan), group)
            for window in sorted(plan[first : first + group], key=lambda w: w.stop - w.start)
        ]
    batches = [plan[first : first + BATCH] for first in range(0, len(plan), BATCH)]
    if alike:
        chance.shuffle(batches)
    return batches


def tensors(arrays: dict[str, np.ndarray]) -> dict[str, Tensor]:
    return {name: torch.from_numpy(value) for name, value in arrays.items()}


def within(
    documents: list[Document], chosen: list[Window], offset: np.ndarray
) -> tuple[list[tuple[int, int, int]], list[int]]:
    """The spans that teach what they mean in some windows: the row of each, its first word and the
    one after its last; and its place among all spans."""
    spans, places = [], []
    for row, window in enumerate(chosen):
        for number, (start, stop) in enumerate(documents[window.document].spans):
            if window.start <= start and stop <= window.stop:
                spans.append((row, start - window.start, stop - window.start))
                places.append(int(offset[window.document]) + number)
    return spans, places


def arguments() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("corpus", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--steps", type=int, default=STEPS)
    ask.add_argument("--rows", type=int, help="only so many documents (to try the recipe)")
    ask.add_argument("--seed", type=int, default=SEED)
    ask.add_argument("--late", type=int, default=LATE, help="where late regularization begins")
    ask.add_argument("--begin", type=Path, help="branch off from this state of another run")
    ask.add_argument("--start", type=Path, help="start from these weights, all else anew")
    ask.add_argument("--teacher", type=Path, help="learn from what these weights say as well")
    ask.add_argument("--rate", type=float, default=RATE)
    ask.add_argument("--masked", type=float, default=MASKED, help="the share of words hidden")
    ask.add_argument("--no-meaning", action="store_true", help="teach labels and links only")
    ask.add_argument("--alike", action="store_true", help="windows of like length together")
    ask.add_argument("--resume", action="store_true", help="go on from OUT/state.pt")
    return ask.parse_args()


def documents_of(given: argparse.Namespace, encoder: Encoder) -> list[Document]:
    """The documents that teach, in the order of the corpus."""
    documents = [
        corpus.document(row, encoder)
        for row in corpus.rows(given.corpus / "train.jsonl.gz")[: given.rows]
    ]
    documents = taught(documents, SEED)
    if given.no_meaning:
        for document in documents:
            document.spans, document.text = [], []
    return documents


def optimizer_of(learned: dict[str, torch.nn.Parameter], rate: float) -> torch.optim.AdamW:
    """AdamW that moves the heads, which begin from nothing, by larger steps."""
    own = ("shape", "quoted", "first", "tags", "links", "transition", "opening", "distance", "none")
    return torch.optim.AdamW(
        [
            {
                "params": [p for n, p in learned.items() if not n.startswith(own)],
                "full": rate,
            },
            {
                "params": [p for n, p in learned.items() if n.startswith(own)],
                "full": rate * HEADS,
            },
        ],
        lr=rate,
        weight_decay=DECAY,
        betas=(0.9, 0.98),
    )


def main() -> None:
    given = arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    encoder = Encoder(base.folder() / "tokenizer.json")
    documents = documents_of(given, encoder)
    cache = given.out / "meanings.pt"
    if not cache.exists():
        torch.save(meanings([t for held in documents for t in held.text]), cache)
    every = torch.load(cache)
    offset = np.cumsum([0, *(len(held.spans) for held in documents)])
    code = {mark: encoder.pieces([mark])[0][0] for mark in "“”\"‘’'"}
    plain = {code["“"]: code['"'], code["”"]: code['"'], code["‘"]: code["'"], code["’"]: code["'"]}

    reader = Reader()
    base.load_base(reader)
    if given.start:
        reader.load_state_dict(torch.load(given.start))
    reader.train()
    teacher = Teacher(given.teacher, documents) if given.teacher else None
    for table in (reader.word, reader.position):
        table.requires_grad_(requires_grad=False)
    learned = {n: p for n, p in reader.named_parameters() if p.requires_grad}
    optimizer = optimizer_of(learned, given.rate)
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
    plan = order(documents, given.seed, epoch, alike=given.alike)
    begun, total = time.time(), dict.fromkeys(WEIGHTS, 0.0)
    with (given.out / "log.jsonl").open("a", encoding="utf-8") as log:
        while done < given.steps:
            while done - begins >= len(plan):
                begins += len(plan)
                epoch += 1
                plan = order(documents, given.seed, epoch, alike=given.alike)
            chosen = plan[done - begins]
            torch.manual_seed(given.seed + done)
            if done >= given.late:
                reader.drop_links = late
            arrays = corpus.batch(
                documents,
                chosen,
                np.random.default_rng([given.seed, epoch, done]),
                plain,
                masked=given.masked if done >= given.late else 0.0,
            )
            held = tensors(arrays)
            spans, places = within(documents, chosen, offset)
            wished = targets(held, chosen, teacher)
            found = losses(reader, held, wished, spans, every[places])
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
