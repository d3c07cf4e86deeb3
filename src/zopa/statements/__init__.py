"""Reading reports: who says, wants, offers and refuses what, with exact spans."""
