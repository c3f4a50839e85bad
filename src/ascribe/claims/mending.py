"""Slips of the parser that the sentence itself gives away, mended before any rule looks at the tree.

In: a sentence. Out: the same, or a copy with a few arcs, relations and verb lemmas put right. Here, so that the rules
can trust subjects and objects: what needs no other knowledge than the tree's own contradictions is corrected once.
"""

from __future__ import annotations

from dataclasses import replace

from ascribe.claims.controlwords import control_words
from ascribe.claims.coursewords import course_words
from ascribe.claims.eventwords import lexicon, verb_forms
from ascribe.claims.tying import retied
from ascribe.contract.sentences import Parse, Sentence, Token

SUBJECTS = ("nsubj", "nsubj:pass")
DEEDS = frozenset("accuse suspect convict acquit rob deprive inform remind warn assure notify".split())
"""Verbs whose "of" tells a deed or matter, and belongs to no object."""
OFFICES = frozenset(
    "state staff defence defense finance labour labor health education justice parliament police".split()
)
"""What is behind the "of" of an office ("accused the minister of finance")."""
WITH_MEANS = frozenset({"use", "cite", "follow", "include", "depend", "base"})
"""Participles that are told of the verb's subject ("hit the man using a stick")."""
SHOWING = frozenset("show see watch film record picture photograph hear spot depict catch find".split())
"""Verbs behind whose object a participle tells what it does, be it a thing ("photos showing rocks tumbling")."""
SAYING = frozenset("say add note state tell report announce explain".split())
"""Verbs that end a sentence with whoever says it."""
INTERVIEWED = frozenset({"interview", "quote", "question", "survey", "contact", "ask"})
"""Verbs of asking people, whose patient is one."""
HELPING = frozenset({"help", "assist", "let", "aid"})
"""Verbs behind whose object a bare infinitive tells what it does ("helped them escape")."""
DOLLARS = frozenset({"S", "A", "US", "HK", "NZ", "C", "NT", "R", "Z", "M"})
"""What before a dollar sign says whose dollars."""
WITHIN_PHRASE = frozenset({"nmod", "compound", "flat", "amod", "appos", "conj"})
"""Relations by which the last word of a phrase hangs within it."""
UNCHANGED = frozenset(
    "hit cut shut put set split hurt spread quit burst cast cost let rid shed slit thrust upset".split()
)
"""Verbs whose past tense looks like the present."""
AUTHORITIES = frozenset(
    {"police", "troops", "troop", "authority", "official", "soldier", "officer", "rebel", "militant"}
)
"""Who with such a verb is told to have done something: "police shut three plants"."""
ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "root")
LINKING = frozenset("be become seem appear look remain stay turn go get feel sound prove".split())
"""Verbs behind which an adjective is one."""
HOLDERS = ("person", "organization")
"""Mention types of what can do the participle behind it."""


