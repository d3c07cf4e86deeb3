"""The modules that all other packages use.

They handle text spans, findings, names, words for likelihoods, random streams and the solver.
"""
