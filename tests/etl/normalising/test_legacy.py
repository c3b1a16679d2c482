"""TCVN3 and VNI into Unicode, and telling both from Unicode; the oracle encodes by the fonts' own rules."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from etl.normalising import legacy
from etl.normalising.legacy import from_tcvn3, from_vni, guess, is_in, to_unicode
from etl.normalising.syllables import is_syllable
from reference.provinces import units_of
from settings import REFERENCE_DIR
from tests.golden.old_letters import tcvn3, vni

MARKED = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
PLAIN = "abcdeghiklmnopqrstuvxy ABCDEGHIKLMNOPQRSTUVXY0123456789.,-/()"
ENCODERS = {"tcvn3": tcvn3, "vni": vni}
NAMES = ("Nguyễn Thị Phượng", "Trần Văn Đức", "Lê Quỳnh Hoa", "Đặng Hữu Tú", "Vũ Thị Lý", "Bùi Công Lãng")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Phßng Néi vô", "Phòng Nội vụ"),
        ("Danh s¸ch c¸n bé, c«ng chøc cÊp x·", "Danh sách cán bộ, công chức cấp xã"),
        ("V¨n phßng - Thèng kª", "Văn phòng - Thống kê"),
        ("L\u00adu Ph\u00ad¬ng Th¶o", "Lưu Phương Thảo"),
        ("¡n, ¢n, £, ¤, ¥, ¦, §", "Ăn, Ân, Ê, Ô, Ơ, Ư, Đ"),
        ("x∙ Yªn Trung", "xã Yên Trung"),
        ("h−u trÝ, ng−êi d©n téc", "hưu trí, người dân tộc"),
        ("∙ 5 − 3 = 2; 5−3", "∙ 5 − 3 = 2; 5−3"),
        ("n¨m 2023 (12/12)", "năm 2023 (12/12)"),
    ],
)
def test_tcvn3_is_read_as_its_font_shows_it(typed: str, shown: str) -> None:
    assert from_tcvn3(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("danh s¸ch tæng hîp", "DANH SÁCH TỔNG HỢP"),
        ("Vò thÞ hoa", "VŨ THỊ HOA"),
        ("Tran", "TRAN"),
    ],
)
def test_the_capital_font_shows_small_letters_as_capitals(typed: str, shown: str) -> None:
    assert from_tcvn3(typed, capitals=True) == shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CéNG HßA X· HéI", "CỘNG HÒA XÃ HỘI"),
        ("NGUYÔN V¡N §øC", "NGUYỄN VĂN ĐỨC"),
        ("L£ V¡N Tó", "LÊ VĂN TÚ"),
        ("Hµ Tó", "Hà Tú"),
        ("Lª A", "Lê A"),
        ("UBND x· §¹i §ång", "UBND xã Đại Đồng"),
    ],
)
def test_capitals_that_the_font_lacks_were_meant_in_a_text_of_capitals(typed: str, meant: str) -> None:
    assert from_tcvn3(typed) == meant


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Phoøng Noäi vuï", "Phòng Nội vụ"),
        ("ÑAÛNG UÛY, Ñaûng uûy, Uûy ban", "ĐẢNG ỦY, Đảng ủy, Ủy ban"),
        ("Aùi, Oån, Yeán, Ôû, Öu", "Ái, Ổn, Yến, Ở, Ưu"),
        ("nghæ höu, só quan, vò trí, kî luaät", "nghỉ hưu, sĩ quan, vị trí, kỵ luật"),
        ("ngöôøi, ñöôïc, Höõu", "người, được, Hữu"),
        ("ñiïnh, tiûnh", "định, tỉnh"),
        ("Ø 110, 5 iâ", "Ø 110, 5 iâ"),
    ],
)
def test_vni_is_read_as_its_fonts_show_it(typed: str, shown: str) -> None:
    assert from_vni(typed) == shown


@given(st.text(st.sampled_from(MARKED + PLAIN.lower()), max_size=40))
def test_small_letters_come_back_from_tcvn3(text: str) -> None:
    assert from_tcvn3(tcvn3(text)) == text
    assert from_tcvn3(tcvn3(text), capitals=True) == text.upper()


@given(st.text(st.sampled_from(MARKED.upper() + PLAIN.upper()), max_size=40))
def test_capitals_come_back_from_tcvn3_too(text: str) -> None:
    assert from_tcvn3(tcvn3(f"UBND {text}")) == f"UBND {text}"


@given(st.text(st.sampled_from(MARKED + MARKED.upper() + PLAIN), max_size=40))
def test_any_text_comes_back_from_vni(text: str) -> None:
    assert from_vni(vni(text)) == text


@given(st.text(max_size=30))
def test_no_text_is_too_odd_and_what_comes_out_is_composed(text: str) -> None:
    for encoding in legacy.ENCODINGS:
        made = to_unicode(text, encoding)
        assert text.isascii() or made == unicodedata.normalize("NFC", made)
        assert guess([text, text]) in (None, *legacy.ENCODINGS)
        is_in(text, encoding)


def test_words_already_in_unicode_stay_beside_those_that_are_not() -> None:
    assert to_unicode("Đại häc", "tcvn3") == "Đại học"
    assert to_unicode("Ñaïi học", "vni") == "Đại học"


TABLES = (
    ("units", "name"),
    ("header_spellings", "spelling"),
    ("value_spellings", "spelling"),
    ("position_spellings", "spelling"),
    ("ethnicities", "name"),
    ("code_lists", "label"),
    ("problems", "message"),
)


def _column(table: str, column: str) -> list[str]:
    """Give a table's distinct texts; of units one province's: «Kông Lơng Khơng» is the same letters in both fonts."""
    if table == "units":
        return sorted({unit.name for unit in units_of("24")})
    return sorted({row[column] for row in reference.rows(table)})


@pytest.mark.parametrize(("table", "column"), TABLES)
def test_vietnamese_in_unicode_is_never_taken_for_an_old_font(table: str, column: str) -> None:
    texts = _column(table, column)
    apart = [unicodedata.normalize("NFD", text) for text in texts]
    for some in (texts, apart, *_by_twelve(texts)):
        assert guess(some) is None, some
    for text in texts:
        assert is_in(text, "tcvn3") is not True, text
        assert is_in(text, "vni") is not True, text


@pytest.mark.parametrize(("table", "column"), TABLES)
@pytest.mark.parametrize("encoding", legacy.ENCODINGS)
def test_the_same_typed_in_an_old_font_is_known(table: str, column: str, encoding: str) -> None:
    texts = _column(table, column)
    typed = [ENCODERS[encoding](text) for text in texts]
    assert guess(typed) == encoding
    assert {guess(some) for some in _by_twelve(typed)} <= {encoding, None}
    assert not [
        text for text, old in zip(texts, typed, strict=True) if not text.isascii() and is_in(old, encoding) is False
    ]


def _by_twelve(texts: list[str]) -> list[list[str]]:
    return [texts[start : start + 12] for start in range(0, len(texts), 12)]


@pytest.mark.parametrize(
    "texts",
    [
        ["Jürgen Müller", "Günther Groß", "Käthe Schröder", "Jörg Bäcker", "Über größere Flüsse"],
        ["François a préféré la crème brûlée", "à côté de l'hôtel, où naît l'été", "garçon, maïs, Noël, aiguë"],
        ["El niño pequeño de España", "mañana, señor, corazón, pingüino"],
        ["Søren Kierkegaard", "Åse Bjørnson", "Malmö, Göteborg, Trollhättan"],
        ["25m² ± 5%", "40°C", "© 2023", "§ 12", "«A»", "½, ¾", "µm", "¹) ²)", "10÷12", "3×4"],
        ["An ordinary line", "Kim Jong", ""],
        ["Hà Tú", "Lý Công", "Phó Hà", "Cù Lân", "Hãn"],
    ],
)
def test_other_languages_and_signs_are_left_alone(texts: list[str]) -> None:
    assert guess(texts) is None


def test_windows_1258_read_as_western_letters_is_not_an_old_font() -> None:
    apart = [_tones_apart(text) for text in (*NAMES, *_column("units", "name"))]
    assert guess(text.encode("cp1258").decode("latin-1") for text in apart) is None


def _tones_apart(text: str) -> str:
    """«ễ» as «ê» and a tilde, which is how the code page has it."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    apart = (unicodedata.normalize("NFD", letter) for letter in text)
    split = ((letter, [mark for mark in letter if mark in tones]) for letter in apart)
    return "".join(
        unicodedata.normalize("NFC", "".join(mark for mark in letter if mark not in marks)) + "".join(marks)
        for letter, marks in split
    )


