"""Reading and writing the scenario files of other negotiation software.

The formats are GENIUS XML, GeniusWeb JSON and NegMAS YAML.
"""
