"""A code outlives its unit: what is comparable across changes of territory."""

from datetime import date

from reference.territory import is_comparable

PROVINCE = "Tỉnh Bắc Ninh"


def test_a_ward_that_swallowed_others_is_not_comparable() -> None:
    """09184 was Phường Ninh Xá; from 01/12/2024 it is Tiền Ninh Vệ, of three wards."""
    before, after = date(2023, 12, 31), date(2024, 12, 31)
    assert not is_comparable(PROVINCE, before, after, unit="09184")
    assert not is_comparable(PROVINCE, date(2024, 11, 30), date(2024, 12, 1), unit="09184")
    assert is_comparable(PROVINCE, date(2024, 12, 1), after, unit="09184")
    assert is_comparable(PROVINCE, date(2022, 12, 31), before, unit="09184")
    assert is_comparable(PROVINCE, before, after, unit="09163")


def test_a_district_that_became_a_town_is_comparable_one_that_ended_is_not() -> None:
    before = date(2022, 12, 31)
    assert is_comparable(PROVINCE, before, date(2023, 12, 31), district="259")
    assert not is_comparable(PROVINCE, before, date(2025, 12, 31), district="259")


def test_the_province_of_july_2025_is_another_territory() -> None:
    assert is_comparable(PROVINCE, date(2023, 12, 31), date(2024, 12, 31))
    assert not is_comparable(PROVINCE, date(2024, 12, 31), date(2025, 12, 31))


def test_a_unit_that_did_not_exist_is_not_comparable() -> None:
    assert not is_comparable(PROVINCE, date(2022, 12, 31), date(2023, 12, 31), unit="99999")
