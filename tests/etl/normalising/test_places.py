import unicodedata
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from etl.normalising import place_words
from etl.normalising.places import Match, gazetteer, strip_group_numbering
from reference.provinces import communes_of, provinces_on, units_of
from reference.spelling import plain, words_of

HOME, NEIGHBOUR, LAM_DONG = "24", "31", "68"
DAYS = [date(2021, 12, 31), date(2022, 12, 31), date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)]
Y2022, Y2023, Y2024, Y2025 = DAYS[1:]
PREFIXES = {
    "commune": (
        "Xã",
        ["Xã ", "xã ", "XÃ ", "X. ", "X.", "X ", "UBND xã ", "Đảng ủy - HĐND - UBND xã ", "1. Xã ", "V. XÃ "],
    ),
    "ward": (
        "Phường",
        ["Phường ", "P. ", "P.", "p ", "UBND phường ", "Ủy ban nhân dân P.", "XII. PHƯỜNG ", "IX PHƯỜNG "],
    ),
    "township": ("Thị trấn", ["Thị trấn ", "TT. ", "TT ", "T.T ", "TTr. ", "thị  trấn\n", "UBND TT ", "3) Thị trấn "]),
}


def find(text: str, day: date = Y2023, district: str | None = None) -> Match:
    return gazetteer(day, HOME).find_commune(text, district)


def code(text: str, day: date = Y2023, district: str | None = None) -> str | None:
    match = find(text, day, district)
    return match.place.code if match.place else None


@pytest.mark.parametrize("day", DAYS)
def test_every_unit_is_found_by_each_of_its_prefixes_and_by_its_code(day: date) -> None:
    communes = reference.communes_on(day, HOME)
    assert len(communes) in (126, 121, 99)
    for unit in communes:
        official, variants = PREFIXES[unit.kind]
        name = unit.name.removeprefix(official + " ")
        for prefix in variants:
            for spelled in (name, name.upper(), unicodedata.normalize("NFD", name)):
                match = find(prefix + spelled, day, None if day == Y2025 else unit.parent_code)
                assert match.place is not None, prefix + spelled
                assert (match.place.code, match.place.name, match.note) == (unit.code, unit.name, None)
        assert code(unit.code, day) == code(str(int(unit.code)), day) == code(f"{int(unit.code)}.0", day) == unit.code


@pytest.mark.parametrize("day", DAYS)
def test_a_name_alone_is_a_hit_exactly_where_one_unit_has_it(day: date) -> None:
    units = [unit for province in provinces_on(HOME, day) for unit in communes_of(province, day)]
    names = {u.code: u.name.removeprefix(PREFIXES[u.kind][0] + " ") for u in units}
    bearers = Counter(names.values())
    for unit_code, name in names.items():
        match = find(name, day)
        if bearers[name] == 1:
            assert match.place is not None
            assert match.place.code == unit_code
        else:
            assert match.reason == "ambiguous"
            assert len(match.candidates) == bearers[name]


def test_one_name_in_two_districts_needs_its_district() -> None:
    match = find("Phường Ninh Xá")
    assert (match.place, match.reason) == (None, "ambiguous")
    assert {place.parent_code for place in match.candidates} == {"256", "262"}
    assert code("Phường Ninh Xá", district="256") == "09184"
    assert code("Phường Ninh Xá", district="262") == "09445"


@pytest.mark.parametrize(
    "tail",
    [
        ", TP Bắc Ninh",
        " (TP. Bắc Ninh)",
        " - thành phố Bắc Ninh",
        " T.P Bắc Ninh, tỉnh Bắc Ninh",
        " Tp.Bắc Ninh tỉnh Bắc Ninh",
    ],
)
def test_the_district_may_stand_behind_the_name(tail: str) -> None:
    assert code("Phường Ninh Xá" + tail) == "09184"
    assert code("Phường Vệ An" + tail) == "09175"
    assert code("Xã Đại Bái" + tail) is None


