"""From a noun phrase that a reporting word points at to a link of a source chain: who it is, and whether it is a
source.

In: a report and the document's referents. Out: `SourceLink`s, outermost first. Here, because what may speak ("the
army", "the report") and what only stands there ("the move shows") is one decision, and anonymity another, for every
rule alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ascribe.claims.anonymity import Withheld
from ascribe.claims.clauses import SentenceView
from ascribe.claims.mentions import Mention
from ascribe.claims.referents import Coreference
from ascribe.claims.reports import Report
from ascribe.claims.wording import reporting, roles
from ascribe.contract.claims import SourceChain, SourceLink, Stance
from ascribe.contract.documents import Document, Span

SourceKind = Literal["person", "organisation", "document", "anonymous", "group", "media"]
SPEAKING_KINDS = frozenset({"person", "group", "organisation", "media", "place"})
GENERALS = frozenset({"inspector", "attorney", "director", "secretary", "auditor", "governor", "solicitor", "surgeon"})
"""What "general" makes an office of."""
PARTS = frozenset(
    {"part", "section", "copy", "page", "paragraph", "passage", "draft", "half", "end", "line", "version"}
)
"""What speaks where it is of a document: "the second page of the letter says"."""
IMPERSONAL = frozenset({"say", "deny", "promise", "call", "accuse", "demand", "warn", "intention", "agreement"})
"""Classes whose subject "it" can only be a body or text: "it wants to build"; "it shows" may be anything."""
NO_ONE = frozenset(
    {"no", "nobody", "none", "neither", "one", "everyone", "everybody", "anyone", "anybody", "nothing", "there"}
)
"""Heads and determiners of phrases that name no speaker."""


class Speakers:
    """Builds source links for one document."""

    def __init__(
        self, document: Document, views: Sequence[SentenceView], coreference: Coreference, withheld: Sequence[Withheld]
    ) -> None:
        self.document = document
        self.views = views
        self.coreference = coreference
        self.roles = roles()
        self.labelled = [any(t.mention for t in view.tokens) for view in views]
        """Whether the reader has labelled the sentence's nouns with kinds of thing."""
        self.reasons: dict[int, Span | None] = {}
        self.local: dict[tuple[int, int], Span | None] = {}
        for request in withheld:
            entity = coreference.entity_of(request.sentence, request.source)
            if entity is not None and not entity.named:
                self.reasons[entity.id] = self.reasons.get(entity.id) or request.reason
            self.local[request.sentence, request.source] = request.reason

    # ---- what may speak ------------------------------------------------------------------------------------------

    def may_speak(self, sentence: int, head: int, report: Report, quoted: bool) -> bool:
        """Whether the phrase can be the source of what the report brings."""
        view = self.views[sentence]
        token = view.tokens[head]
        mention = self.coreference.mention(sentence, head)
        counted = view.lemmas[head] == "one" and bool(view.children[head])  # "one of the sailors"
        if (view.lemmas[head] in NO_ONE and not counted) or any(
            view.lemmas[c] == "no" and view.base(c) == "det" for c in view.children[head]
        ):
            return False
        if report.rule in ("turn", "labelled", "signed"):
            return True  # printed as a name before a colon or behind a dash
        if report.rule == "according-to" and view.lemmas[head] in reporting().lists["manners"]:
            return False
        if report.rule == "according-to":
            return token.upos in ("NOUN", "PROPN", "ADJ", "NUM", "DET") or (
                mention is not None and mention.kind == "person"
            )
        if mention is None:
            return token.upos in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON") and token.mention in (
                None,
                "person",
                "organization",
            )
        if report.bare and report.word.category == "evidence":
            # "the report documents abuses"; whoever "found a boat" has said nothing
            return mention.kind == "document" and not report.via
        if report.word.documents_only:
            return mention.kind == "document" and mention.form not in ("pronoun", "relative")
        if mention.form == "pronoun":
            if mention.head_lemma in ("it", "its", "itself"):
                entity = self.coreference.entity_of(sentence, head)
                if entity is not None and entity.kind in ("organisation", "media", "document", "group"):
                    return True
                if entity is not None and entity.kind in ("thing", "person"):
                    return False  # "it implies"
                # "It says the fleet has left": a body or paper that the links do not reach
                return report.word.category in IMPERSONAL and "passive" not in report.rule
            # "pushed me to find": an object that is made to do it says nothing
            return mention.head_lemma not in ("us", "me", "him", "them") or report.word.category == "say"
        if mention.form == "relative":
            entity = self.coreference.entity_of(sentence, head)
            return entity is not None and (entity.kind in SPEAKING_KINDS or entity.kind == "document")
        if mention.kind == "place":
            # "Paris said", "the city said"; "the street said" is nobody
            return mention.name is not None or mention.head_lemma in self.roles.organisation
        if mention.kind in SPEAKING_KINDS:
            return True
        if mention.kind == "document":
            return not report.word.people_only
        if token.mention in ("person", "organization"):
            return True
        if view.lemmas[head] in self.roles.speaking and report.word.category in IMPERSONAL:
            return True
        if view.lemmas[head] in PARTS and self.of_document(sentence, head):
            return not report.word.people_only
        if token.mention is not None and not (token.upos == "PROPN" and mention.name):
            return False
        if mention.name or quoted:
            return token.upos in ("NOUN", "PROPN")
        if self.labelled[sentence]:
            return False  # the reader tells what a noun is, and has not called it anybody
        return (
            report.word.category in ("say", "warn", "deny", "promise", "demand")
            and token.upos == "NOUN"
            and not report.noun
        )

    def of_document(self, sentence: int, head: int) -> bool:
        """As in "the first part of the letter"."""
        view = self.views[sentence]
        told = [self.coreference.mention(sentence, c) for c in view.children[head] if view.cases(c)[:1] == ["of"]]
        return any(m is not None and m.kind == "document" for m in told)

    # ---- links ---------------------------------------------------------------------------------------------------

    def chains(
        self, sentence: int, report: Report, heads: Sequence[int], stance: Stance, cue: str
    ) -> tuple[SourceChain, ...]:
        """One chain for each party, each behind the outlets that passed it on."""
        found = [
            self.link(sentence, head, Stance.QUOTES, cue)
            for head in dict.fromkeys((*report.citing, *report.via))
            if head not in heads
            and (
                self.is_outlet(sentence, head)
                or (head in report.citing and self.may_speak(sentence, head, report, False))
            )
        ]
        # "told news agency X": one outlet, where the tree has two phrases
        outer = tuple(a for a in found if not any(b is not a and b.start <= a.start and a.end <= b.end for b in found))
        return tuple((*outer, self.link(sentence, head, stance, cue)) for head in heads)

    def is_outlet(self, sentence: int, head: int) -> bool:
        mention = self.coreference.mention(sentence, head)
        entity = self.coreference.entity_of(sentence, head)
        if mention is None or mention.form in ("pronoun", "relative"):
            return False
        # "told the press", "told the media" name no outlet
        told = mention.name is not None or bool(mention.modifiers)
        return told and (mention.media or (entity is not None and entity.media))

    def link(self, sentence: int, head: int, stance: Stance, cue: str) -> SourceLink:
        mention = self.coreference.mention(sentence, head)
        entity = self.coreference.entity_of(sentence, head)
        span = mention.span if mention else self.views[sentence].sentence.span(head)
        name = self.coreference.name_of(sentence, head)
        media = bool((mention and mention.media) or (entity and entity.media))
        kind = self.kind(sentence, head, mention, name)
        if cue.lower() == "according to" and mention and mention.kind == "thing" and not mention.name:
            kind = "document"
        unknown = entity is None and mention is not None and mention.form in ("pronoun", "relative")
        anonymous = kind == "anonymous" or (
            kind == "group" and not unknown and not self.is_named(mention, entity.name if entity else None)
        )
        reason = self.reason(sentence, head, entity.id if entity else None)
        withheld = (sentence, head) in self.local or (entity is not None and entity.id in self.reasons)
        if withheld and kind in ("person", "anonymous") and not self.is_named(mention, entity.name if entity else None):
            kind, anonymous = "anonymous", True
        role: Literal["outlet", "agency", "speaker"] = "speaker"
        if media:
            role = "agency" if self.is_agency(name, mention) else "outlet"
        affiliation = (mention.affiliation if mention else None) or (entity.affiliation if entity else None)
        return SourceLink(
            role=role,
            text=span.of(self.document.text),
            start=span.start,
            end=span.end,
            name=name,
            kind=kind,
            anonymous=anonymous,
            affiliation=affiliation,
            reason=reason if anonymous else None,
            cue=cue,
            stance=stance,
        )

    def reason(self, sentence: int, head: int, entity: int | None) -> str | None:
        span = self.local.get((sentence, head))
        if span is None and entity is not None:
            span = self.reasons.get(entity)
        return " ".join(span.of(self.document.text).split()) if span else None

    def is_named(self, mention: Mention | None, name: str | None) -> bool:
        return name is not None or (mention is not None and mention.name is not None)

    def is_agency(self, name: str | None, mention: Mention | None) -> bool:
        printed = (name or (mention.text if mention else "")).lower().removeprefix("the ")
        if printed in self.roles.agencies:
            return True
        return printed.endswith("agency") or bool(mention and mention.head_lemma == "agency")

    def kind(self, sentence: int, head: int, mention: Mention | None, name: str | None) -> SourceKind:
        entity = self.coreference.entity_of(sentence, head)
        if mention is None:
            return "anonymous"
        kind = entity.kind if entity and (mention.form != "name" or mention.kind == "thing") else mention.kind
        if mention.media or (entity and entity.media):
            return "media"
        if kind in ("organisation", "place") or (kind == "thing" and mention.head_lemma in self.roles.speaking):
            return "organisation"
        if kind == "document":
            return "document"
        plural = mention.number == "plural" or (
            mention.form in ("pronoun", "relative") and entity is not None and entity.number == "plural"
        )
        if kind == "group" or (plural and mention.form != "name"):
            return "group"
        if self.is_named(mention, entity.name if entity else None):
            return "person"
        if entity is None and mention.form in ("pronoun", "relative"):
            return "organisation" if mention.head_lemma == "it" else "person"
        return "person" if self.is_office(mention, entity.role if entity else None) else "anonymous"

    def is_same_party(self, sentence: int, first: int, other: int) -> bool:
        """Whether a conjunct only tells more of the first: "Ruiz, a doctor, singer and novelist", "the secretary of
        Trade and Industry", or one body whose name was read as two."""
        if self.is_bare_role(sentence, other):
            return True
        head, mention = self.coreference.mention(sentence, first), self.coreference.mention(sentence, other)
        if head is None or mention is None:
            return False
        if head.span == mention.span or (head.name is not None and head.name == mention.name):
            return True
        if head.kind != "person" or head.number == "plural":
            return False
        tokens = self.views[sentence].tokens
        apposed = mention.kind == "person" and mention.form == "description" and mention.definite is not True
        if apposed and head.name and mention.number == "singular" and tokens[mention.first - 1].text == ",":
            return True
        # a field without article right behind "of": it belongs to the office
        if head.role is None or mention.kind == "person" or mention.definite is not None or mention.media:
            return False
        if head.name and head.name in self.document.text[head.span.start : mention.span.start]:
            return False
        view, before = self.views[sentence], mention.first - 2
        return any(
            tokens[c].deprel == "nmod" and view.low[c] <= before <= view.high[c] and tokens[before + 1].upos == "CCONJ"
            for c in view.children[first]
        )

    def is_bare_role(self, sentence: int, head: int) -> bool:
        """One person's role without article or name."""
        mention = self.coreference.mention(sentence, head)
        return (
            mention is not None
            and mention.kind == "person"
            and mention.form == "description"
            and mention.definite is None
            and mention.number == "singular"
        )

    def is_office(self, mention: Mention, role: str | None) -> bool:
        """As in "the governor", "prime minister": an office that one person holds; "a minister" may be anyone."""
        role = mention.role or role
        words = mention.text.lower().replace("-", " ").split()
        if "general" in words and words[words.index("general") - 1] in GENERALS:
            return mention.definite is not False  # "the inspector general"
        if role is None or role in self.roles.anonymous or role not in self.roles.offices:
            return False
        return mention.definite is not False
