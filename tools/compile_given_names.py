"""Compiles the list of given names that tell a gender: `src/ascribe/claims/lexicon/given_names.txt`.

usage: python tools/compile_given_names.py        (needs the package nomquamgender, extra `names`)

In: the counts of names in 36 public sources that the package carries (Van Buskirk, Clauset and Larremore 2022, MIT
licence). Out: names that nearly all of their bearers of one gender have, in every country and decade that the sources
tell apart. Family names that come first in some languages fall out by that: "Kim", "Wang" and "Nguyen" have both.
"""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src" / "ascribe" / "claims" / "lexicon" / "given_names.txt"
FEW_SOURCES, FEW_BEARERS, SURE = 4, 10, 0.03
"""A name stands in so many sources with so many bearers, and at most this share of them are of the other gender."""
MANY_SOURCES, MANY_BEARERS, NEARLY = 10, 1000, 0.1
"""The same for frequent names, where errors of the sources weigh less: "Jose"."""
GENDERED = 3
"""Class of a name by how it is used: of one gender everywhere; a list where it depends on country or decade."""
WEAKLY = 2


def tells(sources: int, bearers: int, feminine: float, classes: int | list[int]) -> bool:
    apart = min(feminine, 1 - feminine)
    if classes == GENDERED and sources >= FEW_SOURCES and bearers >= FEW_BEARERS and apart <= SURE:
        return True
    steady = classes == GENDERED or (isinstance(classes, list) and min(classes) >= WEAKLY)
    return steady and sources >= MANY_SOURCES and bearers >= MANY_BEARERS and apart <= NEARLY


def main() -> None:
    package = find_spec("nomquamgender")
    if package is None or package.origin is None:
        raise SystemExit("nomquamgender is not installed: pip install -e '.[names]'")
    table = json.loads((Path(package.origin).parent / "name_data.json").read_text("utf-8"))
    names: dict[str, list[str]] = {"feminine": [], "masculine": []}
    for name, row in sorted(table.items()):
        if re.fullmatch(r"[a-z][a-z'-]{1,15}", name) and tells(*row):
            names["feminine" if row[2] > 0.5 else "masculine"].append(name)
    OUT.write_text("".join(f"[{gender}]\n" + "".join(f"{n}\n" for n in found) for gender, found in names.items()))
    print({gender: len(found) for gender, found in names.items()}, OUT)


if __name__ == "__main__":
    main()
