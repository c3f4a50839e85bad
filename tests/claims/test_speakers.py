"""Whose words they are where the sentence makes it hard: requests, halves of quotations, verdicts of others, unnamed
bodies; on frozen trees (`speakers.conllu`)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.claims.conftest import laid_out, starting

from ascribe.claims.attribution import Attributions, read_voices
from ascribe.claims.extract import draft_claims
from ascribe.claims.mending import mended
from ascribe.contract.claims import SourceLink, Stance
from ascribe.contract.documents import Document
from ascribe.contract.sentences import Parse, Sentence


@pytest.fixture
def report(frozen: Callable[[str], dict[str, Parse]]) -> Callable[..., tuple[Document, list[Sentence]]]:
    """A document of paragraphs, each the frozen sentences that begin so."""
    known = frozen("speakers")

    def make(*paragraphs: list[str]) -> tuple[Document, list[Sentence]]:
        whole = [[starting(known, begin).text for begin in paragraph] for paragraph in paragraphs]
        document, sentences = laid_out(known, *whole)
        return document, [mended(s) for s in sentences]

    return make


@pytest.fixture
def read(report: Callable[..., tuple[Document, list[Sentence]]]) -> Callable[..., tuple[Document, Attributions]]:
    def make(*paragraphs: list[str]) -> tuple[Document, Attributions]:
        document, sentences = report(*paragraphs)
        return document, read_voices(document, sentences)

    return make


Report = Callable[..., tuple[Document, list[Sentence]]]
Read = Callable[..., tuple[Document, Attributions]]


def told(document: Document, found: Attributions, cue: str) -> tuple[str, str]:
    """Speaker and content of the report with this reporting word."""
    (a,) = [a for a in found if a.cue.lemma == cue]
    return a.chains[0][-1].name or a.chains[0][-1].text, " … ".join(s.of(document.text) for s in a.spans)


@pytest.mark.parametrize(
    ("sentence", "cue", "speaker", "content"),
    [
        ("The governor asked", "ask", "The governor", "to send ships"),
        ("The harbourmaster", "request", "The harbourmaster", "support"),
        ("The audit cited", "cite", "The audit", "attacks on fishing boats"),
        ("The quay is flooded", "continue", "Ruiz", "The quay is flooded"),
        ('"The barges', "tell", "Ana Ruiz", "The barges must leave"),
        ('"New ways', "add", "the statement", 'New ways of paying will be found" to support the harbour'),
        ("Running two", "say", "he", 'Running two ferries for one island "was not practical'),
        ("The right of", "say", "she", "The right of passage that protects fishermen … is a very old right"),
        ('Ruiz said "the quay', "say", "Ruiz", "the quay is safe"),
        ("Brandt said that", "say", "Brandt", "the dam holds"),
        ("The ferry line", "say", "a report", "The ferry line plans to close its office, which opened in May"),
        ("A nurse told", "tell", "A nurse", "the clinic had closed"),
        ("The mayor said the", "say", "The mayor", "the ships will sail"),
        ("In the view", "say", "the mayor", "the army has lost the port"),
        ("Norda said on", "say", "Norda", "the bridge had fallen"),
        ("The latter", "say", "The latter", "the bridge was safe"),
        ("The mayor made it", "say", "The mayor", "the port would close"),
        ("Brandt has", "deny", "Brandt", "this"),
        ("They will stay", "say", "Ruiz", "They will stay in Mada"),
        ("The wells were dry, Ruiz", "tell", "Ruiz", "The wells were dry"),
        ("Through busy", "say", "the report", "Through busy markets … traders and guards have sold the wheat"),
        ("Even if rain", "say", "Brandt", "Even if rain fills the wells … the farms lost nine harvests"),
        ("To find the gap", "say", "Ruiz", "To find the gap, Delta counted the ships and found two"),
        ("The government says", "say", "The government", "the strikers are thieves"),
        ("The two mayors", "concern", "The two mayors", "the strait"),
        ("The report identified", "identify", "The report", "heating could cost the town millions"),
        ("The Post met", "say", "Delta Radio", "one of the best cooks on the coast"),
        ("The governor ordered", "order", "The governor", "an inquiry"),
        ("Sailors would", "add", "she", "the council would pay"),
        ('"Many boats', "express", "he", "Many boats are sold"),
        ("The union slammed", "slam", "The union", "the council … hiding the figures"),
        ("The Minister for Ports", "announce", "Ana Ruiz", "the quay will be closed"),
        ("Ruiz was as", "surprised", "Ruiz", "We did not know that the dam had failed"),
        ("The floods left", "say", "the police", "The floods left nine dead"),
        ("Ruiz announced", "announce", "Ruiz", "the market would close"),
        ('"They shut', "learn", "Ruiz", "the guard had fled"),
        ("The quay is open", "say", "Ruiz", "The quay is open because that helps the fishermen"),
        ('"The roof will hold," the mayor', "say", "the mayor", "The roof will hold"),
    ],
)
def test_speaker_and_content(read: Read, sentence: str, cue: str, speaker: str, content: str) -> None:
    document, found = read([sentence])
    assert told(document, found, cue) == (speaker, content)
    assert next(a for a in found if a.cue.lemma == cue).gives_source


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("He asked whether", "ask"),
        ("The squad is", "command"),
        ("A village elder", "respond"),
        ("Divers do not", "request"),
        ("The army ordered", "order"),
        ("The mills did", "report"),
        ("This old work", "write"),
        ("The keeper stood", "reveal"),
        ("Delta Radio's questions", "question"),
    ],
)
def test_what_nobody_has_told_lends_no_speaker(read: Read, sentence: str, cue: str) -> None:
    _, found = read([sentence])
    assert [a.gives_source for a in found if a.cue.lemma == cue] == [False]


def test_what_begins_when_something_else_happens_reports_nothing(read: Read) -> None:
    _, found = read(['"When the mill'])
    assert [(a.cue.text, a.chains[0][-1].text) for a in found] == [("says", "Ruiz")]


def test_a_state_of_mind_finds_nothing_out(read: Read) -> None:
    _, found = read(["The council is calm"])
    assert [a.cue.lemma for a in found if a.gives_source] == ["say"]


def test_to_find_something_hard_is_no_finding(read: Read) -> None:
    _, found = read(["Traders find"])
    assert not list(found)


def test_what_people_are_urged_to_demand_is_no_demand_of_theirs(read: Read) -> None:
    _, found = read(["The envoy urged"])
    assert {c[-1].text for a in found if a.gives_source for c in a.chains} == {"The envoy"}


def test_who_cites_passes_on(read: Read) -> None:
    _, found = read(["Ruiz cited"])
    assert [(x.text, x.stance) for x in found[0].chains[0]] == [("Ruiz", "quotes"), ("the army", "asserts")]


def test_a_paper_does_not_say_i(read: Read) -> None:
    _, found = read(['"The market is weak'], ['"My small shop'])
    assert not any(found.chains_at(1, t) for t in range(8))


def test_what_was_never_declared_is_known_from_nobody(report: Report) -> None:
    (draft,) = draft_claims(*report(["The government never"]))
    assert draft.claim.sources == ()


def test_quoted_terms_do_not_change_the_speaker(read: Read) -> None:
    _, found = read(['"The work will'], ['"There is no'])
    assert [(c[0].text, c[0].implied) for c in found.chains_at(1, 2)] == [("Ruiz", True)]


def test_it_confirms_may_be_a_thing(read: Read) -> None:
    _, found = read(["It confirms"])
    assert not list(found)


def test_without_saying_when_is_not_saying_when(read: Read) -> None:
    document, found = read(["The two sides"])
    (silent,) = [a for a in found if a.stance is Stance.DECLINES]
    assert silent.chains[0][-1].text == "the envoy"
    assert silent.spans[0].of(document.text) == "when the talks would begin"


def test_saying_behind_a_thing_goes_on_with_the_speaker(read: Read) -> None:
    _, found = read(["The mayor said that"])
    assert [(a.cue.text, a.chains[0][-1].text) for a in found] == [("said", "The mayor"), ("saying", "The mayor")]


def test_we_in_the_speakers_own_words_is_no_further_link(read: Read) -> None:
    _, found = read(['"We demand'])
    reopen = next(i for i, t in enumerate(found.coreference.sentences[0].tokens) if t.text == "reopen")
    assert [[x.text for x in c] for c in found.chains_at(0, reopen)] == [["Ruiz"]]


def test_a_quoted_paragraph_belongs_to_whose_words_the_paragraph_before_ends_with(read: Read) -> None:
    _, found = read(["Ruiz said the road"], ['"The fish'])
    assert [(c[0].text, c[0].implied) for c in found.chains_at(1, 3)] == [("Ruiz", True)]


def test_the_phrase_before_a_last_said_is_who_says_it(read: Read) -> None:
    _, found = read(["Hugo Brandt presented"])
    assert [x.text for x in found[0].chains[0]] == ["an official statement"]


def test_a_second_quotation_far_from_the_verb_goes_on_with_the_first(read: Read) -> None:
    document, found = read(["Ruiz said the crew"])
    assert "growing fat" in told(document, found, "say")[1]


def test_a_clause_behind_a_semicolon_is_not_what_begins(read: Read) -> None:
    _, found = read(["The navy began"])
    assert not list(found)


def test_who_feels_what_he_argues_is_one_link(read: Read) -> None:
    _, found = read(["The old keeper"])
    tokens = found.coreference.sentences[0].tokens
    (chain,) = found.chains_at(0, next(i for i, t in enumerate(tokens) if t.text == "pass"))
    assert [x.text for x in chain] == ["he"]


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [("The fleet left", []), ("In Mada a plague", []), ("As a tool", []), ("The council said the", ["The council"])],
)
def test_dates_norms_and_what_only_leads_up_are_nobodys_words(read: Read, sentence: str, speakers: list[str]) -> None:
    _, found = read([sentence])
    assert [c[-1].text for a in found for c in a.chains] == speakers


def test_who_issues_a_warning_is_known_to_have_warned(report: Report) -> None:
    (draft, *_) = draft_claims(*report(["The navy issued"]))
    assert [c[0].text for c in draft.claim.sources] == ["The navy"]


def test_a_name_that_nobody_marked(read: Read) -> None:
    _, found = read(["Museum curator"])
    assert [(x.name, x.kind, x.anonymous) for x in found[0].chains[0]] == [("Chen Su-fen", "person", False)]


def test_who_reports_may_be_an_agency(read: Read) -> None:
    _, found = read(["The road is closed, Petra"])
    assert [(x.role, x.kind) for x in found[0].chains[0]] == [("agency", "media")]


def test_an_outlet_is_no_platform(read: Read) -> None:
    _, found = read(["Norda said on"])
    assert [x.text for x in found[0].chains[0]] == ["Norda"]


@pytest.fixture
def speaker(read: Read) -> Callable[..., SourceLink]:
    """The innermost link of the last report of some sentences."""

    def find(*sentences: str) -> SourceLink:
        _, found = read(list(sentences))
        return found[-1].chains[0][-1]

    return find


@pytest.mark.parametrize(
    ("sentences", "kind", "anonymous"),
    [
        (["Authorities said"], "group", True),
        (["Aid agencies said"], "organisation", True),
        (["Police said"], "organisation", False),
        (["Ships may not"], "document", False),
        (['"The roof will hold," the lawmaker'], "anonymous", True),
        (["Hugo Brandt opened", '"The roof will hold," the lawmaker'], "person", False),
        (["Hugo Brandt opened", "Another lawmaker", '"The roof will hold," the lawmaker'], "anonymous", True),
        (["The two leaders"], "group", False),
    ],
)
def test_who_is_unnamed(speaker: Callable[..., SourceLink], sentences: list[str], kind: str, anonymous: bool) -> None:
    found = speaker(*sentences)
    assert (found.kind, found.anonymous) == (kind, anonymous)


def test_who_asks_is_known_to_have_asked_from_himself(report: Report) -> None:
    document, sentences = report(["The governor asked"])
    claims = {d.claim.event.text: d.claim for d in draft_claims(document, sentences)}
    assert [c[0].text for c in claims["asked"].sources] == ["The governor"]
    assert [c[0].text for c in claims["send"].sources] == ["The governor"]
