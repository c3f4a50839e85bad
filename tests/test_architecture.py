"""The shape of the code: who imports whom, how long modules are, what none of them may use."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "ascribe"
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST = 600
"""Lines of a module, as CONTRIBUTING asks."""

SENDERS = {"socket", "http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}
"""Modules that reach the network. Nothing in the package may: it works offline."""
UNSAFE = {"pickle", "shelve", "marshal", "dill", "joblib"}
"""Modules that run code out of data."""


def test_stages_import_only_what_stands_before_them(capsys: pytest.CaptureFixture[str]) -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_are_short_and_say_what_they_are_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST
    assert ast.get_docstring(ast.parse(text)), "no docstring"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_reach_no_network_and_run_no_data(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("eval", "exec"), f"line {node.lineno}"
            continue
        else:
            continue
        assert not names & (SENDERS | UNSAFE), f"line {node.lineno}"
