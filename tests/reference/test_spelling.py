import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reference
from reference.spelling import key, tidy

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
SEPARATORS = " -–—/,.:;&()'\u00a0\u200b\n"
typed = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + SEPARATORS + "0189xхТ", max_size=30)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("  Nguyễn\u00a0 Thị\u2003Hoà ", "Nguyễn Thị Hoà"),
        ("Trần\r\nVăn\tĐức", "Trần Văn Đức"),
        ("Lê_x000D_\nThu", "Lê Thu"),
        ("\ufeffPhạm\u200b Th\u00adúy", "Phạm Thúy"),
        (unicodedata.normalize("NFD", "ĐỖ THỊ QUỲNH"), "ĐỖ THỊ QUỲNH"),
        ("  plain text ", "plain text"),
        ("two  spaces", "two spaces"),
        ("\u200b", ""),
    ],
)
def test_tidy_keeps_what_was_written_and_drops_what_nobody_sees(written: str, expected: str) -> None:
    assert tidy(written) == expected


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Xã Hoà Tiến", "xã Hòa Tiến"),
        ("PHƯỜNG THUỶ ĐƯỜNG", "Phường Thủy Đường"),
        ("sức khoẻ", "sức khỏe"),
        ("Uỷ ban", "Ủy ban"),
        ("loè", "lòe"),
        ("tíên sĩ", "tiến sĩ"),
        ("cuả", "của"),
        ("toàn", "tòan"),
        ("ngoài", "ngòai"),
        ("kỹ sư", "kĩ sư"),
        ("lý luận", "lí luận"),
        ("Thạc sỹ", "Thạc sĩ"),
        ("Mỹ Hương", "Mĩ Hương"),
        ("Tỷ", "tỉ"),
        ("Hy", "Hi"),
        ("quý", "quí"),
        ("qúy", "quý"),
        ("gìa", "già"),
        ("Văn phòng - Thống kê", "Văn phòng–thống kê"),
        ("Văn phòng — Thống kê", "văn phòng -thống kê"),
        ("VH_XH", "vh-xh"),
        ("CV &TĐ", "CV & TĐ"),
        ("P. Đáp Cầu", "P.Đáp Cầu"),
        ("Tổng cộng :", "TỔNG CỘNG"),
        ("A, B ,C", "a,b,c"),
        ("Ê đê", "ê  đê"),
        ("M’nông", "M`Nông"),
    ],
)
def test_two_spellings_of_one_thing_have_one_key(first: str, second: str) -> None:
    assert key(first) == key(second)


@pytest.mark.parametrize(
    "apart",
    [
        ("Tân Lãng", "Tấn Lãng", "Tan Lang", "Tân Lang"),
        ("Đình Bảng", "Định Bảng", "Đinh Bảng"),
        ("Phú Lương", "Phù Lương", "Phù Lưu"),
        ("Đức", "Dức"),
        ("thúy", "thúi"),
        ("tay", "tai"),
        ("Phường 1", "Phường 10", "Phường 01"),
        ("CV", "CVC"),
        ("12/12", "12-12"),
    ],
)
def test_different_things_keep_different_keys(apart: tuple[str, ...]) -> None:
    assert len({key(text) for text in apart}) == len(apart)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("gì", "gì"),
        ("giếng", "giếng"),
        ("Quỳnh", "quỳnh"),
        ("khuỷu", "khuỷu"),
        ("ngoẻo", "ngoẻo"),
        ("nghĩa", "nghĩa"),
        ("Thuỵ", "thụy"),
        ("đường", "đường"),
        ("M'Drắk", "m'drắk"),
        ("...", ""),
    ],
)
def test_a_key_is_readable(written: str, expected: str) -> None:
    assert key(written) == expected


@pytest.mark.parametrize(
    ("written", "seen"),
    [("х", "x"), ("Х", "x"), ("ТС", "tc"), ("Đоàn", "đoàn"), ("ΤC", "tc"), ("×", "x"), ("жук", "жук")],
)
def test_lookalike_letters_count_as_what_a_clerk_sees(written: str, seen: str) -> None:
    assert key(written) == seen


@given(typed)
def test_key_of_vietnamese_is_idempotent_and_blind_to_unicode_forms(text: str) -> None:
    assert key(key(text)) == key(text)
    assert key(unicodedata.normalize("NFD", text)) == key(unicodedata.normalize("NFC", text))
    assert key(text.upper()) == key(text)


@given(st.text(max_size=20))
def test_key_and_tidy_of_anything_are_idempotent(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert key(key(text)) == key(text)
    assert key(tidy(text)) == key(text)
    assert unicodedata.is_normalized("NFC", tidy(text))


@given(st.sampled_from("̣̀́̃̉"), st.sampled_from(["hoa", "thuy", "tien", "duong", "giêng", "quyên", "khoe"]), st.data())
def test_a_tone_may_stand_on_any_letter_of_its_syllable(tone: str, syllable: str, data: st.DataObject) -> None:
    places = st.integers(1, len(syllable))
    first, second = data.draw(places), data.draw(places)
    assert key(syllable[:first] + tone + syllable[first:]) == key(syllable[:second] + tone + syllable[second:])


def test_names_of_the_register_that_differ_keep_different_keys() -> None:
    """Of one district and day: Mỹ Quí and Mỹ Quý, one name to a key and to a clerk, lie in two provinces."""
    names: dict[str | None, set[str]] = {}
    for unit in reference.units_on(date(2023, 12, 31)):
        names.setdefault(unit.parent_code, set()).add(unit.name)
    for parent, here in names.items():
        assert len({key(name) for name in here}) == len(here), parent


@settings(max_examples=400)
@given(st.text(st.sampled_from("aăđ ĐÐð\u0301\u034f\ufe0f\u00a0\u200b\t\n_x000D_é") | st.characters(), max_size=12))
def test_what_seems_tidy_already_is(value: str) -> None:
    """However a text is looked over, each of its letters alone says what stays of it."""
    shown = tidy(value)
    assert shown == " ".join(shown.split()) == unicodedata.normalize("NFC", shown)
    assert shown == tidy(f"\u200b{value}\u200b")
