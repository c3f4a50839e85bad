"""Claims that answer what others tell: denials, "not here but there", "it was they who did it", "for the first time".

In: claims. Out: whether they do. Such a claim is compared with what is told of the same sort of thing at the same place
in other situations too: two that differ in the very thing by which situations are told apart stand in two of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from ascribe.contract.claims import Claim, Factuality
from ascribe.situations.cues import cues, rejected_names
from ascribe.situations.firsts import says_first
from ascribe.situations.profiles import Profile, found_at

_MOST = 8
"""Keys of a thread under which what it answers is looked for: one that tells of more places is a list."""


def contests(claim: Claim) -> bool:
    """Whether a claim answers what others may tell."""
    if claim.factuality is Factuality.DENIED:
        return bool(claim.sources)
    if claim.factuality is not Factuality.ASSERTED:
        return False
    text = claim.sentence.text
    blames = bool(claim.agents and claim.sources and cues().blame.search(text))
    return blames or says_first(claim) or bool(rejected_names(text))


def answered(claims: Sequence[Claim], profile: Profile) -> tuple[str, ...]:
    """The keys under which others tell what these claims of a thread answer; none where they answer nothing."""
    if not any(contests(claim) for claim in claims):
        return ()
    return tuple(dict.fromkeys(found_at(profile.family, s.key) for s in profile.spots if not s.wide))[:_MOST]
