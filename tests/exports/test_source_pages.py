"""Sources: what each said, took back and is contradicted in; ratings come from people alone."""

from __future__ import annotations

from told import claim, disagreement, side, speaker

from ascribe.exports.columns import flat
from ascribe.exports.source_pages import SOURCES, sources
from ascribe.record.decisions import Rating
from ascribe.record.folding import key

ANA = [speaker("Ana Dube", affiliation="navy")]
OFFICIAL = [speaker("a senior official", anonymous=True, affiliation="navy")]


def test_who_says_what_over_time() -> None:
    claims = [
        claim("c1", sources=ANA),
        claim("c2", sources=ANA, factuality="denied", document={"published_at": "2024-11-12T08:00:00"}, situation="b2"),
        claim("c3", sources=OFFICIAL, story="story of c1"),
        claim("c4"),
    ]
    ana, official = sources(claims, [], {})
    assert (ana["name"], ana["affiliations"], ana["anonymous"]) == ("Ana Dube", ["navy"], False)
    assert (ana["claims"], ana["reports"], ana["origins"]) == (2, 2, 2)
    assert (ana["first_day"], ana["last_day"]) == ("2024-11-10", "2024-11-12")
    assert ana["factuality"] == {"asserted": 1, "denied": 1}
    assert ana["situations"] == ["a1", "b2"]
    assert (official["name"], official["anonymous"]) == ("a senior official", True)


def test_descriptions_with_another_affiliation_are_others() -> None:
    other = [speaker("a senior official", anonymous=True, affiliation="army")]
    assert len(sources([claim("c1", sources=OFFICIAL), claim("c2", sources=other)], [], {})) == 2


def test_reversals_are_their_own_and_contradictions_those_of_others() -> None:
    claims = [claim("c1", sources=ANA), claim("c2", sources=ANA), claim("c3", sources=OFFICIAL)]
    own = disagreement(side("that it is", "c1"), side("that it is not", "c2"), id="own", kind="revision")
    theirs = disagreement(side("that it is", "c1"), side("that it is not", "c3"), id="theirs")
    detail = disagreement(side("nine", "c1"), side("ten", "c3"), id="detail", kind="detail")
    ana, official = sources(claims, [own, theirs, detail], {})
    assert (ana["reversals"], ana["contradicted"]) == (["own"], ["theirs"])
    assert ana["explanations"] == {"own": own["explanation"], "theirs": theirs["explanation"]}
    assert (official["reversals"], official["contradicted"]) == ([], ["theirs"])


def test_the_last_rating_counts_and_none_is_made_up() -> None:
    rated = {
        key("Ana Dube"): [
            Rating("Ana Dube", "B2", "2024-11-10", "Zoe", None), Rating("Ana Dube", "C3", "2024-11-12", "Zoe", "erred")
        ]
    }  # fmt: skip
    ana, official = sources([claim("c1", sources=ANA), claim("c2", sources=OFFICIAL)], [], rated)
    assert ana["rating"] == {"rating": "C3", "who": "Zoe", "at": "2024-11-12", "why": "erred"}
    assert official["rating"] is None
    row = flat(ana, SOURCES)
    assert (row["rating"], row["rated_by"]) == ("C3", "Zoe")
    assert flat(official, SOURCES)["rating"] is None
