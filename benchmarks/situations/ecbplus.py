"""Event coreference across the articles of ECB+: claims that are gold mentions, grouped by situation.

In go the corpus (Cybulska and Vossen 2014; not part of the project) and an open record that has read its articles; out
come CoNLL scores within topics, on the gold mentions that a claim stands on, beside the same-head-lemma baseline.
Only the sentences that the corpus lists as fully annotated count.
"""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .adapter import Json, Known, situation_of
from .coreference import Conll, clusters, conll
from .tokens import Article, read_article, words_of

Mention = tuple[str, str]
"""File and id of the annotation."""


@dataclass(frozen=True, slots=True)
class Corpus:
    articles: Mapping[str, Article]
    at: Mapping[tuple[str, str], Mention]
    """Article and token -> the mention of an event that it belongs to."""
    event: Mapping[Mention, str]
    """The event that it is a mention of; unlinked ones are each their own."""


def load(folder: Path) -> Corpus:
    """Gold mentions of actions in the listed sentences."""
    [listing] = folder.rglob("ECBplus_coreference_sentences.csv")
    with listing.open(encoding="utf-8", newline="") as rows:
        listed = {(f"{r['Topic']}_{r['File']}", int(r["Sentence Number"])) for r in csv.DictReader(rows)}
    articles: dict[str, Article] = {}
    at: dict[tuple[str, str], Mention] = {}
    event: dict[Mention, str] = {}
    for path in sorted(folder.rglob("*_*ecb*.xml")):
        article, root = read_article(path)
        articles[article.name] = article
        sentence = {t.id: t.sentence for t in article.tokens}
        linked = _linked(root)
        for markable in root.findall("Markables/*"):
            tokens = [a.get("t_id", "") for a in markable.findall("token_anchor")]
            about = markable.tag.startswith(("ACTION", "NEG_ACTION"))
            if not tokens or not about or (article.name, sentence[tokens[0]]) not in listed:
                continue
            mention = (article.name, markable.get("m_id", ""))
            topic = topic_of(article.name)
            event[mention] = f"{topic} {linked.get(mention[1]) or f'alone {article.name} {mention[1]}'}"
            at.update({(article.name, token): mention for token in tokens})
    return Corpus(articles, at, event)


def topic_of(article: str) -> str:
    return article.split("_")[0]


def _linked(root: ET.Element) -> dict[str, str]:
    """Annotation -> name of its event, over the corpus where the link is across documents."""
    out = {}
    for link in root.findall("Relations/*"):
        across = link.tag == "CROSS_DOC_COREF"
        name = link.get("note", "") if across else f"{root.get('doc_name')} {link.get('r_id')}"
        for source in link.findall("source"):
            out[source.get("m_id", "")] = name
    return out


def mentions_of(claims: list[Json], corpus: Corpus) -> dict[Mention, Json]:
    """The claim that stands on each mention: by its trigger first, else by its event. The surest claim wins."""
    out: dict[Mention, Json] = {}
    for claim in sorted(claims, key=lambda c: (-c["confidence"], c["id"])):
        placed = words_of(claim, corpus.articles)
        if placed is None:
            continue
        article, trigger, event = placed
        found = [corpus.at[article.name, t.id] for t in (*trigger, *event) if (article.name, t.id) in corpus.at]
        if found:
            out.setdefault(found[0], claim)
    return out


@dataclass(frozen=True, slots=True)
class EcbScores:
    mentions: int
    """Gold mentions that a claim stands on."""
    gold: int
    systems: Mapping[str, Conll]


ALONE, HEADS, SITUATIONS = "each mention alone", "same head lemma (baseline)", "situations"


def score(known: Known, corpus: Corpus, remainder: int | None = None) -> EcbScores:
    """Columns: the baseline, situations where there are any, and all mentions apart.

    `remainder`: 1 for the topics with odd numbers alone, 0 for the others; None: all.
    """
    gold = {m for m in corpus.event if remainder is None or int(topic_of(m[0])) % 2 == remainder}
    found = {m: claim for m, claim in mentions_of(known.claims, corpus).items() if m in gold}
    key = clusters({m: corpus.event[m] for m in found})
    systems: dict[str, Callable[[Mention, Json], Hashable]] = {
        ALONE: lambda mention, _: mention,
        HEADS: lambda _, claim: _lemma(claim),
    }
    if known.situations:
        situation = situation_of(known)
        systems[SITUATIONS] = lambda mention, claim: situation.get(claim["id"], mention)
    out = {}
    for name, group in systems.items():
        response = clusters({m: (topic_of(m[0]), group(m, claim)) for m, claim in found.items()})
        out[name] = conll(key, response)
    return EcbScores(len(found), len(gold), out)


def _lemma(claim: Json) -> str:
    return str(claim["event"]["lemma"]).split()[-1].lower()


def write(corpus: Corpus, folder: Path) -> None:
    """The articles as text; the first line of an added one is the address that it came from."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, article in corpus.articles.items():
        skip = article.text.find("\n\n") + 2 if name.endswith("plus") else 0
        (folder / f"{name}.txt").write_text(article.text[skip:], encoding="utf-8")


def errors(known: Known, corpus: Corpus, limit: int) -> list[str]:
    """The gold events that are torn into most situations, and the situations that hold most events."""
    found = mentions_of(known.claims, corpus)
    situation = situation_of(known)
    torn: dict[str, Counter[str]] = defaultdict(Counter)
    mixed: dict[str, Counter[str]] = defaultdict(Counter)
    for mention, claim in found.items():
        event, group = corpus.event[mention], situation.get(claim["id"], "none")
        torn[event][f"{claim['event']['lemma']} in {group[:8]}"] += 1
        mixed[group][f"{claim['event']['lemma']} of {event}"] += 1
    worst = sorted(torn.items(), key=lambda e: -len(e[1]))[:limit]
    merged = sorted(mixed.items(), key=lambda e: -len(e[1]))[:limit]
    return [f"torn: {k}: {dict(v.most_common(8))}" for k, v in worst] + [
        f"mixed: {k[:8]}: {dict(v.most_common(8))}" for k, v in merged if k != "none"
    ]
