"""Where reports come from: files and folders in, raw reports out, every input unit in exactly one state.

`read_paths` yields a `RawReport` for what should become a document and an `Unread` for everything else it met.
"""

from ascribe.sources.read import read_paths
from ascribe.sources.units import DOCUMENT_LIMIT, Unit, Unread, printable

__all__ = ["DOCUMENT_LIMIT", "Unit", "Unread", "printable", "read_paths"]
