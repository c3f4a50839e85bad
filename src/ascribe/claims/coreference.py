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
from ascribe.claims.referents import Coreference, Referent, plain
from ascribe.contract.documents import Document
from ascribe.contract.sentences import Sentence

LEADERS = frozenset({"leader", "chief", "head", "official", "politician", "lawmaker", "boss", "executive", "candidate"})
"""Words by which a named person is called again without their own title."""
GENERIC = frozenset(
    {
        "official",
        "specialist",
        "expert",
        "politician",
        "lawmaker",
        "executive",
        "researcher",
        "academic",
        "economist",
        "scientist",
        "analyst",
        "diplomat",
        "lawyer",
        "attorney",
        "activist",
        "commander",
        "officer",
    }
)
"""Words by which the last speaker, a named person, is called again: "Ruiz, a professor, ... the expert said"."""
GENERIC_WINDOW = 4
"""Sentences between a speaker's words and such a word for the same person."""
LONGEST_ROW = 4
"""Of a longer row "they" are told by a word of their own."""
PARTIES = frozenset({"person", "group", "organisation", "media"})
"""Kinds of those who together are "they"."""
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
                # of two of one surname: who is most in the foreground, then who was named last
                return max(fitting, key=lambda c: (c in self.spoke, self.clusters[c].told))
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

    def one_person(self, cluster: Cluster, words: list[str]) -> bool:
        """Whether a name with the same last word can be the same person's: one is the other's part."""
        return any(set(words) <= set(n.split()) or set(n.split()) <= set(words) for n in cluster.names)

    # ---- descriptions --------------------------------------------------------------------------------------------

    def for_description(self, sentence: int, mention: Mention, place: Seen) -> int | None:
        if mention.definite is not True:
            return None
        fitting = [
            candidate
            for candidate in reversed(self.by_head.get(mention.head_lemma, [])[-CANDIDATES:])
            if self.describes(mention, self.clusters[candidate])
        ]
        speaker = self.last_speaker(sentence, SPEAKER_WINDOW)
        if fitting:
            # "the minister said" of two ministers: whoever spoke last
            if not place.speaker:
                return fitting[0]
            return speaker if speaker in fitting else next((c for c in fitting if c in self.spoke), fitting[0])
        found = self.by_affiliation(mention)
        if found is None and place.speaker and not place.quoted and mention.head_lemma in GENERIC:
            found = self.called_again(sentence, mention)
        return found

    def describes(self, mention: Mention, cluster: Cluster) -> bool:
        if mention.number and cluster.number and mention.number != cluster.number:
            return False
        if not self.agree(cluster, mention):
            return False
        known = cluster.words | {fold_word(w) for w in (cluster.affiliation or "").split()}
        if cluster.name is None and rank(cluster.description or "") != rank(mention.text):
            return False
        return mention.modifiers <= known and cluster.told_apart == told_apart(mention)

    def called_again(self, sentence: int, mention: Mention) -> int | None:
        """As in "the expert" of the named person with an office who spoke last, where nobody else was named since."""
        speaker = self.last_speaker(sentence, GENERIC_WINDOW)
        if speaker is None or mention.modifiers or mention.number == "plural":
            return None
        cluster = self.clusters[speaker]
        if cluster.kind != "person" or cluster.name is None or cluster.role is None or not self.agree(cluster, mention):
            return None
        others = {
            seen.cluster
            for seen in self.seen[-CANDIDATES:]
            if seen.named
            and seen.sentence >= (self.speaker.sentence if self.speaker else sentence)
            and self.clusters[seen.cluster].kind == "person"
        }
        return speaker if others <= {speaker} else None

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
            owner = self.links.get((sentence, mention.apposed_to))
            if owner is not None and self.agree(self.clusters[owner], mention) and self.may_explain(owner, mention):
                return owner
        if mention.name:
            return self.for_name(sentence, mention)
        return self.for_description(sentence, mention, place)

    def may_explain(self, owner: int, mention: Mention) -> bool:
        """Whether an apposition can be of the same thing: two different names are two people, unless one is the other's
        abbreviation or part."""
        cluster = self.clusters[owner]
        if not mention.name or not cluster.name:
            return True
        folded = fold_name(mention.name)
        return (
            folded in cluster.names
            or folded == initials(fold_name(cluster.name), cluster.name)
            or (cluster.kind != "person" and mention.name.isupper())
        )

    def run(self) -> None:
        for sentence, found in enumerate(self.mentions):
            for mention in found:
                if mention.form == "description" and mention.text.split(" ", 1)[0].lower() in NOBODY:
                    continue
                place = self.place(sentence, mention, -1)
                cluster = self.find(sentence, mention, place)
                if cluster is None:
                    if mention.form == "relative" or (mention.form == "pronoun" and not self.is_somebody(mention)):
                        continue
                    cluster = self.new(mention)
                self.add(cluster, sentence, mention)
                placed = replace(place, cluster=cluster)
                self.seen.append(placed)
                self.join(sentence, mention)
                self.clusters[cluster].told += placed.subject and not placed.quoted
                if place.speaker and not place.quoted:
                    self.speaker = placed
                    self.spoke.add(cluster)

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
