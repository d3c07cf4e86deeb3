"""The table of countries."""

from __future__ import annotations

from zopa.statements.speakers.countries import CountryClue, countries_by_id, words


def test_every_line_has_four_parts_and_no_name_twice() -> None:
    table = countries_by_id()
    # 193 members of the United Nations, others, and blocs
    assert len(table) >= 205
    assert all(country.name and country.name == country.name.strip() for country in table.values())


def test_members_have_demonyms() -> None:
    blocs = {"united_nations", "nato", "african_union", "asean", "arab_league", "opec", "g7"}
    blocs |= {"g20", "imf", "world_bank", "hamas", "hezbollah", "taliban", "holy_see"}
    assert {c.id for c in countries_by_id().values() if not c.demonyms} == blocs


def test_words_lead_where_they_should() -> None:
    assert words()["Elysee"] == ("france", CountryClue.METONYM)
    assert words()["Brussels"] == ("european_union", CountryClue.METONYM)
    assert words()["UK"] == ("united_kingdom", CountryClue.NAME)
    assert words()["Dutch"] == ("netherlands", CountryClue.DEMONYM)
    assert words()["Cote d’Ivoire"] == ("cote_divoire", CountryClue.NAME)
    assert "Male" not in words()
