"""Sentences of which a quotation is one half: how far the words that are said reach beyond the marks.

In: a sentence, a report and the quoted tokens that it was given. Out: token indices to add or take away. Here, because
the tree of such a sentence is most often wrong, and the marks with their commas tell whose the rest is.
"""

from __future__ import annotations

from collections.abc import Set

from ascribe.claims.clauses import HEARING, SentenceView
from ascribe.claims.reports import Report
from ascribe.claims.trees import TENSED
from ascribe.claims.wording import roles

NEAR = 15
"""Tokens between a quotation and its reporting verb: "..., the ministry's spokesman for the northern ports Ana Ruiz
told"."""
LONGEST_SPEAKER = 50
"""Tokens of the longest description of a speaker between a quotation and its verb."""
DASHES = frozenset({"-", "--", "–", "—", "―"})
ASIDES = frozenset({"while", "as", "when", "although", "though", "whereas", "after", "before", "where", "no", "yet"})
"""What opens the reporter's own clause behind a quotation and a comma."""
LONGEST_NAME = 8
"""Tokens of a speaker between a verb and the comma behind it."""
NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
WITHIN = frozenset({"acl:relcl", "aux", "cop", "aux:pass"})
"""Relations of finite words that make no clause of their own, or one that only explains a noun."""


def is_near(view: SentenceView, report: Report, end: int) -> bool:
    """Whether a reporting word stands close enough behind a quotation that ends with token `end`: nothing but whoever
    speaks, however long the description, stands between."""
    if report.cue - end <= NEAR:
        return True
    if report.cue - end > LONGEST_SPEAKER:
        return False
    speaker = {t for x in report.sources for t in view.subtree(x)}
    between = range(end + 1, report.first)
    return all(t in speaker or view.tokens[t].upos in ("PUNCT", "ADV", "CCONJ") for t in between)


def rest_of_clause(view: SentenceView, report: Report, held: Set[int]) -> set[int]:
    """What stands before a quotation that goes on in the middle of its clause: "Two systems for one port 'did not
    work,' he says"; "The port, she says, 'is closed'"."""
    tokens, first = view.tokens, min(held)
    if report.noun or first < 3 or not tokens[first].text[:1].islower():
        return set()
    if not any(tokens[t].xpos in TENSED for t in sorted(held)[:3]):
        return set()
    before = tokens[first - 2]
    if report.cue > max(held) and before.upos != "PUNCT":
        end = first - 1
    elif report.cue < first and before.text == ",":
        subjects = [c for c in view.children[report.cue] if view.base(c) == "nsubj" and c < report.cue]
        end = view.low[subjects[-1]] if subjects else 0
        if end == 0 or tokens[end - 1].text != "," or first - report.last > NEAR:
            return set()
    else:
        return set()
    said = set(range(end))
    finite = any(tokens[t].xpos in TENSED and tokens[t].deprel not in WITHIN for t in said)
    return set() if finite or said & view.quoted else said


def told_aside(view: SentenceView, report: Report, held: Set[int]) -> set[int]:
    """What follows a quotation that is a whole clause, and is the reporter's: "said 'we will wait,' while the ships
    left"."""
    tokens, after = view.tokens, max(held) + 1
    if report.noun or report.cue > min(held) or not any(tokens[t].xpos in TENSED for t in held):
        return set()
    comma = any(t.text == "," for t in tokens[max(held) : after + 1])
    while after < len(tokens) and tokens[after].upos == "PUNCT":
        comma = comma or tokens[after].text in (",", *DASHES)
        after += 1
    if not comma or after >= len(tokens) or tokens[after].text.lower() not in ASIDES:
        return set()
    return set(range(after, len(tokens))) - view.quoted


def inverted(view: SentenceView, verb: int) -> tuple[int, set[int]] | None:
    """Speaker and content where the marks show both, whatever the tree says: "Through Mada, says the report, ships have
    passed"; "To sell them, Brandt counted the ships, says Ruiz". None: the verb is no such aside."""
    tokens = view.tokens
    if verb < 3 or tokens[verb - 1].upos != "PUNCT" or tokens[verb].xpos not in ("VBD", "VBZ"):
        return None
    if view.lemmas[verb] in HEARING:
        return None  # "Ruiz, a doctor, told Delta Radio": who stands behind hears it
    end = verb + 1
    while end < len(tokens) and end - verb <= LONGEST_NAME and tokens[end].upos in NOMINAL:
        end += 1
    named = [t for t in range(verb + 1, end) if tokens[t].upos in ("NOUN", "PROPN")]
    if not named or end >= len(tokens) or tokens[end].text not in (",", "."):
        return None
    head = next((t for t in named if not verb < tokens[t].head < end), named[-1])
    if tokens[head].mention not in ("person", "organization") and view.lemmas[head] not in roles().document:
        return None  # "..., Ruiz (Mada) said Friday"
    before, behind = set(range(verb - 1)), set(range(end + 1, len(tokens)))
    rest = {t for t in behind if tokens[t].upos != "PUNCT"}
    if not rest:
        return (head, before) if _tells(view, before) else None
    return (head, before | behind) if _tells(view, behind) and not _tells(view, before) else None


def _tells(view: SentenceView, part: Set[int]) -> bool:
    """Whether a part of a sentence has a main verb: none of a relative or subordinate clause."""
    for t in part:
        head = view.tokens[t].head if view.tokens[t].deprel in ("aux", "cop", "aux:pass") else t
        subordinate = view.base(head) in ("advcl", "acl") and (
            view.cases(head) or view.tokens[head].deprel == "acl:relcl"
        )
        if view.tokens[t].xpos in TENSED and head in part and not subordinate:
            return True
    return False
