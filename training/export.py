"""From a checkpoint to the files that ship: three ONNX graphs, the encoder's in int8, the labels and the tokenizer.

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
from training.network import DISTANCES, ReaderNetwork, Shape, pretrained_encoder


class OneWindow(nn.Module):
    """The network on a single window without padding, as the product runs it."""

    def __init__(self, network: ReaderNetwork, layers: list[str]) -> None:
        super().__init__()
        self.network, self.layers = network, layers

    def forward(self, pieces: Tensor, features: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """pieces, features [L], first, last [W] -> tags [W, T], arc [W, W] and the four projections [W, *]."""
        out = self.network(pieces[None], features[None], None, first[None], last[None])
        tags = torch.cat([out[name][0] for name in self.layers], dim=-1)
        rest = ("arc", "relation_dependent", "relation_head", "argument_word", "argument_cue")
        return (tags, *(out[name][0] for name in rest))


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
    """`ReaderNetwork.arguments` with one window's words shared by all its cues."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, words: Tensor, cues: Tensor, distances: Tensor) -> Tensor:
        """words [W, 2A], cues [C, 2A], distances [C, W] -> logits [C, W, 3]."""
        return self.network.arguments(words[None], cues, distances)


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
    a, r = network.shape.argument * 2, network.shape.relation
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "reader.onnx"
        _onnx(OneWindow(network, layers), (*whole, *words), ["pieces", "features", "first", "last"],
              ["tags", "arc", "relation_dependent", "relation_head", "argument_word", "argument_cue"],
              {"pieces": ["L"], "features": ["L"], "first": ["W"], "last": ["W"]}, plain)  # fmt: skip
        quantize_dynamic(plain, out / "reader.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    _onnx(Part(network, "relations"), (torch.zeros(4, r), torch.zeros(4, r)), ["dependent", "head"], ["scores"],
          {"dependent": ["N"], "head": ["N"]}, out / "relations.onnx")  # fmt: skip
    _onnx(ArgumentsOfWindow(network), (torch.zeros(9, a), torch.zeros(3, a), torch.zeros(3, 9, dtype=torch.long)),
          ["words", "cues", "distances"], ["scores"],
          {"words": ["W"], "cues": ["C"], "distances": ["C", "W"]}, out / "arguments.onnx")  # fmt: skip
    labels = {"layers": vocab.layers(), "deprels": vocab.deprel, "distances": DISTANCES}
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    table = "".join("\t".join(row) + "\n" for row in lemma_table(bench))
    (out / "lemmas.tsv").write_text(table, encoding="utf-8")
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")


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
