"""The words in which the brief tells names, facts, likelihoods and unknowns."""
