"""What a sentence adds to somebody's words that is not theirs: relative clauses, verdicts of others, what came of it.

In: a sentence and the tokens of a content. Out: the content without them. Here, because the tree hangs them all on the
words that are said, and a comma and a few words tell them apart.
"""

from __future__ import annotations

from ascribe.claims.clauses import RELATIVE_CLAUSES, SentenceView
from ascribe.claims.wording import reporting


def without_verdict(view: SentenceView, content: set[int]) -> set[int]:
    """Without what others make of it: "said the ships will sail, which experts call false", "..., prompting
    protests"."""
    last = max(content)
    for t in sorted(content):
        without = view.tokens[t].xpos == "VBG" and view.cases(t)[:1] == ["without"]
        if without and view.high[t] >= last and view.lemmas[t] in ("offer", "give", "provide", "cite", "present"):
            content = content - view.subtree(t)  # "said they were thieves without offering any proof"
        stirs = view.tokens[t].xpos == "VBG" and view.lemmas[t] in reporting().lists["stirring"]
        ends = view.base(t) in ("advcl", "acl") and view.high[t] >= last
        if stirs and ends and t - 1 in content and view.tokens[t - 1].text == ",":
            content = content - view.subtree(t)
    for t in sorted(content):
        if view.tokens[t].deprel not in RELATIVE_CLAUSES:
            continue
        opens = view.low[t] + (view.tokens[view.low[t]].text == ",")  # the comma may hang on the clause
        if view.tokens[opens - 1].text != ",":
            continue
        judged = [t, *(c for c in view.children[t] if view.base(c) in ("xcomp", "obj", "ccomp"))]
        if view.lemmas[opens] == "which" and any(view.lemmas[j] in reporting().lists["verdicts"] for j in judged):
            content = content - view.subtree(t)
    return content


def without_aside(view: SentenceView, content: set[int], cue: int) -> set[int]:
    """Without a clause behind a comma that ends what is wanted, praised or believed: "praised the plan, which had
    failed twice" tells in the reporter's voice that it had failed."""
    last = max(t for t in content if view.tokens[t].upos != "PUNCT" or len(content) == 1)
    for t in sorted(content, key=lambda t: view.low[t]):
        first = view.low[t]
        if view.base(t) not in ("acl", "advcl") or view.high[t] < last or first <= min(content) or t < cue:
            continue
        opens = first if view.tokens[first].text != "," else first + 1
        if view.tokens[opens - 1].text != "," or view.quoted & content:
            continue
        relative = view.tokens[t].deprel == "acl:relcl" and view.lemmas[opens] in ("who", "which", "where")
        participle = view.base(t) == "advcl" and view.tokens[t].xpos == "VBG" and opens == t
        if relative or participle:
            rest = content - view.subtree(t)
            return rest or content
    return content
