"""In: the best weights of a run. Out: one int8 ONNX file with vocabulary, labels and digest, as the package ships them.

`python -m training.reader.export --data DIR --run DIR --to src/ascribe/reader/model`
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import onnx
import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from ascribe.reader.wordpiece import WordPiece
from training.reader.batches import batches, collate
from training.reader.check import write_check
from training.reader.data import IGNORE, Encoded, Labels, encode, encoder_folder, label_index, litbank_parts
from training.reader.model import Reader, Sizes

OUTPUTS = ("upos", "xpos", "lemma", "ner", "mention", "event", "factuality", "arc", "relation")


class Shipped(nn.Module):
    """One sentence in, what the decoder needs out: numbers of the best labels, log-probabilities where it chooses."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """`pieces`, `shapes` [1, P]; `first`, `last` [1, N]. Shapes of the outputs: `ascribe.reader.runtime`."""
        r = self.reader
        x = r.words(r.encoder(pieces, shapes, None), first, last)
        arc, rel_dep, rel_head = r.arcs(x)
        relation = r.all_relations(rel_dep, rel_head)
        return (
            r.upos(x)[0].argmax(-1).to(torch.int32),
            r.xpos(x)[0].argmax(-1).to(torch.int32),
            r.lemma(x)[0].argmax(-1).to(torch.int32),
            torch.log_softmax(r.ner(x)[0], -1),
            r.mention(x)[0].argmax(-1).to(torch.int32),
            torch.sigmoid(r.event(x)[0, :, 0]),
            r.factuality(x)[0, :, 0] * 3,
            torch.log_softmax(arc[0], -1),
            relation[0].argmax(-1).to(torch.int32),
        )


def load(run: Path) -> Reader:
    """The best model of a run, ready to read."""
    state = torch.load(run / "best.pt", weights_only=True)
    model = Reader(Sizes(**state["sizes"]))
    model.load_state_dict(state["model"])
    return model.eval()


@torch.no_grad()
def calibrate_events(model: Reader, examples: list[Encoded]) -> float:
    """Shifts the event head so that a probability of one half is the threshold with the best F1 on `examples`.

    Returns that threshold as it was before. Realis events are rare, so the head is trained to be shy.
    """
    scores, gold = [], []
    for group in batches(examples, 4000, None):
        batch = collate([examples[i] for i in group])
        x = model.words(model.encoder(batch.pieces, batch.shapes, batch.mask), batch.first, batch.last)
        known = batch.labels["event"] != IGNORE
        scores.append(model.event(x)[..., 0][known])
        gold.append(batch.labels["event"][known] == 1)
    said, true = torch.cat(scores), torch.cat(gold)
    order = said.argsort(descending=True)
    right = true[order].cumsum(0).float()
    f1 = 2 * right / (torch.arange(1, len(order) + 1) + true.sum())
    best = said[order[int(f1.argmax())]]
    last = model.event[-1]
    assert isinstance(last, nn.Linear)
    last.bias -= best
    return float(torch.sigmoid(best))


def to_onnx(model: Reader, path: Path) -> None:
    """The graph in 32-bit floats, fused as far as onnxruntime fuses for any CPU."""
    example = (
        torch.tensor([[101, 2045, 2003, 1037, 2518, 102]]),
        torch.tensor([[0, 2, 1, 1, 1, 0]]),
        torch.tensor([[1, 2, 3, 4]]),
        torch.tensor([[1, 2, 3, 4]]),
    )
    p, n = torch.export.Dim("p", min=3, max=512), torch.export.Dim("n", min=1, max=510)
    program = torch.onnx.export(
        Shipped(model).eval(),
        example,
        dynamo=True,
        input_names=["pieces", "shapes", "first", "last"],
        output_names=list(OUTPUTS),
        dynamic_shapes=({1: p}, {1: p}, {1: n}, {1: n}),
        opset_version=20,  # the first with Gelu, which onnxruntime fuses with its bias
    )
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        program.save(str(raw), external_data=False)
        options = ort.SessionOptions()
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(path)
        ort.InferenceSession(str(raw), options, providers=["CPUExecutionProvider"])


def to_int8(source: Path, target: Path) -> None:
    """Weights to integers per output channel; activations are scaled while it runs, one sentence at a time.

    `reduce_range` uses 7 of the 8 bits: sums of pairs then fit into 16 bits, which CPUs without VNNI
    need. It costs nothing measurable; 8 bits lose 0.3 LAS against 32-bit floats just the same.
    """
    quantize_dynamic(
        str(source),
        str(target),
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.reader.export", description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of a training run")
    parser.add_argument("--to", type=Path, required=True, help="folder that ships")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data, for the threshold of events")
    a = parser.parse_args()
    model = load(a.run)
    labels = Labels(**json.loads((a.run / "labels.json").read_text(encoding="utf-8")))
    words = WordPiece((encoder_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n"))
    held_out = litbank_parts(a.data / "train" / "litbank")["dev"]
    index = label_index(labels)
    threshold = calibrate_events(model, [encode(e, labels, index, words) for e in held_out])
    print(f"events: best threshold on LitBank dev was {threshold:.2f}, is one half now")
    a.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        to_onnx(model, full)
        write_beside(a.run, a.to, "reader.onnx", lambda path: to_int8(full, path))
        write_check(a.to)
    size = (a.to / "reader.onnx").stat().st_size
    print(f"{a.to / 'reader.onnx'}: {size / 1e6:.1f} MB, {len(onnx.load(a.to / 'reader.onnx').graph.node)} nodes")


def write_beside(run: Path, folder: Path, name: str, write: Callable[[Path], object]) -> None:
    """Model, vocabulary and labels; the digest last, so that a reader never sees a digest without its file."""
    temporary = folder / (name + ".part")
    write(temporary)
    vocabulary = (encoder_folder() / "vocab.txt").read_bytes()
    labels = (run / "labels.json").read_bytes()
    (folder / "vocab.txt").write_bytes(vocabulary)
    (folder / "labels.json").write_bytes(labels)
    digest = hashlib.sha256(temporary.read_bytes()).hexdigest()
    temporary.replace(folder / name)
    files = {"reader.onnx": digest}
    for part in ("vocab.txt", "labels.json"):
        files[part] = hashlib.sha256((folder / part).read_bytes()).hexdigest()
    (folder / "digest.json").write_text(json.dumps({"sha256": files}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
