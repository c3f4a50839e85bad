"""Raw reports in, documents out: text without what is no report, cut into blocks that say what they are.

`Cleaner.clean` gives a `Document`, or the `Problem` that says why there is none.
"""

from ascribe.cleaning.cleaner import Cleaner, Limits

__all__ = ["Cleaner", "Limits"]
