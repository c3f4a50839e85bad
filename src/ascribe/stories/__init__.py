"""Stories: which documents carry the same report, sentence by sentence, and what points to its origin.

In come cleaned documents, out come links between pairs of them and the stories that these links make. It stands before
the reader, so that a sentence is read once however often it was printed.
"""