@pytest.mark.parametrize("encoder", [tcvn3, vni])
def test_a_single_cell_is_not_enough_to_guess_from(encoder: Callable[[str], str]) -> None:
    for text in ("Tày", "Đại học", "Nữ", "Phượng"):
        assert guess([encoder(text)]) is None


def test_a_few_rows_in_an_old_font_among_many_are_found() -> None:
    pasted = [tcvn3(name) for name in NAMES]
    assert guess([*_column("units", "name"), *pasted]) == "tcvn3"
    assert [is_in(text, "tcvn3") for text in pasted] == [True] * 6
    assert [is_in(name, "tcvn3") for name in ("Nguyễn Thị Phượng", "Trần Thị Cúc", "Mai Hà", "Lan")] == [
        False,
        False,
        None,
        None,
    ]


@pytest.mark.parametrize(
    "word", ["nghiêng", "Quỳnh", "giếng", "gì", "yêu", "khuỷu", "hòa", "hoà", "KHUYẾN", "quý", "ỷ"]
)
def test_vietnamese_syllables_are_known(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["", "NguyÔn", "Müller", "tòc", "sach", "đ", "phỳ", "ơng", "áá", "strong", "hiêuu"])
def test_what_is_spelled_otherwise_is_not(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("tcvn3,ß,ò,", "tcvn3,ß,ò,\ntcvn3,ß,ó,"), "«ß»"),
        (("tcvn3,ß,ò,", ""), "thiếu"),
        (("vni,ñ,đ,", "vni,ñ,d,"), "«ñ»"),
        (("vni,ñ,đ,", "viscii,ñ,đ,"), "«ñ»"),
        (("tcvn3,ß,ò,", "tcvn3,ßß,ò,"), "«ßß»"),
        ((",beside_letter", ",somewhere"), "U\\+2212"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    change: tuple[str, str], complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = (REFERENCE_DIR / "legacy_letters.csv").read_text(encoding="utf-8")
    assert change[0] in table
    (tmp_path / "legacy_letters.csv").write_text(table.replace(*change), encoding="utf-8")
    monkeypatch.setattr("reference.tables.REFERENCE_DIR", tmp_path)
    legacy.letter_table.cache_clear()
    with pytest.raises(reference.ReferenceError, match=complaint):
        from_tcvn3("ß")
    monkeypatch.undo()
    legacy.letter_table.cache_clear()
