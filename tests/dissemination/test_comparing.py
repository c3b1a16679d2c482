"""The list of what a correction changes: nothing of what is the same, everything of what is not."""

from dataclasses import replace
from decimal import Decimal

from dissemination.comparing import Change, changes, parts
from presentation.charts import Cell, Column, Kind, Table
from reports.contents.model import Annex, NumberedChart, Paragraph, Report, Section, Tabular
from stats.shares import Rounding
from tests.reports.invented import LEVELS, report

COLUMNS = (Column("Đơn vị", Kind.TEXT), Column("Đại học", Kind.COUNT), Column("Tỷ lệ (%)", Kind.SHARE))
ROWS: tuple[tuple[Cell, ...], ...] = (("Gia Bình", 188, Decimal("80.00")), ("Tiên Du", 1263, Decimal("77.98")))


TABLE = Table(COLUMNS, ROWS)


def variant(table: Table = TABLE, *, text: str = "Toàn tỉnh có 2.366 người. Không ai vắng.") -> Report:
    section = Section("Trình độ", (Paragraph(text), Tabular("Chất lượng", table, 1)))
    return replace(report(0), sections=(section,), opening=(), closing=())


def test_the_same_report_has_no_changes() -> None:
    assert changes(report(), report()) == ()


def test_a_changed_cell_is_told_with_its_row_and_column() -> None:
    after = variant(Table(COLUMNS, (("Gia Bình", 191, Decimal("80.05")), ROWS[1])))
    assert changes(variant(), after) == (
        "Bảng 1. Chất lượng: Gia Bình · Đại học: 188 → 191",
        "Bảng 1. Chất lượng: Gia Bình · Tỷ lệ (%): 80,00 → 80,05",
    )


def test_a_cell_that_was_or_becomes_empty() -> None:
    after = variant(Table(COLUMNS, (ROWS[0], ("Tiên Du", 1263, None))))
    assert changes(variant(), after) == ("Bảng 1. Chất lượng: Tiên Du · Tỷ lệ (%): 77,98 → (trống)",)


def test_rows_and_columns_that_come_and_go() -> None:
    columns = (COLUMNS[0], COLUMNS[1], Column("Cao đẳng", Kind.COUNT))
    after = variant(Table(columns, (("Gia Bình", 188, 3), ("Yên Phong", 9, 1))))
    assert changes(variant(), after) == (
        "Bảng 1. Chất lượng: bỏ dòng «Tiên Du»",
        "Bảng 1. Chất lượng: bỏ cột «Tỷ lệ (%)»",
        "Bảng 1. Chất lượng: thêm cột «Cao đẳng»",
        "Bảng 1. Chất lượng: thêm dòng «Yên Phong»",
    )


def test_rows_in_another_order_are_no_change_and_two_of_one_name_are_two() -> None:
    assert changes(variant(), variant(Table(COLUMNS, ROWS[::-1]))) == ()
    twice = (("Ninh Xá", 1, None), ("Ninh Xá", 2, None))
    after = (("Ninh Xá", 1, None), ("Ninh Xá", 5, None))
    assert changes(variant(Table(COLUMNS, twice)), variant(Table(COLUMNS, after))) == (
        "Bảng 1. Chất lượng: Ninh Xá (2) · Đại học: 2 → 5",
    )


def test_sentences_changed_dropped_and_added() -> None:
    old, new = "Có 188 người. Một câu giữ nguyên. Câu bỏ.", "Có 191 người. Một câu giữ nguyên."
    assert changes(variant(text=old), variant(text=new)) == (
        "Mục «Trình độ»: «Có 188 người.» → «Có 191 người.»",
        "Mục «Trình độ»: bỏ «Câu bỏ.»",
    )
    assert changes(variant(text=new), variant(text=f"{new} Câu thêm.")) == ("Mục «Trình độ»: thêm «Câu thêm.»",)


def test_the_numbers_behind_a_chart_are_compared() -> None:
    table = replace(LEVELS.table, rows=(("Tiến sĩ", 3, *LEVELS.table.rows[0][2:]), *LEVELS.table.rows[1:]))
    before, after = (
        replace(variant(), sections=(Section("Trình độ", (NumberedChart(1, chart),)),))
        for chart in (LEVELS, replace(LEVELS, table=table))
    )
    (line,) = changes(before, after)
    assert line == f"Hình 1: Tiến sĩ · {table.columns[1].header}: {LEVELS.table.rows[0][1]} → 3"


def test_sections_annexes_and_what_stands_at_the_head() -> None:
    old, new = report(), report(1)
    new = replace(
        new,
        sections=(*new.sections[:2], Section("Kiến nghị", ())),
        rounding=Rounding.CUT,
        sources=("ab12", "cd34"),
        is_demo=False,
    )
    lines = changes(old, new)
    assert "Bỏ mục «Biến động»" in lines
    assert "Thêm mục «Kiến nghị»" in lines
    assert "Bỏ Theo xã" in lines
    assert "Tệp danh sách nguồn: thêm 1, bớt 0" in lines
    assert "Số liệu: Số liệu minh họa → Số liệu thật" in lines
    assert len(lines) == 6


def test_the_date_in_a_table_s_title_does_not_make_it_another_table() -> None:
    changed = Table(COLUMNS, (("Gia Bình", 1, None), ROWS[1]))
    before, after = (
        replace(variant(), annexes=(Annex("Biểu", (Tabular(f"Ngày 31/12/{year}", table),)),))
        for year, table in ((2022, TABLE), (2023, changed))
    )
    assert changes(before, after)[0] == "Ngày 31/12/2023: Gia Bình · Đại học: 188 → 1"


def test_a_change_has_its_parts_and_the_distance_of_two_numbers() -> None:
    lines = {
        "Bảng 1. Chất lượng: Gia Bình · Đại học: 1.188 → 1.191": ("1.188", "1.191", "+3"),
        "Bảng 1. Chất lượng: Gia Bình · Tỷ lệ: 80,05% → 80,00%": ("80,05%", "80,00%", "−0,05 điểm phần trăm"),
        "Bảng 1. Chất lượng: Tiên Du · Tỷ lệ (%): 77,98 → (trống)": ("77,98", "(trống)", ""),
        "Mục «Trình độ»: «Có: 3 người.» → «Có: 4 người.»": ("«Có: 3 người.»", "«Có: 4 người.»", ""),
        "Tính đến ngày: 31/12/2022 → 31/12/2023": ("31/12/2022", "31/12/2023", ""),
    }
    for line, expected in lines.items():
        change = parts(line)
        assert (change.old, change.new, change.difference) == expected
        assert line == f"{change.place}: {change.old} → {change.new}"
    assert parts("Bảng 1. Chất lượng: thêm dòng «Yên Phong»") == Change("Bảng 1. Chất lượng: thêm dòng «Yên Phong»")
