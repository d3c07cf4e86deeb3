"""Reading reports: who says, wants, offers and refuses what, with exact spans.

A trained model (`model`, `encoding`, `windows`, `field`, `tagger`) finds who says what in the
`words` of a report. `speakers`, `acts`, `dates`, `figures` and `manner` say what is meant by it.
`reading` makes statements of that, `corroboration` lines up those of several reports, and `archive`
reads many reports with many workers.
"""
