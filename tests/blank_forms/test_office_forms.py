"""Forms as offices draw them, with abbreviations, shares, points and blocks; each cell counted anew with pandas."""

from collections.abc import Callable

import pandas as pd
import pytest

from stats.shares import share
from tests.blank_forms.blank import cells, new_sheet, saved, write_foot, write_header, write_rows
from tests.blank_forms.conftest import Filler, reopened
from tests.people import END_2023, World

Mask = Callable[[pd.DataFrame], "pd.Series[bool]"]
KINDS = ("cadre", "civil_servant")


def _is(field: str, *codes: str) -> Mask:
    return lambda own: own[field].isin(codes)


def _aged(first: int, last: int) -> Mask:
    return lambda own: own["age"].notna() & own["age"].between(first, last)


def _all(own: pd.DataFrame) -> "pd.Series[bool]":
    return own["unit_code"].notna()


def _share(part: int, whole: int) -> float | None:
    return float(share(part, whole)) if whole else None


def _staff(world: World) -> pd.DataFrame:
    people = world.on(END_2023)
    return people[people["category"].isin(KINDS) | people["category"].isna()]


def test_abbreviated_units_totals_above_and_below(world: World, filling: Filler) -> None:
    """«TS» is a total here; «X. Gia Bình» would be no district."""
    people = _staff(world)
    masks: list[Mask] = [_all, _is("gender", "female"), _is("party_member", "yes")]
    sheet = new_sheet("TỔNG HỢP SỐ LƯỢNG CB, CC CẤP XÃ")
    first = write_header(sheet, 5, [("TT",), ("Tên ĐV",), ("TS CBCC",), ("Tr.đó", "Nữ"), ("Tr.đó", "ĐV")])
    rows = ["Toàn tỉnh", "TP Bắc Ninh", "H. Gia Bình", "TX Thuận Thành", "Cộng", "X. Gia Bình"]
    write_foot(sheet, write_rows(sheet, first, 5, [["", name] for name in rows]))
    result = reopened(filling(saved(sheet))).active
    units = [["Thành phố Bắc Ninh"], ["Huyện Gia Bình"], ["Thị xã Thuận Thành"]]
    for row, names in enumerate([None, *units, [name for each in units for name in each]], start=first):
        own = people if names is None else people[people["district_name"].isin(names)]
        assert cells(result, row, 3, 5) == [int(mask(own).sum()) for mask in masks]
    assert cells(result, first + 5, 3, 5) == [None] * 3


def test_lower_case_blocks_of_levels_with_their_rest(world: World, filling: Filler) -> None:
    people = _staff(world)
    sheet = new_sheet("thống kê trình độ cán bộ, công chức")
    paths = [("stt",), ("nội dung",), ("tổng số",), ("cán bộ", "nữ"), ("công chức", "nữ")]
    first = write_header(sheet, 5, paths)
    degrees, theory = ("doctorate", "masters", "bachelors"), ("bachelors", "advanced")
    rows: list[tuple[str, str, Mask | None]] = [
        ("i", "trình độ chuyên môn", None), ("1", "tiến sĩ", _is("education", "doctorate")),
        ("2", "thạc sỹ", _is("education", "masters")), ("3", "đại học", _is("education", "bachelors")),
        ("4", "còn lại", lambda own: ~own["education"].isin(degrees)), ("ii", "trình độ llct", None),
        ("1", "cao cấp, cử nhân", _is("political_theory", *theory)), ("", "tổng cộng", _all),
    ]  # fmt: skip
    write_rows(sheet, first, 5, [[mark, label] for mark, label, _ in rows])
    result = reopened(filling(saved(sheet))).active
    for row, (_, label, mask) in enumerate(rows, start=first):
        women = [people[(people["category"] == kind) & (people["gender"] == "female")] for kind in KINDS]
        expected = [None if mask is None else int(mask(own).sum()) for own in (people, *women)]
        assert cells(result, row, 3, 5) == expected, label


