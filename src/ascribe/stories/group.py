"""Stories from documents and the links between them: who carries one report, in which part, and since when.

In go what is known of the documents and the links, in any order; out come stories, always the same ones. A view as of a
date is `group` of the documents published by then, with all links: what a link's documents say is in the link. Families
do not chain through pages that carry several reports: such a page is a member of each story with the part that it
carries.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from ascribe.contract.documents import Span
from ascribe.contract.stories import AlignedSentence, DocumentInfo, Link, Member, Naming, Origin, Relation, Story
from ascribe.identity import digest
from ascribe.stories.chain import Carrier, chain, named_by_others, surely_before
from ascribe.stories.origin import GRADES

WHOLLY = 0.75
"""Share of a report that a page carries at least, to be a page with that report in it."""
ENTIRE = 0.9
"""Share of a document's words that the other has, from which it holds nothing of its own."""
APART = 0.5
"""Overlap of two reports' places in a page below which they are two, as a share of the smaller place."""
FEWEST_SENTENCES = 3
"""Sentences of a report that can show that a page carries several: a line or two may be anybody's brief."""
INSET = 0.35
"""Share of a page below which one report somewhere inside it, not at its beginning, is only a part of the page."""
REST = 0.2
"""Share of a page outside the reports found in it from which the page is a report of its own as well."""

Node = tuple[str, int]
"""A content and the number of its part; WHOLE for all of it."""
_WHOLE = -1


@dataclass(frozen=True, slots=True)
class _End:
    """A link seen from one of its contents."""

    content: str
    other: str
    link: Link
    first: bool
    """The content is the link's first."""

    @property
    def shared(self) -> float:
        return self.link.shared_first if self.first else self.link.shared_second

    @property
    def shared_other(self) -> float:
        return self.link.shared_second if self.first else self.link.shared_first

    @property
    def alignment(self) -> tuple[AlignedSentence, ...]:
        return self.link.alignment_first if self.first else self.link.alignment_second

    @property
    def alignment_other(self) -> tuple[AlignedSentence, ...]:
        return self.link.alignment_second if self.first else self.link.alignment_first

    @property
    def place(self) -> frozenset[int]:
        """Numbers of the sentences that the other has too."""
        return frozenset(i for i, s in enumerate(self.alignment) if s.change != "added")


@dataclass(slots=True)
class _Content:
    """The documents of one text, and its links to other texts."""

    documents: list[DocumentInfo]
    ends: list[_End] = field(default_factory=list)
    parts: list[frozenset[int]] = field(default_factory=list)
    """Places of the reports in a page that carries several; empty: it is one report."""


def group(documents: Iterable[DocumentInfo], links: Iterable[Link]) -> list[Story]:
    """Stories of these documents, each in at least one, ordered by their first documents. Links of other documents are
    left out. Independent of the order of both arguments."""
    contents = _contents(documents)
    _connect(contents, links)
    for content in contents.values():
        content.parts = _parts(content)
    stories = [_story(contents, nodes) for nodes in _components(contents)]
    return [story for _, story in sorted(stories, key=lambda x: x[0])]


def independent_origins(documents: Collection[str], stories: Sequence[Story]) -> int:
    """How many independent origins these documents have: the fewest stories that all of them belong to (taken greedily
    where pages carry several). Documents in no story count one each."""
    carriers: dict[str, set[str]] = {document: set() for document in documents}
    for story in stories:
        for member in story.members:
            if member.document in carriers:
                carriers[member.document].add(story.id)
    chosen = {next(iter(ids)) for ids in carriers.values() if len(ids) == 1}
    lost = sum(not ids for ids in carriers.values())
    left = [ids for ids in carriers.values() if ids and not ids & chosen]
    while left:
        count = Counter(i for ids in left for i in ids)
        best = min(count, key=lambda i: (-count[i], i))
        chosen.add(best)
        left = [ids for ids in left if best not in ids]
    return len(chosen) + lost


def _earliest(info: DocumentInfo) -> tuple[bool, str, str]:
    return info.published_at is None, info.published_at or "", info.document


def _contents(documents: Iterable[DocumentInfo]) -> dict[str, _Content]:
    """Documents by their text, each list in order of publication. A text of no report is nobody's copy."""
    contents: dict[str, _Content] = {}
    for info in sorted(documents, key=_earliest):
        key = info.content or f"document {info.document}"
        if key in contents:
            contents[key].documents.append(info)
        else:
            contents[key] = _Content([info])
    return contents


def _connect(contents: dict[str, _Content], links: Iterable[Link]) -> None:
    """Hangs each link on both its contents: one link for each two contents, the one of the smallest documents."""
    best: dict[tuple[str, str], Link] = {}
    for link in links:
        key = (link.first_content, link.second_content)
        if key[0] == key[1] or key[0] not in contents or key[1] not in contents:
            continue
        if key[0] > key[1]:
            key = key[1], key[0]
        if key not in best or (link.first, link.second) < (best[key].first, best[key].second):
            best[key] = link
    for _, link in sorted(best.items()):
        contents[link.first_content].ends.append(_End(link.first_content, link.second_content, link, True))
        contents[link.second_content].ends.append(_End(link.second_content, link.first_content, link, False))


