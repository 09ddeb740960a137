"""From a checkpoint to the files that ship: six ONNX graphs, the encoder's in int8, the labels and the tokenizer.

    python -m training.export --bench ../shared/bench --checkpoint build/reader/checkpoint.pt --out onrecord/models

The weights are quantised dynamically, per channel and to seven bits (reduced range), so that processors with and
without VNNI instructions add up the same integers.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from training.data import Vocabulary, lemma_table
from training.network import DISTANCES, POSITION_ROLES, ArgumentHead, ReaderNetwork, Shape, pretrained_encoder

PROJECTIONS = (
    "arc", "relation_dependent", "relation_head", "attribution_word", "attribution_cue", "event_word", "event_trigger",
    "position_word", "position_trigger", "anaphor", "antecedent",
)  # fmt: skip
"""What the encoder's graph gives beside the tags, in the order of its outputs: [W, W], else [W, *]."""


class OneWindow(nn.Module):
    """The network on a single window without padding, as the product runs it."""

    def __init__(self, network: ReaderNetwork, layers: list[str]) -> None:
        super().__init__()
        self.network, self.layers = network, layers

    def forward(self, pieces: Tensor, features: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """pieces, features [L], first, last [W] -> tags [W, T], then `PROJECTIONS`."""
        out = self.network(pieces[None], features[None], None, first[None], last[None])
        tags = torch.cat([out[name][0] for name in self.layers], dim=-1)
        return (tags, *(out[name][0] for name in PROJECTIONS))


class Part(nn.Module):
    """One method of the network as a module of its own."""

    def __init__(self, network: ReaderNetwork, method: str) -> None:
        super().__init__()
        self.network, self.method = network, method

    def forward(self, *inputs: Tensor) -> Tensor:
        """What the method gives."""
        result: Tensor = getattr(self.network, self.method)(*inputs)
        return result


class ArgumentsOfWindow(nn.Module):
    """An argument head with one window's words shared by all its anchors."""

    def __init__(self, head: ArgumentHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, words: Tensor, anchors: Tensor, distances: Tensor, conventions: Tensor) -> Tensor:
        """words [W, 2A], anchors [C, 2A], distances [C, W], conventions [C] -> logits [C, W, kinds]."""
        result: Tensor = self.head(words[None], anchors, distances, conventions)
        return result


def load(checkpoint: Path) -> tuple[ReaderNetwork, Vocabulary]:
    """The network of a checkpoint, ready for use, and its vocabulary."""
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    network = ReaderNetwork(Shape(**state["shape"]))
    network.load_state_dict(state["network"])
    return network.eval(), Vocabulary(**state["vocabulary"])


def export(network: ReaderNetwork, vocab: Vocabulary, bench: Path, encoder: Path, out: Path) -> None:
    """Write every file of the model into the folder."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    layers = list(vocab.layers())
    length, width = 12, 9
    whole = torch.arange(length), torch.zeros(length, dtype=torch.long)
    words = torch.arange(1, width + 1), torch.arange(1, width + 1)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "reader.onnx"
        _onnx(OneWindow(network, layers), (*whole, *words), ["pieces", "features", "first", "last"],
              ["tags", *PROJECTIONS],
              {"pieces": ["L"], "features": ["L"], "first": ["W"], "last": ["W"]}, plain)  # fmt: skip
        quantize_dynamic(plain, out / "reader.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    _export_pairs(network, out)
    labels = {
        "layers": vocab.layers(), "deprels": vocab.deprel, "distances": DISTANCES, "position_roles": POSITION_ROLES,
    }  # fmt: skip
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    table = "".join("\t".join(row) + "\n" for row in lemma_table(bench))
    (out / "lemmas.tsv").write_text(table, encoding="utf-8")
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")


def _export_pairs(network: ReaderNetwork, out: Path) -> None:
    """The small graphs that score pairs of words."""
    r, c = network.shape.relation, network.shape.antecedent * 2
    whole = torch.long
    _onnx(Part(network, "relations"), (torch.zeros(4, r), torch.zeros(4, r)), ["dependent", "head"], ["scores"],
          {"dependent": ["N"], "head": ["N"]}, out / "relations.onnx")  # fmt: skip
    heads = (
        (network.attribution, "arguments"),
        (network.event, "event_arguments"),
        (network.position, "position_arguments"),
    )
    for head, name in heads:
        a = head.word.out_features
        _onnx(ArgumentsOfWindow(head),
              (torch.zeros(9, a), torch.zeros(3, a), torch.zeros(3, 9, dtype=whole), torch.zeros(3, dtype=whole)),
              ["words", "anchors", "distances", "conventions"], ["scores"],
              {"words": ["W"], "anchors": ["C"], "distances": ["C", "W"], "conventions": ["C"]},
              out / f"{name}.onnx")  # fmt: skip
    pairs = torch.zeros(5, 4, dtype=whole)
    _onnx(Part(network, "antecedents"), (torch.zeros(5, c), torch.zeros(5, 4, c), pairs, pairs),
          ["anaphors", "candidates", "distances", "likeness"], ["scores"],
          {"anaphors": ["M"], "candidates": ["M", "K"], "distances": ["M", "K"], "likeness": ["M", "K"]},
          out / "antecedents.onnx")  # fmt: skip


def _onnx(module: nn.Module, inputs: tuple[Tensor, ...], names: list[str], outputs: list[str],
          axes: dict[str, list[str]], path: Path) -> None:  # fmt: skip
    dynamic = {name: dict(enumerate(dims)) for name, dims in axes.items()}
    torch.onnx.export(
        module.eval(), inputs, str(path), input_names=names, output_names=outputs, dynamic_axes=dynamic,
        opset_version=17, dynamo=False,
    )  # fmt: skip


def main() -> None:
    """Export the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, default=None, help="folder with tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    export(*load(options.checkpoint), options.bench, options.encoder or pretrained_encoder(), options.out)


if __name__ == "__main__":
    main()
