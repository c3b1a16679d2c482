"""Names typed as keys: VIQR becomes Unicode, Telex is only known; nothing that is a name already is touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.normalising.typed import from_viqr, is_telex, is_viqr

MODIFIERS = {"\u0302": "^", "\u0306": "(", "\u031b": "+"}
TONES = {"\u0300": "`", "\u0301": "'", "\u0303": "~", "\u0309": "?", "\u0323": "."}
NAMES = (
    "Nguyễn Thị Hoa Mai", "Trần Văn Lộc", "Đỗ Thùy Linh", "Lương Ngọc Ánh", "Phạm Hữu Đức", "Bùi Quốc Bảo",
    "Vũ Thị Tươi", "Đặng Thị Út", "ĐINH CÔNG TRÁNG",
)  # fmt: skip


def _keys(name: str, tones_first: bool) -> str:
    """A name as the keys of VIQR, the long way round: each letter's marks one by one."""
    keys = []
    for letter in name.replace("Đ", "DD").replace("đ", "dd"):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        shape = "".join(MODIFIERS.get(mark, "") for mark in marks)
        tone = "".join(TONES.get(mark, "") for mark in marks)
        keys.append(base + (tone + shape if tones_first else shape + tone))
    return "".join(keys)


@given(st.lists(st.sampled_from(" ".join(NAMES).split()), min_size=2, max_size=5).map(" ".join), st.booleans())
def test_viqr_is_read_whatever_the_order_of_its_signs(name: str, tones_first: bool) -> None:
    assert from_viqr(_keys(name, tones_first)) == name


@pytest.mark.parametrize("name", NAMES)
def test_viqr_is_known_by_its_signs(name: str) -> None:
    keys = _keys(name, False)
    assert is_viqr(keys)
    assert not is_viqr(name)


@pytest.mark.parametrize(
    "name",
    [
        "H'Hen Nie",
        "Y' Nhi",
        "Le Thi Hoa (nghi)",
        "Hoa(nghi)",
        "Nguyen Van An?",
        "Nguyen Thi A.",
        "Nguyễn Văn Ba?o",
        "K'Tien",
    ],
)
def test_signs_that_ordinary_names_have(name: str) -> None:
    assert not is_viqr(name)
    assert not is_telex(name)


@pytest.mark.parametrize("name", ["H'Hen Nie", "Le Thi Hoa (nghi)", "Smi^th Va(n"])
def test_what_would_be_no_syllable_stays(name: str) -> None:
    assert from_viqr(name) == name


TELEX = ("Nguyeenx Thij Hoa Mai", "Traanf Vawn Loocj", "Ddoox Thuyf Linh", "Truowng Vawn Dduwowcj", "Phamj Thij Uts")
PLAIN = ("Nguyen Thi Hoa Mai", "Le Van An", "Ksor Blook", "Rmah Hlee", "Siu Krajan", "Pham Thi Nas", "Nguyễn Thij")


@pytest.mark.parametrize("name", TELEX)
def test_telex_that_was_off_is_known(name: str) -> None:
    assert is_telex(name)


@pytest.mark.parametrize("name", [*PLAIN, *NAMES])
def test_names_without_marks_and_of_other_languages_are_no_telex(name: str) -> None:
    assert not is_telex(name)
