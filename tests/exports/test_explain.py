"""`explain`: every filled cell has a rule with a line, its words marked, and lexicon lines that are there."""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from reports import write

import ascribe
from ascribe.claims.trees import Tree
from ascribe.contract.sentences import Parse, Sentence, Token
from ascribe.errors import AscribeError
from ascribe.exports.why.lexicons import word
from ascribe.exports.why.paths import in_words
from ascribe.exports.why.sayings import saying

CLAIMS = Path(ascribe.__file__).parent / "claims"
REPORTS = {
    "a.txt": "MOMBASA - The Lantern Front has begun patrols near Lamu, a senior official said on Monday on condition "
    "of anonymity because he was not allowed to speak to reporters.\n\nThe Kenyan army did not shell the market last "
    "week, Governor Amina Juma told reporters. She said up to 300 soldiers could be sent to Garissa in early April if "
    "parliament approves.\n",
    "b.txt": "Gunmen killed at least 12 traders in an attack on a market near Lamu on Saturday, police said. The "
    "mayor declined to say whether the police had been warned. Aid groups plan to bring food to the town.\n",
    "c.txt": "The navy has begun patrols along the coast of Yemen, an officer said Tuesday.\n\nThe patrols began on "
    "Saturday.\n",
}
LIST = "name,code\nLantern Front,KEN:LF\n"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> ascribe.Record:
    folder = tmp_path_factory.mktemp("explain")
    (folder / "own.csv").write_text(LIST, "utf-8")
    made = ascribe.open(folder / "r.db")
    reports = write(folder / "reports", REPORTS, dict.fromkeys(REPORTS, "2015-03-24"))
    made.read(reports, processes=0, actors=folder / "own.csv")
    return made


@pytest.fixture(scope="module")
def explained(record: ascribe.Record) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(claim, record.explain(claim["id"]).to_dict()) for claim in record.claims().to_dicts()]


