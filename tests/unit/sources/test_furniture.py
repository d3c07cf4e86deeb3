"""What is of the page and what is of the report, on lines written for it."""

from __future__ import annotations

import pytest

from zopa.foundation.text import Span
from zopa.sources.furniture import asides

ASIDE = {
    "caption": [
        "Two ministers at a table in Oslo. Photograph: Jo Lee/AP",
        "The harbour at night, after the talks. Photo: Jo Lee/Reuters",
        "A bridge over the river [Jo Lee/AFP]",
        "Delegates leave the hall (Photo by Jo Lee/Getty Images)",
        "FILE PHOTO: A tanker leaves the harbour of Northport.",
        "Image caption: The two leaders met for the third time",
    ],
    "photo credit": ["Photograph: Jo Lee/AP", "Jo Lee/Reuters", "Photo by Jo Lee"],
    "link to another story": [
        "READ MORE", "Read more:", "Related stories", "Most read",
        "[ Envoy rejects call for a new roundOpens in new window ]",
        "Read more: Envoy rejects call for a new round",
        "ALSO READ | Envoy rejects call for a new round",
        "https://www.example.org/a/b", "Skip to content", "Читайте также: Посол отверг предложение",
    ],
    "agency credit": [
        "(Reporting by Jo Lee in Northport; Editing by Al Roe)", "Editing by Al Roe",
        "Our Standards: The Thomson Reuters Trust Principles.", "—AP", "(AFP)", "Reuters",
        "Associated Press writers Jo Lee and Al Roe contributed to this report.",
        "With files from Jo Lee",
    ],
    "byline": [
        "By Jo Lee", "By Jo Lee and Al Roe", "By JO LEE", "By Jo Lee, Political Correspondent",
        "By Jo Lee in Northport", "Diplomatic correspondent",
    ],
    "date": [
        "date 2025-02-16", "Published: 16 February 2025", "16 February 2025",
        "Sunday, 16 February 2025",
        "Last updated: February 16, 2025 09:30 GMT", "2025-02-16T09:30:00Z",
        "Sun 16 Feb 2025 09.30 GMT",
        "16 lutego 2025", "16 февраля 2025 г.",
    ],
    "notice": [
        "We use cookies to improve our site.", "Accept all cookies", "Privacy Policy",
        "By continuing to use this site you agree to our terms.",
        "This article was amended on Monday to correct a name.".replace("amended", "updated"),
    ],
    "sharing": [
        "Share", "Tweet", "Share this article", "Share on Facebook", "Facebook Twitter WhatsApp",
        "Follow us on Telegram", "Copy link",
    ],
    "newsletter": ["Sign up for our daily newsletter", "Enter your email address", "Newsletter"],
    "subscription": ["Subscribe", "Subscribe now", "Sign in", "Already a subscriber? Sign in"],
    "copyright": ["© 2025 The Example", "Copyright 2025 The Example.", "All rights reserved."],
    "advertisement": ["ADVERTISEMENT", "Sponsored content", "Story continues below advertisement"],
    "page number": ["3", "Page 3 of 10", "- 3 -"],
    "rule": ["* * *", "—————"],
}  # fmt: skip

KEPT = [
    "“Read more,” the minister told reporters who had asked about the draft.",
    "Read the draft again, the envoy told her aides, and sign nothing.",
    "Share prices fell after the talks ended.",
    "Share the river, the mediator said, or lose the harbour.",
    "By Monday the two sides had agreed.",
    "By the end of the talks nobody had signed.",
    "16 February 2025 was the day on which the draft was refused.",
    "On 16 February 2025 the draft was refused.",
    "Published reports say that the draft was refused.",
    "Issued on 7 February 2025, the draft names a court in the north.",
    "Photographs of the draft were shown to reporters, an aide said.",
    "The photograph shows nothing, she said: “It is a forgery.”",
    "Reuters reported that the draft was refused.",
    "The Associated Press asked the ministry for the draft.",
    "“It is a bad deal,” she told AP.",
    "The minister spoke to Jo Lee of Reuters.",
    "Editing the draft by hand took the envoy two days.",
    "Reporting by the ministry shows that imports fell, the minister said. She wanted more.",
    "Copyright rules would be part of the deal, the minister said.",
    "By using its veto, the council would force the terms on both sides.",
    "We use the river every day, the mayor said.",
    "Advertisement revenue fell, the minister said.",
    "Subscribe to this treaty, she said, and we will pay.",
    "Follow the money, the envoy said.",
    "SECRETARY LEE: We refuse the draft.",
    "Q: Will you sign?",
    "A: No.",
    "Related parties must be told, the draft says.",
    "More than 3,000 people left the town.",
    "Home rule was refused.",
    "The minister said (and Al Roe of AP was there) that it was over.",
    "Asked about it, he said: “No.”",
    "Date and place of the talks are open.",
    "Page 3 of the draft names a court.",
    "3 ministers refused.",
    "“It was taken in 2019,” the envoy said. “It shows nothing,” she added. Photograph: Jo Lee/AP",
    "The draft was refused. The talks go on. Nobody knows for how long. Photograph: Jo Lee/AP",
    "Cookies were served before the talks.",
    "Watch what they do, the envoy said, and not what they say.",
    "He will join us on Monday.",
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "line"), [(why, line) for why, lines in ASIDE.items() for line in lines]
)
def test_furniture_is_set_aside(why: str, line: str) -> None:
    found = asides(line, Span(0, len(line)))
    assert [(aside.why, aside.span) for aside in found] == [(why, Span(0, len(line)))]


@pytest.mark.parametrize("line", KEPT)
def test_sentences_are_kept(line: str) -> None:
    found = asides(line, Span(0, len(line)))
    aside = [line[slice(*a.span)] for a in found]
    assert aside in ([], ["Photograph: Jo Lee/AP"])


def test_a_date_before_a_caption() -> None:
    line = "date 2025-02-16 The envoy prepares her speech in Oslo. Photograph: Jo Lee/AP"
    assert [(line[slice(*a.span)], a.why) for a in asides(line, Span(0, len(line)))] == [
        ("date 2025-02-16", "date"),
        (line[16:], "caption"),
    ]
