"""Who is who within a document: names, descriptions and pronouns that speak of one thing become one referent.

In: the document's sentences and their mentions. Out: a `Coreference` to ask for the name behind "he" or "the official".
Here, because claims need a name where the report prints a pronoun. When in doubt there is no link: a wrong name is
worse than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ascribe.claims.clusters import Cluster, Seen, fold_name, initials, rank, told_apart
from ascribe.claims.linking import CANDIDATES, SPEAKER_WINDOW
from ascribe.claims.mentions import Mention
from ascribe.claims.nounphrases import fold_word
from ascribe.claims.pronouns import PronounLinker
from ascribe.claims.quotes import Quotation, find_quotations
from ascribe.claims.referents import PARTIES, Coreference, Referent, plain
from ascribe.contract.documents import Document
from ascribe.contract.sentences import Sentence

LEADERS = frozenset({"leader", "chief", "head", "official", "politician", "lawmaker", "boss", "executive", "candidate"})
"""Words by which a named person is called again without their own title."""
GENERIC = frozenset(
    """official specialist expert politician lawmaker executive researcher academic economist scientist analyst diplomat
    lawyer attorney activist commander officer""".split()
)
"""Words by which the last speaker, a named person, is called again: "Ruiz, a professor, ... the expert said"."""
GENERIC_WINDOW = 4
"""Sentences between a speaker's words and such a word for the same person."""
LONGEST_ROW = 4
"""Of a longer row "they" are told by a word of their own."""
BECOMING = frozenset({"become", "appoint", "elect", "name", "remain", "be", "call"})
"""Verbs behind which an office is named that somebody has or may have."""
JUST_NOW, LONG_GONE = 2, 5
"""Sentences within which a thing is still spoken of, and after which another of its kind is not meant any more."""
FORGOTTEN: dict[str, int] = {"person": 8, "group": 4, "organisation": 6, "media": 6}
"""Sentences after which an unnamed one is told anew, by kind."""
KIN = frozenset("wife husband widow spouse son daughter mother father brother sister uncle aunt cousin partner".split())
"""Whose name follows rather than that of whom they belong to."""
PLACES = frozenset(
    """country nation state city town village capital republic kingdom island region province county district territory
    municipality community neighbor neighbour ally power""".split()
)
"""What a place's name may explain."""
ONE_ONLY = frozenset({"world", "sun", "internet", "web"})
"""What there is one of, and no earlier name for: "the world" is not "the New World"."""
GENERAL = frozenset({"any", "every", "each", "such", "all", "no", "some", "said", "most", "many", "few", "both"})
"""First words of descriptions of nobody in particular."""
ANY_BODY = frozenset(
    {"party", "group", "company", "organisation", "organization", "agency", "club", "firm", "bank", "team"}
)
"""Words for a body whose own name often does not hold them."""
ANY_THING = frozenset(
    {"system", "programme", "program", "project", "plan", "service", "network", "unit", "scheme", "lake"}
)
"""Words for a thing of which a report may speak of several."""
NOBODY = frozenset({"no", "none", "nobody", "neither"})
"""First words of phrases that speak of nobody: "no group" is not "the group"."""


