"""The sections of a brief. Each module turns results into the blocks of one section."""
