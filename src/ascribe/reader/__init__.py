"""In: text. Out: sentences with tokens, a dependency tree, entities, event words and factuality."""
