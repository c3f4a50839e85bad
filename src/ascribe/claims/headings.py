"""Headlines whose grammar the parser, which knows whole sentences, takes for another: lost verbs, clipped passives.

In: a sentence that is a headline. Out: the same, or a copy in which the verb is the verb. Here, apart from `mending`,
because headlines leave out articles and "be", and tell in the present what has happened.
"""

from __future__ import annotations

from dataclasses import replace

from ascribe.claims.coursewords import course_words
from ascribe.claims.eventwords import lexicon
from ascribe.claims.mending import SUBJECTS, UNCHANGED
from ascribe.contract.sentences import Parse, Sentence, Token


def headlined(sentence: Sentence) -> Sentence:
    """A headline with its verb found and its clipped passives put right."""
    return _passive(_verbal(_common(sentence)))


def _common(sentence: Sentence) -> Sentence:
    """ "Truce agreed", "Mada offensive restarts": words that the parser takes for names, since they begin the headline
    or stand behind a name."""
    old, known = sentence.tokens, lexicon().nouns
    named = {i for e in sentence.parse.entities for i in range(e.first, e.last + 1)}
    tokens = list(old)
    first = old[0]
    if first.upos == "PROPN" and 0 not in named and first.lemma.lower() in known:
        tokens[0] = replace(first, upos="NOUN", xpos="NN", lemma=first.lemma.lower(), mention="event")
    for i, token in enumerate(old):
        name = token.head
        if token.deprel != "flat" or token.text != token.text.lower() or token.lemma.lower() not in known:
            continue
        if i in named or name != i - 1 or old[name].head == i:
            continue
        tokens[i] = replace(
            token, upos="NOUN", xpos="NN", head=old[name].head, deprel=old[name].deprel, mention="event"
        )
        tokens[name] = replace(old[name], head=i, deprel="compound")
    if tokens == list(old):
        return sentence
    return Sentence(sentence.start, sentence.text, sentence.block, Parse(tuple(tokens), sentence.parse.entities))


def _verbal(sentence: Sentence) -> Sentence:
    """ "Talks resume in Mada", "Army delays move on Mada", "Port to close": without articles and "be" the parser takes
    the verb for a noun, or the noun for a verb."""
    tokens = sentence.tokens
    for i in range(1, len(tokens)):
        lemma = _verb_here(sentence, i)
        if lemma is not None:
            return _with_verb(sentence, i, lemma)
    if len(tokens) > 2:
        return _to_come(sentence) or _told_last(sentence) or sentence
    return sentence


def _root(sentence: Sentence) -> int:
    return next(i for i, t in enumerate(sentence.tokens) if t.head < 0)


def _has_verb(sentence: Sentence) -> bool:
    """A verb with a subject, or in a finite form that is no noun's, stands on top."""
    root = _root(sentence)
    token = sentence.tokens[root]
    kids = [sentence.tokens[c].deprel for c in sentence.children[root]]
    return token.upos in ("VERB", "AUX") or any(r.startswith(("nsubj", "aux", "cop")) for r in kids)


def _verb_here(sentence: Sentence, i: int) -> str | None:
    """The verb that a word is which the parser has for a noun or adjective; None: it is none."""
    tokens, token, before = sentence.tokens, sentence.tokens[i], sentence.tokens[i - 1]
    words = course_words().modality
    form, root = token.text.lower(), _root(sentence)
    if token.upos not in ("NOUN", "ADJ") or token.text != form or before.upos not in ("NOUN", "PROPN"):
        return None
    if form in words["headline_verbs"] or form in words["headline_both"]:
        # "Talks resume", "Flights over Mada resume": the base form behind a plural
        plural = _plural_before(sentence, i)
        at_end = i + 1 == len(tokens) or tokens[i + 1].upos in ("ADP", "ADV", "PUNCT", "DET", "NUM")
        return form if plural is not None and at_end and not _has_verb(sentence) else None
    lemma = form.removesuffix("s")
    if lemma not in words["headline_verbs"] and lemma not in words["headline_both"]:
        lemma = form.removesuffix("ies") + "y" if form.endswith("ies") else form.removesuffix("es")
        if lemma not in words["headline_verbs"]:
            return None
    elif lemma == form:
        return None
    if before.xpos in ("NNS", "NNPS"):
        return None
    if lemma in words["headline_verbs"]:
        over = i + 1 < len(tokens) and root == i + 1 and tokens[i].head == root  # "Army readies move"
        return lemma if not _has_verb(sentence) or over else None
    # "delays" and "halts" are nouns as well: somebody must do it, and something must be what it is done to
    follows = tokens[i + 1] if i + 1 < len(tokens) else None
    doer = before.mention in ("person", "organization", "place") and before.head == i
    done = follows is not None and follows.upos in ("NOUN", "ADJ", "VERB", "PROPN") and follows.head in (i, i + 2, -1)
    return lemma if doer and done and (not _has_verb(sentence) or root == i + 1) else None