def _parts(content: _Content) -> list[frozenset[int]]:
    """The places of the reports in a page that carries several, or of one far inside; none for a page of one report."""
    inside = [e for e in content.ends if e.shared_other >= WHOLLY and len(e.place) >= FEWEST_SENTENCES]
    clusters: list[set[int]] = []
    for end in sorted(inside, key=lambda e: (len(e.place), sorted(e.place), e.other)):
        near = [c for c in clusters if len(c & end.place) >= APART * min(len(c), len(end.place))]
        if not near:
            clusters.append(set(end.place))
        elif len(near) == 1:
            near[0].update(end.place)
        # a place over several clusters is another copy of the whole page
    if len(clusters) == 1:
        alone = max(e.shared for e in inside) < INSET and min(clusters[0]) > 1  # beyond headline and first sentence
        if not alone or len(inside) < len(content.ends):
            return []
    return [frozenset(c) for c in sorted(clusters, key=min)]


def _node(content: _Content, end: _End) -> Node:
    """The part of the content that the link is about."""
    if content.parts and end.place:
        overlaps = [len(p & end.place) / min(len(p), len(end.place)) for p in content.parts]
        at = [i for i, share in enumerate(overlaps) if share >= APART]
        if len(at) == 1:
            return end.content, at[0]
    return end.content, _WHOLE


def _components(contents: dict[str, _Content]) -> list[list[Node]]:
    """Nodes that links join. Every content has a node that stands for all of it, unless its parts say all."""
    parent: dict[Node, Node] = {}

    def root(node: Node) -> Node:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for key, content in contents.items():
        for end in content.ends:
            root(_node(content, end))
            if end.first:
                other = contents[end.other]
                back = _End(end.other, key, end.link, False)
                parent[root(_node(content, end))] = root(_node(other, back))
        sentences = max((len(e.alignment) for e in content.ends), default=0)
        rest = sentences - len(frozenset().union(*content.parts))
        if not content.parts or rest > REST * sentences:
            root((key, _WHOLE))
    groups: dict[Node, list[Node]] = defaultdict(list)
    for node in parent:
        groups[root(node)].append(node)
    return list(groups.values())


def _story(contents: dict[str, _Content], nodes: list[Node]) -> tuple[tuple[object, ...], Story]:
    """A story, with the key that orders it."""
    nodes = sorted(nodes, key=lambda n: (_earliest(contents[n[0]].documents[0]), n[1]))
    keys = {key for key, _ in nodes}
    owners = [n for n in nodes if not contents[n[0]].parts] or nodes
    lead, part = owners[0]
    infos = [info for key, _ in nodes for info in contents[key].documents]
    own = [info for key, _ in owners for info in contents[key].documents]
    origin = _origin(own)
    reference = origin.document or _fullest(contents, [key for key, _ in owners]).document
    at = next(info.content or f"document {info.document}" for info in own if info.document == reference)
    members = []
    carriers = []
    for key, number in nodes:
        content = contents[key]
        spans = _spans(content, number)
        inner = sorted(
            (e for e in content.ends if e.other in keys and _node(content, e)[1] == number),
            key=lambda e: (e.other != at, -e.shared, e.other),
        )
        end = inner[0] if inner else None
        for info in content.documents:
            member = _member(info, reference, key == at, origin, end, contents, spans)
            members.append(member)
            whole = end is not None and end.shared_other >= ENTIRE
            carriers.append(Carrier(info, (key, number) not in owners, member.reference, member.relation, whole))
    origin = replace(origin, chain=chain(carriers))
    members.sort(key=lambda m: (m.document != reference, m.document))
    first = contents[lead].documents[0]
    ident = digest("story", first.document, part if contents[lead].parts else _WHOLE)
    story = Story(ident, tuple(members), origin, 1, _why(infos, contents, nodes, origin))
    return (_earliest(first), part, ident), story


def _spans(content: _Content, number: int) -> tuple[Span, ...]:
    """Characters of a part; of a page's own text, what no part says."""
    if not content.parts:
        return ()
    sentences = max((e.alignment for e in content.ends), key=len)
    said = content.parts[number] if number != _WHOLE else frozenset(range(len(sentences))).difference(*content.parts)
    out: list[Span] = []
    last = -2
    for i in sorted(said):
        start = out.pop().start if i == last + 1 else sentences[i].start
        out.append(Span(start, sentences[i].end))
        last = i
    return tuple(out)


