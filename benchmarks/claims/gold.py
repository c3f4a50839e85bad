"""Gold of our own: hand-made claims over newswire articles (file names, anchors and values; no text of the articles).

`gold.jsonl` is to work with, `gold_held_out.jsonl` to check with: nobody tunes on it. Both are judged by the scorer
that the annotation came with (`--scorer`), which also says when a field counts as right.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import ascribe

GOLD = Path(__file__).parent


def score(name: str, data: Path, scorer: Path) -> dict[str, Any]:
    """The scorer's figures for `gold` or `gold_held_out`. FileNotFoundError where articles or scorer are absent."""
    return dict(json.loads(_judged(name, data, scorer)[-1]))


def errors(data: Path, scorer: Path) -> dict[str, list[str]]:
    """What is wrong in `gold`, by kind: `missed`, and the fields that are not right. Nothing of the held-out half."""
    out: dict[str, list[str]] = {}
    for line in _judged("gold", data, scorer)[:-1]:
        what, _, rest = line.partition(" ")
        told, _, fields = rest.partition(" [")
        for kind in re.findall(r"\w+", fields) if what == "PART" else ["missed"]:
            out.setdefault(kind, []).append(told)
    return out


@cache
def _judged(name: str, data: Path, scorer: Path) -> list[str]:
    """Lines of the scorer: what is wrong, then its figures."""
    gold = GOLD / f"{name}.jsonl"
    wanted = {json.loads(line)["doc"] for line in gold.read_text("utf-8").splitlines()}
    folder = data / "score" / "worldwide-newswire" / "original_articles"
    articles = [p for p in sorted(folder.iterdir()) if any(w in p.name for w in wanted)] if folder.is_dir() else []
    if not articles or not scorer.exists():
        raise FileNotFoundError(scorer if articles else folder)
    with tempfile.TemporaryDirectory() as scratch:
        with ascribe.open(Path(scratch) / "gold.db") as record:
            record.read(articles)
            claims = record.claims().to_dicts()
        exported = Path(scratch) / "claims.jsonl"
        exported.write_text("\n".join(json.dumps(c) for c in claims), "utf-8")
        answer = subprocess.run(
            [sys.executable, str(scorer), str(gold), str(exported), "--verbose"],
            check=True,
            capture_output=True,
            text=True,
        )
    return answer.stdout.splitlines()
