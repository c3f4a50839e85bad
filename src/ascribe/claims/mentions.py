"""Noun phrases and pronouns of a sentence: who and what it speaks of, with role, affiliation, number and gender.

In: one sentence with its tree and entities. Out: mentions in order, each a stretch of text that starts and ends on tokens.
Here, because coreference, attribution and the arguments of claims all speak of people and bodies, and must cut them out
of the sentence in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ascribe.claims.wording import Roles, roles
from ascribe.contract.documents import Span
from ascribe.contract.sentences import Entity, Sentence, Token

MentionKind = Literal["person", "group", "organisation", "media", "document", "place", "thing"]
Form = Literal["name", "description", "pronoun", "relative"]
Number = Literal["singular", "plural"]
Gender = Literal["masculine", "feminine"]

PRONOUNS: dict[str, tuple[int, Number | None, Gender | None, MentionKind]] = {
    "i": (1, "singular", None, "person"),
    "me": (1, "singular", None, "person"),
    "my": (1, "singular", None, "person"),
    "mine": (1, "singular", None, "person"),
    "myself": (1, "singular", None, "person"),
    "we": (1, "plural", None, "group"),
    "us": (1, "plural", None, "group"),
    "our": (1, "plural", None, "group"),
    "ours": (1, "plural", None, "group"),
    "ourselves": (1, "plural", None, "group"),
    "you": (2, None, None, "person"),
    "your": (2, None, None, "person"),
    "yours": (2, None, None, "person"),
    "he": (3, "singular", "masculine", "person"),
    "him": (3, "singular", "masculine", "person"),
    "his": (3, "singular", "masculine", "person"),
    "himself": (3, "singular", "masculine", "person"),
    "she": (3, "singular", "feminine", "person"),
    "her": (3, "singular", "feminine", "person"),
    "hers": (3, "singular", "feminine", "person"),
    "herself": (3, "singular", "feminine", "person"),
    "it": (3, "singular", None, "thing"),
    "its": (3, "singular", None, "thing"),
    "itself": (3, "singular", None, "thing"),
    "they": (3, "plural", None, "group"),
    "them": (3, "plural", None, "group"),
    "their": (3, "plural", None, "group"),
    "theirs": (3, "plural", None, "group"),
    "themselves": (3, "plural", None, "group"),
}
"""Person, number, gender and kind of the personal pronouns."""

RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})

PART_OF_A_NAME = frozenset({"compound", "flat", "fixed", "goeswith", "nmod:desc", "case", "mark", "cc", "punct", "det", "discourse"})
"""Relations whose dependents head no noun phrase of their own."""
BEFORE = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "acl", "obl", "advmod", "cc:preconj", "dep"})
"""Relations of what stands before the head and belongs to the phrase (subtypes stripped, `cc:preconj` aside)."""
AFTER = frozenset({"flat", "fixed", "goeswith", "compound", "nummod"})
"""Relations of what stands after the head and belongs to the name."""
TIES = frozenset({"of", "at", "from", "in", "for", "with", "within", "inside", "to", "on", "close", "near"})
"""Prepositions that tie a person or body to what they belong to: "officials at the ministry"."""
AFFILIATING = TIES - {"to", "near", "on"} | {"to"}

NO_OFFICE = frozenset({"people", "person", "other", "folk", "man", "woman", "child", "member"})
"""Words for people that are no office before a name: "People" in the name of a party."""

DETERMINERS_OLD = frozenset({"the", "this", "that", "these", "those", "both"})
DETERMINERS_NEW = frozenset({"a", "an", "another", "some", "several", "many", "other", "any", "one", "few", "certain"})

_KINDS: dict[str, MentionKind] = {
    "person": "person",
    "organization": "organisation",
    "place": "place",
    "animal": "thing",
    "plant": "thing",
}
_LABELS: dict[str, MentionKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
DEEPEST_TIE = 2  # "a source in the office of the governor of the province": two ties name the source, more describe it


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase or pronoun. Token indices are those of its sentence, `span` is the document's."""

    head: int
    first: int
    last: int
    span: Span
    text: str
    kind: MentionKind
    form: Form
    head_lemma: str
    """Lower case."""
    number: Number | None = None
    gender: Gender | None = None
    person: int = 3
    """Grammatical person: 1, 2 or 3."""
    name: str | None = None
    """The name within the phrase, without titles: "Ana Ruiz" in "spokeswoman Ana Ruiz"."""
    role: str | None = None
    """Lemma of the word for the office or part that somebody plays: official, spokesman, minister."""
    affiliation: str | None = None
    """Whom they belong to or speak for, as printed: "foreign ministry", "coalition"."""
    definite: bool | None = None
    """True: the, this; False: a, another, some; None: bare, possessive or a name."""
    modifiers: frozenset[str] = frozenset()
    """What tells it from others of its kind, lower case, grading adjectives left out."""
    apposed_to: int | None = None
    """Head token of the phrase that this one explains: "..., a spokesman for the port"."""
    media: bool = False
    """A news agency or outlet."""


