"""How things are called in plain words: names, facts, likelihoods, unknowns."""
