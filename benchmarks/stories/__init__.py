"""How well and how fast copies are found: planted copies of every kind, the ECB+ articles, and peers beside."""
