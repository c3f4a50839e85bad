"""What is no claim: general truths, advice, definitions, and words that only lead to the real event.

In: a tree, a found event and its axes. Out: yes or no. Here, because the lexicon vouches for the events it has, while
any other verb has to show that somebody reports something with it. The reader's estimate that a word names a real event
is asked only where the grammar leaves it open. The words are in `course.toml` and `verbs.toml`.
"""

from __future__ import annotations

from ascribe.claims.axes import Axes
from ascribe.claims.carrying import FoundEvent
from ascribe.claims.course import HOLDING
from ascribe.claims.coursewords import course_words
from ascribe.claims.mood import Mood, mood_of
from ascribe.claims.senses import noun_sense
from ascribe.claims.trees import DEFINITE, Tree
from ascribe.claims.wording import reporting
from ascribe.contract.claims import Certainty, Phase, Polarity, Tense

SENTENCE_MARKS = frozenset('.!:;”"')
"""What ends the words of a question before its mark, or parts them from the words before."""
REAL = 0.25
"""Estimate of the reader from which a word is taken for an event that happened. Half of the events that people found in
the gold of our own lie above, a sixth of the other verbs of its articles."""
FAINT = 0.08
"""Below it, a verb in the perfect or a participle tells a property ("has benefited from")."""
AIMS = frozenset({"purpose", "infinitive.noun", "infinitive.bare", "copula.to", "outcome"})
"""Rules of the course that tell what something is for."""
TRACE = 0.03
"""Below it, the reader sees no event at all."""
UNREAL = 0.06
"""Below it, a noun without participant, place or time names a kind of event, a paper, an aim."""
QUESTIONING = frozenset({"ask", "press", "question", "query", "quiz"})
"""Of whom an answer is told has been asked only that it be given."""
LEFT_OPEN = frozenset({"when", "where", "how"})
"""What opens a clause that somebody is to decide."""
DECIDING = frozenset({"decide", "determine", "judge", "choose", "say"})
"""Of whom it is said that they are to decide something has nobody said what they will."""


def is_claim(tree: Tree, found: FoundEvent, axes: Axes, headline: bool, anchored: bool) -> bool:
    """Whether the sentence reports it, and does not only weigh, advise, define or generalise. `anchored`: somebody
    takes part in it, or it has a place or time."""
    i = found.event
    if axes.hypothetical or is_of_report(tree, i) or is_asked(tree, i) or is_left_open(tree, i):
        return False
    if is_end_of_period(tree, i) or is_hearsay(tree, i) or is_part_of_word(tree, i) or is_needed(tree, i):
        return False
    if is_frame(tree, i):
        return False
    if found.rule.startswith("noun."):
        return anchored or not is_kind(tree, i, axes)
    if is_manner(tree, i) or is_preposition(tree, found.trigger):
        return False
    untyped = found.sense is None or found.sense.type is None
    mood = mood_of(tree, i, course_words())
    if is_of_reader(tree, i) or (mood.present and not mood.perfect and untyped and is_of_paper(tree, i)):
        return False
    able = is_ability(tree, i, mood) and "temporal.future" not in axes.rules  # "before they can move": they will
    if tree.is_verb(i) and not headline and (able or is_wanting(tree, i)):
        return False
    if found.rule.startswith("course.clause") and (tree.lemma[i] in course_words().static or is_saying(tree, i)):
        return False  # "went on to say", "continued to stress that"
    if untyped and tree.is_verb(found.trigger) and (is_usual(tree, found.trigger) or tree.lemma[i] == "ask"):
        return False  # "when asked about the raid"
    if untyped and found.rule == "verb.sense" and is_description(tree, i):
        return False  # "a colonel named Ruiz"
    if found.rule == "verb.generic":
        if is_description(tree, i) or is_abstract_aim(tree, i, axes) or is_remark(tree, i) or is_of_kind(tree, i, mood):
            return False
        return is_told(tree, i, axes, mood, headline) and (headline or not is_unreal(tree, i, axes, mood))
    if found.rule == "predicate.state":
        return tree.tokens[i].xpos not in ("VB", "VBG") and (tree.rel[i] not in ("csubj", "xcomp", "acl") or anchored)
    if found.rule == "verb.sense" and untyped and not headline and tree.tokens[i].event < REAL:
        return not is_weighed(tree, i, axes)
    return True


