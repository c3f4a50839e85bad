"""Reports without a reporting verb: nouns ("the claim that"), adjectives ("is confident that"), "according to".

In: a search over one sentence and the index of a word. Out: reports, added to the search. Here, apart from the verbs,
because whose words they are stands elsewhere: before the noun, behind it, or at the verb that the noun is the object
of.
"""

from __future__ import annotations

from ascribe.claims.asides import without_aside
from ascribe.claims.clauses import CLAUSAL
from ascribe.claims.reports import Report
from ascribe.claims.search import Search
from ascribe.claims.wording import Word
from ascribe.contract.claims import Stance

AGAINST = frozenset({"although", "though", "while", "whereas", "but", "yet"})
"""What opens a clause that is set against what somebody says."""
TRAILING = 7
"""Tokens that may follow "according to X" at the end of a sentence, its stop among them."""
UNOWNED = frozenset({"report", "accuse", "belief", "deny"})
"""Classes of nouns that are reports even where nobody is named: "rumours that"."""


def noun(search: Search, i: int) -> None:
    view = search.view
    word = search.lexicon.nouns[view.lemmas[i]]
    if any(view.tokens[j].text in ("-", "‑") for j in (i - 1, i + 1) if 0 <= j < len(view.tokens)):
        return  # "denial-of-service"
    content: set[int] = set()
    owners: list[int] = []
    for c in view.children[i]:
        relation, cases = view.base(c), view.cases(c)
        if relation in ("acl", "ccomp", "advcl") and view.tokens[c].deprel != "acl:relcl":
            if "that" in cases or relation == "ccomp" or ("to" in cases and word.takes("infinitive")):
                content |= search.contents.clause(c)
            elif set(cases) & word.prepositions:
                content |= search.contents.without_case(c)
        elif relation == "nmod" and view.tokens[c].deprel != "nmod:poss":
            if set(cases) & word.prepositions and c > i and not speaks(search, i, c, cases, content):
                content |= search.contents.without_case(c)
            elif set(cases) & {"by", "from"} or ("of" in cases and not content):
                owners.append(c)
        elif view.tokens[c].deprel == "nmod:poss":
            owners.append(c)
    if not content:
        return
    if word.category == "belief":
        content = without_aside(view, content, i)  # "raised concerns about the strait, where ships had been stopped"
    verb = view.tokens[i].head
    first, last = i, i
    lent = verb >= 0 and view.base(i) in ("obj", "obl", "xcomp") and view.lemmas[verb] in search.lists["light"]
    if not owners and lent and not view.passive(verb) and not view.negated(verb):
        owners = view.subjects(verb)
        if verb < i <= verb + 5:
            first = search.cue_span(verb)[0]
    if (
        not owners
        and verb >= 0
        and view.base(i) == "obl"
        and view.cases(i)[:1] in (["in"], ["for"])
        and word.category == "belief"
    ):
        owners = view.subjects(verb)  # "waits in the hope of"
    if not owners:
        # "a Delta News report that": the outlet or body that the noun is named by
        owners = [
            c
            for c in view.children[i]
            if view.base(c) == "compound"
            and view.tokens[c].upos == "PROPN"
            and word.category in ("report", "say", "accuse", "deny")
        ]
    report = Report(
        i, first, last, word, word.stance, f"noun:{word.category}", gives_source=word.gives_source, noun=True
    )
    report.sources = (
        [x for o in owners[:1] for x in view.conjuncts(o)]
        if (owners and owners[0] not in view.subjects(verb)) or not owners
        else owners
    )
    report.content = content - {t for o in owners for t in view.subtree(o)}
    clausal = any(view.base(c) in ("acl", "ccomp") for c in view.children[i])
    if report.content and (report.sources or (clausal and word.category in UNOWNED)):
        search.out.append(report)


