"""From trees to claims: predicate and arguments, phase, factuality, figures, time, attribution."""