def test_every_filled_cell_is_explained(explained: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    assert len(explained) >= 5
    for claim, found in explained:
        assert found["note"] is None
        names = [cell["cell"] for cell in found["cells"]]
        singles = ["trigger", "event", "type", "time", "phase", "polarity", "certainty", "tense", "factuality"]
        assert [name for name in names if name in singles] == singles
        for plural in ("agents", "targets", "places", "figures"):
            assert names.count(plural[:-1]) == len(claim[plural]), plural
        assert ("condition" in names) == (claim["condition"] is not None)
        links = [link for chain in claim["sources"] for link in chain]
        assert sum(name in ("outlet", "agency", "speaker") for name in names) == len(links)
        for cell in found["cells"]:
            assert cell["rule"]
            assert cell["says"]
            if cell["span"]:
                assert f"[{' '.join(cell['span']['text'].split())}]" in cell["marked"]


def test_rules_have_their_lines(explained: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    own = {"derived", "factuality", "confidence", "source.reporter", "source.chain"}
    for _, found in explained:
        for cell in found["cells"]:
            assert cell["rule"] in own or saying(cell["rule"]), cell["rule"]


def test_lexicon_lines_are_there(explained: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    seen = 0
    for _, found in explained:
        for cell in found["cells"]:
            for entry in cell["lexicon"]:
                lines = files("ascribe").joinpath(entry["file"]).read_text("utf-8").splitlines()
                assert entry["entry"].split()[0] in lines[entry["line"] - 1]
                seen += 1
    assert seen >= 10


def cells(explained: list[tuple[dict[str, Any], dict[str, Any]]], name: str) -> list[dict[str, Any]]:
    return [cell for _, found in explained for cell in found["cells"] if cell["cell"] == name]


def test_what_was_looked_up_is_told(explained: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    agents = " ".join(line for cell in cells(explained, "agent") for line in cell["reading"])
    assert "actor KEN:LF" in agents
    assert "own.csv, line 2" in agents, "the user's list, with its line"
    assert "actor KEN:MIL" in agents
    places = " ".join(line for cell in cells(explained, "place") for line in cell["reading"])
    assert re.search(r"points: Lamu \(\w+, .*Kenya, KE", places)
    times = " ".join(line for cell in cells(explained, "time") for line in cell["reading"])
    assert "counted from the day of writing, 2015-03-24" in times
    assert "EDTF 2015-03-21" in times
    steps = [line for cell in cells(explained, "factuality") for line in cell["reading"]]
    assert "denied: yes, polarity is negative" in steps
    assert "conditional: yes, a condition" in steps
    speakers = " ".join(line for cell in cells(explained, "speaker") for line in cell["reading"])
    assert "stands for “Amina Juma”" in speakers
    assert "not named, because “not allowed to speak to reporters”" in speakers


def test_what_another_sentence_lent_is_told(explained: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    told = {cell["rule"]: cell["marked"] for claim, found in explained for cell in found["cells"]}
    assert "along the coast of [Yemen], an officer" in told["place.same_event"]
    assert "[The navy] has begun" in told["agent.same_event"]
    assert "The patrols began on [Saturday]" in told["time.same_event"]


def test_the_tree_is_the_sentence(explained: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    for claim, found in explained:
        assert "".join(w["text"] for w in found["tree"]) == re.sub(r"\s", "", claim["sentence"]["text"])
        assert [w["means"] for w in found["tree"] if w["head"] < 0] == ["main word of the sentence"]


def test_a_claim_of_another_version_is_told_from_the_record(record: ascribe.Record) -> None:
    from ascribe.exports.why import explain
    from ascribe.record import documents

    item = record.claims().to_dicts()[0]
    with record.store.reading() as connection:
        stored = dict(documents.load(connection, [1, 2]))
    document = next(d for d in stored.values() if d.id == item["document"]["id"])
    found = explain(item | {"id": "0" * 16}, document)
    assert "read the reports again" in found["note"]
    assert [cell["rule"] for cell in found["cells"]] == item["rules"]
    differing = explain(item | {"phase": "paused"}, document)
    assert differing["note"].endswith("differ in: phase") or "phase" in differing["note"]


def test_only_claims_are_explained(record: ascribe.Record) -> None:
    with pytest.raises(AscribeError, match=r"usage\.claim"):
        record.explain(record.documents()[0].id)


def test_every_rule_of_the_code_has_a_line() -> None:
    missing = {name for name in _rule_names() if saying(name) is None}
    assert not missing, f"say in exports/why/rules.toml what they do: {', '.join(sorted(missing))}"


def _rule_names() -> set[str]:
    """Names that the code gives to rules: appended to `rules`, given to a FoundEvent or a Report."""
    out: set[str] = set()
    for path in CLAIMS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            if name.endswith("rules.append"):
                out |= _texts(node.args[0])
            elif name == "FoundEvent":
                out |= _texts(node.args[5])
            elif name == "Report":
                out |= _texts(node.args[5]) if len(node.args) > 5 else set()
            elif name in ("withheld", "self.label"):
                out |= _texts(node.args[-1])
    return out


def _texts(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return _texts(node.body) | _texts(node.orelse)
    if isinstance(node, ast.JoinedStr):
        return {"".join(str(p.value) if isinstance(p, ast.Constant) else "x" for p in node.values)}
    return set()


def test_ways_through_a_tree_in_words() -> None:
    def token(text: str, head: int, relation: str) -> Token:
        return Token(0, 0, text, text.lower(), "NOUN" if relation != "root" else "VERB", "", head, relation)

    words = (token("Rebels", 1, "nsubj"), token("struck", -1, "root"), token("killing", 1, "advcl"))
    tree = Tree(Sentence(0, "Rebels struck killing", 0, Parse(words)))
    assert in_words(tree, 0, 2) == "“Rebels”: subject of “struck”, of which “killing” is the adverbial clause"
    assert in_words(tree, 1, 1) == "“struck” itself"


def test_words_are_found_in_their_section_and_field() -> None:
    found = word("reporting.toml", "say", "verb", "lemmas")
    assert found is not None
    assert "class say" in found.section
    assert word("course.toml", "begin", "course.begun", "transitive") is not None
    assert word("course.toml", "begin", "course.ended") is None
