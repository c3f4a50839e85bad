"""The way of a report in the export and on the screen."""

from __future__ import annotations

from rich.console import Console
from story_texts import REPORT, document

from ascribe.cli.showing_stories import story_pieces
from ascribe.exports.story_json import story_to_json
from ascribe.stories.compare import compare
from ascribe.stories.describe import describe
from ascribe.stories.group import group

WIRE = document("a", "PORT VELAN (Reuters) - " + REPORT[0], *REPORT[1:], outlet="Velan Post", published_at="2021-05-02")
COPY = document("b", *REPORT, published_at="2021-05-02")


def test_steps_with_evidence_and_unknown_without() -> None:
    link = compare(WIRE, COPY)
    assert link is not None
    (story,) = group([describe(WIRE), describe(COPY)], [link])
    made = story_to_json(story, {"a": "post.txt", "b": "copy.txt"}.__getitem__, {})
    unknown, step = made["origin"]["chain"]
    assert (unknown["from"], unknown["grade"], unknown["to"]["document"]) == (None, "unknown", "b")
    assert step["from"] == {"kind": "agency", "name": "Reuters", "outlet": None, "document": None}
    assert step["to"] == {"kind": "document", "name": "post.txt", "outlet": "Velan Post", "document": "a"}
    assert step["evidence"] == WIRE.text[step["start"] : step["end"]] == "PORT VELAN (Reuters)"
    console = Console(width=200, record=True, quiet=False)
    with console.capture() as shown:
        for piece in story_pieces(made):
            console.print(piece)
    assert "Reuters → post.txt (Velan Post) (dateline): “PORT VELAN (Reuters)”" in shown.get()
    assert "unknown → copy.txt: nothing shows" in shown.get()