def _plural_before(sentence: Sentence, i: int) -> int | None:
    """The plural noun that the words before a verb are about: "Flights over Mada"."""
    tokens = sentence.tokens
    if tokens[i - 1].xpos in ("NNS", "NNPS"):
        return i - 1
    name = i - 1
    while name > 0 and tokens[name].upos == "PROPN":
        name -= 1
    if name < i - 1 and tokens[name].upos == "ADP" and name > 0 and tokens[name - 1].xpos == "NNS":
        return name - 1
    return None


def _with_verb(sentence: Sentence, i: int, lemma: str) -> Sentence:
    """The tree with the word as its verb: what stands before is the subject, what stands behind hangs on it."""
    tokens, old = list(sentence.tokens), sentence.tokens
    plural = _plural_before(sentence, i) if old[i].text.lower() == lemma else None
    subject = plural if plural is not None else i - 1
    root = _root(sentence)
    tokens[i] = replace(
        old[i], upos="VERB", xpos="VBP" if plural is not None else "VBZ", lemma=lemma, head=-1, deprel="root"
    )
    tokens[subject] = replace(old[subject], head=i, deprel="nsubj")
    if plural is not None and subject < i - 1:
        # "Flights over Mada resume": the name is the flights', and not the verb's
        tokens[i - 1] = replace(old[i - 1], head=subject, deprel="nmod")
        tokens[subject + 1] = replace(old[subject + 1], head=i - 1, deprel="case")
    for c, token in enumerate(old):
        if c in (i, subject) or (subject < c < i):
            continue
        if c < i and token.head in (i, root) and c not in (i - 1, subject) and token.deprel != "punct":
            tokens[c] = replace(token, head=subject if c < subject else i)
        elif c > i and token.head in (subject, root, i, -1):
            inner = c == root or token.head != root or root in (i, subject)
            if not inner:
                continue
            tokens[c] = _behind(sentence, i, c)
    if root > i:
        tokens[root] = _behind(sentence, i, root)
    return Sentence(sentence.start, sentence.text, sentence.block, Parse(tuple(tokens), sentence.parse.entities))


def _behind(sentence: Sentence, verb: int, c: int) -> Token:
    """A word behind the verb: next to it its object, be it taken for a verb or adjective; else as it was."""
    token = sentence.tokens[c]
    cased = any(sentence.tokens[k].deprel == "case" and k < c for k in sentence.children[c])
    if cased:
        return replace(token, head=verb, deprel="obl")
    if token.upos in ("VERB", "ADJ", "NOUN", "PROPN") and token.deprel in (
        "amod",
        "obj",
        "root",
        "xcomp",
        "compound",
        "nmod",
    ):
        noun = replace(token, head=verb, deprel="obj")
        return (
            noun if token.upos == "PROPN" else replace(noun, upos="NOUN", xpos="NNS" if token.xpos == "NNS" else "NN")
        )
    return replace(token, head=verb)


