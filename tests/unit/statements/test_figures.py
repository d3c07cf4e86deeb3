"""Figures: what is found, where, how much it is and of what.

One line a text: the words, then what is to be found in them as `words = number unit`; `a..b` for
a range, `~` for what is told to be about so much.
"""

from __future__ import annotations

import math

import pytest

from zopa.foundation.text import Span
from zopa.statements.figures import figures_in

Read = tuple[str, float, float, str, bool]

TOLD = """
It gets about 50 percent of it. | about 50 percent = ~50 percent
It gets 50% of it. | 50% = 50 percent
It gets 50 per cent of it. | 50 per cent = 50 percent
It gets fifty percent of it. | fifty percent = 50 percent
It gets half of it. | half = 50 percent
It gets a half of it. | a half = 50 percent
It gets nearly half. | nearly half = ~50 percent
It gets more than half. | more than half = 50..100 percent
It gets a third of it. | a third = 33.3333 percent
It gets a third. | a third = 33.3333 percent
It gets one third of it. | one third = 33.3333 percent
It gets two-thirds of it. | two-thirds = 66.6667 percent
It gets three quarters of it. | three quarters = 75 percent
It gets one-tenth of it. | one-tenth = 10 percent
One in ten agrees. | One in ten = 10 percent
Two out of three agree. | Two out of three = 66.6667 percent
It gets between 10 and 20 percent. | between 10 and 20 percent = 10..20 percent
It gets 10-20%. | 10-20% = 10..20 percent
It gets 10–20 percent. | 10–20 percent = 10..20 percent
It gets 10% to 20%. | 10% to 20% = 10..20 percent
It gets 10 to 20 percent. | 10 to 20 percent = 10..20 percent
It rose from 10% to 20%. | 10% = 10 percent ; 20% = 20 percent
It gets up to 40%. | up to 40% = 0..40 percent
It gets less than 40%. | less than 40% = 0..40 percent
It gets at least 40%. | at least 40% = 40..inf percent
It gets 12.5%. | 12.5% = 12.5 percent
It rose 5 percentage points. | 5 percentage points = 5 percentage points
They owe half trillion. | half trillion = 500000000000
They owe half a trillion dollars. | half a trillion dollars = 500000000000 USD
They owe a half-trillion dollars. | a half-trillion dollars = 500000000000 USD
They owe $500bn. | $500bn = 500e9 USD
They owe US$500 billion. | US$500 billion = 500e9 USD
They owe 500 billion dollars. | 500 billion dollars = 500e9 USD
They owe 500 billion US dollars. | 500 billion US dollars = 500e9 USD
They owe USD 500bn. | USD 500bn = 500e9 USD
They owe 500 billion USD. | 500 billion USD = 500e9 USD
They owe $500 billion-plus. | $500 billion-plus = 500e9..inf USD
They owe €1.2m. | €1.2m = 1.2e6 EUR
They owe 1.2 million euros. | 1.2 million euros = 1.2e6 EUR
They owe £3 million. | £3 million = 3e6 GBP
They owe £3,500.50. | £3,500.50 = 3500.5 GBP
They owe ¥10tn. | ¥10tn = 10e12 JPY
They owe A$20m. | A$20m = 20e6 AUD
They owe 5 million Canadian dollars. | 5 million Canadian dollars = 5e6 CAD
They owe 40 million hryvnias. | 40 million hryvnias = 40e6 UAH
They owe 40 million roubles. | 40 million roubles = 40e6 RUB
They owe 40 billion yuan. | 40 billion yuan = 40e9 CNY
They owe 5m Swiss francs. | 5m Swiss francs = 5e6 CHF
They owe $1-2 billion. | $1-2 billion = 1e9..2e9 USD
They owe $1 billion to $2 billion. | $1 billion to $2 billion = 1e9..2e9 USD
They owe between $1bn and $2bn. | between $1bn and $2bn = 1e9..2e9 USD
They owe between 1 and 2 billion euros. | between 1 and 2 billion euros = 1e9..2e9 EUR
They owe several trillion dollars. | several trillion dollars = ~2e12..9e12 USD
They owe a few million dollars. | a few million dollars = ~2e6..5e6 USD
They owe billions of dollars. | billions of dollars = ~2e9..9e9 USD
They owe tens of billions of dollars. | tens of billions of dollars = ~20e9..90e9 USD
They owe a million dollars. | a million dollars = 1e6 USD
They owe one and a half million dollars. | one and a half million dollars = 1.5e6 USD
They owe some $40 million. | some $40 million = ~40e6 USD
They owe roughly €3bn. | roughly €3bn = ~3e9 EUR
They owe ~$3bn. | ~$3bn = ~3e9 USD
They owe $40 or more. | $40 or more = 40..inf USD
They owe as much as $40. | as much as $40 = 0..40 USD
They owe no more than $40. | no more than $40 = 0..40 USD
They owe in excess of $40. | in excess of $40 = 40..inf USD
Four people said so. | Four people = 4 people
Five people acquainted with it said so. | Five people = 5 people
At least five said so. | At least five = 5..inf
Two dozen lawmakers said so. | Two dozen lawmakers = 24 lawmakers
A dozen lawmakers said so. | A dozen lawmakers = 12 lawmakers
Half a dozen lawmakers said so. | Half a dozen lawmakers = 6 lawmakers
Some 3,000 troops came. | Some 3,000 troops = ~3000 troops
Over 3000 troops came. | Over 3000 troops = 3000..inf troops
About 2000 troops came. | About 2000 troops = ~2000 troops
3,000 Ukrainian troops came. | 3,000 Ukrainian troops = 3000 troops
The 27 member states met. | 27 member states = 27 states
All 193 UN members met. | 193 UN members = 193 members
Three of the ministers met. | Three of the ministers = 3 ministers
Three former senior officials met. | Three former senior officials = 3 officials
Two or three ministers met. | Two or three ministers = 2..3 ministers
Several ministers met. | Several ministers = ~2..9 ministers
A few ministers met. | A few ministers = ~2..5 ministers
A couple of ministers met. | A couple of ministers = ~2 ministers
Dozens of ministers met. | Dozens of ministers = ~24..108 ministers
Tens of thousands of people marched. | Tens of thousands of people = ~20000..90000 people
Thousands marched. | Thousands = ~2000..9000
Two hundred and fifty people marched. | Two hundred and fifty people = 250 people
One hundred thousand people marched. | One hundred thousand people = 100000 people
Twenty-one people marched. | Twenty-one people = 21 people
2.5 million people marched. | 2.5 million people = 2.5e6 people
5m people marched. | 5m people = 5e6 people
10k people marched. | 10k people = 10000 people
100+ people marched. | 100+ people = 100..inf people
50 people or so marched. | 50 people or so = ~50 people
One person marched. | One person = 1 person
It covers 18,000 km². | 18,000 km² = 18000 km²
It covers 18,000 square miles. | 18,000 square miles = 18000 square miles
It covers 500 hectares. | 500 hectares = 500 hectares
It makes 300MW. | 300MW = 300 MW
It lies 5km away. | 5km = 5 km
It weighs 40 tonnes. | 40 tonnes = 40 tonnes
It lasts three years. | three years = 3 years
It lasts two and a half years. | two and a half years = 2.5 years
It lasts 10 to 15 years. | 10 to 15 years = 10..15 years
It is a 30-day truce. | 30-day = 30 day
It is a five-year plan. | five-year = 5 year
It lasts over two days. | two days = 2 days
It fell to 300. | 300 = 300
It passed by 52 to 48. | 52 = 52 ; 48 = 48
It sold 4,500 drones and 20 tanks. | 4,500 drones = 4500 drones ; 20 tanks = 20 tanks
In Kyiv 300 people met. | 300 people = 300 people
It counts 1 200 000 voters. | 1 200 000 voters = 1200000 voters
It came in 2014, on 7 February 2025 and Feb. 7. |
The 2024 elections came after 1991. |
It came on 2025-02-07 or 07.02.2025 or 7/2/2025. |
It came two weeks ago. |
It grew in the past three years. |
It was the 5th and the third time. |
It was a third term and a third party. |
One of them left; no one came; one could see it. |
An F-16 and a Su-35 and a T-72 flew. |
Article 5 and Article 51 and Section 12 hold. |
The G7, the G20 and the COVID-19 virus. |
Resolution 2202 and Chapter 7 were cited. |
It opens at 10:30, at 5 p.m., at 8am and at 1700 GMT. |
It leads 24/7 since 9/11. |
It took half an hour in the second half. |
The match ended 3-2. |
Call 555-123-4567 or 10.0.0.1. |
John Smith, 45, was there. |
Version v2.0 of Python 3.11 runs Windows 11. |
The 1990s and the ’90s were long. |
It fell on 7-9 February and February 7-9. |
They want 20 tanks and 40 jets. | 20 tanks = 20 tanks ; 40 jets = 40 jets
They want R$40 million and HK$3bn. | R$40 million = 40e6 BRL ; HK$3bn = 3e9 HKD
They want a quarter, or 25 pct. | a quarter = 25 percent ; 25 pct = 25 percent
They cut it by 100 basis points. | 100 basis points = 100 basis points
They want ½ of it in 2½ years. | 2½ years = 2.5 years
"""