def mended(sentence: Sentence) -> Sentence:
    """The sentence with its tree put right; itself, where nothing is wrong. Linear in the number of tokens."""
    sentence = retied(sentence)
    changes: dict[int, Token] = {}
    for i, token in enumerate(sentence.tokens):
        if (
            token.upos == "VERB"
            and token.xpos in ("NN", "NNS")
            and token.deprel in ARGUMENTS
            and token.deprel != "root"
        ):
            changes[i] = replace(token, upos="NOUN")  # "arrested the accused"
            continue
        if token.text in DOLLARS and (sign := _dollar_sign(sentence, i)) is not None:
            changes[sign] = replace(sentence.tokens[sign], head=token.head, deprel=token.deprel)
            changes[i] = replace(token, head=sign, deprel="compound")
            for c in sentence.children[i]:
                if c < i:
                    changes[c] = replace(changes.get(c, sentence.tokens[c]), head=sign)
            continue
        if token.upos == "ADJ" and token.deprel in ARGUMENTS and _is_event_noun(sentence, i):
            changes[i] = replace(token, upos="NOUN", xpos="NN")
        if token.upos == "ADJ" and token.deprel == "xcomp" and _is_object(sentence, i):
            changes[i] = replace(token, upos="NOUN", xpos="NN", deprel="obj")
        if token.upos == "ADJ" and (lemma := _participle_of(sentence, i)):
            changes[i] = replace(token, upos="VERB", xpos="VBN", lemma=lemma)
            for c in sentence.children[i]:
                passive = {"nsubj": "nsubj:pass", "cop": "aux:pass"}.get(sentence.tokens[c].deprel)
                if passive:
                    changes[c] = replace(sentence.tokens[c], deprel=passive)
        if token.lemma == "due":
            _due_to(sentence, i, changes)
        if token.lemma == "close" and token.deprel in (*SUBJECTS, "obj", "advmod"):
            _close_to(sentence, i, changes)
        if token.upos == "ADJ" and token.deprel == "xcomp" and (verb := _judge_of(sentence, i)) is not None:
            changes[i] = replace(token, head=verb)
        if token.upos in ("NOUN", "PROPN") and token.deprel in ("obj", "nsubj", "nsubj:pass"):
            _inner_name(sentence, i, changes)
        if token.upos != "VERB":
            continue
        if i and sentence.tokens[i - 1].text in ("-", "‑") and _led_by(sentence, i, changes):
            continue
        if token.xpos == "VB" and token.deprel == "conj" and _is_helped(sentence, i):
            changes[i] = token = replace(token, deprel="xcomp")
        if token.deprel == "conj" and (gerund := _gerund_above(sentence, i)) is not None:
            changes[i] = token = replace(token, head=gerund)
        if token.deprel == "acl" and (noun := _split_off(sentence, i)) is not None:
            _whole_noun(sentence, i, noun, changes)
            continue
        if token.lemma in SAYING and token.xpos in ("VBD", "VBZ"):
            _said_when(sentence, i, changes)
        if token.deprel == "acl:relcl" and _is_told(sentence, i):
            changes[i] = token = replace(token, head=sentence.tokens[token.head].head, deprel="ccomp")
        if token.xpos == "VBP" and token.lemma in UNCHANGED and _is_past(sentence, i):
            changes[i] = token = replace(token, xpos="VBD")
        if token.xpos == "VBG" and token.deprel == "csubj" and _is_gerund_noun(sentence, i):
            changes[i] = replace(token, upos="NOUN", xpos="NN", lemma=token.text.lower(), deprel="nsubj")
            continue
        if token.xpos == "VB" and token.deprel == "conj" and (above := _infinitive_before(sentence, i)) is not None:
            changes[i] = token = replace(token, head=above)
        lemma = _lemma(token)
        if lemma != token.lemma:
            changes[i] = replace(changes.get(i, token), lemma=lemma)
        if token.lemma in DEEDS:
            _deed(sentence, i, changes)
        if token.lemma in control_words().given:
            _receiver(sentence, i, changes)
        if token.xpos == "VBD" and token.deprel == "acl" and _is_undergone(sentence, i):
            changes[i] = token = replace(token, xpos="VBN")
        subjects = [c for c in sentence.children[i] if sentence.tokens[c].deprel in SUBJECTS]
        if token.xpos == "VBD" and len(subjects) == 1 and _is_finite(sentence, i):
            changes[subjects[0]] = replace(sentence.tokens[subjects[0]], deprel="nsubj")
        if not subjects and token.xpos in ("VBP", "VBD", "VBZ"):
            _noun_before(sentence, i, changes)
        if len(subjects) > 1:
            _two_subjects(sentence, i, subjects, changes)
        elif subjects and token.xpos == "VBN" and _is_active(sentence, i, subjects[0]):
            changes[i] = replace(changes.get(i, token), xpos="VBD")
            changes[subjects[0]] = replace(sentence.tokens[subjects[0]], deprel="nsubj")
        elif token.xpos == "VBG" and token.deprel == "advcl":
            _participle(sentence, i, changes)
    for e in sentence.parse.entities:
        _listed_name(sentence, e.last, changes)
    _trailing_speaker(sentence, changes)
    if not changes:
        return sentence
    tokens = tuple(changes.get(i, t) for i, t in enumerate(sentence.tokens))
    return Sentence(sentence.start, sentence.text, sentence.block, Parse(tokens, sentence.parse.entities))


def _gerund_above(sentence: Sentence, i: int) -> int | None:
    """ "Is busy, working to feed the crews and donating tents", where the tree ties the donating to the feeding: a
    gerund goes on with the gerund above the infinitive."""
    tokens = sentence.tokens
    head = tokens[i].head
    if tokens[i].xpos != "VBG" or tokens[head].xpos != "VB" or head > i or tokens[head].head < 0:
        return None
    above = tokens[head].head
    own = any(tokens[c].deprel.partition(":")[0] in ("aux", "nsubj", "mark") for c in sentence.children[i])
    infinitive = any(tokens[c].lemma == "to" and tokens[c].deprel == "mark" for c in sentence.children[head])
    return above if infinitive and not own and tokens[above].xpos == "VBG" and above < head else None


