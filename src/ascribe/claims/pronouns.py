"""Whom "he", "she", "they" and "it" mean: the antecedent that stands out, or nobody.

In: a pronoun, where it stands, and the mentions before it. Out: a cluster. Here, because the weighing of antecedents is
one decision; what it cannot tell apart stays open.
"""

from __future__ import annotations

from ascribe.claims.clusters import Cluster, Seen
from ascribe.claims.linking import CANDIDATES, SPEAKER_WINDOW, Linking
from ascribe.claims.mentions import Mention

WINDOW = 3
"""Sentences that a pronoun looks back: beyond, the antecedent is named again in nine cases of ten in news."""
LEAD = 0.75
"""By how much the best antecedent must beat the next: less than the bonus of a subject (1), so that a subject wins over
an object of the same sentence, and two subjects of two clauses do not decide it."""
OBJECT_LEAD = 1.25
"""The same for a pronoun that is no subject: "deter her" may be the nearer as well as the more prominent."""
CLEAR = 1.5
"""Lead from which a pronoun tells the gender of its antecedent; a doubtful link must not decide the next ones."""
BOUND = 0.8
"""Bonus of the subject of the clause above the pronoun's: "the mayor hopes that he wins"."""
OWN = 1.3
"""The same where a possessive stands in the clause itself: "the mayor told his party"."""
OPENING = 2
"""Token up to which a participle opens its sentence: "Still praising ..."."""
PARTNER = 2.0
"""Bonus of who stands before a possessive in a row: "Ruiz and his aides"."""
KNOWN_GENDER = 0.8
"""Bonus of who is known to be of the pronoun's gender over those of whom nothing is known."""
LEAST = 0
"""Score of an antecedent of "it" or "they": a named subject of the sentence before; these speak of clauses and unnamed
plurals as well."""
WEAKEST = -2.0
"""Score at which a person pronoun has no antecedent: never named, no subject, two sentences away."""
QUANTITIES = frozenset(
    {"number", "percent", "cent", "half", "lot", "majority", "rest", "dozen", "hundred", "thousand", "million", "other"}
)
"""Heads of phrases that count and do not name: "a number of them" is no antecedent."""
MANY = frozenset(
    """police army military government navy militia union council committee party team staff family force forces
    coalition opposition parliament court ministry authority taliban hamas hezbollah""".split()
)
"""Bodies that are "they" in the singular as well."""
BODY_AS_MANY, ONE_AS_MANY = 0.75, 1.3
"""Taken off such a body where the pronoun is "they", and off others: "the bank ... they" is rare."""


