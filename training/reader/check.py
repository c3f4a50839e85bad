"""In: the folder of the model that ships. Out: its `check.json`: what a right reader gives for a few sentences.

`python -m training.reader.check --model src/ascribe/reader/model`. The values are those of the weights in 32-bit
floats; the reader compares its own with them when it is loaded. The sentences are invented.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from ascribe.reader.runtime import Reader

SENTENCES = (
    "Rebels shelled the harbour of Vell on Tuesday , killing three fishermen , the mayor said .",
    "The ministry denied that 1,200 troops had been asked to leave Orune before the talks began .",
    "“ Nobody will cross that bridge , ” said Ana Petrel , who commands the guards .",
    "MINISTER REFUSES TO SIGN DEAL",
)


def write_check(folder: Path) -> None:
    """Writes `check.json` into `folder` and its digest into `digest.json`."""
    reader = Reader(folder, precision="fp32")
    rows = []
    for sentence in SENTENCES:
        words = sentence.split()
        rows.append({"words": words, "values": [round(x, 4) for x in reader.values(words)]})
    path = folder / "check.json"
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    digests = folder / "digest.json"
    pinned = json.loads(digests.read_text(encoding="utf-8"))
    pinned["sha256"]["check.json"] = hashlib.sha256(path.read_bytes()).hexdigest()
    digests.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.reader.check", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of the model")
    write_check(parser.parse_args().model)


if __name__ == "__main__":
    main()
