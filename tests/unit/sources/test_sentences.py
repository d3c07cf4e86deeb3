"""Where sentences end, on text written for it: `|` stands between two sentences."""

from __future__ import annotations

import pytest

from zopa.sources import sentences_of

CASES = [
    "The draft was refused.| The talks go on.",
    "Mr. Lee met Sen. Roe, Gen. Kay and Dr. A. B. Poe.| They left.",
    "The U.S. Senate refused.| It lies in the U.S.| The talks go on.",
    "They met at 5 p.m. Monday.| They left at 6 p.m.| The talks go on.",
    "They met at 9 a.m. EST.| She left.",
    "It cost 3.5 million, or 2.75 percent.| No. 10 was silent.| He said no.| The talks go on.",
    "Lee Inc. and Roe Co. signed.| It was sold to Lee Inc.| The price is not known.",
    "It begins on Feb. 7 in Oslo.| It ends in Feb.| The rest is open.",
    "“It is over,” she said.| “We go home.”| Nobody answered.",
    "“This is no deal.”| “Who says so?” asked Gen. Lee.",
    "“Will you sign?” Lee asked.| Nobody answered.",
    "“No!” he said.| He left.",
    '"It is over."| She left.| "We go."',
    "Well… we shall see.| It may… | It may not.",
    "It may end... or not.| He waited...| Then he left.",
    "(It was late.)| They left.",
    "THE U.S. SAID NO.| THE TALKS GO ON.| GEN. LEE LEFT AT 5 P.M. MONDAY.",
    "See e.g. the draft, i.e. the last one, p. 3, Art. 5 and No. 7.| It is short.",
    "John F. Roe and J. D. Lee met.| They agreed.",
    "他说不。|我们会看到！|真的？",
    "「いいえ。」|と言った。",
    "رفض الوزير الاتفاق.| هل انتهت المحادثات؟| لا.",
    "उन्होंने इनकार किया।| बातचीत जारी है।",
    "Am 16. Februar lehnte er ab.| Die Gespräche gehen weiter.",
    "Министр отказался.| Переговоры идут.",
    "1. The price is open.| 2. The date is open.",
    "It ended in 2025.| The talks go on.",
    "It is on example.org and in v1.2.3 of the draft.| See there.",
    "He asked why.[3]| Nobody knew.",
    "No full stop here",
    "St. John lies in the north.| Lt. Col. Roe knows.",
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences(marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    text = marked.replace("|", "")
    assert [text[start:stop] for start, stop in sentences_of(text)] == expected
