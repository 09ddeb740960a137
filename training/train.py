"""Train the reader network on all layers together, checkpointed each epoch and resumable.

    python -m training.train --bench ../shared/bench --silver build/silver.jsonl --out build/reader

A GPU is used where there is one; on two CPU cores in bfloat16 an epoch takes about a quarter of an hour.
"""

import argparse
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.batches import Batch, BatchFrame, BatchPair, Chains, Happening, batches, cut_windows, groups_of
from training.data import Document, Vocabulary, encode, vocabulary
from training.network import ArgumentHead, ReaderNetwork, Shape, distance_bucket, load_encoder, pretrained_encoder
from training.silver_layers import add_silver_layers
from training.sources import load_training

WEIGHTS = {
    "upos": 1.0, "xpos": 0.5, "script": 0.5, "sentence": 0.5, "arc": 1.0, "deprel": 1.0, "name": 1.0, "entity": 0.5,
    "timex": 1.0, "cue": 2.0, "source": 0.5, "content": 0.5, "argument": 2.5, "factuality": 0.6,
    "deep_cue": 1.0, "mention": 0.7, "antecedent": 0.4, "event": 1.0, "modality": 0.5, "event_argument": 1.0,
    "pair": 1.0, "happening": 0.5, "stance": 1.0, "holding": 0.3, "change": 0.4, "position_argument": 1.0,
}  # fmt: skip
PIECES_PER_BATCH = 3600
SHORTEST_WINDOW, LONGEST_WINDOW = 150, 254


def losses(network: ReaderNetwork, batch: Batch) -> dict[str, Tensor]:
    """The mean loss of each layer that has a label in the batch."""
    out = network(batch.pieces, batch.features, batch.mask, batch.first, batch.last)
    found: dict[str, Tensor] = {}
    for name, labels in batch.labels.items():
        if name in ("factuality", "deprel") or not bool((labels >= 0).any()):
            continue
        found[name] = functional.cross_entropy(out[name].float().flatten(0, 1), labels.flatten(), ignore_index=-100)
    known = ~torch.isnan(batch.labels["factuality"])
    if bool(known.any()):
        found["factuality"] = functional.smooth_l1_loss(
            out["factuality"].float()[..., 0][known], batch.labels["factuality"][known]
        )
    if bool((batch.heads >= 0).any()):
        found |= _tree_losses(network, batch, out)
    if batch.frames:
        words, cues = out["attribution_word"], out["attribution_cue"]
        found["argument"] = _argument_loss(network.attribution, batch.frames, words, cues)
    if batch.events:
        words, triggers = out["event_word"], out["event_trigger"]
        found["event_argument"] = _argument_loss(network.event, batch.events, words, triggers)
    if batch.positions:
        words, triggers = out["position_word"], out["position_trigger"]
        found["position_argument"] = _argument_loss(network.position, batch.positions, words, triggers)
    if batch.pairs:
        found["pair"] = torch.stack([_pair_loss(network, pair, out) for pair in batch.pairs]).mean()
    if batch.happenings:
        found["happening"] = torch.stack([_happening_loss(one, out) for one in batch.happenings]).mean()
    if batch.chains:
        found["antecedent"] = torch.stack([_antecedent_loss(network, chains, out) for chains in batch.chains]).mean()
    return found


def _tree_losses(network: ReaderNetwork, batch: Batch, out: dict[str, Tensor]) -> dict[str, Tensor]:
    arcs = out["arc"].float().masked_fill(~batch.same_sentence, -1e4)
    found = {"arc": functional.cross_entropy(arcs.flatten(0, 1), batch.heads.flatten(), ignore_index=-100)}
    rows, words = torch.nonzero(batch.labels["deprel"] >= 0, as_tuple=True)
    if len(rows):
        heads = batch.heads[rows, words]
        scores = network.relations(out["relation_dependent"][rows, words], out["relation_head"][rows, heads])
        found["deprel"] = functional.cross_entropy(scores.float(), batch.labels["deprel"][rows, words])
    return found