HELD_OUT = """
The state would take 30 percent of the revenue. | 30 percent = 30 percent
They asked for $350bn in aid. | $350bn = 350e9 USD
Roughly 4,500 troops crossed the river. | Roughly 4,500 troops = ~4500 troops
Two thirds of members voted against. | Two thirds = 66.6667 percent
Prices rose by 3.5% in a year. | 3.5% = 3.5 percent
It cost between €10 million and €15 million. | between €10 million and €15 million = 10e6..15e6 EUR
At least 17 civilians died. | At least 17 civilians = 17..inf civilians
No more than five ships may pass. | No more than five ships = 0..5 ships
Some two dozen lawmakers walked out. | Some two dozen lawmakers = ~24 lawmakers
The fund holds US$1.5 trillion. | US$1.5 trillion = 1.5e12 USD
The F-16s arrived under Article 9 of the G20 deal. |
Three senior officials confirmed it. | Three senior officials = 3 officials
In 2014 and on 7 May 2021 they met. |
A quarter of the budget goes there. | A quarter = 25 percent
Half of the ore is exported. | Half = 50 percent
He wants 800 million pounds. | 800 million pounds = 800e6 GBP
A 25-year lease was offered. | 25-year = 25 year
The field covers 1,200 square kilometres. | 1,200 square kilometres = 1200 square kilometres
They offered twenty-five tanks. | twenty-five tanks = 25 tanks
Hundreds of protesters gathered. | Hundreds of protesters = ~200..900 protesters
The army needs 10 to 12 brigades. | 10 to 12 brigades = 10..12 brigades
Up to 60% of it may be sold. | Up to 60% = 0..60 percent
More than 40 countries signed. | More than 40 countries = 40..inf countries
It was the third round and the first since the 21st of the month. |
One of the envoys left at 10:30. |
The gap is several billion euros. | several billion euros = ~2e9..9e9 EUR
He paid 15,000 rubles. | 15,000 rubles = 15000 RUB
Interest went up by 50 basis points. | 50 basis points = 50 basis points
The levy is set at 5-7 percent. | 5-7 percent = 5..7 percent
Nearly half a million people fled. | Nearly half a million people = ~500000 people
They would keep 1.2 million barrels a day. | 1.2 million barrels = 1.2e6 barrels
The plan has 28 points. | 28 points = 28 points
A one-third stake was discussed. | one-third = 33.3333 percent
The ministers met for two and a half hours. | two and a half hours = 2.5 hours
Fewer than 100 remain. | Fewer than 100 = 0..100
One in five households has no power. | One in five = 20 percent
Canada pledged C$500 million. | C$500 million = 500e6 CAD
Four or five states are ready. | Four or five states = 4..5 states
About $1 in $4 is lost to COVID-19. | About $1 = ~1 USD ; $4 = 4 USD
The village lies 12 km from the border. | 12 km = 12 km
"""
"""Written before the rules were."""


