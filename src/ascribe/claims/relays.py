"""Words passed on: outlets between a speaker and the report that is read.

In: a search over one sentence and a reporting word. Out: reports, or outlets added to one. Here, because a chain of
sources ("AFP quoted an official as saying", "told Delta radio") is built the same way for every reporting word.
"""

from __future__ import annotations

from ascribe.claims.reports import Report
from ascribe.claims.search import Search
from ascribe.claims.wording import Word
from ascribe.contract.claims import Stance


def as_saying(search: Search, i: int) -> int | None:
    """The "saying" of "quoted X as saying"."""
    for c in search.view.children[i]:
        if (
            search.view.tokens[c].xpos == "VBG"
            and search.view.base(c) in ("advcl", "xcomp", "obl", "acl", "ccomp", "nmod")
            and "as" in search.view.cases(c)
        ):
            return c
        for g in search.view.children[c]:  # the parser may hang it on the object
            if search.view.tokens[g].xpos == "VBG" and search.view.base(c) == "obj" and "as" in search.view.cases(g):
                return g
    return None


def relay(search: Search, i: int, word: Word, passive: bool) -> None:
    """As in "AFP quoted an official as saying", "the official was quoted by AFP as saying". Without "as saying" the
    verb only names the source of another reporting word ("the radio, quoting the army, said") and is read there."""
    view = search.view
    saying = as_saying(search, i)
    if saying is None:
        return
    inner = search.lexicon.verbs.get(view.lemmas[saying], word)
    search.used.add(saying)
    report = Report(i, search.cue_span(i)[0], saying, inner, Stance.ASSERTS, "quoted-as")
    report.content = search.contents.complements(saying, search.lexicon.verbs["say"]) or search.contents.around(
        saying, inner, report
    )
    if passive:
        subject = view.child(i, "nsubj:pass")
        antecedent = view.antecedent(subject, i) if subject is not None else None
        report.sources = (
            view.conjuncts(subject if antecedent is None else antecedent) if subject is not None else view.subjects(i)
        )
        report.via = view.agents(i)
    elif view.tokens[i].xpos == "VBN" and view.base(i) == "acl":
        report.sources, report.via = [view.tokens[i].head], view.agents(i)
    else:
        patient = view.child(i, "obj")
        report.sources = view.conjuncts(patient) if patient is not None else []
        report.via = view.subjects(i)
        report.citing = view.subjects(i)  # "Ruiz cited the army as saying": Ruiz passes it on
    if not report.content:
        report.content = search.contents.clause_around(i) if search.contents.set_off(i) else set()
    report.content -= {t for s in report.sources + report.via for t in view.subtree(s) if s not in report.content}
    report.speech_time = view.speech_time(i)
    search.out.append(report)


def relayed(search: Search, report: Report) -> None:
    """Outlets that the statement came through: "told X", "quoting Y", "in a statement carried by X"."""
    view, i = search.view, report.cue
    places = [i, *report.sources]
    for owner in places:
        for c in view.children[owner]:
            if (
                view.lemmas[c] in ("quote", "cite")
                and view.tokens[c].xpos == "VBG"
                and view.base(c) in ("advcl", "acl", "xcomp", "parataxis")
            ):
                patient = view.child(c, "obj")
                if patient is not None and as_saying(search, c) is None:
                    search.used.add(c)
                    report.content -= view.subtree(c)
                    report.citing, report.sources = report.sources, view.conjuncts(patient)
                    return
            if (
                view.lemmas[c] in search.lists["carried"]
                and view.tokens[c].xpos == "VBN"
                and view.base(c) in ("acl", "advcl", "parataxis")
            ):
                report.via += [a for a in view.agents(c) if a not in report.via]
    if view.lemmas[i] in ("tell", "inform", "say", "speak"):
        patient = view.child(i, "obj", "iobj")
        if view.lemmas[i] == "tell" and patient is not None and patient not in report.content:
            report.via.append(patient)
    for c in view.children[i]:
        if view.base(c) != "obl" or c in report.content:
            continue
        spoken = view.lemmas[i] in ("say", "speak", "tell", "write") and set(view.cases(c)) & {"on", "with", "in"}
        if spoken or (report.word.category == "say" and view.cases(c)[:1] == ["to"]):
            report.via.append(c)  # kept later only where it is an outlet
        for g in view.children[c]:
            if view.lemmas[g] in search.lists["carried"] and view.tokens[g].xpos == "VBN":
                report.via += view.agents(g)
            elif (
                view.lemmas[c] in ("interview", "comment", "remark", "statement", "briefing") and view.base(g) == "nmod"
            ):
                report.via.append(g)
