"""The documentation agrees with the code: pages made from it are current, examples run, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import shlex
from itertools import chain
from pathlib import Path
from types import ModuleType

import click
import pytest

from ascribe.cli import COMMANDS, app
from ascribe.errors import CATALOGUE
from ascribe.exports import columns
from ascribe.exports.changes import CHANGES
from ascribe.exports.open_items import OPEN
from ascribe.exports.situation_columns import DISAGREEMENTS, SITUATIONS
from ascribe.exports.source_pages import SOURCES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def make_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "tools" / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_made_pages_are_current(make_docs: ModuleType) -> None:
    for path, text in make_docs.pages().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run tools/make_docs.py"


def test_every_command_option_column_and_code_is_documented() -> None:
    commands = (DOCS / "commands.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"## ascribe {name}\n" in commands
        found = app.get_command(click.Context(app), name)
        assert found is not None
        for param in found.params:
            if isinstance(param, click.Option):
                assert all(f"`{flag}`" in commands for flag in param.opts), (name, param.opts)
                assert param.help, (name, param.opts)
    exported = (DOCS / "export-columns.md").read_text(encoding="utf-8")
    tables = (columns.CLAIMS, columns.DOCUMENTS, columns.STORIES, columns.TIMELINE, columns.LEDGER)
    for column in chain(*tables, SITUATIONS, DISAGREEMENTS, OPEN, CHANGES, SOURCES):
        assert f"`{column.name}`" in exported
    errors = (DOCS / "errors.md").read_text(encoding="utf-8")
    assert all(f"| `{code}` |" in errors for code in CATALOGUE)


def test_the_list_of_commands_says_what_they_say(make_docs: ModuleType) -> None:
    for name, (_, short) in COMMANDS.items():
        found = app.get_command(click.Context(app), name)
        assert found is not None
        assert (found.help or "").split()[:2] == short.split()[:2], "the first words of both are the same"


def test_examples_use_options_that_there_are(make_docs: ModuleType) -> None:
    assert set(make_docs.EXAMPLES) == set(COMMANDS)
    for name, examples in make_docs.EXAMPLES.items():
        found = app.get_command(click.Context(app), name)
        assert found is not None
        known = {flag for param in found.params for flag in param.opts}
        for line, _ in examples:
            program, command, *words = shlex.split(line)
            assert (program, command) == ("ascribe", name)
            assert {word for word in words if word.startswith("-")} <= known, line


def test_the_python_page_runs() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    text = (DOCS / "python.md").read_text(encoding="utf-8")
    names: dict[str, object] = {}
    for found in re.finditer(r"```python\n(.*?)```", text, re.DOTALL):
        line = text.count("\n", 0, found.start(1))
        exec(compile("\n" * line + found[1], "docs/python.md", "exec"), names)
    assert names["copied"]


LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)")


@pytest.mark.parametrize("page", [*sorted(DOCS.glob("*.md")), ROOT / "README.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for found in LINK.finditer(page.read_text(encoding="utf-8")):
        assert not found[1] or (page.parent / found[1]).exists(), found[0]
