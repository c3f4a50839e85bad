"""In: data and a budget of minutes or steps. Out: the best weights so far, and a checkpoint to resume from.

Every batch trains every head that its corpus has labels for. The learning rate follows the budget (warm-up, then linear
to zero), so a machine that others slow down still ends with a decayed model.
"""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from ascribe.reader.wordpiece import WordPiece
from training.reader.batches import Batch, Noise, batches, collate, endless
from training.reader.data import (
    IGNORE,
    Encoded,
    Labels,
    encode,
    encoder_folder,
    ewt_examples,
    geovirus_examples,
    gum_examples,
    inventories,
    label_index,
    litbank_parts,
)
from training.reader.model import Reader, Sizes, load_upstream
from training.reader.names import pools


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is asked to do."""

    data: Path
    out: Path
    minutes: float = 100.0
    steps: int = 0
    """If set, the budget: repeatable on one machine with the same threads. Minutes depend on the machine's load."""
    seed: int = 1
    threads: int = 1
    size: int = 2000
    """Padded pieces of a batch."""
    encoder_rate: float = 2.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    """Each layer below learns this much slower."""
    warmup: float = 0.04
    check_minutes: float = 15.0
    average: float = 0.995
    """Decay of the moving average of the weights, taken every 4 steps."""
    share: tuple[float, ...] = (0.53, 0.32, 0.11, 0.04)
    """Batches from EWT, GUM, LitBank, GeoVirus."""


WEIGHTS = {
    "arc": 1.0, "deprel": 1.0, "upos": 0.4, "xpos": 0.4, "lemma": 0.4, "ner": 2.0, "mention": 0.5, "event": 1.0,
    "factuality": 1.0,
}  # fmt: skip
"""Weights of the losses: the parse carries the product, names are rare, the rest is easy."""


