"""What strict readers found wrong on unseen newswire, by invented sentences: who speaks, what is ahead, when it was,
what a word means. Trees in `judged.conllu`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ascribe.claims.attribution import read_voices
from ascribe.contract.claims import Claim
from ascribe.contract.documents import Block, BlockKind, Document, Metadata
from ascribe.contract.sentences import Parse, Sentence
from ascribe.resolution.extract import extract


@pytest.fixture(scope="module")
def known(frozen: Callable[[str], dict[str, Parse]]) -> dict[str, Parse]:
    return frozen("judged")


@pytest.fixture
def claims(known: dict[str, Parse]) -> Callable[[str], dict[str, Claim]]:
    """The claims of the one sentence that begins so, by trigger."""

    def make(start: str) -> dict[str, Claim]:
        (text,) = [t for t in known if t.startswith(start)]
        document = Document(
            "d", "r", "n", text, (Block(BlockKind.BODY, 0, len(text)),), Metadata(published_at="2024-05-15")
        )
        found = extract(document, [Sentence(0, text, 0, known[text])])
        return {c.trigger.text: c for c in reversed(found)}

    return make


Claims = Callable[[str], dict[str, Claim]]


@pytest.mark.parametrize(
    ("start", "word", "phase", "factuality"),
    [
        ("It's going to be years", "living", "planned", "planned"),
        ("The ferry will sail", "leaving", "planned", "planned"),
        ("It can be effective", "threat", "ongoing", "asserted"),
        ("She spoke of", "migration", "completed", "asserted"),
        ("The regime sought", "deny", "completed", "asserted"),
        ("The union allows itself", "spend", "ongoing", "asserted"),
        ("The storm raised", "catching", "planned", "possible"),
        ("The union is active", "donating", "ongoing", "asserted"),
        ("Before the war", "sailing", "completed", "asserted"),
    ],
)
def test_what_is_ahead_and_what_is_not(claims: Claims, start: str, word: str, phase: str, factuality: str) -> None:
    claim = claims(start)[word]
    assert (claim.phase.value, claim.factuality.value, claim.condition) == (phase, factuality, None)


@pytest.mark.parametrize(
    ("start", "word", "speaker"),
    [
        ("Furthermore, Ruiz reiterated", "receiving", ["Ruiz"]),
        ("Ruiz slammed", "undermining", ["Ruiz"]),
        ("Ruiz pledged", "visit", []),
        ("Ruiz pledged", "close", ["Ruiz"]),
        ("\"I don't think", "hit", ["Ruiz"]),
    ],
)
def test_who_says_so(claims: Claims, start: str, word: str, speaker: list[str]) -> None:
    assert [chain[-1].text for chain in claims(start)[word].sources] == speaker


def test_a_paragraph_of_quotation_is_of_the_speaker_right_before(known: dict[str, Parse]) -> None:
    texts = [
        '"The pumps are loud," a spokesman said.',
        "Hugo Brandt, who has been helping the crews, said some may leave the port.",
        '"The pumps broke the road last year."',
    ]
    blocks, sentences, at = [], [], 0
    for n, text in enumerate(texts):
        blocks.append(Block(BlockKind.BODY, at, at + len(text)))
        sentences.append(Sentence(at, text, n, known[text]))
        at += len(text) + 2
    document = Document("d", "r", "n", "\n\n".join(texts), tuple(blocks), Metadata())
    (chain,) = read_voices(document, sentences).chains_at(2, 3)
    assert chain[-1].text.startswith("Hugo Brandt")


@pytest.mark.parametrize(
    ("start", "word", "doer"),
    [
        ("Ruiz slammed", "undermining", "the council's rules"),
        ("Ruiz admitted", "obtain", "two brothers from Mada"),
        ("The union is active", "donating", "The union"),
    ],
)
def test_who_does_it(claims: Claims, start: str, word: str, doer: str) -> None:
    assert [a.text for a in claims(start)[word].agents] == [doer]


@pytest.mark.parametrize(
    ("start", "word", "target"),
    [
        ("Hugo Brandt was talking", "talking", ["Ana Ruiz"]),
        ("Residents are opposed", "opposed", ["the new port"]),
        ("We are opposed", "opposed", ["extensions of the park"]),
        ("Women and young", "suffer", []),
    ],
)
def test_whom_it_is_done_to(claims: Claims, start: str, word: str, target: list[str]) -> None:
    assert [t.text for t in claims(start)[word].targets] == target


def test_the_back_of_something_is_no_place(claims: Claims) -> None:
    assert claims("He smashed")["smashed"].places == ()


def test_who_advises_is_not_who_does_it(claims: Claims) -> None:
    assert not claims("The doctor advised")["close"].agents


def test_a_noun_is_not_cut_before_who_asked(claims: Claims) -> None:
    assert [t.text for t in claims("A port union leader")["interviewed"].targets] == ["A port union leader"]


def test_whose_dollars_is_no_participant(claims: Claims) -> None:
    assert not claims("The bank posted")["posted"].targets


@pytest.mark.parametrize(
    ("start", "word", "time"),
    [
        ("A manager would be sent", "sent", None),
        ("The road was closed", "protests", "March and May of 2021"),
        ("The road was closed", "closed", None),
        ("The crews are now", "bring", None),
        ("Moreno is really", "excited", None),
        ("The boats were", "delayed", None),
        ("The port lost", "lost", "the nine months"),
        ("The port made", "made", None),
    ],
)
def test_when_it_was(claims: Claims, start: str, word: str, time: str | None) -> None:
    assert claims(start)[word].time.text == time


@pytest.mark.parametrize(
    ("start", "word", "sense"),
    [
        ("Ana Ruiz beat", "beat", (None, None)),
        ("Guards beat", "beat", ("ASSAULT", "beat")),
        ("The team did not", "left", (None, None)),
        ("Ruiz spent", "spent", (None, None)),
        ("The speaker received", "received", (None, "message")),
        ("Brandt won", "campaign", (None, "election")),
    ],
)
def test_what_the_word_means_there(claims: Claims, start: str, word: str, sense: tuple[str | None, str | None]) -> None:
    claim = claims(start)[word]
    assert (claim.event_type and claim.event_type.value, claim.mode) == sense


def test_a_letter_of_resignation_is_no_diplomacy(claims: Claims) -> None:
    assert claims("The speaker received")["received"].contexts == ()


@pytest.mark.parametrize(
    ("start", "word"),
    [
        ("The court has", "death"),
        ("In one demonstration", "demonstration"),
        ("The port made", "ended"),
        ("The bank was fined", "reported"),
        ("Ruiz was shot", "trip"),
    ],
)
def test_what_is_no_event_there(claims: Claims, start: str, word: str) -> None:
    assert word not in claims(start)
