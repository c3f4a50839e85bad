"""Gold of our own: hand-made claims over newswire articles (file names, anchors and values; no text of the articles).

`gold.jsonl` is to work with, `gold_held_out.jsonl` to check with: nobody tunes on it. Both are judged by the scorer
that the annotation came with (`--scorer`), which also says when a field counts as right.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import ascribe

GOLD = Path(__file__).parent


def score(name: str, data: Path, scorer: Path) -> dict[str, Any]:
    """The scorer's figures for `gold` or `gold_held_out`. FileNotFoundError where articles or scorer are absent."""
    gold = GOLD / f"{name}.jsonl"
    wanted = {json.loads(line)["doc"] for line in gold.read_text("utf-8").splitlines()}
    folder = data / "score" / "worldwide-newswire" / "original_articles"
    articles = [p for p in sorted(folder.iterdir()) if any(w in p.name for w in wanted)]
    if not articles or not scorer.exists():
        raise FileNotFoundError(scorer if articles else folder)
    with tempfile.TemporaryDirectory() as scratch:
        record = ascribe.open(Path(scratch) / "gold.db")
        record.read(articles)
        exported = Path(scratch) / "claims.jsonl"
        exported.write_text("\n".join(json.dumps(c) for c in record.claims().to_dicts()), "utf-8")
        answer = subprocess.run(
            [sys.executable, str(scorer), str(gold), str(exported)], check=True, capture_output=True, text=True
        )
    return dict(json.loads(answer.stdout))
