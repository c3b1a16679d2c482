"""Names of places as people say them, without the long end that tells a commune from one elsewhere."""

from datetime import date

import pytest

from questions.tones import restored
from reference import communes_on
from reference.spelling import words_of
from stats.names import Names
from stats.spoken_places import place_called, places_spoken

DAY, LAM_DONG = date(2025, 12, 31), "68"
NAMES = Names("Tỉnh Lâm Đồng", units={unit.code: unit.name for unit in communes_on(DAY, LAM_DONG)})
CODES = {name: code for code, name in NAMES.units.items()}


@pytest.mark.parametrize(
    ("spoken", "name"),
    [
        ("phường Xuân Hương", "Phường Xuân Hương - Đà Lạt"),
        ("Xuân Hương", "Phường Xuân Hương - Đà Lạt"),
        ("Xuân Hương Đà Lạt", "Phường Xuân Hương - Đà Lạt"),
        ("P. Lâm Viên", "Phường Lâm Viên - Đà Lạt"),
        ("xã Đinh Văn", "Xã Đinh Văn Lâm Hà"),
        ("Nam Ban", "Xã Nam Ban Lâm Hà"),
        ("Xã Đạ Huoai", "Xã Đạ Huoai"),
        ("xã Bảo Lâm", None),
        ("Hàm Thuận", "Xã Hàm Thuận"),
        ("Đà Lạt", None),
    ],
)
def test_a_name_is_known_without_its_end_where_no_other_begins_so(spoken: str, name: str | None) -> None:
    expected = None if name is None else CODES[name]
    assert place_called(spoken, NAMES) == expected
    if expected is not None:
        assert places_spoken(words_of(spoken), NAMES) == {expected}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("P2 Bảo Lộc", "Phường 2 Bảo Lộc"),
        ("P.1 Bảo Lộc", "Phường 1 Bảo Lộc"),
        ("Đạ Huoai II", "Xã Đạ Huoai 2"),
        ("Đạ Tẻh số 3", "Xã Đạ Tẻh 3"),
    ],
)
def test_a_number_of_a_name_may_be_written_in_other_ways(written: str, name: str) -> None:
    assert place_called(written, NAMES) == CODES[name]


@pytest.mark.parametrize("typed", ["o phuong xuan huong da lat", "tai phuong xuan huong", "o phuong xuan huong"])
def test_a_place_without_tones_behind_a_word_for_in_keeps_its_words(typed: str) -> None:
    place = tuple(typed.split()[1:])
    assert restored(tuple(typed.split()), NAMES)[-len(place) :] == place
    assert places_spoken(place, NAMES) == {CODES["Phường Xuân Hương - Đà Lạt"]}