@pytest.mark.parametrize(
    ("text", "unit_code"),
    [
        ("Phường Ninh Xá, TX Thuận Thành", "09445"),
        ("Ninh Xá (Thuận Thành)", "09445"),
        ("Phường Ninh Xá, huyện Thuận Thành", "09445"),
        ("xã Đại Bái huyện Gia Bình tỉnh Bắc Ninh", "09490"),
        ("Xã Mĩ Hương", "09508"),
        ("PHƯỜNG ĐÁP CẦU (20 người)", "09166"),
    ],
)
def test_other_ways_to_write_a_place(text: str, unit_code: str) -> None:
    assert code(text) == unit_code


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("Thị trấn Hồ", Y2023, "Phường Hồ"),
        ("Phường Hồ", Y2022, "Thị trấn Hồ"),
        ("Xã Ninh Xá", Y2023, "Phường Ninh Xá"),
    ],
)
def test_a_kind_of_another_time_is_a_hit_with_a_note(text: str, day: date, name: str) -> None:
    match = find(text, day)
    assert match.place is not None
    assert (match.place.name, match.note) == (name, "renamed")


@pytest.mark.parametrize(
    ("text", "district", "note", "candidates"),
    [
        ("Xã Đáp Cầu", None, None, ["Phường Đáp Cầu"]),
        ("Phường Dap Cau", None, None, ["Phường Đáp Cầu"]),
        ("Tan Lang", None, None, ["Xã Tân Lãng"]),
        ("Tấn Lãng", None, None, ["Xã Tân Lãng"]),
        ("Phường Đáp Cấu, TP Bắc Ninh", None, None, ["Phường Đáp Cầu"]),
        ("Phường Đáp Cầu", "263", "other_district", ["Phường Đáp Cầu"]),
        ("Phường Đáp Cầu, huyện Gia Bình", None, "other_district", ["Phường Đáp Cầu"]),
        ("Phường Đáp Cầ", None, None, ["Phường Đáp Cầu"]),
        ("UBND", None, None, []),
        ("", None, None, []),
        ("99999", None, None, []),
    ],
)
def test_likeness_only_proposes(text: str, district: str | None, note: str | None, candidates: list[str]) -> None:
    match = find(text, district=district)
    assert (match.place, match.reason, match.note) == (None, "unknown", note)
    assert [place.name for place in match.candidates] == candidates


@pytest.mark.parametrize(
    ("text", "day", "names"),
    [
        ("Phường Vệ An", Y2024, {"Phường Tiền Ninh Vệ"}),
        ("Phường Ninh Xá, TP Bắc Ninh", Y2024, {"Phường Tiền Ninh Vệ"}),
        ("Phường Tiền Ninh Vệ", Y2023, {"Phường Vệ An", "Phường Tiền An", "Phường Ninh Xá"}),
        ("Phường Hồ", Y2025, {"Phường Thuận Thành"}),
        ("Phường Vệ An", Y2025, {"Phường Kinh Bắc"}),
        ("09175", Y2025, {"Phường Kinh Bắc"}),
        ("Phường Ninh Xá, TP Bắc Ninh", Y2025, {"Phường Kinh Bắc"}),
    ],
)
def test_a_unit_of_another_day_leads_to_those_of_this_day(text: str, day: date, names: set[str]) -> None:
    match = find(text, day)
    assert (match.place, match.reason) == (None, "not_then")
    assert {place.name for place in match.candidates} == names


def test_every_commune_of_2023_leads_to_one_of_2025() -> None:
    after = {step.old_code: step.new_code for step in reference.successions() if step.on.year == 2025}
    between = {step.old_code: step.new_code for step in reference.successions() if step.on.year == 2024}
    today = {unit.code for unit in reference.communes_on(Y2025, HOME)}
    for unit in reference.communes_on(Y2023, HOME):
        heir = after[between.get(unit.code, unit.code)]
        assert heir in today
        match = find(f"{unit.name}, mã", Y2025)
        assert match.place is None
        match = find(unit.code, Y2025)
        codes = {place.code for place in match.candidates} if match.place is None else {unit.code}
        assert codes == ({unit.code} if unit.code in today else {heir})


def _bare(name: str) -> str:
    for kind in ("Thị trấn ", "Phường ", "Xã "):
        name = name.removeprefix(kind)
    return plain(" ".join(words_of(name)))


