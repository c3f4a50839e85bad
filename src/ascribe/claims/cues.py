"""Reporting words of one sentence, each with whose words it brings, what it says, and what the source does with it.

In: a sentence, and which of its tokens stand between quotation marks. Out: `Report`s by token index, not yet joined to
quotations or to names. Here are the verbs; nouns, refusals and relays have modules of their own.
"""

from __future__ import annotations

from ascribe.claims.asides import without_aside, without_verdict
from ascribe.claims.clauses import CLAUSAL, HEARING, UNSOURCED, SentenceView
from ascribe.claims.contents import QUESTIONS
from ascribe.claims.halves import inverted
from ascribe.claims.nominal import according, adjective, in_words, made_clear, noun
from ascribe.claims.relays import as_saying, relay, relayed
from ascribe.claims.reports import Report
from ascribe.claims.search import Search
from ascribe.claims.withholding import negate, no_details, refusal, rejection, withheld
from ascribe.claims.wording import Word
from ascribe.contract.claims import Stance

SPEAKERS = frozenset({"person", "organization"})
CALLING = frozenset({"say", "warn", "call", "demand", "accuse", "propose", "deny", "promise"})
"""Classes that a thing does not do of itself."""
UNDATED = frozenset({"belief", "intention", "assessment", "evidence"})
"""Classes that a time expression does not date: "expects it on Monday"."""
SPEAKING = frozenset({"say", "warn", "deny", "evidence", "quotation", "relay", "assessment"})
"""Classes whose content runs to the end of the sentence: what follows a comma is most often said as well."""
QUESTIONING = frozenset({"about", "on", "over"})
"""What ties the matter of a question to "ask"."""
LONGEST_SENTENCE = 600
"""Tokens; what is longer is a list or a text without stops, whose tree means nothing. It also bounds what the
contents of many reporting words in one sentence can add up to."""


