"""The register of bodies beside the communes: who stands on a day, where it lies, and how sure it is."""

from collections import Counter
from datetime import date

import pytest

import reference
from reference import bodies
from reference.bodies import Tier, bare_name, bodies_on, body_on, is_identifier, unit_types_of

END_2023, END_2025, TODAY = date(2023, 12, 31), date(2025, 12, 31), date(2026, 11, 1)
HUNG_YEN, BAC_NINH = "33", "24"


def test_hung_yen_has_the_bodies_of_its_article() -> None:
    """«20 cơ quan hành chính cấp tỉnh, 110 cơ quan chuyên môn thuộc UBND cấp huyện»."""
    assert len(bodies_on(END_2023, HUNG_YEN, Tier.PROVINCE)) == 20
    offices = bodies_on(END_2023, HUNG_YEN, Tier.DISTRICT)
    assert Counter(Counter(body.parent_code for body in offices).values()) == {11: 10}
    assert len(bodies_on(END_2023, HUNG_YEN)) == 130


def test_districts_have_no_offices_after_their_end() -> None:
    assert bodies_on(date(2025, 6, 30), HUNG_YEN, Tier.DISTRICT)
    assert not bodies_on(date(2025, 7, 1), HUNG_YEN, Tier.DISTRICT)
    assert {len(bodies_on(END_2025, code)) for code in (HUNG_YEN, BAC_NINH)} == {15, 16}


def test_a_code_is_another_body_s_in_another_province_of_that_code() -> None:
    """24 was Bắc Giang's before it was Bắc Ninh's; 27 went into 24."""
    names = {body.name for body in bodies_on(TODAY, BAC_NINH)}
    assert "Thanh tra thành phố" in names
    assert "Thanh tra tỉnh" in {body.name for body in bodies_on(END_2025, BAC_NINH)}
    assert {body.code.split(".")[0] for body in bodies_on(END_2023, BAC_NINH, Tier.PROVINCE)} == {"27"}
    assert body_on("24.SNV", END_2023) is None


def test_a_name_without_its_place() -> None:
    names = {body.name: bare_name(body) for body in bodies_on(END_2023, HUNG_YEN)}
    assert names["Phòng Nội vụ huyện Kim Động"] == "Phòng Nội vụ"
    assert names["Phòng Kinh tế thành phố Hưng Yên"] == "Phòng Kinh tế"
    assert names["Sở Nội vụ"] == "Sở Nội vụ"


def test_kinds_make_levels() -> None:
    assert unit_types_of(Tier.COMMUNE) == ("commune", "ward", "township", "special_zone")
    kinds = [set(unit_types_of(tier)) for tier in (Tier.COMMUNE, Tier.DISTRICT, Tier.PROVINCE)]
    assert set().union(*kinds) == set(unit_types_of(Tier.ALL))
    assert sum(map(len, kinds)) == len(unit_types_of(Tier.ALL))


def test_no_code_is_a_commune_s_or_a_district_s() -> None:
    assert not {body.code for body in bodies.bodies()} & {unit.code for unit in reference.units()}


@pytest.mark.parametrize("identifier", ["H31.13", "G09", "H15.07.01.02", "000.00.14.H05", "000.01.14.H05"])
def test_both_shapes_of_an_identifier_are_taken(identifier: str) -> None:
    assert is_identifier(identifier)


@pytest.mark.parametrize("text", ["", "H31-13", "31.13", "H31.1", "000.14.H05", "H31.13.01.02.03"])
def test_what_is_no_identifier_is_refused(text: str) -> None:
    assert not is_identifier(text)
