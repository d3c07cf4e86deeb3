"""What all other rooms use: text spans, names, findings, safe files, random streams, the solver."""