def is_weak(tree: Tree, found: FoundEvent, axes: Axes) -> bool:
    """Whether an event without a type may be no more than an aim, a property or a habit. It is a claim all the same: a
    reader may want the state that it tells, and it is for the confidence to say how sure that is."""
    i = found.event
    if not tree.is_verb(i) or (found.sense is not None and found.sense.type is not None):
        return False
    if tree.tokens[i].event >= REAL or set(axes.rules) & {"main.future", "main.modal"}:
        return False
    mood = mood_of(tree, i, course_words())
    return is_aim(axes) or is_property(tree, i, mood) or is_habit(tree, i, mood, axes)


def is_told(tree: Tree, i: int, axes: Axes, mood: Mood, headline: bool) -> bool:
    """Whether a verb that the lexicon does not have reports something."""
    if is_weighed(tree, i, axes) or is_of_anybody(tree, i, mood) or is_advice(tree, i, mood, axes):
        return False
    if headline:
        return True
    if "would.unreported" in axes.rules:
        return False  # "would deepen", with nobody who foresees it
    real = tree.tokens[i].event
    if real >= REAL:
        return True
    return real >= FAINT or not is_background(mood, axes)


# -- of nouns


def is_kind(tree: Tree, i: int, axes: Axes) -> bool:
    """ "Economic cooperation", "the agreement covers": a kind of event, a paper; but "there were no roadblocks"."""
    above = tree.head(i)
    if above < 0 or "quantifier.no" in axes.rules or tree.kids(above, "expl"):
        return False
    if tree.tokens[i].event < UNREAL:
        return not (tree.rel[i] in ("nsubj", "obj") and tree.is_verb(above) and tree.tokens[above].event >= REAL)
    if tree.kids(i, "det", "amod", "nummod", "nmod", "acl", "compound", "conj") or tree.tokens[i].xpos != "NNS":
        return False
    # "protests weaken governments"
    mood = mood_of(tree, above, course_words())
    general = mood.present and not mood.progressive and not mood.perfect
    return general and not axes.planned and tree.rel[i] in ("nsubj", "obj")


# -- of any event


def is_asked(tree: Tree, i: int) -> bool:
    """Within a question: nobody says so. What a question takes for granted, by a noun with "the" or a relative clause,
    is told."""
    for at in range(i + 1, len(tree.tokens)):
        text = tree.tokens[at].text
        if text == "?":
            break
        if text in SENTENCE_MARKS:
            return False
    else:
        return False
    if tree.is_noun(i) and any(tree.lemma[c] in DEFINITE or tree.rel[c] == "nmod" for c in tree.children[i]):
        return False
    return not any(tree.tokens[k].deprel == "acl:relcl" for k in (i, *tree.up(i)))


def is_left_open(tree: Tree, i: int) -> bool:
    """ "It is up to the council to decide when it needs help": nobody says that it does."""
    at = i
    for head in tree.up(i):
        asked = tree.rel[at] == "ccomp" and any(tree.lemma[c] in LEFT_OPEN for c in tree.kids(at, "advmod", "mark"))
        if asked and "to" not in tree.mark(at).split():
            to_decide = tree.mark(head) == "to" and tree.rel[head] not in ("xcomp", "root")
            decides = tree.tokens[head].xpos in ("VBZ", "VBP") and tree.lemma[head] != "say"
            return tree.lemma[head] in DECIDING and (to_decide or decides)
        at = head
    return False


def is_of_report(tree: Tree, i: int) -> bool:
    """ "Declined to be named", "requests for comment": told of the report and not of the situation."""
    if tree.lemma[i] == "request":
        return any(tree.lemma[c] == "comment" for c in tree.kids(i, "nmod"))
    if tree.lemma[i] in ("sign", "issue", "read") and tree.rel[i] == "acl":
        # "in a statement signed by", "a report issued on Friday"
        return any(tree.lemma[s] in course_words().modality["papers"] for s in tree.patients(i))
    if tree.lemma[i] in QUESTIONING and tree.rel[i] == "advcl" and tree.tokens[i].xpos == "VBN":
        # "asked by reporters about the raid, she said"
        above = reporting().verbs.get(tree.lemma[tree.head(i)])
        return above is not None and above.category == "say"
    if tree.lemma[i] in course_words().modality["answering"]:
        asked = [c for case, c in tree.obliques(i) if case == "to"] + tree.objects(i)
        return any(tree.lemma[c] in course_words().modality["queries"] or is_of_report(tree, c) for c in asked)
    return is_anonymity(tree, i) or any(is_anonymity(tree, c) for c in tree.kids(i, "xcomp", "advcl"))


def is_of_paper(tree: Tree, i: int) -> bool:
    """ "The report reviews", "the document goes on": what stands in a paper and not what is done."""
    return any(tree.lemma[s] in course_words().modality["papers"] for s in tree.own_subjects(i))


