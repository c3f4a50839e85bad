"""Noun phrases and pronouns of a sentence: who and what it speaks of, with role, affiliation, number and gender.

In: one sentence with its tree and entities. Out: mentions in order, each a stretch of text that starts and ends on
tokens. Here, because coreference, attribution and the arguments of claims all speak of people and bodies, and must
cut them out of the sentence in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ascribe.claims.genders import Gender, gender_of
from ascribe.claims.nounphrases import DETERMINERS_NEW, DETERMINERS_OLD, PART_OF_A_NAME, MentionKind, Name, NounPhrases
from ascribe.claims.wording import Roles
from ascribe.contract.documents import Span
from ascribe.contract.sentences import Sentence, Token

Form = Literal["name", "description", "pronoun", "relative"]
Number = Literal["singular", "plural"]

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

PLURALS = frozenset({"people", "many", "several", "both", "some", "few", "those", "these", "all", "others", "most"})
"""Words that are plural whatever their tag."""
PARTICLES = frozenset(
    """de del della degli di da dal das do dos du des d van von vom zu zum zur der den het ten ter te la le las los
    lo el al ar as ash at bin bint ibn abu umm y e i af av ould ag 't""".split()
)
"""Small words within names."""
LEADING = frozenset({"surnamed", "named", "nicknamed", "called", "dubbed"})
"""Words that lead to a name."""
OF_BODIES = frozenset(
    """member leader partner sponsor owner supporter operator provider founder donor ally rival candidate backer
    opponent observer monitor representative agent successor predecessor critic chair head host vendor investor
    participant""".split()
)
"""Parts that a body can play as well."""
RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})


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


def _pronoun(reader: NounPhrases, index: int) -> Mention | None:
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
    return token.upos in ("ADJ", "NUM", "DET", "PRON", "X", "SYM") and token.deprel.partition(":")[0] in (
        "nsubj",
        "obj",
        "iobj",
    )


def _mention(reader: NounPhrases, head: int) -> Mention:
    token = reader.tokens[head]
    first, last = reader.first_of(head), reader.last_of(head)
    entity = reader.entity_at.get(head)
    if entity:
        first = min(first, entity.first)
    named_body = entity is not None and entity.label != "PER"
    first, last = reader.over_hyphens(first, last)
    plural = not named_body and token.xpos in ("NNS", "NNPS")
    plural = plural or token.text.lower() in PLURALS
    name = _tidy(reader, head, first, reader.name(head, first, last))
    printed = reader.text(name[0], name[1]) if name else None
    kind = reader.kind(head, name, plural)
    if kind == "person" and not plural and reader.tokens[first].text.lower() == "the" and name and name[0] == first + 1:
        kind = "organisation"  # "the Delta Post": no person's name has an article
    media = kind in ("organisation", "thing", "document", "place") and reader.is_media(printed, head, first)
    if media and (kind != "document" or not plural):
        kind = "media"
    role = reader.role(head, first, name)
    affiliation = reader.affiliation(role, head, first) if role is not None else None
    if role is None or affiliation is None:
        apposed = reader.apposed(head)
        if apposed is not None:
            # "Colonel Ruiz, a spokesman for the port": the office tells more than the rank
            rank = role is not None and reader.tokens[role].lemma.lower().rstrip(".") in reader.roles.titles
            role = apposed if role is None or rank else role
            affiliation = reader.affiliation(apposed, apposed, reader.first_of(apposed)) or affiliation
    if role is not None and kind in ("thing", "place"):
        kind = "group" if plural else "person"
    if role is not None and kind == "organisation" and printed and not plural:
        # "Hope Brandt, an officer of the guard": somebody who was taken for a body
        human = gender_of(printed) or (" " in printed and reader.tokens[role].lemma.lower() not in OF_BODIES)
        if human and not set(printed.lower().split()) & reader.roles.organisation:
            kind = "person"
    if affiliation is None and kind == "person" and name:
        # "Radio North's Ana Ruiz": the possessor of a person's name is whom they work for
        owner = next((c for c in reader.children[head] if reader.tokens[c].deprel == "nmod:poss"), None)
        if owner is not None and reader.tokens[owner].upos == "PROPN":
            affiliation = reader.text(reader.without_article(reader.first_of(owner), owner), reader.before_s(owner))
        elif (body := reader.tied(head, head)) is not None and reader.is_body(body):
            # "Ana Ruiz of Delta University"
            affiliation = reader.trimmed(reader.without_article(reader.first_of(body), body), reader.last_of(body, 1))
    if affiliation is not None and affiliation.count("(") > affiliation.count(")"):
        affiliation = affiliation.partition("(")[0].strip() or None
    role_lemma = reader.tokens[role].lemma.lower() if role is not None else None
    told = range(first, min(head, last) + 1)
    words = {reader.tokens[i].text.lower().rstrip(".") for i in told if not reader.is_possessor(i)} | {role_lemma or ""}
    gender = _gender(words, reader.roles, printed)
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


def _tidy(reader: NounPhrases, head: int, first: int, name: Name | None) -> Name | None:
    """The name without what leads to it ("surnamed", "of Mada" before a person's), with what belongs to it ("British
    Delta"); None where nothing is left that names anybody: "department of the province", "US$"."""
    if name is None:
        return None
    start, end, entity = name
    tokens = reader.tokens
    while start < end and tokens[start].text.islower() and tokens[start].text not in PARTICLES:
        if start == head and tokens[start].text not in LEADING:
            return None
        start += 1
    if entity is not None and entity.label == "PER":
        office = tokens[start - 2].lemma.lower() if start > 1 and tokens[start - 1].text == "of" else ""
        if start < end and office in reader.roles.titles | reader.roles.person:
            start += 1  # "Prime Minister of | Mada Ana Ruiz"
        tie = next((i for i in range(start + 1, end) if tokens[i].text == "of"), None)
        end = tie - 1 if tie is not None else end
    elif entity is not None and entity.label == "LOC" and start > first > 0:
        before = tokens[start - 1]
        start -= before.text[:1].isupper() and before.deprel == "amod" and before.head == head
    words = reader.text(start, end)
    known = any(c.isupper() or (c.isalpha() and not c.islower()) for c in words) and not set(words) & set('$“"')
    return (start, end, entity) if known else None


def _gender(words: set[str], known: Roles, name: str | None) -> Gender | None:
    """By a title or kinship, then by the given name, then by an office whose form is used of both ("chairman")."""
    feminine, masculine = words & known.feminine, words & known.masculine
    if feminine:
        return "feminine"
    if masculine - known.of_both:
        return "masculine"
    return (gender_of(name) if name else None) or ("masculine" if masculine else None)


def find_mentions(sentence: Sentence) -> list[Mention]:
    """Noun phrases and pronouns of a sentence, in the order of their heads. They may nest ("officials" in
    "officials at the ministry", and "the ministry" in it)."""
    reader = NounPhrases(sentence)
    out = []
    for index, token in enumerate(reader.tokens):
        pronoun = _pronoun(reader, index) if token.upos in ("PRON", "DET", "SCONJ") else None
        if pronoun and token.deprel != "expl" and token.deprel != "mark":
            out.append(pronoun)
        elif _is_head(token) and not pronoun:
            out.append(_mention(reader, index))
    return out
