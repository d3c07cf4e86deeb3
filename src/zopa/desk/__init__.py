"""What a person does with zopa: each piece of work is a function, values in and values out.

The doors (the command line, and Python by `import zopa`) call these functions and decide nothing
themselves. A function here never prints and never ends the process. What it found on the way
comes back in its record as findings; what keeps it from its work is raised as a `DeskError`.
`progress` is called with what is being done, in words, and with an empty text where work goes on.
"""