def is_hearsay(tree: Tree, i: int) -> bool:
    """The saying of "..., it was reported": no event of its own."""
    nobody = any(tree.lemma[s] == "it" for s in tree.own_subjects(i)) and tree.is_passive(i)
    last = all(t.upos == "PUNCT" for t in tree.tokens[i + 1 :]) and not tree.mark(i)
    return nobody and last and tree.lemma[i] in ("report", "say", "announce", "learn", "reveal", "confirm")


def is_part_of_word(tree: Tree, i: int) -> bool:
    """The saving of "a time-saving device"."""
    tokens = tree.tokens
    hyphen = i > 1 and tokens[i - 1].text in ("-", "‑") and tokens[i - 1].end == tokens[i].start
    joined = hyphen and tokens[i - 2].end == tokens[i - 1].start and i + 1 < len(tokens)
    return joined and tokens[i].xpos in ("VBG", "VBN", "VBD") and tokens[i + 1].upos in ("NOUN", "ADJ")


def is_frame(tree: Tree, i: int) -> bool:
    """ "..., he said, referring to the raid", "teams set to meet": it only leads to what is told."""
    token = tree.tokens[i]
    referring = tree.lemma[i] in ("refer", "allude") and token.xpos == "VBG" and not tree.objects(i)
    below = tree.kids(i, "xcomp", "advcl")
    due = tree.rel[i] == "acl" and token.xpos == "VBN" and tree.lemma[i] in ("set", "slate", "expect", "bind")
    return referring or (due and any(tree.mark(c) == "to" for c in below))


def is_needed(tree: Tree, i: int) -> bool:
    """ "The funds required to rebuild it": which funds, and nobody asks."""
    bare = tree.rel[i] == "acl" and tree.tokens[i].xpos == "VBN" and not tree.auxiliaries(i)
    return bare and tree.lemma[i] in ("require", "need") and not any(case == "by" for case, _ in tree.obliques(i))


def is_end_of_period(tree: Tree, i: int) -> bool:
    """ "The year ended March 31", "the quarter ending in June": a period, and nothing that ends."""
    period = i > 0 and tree.lemma[i - 1] in ("year", "quarter", "month", "week", "period", "half")
    if not period or tree.lemma[i] != "end" or tree.auxiliaries(i) or i + 1 >= len(tree.tokens):
        return False
    return tree.tokens[i].xpos in ("VBN", "VBD", "VBG") and any(
        t.mention == "time" or t.upos == "NUM" for t in tree.tokens[i + 1 : i + 4]
    )


def is_anonymity(tree: Tree, i: int) -> bool:
    """ "To be named", "not to be identified"."""
    return tree.lemma[i] in course_words().modality["naming"] and tree.is_passive(i) and tree.mark(i) == "to"


def is_manner(tree: Tree, i: int) -> bool:
    """ "Taught them how to survive", "used to live": what is known or was usual, and no event."""
    above = tree.head(i)
    if tree.mark(i) != "to" or above < 0:
        return False
    usual = tree.lemma[above] == "use" and tree.tokens[above].xpos == "VBD" and tree.rel[i] == "xcomp"
    taught = tree.lemma[above] in course_words().modality["teaching"] and tree.rel[i] != "advcl"
    asking = course_words().modality["question_words"]
    how = tree.lemma[above] in asking  # "how to survive", with the verb behind its question word
    if any(tree.tokens[k].deprel == "acl:relcl" for k in (i, *tree.up(i))):
        return usual or taught  # "Mada, which rebels continue to besiege"
    return usual or taught or how or any(tree.lemma[c] in asking for c in tree.kids(i, "advmod", "obj", "obl"))


def is_preposition(tree: Tree, i: int) -> bool:
    """ "Starting with the youngest", "beginning in May"."""
    bare = tree.tokens[i].xpos == "VBG" and tree.rel[i] in ("advcl", "acl", "case") and not tree.auxiliaries(i)
    return bare and tree.lemma[i] in ("start", "begin") and not tree.kids(i, "obj", "xcomp", "nsubj")


def is_usual(tree: Tree, i: int) -> bool:
    """ "Are usually earned", "often confuse"."""
    return any(tree.lemma[c] in course_words().modality["usual"] for c in tree.kids(i, "advmod"))


def is_of_reader(tree: Tree, i: int) -> bool:
    """ "You can", "everyone knows": said of anybody, with any verb; but "You" may be a name."""
    words = course_words().modality["reader"]
    return any(
        tree.tokens[s].text.lower() in words and (s == 0 or tree.tokens[s].text.islower()) for s in tree.subjects(i)
    )


