"""What the person named first: the parties and the issues that a proposal is made with."""

from zopa.proposing.given.named import Given, GivenFigures, GivenIssue, GivenParty

__all__ = ["Given", "GivenFigures", "GivenIssue", "GivenParty"]