def _argument_loss(head: ArgumentHead, frames: list[BatchFrame], words: Tensor, anchors: Tensor) -> Tensor:
    device = words.device
    rows = torch.tensor([f.row for f in frames], device=device)
    projected = torch.stack([anchors[f.row, f.anchor].mean(0) for f in frames])
    starts = torch.tensor([f.anchor[0] for f in frames], device=device)
    conventions = torch.tensor([int(f.deep) for f in frames], device=device)
    distances = distance_bucket(torch.arange(words.shape[1], device=device)[None] - starts[:, None])
    logits = head(words[rows], projected, distances, conventions)
    labels = torch.stack([f.labels for f in frames])
    return functional.cross_entropy(logits.float().flatten(0, 1), labels.flatten(), ignore_index=-100)


def _pair_loss(network: ReaderNetwork, pair: BatchPair, out: dict[str, Tensor]) -> Tensor:
    """Minus the log of the probability that one of the types happens between the two actors.

    Nobody marked the word that tells it, so every word is taken for the trigger, as far as it names an event and has
    the two for its actor and recipient (attention as alignment, over the same heads that find events in running text).
    """
    event = out["event"][pair.row, : pair.size].float().log_softmax(-1)
    size = pair.size
    triggers, positions = out["event_trigger"][pair.row, :size], torch.arange(size, device=event.device)
    roles = []
    for role, words in enumerate((pair.actor, pair.recipient), 1):
        if not words:
            continue
        projected = out["event_word"][pair.row, words][None].expand(size, -1, -1)
        places = torch.tensor(words, device=event.device)
        distances = distance_bucket(places[None] - positions[:, None])
        labels = network.event(projected, triggers, distances, torch.zeros_like(positions)).float().log_softmax(-1)
        roles.append(labels[..., role].amax(-1))
    weight = torch.stack([event[:, 1:].logsumexp(-1), *roles]).sum(0).log_softmax(-1)
    types = event[:, 1:].log_softmax(-1)
    return -(weight[:, None] + types[:, pair.types]).flatten().logsumexp(0)


def _happening_loss(one: Happening, out: dict[str, Tensor]) -> Tensor:
    """Minus the log of the probability that one of the likeliest words names an event of one of the types (noisy or).

    Where nothing happens, minus that of the likeliest words naming none.
    """
    event = out["event"][one.row, : one.size].float().log_softmax(-1)
    likeliest = min(3, one.size)
    if not one.types:
        return -event[:, 0].topk(likeliest, largest=False).values.sum()
    wanted = event[:, [1 + t for t in one.types]].logsumexp(-1).topk(likeliest).values.clamp(max=-1e-4)
    nowhere = torch.log1p(-wanted.exp()).sum()
    return -torch.log1p(-nowhere.clamp(max=-1e-4).exp())


def _antecedent_loss(network: ReaderNetwork, chains: Chains, out: dict[str, Tensor]) -> Tensor:
    """Minus the log of the probability on all true antecedents together, as in Lee et al. 2017."""
    anaphors = out["anaphor"][chains.rows, chains.words]
    before = out["antecedent"][chains.rows, chains.words][chains.candidates]
    scores = network.antecedents(anaphors, before, distance_bucket(chains.distances), chains.likeness).float()
    scores = torch.cat([scores[:, :1], scores[:, 1:].masked_fill(~chains.possible, -1e4)], dim=-1)
    right = scores.masked_fill(~chains.right, -1e4)
    return (scores.logsumexp(-1) - right.logsumexp(-1)).mean()


