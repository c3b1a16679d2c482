"""Labels that speak of those beside them, «Còn lại», «Khác», «Tăng (+), giảm (−)»; counted anew with pandas."""

from datetime import date

import pandas as pd
import pytest

from tests.blank_forms.blank import cells, new_sheet, saved, write_header, write_rows
from tests.blank_forms.conftest import Filler, reopened
from tests.people import END_2023, World

END_2022 = date(2022, 12, 31)


def _codes(people: pd.DataFrame, field: str, *codes: str) -> int:
    return int(people[field].isin(codes).sum())


def test_the_rest_of_a_heading_s_columns(world: World, filling: Filler) -> None:
    """«Còn lại» is everybody who is in none of its columns, «Khác» only whoever declares something else."""
    people = world.on(END_2023)
    district = str(people["district_name"].iloc[0])
    paths = [
        ("Đơn vị",), ("Tổng số",),
        *(("Trình độ chuyên môn", level) for level in ("Thạc sĩ", "Đại học", "Còn lại")),
        *(("Dân tộc", name) for name in ("Kinh", "Tày", "Khác")),
        *(("Độ tuổi", name, half) for name in ("Từ 31 đến 40", "Còn lại") for half in ("Tổng", "Nữ")),
        *(("Giới tính", name) for name in ("Nữ", "Số còn lại")),
    ]  # fmt: skip
    sheet = new_sheet()
    first = write_header(sheet, 5, paths)
    write_rows(sheet, first, len(paths), [[district], ["Toàn tỉnh"]])
    filled = filling(saved(sheet))
    result = reopened(filled).active
    for row, own in ((first, people[people["district_name"] == district]), (first + 1, people)):
        levels = [_codes(own, "education", code) for code in ("masters", "bachelors")]
        nations = [_codes(own, "ethnicity", name) for name in ("Kinh", "Tày")]
        women, middle = own[own["gender"] == "female"], own["age"].between(31, 40)
        aged = [int(middle.sum()), int((middle & (own["gender"] == "female")).sum())]
        expected = [
            len(own), *levels, len(own) - sum(levels), *nations, int(own["ethnicity"].notna().sum()) - sum(nations),
            *aged, len(own) - aged[0], len(women) - aged[1], len(women), len(own) - len(women),
        ]  # fmt: skip
        assert cells(result, row, 2, len(paths)) == expected
    assert not filled.outcome.gaps


def test_the_rest_in_rows_is_that_of_its_heading(world: World, filling: Filler) -> None:
    people = world.on(END_2023)
    sheet = new_sheet()
    rows = ["Tổng số", "1. Lý luận chính trị", "- Cao cấp", "- Trung cấp", "- Còn lại", "2. Tôn giáo", "- Công giáo",
            "- Tôn giáo khác", "3. Trong đó", "- Nữ", "- Đảng viên", "- Còn lại"]  # fmt: skip
    first = write_header(sheet, 5, [("Chỉ tiêu",), ("Số lượng",), ("Tỷ lệ (%)",)])
    write_rows(sheet, first, 3, [[row] for row in rows])
    filled = filling(saved(sheet))
    column = [filled.book.active.cell(row, 2).value for row in range(first, first + len(rows))]
    theory = [_codes(people, "political_theory", code) for code in ("advanced", "intermediate")]
    women, members = _codes(people, "gender", "female"), _codes(people, "party_member", "yes")
    catholics = _codes(people, "religion", "Công giáo")
    others = len(people) - _codes(people, "religion", "Công giáo", "Không") - int(people["religion"].isna().sum())
    assert column == [
        len(people), None, *theory, len(people) - sum(theory),
        len(people) - _codes(people, "religion", "Không") - int(people["religion"].isna().sum()), catholics, others,
        None, women, members, None,
    ]  # fmt: skip
    assert [gap.reason for gap in filled.outcome.gaps] == [
        "«Còn lại»: các nhãn trước nó có thể đếm trùng người hoặc chưa rõ gồm những ai."
    ]