def _to_come(sentence: Sentence) -> Sentence | None:
    """ "Government and rebels to meet in Mada": what they will do, where the tree has a noun with an infinitive."""
    root, old = _root(sentence), sentence.tokens
    if old[root].upos not in ("NOUN", "PROPN"):
        return None
    verb = next(
        (
            i
            for i, t in enumerate(old)
            if i > root and t.xpos == "VB" and t.deprel in ("acl", "advcl") and old[i - 1].text.lower() == "to"
        ),
        None,
    )
    if verb is None or any(t.upos in ("VERB", "AUX") for t in old[:verb]):
        return None
    above = old[verb].head
    if above != root and not (old[above].head == root and old[above].deprel == "conj"):
        return None
    tokens = list(old)
    if old[root].lemma.lower() in lexicon().nouns and old[verb].deprel == "advcl":
        tokens[verb] = replace(old[verb], deprel="acl")  # "Offensive to begin"
        return Sentence(sentence.start, sentence.text, sentence.block, Parse(tuple(tokens), sentence.parse.entities))
    if old[root].mention not in ("person", "organization", "place"):
        return None
    tokens[verb] = replace(old[verb], head=-1, deprel="root")
    tokens[root] = replace(old[root], head=verb, deprel="nsubj")
    for c in range(verb + 1, len(old)):
        if old[c].head == root:
            tokens[c] = replace(old[c], head=verb, deprel="obl" if old[c].deprel == "nmod" else old[c].deprel)
    return Sentence(sentence.start, sentence.text, sentence.block, Parse(tuple(tokens), sentence.parse.entities))


def _told_last(sentence: Sentence) -> Sentence | None:
    """ "Deployment to Mada complete", where the tree makes one name of the town and the last word."""
    old, last, root = sentence.tokens, len(sentence.tokens) - 1, _root(sentence)
    word, name = old[last], last - 1
    if word.upos not in ("ADJ", "ADV") or word.text.lower() not in course_words().predicates or word.head != root:
        return None
    if old[root].upos != "NOUN":
        return None
    tokens = list(old)
    tokens[last] = replace(word, head=-1, deprel="root")
    tokens[root] = replace(old[root], head=last, deprel="nsubj")
    if word.deprel in ("acl", "amod") and root < name:
        return Sentence(sentence.start, sentence.text, sentence.block, Parse(tuple(tokens), sentence.parse.entities))
    if old[name].head != last or old[name].deprel != "compound":
        return None
    tokens[name] = replace(old[name], head=root, deprel="nmod")
    for c in sentence.children[last]:
        if c < name:
            tokens[c] = replace(old[c], head=name)
    return Sentence(sentence.start, sentence.text, sentence.block, Parse(tuple(tokens), sentence.parse.entities))


def _passive(sentence: Sentence) -> Sentence:
    """In "Mada cut off" and "Talks suspended in Mada" nobody is said to cut or suspend."""
    words = course_words().modality["headline_passive"]
    tokens = list(sentence.tokens)
    for i, token in enumerate(sentence.tokens):
        past = token.xpos in ("VBD", "VBN") or (token.xpos in ("VBP", "VB") and token.lemma in UNCHANGED)
        if token.upos != "VERB" or not past or token.lemma not in words:
            continue
        kids = [sentence.tokens[c].deprel.partition(":")[0] for c in sentence.children[i]]
        if token.deprel not in ("root", "conj", "parataxis", "advcl", "ccomp") or {"obj", "ccomp", "aux", "mark"} & set(
            kids
        ):
            continue
        subject = next((c for c in sentence.children[i] if sentence.tokens[c].deprel in (*SUBJECTS, "compound")), None)
        above = token.head
        if subject is None and token.deprel == "advcl" and above < i and sentence.tokens[above].deprel == "root":
            # "Offensive on Mada suspended": the tree has the noun on top
            if sentence.tokens[above].upos != "NOUN":
                continue
            tokens[above] = replace(tokens[above], head=i, deprel="nsubj:pass")
            tokens[i] = replace(token, head=-1, deprel="root", xpos="VBN")
        elif subject is not None and subject < i:
            upos = "NOUN" if sentence.tokens[subject].deprel == "compound" and subject == 0 else tokens[subject].upos
            tokens[subject] = replace(tokens[subject], deprel="nsubj:pass", upos=upos)
            tokens[i] = replace(token, xpos="VBN")
    if tokens == list(sentence.tokens):
        return sentence
    return Sentence(sentence.start, sentence.text, sentence.block, Parse(tuple(tokens), sentence.parse.entities))