def is_ability(tree: Tree, i: int, mood: Mood) -> bool:
    """ "Protests can destroy an order", with no time at which."""
    can = any(tree.tokens[a].text.lower() in ("can", "ca") for a in tree.auxiliaries(i))
    return can and not mood.negative and tree.tokens[i].event < REAL


def is_wanting(tree: Tree, i: int) -> bool:
    """ "A way to protect people", "the need to strike", "capable of striking": no more than a wish or an ability."""
    above = tree.head(i)
    if above >= 0 and tree.lemma[above] == "capable" and tree.tokens[i].xpos == "VBG":
        return True
    # "the council has the authority to close it"
    held = above >= 0 and tree.mark(i) == "to" and tree.lemma[above] in ("authority", "mandate", "jurisdiction")
    if held and tree.rel[above] == "obj" and tree.lemma[tree.head(above)] in ("have", "lack", "possess"):
        return True
    return above >= 0 and tree.mark(i) == "to" and tree.lemma[above] in course_words().modality["aims"]


# -- of verbs that have no type


def is_weighed(tree: Tree, i: int, axes: Axes) -> bool:
    """ "It is important to share", "raising wages is no answer"."""
    if set(axes.rules) & {"too", "impossible"}:
        return False  # "it was not possible to reach them": they were not reached
    if tree.rel[i] == "csubj":
        return not any(tree.lemma[a] == "have" for a in tree.auxiliaries(i))
    above = tree.head(i)
    weighed = above >= 0 and tree.mark(i) == "to" and tree.tokens[above].upos == "ADJ"
    weighed = weighed and tree.rel[i] in ("xcomp", "ccomp", "advcl", "acl")
    return weighed and tree.lemma[above] not in course_words().embed_predicates


def is_description(tree: Tree, i: int) -> bool:
    """ "A group led by her", "using a word that": participles that say which one or how, and report nothing."""
    if tree.rel[i] not in ("acl", "advcl") or tree.tokens[i].xpos not in ("VBG", "VBN"):
        return False
    if tree.tokens[i].deprel == "acl:relcl" or tree.auxiliaries(i) or tree.own_subjects(i) or tree.mark(i):
        return False
    return tree.lemma[i] in course_words().modality[f"describing_{'passive' if tree.is_passive(i) else 'active'}"]


def is_of_kind(tree: Tree, i: int, mood: Mood) -> bool:
    """ "Motorists who use phones", "while driving": said of all of a kind, and of no time."""
    token, head = tree.tokens[i], tree.head(i)
    if token.xpos == "VBG" and not tree.auxiliaries(i) and tree.mark(i) in ("while", "when") and token.event < FAINT:
        return True
    if token.deprel != "acl:relcl" or not mood.present or mood.progressive or mood.perfect:
        return False
    bare = tree.tokens[head].xpos == "NNS" and not tree.kids(head, "det", "nummod", "compound")
    return bare and not any(tree.tokens[c].deprel == "nmod:poss" for c in tree.children[head])


def is_unreal(tree: Tree, i: int, axes: Axes, mood: Mood) -> bool:
    """ "These values bring out the best", "room to choose": in the present, or as what a noun is for, with no trace of
    an event for the reader, and with no word above that would make it a plan, a duty or a denial."""
    if tree.tokens[i].event >= TRACE or axes.polarity is not Polarity.POSITIVE:
        return False
    above = tree.head(i)
    # "met to draw up a plan", "the plant will have to close"
    tied = tree.mark(i) == "to" and above >= 0 and tree.rel[i] in ("advcl", "xcomp")
    if tree.mark(i) == "to" and tree.rel[i] == "acl" and noun_sense(tree, above) is not None:
        return False  # "an agreement to build a port"
    duty = tied and tree.lemma[above] == "have" and is_of_somebody(tree, above)
    if duty or (tied and tree.tokens[above].event >= REAL):
        return False
    told = {r for r in axes.rules if r not in AIMS}
    told -= {r for r in told if r.startswith("embed.achieve")}
    if told:
        return False
    past = mood.tense is Tense.PAST or mood.perfect or mood.progressive or tree.is_passive(i)
    numbers = any(tree.rel[c] == "nummod" for o in tree.objects(i) for c in tree.children[o])
    return not past and not numbers


def is_saying(tree: Tree, i: int) -> bool:
    word = reporting().verbs.get(tree.lemma[i])
    return word is not None and word.category == "say" and bool(tree.kids(i, "ccomp"))


