"""How copies of one story describe the same speaker: "a senior official" here, "a senior coalition official" there.

In: facts. Out: conflicts about the source. Only where copies have the same sentence, but for the words for who said it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ascribe.contract.claims import SourceLink
from ascribe.contract.documents import BlockKind
from ascribe.contract.situations import Judgement
from ascribe.resolution.actors import fold
from ascribe.situations.conflicts import Conflict
from ascribe.situations.facts import Fact

SAME_TEXT = 0.8
"""Share of the shorter sentence's words in the longer one from which the two are one sentence."""
REWORDED = 0.4
"""And from which they are one reworded, if both describe the speaker by the same noun."""
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "i", "we"})
_MOST = 12
"""Documents of one story that are compared with its first."""


def description_conflicts(known: Sequence[Fact]) -> Iterator[Conflict]:
    """Pairs of copies that call the speaker of one claim differently."""
    stories: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in known:
        if _described(fact) is not None:
            stories[fact.report.origin][fact.report.document].append(fact)
    for documents in stories.values():
        first, *copies = documents.values()
        by_event: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in first:
            by_event[_event(fact)].append(fact)
        for copy in copies[:_MOST]:
            for fact in copy:
                for original in by_event[_event(fact)]:
                    yield from _compared(original, fact)


def _event(fact: Fact) -> tuple[str, str]:
    return fact.claim.event_lemma, fact.claim.trigger.text.lower()


def _described(fact: Fact) -> SourceLink | None:
    """Who speaks, where this very sentence describes them."""
    if len(fact.claim.sources) != 1 or not fact.claim.sources[0] or fact.claim.block is BlockKind.HEADLINE:
        return None  # headlines are each outlet's own
    link = fact.claim.sources[0][-1]
    text = fold(link.text)
    if link.implied or link.role != "speaker" or text in _PRONOUNS or not _holds(fact, link):
        return None
    introduced = not re.match(r"(?:the|that|this) \S+$", link.text.strip().lower())
    return link if introduced else None


def _holds(fact: Fact, link: SourceLink) -> bool:
    return fact.claim.sentence.start <= link.start < fact.claim.sentence.end


def _compared(a: Fact, b: Fact) -> Iterator[Conflict]:
    link_a, link_b = _described(a), _described(b)
    if link_a is None or link_b is None:
        return
    says_a, says_b = _words(link_a.text), _words(link_b.text)
    if says_a == says_b or not says_a or not says_b or _same_person(link_a, link_b):
        return
    if not _is_description(link_a) and not _is_description(link_b):
        return  # two names: another speaker, or another spelling
    if _stands_in(link_a, b) or _stands_in(link_b, a):
        return  # two who speak, or who are spoken of; or more words of one
    alike = _alike(a, b)
    head = bool(says_a & says_b)
    if alike >= SAME_TEXT or (alike >= REWORDED and head and link_a.anonymous and link_b.anonymous):
        more = says_a < says_b or says_b < says_a
        later = a.day is not None and b.day is not None and a.day < b.day
        kind: Judgement = "revision" if later and not more else "detail"
        yield Conflict("source", kind, a, b, _plain(link_a.text), _plain(link_b.text))


def _is_description(link: SourceLink) -> bool:
    """Whether somebody is introduced by what they are: "a senior official", "residents of the town"."""
    return (link.anonymous or link.kind == "group") and not re.match(
        r"(?:the|this|that|many|most)\b", link.text.lower()
    )


def _stands_in(link: SourceLink, fact: Fact) -> bool:
    """Whether these words stand in another sentence as they are."""
    words = re.sub(r"^(?:a|an|the) ", "", link.text.lower())
    return " " in words and words in fact.claim.sentence.text.lower()


def _same_person(a: SourceLink, b: SourceLink) -> bool:
    return bool(a.name and b.name) and fold(a.name or "") == fold(b.name or "") and not a.anonymous


def _plain(text: str) -> str:
    text = " ".join(text.split())
    return text[:1].lower() + text[1:] if re.match(r"(?:A|An|The|One|Two|Some)\b", text) else text


def _words(text: str) -> set[str]:
    return {word.removesuffix("'s") for word in re.findall(r"\w[\w'-]*", re.sub(r"\s*[’']\s*s\b", "'s", text.lower()))}


def _alike(a: Fact, b: Fact) -> float:
    """Share of the words of the shorter sentence, without those for the speaker, that the other one has."""
    words_a, words_b = _without_speaker(a), _without_speaker(b)
    shorter = min(len(words_a), len(words_b))
    return len(words_a & words_b) / shorter if shorter else 0.0


def _without_speaker(fact: Fact) -> set[str]:
    link = fact.claim.sources[0][-1]
    text, offset = fact.claim.sentence.text, fact.claim.sentence.start
    rest = text[: max(0, link.start - offset)] + " " + text[max(0, link.end - offset) :]
    return set(re.findall(r"[\w']+", rest.lower()))
