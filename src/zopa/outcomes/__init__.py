"""What can be agreed: the outcome space, its rules, the frontier, the zone, solutions on it."""
