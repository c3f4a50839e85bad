"""In: a word and an edit script. Out: its lemma; and the way back, the script that makes a lemma from a word.

A script is a case letter and an edit of the lower-cased word, so that a few hundred of them cover the language:
"l-2+y" (lower case, drop two characters, add "y": parties, party), "l=be" (the whole word becomes "be": was, be),
"t-0+" (title case, as it stands: Tikrit), "u-0+" (upper case), "k-0+" (as written).
"""

from __future__ import annotations

MAX_EDIT = 8  # longer endings are whole words in disguise; they are written "=lemma"


def derive(form: str, lemma: str) -> str:
    """The script that turns `form` into `lemma`."""
    low, target = form.lower(), lemma.lower()
    if lemma == target:
        case = "l"
    elif lemma == _title(target):
        case = "t"
    elif lemma == lemma.upper():
        case = "u"
    else:
        case = "k"
    if case == "k":
        shared = _shared(form, lemma)
        return f"k-{len(form) - shared}+{lemma[shared:]}"
    shared = _shared(low, target)
    drop = len(low) - shared
    if (shared == 0 and target) or drop > MAX_EDIT:
        return f"{case}={target}"
    return f"{case}-{drop}+{target[shared:]}"


def apply(form: str, script: str) -> str:
    """`form` edited by `script`; never empty."""
    case, edit = script[0], script[1:]
    base = form if case == "k" else form.lower()
    if edit[0] == "=":
        edited = edit[1:]
    else:
        number, _, ending = edit[1:].partition("+")
        drop = int(number)
        # a script that wants more characters than there are was meant for another word
        edited = base[: len(base) - drop] + ending if drop <= len(base) else base
    if case == "t":
        edited = _title(edited)
    elif case == "u":
        edited = edited.upper()
    return edited or form


def _title(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shared(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count
