"""The shape of the code: stages import only what stands before them, modules stay small, nothing dangerous is
called."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "ascribe"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 600
"""Lines of a module: what is longer has more than one purpose."""


def test_stages_import_only_what_stands_before_them() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--config", ROOT / "pyproject.toml", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_is_small_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST
    if text.strip() and "migrations" not in path.parts:
        assert ast.get_docstring(ast.parse(text)), f"{path} does not say what it is for"


REFUSED = {
    "eval",
    "exec",
    "pickle",
    "marshal",
    "shelve",
    "socket",
    "urllib.request",
    "http.client",
    "requests",
    "torch",
}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_nothing_dangerous_is_called(path: Path) -> None:
    """No code from data, no network, no training library at run time (`robustness`, C5 and S17)."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in REFUSED
        elif isinstance(node, ast.Import):
            assert not {a.name for a in node.names} & REFUSED
        elif isinstance(node, ast.ImportFrom):
            assert node.module not in REFUSED


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ("numpy", "onnxruntime", "sqlalchemy", "trafilatura", "rich")
    code = f"import sys, ascribe, ascribe.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
