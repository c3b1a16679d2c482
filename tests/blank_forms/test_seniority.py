"""Seniority in blank forms: completed years in a list of people, bands under their heading; against counts by hand."""

from datetime import date
from pathlib import Path

import pytest

import database
from blank_forms.filling import fill
from blank_forms.form import read_form
from etl import pipeline
from etl.records import LoadOptions, SourceFile
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource
from tests.blank_forms.blank import cells, new_sheet, saved, write_header, write_rows
from tests.people import END_2023, PROVINCE
from tests.rosters import roster

HEADER = ("STT", "Họ và tên", "Ngày sinh", "Huyện", "Đơn vị", "Chức vụ", "Ngày tuyển dụng")
PEOPLE = (("Phạm Văn An", "31/12/1995", 28), ("Phạm Văn Bình", "01/01/2017", 6), ("Phạm Văn Chi", "2012", 11))
"""Name, since when, completed years on 31/12/2023."""


def test_seniority_is_years_in_a_list_and_bands_under_their_heading(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WORKFORCE_DATA_DIR", str(tmp_path))
    about = ("01/01/1970", "Thành phố Bắc Ninh", "Phường Vệ An", "Văn phòng - thống kê")
    rows = [(name, *about, since) for name, since, _ in PEOPLE]
    file = SourceFile("a.xlsx", roster(rows, date(2023, 12, 31), HEADER))
    assert pipeline.load(sqlite_url, [file], LoadOptions(loaded_by="lan", accept=True)).status == "loaded"
    listed = new_sheet("DANH SÁCH CÁN BỘ, CÔNG CHỨC")
    first = write_header(listed, 5, [("STT",), ("Họ và tên",), ("Thâm niên",), ("Thâm niên công tác (năm)",)])
    write_rows(listed, first, 4, [[], [], []])
    counted = new_sheet("THÂM NIÊN CÔNG CHỨC")
    heads = ("Dưới 5 năm", "Từ 5 đến dưới 10 năm", "Từ 10 đến dưới 20 năm", "Từ 20 năm trở lên")
    top = write_header(counted, 5, [("Đơn vị",), *(("Thâm niên", head) for head in heads)])
    write_rows(counted, top, 5, [["Phường Vệ An"]])
    with database.reading(sqlite_url) as connection:
        source, selection = StatisticsSource.of_connection(connection, PROVINCE), Selection(END_2023)
        for sheet, place, expected in (
            (listed, first, [[number, name, years, years] for number, (name, _, years) in enumerate(PEOPLE, 1)]),
            (counted, top, [["Phường Vệ An", 0, 1, 1, 1]]),
        ):
            form = read_form(source, selection, "a.xlsx", saved(sheet))
            result = fill(source, selection, form, people=EVERYBODY).book.active
            for row, values in enumerate(expected, start=place):
                assert cells(result, row, 1, len(values)) == values
