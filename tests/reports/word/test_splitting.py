"""Tables with more columns than a page is wide."""

from dataclasses import replace

from docx.oxml.ns import qn

from presentation.charts import Cell, Column, Kind, Table
from reports.contents.model import Annex, Tabular
from reports.word import document
from reports.word.page import LANDSCAPE
from reports.word.splitting import parts
from tests.reports.word.reading import HEAD, TABLE, opened, report, texts, written


def _wide(groups: int) -> Tabular:
    columns = [Column("TT", Kind.TEXT), Column("Đơn vị", Kind.TEXT), Column("Tổng số", Kind.COUNT)]
    columns += [Column(f"Nhóm {place // 5} › Chuyên viên {place}", Kind.COUNT) for place in range(groups * 5)]
    columns.append(Column("Nghiêng", Kind.COUNT))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(row), f"Xã {row}", *(100 * row + place for place in range(len(columns) - 2))) for row in range(3)
    )
    return Tabular("Bảng rộng", Table(tuple(columns), rows), None, ("Ghi chú.",), (0,))


def test_a_table_that_fits_stays_one() -> None:
    narrow = Tabular("Hẹp", TABLE)
    assert parts(narrow, LANDSCAPE.text_width) == (narrow,)


def test_groups_of_columns_stay_together_behind_the_columns_that_name_the_row() -> None:
    whole = _wide(6)
    shown = parts(whole, LANDSCAPE.text_width)
    assert len(shown) == 2
    for part in shown:
        assert part.table.columns[:3] == whole.table.columns[:3]
        assert [row[:3] for row in part.table.rows] == [row[:3] for row in whole.table.rows]
        assert part.total_rows == (0,)
    assert [column for part in shown for column in part.table.columns[3:]] == list(whole.table.columns[3:])
    first = {column.header.split(" › ")[0] for column in shown[0].table.columns[3:]}
    assert not first & {column.header.split(" › ")[0] for column in shown[1].table.columns[3:]}
    for row, *cells in zip(whole.table.rows, *(part.table.rows for part in shown), strict=True):
        assert row == (*cells[0], *(cell for part in cells[1:] for cell in part[3:]))
    assert [part.notes for part in shown] == [(), ("Ghi chú.",)]


def test_the_document_shows_every_part_with_its_head_and_breaks_no_word() -> None:
    made = opened(document(replace(report(annexes=0), annexes=(Annex("Rộng", (_wide(6),)),)), HEAD))
    assert texts(made, "TenBang")[-2:] == ["Bảng rộng (phần 1/2)", "Bảng rộng (phần 2/2)"]
    tables = [t for t in made.element.body.iter(qn("w:tbl")) if len(t.tblGrid) > 10]
    assert len(tables) == 2
    for table in tables:
        assert written(table.findall(qn("w:tr"))[2]).startswith("0Xã 0")
        # «Chuyên» in bold letters of 9 points is 25 points wide, a cell's margins are 3.
        assert min(int(column.get(qn("w:w"))) for column in list(table.tblGrid)[3:]) >= 28 * 20
