"""Where a noun phrase begins and ends, what kind of thing it names, and who its bearer belongs to.

In: a sentence with its tree and entities, and the head of a phrase. Out: token indices, names, kinds, affiliations.
Here, because a source or actor is quoted as it is printed, without the clauses that hang on it: "a source in the
army", and not "a source in the army who fled on Friday".
"""

from __future__ import annotations

from typing import Literal

from ascribe.claims.wording import Roles, roles
from ascribe.contract.sentences import Entity, Sentence

LONGEST_SURNAME = 7
"""Letters up to which the word for a document may be somebody's surname ("Law", "Story")."""
MentionKind = Literal["person", "group", "organisation", "media", "document", "place", "thing"]
Name = tuple[int, int, Entity | None]
"""First and last token of a name, and its entity where the reader found one."""

PART_OF_A_NAME = frozenset(
    {"compound", "flat", "fixed", "goeswith", "nmod:desc", "case", "mark", "cc", "punct", "det", "discourse"}
)
"""Relations whose dependents head no noun phrase of their own."""
BEFORE = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "acl", "obl", "advmod", "cc:preconj", "dep"})
"""Relations of what stands before the head and belongs to the phrase (subtypes stripped, `cc:preconj` aside)."""
AFTER = frozenset({"flat", "fixed", "goeswith", "compound", "nummod"})
"""Relations of what stands after the head and belongs to the name."""
TIES = frozenset({"of", "at", "from", "in", "for", "with", "within", "inside", "to", "on", "close", "near"})
"""Prepositions that tie a person or body to what they belong to: "officials at the ministry"."""
AFFILIATING = TIES - {"to", "near", "on"} | {"to"}

CASES = frozenset({"of", "by", "with", "from", "for"})
"""Prepositions that begin no phrase; others can ("at least ten men", "over 200 people")."""
HYPHENS = frozenset({"-", "‐", "‑"})
PORTFOLIOS = frozenset({"foreign", "prime", "interior", "defense", "defence", "finance", "health", "justice"})
"""Words before "minister" that tell the field, where a country stands before them."""
UNAFFILIATED = frozenset(
    {"suspect", "victim", "defendant", "accused", "prisoner", "detainee", "hostage", "inmate", "survivor"}
)
"""People who belong to nobody that stands before them."""
ENVOYS = frozenset(
    {"ambassador", "envoy", "adviser", "advisor", "aide", "delegate", "representative", "secretary", "counsel"}
)
"""Roles that "to" ties to a body: "ambassador to the union"; other people only speak to one."""
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