def _member(
    info: DocumentInfo,
    reference: str,
    same: bool,
    origin: Origin,
    end: _End | None,
    contents: dict[str, _Content],
    spans: tuple[Span, ...],
) -> Member:
    if info.document == reference:
        relation: Relation = "original" if origin.document == reference else "reference"
        return Member(info.document, relation, 1.0, 0, 0, spans=spans)
    if same or end is None:
        return Member(info.document, "copy", 1.0, 0, 0, reference=reference, spans=spans)
    other = contents[end.other].documents
    beside = reference if any(d.document == reference for d in other) else other[0].document
    told = end.link.first if end.first else end.link.second
    said = end.link.second if end.first else end.link.first
    # offsets hold for the two documents that were compared, not for others of the same words
    compared = info.document == told and beside == said
    missing = [Span(s.start, s.end) for s in end.alignment_other if s.change == "added"]
    return Member(
        info.document,
        _relation(end),
        end.shared,
        sum(s.change == "added" for s in end.alignment),
        len(missing),
        end.alignment if compared else (),
        beside,
        spans,
        tuple(missing) if compared else (),
    )


def _relation(end: _End) -> Relation:
    """Told anew where most common sentences are reworded; else by which of the two lacks what the other has."""
    changes = Counter(s.change for s in end.alignment)
    ours, theirs = end.shared >= ENTIRE, end.shared_other >= ENTIRE
    if end.link.kind == "rewritten" or changes["reworded"] > changes["kept"] or not (ours or theirs):
        return "rewritten"
    if ours and theirs:
        return "copy"
    return "abridged" if ours else "extended"


def _origin(own: list[DocumentInfo]) -> Origin:
    """Agency and first member, where the texts or dates tell. Pages with several reports are not asked."""
    namings = sorted(
        (info.naming for info in own if info.naming is not None),
        key=lambda n: (GRADES.index(n.grade), n.agency, n.document),
    )
    origin = Origin(document=_first(own), namings=tuple(namings))
    best = _agreed(namings)
    if best is None:
        return origin
    return replace(
        origin,
        agency=best.agency,
        evidence=best.text,
        evidence_document=best.document,
        evidence_start=best.start,
        evidence_end=best.end,
    )


def _agreed(namings: list[Naming]) -> Naming | None:
    """The strongest naming, if those as strong agree or are outvoted."""
    if not namings:
        return None
    strongest = [n for n in namings if n.grade == namings[0].grade]
    votes = Counter(n.agency for n in strongest).most_common(2)
    if len(votes) == 2 and votes[0][1] == votes[1][1]:
        return None
    return next(n for n in strongest if n.agency == votes[0][0])


def _fullest(contents: dict[str, _Content], keys: Sequence[str]) -> DocumentInfo:
    """The member to compare with where nothing tells which one the others come from: of those that none was surely
    published before, the one with most sentences that others carry too, then with most words: an abridged copy has
    fewer of both. What a page alone has may be its own furniture."""
    every = [info for key in keys for info in contents[key].documents]
    dated = [info for info in every if info.published_at]
    first = min(dated, key=_earliest, default=None)
    supported = {key: _supported(contents[key], set(keys)) for key in set(keys)}
    choice = [
        (-supported[key], -info.words, _earliest(info), info)
        for key in keys
        for info in contents[key].documents
        if first is None or not surely_before(first, info)
    ]
    return min(choice, key=lambda c: c[:3])[3]


def _supported(content: _Content, keys: set[str]) -> int:
    """Sentences of a text that others of these carry too; those of a text that stands in two documents all are."""
    ends = [e for e in content.ends if e.other in keys]
    if len(content.documents) > 1:
        return max((len(e.alignment) for e in ends), default=0)
    return len(frozenset().union(*(e.place for e in ends)))


def _first(own: list[DocumentInfo]) -> str | None:
    """The member that the others come from: published before all others, or by the agency or outlet that they name."""
    if len(own) < 2:
        return None
    named = {info.naming.agency for info in own if info.naming is not None}
    agencies = [info for info in own if info.outlet in named]
    if len(agencies) == 1:
        return agencies[0].document
    if (outlet := named_by_others(own)) is not None:
        return outlet
    if any(info.published_at is None for info in own):
        return None
    first, second = sorted(own, key=_earliest)[:2]
    return first.document if surely_before(first, second) else None


def _why(infos: list[DocumentInfo], contents: dict[str, _Content], nodes: list[Node], origin: Origin) -> str:
    if len(infos) == 1:
        return "no other document carries this report"
    parts = [f"{len(infos)} documents"]
    equal = len(infos) - len({key for key, _ in nodes})
    if equal:
        parts.append(f"{equal} of them in the words of another")
    keys = {key for key, _ in nodes}
    ends = [e for key, n in nodes for e in contents[key].ends if e.first and e.other in keys]
    if ends:
        weakest = min(ends, key=lambda e: (max(e.shared, e.shared_other), e.content))
        parts.append(f"least alike are two with {weakest.link.why}")
    if origin.evidence is not None:
        parts.append(f"agency by “{origin.evidence}”")
    if origin.document is not None:
        parts.append("the original was published first, or by the agency or outlet that others name")
    return "; ".join(parts)
