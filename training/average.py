"""The mean of the weights of several runs: `python average.py OUT RUN...`.

Runs that branch off from one another lie in one valley of the loss, where the mean of their
weights does better than each (Wortsman et al. 2022, Model soups). Each RUN holds a `reader.pt`;
OUT gets the mean under that name.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("out", type=Path)
    ask.add_argument("runs", type=Path, nargs="+")
    given = ask.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    held = [torch.load(run / "reader.pt") for run in given.runs]
    mean = {
        name: torch.stack([one[name].double() for one in held]).mean(0).to(value.dtype)
        for name, value in held[0].items()
    }
    torch.save(mean, given.out / "reader.pt")


if __name__ == "__main__":
    main()