def _is_helped(sentence: Sentence, i: int) -> bool:
    """ "Assisted two crews obtain papers", where the tree joins the verbs with no "and" between them."""
    tokens = sentence.tokens
    head = tokens[i].head
    if head > i or tokens[head].lemma not in HELPING or tokens[head].xpos not in ("VBD", "VBN", "VBZ", "VBG"):
        return False
    helped = any(tokens[c].deprel == "obj" and head < c < i for c in sentence.children[head])
    return helped and not any(
        tokens[c].deprel.partition(":")[0] in ("cc", "aux", "mark", "nsubj", "punct") for c in sentence.children[i]
    )


def _dollar_sign(sentence: Sentence, i: int) -> int | None:
    """The sign behind the "S" of "a loss of S$9 million", where the tree has two things."""
    tokens = sentence.tokens
    sign = i + 1
    if sign >= len(tokens) or tokens[sign].text != "$" or tokens[i].end != tokens[sign].start:
        return None
    return sign if tokens[sign].head in (tokens[i].head, i) and tokens[i].head != sign else None


def _split_off(sentence: Sentence, i: int) -> int | None:
    """ "A port union leader interviewed by Delta", where the tree makes "a port union" one and the leader another: the
    noun that a participle with "by" takes as its subject, right behind the noun that it is told of."""
    tokens = sentence.tokens
    kids = sentence.children[i]
    noun = next((c for c in kids if tokens[c].deprel == "nsubj:pass" and tokens[c].upos == "NOUN"), None)
    if noun is None or noun != i - 1 or tokens[i].head != noun - 1 or tokens[noun - 1].upos != "NOUN":
        return None
    told = any(tokens[c].deprel == "obl:agent" for c in kids)
    return noun if told and not any(tokens[c].deprel.startswith("aux") for c in kids) else None


def _whole_noun(sentence: Sentence, i: int, noun: int, changes: dict[int, Token]) -> None:
    tokens = sentence.tokens
    first = noun - 1
    asked = "person" if tokens[i].lemma in INTERVIEWED else tokens[noun].mention
    changes[noun] = replace(tokens[noun], head=tokens[first].head, deprel=tokens[first].deprel, mention=asked)
    changes[i] = replace(tokens[i], head=noun, xpos="VBN")
    for c in sentence.children[first]:
        if c != i:
            changes[c] = replace(changes.get(c, tokens[c]), head=noun)
    changes[first] = replace(tokens[first], head=noun, deprel="compound")


def _said_when(sentence: Sentence, i: int, changes: dict[int, Token]) -> None:
    """ "He would leave, the court said on Monday", where the tree ties the day to the leaving: what follows the verb of
    saying at once is of the saying."""
    tokens = sentence.tokens
    for t in range(i + 1, min(i + 5, len(tokens))):
        above = tokens[t].head
        if tokens[t].mention == "time" and 0 <= above < i and tokens[above].head == i:
            if sentence.subtree(t)[0] == i + 1 and tokens[t].deprel.startswith("obl"):
                changes[t] = replace(changes.get(t, tokens[t]), head=i)
            return


def _close_to(sentence: Sentence, i: int, changes: dict[int, Token]) -> None:
    """ "Close to 100 towns have signed": the towns have, and not what is close."""
    tokens, children = sentence.tokens, sentence.children
    counted = next(
        (c for c in children[i] if tokens[c].upos == "NOUN" and any(tokens[n].deprel == "nummod" for n in children[c])),
        None,
    )
    if counted is None or counted < i or tokens[i + 1].text.lower() != "to":
        return
    head, rel = tokens[i].head, tokens[i].deprel
    if rel == "advmod":
        if tokens[head].upos != "VERB" or head < counted or any(tokens[c].deprel in SUBJECTS for c in children[head]):
            return
        rel = "nsubj:pass" if any(tokens[c].deprel == "aux:pass" for c in children[head]) else "nsubj"
    changes[counted] = replace(tokens[counted], head=head, deprel=rel)
    for c in (*children[i], i, i + 1):
        if c != counted:
            changes[c] = replace(tokens[c], head=counted, deprel="advmod" if c in (i, i + 1) else tokens[c].deprel)


