"""The plain data that the stages hand to each other. No stage is imported here, and nothing here does work.

One module a stage: `documents` (sources and cleaning), `stories`, `sentences` (reader), `claims` (claims and
resolution). Everything is frozen: a stage that adds to a value makes a new one with `dataclasses.replace`.
"""
