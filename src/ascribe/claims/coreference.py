"""Who is who within a document: names, descriptions and pronouns that speak of one thing become one referent.

In: the document's sentences and their mentions. Out: a `Coreference` to ask for the name behind "he" or "the official".
Here, because claims need a name where the report prints a pronoun. When in doubt there is no link: a wrong name is
worse than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ascribe.claims.clusters import Cluster, Seen, fold_name, initials, more_words, rank, told_apart
from ascribe.claims.mentions import Mention
from ascribe.claims.nounphrases import fold_word
from ascribe.claims.quotes import Quotation, find_quotations
from ascribe.claims.referents import Coreference, Referent, plain
from ascribe.claims.wording import reporting, roles
from ascribe.contract.documents import Document
from ascribe.contract.sentences import Sentence

WINDOW = 3
"""Sentences that a pronoun looks back: beyond, the antecedent is named again in nine cases of ten in news."""
SPEAKER_WINDOW = 6
"""Sentences that "he said" looks back for the last speaker: quotations run on over paragraphs."""
LEAD = 0.75
"""By how much the best antecedent must beat the next: less than the bonus of a subject (1), so that a subject wins over
an object of the same sentence, and two subjects of two clauses do not decide it."""
OBJECT_LEAD = 1.25
"""The same for a pronoun that is no subject: "deter her" may be the nearer as well as the more prominent."""
CLEAR = 1.5
"""Lead from which a pronoun tells the gender of its antecedent; a doubtful link must not decide the next ones."""
CANDIDATES = 40
"""Mentions looked at for one pronoun, at most: three sentences hold fewer, a list of 2,000 names is not searched."""
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
ADDING = frozenset({"added", "adds", "continued", "continues", "concluded", "elaborated"})
NOBODY = frozenset({"no", "none", "nobody", "neither"})
"""First words of phrases that speak of nobody: "no group" is not "the group"."""
WEAKEST = -2.0
"""Score at which a person pronoun has no antecedent: never named, no subject, two sentences away."""
SPEAKING = frozenset(
    {
        "say",
        "warn",
        "promise",
        "accuse",
        "demand",
        "propose",
        "deny",
        "belief",
        "quotation",
        "doubt",
        "evidence",
        "suggest",
        "assessment",
        "describe",
        "relay",
        "call",
    }
)
"""Classes of reporting verbs whose subject has the word."""


class _Linker:
    def __init__(
        self, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]], quotations: Sequence[Quotation]
    ) -> None:
        self.sentences, self.mentions = sentences, mentions
        self.roles, self.reporting = roles(), reporting()
        self.clusters: list[Cluster] = []
        self.links: dict[tuple[int, int], int] = {}
        self.by_name: dict[str, int] = {}
        self.by_last: dict[str, list[int]] = defaultdict(list)
        self.by_first: dict[str, list[int]] = defaultdict(list)
        self.by_initials: dict[str, int] = {}
        self.by_inner: dict[str, list[int]] = defaultdict(list)
        """Words of a person's name between the first and the last: "Ana Ruiz Mora" is called "Ruiz" as well."""
        self.by_head: dict[str, list[int]] = defaultdict(list)
        self.seen: list[Seen] = []
        self.speaker: Seen | None = None
        self.spoke: set[int] = set()
        """All that have spoken outside quotation marks."""
        self.quotations = quotations
        self.quote_at = 0

    # ---- making and joining clusters ---------------------------------------------------------------------------

    def new(self, mention: Mention) -> int:
        self.clusters.append(
            Cluster(
                len(self.clusters),
                mention.kind,
                mention.number,
                told_apart=told_apart(mention),
                defined=mention.definite is True,
            )
        )
        return len(self.clusters) - 1

    def add(self, cluster_id: int, sentence: int, mention: Mention) -> None:
        cluster = self.clusters[cluster_id]
        self.links[sentence, mention.head] = cluster_id
        cluster.mentions.append((sentence, mention.head))
        if mention.form in ("pronoun", "relative"):
            return
        if cluster.kind == "thing" or (cluster.kind == "group" and mention.kind == "organisation"):
            cluster.kind = mention.kind
        cluster.gender = cluster.gender or mention.gender
        cluster.number = cluster.number or mention.number
        cluster.media = cluster.media or mention.media
        if mention.role and (cluster.role is None or cluster.role in self.roles.titles):
            cluster.role = mention.role
        cluster.affiliation = cluster.affiliation or mention.affiliation
        if mention.name:
            folded = fold_name(mention.name)
            cluster.names.add(folded)
            self.by_name[folded] = cluster_id
            last = folded.rsplit(" ", 1)[-1]
            self.touch(self.by_last[last], cluster_id)
            if " " in folded and cluster.kind == "person":
                self.touch(self.by_first[folded.split(" ", 1)[0]], cluster_id)
                for word in folded.split()[1:-1] if folded.count(" ") < 4 else ():
                    self.touch(self.by_inner[word], cluster_id)
            short = initials(folded, mention.name)
            if len(short) > 1:
                self.by_initials[short] = cluster_id
            longer = len(mention.name) > len(cluster.name or "")
            if cluster.name is None or (
                longer and (cluster.kind != "person" or more_words(mention.name, cluster.name))
            ):
                cluster.name = mention.name
        elif len(plain(mention.text)) > len(cluster.description or ""):
            cluster.description = plain(mention.text)
        heads = {
            h
            for h in (
                mention.role,
                None if mention.name and mention.form == "name" and mention.kind == "person" else mention.head_lemma,
            )
            if h
        }
        cluster.heads |= heads
        cluster.words |= mention.modifiers
        if mention.name:
            cluster.words |= set(fold_name(mention.name).split())
        # a name brings back all that its bearer was called: "the union" is the one named last
        for head in sorted(heads | (cluster.heads if mention.name else set())):
            for word in (head, *self.roles.synonyms.get(head, ())):
                self.touch(self.by_head[word], cluster_id)

    def touch(self, order: list[int], cluster_id: int) -> None:
        """Moves a cluster to the end, the place of the most recent."""
        if order and order[-1] == cluster_id:
            return
        if cluster_id in order[-CANDIDATES:]:
            order.remove(cluster_id)
        order.append(cluster_id)

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

    def agree(self, cluster: Cluster, mention: Mention) -> bool:
        if cluster.gender and mention.gender and cluster.gender != mention.gender:
            return False
        kinds = {cluster.kind, mention.kind}
        return len(kinds) == 1 or "thing" in kinds or kinds <= {"organisation", "group", "media", "place"}

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

    def last_speaker(self, sentence: int, window: int) -> int | None:
        """Whoever spoke last outside quotation marks, if that is no more than `window` sentences ago."""
        if self.speaker is None or sentence - self.speaker.sentence > window:
            return None
        return self.speaker.cluster

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

    # ---- pronouns ------------------------------------------------------------------------------------------------

    def fits(self, cluster: Cluster, mention: Mention) -> bool:
        if mention.kind == "person":
            return (
                cluster.kind == "person"
                and cluster.number != "plural"
                and (cluster.gender is None or mention.gender is None or cluster.gender == mention.gender)
            )
        if mention.number == "plural":
            return cluster.kind != "person" and (
                cluster.number == "plural" or cluster.kind in ("group", "organisation")
            )
        return cluster.kind not in ("person", "group") and cluster.number != "plural"

    def for_pronoun(self, sentence: int, mention: Mention, place: Seen) -> int | None:
        if mention.person != 3:
            return None
        possessive = self.sentences[sentence].tokens[mention.head].deprel == "nmod:poss"
        reflexive = mention.head_lemma.endswith(("self", "selves"))
        reach = SPEAKER_WINDOW if place.speaker and not place.quoted else WINDOW
        if mention.kind != "person":
            reach = 1 if not place.speaker else reach
        if place.speaker and not place.quoted and self.goes_on(sentence, place.verb):
            last = self.last_speaker(sentence, SPEAKER_WINDOW)
            if last is not None:
                # "he added": whoever spoke last, or somebody whom nothing else tells
                return last if self.fits(self.clusters[last], mention) else None
        scores: dict[int, float] = {}
        for seen in reversed(self.seen[-CANDIDATES:]):
            distance = sentence - seen.sentence
            if distance > reach:
                break
            cluster = self.clusters[seen.cluster]
            if not self.fits(cluster, mention):
                continue
            if seen.sentence == sentence and seen.verb == place.verb and not possessive and not reflexive:
                continue  # subject and object of one verb are two, unless "himself" says otherwise
            if place.speaker and seen.sentence == sentence and self.is_nested(sentence, seen.verb):
                continue  # "while adding that crews are safe, they said": who is told of does not speak
            if place.speaker and seen.speaker and not seen.subject and seen.sentence == sentence:
                continue  # "according to the guard, ... he said": somebody else
            score = -1.0 * distance + (1.0 if seen.subject else 0.0) + (0.5 if seen.named else 0.0)
            if place.speaker and not place.quoted and seen.speaker and not seen.quoted:
                score += 2.0
            if place.quoted and seen.speaker and not seen.quoted:
                score -= 3.0  # whoever is quoted says "I" of himself
            if seen.quoted and not place.quoted:
                score -= 1.5
            if place.speaker and seen.subject and seen.sentence == sentence and self.is_above(sentence, seen, place):
                score += 4.0  # "Ruiz has filed a letter in which he says"
            if possessive and seen.sentence == sentence and seen.subject:
                score += 0.5
            scores[seen.cluster] = max(scores.get(seen.cluster, -99.0), score)
        told = self.speaker is not None and (self.speaker.subject or self.speaker.sentence < sentence)
        if (
            place.speaker
            and not place.quoted
            and self.speaker
            and told
            and sentence - self.speaker.sentence <= SPEAKER_WINDOW
        ):
            cluster = self.clusters[self.speaker.cluster]
            if self.fits(cluster, mention) or (mention.head_lemma == "it" and cluster.kind == "organisation"):
                distance = sentence - self.speaker.sentence
                bonus = 2.0 - 0.5 * max(0, distance - 1)
                scores[self.speaker.cluster] = max(scores.get(self.speaker.cluster, 0.0), 0.0) + bonus
        scores = {c: score for c, score in scores.items() if score > WEAKEST or mention.kind != "person"}
        if not scores:
            return None
        ranked = sorted(scores.items(), key=lambda x: -x[1])
        if place.speaker and not place.quoted and (other := self.rival(sentence, mention)) is not None:
            return other
        lead = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else CLEAR
        if lead < (LEAD if place.subject or possessive else OBJECT_LEAD):
            return None
        best, score = ranked[0]
        # "it" and "they" refer to clauses and to unnamed plurals as well: only a subject or speaker is sure enough
        if mention.kind != "person" and score < 0.5:
            return None
        if lead >= CLEAR or place.speaker:
            self.clusters[best].gender = self.clusters[best].gender or mention.gender
        return best

    def goes_on(self, sentence: int, verb: int) -> bool:
        """As in "he added": a verb that goes on with the words of the last speaker."""
        return verb >= 0 and self.sentences[sentence].tokens[verb].text.lower() in ADDING

    def is_above(self, sentence: int, seen: Seen, place: Seen) -> bool:
        """Whether the pronoun's clause hangs below the clause of the one seen before it."""
        tokens, at = self.sentences[sentence].tokens, place.verb
        for _ in range(6):  # deeper nesting is no news
            if at < 0 or tokens[at].deprel in ("parataxis", "conj"):
                return False
            at = tokens[at].head
            if at == seen.verb and at >= 0:
                return seen.head < place.head
        return False

    def rival(self, sentence: int, mention: Mention) -> int | None:
        """The named person whom the reporter's last sentence before a quotation tells of, where it is not the last
        speaker: "Ruiz said no. Moreno has built it. 'Wait,' he said"."""
        found: int | None = None
        told: int | None = None
        for seen in reversed(self.seen[-CANDIDATES:]):
            if seen.quoted or seen.sentence == sentence:
                continue
            told = seen.sentence if told is None else told
            if seen.sentence != told:
                break
            if self.speaker is None or seen.cluster == self.speaker.cluster:
                return None
            cluster = self.clusters[seen.cluster]
            root = seen.verb >= 0 and self.sentences[told].tokens[seen.verb].head < 0
            if (
                seen.subject
                and root
                and cluster.name is not None
                and cluster.kind == "person"
                and self.fits(cluster, mention)
            ):
                found = seen.cluster
        return found

    def for_relative(self, sentence: int, mention: Mention) -> int | None:
        tokens = self.sentences[sentence].tokens
        at = tokens[mention.head].head
        for _ in range(4):  # "who is said to have fled": three verbs between the pronoun and its noun
            if at < 0:
                return None
            if tokens[at].deprel in ("acl:relcl", "acl"):
                return self.links.get((sentence, tokens[at].head))
            at = tokens[at].head
        return None

    # ---- the document --------------------------------------------------------------------------------------------

    def place(self, sentence: int, mention: Mention, cluster: int) -> Seen:
        tokens = self.sentences[sentence].tokens
        token = tokens[mention.head]
        subject = token.deprel.startswith("nsubj")
        verb = token.head
        speaker = False
        if subject and verb >= 0:
            word = self.reporting.verbs.get(self.reporting.forms.get(tokens[verb].text.lower(), ""))
            speaker = word is not None and word.category in SPEAKING and token.deprel == "nsubj"
            speaker = speaker and mention.form != "relative"  # "groups that say": told of, not heard
            speaker = (speaker or self.says_besides(sentence, verb)) and not self.is_nested(sentence, verb)
        elif token.deprel.startswith("obl") and verb >= 0:
            ties = [
                tokens[c].lemma.lower() for c in self.sentences[sentence].children[mention.head] if c < mention.head
            ]
            speaker = "accord" in ties
            if mention.first == 1 and ties[:1] == ["for"] and mention.kind == "person" and mention.name:
                subject = speaker = True  # "For Ruiz, it was a long way": what follows is hers
        while self.quote_at < len(self.quotations) and self.quotations[self.quote_at].span.end <= mention.span.start:
            self.quote_at += 1
        quoted = self.quote_at < len(self.quotations) and self.quotations[self.quote_at].span.holds(mention.span)
        return Seen(cluster, sentence, mention.head, verb, subject, speaker, quoted, mention.name is not None)

    def says_besides(self, sentence: int, verb: int) -> bool:
        """As in "addressed the meeting, saying"."""
        tokens = self.sentences[sentence].tokens
        for c in self.sentences[sentence].children[verb]:
            if c > verb and tokens[c].deprel == "advcl" and tokens[c].xpos == "VBG":
                word = self.reporting.verbs.get(self.reporting.forms.get(tokens[c].text.lower(), ""))
                if word is not None and word.category == "say":
                    return True
        return False

    def is_nested(self, sentence: int, verb: int) -> bool:
        """Whether the verb stands in what another is given to have said: "the city says a review shows"."""
        tokens = self.sentences[sentence].tokens
        for _ in range(6):  # deeper nesting is no news
            above = tokens[verb].head if verb >= 0 else -1
            if above < 0:
                return False
            if tokens[verb].deprel == "ccomp":
                word = self.reporting.verbs.get(self.reporting.forms.get(tokens[above].text.lower(), ""))
                if word is not None and word.category in SPEAKING:
                    return True
            verb = above
        return False

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
                    if mention.form in ("pronoun", "relative"):
                        continue
                    cluster = self.new(mention)
                self.add(cluster, sentence, mention)
                placed = Seen(
                    cluster, sentence, place.head, place.verb, place.subject, place.speaker, place.quoted, place.named
                )
                self.seen.append(placed)
                self.clusters[cluster].told += placed.subject and not placed.quoted
                if place.speaker and not place.quoted:
                    self.speaker = placed
                    self.spoke.add(cluster)


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
    return Coreference(sentences, mentions, referents, linker.links, found)
