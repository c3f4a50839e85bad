"""Small closed word lists that comparison needs: function words, words for numbers and days, abbreviations.

In comes a word's hash, out comes its class. The lists are short on purpose: they only keep function words from counting
as likeness and dates from counting as wording.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from ascribe.stories.words import U64, words_of_text

FUNCTION = np.uint8(1)
NUMBER = np.uint8(2)
ABBREVIATION = np.uint8(4)
"""Written with a full stop that ends no sentence; months are numbers as well."""
_LOW = (1 << 20) - 1

FUNCTION_WORDS = """
a about above after again against ago all almost along already also although always am among an and another any are
around as at away b be because been before began being below between both but by c came can come could d did do does
doing don down during e each either else even ever every f few first for from further g get give go got h had has have
having he her here hers herself him himself his how i if in including into is it its itself j just k l last later
least less let like ll m made make many may me might more most much must my n near neither never no nor not now o of
off often on once one only onto or other others our out over own p per put q quite r rather re s said same saw say
saying says see seem set several shall she should since so some still such t take than that the their them themselves
then there these they this those though through thus till to today together told too toward towards two u under until
up upon us used using v ve very w was way we well went were what when where whether which while who whom whose why
will with within without would x y yet you your z
"""
_NUMBER_WORDS = """
zero three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions
billion billions dozen dozens
"""
DAY_WORDS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january february march
april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
yesterday tomorrow
"""
_ABBREVIATIONS = """
mr mrs ms dr gen lt col maj capt sgt gov sen rep rev hon pres prof st jr sr no vs inc ltd co corp
jan feb mar apr jun jul aug sep sept oct nov dec
"""


@cache
def _classes() -> NDArray[np.uint8]:
    """Class by the low 20 bits of the hash: one other word in three thousand falls into a class by chance."""
    table = np.zeros(_LOW + 1, dtype=np.uint8)
    kinds = (FUNCTION_WORDS, FUNCTION), (_NUMBER_WORDS + DAY_WORDS, NUMBER), (_ABBREVIATIONS, ABBREVIATION)
    for words, value in kinds:
        table[(words_of_text(words).hashes & np.uint64(_LOW)).astype(np.int64)] |= value
    return table


def classes(hashes: U64) -> NDArray[np.uint8]:
    """FUNCTION, NUMBER and ABBREVIATION of each word, added up."""
    return _classes().take((hashes & np.uint64(_LOW)).astype(np.int64))
