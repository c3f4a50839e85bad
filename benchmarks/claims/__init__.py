"""How good the claims are, field by field, on public sets and on gold of our own."""
