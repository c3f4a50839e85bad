"""The body that a speaker means by "we".

In: who speaks, and the referents of the document. Out: the referent of the body; one is made where it is only named as
somebody's affiliation ("prison service spokesman"). None where it cannot be told: "we" may be people at large. Here,
because an affiliation as printed may be a person ("Moreno's lawyer"), half a name or a nationality.
"""

from __future__ import annotations

from ascribe.claims.clusters import fold_name, initials
from ascribe.claims.nounphrases import fold_word
from ascribe.claims.referents import Coreference, Referent
from ascribe.claims.wording import roles

BODIES = frozenset({"organisation", "media", "group"})
GOVERNING = frozenset(
    {"president", "premier", "minister", "chancellor", "king", "queen", "ambassador", "secretary", "envoy", "diplomat"}
)
"""Who says "we" for a country."""
OFFICERS = frozenset(
    """general colonel major captain brigadier admiral lieutenant sergeant inspector superintendent commodore marshal
    founder co-founder partner deputy""".split()
)
"""Who says "we" for a body, besides those who are told to speak for one and those who hold an office."""


class Bodies:
    """The bodies of a document, asked for by speaker."""

    def __init__(self, coreference: Coreference) -> None:
        self.made: list[Referent] = []
        """Further referents, numbered on."""
        self._speaking = roles().belonging | roles().offices | GOVERNING | OFFICERS
        self._count = len(coreference.referents)
        self._bodies: dict[str, int] = {}
        self._places: dict[str, int] = {}
        for r in coreference.referents:
            if r.name and r.kind in BODIES:
                folded = fold_name(r.name)
                self._bodies.setdefault(folded, r.id)
                self._bodies.setdefault(initials(folded, r.name) or folded, r.id)
            elif r.name and r.kind == "place":
                self._places.setdefault(fold_name(r.name), r.id)

    def means(self, body: int, word: str) -> bool:
        """Whether the word can mean the body. "We" of who governs is the country where it does something; "our" is
        mankind as often."""
        return word == "we" or body not in self._places.values()

    def of(self, speaker: Referent) -> int | None:
        if speaker.kind in BODIES or speaker.kind == "place":
            # a single word may be somebody's surname
            plain = speaker.name is not None and " " not in speaker.name and not speaker.name.isupper()
            return None if plain and speaker.kind == "organisation" and speaker.description is None else speaker.id
        if speaker.kind != "person" or not speaker.affiliation:
            return None
        if speaker.role not in self._speaking:
            return None  # "Professor Ruiz of Delta University" does not speak for it
        folded = fold_name(speaker.affiliation)
        known = self._bodies.get(folded)
        if known is None and speaker.role in GOVERNING:
            known = self._places.get(folded)
        if known is None and self._tells_what(folded):
            known = self._bodies[folded] = self._count + len(self.made)
            named = any(w[:1].isupper() for w in speaker.affiliation.split())
            name, description = (speaker.affiliation, None) if named else (None, speaker.affiliation)
            self.made.append(Referent(known, "organisation", name, description, None, None, None, None, False, ()))
        return known

    def _tells_what(self, folded: str) -> bool:
        """Whether the words say that it is a body: "delta relief board", not "election" or "moreno"."""
        words = [fold_word(w) for w in folded.split()]
        held = roles().organisation | roles().media | roles().media_endings
        return bool(words) and (words[-1] in held or words[0] in held)
