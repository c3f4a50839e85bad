"""Not telling: refusals, plain negations of saying, and rejections, as reports with their stance.

In: a search over one sentence and the index of a verb. Out: reports, added to the search. Here, because "declined to
say whether troops had crossed" tells that troops may have crossed, and that somebody would not say.
"""

from __future__ import annotations

from ascribe.claims.clauses import TIMES
from ascribe.claims.reports import Report
from ascribe.claims.search import Search
from ascribe.contract.claims import Stance

TOPIC = frozenset({"on", "about", "whether", "if", "of", "to", "out", "upon"})
"""What ties the thing kept back to "comment", "speak", "rule": "comment on", "elaborate upon", "rule out"."""
ASKED = frozenset({"about", "on", "whether", "if", "over"})
ASKING = frozenset({"ask", "question", "press", "query"})
HEARERS = frozenset({"reporter", "journalist", "medium", "press"})


def negate(search: Search, report: Report, lemma: str) -> None:
    """What a plain negation makes of a reporting verb."""
    view, cue = search.view, report.cue
    if any(view.lemmas[c] == "neither" for c in view.children[cue]):
        report.stance, report.rule = Stance.DECLINES, "neither-nor"
        for c in view.children[cue]:
            if view.tokens[c].deprel == "conj" and view.lemmas[c] in search.lexicon.verbs:
                search.used.add(c)
                report.last = max(report.last, c)
                report.content |= search.contents.complements(c, search.lexicon.verbs[view.lemmas[c]])
    elif lemma == "report" and view.child(cue, "obj") is not None:
        report.gives_source = False  # "did not report their income": a duty
    elif lemma in search.lists["silent"]:
        report.stance, report.rule = Stance.DECLINES, "not-telling"
    elif lemma in search.lists["disbelieving"]:
        report.stance, report.rule = Stance.DENIES, "not-believing"
    elif lemma in search.lists["unsure"]:
        report.stance, report.rule = Stance.DOUBTS, "unsure"
    elif report.word.category in ("say", "evidence", "assessment"):
        report.stance, report.rule = Stance.DECLINES, "not-telling"
    else:
        report.gives_source = False


def refusal(search: Search, i: int) -> bool:
    """As in "declined to say whether", "refused to comment on", "refused to be drawn"."""
    view = search.view
    for c in view.children[i]:
        if (
            view.base(c) in ("xcomp", "ccomp", "advcl")
            and view.lemmas[c] in search.lists["withheld"]
            and "to" in view.cases(c)
        ):
            if view.passive(c) and view.lemmas[c] != "draw":
                search.used.add(c)  # "declined to be named": no saying
                return True
            withheld(search, i, c, "declined")
            search.used.add(c)
            return True
    return False


def withheld(search: Search, i: int, verb: int, rule: str) -> None:
    view = search.view
    word = search.lexicon.verbs.get(view.lemmas[verb]) or search.lexicon.verbs["say"]
    first, last = search.cue_span(verb)
    first = min(first, search.cue_span(i)[0])
    report = Report(i, first, last, word, Stance.DECLINES, rule)
    for lower in (
        verb,
        *(c for c in view.children[verb] if view.tokens[c].deprel == "conj" and view.tokens[c].upos == "VERB"),
    ):
        for c in view.children[lower]:
            relation = view.base(c)
            if relation in ("ccomp", "obj", "xcomp"):
                if relation == "xcomp" and view.tokens[c].upos == "ADV":
                    continue
                report.content |= search.contents.clause(c, i)
            elif relation in ("obl", "advcl") and set(view.cases(c)) & TOPIC:
                if view.lemmas[c] not in TIMES and view.lemmas[c] not in HEARERS:
                    report.content |= search.contents.clause(c, i) - search.contents.openers(c)
            elif relation == "advcl" and any(view.lemmas[g] in ("whether", "if") for g in view.children[c]):
                report.content |= search.contents.clause(c, i)
        search.used.add(lower)
    report.sources = view.subjects(i) or view.beside(i)
    report.speech_time = view.speech_time(i) or view.speech_time(verb)
    # "Asked about the raid, she declined to comment", "asked whether it flew, she said she would not discuss flights":
    # what was asked is not told
    above = view.tokens[i].head if view.base(i) == "ccomp" else -1
    asked = next(
        (
            c
            for v in (i, above)
            if v >= 0
            for c in view.children[v]
            if view.base(c) == "advcl" and view.lemmas[c] in ASKING
        ),
        None,
    )
    if asked is not None and asked < i:
        if not report.content:
            report.topic = asked
        for c in view.children[asked]:
            if view.base(c) in ("ccomp", "advcl") or set(view.cases(c)) & ASKED:
                report.content |= search.contents.without_case(c)
    search.out.append(report)


def no_details(search: Search, i: int) -> bool:
    """As in "am not going to get into the details of what was done", "would not go into specifics"."""
    view = search.view
    above = view.tokens[i].head
    going = above >= 0 and view.base(i) == "xcomp" and view.lemmas[above] in ("go", "want", "wish", "like")
    top = above if going and not view.negated(i) else i
    kept = next((c for c in view.children[i] if view.lemmas[c] in search.lists["particulars"]), None)
    if kept is None or "into" not in view.cases(kept) or not view.negated(top):
        return False
    last = max((k for k in (kept, i) if k > i), default=i)
    report = Report(top, search.cue_span(top)[0], last, search.lexicon.verbs["say"], Stance.DECLINES, "no-details")
    for c in view.children[kept]:
        if view.base(c) in ("acl", "nmod"):
            report.content |= search.contents.clause(c, top) - search.contents.openers(c)
    for c in view.children[i]:
        if c > kept and view.base(c) in ("obl", "advcl") and set(view.cases(c)) & TOPIC:
            report.content |= search.contents.clause(c, top) - search.contents.openers(c)
    report.sources = view.subjects(top) or view.beside(top)
    report.speech_time = view.speech_time(i)
    search.used.update((top, i))
    search.out.append(report)
    return True


def rejection(search: Search, report: Report) -> None:
    """A rejected claim is denied; a rejected plan is only rejected."""
    view = search.view
    patient = view.child(report.cue, "obj") if not view.passive(report.cue) else view.child(report.cue, "nsubj:pass")
    if patient is not None and view.lemmas[patient] in search.lists["denied_objects"]:
        report.gives_source = True
        inner = [
            c
            for c in view.children[patient]
            if (
                view.base(c) in ("acl", "ccomp")
                and ("that" in view.cases(c) or view.child(c, "nsubj", "nsubj:pass") is not None)
            )
            or set(view.cases(c)) & {"of", "about"}
        ]
        if inner:
            report.content = {t for c in inner for t in search.contents.without_case(c)}
            search.used.add(patient)
    elif report.word.category == "reject":
        report.stance = Stance.ASSERTS