def test_a_heading_over_the_rows_says_of_which_levels_they_are(world: World, filling: Filler) -> None:
    """«CV» under «Ngạch» is a rank, not state management; «Trung cấp» under «Trình độ tin học» one of IT."""
    people = world.on(END_2023)
    sheet = new_sheet("BIỂU 1")
    first = write_header(sheet, 5, [("Ngạch",), ("Giới tính",), ("Dưới 35 tuổi",), ("Cộng",)])
    ranks = {"CVC và TĐ": "principal", "CV và TĐ": "specialist", "Nhân viên": "staff"}
    end = write_rows(sheet, first, 4, [[name if who == "Nam" else "", who] for name in ranks for who in ("Nam", "Nữ")])
    for row in range(first, end, 2):
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=1)
    sheet.cell(end + 1, 1).value = "Bảng 2. Trình độ tin học"
    second = write_header(sheet, end + 3, [("Trình độ",), ("Nữ",), ("Cộng",)])
    levels = {"Trung cấp trở lên": "degree", "Chứng chỉ": "certificate", "Không có": "none"}
    write_rows(sheet, second, 3, [[name] for name in levels])
    result = reopened(filling(saved(sheet))).active
    for at, code in enumerate(ranks.values()):
        for half, gender in enumerate(("male", "female")):
            own = people[(people["rank"] == code) & (people["gender"] == gender)]
            assert cells(result, first + 2 * at + half, 3, 4) == [int(_aged(0, 34)(own).sum()), len(own)]
    for row, code in enumerate(levels.values(), start=second):
        own = people[people["it"] == code]
        assert cells(result, row, 2, 3) == [int((own["gender"] == "female").sum()), len(own)]