def _due_to(sentence: Sentence, i: int, changes: dict[int, Token]) -> None:
    """ "An offensive that is due to begin", where the tree reads "due to" as a preposition: before a bare verb the "to"
    is the verb's, and the verb hangs on what is due."""
    tokens, to, verb = sentence.tokens, i + 1, i + 2
    if verb >= len(tokens) or tokens[to].text != "to" or tokens[to].head != i or tokens[to].deprel != "fixed":
        return
    if tokens[verb].xpos != "VB":
        return
    changes[to] = replace(tokens[to], head=verb, deprel="mark")
    if tokens[i].head == verb:
        changes[i] = replace(tokens[i], head=tokens[verb].head, deprel=tokens[verb].deprel)
    elif tokens[i].deprel == "case":
        return
    changes[verb] = replace(tokens[verb], head=i, deprel="xcomp")
    for c in sentence.children[verb]:
        if c < i:
            changes[c] = replace(changes.get(c, tokens[c]), head=i)


def _inner_name(sentence: Sentence, i: int, changes: dict[int, Token]) -> None:
    """ "indicted a Delta District (D) officer", where the tree has two objects: the article before the first belongs to
    the second, so the first is a part of its name."""
    tokens = sentence.tokens
    first = min((c for c in sentence.children[i] if tokens[c].deprel == "det"), default=i)
    for c in sentence.children[tokens[i].head] if tokens[i].head >= 0 else ():
        if first < c < i and tokens[c].deprel == tokens[i].deprel and tokens[c].upos == "PROPN":
            changes[c] = replace(changes.get(c, tokens[c]), head=i, deprel="compound")


def _led_by(sentence: Sentence, i: int, changes: dict[int, Token]) -> bool:
    """ "the Delta-led alliance", read as a verb with an object: a name with what says whose it is."""
    tokens = sentence.tokens
    body = next((c for c in sentence.children[i] if tokens[c].deprel == "obj" and c == i + 1), None)
    if body is None or i < 2 or tokens[i].xpos not in ("VBN", "VBD") or tokens[i].head < 0:
        return False
    changes[body] = replace(changes.get(body, tokens[body]), head=tokens[i].head, deprel="obj")
    changes[i] = replace(tokens[i], head=body, deprel="amod", xpos="VBN")
    for c in (*sentence.children[body], *sentence.children[i]):
        if c == i - 2:
            changes[c] = replace(changes.get(c, tokens[c]), head=i, deprel="compound")
        elif c != body and tokens[c].head == i and tokens[c].deprel != "punct":
            changes[c] = replace(changes.get(c, tokens[c]), head=body)
    return True


def _noun_before(sentence: Sentence, i: int, changes: dict[int, Token]) -> None:
    """ "The police plan to leave", where the tree has the subject as a part of the verb's name."""
    tokens = sentence.tokens
    kids = sentence.children[i]
    if any(tokens[c].deprel in (*SUBJECTS, "csubj", "expl", "cop") for c in kids):
        return
    noun = next((c for c in kids if c == i - 1 and tokens[c].deprel == "compound" and tokens[c].upos != "VERB"), None)
    if noun is None:
        return
    changes[noun] = replace(changes.get(noun, tokens[noun]), head=i, deprel="nsubj")
    for c in kids:
        if c < noun and tokens[c].deprel in ("det", "amod", "compound", "nmod:poss", "nummod"):
            changes[c] = replace(changes.get(c, tokens[c]), head=noun)


def _listed_name(sentence: Sentence, i: int, changes: dict[int, Token]) -> None:
    """ "accused Mada, big companies and the union", where the tree has Mada as a part of the name behind the comma: the
    list begins with it."""
    tokens = sentence.tokens
    name = tokens[i]
    h = name.head
    if name.deprel != "compound" or h < i + 2 or tokens[i + 1].text != "," or tokens[h].deprel not in ARGUMENTS:
        return
    if tokens[h].head < 0 or any(sentence.tokens[c].deprel == "conj" for c in sentence.children[i]) is False:
        return  # without "and" behind it is no list
    changes[i] = replace(name, head=tokens[h].head, deprel=tokens[h].deprel)
    changes[h] = replace(changes.get(h, tokens[h]), head=i, deprel="conj")
    for c in sentence.children[h]:
        if c < i:
            changes[c] = replace(changes.get(c, tokens[c]), head=i)