class _Reader:
    """One sentence, with the extent of every subtree."""

    __slots__ = ("children", "entity_at", "high", "low", "roles", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.children = sentence.children
        self.roles: Roles = roles()
        self.low, self.high = extents(sentence)
        self.entity_at: dict[int, Entity] = {}
        for entity in sentence.parse.entities:
            for i in range(max(entity.first, 0), min(entity.last, len(self.tokens) - 1) + 1):
                self.entity_at[i] = entity

    def base(self, index: int) -> str:
        return self.tokens[index].deprel.partition(":")[0]

    def text(self, first: int, last: int) -> str:
        return self.sentence.text[self.tokens[first].start : self.tokens[last].end]

    # ---- boundaries ------------------------------------------------------------------------------------------

    def first_of(self, head: int) -> int:
        """The first token of the phrase: over what stands before the head, until something that is not its part."""
        first = head
        for child in reversed(self.children[head]):
            if child > head:
                continue
            token = self.tokens[child]
            if token.deprel == "punct":
                if token.text in ",;:()—–" or self.high[child] != first - 1:
                    break
                continue
            relation = token.deprel if token.deprel == "cc:preconj" else self.base(child)
            if relation not in BEFORE or self.high[child] < first - 2:
                break
            if relation in ("obl", "acl", "nmod") and self.is_tied(child) and not self.named_desc(head, child):
                break
            first = self.low[child]
        while first < head and (self.tokens[first].upos == "PUNCT" or self.is_edge_adverb(first)):
            first += 1
        return first

    def is_tied(self, child: int) -> bool:
        """Whether a phrase is tied by a preposition (and not by 's)."""
        return any(self.tokens[c].deprel == "case" and c < child for c in self.children[child])

    def named_desc(self, head: int, child: int) -> bool:
        """"ambassador to the union Ana Ruiz": what stands between the office and the name belongs to the phrase."""
        return any(self.tokens[c].deprel == "nmod:desc" and c < child for c in self.children[head])

    def is_edge_adverb(self, index: int) -> bool:
        token = self.tokens[index]
        return token.upos == "ADV" and self.tokens[token.head].upos not in ("ADJ", "NUM", "VERB") if token.head >= 0 else False

    def last_of(self, head: int, depth: int = 0) -> int:
        """The last token: over the name's further words and, for people and bodies, what ties them to a place or body."""
        last = head
        for child in self.children[head]:
            if child < head or self.low[child] > last + 1:
                if child > head and self.low[child] > last + 1 and self.tokens[child].deprel != "punct":
                    break
                continue
            relation = self.base(child)
            if self.tokens[self.low[child]].upos == "PUNCT":
                break  # "Ruiz (Port Party)": what is in brackets is no part of the name
            if relation in AFTER:
                last = max(last, self.high[child] if relation != "compound" else child)
            elif relation == "nmod" and depth < DEEPEST_TIE and self.ties(head, child):
                last = self.last_of(child, depth + 1)
            elif self.tokens[child].deprel != "punct":
                break
        entity = self.entity_at.get(head)
        return max(last, entity.last) if entity else last

    def ties(self, head: int, child: int) -> bool:
        cases = [c for c in self.children[child] if self.tokens[c].deprel == "case"]
        if not cases or self.tokens[cases[0]].lemma.lower() not in TIES or cases[0] > child:
            return False
        lemma = self.tokens[head].lemma.lower()
        preposition = self.tokens[cases[0]].lemma.lower()
        if self.tokens[head].upos == "PROPN":
            # "Ministry of Health", "University of the North": of ties parts of a name and nothing else does
            return preposition == "of" and self.tokens[child].upos == "PROPN" and head not in self.entity_at
        known = self.roles
        if lemma in known.person or lemma.rstrip("s") in known.person or self.tokens[head].mention == "person":
            return True
        return preposition == "of" and (lemma in known.group or lemma in known.organisation or lemma in known.media)

    # ---- what it is ------------------------------------------------------------------------------------------

    def name(self, head: int, first: int, last: int) -> tuple[int, int, Entity | None] | None:
        """Tokens of the name within the phrase, titles left out, and its entity where there is one."""
        entity = self.entity_at.get(head)
        if entity is None:
            # a name that follows its office, read as the office's dependent: "spokesman" < "Ruiz"
            entity = next((e for i in range(last, head, -1) if (e := self.entity_at.get(i)) and e.label == "PER"), None)
        if entity is None and head > first and self.tokens[head].lemma.lower() in self.roles.appositive:
            # "the Delta group": the group is Delta; "Delta fighters" are not
            before = self.entity_at.get(head - 1) or (self.entity_at.get(head - 2) if head - 2 >= first else None)
            if before and before.label == "ORG" and self.tokens[head].xpos == "NN":
                entity = before
        if entity is not None:
            start, end = max(entity.first, first), min(entity.last, last)
        elif self.tokens[head].upos == "PROPN":
            start = end = head
            while start > first and self.is_name_part(start - 1) and not self.is_possessor(start - 1):
                start -= 1
            while end < last and self.is_name_part(end + 1):
                end += 1
        else:
            return None
        titles = self.roles.titles
        if entity is None:
            # no entity was found: what stands after the last title is the name ("U.S. President Ana Ruiz")
            for i in range(start, end):
                if self.tokens[i].text.lower().rstrip(".") in titles | self.roles.person:
                    start = i + 1
            if self.tokens[start].text.lower() in titles | self.roles.person and start == end:
                return None
        while entity and entity.label == "PER" and start < end and self.tokens[start].text.lower().rstrip(".") in titles:
            start += 1
        while start < end and self.tokens[start].upos in ("DET", "PUNCT"):
            start += 1
        while start < end and self.tokens[end].upos == "PUNCT":
            end -= 1
        return (start, end, entity) if start <= end else None

    def is_name_part(self, index: int) -> bool:
        # by the Penn tag: "United" of "United States" is an adjective or verb by its universal part of speech
        return self.tokens[index].xpos in ("NNP", "NNPS", "HYPH")

    def is_possessor(self, index: int) -> bool:
        return self.tokens[index].deprel == "nmod:poss"

    def is_media(self, name: str | None, head: int, first: int, last: int) -> bool:
        known = self.roles
        if name:
            folded = name.lower().removeprefix("the ").rstrip(".")
            if folded in known.agencies or folded in known.outlets or folded.replace(".", "") in known.agencies:
                return True
            words = folded.split()
            if len(words) > 1 and words[-1] in known.media_endings:
                return True
        lemma = self.tokens[head].lemma.lower()
        if lemma in known.media or self.tokens[head].text.lower() in known.media:
            return True
        return lemma in known.media_weak and any(self.tokens[i].lemma.lower() in known.media_marks for i in range(first, head))

    def kind(self, head: int, name: tuple[int, int, Entity | None] | None, plural: bool) -> MentionKind:
        known, token = self.roles, self.tokens[head]
        lemma, text = token.lemma.lower(), token.text.lower()
        if name and name[2]:
            label = _LABELS.get(name[2].label, "thing")
            if label == "person" and plural and token.xpos == "NNPS":
                return "group"
            if label == "place" and not name[2].first <= head <= name[2].last:
                label = "thing"
            if label != "thing":
                return label
        if token.upos == "PROPN" and token.mention in _KINDS and token.mention != "place":
            kind = _KINDS[token.mention]
            return "group" if kind == "person" and plural else kind
        if lemma in known.organisation or text in known.organisation:
            if token.mention == "place":
                return "place"
            return "organisation"
        if lemma in known.person or text in known.person:
            return "group" if plural else "person"
        if lemma in known.group or text in known.group:
            return "group"
        if token.upos != "PROPN" and lemma in known.document:
            return "document"
        if token.xpos == "NNPS":
            return "group"
        kind = _KINDS.get(token.mention or "", "thing")
        if kind == "person" and plural:
            return "group"
        if kind == "thing" and name and token.mention is None and token.upos == "PROPN":
            return self.guess(name)
        return kind

    def guess(self, name: tuple[int, int, Entity | None]) -> MentionKind:
        """A proper name that nothing is known of: a person where a title or office stands before it."""
        start = name[0]
        before = {self.tokens[i].lemma.lower().rstrip(".") for i in range(max(0, start - 3), start)}
        if before & (self.roles.titles | self.roles.person):
            return "person"
        return "thing"

    def modifiers(self, head: int, first: int, last: int) -> frozenset[str]:
        out = set()
        for i in (*range(first, head), *range(head + 1, last + 1)):
            token = self.tokens[i]
            if token.upos in ("ADJ", "NOUN", "PROPN", "VERB"):
                word = token.lemma.lower()
                if word not in self.roles.plain and word.replace(".", "") not in self.roles.titles:
                    out.add(fold_word(token.text))
        return frozenset(out)

    # ---- role and affiliation ---------------------------------------------------------------------------------

    def role(self, head: int, first: int, last: int, name: tuple[int, int, Entity | None] | None) -> int | None:
        """The token that tells the office or part: the head, else a word before the name, else the apposition's head."""
        if self.tokens[head].lemma.lower() in self.roles.person and (name is None or not name[0] <= head <= name[1]):
            return head
        if name:
            for i in range(first, name[0]):
                lemma = self.tokens[i].lemma.lower().rstrip(".")
                if self.tokens[i].upos in ("NOUN", "PROPN") and lemma in self.roles.person - NO_OFFICE and not self.is_possessor(i):
                    return i
        return None

    def apposed(self, head: int) -> int | None:
        """Head of an apposition that tells a role."""
        for child in self.children[head]:
            if self.base(child) in ("appos", "parataxis") and child > head:
                if self.tokens[child].lemma.lower() in self.roles.person:
                    return child
                break
        return None

    def affiliation(self, role: int, head: int, first: int) -> str | None:
        """Whom the role belongs to: what stands before it, else what is tied to it behind."""
        for owner in {role, head}:
            for child in self.children[owner]:
                if self.tokens[child].deprel == "nmod:poss" and self.tokens[child].upos != "PRON" and child < role:
                    return self.text(self.without_article(self.first_of(child), child), self.before_s(child))
        start, end = first, role - 1
        while start <= end and (
            self.tokens[start].upos in ("DET", "PUNCT", "NUM", "ADV", "CCONJ", "PRON")
            or self.tokens[start].lemma.lower() in self.roles.plain
            or self.tokens[start].text.lower() in self.roles.plain
        ):
            start += 1
        while end >= start and (
            self.tokens[end].upos in ("PUNCT", "PART", "ADV", "ADP")
            or self.tokens[end].lemma.lower() in self.roles.plain
            or self.tokens[end].lemma.lower().rstrip(".") in self.roles.titles - self.roles.sectors
        ):
            end -= 1
        if start <= end and any(self.names_body(i) for i in range(start, end + 1)):
            return self.text(start, end)
        for owner in (role, head):
            for child in self.children[owner]:
                if child > role and child != head and self.base(child) == "nmod" and self.tokens[child].upos in ("NOUN", "PROPN"):
                    case = next((c for c in self.children[child] if self.tokens[c].deprel == "case"), None)
                    if case is not None and self.tokens[case].lemma.lower() in AFFILIATING:
                        return self.text(self.without_article(self.first_of(child), child), self.last_of(child, 1))
        return None

    def before_s(self, possessor: int) -> int:
        """Last token of a possessor without its 's."""
        return max(possessor, self.last_of(possessor))

    def without_article(self, first: int, head: int) -> int:
        return first + 1 if first < head and self.tokens[first].upos == "DET" else first

    def names_body(self, index: int) -> bool:
        token = self.tokens[index]
        word = token.text
        if token.upos == "PROPN" or (word[:1].isupper() and token.upos in ("ADJ", "NOUN") and index > 0):
            return True
        return word.lower() in self.roles.sectors or word.lower() in self.roles.organisation or (
            token.upos == "ADJ" and word[:1].isupper()
        )


def fold_word(word: str) -> str:
    """A word as compared between mentions: lower case, no dots ("U.S." is "us")."""
    return word.lower().replace(".", "")


def extents(sentence: Sentence) -> tuple[list[int], list[int]]:
    """First and last token of the subtree of each token. Linear in the number of tokens."""
    tokens, children = sentence.tokens, sentence.children
    low, high = list(range(len(tokens))), list(range(len(tokens)))
    order, todo = [], [i for i, token in enumerate(tokens) if token.head < 0]
    while todo:
        i = todo.pop()
        order.append(i)
        todo.extend(children[i])
    for i in reversed(order):
        head = tokens[i].head
        if head >= 0:
            low[head] = min(low[head], low[i])
            high[head] = max(high[head], high[i])
    return low, high


def _pronoun(reader: _Reader, index: int) -> Mention | None:
    token = reader.tokens[index]
    word = token.text.lower()
    span = reader.sentence.span(index)
    known = PRONOUNS.get(word)
    if known and not (token.xpos == "NNP" or (word == "us" and token.text.isupper())):
        person, number, gender, kind = known
        return Mention(index, index, index, span, token.text, kind, "pronoun", word, number, gender, person)
    if word in RELATIVES and token.xpos in ("WP", "WDT", "WP$"):
        kind = "person" if word in ("who", "whom", "whose") else "thing"
        return Mention(index, index, index, span, token.text, kind, "relative", word)
    return None


def _is_head(token: Token) -> bool:
    """Whether the token heads a noun phrase."""
    if token.deprel == "expl" or token.deprel in PART_OF_A_NAME or token.deprel.startswith(("flat", "compound")):
        return False
    if token.upos in ("NOUN", "PROPN"):
        return True
    # "many said", "the injured were", "two of them": what stands as a subject or object is a phrase all the same
    return token.upos in ("ADJ", "NUM", "DET", "PRON", "X", "SYM") and token.deprel.partition(":")[0] in ("nsubj", "obj", "iobj")


def _mention(reader: _Reader, head: int) -> Mention:
    token = reader.tokens[head]
    first, last = reader.first_of(head), reader.last_of(head)
    entity = reader.entity_at.get(head)
    if entity:
        first = min(first, entity.first)
    named_body = entity is not None and entity.label != "PER"
    plural = not named_body and token.xpos in ("NNS", "NNPS")
    plural = plural or token.lemma.lower() in ("people", "many", "several", "both", "some", "few")
    name = reader.name(head, first, last)
    printed = reader.text(name[0], name[1]) if name else None
    kind = reader.kind(head, name, plural)
    media = kind in ("organisation", "thing", "document", "place") and reader.is_media(printed, head, first, last)
    if media and (kind != "document" or not plural):
        kind = "media"
    role = reader.role(head, first, last, name)
    affiliation = reader.affiliation(role, head, first) if role is not None else None
    if role is None or affiliation is None:
        apposed = reader.apposed(head)
        if apposed is not None:
            role = apposed if role is None else role
            affiliation = reader.affiliation(apposed, apposed, reader.first_of(apposed))
    if role is not None and kind in ("thing", "place"):
        kind = "group" if plural else "person"
    if affiliation is None and kind == "person" and name:
        # "Radio North's Ana Ruiz": the possessor of a person's name is whom they work for
        owner = next((c for c in reader.children[head] if reader.tokens[c].deprel == "nmod:poss"), None)
        if owner is not None and reader.tokens[owner].upos == "PROPN":
            affiliation = reader.text(reader.without_article(reader.first_of(owner), owner), reader.before_s(owner))
    role_lemma = reader.tokens[role].lemma.lower() if role is not None else None
    words = {reader.tokens[i].text.lower().rstrip(".") for i in range(first, min(head, last) + 1)} | {role_lemma or ""}
    gender: Gender | None = None
    if words & reader.roles.feminine:
        gender = "feminine"
    elif words & reader.roles.masculine:
        gender = "masculine"
    determiner = reader.tokens[first].text.lower() if first < head or token.upos == "DET" else ""
    definite = True if determiner in DETERMINERS_OLD else False if determiner in DETERMINERS_NEW else None
    return Mention(
        head=head,
        first=first,
        last=last,
        span=reader.sentence.span(first, last),
        text=reader.text(first, last),
        kind=kind,
        form="name" if name else "description",
        head_lemma=token.lemma.lower(),
        number="plural" if plural else None if kind in ("organisation", "media", "group") else "singular",
        gender=gender if kind == "person" else None,
        name=printed,
        role=role_lemma,
        affiliation=affiliation,
        definite=definite,
        modifiers=reader.modifiers(head, first, last),
        apposed_to=token.head if token.deprel == "appos" else None,
        media=media,
    )


def find_mentions(sentence: Sentence) -> list[Mention]:
    """Noun phrases and pronouns of a sentence, in the order of their heads. They may nest ("officials" in
    "officials at the ministry", and "the ministry" in it)."""
    reader = _Reader(sentence)
    out = []
    for index, token in enumerate(reader.tokens):
        pronoun = _pronoun(reader, index) if token.upos in ("PRON", "DET", "SCONJ") else None
        if pronoun and token.deprel != "expl" and token.deprel != "mark":
            out.append(pronoun)
        elif _is_head(token) and not pronoun:
            out.append(_mention(reader, index))
    return out
