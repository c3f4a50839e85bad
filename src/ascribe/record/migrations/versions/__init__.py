"""One script for each schema that was ever released, in order."""
