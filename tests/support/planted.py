"""Small made-up courses of reports: copies, other revisions, denials, missing days, several speakers."""

from __future__ import annotations

import random

from reports import FILLER

SPEAKERS = ["a senior official", "the governor", "an aide", "Ana Dube"]
COPY = f"{FILLER}\n\nRebels shelled Mada in Tikrit on 2015-03-02, a senior official said. {FILLER[::-1]}\n"


def planted(seed: int) -> list[dict[str, str]]:
    """Reports about a few things by a few speakers, with copies, other revisions, denials and missing days."""
    chance = random.Random(seed)
    rows: list[dict[str, str]] = []
    for number in range(14):
        told = []
        for _ in range(chance.randrange(1, 4)):
            verb, place = chance.choice([("shelled", "Tikrit"), ("left", "Basra"), ("trained", "Erbil")])
            no = chance.choice(["", "", " did not", " may have"])
            told.append(f"Rebels{no} {verb} Mada in {place} on 2015-03-02, {chance.choice(SPEAKERS)} said.")
        text = COPY + " ".join(told) if chance.random() < 0.4 else " ".join(told)
        row = {"text": text, "outlet": f"Outlet {number}"}
        if chance.random() < 0.8:
            row["published_at"] = f"2015-03-{chance.randrange(2, 12):02}"
        if chance.random() < 0.5:
            row["url"] = f"http://example.org/{chance.randrange(4)}"
        rows.append(row)
    return rows
