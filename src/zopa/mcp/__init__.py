"""The assistant's door: zopa as a server of the Model Context Protocol.

An assistant that people already use reads the reports, and zopa keeps it honest: quotes must stand
in their sources, entries must fit the ledger, and what an assistant writes is marked `# proposed`
until a person has reviewed it. Like the command line, this door decides and computes nothing: its
tools call the desk and give its values back.
"""
