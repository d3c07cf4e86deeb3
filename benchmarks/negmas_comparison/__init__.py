"""zopa's engine beside NegMAS 0.16: the same utilities, the same questions, one run.

`cases` makes the utilities, `tools` asks both, `truth` decides by exact arithmetic who is right,
`faults` shows where the peer is known to be wrong, `measuring` takes seconds and bytes,
`tables` prints them and judges the bars.
"""
