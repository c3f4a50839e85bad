"""Why a claim says what it says: for every cell the rule that filled it and what that was read from."""

from ascribe.exports.why.explain import explain

__all__ = ["explain"]