class _Linker(PronounLinker):
    # ---- names ---------------------------------------------------------------------------------------------------

    def told_before(self, sentence: int, mention: Mention) -> int | None:
        """As in "the port's spokesman said. Spokesman Hugo Brandt ...": the one unnamed holder of the office, right
        before."""
        near = {
            seen.cluster
            for seen in self.seen[-CANDIDATES:]
            if sentence - seen.sentence <= 1
            and mention.role in (c := self.clusters[seen.cluster]).heads
            and c.kind == "person"
        }
        if len(near) != 1:
            return None
        cluster = self.clusters[next(iter(near))]
        own = {fold_word(w) for w in (mention.affiliation or "").split()}
        known = {fold_word(w) for w in (cluster.affiliation or "").split()} | cluster.words
        apart = bool(own) and bool(known) and not own & known
        one = cluster.number == "singular" and cluster.defined and not apart and self.agree(cluster, mention)
        return cluster.id if cluster.name is None and one else None

    def for_name(self, sentence: int, mention: Mention) -> int | None:
        assert mention.name is not None
        folded = fold_name(mention.name)
        found = self.by_name.get(folded)
        if found is not None and self.agree(self.clusters[found], mention):
            return found
        words = folded.split()
        if not words:
            return None
        if mention.kind in ("person", "thing"):
            fitting = [
                candidate
                for candidate in reversed(self.by_last.get(words[-1], [])[-CANDIDATES:])
                if (cluster := self.clusters[candidate]).kind == "person"
                and self.agree(cluster, mention)
                and self.one_person(cluster, words)
            ]
            if fitting:
                return self.of_surname(sentence, fitting)
            # the family name stands first in some languages: one word of the name, where nobody else has it
            for order in (self.by_first, self.by_inner) if len(words) == 1 else ():
                held = order.get(words[0], [])
                if (
                    len(set(held)) == 1
                    and self.clusters[held[0]].kind == "person"
                    and self.agree(self.clusters[held[0]], mention)
                ):
                    return held[0]
        if mention.kind == "person" and mention.role and (before := self.told_before(sentence, mention)) is not None:
            return before
        if len(words) == 1 and len(folded) > 1 and mention.name.isupper():
            found = self.by_initials.get(folded)
            if found is not None and self.clusters[found].kind != "person":
                return found
        return None

    def of_surname(self, sentence: int, fitting: Sequence[int]) -> int | None:
        """Of several of one surname: whom the pronouns of the sentence fit, else who is plainly in front. None:
        a name for itself."""
        told = {m.gender for m in self.mentions[sentence] if m.form == "pronoun" and m.gender}
        if len(fitting) > 1 and len(told) == 1:
            fitting = [c for c in fitting if self.clusters[c].gender in told] or fitting
        ranked = sorted(fitting, key=lambda c: (c in self.spoke, self.clusters[c].told), reverse=True)
        if len(ranked) > 1 and len({self.clusters[c].gender for c in ranked}) > 1:
            first, second = (self.clusters[c].told for c in ranked[:2])
            return ranked[0] if first >= 2 and first > 2 * second else None
        return ranked[0]

    def one_person(self, cluster: Cluster, words: list[str]) -> bool:
        """Whether a name with the same last word can be the same person's: one is the other's part, and two full names
        are compared with each other ("Ruiz" is part of both "Ana Ruiz" and "Hugo Ruiz")."""
        full = [n.split() for n in cluster.names if " " in n] if len(words) > 1 else []
        return any(set(words) <= set(n) or set(n) <= set(words) for n in full or map(str.split, cluster.names))

    # ---- descriptions --------------------------------------------------------------------------------------------

    def for_description(self, sentence: int, mention: Mention, place: Seen) -> int | None:
        if mention.definite is not True or mention.head_lemma in ONE_ONLY or self.is_predicate(sentence, mention):
            return None
        fitting = [
            candidate
            for candidate in reversed(self.by_head.get(mention.head_lemma, [])[-CANDIDATES:])
            if self.describes(sentence, mention, self.clusters[candidate])
        ]
        speaker = self.last_speaker(sentence, SPEAKER_WINDOW)
        if fitting:
            # "the minister said" of two ministers: whoever spoke last
            if place.speaker and speaker in fitting:
                return speaker
            people = [c for c in fitting if self.clusters[c].kind == "person" and self.clusters[c].name is not None]
            if len(people) > 1 and not self.is_foremost(sentence, people):
                return None
            return fitting[0]
        found = self.by_affiliation(mention)
        if found is None and place.speaker and not place.quoted and mention.head_lemma in GENERIC:
            found = self.called_again(sentence, mention)
        return found

    def is_predicate(self, sentence: int, mention: Mention) -> bool:
        """As in "he may become the minister", "as the minister": what somebody is or may be, and nobody named."""
        s = self.sentences[sentence]
        token = s.tokens[mention.head]
        told = any(s.tokens[c].deprel == "cop" for c in s.children[mention.head])
        above = s.tokens[token.head].lemma.lower() if token.head >= 0 else ""
        named = token.deprel in ("xcomp", "obj") and above in BECOMING
        return (
            told
            or named
            or any(s.tokens[c].deprel == "case" and s.tokens[c].text.lower() == "as" for c in s.children[mention.head])
        )

    def is_foremost(self, sentence: int, people: Sequence[int]) -> bool:
        """Of several who held such an office, one was spoken of just now and the others are long gone."""
        last = [max((s for s, _ in self.clusters[c].mentions), default=-1) for c in people]
        return sentence - last[0] <= JUST_NOW and all(sentence - x > LONG_GONE for x in last[1:])

    def describes(self, sentence: int, mention: Mention, cluster: Cluster) -> bool:
        if not self.agree(cluster, mention):
            return False
        last = cluster.mentions[-1][0] if cluster.mentions else sentence
        if cluster.name is None and cluster.id in self.offices:
            return False  # "sworn in as president": what somebody becomes, and not "the president" of the report
        if cluster.name is None:
            if (mention.number or "singular") != (cluster.number or "singular"):
                return False
            words = plain(cluster.description or "").split(" ", 1)
            if words[0].lower() in GENERAL or sentence - last > FORGOTTEN.get(cluster.kind, JUST_NOW):
                return False
        else:
            other = (mention.number == "plural") != (cluster.number == "plural")
            other = other or (mention.head_lemma in ANY_THING and sentence - last > FORGOTTEN["organisation"])
            if other or (cluster.kind == "thing" and not any(mention.head_lemma in n.split() for n in cluster.names)):
                return False
        if cluster.ranks and mention.role and rank(mention.text) not in cluster.ranks:
            return False  # "the minister" is not the prime minister, "the president" not a former one
        if mention.head_lemma in ANY_BODY and mention.modifiers <= ANY_BODY and self.is_unclear(cluster, last):
            return False
        known = self.known_by(cluster.id)
        return mention.modifiers | self.whose(sentence, mention) <= known and cluster.told_apart == told_apart(mention)

    def whose(self, sentence: int, mention: Mention) -> set[str]:
        """What else tells which one is meant: "the president of that country", "the port in the north"."""
        s = self.sentences[sentence]
        behind = (c for c in s.children[mention.head] if c > mention.head and s.tokens[c].deprel == "nmod")
        return {
            fold_word(s.tokens[c].text)
            for c in behind
            if any(s.tokens[x].text.lower() in ("of", "in", "at", "for") for x in s.children[c])
            and s.tokens[c].mention not in ("time", "event")
        }

    def is_unclear(self, cluster: Cluster, last: int) -> bool:
        """Whether another body was named since, by a name that does not tell what it is: "the party" may be that."""
        for seen in reversed(self.seen[-CANDIDATES:]):
            if seen.sentence < last or seen.cluster == cluster.id:
                break
            other = self.clusters[seen.cluster]
            if seen.named and seen.subject and other.kind == "organisation":
                return not any(w in self.roles.organisation for n in other.names for w in n.split())
        return False

    def called_again(self, sentence: int, mention: Mention) -> int | None:
        """As in "the expert" of the named person with an office who spoke last, where nobody else was named since."""
        speaker = self.last_speaker(sentence, GENERIC_WINDOW)
        if speaker is None or mention.number == "plural":
            return None
        cluster = self.clusters[speaker]
        if not mention.modifiers <= self.known_by(speaker):
            return None
        if cluster.kind != "person" or cluster.name is None or cluster.role is None or not self.agree(cluster, mention):
            return None
        others = {
            seen.cluster
            for seen in self.seen[-CANDIDATES:]
            if seen.named
            and seen.sentence >= (self.speaker.sentence if self.speaker else sentence)
            and self.clusters[seen.cluster].kind == "person"
            and (not mention.modifiers or mention.modifiers <= self.known_by(seen.cluster))
        }
        return speaker if others <= {speaker} else None

    def known_by(self, cluster: int) -> set[str]:
        """Words that have been used of somebody, and of whom they belong to."""
        c = self.clusters[cluster]
        return c.words | {fold_word(w) for w in (c.affiliation or "").split()}

    def by_affiliation(self, mention: Mention) -> int | None:
        """As in "the port leader" of the one named person who was said to be of the port."""
        if mention.kind != "person" or not mention.affiliation or mention.role not in LEADERS:
            return None
        wanted = {fold_word(w) for w in mention.affiliation.split()}
        named = {
            seen.cluster
            for seen in self.seen[-CANDIDATES:]
            if seen.named
            and (c := self.clusters[seen.cluster]).kind == "person"
            and self.agree(c, mention)
            and wanted <= {fold_word(w) for w in (c.affiliation or "").split()}
        }
        return next(iter(named)) if len(named) == 1 else None

    # ---- the document --------------------------------------------------------------------------------------------

    def find(self, sentence: int, mention: Mention, place: Seen) -> int | None:
        if mention.form == "pronoun":
            return self.for_pronoun(sentence, mention, place)
        if mention.form == "relative":
            return self.for_relative(sentence, mention)
        if mention.apposed_to is not None:
            owner = self.explained(sentence, mention)
            if owner is not None:
                return owner
            if not mention.name:
                return None  # a mistake of the tree, or a list
        if mention.name:
            return self.for_name(sentence, mention)
        return self.for_description(sentence, mention, place)

    def explained(self, sentence: int, mention: Mention) -> int | None:
        """What an apposition explains. Of "the wife of the president, Marta Ruiz" it is the wife."""
        tokens, at = self.sentences[sentence].tokens, mention.apposed_to
        assert at is not None
        between = {t.text for t in tokens[at + 1 : mention.first]}
        if ";" in between or (not mention.name and mention.first > at and tokens[mention.first - 1].upos != "PUNCT"):
            return None
        after = tokens[mention.last + 1] if mention.last + 1 < len(tokens) else None
        if not mention.name and after is not None and after.upos == "PROPN":
            return None  # "..., editor | Hugo Brandt, ...": the next one of a list
        if not mention.name and after is not None and after.upos == "VERB" and tokens[at].head != mention.last + 1:
            return None  # "..., the army's spokesman said": who says so, and nothing about the word before
        own = self.at.get((sentence, at))
        above = self.at.get((sentence, tokens[at].head)) if tokens[at].deprel == "nmod" else None
        if mention.name and mention.kind == "person" and above is not None and above.kind == "person" and above.role:
            if own is not None and own.kind == "person" and above.role not in KIN and above.gender is None:
                return None  # "a friend of the president, Ruiz": either of them
            at = above.head
        owner = self.links.get((sentence, at))
        if owner is None or not self.agree(self.clusters[owner], mention):
            return None
        return owner if self.may_explain(owner, sentence, mention) else None

    def may_explain(self, owner: int, sentence: int, mention: Mention) -> bool:
        """Whether an apposition can be of the same thing: two different names are two people, unless one is the other's
        abbreviation or part."""
        cluster = self.clusters[owner]
        if {cluster.kind, mention.kind} == {"person", "thing"}:
            return False  # "a trying year for Ruiz", "Ruiz in Mada, scene of the fire"
        if mention.kind == "place" and cluster.kind in PARTIES and not cluster.heads & PLACES:
            return False  # "the firm Delta" is no place
        plural = "plural" in (cluster.number, mention.number)
        if plural and (cluster.number or "singular") != (mention.number or "singular"):
            return (
                "group" in (cluster.kind, mention.kind)
                and bool(cluster.name or mention.name)
                and not (mention.name and mention.kind == "place")
            )
        if not mention.name or not cluster.name:
            return True
        folded = fold_name(mention.name)
        return (
            folded in cluster.names
            or folded == initials(fold_name(cluster.name), cluster.name)
            or (cluster.kind != "person" and mention.name.isupper() and self.abbreviates(cluster, sentence, mention))
        )

    def abbreviates(self, cluster: Cluster, sentence: int, mention: Mention) -> bool:
        """Whether capitals can stand for a name: by its letters in their order, or in brackets behind a body's name of
        several words ("the Northern Fleet (FN)")."""
        assert mention.name is not None
        assert cluster.name is not None
        letters = iter(c for c in cluster.name.lower() if c.isalpha())
        short = [c for c in mention.name.lower() if c.isalpha()]
        if short[:1] == [cluster.name[:1].lower()] and all(c in letters for c in short):
            return True
        tokens = self.sentences[sentence].tokens
        bracketed = mention.first > 0 and tokens[mention.first - 1].text == "("
        return bracketed and cluster.kind == "organisation" and " " in cluster.name

    def run(self) -> None:
        for sentence, found in enumerate(self.mentions):
            for mention in found:
                if mention.form == "description" and mention.text.split(" ", 1)[0].lower() in NOBODY:
                    continue
                place = self.place(sentence, mention, -1)
                cluster = self.find(sentence, mention, place)
                if cluster is None:
                    waits = bool(self.waiting) and self.waiting[-1][0] is mention
                    pronoun = mention.form == "pronoun" and (waits or not self.is_somebody(mention))
                    if mention.form == "relative" or pronoun:
                        continue
                    cluster = self.new(mention)
                    if mention.form == "description" and self.is_predicate(sentence, mention):
                        self.offices.add(cluster)
                self.add(cluster, sentence, mention)
                placed = replace(place, cluster=cluster)
                self.seen.append(placed)
                self.join(sentence, mention)
                self.clusters[cluster].told += placed.subject and not placed.quoted
                if place.speaker and not place.quoted:
                    self.speaker = placed
                    self.spoke.add(cluster)
            self.settle(sentence)

    def join(self, sentence: int, mention: Mention) -> None:
        """Behind the last of a row: "Ruiz and Brandt", as "they" mean them."""
        tokens, first = self.sentences[sentence].tokens, self.sentences[sentence].tokens[mention.head].head
        if tokens[mention.head].deprel != "conj" or (sentence, first) not in self.links:
            return
        row = [first, *(c for c in self.sentences[sentence].children[first] if tokens[c].deprel == "conj")]
        if row[-1] != mention.head or len(row) > LONGEST_ROW:
            return
        told = [self.at[sentence, i] for i in row if (sentence, i) in self.links and (sentence, i) in self.at]
        clusters = [self.clusters[self.links[sentence, m.head]] for m in told]
        if len(told) < len(row) or any(c.kind not in PARTIES for c in clusters) or len({c.id for c in clusters}) < 2:
            return
        self.parts.update((sentence, i) for i in row)
        members = frozenset(c.id for c in clusters)
        known = next((k for k, held in self.together.items() if held == members), None)
        if known is None:
            known = len(self.clusters)
            words = [c.name or plain(m.text) for c, m in zip(clusters, told, strict=True)]
            description = ", ".join(words[:-1]) + " and " + words[-1]
            self.clusters.append(Cluster(known, "group", "plural", description=description))
            self.together[known] = members
        place = next(s for s in reversed(self.seen) if s.sentence == sentence and s.head == first)
        self.seen.append(replace(place, cluster=known, named=all(c.name for c in clusters)))


def link(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[Sequence[Mention]],
    quotations: Sequence[Quotation] | None = None,
) -> Coreference:
    """Referents of a document from the mentions of each sentence (one list a sentence, in the same order).

    "I" and "we" stay open here: `attribution.attributions` links them once it knows who is quoted. Linear in the number
    of mentions: no candidate list is longer than `CANDIDATES`.
    """
    found = find_quotations(document, sentences) if quotations is None else quotations
    linker = _Linker(sentences, mentions, found)
    linker.run()
    referents = [
        Referent(
            c.id, c.kind, c.name, c.description, c.number, c.gender, c.role, c.affiliation, c.media, tuple(c.mentions)
        )
        for c in linker.clusters
    ]
    known = {at: c for at, c in linker.links.items() if referents[c].name or referents[c].description}
    return Coreference(sentences, mentions, referents, known, found)
