"""The tagger and linker as a PyTorch module: MiniLM, features of words, tags, links.

The encoder is BERT as Devlin et al. (2019) describe it, six layers of 384, starting from
all-MiniLM-L6-v2. To the embedding of each piece of a word are added what the uncased vocabulary
does not tell: capitals, whether the word stands between quotation marks, whether it begins a
paragraph. Each word is its first piece.

- *Tags*: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) over seven
  labels: outside, and begin or inside of a source, a cue, a content.
- *Links*: as in the biaffine parser of Dozat and Manning (2017), each word of a content points to
  the first word of its cue, each word of a cue to the first word of its source or to none.
- *Meaning*: a linear map, taught to give, averaged over the words of a span, the embedding that
  the base model gives for these words alone (Hinton et al. 2015 in kind). While the encoder is
  trained it maps the last layer, and keeps it from forgetting; what is shipped maps three layers
  and is fitted afterwards (meaning.py).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

LABELS = 7
HEAD = 96
REACH = 64
"""Links know their distance up to this many words; beyond, all are one."""


class Dropout(nn.Module):
    """Dropout whose masks are cut out of one long mask at random places.

    Drawing a fresh mask for each layer takes 8% of a training step on a processor; this, none.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        mask = (torch.rand(1 << 23) >= share).float() / (1 - share)
        self.register_buffer("mask", mask, persistent=False)
        self.mask: Tensor

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        start = int(torch.randint(len(self.mask) - x.numel(), ()))
        return x * self.mask[start : start + x.numel()].view_as(x)


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int, drop: nn.Module) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = drop

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = (
            part.reshape(batch, length, self.heads, -1).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Reader(nn.Module):
    """Encoder and heads. `forward` gives what the exported model gives."""

    def __init__(
        self,
        vocabulary: int = 30522,
        width: int = 384,
        layers: int = 6,
        shapes: int = 8,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, width, padding_idx=0)
        self.position = nn.Embedding(512, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.shape = nn.Embedding(shapes, width)
        self.quoted = nn.Embedding(2, width)
        self.first = nn.Embedding(2, width)
        for features in (self.shape, self.quoted, self.first):
            nn.init.zeros_(features.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = Dropout(dropout)
        self.drop_links: nn.Module = self.drop
        self.layers = nn.ModuleList(Layer(width, 12, 4 * width, self.drop) for _ in range(layers))
        self.tags = nn.Linear(width, LABELS)
        self.links = nn.Linear(width, 4 * HEAD)
        self.meaning = nn.Linear(width, width)
        nn.init.eye_(self.meaning.weight)
        nn.init.zeros_(self.meaning.bias)
        # Beside the exported graph: the random field's weights and the bias of distances.
        self.transition = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.opening = nn.Parameter(torch.zeros(LABELS))
        self.distance = nn.Parameter(torch.zeros(2, 2 * REACH + 1))
        self.none = nn.Parameter(torch.zeros(HEAD))
        self.none_bias = nn.Parameter(torch.zeros(()))

    def layers_at(
        self, pieces: Tensor, shape: Tensor, quoted: Tensor, first: Tensor, heads: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """What goes into the first layer, comes out of the middle one and of the last, at the
        first piece of each word: (windows, words, width). `pieces` … `first`: (windows, pieces);
        `heads`: (windows, words), the place of each word's first piece."""
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.word(pieces) + self.position(place) + self.kind
        x = x + self.shape(shape) + self.quoted(quoted) + self.first(first)
        x = self.drop(self.norm(x))
        index = heads[:, :, None].expand(-1, -1, x.shape[-1])
        kept = [torch.gather(x, 1, index)]
        mask = ((pieces == 0).to(x.dtype) * -1e4)[:, None, None, :]
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, mask)
            if number in (len(self.layers) // 2, len(self.layers)):
                kept.append(torch.gather(x, 1, index))
        begin, middle, last = kept
        return begin, middle, last

    def forward(
        self, pieces: Tensor, shape: Tensor, quoted: Tensor, first: Tensor, heads: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Tags, link vectors and meanings, each (windows, words, ·)."""
        *_, x = self.layers_at(pieces, shape, quoted, first, heads)
        return self.tags(self.drop(x)), self.links(self.drop_links(x)), self.meaning(x)

    # --- losses ------------------------------------------------------------------------------

    def field_loss(self, emissions: Tensor, single: Tensor, pairs: Tensor, known: Tensor) -> Tensor:
        """Cross entropy of the field from wanted chances of labels `single`, (windows, words,
        labels), and of neighbours' labels `pairs`, (windows, words - 1, labels, labels); summed.
        With a 1 for each true label this is the negative log likelihood."""
        steps = (single * emissions).sum(2)
        moves = (pairs * self.transition).sum((2, 3))
        wanted = (single[:, 0] * self.opening).sum(1) + steps[:, 0]
        wanted = wanted + ((steps[:, 1:] + moves) * known[:, 1:]).sum(1)
        alpha = self.opening + emissions[:, 0]
        for index in range(1, emissions.shape[1]):
            ahead = (
                torch.logsumexp(alpha[:, :, None] + self.transition, dim=1) + emissions[:, index]
            )
            alpha = torch.where(known[:, index, None] > 0, ahead, alpha)
        return (torch.logsumexp(alpha, dim=1) - wanted).sum()

    @torch.no_grad()
    def field_chances(self, emissions: Tensor, known: Tensor) -> tuple[Tensor, Tensor]:
        """The chances of labels and of neighbours' labels, as `field_loss` takes them."""
        length = emissions.shape[1]
        ahead, behind = torch.empty_like(emissions), torch.zeros_like(emissions)
        ahead[:, 0] = self.opening + emissions[:, 0]
        for index in range(1, length):
            step = torch.logsumexp(ahead[:, index - 1, :, None] + self.transition, dim=1)
            ahead[:, index] = step + emissions[:, index]
        for index in range(length - 2, -1, -1):
            after = behind[:, index + 1] + emissions[:, index + 1]
            step = torch.logsumexp(self.transition + after[:, None, :], dim=2)
            behind[:, index] = torch.where(known[:, index + 1, None] > 0, step, 0.0)
        single = torch.softmax(ahead + behind, dim=2)
        both = ahead[:, :-1, :, None] + self.transition + (emissions + behind)[:, 1:, None, :]
        return single, torch.softmax(both.flatten(2), dim=2).view_as(both)

    def link_scores(self, links: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of content word → cue word, cue word → source word (windows, words, words),
        and of cue word → no source (windows, words)."""
        content, cue_in, cue_out, source = links.chunk(4, dim=-1)
        length = links.shape[1]
        place = torch.arange(length)
        offset = (place[None, :] - place[:, None]).clamp(-REACH, REACH) + REACH
        bias = self.distance[:, offset]
        scale = HEAD**-0.5
        to_cue = content @ cue_in.transpose(1, 2) * scale + bias[0]
        to_source = cue_out @ source.transpose(1, 2) * scale + bias[1]
        return to_cue, to_source, cue_out @ self.none * scale + self.none_bias


class Shipped(nn.Module):
    """What is exported: tags and links as in `Reader`, meanings out of three layers."""

    def __init__(self, reader: Reader, meaning: nn.Linear) -> None:
        super().__init__()
        self.reader, self.meaning = reader, meaning

    def forward(
        self, pieces: Tensor, shape: Tensor, quoted: Tensor, first: Tensor, heads: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """As `Reader.forward`."""
        layers = self.reader.layers_at(pieces, shape, quoted, first, heads)
        last = layers[-1]
        return self.reader.tags(last), self.reader.links(last), self.meaning(torch.cat(layers, -1))
