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
KNOWN_FOR = 4
"""Sentences for which a person who was named may be called by another word."""
PLATFORMS = frozenset({"twitter", "facebook", "youtube", "instagram", "telegram", "tiktok", "whatsapp", "weibo"})
PLURAL_BODIES = frozenset({"police", "force", "forces", "troop", "nation"})
"""Bodies whose name is a plural: "police said" names the body."""
SHOWING = frozenset(
    """imply signal reveal confirm underline underscore highlight explain recall project detail threaten stipulate
    outline chronicle insinuate intimate guarantee predict verify corroborate certify affirm rule""".split()
)
"""What a thing does as well: "it implies a loss", "it confirms the fears"."""
NAMED_TEXTS = frozenset({"act", "code", "covenant", "convention", "protocol"})
"""What names a text at the end of a name: "the Ports Act"."""
OF_TWO = frozenset({"latter", "former"})
"""One of two who were named."""
REPORTS = frozenset({"reported", "reports"})
"""What agencies do, and people rarely."""
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
        if report.rule == "according-to" and view.lemmas[head] in reporting().lists["norms"] and report.cue > 0:
            # "are handled according to the rules"; "ships may not stay, according to the rules"
            return view.tokens[report.cue - 1].text == ","
        if report.rule == "according-to":
            return token.upos in ("NOUN", "PROPN", "ADJ", "NUM", "DET") or (
                mention is not None and mention.kind == "person"
            )
        if view.lemmas[head] in OF_TWO:
            return True
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
                told = report.word.category in IMPERSONAL and report.word.lemma not in SHOWING
                return told and "passive" not in report.rule
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
        if mention.head_lemma in PLATFORMS:
            return False  # "said on Facebook": nobody's report
        return told and (mention.media or (entity is not None and entity.media))

    def link(self, sentence: int, head: int, stance: Stance, cue: str) -> SourceLink:
        mention = self.coreference.mention(sentence, head)
        entity = self.coreference.entity_of(sentence, head)
        span = mention.span if mention else self.views[sentence].sentence.span(head)
        name = self.coreference.name_of(sentence, head)
        printed = self.printed_name(sentence, mention) if entity is None or entity.name is None else None
        name = printed or name
        media = bool((mention and mention.media) or (entity and entity.media)) or self.is_printed_outlet(mention)
        kind = self.kind(sentence, head, mention)
        if cue.lower() == "according to" and mention and mention.kind == "thing" and not mention.name:
            kind = "document"
        unknown = mention is not None and self.is_unknown(sentence, mention)
        named = printed is not None or self.is_named(mention, entity.name if entity else None)
        kind = "person" if printed is not None else kind
        if name and name.lower() in self.roles.agencies and cue.lower() in REPORTS:
            kind, media = "media", True  # "Petra reported": an agency, and nobody's first name
        if kind == "organisation" and not named and mention is not None and mention.head_lemma == "authority":
            kind = "group" if mention.number == "plural" else kind  # "authorities": people, and nobody says which
        some = kind == "organisation" and not named and mention is not None and self.is_some_body(sentence, mention)
        pair = mention is not None and self.is_pair(sentence, mention)
        kind = "group" if pair and not named else kind
        anonymous = kind == "anonymous" or some or (kind == "group" and not unknown and not named and not pair)
        reason = self.reason(sentence, head, entity.id if entity else None)
        withheld = (sentence, head) in self.local or (entity is not None and entity.id in self.reasons)
        if withheld and kind in ("person", "anonymous") and not named:
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

    def is_pair(self, sentence: int, mention: Mention) -> bool:
        """As in "the two", "the two leaders", "both": who was told before."""
        view = self.views[sentence]
        told = {view.lemmas[mention.head]} | {view.lemmas[c] for c in view.children[mention.head]}
        whose = any(view.base(c) in ("nmod", "acl") and c > mention.head for c in view.children[mention.head])
        both = "both" in told or (mention.definite is True and bool(told & {"two", "duo", "pair"}))
        return both and not whose and mention.form == "description" and mention.kind in ("group", "person", "thing")

    def is_some_body(self, sentence: int, mention: Mention) -> bool:
        """As in "a rights group", "aid agencies": a body, and nobody says which."""
        entity = self.coreference.entity_of(sentence, mention.head)
        told = [self.coreference.mention(*at) for at in entity.mentions] if entity is not None else [mention]
        first = next((m for m in told if m is not None and m.form == "description"), mention)
        plural = first.number == "plural" and first.definite is not True and not first.media
        plural = plural and first.head_lemma not in PLURAL_BODIES
        return first.form == "description" and first.kind == "organisation" and (first.definite is False or plural)

    def is_known(self, sentence: int, mention: Mention) -> bool:
        """As in "the lawmaker", of whom the report has told before by another word: nobody introduces him as one of
        several, and a person with a name stands in the sentences before."""
        entity = self.coreference.entity_of(sentence, mention.head)
        places = entity.mentions if entity is not None else ((sentence, mention.head),)
        told = [self.coreference.mention(*at) for at in places]
        if mention.form in ("pronoun", "relative"):
            # "he" is as known as whom it stands for
            first = next(((at, m) for at, m in zip(places, told, strict=True) if m and m.form == "description"), None)
            return first is not None and first[0] < (sentence, mention.head) and self.is_known(first[0][0], first[1])
        view, head = self.views[sentence], mention.head
        bare = not any(view.base(c) in ("nmod", "acl", "appos") and c > head for c in view.children[head])
        if mention.form != "description" or mention.definite is not True or mention.kind != "person" or not bare:
            return False
        if mention.role in self.roles.anonymous or any(m is not None and m.definite is False for m in told):
            return False
        if any(
            m.definite is False and m.head_lemma == mention.head_lemma and m.name is None
            for s in range(sentence)
            for m in self.coreference.mentions[s]
        ):
            return False  # "another member", "the member": one who was never named
        return any(
            m.kind == "person" and m.name is not None and m.number == "singular"
            for s in range(max(sentence - KNOWN_FOR, 0), sentence)
            for m in self.coreference.mentions[s]
        )

    def is_printed_outlet(self, mention: Mention | None) -> bool:
        """As in "The Economist", which the tree may take for somebody's description."""
        return mention is not None and mention.text.lower() in self.roles.outlets and mention.text[:1].isupper()

    def printed_name(self, sentence: int, mention: Mention | None) -> str | None:
        """As in "curator Chen Su-fen", where no name was seen: two or more words with capitals behind a noun."""
        if mention is None or mention.form != "description" or mention.kind != "person":
            return None
        apposed = [
            m
            for c in self.views[sentence].children[mention.head]
            if (m := self.coreference.mention(sentence, c)) is not None
            and m.apposed_to == mention.head
            and m.name is not None
            and m.kind == "person"
        ]
        if apposed and mention.number == "singular":
            return apposed[0].name  # "the Minister for Ports, Ana Ruiz"
        tokens, start = self.views[sentence].tokens, mention.first
        for i in range(mention.first, mention.last):
            if tokens[i].upos == "NOUN" and tokens[i].text.islower():
                start = i + 1
        end = start
        while end <= mention.last and (
            tokens[end].text[:1].isupper() or (end > start and "-" in (tokens[end].text, tokens[end - 1].text))
        ):
            end += 1
        long = end - start > 1
        if start == mention.first or not long:
            return None
        return self.views[sentence].sentence.span(start, end - 1).of(self.document.text)

    def is_agency(self, name: str | None, mention: Mention | None) -> bool:
        printed = (name or (mention.text if mention else "")).lower().removeprefix("the ")
        if printed in self.roles.agencies:
            return True
        return printed.endswith("agency") or bool(mention and mention.head_lemma == "agency")

    def kind(self, sentence: int, head: int, mention: Mention | None) -> SourceKind:
        entity = self.coreference.entity_of(sentence, head)
        if self.views[sentence].lemmas[head] in OF_TWO:
            return "person"
        if mention is None:
            return "anonymous"
        kind = entity.kind if entity and (mention.form != "name" or mention.kind == "thing") else mention.kind
        if mention.media or (entity and entity.media) or self.is_printed_outlet(mention):
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
            if kind != "thing" or mention.form != "name" or mention.role is not None or mention.gender is not None:
                return "person"
            return "document" if mention.head_lemma in self.roles.document | NAMED_TEXTS else "organisation"
        if self.is_unknown(sentence, mention):
            return "organisation" if mention.head_lemma == "it" else "person"
        known = self.is_office(mention, entity.role if entity else None) or self.is_known(sentence, mention)
        return "person" if known else "anonymous"

    def is_unknown(self, sentence: int, mention: Mention) -> bool:
        """A pronoun of which the document never tells whom it stands for."""
        entity = self.coreference.entity_of(sentence, mention.head)
        told = entity is not None and (entity.name is not None or entity.description is not None)
        return mention.form in ("pronoun", "relative") and not told

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

    def by_name_first(self, sentence: int, heads: list[int]) -> list[int]:
        """Of "lawyer and singer Ana Ruiz" the part that has the name: roles without article before it are hers."""
        for n, head in enumerate(heads):
            mention = self.coreference.mention(sentence, head)
            if mention is not None and mention.form == "name" and mention.kind == "person":
                bare = n > 0 and all(self.is_bare_role(sentence, h) for h in heads[:n])
                return heads[n:] + heads[:n] if bare else heads
        # the tree may take the name for an explanation of the last role
        view = self.views[sentence]
        names = [c for c in view.children[heads[-1]] if view.tokens[c].deprel == "appos" and c == view.low[c]]
        told = self.coreference.mention(sentence, names[0]) if names and names[0] == heads[-1] + 1 else None
        if told is None or told.name is None or told.kind != "person":
            return heads
        return [names[0], *heads] if all(self.is_bare_role(sentence, h) for h in heads) else heads

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
