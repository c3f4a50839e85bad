"""What is no claim: general truths, habits, advice, definitions, and words that only lead to the real event.

In: a tree, a found event and its axes. Out: yes or no. Here, because the lexicon vouches for the events it has, while
any other verb has to show that somebody reports something with it. The reader's estimate that a word names a real event
is asked only where the grammar leaves it open.
"""

from __future__ import annotations

from ascribe.claims.axes import Axes
from ascribe.claims.course import HOLDING
from ascribe.claims.coursewords import course_words
from ascribe.claims.events import FoundEvent
from ascribe.claims.mood import Mood, mood_of
from ascribe.claims.trees import Tree
from ascribe.contract.claims import Certainty, Phase, Polarity, Tense

REAL = 0.25
"""Estimate of the reader from which a word is taken for an event that happened. Half of the events that people found in
the gold of our own lie above, a sixth of the other verbs of its articles."""
FAINT = 0.08
"""Below it, a verb in the perfect or a participle tells a property ("has benefited from")."""
UNREAL = 0.06
"""Below it, a noun without participant, place or time names a kind of event, a paper, an aim."""
ANYBODY = frozenset(
    {"you", "one", "i", "anyone", "everyone", "everybody", "anybody", "someone", "people", "nobody", "no-one"}
)
ADVICE = frozenset({"must", "should", "ought", "can", "ca", "need", "let"})
WH = frozenset({"how", "what", "where", "when", "which", "whom", "why"})
USUALLY = frozenset(
    {"usually", "often", "always", "sometimes", "generally", "normally", "typically", "traditionally", "rarely"}
)
PARTICIPLES = frozenset(
    {
        "give",
        "regard",
        "concern",
        "follow",
        "include",
        "exclude",
        "depend",
        "base",
        "accord",
        "compare",
        "consider",
        "judge",
        "speak",
        "say",
        "come",
        "start",
        "begin",
        "relate",
        "associate",
        "name",
        "call",
        "title",
        "entitle",
        "locate",
        "know",
        "see",
    }
)
"""Verbs whose participles serve as prepositions or only describe ("given the size", "known as")."""


def is_claim(tree: Tree, found: FoundEvent, axes: Axes, headline: bool, anchored: bool) -> bool:
    """Whether the sentence reports it, and does not only weigh, advise, define or generalise. `anchored`: somebody
    takes part in it, or it has a place or time."""
    if axes.hypothetical:
        return False
    if found.rule.startswith("noun.") and not anchored and is_kind(tree, found.event, axes):
        return False
    i = found.event
    if is_anonymity(tree, i):
        return False
    mood = mood_of(tree, i, course_words())
    if not headline and tree.is_verb(i) and (is_ability(tree, i, mood) or is_wanting(tree, i)):
        return False
    if is_manner(tree, i) or is_preposition(tree, found.trigger):
        return False
    untyped = found.sense is None or found.sense.type is None
    if untyped and tree.is_verb(found.trigger) and is_usual(tree, found.trigger):
        return False
    if found.rule == "verb.sense" and untyped and not headline:
        subject = tree.rel[i] == "csubj" and not mood.perfect
        return not subject and (not is_habit(tree, i, mood, axes) or tree.tokens[i].event >= REAL)
    if found.rule == "predicate.state":
        return tree.tokens[i].xpos not in ("VB", "VBG") and (tree.rel[i] not in ("csubj", "xcomp", "acl") or anchored)
    if found.rule != "verb.generic":
        return True
    if is_weighed(tree, i, axes) or is_of_anybody(tree, i):
        return False
    if is_advice(tree, i, mood, axes):
        return False
    if headline:
        return True
    if is_aim(tree, i, axes) or is_fancy(axes) or (tree.rel[i] == "csubj" and not mood.perfect):
        return False
    real = tree.tokens[i].event
    if real >= REAL:
        return True
    return not (
        is_property(tree, i, mood)
        or is_habit(tree, i, mood, axes)
        or (real < FAINT and is_background(tree, i, mood, axes))
    )


def is_kind(tree: Tree, i: int, axes: Axes) -> bool:
    """ "Economic cooperation", "the agreement covers": a kind of event, a paper; but "there were no roadblocks"."""
    there = any(tree.rel[c] == "expl" for c in tree.children[tree.head(i)]) if tree.head(i) >= 0 else False
    if there or "quantifier.no" in axes.rules:
        return False
    if tree.tokens[i].event < UNREAL:
        return True
    bare = not tree.kids(i, "det", "amod", "nummod", "nmod", "acl", "compound", "conj")
    above = tree.head(i)
    if not bare or above < 0:
        return False
    mood = mood_of(tree, above, course_words())
    general = mood.present and not mood.progressive and not mood.perfect
    return general and not axes.planned and tree.rel[i] in ("nsubj", "obj") and tree.tokens[i].xpos == "NNS"


def is_anonymity(tree: Tree, i: int) -> bool:
    """ "Declined to be named", "asked not to be identified": told of the source and not of the situation."""
    above = tree.head(i)
    kept = tree.lemma[i] in ("name", "identify", "quote") and tree.is_passive(i) and tree.mark(i) == "to"
    return kept and above >= 0 and tree.rel[i] in ("xcomp", "advcl")


