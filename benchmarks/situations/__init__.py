"""How well situations, states and disagreements are told: `python -m benchmarks.situations`."""
