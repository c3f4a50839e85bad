"""Words that the parser has hung on the wrong neighbour: phrases on particles, infinitives and clauses on far nouns.

In: a sentence. Out: the same, or a copy with those arcs moved. Here, apart from `mending`, which puts words and
relations right, because these only move what hangs, and are looked for first.
"""

from __future__ import annotations

from dataclasses import replace

from ascribe.claims.eventwords import lexicon
from ascribe.contract.sentences import Parse, Sentence, Token

PARTICLES = frozenset("out up down off back over away on in along through together ahead around by".split())
"""Words behind a verb that belong to it, and bring in nothing ("walked out")."""
UNDERTAKINGS = frozenset("operation mission campaign bid effort drive push attempt plan offensive battle fight".split())
"""Nouns behind which an infinitive tells what is undertaken."""
TURNING = frozenset("begin start end last expire resume run finish conclude".split())
"""Verbs of the course of an event, which have it as their subject."""
MADE = frozenset(
    {"make", "issue", "submit", "file", "lodge", "sign", "reach", "announce", "launch", "carry", "conduct"}
)
"""Verbs of what is done by words and deeds, and not to things."""
RECORDINGS = frozenset(
    "video footage photo photograph picture image clip recording report statement letter map".split()
)
"""What is posted and published."""
SHOWN = frozenset("post publish share release circulate film record take shoot broadcast air upload obtain see".split())
"""Verbs of what is done to recordings."""
BEHIND = ("advcl", "xcomp", "acl")
CLAUSES = ("acl", "acl:relcl")


def retied(sentence: Sentence) -> Sentence:
    """The sentence with its arcs moved; itself, where nothing is wrong."""
    changes: dict[int, Token] = {}
    for i, token in enumerate(sentence.tokens):
        noun: int | None
        if token.deprel.startswith("obl") and _on_particle(sentence, i, changes):
            continue
        if token.upos in ("NOUN", "PROPN") and (noun := _second_subject(sentence, i)) is not None:
            case = next(c for c in range(noun + 1, i) if sentence.tokens[c].deprel == "case")
            changes[case] = replace(sentence.tokens[case], head=i)
            changes[i] = replace(token, head=noun, deprel="nmod")
        if token.upos != "VERB" or (token.xpos == "VBG" and _is_progressive(sentence, i, changes)):
            continue
        if token.xpos == "VB" and token.deprel in BEHIND and (noun := _told_of(sentence, i)) is not None:
            _with_its_time(sentence, i, changes)
            changes[i] = replace(token, head=noun, deprel="acl")
        elif token.deprel in CLAUSES:
            noun = _before_which(sentence, i)
            noun = _made(sentence, i) if noun is None else noun
            if noun is not None:
                changes[i] = replace(token, head=noun)
    if not changes:
        return sentence
    tokens = tuple(changes.get(i, t) for i, t in enumerate(sentence.tokens))
    return Sentence(sentence.start, sentence.text, sentence.block, Parse(tokens, sentence.parse.entities))


def _on_particle(sentence: Sentence, i: int, changes: dict[int, Token]) -> bool:
    """ "Walked out in Mada", where the tree hangs Mada on "out": it belongs to the verb. "Sealed off Mada", where the
    tree takes "off" for its preposition: Mada is the object."""
    tokens = sentence.tokens
    head = tokens[i].head
    if head < 0:
        return False
    cases = [c for c in sentence.children[i] if tokens[c].deprel == "case"]
    above = tokens[head].head
    particle = tokens[head].deprel in ("advmod", "compound:prt") and tokens[head].lemma in PARTICLES and head < i
    if particle and above == head - 1 and tokens[above].upos == "VERB" and cases and tokens[cases[0]].lemma != "of":
        changes[i] = replace(tokens[i], head=above)
        return True
    if tokens[head].upos != "VERB" or len(cases) != 1 or cases[0] != head + 1 or tokens[cases[0]].xpos != "RP":
        return False
    if any(tokens[c].deprel in ("obj", "ccomp", "xcomp", "aux:pass") for c in sentence.children[head]):
        return False
    changes[i] = replace(tokens[i], deprel="obj")
    changes[cases[0]] = replace(tokens[cases[0]], head=head, deprel="compound:prt")
    return True


