"""How well and how fast zopa reads: `python benchmarks/reading.py CORPUS SCORER`.

CORPUS is dev.jsonl.gz of the Political News Attribution Relations Corpus (Newell, Margolin and
Ruths 2018), SCORER the folder with attribution_score.py. Neither is part of zopa. Intervals are
bootstrap intervals over documents (percentiles, 95%). `--full reader-full.onnx` compares with the
weights in full precision.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

REPORT_WORDS = 800
MEASURES = {
    "token.all": ("token F1, all roles", 0.890),
    "token.source": ("  source", 0.855),
    "token.cue": ("  cue", 0.750),
    "token.content": ("  content", 0.910),
    "overlap.all": ("spans, overlap ≥ 0.5", 0.825),
    "rel.who": ("relations: who", 0.800),
    "rel.relaxed": ("relations, relaxed", 0.730),
    "rel.strict": ("relations, strict", 0.550),
    "frag.source": ("exact pieces: source", 0.820),
    "frag.cue": ("exact pieces: cue", 0.745),
    "frag.content": ("exact pieces: content", 0.700),
}


def predicted(
    model: Any, rows: list[dict[str, Any]], *, alone: bool = False
) -> list[dict[str, Any]]:
    """The rows that the scorer takes, out of what the model finds in each text: in all of them at
    once, or in each `alone`. In int8 the range of numbers is that of a batch, so the two differ."""
    from zopa.statements.tagger import tagged
    from zopa.statements.words import words_of

    texts = [words_of(row["text"]) for row in rows]
    groups = [[text] for text in texts] if alone else [texts]
    found = [one for group in groups for one in tagged(group, model)[0]]
    made = []
    for row, one in zip(rows, found, strict=True):
        loose = collections.defaultdict(list)
        for role, span in one.loose:
            loose[role].append(list(span))
        made.append(
            {
                "id": row["id"],
                "attributions": [
                    {
                        role: [list(span) for span in getattr(a, role)]
                        for role in ("source", "cue", "content")
                    }
                    for a in one.attributions
                ],
                "fragments": loose,
            }
        )
    return made


def quality(scorer: Any, rows: list[dict[str, Any]], made: list[dict[str, Any]]) -> dict[str, Any]:
    """F1 and its interval for each measure."""
    each, total = scorer.score(rows, made)
    chance = random.Random(0)  # noqa: S311
    again: dict[str, list[float]] = {name: [] for name in MEASURES}
    for _ in range(1000):
        sample: collections.Counter[Any] = collections.Counter()
        for _ in each:
            sample.update(chance.choice(each))
        for name in MEASURES:
            again[name].append(scorer.prf(sample, name)[2])
    result = {}
    for name in MEASURES:
        ordered = sorted(again[name])
        result[name] = (scorer.prf(total, name), ordered[25], ordered[974])
    return result


def speed(rows: list[dict[str, Any]], threads: int) -> None:
    """Reports of 800 words a second, model and decoding alone, and all of `read_documents`."""
    from zopa.sources import read_document
    from zopa.statements.model import shipped
    from zopa.statements.reading import read_documents
    from zopa.statements.tagger import tagged
    from zopa.statements.words import words_of

    model = shipped(threads)
    texts = [words_of(row["text"]) for row in rows]
    count = sum(map(len, texts))
    tagged(texts[:2], model)
    best = min(_timed(lambda: tagged(texts, model)) for _ in range(3))
    print(f"tagging, {threads} threads: {count / REPORT_WORDS / best:.1f} reports a second")
    opened = [read_document(row["text"].encode(), f"{row['id']}.txt", id=row["id"]) for row in rows]
    documents = [one.document for one in opened if one.document is not None]
    best = min(_timed(lambda: [read_documents([d], model=model) for d in documents])
               for _ in range(2))  # fmt: skip
    print(f"whole reading, one report at a time: {count / REPORT_WORDS / best:.1f} a second")


def _timed(act: Any) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


_START = """
import time
begun = time.perf_counter()
from zopa.statements.model import shipped
model = shipped()
loaded = time.perf_counter() - begun
from zopa.statements.worker import read_report
text = open({path!r}, "rb").read()
rows, _ = read_report(text, "report.txt")
# Not getrusage, whose peak a child has from its parent.
lines = open("/proc/self/status").read().splitlines()
peak = int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) / 1024
print(f"load {{loaded:.2f}} s, {{peak:.0f}} MB, "
      f"{{len(rows)}} rows")
"""


def main() -> None:
    """Print it all."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("corpus", type=Path)
    ask.add_argument("scorer", type=Path)
    ask.add_argument("--full", type=Path, help="the graph in full precision")
    ask.add_argument("--quality-only", action="store_true")
    given = ask.parse_args()
    sys.path.insert(0, str(given.scorer))
    import attribution_score as scorer

    from zopa.statements.model import TaggerModel, shipped

    with gzip.open(given.corpus, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    model = shipped()
    results = quality(scorer, rows, predicted(model, rows))
    print(f"{len(rows)} documents, {sum(len(r['attributions']) for r in rows)} attributions")
    _, alone = scorer.score(rows, predicted(model, rows, alone=True))
    print(f"{'':26}     P     R    F1  95% interval     alone   wanted")
    for name, (words, wanted) in MEASURES.items():
        (p, r, f), low, high = results[name]
        mark = "" if f >= wanted else "  below"
        print(
            f"{words:26} {p:5.3f} {r:5.3f} {f:5.3f}  [{low:.3f}, {high:.3f}]   "
            f"{scorer.prf(alone, name)[2]:.3f}   {wanted:.3f}{mark}"
        )
    if given.full:
        import onnxruntime

        full = TaggerModel.__new__(TaggerModel)
        full.__dict__.update(model.__dict__)
        full._session = onnxruntime.InferenceSession(str(given.full))
        _, total = scorer.score(rows, predicted(full, rows))
        loss = scorer.prf(total, "token.all")[2] - results["token.all"][0][2]
        print(f"token F1 lost by int8: {loss:+.4f} (wanted: at most 0.005)")
    if given.quality_only:
        return
    speed(rows[:24], os.cpu_count() or 1)
    report = Path(os.environ.get("TMPDIR", "/tmp")) / "zopa-report.txt"  # noqa: S108
    report.write_text(" ".join(rows[0]["text"].split()[:REPORT_WORDS]), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-c", _START.format(path=str(report))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    print("one report in a fresh process:", told.stdout.strip())
    print(f"peak memory here: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
