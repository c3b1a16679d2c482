"""Labels in the spellings of rosters: departments written short, «UBND» among them, «Khmer», any foreign language."""

from datetime import date
from pathlib import Path

import pytest

import database
from blank_forms.filling import fill
from blank_forms.form import read_form
from etl import pipeline
from etl.records import LoadOptions, SourceFile
from questions.answering import answer
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.blank_forms.blank import cells, new_sheet, saved, write_header, write_rows
from tests.people import END_2023, PROVINCE
from tests.rosters import roster

HEADER = ("STT", "Họ và tên", "Ngày sinh", "Huyện", "Đơn vị", "Chức vụ", "Phòng, ban", "Dân tộc", "Tiếng Anh")
PEOPLE = (
    ("Phạm Văn An", "Phòng Văn hóa - Xã hội", "Khmer", "B"),
    ("Phạm Văn Bình", "Phòng Văn hóa - Xã hội", "Khơ-me", ""),
    ("Phạm Văn Chi", "UBND", "Kinh", "A"),
    ("Phạm Văn Dũng", "Trung tâm Phục vụ hành chính công", "Kinh", "B1"),
    ("Phạm Văn Giang", "Phòng Kinh tế", "Khmer", ""),
)
ROWS = {
    "UBND": (1, 0, 1),
    "Phòng VH-XH": (2, 2, 1),
    "P. VHXH": (2, 2, 1),
    "TT Phục vụ HCC": (1, 0, 1),
    "Phòng KT": (1, 1, 0),
    "Phòng KT-VX": (None, None, None),
}


@pytest.fixture
def url(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A database with the people of one ward."""
    monkeypatch.setenv("WORKFORCE_DATA_DIR", str(tmp_path))
    about = ("01/01/1970", "Thành phố Bắc Ninh", "Phường Vệ An", "Văn phòng - thống kê")
    rows = [(name, *about, *words) for name, *words in PEOPLE]
    file = SourceFile("a.xlsx", roster(rows, date(2023, 12, 31), HEADER))
    assert pipeline.load(sqlite_url, [file], LoadOptions(loaded_by="lan", accept=True)).status == "loaded"
    return sqlite_url


def test_labels_are_read_in_the_spellings_of_rosters(url: str) -> None:
    sheet = new_sheet("THEO PHÒNG")
    heads = ("Cơ quan, phòng", "Số người", "Dân tộc Khmer", "Có chứng chỉ ngoại ngữ")
    first = write_header(sheet, 5, [(head,) for head in heads])
    write_rows(sheet, first, len(heads), [[label] for label in ROWS])
    with database.reading(url) as connection:
        source, selection = StatisticsSource.of_connection(connection, PROVINCE), Selection(END_2023)
        result = fill(source, selection, read_form(source, selection, "a.xlsx", saved(sheet)), people=EVERYBODY)
        filled = result.book.active
        for row, values in enumerate(ROWS.values(), start=first):
            assert cells(filled, row, 2, 4) == list(values)


def test_an_office_alone_is_no_department(url: str) -> None:
    sheet = new_sheet("SỐ LƯỢNG")
    write_rows(sheet, write_header(sheet, 5, [("Chỉ tiêu",), ("Tổng số",), ("UBND",)]), 3, [["Toàn tỉnh"]])
    with database.reading(url) as connection:
        source, selection = StatisticsSource.of_connection(connection, PROVINCE), Selection(END_2023)
        result = fill(source, selection, read_form(source, selection, "a.xlsx", saved(sheet)), people=EVERYBODY)
        assert cells(result.book.active, 6, 2, 3) == [len(PEOPLE), None]


@pytest.mark.parametrize(
    "text", ["bao nhiêu người dân tộc Khmer", "bao nhieu nguoi dan toc khmer", "có mấy người Khmer"]
)
def test_questions_know_the_spellings_of_rosters(url: str, text: str) -> None:
    with database.reading(url) as connection:
        source = StatisticsSource.of_connection(connection, PROVINCE)
        given = answer(text, source, Selection(END_2023), EVERYBODY)
        assert given.meaning.startswith("dân tộc: Khơ-me · ")
        assert given.lead == answer("bao nhiêu người dân tộc Khơ-me", source, Selection(END_2023), EVERYBODY).lead