def test_a_unit_of_the_neighbour_is_found_with_a_note() -> None:
    day = date(2025, 3, 31)
    at_home = {unit.name for unit in units_of(HOME)}  # a name that the province had once is looked for there
    alike = {_bare(unit.name) for unit in units_of(HOME)}
    for unit in reference.communes_on(day, NEIGHBOUR):
        for text in (unit.name, f"{unit.name}, thành phố Hải Phòng"):
            match = find(text, day)
            if match.reason != "ambiguous" and text not in at_home:
                if match.place is None:  # it may be a unit of the province without its tones, or its end
                    own = _bare(unit.name)
                    assert ("," not in text, own in alike or any(each.startswith(f"{own} ") for each in alike)) == (
                        True,
                        True,
                    )
                    continue
                assert (match.place.code, match.note) == (unit.code, "other_province")
    assert find("Phường Đáp Cầu, thành phố Hải Phòng", day).note == "other_district"
    assert gazetteer(day, NEIGHBOUR).find_commune("Phường Đáp Cầu").note == "other_province"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã Đạ Huoai III", "Xã Đạ Huoai 3"),
        ("XÃ CÁT TIÊN II", "Xã Cát Tiên 2"),
        ("xã Đạ Tẻh số 2", "Xã Đạ Tẻh 2"),
        ("Xã Đạ Huoai 03", "Xã Đạ Huoai 3"),
        ("P1 Bảo Lộc", "Phường 1 Bảo Lộc"),
        ("Xã Đạ Huoai", "Xã Đạ Huoai"),
    ],
)
def test_a_number_at_a_name_s_end_is_read_however_it_is_written(text: str, expected: str) -> None:
    match = gazetteer(Y2025, LAM_DONG).find_commune(text)
    assert match.place is not None
    assert match.place.name == expected


def test_wards_that_have_numbers_alone_need_their_city() -> None:
    register = gazetteer(Y2024, LAM_DONG)
    for text in ("Phường II", "P2", "P.2"):
        assert [place.parent_code for place in register.find_commune(text).candidates] == ["672", "673"], text
    match = register.find_commune("P.II, TP Bảo Lộc")
    assert match.place is not None
    assert (match.place.name, match.place.parent_code) == ("Phường 2", "673")
    assert register.find_commune("II").place is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("XA DA HUOAI 3", {"Xã Đạ Huoai 3"}),
        ("Xã Đạ Huoai IX", {"Xã Đạ Huoai 2", "Xã Đạ Huoai 3"}),
        ("Xã Bảo Lâm", {f"Xã Bảo Lâm {n}" for n in range(1, 6)}),
        ("Phường Xuân Hương", {"Phường Xuân Hương - Đà Lạt"}),
        ("Xã Phú Quý", {"Đặc khu Phú Quý"}),
        ("Xã Liên Nghĩa", {"Xã Đức Trọng"}),
    ],
    ids=["no-tones", "no-such-number", "numbered", "long-end", "other-kind", "former-township"],
)
def test_a_name_without_its_tones_its_end_or_its_kind_proposes_units_of_the_province(
    text: str, names: set[str]
) -> None:
    match = gazetteer(Y2025, LAM_DONG).find_commune(text)
    assert match.place is None
    assert {place.name for place in match.candidates} == names


def test_a_unit_with_other_tones_is_proposed_before_a_stranger_that_is_spelled_so() -> None:
    day = date(2025, 12, 31)
    match = gazetteer(day, "68").find_commune("Xã Đăk Song")
    assert (match.place, match.reason, [place.name for place in match.candidates]) == (None, "unknown", ["Xã Đắk Song"])


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("TP Bắc Ninh", Y2023, ("256", None)),
        ("TP. Bắc Ninh", Y2023, ("256", None)),
        ("THÀNH PHỐ BẮC NINH", Y2023, ("256", None)),
        ("I. T.P Bắc Ninh", Y2023, ("256", None)),
        ("Bắc Ninh", Y2023, ("256", None)),
        ("UBND huyện Gia Bình", Y2023, ("263", None)),
        ("Phòng Nội vụ huyện Yên Phong, tỉnh Bắc Ninh", Y2023, ("258", None)),
        ("H.Lương Tài", Y2023, ("264", None)),
        ("260", Y2023, ("260", None)),
        ("TX Quế Võ", Y2023, ("259", None)),
        ("Huyện Quế Võ", Y2023, ("259", "renamed")),
        ("Huyện Quế Võ", Y2022, ("259", None)),
        ("Thị xã Từ Sơn", Y2023, ("261", "renamed")),
    ],
)
def test_districts_are_found_with_their_kind_of_the_day(text: str, day: date, expected: tuple[str, str | None]) -> None:
    match = gazetteer(day, HOME).find_district(text)
    assert match.place is not None
    assert (match.place.code, match.note) == expected