def is_weighed(tree: Tree, i: int, axes: Axes) -> bool:
    """ "It is important to share"."""
    head = tree.head(i)
    weighed = (
        head >= 0
        and tree.mark(i) == "to"
        and tree.tokens[head].upos == "ADJ"
        and tree.rel[i] in ("csubj", "xcomp", "ccomp", "advcl", "acl")
    )
    return weighed and not set(axes.rules) & {"embed.intend", "embed.expect"}


def is_of_anybody(tree: Tree, i: int) -> bool:
    """ "If you ask": said of anybody."""
    return any(tree.tokens[s].text.lower() in ANYBODY for s in tree.subjects(i))


def is_aim(tree: Tree, i: int, axes: Axes) -> bool:
    """ "An instrument to further the cause", "a need to educate": what something is for, and nobody's plan."""
    if set(axes.rules) & {"purpose", "infinitive.noun", "copula.to"}:
        return tree.tokens[i].event < REAL
    return False


def is_wanting(tree: Tree, i: int) -> bool:
    """ "A way to protect people", "the need to strike": no more than a wish."""
    above = tree.head(i)
    return above >= 0 and tree.mark(i) == "to" and tree.lemma[above] in course_words().modality["aims"]


def is_manner(tree: Tree, i: int) -> bool:
    """ "Taught them how to survive", "used to live": what is known or was usual, and no event."""
    if tree.mark(i) != "to":
        return False
    above = tree.head(i)
    usual = above >= 0 and tree.lemma[above] == "use" and tree.tokens[above].xpos == "VBD" and tree.rel[i] == "xcomp"
    return usual or any(tree.lemma[c] in WH for c in tree.kids(i, "advmod", "obj", "obl"))


def is_preposition(tree: Tree, i: int) -> bool:
    """ "Starting with the youngest", "beginning in May"."""
    bare = tree.tokens[i].xpos == "VBG" and tree.rel[i] in ("advcl", "acl", "case") and not tree.auxiliaries(i)
    return bare and tree.lemma[i] in ("start", "begin") and not tree.kids(i, "obj", "xcomp", "nsubj")


def is_usual(tree: Tree, i: int) -> bool:
    """ "Are usually earned", "often confuse"."""
    return any(tree.lemma[c] in USUALLY for c in tree.kids(i, "advmod"))


def is_ability(tree: Tree, i: int, mood: Mood) -> bool:
    """ "Protests can destroy an order", with no time at which."""
    can = any(tree.tokens[a].text.lower() in ("can", "ca") for a in tree.auxiliaries(i))
    return can and not mood.negative and tree.tokens[i].event < REAL


def is_advice(tree: Tree, i: int, mood: Mood, axes: Axes) -> bool:
    """ "must be used", "can be found", "has to be tied to", "use it"."""
    if "imperative" in axes.rules:
        return True
    above = tree.head(i)
    if tree.rel[i] == "xcomp" and tree.lemma[above] in ("have", "need") and tree.mark(i) == "to":
        return not any(tree.lemma[c] == "yet" for c in (*tree.kids(above, "advmod"), *tree.kids(i, "advmod")))
    modals = [tree.tokens[a].text.lower() for a in tree.auxiliaries(i)]
    if "could" in modals and tree.is_passive(i):
        return True  # "could be translated"
    if mood.can and mood.negative and tree.tokens[i].event < FAINT:
        return True
    return bool(ADVICE.intersection(modals)) and not mood.negative


def is_fancy(axes: Axes) -> bool:
    """ "would deepen", with nobody who foresees it."""
    return "would.unreported" in axes.rules


def is_property(tree: Tree, i: int, mood: Mood) -> bool:
    """A participle on a noun or behind a preposition, or a relative clause in the present: which one is meant."""
    token = tree.tokens[i]
    bare = (
        token.xpos in ("VBG", "VBN") and not tree.auxiliaries(i) and tree.copula(i) is None and not tree.own_subjects(i)
    )
    if bare and tree.rel[i] in ("acl", "advcl", "obl", "nmod", "conj", "amod"):
        if tree.mark(i) == "as":
            return True
        return tree.lemma[i] in PARTICIPLES or tree.rel[i] != "advcl" or bool(tree.mark(i)) or token.event < FAINT
    return token.deprel == "acl:relcl" and mood.present and not mood.progressive and not mood.perfect


def is_habit(tree: Tree, i: int, mood: Mood, axes: Axes) -> bool:
    """The simple present: "the company owns", "it gives us"; but "is closed" tells a state."""
    simple = mood.present and not mood.progressive and not mood.perfect and not mood.no_longer
    return tree.lemma[i] not in HOLDING and simple and not axes.planned and axes.phase in (Phase.ONGOING, Phase.NONE)


def is_background(tree: Tree, i: int, mood: Mood, axes: Axes) -> bool:
    """The perfect of what is no event to the reader: "has benefited from", "has always favoured"; and what will
    "resolve" or "strengthen" something, with no time at which."""
    told = axes.polarity is Polarity.POSITIVE and axes.certainty is Certainty.CERTAIN
    return told and mood.perfect and mood.tense is Tense.PAST