def _trailing_speaker(sentence: Sentence, changes: dict[int, Token]) -> None:
    """The phrase before a "said" that ends the sentence is who said it: "..., a statement from the port said"."""
    tokens = sentence.tokens
    at = len(tokens) - 1
    while at > 0 and tokens[at].upos == "PUNCT":
        at -= 1
    verb = tokens[at]
    if verb.lemma not in SAYING or verb.xpos not in ("VBD", "VBZ") or verb.deprel not in ("parataxis", "root", "conj"):
        return
    if at < 3 or any(tokens[c].deprel.startswith(("nsubj", "expl", "aux")) for c in sentence.children[at]):
        return
    head = at - 1
    while head > 0 and tokens[head].deprel.partition(":")[0] in WITHIN_PHRASE and tokens[head].head < at:
        head = tokens[head].head
    phrase = sentence.subtree(head)
    whole = phrase == tuple(range(phrase[0], at)) and phrase[0] > 1
    comma = "," in (tokens[phrase[0]].text, tokens[phrase[0] - 1].text)
    if whole and comma and tokens[head].upos in ("NOUN", "PROPN") and tokens[head].head not in phrase:
        changes[head] = replace(changes.get(head, tokens[head]), head=at, deprel="nsubj")


def _is_event_noun(sentence: Sentence, i: int) -> bool:
    """ "Offensive on Mada suspended", in a headline without an article: no adjective."""
    token = sentence.tokens[i]
    if token.lemma.lower() not in lexicon().nouns or any(
        sentence.tokens[c].deprel == "cop" for c in sentence.children[i]
    ):
        return False
    below = [sentence.tokens[c] for c in sentence.children[i]]
    return token.deprel != "root" or any(t.deprel in ("obl", "nmod", "advcl") for t in below)


def _is_object(sentence: Sentence, i: int) -> bool:
    """ "Denies offensive on Mada", "declared the Mada offensive over": a name before it, or what it is aimed at behind
    it, makes a noun of it."""
    tokens = sentence.tokens
    if tokens[i].lemma.lower() not in lexicon().nouns or tokens[tokens[i].head].lemma in LINKING:
        return False
    kids = sentence.children[i]
    named = any(tokens[c].deprel in ("compound", "det") and c < i for c in kids)
    aimed = any(
        tokens[c].deprel == "obl" and any(tokens[k].lemma in ("on", "against") for k in sentence.children[c])
        for c in kids
    )
    return named or aimed


def _infinitive_before(sentence: Sentence, i: int) -> int | None:
    """ "Passed a bill to fund courts and validate their acts": a bare infinitive that is tied to the finite verb
    belongs to the infinitive between them."""
    tokens = sentence.tokens
    head = tokens[i].head
    if tokens[head].xpos not in ("VBD", "VBN", "VBZ") or head > i:
        return None
    if any(tokens[c].deprel.partition(":")[0] in ("aux", "cop", "mark", "nsubj") for c in sentence.children[i]):
        return None
    if any(
        tokens[c].xpos == "MD" or tokens[c].lemma == "do" for c in sentence.children[head] if tokens[c].deprel == "aux"
    ):
        return None
    between = [
        k
        for k in range(head + 1, i)
        if tokens[k].xpos == "VB"
        and any(tokens[c].deprel == "mark" and tokens[c].lemma == "to" for c in sentence.children[k])
    ]
    return between[-1] if between else None


def _judge_of(sentence: Sentence, i: int) -> int | None:
    """ "Called the claim that it was shelled false": the verb of the verdict, which the tree gives to the claim."""
    tokens, false = sentence.tokens, course_words().modality["false"]
    clause = tokens[i].head
    if tokens[i].lemma.lower() not in false or clause < 0 or tokens[clause].deprel not in ("acl", "ccomp"):
        return None
    noun = tokens[clause].head
    if noun < 0 or tokens[noun].deprel != "obj" or noun > clause:
        return None
    return tokens[noun].head


