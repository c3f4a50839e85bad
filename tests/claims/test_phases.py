"""What is ahead, over, asked to end, blamed on somebody or only asked about (`phases.conllu`): phase and factuality."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ascribe.claims.drafts import Draft

Drafts = Callable[[str], list[Draft]]

AHEAD = [
    # sentence, event, phase, factuality
    ("The strike in Mada starts", "strike", "planned", "planned"),
    ("Talks between the rebels and", "Talks", "planned", "planned"),
    ("The curfew, which expires", "curfew", "ended", "planned"),
    ("The two presidents meet", "meet", "planned", "planned"),
    ("The election in Mada", "election", "planned", "planned"),
    ("Prisoners riot on Fridays", "riot", "ongoing", "asserted"),
    ("The minister is going to", "resign", "planned", "planned"),
    ("The convoy of the Red Cross", "arrive", "planned", "planned"),
    ("They are interested", "buying", "planned", "planned"),
    ("A deal was reached", "curbing", "planned", "planned"),
    ("A warrant will be issued", "cancelled", "planned", "planned"),
    ("He was hopeful of", "talks", "planned", "planned"),
    ("The mayor spoke nine", "election", "planned", "planned"),
    ("We are nine months", "election", "planned", "planned"),
    ("The brothers came close", "sent", "planned", "planned"),
    ("The cabinet will stay", "appointed", "planned", "planned"),
    ("The party opposed raising", "raising", "planned", "planned"),
    ("The ministry will promote", "flights", "planned", "planned"),
    ("The seat will be filled", "by-election", "planned", "planned"),
    ("The bank will build a road", "linking", "planned", "planned"),
    ("The leaders agreed to strengthen", "formal talks", "planned", "planned"),
    ("The mayor revealed the wording", "referendum", "planned", "planned"),
    ("She wanted to see the plans", "carried out", "planned", "planned"),
    ("Improve the roads by", "building", "planned", "planned"),
    ("This will go on till", "elections", "planned", "planned"),
    ("Ministers are thinking about", "deterring", "planned", "planned"),
    ("The reforms include", "reducing", "planned", "planned"),
    ("The army leads an operation", "killings", "ended", "planned"),
    ("The council passed a bill", "validate", "planned", "planned"),
    ("Improving the roads of", "Improving", "planned", "planned"),
    ("Let the army leave", "leave", "requested", "planned"),
]
ENDS = [
    ("He appealed to both sides", "violence", "ended", "planned"),
    ("The mayor plans to suspend", "talks", "paused", "planned"),
    ("The strike at the port", "strike", "none", "denied"),
    ("Stop the shelling", "shelling", "ended", "planned"),
    ("The minister said her suspension", "suspension", "completed", "asserted"),
    ("The dam above Mada", "collapsed", "completed", "asserted"),
    ("The army declared the truce", "truce", "ended", "asserted"),
    ("The offensive on Mada was declared", "offensive", "ended", "asserted"),
]
DENIED = [
    ("His failed attempt", "seize", "none", "denied"),
    ("We will never surrender", "leave", "none", "denied"),
    ("He was evading arrest", "arrest", "none", "denied"),
    ("He was shying away", "talks", "none", "denied"),
    ("Experts called the claim", "shelled", "none", "denied"),
    ("The mayor said the reports", "looting", "none", "denied"),
]
UNCERTAIN = [
    ("The reporter asked the general", "crossed", "completed", "possible"),
    ("This appears to have been", "dispute", "ongoing", "possible"),
    ("Nine dockers were reportedly", "wounded", "completed", "possible"),
    ("The ministry has not told", "pay", "planned", "undisclosed"),
    ("The president said the protests", "received", "completed", "possible"),
    ("He is accused of using", "election", "completed", "possible"),
    ("Nine men may have to", "sell", "planned", "possible"),
    ("Police said it was a suspected", "murder", "completed", "possible"),
    ("Ruiz is not compelled", "resign", "planned", "possible"),
    ("It is not known who", "fired", "completed", "possible"),
    ("Ruiz was accused of ordering", "killing", "completed", "possible"),
]
FACTS = [
    ("We would like to thank", "thank", "completed", "asserted"),
    ("The council approved the request", "request", "approved", "asserted"),
    ("The dockers refused to leave, s", "squatting", "completed", "asserted"),
    ("The minister had to flee", "flee", "completed", "asserted"),
    ("The parties tried to resolve", "conflict", "ongoing", "asserted"),
    ("A decision on the resignation", "resignation", "completed", "asserted"),
    ("I do not know how", "died", "completed", "asserted"),
    ("Police shut nine", "shut", "completed", "asserted"),
    ("The guards prevented nine", "put", "completed", "asserted"),
    ("The cases took nine", "reported", "completed", "asserted"),
    ("Delta used new powers", "block", "completed", "asserted"),
    ("The treaty was ratified", "treaty", "approved", "asserted"),
    ("The shelling led to", "shot", "completed", "asserted"),
    ("Even if the truce", "blocked", "ongoing", "asserted"),
    ("The council would meet", "praised", "completed", "asserted"),
    ("It is not clear what", "fire", "completed", "asserted"),
    ("It is unclear why", "left", "completed", "asserted"),
    ("The movement claimed", "attack", "completed", "asserted"),
    ("The opposition rejected the ruling", "ruling", "refused", "asserted"),
    ("The nine deaths", "deaths", "completed", "asserted"),
    ("The attack was intended", "attack", "completed", "asserted"),
    ("A general criticised", "free", "completed", "asserted"),
    ("The allegations are meant", "allegations", "completed", "asserted"),
]
OVER_OR_NOT = [
    ("Ruiz was praised for", "elections", "completed", "asserted"),
    ("The port of Mada has been closed", "closed", "ongoing", "asserted"),
    ("The next two rallies", "rallies", "completed", "asserted"),
    ("The 1999 war", "war", "completed", "asserted"),
    ("The veterans of the war", "war", "completed", "asserted"),
    ("Clashes regularly erupt", "Clashes", "ongoing", "asserted"),
    ("This is the second instance", "killing", "completed", "asserted"),
    ("The envoy is in Delta", "day visit", "ongoing", "asserted"),
    ("Police have detained", "detained", "completed", "asserted"),
    ("Speeding leads to", "accidents", "ongoing", "asserted"),
    ("The minister was speaking", "meeting", "completed", "asserted"),
    ("Nine men fled from", "conflict", "ongoing", "asserted"),
    ("The navy sails", "permitted", "ongoing", "asserted"),
    ("Riots in the prisons", "Riots", "ongoing", "asserted"),
]


@pytest.mark.parametrize(
    ("start", "event", "phase", "factuality"), [*AHEAD, *ENDS, *DENIED, *UNCERTAIN, *FACTS, *OVER_OR_NOT]
)
def test_phase_and_factuality(drafts: Drafts, start: str, event: str, phase: str, factuality: str) -> None:
    (claim,) = [d.claim for d in drafts(start) if d.claim.event.text == event]
    assert (claim.phase, claim.factuality) == (phase, factuality)


def test_no_condition_where_it_holds_anyway(drafts: Drafts) -> None:
    assert [d.claim.condition for d in drafts("Even if the truce")] == [None]
