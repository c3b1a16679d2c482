"""Spellings as questions, and the field that an answer would be kept under."""

from datetime import date

from etl.problems import problem
from etl.questions import choices, questions
from etl.records import FileReport, SheetReport

PROVINCE = "24"


def _table(rows: tuple[int, int], columns: dict[str, str]) -> SheetReport:
    return SheetReport(
        "Sheet1",
        header_rows=(rows[0] - 1, rows[0] - 1),
        data_rows=rows,
        columns=columns,
        unread_columns={},
        header_paths={},
        people=1,
    )


def test_a_cell_is_asked_about_as_its_own_table_reads_its_column() -> None:
    """Two tables one below another, with the district where the other has the unit."""
    tables = [_table((5, 9), {"B": "full_name", "C": "district"}), _table((15, 19), {"B": "full_name", "C": "unit"})]
    report = FileReport("a.xlsx", "0" * 64, sheets=tables)
    where = {"file": "a.xlsx", "sheet": "Sheet1", "field": "unit", "day": "31/12/2023", "advice": ""}
    unknown_units = [
        problem("unknown_unit", cell=cell, value=value, **where)
        for cell, value in (("C6", "Huyện Gia Bnh"), ("C16", "Xã Đại Bi"))
    ]
    fields = {
        question.spelling: question.field
        for question in questions(unknown_units, [report], date(2023, 12, 31), PROVINCE)
    }
    assert fields == {"Huyện Gia Bnh": "district", "Xã Đại Bi": "unit"}


def test_an_answer_that_sets_two_fields_names_both() -> None:
    labels = dict(choices("language", date(2023, 12, 31), PROVINCE))
    assert labels["english=none other_language=none"] == "Tiếng Anh: Không có; Ngoại ngữ khác: Không có"
    assert dict(choices("it", date(2023, 12, 31), PROVINCE))["it=certificate it_detail=b"] == "Chứng chỉ (Chứng chỉ B)"
