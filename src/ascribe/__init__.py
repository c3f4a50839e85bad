"""Ascribe: from news as it comes off the web to a sourced record of a situation.

`ascribe.open("x.db")` gives a record; everything behind it is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from ascribe.api import Record
    from ascribe.api import open_record as open
    from ascribe.errors import AscribeError
    from ascribe.parsing import parse

__all__ = ["AscribeError", "Record", "__version__", "open", "parse"]

_FROM = {
    "AscribeError": ("ascribe.errors", "AscribeError"),
    "Record": ("ascribe.api", "Record"),
    "open": ("ascribe.api", "open_record"),
    "parse": ("ascribe.parsing", "parse"),
}


def __getattr__(name: str) -> Any:
    if name in _FROM:
        import importlib  # here: `import ascribe` loads nothing

        module, attribute = _FROM[name]
        return getattr(importlib.import_module(module), attribute)
    raise AttributeError(f"module 'ascribe' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