def _told_of(sentence: Sentence, i: int) -> int | None:
    """ "Will help them have a road for any operation to retake Mada", where the tree makes the infinitive the aim of
    something else: it says what the noun right before it is. "Brokered a truce, to begin on Tuesday": the truce
    begins."""
    tokens = sentence.tokens
    to = next((c for c in sentence.children[i] if tokens[c].deprel == "mark" and tokens[c].lemma == "to"), 0)
    noun, head = to - 1, tokens[i].head
    if to < 2 or any(tokens[c].deprel.startswith("nsubj") for c in sentence.children[i]):
        return None
    if tokens[noun].lemma in UNDERTAKINGS and tokens[noun].upos == "NOUN" and head < noun:
        # not "mounted an operation to retake it": the verb's aim is as good
        return noun if tokens[noun].deprel in ("nmod", "conj") and head != noun else None
    if tokens[i].lemma not in TURNING or tokens[i].deprel != "advcl" or tokens[noun].text != "," or head >= noun:
        return None
    if any(tokens[c].deprel == "obj" for c in sentence.children[i]):
        return None
    objects = [c for c in sentence.children[head] if tokens[c].deprel in ("obj", "nsubj:pass") and c < to]
    known = lexicon().nouns
    return objects[-1] if objects and tokens[objects[-1]].lemma in known else None


def _with_its_time(sentence: Sentence, i: int, changes: dict[int, Token]) -> None:
    """ "..., to begin on Tuesday": the day right behind the infinitive is its own."""
    tokens = sentence.tokens
    for t in range(i + 1, min(i + 5, len(tokens))):
        if tokens[t].mention == "time" and tokens[t].head == tokens[i].head and sentence.subtree(t)[0] == i + 1:
            changes[t] = replace(changes.get(t, tokens[t]), head=i)


def _made(sentence: Sentence, i: int) -> int | None:
    """ "A request for tents made on Monday", "a video of the raid posted on Friday", where the tree has the tents made
    and the raid posted: it is the request, the video."""
    tokens, known = sentence.tokens, lexicon().nouns
    noun = tokens[i].head
    above = tokens[noun].head if noun >= 0 else -1
    shown = tokens[i].lemma in SHOWN
    if not (shown or tokens[i].lemma in MADE) or tokens[i].xpos not in ("VBN", "VBD"):
        return None
    if above < 0 or tokens[noun].deprel != "nmod" or noun > i:
        return None
    passive = not any(tokens[c].deprel.startswith(("aux", "nsubj")) for c in sentence.children[i]) or any(
        tokens[c].deprel == "obj" and tokens[c].upos == "PRON" for c in sentence.children[i]
    )
    if shown:
        return above if passive and tokens[above].lemma in RECORDINGS else None
    return above if passive and tokens[noun].lemma not in known and tokens[above].lemma in known else None


def _before_which(sentence: Sentence, i: int) -> int | None:
    """ "No truck has got to Mada, which rebels besiege", where the tree has the truck besieged: the name before the
    comma."""
    tokens = sentence.tokens
    if tokens[i].deprel != "acl:relcl":
        return None
    first = sentence.subtree(i)[0]
    head = tokens[i].head
    if first < 2 or tokens[first].text.lower() != "which" or tokens[first - 1].text != ",":
        return None
    before = first - 2
    crossed = head < tokens[head].head < before and tokens[tokens[head].head].upos == "VERB"
    while tokens[before].deprel in ("flat", "compound") and tokens[before].head >= 0:
        before = tokens[before].head
    return before if crossed and tokens[before].upos in ("PROPN", "NOUN") and before < i else None


def _second_subject(sentence: Sentence, i: int) -> int | None:
    """ "Blockade of Mada drags on", where the tree has two subjects: the second says of what the first is."""
    tokens = sentence.tokens
    if not tokens[i].deprel.startswith("nsubj") or tokens[i].head < i:
        return None
    others = [c for c in sentence.children[tokens[i].head] if c < i and tokens[c].deprel.startswith("nsubj")]
    if not others or tokens[others[-1]].upos not in ("NOUN", "PROPN"):
        return None
    between = range(others[-1] + 1, i)
    cases = [c for c in between if tokens[c].deprel == "case" and tokens[c].head in (i, tokens[i].head)]
    plain = all(tokens[c].deprel in ("case", "det", "amod", "compound", "nummod") for c in between)
    return others[-1] if cases and plain else None


def _is_progressive(sentence: Sentence, i: int, changes: dict[int, Token]) -> bool:
    """ "Instructors are training army recruits", where the tree makes the training a part of the recruits' name."""
    tokens, noun = sentence.tokens, sentence.tokens[i].head
    kids = [tokens[c].deprel for c in sentence.children[i]]
    if tokens[i].deprel != "compound" or noun < i or "aux" not in kids or "nsubj" not in kids:
        return False
    changes[i] = replace(tokens[i], head=tokens[noun].head, deprel=tokens[noun].deprel)
    changes[noun] = replace(changes.get(noun, tokens[noun]), head=i, deprel="obj")
    return True