def made_clear(search: Search, i: int) -> None:
    """As in "made (it) clear that the port would close"."""
    view = search.view
    said = [c for c in view.children[i] if c > i and view.lemmas[c] in search.lists["clear"]]
    if not said:
        return
    clauses = [
        c
        for owner in (said[0], i)
        for c in view.children[owner]
        if c > said[0] and view.base(c) in ("ccomp", "csubj", "advcl")
    ]
    told = [c for c in clauses if "that" in view.cases(c) or view.child(c, "nsubj", "nsubj:pass", "expl") is not None]
    if not told:
        return
    report = Report(i, search.cue_span(i)[0], said[0], search.lexicon.verbs["say"], Stance.ASSERTS, "made-clear")
    report.content = search.contents.clause(told[0], i)
    report.sources = view.subjects(i)
    report.speech_time = view.speech_time(i)
    report.gives_source = not view.negated(i)
    search.out.append(report)


def in_words(search: Search, i: int) -> None:
    """As in "in the view of the mayor", "in her opinion", "in the army's words": whose clause it is."""
    view = search.view
    if view.cases(i)[:1] != ["in"] or view.base(i) not in ("obl", "nmod"):
        return
    owners = [
        c
        for c in view.children[i]
        if view.tokens[c].deprel == "nmod:poss" or (view.base(c) == "nmod" and view.cases(c)[:1] == ["of"])
    ]
    top = view.tokens[i].head
    if not owners or top < 0 or view.lemmas[owners[0]] in ("i", "my", "we", "our"):
        return
    while view.base(top) not in CLAUSAL and view.tokens[top].head >= 0:
        top = view.tokens[top].head
    first = min(view.low[i], i)
    opens = first == 0 or view.tokens[first - 1].upos == "PUNCT" or view.high[i] == len(view.tokens) - 2
    content = view.subtree(top) - view.subtree(i) if view.base(top) != "acl" else set()
    if view.tokens[top].deprel == "acl:relcl":
        # "the figure, which in his view is too low"
        content = view.subtree(top) - view.subtree(i)
    if not content or not (opens or view.tokens[top].deprel == "acl:relcl"):
        return
    report = Report(i, first, i, search.lexicon.verbs["say"], Stance.ASSERTS, "in-words")
    report.sources = view.conjuncts(owners[0])
    report.content = content
    search.out.append(report)


def speaks(search: Search, i: int, c: int, cases: list[str], content: set[int]) -> bool:
    """As in "the claim of the minister": a person behind "of" is who claims; "reports of troops" are about them."""
    if content or search.lexicon.nouns[search.view.lemmas[i]].category == "report":
        return False
    return "of" in cases and search.view.tokens[c].mention in ("person", "organization")


def adjective(search: Search, i: int) -> None:
    """As in "is confident that", "were worried about", "unaware that"."""
    view = search.view
    word = search.lexicon.adjectives[view.tokens[i].text.lower()]
    if word.category == "evident":
        evident(search, i, word)
        return
    linked = view.base(i) == "xcomp" and view.lemmas[view.tokens[i].head] in search.lists["linking"]
    first = view.tokens[i].head if view.base(i) == "conj" else i  # "is alert and determined to sail"
    if all(view.child(x, "cop", "aux:pass") is None for x in (i, first)) and not linked:
        return
    content: set[int] = set()
    for c in view.children[i]:
        cases = view.cases(c)
        if c > i and view.base(c) in ("ccomp", "advcl", "obl", "xcomp"):
            if "that" in cases or (view.base(c) == "ccomp" and view.child(c, "nsubj", "nsubj:pass") is not None):
                content |= search.contents.clause(c, i)
            elif set(cases) & word.prepositions or (view.tokens[i].upos == "VERB" and "to" in cases):
                content |= search.contents.without_case(c)
    owners = view.subjects(i) or (
        [x for c in [view.child(i, "nsubj:pass")] if c is not None for x in view.conjuncts(c)]
    )
    if not content or not owners or search.is_filler(i, word):
        return
    report = Report(
        i, *search.cue_span(i), word, word.stance, f"adjective:{word.category}", gives_source=word.gives_source
    )
    report.sources, report.content = owners, content
    if view.negated(i):
        report.stance = Stance.DOUBTS
    search.out.append(report)