def test_a_list_of_figures_with_their_measure(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    own = people[people["category"].isin(KINDS) | people["category"].isna()]
    sheet = new_sheet("BÁO CÁO CHẤT LƯỢNG ĐỘI NGŨ")
    first = write_header(sheet, 5, [("TT",), ("Chỉ tiêu",), ("Đvt",), ("Số liệu",), ("Ghi chú",)])
    upwards = _is("education", "doctorate", "masters", "bachelors")
    rows: list[tuple[str, str, str, float | None]] = [
        ("1", "Tổng số CBCC cấp xã", "người", len(own)),
        ("1.1", "Cán bộ", "người", int((own["category"] == "cadre").sum())),
        ("1.2", "Công chức", "người", int((own["category"] == "civil_servant").sum())),
        ("2", "Tỷ lệ nữ", "%", _share(int((own["gender"] == "female").sum()), len(own))),
        ("3", "Tỷ lệ có trình độ ĐH trở lên", "%", _share(int(upwards(own).sum()), len(own))),
        ("4", "Đảng viên", "%", _share(int((own["party_member"] == "yes").sum()), len(own))),
        ("5", "Số người từ 31 đến 40 tuổi", "người", int(_aged(31, 40)(own).sum())),
        ("6", "Biên chế được giao", "người", None),
    ]
    write_rows(sheet, first, 5, [list(row[:3]) for row in rows])
    filled = filling(saved(sheet))
    column = [filled.book.active.cell(row, 4).value for row in range(first, first + len(rows))]
    assert column == [row[3] for row in rows]
    assert [gap.label for gap in filled.outcome.gaps] == ["Biên chế được giao"]


def test_shares_of_women_beside_posts_are_of_those_who_hold_them(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet("THỐNG KÊ CHỨC DANH")
    paths = [("STT",), ("Chức danh",), ("Số lượng",), ("Nữ", "SL"), ("Nữ", "TL%"), ("Cán bộ", "SL"), ("Cán bộ", "TL%")]
    first = write_header(sheet, 5, paths)
    write_rows(sheet, first, 7, [["1", "Bí thư Đảng ủy"], ["2", "Chủ tịch UBND"]])
    filled = filling(saved(sheet))
    for row, post in enumerate(("Bí thư Đảng ủy", "Chủ tịch UBND"), start=first):
        own = people[[post in str(held).split("; ") for held in people["position"]]]
        women, cadres = int((own["gender"] == "female").sum()), int((own["category"] == "cadre").sum())
        expected = [len(own), women, _share(women, len(own)), cadres, None]
        assert cells(filled.book.active, row, 3, 7) == expected
    assert {gap.reason for gap in filled.outcome.gaps} == {"Nhãn không nói rõ tỷ lệ của ai trong số ai."}


def test_a_sum_over_a_unit_that_nobody_knows_stays_empty(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    own = people[people["category"] == "part_time"]
    sheet = new_sheet("SỐ LƯỢNG NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH")
    first = write_header(sheet, 5, [("TT",), ("Đơn vị",), ("Tổng số",)])
    rows = [
        ("I", "Khối thành phố, thị xã"), ("1", "Thành phố Bắc Ninh"), ("2", "Thành phố Từ Sơn"), ("", "Cộng khối"),
        ("II", "Khối huyện"), ("3", "Huyện Tiên Du"), ("4", "Huyện Quế Dương"), ("", "Cộng khối"), ("", "Tổng cộng"),
    ]  # fmt: skip
    write_rows(sheet, first, 3, rows)
    filled = filling(saved(sheet))
    numbers = {name: int((own["district_name"] == name).sum()) for _, name in rows}
    cities = [numbers["Thành phố Bắc Ninh"], numbers["Thành phố Từ Sơn"]]
    column = [filled.book.active.cell(row, 3).value for row in range(first, first + len(rows))]
    assert column == [None, *cities, sum(cities), None, numbers["Huyện Tiên Du"], None, None, None]
    assert [gap.label for gap in filled.outcome.gaps] == [
        "Khối huyện › Huyện Quế Dương", "Khối huyện › Cộng khối", "Tổng cộng",
    ]  # fmt: skip


def test_a_heading_over_the_majority_counts_nobody(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Tiêu chí",), ("Tổng số",), ("Nữ",)])
    write_rows(sheet, first, 3, [["I. Dân tộc"], ["1. Kinh"], ["2. Tày"], ["II. Tôn giáo"], ["1. Công giáo"]])
    result = reopened(filling(saved(sheet))).active
    column = [result.cell(row, 2).value for row in range(first, first + 5)]
    believers = int((people["religion"].notna() & (people["religion"] != "Không")).sum())
    assert column == [
        None, int((people["ethnicity"] == "Kinh").sum()), int((people["ethnicity"] == "Tày").sum()),
        believers, int((people["religion"] == "Công giáo").sum()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "mask"),
    [
        ("DANH SÁCH CÁN BỘ, CÔNG CHỨC CÓ TRÌNH ĐỘ THẠC SĨ TRỞ LÊN NĂM 2023", _is("education", "masters", "doctorate")),
        ("DANH SÁCH CÁN BỘ, CÔNG CHỨC TỪ 31 ĐẾN 40 TUỔI", _aged(31, 40)),
    ],
)
def test_a_list_is_of_those_whom_its_title_names(world: World, filling: Filler, title: str, mask: Mask) -> None:
    own = _staff(world)
    sheet = new_sheet(title)
    first = write_header(sheet, 5, [("Stt",), ("Họ và tên",), ("Đơn vị công tác",)])
    write_rows(sheet, first, 3, [[], []])
    filled = filling(saved(sheet))
    rows = [row[1:] for row in filled.book.active.iter_rows(min_row=first, max_col=3, values_only=True) if row[2]]
    expected = own[mask(own)][["full_name", "unit_name"]].itertuples(index=False)
    assert sorted(map(tuple, rows)) == sorted(map(tuple, expected))


def test_a_title_that_is_not_understood_counts_nobody(filling: Filler) -> None:
    sheet = new_sheet("THỐNG KÊ CÁN BỘ CÓ CHỨNG CHỈ HÀNH NGHỀ LUẬT SƯ")
    write_rows(sheet, write_header(sheet, 5, [("Đơn vị",), ("Tổng số",), ("Nữ",)]), 3, [["Toàn tỉnh"], ["Gia Bình"]])
    with pytest.raises(ValueError, match="chưa hiểu hết"):
        filling(saved(sheet))


def test_a_total_of_a_heading_without_a_value_stays_empty(filling: Filler) -> None:
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Chỉ tiêu",), ("QLNN", "CV"), ("Cộng có QLNN",)])
    write_rows(sheet, first, 3, [["Toàn tỉnh"], ["Nữ"]])
    filled = filling(saved(sheet))
    assert filled.book.active.cell(first, 3).value is None
    assert [gap.reason for gap in filled.outcome.gaps] == ["Chưa rõ tổng của những ai."]


_LIST = [
    ("STT",), ("Họ và tên",), ("Ngày, tháng, năm sinh", "Nam"), ("Ngày, tháng, năm sinh", "Nữ"),
    ("Tháng, năm bắt đầu tham gia BHXH",), ("Đảng viên",), ("Dân tộc",), ("Đại biểu HĐND", "Xã"),
    ("Trình độ văn hoá", "THCS"), ("Trình độ chuyên môn", "TC"), ("Trình độ chuyên môn", "Thạc sỹ, tiến sỹ"),
    ("Trình độ lý luận chính trị", "CC"), ("Trình độ quản lý nhà nước", "Chuyên viên và tuơng đương"),
    ("Trình độ tin học", "Chứng chỉ (A, B, C)"), ("Trình độ tin học", "TC"),
    ("Trình độ ngoại ngữ", "Chứng chỉ (A, B, C)"), ("Trình độ ngoại ngữ", "TC"),
    ("Trình độ ngoại ngữ", "ĐH"), ("Chia theo độ tuổi", "Từ 31 đến 40"),
    ("Chia theo độ tuổi", "Từ 51 đến 60", "Nam từ 56 đến 60"), ("Ghi chú",),
]  # fmt: skip


def test_a_list_with_a_mark_for_each_level(world: World, filling: Filler) -> None:
    """«TC» and «ĐH» of languages are one value in rosters: nobody is marked in either; English is a language, too."""
    people = world.on(END_2023)
    sheet = new_sheet()
    first = write_header(sheet, 5, _LIST, ["A", *map(str, range(1, len(_LIST)))])
    write_rows(sheet, first, len(_LIST), [[], []])
    filled = filling(saved(sheet))
    years, old = _aged(31, 40)(people), _aged(56, 60)(people) & (people["gender"] == "male")
    marks = {
        6: people["party_member"] == "yes", 9: people["schooling"] == "lower_secondary",
        10: people["education"] == "intermediate", 11: people["education"].isin(["masters", "doctorate"]),
        12: people["political_theory"] == "advanced", 13: people["state_management"] == "specialist",
        14: people["it"] == "certificate", 15: people["it_detail"] == "intermediate",
        16: (people["english"] == "certificate") | (people["other_language"] == "certificate"), 19: years, 20: old,
    }  # fmt: skip
    expected = [
        (name, nation, *(1 if held else None for held in row))
        for name, nation, *row in zip(people["full_name"], people["ethnicity"], *marks.values(), strict=True)
    ]
    rows = [
        (row[1], row[6], *(row[at - 1] for at in marks))
        for row in filled.book.active.iter_rows(min_row=first, values_only=True)
        if row[1]
    ]
    assert sorted(rows, key=repr) == sorted(expected, key=repr)
    assert [gap.where[-1] for gap in filled.outcome.gaps] == ["E", "H", "Q", "R"]


def test_a_form_of_all_members_of_the_party_counts_nobody_of_the_rosters(filling: Filler) -> None:
    sheet = new_sheet("THỐNG KÊ TỔ CHỨC ĐẢNG VÀ ĐẢNG VIÊN TRONG CÁC LOẠI HÌNH CƠ SỞ")
    first = write_header(sheet, 5, [("Loại hình",), ("Số tổ chức",), ("Tổng số đảng viên",)])
    write_rows(sheet, first, 3, [["1. Xã"], ["2. Phường"]])
    with pytest.raises(ValueError, match="mọi đảng viên"):
        filling(saved(sheet))
