"""In: pieces and shapes of a sentence's words. Out: the scores of every head of the reader.

A BERT encoder (MiniLM: 6 layers of 384) reads the pieces; a word is the mean of its first and last piece, mixed over
the layers; linear heads label words, a biaffine head scores arcs and relations (Dozat and Manning 2017).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ascribe.reader.wordpiece import SHAPES


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the network and of its output layers."""

    upos: int
    xpos: int
    lemma: int
    deprel: int
    ner: int
    mention: int
    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    arc: int = 320
    relation: int = 128
    small: int = 128
    """Hidden width of the event and factuality heads."""


class Layer(nn.Module):
    """One transformer layer, post-norm, as in BERT."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.heads = sizes.attention_heads
        self.qkv = nn.Linear(sizes.width, 3 * sizes.width)
        self.out = nn.Linear(sizes.width, sizes.width)
        self.norm1 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.up = nn.Linear(sizes.width, sizes.inner)
        self.down = nn.Linear(sizes.inner, sizes.width)
        self.norm2 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`x` [B, P, W]; `mask` [B, 1, 1, P] added to the attention scores, None where there is no padding."""
        b, p, w = x.shape
        q, k, v = self.qkv(x).view(b, p, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        # written out: on CPUs faster than the fused call for short sentences, and plain in the exported graph
        scores = (q * (w // self.heads) ** -0.5) @ k.transpose(-1, -2)
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        mixed = torch.softmax(scores, -1, dtype=scores.dtype) @ v
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(b, p, w))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT with an embedding of the word's shape added to every piece."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(sizes.vocabulary, sizes.width)
        self.positions = nn.Embedding(sizes.positions, sizes.width)
        self.shapes = nn.Embedding(len(SHAPES), sizes.width)
        nn.init.zeros_(self.shapes.weight)  # the start is exactly the upstream encoder
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList([Layer(sizes, dropout) for _ in range(sizes.layers)])

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None) -> list[Tensor]:
        """`pieces`, `shapes` [B, P] to the outputs [B, P, W] of the embedding and of every layer."""
        place = self.positions.weight[: pieces.shape[1]]
        x = self.dropout(self.norm(self.words(pieces) + place + self.shapes(shapes)))
        out = [x]
        for layer in self.layers:
            x = layer(x, mask)
            out.append(x)
        return out


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.25) -> None:
        super().__init__()
        self.sizes = sizes
        w = sizes.width
        self.encoder = Encoder(sizes, dropout)
        self.mix = nn.Parameter(torch.tensor([0.0] * sizes.layers + [2.0]))  # starts at the last layer
        self.dropout = nn.Dropout(0.15)
        self.upos = nn.Linear(w, sizes.upos)
        self.xpos = nn.Linear(w, sizes.xpos)
        self.lemma = nn.Linear(w, sizes.lemma)
        self.ner = nn.Linear(w, sizes.ner)
        self.mention = nn.Linear(w, sizes.mention)
        self.event = nn.Sequential(nn.Linear(w, sizes.small), nn.GELU(), nn.Dropout(0.2), nn.Linear(sizes.small, 1))
        self.factuality = nn.Sequential(
            nn.Linear(w, sizes.small), nn.GELU(), nn.Dropout(0.2), nn.Linear(sizes.small, 1)
        )
        self.arc_dep, self.arc_head = nn.Linear(w, sizes.arc), nn.Linear(w, sizes.arc)
        self.rel_dep, self.rel_head = nn.Linear(w, sizes.relation), nn.Linear(w, sizes.relation)
        self.root = nn.Parameter(torch.randn(w) * 0.1)
        self.arc = nn.Linear(sizes.arc, sizes.arc, bias=False)
        self.arc_bias = nn.Linear(sizes.arc, 1)
        self.rel = nn.Linear(sizes.relation, sizes.deprel * sizes.relation, bias=False)
        self.rel_from_dep = nn.Linear(sizes.relation, sizes.deprel)
        self.rel_from_head = nn.Linear(sizes.relation, sizes.deprel, bias=False)
        self.head_dropout = nn.Dropout(head_dropout)

    def words(self, layers: list[Tensor], first: Tensor, last: Tensor) -> Tensor:
        """Layers [B, P, W] and the positions [B, N] of each word's first and last piece to words [B, N, W]."""
        weights = torch.softmax(self.mix, 0)
        mixed = layers[0] * weights[0]
        for i, layer in enumerate(layers[1:], 1):
            mixed = mixed + layer * weights[i]
        wide = (first.shape[0], first.shape[1], mixed.shape[2])
        return 0.5 * (
            torch.gather(mixed, 1, first.unsqueeze(-1).expand(wide))
            + torch.gather(mixed, 1, last.unsqueeze(-1).expand(wide))
        )

    def arcs(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Words [B, N, W] to arc scores [B, N, N + 1] (column 0 is the root) and the inputs of the relation scores."""
        heads = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        dep = self.head_dropout(F.gelu(self.arc_dep(x)))
        head = self.head_dropout(F.gelu(self.arc_head(heads)))
        scores = (self.arc(dep) @ head.transpose(1, 2)) * self.sizes.arc**-0.5 + self.arc_bias(head).transpose(1, 2)
        rel_dep = self.head_dropout(F.gelu(self.rel_dep(x)))
        rel_head = self.head_dropout(F.gelu(self.rel_head(x)))
        return scores, rel_dep, rel_head

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Pairs [M, R] of dependent and head to relation scores [M, deprel]."""
        products = self.rel(dep).view(-1, self.sizes.deprel, self.sizes.relation)
        bilinear = (products @ head.unsqueeze(-1)).squeeze(-1) * self.sizes.relation**-0.5
        return bilinear + self.rel_from_dep(dep) + self.rel_from_head(head)

    def all_relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Every pair: [B, N, R] twice to [B, N, N, deprel] (dependent, head)."""
        b, n, r = dep.shape
        products = self.rel(dep).view(b, n * self.sizes.deprel, r)
        bilinear = (products @ head.transpose(1, 2)).view(b, n, self.sizes.deprel, n) * r**-0.5
        scores = bilinear + self.rel_from_dep(dep).unsqueeze(-1) + self.rel_from_head(head).transpose(1, 2).unsqueeze(1)
        return scores.transpose(2, 3)


def load_upstream(model: Reader, folder: Path) -> None:
    """The upstream encoder's weights into `model.encoder`. Reads safetensors with torch alone."""
    weights = read_safetensors(folder / "model.safetensors")
    e = model.encoder
    with torch.no_grad():
        e.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        # the token type is always 0: its vector becomes part of the positions
        types = weights["embeddings.token_type_embeddings.weight"][0]
        e.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + types)
        _copy(e.norm, weights, "embeddings.LayerNorm")
        for i, layer in enumerate(e.layers):
            at = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                fused = [weights[f"{at}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(fused))
            _copy(layer.out, weights, at + "attention.output.dense")
            _copy(layer.norm1, weights, at + "attention.output.LayerNorm")
            _copy(layer.up, weights, at + "intermediate.dense")
            _copy(layer.down, weights, at + "output.dense")
            _copy(layer.norm2, weights, at + "output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[name + ".weight"])  # type: ignore[operator,union-attr]
    module.bias.copy_(weights[name + ".bias"])  # type: ignore[operator,union-attr]


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """Tensors of a safetensors file of 32-bit floats (others are skipped)."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    out = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = (8 + size + o for o in entry["data_offsets"])
            out[name] = torch.frombuffer(bytearray(raw[start:end]), dtype=torch.float32).view(entry["shape"])
    return out