def _is_told(sentence: Sentence, i: int) -> bool:
    """ "Has not told the public who will pay": an indirect question, and no word on the public."""
    tokens = sentence.tokens
    hearer, first = tokens[i].head, next(iter(sentence.subtree(i)), i)
    verb = tokens[hearer].head if hearer >= 0 else -1
    if verb < 0 or tokens[verb].lemma not in ("tell", "ask", "inform") or tokens[hearer].deprel not in ("obj", "iobj"):
        return False
    asked = tokens[first].text.lower() in ("who", "what", "why", "how")
    known = any(tokens[c].deprel in ("ccomp", "xcomp") for c in sentence.children[verb])
    return asked and first == hearer + 1 and not known and bool(_negations(sentence, verb))


def _negations(sentence: Sentence, i: int) -> list[int]:
    return [c for c in sentence.children[i] if sentence.tokens[c].lemma in ("not", "n't", "never")]


def _participle_of(sentence: Sentence, i: int) -> str | None:
    """The verb of an adjective that tells what was done to an event ("the blockade was relaxed")."""
    tokens, kids = sentence.tokens, sentence.children[i]
    form = tokens[i].text.lower()
    lemma = verb_forms().get(form) if form.endswith("ed") else None
    if lemma is None or lemma not in lexicon().verbs or form in course_words().predicates:
        return None
    past = any(tokens[c].deprel == "cop" and tokens[c].xpos == "VBD" for c in kids)
    done = any(
        tokens[c].lemma.lower() in e.objects
        for c in kids
        if tokens[c].deprel == "nsubj"
        for e in lexicon().verbs[lemma]
    )
    return lemma if past and done else None


def _is_past(sentence: Sentence, i: int) -> bool:
    """A form that may be either tense, with a singular subject or a time, or below a past tense."""
    doers = [c for c in sentence.children[i] if sentence.tokens[c].deprel == "nsubj"]
    if any(sentence.tokens[c].lemma in AUTHORITIES for c in doers):
        return True
    for c in sentence.children[i]:
        token = sentence.tokens[c]
        if (
            token.deprel == "nsubj"
            and token.xpos in ("NN", "NNP")
            and not any(sentence.tokens[k].deprel == "conj" for k in sentence.children[c])
        ):
            return token.mention != "organization"
        if token.deprel == "obl" and token.mention == "time":
            return True
    above = sentence.tokens[i].head
    while sentence.tokens[i].deprel == "acl:relcl" and above >= 0:
        near = (above, *sentence.children[above])
        if any(sentence.tokens[k].xpos == "VBD" for k in near):
            return True
        above = sentence.tokens[above].head
    return False


def _is_gerund_noun(sentence: Sentence, i: int) -> bool:
    """ "Fighting between the two goes on": a noun, though it begins the sentence like a verb."""
    token = sentence.tokens[i]
    plain = not any(
        sentence.tokens[c].deprel in ("obj", "xcomp", "ccomp", "nsubj", "aux") for c in sentence.children[i]
    )
    return plain and (token.text.lower() in lexicon().nouns or token.text.lower() == "crossing")


def _lemma(token: Token) -> str:
    """A lemma that no lexicon can have ("mobiliz", "re-open"), as the verb that the form belongs to."""
    low = token.lemma.lower()
    if low in lexicon().verbs:
        return token.lemma
    form = token.text.lower()
    return verb_forms().get(form) or verb_forms().get(form.replace("-", "")) or token.lemma


def _two_subjects(sentence: Sentence, i: int, subjects: list[int], changes: dict[int, Token]) -> None:
    """A verb with a subject on each side of it or of its quoted clause."""
    tokens = sentence.tokens
    first, last = subjects[0], subjects[-1]
    clause = next((c for c in sentence.children[i] if tokens[c].deprel == "ccomp" and first < c < last < i), None)
    if clause is not None and not _has_subject(sentence, clause):
        # "Ruiz will visit Mada, officials said": Ruiz was tied to "said"
        passive = any(tokens[c].deprel == "aux:pass" for c in sentence.children[clause])
        changes[first] = replace(tokens[first], head=clause, deprel="nsubj:pass" if passive else "nsubj")
        return
    if not first < i < last:
        return
    head = tokens[i].head
    if head > last and tokens[i].deprel == "ccomp" and not _has_subject(sentence, head):
        # "Troops killed three on Friday, a council said": the council was tied to "killed"
        changes[last] = replace(tokens[last], head=head, deprel="nsubj")
    elif not any(tokens[c].deprel == "obj" for c in sentence.children[i]) and _touch(sentence, i, last):
        # "has ordered former president Ruiz to appear"
        changes[last] = replace(tokens[last], deprel="obj")