def evident(search: Search, i: int, word: Word) -> None:
    """As in "it is unclear whether the road is open": nobody's words, and not the reporter's knowledge."""
    view = search.view
    if view.child(i, "cop") is None:
        return
    content: set[int] = set()
    for c in view.children[i]:
        if c > i and view.base(c) in ("csubj", "ccomp", "advcl") and set(view.cases(c)) & {"that", "whether", "if"}:
            content |= search.contents.clause(c)
    if content:
        report = Report(i, *search.cue_span(i), word, word.stance, "evident", gives_source=False)
        report.content = content
        search.out.append(report)


def according(search: Search, i: int) -> None:
    """As in "according to X": X's clause, or the whole sentence where the phrase opens or ends it."""
    view = search.view
    if i + 1 >= len(view.tokens) or view.lemmas[i + 1] != "to":
        return
    source = view.tokens[i].head if view.tokens[i].deprel == "case" else -1
    if source < i:
        # tied otherwise: the object of its "to", or the next noun
        below = [c for c in view.children[i] if view.base(c) in ("obl", "obj", "nmod", "xcomp")]
        source = (
            below[0]
            if below
            else next(
                (
                    j
                    for j in range(i + 2, min(i + 8, len(view.tokens)))
                    if view.tokens[j].upos in ("NOUN", "PROPN", "PRON")
                ),
                -1,
            )
        )
        source = view.name_head(source) if source >= 0 else -1
    if source < 0:
        return
    phrase = view.subtree(source) | view.subtree(i) if source in view.subtree(i) else view.subtree(source)
    phrase |= {i, i + 1}
    # what hangs on a name by error is no part of the phrase: an apposition with a verb
    low, high = min(phrase), max(phrase)
    top = view.tokens[source].head if source not in view.children[i] else view.tokens[i].head
    if top < 0:
        # the phrase was made the root: all the rest
        content = {
            t
            for c in view.children[source]
            if view.base(c) in ("parataxis", "conj", "appos", "acl", "ccomp", "nsubj")
            for t in view.subtree(c)
        }
        phrase -= content
        content = content or set()
    else:
        behind = view.tokens[high + 1 :]
        edge = low <= 1 or all(t.upos == "PUNCT" for t in behind)
        # "..., according to the ministry on Monday": words of time or place end the sentence
        short = len(behind) <= TRAILING and not any(t.upos in ("VERB", "AUX") for t in behind)
        edge = edge or (short and view.tokens[low - 1].text == ",")
        while view.tokens[top].head >= 0:
            above = view.tokens[top].head
            if view.base(top) == "ccomp" and search.contents.is_cue(above):
                break
            if (
                not edge
                and view.base(top) in CLAUSAL
                and view.tokens[top].upos in ("VERB", "AUX", "ADJ")
                and view.base(top) not in ("xcomp", "conj")
            ):
                break
            top = above
        content = view.subtree(top) - phrase
        if not edge and top > high and low > 1 and min(content, default=0) > high:
            # "..., she said, according to Delta radio, using another word": what stands before it
            content = {t for t in range(low) if t in view.subtree(view.sentence.root)} - phrase
    ends = max((c for c in view.children[source] if view.tokens[c].deprel.startswith("flat")), default=source) + 1
    commas = [j for j in range(low) if view.tokens[j].text == ","]
    tied = low > 1 and all(view.tokens[j].upos != "PUNCT" for j in (low - 1, low))
    aside = bool(commas) and tied and ends < len(view.tokens) and view.tokens[ends].text == ","
    if aside:
        # "Ruiz, one of the best cooks according to the Post, and a singer": only the phrase that it stands in
        content = {t for t in content if commas[-1] < t < low}
    after = next((j for j in range(high + 1, len(view.tokens)) if view.tokens[j].upos != "PUNCT"), -1)
    if after > 0 and low > 1 and view.lemmas[after] in AGAINST:
        content = {t for t in content if t < low}  # "..., according to the police, although residents speak of six"
    report = Report(i, i, i + 1, search.lexicon.verbs["say"], Stance.ASSERTS, "according-to")
    report.sources = [source] if aside else view.conjuncts(source)
    report.content = content
    report.speech_time = view.speech_time(source)
    if content:
        search.out.append(report)
