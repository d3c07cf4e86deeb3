"""What every other part stands on: text spans, findings, names, likelihood words, chance."""
