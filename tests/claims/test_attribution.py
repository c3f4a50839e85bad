"""Who is given which words, on sentences with known trees (`voices.conllu`) and under any tree at all."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascribe.claims.attribution import Attribution, Attributions, read_voices
from ascribe.contract.claims import Stance
from ascribe.contract.documents import Block, BlockKind, Document
from ascribe.contract.sentences import Parse, Sentence, Token

Told = Callable[..., tuple[Document, list[Sentence]]]


@pytest.fixture
def read(told: Told) -> Callable[..., tuple[Document, Attributions]]:
    def make(*paragraphs: list[str]) -> tuple[Document, Attributions]:
        document, sentences = told(*paragraphs)
        return document, read_voices(document, sentences)

    return make


@pytest.fixture
def only(read: Callable[..., tuple[Document, Attributions]]) -> Callable[..., tuple[str, Attribution]]:
    """The one attribution of a sentence, and the text of its content."""

    def make(sentence: str) -> tuple[str, Attribution]:
        document, (found,) = read([sentence])
        return " … ".join(s.of(document.text) for s in found.spans), found

    return make


Only = Callable[..., tuple[str, Attribution]]
Read = Callable[..., tuple[Document, Attributions]]


@pytest.mark.parametrize(
    ("sentence", "speaker", "content", "stance"),
    [
        (
            "Rebels shelled the port of Mada on Friday, a hospital official said.",
            "a hospital official",
            "Rebels shelled the port of Mada on Friday",
            "asserts",
        ),
        ("The army denied that its guns had hit the harbour.", "The army", "its guns had hit the harbour", "denies"),
        ("He would not discuss the fleet.", "He", "the fleet", "declines"),
        ("The ministry has not confirmed the deaths.", "The ministry", "the deaths", "declines"),
        (
            "The ministry neither confirmed nor denied that the pilot was alive.",
            "The ministry",
            "the pilot was alive",
            "declines",
        ),
        ("Ana Ruiz did not say whether the school was safe.", "Ana Ruiz", "whether the school was safe", "declines"),
        ("The minister doubts that the truce will hold.", "The minister", "the truce will hold", "doubts"),
        ("The council rejected claims that water had run out.", "The council", "water had run out", "denies"),
        ("According to a police report, nine people were hurt.", "a police report", "nine people were hurt", "asserts"),
        ("The road is open, reports Reuters.", "Reuters", "The road is open", "asserts"),
        ("The ministry is confident that the ferry will sail.", "The ministry", "the ferry will sail", "asserts"),
        (
            "The council's claim that the spring was poisoned spread fast.",
            "The council",
            "the spring was poisoned",
            "asserts",
        ),
        (
            "Ana Ruiz accused the council of hiding the figures.",
            "Ana Ruiz",
            "hiding the figures",
            "asserts",
        ),
        ("The report warned of floods in the north.", "The report", "floods in the north", "asserts"),
        ("The report documents abuses in the port.", "The report", "abuses in the port", "asserts"),
        (
            '"The ferry sank," the captain said, "and nobody helped us."',
            "the captain",
            "The ferry sank … and nobody helped us",
            "asserts",
        ),
        (
            'Ruiz said "of course we will fight" against the closure of the port.',
            "Ruiz",
            'of course we will fight" against the closure of the port',
            "asserts",
        ),
        ("Ruiz explained why the port had closed.", "Ruiz", "why the port had closed", "asserts"),
        ("Bridge unsafe for lorries, engineers say.", "engineers", "Bridge unsafe for lorries", "asserts"),
        ('"Why did they fire?" asked Ruiz.', "Ruiz", "Why did they fire", "asserts"),
        ("The road is closed, a guard said on Monday.", "a guard", "The road is closed", "asserts"),
        ("The anti-fraud body said the ships were late.", "The anti-fraud body", "the ships were late", "asserts"),
        (
            "The council issued a statement saying that the wells were dry.",
            "The council",
            "the wells were dry",
            "asserts",
        ),
        ("The army bombed the harbour in what Ruiz described as a raid.", "Ruiz", "a raid", "asserts"),
        ("Delta Radio, quoting two guards, said the wells were dry.", "two guards", "the wells were dry", "asserts"),
    ],
)
def test_speaker_content_and_stance(only: Only, sentence: str, speaker: str, content: str, stance: str) -> None:
    said, found = only(sentence)
    assert [c[-1].text for c in found.chains] == [speaker]
    assert said == content
    assert found.stance == stance
    assert found.chains[0][-1].stance == stance
    assert found.gives_source


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Ruiz says she hopes for rain, but she knows that the wells are dry.",
            [
                ("says", "Ruiz", "she hopes for rain, but she knows that the wells are dry"),
                ("hopes", "she", "rain"),
                ("knows", "she", "the wells are dry"),
            ],
        ),
        (
            "The city says a review shows that fuel entered the water.",
            [
                ("says", "The city", "a review shows that fuel entered the water"),
                ("shows", "a review", "fuel entered the water"),
            ],
        ),
        (
            "Groups say the law has become a threat, and called for its repeal.",
            [("say", "Groups", "the law has become a threat"), ("called", "Groups", "its repeal")],
        ),
        (
            '"Ships are late," Ruiz told reporters in Mada on Monday, while adding that the crews were safe.',
            [("told", "Ruiz", "Ships are late"), ("adding", "Ruiz", "the crews were safe")],
        ),
    ],
)
def test_who_says_what_where_several_say(read: Read, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    document, found = read([sentence])
    here = [(a.cue.text, a.chains[0][-1].text, " … ".join(s.of(document.text) for s in a.spans)) for a in found]
    assert here == expected


def test_who_says_something_is_who_does_not_say_the_rest(read: Read) -> None:
    _, found = read(["The minister said the mayor had left, but did not say when."])
    assert {c[-1].text for a in found for c in a.chains} == {"The minister"}


def test_an_aside_is_the_reporters(only: Only) -> None:
    said, found = only("Ruiz praised the plan, which had failed twice.")
    assert said == "the plan"
    assert not found.gives_source


def test_of_a_topic_the_reporter_tells(only: Only) -> None:
    _, found = only("The ministry did not respond to a request for comment.")
    assert found.stance == "asserts"
    assert not found.gives_source


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("It appears that the truce holds.", "the truce holds"),
        ("It is unclear whether the road is open.", "whether the road is open"),
    ],
)
def test_how_things_look_is_said_by_nobody(only: Only, sentence: str, content: str) -> None:
    said, found = only(sentence)
    assert (said, found.chains, found.gives_source) == (content, (), False)


def test_whoever_is_questioned_doubts_nothing(read: Read) -> None:
    _, found = read(["Questioned about the delay, Ruiz said the ships were late."])
    assert {a.stance for a in found} == {Stance.ASSERTS}
    assert found.chains_at(0, 3) == ()
    assert [c[-1].text for c in found.chains_at(0, 10)] == ["Ruiz"]


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("The undersecretary of Trade and Energy, Hugo Brandt, said the ships were late.", ["Hugo Brandt"]),
        ("Brandt, a dancer, singer and poet, said the hall was full.", ["Brandt"]),
    ],
)
def test_one_speaker_is_not_made_two(only: Only, sentence: str, speakers: list[str]) -> None:
    _, found = only(sentence)
    assert [c[-1].name for c in found.chains] == speakers


def test_a_speaker_tied_to_the_quoted_verb_by_error(read: Read) -> None:
    document, found = read(['"We will go," the guard who asked for silence told Delta radio.'])
    (told,) = [a for a in found if a.cue.text == "told"]
    assert [[x.text for x in c] for c in told.chains] == [["Delta radio", "the guard"]]
    assert [s.of(document.text) for s in told.spans] == ["We will go"]


def test_a_transcript_with_a_quotation_mark_at_each_turn(read: Read) -> None:
    _, found = read(['"RUIZ: The road is open.'], ['"BRANDT: It is not.'], ['"RUIZ: Look at it."'])
    assert [(a.chains[0][-1].text, [s for s, _ in a.content]) for a in found] == [
        ("RUIZ", [0]),
        ("BRANDT", [1]),
        ("RUIZ", [2]),
    ]


def test_paragraphs_left_open_belong_to_who_ends_them(read: Read) -> None:
    _, found = read(
        ['"It is a good life," he said.'],
        ['"The wells were full.'],
        ['"Nobody went home," Ruiz said.'],
    )
    by_speaker = {a.chains[0][-1].text: [s for s, _ in a.content] for a in found}
    assert by_speaker == {"he": [0], "Ruiz": [1, 2]}


def test_a_colon_in_a_headline(read: Read) -> None:
    document, (found,) = read(["#", "Bridge closed after flood: police"])
    assert found.chains[0][0].text == "police"
    assert found.spans[0].of(document.text) == "Bridge closed after flood"


@pytest.mark.parametrize(
    "sentence",
    [
        "The move shows that the council is weak.",
        'The so-called "peace train" left the town.',
        "Soldiers guarded the mill.",
        "Police questioned the crew.",
        "The truce seems to hold in the south.",
    ],
)
def test_no_attribution_without_a_speaker(read: Read, sentence: str) -> None:
    _, found = read([sentence])
    assert not list(found)


def test_reported_by_nobody_has_no_chain(only: Only) -> None:
    said, found = only("It was reported that the dam had failed.")
    assert found.chains == ()
    assert said == "the dam had failed"


@pytest.mark.parametrize(
    "sentence",
    ["The captain wants to sell the boat.", "The council rejected the plan."],
)
def test_attitudes_lend_no_speaker(read: Read, sentence: str) -> None:
    _, found = read([sentence])
    assert [a.gives_source for a in found] == [False]
    assert not any(found.chains_at(0, t) for t in range(7))


def test_saying_that_is_only_supposed_lends_no_speaker(read: Read) -> None:
    _, found = read(["If the mayor says that the dam is safe, people will return."])
    assert not any(found.chains_at(0, t) for t in range(14))


@pytest.mark.parametrize(
    ("sentence", "links"),
    [
        (
            "Delta Radio quoted a ministry official as saying that the bridge was closed.",
            [("outlet", "Delta Radio", "quotes"), ("speaker", "a ministry official", "asserts")],
        ),
        (
            "State television, quoting the navy, said the island had fallen.",
            [("outlet", "State television", "quotes"), ("speaker", "the navy", "asserts")],
        ),
        (
            "A navy captain told the Norda news agency that two ships had left.",
            [("agency", "the Norda news agency", "quotes"), ("speaker", "A navy captain", "asserts")],
        ),
        (
            "The minister was quoted by Delta Radio as saying the talks were over.",
            [("outlet", "Delta Radio", "quotes"), ("speaker", "The minister", "asserts")],
        ),
    ],
)
def test_chains_run_from_the_outlet_to_the_speaker(
    only: Only, sentence: str, links: list[tuple[str, str, str]]
) -> None:
    _, found = only(sentence)
    assert [(x.role, x.text, x.stance) for x in found.chains[0]] == links


def test_two_parties_are_two_chains(only: Only) -> None:
    _, found = only("Residents and officials said the well was dry.")
    assert [(c[0].text, c[0].kind, c[0].anonymous) for c in found.chains] == [
        ("Residents", "group", True),
        ("officials", "group", True),
    ]


def test_nested_reports_make_one_chain(read: Read) -> None:
    _, found = read(["Ruiz said that the captain had told her that the crew was safe."])
    tokens = found.coreference.sentences[0].tokens
    safe = next(i for i, t in enumerate(tokens) if t.text == "safe")
    (chain,) = found.chains_at(0, safe)
    assert [(x.text, x.stance) for x in chain] == [("Ruiz", "quotes"), ("the captain", "asserts")]
    assert [a.cue.lemma for a in found.sources_at(0, safe)] == ["say", "tell"]


def test_time_of_the_saying_is_told_apart(read: Read) -> None:
    _, found = read(["The harbour is calm, she said Tuesday, adding that the ferry would sail."])
    said, added = found
    tokens = found.coreference.sentences[0].tokens
    assert [tokens[i].text for i in range(said.speech_time[0], said.speech_time[1] + 1)] == ["Tuesday"]
    assert added.chains[0][0].text == "she"
    assert {tokens[i].text for _, c in said.content for i in c} == {"The", "harbour", "is", "calm"}


def test_weekday_of_the_event_is_no_time_of_the_saying(only: Only) -> None:
    _, found = only("Rebels shelled the port of Mada on Friday, a hospital official said.")
    assert found.speech_time is None


def test_anonymity_and_its_reason_from_the_next_sentence(read: Read) -> None:
    _, found = read(
        [
            "Rebels shelled the port of Mada on Friday, a hospital official said.",
            "The official spoke on condition of anonymity because he was not allowed to brief the press.",
        ]
    )
    link = found[0].chains[0][0]
    assert (link.kind, link.anonymous, link.affiliation) == ("anonymous", True, "hospital")
    assert link.reason == "not allowed to brief the press"
    assert link.name is None


def test_a_source_that_asks_not_to_be_named(only: Only) -> None:
    _, found = only("An envoy, who asked not to be named, said the deal was near.")
    assert found.chains[0][0].text == "An envoy"
    assert found.chains[0][0].anonymous


def test_named_people_and_bodies_are_not_anonymous(read: Read) -> None:
    _, found = read(
        ["Colonel Hugo Brandt, a spokesman for the army, declined to comment on whether drones had been used."],
        ["The army denied that its guns had hit the harbour."],
    )
    brandt, army = found[0].chains[0][0], found[1].chains[0][0]
    assert (brandt.name, brandt.kind, brandt.anonymous, brandt.affiliation) == ("Hugo Brandt", "person", False, "army")
    assert (army.kind, army.anonymous) == ("organisation", False)
    assert found[0].stance is Stance.DECLINES
    assert found[0].cue.text == "declined to comment"


def test_a_description_takes_the_name_that_is_known(read: Read) -> None:
    _, found = read(
        ["Colonel Hugo Brandt, a spokesman for the army, declined to comment on whether drones had been used."],
        ["He would not discuss the fleet."],
    )
    assert found[1].chains[0][0].text == "He"
    assert found[1].chains[0][0].name == "Hugo Brandt"


# ---- quotations ------------------------------------------------------------------------------------------------------


def test_split_quotation_is_one_attribution(read: Read) -> None:
    document, (found,) = read(['"The wards are full," the official said.', '"We need blood."'])
    assert [s.of(document.text) for s in found.spans] == ["The wards are full", "We need blood"]
    assert found.kind == "direct"


def test_quoted_paragraphs_left_open_belong_to_who_ends_them(read: Read) -> None:
    _, found = read(['"We held the line all night.'], ['"Nobody slept in the trench," Brandt said.'])
    assert found.chains_at(1, 3)
    assert found.chains_at(0, 3)[0][0].text == "Brandt"
    assert found.chains_at(0, 3)[0][0].implied


def test_a_quoted_paragraph_without_verb_belongs_to_the_last_speaker(read: Read) -> None:
    _, found = read(['"The wards are full," the official said.'], ['"The river froze and the guns fell silent."'])
    (chain,) = found.chains_at(1, 3)
    assert (chain[0].text, chain[0].implied) == ("the official", True)


def test_the_reporters_own_sentence_has_no_speaker(read: Read) -> None:
    _, found = read(
        ['"The dam will hold," Ruiz said.', "The water rose in the night.", "Soldiers guarded the mill."],
        ['"I saw the smoke," Ana Ruiz said.'],
    )
    assert not any(found.chains_at(s, t) for s in (1, 2) for t in range(7))


def test_we_is_the_speakers_body_and_i_the_speaker(read: Read) -> None:
    _, found = read(
        ['"We are leaving at dawn," army spokesman Hugo Brandt said.'], ['"I saw the smoke," Ana Ruiz said.']
    )
    assert found.coreference.name_of(0, 1) == "army"
    assert found.coreference.name_of(1, 1) == "Ana Ruiz"


def test_cue_at_finds_events_that_are_sayings(read: Read) -> None:
    _, found = read(["Ana Ruiz accused the council of hiding the figures."])
    cue = found.cue_at(0, 2)
    assert cue is not None
    assert cue.is_event
    assert found.cue_at(0, 3) is None


# ---- any input -------------------------------------------------------------------------------------------------------

WORDS = [
    "said",
    "told",
    "he",
    "Ana",
    "Ruiz",
    '"',
    "“",
    "”",
    "that",
    "denied",
    "not",
    "the",
    "army",
    ",",
    ":",
    "rebels",
    "fled",
    ".",
    "'",
    "according",
    "to",
    "anonymity",
    "because",
    "quoted",
    "as",
    "saying",
]
RELATIONS = [
    "nsubj",
    "obj",
    "ccomp",
    "parataxis",
    "punct",
    "advcl",
    "acl:relcl",
    "conj",
    "flat",
    "case",
    "mark",
    "nsubj:pass",
    "obl",
    "appos",
    "xcomp",
]
TAGS = ["VERB", "NOUN", "PROPN", "PRON", "PUNCT", "ADJ", "ADP", "AUX", "NUM", "DET"]


@st.composite
def parsed(draw: st.DrawFn) -> tuple[Document, list[Sentence]]:
    """Any words under any tree, in any paragraphs."""
    text, sentences, blocks = "", [], []
    for block in range(draw(st.integers(1, 3))):
        begin = len(text)
        for _ in range(draw(st.integers(1, 3))):
            words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
            start, tokens, at = len(text), [], 0
            order = draw(st.permutations(range(len(words))))
            heads = [-1] * len(words)
            for place, index in enumerate(order[1:], 1):
                heads[index] = order[draw(st.integers(0, place - 1))]
            for index, word in enumerate(words):
                relation = "root" if heads[index] < 0 else draw(st.sampled_from(RELATIONS))
                tag = draw(st.sampled_from(TAGS))
                tokens.append(
                    Token(
                        at,
                        at + len(word),
                        word,
                        word.lower(),
                        tag,
                        draw(st.sampled_from(["VBD", "NNP", "NN", "VBG", "NNS"])),
                        heads[index],
                        relation,
                    )
                )
                at += len(word) + 1
            text += " ".join(words) + "\n"
            sentences.append(Sentence(start, " ".join(words), block, Parse(tuple(tokens))))
        blocks.append(Block(draw(st.sampled_from([BlockKind.BODY, BlockKind.HEADLINE])), begin, len(text) - 1))
    return Document("d", "r", "n", text, tuple(blocks)), sentences


@given(parsed())
@settings(max_examples=60, deadline=None)
def test_any_tree_gives_offsets_that_slice_back(case: tuple[Document, list[Sentence]]) -> None:
    document, sentences = case
    found = read_voices(document, sentences)
    for attribution in found:
        cue = attribution.cue
        assert cue.span.of(document.text) == cue.text
        for chain in attribution.chains:
            for x in chain:
                assert document.text[x.start : x.end] == x.text != ""
        for span in attribution.spans:
            assert span.of(document.text)
        for s, tokens in attribution.content:
            assert tokens <= set(range(len(sentences[s].tokens)))
    for s, sentence in enumerate(sentences):
        for t in range(len(sentence.tokens)):
            for chain in found.chains_at(s, t):
                assert chain
            found.coreference.name_of(s, t)
            found.coreference.antecedent(s, t)


def flat(text: str, block: int = 0, start: int = 0) -> Sentence:
    """A sentence whose words hang on the first verb, as a bad parser would have it."""
    tokens, at = [], 0
    words = text.split(" ")
    root = next((i for i, w in enumerate(words) if w == "said"), 0)
    for i, word in enumerate(words):
        tag = "VERB" if word == "said" else "PUNCT" if word in '",.“”' else "PROPN" if word[:1].isupper() else "NOUN"
        xpos = {"VERB": "VBD", "PROPN": "NNP", "PUNCT": ",", "NOUN": "NN"}[tag]
        relation = "root" if i == root else "punct" if tag == "PUNCT" else "nsubj" if i == root - 1 else "dep"
        tokens.append(Token(at, at + len(word), word, word, tag, xpos, -1 if i == root else root, relation))
        at += len(word) + 1
    return Sentence(start, text, block, Parse(tuple(tokens)))


def many(paragraph: str, count: int) -> tuple[Document, list[Sentence]]:
    text, sentences, blocks = "", [], []
    for i in range(count):
        sentences.append(flat(paragraph, i, len(text)))
        blocks.append(Block(BlockKind.BODY, len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return Document("d", "r", "n", text, tuple(blocks)), sentences


@pytest.mark.parametrize(
    "paragraph",
    ['" It fell , " Ruiz said .', "“ It fell", '" " " " "', "Ruiz said “ it fell ” “ and rose “", "Ana Ruiz said"],
)
def test_time_grows_with_the_text(paragraph: str) -> None:
    """Quotations by the hundred, closed, unclosed, contradictory: twice the text takes at most three times as long."""
    took = []
    for count in (250, 500):
        document, sentences = many(paragraph, count)
        start = time.process_time()
        read_voices(document, sentences)
        took.append(time.process_time() - start)
    assert took[1] < 3 * took[0] + 0.2


def test_an_unclosed_quotation_does_not_swallow_the_document() -> None:
    text = 'Ruiz said , " it fell .'
    rest = "rebels left the town ."
    document = Document(
        "d",
        "r",
        "n",
        f"{text}\n\n{rest}",
        (Block(BlockKind.BODY, 0, len(text)), Block(BlockKind.BODY, len(text) + 2, len(text) + 2 + len(rest))),
    )
    found = read_voices(document, [flat(text), flat(rest, 1, len(text) + 2)])
    assert not any(found.chains_at(1, t) for t in range(5))


def test_a_paragraph_of_two_thousand_quotations() -> None:
    text = " ".join(["“ it fell ” said Ruiz ,"] * 2000)
    document = Document("d", "r", "n", text, (Block(BlockKind.BODY, 0, len(text)),))
    start = time.process_time()
    read_voices(document, [flat(text)])
    assert time.process_time() - start < 5


def test_a_list_of_two_thousand_names() -> None:
    text = "Ruiz said " + " , ".join(["Ana Ruiz"] * 2000)
    document = Document("d", "r", "n", text, (Block(BlockKind.BODY, 0, len(text)),))
    start = time.process_time()
    read_voices(document, [flat(text)])
    assert time.process_time() - start < 5
