"""What the mentions of a document speak of, and the links between them.

In: mentions linked by `coreference`. Out: names, antecedents and referents, asked for by sentence and token. Here,
apart from the linking, because every later step asks and none links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ascribe.claims.genders import Gender
from ascribe.claims.mentions import Mention, Number
from ascribe.claims.nounphrases import MentionKind
from ascribe.claims.quotes import Quotation
from ascribe.contract.sentences import Sentence

PARTIES = frozenset({"person", "group", "organisation", "media"})
"""Kinds of those who do something."""


@dataclass(frozen=True, slots=True)
class Referent:
    """A person, body or thing of the document, with what its mentions tell together."""

    id: int
    kind: MentionKind
    name: str | None
    """The fullest name, without titles; None: never named."""
    description: str | None
    """The fullest description, without article: "senior port official"."""
    number: Number | None
    gender: Gender | None
    role: str | None
    affiliation: str | None
    media: bool
    mentions: tuple[tuple[int, int], ...]
    """(sentence, head token), in order."""

    @property
    def named(self) -> bool:
        return self.name is not None


class Coreference:
    """Links between the mentions of one document. Ask by sentence index and head token."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        mentions: Sequence[Sequence[Mention]],
        referents: Sequence[Referent],
        links: dict[tuple[int, int], int],
        quotations: Sequence[Quotation],
    ) -> None:
        self.sentences = sentences
        self.mentions = mentions
        self.referents = tuple(referents)
        self.quotations = tuple(quotations)
        self._links = links
        self._at = {(s, m.head): m for s, found in enumerate(mentions) for m in found}

    def mention(self, sentence: int, head: int) -> Mention | None:
        """The mention with this head, or the one whose name the token is part of ("Ruiz" of "Ana Ruiz")."""
        found = self._at.get((sentence, head))
        if found is None and 0 <= sentence < len(self.sentences) and 0 <= head < len(self.sentences[sentence].tokens):
            token = self.sentences[sentence].tokens[head]
            if token.head >= 0 and token.deprel.startswith(("flat", "nmod:desc", "goeswith")):
                return self._at.get((sentence, token.head))
        return found

    def entity_of(self, sentence: int, head: int) -> Referent | None:
        """What the mention speaks of; None: no such mention, or nothing known of a pronoun."""
        mention = self.mention(sentence, head)
        if mention is None:
            return None
        link = self._links.get((sentence, mention.head))
        return None if link is None else self.referents[link]

    def name_of(self, sentence: int, head: int) -> str | None:
        """The name behind a mention. Of what is never named: its fullest description, where the mention says less."""
        mention, entity = self.mention(sentence, head), self.entity_of(sentence, head)
        if mention is None or entity is None:
            return mention.name if mention else None
        if entity.name:
            # "the partnership" of a report that prints "Partnership" as well has no name by that
            same = mention.form == "description" and plain(mention.text).lower() == entity.name.lower()
            return None if same else entity.name
        if entity.description is None:
            return None
        if mention.form in ("pronoun", "relative"):
            return entity.description
        # "the region" is called otherwise by chance; of people and bodies the fullest words tell who it is
        fuller = entity.kind in PARTIES and len(plain(mention.text)) < len(entity.description)
        return entity.description if fuller else None

    def antecedent(self, sentence: int, head: int) -> Mention | None:
        """The mention that says who it is: the nearest earlier one with a name, else the first description. None: the
        mention says it itself, or nothing is known."""
        mention, entity = self.mention(sentence, head), self.entity_of(sentence, head)
        if mention is None or entity is None or mention.name:
            return None
        told = [self._at[at] for at in entity.mentions if at in self._at and at < (sentence, mention.head)]
        named = [m for m in told if m.name]
        if named:
            return named[-1]
        described = [m for m in told if m.form == "description"]
        if described and (mention.form != "description" or len(described[0].text) > len(mention.text)):
            return described[0]
        if mention.form in ("pronoun", "relative"):
            # the name may stand behind: "Before she spoke, Ruiz had left"
            return next(
                (m for at in entity.mentions if (m := self._at.get(at)) and m.form in ("name", "description")), None
            )
        return None

    def with_links(self, links: Iterable[tuple[int, int, int]], made: Iterable[Referent] = ()) -> Coreference:
        """The same with further links (sentence, head, referent id) and referents; what is linked already stays."""
        referents = (*self.referents, *made)
        merged = dict(self._links)
        for sentence, head, referent in links:
            if 0 <= referent < len(referents):
                merged.setdefault((sentence, head), referent)
        return Coreference(self.sentences, self.mentions, referents, merged, self.quotations)


OPENERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "another", "some", "several", "different", "other"}
)
"""Words before a description that say which or how many, and not what."""


def plain(text: str) -> str:
    """Without its article."""
    head, _, tail = text.partition(" ")
    return tail if head.lower() in OPENERS and tail else text