def _is_active(sentence: Sentence, i: int, subject: int) -> bool:
    """ "The squad arrested six men", read as a passive: nothing makes it one, and it has an object."""
    kids = [sentence.tokens[c].deprel for c in sentence.children[i]]
    passive = sentence.tokens[subject].deprel == "nsubj:pass" and sentence.tokens[i].deprel in ("root", "conj", "ccomp")
    return passive and "obj" in kids and not {"aux", "aux:pass", "obl:agent", "iobj"} & set(kids)


def _is_finite(sentence: Sentence, i: int) -> bool:
    """ "Delta unveiled at the event its new car", read as a passive: nothing makes a past tense one."""
    kids = [sentence.tokens[c].deprel for c in sentence.children[i]]
    finite = sentence.tokens[i].deprel in ("root", "ccomp", "conj", "parataxis", "advcl", "acl:relcl")
    return finite and "nsubj:pass" in kids and not any(r.startswith("aux") or r == "obl:agent" for r in kids)


def _is_undergone(sentence: Sentence, i: int) -> bool:
    """ "A video posted on Friday", read as a past tense: a participle, which the noun before it undergoes."""
    tokens, kids = sentence.tokens, [sentence.tokens[c].deprel.partition(":")[0] for c in sentence.children[i]]
    behind = i + 1 < len(tokens) and tokens[i + 1].upos in ("ADP", "ADV", "NUM", "PROPN")
    return behind and tokens[i].head < i and not {"nsubj", "obj", "aux", "mark", "xcomp", "ccomp"} & set(kids)


def _receiver(sentence: Sentence, i: int, changes: dict[int, Token]) -> None:
    """ "gave the villagers | tents": people in the plural are no kind of tent."""
    tokens = sentence.tokens
    for o in sentence.children[i]:
        if tokens[o].deprel != "obj" or tokens[o].mention in ("person", "organization"):
            continue
        for c in sentence.children[o]:
            people = tokens[c].xpos in ("NNS", "NNPS") and tokens[c].mention in ("person", "organization")
            if tokens[c].deprel == "compound" and c == o - 1 and people:
                changes[c] = replace(tokens[c], head=i, deprel="iobj")
                for k in sentence.children[o]:
                    if k < c:  # the article is that of the people
                        changes[k] = replace(tokens[k], head=c)


def _has_subject(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[c].deprel in SUBJECTS for c in sentence.children[i])


def _touch(sentence: Sentence, verb: int, noun: int) -> bool:
    """Nothing but parts of the noun's phrase stands between them."""
    inside = set(sentence.subtree(noun))
    return all(i in inside for i in range(verb + 1, noun)) and sentence.tokens[verb + 1].upos != "PUNCT"


def _participle(sentence: Sentence, i: int, changes: dict[int, Token]) -> None:
    """ "dispersed students protesting the vote": what stands behind the object, without a comma, is what it does."""
    tokens = sentence.tokens
    head = tokens[i].head
    if (
        tokens[i].lemma in WITH_MEANS
        or not 0 <= head < i - 1
        or any(tokens[c].deprel in ("mark", "nsubj") for c in sentence.children[i])
    ):
        return
    for c in sentence.children[head]:
        shown = tokens[head].lemma in SHOWING
        doer = (shown or tokens[c].mention in HOLDERS) and tokens[c].upos in ("NOUN", "PROPN")
        if tokens[c].deprel == "obj" and head < c < i and doer and sentence.subtree(c)[-1] == i - 1:
            changes[i] = replace(changes.get(i, tokens[i]), head=c, deprel="acl")
            return


def _deed(sentence: Sentence, i: int, changes: dict[int, Token]) -> None:
    """ "accused the government of broken promises": of what somebody is accused is no part of his name."""
    tokens = sentence.tokens
    for o in sentence.children[i]:
        for c in sentence.children[o] if tokens[o].deprel in ("obj", "nsubj:pass") else ():
            of = any(tokens[k].deprel == "case" and tokens[k].lemma == "of" for k in sentence.children[c])
            deed = tokens[c].upos == "NOUN" and tokens[c].mention not in ("person", "organization", "place")
            if tokens[c].deprel == "nmod" and of and deed and tokens[c].lemma not in OFFICES:
                changes[c] = replace(tokens[c], head=i, deprel="obl")
