from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from ascribe.cleaning import Cleaner, Limits


def _load(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"ascribe_tests_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each bad input."""
    if "bad_input" in metafunc.fixturenames:
        cases = _load("bad_inputs").CASES
        metafunc.parametrize("bad_input", cases, ids=[c.name for c in cases])


@pytest.fixture(scope="session")
def bad_inputs() -> ModuleType:
    """The generator of bad inputs."""
    return _load("bad_inputs")


@pytest.fixture(scope="session")
def cleaner() -> Iterator[Cleaner]:
    """One worker for all tests. Less time for a page than users give, so that the cases that are stopped cost little;
    the slowest page that must be stored takes under two seconds of a slow machine."""
    with Cleaner(Limits(cpu_seconds=4, memory=512_000_000)) as made:
        yield made