class PronounLinker(Linking):
    def fits(self, cluster: Cluster, mention: Mention) -> bool:
        if mention.kind == "person":
            return (
                cluster.kind == "person"
                and cluster.number != "plural"
                and (cluster.gender is None or mention.gender is None or cluster.gender == mention.gender)
            )
        if mention.number == "plural":
            many = cluster.number == "plural" or cluster.kind in ("group", "organisation")
            nowhere = cluster.kind == "place" and cluster.name is None  # "school zones"
            return many and cluster.kind != "person" and not nowhere
        return cluster.kind != "person" and cluster.number != "plural"

    def for_pronoun(self, sentence: int, mention: Mention, place: Seen) -> int | None:
        if mention.person != 3:
            return None
        possessive = self.is_possessive(sentence, mention)
        if (verb := self.ahead(sentence, mention)) >= 0:
            self.waiting.append((mention, verb))
            return None
        if mention.kind != "person" and self.is_open(sentence, mention):
            return None
        if possessive and (given := self.given_back(sentence, mention)) is not None:
            return self.links.get((sentence, given))
        aloud = place.speaker and not place.quoted
        if aloud and self.goes_on(sentence, place.verb):
            last = self.last_speaker(sentence, SPEAKER_WINDOW)
            if last is not None:
                # "he added": whoever spoke last, or somebody whom nothing else tells
                return last if self.fits(self.clusters[last], mention) else None
        scores = self.weighed(sentence, mention, place)
        if aloud and self.speaker and self.has_spoken(sentence):
            cluster = self.clusters[self.speaker.cluster]
            if self.fits(cluster, mention) or (mention.head_lemma == "it" and cluster.kind == "organisation"):
                distance = sentence - self.speaker.sentence
                bonus = 2.0 - 0.5 * max(0, distance - 1)
                scores[self.speaker.cluster] = max(scores.get(self.speaker.cluster, 0.0), 0.0) + bonus
        scores = {c: score for c, score in scores.items() if score > WEAKEST or mention.kind != "person"}
        if not scores:
            return None
        ranked = sorted(scores.items(), key=lambda x: -x[1])
        if aloud and (other := self.rival(sentence, mention)) is not None:
            return other
        lead = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else CLEAR
        if lead < (LEAD if place.subject or possessive else OBJECT_LEAD):
            return None
        best, score = ranked[0]
        if mention.kind != "person" and (score < LEAST or not self.may_act(sentence, mention, place, best)):
            return None
        if lead >= CLEAR or place.speaker:
            self.clusters[best].gender = self.clusters[best].gender or mention.gender
        return best

    def ahead(self, sentence: int, mention: Mention) -> int:
        """The verb whose subject, still to come, a pronoun speaks of: "On his part, Ruiz said", "Praising her team,
        Ruiz said". -1: it does not."""
        s = self.sentences[sentence]
        tokens = s.tokens
        owned = tokens[mention.head].head
        if not self.is_possessive(sentence, mention):
            return -1
        if tokens[owned].lemma.lower() == "part" and any(
            tokens[c].text.lower() in ("on", "for") for c in s.children[owned]
        ):
            verb = tokens[owned].head
        else:
            aside = self.clause_verb(sentence, mention.head)
            if aside < 0 or tokens[aside].deprel != "advcl" or tokens[aside].xpos not in ("VBG", "VBN"):
                return -1
            verb = tokens[aside].head
            if verb < aside or aside > OPENING or any(tokens[c].deprel.startswith("nsubj") for c in s.children[aside]):
                return -1
        return verb if any(c > mention.head and tokens[c].deprel == "nsubj" for c in s.children[verb]) else -1

    def is_open(self, sentence: int, mention: Mention) -> bool:
        """Whether the same word stands earlier in the sentence and nobody knows what it means: "It sank, and it
        will cost"."""
        own = "they" if mention.number == "plural" else "it"
        return any(
            m.form == "pronoun"
            and m.person == 3
            and m.gender is None
            and own == ("they" if m.number == "plural" else "it")
            and (sentence, m.head) not in self.links
            for m in self.mentions[sentence]
            if m.head < mention.head
        )

    def given_back(self, sentence: int, mention: Mention) -> int | None:
        """The pronoun that the possessive goes with, as in "handed them to their families", "told her of her son"."""
        tokens, verb = self.sentences[sentence].tokens, self.clause_verb(sentence, mention.head)
        for m in self.mentions[sentence]:
            if m.head >= mention.head:
                break
            alike = m.form == "pronoun" and (m.number, m.gender, m.person) == (
                mention.number,
                mention.gender,
                mention.person,
            )
            if alike and tokens[m.head].deprel in ("obj", "iobj") and tokens[m.head].head == verb:
                return m.head
        return None

    def settle(self, sentence: int) -> None:
        """Links the pronouns of a sentence whose subject stood behind them."""
        for mention, verb in self.waiting:
            for seen in self.seen[-CANDIDATES:]:
                here = seen.sentence == sentence and seen.subject and seen.verb == verb
                if here and self.fits(self.clusters[seen.cluster], mention):
                    self.add(seen.cluster, sentence, mention)
                    break
        self.waiting.clear()

    def may_act(self, sentence: int, mention: Mention, place: Seen, best: int) -> bool:
        """ "It" and "they" are linked to those who can do something, and "it" where it is the doer or owner: else it
        is a clause, the weather or a thing as often."""
        if self.clusters[best].kind == "thing":
            return False
        if mention.number == "plural" or place.speaker or self.is_possessive(sentence, mention):
            return True
        tokens = self.sentences[sentence].tokens
        copular = any(tokens[c].deprel == "cop" for c in self.sentences[sentence].children[place.verb])
        passive = tokens[mention.head].deprel == "nsubj:pass"
        return place.subject and not copular and not passive

    def weighed(self, sentence: int, mention: Mention, place: Seen) -> dict[int, float]:
        """How much stands for each cluster that the pronoun may mean."""
        aloud = place.speaker and not place.quoted
        reach = SPEAKER_WINDOW if aloud else WINDOW
        if mention.kind != "person":
            reach = reach if place.speaker else 1
        scores: dict[int, float] = {}
        for seen in reversed(self.seen[-CANDIDATES:]):
            distance = sentence - seen.sentence
            if distance > reach:
                break
            cluster = self.clusters[seen.cluster]
            if not self.fits(cluster, mention) or self.is_another(sentence, mention, place, seen):
                continue
            score = -1.0 * distance + (1.0 if seen.subject else 0.0) + (0.5 if seen.named else 0.0)
            if aloud and seen.speaker and not seen.quoted:
                score += 2.0
            if place.quoted and seen.speaker and not seen.quoted:
                score -= 3.0  # whoever is quoted says "I" of himself
            if seen.quoted and not place.quoted:
                score -= 1.5
            bound = False
            if seen.subject and seen.sentence == sentence:
                above = self.is_above(sentence, seen, place)
                if place.speaker and above:
                    score += 4.0  # "Ruiz has filed a letter in which he says"
                owned = self.is_possessive(sentence, mention)
                bound = above or owned
                own = owned and seen.verb == self.clause_of(sentence, mention.head)
                if not own or self.patient(sentence, mention.head) < 0:
                    score += OWN if own else BOUND if bound else 0.0
            elif seen.sentence == sentence and seen.head == self.patient(sentence, mention.head):
                score += OWN + 1.0  # as much as a subject
            elif seen.sentence == sentence and self.owns_doer(sentence, mention, seen):
                score += OWN + 1.0
            if seen.sentence == sentence and self.is_partner(sentence, mention, seen):
                score += PARTNER
            if mention.gender and cluster.gender == mention.gender:
                score += KNOWN_GENDER
            if mention.number == "plural" and cluster.number != "plural" and cluster.kind != "group":
                collective = bool(MANY & (cluster.heads | {w for n in cluster.names for w in n.split()}))
                if cluster.name is None and not collective:
                    continue
                score -= 0.0 if bound or place.speaker else BODY_AS_MANY if collective else ONE_AS_MANY
            scores[seen.cluster] = max(scores.get(seen.cluster, -99.0), score)
        return scores

    def is_another(self, sentence: int, mention: Mention, place: Seen, seen: Seen) -> bool:
        """Whether a pronoun cannot mean what was seen, by where the two stand."""
        head = self.sentences[seen.sentence].tokens[seen.head]
        if mention.kind != "person" and head.mention in ("time", "quantity"):
            return True
        if place.speaker and head.mention in ("event", "object") and head.upos == "NOUN":
            return True  # "the searches go on, they said"
        if mention.number == "plural":
            told = self.at.get((seen.sentence, seen.head))
            if head.upos == "PRON" and told is not None and told.form == "description":
                return True  # "those who fired"
            if head.upos not in ("NOUN", "PROPN", "PRON") or head.lemma.lower() in QUANTITIES:
                return True
            if (seen.sentence, seen.head) in self.parts and seen.cluster not in self.together:
                return True  # "Ruiz and the guards ... they": the two together
        if seen.sentence != sentence:
            return mention.head_lemma.endswith(("self", "selves"))
        reflexive = mention.head_lemma.endswith(("self", "selves"))
        if reflexive and not (seen.subject and seen.verb == self.clause_of(sentence, mention.head)):
            return True
        cited = seen.speaker and not seen.subject  # "according to Ruiz, he ..."
        if seen.verb == place.verb and not (reflexive or cited or self.is_possessive(sentence, mention)):
            return True  # subject and object of one verb are two, unless "himself" says otherwise
        if self.holds(seen, mention):
            return True  # "his brother Hugo", "Hugo, his brother"
        asked = not place.subject and not reflexive and not self.is_possessive(sentence, mention)
        if asked and seen.subject and seen.verb == self.controller(sentence, place.verb):
            return True  # "Brandt called to ask him": somebody else
        if place.speaker and self.is_nested(sentence, seen.verb):
            return True  # "while adding that crews are safe, they said": who is told of does not speak
        return place.speaker and seen.speaker and not seen.subject  # "according to the guard, ... he said"

    def patient(self, sentence: int, token: int) -> int:
        """Who is accused of, kept from or asked to do what the token is told of ("accused Ruiz of hiding his money"):
        the object of the verb above. -1: nobody is."""
        s = self.sentences[sentence]
        verb = self.clause_verb(sentence, token)
        if verb < 0 or not self.is_possessive_at(sentence, token):
            return -1
        marks = {s.tokens[c].text.lower() for c in s.children[verb] if s.tokens[c].deprel in ("mark", "case")}
        above = s.tokens[verb].head
        if above < 0 or any(s.tokens[c].deprel.startswith("nsubj") for c in s.children[verb]):
            return -1
        told = s.tokens[verb].deprel == "xcomp" or (
            s.tokens[verb].xpos == "VBG" and bool(marks & {"of", "for", "from"})
        )
        objects = [c for c in s.children[above] if s.tokens[c].deprel in ("obj", "iobj") and c < verb]
        known = self.at.get((sentence, objects[0])) if objects and told else None
        return objects[0] if known is not None and known.kind in ("person", "group", "organisation") else -1

    def is_possessive_at(self, sentence: int, token: int) -> bool:
        return self.sentences[sentence].tokens[token].deprel == "nmod:poss"

    def owns_doer(self, sentence: int, mention: Mention, seen: Seen) -> bool:
        """As in "Moreno's courage in telling his story": the owner of what does, where the doer is no person."""
        tokens = self.sentences[sentence].tokens
        doer = tokens[seen.head].head
        if tokens[seen.head].deprel != "nmod:poss" or not self.is_possessive(sentence, mention):
            return False
        known = self.at.get((sentence, doer))
        does = tokens[doer].deprel.startswith("nsubj") and tokens[doer].head == self.clause_of(sentence, mention.head)
        return does and doer != tokens[mention.head].head and (known is None or known.kind in ("thing", "place"))

    def is_partner(self, sentence: int, mention: Mention, seen: Seen) -> bool:
        """As in "Ruiz and his aides", "the minister with her staff"."""
        tokens = self.sentences[sentence].tokens
        owned = tokens[mention.head].head
        tied = owned >= 0 and tokens[owned].deprel == "conj" and tokens[owned].head == seen.head
        return self.is_possessive(sentence, mention) and tied

    def controller(self, sentence: int, verb: int) -> int:
        """The verb whose subject is that of an infinitive as well; -1: the verb has a subject of its own."""
        s = self.sentences[sentence]
        for _ in range(4):
            if verb < 0 or any(s.tokens[c].deprel.startswith("nsubj") for c in s.children[verb]):
                return -1
            above = s.tokens[verb].head
            to = any(s.tokens[c].deprel == "mark" and s.tokens[c].text.lower() == "to" for c in s.children[verb])
            if s.tokens[verb].deprel not in ("xcomp", "advcl") or not (to or s.tokens[verb].xpos == "VBG") or above < 0:
                return -1
            if any(s.tokens[c].deprel.startswith("nsubj") for c in s.children[above]):
                told = any(s.tokens[c].deprel in ("obj", "iobj") for c in s.children[above])
                return -1 if told and s.tokens[verb].deprel == "xcomp" else above
            verb = above
        return -1

    def is_possessive(self, sentence: int, mention: Mention) -> bool:
        return self.is_possessive_at(sentence, mention.head)

    def has_spoken(self, sentence: int) -> bool:
        """Whether the last speaker spoke a while before the pronoun's sentence, or in it as its subject."""
        if self.speaker is None or sentence - self.speaker.sentence > SPEAKER_WINDOW:
            return False
        return self.speaker.subject or self.speaker.sentence < sentence

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
                return self.related(sentence, tokens[at].head, mention)
            at = tokens[at].head
        return None

    def related(self, sentence: int, noun: int, mention: Mention) -> int | None:
        """What a relative pronoun means: its noun, or whom that belongs to where "who" needs a person ("Ruiz, secretary
        of the board, who has left")."""
        tokens, at = self.sentences[sentence].tokens, noun
        for _ in range(3):
            link = self.links.get((sentence, at))
            somebody = link is not None and self.clusters[link].kind in ("person", "group")
            if mention.kind != "person" or somebody or tokens[at].deprel not in ("nmod", "appos", "compound"):
                break
            at = tokens[at].head
        found = self.links.get((sentence, at))
        if mention.kind == "person" and (found is None or self.clusters[found].kind not in ("person", "group")):
            return self.links.get((sentence, noun))
        return found

    def is_somebody(self, mention: Mention) -> bool:
        """A "he" that nobody is found for is somebody all the same: the next "he" is sooner him than another."""
        return mention.person == 3 and mention.gender is not None