def run(network: ReaderNetwork, documents: list[Document], vocab: Vocabulary, options: argparse.Namespace) -> None:
    """Train for the epochs asked for, going on from the last checkpoint in the output folder."""
    slow = [p for n, p in network.named_parameters() if n.split(".")[0] in ("words", "place", "norm", "stack")]
    fast = [p for n, p in network.named_parameters() if n.split(".")[0] not in ("words", "place", "norm", "stack")]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": options.encoder_rate}, {"params": fast, "lr": options.head_rate}],
        weight_decay=0.01,
        fused=True,
    )
    steps = options.epochs * _batches_of_an_epoch(documents)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / 200) * max(0.02, 1 - s / (steps * 1.02))
    )
    device = next(network.parameters()).device
    done, step = _resume(network, optimizer, schedule, options.out)
    for epoch in range(done, options.epochs):
        chance = random.Random(f"{options.seed}/{epoch}")
        torch.manual_seed(options.seed + epoch)
        network.train()
        totals: dict[str, float] = {}
        began = time.monotonic()
        found = cut_windows(documents, chance, SHORTEST_WINDOW, LONGEST_WINDOW)
        for count, batch in enumerate(batches(found, chance, PIECES_PER_BATCH, vocab), 1):
            with torch.autocast(device.type, torch.bfloat16):
                parts = losses(network, batch.to(device))
            loss = torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            for name, part in parts.items():
                totals[name] = 0.98 * totals.get(name, part.item()) + 0.02 * part.item()
            if count % 50 == 0:
                line = " ".join(f"{k} {v:.3f}" for k, v in totals.items())
                print(
                    f"epoch {epoch} batch {count} step {step}/{steps} {time.monotonic() - began:.0f}s {line}",
                    flush=True,
                )
        _save(network, optimizer, schedule, vocab, epoch + 1, step, options.out)


def _batches_of_an_epoch(documents: list[Document]) -> int:
    """How many batches the windows of one epoch make, give or take a few, for the learning rate's schedule."""
    chance = random.Random(0)
    return len(groups_of(cut_windows(documents, chance, SHORTEST_WINDOW, LONGEST_WINDOW), chance, PIECES_PER_BATCH))


def _save(network: ReaderNetwork, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR,
          vocab: Vocabulary, epoch: int, step: int, folder: Path) -> None:  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    state = {
        "network": network.state_dict(), "shape": network.shape.as_dict(), "vocabulary": vocab.__dict__, "epoch": epoch,
        "step": step, "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
    }  # fmt: skip
    part = folder / "checkpoint.part"
    torch.save(state, part)
    part.replace(folder / "checkpoint.pt")


def _resume(network: ReaderNetwork, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR,
            folder: Path) -> tuple[int, int]:  # fmt: skip
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0, 0
    state = torch.load(path, weights_only=True, map_location="cpu")
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return state["epoch"], state["step"]


def _start_from(network: ReaderNetwork, checkpoint: Path) -> None:
    """Take the weights of an earlier network; heads it did not have begin as they are.

    A layer that has become one of a group that was there before stands behind the others: theirs are taken over.
    """
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")["network"]
    own = network.state_dict()
    grown = {
        name: torch.cat([value, own[name][len(value) :]])
        for name, value in state.items()
        if name.startswith("tags.") and name in own and len(own[name]) > len(value)
    }
    state |= grown
    fitting = {name: value for name, value in state.items() if name in own and own[name].shape == value.shape}
    network.load_state_dict(fitting, strict=False)
    if fresh := sorted({name.split(".")[0] for name in own.keys() - fitting.keys()}):
        print(f"begin anew: {', '.join(fresh)}", flush=True)


def main() -> None:
    """Read the data, train, leave checkpoint.pt in the output folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--silver", type=Path, required=True, help="what training.silver wrote")
    parser.add_argument("--layers", type=Path, default=None, help="what training.silver_layers wrote")
    parser.add_argument("--encoder", type=Path, default=None, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, default=None, help="begin with the network of this earlier checkpoint")
    parser.add_argument("--only", nargs="*", help="train on documents whose key begins with one of these (a trial)")
    options = parser.parse_args()
    vocab = vocabulary(options.bench)
    documents = load_training(options.bench, options.silver, vocab)
    if options.layers:
        add_silver_layers(options.layers, documents)
    if options.only:
        documents = [d for d in documents if d.key.startswith(tuple(options.only))]
    encoder = options.encoder or pretrained_encoder()
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encode(documents, tokenizer)
    torch.manual_seed(options.seed)
    network = ReaderNetwork(
        Shape(tags={name: len(classes) for name, classes in vocab.layers().items()}, relations=len(vocab.deprel))
    )
    if options.start:
        _start_from(network, options.start)
    else:
        load_encoder(network, encoder / "model.safetensors")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    run(network.to(device), documents, vocab, options)


if __name__ == "__main__":
    main()
