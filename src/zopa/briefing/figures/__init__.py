"""The charts of the brief: records of what they show, and how these are drawn."""
