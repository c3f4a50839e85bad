"""Named places at which a process can be made to die, so that a test can kill it at each of them (robustness F02).

`ASCRIBE_FAILPOINT=name` kills at the first pass of that point, `name:3` at its third, `12` at the twelfth point passed.
"""

from __future__ import annotations

import os

VARIABLE = "ASCRIBE_FAILPOINT"
EXIT_CODE = 86
"""Not one that the command line gives, so that a test knows its own kill."""

_passed: dict[str, int] = {}


def hit(name: str) -> None:
    """Die here, without any clean-up, where the environment says so."""
    wanted = os.environ.get(VARIABLE)
    if not wanted:
        return
    _passed[name] = _passed.get(name, 0) + 1
    target, _, nth = wanted.partition(":")
    if target.isdecimal():
        dies = sum(_passed.values()) == int(target)
    else:
        dies = target == name and _passed[name] == int(nth or 1)
    if dies:
        os._exit(EXIT_CODE)
