"""zopa: from what is reported about a negotiation to the deals that remain possible."""