class NounPhrases:
    """The noun phrases of one sentence, asked for by their head tokens."""

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

    def first_of(self, head: int, depth: int = 0) -> int:
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
        while first < head and (
            self.tokens[first].upos in ("PUNCT", "CCONJ")
            or self.is_edge_adverb(first)
            or self.tokens[first].text.lower() in CASES
        ):
            first += 1
        return first if depth >= DEEPEST_TIE else self.over_error(head, first, depth + 1)

    def over_error(self, head: int, first: int, depth: int) -> int:
        """Further left where the tree has cut a phrase in two: "the fund's chief economist | Ana Ruiz", "attorney |
        general", "Ana Ruiz's | doctor". What touches it and has no other function belongs to it."""
        before = first - 1
        if before < 0:
            return first
        left, token = self.tokens[before], self.tokens[head]
        if left.xpos == "POS" and left.head >= 0 and left.head < before and self.low[head] > before:
            return self.first_of(left.head, depth)
        if left.upos not in ("NOUN", "PROPN") or left.deprel in PART_OF_A_NAME:
            return first
        if left.text.islower() and left.text.endswith("s") and token.xpos == "NNP":
            return first  # "an affidavit alleges | Ruiz": no title of one person is a plural
        twin = left.head == token.head and left.deprel == token.deprel and self.base(head) in ("nsubj", "obj", "obl")
        entity = self.entity_at.get(head)
        explained = token.head == before and token.deprel == "appos" and entity is not None and entity.label == "PER"
        if twin or explained:
            return self.first_of(before, depth)
        return first

    def is_tied(self, child: int) -> bool:
        """Whether a phrase is tied by a preposition (and not by 's)."""
        return any(self.tokens[c].deprel == "case" and c < child for c in self.children[child])

    def named_desc(self, head: int, child: int) -> bool:
        """As in "ambassador to the union Ana Ruiz": what stands between the office and the name belongs to the
        phrase."""
        return any(self.tokens[c].deprel == "nmod:desc" and c < child for c in self.children[head])

    def is_edge_adverb(self, index: int) -> bool:
        token = self.tokens[index]
        if token.head < 0:
            return False
        if token.upos == "PART":
            return token.lemma.lower() == "not"  # "not even the port"
        return token.upos == "ADV" and self.tokens[token.head].upos not in ("ADJ", "NUM", "VERB")

    def last_of(self, head: int, depth: int = 0) -> int:
        """The last token: over the name's further words and, for people and bodies, what ties them to a place or
        body."""
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
            elif relation == "appos" and self.is_called(head, child):
                last = self.entity_at[child].last
            elif relation == "nmod" and depth < DEEPEST_TIE and self.ties(head, child):
                last = self.last_of(child, depth + 1)
            elif self.tokens[child].deprel != "punct":
                break
        entity = self.entity_at.get(head)
        return max(last, entity.last) if entity else last

    def is_called(self, head: int, child: int) -> bool:
        """ "the pop star | Ana Ruiz": a person's name right behind what the person is, without a comma."""
        entity = self.entity_at.get(child)
        return child == head + 1 and entity is not None and entity.label == "PER" and self.tokens[head].upos == "NOUN"

    def ties(self, head: int, child: int) -> bool:
        cases = [c for c in self.children[child] if self.tokens[c].deprel == "case"]
        if not cases or self.tokens[cases[0]].lemma.lower() not in TIES or cases[0] > child:
            return False
        lemma = self.tokens[head].lemma.lower()
        preposition = self.tokens[cases[0]].lemma.lower()
        if self.tokens[child].mention in ("time", "event", "quantity") or (
            preposition in ("on", "with", "at") and self.tokens[child].mention == "abstract"
        ):
            return False  # "an official on Tuesday", "a minister at the opening"
        if preposition == "on" and self.tokens[child].mention == "place":
            return False  # "the attack by gunmen on the hotel"
        if self.tokens[head].upos == "PROPN":
            # "Ministry of Health", "University of the North": of ties parts of a name and nothing else does
            return preposition == "of" and self.tokens[child].upos == "PROPN" and head not in self.entity_at
        known = self.roles
        if preposition == "to" and lemma not in ENVOYS:
            return False
        if lemma in known.person or lemma.rstrip("s") in known.person or self.tokens[head].mention == "person":
            return True
        return preposition == "of" and (lemma in known.group or lemma in known.organisation or lemma in known.media)

    # ---- what it is ------------------------------------------------------------------------------------------

    def name(self, head: int, first: int, last: int) -> Name | None:
        """Tokens of the name within the phrase, titles left out, and its entity where there is one."""
        entity = self.entity_at.get(head)
        if entity is None:
            # a name that follows its office, read as the office's dependent: "spokesman" < "Ruiz"
            behind = self.entity_at.get(head + 1) if head + 1 <= last else None
            if behind and behind.label == "PER" and self.tokens[head].lemma.lower() in self.roles.person:
                entity = behind
        if entity is None and head > first and self.tokens[head].lemma.lower() in self.roles.appositive:
            # "the Delta group": the group is Delta; "Delta fighters" are not
            before = self.entity_at.get(head - 1) or (self.entity_at.get(head - 2) if head - 2 >= first else None)
            if before and before.label == "ORG" and self.tokens[head].xpos == "NN":
                if self.tokens[head].text[:1].isupper():
                    return before.first, head, None  # "the UN Working Group": the word belongs to the name
                entity = before
        begins = self.name_behind_role(entity, last)
        if begins is not None:
            return begins, last, None
        if entity is not None:
            start, end = max(entity.first, first), min(entity.last, last)
            if entity.label != "PER":
                bare = self.tokens[head].lemma.lower() in self.roles.organisation
                while start > first and (
                    self.opens_name(start - 1)
                    or (bare and self.tokens[start - 1].xpos == "NNP" and self.base(start - 1) == "compound")  # "King"
                ):
                    start -= 1
        elif self.tokens[head].upos == "PROPN":
            start = end = head
            while start > first and self.is_name_part(start - 1) and not self.is_possessor(start - 1):
                start -= 1
            owner = start - 2
            if (
                owner >= first
                and self.tokens[start - 1].xpos == "POS"
                and self.is_name_part(owner)
                and owner not in self.entity_at
            ):
                start = owner  # "the Public Prosecutor's Office"
                while start > first and self.is_name_part(start - 1):
                    start -= 1
            if self.tokens[head].lemma.lower() in self.roles.organisation and start > first + 1:
                # "the Relief and Rescue Department": one body, where all before it is capitalised
                opening = range(first, start)
                named = [i for i in opening if self.tokens[i].text[:1].isupper() or self.tokens[i].upos == "CCONJ"]
                if self.tokens[start - 1].upos == "CCONJ" and set(opening) - set(named) <= {first}:
                    start = first if first in named else first + 1
            while end < last and self.is_name_part(end + 1):
                end += 1
        else:
            return None
        titles = self.roles.titles
        if entity is None:
            # no entity was found: what stands after the last title is the name ("U.S. President Ana Ruiz")
            body = self.tokens[end].lemma.lower() in self.roles.organisation
            for i in range(start, end) if not body else ():  # "King Delta University" is called so
                owned = self.tokens[i + 1].xpos == "POS"
                if self.tokens[i].text.lower().rstrip(".") in titles | self.roles.person and not owned:
                    start = i + 1
            if self.tokens[end].text.lower() in titles | self.roles.person:
                return None  # "the Interior Minister": an office, no name
        if entity is not None and entity.label == "PER":
            start = self.after_titles(start, end)
            if entity.first <= head < start and self.tokens[start].deprel == "nmod":
                return None  # "Commissioner for Rights": the office is the head, and nobody is named
        start, end = self.over_hyphens(start, end)
        while start < end and self.tokens[start].upos in ("DET", "PUNCT"):
            start += 1
        while end > start and self.tokens[end].text in self.roles.postnominal:
            end -= 1
        while start < end and self.tokens[end].upos in ("PUNCT", "ADP"):
            end -= 1
        if (
            start == end
            and (entity is None or entity.label == "PER")
            and self.tokens[start].lemma.lower() in self.roles.person
        ):
            return None  # "the union's President": an office, no name
        return (start, end, entity) if start <= end else None

    def over_hyphens(self, start: int, end: int) -> tuple[int, int]:
        """With what a hyphen without spaces ties to the name: "Ruiz | - | Mora"."""
        tokens = self.tokens
        while end + 2 < len(tokens) and tokens[end + 1].text in HYPHENS and tokens[end + 2].text.isalpha():
            if tokens[end].end < tokens[end + 1].start or tokens[end + 1].end < tokens[end + 2].start:
                break
            end += 2
        while start > 1 and tokens[start - 1].text in HYPHENS and tokens[start - 2].text[:1].isupper():
            if tokens[start - 1].end < tokens[start].start or tokens[start - 2].end < tokens[start - 1].start:
                break
            start -= 2
        return start, end

    def opens_name(self, index: int) -> bool:
        """Whether a token belongs to the name of a body of which only the end was found: "Rainbow | Delta"."""
        token = self.tokens[index]
        word = token.lemma.lower().rstrip(".")
        known = word in self.roles.titles or word in self.roles.person
        return (
            token.xpos in ("NNP", "NNPS")
            and self.base(index) == "compound"
            and index not in self.entity_at
            and not known
        )

    def name_behind_role(self, entity: Entity | None, last: int) -> int | None:
        """Where a name begins behind a role whose bearer's body was read as the name: "Delta Town guard Ana Ruiz"."""
        for i in range(last - 1, entity.last if entity is not None else last, -1):
            token = self.tokens[i]
            if not self.is_name_part(i):
                role = token.upos == "NOUN" and token.lemma.lower() in self.roles.person
                return i + 1 if role and self.is_name_part(last) else None
        return None

    def after_titles(self, start: int, end: int) -> int:
        """Where a person's name begins within an entity that holds the office: "Secretary of State Ana Ruiz"."""
        begin = start
        for i in range(start, end):
            word = self.tokens[i].text.lower().rstrip(".")
            if word in self.roles.titles or (
                word in self.roles.person and self.tokens[i].lemma.lower() not in NO_OFFICE
            ):
                begin = i + 1
                while begin + 1 < end and self.tokens[begin].lemma.lower() in ("of", "for", "and"):
                    begin += 2  # "of State", "of Foreign": the office goes on
        return begin if begin <= end and self.tokens[begin].text[:1].isupper() else start

    def is_name_part(self, index: int) -> bool:
        # by the Penn tag: "United" of "United States" is an adjective or verb by its universal part of speech
        return self.tokens[index].xpos in ("NNP", "NNPS", "HYPH")

    def is_possessor(self, index: int) -> bool:
        return self.tokens[index].deprel == "nmod:poss"

    def is_media(self, name: str | None, head: int, first: int) -> bool:
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
        if self.tokens[head].upos == "PROPN" and any(
            self.tokens[i].lemma.lower() in known.media for i in range(first, head)
        ):
            return True  # "the daily Delta"
        if lemma == "news":
            return any(self.tokens[i].upos == "PROPN" for i in range(first, head))
        return lemma in known.media_weak and any(
            self.tokens[i].lemma.lower() in known.media_marks for i in range(first, head)
        )

    def kind(self, head: int, name: Name | None, plural: bool) -> MentionKind:
        known, token = self.roles, self.tokens[head]
        lemma, text = token.lemma.lower(), token.text.lower()
        if name and name[2]:
            label = _LABELS.get(name[2].label, "thing")
            if label == "person" and plural and token.xpos == "NNPS":
                return "group"
            owned = any(self.tokens[c].deprel == "nmod:poss" for c in self.children[head])
            if label == "person" and lemma in known.document and (owned or len(lemma) > LONGEST_SURNAME):
                return "document"  # "the country's Criminal Law", "the Delta Declaration"
            if label == "person" and token.mention == "place":
                return "place"  # of two readings of a name the mention head's is right more often
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
        if token.upos != "PROPN" and (lemma in known.document or text in known.document):
            return "document"
        if token.upos in ("NUM", "DET", "ADJ") and token.mention is None:
            # "two of the guards said", "many fear": people, unless it is told of what there are two
            counted = [self.tokens[c].mention for c in self.children[head] if self.base(c) == "nmod"]
            return (
                "group"
                if all(m in ("person", None) for m in counted) and lemma not in ("this", "that", "one")
                else "thing"
            )
        if token.xpos == "NNPS":
            return "group"
        kind = _KINDS.get(token.mention or "", "thing")
        if kind == "person" and plural:
            return "group"
        if kind == "thing" and name and token.mention is None and token.upos == "PROPN":
            return self.guess(name)
        return kind

    def guess(self, name: Name) -> MentionKind:
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

    def role(self, head: int, first: int, name: Name | None) -> int | None:
        """The token that tells the office or part: the head, else a word before the name, else the apposition's
        head."""
        if self.tokens[head].lemma.lower() in self.roles.person and (name is None or not name[0] <= head <= name[1]):
            return head
        if name:
            for i in range(first, name[0]):
                lemma = self.tokens[i].lemma.lower().rstrip(".")
                if (
                    self.tokens[i].upos in ("NOUN", "PROPN")
                    and lemma in self.roles.person - NO_OFFICE
                    and not self.is_possessor(i)
                ):
                    return i
        return None

    def apposed(self, head: int) -> int | None:
        """Head of an apposition that tells a role."""
        for child in self.children[head]:
            if self.base(child) in ("appos", "parataxis") and child > head:
                after = self.last_of(child) + 1
                if self.tokens[head].head != after < len(self.tokens) and self.tokens[after].upos == "VERB":
                    break  # "..., the army's spokesman said": the subject of what follows
                if self.tokens[child].lemma.lower() in self.roles.person:
                    return child
                break
        return None

    def affiliation(self, role: int, head: int, first: int) -> str | None:
        """Whom the role belongs to: what stands before it, else what is tied to it behind."""
        if self.tokens[role].lemma.lower() in UNAFFILIATED:
            return None  # "a police suspect" is not of the police
        for owner in {role, head}:
            for child in self.children[owner]:
                if self.tokens[child].deprel == "nmod:poss" and self.tokens[child].upos != "PRON" and child < role:
                    return self.text(self.without_article(self.first_of(child), child), self.before_s(child))
        before = self.body_before(role, first)
        tied = self.tied(role, head)
        region = before is not None and all(
            i in self.entity_at and self.entity_at[i].label == "LOC" for i in range(before[0], before[1] + 1)
        )
        if region and tied is not None and self.is_body(tied) and self.case_of(tied) in ("at", "with"):
            before = None  # "Africa director at Delta Watch"
        if before and any(self.is_proper(i) for i in range(before[0], before[1] + 1)):
            return self.text(*before)
        if tied is not None and (before is None or self.is_body(tied)):
            return self.trimmed(self.without_article(self.first_of(tied), tied), self.with_name(self.last_of(tied, 1)))
        return self.text(*before) if before else None

    def with_name(self, last: int) -> int:
        """Over a body's name right behind what it is: "the rights group Delta Watch"."""
        entity = self.entity_at.get(last + 1)
        if entity is not None:
            return entity.last if entity.label == "ORG" and entity.first == last + 1 else last
        while (
            last + 1 < len(self.tokens)
            and self.is_name_part(last + 1)
            and self.is_name_part(last)
            and self.base(last + 1) in ("flat", "compound")
            and self.tokens[last + 1].text.lower().rstrip(".") not in self.roles.titles
        ):
            last += 1  # "secretary of Delta Relief Board": one name, wherever the tree cuts it
        return last

    def body_before(self, role: int, first: int) -> tuple[int, int] | None:
        """First and last token of what stands before a role and names whom it belongs to: "port official"."""
        start, end = first, role - 1
        while (
            start <= end
            and (
                self.tokens[start].upos in ("DET", "PUNCT", "NUM", "ADV", "CCONJ", "PRON")
                or self.tokens[start].lemma.lower() in self.roles.plain
                or self.tokens[start].text.lower() in self.roles.plain
            )
            and not (start in self.entity_at and self.tokens[start].upos != "DET")
        ):
            start += 1
        while end >= start and (
            self.tokens[end].upos in ("PUNCT", "PART", "ADV", "ADP")
            or self.tokens[end].lemma.lower() in self.roles.plain
            or self.tokens[end].lemma.lower().rstrip(".") in self.roles.titles - self.roles.sectors
        ):
            end -= 1
        while end > start and self.tokens[end].lemma.lower() in PORTFOLIOS:
            end -= 1  # "Japanese Foreign Minister": of Japan
        named_by = self.tokens[role].lemma.lower() in self.roles.belonging and self.tokens[end].upos == "NOUN"
        if start <= end and (named_by or any(self.names_body(i) for i in range(start, end + 1))):
            return start, end
        return None

    def is_proper(self, index: int) -> bool:
        token = self.tokens[index]
        return token.upos == "PROPN" or (token.text[:1].isupper() and token.upos in ("ADJ", "NOUN") and index > 0)

    def tied(self, role: int, head: int) -> int | None:
        """The noun that a preposition ties to a role, a body rather than a field: "coordinator of tourism of the
        province", "a person with knowledge of the talks" belongs to nobody."""
        found = [c for owner in dict.fromkeys((role, head)) for c in self.children[owner] if c > role and c != head]
        ties = [c for c in found if self.base(c) == "nmod" and self.is_affiliating(c)]
        below = [
            g for c in ties for g in self.children[c] if g > c and self.base(g) == "nmod" and self.is_affiliating(g)
        ]
        return next((c for c in (*ties, *below) if self.is_body(c)), ties[0] if ties else None)

    def case_of(self, child: int) -> str:
        return next((self.tokens[c].lemma.lower() for c in self.children[child] if self.tokens[c].deprel == "case"), "")

    def is_affiliating(self, child: int) -> bool:
        token = self.tokens[child]
        preposition = self.case_of(child)
        if not preposition or token.upos not in ("NOUN", "PROPN") or token.mention in ("time", "quantity"):
            return False
        if preposition in ("of", "for", "at", "to"):
            return True
        named = token.text[:1].isupper() or token.mention == "place"
        return preposition in AFFILIATING and (named or self.is_body(child))

    def is_body(self, index: int) -> bool:
        entity, lemma = self.entity_at.get(index), self.tokens[index].lemma.lower()
        known = self.roles
        return (
            (entity is not None and entity.label == "ORG")
            or self.tokens[index].mention == "organization"
            or lemma in known.organisation
            or lemma in known.group
            or lemma in known.media
        )

    def trimmed(self, first: int, last: int) -> str:
        for i in range(first + 1, last + 1):
            entity = self.entity_at.get(i)
            if entity is not None and entity.label == "PER" and entity.first == i:
                last = i - 1  # "president of the Federation Ana Ruiz"
                break
        while last > first and self.tokens[last].upos in ("ADP", "PUNCT", "CCONJ"):
            last -= 1
        return self.text(first, last)

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
        return (
            word.lower() in self.roles.sectors
            or word.lower() in self.roles.organisation
            or (token.upos == "ADJ" and word[:1].isupper())
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