def lines(table: str) -> list[tuple[str, list[Read]]]:
    """The texts of a table with what is to be found in each."""
    cases = []
    for line in table.strip().splitlines():
        text, _, wanted = line.rpartition("|")
        found: list[Read] = []
        for one in filter(str.strip, wanted.split(";")):
            words, size = (part.strip() for part in one.rsplit("=", 1))
            number, _, unit = size.partition(" ")
            low, _, high = number.removeprefix("~").partition("..")
            found.append((words, float(low), float(high or low), unit, number.startswith("~")))
        cases.append((text.strip(), found))
    return cases


def read(text: str) -> list[Read]:
    return [
        (text[slice(*one.span)], round(one.low, 4), round(one.high, 4), one.unit, one.about)
        for one in figures_in(text)
    ]


@pytest.mark.parametrize(("text", "wanted"), lines(TOLD))
def test_told(text: str, wanted: list[Read]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), lines(HELD_OUT))
def test_held_out(text: str, wanted: list[Read]) -> None:
    assert read(text) == wanted


def test_the_tables_are_large_enough() -> None:
    assert sum(len(wanted) for _, wanted in lines(TOLD)) >= 120
    assert len(lines(HELD_OUT)) == 40


def test_an_open_bound_is_infinite() -> None:
    (only,) = figures_in("at least five")
    assert (only.low, only.high) == (5, math.inf)


def test_within_a_span() -> None:
    text = "In February 7 envoys met; 40 percent of 300 people agreed."
    (only,) = figures_in(text, within=Span(text.index("40"), text.index(" of")))
    assert (text[slice(*only.span)], only.low) == ("40 percent", 40)
    assert figures_in("Article 51", within=Span(8, 10)) == ()


def test_words_before_a_span_tell_a_number_of_a_name_from_a_count() -> None:
    text = "Under resolutions 242 they met."
    assert figures_in(text, within=Span(text.index("242"), text.index(" they"))) == ()
