"""A document while its mentions are being linked: what was met so far, and where each mention stands in its sentence.

In: sentences, mentions, quotations. Out: clusters that grow, and `Seen`, the places of mentions, latest last. Here,
apart from the rules of names, descriptions and pronouns (`coreference`, `pronouns`), because they all read it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ascribe.claims.clusters import Cluster, Seen, fold_name, initials, more_words, rank, told_apart
from ascribe.claims.mentions import Mention
from ascribe.claims.quotes import Quotation
from ascribe.claims.referents import plain
from ascribe.claims.wording import reporting, roles
from ascribe.contract.sentences import Sentence

CANDIDATES = 40
"""Mentions looked at for one link, at most: three sentences hold fewer, a list of 2,000 names is not searched."""
SPEAKER_WINDOW = 6
"""Sentences that "he said" looks back for the last speaker: quotations run on over paragraphs."""
ADDING = frozenset({"added", "adds", "continued", "continues", "concluded", "elaborated"})
UNTOLD = frozenset(
    "one ones those these that this other others all both many some most few several none each any".split()
)
"""Heads of phrases that say nothing of what they mean."""
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


class Linking:
    def __init__(
        self, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]], quotations: Sequence[Quotation]
    ) -> None:
        self.sentences, self.mentions = sentences, mentions
        self.at = {(s, m.head): m for s, found in enumerate(mentions) for m in found}
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
        self.offices: set[int] = set()
        """Clusters of what somebody is or becomes: "as interim president"."""
        self.waiting: list[tuple[Mention, int]] = []
        """Pronouns of this sentence, with the verb whose subject is still to come."""
        self.parts: set[tuple[int, int]] = set()
        """Mentions that stand in a row joined by "and"."""
        self.together: dict[int, frozenset[int]] = {}
        """Clusters of such rows, with whom they hold."""
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
                gender=mention.gender if mention.form == "pronoun" else None,
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
        if mention.role:
            cluster.ranks.add(rank(mention.text))
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
        elif mention.head_lemma not in UNTOLD and len(plain(mention.text)) > len(cluster.description or ""):
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

    def agree(self, cluster: Cluster, mention: Mention) -> bool:
        if cluster.gender and mention.gender and cluster.gender != mention.gender:
            return False
        kinds = {cluster.kind, mention.kind}
        return len(kinds) == 1 or "thing" in kinds or kinds <= {"organisation", "group", "media", "place"}

    # ---- where a mention stands ---------------------------------------------------------------------------------

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
            # "hearing the child crying"
            speaker = speaker and (tokens[verb].xpos != "VBG" or tokens[verb].deprel in ("root", "conj", "parataxis"))
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

    def last_speaker(self, sentence: int, window: int) -> int | None:
        """Whoever spoke last outside quotation marks, if that is no more than `window` sentences ago."""
        if self.speaker is None or sentence - self.speaker.sentence > window:
            return None
        return self.speaker.cluster

    def holds(self, seen: Seen, pronoun: Mention) -> bool:
        """Whether the pronoun stands within the phrase, or tells whose relative or friend it is."""
        told = self.at.get((seen.sentence, seen.head))
        if told is not None and told.first <= pronoun.head <= told.last:
            return True
        above = self.sentences[seen.sentence].tokens[pronoun.head].head
        whose = self.at.get((seen.sentence, above))
        return whose is not None and whose.apposed_to == seen.head

    def goes_on(self, sentence: int, verb: int) -> bool:
        """As in "he added": a verb that goes on with the words of the last speaker."""
        return verb >= 0 and self.sentences[sentence].tokens[verb].text.lower() in ADDING

    def clause_of(self, sentence: int, token: int) -> int:
        """The verb whose subject does what a token is told of: of the clause that it stands in, or of the one above
        where that has no subject of its own ("the policies pursued by his brother"). -1: none."""
        s = self.sentences[sentence]
        at = s.tokens[token].head
        while at >= 0 and not any(s.tokens[c].deprel.startswith("nsubj") and c != token for c in s.children[at]):
            at = s.tokens[at].head
        return at

    def clause_verb(self, sentence: int, token: int) -> int:
        """The verb of the clause that a token stands in; -1: none."""
        tokens = self.sentences[sentence].tokens
        at = tokens[token].head
        while at >= 0 and tokens[at].upos not in ("VERB", "AUX"):
            at = tokens[at].head
        return at

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
