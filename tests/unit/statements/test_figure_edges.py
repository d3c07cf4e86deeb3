"""Figures on either side of where a rule ends: ranges, shares, scales, units and what stands near.

One line a text, as in the tables of `test_figures.py`: the figures with their words, bounds and
units.
"""

from __future__ import annotations

import pytest

from zopa.statements.figures import figures_in

TOLD = """
Two in two agree. | Two 2 2; two 2 2
Ten out of ten agree. | Ten 10 10; ten 10 10
Nine out of ten agree. | Nine out of ten 90 90 percent
Three in two agree. | Three 3 3; two 2 2
One in ten-year plans fails. | ten-year 10 10 year
One in 0 fell. | 0 0 0
It gets a third man. |
It gets one third man. | one third 33.33 33.33 percent
It gets a third of it. | a third 33.33 33.33 percent
It gets a third more. | a third 33.33 33.33 percent
It gets a half man. | a half 50 50 percent
It gets three thirds of it. | three thirds 100 100 percent
It gets four thirds of it. | four thirds 4 4 thirds
It gets the other half of it. |
It gets this half of it. |
It gets that half of it. | half 50 50 percent
It took half an hour. |
It took half the day. | half 50 50 percent
It took a half-million men. | a half-million men 500000 500000 men
It is 5 to 6 percent. | 5 to 6 percent 5 6 percent
It is 5 to 5 percent. | 5 5 5; 5 percent 5 5 percent
It is 6 to 5 percent. | 6 6 6; 5 percent 5 5 percent
It is 5 or 11 percent. | 5 or 11 percent 5 11 percent
It is 5 or 12 percent. | 5 5 5; 12 percent 12 12 percent
It is 5 to 12 percent. | 5 to 12 percent 5 12 percent
It is 5 and 6 percent. | 5 5 5; 6 percent 6 6 percent
It rose from 5 to 6 percent. | 5 5 5; 6 percent 6 6 percent
It is from 5-6 percent. | 5-6 percent 5 6 percent
It is $5 to $6. | $5 to $6 5 6 USD
It is $5 to €6. | $5 5 5 USD; €6 6 6 EUR
It is $5 to 6. | $5 to 6 5 6 USD
It is A$5 to A$6. | A$5 to A$6 5 6 AUD
It is 5 km to 6 km. | 5 km to 6 km 5 6 km
It is 500 to 600 million men. | 500 to 600 million men 500000000 600000000 men
It is 999 to 1.2 million men. | 999 999 999; 1.2 million men 1200000 1200000 men
It is 1000 to 1.2 million men. | 1000 to 1.2 million men 1000 1200000 men
It is 5 thousand to 6 million men. | 5 thousand to 6 million men 5000 6000000 men
Several to 6 men came. | Several 2 9 about; 6 men 6 6 men
It owes 5 and a half million. | 5 and a half million 5500000 5500000
It owes 5 and three quarters million. | 5 and three quarters million 5750000 5750000
It owes 5¼ million. | 5¼ million 5250000 5250000
It owes 2 dozen ships. | 2 dozen ships 24 24 ships
It owes 5bn. | 5bn 5000000000 5000000000
It owes 5m. |
It owes 5m people. | 5m people 5000000 5000000 people
It owes five k. | five 5 5
It owes PAUS$5. | $5 5 5 USD
It owes US$5. | US$5 5 5 USD
It owes U.S.$5. | U.S.$5 5 5 USD
It owes C€5. | €5 5 5 EUR
It has 4 big old brown dogs. | 4 big old brown dogs 4 4 dogs
It has 4 very big old brown dogs. | 4 4 4
It has 2 dog. | 2 2 2
It has 1 dog. | 1 1 1
It has 1 soldier. | 1 soldier 1 1 soldier
It has 2 soldier. | 2 2 2
It has 3 of the dogs. | 3 of the dogs 3 3 dogs
It has 5 pounds of meat. | 5 pounds 5 5 pounds
It has 5 pounds. | 5 pounds 5 5 GBP
It has 5 UAHs. | 5 UAHs 5 5 uahs
It has 5 glass. | 5 5 5
It has 5 gas. | 5 5 5
It has 5 cats. | 5 cats 5 5 cats
It has 5 NGOs. | 5 NGOs 5 5 ngos
It has 5 US. | 5 5 5
It has 5 virus. | 5 5 5
It has 5 square miles. | 5 square miles 5 5 square miles
It has a 5-year plan. | 5-year 5 5 year
It has a 5-yr plan. |
It has 5 km². | 5 km² 5 5 km²
It is 119, so. | 119 119 119
He, 119, left. |
He, 120, left. | 120 120 120
It is 1799 men. | 1799 men 1799 1799 men
It is 1800 men. |
It is 2099 men. |
It is 2100 men. | 2100 men 2100 2100 men
It is 999. | 999 999 999
It is 1000. |
It is 2099. |
It is 2100. | 2100 2100 2100
It is about 2024. | about 2024 2024 2024 about
It is 20240. | 20240 20240 20240
It was May 31. |
More than 5 men or so left. | More than 5 men or so 5 inf men about
At least 5 percent left. | At least 5 percent 5 inf percent
At least a third of it left. | At least a third 33.33 100 percent
It lasted over 5 days. | 5 days 5 5 days
It cost over 5 dollars. | over 5 dollars 5 inf USD
It cost $5 or less. | $5 or less 0 5 USD
It cost $5 or more. | $5 or more 5 inf USD
It cost 5 or more dollars. | 5 or more dollars 5 inf USD
It cost about $5, or so. | about $5 5 5 USD about
Between 5 men left. | 5 men 5 5 men
Between about 5 and 6 men left. | Between about 5 and 6 men 5 6 men about
One left. |
One man left. | One man 1 1 man
One of them left. |
Hundreds of millions of men left. | Hundreds of millions of men 200000000 900000000 men about
The catch is 1 000 tonnes. | 1 000 tonnes 1000 1000 tonnes
The catch is 1\u00a0000 tonnes. | 1\u00a0000 tonnes 1000 1000 tonnes
The catch is 1\u202f000 tonnes. | 1\u202f000 tonnes 1000 1000 tonnes
The catch is 1\u2009000 tonnes. | 1\u2009000 tonnes 1000 1000 tonnes
The catch is 1\u2007000 tonnes. | 1\u2007000 tonnes 1000 1000 tonnes
The catch is 12 tonnes, 500 men say. | 12 tonnes 12 12 tonnes; 500 men 500 500 men
They ask 12 500 euros. | 12 500 euros 12500 12500 EUR
They ask €12 500. | €12 500 12500 12500 EUR
They ask EUR 1 250 000. | EUR 1 250 000 1250000 1250000 EUR
They ask 7 250 000 000 yen. | 7 250 000 000 yen 7250000000 7250000000 JPY
They ask 1 500 million yen. | 1 500 million yen 1500000000 1500000000 JPY
They ask 12 500.50 euros. | 12 500.50 euros 12500.5 12500.5 EUR
They ask 12 500,50 euros. | 12 500,50 euros 12500.5 12500.5 EUR
They ask up to 12 500 euros. | up to 12 500 euros 0 12500 EUR
They ask 10 000 to 12 500 euros. | 10 000 to 12 500 euros 10000 12500 EUR
They ask 10 000–12 500 euros. | 10 000–12 500 euros 10000 12500 EUR
They cut it from 9 800 to 7 200 tonnes. | 9 800 9800 9800; 7 200 tonnes 7200 7200 tonnes
Of 20 000, 15 000 left. | 20 000 20000 20000; 15 000 15000 15000
It names a 2 500-page file. | 2 500-page 2500 2500 page
The fee for 4 800 members rose. | 4 800 members 4800 4800 members
In 2025 300 men left. | 300 men 300 300 men
By 2030 300 000 men leave. | 300 000 men 300000 300000 men
On May 12 500 men left. | 500 men 500 500 men
On Oct. 31 500 men left. | 500 men 500 500 men
On Oct. 31 12 500 men left. | 12 500 men 12500 12500 men
By October 310 500 men left. | 310 500 men 310500 310500 men
In October 12 500 men left. | 12 500 men 12500 12500 men
On 12 May 500 men left. | 500 men 500 500 men
On the 5th 200 000 men left. | 200 000 men 200000 200000 men
At 10:30 200 000 men left. | 200 000 men 200000 200000 men
Section 1 000 and page 12 500 say so. |
The row is 12 500 45. | 12 12 12; 500 500 500; 45 45 45
The row is 12 5 300. | 12 12 12; 5 5 5; 300 300 300
It is 12 50 men. | 12 12 12; 50 men 50 50 men
It is 1 0000 men. | 1 1 1
Call 555 123 4567. | 555 555 555; 123 123 123; 4567 4567 4567
Call 0800 123 456 or +44 20 7946 0958. |
Call +49 800 123 456 or 020 7946 0958. |
It is agent 007. |
Scores of men left. | Scores of men 40 180 men about
"""


def cases() -> list[tuple[str, str]]:
    listed = []
    for line in TOLD.strip().splitlines():
        text, _, wanted = line.rpartition("|")
        listed.append((text.strip(), wanted.strip()))
    return listed


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_figures(text: str, wanted: str) -> None:
    found = [
        " ".join(
            part
            for part in (
                one.words,
                f"{round(one.low, 2):.12g}",
                f"{round(one.high, 2):.12g}" if one.high < float("inf") else "inf",
                one.unit,
                "about" if one.about else "",
            )
            if part
        )
        for one in figures_in(text)
    ]
    assert "; ".join(found) == wanted
    assert all(text[slice(*one.span)] == one.words for one in figures_in(text))
