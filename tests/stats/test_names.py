"""Names of places: two districts of one name in a province of today, in words, choices and questions."""

from datetime import date

from reference.bodies import Tier
from reference.spelling import words_of
from stats.measures.missing import missing_units
from stats.names import Names
from stats.queries.places import level_register
from stats.registers import districts_in
from stats.selection import Selection
from stats.spoken_places import place_called, places_spoken

AN_GIANG, END_2024 = "91", date(2024, 12, 31)
OF_KIEN_GIANG = "30892"
"""Xã Vĩnh Hòa Hiệp of Kiên Giang's Huyện Châu Thành."""


def test_two_districts_of_one_name_are_told_apart() -> None:
    register = level_register(END_2024, AN_GIANG, Tier.COMMUNE, {OF_KIEN_GIANG})
    districts = {row.code: row.name for row in districts_in(register, END_2024)}
    names = Names(
        "Tỉnh An Giang",
        districts,
        {row.code: row.name for row in register},
        {row.code: row.district_code for row in register},
    )
    assert names.of("905") == "Huyện Châu Thành (Kiên Giang)"
    assert names.place(Selection(END_2024, district="892")) == "huyện Châu Thành (An Giang)"
    assert places_spoken(words_of("huyện Châu Thành"), names) == {"892", "905"}
    assert place_called("Châu Thành, Kiên Giang", names) == "905"


def test_communes_missing_in_two_districts_of_one_name_are_not_put_together() -> None:
    register = level_register(END_2024, AN_GIANG, Tier.COMMUNE, {OF_KIEN_GIANG})
    missing = missing_units(register, by_district=True).places
    counts = {place.name: place.missing for place in missing if place.is_district and "Châu Thành" in place.name}
    wanted = {
        code: sum(row.district_code == code and not row.has_roster for row in register) for code in ("892", "905")
    }
    assert counts == {
        "Huyện Châu Thành (An Giang)": wanted["892"],
        "Huyện Châu Thành (Kiên Giang)": wanted["905"],
    }