def losses(model: Reader, batch: Batch) -> dict[str, Tensor]:
    """Mean loss of every head that the batch has labels for."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        layers = model.encoder(batch.pieces, batch.shapes, batch.mask)
    x = model.dropout(model.words([layer.float() for layer in layers], batch.first, batch.last))
    out = {}
    for name in ("upos", "xpos", "lemma", "ner", "mention"):
        target = batch.labels[name]
        if (target != IGNORE).any():
            scores = getattr(model, name)(x)
            out[name] = F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORE)
    event = batch.labels["event"]
    if (event != IGNORE).any():
        known = event != IGNORE
        out["event"] = F.binary_cross_entropy_with_logits(model.event(x[known]).squeeze(-1), event[known].float())
    factuality = batch.labels["factuality"]
    known = ~factuality.isnan()
    if known.any():
        out["factuality"] = F.smooth_l1_loss(model.factuality(x[known]).squeeze(-1), factuality[known] / 3)
    head = batch.labels["head"]
    if (head != IGNORE).any():
        scores, rel_dep, rel_head = model.arcs(x)
        blocked = torch.cat([batch.valid.new_ones(len(batch.valid), 1), batch.valid], 1)
        scores = scores.masked_fill(~blocked.unsqueeze(1), -1e4)
        out["arc"] = F.cross_entropy(scores.flatten(0, 1), head.flatten(), ignore_index=IGNORE)
        known = (batch.labels["deprel"] != IGNORE) & (head > 0)
        rows, dependents = known.nonzero(as_tuple=True)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            relations = model.relations(rel_dep[rows, dependents], rel_head[rows, head[rows, dependents] - 1])
        out["deprel"] = F.cross_entropy(relations.float(), batch.labels["deprel"][rows, dependents])
    return out


def groups(model: Reader, plan: Plan) -> list[dict[str, object]]:
    """Parameters with their learning rates."""
    out: list[dict[str, object]] = []
    depth = len(model.encoder.layers)
    seen: set[int] = set()

    def add(parameters: list[Tensor], rate: float) -> None:
        fresh = [p for p in parameters if id(p) not in seen]
        seen.update(id(p) for p in fresh)
        out.append({"params": fresh, "lr": rate, "base": rate})

    add([model.encoder.shapes.weight], plan.head_rate)
    for i, layer in enumerate(model.encoder.layers):
        add(list(layer.parameters()), plan.encoder_rate * plan.layer_decay ** (depth - 1 - i))
    add(list(model.encoder.parameters()), plan.encoder_rate * plan.layer_decay**depth)
    add(list(model.parameters()), plan.head_rate)
    return out


EARLY, EARLY_WEIGHT = 0.25, 0.4
"""The weights of the first check after a quarter of the budget are blended into the last ones where that scores better
on the development part: it did in the run that shipped, by 0.1 LAS and 0.9 F1 of names."""
CHANCE = 0.5
"""Points by which the last, decayed weights may score below the best and still be kept: the development part has 900
names, so that its F1 moves by a point by chance, while a decayed rate is known to give the steadier weights."""


class Average:
    """Moving average of the weights: steadier than the last step."""

    def __init__(self, model: Reader, decay: float) -> None:
        self.decay, self.count = decay, 0
        self.weights = {k: v.detach().clone() for k, v in model.state_dict().items()}

    def update(self, model: Reader) -> None:
        self.count += 1
        decay = min(self.decay, (1 + self.count) / (10 + self.count))
        mine, theirs = list(self.weights.values()), [v.detach() for v in model.state_dict().values()]
        torch._foreach_lerp_(mine, theirs, 1 - decay)


@torch.no_grad()
def check(model: Reader, items: list[Encoded], labels: Labels) -> dict[str, float]:
    """Quick scores on gold tokens: greedy heads, subtypes stripped; names by exact span."""
    model.eval()
    plain = [label.split(":")[0] for label in labels.deprel]
    right = dict.fromkeys(("upos", "lemma", "uas", "las"), 0)
    words = spans_right = spans_said = spans_gold = 0
    for group in batches(items, 6000, None):
        batch = collate([items[i] for i in group])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            layers = model.encoder(batch.pieces, batch.shapes, batch.mask)
        x = model.words([layer.float() for layer in layers], batch.first, batch.last)
        scores, rel_dep, rel_head = model.arcs(x)
        blocked = torch.cat([batch.valid.new_ones(len(batch.valid), 1), batch.valid], 1)
        said = scores.masked_fill(~blocked.unsqueeze(1), -1e4).argmax(-1)
        chosen = torch.gather(rel_head, 1, (said - 1).clamp(min=0).unsqueeze(-1).expand_as(rel_dep))
        relation = model.relations(rel_dep.flatten(0, 1), chosen.flatten(0, 1)).argmax(-1).view(said.shape)
        tags = {name: getattr(model, name)(x).argmax(-1) for name in ("upos", "lemma", "ner")}
        for r, i in enumerate(group):
            item, n = items[i], len(items[i].pieces)
            words += n
            for j in range(n):
                right["upos"] += int(tags["upos"][r, j]) == item.upos[j]
                right["lemma"] += int(tags["lemma"][r, j]) == item.lemma[j]
                if int(said[r, j]) == item.head[j]:
                    right["uas"] += 1
                    right["las"] += item.head[j] == 0 or plain[int(relation[r, j])] == plain[item.deprel[j]]
            if IGNORE not in item.ner:
                gold, mine = set(spans(item.ner)), set(spans(tags["ner"][r, :n].tolist()))
                spans_gold, spans_said, spans_right = (
                    spans_gold + len(gold), spans_said + len(mine), spans_right + len(gold & mine),
                )  # fmt: skip
    model.train()
    out = {name: 100 * count / words for name, count in right.items()}
    out["ner"] = 200 * spans_right / max(1, spans_gold + spans_said)
    return out


def spans(labels: list[int]) -> list[tuple[int, int, int]]:
    """Spans of numbered BIO labels (0 is O, odd begins, even continues): kind, first, last."""
    out: list[tuple[int, int, int]] = []
    for i, label in enumerate(labels):
        if label <= 0:
            continue
        kind = (label + 1) // 2
        if label % 2 == 0 and out and out[-1][0] == kind and out[-1][2] == i - 1:
            out[-1] = (kind, out[-1][1], i)
        else:
            out.append((kind, i, i))
    return out


def train(plan: Plan) -> None:
    """Runs the plan; writes `best.pt`, `last.pt` (to resume), `labels.json` and `log.jsonl` into its folder."""
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)
    plan.out.mkdir(parents=True, exist_ok=True)
    upstream = encoder_folder()
    vocabulary = (upstream / "vocab.txt").read_text(encoding="utf-8").split("\n")
    pieces = WordPiece(vocabulary)
    ewt = ewt_examples(plan.data, "train")
    gum = gum_examples(plan.data / "train" / "ud-gum" / "train-nonnc.conllu")
    labels = inventories(ewt + gum)
    index = label_index(labels)
    litbank = litbank_parts(plan.data / "train" / "litbank")["train"]
    parts = [ewt, gum, litbank, geovirus_examples(plan.data / "train" / "geovirus" / "GeoVirus.xml")]
    stand_ins = pools(ewt + gum, pieces, plan.seed)
    encoded = [[x for x in (encode(e, labels, index, pieces) for e in part) if x.length <= 300] for part in parts]
    dev = [encode(e, labels, index, pieces) for e in ewt_examples(plan.data, "dev")]
    (plan.out / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False, indent=0), encoding="utf-8")

    sizes = Sizes(*(len(getattr(labels, n)) for n in ("upos", "xpos", "lemma", "deprel", "ner", "mention")))
    model = Reader(sizes)
    load_upstream(model, upstream)
    optimizer = torch.optim.AdamW(groups(model, plan), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    average = Average(model, plan.average)
    step, before, best = 0, 0.0, -1.0
    last = plan.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.weights, average.count = state["average"], state["count"]
        step, before, best = state["step"], state["seconds"], state["best"]
        rng.setstate(state["rng"])
        torch.set_rng_state(state["torch_rng"])
        print(f"resumed at step {step}, {before / 60:.0f} minutes", flush=True)
    streams = [endless(part, plan.size, random.Random(rng.random()), Noise(), stand_ins) for part in encoded]

    start = checked = time.monotonic()
    words, sums, counts = 0, {}, {}
    while True:
        spent = before + time.monotonic() - start
        done = step / plan.steps if plan.steps else spent / (60 * plan.minutes)
        due = time.monotonic() - checked > 60 * plan.check_minutes
        if due or done >= 1:
            scores, best = _keep(plan, model, average.weights, dev, labels, best - (CHANCE if done >= 1 else 0.0))
            early = plan.out / "early.pt"
            if done >= EARLY and not early.exists():
                torch.save(average.weights, early)
            if done >= 1:
                first = torch.load(early, weights_only=True)
                blend = {k: torch.lerp(v, first[k], EARLY_WEIGHT) for k, v in average.weights.items()}
                blended, best = _keep(plan, model, blend, dev, labels, best)
                print(json.dumps({"blended": blended}), flush=True)
            torch.save(
                {
                    "model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average.weights,
                    "count": average.count, "step": step, "seconds": spent, "best": best, "rng": rng.getstate(),
                    "torch_rng": torch.get_rng_state(),
                },
                last,
            )  # fmt: skip
            print(json.dumps({"step": step, "minutes": round(spent / 60, 1), **scores}), flush=True)
            checked = time.monotonic()
        if done >= 1:
            break
        scale = min(done / plan.warmup, (1 - done) / (1 - plan.warmup))
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * scale
        batch = next(streams[rng.choices(range(len(streams)), plan.share)[0]])
        parts_of_loss = losses(model, batch)
        total = torch.stack([WEIGHTS[name] * value for name, value in parts_of_loss.items()]).sum()
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0, foreach=True)
        optimizer.step()
        step += 1
        words += batch.words
        if step % 4 == 0:
            average.update(model)
        for name, value in parts_of_loss.items():
            sums[name] = sums.get(name, 0.0) + value.item()
            counts[name] = counts.get(name, 0) + 1
        if step % 100 == 0:
            mean = {name: round(value / counts[name], 4) for name, value in sums.items()}
            rate = words / (time.monotonic() - start)
            print(f"step {step} {done:.1%} {rate:.0f} words/s {mean}", flush=True)
            sums, counts = {}, {}


def _keep(
    plan: Plan, model: Reader, weights: dict[str, Tensor], dev: list[Encoded], labels: Labels, best: float
) -> tuple[dict[str, float], float]:
    """Scores `weights` on the development part; the best are kept on disk. Returns the scores and the best mean."""
    raw = {k: v.detach().clone() for k, v in model.state_dict().items()}
    model.load_state_dict(weights)
    scores = check(model, dev, labels)
    model.load_state_dict(raw)
    mean = (scores["las"] + scores["ner"]) / 2
    if mean > best:
        best = mean
        torch.save({"model": weights, "sizes": asdict(model.sizes), "scores": scores}, plan.out / "best.pt")
    return {name: round(value, 2) for name, value in scores.items()}, best