def test_there_is_no_district_after_the_reform_and_a_province_is_none() -> None:
    assert gazetteer(Y2025, HOME).find_district("Huyện Gia Bình") == Match(reason="not_then")
    assert gazetteer(Y2023, HOME).find_district("Tỉnh Bắc Ninh").place is None


@given(st.sampled_from(reference.communes_on(Y2023, HOME)), st.data())
def test_a_changed_letter_is_never_another_unit(unit: reference.Unit, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(unit.name) - 1))
    letter = data.draw(st.sampled_from("aăâbđeêghiknoôơtuưxyáàảãạếộ1 "))
    changed = unit.name[:place] + letter + unit.name[place + 1 :]
    match = find(changed)
    if match.place is not None:
        name = words_of(match.place.name)[2 if match.place.kind == "township" else 1 :]
        spoken = words_of(changed)
        assert spoken[-len(name) :] == name
        assert spoken[: -len(name)] == () or spoken[: -len(name)] in place_words.prefixes()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I. PHƯỜNG ĐÁP CẦU", "PHƯỜNG ĐÁP CẦU"),
        ("XXIX. PHƯỜNG ĐÁP CẦU", "PHƯỜNG ĐÁP CẦU"),
        ("1. Xã Hòa Tiến", "Xã Hòa Tiến"),
        ("01 - Xã Hòa Tiến", "Xã Hòa Tiến"),
        ("1) Xã Hòa Tiến", "Xã Hòa Tiến"),
        ("(1) Xã Hòa Tiến", "Xã Hòa Tiến"),
        ("I.1. Xã Hòa Tiến", "Xã Hòa Tiến"),
        ("II- Xã Hòa Tiến", "Xã Hòa Tiến"),
        ("A/ CÁN BỘ", "CÁN BỘ"),
        ("B. Công chức", "Công chức"),
        ("IX PHƯỜNG HỒ", "PHƯỜNG HỒ"),
        ("3 Xã Đào Viên", "Xã Đào Viên"),
        ("- Xã Đào Viên", "Xã Đào Viên"),
        ("TP. Bắc Ninh", "TP. Bắc Ninh"),
        ("P. Đáp Cầu", "P. Đáp Cầu"),
        ("H. Gia Bình", "H. Gia Bình"),
        ("Phường 1", "Phường 1"),
        ("VI VĂN HÒA", "VI VĂN HÒA"),
        ("5/6/2024", "5/6/2024"),
        ("1.263 người", "1.263 người"),
        ("12/12 BTVH", "12/12 BTVH"),
        ("V/v báo cáo", "V/v báo cáo"),
    ],
)
def test_only_the_number_of_a_group_row_is_cut(text: str, expected: str) -> None:
    assert strip_group_numbering(text) == expected


def test_a_prefix_table_that_contradicts_itself_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = reference.rows("place_prefixes")
    for wrong in ({"spelling": "P.", "kind": "commune"}, {"spelling": "Khóm", "kind": "hamlet"}):
        monkeypatch.setattr(reference, "rows", lambda name, wrong=wrong: [*rows, wrong])
        place_words.prefixes.cache_clear()
        with pytest.raises(reference.ReferenceError, match=wrong["spelling"]):
            place_words.prefixes()
    place_words.prefixes.cache_clear()


@pytest.mark.parametrize("number", ["1", "01", "12"])
def test_a_short_number_is_no_unit_of_another_province(number: str) -> None:
    assert gazetteer(Y2023, HOME).find_district(number).place is None
    assert code(number) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("Thị trấn An Châu", "30589"), ("Xã Vĩnh Hòa Hiệp", "30892"), ("Xã Bình An", "30898")],
)
def test_a_commune_of_either_district_of_that_name(text: str, code: str) -> None:
    """An Giang of today was An Giang and Kiên Giang, each with a Huyện Châu Thành: 892 and 905."""
    names = gazetteer(Y2023, "91")
    assert names.find_district("Huyện Châu Thành").reason == "ambiguous"
    district = names.find_some_district("Huyện Châu Thành")
    assert district is not None
    assert names.find_commune(text, district.code).place == names.find_commune(code).place
    assert names.find_commune("Thị trấn Tri Tôn", district.code).note == "other_district"
