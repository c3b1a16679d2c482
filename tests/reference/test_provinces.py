"""A province is known by code and day, never by its name."""

from collections import Counter
from datetime import date

import pytest

from reference import ReferenceError, provinces
from reference.units import version_on

END_2023, END_2025, TODAY = date(2023, 12, 31), date(2025, 12, 31), date(2026, 11, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("24", "24"), ("27", "24"), ("Tỉnh Bắc Ninh", "24"), ("thành phố Bắc Ninh", "24"), ("Bắc Giang", "24"),
        ("Cà Mau", "96"), ("bac lieu", "96"), ("34", "33"), ("Hồ Chí Minh", "79"), ("Thái Bình", "33"),
        ("TỈNH LÀO CAI", "15"), ("10", "15"), ("Atlantis", None), ("", None),
    ],
)  # fmt: skip
def test_any_name_and_code_of_any_day_leads_to_the_province_of_today(text: str, code: str | None) -> None:
    assert provinces.find_province(text) == code


def test_the_office_chooses_before_its_settings() -> None:
    assert provinces.home("", "Bắc Ninh") == "24"
    assert provinces.home("96", "Bắc Ninh") == "96"
    with pytest.raises(ReferenceError, match="«Atlantis»"):
        provinces.home("", "Atlantis")


def test_a_name_follows_the_day() -> None:
    assert [provinces.province_name("24", day) for day in (END_2023, END_2025, TODAY)] == [
        "Tỉnh Bắc Ninh",
        "Tỉnh Bắc Ninh",
        "Thành phố Bắc Ninh",
    ]
    assert [unit.code for unit in provinces.provinces_on("24", END_2023)] == ["27", "24"]
    assert [unit.code for unit in provinces.provinces_on("24", END_2025)] == ["24"]
    assert provinces.office_of("96") == "Sở Nội vụ tỉnh Cà Mau"


@pytest.mark.parametrize(
    ("code", "day", "kinds"),
    [  # official figures: the decrees and lists that docs/third-party.md names
        ("24", date(2021, 12, 31), {"commune": 89, "ward": 31, "township": 6}),
        ("24", END_2023, {"commune": 70, "ward": 52, "township": 4}),
        ("24", date(2024, 12, 31), {"commune": 66, "ward": 50, "township": 5}),
        ("24", END_2025, {"commune": 66, "ward": 33}),
        ("24", TODAY, {"commune": 54, "ward": 45}),
        ("33", END_2025, {"commune": 93, "ward": 11}),
        ("22", date(2024, 11, 1), {"commune": 91, "ward": 73, "township": 7}),
    ],
)
def test_the_register_counts_as_the_official_lists_do(code: str, day: date, kinds: dict[str, int]) -> None:
    assert Counter(unit.kind for unit in provinces.communes_on(day, code)) == kinds


_DAYS = (date(2020, 12, 31), date(2023, 12, 31), date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 30), END_2025)


@pytest.mark.parametrize(
    ("code", "numbers"),
    [  # typed off published totals: the statistics office's lists, the resolutions of mergers
        ("01", (579, 579, 579, 526, 526, 126)),  # Hà Nội
        ("24", (209, 209, 209, 192, 192, 99)),  # Bắc Giang, then Bắc Ninh
        ("27", (126, 126, 121, 121, 121, 0)),  # Bắc Ninh
        ("31", (217, 217, 217, 167, 167, 114)),  # Hải Phòng
        ("33", (161, 161, 139, 139, 139, 104)),  # Hưng Yên
        ("34", (260, 260, 242, 242, 242, 0)),  # Thái Bình
        ("79", (322, 312, 312, 273, 273, 168)),  # Thành phố Hồ Chí Minh
        ("74", (91, 91, 91, 91, 91, 0)),  # Bình Dương
        ("30", (235, 235, 207, 207, 207, 0)),  # Hải Dương
        ("77", (82, 82, 82, 77, 77, 0)),  # Bà Rịa - Vũng Tàu
    ],
)
def test_ten_provinces_have_the_units_of_each_day(code: str, numbers: tuple[int, ...]) -> None:
    units = [version_on(code, day) for day in _DAYS]
    assert (
        tuple(len(provinces.communes_of(unit, day)) if unit else 0 for unit, day in zip(units, _DAYS, strict=True))
        == numbers
    )


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2021, 12, 31), 10_599), (END_2023, 10_598), (date(2025, 6, 30), 10_035), (END_2025, 3_321)],
)
def test_the_provinces_of_today_hold_the_whole_country_on_any_day(day: date, number: int) -> None:
    homes = [unit for province in provinces.provinces() for unit in provinces.provinces_on(province.code, day)]
    assert len(homes) == len(set(homes)) == (34 if day == END_2025 else 63)
    communes = [unit.code for home in homes for unit in provinces.communes_of(home, day)]
    assert len(communes) == len(set(communes)) == number
    everywhere = {unit.code for province in provinces.provinces() for unit in provinces.units_of(province.code)}
    assert set(communes) <= everywhere


def test_districts_of_one_name_have_their_province_beside_them() -> None:
    """Of 2023 five provinces of today have a Châu Thành twice; every other district is named as the register has it."""
    names = provinces.district_names(END_2023)
    assert {names[code] for code in ("892", "905")} == {"Huyện Châu Thành (An Giang)", "Huyện Châu Thành (Kiên Giang)"}
    units = {code: version_on(code, END_2023) for code in names}
    assert {name for code, name in names.items() if (unit := units[code]) and name != unit.name} == {
        f"Huyện Châu Thành ({province})"
        for province in (
            "Tây Ninh", "Long An", "Tiền Giang", "Đồng Tháp", "Bến Tre", "Trà Vinh", "An Giang", "Kiên Giang",
            "Hậu Giang", "Sóc Trăng",
        )
    }  # fmt: skip
    assert provinces.district_names(END_2025) == {}
