"""A code outlives its unit: the territory that a code stands for, and what a unit was made of, on every day."""

import csv
from collections import defaultdict
from datetime import date

import pytest

from reference import provinces
from reference.territory import (
    NEWEST,
    are_whole_districts,
    is_same_territory,
    old_district,
    origin,
    territory_start,
    units_without_successor,
)
from settings import REFERENCE_DIR

BEFORE, AFTER, REFORMED = date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)
BAC_NINH, CA_MAU = "24", "96"


def test_a_ward_that_swallowed_others_is_another_territory() -> None:
    """09184 was Phường Ninh Xá; from 01/12/2024 it is Tiền Ninh Vệ, of three wards."""
    assert not is_same_territory("09184", BEFORE, AFTER)
    assert not is_same_territory("09184", date(2024, 11, 30), date(2024, 12, 1))
    assert is_same_territory("09184", date(2024, 12, 1), AFTER)
    assert is_same_territory("09184", date(2022, 12, 31), BEFORE)
    assert is_same_territory("09163", BEFORE, AFTER)
    assert territory_start("09184", AFTER) == date(2024, 12, 1)


def test_a_unit_that_only_changed_its_kind_is_the_same_territory() -> None:
    assert is_same_territory("259", date(2022, 12, 31), BEFORE)  # Huyện Quế Võ, Thị xã Quế Võ
    assert is_same_territory("09481", BEFORE, AFTER)  # Xã Nhân Thắng, Thị trấn Nhân Thắng


def test_a_unit_that_does_not_stand_has_no_territory() -> None:
    assert not is_same_territory("259", BEFORE, REFORMED)
    assert not is_same_territory("99999", BEFORE, AFTER)
    assert territory_start("99999", AFTER) is None


def test_tu_son_is_the_sum_of_four_wards() -> None:
    """09367 was Phường Đông Ngàn's code before it was Phường Từ Sơn's."""
    made_of = origin("09367", NEWEST, BEFORE)
    assert made_of.is_whole
    assert made_of.codes == ("09367", "09391", "09394", "09397")
    assert origin("09367", REFORMED, date(2025, 7, 1)).codes == ("09367",)


def test_a_merger_of_a_merger_is_followed() -> None:
    """Tiền Ninh Vệ, of three wards since 12/2024, went whole into Phường Kinh Bắc in 7/2025."""
    home = next(unit.code for unit in provinces.communes_on(REFORMED, BAC_NINH) if "09184" in _old_codes(unit.code))
    assert {"09175", "09178", "09184"} <= set(origin(home, NEWEST, BEFORE).codes)
    assert "09175" not in origin(home, NEWEST, AFTER).codes


def test_a_part_is_never_taken_for_the_whole() -> None:
    split = [unit for unit in provinces.communes_on(REFORMED, CA_MAU) if origin(unit.code, NEWEST, BEFORE).split]
    assert split
    for unit in split:
        made_of = origin(unit.code, NEWEST, BEFORE)
        assert not made_of.is_whole
        assert all(step.extent in ("part", "people_only") for step in made_of.split)


def test_where_a_unit_went_unknown_its_district_is_in_doubt() -> None:
    """Xã Tân Hiệp (07276) ended with 2024, and the register does not know in which unit of Yên Thế it lives on."""
    doubtful = origin("07288", NEWEST, BEFORE)
    assert [unit.code for unit in doubtful.lost] == ["07276"]
    assert not doubtful.is_whole
    assert origin("07288", NEWEST, date(2025, 1, 1)).is_whole
    assert "07276" in [unit.code for unit in units_without_successor(["215"], REFORMED)]


@pytest.mark.parametrize("code", [BAC_NINH, "33", "46", "01", CA_MAU])
@pytest.mark.parametrize("day", [date(2021, 12, 31), BEFORE, AFTER, date(2025, 6, 30)])
def test_nobody_is_counted_twice_and_sums_agree_with_the_table_read_forwards(code: str, day: date) -> None:
    held: dict[str, str] = {}
    for unit in provinces.communes_on(NEWEST, code):
        made_of = origin(unit.code, NEWEST, day)
        for old in made_of.codes if made_of.is_whole else ():
            assert old not in held, f"{old} is counted in {held[old]} and in {unit.code}"
            held[old] = unit.code
    assert held
    assert held.items() <= _forwards(day).items()


def _old_codes(new: str) -> set[str]:
    return {row["old_code"] for row in _steps() if row["new_code"] == new and row["on"] == "2025-07-01"}


def _steps() -> list[dict[str, str]]:
    with (REFERENCE_DIR / "unit_successions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _forwards(day: date) -> dict[str, str]:
    """The oracle: follow every unit step by step from its day to now; who goes to several units goes nowhere."""
    steps: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in _steps():
        if row["on"] > day.isoformat() and row["extent"] != "area_only":
            steps[row["on"]][row["old_code"]].add(row["new_code"])
    with (REFERENCE_DIR / "units.csv").open(encoding="utf-8", newline="") as file:
        standing = {
            row["code"]
            for row in csv.DictReader(file)
            if row["level"] == "commune"
            and row["valid_from"] <= day.isoformat()
            and (row["valid_to"] == "" or row["valid_to"] >= day.isoformat())
        }
    place = {code: {code} for code in standing}
    for on in sorted(steps):
        for code, now in place.items():
            place[code] = {new for old in now for new in steps[on].get(old, {old})}
    return {code: now.pop() for code, now in place.items() if len(now) == 1}


def test_communes_of_today_lie_in_the_districts_of_before() -> None:
    assert old_district("09367", REFORMED) == "261"
    assert old_district("09367", BEFORE) == "261"
    assert old_district("99999", REFORMED) is None
    codes = [unit.code for unit in provinces.communes_on(REFORMED, BAC_NINH)]
    whole = are_whole_districts(codes, REFORMED)
    assert all(whole[district] for district in ("256", "258", "259", "260", "261", "262", "263", "264"))
    assert not whole["213"]
    assert any(old_district(code, REFORMED) is None for code in codes)
