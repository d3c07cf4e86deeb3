"""The codes that reading a case can give; each check declares its own beside itself."""
