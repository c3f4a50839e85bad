"""The record: one SQLite file that holds documents, the ledger of inputs, stories and claims.

Contract values go in and come out; the same inputs give the same content in any order and after any interruption.
"""