@pytest.mark.parametrize(
    ("labels", "reason"),
    [
        (("Đại học trở lên", "Thạc sĩ", "Còn lại"), "có thể đếm trùng người"),
        (("Thạc sĩ", "Phi công", "Còn lại"), "đứng sau nhãn chưa đếm được"),
        (("Thạc sĩ", "Nữ", "Khác"), "có thể đếm trùng người"),
        (("Nữ", "Nữ thạc sĩ", "Còn lại"), "không chia theo cùng một tiêu thức"),
        (("Dân tộc Tày", "Dân tộc khác"), "chưa rõ gồm những ai"),
        (("Chủ tịch UBND", "Còn lại"), "có thể đếm trùng người"),
        (("Nữ", "Tăng, giảm"), "chưa rõ so ngày nào với ngày nào"),
        (("Năm 2022", "Năm 2023", "Nữ", "Tăng, giảm"), "chưa rõ so ngày nào với ngày nào"),
        (("Năm 2021", "Năm 2022", "Năm 2023", "Chênh lệch"), "chưa rõ so ngày nào với ngày nào"),
        (("Năm 2021", "Năm 2023", "So sánh tăng, giảm so với năm 2022"), "chưa rõ so ngày nào với ngày nào"),
        (("Năm 2022", "Năm 2023", "Tăng, giảm (%)"), "chưa rõ là hiệu"),
        (("Tổng số", "Tăng, giảm so với năm 2019"), "Không có số liệu tính đến 31/12/2019"),
    ],
)
def test_labels_whose_neighbours_leave_them_unsure_stay_empty(
    filling: Filler, labels: tuple[str, ...], reason: str
) -> None:
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Chỉ tiêu",), *((label,) for label in labels)])
    write_rows(sheet, first, len(labels) + 1, [["Tổng số"]])
    filled = filling(saved(sheet))
    assert filled.book.active.cell(first, len(labels) + 1).value is None
    assert reason in filled.outcome.gaps[-1].reason


@pytest.mark.parametrize(
    "labels",
    [
        ("Năm 2022", "Năm 2023", "Tăng (+), giảm (−)"),
        ("Năm 2023", "Năm 2022", "Chênh lệch"),
        ("Kỳ này", "Cùng kỳ năm trước", "Tăng/giảm"),
        ("Tổng số", "Tăng, giảm so với năm trước"),
    ],
)
def test_a_difference_is_the_later_number_less_the_earlier(
    world: World, filling: Filler, labels: tuple[str, ...]
) -> None:
    then, now = (world.on(day) for day in (END_2022, END_2023))
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Chỉ tiêu",), *((label,) for label in labels)])
    write_rows(sheet, first, len(labels) + 1, [["Tổng số"], ["Nữ"], ["Đại học trở lên"]])
    result = reopened(filling(saved(sheet))).active
    upwards = ("bachelors", "masters", "doctorate")
    counts = [(len(own), _codes(own, "gender", "female"), _codes(own, "education", *upwards)) for own in (then, now)]
    for row, (earlier, later) in enumerate(zip(*counts, strict=True), start=first):
        assert result.cell(row, len(labels) + 1).value == later - earlier


def test_a_difference_under_and_over_other_headings_and_in_rows(world: World, filling: Filler) -> None:
    then, now = (world.on(day) for day in (END_2022, END_2023))
    women = [_codes(own, "gender", "female") for own in (then, now)]
    years = ("Năm 2022", "Năm 2023", "Tăng (+), giảm (-)")
    for paths in ([(who, year) for who in ("Tổng số", "Nữ") for year in years],
                  [(year, who) for year in years for who in ("Tổng số", "Nữ")]):  # fmt: skip
        sheet = new_sheet()
        first = write_header(sheet, 5, [("Đơn vị",), *paths])
        write_rows(sheet, first, 7, [["Huyện Gia Bình"], ["Toàn tỉnh"]])
        result = reopened(filling(saved(sheet))).active
        for column, path in enumerate(paths, start=2):
            counts = women if "Nữ" in path else [len(then), len(now)]
            year = next(each for each in path if each in years)
            assert result.cell(first + 1, column).value == [*counts, counts[1] - counts[0]][years.index(year)]
    sheet = new_sheet()
    first = write_header(sheet, 5, [("Nội dung",), ("Tổng số",), ("Nữ",)])
    write_rows(sheet, first, 3, [[year] for year in years])
    result = reopened(filling(saved(sheet))).active
    assert cells(result, first + 2, 2, 3) == [len(now) - len(then), women[1] - women[0]]


def test_the_other_of_english_is_not_guessed(world: World, filling: Filler) -> None:
    """Another language, or another certificate of English: the cell stays empty and says so."""
    leaves = ("Đại học", "Khác")
    paths = [("Đơn vị",), ("Tổng số",), *(("Ngoại ngữ", "Tiếng Anh", leaf) for leaf in leaves), ("Ngoại ngữ", "Khác")]
    sheet = new_sheet()
    first = write_header(sheet, 5, paths)
    people = world.on(END_2023)
    district = str(people["district_name"].iloc[0])
    people = people[people["district_name"] == district]
    write_rows(sheet, first, len(paths), [[district]])
    filled = filling(saved(sheet))
    languages = [_codes(people, "english", "degree"), None, _codes(people, "other_language", "certificate")]
    assert cells(reopened(filled).active, first, 2, len(paths)) == [len(people), *languages]
    (gap,) = filled.outcome.gaps
    assert (gap.label, "«Khác» dưới «Tiếng Anh»" in gap.reason) == ("Ngoại ngữ › Tiếng Anh › Khác", True)