class CueFinder:
    """The reports of one sentence."""

    def __init__(self, view: SentenceView) -> None:
        self.view = view
        self.search = Search(view)
        self.lexicon = self.search.lexicon
        self.lists = self.search.lists

    def run(self) -> list[Report]:
        view = self.view
        for i, token in enumerate(view.tokens):
            if i in self.search.used:
                continue
            lemma = view.lemmas[i]
            if token.upos in ("VERB", "AUX"):
                if lemma == "accord" or token.text.lower() == "according":
                    according(self.search, i)
                elif token.text.lower() in self.lexicon.adjectives and (view.passive(i) or self.is_resolve(i)):
                    adjective(self.search, i)
                elif lemma in self.lists["seeming"]:
                    self.seeming(i)
                elif lemma == "make":
                    made_clear(self.search, i)
                elif self.withholds(i):
                    continue
                elif lemma in self.lexicon.verbs or lemma in self.lists["withheld"]:
                    self.verb(i)
            elif token.text.lower() == "according":
                according(self.search, i)
            elif token.upos == "NOUN" and lemma in self.lexicon.nouns:
                noun(self.search, i)
                if lemma in self.lists["views"]:
                    in_words(self.search, i)
            elif token.upos == "NOUN" and lemma in self.lists["views"]:
                in_words(self.search, i)
            elif token.upos in ("ADJ", "VERB") and token.text.lower() in self.lexicon.adjectives:
                adjective(self.search, i)
        for outer in self.search.out:
            for inner in self.search.out:
                if inner.cue < outer.cue and inner.cue in outer.content:
                    # what is told within somebody's words does not reach beyond them
                    inner.content -= {t for t in inner.content if t > outer.cue and t not in outer.content}
        return self.search.out

    def withholds(self, i: int) -> bool:
        lemma = self.view.lemmas[i]
        if lemma in ("get", "go"):
            return no_details(self.search, i)
        return lemma in self.lists["refusing"] and refusal(self.search, i)

    def verb(self, i: int) -> None:
        view, token = self.view, self.view.tokens[i]
        lemma = view.lemmas[i]
        relation = view.base(i)
        if relation in ("amod", "compound", "case", "mark", "fixed", "cop"):
            return
        if (
            relation == "acl"
            and lemma in self.lexicon.verbs
            and self.lexicon.verbs[lemma].category == "describe"
            and token.xpos == "VBN"
        ):
            return  # "a town called Mada": a name, nobody's words
        # "without saying when" as "did not say when"
        negated, modal = view.negated(i) or view.cases(i)[:1] == ["without"], view.modal(i)
        word = self.lexicon.verbs.get(lemma)
        if word is None or (negated and modal and lemma in self.lists["withheld"]):
            # "would not discuss": only as something kept back; "could not confirm" alike
            if negated and modal and lemma in self.lists["withheld"]:
                withheld(self.search, i, i, "would-not")
            return
        passive = view.passive(i)
        if word.category == "relay" or (lemma == "cite" and as_saying(self.search, i) is not None):
            relay(self.search, i, word, passive)
            return
        if not self.particle(i, lemma):
            return
        if (lemma == "deny" and self.refuses_goods(i)) or (lemma == "claim" and self.takes_goods(i)):
            return
        if lemma in ("question", "admit") and self.is_done_to_people(i):
            return
        if lemma == "find" and self.is_felt(i):
            return
        if lemma in ("ask", "request") and self.wants_no_name(i):
            return
        if self.search.is_filler(i, word):
            return
        report = Report(
            i, *self.search.cue_span(i), word, word.stance, f"verb:{word.category}", gives_source=word.gives_source
        )
        governor = token.head
        if relation == "xcomp" and governor >= 0 and view.lemmas[governor] in ("unable", "reluctant", "unwilling"):
            report.stance, report.rule = Stance.DECLINES, "unable"
        if negated:
            negate(self.search, report, lemma)
        if word.category == "topic" and not self.is_told(i):
            return
        participle = (
            # "Asked about the raid, she" at the beginning may be read as a past tense
            (token.xpos == "VBN" or (i == 0 and token.xpos == "VBD" and word.category in ("request", "doubt")))
            and relation in ("acl", "advcl")
            and not any(view.base(c) in ("aux", "nsubj") for c in view.children[i])
        )
        if word.category not in UNDATED:
            report.speech_time = view.speech_time(i)
        if (passive or participle) and self.only_names(i, lemma):
            return
        if passive or participle:
            self.passive(report, participle)
        else:
            self.active(report)
        if report.stance is Stance.DENIES and word.category in ("reject", "deny"):
            rejection(self.search, report)
        if self.is_hypothetical(i):
            report.gives_source = False
        relayed(self.search, report)
        self.search.out.append(report)

    def seeming(self, i: int) -> None:
        """As in "it appears that the truce holds": how things look, to nobody in particular. "The truce seems to hold"
        is the reporter's own hedge."""
        view = self.view
        told = [c for c in view.children[i] if view.base(c) in ("ccomp", "csubj") and c > i]
        if not told:
            return
        word = self.lexicon.adjectives["apparent"]
        report = Report(i, *self.search.cue_span(i), word, word.stance, "seeming", gives_source=False)
        report.content = {t for c in told for t in self.search.contents.clause(c)}
        self.search.out.append(report)

    def is_resolve(self, i: int) -> bool:
        """As in "is alert and determined to sail": a state of mind, where nothing is found out."""
        view = self.view
        infinitive = any(view.base(c) == "xcomp" and "to" in view.cases(c) for c in view.children[i])
        return view.tokens[i].xpos in ("VBN", "JJ") and infinitive and not view.agents(i)

    def is_done_to_people(self, i: int) -> bool:
        """As in "questioned the crew", "was admitted to hospital": an act, no words."""
        view = self.view
        patient = view.child(i, "obj", "nsubj:pass")
        if patient is None or any(view.base(c) in ("ccomp", "xcomp") for c in view.children[i]):
            return False
        return view.tokens[patient].mention == "person"

    def only_names(self, i: int, lemma: str) -> bool:
        """As in "a town known as Mada", "a book called 'Tides'", "is charged with theft": a name or an act of a court,
        and nobody's words where nobody is named."""
        view = self.view
        if view.agents(i):
            return False
        if lemma in ("know", "hear"):
            return not any(view.base(c) in ("ccomp", "csubj") or "to" in view.cases(c) for c in view.children[i])
        return lemma in ("call", "dub", "term", "label", "brand", "style", "charge")

    def is_told(self, i: int) -> bool:
        """Not the speaking of "spoke on condition of anonymity", "was not authorized to speak about"."""
        view = self.view
        if any(view.lemmas[c] in ("condition", "behalf", "phone", "telephone") for c in view.children[i]):
            return False
        governor = view.tokens[i].head
        return not (
            view.base(i) in ("xcomp", "ccomp", "acl")
            and governor >= 0
            and view.lemmas[governor] in self.lists["unauthorized"]
        )

    def is_hypothetical(self, i: int) -> bool:
        """Saying that has not been done: "if the port declares", "troops are there to report", "plans to announce"."""
        view = self.view
        cases = view.cases(i)
        if set(cases) & {"if", "unless", "until", "whether", "before"}:
            return True
        if view.base(i) == "conj" and view.tokens[i].xpos == "VB" and not self.has_subject(i):
            first = view.tokens[i].head  # "urged them to march and demand that"
            return view.tokens[first].xpos == "VB" and self.is_hypothetical(first)
        governor = view.tokens[i].head
        if view.base(i) == "xcomp" and view.tokens[i].xpos == "VBG" and governor >= 0:
            return view.lemmas[governor] not in self.lists["carriers"]  # "do not bother requesting", "avoid saying"
        if "to" not in cases or view.tokens[i].xpos != "VB":
            return False
        carried = governor >= 0 and view.lemmas[governor] in self.lists["carriers"]
        return view.base(i) in ("acl", "advcl") or (view.base(i) == "xcomp" and not carried)

    def wants_no_name(self, i: int) -> bool:
        """As in "asked not to be named", "requested anonymity": no request that is news."""
        below = {
            self.view.lemmas[c]
            for c in self.view.children[i]
            if self.view.base(c) in ("xcomp", "ccomp", "advcl", "obj")
        }
        return bool(below & (self.lists["unnamed_verbs"] | self.lists["anonymity"]))

    def is_felt(self, i: int) -> bool:
        """As in "find it hard to sell", "found the road blocked": how it is for them, and no finding."""
        view = self.view
        if any(view.base(c) == "obj" and view.lemmas[c].endswith(("self", "selves")) for c in view.children[i]):
            return True  # "found himself redesigning the town"
        return any(
            view.base(c) == "xcomp" and view.tokens[c].upos in ("ADJ", "NOUN") for c in view.children[i]
        ) and not any("that" in view.cases(c) for c in view.children[i])

    def refuses_goods(self, i: int) -> bool:
        """As in "denied them entry", "were denied visas": a refusal of something, no denial that something is so."""
        view = self.view
        objects = [c for c in view.children[i] if view.base(c) in ("obj", "iobj")]
        if len(objects) > 1 or (objects and view.child(i, "nsubj:pass") is not None):
            return True
        patient = objects[0] if objects else view.child(i, "nsubj:pass")
        return patient is not None and view.lemmas[patient] in self.lists["denied_goods"]

    def takes_goods(self, i: int) -> bool:
        """As in "claimed nine lives": a taking, no telling."""
        patient = self.view.child(i, "obj")
        return patient is not None and self.view.lemmas[patient] in self.lists["claimed_goods"]

    def particle(self, i: int, lemma: str) -> bool:
        """Whether a verb that reports only with a small word has it."""
        wanted = self.lexicon.phrasal.get(lemma)
        if wanted is None:
            return True
        near = {self.view.lemmas[j] for j in range(i + 1, min(i + 4, len(self.view.tokens)))}
        below = {self.view.lemmas[c] for c in self.view.children[i] if c > i}
        return bool(wanted & (near | below))

    def active(self, report: Report) -> None:
        view, i, word = self.view, report.cue, report.word
        found = self.search.contents.complements(i, word)
        if found and (word.category not in SPEAKING or self.search.contents.is_bare_object(i, found)):
            found = without_aside(view, found, i)
        if found:
            found = without_verdict(view, found) if not found & view.quoted else found
            if word.category == "request" and self.search.contents.is_bare_object(i, found):
                found = self.asked_alone(i, found)
            self.lend(report, found)
        report.content |= found - (self.occasion(i, found) if word.category == "promise" else set())
        before = self.said_before(i)
        report.sources = (
            view.subjects(self.search.contents.speaker_of.get(i, i)) if before is None else list(before.sources)
        )
        negated = report.stance is not word.stance
        if report.content and word.category in ("say", "propose", "warn", "evidence"):
            report.content |= self.search.contents.behind_colon(i, report.content)
        if found and not negated:
            report.content |= self.search.contents.before_interruption(i)
            report.content |= self.search.contents.all_before(i, found, word)
        elif not report.content and (word.takes("clause") or word.takes("quote")):
            report.content |= self.search.contents.stray_that(i, word)
            if not report.content and not negated:
                # "..., he did not say" has its content elsewhere
                report.content |= self.search.contents.around(i, word, report)
        if not report.content and view.base(i) == "acl" and word.takes("object"):
            report.content |= self.search.contents.gap(report)
        stray = self.stray_speaker(i, word)
        if stray is not None:
            report.sources = view.conjuncts(stray)
            report.content -= view.subtree(stray)
        finite = view.tokens[i].xpos in ("VBD", "VBZ", "VBP") and view.base(i) in CLAUSAL
        if not report.sources and finite and word.takes("quote") and view.child(i, "obj") is None:
            report.sources = view.beside(i)
        subordinate = finite and view.base(i) in ("advcl", "ccomp") and view.cases(i)
        if subordinate and not any(view.base(c) in ("nsubj", "csubj", "expl") for c in view.children[i]):
            report.sources = view.beside(i) or report.sources  # its subject hangs elsewhere by error
        outer = self.outer_saying(i, report)
        if outer is not None:
            report.sources = list(outer.sources)
            outer.content -= view.subtree(i)
        if report.speech_time and report.speech_time[0] <= i + 2:
            # "..., she said on Monday": when she said it, wherever the tree ties it
            report.content -= set(range(i + 1, report.speech_time[1] + 1))
        alone = word.category == "say" and (not word.takes("object") or view.lemmas[i] in ("note", "report", "explain"))
        aside = inverted(view, i) if alone and i not in view.quoted else None
        if aside is not None:
            told = any(i < x < min((t for t in aside[1] if t > i), default=len(view.tokens)) for x in report.sources)
            if not told or not aside[1] <= report.content:
                report.sources, report.content = (report.sources if told else [aside[0]]), aside[1]
        content_subject = set(report.sources) & report.content
        if content_subject:
            report.sources = [s for s in report.sources if s not in content_subject]

    def asked_alone(self, i: int, found: set[int]) -> set[int]:
        """As in "ordered an inquiry into the deaths": the inquiry is asked for, the deaths are known."""
        view = self.view
        patient = view.child(i, "obj")
        known = [
            c
            for c in view.children[patient if patient is not None else i]
            if view.base(c) == "nmod" and set(view.cases(c)[:1]) & {"into", "about", "over", "after", "following"}
        ]
        return found - {t for c in known for t in view.subtree(c)} or found

    def said_before(self, i: int) -> Report | None:
        """As in "..., she said on Monday, adding that": the saying right before a participle of saying, wherever the
        tree ties that."""
        view = self.view
        if view.tokens[i].xpos != "VBG" or i < 2 or view.tokens[i - 1].text != "," or self.has_subject(i):
            return None
        for j in range(i - 2, -1, -1):
            told = next((r for r in self.search.out if r.cue == j and r.word.category == "say" and r.sources), None)
            if told is not None:
                return told
            if view.tokens[j].upos in ("VERB", "AUX", "SCONJ") or view.tokens[j].text in (";", ":"):
                return None
        return None

    def occasion(self, i: int, found: set[int]) -> set[int]:
        """As in "pledged to shut the port during his campaign to win votes": when it was pledged, which the tree ties
        to the shutting."""
        view, past = self.view, self.view.tokens[i].xpos == "VBD"
        spoken = (
            c
            for c in found
            if past and view.lemmas[c] in self.lists["occasions"] and view.base(c) == "obl" and i not in view.quoted
        )
        return {
            t
            for c in spoken
            if view.cases(c)[:1] == ["during"] and not view.subtree(c) & view.quoted
            for t in view.subtree(c)
        }

    def has_subject(self, i: int) -> bool:
        return any(self.view.base(c) in ("nsubj", "csubj", "expl") for c in self.view.children[i])

    def saying_above(self, i: int) -> Report | None:
        """As in "said that the mayor had left, but did not say when": who did not say is who said."""
        at = self.view.tokens[i].head
        for _ in range(6):  # deeper nesting is no news
            if at < 0:
                return None
            found = next((r for r in self.search.out if r.cue == at), None)
            if found is not None and found.sources and found.word.category == "say":
                return found
            at = self.view.tokens[at].head
        return None

    def stray_speaker(self, i: int, word: Word) -> int | None:
        """Who speaks, where quotation marks show that the tree has tied it wrongly: to the quoted verb ("'We will go,'
        the guard told reporters"), or as object ("'Why?' asks Ruiz")."""
        view = self.view
        if i in view.quoted or not word.takes("quote"):
            return None
        if any(view.base(c) in ("nsubj", "csubj", "expl") for c in view.children[i]):
            return None
        for clause in view.children[i]:
            if view.base(clause) == "ccomp" and clause in view.quoted and clause < i:
                for said in (clause, *(k for k in view.children[clause] if view.base(k) == "conj")):
                    for c in view.children[said]:
                        if view.base(c) == "nsubj" and said < c < i and c not in view.quoted:
                            return c
        before = i - 1
        while before >= 0 and view.tokens[before].upos == "PUNCT":
            before -= 1
        behind = [c for c in view.children[i] if view.base(c) in ("obj", "iobj") and c > i and c not in view.quoted]
        if before in view.quoted and before < i - 1 and behind and view.tokens[behind[0]].mention in SPEAKERS:
            return behind[0] if view.low[behind[0]] == i + 1 else None
        return None

    def outer_saying(self, i: int, report: Report) -> Report | None:
        """As in "groups say the law is unjust, and call for its repeal": a verb of saying tied to a thing in what is
        said goes on with the saying."""
        view = self.view
        above = view.tokens[i].head
        if report.stance is Stance.DECLINES and view.base(i) == "conj" and not self.has_subject(i):
            return self.saying_above(i)
        if view.base(i) != "conj" or above < 0 or view.base(above) != "ccomp" or report.word.category not in CALLING:
            return None
        if self.has_subject(i) or not report.sources:
            return None
        outer = next((r for r in self.search.out if r.cue == view.tokens[above].head), None)
        if outer is None or not outer.sources:
            return None
        speaks = [view.tokens[r.sources[0]].mention in ("person", "organization", None) for r in (report, outer)]
        return outer if speaks == [False, True] else None

    def lend(self, report: Report, found: set[int]) -> None:
        """Whether what is told is a proposition. Of a bare thing ("explained the delay", "spoke of the raid") the
        reporter tells that there is one."""
        view, i, category = self.view, report.cue, report.word.category
        thing = self.search.contents.is_bare_object(i, found)
        printed = i not in view.quoted and (
            found & view.quoted
            if view.lemmas[i] not in self.lists["replying"]
            # "responded to a 'threat'": what is answered is in other people's words
            else all(t in view.quoted for t in found if view.tokens[t].upos not in ("PUNCT", "DET"))
        )
        topic = self.search.contents.is_topic(i, found) and not printed
        report.bare = thing
        if category in ("belief", "doubt", "evidence"):
            report.gives_source = report.gives_source and not (
                topic or (thing and view.lemmas[i] not in self.lists["telling_objects"])
            )
        elif category == "say" and thing and view.lemmas[i] in ("reveal", "highlight") and self.is_goods(i):
            report.gives_source = False  # "revealing the lock around her neck"
        elif (
            category == "say"
            and report.stance is report.word.stance
            and (topic or (thing and view.lemmas[i] not in self.lists["telling_objects"]))
        ):
            report.gives_source = False
        elif category == "request":
            untold = thing and (view.lemmas[i] not in self.lists["telling_objects"] or self.is_goods(i))
            report.gives_source = report.gives_source and not (untold or self.is_inquiry(i, found))
        if category == "judgement" and self.is_reasoned(i):
            report.gives_source = True
        if topic and view.lemmas[i] in self.lists["replying"]:
            # "did not respond to the request": nothing is kept back
            report.gives_source, report.stance = False, report.word.stance

    def is_reasoned(self, i: int) -> bool:
        """As in "slammed the council for hiding the figures", "slammed its acts as hiding them": so critics say."""
        view = self.view
        return any(view.cases(c)[:1] in (["for"], ["as"]) and view.tokens[c].xpos == "VBG" for c in view.children[i])

    def is_goods(self, i: int) -> bool:
        """As in "ordered drones", "asked the crew": no deed is asked for."""
        patient = self.view.child(i, "obj")
        return patient is not None and self.view.tokens[patient].mention not in ("event", "abstract", None)

    def is_inquiry(self, i: int, found: set[int]) -> bool:
        """As in "asked whether", "asked about the raid": the matter of a question, which nobody has told."""
        view = self.view
        for c in view.children[i]:
            if view.base(c) in ("ccomp", "advcl") and view.low[c] in found:
                if view.lemmas[view.low[c]] in QUESTIONS | {"whether", "if"}:
                    return True
            elif view.base(c) == "obl" and set(view.cases(c)[:1]) & QUESTIONING and c in found:
                return True
        return False

    def passive(self, report: Report, participle: bool) -> None:
        """As in "It was reported by X that", "is said to", "is accused by X of", "as reported by X"."""
        view, i, word = self.view, report.cue, report.word
        report.rule += ":passive"
        report.sources = view.agents(i)
        subject = view.child(i, "nsubj:pass")
        content = self.search.contents.complements(i, word)
        told = bool(content)
        told_of = subject is not None and view.lemmas[subject] not in ("it", "who", "which", "that")
        if subject is not None and told_of and (content or report.sources) and view.lemmas[i] not in HEARING:
            content |= view.subtree(subject)
        for agent in report.sources:
            content -= view.subtree(agent)
        if not content and participle and report.sources and view.tokens[i].head >= 0:
            # "a raid claimed by the group": the noun is what is claimed
            head = view.tokens[i].head
            told = (
                view.tokens[head].mention in (None, "event", "abstract", "quantity")
                and view.tokens[head].upos == "NOUN"
            )
            if told and word.takes("object") and word.category in ("say", "deny", "assessment"):
                content = self.search.contents.without_case(head) - view.subtree(i)
        if not report.sources and "as" in view.cases(i):
            # "as stated in the report"
            report.sources = [c for c in view.children[i] if view.base(c) == "obl" and view.cases(c)[:1] == ["in"]]
        named = word.category in ("call", "describe")  # "the raid, as it has been called by"
        if not content and "as" in view.cases(i) and view.tokens[i].head >= 0 and not named:
            content = self.search.contents.clause_around(i)
        if word.category == "doubt":
            # "questioned about the delay": asked, nothing is doubted
            report.stance, report.gives_source = Stance.ASSERTS, False
        asked = word.category in ("request", "doubt") and participle
        if not told and view.lemmas[i] in ("write", "post", "blog", "text", "email"):
            report.gives_source = False  # "the book was written by Ruiz"
        if word.category == "judgement" and self.is_reasoned(i) and report.sources:
            report.gives_source = True
        if word.category == "request" and (not told or self.is_inquiry(i, content)):
            report.gives_source = False  # "the squad is commanded by Ruiz"
        if (
            not report.sources
            and not asked
            and (word.category not in UNSOURCED or view.lemmas[i] in ("suppose", "know"))
        ):
            content = set()  # "is known as", "was asked": nobody's report
        report.content |= content


def find_reports(view: SentenceView) -> list[Report]:
    """The reporting words of a sentence, with sources and content as far as the sentence gives them. None in a sentence
    of more than `LONGEST_SENTENCE` tokens."""
    return CueFinder(view).run() if len(view.tokens) <= LONGEST_SENTENCE else []