def is_abstract_aim(tree: Tree, i: int, axes: Axes) -> bool:
    """ "To ensure a better future": what something is good for, in words that commit nobody to anything."""
    gerund = tree.tokens[i].xpos == "VBG" and tree.mark(i) in ("to", "of", "for", "in", "at", "towards")
    behind = tree.mark(i) == "to" and tree.rel[i] in ("acl", "advcl")
    return (is_aim(axes) or gerund or behind) and tree.lemma[i] in course_words().modality["abstract_aims"]


def is_remark(tree: Tree, i: int) -> bool:
    """ "Made the remarks", "gave a statement": the report and not what it reports."""
    words = course_words()
    light = tree.lemma[i] in words.light or tree.lemma[i] in words.weak
    return light and any(tree.lemma[o] in words.modality["remarks"] for o in tree.patients(i))


def is_of_anybody(tree: Tree, i: int, mood: Mood) -> bool:
    """ "If you ask": said of anybody; but "people asked" is told of some."""
    if mood.tense is Tense.PAST or mood.progressive:
        return False
    anybody = course_words().modality["anybody"]
    # "some people", "two people" are certain ones
    return any(
        tree.tokens[s].text.lower() in anybody and not tree.kids(s, "det", "nummod", "amod") for s in tree.subjects(i)
    )


def is_aim(axes: Axes) -> bool:
    """ "An instrument to further the cause", "to address the issue": what something is for, and nobody's plan."""
    return bool(set(axes.rules) & {"purpose", "infinitive.noun", "infinitive.bare", "copula.to"})


def is_advice(tree: Tree, i: int, mood: Mood, axes: Axes) -> bool:
    """ "Must be used", "can be found", "has to be tied to", "use it"."""
    if "imperative" in axes.rules:
        return True
    above = tree.head(i)
    if tree.rel[i] == "xcomp" and tree.lemma[above] in ("have", "need") and tree.mark(i) == "to":
        return not is_of_somebody(tree, above) and not any(
            tree.lemma[c] == "yet" for c in (*tree.kids(above, "advmod"), *tree.kids(i, "advmod"))
        )
    modals = {tree.tokens[a].text.lower() for a in tree.auxiliaries(i)}
    if "could" in modals and tree.is_passive(i) and not mood.negative:
        return True  # "could be translated"
    if mood.can and mood.negative:
        return tree.tokens[i].event < FAINT and "could" not in modals
    if modals & {"must", "should", "ought"}:
        return not mood.perfect and not (is_of_somebody(tree, i) and "must" in modals)
    return bool(course_words().modality["advice"] & modals) and not mood.negative


def is_of_somebody(tree: Tree, i: int) -> bool:
    """Said of a certain person or body, and not of everybody: "the council must pay by Friday"."""
    named = {k for e in tree.sentence.parse.entities for k in range(e.first, e.last + 1)}
    return any(s in named or tree.tokens[s].text.lower() in ("he", "she") for s in tree.subjects(i))


def is_property(tree: Tree, i: int, mood: Mood) -> bool:
    """A participle on a noun or behind a preposition, or a relative clause in the present: which one is meant."""
    token = tree.tokens[i]
    helped = tree.auxiliaries(i) or tree.copula(i) is not None or tree.own_subjects(i)
    if tree.rel[i] == "conj":
        helped = helped or tree.auxiliaries(tree.head(i))  # "were updated and expanded"
    if token.xpos not in ("VBG", "VBN") or helped:
        return token.deprel == "acl:relcl" and mood.present and not mood.progressive and not mood.perfect
    if tree.rel[i] in ("xcomp", "root"):
        state = tree.head(i) >= 0 and tree.lemma[tree.head(i)] in ("remain", "stay")
        return token.event < FAINT and not state
    if tree.rel[i] in ("acl", "advcl", "obl", "nmod", "conj", "amod"):
        if tree.lemma[i] in course_words().modality["participles"] or tree.rel[i] != "advcl":
            return True
        return bool(tree.mark(i)) or token.event < FAINT
    return False


def is_habit(tree: Tree, i: int, mood: Mood, axes: Axes) -> bool:
    """The simple present: "the company owns", "it gives us"; but who "holds" a town reports a state."""
    simple = mood.present and not mood.progressive and not mood.perfect and not mood.no_longer
    lasting = axes.phase in (Phase.ONGOING, Phase.NONE) and not axes.planned
    holds = tree.lemma[i] in HOLDING and any(tree.tokens[o].mention == "place" for o in tree.objects(i))
    return simple and lasting and not holds


def is_background(mood: Mood, axes: Axes) -> bool:
    """The perfect of what is no event to the reader: "has benefited from", "has always favoured"."""
    told = axes.polarity is Polarity.POSITIVE and axes.certainty is Certainty.CERTAIN
    return told and mood.perfect and mood.present
